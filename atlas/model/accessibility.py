"""What was checked of the built pages, so that the statement on accessibility says what was really done, and no more."""

from msgspec import Struct


class Checked(Struct, frozen=True, kw_only=True):
    """One rule as it was applied: how many pages, and which of them broke it."""

    rule: str
    pages: int
    broken: tuple[str, ...]


class CheckRecord(Struct, frozen=True, kw_only=True):
    """A check of a whole built atlas. `date` as 2026-06-01; `documents`: PDFs, each of which was printed only because it passed PDF/UA-1."""

    date: str
    version: str
    edition: str
    pages: int
    documents: int
    checked: tuple[Checked, ...]


class TemplateCheck(Struct, frozen=True, kw_only=True):
    """How the templates that come with atlas are checked in a real browser, before every release. `date`: when it was last widened or narrowed, as 2026-06-01.

    `kinds`: kinds of pages; `widths` in pixels; `schemes`: light, dark; `rules`: those of axe-core, by its own tags.
    """

    date: str
    tool: str
    rules: tuple[str, ...]
    kinds: int
    widths: tuple[int, ...]
    schemes: tuple[str, ...]


TEMPLATES = TemplateCheck(
    date="2026-11-21",
    tool="axe-core 4.12.1",
    rules=("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"),
    kinds=35,
    widths=(320, 768, 1280),
    schemes=("light", "dark"),
)
"""What is really run: `tests/browser/test_accessibility.py`, which fails if a rule is broken, or if this says something else."""
