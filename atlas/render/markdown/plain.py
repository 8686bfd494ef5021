"""What no rule can change is left alone: most of a report is plain sentences, and looking for marks in them takes half of a conversion."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_MARKS = re.compile(r"[\\`*_\[<&{\x02]|  \n")
"""What an inline rule begins with, the places held by the converter itself among them."""

NEEDED = {"hashheader": "#", "quote": ">", "deflist": ":", "setextheader": "\n", "reference": "]:", "footnote": "]:"}
"""A rule for blocks → what a block must hold for it to apply."""


class PlainExtension(Extension):
    """Mark plain text as such before the inline rules run, and ask rules for blocks only about those that may be theirs."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Add the rule ahead of the inline ones (priority 20), and a quick look before the rules for blocks."""
        md.treeprocessors.register(_Plain(md), "plain", 25)
        for name, needed in NEEDED.items():
            rule = md.parser.blockprocessors[name]
            rule.test = _holding(needed, rule.test)  # type: ignore[method-assign, assignment]


class _Plain(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.text and not _MARKS.search(element.text):
                element.text = AtomicString(element.text)


def _holding(needed: str, test: Callable[[ElementTree.Element, str], bool]) -> Callable[[ElementTree.Element, str], bool]:
    return lambda parent, block: needed in block and test(parent, block)
