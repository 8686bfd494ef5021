"""Text on its way to a page: Markdown and what is filled into it."""

from dataclasses import dataclass

from atlas.model.media import Reference
from atlas.model.quote import Quote
from atlas.model.term import Term


@dataclass(frozen=True, kw_only=True)
class Insert:
    """Something that is filled into a text."""


@dataclass(frozen=True, kw_only=True)
class Quoted(Insert):
    """A figure in a sentence, and where it comes from."""

    quote: Quote
    href: str


@dataclass(frozen=True, kw_only=True)
class Cited(Insert):
    """Works cited in one place of a text, each with the place within it (`S. 12`, may be empty)."""

    works: tuple[tuple[Reference, str], ...]


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Markdown with the targets it links to (as written, href), the sizes of its pictures (as written, width, height in pixels), and what is filled in:
    the n-th insert stands in the text as the character `mark.FIRST` + n. `terms` are explained where they first occur."""

    text: str
    links: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, int, int], ...] = ()
    inserts: tuple[Insert, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlainWords:
    """What a page says in plain language, a sentence each, and who has checked it (may be empty)."""

    sentences: tuple[Prose, ...]
    checked_by: str
