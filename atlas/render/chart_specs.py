"""The kinds of charts, defined once with Altair. Only `render.charts` reads this, and only when it has no compiled form at hand.

A definition holds no figures and no words. It names data sources and parameters that `render.charts` fills, for the picture in Python and for the living
chart in the browser alike. Margins are fixed and nothing is laid out by measured text, so a picture does not depend on the fonts of a machine.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert

COLOURS = ("ink", "soft", "rule", "page", "own", "others")
"""Parameters that bear the names of the theme's colours, so that a page can fill in its own."""

_PARAMETERS: dict[str, Any] = {"total": 640, "tall": 360, "size": 14, "measure": "", "measured": "", "decimals": 0, "span": [0, 1]}
_STEPS: dict[str, Any] = {"steps": [0], "ticks": [0], "labels": [""], "reach": [0, 1], "gap": 1, "breadth": 48, "zero": False}
_NARROW = "total < 440"
_HIGH = "datum.value > (span[0] + span[1]) / 2"
_LATE = "datum.step > (reach[0] + reach[1]) / 2"
_FIGURE = "format(datum.value, ',.' + decimals + 'f') + measured"
# Labels `breadth` pixels wide at ticks that are at least `gap` apart: the first, the last, and between them as many as do not touch.
_LEFT = "pointerout[event.pointerType !== 'touch']"  # a finger is lifted to read what lay under it
_NTH = "indexof(ticks, datum.value)"
_EVERY = "ceil(breadth / max(1, gap * width / (reach[1] - reach[0])))"
_LABEL = f"{_NTH} === 0 || (length(ticks) - 1 - {_NTH}) % {_EVERY} === 0 && {_NTH} >= {_EVERY} ? labels[{_NTH}] : ''"


def compile_spec(kind: str, *, live: bool) -> dict[str, Any]:
    """Give the Vega form of a kind of chart (`development`, `spread`, `bar`, `scatter`, `pyramid`) without data; `live` adds what answers to a pointer.

    The chart is `total` × `tall` pixels; Vega-Lite knows no such parameters, so they take the place of its fixed width and height.
    """
    still, answers, own_parameters, (left, top, right, bottom) = _KINDS[kind]
    layers = [*still(), *(answers() if live else ())]
    chart = alt.layer(*layers, width=1, height=1).configure(
        mark=alt.MarkConfig(aria=False), axis=alt.AxisConfig(aria=False), autosize="none", view=alt.ViewConfig(stroke=None)
    )
    chart = chart.add_params(
        *(alt.param(name=name, value=value) for name, value in {**dict.fromkeys(COLOURS, "black"), **_PARAMETERS, **own_parameters}.items())
    )
    # Vega-Lite reads `order: null` as "connect the rows as they come"; Altair's schema does not know it.
    spec: dict[str, Any] = vl_convert.vegalite_to_vega(chart.to_dict(validate=False))
    gutter = f"({_NARROW} ? 20 : {right})"
    plot = [{"name": "width", "update": f"total - {left} - {gutter}"}, {"name": "height", "update": f"tall - {top} - {bottom}"}]
    padding = {"signal": f"{{left: {left}, top: {top}, right: {gutter}, bottom: {bottom}}}"}
    kept = {key: value for key, value in spec.items() if key not in {"$schema", "width", "height", "background"}}
    return {**kept, "padding": padding, "signals": [*spec["signals"], *plot]}


def _development() -> list[alt.Chart]:
    """Lines over time. Data: `lines` (name, role, values in `steps`), `bands`, `breaks`, `targets`, and words at line ends (`ends`) and in the plot (`notes`)."""
    colour = "datum.role === 'whole' ? ink : datum.role === 'chosen' ? own : soft"
    beside = {"align": f"{_NARROW} ? 'right' : 'left'", "dx": f"{_NARROW} ? 0 : 8", "dy": f"datum.shift - ({_NARROW} ? 12 : 0)"}
    return [
        _band("low", "high", 0.3),
        _band("quarter", "three_quarters", 0.5),
        _words(_rows("notes"), "datum.words", "soft", dx="4", dy="16").encode(x=_step(), y=_height()),
        _line(_lines().transform_filter("datum.role === 'other'"), "others", 1.2),
        _rows("breaks").mark_rule(stroke=_expr("soft"), strokeDash=[2, 3]).encode(x=_step()),
        _words(_rows("breaks"), "datum.words", "soft", align=f"{_LATE} ? 'right' : 'left'", dx=f"{_LATE} ? -5 : 5", dy="14").encode(
            x=_step(), y=alt.value(0)
        ),
        _line(_lines().transform_filter("datum.role === 'chosen'"), "own", 2.4),
        _line(_lines().transform_filter("datum.role === 'scenario'"), "soft", 1.8, [6, 5]),
        _line(_lines().transform_filter("datum.role === 'whole'"), "ink", 2.4),
        _rows("targets").mark_rule(stroke=_expr("own"), strokeWidth=1.4, strokeDash=[8, 4]).encode(y=_height()),
        *_outlined(_rows("targets"), "datum.words", "own", x=alt.value(4), y=_height(), dy="-6"),
        *_outlined(_rows("ends"), "datum.words", colour, x=_step(), y=_height(), **beside),
        _words(_nothing(), "measure", "soft").encode(x=alt.value(-48), y=alt.value(-18)),
    ]


def _development_answers() -> list[alt.Chart]:
    """The line under the pointer, or chosen from a list, in the accent's colour, with name, period and value. Data: `picked` (name, values), `picked-end`."""
    spot = _spot("name", "step")
    points = _lines().transform_filter("isValid(datum.value)")
    words = f"[datum.name, labels[indexof(ticks, datum.step)] + ': ' + {_FIGURE}]"
    place = {"align": f"{_LATE} ? 'right' : 'left'", "dy": f"{_HIGH} ? 24 : -28"}
    return [
        _line(_lines("picked"), "own", 2.4),
        *_outlined(_rows("picked-end"), "datum.words", "own", x=_step(), y=_height(), **place),
        _line(_lines().transform_filter("spot.name && datum.name === spot.name[0]"), "own", 2.4),
        points.mark_point(opacity=0).encode(x=_step(), y=_height()).add_params(spot),
        points.transform_filter(spot).mark_point(size=50, filled=True, opacity=1, fill=_expr("own")).encode(x=_step(), y=_height()),
        *_outlined(points.transform_filter(spot), words, "own", x=_step(), y=_height(), **place),
    ]


def _spread() -> list[alt.Chart]:
    """Areas on one scale, a row per group. Data: `areas` (name, group, value), `rows` (group, words), `wholes` (value, words)."""
    ticks = _rows("areas").mark_tick(thickness=2, size=16, fill=_expr("soft"), fillOpacity=0.65)
    return [
        _rows("rows").mark_rule(stroke=_expr("rule")).encode(y=_group(), x=alt.value(0), x2=alt.value("width")),
        _words(_rows("rows"), "datum.words", "ink", dy="-13").encode(x=alt.value(0), y=_group()),
        ticks.encode(x=_along(), y=_group()),
        _rows("wholes").mark_rule(stroke=_expr("ink"), strokeWidth=2).encode(x=_along()),
        _words(_rows("wholes"), "datum.words", "ink", weight=600, align=f"{_HIGH} ? 'right' : 'left'", dy="-6").encode(
            x=_along(), y=alt.value(0)
        ),
        _words(_nothing(), "measure", "soft").encode(x=alt.value(0), y=alt.value(_expr("height + 42"))),
    ]


def _spread_answers() -> list[alt.Chart]:
    """The area under the pointer in the accent's colour, with its name and value."""
    spot = _spot("name", "group")
    mark = _rows("areas").transform_filter(spot)
    place = {"align": f"{_HIGH} ? 'right' : 'left'", "dy": "-13"}
    return [
        _rows("areas").mark_point(opacity=0).encode(x=_along(), y=_group()).add_params(spot),
        mark.mark_tick(thickness=3, size=20, fill=_expr("own")).encode(x=_along(), y=_group()),
        *_outlined(mark, f"datum.name + ' ' + {_FIGURE}", "own", x=_along(), y=_group(), **place),
    ]


def _bar() -> list[alt.Chart]:
    """Bars with their names before and their values behind them. Data: `bars` (group, name, start, value, role, words), `wholes` (value, words)."""
    colour = "datum.role === 'chosen' ? own : others"
    bars = _rows("bars").mark_rule(stroke=_expr(colour), strokeWidth=16)
    return [
        bars.encode(x=_reach(), x2="value", y=_group()),
        _words(_rows("bars"), "datum.name", "ink", align="'right'", dx="-8", dy="5").encode(x=alt.value(0), y=_group()),
        *_outlined(_rows("bars"), "datum.words", "ink", x=_reach("value"), y=_group(), dx="6", dy="5"),
        _rows("wholes").mark_rule(stroke=_expr("ink"), strokeWidth=2).encode(x=_reach("value")),
        _words(_rows("wholes"), "datum.words", "ink", weight=600, align=f"{_HIGH} ? 'right' : 'left'", dy="-8").encode(
            x=_reach("value"), y=alt.value(0)
        ),
        _words(_nothing(), "measure", "soft").encode(x=alt.value(0), y=alt.value(_expr("height + 24"))),
    ]


def _scatter() -> list[alt.Chart]:
    """Marks by two indicators. Data: `points` (name, x, y, role, words), `wholes` (x, y) that part the chart into four."""
    chosen = _rows("points").transform_filter("datum.role === 'chosen'")
    side = {"align": "datum.x > (span[0] + span[1]) / 2 ? 'right' : 'left'", "dx": "datum.x > (span[0] + span[1]) / 2 ? -9 : 9", "dy": "5"}
    return [
        _rows("wholes").mark_rule(stroke=_expr("ink"), strokeWidth=1.5).encode(x=_across()),
        _rows("wholes").mark_rule(stroke=_expr("ink"), strokeWidth=1.5).encode(y=_upward()),
        _rows("points")
        .mark_point(filled=True, size=60, fill=_expr("soft"), fillOpacity=0.65, stroke=_expr("page"))
        .encode(x=_across(), y=_upward()),
        chosen.mark_point(filled=True, size=90, fill=_expr("own"), opacity=1, stroke=_expr("page")).encode(x=_across(), y=_upward()),
        *_outlined(chosen, "datum.name", "own", x=_across(), y=_upward(), **side),
        _words(_nothing(), "upward", "soft").encode(x=alt.value(-48), y=alt.value(-18)),
        _words(_nothing(), "measure", "soft", align="'right'").encode(x=alt.value("width"), y=alt.value(_expr("height + 42"))),
    ]


def _scatter_answers() -> list[alt.Chart]:
    """The area under the pointer with its name and both values."""
    spot = _spot("name")
    mark = _rows("points").transform_filter(spot)
    place = {"align": "datum.x > (span[0] + span[1]) / 2 ? 'right' : 'left'", "dy": "-12"}
    return [
        _rows("points").mark_point(opacity=0).encode(x=_across(), y=_upward()).add_params(spot),
        mark.mark_point(filled=True, size=90, fill=_expr("own"), opacity=1).encode(x=_across(), y=_upward()),
        *_outlined(mark, "datum.name + ': ' + datum.words", "own", x=_across(), y=_upward(), **place),
    ]


def _pyramid() -> list[alt.Chart]:
    """Two groups back to back. Data: `bars` (group, start, value, role); `names` go with groups."""
    bars = _rows("bars").mark_rule(stroke=_expr("datum.role === 'left' ? soft : others"), strokeWidth=18)
    axis = alt.Axis(tickCount=5, labelExpr="format(abs(datum.value), ',')", labelFlush=True, labelPadding=14, **_axis())
    return [
        bars.encode(x=alt.X("start:Q", scale=alt.Scale(domain=_expr("span"), nice=True, zero=True), axis=axis), x2="value", y=_group()),
        _words(_rows("bars").transform_filter("datum.role === 'left'"), "datum.name", "ink", align="'right'", dx="-8", dy="5").encode(
            x=alt.value(0), y=_group()
        ),
        _words(_nothing(), "left", "ink", weight=600).encode(x=alt.value(0), y=alt.value(-8)),
        _words(_nothing(), "right", "ink", weight=600, align="'right'").encode(x=alt.value("width"), y=alt.value(-8)),
        _words(_nothing(), "measure", "soft").encode(x=alt.value(0), y=alt.value(_expr("height + 42"))),
    ]


def _still_only() -> list[alt.Chart]:
    return []


_KINDS: dict[str, Any] = {
    "bar": (_bar, _still_only, {"groups": [""]}, (190, 34, 76, 32)),
    "scatter": (_scatter, _scatter_answers, {"upward": "", "rise": [0, 1]}, (48, 34, 16, 48)),
    "pyramid": (_pyramid, _still_only, {"groups": [""], "names": [""], "left": "", "right": ""}, (140, 30, 16, 50)),
    "development": (_development, _development_answers, _STEPS, (48, 34, 132, 30)),
    "spread": (_spread, _spread_answers, {"groups": [""]}, (2, 24, 8, 48)),
}


def _rows(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _nothing() -> alt.Chart:
    """A single empty row, for a mark that shows parameters only."""
    return alt.Chart(alt.InlineData(values=[{}]))


def _lines(name: str = "lines") -> alt.Chart:
    return _rows(name).transform_calculate(step="steps").transform_flatten(["values", "step"], ["value", "step"])


def _expr(expression: str) -> alt.ExprRef:
    return alt.ExprRef(expression)


def _step() -> alt.X:
    axis = alt.Axis(values=_expr("ticks"), labelExpr=_LABEL, grid=False, labelFlush=False, labelPadding=14, **_axis())
    return alt.X("step:Q", scale=alt.Scale(domain=_expr("reach"), nice=False, zero=False), axis=axis)


def _height(field: str = "value") -> alt.Y:
    axis = alt.Axis(
        tickCount=4,
        labelExpr="format(datum.value, ',')",
        labelAlign="left",
        labelPadding=48,
        labelOffset=5,
        ticks=False,
        domain=False,
        **_axis(),
    )
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=_expr("span"), zero=_expr("zero"), nice=True), axis=axis)


def _along() -> alt.X:
    axis = alt.Axis(tickCount=5, labelExpr="format(datum.value, ',')", labelFlush=True, labelPadding=14, **_axis())
    return alt.X("value:Q", scale=alt.Scale(domain=_expr("span"), nice=True, zero=False), axis=axis)


def _reach(field: str = "start") -> alt.X:
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=_expr("span"), nice=False, zero=True), axis=None)


def _across() -> alt.X:
    axis = alt.Axis(tickCount=5, labelExpr="format(datum.value, ',')", labelFlush=True, labelPadding=14, **_axis())
    return alt.X("x:Q", scale=alt.Scale(domain=_expr("span"), nice=True, zero=False), axis=axis)


def _upward() -> alt.Y:
    axis = alt.Axis(
        tickCount=5,
        labelExpr="format(datum.value, ',')",
        labelAlign="left",
        labelPadding=48,
        labelOffset=5,
        ticks=False,
        domain=False,
        **_axis(),
    )
    return alt.Y("y:Q", scale=alt.Scale(domain=_expr("rise"), nice=True, zero=False), axis=axis)


def _group() -> alt.Y:
    return alt.Y("group:N", scale=alt.Scale(domain=_expr("groups")), axis=None)


def _axis() -> dict[str, Any]:
    colours = {"labelColor": _expr("soft"), "gridColor": _expr("rule"), "domainColor": _expr("rule"), "tickColor": _expr("rule")}
    return {**colours, "title": None, "labelFontSize": _expr("size"), "labelBaseline": "alphabetic", "labelOverlap": False}


def _line(rows: alt.Chart, colour: str, width: float, dash: Sequence[int] = ()) -> alt.Chart:
    """One path for all lines of a colour: rows come in order, a null stands between two lines, and round ends show a figure without neighbours."""
    line = rows.mark_line(stroke=_expr(colour), strokeWidth=width, strokeCap="round", strokeJoin="round", **_dashed(dash))
    return line.encode(x=_step(), y=_height(), order=alt.value(None))


def _dashed(dash: Sequence[int]) -> dict[str, Any]:
    return {"strokeDash": list(dash)} if dash else {}


def _band(low: str, high: str, opacity: float) -> alt.Chart:
    return (
        _rows("bands")
        .mark_area(fill=_expr("others"), fillOpacity=opacity)
        .encode(x=_step(), y=_height(low), y2=high, order=alt.value(None))
    )


def _words(
    rows: alt.Chart, text: str, colour: str, *, align: str = "'left'", dx: str = "0", dy: str = "0", weight: int = 400, **mark: Any
) -> alt.Chart:
    placed = {"align": _expr(align), "dx": _expr(dx), "dy": _expr(dy), "baseline": "alphabetic"}
    return rows.mark_text(text=_expr(text), fill=_expr(colour), fontSize=_expr("size"), fontWeight=weight, lineHeight=18, **placed, **mark)


def _outlined(rows: alt.Chart, text: str, colour: str, *, x: alt.X | Any, y: alt.Y, **place: str) -> list[alt.Chart]:
    """Words that stay readable over lines: first their outline in the colour of the page, then themselves."""
    outline = _words(rows, text, "page", weight=600, stroke=_expr("page"), strokeWidth=4, strokeJoin="round", **place)
    return [layer.encode(x=x, y=y) for layer in (outline, _words(rows, text, colour, weight=600, **place))]


def _spot(*fields: str) -> alt.Parameter:
    return alt.selection_point(name="spot", fields=list(fields), on="pointerover", clear=_LEFT, nearest=True, empty=False)
