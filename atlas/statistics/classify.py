"""Sort figures into classes for the map: borders that are the same in all years and read well, and the class of every cell.

What counts is the figure as it is printed: with one decimal, 7,96 is printed as 8,0 and belongs to the class “8,0 bis unter 12,0”. All work is
therefore done in whole units of the last printed digit, where a border can be compared exactly.
"""

import numpy as np

from atlas.model.finding import NO_CLASS
from atlas.model.indicator import ClassRule
from atlas.model.panel import Codes, Floats, freeze
from atlas.statistics.fisher import class_starts

REACH = 1 / 10
"""A border may move by this part of the narrower class beside it to become readable."""

STEPS = (5.0, 2.5, 2.0, 1.0)
"""Borders are multiples of these times a power of ten: of the first in reach, the largest power first."""


def find_breaks(values: Floats, rule: ClassRule, decimals: int) -> tuple[float, ...]:
    """Give the inner class borders for published figures (any shape, NaN for none); a class holds its lower border.

    The author's own borders stay as they are. Others are made by the rule's method (`quantiles`, `equal`, `jenks`) and rounded to readable
    numbers without emptying a class that held a figure. There are never more classes than different printed figures.
    """
    if rule.breaks:
        return rule.breaks
    shown = np.sort(_units(values[~np.isnan(values)], decimals))
    if shown.size == 0:
        return ()
    raw = METHODS[rule.method](shown, min(rule.count, len(np.unique(shown))))
    return tuple(border / 10.0**decimals for border in _readable(shown, raw))


def find_classes(values: Floats, breaks: tuple[float, ...], decimals: int) -> Codes:
    """Give the class of every figure, counted from 0; NO_CLASS where there is none (NaN)."""
    printed = _units(values, decimals) / 10.0**decimals
    classes = np.searchsorted(np.array(breaks), printed, side="right").astype(np.uint8)
    classes[np.isnan(values)] = NO_CLASS
    return freeze(classes)


def quantiles(values: Floats, count: int) -> Floats:
    """Give the borders between `count` classes of the same number of values (rising), interpolated linearly between two of them.

    Where one value occurs so often that nothing lies between two borders, they are one; where it is the least value, it gets a class of its own.
    """
    above_least = values[min(np.searchsorted(values, values[0], side="right"), len(values) - 1)]
    borders = np.quantile(values, np.arange(1, count) / count)
    borders = np.where(borders > values[0], borders, above_least)
    _, first = np.unique(np.searchsorted(values, borders), return_index=True)
    distinct: Floats = borders[first]
    return distinct


def equal(values: Floats, count: int) -> Floats:
    """Give the borders between `count` classes of the same width."""
    return np.linspace(values[0], values[-1], count + 1)[1:-1]


def jenks(values: Floats, count: int) -> Floats:
    """Give the borders between the `count` classes that are most alike inside (Fisher 1958), in the middle of the gaps between them."""
    distinct, weights = np.unique(values, return_counts=True)
    starts = class_starts(distinct, weights.astype(np.float64), count)
    return (distinct[starts - 1] + distinct[starts]) / 2


METHODS = {"quantiles": quantiles, "equal": equal, "jenks": jenks}


def _units(values: Floats, decimals: int) -> Floats:
    """Give figures in units of their last printed digit, halves away from zero as `base.text.round_half_up` does."""
    units: Floats = np.copysign(np.floor(np.abs(values) * 10.0**decimals + 0.5), values)
    return units


def _readable(shown: Floats, raw: Floats) -> list[float]:
    """Round borders (`raw`, rising) between printed figures (rising, whole units) to multiples of large steps that keep the classes."""
    ends = np.concatenate(([shown[0]], raw, [shown[-1]]))
    widths = np.diff(ends)
    reaches = np.minimum(widths[:-1], widths[1:]) * REACH
    below = shown[0]
    found: list[float] = []
    for border, above, reach in zip(raw, [*raw, np.inf][1:], reaches, strict=True):
        for candidate in (*_rounded(border, reach), np.ceil(border)):
            if (
                candidate > below
                and _as_full(shown, (below, candidate), (below, border))
                and _as_full(shown, (candidate, above), (border, above))
            ):
                found.append(float(candidate))
                below = candidate
                break
    return found


def _rounded(border: float, reach: float) -> list[float]:
    """Give the whole readable numbers within reach of a border, the most readable first."""
    steps = (step * 10.0**power for power in range(int(np.log10(max(abs(border), 1.0))), -1, -1) for step in STEPS)
    multiples = (round(border / step) * step for step in steps)
    return [multiple for multiple in multiples if abs(multiple - border) <= reach and multiple.is_integer()]


def _as_full(shown: Floats, rounded: tuple[float, float], raw: tuple[float, float]) -> bool:
    """Tell whether the rounded class (from, to) holds a figure, unless the raw one held none either."""
    return bool(np.diff(np.searchsorted(shown, rounded))[0] > 0 or np.diff(np.searchsorted(shown, raw))[0] == 0)
