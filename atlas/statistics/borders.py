"""The ways to cut figures into classes: each gives the inner borders for rising values, not yet rounded.

Overview and comparison of the methods: T. A. Slocum et al., Thematic Cartography and Geovisualization (3rd edition 2009), chapter 4.
"""

from collections.abc import Callable, Mapping

import numpy as np

from atlas.model.panel import Floats
from atlas.statistics.fisher import class_starts

PERCENTS = (1, 10, 50, 90, 99)
"""Borders of the method `percentiles`: the ends of the distribution come into view."""

WHISKER = 1.5
"""Length of the whiskers of a box plot in distances between the quartiles (J. W. Tukey, Exploratory Data Analysis, 1977)."""


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


def std(values: Floats, count: int) -> Floats:
    """Give borders at whole standard deviations (n − 1) from the mean; an odd number of classes has one around the mean, an even one a border on it."""
    half = count // 2
    steps = np.arange(-half, half + 1) if count % 2 else np.arange(1 - half, half)
    if len(values) < 2:
        return values[:0]
    borders: Floats = values.mean() + values.std(ddof=1) * steps[(steps != 0) | (count % 2 == 0)]
    return borders


def headtail(values: Floats, count: int) -> Floats:
    """Give the mean, then the mean of what lies above it, and so on, for at most `count` classes.

    For figures of which few are very large: B. Jiang, Head/Tail Breaks, The Professional Geographer 65 (2013), 482–494.
    """
    borders: list[float] = []
    while len(borders) < count - 1 and len(values) > 1 and values[0] < values[-1]:
        borders.append(float(values.mean()))
        values = values[values > borders[-1]]
    return np.array(borders)


def maximum(values: Floats, count: int) -> Floats:
    """Give the middles of the `count` − 1 widest gaps."""
    gaps = np.diff(values)
    widest = np.sort(np.argsort(-gaps, kind="stable")[: count - 1])
    found: Floats = values[widest] + gaps[widest] / 2
    return found[gaps[widest] > 0]


def boxplot(values: Floats, _count: int) -> Floats:
    """Give the borders of a box plot: the ends of its whiskers, the quartiles, the median."""
    low, middle, high = np.quantile(values, (0.25, 0.5, 0.75))
    reach = WHISKER * (high - low)
    return np.array([low - reach, low, middle, high, high + reach])


def percentiles(values: Floats, _count: int) -> Floats:
    """Give the borders below which 1, 10, 50, 90 and 99 per cent of the values lie."""
    return np.percentile(values, PERCENTS)


METHODS: Mapping[str, Callable[[Floats, int], Floats]] = {
    "quantiles": quantiles,
    "equal": equal,
    "jenks": jenks,
    "std": std,
    "headtail": headtail,
    "maximum": maximum,
    "boxplot": boxplot,
    "percentiles": percentiles,
}
