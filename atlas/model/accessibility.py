"""What was checked of the built pages, so that the statement on accessibility says what was really done, and no more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One rule as it was applied: how many pages, and which of them broke it."""

    rule: str
    pages: int
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRecord:
    """A check of a whole built atlas. `date` as 2026-06-01; `documents`: PDFs, each of which was printed only because it passed PDF/UA-1."""

    date: str
    version: str
    edition: str
    pages: int
    documents: int
    checked: tuple[Checked, ...]
