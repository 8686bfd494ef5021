"""What texts show or cite besides figures: pictures and literature."""

import re

from msgspec import Struct

_CITED = re.compile(r"@(?P<key>[^\s,;]+)(?:,\s*(?P<place>[^;]+))?")


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that a text shows: `file` relative to the site, size in pixels."""

    file: str
    content: bytes
    width: int
    height: int


class Reference(Struct, frozen=True, kw_only=True):
    """A work that can be cited: `label` stands in a sentence (Siebel 2008), `entry` in the list, as text with a few marks of HTML that nobody has checked.

    `place` is its place in the list of all works.
    """

    key: str
    place: int
    label: str
    entry: str


def cited(words: str) -> tuple[tuple[str, str], ...]:
    """Read a citation: `@siebel2008, S. 12; @keim2014` → (key, place within the work)."""
    return tuple((match["key"].lower(), (match["place"] or "").strip()) for match in _CITED.finditer(words))
