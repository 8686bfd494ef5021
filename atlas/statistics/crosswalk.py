"""Carry figures over from other borders: counts of units (an earlier Gebietsstand, blocks, another Gliederung) become counts of the areas they lie in.

Each unit gives an area the part of its count that the crosswalk says: areal interpolation with known weights (M. F. Goodchild and N. S.-N. Lam, Areal
Interpolation, Geo-Processing 1 (1980), 297–312). What is made of parts of units is an estimate and carries the flag `s`; an area made of whole units is
exact. Ready-made values are not parted: an area in one unit takes over its value, one in several the mean weighted by a series, if one is named.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.model.crosswalk import Crosswalk, valid_unit
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Codes, Flag, Floats, Status, freeze, is_numeric
from atlas.model.tabulation import Counts, KnownSum, Tabulation

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]

PARTED = 16
"""Beside the flags of `Flag`, while counts are summed: the figure holds a part of a unit. In a larger area the parts may make up the whole unit again."""

ALL = 0.999
"""From this weight on a unit lies wholly in an area: weights are rounded when they are written."""

SILENCES = (Status.CONFIDENTIAL, Status.UNRELIABLE, Status.PENDING, Status.NOT_COLLECTED, Status.UNKNOWN)
"""Of several units without a figure the one that stands first here speaks for the area."""


def carry_over(
    tabulation: Tabulation, geography: Geography, register: Register, crosswalks: Sequence[Crosswalk]
) -> tuple[Tabulation, Tabulation]:
    """Part a tabulation as it was read into that of the areas, with the figures of all units carried over, and that of the references.

    A cell that a table delivered for the area itself wins. An area of which one unit has no figure has none either.
    """
    areas, units = len(geography.areas), sum(len(crosswalk.units) for crosswalk in crosswalks)
    rows = len(next(iter(tabulation.series.values())).values) if tabulation.series else areas + units
    own, references = _rows(tabulation, 0, areas), _rows(tabulation, areas, rows - units)
    first = rows - units
    for crosswalk in crosswalks:
        last = first + len(crosswalk.units)
        own = _carry(own, _rows(tabulation, first, last).series, crosswalk, np.arange(len(crosswalk.units)), register)
        first = last
    return own, references


def fill_members(tabulation: Tabulation, geography: Geography, register: Register, crosswalks: Sequence[Crosswalk]) -> Tabulation:
    """Fill levels that do not nest from other areas of the atlas, as the crosswalks they name say. Disclosure control hears of every such sum."""
    by_id = {crosswalk.id: crosswalk for crosswalk in crosswalks}
    for level in geography.levels:
        if level.members:
            crosswalk = by_id[level.members]
            rows = np.array([geography.rows.get(unit.key, -1) for unit in crosswalk.units], dtype=np.intp)
            filled = _carry(tabulation, tabulation.series, crosswalk, rows, register)
            tabulation = replace(filled, sums=(*filled.sums, *_sums(tabulation, filled, crosswalk, rows)))
    return tabulation


def _sums(before: Tabulation, after: Tabulation, crosswalk: Crosswalk, rows: Rows) -> Iterator[KnownSum]:
    """Name the cells that were filled by this crosswalk, with the cells of other areas that they are made of."""
    parts: dict[int, list[tuple[int, float]]] = {}
    for link in crosswalk.links:
        if rows[link.unit] >= 0:
            parts.setdefault(link.target, []).append((int(rows[link.unit]), link.weight))
    for name, counts in after.series.items():
        filled = (counts.delivered == 1) & (before.series[name].delivered == 0) & ~np.isnan(counts.values)
        for row, period in np.argwhere(filled).tolist():
            yield KnownSum(series=name, period=after.periods[period], row=row, parts=tuple(parts[row]))


def settle_estimates(tabulation: Tabulation, geography: Geography, crosswalks: Sequence[Crosswalk]) -> Tabulation:
    """Flag what is made of parts of units as estimated, unless the area holds all parts of every unit it has a part of: then it is exact."""
    if not crosswalks:
        return tabulation
    cut = _cut(geography, crosswalks)[:, np.newaxis]
    series = {}
    for name, counts in tabulation.series.items():
        parted = (counts.flags & PARTED) > 0
        flags = (counts.flags & ~np.uint8(PARTED)) | np.where(parted & cut, Flag.ESTIMATED, 0)
        series[name] = replace(counts, flags=freeze(flags.astype(np.uint8))) if parted.any() else counts
    return replace(tabulation, series=series)


def _cut(geography: Geography, crosswalks: Sequence[Crosswalk]) -> Mask:
    """Tell which areas (rows) hold some, but not all, of a unit; areas of a division of its own always may."""
    apart = {level.id for level in geography.levels if not level.nested}
    cut = np.array([area.level in apart for area in geography.areas])
    for crosswalk in crosswalks:
        held: dict[tuple[int, str], float] = {}
        for link in crosswalk.links:
            area = geography.areas[link.target]
            for around in (area, *geography.ancestors(area.key)):
                held[link.unit, around.key] = held.get((link.unit, around.key), 0.0) + link.weight
        cut[[geography.rows[key] for (_, key), weight in held.items() if weight < ALL]] = True
    return cut


class _Links(Struct, frozen=True):
    """A crosswalk as columns, links of one area together: rows of units and areas, weights; where each area's links start; which hold in a period."""

    units: Rows
    targets: Rows
    starts: Rows
    weights: Floats
    holds: Mask


def _links(crosswalk: Crosswalk, rows: Rows, periods: Sequence[str]) -> _Links:
    links = sorted((link for link in crosswalk.links if rows[link.unit] >= 0), key=lambda link: (link.target, link.unit))
    places = np.array([link.unit for link in links], dtype=np.intp)
    targets, starts = np.unique([link.target for link in links], return_index=True)
    meant = [[valid_unit(crosswalk.units, unit.key, period) == place for period in periods] for place, unit in enumerate(crosswalk.units)]
    holds = np.array(meant, dtype=bool).reshape(len(crosswalk.units), len(periods))[places]
    weights = np.array([link.weight for link in links])[:, np.newaxis]
    return _Links(rows[places], targets.astype(np.intp), starts.astype(np.intp), weights, holds)


def _carry(tabulation: Tabulation, units: Mapping[str, Counts], crosswalk: Crosswalk, rows: Rows, register: Register) -> Tabulation:
    """Carry all series over; `rows` tells where in the matrices of `units` each unit of the crosswalk stands, -1 if nowhere."""
    links = _links(crosswalk, rows, tabulation.periods)
    if not len(links.targets):
        return tabulation
    values = {indicator.value: indicator.weighted_by for indicator in register.indicators if indicator.kind == "value"}
    series = dict(tabulation.series)
    for name, counts in tabulation.series.items():
        heavy = units.get(values.get(name, ""))
        series[name] = _carry_series(counts, units[name], links, ready_made=name in values, by=heavy)
    return replace(tabulation, series=series)


def _carry_series(counts: Counts, units: Counts, links: _Links, *, ready_made: bool, by: Counts | None) -> Counts:
    told = (units.status[links.units] != Status.UNKNOWN) | (units.delivered[links.units] == 1)
    numeric = is_numeric(units.status[links.units]) & links.holds
    passed = ~links.holds | (units.status[links.units] == Status.NOT_APPLICABLE)
    weights = np.where(numeric, links.weights, 0.0)
    parts = np.add.reduceat(numeric, links.starts, dtype=np.intp)
    complete = np.logical_and.reduceat(numeric | passed, links.starts) & (parts > 0)
    summed = np.where(numeric, units.values[links.units], 0.0)
    if ready_made and by is not None:
        weights = weights * np.where(is_numeric(by.status[links.units]), by.values[links.units], np.nan)
    total = np.add.reduceat(weights * summed, links.starts)
    if ready_made:
        base = np.add.reduceat(weights, links.starts)
        usable = (parts == 1) & (by is None) | (by is not None) & (base > 0)
        total = np.divide(total, base, out=np.full(total.shape, np.nan), where=usable & (base > 0))
        complete &= usable
    parted = np.logical_or.reduceat(numeric & (links.weights < ALL) & (summed != 0), links.starts)
    flags = np.bitwise_or.reduceat(np.where(numeric, units.flags[links.units], 0), links.starts)
    flags = (flags | np.where(parted, Flag.ESTIMATED if ready_made else PARTED, 0)).astype(np.uint8)
    spoken = np.logical_or.reduceat(links.holds & told, links.starts)
    fill = spoken & (counts.delivered[links.targets] == 0)
    return _filled(counts, links, fill, complete, total, flags, _silence(units.status[links.units], numeric | passed, parts, links))


def _silence(status: Codes, quiet: Mask, parts: Rows, links: _Links) -> Codes:
    """Give the sign of areas that have no figure, by the units that have none; `parts` is the number of units with a figure."""
    found = np.where(parts > 0, np.uint8(Status.UNKNOWN), np.uint8(Status.NOT_APPLICABLE))
    for sign in reversed(SILENCES):
        found[np.logical_or.reduceat((status == sign) & ~quiet, links.starts)] = sign
    return found


def _filled(counts: Counts, links: _Links, fill: Mask, complete: Mask, total: Floats, flags: Codes, silence: Codes) -> Counts:
    """Write what was carried over into the cells to fill."""
    nothing = np.where(total == 0, np.uint8(Status.ZERO), np.uint8(Status.OK))
    rows = links.targets

    def written(matrix: np.ndarray, new: np.ndarray) -> np.ndarray:
        filled = matrix.copy()
        filled[rows] = np.where(fill, new, matrix[rows])
        return freeze(filled)

    return replace(
        counts,
        values=written(counts.values, np.where(complete, total, np.nan)),
        status=written(counts.status, np.where(complete, nothing, silence)),
        flags=written(counts.flags, np.where(complete, flags, 0)),
        delivered=written(counts.delivered, complete | (silence != Status.UNKNOWN)),
    )


def _rows(tabulation: Tabulation, first: int, last: int) -> Tabulation:
    """Cut some rows out of all series."""
    cut = {
        name: replace(
            counts,
            values=counts.values[first:last],
            status=counts.status[first:last],
            flags=counts.flags[first:last],
            delivered=counts.delivered[first:last],
            notes=tuple((row - first, period, note) for row, period, note in counts.notes if first <= row < last),
        )
        for name, counts in tabulation.series.items()
    }
    return replace(tabulation, series=cut)
