"""What an author wants texts to be read for: words to avoid, sections that every profile has, how hard a text may be, how large a page."""

from typing import Literal

from msgspec import Struct

Reason = Literal["stigma", "anglicism", "cause", "rank"]


class Term(Struct, frozen=True, kw_only=True):
    """A word or words to avoid (`*` stands for any ending), what says it better, and why."""

    word: str
    better: str
    why: Reason


class Review(Struct, frozen=True, kw_only=True):
    """How texts are reviewed. `ease`: least reading ease (Flesch); `sections`: headings that every profile text has; `page_bytes`: largest page."""

    terms: tuple[Term, ...] = ()
    sections: tuple[str, ...] = ()
    ease: float = 20.0
    page_bytes: int = 500_000
