"""Cut numbers into classes that are as alike inside as can be: the exact optimum, known as natural breaks or Fisher–Jenks.

W. D. Fisher, On Grouping for Maximum Homogeneity, Journal of the American Statistical Association 53 (1958), 789–798. The optimum of k classes over
the first n numbers is the best of all optima of k − 1 classes over fewer numbers plus one more class. Where that last class starts never moves back when
n grows, so all n are solved together, halving the distance between solved ones: k · n · log n steps instead of k · n².
"""

import numpy as np
from numpy.typing import NDArray

from atlas.model.panel import Floats

Places = NDArray[np.intp]


def class_starts(values: Floats, weights: Floats, count: int) -> Places:
    """Give the places in `values` (rising, distinct, each occurring `weights` times) at which the second and each later class starts.

    The classes have the least sum of squared deviations from their means; fewer values than `count` are a class each.
    """
    count = min(count, len(values))
    squares = _Squares(values, weights)
    best = squares.within(np.zeros(len(values), dtype=np.intp), np.arange(len(values)))
    layers: list[Places] = []
    for classes in range(2, count + 1):
        best, starts = _add_class(best, squares, classes)
        layers.append(starts)
    found: list[int] = []
    end = len(values) - 1
    for starts in reversed(layers):
        found.insert(0, int(starts[end]))
        end = found[0] - 1
    return np.array(found, dtype=np.intp)


class _Squares:
    """Sums of squared deviations of any run of values, from running totals. Values are centred first, so that large numbers lose no digits."""

    def __init__(self, values: Floats, weights: Floats) -> None:
        centred = values - np.average(values, weights=weights)
        self._weight = np.concatenate(([0.0], np.cumsum(weights)))
        self._sum = np.concatenate(([0.0], np.cumsum(weights * centred)))
        self._square = np.concatenate(([0.0], np.cumsum(weights * centred**2)))

    def within(self, first: Places, last: Places) -> Floats:
        """Give the sum of squares of the runs from `first` to `last`, both inside."""
        total = self._sum[last + 1] - self._sum[first]
        squares: Floats = self._square[last + 1] - self._square[first] - total**2 / (self._weight[last + 1] - self._weight[first])
        return squares


def _add_class(best: Floats, squares: _Squares, classes: int) -> tuple[Floats, Places]:
    """Give the optimum with one more class for each last value, and where its last class starts (one entry more: the limit behind the end)."""
    size, earliest = len(best), classes - 1
    cost, starts = np.full(size, np.inf), np.full(size + 1, size - 1)
    stride = 1 << (size - 1).bit_length()
    while stride:
        ends = np.arange(stride - 1, size, 2 * stride, dtype=np.intp)
        ends = ends[ends >= earliest]
        if len(ends):
            before, after = ends - stride, np.minimum(ends + stride, size)
            first = np.where(before >= earliest, starts[before], earliest)
            cost[ends], starts[ends] = _least(best, squares, ends, first, np.minimum(starts[after], ends))
        stride >>= 1
    return cost, starts


def _least(best: Floats, squares: _Squares, ends: Places, first: Places, final: Places) -> tuple[Floats, Places]:
    """Try every start from `first` to `final` for each of `ends`; give the least cost and the start that has it."""
    sizes = final - first + 1
    heads = np.cumsum(sizes) - sizes
    tried = np.arange(int(sizes.sum())) - np.repeat(heads - first, sizes)
    costs = best[tried - 1] + squares.within(tried, np.repeat(ends, sizes))
    least = np.minimum.reduceat(costs, heads)
    winners = np.flatnonzero(costs == np.repeat(least, sizes))
    return least, tried[winners[np.searchsorted(winners, heads)]]
