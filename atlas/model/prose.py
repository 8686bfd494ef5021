"""Text on its way to a page: Markdown and what is filled into it."""

from msgspec import Struct

from atlas.model.media import Reference
from atlas.model.quote import Quote
from atlas.model.term import Term


class Insert(Struct, frozen=True, kw_only=True):
    """Something that is filled into a text."""


class Quoted(Insert, frozen=True, kw_only=True):
    """A figure in a sentence, and where it comes from."""

    quote: Quote
    href: str


class Cited(Insert, frozen=True, kw_only=True):
    """Works cited in one place of a text, each with the place within it (`S. 12`, may be empty)."""

    works: tuple[tuple[Reference, str], ...]


class Prose(Struct, frozen=True, kw_only=True):
    """Markdown with the targets it links to (as written, href), the sizes of its pictures (as written, width, height in pixels), and what is filled in:
    the n-th insert stands in the text as the character `mark.FIRST` + n. `terms` are explained where they first occur."""

    text: str
    links: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, int, int], ...] = ()
    inserts: tuple[Insert, ...] = ()
    terms: tuple[Term, ...] = ()


class PlainWords(Struct, frozen=True, kw_only=True):
    """What a page says in plain language, a sentence each, and who has checked it (may be empty)."""

    sentences: tuple[Prose, ...]
    checked_by: str
