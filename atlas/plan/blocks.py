"""Directives that show figures: map, table, card, comparison, places, goals."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from msgspec.structs import replace

from atlas.base.language import translate
from atlas.base.text import round_half_up
from atlas.model import block as views
from atlas.model.analysis import Target
from atlas.model.analysis_view import TargetRow
from atlas.model.directive import CardOptions, CompareOptions, Goal, GoalsOptions, MapOptions, PlacesOptions, TableOptions
from atlas.model.document import Document
from atlas.model.frame import Link
from atlas.plan.analyses import target_rows
from atlas.plan.desk import Desk
from atlas.plan.figures import Board, figure_row, whole_row
from atlas.plan.indicators import link_map
from atlas.plan.profiles import area_link


def map_figure(desk: Desk, _document: Document, options: MapOptions) -> views.MapFigure:
    """Cut one period out of an indicator's map; a count has none."""
    board = board_of(desk, options.indicator)
    if board.indicator.kind == "count":
        raise LookupError("counts are no areas of colour")
    level, period = options.level or board.level, period_of(board, options.period)
    rows = list(desk.geography.level_rows[level])
    cut = slice(period, period + 1)
    drawn = replace(
        link_map(desk, level),
        breaks=board.finding.breaks,
        classes=board.finding.classes[rows, cut],
        values=board.panel.values[rows, cut],
        status=board.panel.status[rows, cut],
    )
    return views.MapFigure(indicator=board.indicator, label=board.label, periods=(board.panel.periods[period],), latest=0, map=drawn)


def figure_table(desk: Desk, _document: Document, options: TableOptions) -> views.FigureTable:
    """Lay out areas against indicators, or against the periods of one."""
    boards = [board_of(desk, one) for one in options.indicators]
    level = options.level or desk.main.id
    rows = [desk.geography.rows[key] for key in options.areas] or list(desk.by_name[level])
    if options.periods:
        spots = [(boards[0], period_of(boards[0], period)) for period in options.periods]
        columns = tuple(Link(title=period, href="") for period in options.periods)
    else:
        spots = [(board, max(board.finding.latest, 0)) for board in boards]
        columns = tuple(Link(title=board.indicator.title, href=board.label.href, note=_unit(board)) for board in boards)
    return views.FigureTable(
        corner=next(one.title for one in desk.geography.levels if one.id == desk.geography.areas[rows[0]].level),
        columns=columns,
        rows=tuple(
            views.FigureLine(
                head=area_link(desk.routes, desk.geography.areas[row]), cells=tuple(_cell(board, row, period) for board, period in spots)
            )
            for row in rows
        ),
        source=_sources(boards),
    )


def compare(desk: Desk, _document: Document, options: CompareOptions) -> views.FigureTable:
    """Lay out indicators against areas and the whole."""
    boards = [board_of(desk, one) for one in options.indicators or desk.site.register.core(desk.site.config.core)]
    rows = [desk.geography.rows[key] for key in options.areas]
    whole = whole_row(desk.geography)
    rows += [whole] if whole is not None and whole not in rows else []
    return views.FigureTable(
        corner=translate(desk.site.config.language)("Indicator"),
        columns=tuple(area_link(desk.routes, desk.geography.areas[row]) for row in rows),
        rows=tuple(
            views.FigureLine(
                head=Link(title=board.indicator.title, href=board.label.href, note=_unit(board)),
                cells=tuple(_cell(board, row, max(board.finding.latest, 0)) for row in rows),
            )
            for board in boards
        ),
        source=_sources(boards),
    )


def card(desk: Desk, _document: Document, options: CardOptions) -> views.Card:
    """Show one area in brief."""
    row = desk.geography.rows[options.area]
    whole = whole_row(desk.geography)
    population, people = desk.site.population, math.nan
    known = np.flatnonzero(~np.isnan(population.values[row])) if population is not None else np.array([], dtype=int)
    if population is not None and known.size:
        people = float(population.values[row, known[-1]])
    area = desk.geography.areas[row]
    return views.Card(
        area=desk.area_rows[row],
        level=next(level.title for level in desk.geography.levels if level.id == area.level),
        population=people,
        period=population.periods[known[-1]] if population is not None and known.size else "",
        rows=tuple(
            figure_row(board_of(desk, one), desk.geography, row)
            for one in options.indicators or desk.site.register.core(desk.site.config.core)
        ),
        whole_name=desk.geography.areas[whole].name if whole not in (None, row) else "",
    )


def places(desk: Desk, document: Document, options: PlacesOptions) -> views.PlacesFigure:
    """Count places by area for the map, and list them by kind; hidden ones are in neither."""
    geography = desk.geography
    if not options.items:
        raise LookupError("no places")
    shown = [place for place in options.items if not place.hidden]
    rows = [geography.rows[place.area] for place in shown]
    level = max((geography.areas[row].level for row in rows), key=[one.id for one in geography.levels].index, default=desk.main.id)
    counts = tuple(
        (desk.map_areas[row], *geography.drawings[row].anchor, rows.count(row)) for row in geography.level_rows[level] if row in rows
    )
    kinds = list(dict.fromkeys(place.kind for place in shown))
    entries = sorted(zip(shown, rows, strict=True), key=lambda entry: kinds.index(entry[0].kind))
    groups = (
        views.PlaceGroup(
            title=kind,
            places=tuple(
                views.PlaceEntry(
                    title=desk.addresses.prose(document, place.title),
                    area=area_link(desk.routes, geography.areas[row]),
                    text=desk.addresses.prose(document, place.text) if place.text else None,
                )
                for place, row in members
            ),
        )
        for kind, members in groupby(entries, key=lambda entry: entry[0].kind)
    )
    return views.PlacesFigure(map=link_map(desk, level), counts=counts, groups=tuple(groups))


def goals(desk: Desk, document: Document, options: GoalsOptions) -> views.Goals:
    """Set goals, and targets of the file of analyses, beside the latest figures."""
    targets = (
        row for found in desk.site.analyses.targets if found.rule.indicator in options.targets for row in _targets(desk, document, found)
    )
    return views.Goals(goals=tuple(_goal(desk, document, goal) for goal in options.goals), targets=tuple(targets))


def _targets(desk: Desk, document: Document, found: Target) -> Iterator[TargetRow]:
    """Give the rows of a target: in a profile that of its area, if it has one of its own."""
    here = [state for state in found.states if document.kind == "profile" and desk.geography.areas[state.row].key == document.key]
    return target_rows(desk, replace(found, states=tuple(here)) if here else found)


def _goal(desk: Desk, document: Document, goal: Goal) -> views.GoalEntry:
    geography, board = desk.geography, board_of(desk, goal.indicator) if goal.indicator else None
    key = goal.area or (document.key if document.kind == "profile" else "")
    row = geography.rows[key] if key else whole_row(geography)
    period = max(board.finding.latest, 0) if board else 0
    cell = _cell(board, row, period) if board and row is not None else None
    target = math.nan if goal.target is None else goal.target
    missing = math.nan
    if cell is not None:
        apart = target - round_half_up(cell.value, cell.decimals)
        missing = apart if math.isnan(apart) else max(apart if goal.direction == "at least" else -apart, 0.0)
    return views.GoalEntry(
        title=desk.addresses.prose(document, goal.title),
        indicator=board.label if board else None,
        area=geography.areas[row].name if row is not None else "",
        period=board.panel.periods[period] if board else "",
        value=cell,
        target=target,
        at_least=goal.direction == "at least",
        missing=missing,
        by=goal.by,
        measures=tuple(desk.addresses.prose(document, measure) for measure in goal.measures),
    )


def board_of(desk: Desk, identifier: str) -> Board:
    """Find an indicator's board. Raises LookupError if there is none."""
    return {board.indicator.id: board for board in desk.boards}[identifier]


def period_of(board: Board, period: str) -> int:
    """Find a period, the latest if none is named. Raises LookupError if there is no such."""
    if not period:
        return max(board.finding.latest, 0)
    return {name: place for place, name in enumerate(board.panel.periods)}[period]


def _cell(board: Board, row: int, period: int) -> views.FigureCell:
    series = board.series(row)
    return views.FigureCell(
        value=series.values[period],
        status=series.status[period],
        flags=series.flags[period],
        decimals=board.indicator.decimals,
        unit=board.indicator.unit,
    )


def _unit(board: Board) -> str:
    return board.indicator.unit


def _sources(boards: Sequence[Board]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(board.indicator.source for board in boards))
