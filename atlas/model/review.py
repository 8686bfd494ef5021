"""What an author wants texts to be read for: words to avoid, sections that every profile has, how hard a text may be, how large a page."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal["stigma", "anglicism", "cause", "rank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or words to avoid (`*` stands for any ending), what says it better, and why."""

    word: str
    better: str
    why: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How texts are reviewed. `ease`: least reading ease (Flesch); `sections`: headings that every profile text has; `page_bytes`: largest page."""

    terms: tuple[Term, ...] = ()
    sections: tuple[str, ...] = ()
    ease: float = 20.0
    page_bytes: int = 500_000
