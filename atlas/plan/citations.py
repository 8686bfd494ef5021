"""What each page is cited as: the words, who made its figures, and the address that will still hold them in ten years."""

from collections.abc import Sequence

from atlas.base.language import translate
from atlas.base.text import slug
from atlas.model.citation import Citation
from atlas.model.edition import Archive
from atlas.model.frame import Chrome, Head
from atlas.model.page import IndicatorPage, ProfilePage
from atlas.model.quality_view import AnyPage
from atlas.plan.routes import PAGE, Routes


def make_citation(archive: Archive, routes: Routes, chrome: Chrome, head: Head, page: AnyPage) -> Citation:
    """Make the citation of a page."""
    words, producer, period, reference_date = _subject(page, head, chrome)
    frozen = archive.freezing or next((found.edition for found in archive.frozen if found.edition.id == chrome.edition), None)
    announced = frozen or archive.announced(chrome.edition)
    copy = routes.edition(frozen.id) if frozen else ""
    return Citation(
        key="-".join(part for part in (slug(chrome.place), slug(chrome.edition), slug(head.path.removesuffix(PAGE))) if part),
        words=words,
        title=chrome.title,
        edition=chrome.edition,
        publisher=chrome.publisher,
        producer=producer if producer != chrome.publisher else "",
        issued=announced.date if announced else chrome.edition,
        period=period,
        reference_date=reference_date or (announced.reference_date if announced and not period else ""),
        licence=chrome.licence.title,
        address=f"{chrome.url}{copy}{head.path}",
        doi=announced.doi if announced else "",
        language=chrome.language,
    )


def _subject(page: AnyPage, head: Head, chrome: Chrome) -> tuple[str, str, str, str]:
    """Give what a page is about, who made its figures, their period and the day they stand for."""
    match page:
        case ProfilePage():
            words = translate(chrome.language)("Profile of {name} ({key})").format(name=page.name, key=page.key)
            rows = [row.indicator.source for theme in page.themes for row in theme.rows]
            return words, _only(rows), page.population_period, ""
        case IndicatorPage():
            indicator = page.indicator
            period = page.periods[page.latest] if page.latest >= 0 else ""
            return indicator.title, indicator.data_holder or indicator.source, period, indicator.reference_date
        case _:
            return head.title, "", "", ""


def _only(sources: Sequence[str]) -> str:
    return sources[0] if len(set(sources)) == 1 else ""
