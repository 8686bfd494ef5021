"""What the pages show that the law, or a licence, asks for. Addresses (`href`) are relative to the root of the site.

No slots: see docs/decisions/006-values-on-the-way.md.
"""

from dataclasses import dataclass

from atlas.model.accessibility import CheckRecord, TemplateCheck
from atlas.model.frame import Link
from atlas.model.prose import Prose


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A source of figures: who holds it, under which licence, and the indicators that come from it."""

    source: str
    holder: str
    licence: str
    indicators: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class OthersRow:
    """Work of others in the atlas; `text` leads to the licence's text."""

    title: str
    owner: str
    licence: str
    text: str


@dataclass(frozen=True, kw_only=True)
class LicencesPage:
    """Whose data and whose work the atlas is made of, and what one must name."""

    sources: tuple[SourceRow, ...]
    works: tuple[OthersRow, ...]


@dataclass(frozen=True, kw_only=True)
class AccessibilityPage:
    """The author's statement, and below it what was checked; `record` is None as long as nothing was, `templates` if the atlas has some of its own."""

    prose: Prose | None
    record: CheckRecord | None
    templates: TemplateCheck | None


LegalPage = LicencesPage | AccessibilityPage
