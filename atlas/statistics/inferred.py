"""What released rates give away of series that are not released: a rate with enough digits, times a base that everybody knows, is the count."""

from collections.abc import Iterator, Mapping

import numpy as np
from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Floats, Panel
from atlas.statistics.system import TOLERANCE, Mask


class Inferred(Struct, frozen=True, kw_only=True):
    """A series that is not released, of which `cells` (areas × periods of the panel) can be told to the unit."""

    indicator: Indicator
    series: str
    cells: Mask


def find_inferred(figures: Mapping[str, Panel], register: Register, population: tuple[str, Panel] | None = None) -> Iterator[Inferred]:
    """Find counts behind indicators released by their figures alone (`bare`) that only one whole number can be, given the figure as it is printed and the other count.

    `population`: a series that is published besides. Sums behind means are no counts: a mean tells them as closely as it is told itself.
    """
    shown = _shown(figures, register, population)
    for indicator in register.indicators:
        if indicator.bare and indicator.kind in ("share", "rate") and indicator.id in figures:
            panel = figures[indicator.id]
            for series, other in ((indicator.numerator, indicator.denominator), (indicator.denominator, indicator.numerator)):
                if series not in shown and other in shown:
                    low, high = _bounds(panel, indicator, shown[other], of_base=series == indicator.denominator)
                    with np.errstate(invalid="ignore"):
                        cells = np.ceil(low - TOLERANCE) == np.floor(high + TOLERANCE)
                    if cells.any():
                        yield Inferred(indicator=indicator, series=series, cells=cells)


def report_inferred(found: Iterator[Inferred], figures: Mapping[str, Panel], geography: Geography, file: str) -> tuple[Diagnostic, ...]:
    """Tell the author which series follow from what is released, with the first area and the last period, and no figure."""
    told = []
    for one in found:
        row, column = np.argwhere(one.cells)[-1].tolist()
        details = {"name": geography.areas[row].name, "period": figures[one.indicator.id].periods[column], "count": int(one.cells.sum())}
        told.append(diagnostic("A656", Location(file=file), id=one.indicator.id, series=one.series, **details))
    return tuple(told)


def _shown(figures: Mapping[str, Panel], register: Register, population: tuple[str, Panel] | None) -> dict[str, dict[str, Floats]]:
    """Give the released counts of every series by period."""
    shown: dict[str, dict[str, Floats]] = {}

    def enter(series: str, panel: Panel, matrix: Floats) -> None:
        if series and matrix.size:
            shown.setdefault(series, {}).update(zip(panel.periods, matrix.T, strict=True))

    for indicator in register.indicators:
        if indicator.id in figures and not indicator.bare:
            panel = figures[indicator.id]
            enter(indicator.value, panel, panel.values)
            enter(indicator.numerator, panel, panel.numerator)
            enter(indicator.denominator, panel, panel.denominator)
    if population:
        enter(population[0], population[1], population[1].values)
    return shown


def _bounds(panel: Panel, indicator: Indicator, other: Mapping[str, Floats], *, of_base: bool) -> tuple[Floats, Floats]:
    """Give the least and the greatest count that the printed figure allows, NaN where figure or other count are not known."""
    unknown = np.full(len(panel.values), np.nan)
    count = np.array([other.get(period, unknown) for period in panel.periods]).T
    scale, half = 10.0**indicator.decimals, 0.5 * 10.0**-indicator.decimals
    value = np.floor(panel.values * scale + 0.5) / scale
    with np.errstate(invalid="ignore", divide="ignore"):
        least, greatest = np.maximum(value - half, 0.0), value + half
        if of_base:
            known = np.where(count > 0, count * indicator.factor, np.nan)
            return known / greatest, known / least
        return least * count / indicator.factor, greatest * count / indicator.factor
