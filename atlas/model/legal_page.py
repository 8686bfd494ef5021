"""What the pages show that the law, or a licence, asks for. Addresses (`href`) are relative to the root of the site.

No slots: see docs/decisions/006-values-on-the-way.md.
"""

from msgspec import Struct

from atlas.model.accessibility import CheckRecord, TemplateCheck
from atlas.model.frame import Link
from atlas.model.prose import Prose


class SourceRow(Struct, frozen=True, kw_only=True):
    """A source of figures: who holds it, under which licence, and the indicators that come from it."""

    source: str
    holder: str
    licence: str
    indicators: tuple[Link, ...]


class OthersRow(Struct, frozen=True, kw_only=True):
    """Work of others in the atlas; `text` leads to the licence's text."""

    title: str
    owner: str
    licence: str
    text: str


class LicencesPage(Struct, frozen=True, kw_only=True):
    """Whose data and whose work the atlas is made of, and what one must name."""

    sources: tuple[SourceRow, ...]
    works: tuple[OthersRow, ...]


class AccessibilityPage(Struct, frozen=True, kw_only=True):
    """The author's statement, and below it what was checked; `record` is None as long as nothing was, `templates` if the atlas has some of its own."""

    prose: Prose | None
    record: CheckRecord | None
    templates: TemplateCheck | None


LegalPage = LicencesPage | AccessibilityPage
