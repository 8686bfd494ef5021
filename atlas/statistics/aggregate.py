"""Sum counts up the hierarchy: from the finest areas, level by level, to the whole.

A rate of a coarser area is made later from the sums, never from the rates of its parts. A row that was delivered for the coarser area
itself always wins over the sum, whatever it says; where both are figures and differ, the author is told.
"""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Codes, Status, freeze, is_numeric
from atlas.model.tabulation import Counts, KnownMean, Tabulation
from atlas.statistics.plausibility import TOLERANCE, Disagreement, report_disagreements

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


def aggregate(tabulation: Tabulation, geography: Geography, register: Register) -> tuple[Tabulation, tuple[Diagnostic, ...]]:
    """Fill the cells of coarser areas that no table delivered with sums over the areas inside, and report where rows and sums disagree.

    A sum needs a figure (ok, zero, below half, limited) from every area of the next finer level inside; areas where the count makes no
    sense are passed over if at least one other has a figure, unless they did not yet have these borders: then their people were counted
    elsewhere. Otherwise the cell stays unknown: an incomplete sum is no figure, and one over a suppressed part could give it away.
    Ready-made values (`kind: value`) are never summed, but averaged where a series to weight them by is named; counts that are declared not
    additive, and all that belongs to a survey, stay as they are. `delivered` stays as it was.
    """
    values = {indicator.value: indicator.weighted_by for indicator in register.indicators if indicator.kind == "value"}
    apart = {indicator.numerator or indicator.value for indicator in register.indicators if not indicator.additive}
    apart |= {name for indicator in register.indicators if indicator.survey for name in indicator.series}
    families, settled = _families(geography), _settled(geography, tabulation.periods)
    summed: dict[str, Counts] = {}
    found: list[Diagnostic] = []
    for name, counts in tabulation.series.items():
        summed[name] = counts
        if name not in values and name not in apart:
            summed[name], disagreements = _sum_up(counts, families, settled)
            found += report_disagreements(name, disagreements, tabulation, geography)
    means: list[KnownMean] = []
    for name, weights in values.items():
        if weights in summed and name in summed:
            summed[name], filled = _average(summed[name], summed[weights], families, settled)
            places = tuple((row, tabulation.periods[column]) for row, column in np.argwhere(filled).tolist())
            means += [KnownMean(series=name, weights=weights, places=places)] if places else []
    return replace(tabulation, series=summed, means=tuple(means)), tuple(found)


class _Family(Struct, frozen=True):
    """The areas of one level that have areas inside (`parents`), these (`children`, grouped by parent), and where each group starts."""

    parents: Rows
    children: Rows
    starts: Rows


def _families(geography: Geography) -> tuple[_Family, ...]:
    """Give the families of all levels, the finest first."""
    families: list[_Family] = []
    for level in reversed(geography.levels):
        groups = [(row, inside) for row in geography.level_rows[level.id] if (inside := geography.children[geography.areas[row].key])]
        if groups:
            parents = np.array([row for row, _ in groups], dtype=np.intp)
            sizes = np.array([len(inside) for _, inside in groups], dtype=np.intp)
            children = np.concatenate([inside for _, inside in groups]).astype(np.intp)
            families.append(_Family(parents, children, np.cumsum(sizes) - sizes))
    return tuple(families)


def _settled(geography: Geography, periods: tuple[str, ...]) -> Mask:
    """Tell in which periods (columns) every area (row) had its present borders."""
    return np.array([area.since for area in geography.areas])[:, np.newaxis] <= np.array(periods, dtype=np.str_)


def _sum_up(counts: Counts, families: tuple[_Family, ...], settled: Mask) -> tuple[Counts, list[Disagreement]]:
    values, status, flags = counts.values.copy(), counts.status.copy(), counts.flags.copy()
    disagreements: list[Disagreement] = []
    for family in families:
        numeric = is_numeric(status[family.children])
        passed = (status[family.children] == Status.NOT_APPLICABLE) & settled[family.children]
        complete = np.logical_and.reduceat(numeric | passed, family.starts) & np.logical_or.reduceat(numeric, family.starts)
        total = np.add.reduceat(np.where(numeric, values[family.children], 0.0), family.starts)
        delivered = counts.delivered[family.parents] == 1
        differs = complete & delivered & is_numeric(status[family.parents]) & (np.abs(values[family.parents] - total) > TOLERANCE)
        groups, periods = np.nonzero(differs)
        rows = family.parents[groups]
        places = zip(rows.tolist(), periods.tolist(), values[rows, periods].tolist(), total[groups, periods].tolist(), strict=True)
        disagreements += [Disagreement(row=row, period=period, own=own, total=whole) for row, period, own, whole in places]
        fill = complete & ~delivered
        values[family.parents] = np.where(fill, total, values[family.parents])
        status[family.parents] = np.where(fill, _status_of_sum(total, status, family), status[family.parents])
        flags[family.parents] = np.where(fill, np.bitwise_or.reduceat(flags[family.children], family.starts), flags[family.parents])
    return replace(counts, values=freeze(values), status=freeze(status), flags=freeze(flags)), disagreements


def _average(counts: Counts, weights: Counts, families: tuple[_Family, ...], settled: Mask) -> tuple[Counts, Mask]:
    """Fill coarser areas with the mean of ready-made values, each weighted by the count of its area: weights × values, summed, divided.

    Gives the filled cells, too.
    """
    known = is_numeric(counts.status) & is_numeric(weights.status)
    products = replace(
        counts,
        values=np.where(known, counts.values * weights.values, np.nan),
        status=np.where(is_numeric(counts.status) & ~known, np.uint8(Status.UNKNOWN), counts.status),
    )
    weighing = replace(products, values=np.where(known, weights.values, np.nan), flags=np.zeros_like(counts.flags))
    (total, _), (base, _) = (_sum_up(one, families, settled) for one in (products, weighing))
    fill = (counts.delivered == 0) & ~known & is_numeric(total.status) & (base.values > 0)
    means = np.divide(total.values, base.values, out=counts.values.copy(), where=fill)
    averaged = replace(
        counts,
        values=freeze(means),
        status=freeze(np.where(fill, np.uint8(Status.OK), counts.status)),
        flags=freeze(np.where(fill, total.flags, counts.flags)),
    )
    return averaged, fill


def _status_of_sum(total: NDArray[np.float64], status: Codes, family: _Family) -> Codes:
    some_below_half = np.logical_or.reduceat(status[family.children] == Status.BELOW_HALF, family.starts)
    nothing = np.where(some_below_half, np.uint8(Status.BELOW_HALF), np.uint8(Status.ZERO))
    return np.where(total == 0, nothing, np.uint8(Status.OK)).astype(np.uint8)
