"""Callouts: a quotation whose first line is `[!Empfehlung]` becomes a passage of that kind, with its label; `[!Zitat] Name` remains a quotation, signed."""

import re
from functools import cache
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from atlas.base.language import translate

TRIGGER: Final = re.compile(r"\n {0,3}> ?\[!")

KINDS: Final = {
    "finding": ("befund", "finding", "findings"),
    "assessment": ("bewertung", "assessment"),
    "recommendation": ("empfehlung", "recommendation"),
    "example": ("beispiel", "example"),
    "definition": ("definition",),
    "question": ("leitfrage", "guiding question", "question"),
    "quotation": ("zitat", "quotation", "quote"),
    "plain": ("einfache sprache", "plain language"),
}
"""Kinds of passages → the words that authors write, in small letters. `check.callouts` knows the same words."""

_HEAD = re.compile(r"\[!([^\]\n]+)\][ \t]*([^\n]*)(?:\n|\Z)")


class CalloutExtension(Extension):
    """Gives converters the rule; `language` is that of the labels."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        md.treeprocessors.register(_Callouts(md, self._language), "callouts", 12)


class _Callouts(Treeprocessor):
    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self._language = language

    def run(self, root: Element) -> None:
        for parent in [*root.iter()]:
            _part(parent)
        for quote in [*root.iter("blockquote")]:
            first = quote[0] if len(quote) else None
            head = _HEAD.match(first.text or "") if first is not None and first.tag == "p" else None
            kind = next((kind for kind, words in KINDS.items() if head and head[1].strip().casefold() in words), "")
            if first is not None and head and kind:
                _turn(quote, first, head, kind, self._language)


def _part(parent: Element) -> None:
    """Give every callout a quotation of its own: those with nothing but an empty line between them arrive as one."""
    for quote in [child for child in parent if child.tag == "blockquote"]:
        heads = [place for place, child in enumerate(quote) if place and child.tag == "p" and _HEAD.match(child.text or "")]
        for start in reversed(heads):
            after = Element("blockquote")
            after.extend(quote[start:])
            del quote[start:]
            parent.insert([*parent].index(quote) + 1, after)


def _turn(quote: Element, first: Element, head: re.Match[str], kind: str, language: str) -> None:
    first.text = (first.text or "")[head.end() :]
    if not first.text.strip() and not len(first):
        quote.remove(first)
    if kind == "quotation":
        if head[2].strip():
            SubElement(quote, "p").text = f"– {head[2].strip()}"
        return
    quote.tag = "section"
    quote.set("class", f"callout {kind}")
    label = Element("p", {"class": "label"})
    label.text = _labels(language)[kind]
    if head[2].strip():
        label.text += ": "
        SubElement(label, "strong").text = head[2].strip()
    quote.insert(0, label)


@cache
def _labels(language: str) -> dict[str, str]:
    _ = translate(language)
    return {
        "finding": _("Findings"),
        "assessment": _("Assessment"),
        "recommendation": _("Recommendation"),
        "example": _("Example"),
        "definition": _("Definition"),
        "question": _("Guiding question"),
        "plain": _("In plain language"),
    }
