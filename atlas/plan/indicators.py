"""A page per indicator: map, development, spread, tables of all levels, what is counted."""

import math

import numpy as np

from atlas.base.language import translate
from atlas.model.chart import ChartLine, ChartTarget, DevelopmentChart, SpreadChart
from atlas.model.frame import Link
from atlas.model.geography import Geography, Level
from atlas.model.indicator import Indicator
from atlas.model.map_view import LevelTable, MapView
from atlas.model.page import ChartView, IndicatorPage, YardstickLine
from atlas.model.panel import Figure, Floats
from atlas.model.site import Site
from atlas.plan.desk import Desk
from atlas.plan.downloads import ALL, PLAIN, wants_extras
from atlas.plan.figures import Board, whole_row
from atlas.plan.indices import index_view
from atlas.plan.notes import indicator_notes
from atlas.plan.routes import Routes, chart_script

CHART_SIZE = (640, 360)
FEW_AREAS = 2
MANY_GROUPS = 24
SPREAD_HEIGHT, SPREAD_ROW = 72, 44
"""Pixels of a spread chart: around its rows, and for each of them."""
EMPTY: Floats = np.zeros((0, 0))


def indicator_page(desk: Desk, place: int) -> IndicatorPage:
    """Make an indicator's page, by its place in the register."""
    site, routes, geography, board = desk.site, desk.routes, desk.geography, desk.boards[place]
    indicator, finding = board.indicator, board.finding
    whole = whole_row(geography)
    theme = next(theme for theme in site.register.themes if theme.id == indicator.theme)
    highest, lowest = _extremes(site, routes, board)
    previous = _link(desk.boards[place - 1]) if place > 0 else None
    following = _link(desk.boards[place + 1]) if place + 1 < len(desk.boards) else None
    development, spread = development_chart(site, board), spread_chart(site, board)
    return IndicatorPage(
        indicator=indicator,
        label=board.label,
        theme=Link(title=theme.title, href=routes.theme(theme.id)),
        periods=board.panel.periods,
        latest=finding.latest,
        base=finding.base,
        whole=board.series(whole) if whole is not None else None,
        whole_name=geography.areas[whole].name if whole is not None else "",
        counts=(board.numerators[whole], board.denominators[whole]) if whole is not None else (math.nan, math.nan),
        highest=highest,
        lowest=lowest,
        map=indicator_map(desk, board),
        development=_view(site, routes, board, "development", development) if development else None,
        spread=_view(site, routes, board, "spread", spread) if spread else None,
        tables=tuple(_table(desk, board, level) for level in reversed(geography.levels)),
        prose=desk.body(desk.document("indicator", indicator.id)),
        previous=previous,
        next=following,
        downloads=downloads(desk, indicator),
        index=index_view(desk, board),
        coverage=finding.coverage,
        gaps=finding.gaps,
        quality=routes.quality(),
        spreads=tuple((geography.areas[geography.rows[one.key]].name if one.key else "", one) for one in finding.spreads),
        remarks=board.panel.remarks,
        notes=indicator_notes(desk, board),
        yardsticks=tuple(
            YardstickLine(name=one.name, figures=one.figures[indicator.id], change=one.changes[indicator.id])
            for one in site.yardsticks
            if indicator.id in one.figures
        ),
    )


def link_map(desk: Desk, level: str) -> MapView:
    """Make a map of links: no figures, every area leads to its profile; the borders of a level around it lie on top."""
    geography = desk.geography
    around = level_around(geography, level)
    return MapView(
        width=geography.canvas[0],
        height=geography.canvas[1],
        plural=next(found.plural for found in geography.levels if found.id == level),
        areas=tuple(desk.map_areas[row] for row in geography.level_rows[level]),
        outlines=tuple(geography.drawings[row].path for row in geography.level_rows[around]) if around else (),
        breaks=(),
        classes=np.zeros((0, 0), dtype=np.uint8),
        values=EMPTY,
        status=np.zeros((0, 0), dtype=np.uint8),
    )


def indicator_map(desk: Desk, board: Board) -> MapView | None:
    """Give the map of an indicator at the level shown; None without classes or areas to compare."""
    if board.finding.latest < 0 or board.indicator.kind == "count":
        return None
    rows = list(desk.geography.level_rows[board.level])
    if len(rows) < FEW_AREAS:
        return None
    bare = link_map(desk, board.level)
    return MapView(
        width=bare.width,
        height=bare.height,
        plural=bare.plural,
        areas=bare.areas,
        outlines=bare.outlines,
        breaks=board.finding.breaks,
        classes=board.finding.classes[rows],
        values=board.panel.values[rows],
        status=board.panel.status[rows],
        diverging=not math.isnan(board.finding.centre),
        zero=board.indicator.classes.zero and board.finding.breaks[:1] == (10.0**-board.indicator.decimals,),
    )


def level_around(geography: Geography, level: str) -> str:
    """Give the finest level around `level` that has several areas, but not too many to tell apart; nothing if there is none."""
    ids = [found.id for found in geography.levels if found.nested]
    coarser = reversed(ids[: ids.index(level)]) if level in ids else ()
    return next((found for found in coarser if FEW_AREAS <= len(geography.level_rows[found]) <= MANY_GROUPS), "")


def downloads(desk: Desk, indicator: Indicator) -> tuple[Link, ...]:
    """Link to the files that hold an indicator's figures and the shapes to draw them."""
    shapes = (
        Link(title="GeoJSON", href=desk.routes.shapes(level.id), note=desk.geography.heading(level)) for level in desk.geography.levels
    )
    parts = translate(desk.site.config.language)("Components and contributions")
    records = [Link(title="CSV", href=desk.routes.records(indicator.id), note=parts)] if indicator.kind == "index" else []
    noted = next(board.panel.notes for board in desk.boards if board.indicator.id == indicator.id)
    words = translate(desk.site.config.language)("Notes on single values")
    notes = [Link(title="CSV", href=desk.routes.notes(indicator.id), note=words)] if noted else []
    tables = (
        Link(title=words, href=desk.routes.indicator_table(indicator.id, form)) for form, words in (ALL if wants_extras(desk) else PLAIN)
    )
    return (*tables, *records, *notes, *shapes)


def development_chart(site: Site, board: Board) -> DevelopmentChart | None:
    """Give the lines of all areas of the level shown and of the whole; None without at least two periods."""
    periods = board.panel.periods
    if len(periods) < FEW_AREAS or board.finding.latest < 0:
        return None
    whole = whole_row(site.geography) if board.indicator.kind != "count" else None
    rows = [row for row in site.geography.level_rows[board.level] if row != whole]
    lines = [ChartLine(name=site.geography.areas[row].name, role="other", values=board.series(row).values) for row in rows]
    if whole is not None:
        lines.append(ChartLine(name=site.geography.areas[whole].name, role="whole", values=board.series(whole).values))
    breaks = tuple(periods.index(found.period) for found in board.indicator.series_breaks if found.period in periods)
    say, analyses = translate(site.config.language), site.analyses
    targets = (
        ChartTarget(name=say("Target {period}:").format(period=target.rule.by), value=state.target)
        for target in analyses.targets
        for state in target.states
        if target.rule.indicator == board.indicator.id and state.row == whole and not math.isnan(state.target)
    )
    return DevelopmentChart(
        unit=board.indicator.unit,
        decimals=board.indicator.decimals,
        periods=periods,
        lines=tuple(lines),
        breaks=breaks,
        targets=tuple(targets),
    )


def spread_chart(site: Site, board: Board) -> SpreadChart | None:
    """Give the areas of the level shown by the areas around them; None without such a level or without figures."""
    geography, period = site.geography, board.finding.latest
    around = level_around(geography, board.level)
    if not around or period < 0:
        return None
    groups = [geography.areas[row] for row in geography.level_rows[around]]
    place = {area.key: number for number, area in enumerate(groups)}
    rows = [row for row in geography.level_rows[board.level] if not math.isnan(board.panel.values[row, period])]
    if len(rows) < FEW_AREAS:
        return None
    outer = [next(area.key for area in geography.ancestors(geography.areas[row].key) if area.level == around) for row in rows]
    whole = whole_row(geography) if board.indicator.kind != "count" else None
    return SpreadChart(
        unit=board.indicator.unit,
        decimals=board.indicator.decimals,
        groups=tuple(area.name for area in groups),
        names=tuple(geography.areas[row].name for row in rows),
        group_of=tuple(place[key] for key in outer),
        values=board.panel.values[rows, period],
        whole=float(board.panel.values[whole, period]) if whole is not None else math.nan,
        whole_name=geography.areas[whole].name if whole is not None else "",
    )


def _view(site: Site, routes: Routes, board: Board, kind: str, chart: DevelopmentChart | SpreadChart) -> ChartView:
    say = translate(site.config.language)
    sentence = {
        "development": say("Development of “{title}” from {first} to {last}, one line per area. All values are in the table."),
        "spread": say("Values of “{title}” in {last}, one mark per area, a row per district. All values are in the table."),
    }[kind]
    periods = board.panel.periods
    return ChartView(
        image=routes.chart(board.indicator.id, kind),
        width=CHART_SIZE[0],
        height=SPREAD_HEIGHT + SPREAD_ROW * len(chart.groups) if isinstance(chart, SpreadChart) else CHART_SIZE[1],
        alt=sentence.format(title=board.indicator.title, first=periods[0], last=periods[board.finding.latest]),
        spec=chart_script(kind, site.config.language),
        chart=chart,
    )


def _extremes(site: Site, routes: Routes, board: Board) -> tuple[Figure | None, Figure | None]:
    period = board.finding.latest
    rows = list(site.geography.level_rows[board.level])
    if period < 0 or board.indicator.kind == "count":
        return None, None
    values = board.panel.values[rows, period]
    if np.count_nonzero(~np.isnan(values)) < FEW_AREAS:
        return None, None

    def figure(place: np.intp) -> Figure:
        area = site.geography.areas[rows[place]]
        return Figure(name=area.name, href=routes.area(area), value=float(values[place]))

    return figure(np.nanargmax(values)), figure(np.nanargmin(values))


def _link(board: Board) -> Link:
    return Link(title=board.indicator.title, href=board.label.href)


def _table(desk: Desk, board: Board, level: Level) -> LevelTable:
    rows = list(desk.by_name[level.id])
    panel = board.panel
    return LevelTable(
        id=level.id,
        title=level.title,
        plural=desk.geography.heading(level),
        areas=tuple(desk.area_rows[row] for row in rows),
        values=panel.values[rows],
        status=panel.status[rows],
        flags=panel.flags[rows],
        numerator=panel.numerator[rows] if panel.numerator.size else EMPTY,
        denominator=panel.denominator[rows] if panel.denominator.size else EMPTY,
        change=board.finding.change[rows],
        reason=dict(board.indicator.not_collected).get(level.id, ""),
        low=panel.low[rows] if panel.low.size else EMPTY,
        high=panel.high[rows] if panel.high.size else EMPTY,
        sample=panel.sample[rows] if panel.sample.size else EMPTY,
    )
