"""The rules beyond plain Markdown, each with what a text must hold for it to find anything: a text that uses none pays for none."""

import re
from collections.abc import Callable

from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension

from atlas.render.markdown import breaks, callouts, captions

RULES: dict[str, tuple[tuple[re.Pattern[str], ...], Callable[[str], Extension]]] = {
    "callouts": ((callouts.TRIGGER,), callouts.CalloutExtension),
    "captions": (captions.TRIGGERS, captions.CaptionExtension),
    "breaks": ((breaks.TRIGGER,), lambda _language: breaks.BreakExtension()),
    "abbreviations": ((re.compile(r"\n {0,3}\*\["),), lambda _language: AbbrExtension()),
    "attributes": ((re.compile(r"\{:?[ ]*[#.]"),), lambda _language: AttrListExtension()),
}
"""Name → triggers, and what makes the extension in a language."""


def wanted(source: str) -> frozenset[str]:
    """Name the rules that a text needs."""
    lines = f"\n{source}"  # every line then starts behind a line feed, which is looked for quicker than the beginning of a line
    return frozenset(name for name, (triggers, _) in RULES.items() if any(trigger.search(lines) for trigger in triggers))


def extensions(names: frozenset[str], language: str) -> list[Extension]:
    """Make the extensions of these rules."""
    return [make(language) for name, (_, make) in RULES.items() if name in names]
