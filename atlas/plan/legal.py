"""Pages that the law, or a licence, asks for: whose data and whose work the atlas is made of, and what was checked so that everybody can read it."""

from collections.abc import Iterator

from atlas.base.language import ACCESSIBILITY_PAGES, FOLDERS, translate
from atlas.model.accessibility import TEMPLATES
from atlas.model.document import Document
from atlas.model.frame import Head, Link
from atlas.model.legal_page import AccessibilityPage, LegalPage, LicencesPage, OthersRow, SourceRow
from atlas.model.prose import Prose
from atlas.plan.desk import Desk
from atlas.plan.navigation import make_head

FONTS = "assets/fonts/OFL.txt"
VEGA = "assets/licences/vega.txt"


def is_statement(desk: Desk, document: Document) -> bool:
    """Tell whether this is the author's statement on accessibility."""
    return document.kind == "page" and document.key in ACCESSIBILITY_PAGES[desk.site.config.language]


def statement_page(desk: Desk, document: Document) -> AccessibilityPage:
    """Make the statement: the author's words, and what was checked."""
    return _accessibility(desk, desk.body(document))


def legal_pages(desk: Desk) -> Iterator[tuple[str, Head, LegalPage]]:
    """Give template, head and page of what the atlas itself must tell: licences always, what was checked if no author has a page for it."""
    say, routes = translate(desk.site.config.language), desk.routes
    authors = {document.key for document in desk.site.documents if document.kind == "page"}
    if FOLDERS[desk.site.config.language]["licences"] not in authors:
        yield (
            "licences.html",
            make_head(routes.licences(), say("Licences"), say("Whose data and whose work this atlas is made of.")),
            licences_page(desk),
        )
    if not authors & {*ACCESSIBILITY_PAGES[desk.site.config.language]}:
        head = make_head(routes.accessibility(), say("Accessibility"), say("What was checked so that everybody can read this atlas."))
        yield "accessibility.html", head, _accessibility(desk, None)


def licences_page(desk: Desk) -> LicencesPage:
    """List the sources of all figures with what one must name, and the work of others."""
    config = desk.site.config
    grouped: dict[tuple[str, str, str], list[Link]] = {}
    for board in desk.boards:
        one = board.indicator
        key = (one.source, one.data_holder, one.licence or config.licence.title)
        grouped.setdefault(key, []).append(Link(title=one.title, href=board.label.href))
    works = (
        *(
            [
                OthersRow(
                    title="Source Serif 4, Source Sans 3 (Atlas Serif, Atlas Sans)",
                    owner="Adobe",
                    licence="SIL Open Font License 1.1",
                    text=FONTS,
                )
            ]
            if not (config.design.sans and config.design.serif)
            else []
        ),
        OthersRow(
            title="Vega, Vega-Lite, Vega-Embed",
            owner="University of Washington Interactive Data Lab",
            licence="BSD 3-Clause",
            text=VEGA,
        ),
    )
    rows = (
        SourceRow(source=source, holder=holder, licence=licence, indicators=tuple(links))
        for (source, holder, licence), links in grouped.items()
    )
    return LicencesPage(sources=tuple(rows), works=works)


def _accessibility(desk: Desk, prose: Prose | None) -> AccessibilityPage:
    templates = None if desk.site.config.theme != "base" else TEMPLATES
    return AccessibilityPage(prose=prose, record=desk.site.record, templates=templates)
