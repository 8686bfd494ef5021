"""What no rule can change is left alone: most of a report is plain sentences, and looking for marks in them takes half of a conversion."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_LINE = re.compile(r"\n(?: {4}| {0,3}[-+*_#>=:\[\d]|\n|\Z)")
"""Beginnings of lines that rules for blocks look for; a block that is empty or begins with an empty line is theirs, too."""
_MARKS = re.compile(r"[\\`*_\[<&{\x02]")
"""What an inline rule begins with, the places held by the converter itself among them."""


class ParagraphExtension(Extension):
    """Make a paragraph of every block that can be nothing else, before the rules for blocks are asked one after the other."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Add the rule ahead of the first one (priority 100)."""
        md.parser.blockprocessors.register(_Paragraph(md), "sentences", 110)


class PlainExtension(Extension):
    """Mark plain text as such, so that no inline rule looks at it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Add the rule ahead of the inline ones (priority 20)."""
        md.treeprocessors.register(_Plain(md), "plain", 25)


class _Paragraph(BlockProcessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self._rule = md.parser.blockprocessors["paragraph"]

    def test(self, _parent: Element, block: str) -> bool:
        return "|" not in block and not _LINE.search("\n" + block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        self._rule.run(parent, blocks)


class _Plain(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not _MARKS.search(text) and "  \n" not in text:
                element.text = AtomicString(text)
