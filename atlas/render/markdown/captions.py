"""Captions: a paragraph `Tabelle: …` beside a table, `Abbildung: …` under a picture, numbered through the text together with the captions of directives.

`{#id}` at the end names what is captioned, `[](#id)` refers to it by its number; a line `Quelle: …` in the caption is set apart; classes go to the figure.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from atlas.base.language import translate
from atlas.model.mark import FIRST

# One after the other and each with a sign to begin with, they are looked for ten times as fast as in one.
TRIGGERS: Final = tuple(
    re.compile(trigger)
    for trigger in (r"\n(?:Abbildung|Figure|Tabelle|Table): ", r"\[\]\(#", rf"\|(?<=[{chr(FIRST)}-{chr(FIRST + 0xFFFD)}]\|)")
)

_WORDS = {"Abbildung": "figure", "Figure": "figure", "Tabelle": "table", "Table": "table"}
_CAPTION = re.compile(r"\s*(Abbildung|Figure|Tabelle|Table):\s+")
_SOURCE = re.compile(r"\n\s*(?=(?:Quelle|Quellen|Source|Sources):)")
_NAMES = re.compile(r"[ \t]*\{:?\s*((?:[#.][A-Za-z0-9_-]+\s*)+)\}[ \t]*(?=\n|\Z)")
_DIRECTIVE = re.compile(rf"([{chr(FIRST)}-{chr(FIRST + 0xFFFD)}])\|(figure|table)\|([\w-]*)\Z")


class CaptionExtension(Extension):
    """Gives converters the rule; `language` is that of the numbers' words."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        md.treeprocessors.register(_Captions(md, self._language), "captions", 9)


class _Captions(Treeprocessor):
    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        say = translate(language)
        self._words = {"figure": say("Figure {number}"), "table": say("Table {number}")}

    def run(self, root: Element) -> None:
        count: Counter[str] = Counter()
        labels: dict[str, str] = {}

        def numbered(kind: str, name: str) -> str:
            count[kind] += 1
            label = self._words[kind].format(number=count[kind])
            if name:
                labels[name] = label
            return label

        for parent in [*root.iter()]:
            for child in [*parent]:
                if child.tag != "p":
                    continue
                if directive := _DIRECTIVE.match(child.text or ""):
                    child.text = f"{directive[1]}|{numbered(directive[2], directive[3])}"
                elif found := _captioned(parent, child):
                    _wrap(parent, *found, numbered)
        for link in root.iter("a"):
            target = link.get("href", "")
            if target.startswith("#") and not (link.text or len(link)) and target[1:] in labels:
                link.text = labels[target[1:]]


def _captioned(parent: Element, paragraph: Element) -> tuple[Element, Element, str] | None:
    """Give caption, captioned element and kind; None if this paragraph is no caption."""
    siblings = [*parent]
    place = siblings.index(paragraph)
    if len(paragraph) and paragraph[0].tag == "img" and not (paragraph.text or "").strip() and _CAPTION.match(paragraph[0].tail or ""):
        picture = paragraph[0]
        paragraph.text, picture.tail = picture.tail, None
        paragraph.remove(picture)
        parent.insert(place, picture)
        return paragraph, picture, "figure"
    caption = _CAPTION.match(paragraph.text or "")
    kind = _WORDS[caption[1]] if caption else ""
    beside = [siblings[one] for one in (place - 1, place + 1) if 0 <= one < len(siblings)]
    if kind == "table":
        table = next((one for one in beside if one.tag == "table"), None)
        return (paragraph, table, kind) if table is not None else None
    before = beside[0] if kind == "figure" and place > 0 else None
    if before is not None and before.tag == "p" and len(before) == 1 and before[0].tag == "img" and not (before[0].tail or "").strip():
        return paragraph, before, kind
    return None


def _wrap(parent: Element, paragraph: Element, shown: Element, kind: str, numbered: Callable[[str, str], str]) -> None:
    """Put caption and what it belongs to into one figure."""
    name, classes = _take_names(paragraph)
    figure = Element("figure", {"class": " ".join([kind, *classes])} | ({"id": name} if name else {}))
    caption = Element("figcaption")
    SubElement(caption, "b").text = numbered(kind, name)
    caption[0].tail = " " + _CAPTION.sub("", paragraph.text or "", count=1)
    caption.extend([*paragraph])
    _set_source_apart(caption)
    parent.insert([*parent].index(shown), figure)
    parent.remove(shown)
    parent.remove(paragraph)
    picture = shown[0] if shown.tag == "p" else shown
    figure.extend([caption, picture] if kind == "table" else [picture, caption])


def _take_names(paragraph: Element) -> tuple[str, list[str]]:
    """Take `{#id .class}` off the end of a caption's line."""
    words: list[str] = []

    def take(names: re.Match[str]) -> str:
        words.extend(names[1].split())
        return ""

    paragraph.text = _NAMES.sub(take, paragraph.text or "")
    for child in paragraph:
        child.tail = _NAMES.sub(take, child.tail or "")
    return next((word[1:] for word in words if word.startswith("#")), ""), [word[1:] for word in words if word.startswith(".")]


def _set_source_apart(caption: Element) -> None:
    """Put the line that names the source, with all that follows, into an element of its own."""
    for place, child in enumerate([*caption]):
        parts = _SOURCE.split(child.tail or "", maxsplit=1)
        if len(parts) == 2:
            child.tail = parts[0] + " "
            source = Element("small")
            source.text = parts[1]
            source.extend(caption[place + 1 :])
            del caption[place + 1 :]
            caption.append(source)
            return
