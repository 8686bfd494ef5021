"""The pages that lead to others: start, themes, lists of areas and indicators, A–Z."""

from collections.abc import Callable, Iterator
from itertools import groupby

from atlas.base.language import translate
from atlas.base.text import collation, number
from atlas.model.frame import Link, LinkGroup
from atlas.model.geography import Area
from atlas.model.indicator import ThemeEntry
from atlas.model.page import ListPage, StartPage, ThemePage
from atlas.plan.desk import Desk
from atlas.plan.entrances import entrance_groups
from atlas.plan.figures import Board, figure_row, whole_row
from atlas.plan.indicators import link_map
from atlas.plan.profiles import area_link


def start_page(desk: Desk) -> StartPage:
    """Make the way in."""
    site, document = desk.site, desk.document("start", "index")
    whole = whole_row(desk.geography)
    by_id = {board.indicator.id: board for board in desk.boards}
    core = (
        tuple(figure_row(by_id[identifier], desk.geography, whole) for identifier in site.register.core(site.config.core))
        if whole is not None
        else ()
    )
    return StartPage(
        title=document.title if document and document.title else site.config.title,
        summary=document.summary if document else "",
        prose=desk.body(document),
        news=document.news if document else (),
        map=link_map(desk, desk.main.id),
        themes=tuple(Link(title=theme.title, href=desk.routes.theme(theme.id), note=theme.question) for theme in site.register.themes),
        areas=areas_by_parent(desk),
        level=desk.main.title,
        plural=desk.main.plural,
        core=core,
        ways=_ways(desk),
        entrances=entrance_groups(desk),
    )


def theme_page(desk: Desk, place: int) -> ThemePage:
    """Make the page of one Handlungsfeld, by its place in the register."""
    geography, themes = desk.geography, desk.site.register.themes
    theme = themes[place]
    document = desk.document("theme", theme.id)
    whole = whole_row(geography)
    row = whole if whole is not None else 0
    own = [board for board in desk.boards if board.indicator.theme == theme.id]
    before = themes[place - 1] if place > 0 else None
    after = themes[place + 1] if place + 1 < len(themes) else None
    return ThemePage(
        title=theme.title,
        question=theme.question,
        summary=document.summary if document else "",
        plural=desk.main.plural,
        whole_name=geography.areas[row].name if whole is not None else "",
        rows=tuple(figure_row(board, geography, row) for board in own),
        prose=desk.body(document),
        previous=Link(title=before.title, href=desk.routes.theme(before.id)) if before else None,
        next=Link(title=after.title, href=desk.routes.theme(after.id)) if after else None,
    )


def area_list(desk: Desk) -> ListPage:
    """List all areas, those of the main level by the areas around them, then every other level."""
    geography = desk.geography
    others = (level for level in reversed(geography.levels) if level.id != desk.main.id)
    groups = (
        LinkGroup(
            title=geography.heading(level),
            href="",
            links=tuple(_keyed(desk, geography.areas[row]) for row in geography.level_rows[level.id]),
        )
        for level in others
    )
    lead = translate(desk.site.config.language)("Every area has a page of its own: figures, development, description.")
    return ListPage(lead=lead, groups=(*areas_by_parent(desk), *groups), letters=False)


def areas_by_parent(desk: Desk) -> tuple[LinkGroup, ...]:
    """Group the areas of the main level by the area around them."""
    geography = desk.geography
    areas = sorted((geography.areas[row] for row in geography.level_rows[desk.main.id]), key=lambda area: (area.parent, area.key))
    groups = []
    for parent, members in groupby(areas, key=lambda area: area.parent):
        outer = geography.areas[geography.rows[parent]] if parent else None
        links = tuple(_keyed(desk, area) for area in members)
        groups.append(LinkGroup(title=outer.name if outer else "", href=desk.routes.area(outer) if outer else "", links=links))
    return tuple(groups)


def theme_list(desk: Desk) -> ListPage:
    """List all Handlungsfelder with their indicators."""
    groups = (
        LinkGroup(title=theme.title, href=desk.routes.theme(theme.id), links=tuple(links), note=theme.question)
        for theme, links in _by_theme(desk, lambda board: Link(title=board.indicator.title, href=board.label.href))
    )
    lead = translate(desk.site.config.language)("All indicators, by the questions they answer.")
    return ListPage(lead=lead, groups=tuple(groups), letters=False)


def question_list(desk: Desk) -> ListPage:
    """List the questions that the indicators answer, by Handlungsfeld."""
    groups = (
        LinkGroup(title=theme.question or theme.title, href=desk.routes.theme(theme.id), links=tuple(links), note=theme.title)
        for theme, links in _by_theme(
            desk,
            lambda board: Link(title=board.indicator.question or board.indicator.title, href=board.label.href, note=board.indicator.title),
        )
        if links
    )
    lead = translate(desk.site.config.language)("What would you like to know? Every question leads to the page that answers it.")
    return ListPage(lead=lead, groups=tuple(groups), letters=False)


def index_list(desk: Desk) -> ListPage:
    """List everything from A to Z; streets, of which there are many, stand on a page for each letter."""
    entries = sorted(desk.search.entries, key=lambda entry: (_letter(entry.title), collation(entry.title), entry.href))
    groups = (
        LinkGroup(title=letter, href="", links=tuple(Link(title=entry.title, href=entry.href, note=entry.kind) for entry in members))
        for letter, members in groupby(entries, key=lambda entry: _letter(entry.title))
    )
    say = translate(desk.site.config.language)
    letters = tuple(
        Link(title=job.letter.upper(), href=desk.routes.streets(job.letter), note=number(len(job.entries), 0, desk.site.config.language))
        for job in desk.streets
    )
    streets = LinkGroup(title=say("Streets"), href="", links=letters, note=say("Streets and postcodes by their first letter."))
    lead = say("Areas with their other names, indicators, themes and pages.")
    return ListPage(lead=lead, groups=((streets, *groups) if letters else tuple(groups)), letters=True)


def street_lists(desk: Desk) -> Iterator[tuple[str, ListPage]]:
    """List the streets and postcodes of each first letter; each leads to the profile of its area."""
    lead = translate(desk.site.config.language)("Every street, or part of one, leads to the area it lies in.")
    for job in desk.streets:
        entries = sorted(job.entries, key=lambda entry: (collation(entry.title), entry.href))
        links = tuple(Link(title=entry.title, href=entry.href, note=entry.kind) for entry in entries)
        yield job.letter, ListPage(lead=lead, groups=(LinkGroup(title="", href="", links=links),), letters=False)


def _ways(desk: Desk) -> tuple[Link, ...]:
    say, routes = translate(desk.site.config.language), desk.routes
    return (
        Link(title=say("Guiding questions"), href=routes.questions(), note=say("find the page that answers yours")),
        Link(title=say("Map"), href=routes.map(), note=say("every indicator, level and year")),
        Link(title=say("Overview in a table"), href=routes.table(), note=say("all areas by the core indicators")),
        Link(title=say("Comparison"), href=routes.comparison(), note=say("up to five areas side by side")),
    )


def _by_theme(desk: Desk, link: Callable[[Board], Link]) -> Iterator[tuple[ThemeEntry, list[Link]]]:
    for theme in desk.site.register.themes:
        yield theme, [link(board) for board in desk.boards if board.indicator.theme == theme.id]


def _keyed(desk: Desk, area: Area) -> Link:
    return area_link(desk.routes, area, area.key)


def _letter(title: str) -> str:
    first = collation(title)[:1].upper()
    return first if first.isalpha() else "0–9"
