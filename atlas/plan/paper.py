"""Documents to print and to hand out: a PDF for each profile, each Handlungsfeld, and the whole report."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from atlas.model.frame import Head
from atlas.model.geography import Area
from atlas.model.paper import Chapter, PaperJob
from atlas.plan import overview
from atlas.plan.comparing import handout_page
from atlas.plan.desk import Desk
from atlas.plan.drawing import drawing_colours, drawing_styles
from atlas.plan.indicators import indicator_page
from atlas.plan.mentions import profile_analyses
from atlas.plan.navigation import make_head
from atlas.plan.profiles import describe, profile_page
from atlas.plan.routes import PAGE

MOST_IN_REPORT = 80
"""A report holds the profiles of the main level if there are no more; of larger atlases they are documents of their own."""


def paper_jobs(desk: Desk) -> Iterator[PaperJob]:
    """Plan all documents, if the atlas is to have any."""
    if "pdf" not in desk.site.config.extras:
        return
    config, themes = desk.site.config, desk.site.register.themes
    if desk.wants("start", "index"):
        main = desk.by_name[desk.main.id]
        shown = [profile_chapter(desk, row) for row in main] if len(main) <= MOST_IN_REPORT else []
        chapters = (*(chapter for place in range(len(themes)) for chapter in _theme_chapters(desk, place)), *shown)
        path = desk.routes.report(config.title, config.edition)
        yield _job(desk, path, config.title, config.place, chapters, address=desk.routes.start(), cover=True)
    for place, theme in enumerate(themes):
        if desk.wants("theme", theme.id):
            path = desk.routes.paper(desk.routes.theme(theme.id))
            yield _job(desk, path, theme.title, config.title, tuple(_theme_chapters(desk, place)))
    for row, area in enumerate(desk.geography.areas):
        if desk.wants("profile", area.key):
            level = next(level.title for level in desk.geography.levels if level.id == area.level)
            yield _job(desk, desk.routes.paper(desk.routes.area(area)), area.name, f"{level} {area.key}", (profile_chapter(desk, row),))


def profile_chapter(desk: Desk, row: int) -> Chapter:
    """Make the chapter about one area, by its row: what its page shows."""
    area = desk.geography.areas[row]
    page = replace(profile_page(desk, row), analyses=profile_analyses(desk, row))
    path = desk.routes.area(area)
    head = replace(make_head(path, area.name, describe(desk.site, area)), plain=desk.plain.get(path))
    return Chapter(template="paper/profile.html", head=head, page=page)


def handout(desk: Desk, areas: Sequence[Area], indicators: Sequence[str], title: str, lead: str) -> PaperJob:
    """Make a hand-out that lays areas side by side by some indicators."""
    page = handout_page(desk, areas, indicators)
    head = make_head(desk.routes.comparison(), title, lead)
    return _job(desk, "handout.pdf", title, desk.site.config.title, (Chapter(template="paper/handout.html", head=head, page=page),))


def _theme_chapters(desk: Desk, place: int) -> Iterator[Chapter]:
    theme = desk.site.register.themes[place]
    page = overview.theme_page(desk, place)
    yield Chapter(
        template="paper/theme.html", head=make_head(desk.routes.theme(theme.id), theme.title, page.summary or theme.question), page=page
    )
    for spot, board in enumerate(desk.boards):
        if board.indicator.theme == theme.id:
            head = make_head(board.label.href, board.indicator.title, board.indicator.question)
            yield Chapter(template="paper/indicator.html", head=head, page=indicator_page(desk, spot))


def _job(
    desk: Desk, path: str, title: str, kicker: str, chapters: tuple[Chapter, ...], *, address: str = "", cover: bool = False
) -> PaperJob:
    base = base_of(desk)
    first: Head = chapters[0].head
    return PaperJob(
        path=path,
        title=title,
        kicker=kicker,
        description=first.description,
        chrome=desk.chrome,
        chapters=chapters,
        base=base,
        address=f"{base}{(address or first.path).removesuffix(PAGE)}" if base else "",
        styles=drawing_styles(desk.site),
        colours=drawing_colours(desk.site),
        cover=cover,
    )


def base_of(desk: Desk) -> str:
    """Give the address at which this atlas lies, or this edition of it; empty if it knows none."""
    url, frozen = desk.chrome.url, desk.site.archive.freezing
    return f"{url}{desk.routes.edition(frozen.id)}" if url and frozen else url
