"""Cards: pictures that stand for a page where it is shared. One for the atlas, one for each profile, one for each indicator; every other page has that of the atlas."""

from collections.abc import Iterator

from atlas.base.language import translate
from atlas.model.page import IndicatorPage, ProfilePage, StartPage
from atlas.model.paper import CardJob, Pictured
from atlas.model.quality_view import AnyPage
from atlas.plan.desk import Desk
from atlas.plan.drawing import drawing_colours, drawing_styles
from atlas.plan.paper import base_of


def has_cards(desk: Desk) -> bool:
    """Tell whether pages have cards: who shares one must give an absolute address, which the atlas has to know."""
    return "cards" in desk.site.config.extras and bool(desk.chrome.url)


def card_of(desk: Desk, path: str, page: AnyPage) -> str:
    """Give the absolute address of the card that stands for a page, empty if there is none."""
    if not has_cards(desk):
        return ""
    own = path if isinstance(page, ProfilePage | IndicatorPage) else desk.routes.start()
    return base_of(desk) + desk.routes.card(own)


def card_job(desk: Desk, path: str, page: AnyPage) -> Iterator[CardJob]:
    """Plan the card of a page, if it has one of its own. Titles are neutral: they name a page and judge nothing."""
    if not has_cards(desk):
        return
    say, config = translate(desk.site.config.language), desk.site.config
    match page:
        case ProfilePage():
            yield _card(
                desk, path, page.name, f"{page.level} {page.key} · {config.place}", say("Figures, development, description"), page.locator
            )
        case IndicatorPage():
            yield _card(
                desk, path, page.indicator.title, page.theme.title, page.indicator.question, page if page.map and page.latest >= 0 else None
            )
        case StartPage():
            yield _card(desk, path, config.title, config.place, "", page.map)


def _card(desk: Desk, path: str, title: str, kicker: str, lead: str, picture: Pictured) -> CardJob:
    config = desk.site.config
    edition = translate(config.language)("Edition {edition}").format(edition=config.edition)
    return CardJob(
        path=desk.routes.card(path),
        title=title,
        kicker=kicker,
        lead=lead,
        foot=" · ".join((config.title, edition) if title != config.title else (config.publisher, edition)),
        language=config.language,
        picture=picture,
        styles=drawing_styles(desk.site),
        colours=drawing_colours(desk.site),
    )
