"""Charts in texts: those of indicators' pages with some areas picked out, and kinds of their own. Their pictures are jobs beside the page."""

import json
import math
import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from msgspec.structs import replace

from atlas.base import digest
from atlas.base.language import translate
from atlas.base.text import number, round_half_up, with_unit
from atlas.model import block as views
from atlas.model.chart import (
    BAR_MARGINS,
    BAR_ROW,
    SCATTER_HEIGHT,
    AuthorChart,
    BarChart,
    Chart,
    DevelopmentChart,
    PyramidChart,
    ScatterAxis,
    ScatterChart,
    SpreadChart,
)
from atlas.model.directive import ChartOptions, OwnChartOptions
from atlas.model.document import Document
from atlas.model.frame import Link
from atlas.model.job import ChartJob, ChartScriptJob
from atlas.model.page import ChartView
from atlas.plan.blocks import board_of, period_of
from atlas.plan.desk import Desk
from atlas.plan.figures import Board, whole_row
from atlas.plan.indicators import CHART_SIZE, SPREAD_HEIGHT, SPREAD_ROW, development_chart, spread_chart
from atlas.plan.routes import chart_script

OWN = "own"
PAGES = ("development", "spread")
"""Kinds of charts whose scripts every atlas has."""


def chart_block(desk: Desk, document: Document, options: ChartOptions) -> views.ChartFigure:
    """Make a chart of a text. Raises LookupError if what it names does not exist, or has too few figures."""
    boards, chart = _own(desk, document, options) if isinstance(options, OwnChartOptions) else SHOWN[options.kind](desk, options)
    kind, language = KIND_OF[type(chart)], desk.site.config.language
    titles = ", ".join(board.indicator.title for board in boards)
    alt = translate(language)("Chart: {title}. The values stand in the table below it, or on the page of the indicator.").format(
        title=titles
    )
    heads, rows = _values(chart, language)
    return views.ChartFigure(
        chart=ChartView(
            image=_picture(kind, chart),
            width=CHART_SIZE[0],
            height=_height(chart),
            alt=options.alt or alt,
            spec=chart_script(kind, language) if kind != OWN else "",
            chart=chart,
        ),
        source=tuple(Link(title=board.indicator.title, href=board.label.href, note=board.indicator.source) for board in boards),
        heads=heads,
        rows=rows,
    )


def text_charts(desk: Desk) -> Iterator[ChartJob | ChartScriptJob]:
    """Plan the pictures of all charts in the texts that are wanted, each once, and the scripts that only they need."""
    language = desk.site.config.language
    seen: set[str] = set()
    for document in desk.site.documents:
        if document.kind != "passage" and not desk.wants(document.kind, document.key):
            continue
        for block in desk.blocks(document).values():
            if not isinstance(block.view, views.ChartFigure):
                continue
            view = block.view.chart
            if view.image not in seen:
                yield ChartJob(path=view.image, language=language, chart=view.chart)
            kind = KIND_OF[type(view.chart)]
            if view.spec and view.spec not in seen and kind not in PAGES:
                yield ChartScriptJob(path=view.spec, name=kind, language=language)
            seen |= {view.image, view.spec}


def _own(desk: Desk, document: Document, options: OwnChartOptions) -> tuple[list[Board], Chart]:
    boards = [board_of(desk, name) for name in options.names]
    data = {board.indicator.id: list(_rows(desk, board)) for board in boards}
    file = posixpath.normpath(posixpath.join(posixpath.dirname(document.file), options.file))
    return boards, AuthorChart(file=file, spec=options.spec, data=json.dumps(data, ensure_ascii=False).encode())


def _rows(desk: Desk, board: Board) -> Iterator[dict[str, str | float]]:
    """Give an indicator's published figures, as they are printed; areas without one in a period have no row."""
    for row, area in enumerate(desk.geography.areas):
        for place, period in enumerate(board.panel.periods):
            value = float(board.panel.values[row, place])
            if not math.isnan(value):
                yield {
                    "key": area.key,
                    "name": area.name,
                    "level": area.level,
                    "parent": area.parent,
                    "period": period,
                    "value": round_half_up(value, board.indicator.decimals),
                }


def _line(desk: Desk, options: ChartOptions) -> tuple[list[Board], Chart]:
    board = board_of(desk, options.indicator)
    chart = _needed(development_chart(desk.site, board))
    names = {desk.geography.areas[desk.geography.rows[key]].name for key in options.areas}
    lines = tuple(replace(line, role="chosen") if line.role == "other" and line.name in names else line for line in chart.lines)
    return [board], replace(chart, lines=lines)


def _strip(desk: Desk, options: ChartOptions) -> tuple[list[Board], Chart]:
    board = board_of(desk, options.indicator)
    return [board], _needed(spread_chart(desk.site, board))


def _bar(desk: Desk, options: ChartOptions) -> tuple[list[Board], Chart]:
    board = board_of(desk, options.indicator)
    period = period_of(board, options.period)
    rows = [desk.geography.rows[key] for key in options.areas]
    rows = rows or sorted(desk.geography.level_rows[board.level], key=lambda row: -_value(board, row, period))
    rows = [row for row in rows if not math.isnan(board.panel.values[row, period])]
    whole = whole_row(desk.geography) if board.indicator.kind != "count" else None
    if not rows:
        raise LookupError("too few figures")
    return [board], BarChart(
        unit=board.indicator.unit,
        decimals=board.indicator.decimals,
        names=tuple(desk.geography.areas[row].name for row in rows),
        values=tuple(float(board.panel.values[row, period]) for row in rows),
        chosen=(False,) * len(rows),
        whole=math.nan if whole is None else float(board.panel.values[whole, period]),
        whole_name=desk.geography.areas[whole].name if whole is not None else "",
    )


def _scatter(desk: Desk, options: ChartOptions) -> tuple[list[Board], Chart]:
    boards = [board_of(desk, options.indicator), board_of(desk, options.against)]
    rows = desk.geography.level_rows[boards[0].level]
    across, upward = (_axis(desk, board, rows, options.period) for board in boards)
    return boards, ScatterChart(
        names=tuple(desk.geography.areas[row].name for row in rows),
        named=tuple(desk.geography.areas[row].key in options.areas for row in rows),
        across=across,
        upward=upward,
        quadrants=options.kind == "portfolio",
    )


def _axis(desk: Desk, board: Board, rows: Sequence[int], period: str) -> ScatterAxis:
    """Give an indicator's values; where the whole has none that compares, the median of the areas stands for it."""
    spot, whole = period_of(board, period), whole_row(desk.geography)
    values = board.panel.values[list(rows), spot]
    middle = float(np.median(values[~np.isnan(values)])) if not np.isnan(values).all() else math.nan
    of_whole = math.nan if whole is None or board.indicator.kind == "count" else float(board.panel.values[whole, spot])
    return ScatterAxis(
        title=board.indicator.title,
        unit=board.indicator.unit,
        decimals=board.indicator.decimals,
        values=tuple(values.tolist()),
        whole=middle if math.isnan(of_whole) else of_whole,
    )


def _pyramid(desk: Desk, options: ChartOptions) -> tuple[list[Board], Chart]:
    left, right = ([board_of(desk, one) for one in side] for side in (options.left, options.right))
    row = desk.geography.rows[options.areas[0]] if options.areas else whole_row(desk.geography) or 0
    first = left[0].indicator

    def values(boards: Sequence[Board]) -> tuple[float, ...]:
        return tuple(float(board.panel.values[row, period_of(board, options.period)]) for board in boards)

    return [*left, *right], PyramidChart(
        unit=first.unit,
        decimals=first.decimals,
        names=tuple(board.indicator.title for board in left),
        left=values(left),
        right=values(right),
        left_title=options.left_title,
        right_title=options.right_title,
    )


SHOWN: dict[str, Callable[[Desk, ChartOptions], tuple[list[Board], Chart]]] = {
    "line": _line,
    "strip": _strip,
    "bar": _bar,
    "scatter": _scatter,
    "portfolio": _scatter,
    "pyramid": _pyramid,
}
KIND_OF: dict[type[Chart], str] = {
    DevelopmentChart: "development",
    SpreadChart: "spread",
    BarChart: "bar",
    ScatterChart: "scatter",
    PyramidChart: "pyramid",
    AuthorChart: OWN,
}
"""The definition of each in `render.chart_specs`; an author's own brings it along."""

Needed = TypeVar("Needed")


def _needed(chart: Needed | None) -> Needed:
    if chart is None:
        raise LookupError("too few figures")
    return chart


def _value(board: Board, row: int, period: int) -> float:
    value = float(board.panel.values[row, period])
    return -math.inf if math.isnan(value) else value


def _picture(kind: str, chart: Chart) -> str:
    return f"assets/texts/{kind}-{digest.short(digest.of_value(chart))}.svg"


def _height(chart: Chart) -> int:
    match chart:
        case SpreadChart():
            return SPREAD_HEIGHT + SPREAD_ROW * len(chart.groups)
        case BarChart() | PyramidChart():
            return BAR_MARGINS + BAR_ROW * len(chart.names)
        case ScatterChart():
            return SCATTER_HEIGHT
        case _:
            return CHART_SIZE[1]


def _values(chart: Chart, language: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Write the values of a chart as a table, where the page of its indicator has no such table."""
    area = translate(language)("Area")

    def write(value: float, decimals: int, unit: str) -> str:
        return with_unit(number(round_half_up(value, decimals), decimals, language), unit) or "–"

    match chart:
        case BarChart():
            rows = zip(chart.names, chart.values, strict=True)
            return (area, ""), tuple((name, write(value, chart.decimals, chart.unit)) for name, value in rows)
        case ScatterChart():
            axes = (chart.across, chart.upward)
            columns = [[write(value, axis.decimals, axis.unit) for value in axis.values] for axis in axes]
            return (area, *(axis.title for axis in axes)), tuple(zip(chart.names, *columns, strict=True))
        case PyramidChart():
            sides = [[write(value, chart.decimals, chart.unit) for value in side] for side in (chart.left, chart.right)]
            return ("", chart.left_title, chart.right_title), tuple(zip(chart.names, *sides, strict=True))
        case _:
            return (), ()
