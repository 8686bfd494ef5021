"""Doubts about figures that only their author can settle: sums that disagree, shares above one hundred per cent, counts below zero.

Nothing is changed here. A doubt names area, period and both numbers; of many doubts about one series the first are told, and how many
there are.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Floats, Panel, is_numeric
from atlas.model.tabulation import Tabulation

TOLERANCE = 0.5
"""A delivered count and a sum that differ by no more than this are the same: deliveries are rounded to whole numbers."""

LIMIT = 20
"""How many doubts of one kind are told in full."""

AREAS, CASES = 4, 100
"""Among fewer areas, or fewer cases in all of them, one may well have more than all others."""


class Disagreement(Struct, frozen=True, kw_only=True):
    """A coarser area's own count and the sum over the areas inside it; `row` and `period` are its place in the matrices."""

    row: int
    period: int
    own: float
    total: float


def report_disagreements(
    series: str, disagreements: Sequence[Disagreement], tabulation: Tabulation, geography: Geography
) -> list[Diagnostic]:
    """Report where a delivered count differs from the sum over the areas inside."""
    where = Location(file=tabulation.sources[series])
    found = [
        diagnostic(
            "A230",
            _place(tabulation, series, doubt.row, tabulation.periods[doubt.period]),
            series=series,
            area=geography.areas[doubt.row].key,
            name=geography.areas[doubt.row].name,
            period=tabulation.periods[doubt.period],
            own=_written(doubt.own),
            total=_written(doubt.total),
        )
        for doubt in disagreements[:LIMIT]
    ]
    if len(disagreements) > LIMIT:
        found.append(diagnostic("A231", where, series=series, more=len(disagreements) - LIMIT, total=len(disagreements)))
    return found


def report_parts_above_whole(panel: Panel, indicator: Indicator, tabulation: Tabulation, geography: Geography) -> list[Diagnostic]:
    """Report shares above one hundred per cent: published numerators greater than the denominator they are part of."""
    places = np.argwhere((panel.numerator > panel.denominator) & (panel.denominator > 0))
    where = Location(file=tabulation.sources[indicator.numerator])
    found = [
        diagnostic(
            "A232",
            _place(tabulation, indicator.numerator, row, panel.periods[period]),
            indicator=indicator.id,
            area=geography.areas[row].key,
            name=geography.areas[row].name,
            period=panel.periods[period],
            numerator=_written(panel.numerator[row, period]),
            denominator=_written(panel.denominator[row, period]),
        )
        for row, period in places[:LIMIT]
    ]
    if len(places) > LIMIT:
        found.append(diagnostic("A233", where, indicator=indicator.id, more=len(places) - LIMIT, total=len(places)))
    return found


def report_impossible_percentages(panel: Panel, indicator: Indicator, tabulation: Tabulation, geography: Geography) -> list[Diagnostic]:
    """Report ready-made percentages above 100, the first of them; a unit that says more than "%" may be a rate of change."""
    if indicator.unit.strip() not in {"%", "Prozent", "per cent", "percent"}:
        return []
    places = np.argwhere(panel.values > 100)
    if not len(places):
        return []
    row, period = places[0].tolist()
    words = {"area": geography.areas[row].key, "name": geography.areas[row].name, "period": panel.periods[period]}
    where = _place(tabulation, indicator.value, row, panel.periods[period])
    value = _written(panel.values[row, period])
    return [diagnostic("A242", where, **words, indicator=indicator.id, value=value, more=len(places) - 1 or "")]


def _place(tabulation: Tabulation, series: str, row: int, period: str) -> Location:
    """Locate a figure in its file; the file alone, if it is a sum."""
    place = tabulation.locate(series, row, tabulation.periods.index(period))
    return place or Location(file=tabulation.sources[series])


def report_without_denominator(panel: Panel, indicator: Indicator, tabulation: Tabulation) -> list[Diagnostic]:
    """Report periods in which there are numerators but not one denominator: usually a table of the new year is missing."""
    missing = np.isnan(panel.denominator).all(axis=0) & ~np.isnan(panel.numerator).all(axis=0)
    periods = [panel.periods[column] for column in np.flatnonzero(missing)]
    if not periods:
        return []
    where = Location(file=tabulation.sources[indicator.denominator])
    return [diagnostic("A236", where, indicator=indicator.id, series=indicator.denominator, periods=", ".join(periods))]


def report_negative(tabulation: Tabulation, geography: Geography, register: Register) -> list[Diagnostic]:
    """Report counts below zero, one line per series with the first of them.

    Denominators and parts of a whole cannot be negative. Other counts can, as balances (arrivals less departures): then a note asks whether
    that is meant.
    """
    parts = {indicator.numerator for indicator in register.indicators if indicator.kind == "share"}
    parts |= {indicator.denominator for indicator in register.indicators}
    balances = {indicator.numerator or indicator.value for indicator in register.indicators if indicator.kind != "value"} - parts
    found: list[Diagnostic] = []
    for series in [name for name in tabulation.series if name in parts | balances]:
        counts = tabulation.series[series]
        places = np.argwhere((counts.values < 0) & is_numeric(counts.status))
        if len(places):
            row, period = places[0]
            found.append(
                diagnostic(
                    "A234" if series in parts else "A235",
                    _place(tabulation, series, row, tabulation.periods[period]),
                    series=series,
                    area=geography.areas[row].key,
                    name=geography.areas[row].name,
                    period=tabulation.periods[period],
                    value=_written(counts.values[row, period]),
                    more=len(places) - 1 or "",
                )
            )
    return found


def report_totals(tabulation: Tabulation, geography: Geography, register: Register) -> list[Diagnostic]:
    """Report counts of one area that exceed all others of its level together, in one period alone: a total in the row of an area."""
    counted = [(one.numerator or one.value, one.denominator) for one in register.indicators if one.kind != "value"]
    wanted = {name for pair in counted for name in pair if name in tabulation.series}
    found = []
    for series in sorted(wanted):
        counts = tabulation.series[series]
        values = np.where(is_numeric(counts.status), counts.values, np.nan)
        for rows in geography.level_rows.values():
            for place, period in np.argwhere(_outliers(values[list(rows)])).tolist():
                row = rows[place]
                area = geography.areas[row]
                others = np.nansum(values[list(rows), period]) - values[row, period]
                words = {"series": series, "area": area.key, "name": area.name, "period": tabulation.periods[period]}
                numbers = {"value": _written(values[row, period]), "others": _written(float(others))}
                found.append(diagnostic("A342", _place(tabulation, series, row, tabulation.periods[period]), **words, **numbers))
    return found[:LIMIT]


def _outliers(values: Floats) -> NDArray[np.bool_]:
    """Tell which figures (areas × periods) exceed all others of their period together, while the area has others that do not."""
    known = ~np.isnan(values)
    complete = (known.sum(axis=0) >= AREAS) & (np.nansum(values, axis=0) >= CASES) & ~(values < 0).any(axis=0)
    above = (2 * values > np.nansum(values, axis=0)) & complete
    usual = known & ~above & complete
    alone: NDArray[np.bool_] = above & (above.sum(axis=1, keepdims=True) == 1) & usual.any(axis=1, keepdims=True)
    return alone


def _written(count: float) -> str:
    """Write a number as a table would, without needless digits."""
    return np.format_float_positional(count, precision=4, trim="-")
