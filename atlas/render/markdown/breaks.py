"""A backslash at the end of a line breaks it there, as in CommonMark: an address stands in lines."""

import re
from typing import Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor

TRIGGER: Final = re.compile(r"\\\n")


class BreakExtension(Extension):
    """Gives converters the rule."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        """Add the rule behind code (priority 190) and escaped signs (180), beside the break that two blanks make (100)."""
        md.inlinePatterns.register(SubstituteTagInlineProcessor(TRIGGER.pattern, "br"), "backslash_break", 101)
