"""Sort figures into classes for the map: borders that are the same in all years and read well, and the class of every cell.

What counts is the figure as it is printed: with one decimal, 7,96 is printed as 8,0 and belongs to the class “8,0 bis unter 12,0”. All work is
therefore done in whole units of the last printed digit, where a border can be compared exactly.
"""

import numpy as np

from atlas.model.finding import NO_CLASS
from atlas.model.indicator import ClassRule
from atlas.model.panel import Codes, Floats, freeze
from atlas.statistics.borders import METHODS

REACH = 1 / 10
"""A border may move by this part of the narrower class beside it to become readable."""

STEPS = (5.0, 2.5, 2.0, 1.0)
"""Borders are multiples of these times a power of ten: of the first in reach, the largest power first."""

EXACT = 9
"""Decimals that tell classes where the figure itself counts and not its print: the borders of an index are part of its definition."""


def find_breaks(values: Floats, rule: ClassRule, decimals: int, centre: float = np.nan) -> tuple[float, ...]:
    """Give the inner class borders for published figures (any shape, NaN for none); a class holds its lower border.

    The author's own borders stay as they are. Others are made by the rule's method and rounded to readable numbers without emptying a class that held
    a figure. There are never more classes than different printed figures. With `rule.zero`, all that is printed as zero is a class, and the others are
    made of the rest; with a `centre`, borders lie at the same distances on both sides of it.
    """
    if rule.breaks:
        return rule.breaks
    shown = np.sort(_units(values[~np.isnan(values)], decimals))
    if shown.size == 0:
        return ()
    if not np.isnan(centre):
        borders = _around(shown, float(_units(np.array(centre), decimals)), rule)
    elif rule.zero and 0 == shown[0] < shown[-1]:
        borders = [1.0, *_made(shown[shown > 0], rule.method, rule.count - 1)]
    else:
        borders = _made(shown, rule.method, rule.count)
    return tuple(border / 10.0**decimals for border in borders)


def find_classes(values: Floats, breaks: tuple[float, ...], decimals: int) -> Codes:
    """Give the class of every figure, counted from 0; NO_CLASS where there is none (NaN)."""
    printed = _units(values, decimals) / 10.0**decimals
    classes = np.searchsorted(np.array(breaks), printed, side="right").astype(np.uint8)
    classes[np.isnan(values)] = NO_CLASS
    return freeze(classes)


def _made(shown: Floats, method: str, count: int) -> list[float]:
    raw = METHODS[method](shown, min(count, len(np.unique(shown))))
    return _readable(shown, raw[(raw > shown[0]) & (raw <= shown[-1])])


def _around(shown: Floats, centre: float, rule: ClassRule) -> list[float]:
    """Give borders at the same distances below and above the centre: an odd number of classes has one around it, an even one a border on it.

    The method sees the figures and their mirror images, so that both sides count alike.
    """
    mirrored = np.sort(np.concatenate((shown, 2 * centre - shown)))
    distances = METHODS[rule.method](mirrored, rule.count) - centre
    steps = np.sort(np.abs(shown - centre))
    away = _readable(steps, distances[(distances > max(steps[0], 0.5)) & (distances <= steps[-1])])
    return [centre - step for step in reversed(away)] + [centre] * (rule.count % 2 == 0) + [centre + step for step in away]


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
