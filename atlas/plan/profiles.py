"""One Sozialraumprofil per area of every level, with or without a text."""

import math
from collections.abc import Mapping, Sequence

from atlas.base.language import translate
from atlas.model.frame import Link, LinkGroup
from atlas.model.geography import Area, Geography
from atlas.model.likeness import SimilarArea
from atlas.model.map_view import Locator
from atlas.model.page import FigureRow, ProfilePage, ThemeRows
from atlas.model.panel import Panel
from atlas.model.site import Site
from atlas.plan.ages import age_view
from atlas.plan.desk import Desk
from atlas.plan.downloads import ALL, PLAIN, wants_extras
from atlas.plan.figures import figure_row, whole_row
from atlas.plan.notes import area_notes
from atlas.plan.routes import Routes

MOST_NEIGHBOURS = 60
"""A locator draws at most so many other areas; more would be finer than its lines."""

MOST_INSIDE = 200
"""A profile lists at most so many areas inside; for more it leads to the page that lists them all."""


def profile_page(desk: Desk, row: int) -> ProfilePage:
    """Make the profile of one area, by its row."""
    site, routes, geography, addresses = desk.site, desk.routes, desk.geography, desk.addresses
    area = geography.areas[row]
    document = desk.document("profile", area.key)
    level = next(level for level in geography.levels if level.id == area.level)
    rows = {board.indicator.id: figure_row(board, geography, row, placed=False) for board in desk.boards}
    core = site.register.core(site.config.core)
    placed = {board.indicator.id: figure_row(board, geography, row) for board in desk.boards if board.indicator.id in core}
    whole = whole_row(geography)
    around = geography.ancestors(area.key)
    population, period = _latest(site.population, row)
    previous, following = _neighbours(geography, routes, row)
    return ProfilePage(
        key=area.key,
        name=area.name,
        level=level.title,
        plural=level.plural,
        whole_name=geography.areas[whole].name if whole is not None else "",
        parent_name=around[-1].name if len(around) > 1 else "",
        population=population,
        population_period=period,
        square_kilometres=area.square_kilometres,
        since=area.since,
        note=area.note,
        locator=_locator(geography, area),
        key_statements=tuple(addresses.prose(document, text) for text in document.key_statements) if document else (),
        strengths=tuple(addresses.prose(document, text) for text in document.strengths) if document else (),
        needs=tuple(addresses.prose(document, text) for text in document.needs) if document else (),
        narrative=desk.body(document),
        author=document.author if document else "",
        date=document.date if document else "",
        core=theme_rows(site, routes, core, placed),
        themes=theme_rows(site, routes, list(rows), rows),
        similar=_similar(desk, row),
        inside=_inside(geography, routes, area),
        previous=previous,
        next=following,
        downloads=tuple(Link(title=words, href=routes.area_table(area, form)) for form, words in (ALL if wants_extras(desk) else PLAIN)),
        ages=age_view(desk, row),
        notes=area_notes(desk, row),
    )


def theme_rows(site: Site, routes: Routes, identifiers: Sequence[str], rows: Mapping[str, FigureRow]) -> tuple[ThemeRows, ...]:
    """Group rows by Handlungsfeld, themes in the register's order, rows in the order of `identifiers`."""
    theme_of = {indicator.id: indicator.theme for indicator in site.register.indicators}
    grouped: dict[str, list[FigureRow]] = {theme.id: [] for theme in site.register.themes}
    for identifier in identifiers:
        grouped[theme_of[identifier]].append(rows[identifier])
    found = ((theme, tuple(grouped[theme.id])) for theme in site.register.themes)
    return tuple(ThemeRows(title=theme.title, href=routes.theme(theme.id), rows=members) for theme, members in found if members)


def area_link(routes: Routes, area: Area, note: str = "") -> Link:
    """Link to an area's profile."""
    return Link(title=area.name, href=routes.area(area), note=note)


def crumbs(site: Site, routes: Routes, area: Area) -> tuple[Link, ...]:
    """Give the way to an area: all areas, then those around it."""
    plural = next(level.plural for level in site.geography.levels if level.id == site.config.main_level)
    around = (area_link(routes, outer) for outer in site.geography.ancestors(area.key))
    return (Link(title=plural, href=routes.areas()), *around)


def describe(site: Site, area: Area) -> str:
    """Say in one sentence what a profile is, for search engines and previews."""
    level = next(level.title for level in site.geography.levels if level.id == area.level)
    say = translate(site.config.language)
    return say("{area}, {level} {key} in {place}: figures, development and description.").format(
        area=area.name, level=level, key=area.key, place=site.config.place
    )


def _latest(panel: Panel | None, row: int) -> tuple[float, str]:
    if panel is not None:
        for period in range(len(panel.periods) - 1, -1, -1):
            if not math.isnan(panel.values[row, period]):
                return float(panel.values[row, period]), panel.periods[period]
    return math.nan, ""


def _neighbours(geography: Geography, routes: Routes, row: int) -> tuple[Link | None, Link | None]:
    rows = geography.level_rows[geography.areas[row].level]
    place = rows.index(row)
    before = geography.areas[rows[place - 1]] if place > 0 else None
    after = geography.areas[rows[place + 1]] if place + 1 < len(rows) else None
    return (area_link(routes, before) if before else None), (area_link(routes, after) if after else None)


def _similar(desk: Desk, row: int) -> tuple[SimilarArea, ...]:
    titles = {board.indicator.id: board.indicator.title for board in desk.boards}
    return tuple(
        SimilarArea(
            name=desk.geography.areas[one.row].name,
            href=desk.routes.area(desk.geography.areas[one.row]),
            distance=one.distance,
            nearest=titles[one.nearest],
            farthest=titles[one.farthest],
            gap=one.gap,
        )
        for one in desk.site.analyses.similar.get(row, ())
    )


def _inside(geography: Geography, routes: Routes, area: Area) -> LinkGroup | None:
    rows = geography.children[area.key]
    if not rows:
        return None
    inner = sorted((geography.areas[row] for row in rows), key=lambda found: found.key)
    plural = next(level.plural for level in geography.levels if level.id == inner[0].level)
    links = tuple(area_link(routes, found, found.key) for found in inner) if len(inner) <= MOST_INSIDE else ()
    return LinkGroup(title=plural, href=routes.areas(), links=links, note=str(len(inner)))


def _locator(geography: Geography, area: Area) -> Locator | None:
    """Draw the whole, the areas beside this one as far as they can be told apart, and this one."""
    whole = whole_row(geography)
    if whole is None or geography.rows[area.key] == whole:
        return None
    districts = geography.children[geography.areas[whole].key] if area.parent != geography.areas[whole].key else ()
    own, parent = geography.rows[area.key], geography.rows[area.parent]
    others = [row for row in (*districts, *geography.siblings[area.level, area.parent]) if row not in (own, parent)]
    width, height = geography.canvas
    return Locator(
        width=width,
        height=height,
        whole=geography.drawings[whole].path,
        others=tuple(geography.drawings[row].path for row in others) if len(others) <= MOST_NEIGHBOURS else (),
        parent=geography.drawings[parent].path if parent != whole else "",
        own=geography.drawings[own].path,
    )
