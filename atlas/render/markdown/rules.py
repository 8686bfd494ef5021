"""The rules beyond plain Markdown, each with what a text must hold for it to find anything: a text that uses none pays for none."""

import re
from collections.abc import Callable

from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension

from atlas.render.markdown import breaks, callouts, captions

RULES: dict[str, tuple[re.Pattern[str], Callable[[str], Extension]]] = {
    "callouts": (callouts.TRIGGER, callouts.CalloutExtension),
    "captions": (captions.TRIGGER, captions.CaptionExtension),
    "breaks": (breaks.TRIGGER, lambda _language: breaks.BreakExtension()),
    "abbreviations": (re.compile(r"^ {0,3}\*\[", re.MULTILINE), lambda _language: AbbrExtension()),
    "attributes": (re.compile(r"\{:?[ ]*[#.]"), lambda _language: AttrListExtension()),
}
"""Name → trigger, and what makes the extension in a language."""


def wanted(source: str) -> frozenset[str]:
    """Name the rules that a text needs."""
    return frozenset(name for name, (trigger, _) in RULES.items() if trigger.search(source))


def extensions(names: frozenset[str], language: str) -> list[Extension]:
    """Make the extensions of these rules."""
    return [make(language) for name, (_, make) in RULES.items() if name in names]
