"""What a chart shows, in the form its definition takes: named parameters and named rows, the same for the picture and for the living chart.

Everything that can be worked out beforehand is worked out here: where lines are cut, what stands at their ends, how many areas become bands.
"""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap
from typing import Any

import numpy as np
from msgspec import Struct

from atlas.base.language import translate
from atlas.base.text import number, round_half_up, with_unit
from atlas.model.chart import (
    BAR_MARGINS,
    BAR_ROW,
    SCATTER_HEIGHT,
    AuthorChart,
    BarChart,
    Chart,
    ChartLine,
    DevelopmentChart,
    PyramidChart,
    ScatterAxis,
    ScatterChart,
    SpreadChart,
)
from atlas.model.panel import Floats

MANY_AREAS = 60
"""More areas than this are drawn as bands instead of lines: their whole range, and the middle half of them."""

_WIDTH, _DEVELOPMENT_HEIGHT = 640, 360
_SPREAD_MARGINS, _SPREAD_ROW = 72, 44
_LINE, _BELOW, _LABEL_WIDTH = 18, 16, 16
"""Labels at line ends: height of a line of text and distance below the end in pixels, width in letters."""
_LETTER = 8
_AROUND = 64
"""Pixels of a development chart above and below its lines."""
_SHORT_UNIT = 5

Rows = list[dict[str, Any]]


class ChartData(Struct, frozen=True, kw_only=True):
    """Parameters and rows by the names that `render.chart_specs` gives them."""

    kind: str
    parameters: dict[str, Any]
    rows: dict[str, Rows]


def make_chart_data(chart: Chart, language: str) -> ChartData:
    """Prepare a chart's figures, rounded as they are published, and its words; a chart of an author's own brings them along."""
    match chart:
        case DevelopmentChart():
            return _development(chart, language)
        case SpreadChart():
            return _spread(chart, language)
        case BarChart():
            return _bar(chart, language)
        case ScatterChart():
            return _scatter(chart, language)
        case PyramidChart():
            return _pyramid(chart)
        case AuthorChart():
            raise ValueError(f"{chart.file} needs no preparation")


def _development(chart: DevelopmentChart, language: str) -> ChartData:
    figures = np.array([line.values for line in chart.lines], dtype=np.float64)
    # A period for which nobody has a figure is no gap.
    kept = np.flatnonzero(~np.isnan(figures).all(axis=0))
    figures, periods = figures[:, kept], [chart.periods[place] for place in kept]
    breaks = sorted({int(np.searchsorted(kept, place)) for place in chart.breaks} - {0, len(kept)})
    # The order in which a line takes its figures; -1 is the empty place at a break, and at the end, where the next line begins.
    course = [place for start, end in zip([0, *breaks], [*breaks, len(kept)], strict=True) for place in (*range(start, end), -1)]
    ticks = _positions(periods)
    others = [place for place, line in enumerate(chart.lines) if line.role == "other"]
    bands = _bands(figures[others], chart.decimals) if len(others) > MANY_AREAS else []
    shown = [place for place, line in enumerate(chart.lines) if line.role != "other" or not bands]
    lines = [_line(chart.lines[place], figures[place], course, chart.decimals) for place in shown]
    rows = {
        "lines": lines,
        "bands": [{"step": ticks[place], **({} if place < 0 else bands[place])} for place in course] if bands else [],
        "breaks": [{"step": (ticks[place - 1] + ticks[place]) / 2, "words": translate(language)("break in series")} for place in breaks],
        "notes": [{"step": ticks[0], "value": bands[0]["three_quarters"], "words": translate(language)("middle half")}] if bands else [],
        "targets": [
            {"value": target.value, "words": f"{target.name} {_figure(target.value, chart, language)}"} for target in chart.targets
        ],
        "ends": _ends(chart, figures, ticks, bands, language),
    }
    reached = [float(np.nanmin(figures)), float(np.nanmax(figures)), *(target.value for target in chart.targets)]
    low, high = min(reached), max(reached)
    parameters = {
        **_measure(chart),
        "span": [low, high if high > low else low + 1],
        "zero": 0 <= low < high / 2,
        "steps": [ticks[place] for place in course],
        "ticks": ticks,
        "labels": periods,
        "reach": [ticks[0], ticks[-1]],
        "gap": min((after - before for before, after in pairwise(ticks)), default=1),
        "breadth": _LETTER * (max(map(len, periods)) + 1),
        "total": _WIDTH,
        "tall": _DEVELOPMENT_HEIGHT,
    }
    return ChartData(kind="development", parameters=parameters, rows=rows)


def _spread(chart: SpreadChart, language: str) -> ChartData:
    areas = [
        {"name": name, "group": group, "value": round_half_up(value, chart.decimals)}
        for name, group, value in zip(chart.names, chart.group_of, chart.values.tolist(), strict=True)
        if not math.isnan(value)
    ]
    known = [] if math.isnan(chart.whole) else [round_half_up(chart.whole, chart.decimals)]
    values = [*chart.values[~np.isnan(chart.values)].tolist(), *known]
    low, high = min(values), max(values)
    parameters = {
        **_measure(chart),
        "span": [low, high if high > low else low + 1],
        "groups": list(range(len(chart.groups))),
        "total": _WIDTH,
        "tall": _SPREAD_MARGINS + _SPREAD_ROW * len(chart.groups),
    }
    rows = {
        "areas": areas,
        "rows": [{"group": place, "words": name} for place, name in enumerate(chart.groups)],
        "wholes": [{"value": value, "words": f"{chart.whole_name} {_figure(value, chart, language)}".lstrip()} for value in known],
    }
    return ChartData(kind="spread", parameters=parameters, rows=rows)


def _bar(chart: BarChart, language: str) -> ChartData:
    values = [round_half_up(value, chart.decimals) for value in chart.values]
    whole = [] if math.isnan(chart.whole) else [round_half_up(chart.whole, chart.decimals)]
    rows: dict[str, Rows] = {
        "bars": [
            {
                "group": place,
                "name": name,
                "start": 0,
                "value": value,
                "role": "chosen" if chosen else "other",
                "words": _figure(value, chart, language),
            }
            for place, (name, value, chosen) in enumerate(zip(chart.names, values, chart.chosen, strict=True))
        ],
        "wholes": [{"value": value, "words": f"{chart.whole_name} {_figure(value, chart, language)}".lstrip()} for value in whole],
    }
    low, high = min(0.0, *values, *whole), max(0.0, *values, *whole)
    parameters = {
        **_measure(chart),
        "span": [low, high if high > low else low + 1],
        "groups": list(range(len(values))),
        "total": _WIDTH,
        "tall": BAR_MARGINS + BAR_ROW * len(values),
    }
    return ChartData(kind="bar", parameters=parameters, rows=rows)


def _scatter(chart: ScatterChart, language: str) -> ChartData:
    across, upward = chart.across, chart.upward
    points: Rows = [
        {
            "name": name,
            "x": round_half_up(x, across.decimals),
            "y": round_half_up(y, upward.decimals),
            "role": "chosen" if named else "other",
        }
        for name, x, y, named in zip(chart.names, across.values, upward.values, chart.named, strict=True)
        if not (math.isnan(x) or math.isnan(y))
    ]
    for point in points:
        x, y = number(float(point["x"]), across.decimals, language), number(float(point["y"]), upward.decimals, language)
        point["words"] = f"{with_unit(x, across.unit)} · {with_unit(y, upward.unit)}"
    wholes = [{"x": across.whole, "y": upward.whole}] if chart.quadrants and not math.isnan(across.whole + upward.whole) else []
    parameters = {
        "measure": _with_measure(across),
        "upward": _with_measure(upward),
        "span": _span([*(float(point["x"]) for point in points), *(whole["x"] for whole in wholes)]),
        "rise": _span([*(float(point["y"]) for point in points), *(whole["y"] for whole in wholes)]),
        "total": _WIDTH,
        "tall": SCATTER_HEIGHT,
    }
    return ChartData(kind="scatter", parameters=parameters, rows={"points": points, "wholes": wholes})


def _pyramid(chart: PyramidChart) -> ChartData:
    bars: Rows = [
        {"group": place, "name": name, "start": 0, "value": sign * round_half_up(value, chart.decimals), "role": side}
        for side, sign, values in (("left", -1, chart.left), ("right", 1, chart.right))
        for place, (name, value) in enumerate(zip(chart.names, values, strict=True))
        if not math.isnan(value)
    ]
    reach = max((abs(float(bar["value"])) for bar in bars), default=1.0) or 1.0
    parameters = {
        **_measure(chart),
        "span": [-reach, reach],
        "groups": list(reversed(range(len(chart.names)))),
        "names": list(chart.names),
        "left": chart.left_title,
        "right": chart.right_title,
        "total": _WIDTH,
        "tall": BAR_MARGINS + BAR_ROW * len(chart.names),
    }
    return ChartData(kind="pyramid", parameters=parameters, rows={"bars": bars})


def _span(values: Sequence[float]) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    return [low, high if high > low else low + 1]


def _with_measure(axis: ScatterAxis) -> str:
    return f"{axis.title} ({axis.unit})" if axis.unit else axis.title


def _measure(chart: DevelopmentChart | SpreadChart | BarChart | PyramidChart) -> dict[str, Any]:
    return {"measure": chart.unit, "measured": with_unit(" ", _beside(chart))[1:], "decimals": chart.decimals}


def _beside(chart: DevelopmentChart | SpreadChart | BarChart | PyramidChart) -> str:
    """Give the unit that stands beside single numbers; a long one stands at the axis only."""
    return chart.unit if len(chart.unit) <= _SHORT_UNIT else ""


def _figure(value: float, chart: DevelopmentChart | SpreadChart | BarChart, language: str) -> str:
    return with_unit(number(round_half_up(value, chart.decimals), chart.decimals, language), _beside(chart))


def _positions(periods: Sequence[str]) -> list[float]:
    """Place periods on the time axis by year and month; periods of another kind stand side by side."""
    found = [re.match(r"(\d{4})(?:-(\d\d))?", period) for period in periods]
    times = [int(match[1]) + (int(match[2] or 1) - 1) / 12 for match in found if match]
    return times if len(times) == len(periods) and times == sorted(set(times)) else list(map(float, range(len(periods))))


def _line(line: ChartLine, figures: Floats, course: Sequence[int], decimals: int) -> dict[str, Any]:
    values = [None if math.isnan(value) else round_half_up(value, decimals) for value in (*figures.tolist(), math.nan)]
    return {"name": line.name, "role": line.role, "values": [values[place] for place in course]}


def _bands(figures: Floats, decimals: int) -> Rows:
    """Give the range and the quartiles of each period (Hyndman and Fan 1996, type 7); empty for a period without figures."""
    names, parts, known = ("low", "quarter", "three_quarters", "high"), (0, 0.25, 0.75, 1), ~np.isnan(figures)
    full = np.flatnonzero(known.all(axis=0)).tolist()
    found = dict(zip(full, np.quantile(figures[:, full], parts, axis=0).T, strict=True))
    for place in np.flatnonzero(known.any(axis=0) & ~known.all(axis=0)).tolist():
        found[place] = np.quantile(figures[known[:, place], place], parts)
    return [
        {name: round_half_up(value, decimals) for name, value in zip(names, found[place].tolist(), strict=True)} if place in found else {}
        for place in range(figures.shape[1])
    ]


def _ends(chart: DevelopmentChart, figures: Floats, ticks: Sequence[float], bands: Rows, language: str) -> Rows:
    """Label the ends of the lines that matter, the highest above its line and the lowest below, so that they keep apart."""
    say = translate(language)
    named = [(line.name, line.role, values) for line, values in zip(chart.lines, figures, strict=True) if line.role != "other"]
    if bands:
        edges = {"high": say("highest value"), "low": say("lowest value")}
        named += [(words, "edge", np.array([band.get(edge, math.nan) for band in bands])) for edge, words in edges.items()]
    ends = [(values[known[-1]], known[-1], name, role) for name, role, values in named if len(known := np.flatnonzero(~np.isnan(values)))]
    ends.sort(key=lambda end: -end[0])
    sides = [0.5] if len(ends) == 1 else [1.0, *[0.5] * (len(ends) - 2), 0.0]
    labels = [_label(name, float(value), chart, language) for value, _, name, _ in ends]
    shifts = [_BELOW - side * _LINE * len(label) for side, label in zip(sides, labels, strict=False)]
    least, most = float(np.nanmin(figures)), float(np.nanmax(figures))
    scale = (_DEVELOPMENT_HEIGHT - _AROUND) / (most - (0.0 if 0 <= least < most / 2 else least) or 1.0)
    places = [(last, -float(value) * scale) for value, last, _, _ in ends]
    return [
        {
            "step": ticks[last],
            "value": round_half_up(float(value), chart.decimals),
            "words": label,
            "role": role,
            "shift": shift,
        }
        for (value, last, _, role), label, shift in zip(ends, labels, _apart(places, shifts, labels), strict=True)
    ]


def _apart(places: Sequence[tuple[int, float]], shifts: Sequence[float], labels: Sequence[Sequence[str]]) -> list[float]:
    """Push labels down as far as those above them at the same period need; `places` are period and height, from the top."""
    free: dict[int, float] = {}
    pushed = []
    for (period, height), shift, label in zip(places, shifts, labels, strict=True):
        top = height + shift
        push = max(0.0, free.get(period, top) - top)
        pushed.append(round(shift + push, 1))
        free[period] = top + push + _LINE * len(label)
    return pushed


def _label(name: str, value: float, chart: DevelopmentChart, language: str) -> list[str]:
    return [*wrap(name, _LABEL_WIDTH, break_long_words=False), _figure(value, chart, language)]
