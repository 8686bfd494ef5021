"""The pages that lead to others: start, themes, lists of areas, indicators and downloads, A–Z."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from atlas.base.language import translate
from atlas.base.text import slug
from atlas.model.document import Document
from atlas.model.job import Link, LinkGroup, ListPage, SearchEntry, StartPage, ThemePage
from atlas.model.site import Site
from atlas.plan.figures import Board, figure_row, whole_row
from atlas.plan.indicators import downloads, level_above, link_map
from atlas.plan.profiles import area_link, core_ids
from atlas.plan.prose import Addresses
from atlas.plan.routes import Routes


def start_page(site: Site, routes: Routes, addresses: Addresses, boards: Sequence[Board], document: Document | None) -> StartPage:
    """Make the way in."""
    geography, main = site.geography, site.config.main_level
    level = next(level for level in geography.levels if level.id == main)
    whole = whole_row(geography)
    by_id = {board.indicator.id: board for board in boards}
    core = tuple(figure_row(by_id[identifier], geography, whole) for identifier in core_ids(site)) if whole is not None else ()
    return StartPage(
        title=document.title if document and document.title else site.config.title,
        summary=document.summary if document else "",
        prose=addresses.body(document),
        news=document.news if document else (),
        map=link_map(geography, routes, main, level_above(geography, main)),
        themes=tuple(Link(title=theme.title, href=routes.theme(theme.id), note=theme.question) for theme in site.register.themes),
        areas=areas_by_parent(site, routes),
        level=level.title,
        plural=level.plural,
        core=core,
    )


def theme_page(
    site: Site, routes: Routes, addresses: Addresses, boards: Sequence[Board], place: int, document: Document | None
) -> ThemePage:
    """Make the page of one Handlungsfeld."""
    geography, themes = site.geography, site.register.themes
    theme = themes[place]
    whole = whole_row(geography)
    row = whole if whole is not None else 0
    own = [board for board in boards if board.indicator.theme == theme.id]
    before = themes[place - 1] if place > 0 else None
    after = themes[place + 1] if place + 1 < len(themes) else None
    return ThemePage(
        title=theme.title,
        question=theme.question,
        summary=document.summary if document else "",
        plural=next(level.plural for level in geography.levels if level.id == site.config.main_level),
        whole_name=geography.areas[row].name if whole is not None else "",
        rows=tuple(figure_row(board, geography, row) for board in own),
        prose=addresses.body(document),
        previous=Link(title=before.title, href=routes.theme(before.id)) if before else None,
        next=Link(title=after.title, href=routes.theme(after.id)) if after else None,
    )


def area_list(site: Site, routes: Routes) -> ListPage:
    """List all areas, the finest level by the areas around them, then every other level."""
    geography = site.geography
    coarser = [level for level in reversed(geography.levels) if level.id != site.config.main_level]
    groups = (
        LinkGroup(
            title=level.plural,
            href="",
            links=tuple(area_link(routes, geography.areas[row], geography.areas[row].key) for row in geography.level_rows[level.id]),
        )
        for level in coarser
    )
    return ListPage(lead="", groups=(*areas_by_parent(site, routes), *groups), letters=False)


def areas_by_parent(site: Site, routes: Routes) -> tuple[LinkGroup, ...]:
    """Group the areas of the main level by the area around them."""
    geography = site.geography
    rows = sorted(geography.level_rows[site.config.main_level], key=lambda row: (geography.areas[row].parent, geography.areas[row].key))
    groups = []
    for parent, members in groupby(rows, key=lambda row: geography.areas[row].parent):
        outer = geography.areas[geography.rows[parent]] if parent else None
        links = tuple(area_link(routes, geography.areas[row], geography.areas[row].key) for row in members)
        groups.append(LinkGroup(title=outer.name if outer else "", href=routes.area(outer) if outer else "", links=links))
    return tuple(groups)


def theme_list(site: Site, routes: Routes) -> ListPage:
    """List all Handlungsfelder with their indicators."""
    groups = (
        LinkGroup(
            title=theme.title,
            href=routes.theme(theme.id),
            links=tuple(
                Link(title=indicator.title, href=routes.indicator(indicator.id))
                for indicator in site.register.indicators
                if indicator.theme == theme.id
            ),
            note=theme.question,
        )
        for theme in site.register.themes
    )
    return ListPage(lead="", groups=tuple(groups), letters=False)


def data_list(site: Site, routes: Routes) -> ListPage:
    """List all files that can be taken away."""
    say = translate(site.config.language)
    shapes = LinkGroup(
        title=say("Borders"),
        href="",
        links=tuple(Link(title=level.plural, href=routes.shapes(level.id), note="GeoJSON") for level in site.geography.levels),
    )
    tables = (
        LinkGroup(
            title=theme.title,
            href=routes.theme(theme.id),
            links=tuple(
                Link(title=indicator.title, href=downloads(site, routes, indicator)[0].href, note="CSV")
                for indicator in site.register.indicators
                if indicator.theme == theme.id
            ),
        )
        for theme in site.register.themes
    )
    profiles = (
        LinkGroup(
            title=level.plural,
            href="",
            links=tuple(
                Link(title=site.geography.areas[row].name, href=routes.area_table(site.geography.areas[row]), note="CSV")
                for row in site.geography.level_rows[level.id]
            ),
        )
        for level in site.geography.levels
    )
    lead = say(
        "All figures as tables in long form (CSV, UTF-8, decimal point), all borders as GeoJSON (WGS 84). Reuse: {licence}, “{publisher}”."
    )
    return ListPage(
        lead=lead.format(licence=site.config.licence.title, publisher=site.config.publisher),
        groups=(shapes, *tables, *profiles),
        letters=False,
    )


def index_list(site: Site, routes: Routes) -> ListPage:
    """List everything from A to Z: areas with their other names, indicators, themes, pages."""
    entries = sorted(((_letter(entry.title), slug(entry.title), entry) for entry in search_entries(site, routes)), key=itemgetter(0, 1))
    groups = (
        LinkGroup(title=letter, href="", links=tuple(Link(title=entry.title, href=entry.href, note=entry.kind) for _, _, entry in members))
        for letter, members in groupby(entries, key=itemgetter(0))
    )
    return ListPage(lead="", groups=tuple(groups), letters=True)


def search_entries(site: Site, routes: Routes) -> tuple[SearchEntry, ...]:
    """Give everything that can be looked up by name."""
    return tuple(_entries(site, routes))


def _entries(site: Site, routes: Routes) -> Iterable[SearchEntry]:
    say = translate(site.config.language)
    titles = {level.id: level.title for level in site.geography.levels}
    for area in site.geography.areas:
        yield SearchEntry(
            title=area.name, words=" ".join([area.key, *area.aliases]), kind=f"{titles[area.level]} {area.key}", href=routes.area(area)
        )
        for alias in area.aliases:
            yield SearchEntry(title=f"{alias} → {area.name}", words="", kind=f"{titles[area.level]} {area.key}", href=routes.area(area))
    for indicator in site.register.indicators:
        words = " ".join((indicator.question, indicator.numerator_label))
        yield SearchEntry(title=indicator.title, words=words, kind=say("Indicator"), href=routes.indicator(indicator.id))
    for theme in site.register.themes:
        yield SearchEntry(title=theme.title, words=theme.question, kind=say("Theme"), href=routes.theme(theme.id))
    for document in site.documents:
        if document.kind == "page":
            yield SearchEntry(title=document.title, words=document.summary, kind=say("Page"), href=routes.text(document.key))


def _letter(title: str) -> str:
    first = slug(title)[:1].upper()
    return first if first.isalpha() else "0–9"
