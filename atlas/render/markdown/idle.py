"""Which rules of the converter can find nothing in a text: those are left out, and with them half of the time of a conversion."""

import re
from collections.abc import Iterable
from typing import Final

from markdown import Markdown
from markdown.util import ETX, STX

NEEDED: Final = {
    "html_block": {"<", "&"},
    "fenced_code_block": {"`", "~"},
    "footnote": {"^"},
    "footnote-duplicate": {"^"},
    "backtick": {"`"},
    "escape": {"\\"},
    "unescape": {"\\"},
    "link": {"]("},
    "image_link": {"!"},
    "autolink": {"<"},
    "automail": {"<"},
    "html": {"<"},
    "linebreak": {"  \n", "  <"},  # before a block of HTML the converter itself breaks the line
    "entity": {"&"},
    "em_strong": {"*", "_"},
}
"""Rule → what a text must hold, one of them, for the rule to find anything. Single signs are looked for a hundred times as fast as several."""

LINKS: Final = ("link", "reference", "short_reference")
REFERENCES: Final = frozenset(["reference", "short_reference", "image_reference", "short_image_ref"])
"""Rules that begin with a bracket; rules that look for links to what `_DEFINITION` defines."""

_MARKS = frozenset[str]().union(*NEEDED.values())
_BRACKET = re.compile(r"\[(?<!!\[)")
"""What a link begins with. A pattern that begins with the sign itself, not with what stands before it, is searched ten times as fast."""
_DEFINITION = re.compile(r"\n {0,3}\[(?!\^)[^\[\]]+\]:")
"""Only at the beginning of a line, where `document.link_targets` finds it, too: what is not checked becomes no link."""
_BLANK_LINE = re.compile(r"\n +(?=\n)")


def normal(source: str) -> str:
    """Give a text as the rules see it, as the converter's own first rule makes it: without signs that it uses itself, tabs and blanks in empty lines."""
    text = source.replace(STX, "").replace(ETX, "").replace("\r\n", "\n").replace("\r", "\n") + "\n\n"
    return _BLANK_LINE.sub("\n", text.expandtabs(4) if "\t" in text else text)


def idle(text: str) -> frozenset[str]:
    """Name the rules that can find nothing in a text; it is `normal`."""
    held = {mark for mark in _MARKS if mark in text}
    rules = frozenset(rule for rule, marks in NEEDED.items() if held.isdisjoint(marks))
    return rules if _DEFINITION.search(f"\n{text}") else rules | REFERENCES


def lighten(converter: Markdown, without: Iterable[str]) -> Markdown:
    """Take rules out of a converter that is complete, and let the others be looked up and searched quicker. One name may stand for several rules.

    Rules for blocks remain: they also take out of a text what they find.
    """
    for rule in without:
        for registry in (converter.preprocessors, converter.inlinePatterns, converter.treeprocessors):
            registry.deregister(rule, strict=False)
    for rule in LINKS:
        if rule in converter.inlinePatterns:
            converter.inlinePatterns[rule].compiled_re = _BRACKET
    # Registries copy themselves whenever they are asked for their rules.
    converter.parser.blockprocessors = [*converter.parser.blockprocessors]  # type: ignore[assignment]
    converter.treeprocessors["inline"].inlinePatterns = [*converter.inlinePatterns]  # type: ignore[attr-defined]
    return converter
