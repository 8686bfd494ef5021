"""The confidential tabulation: what the tables deliver, before disclosure control. Check, plan, render and publish may not import this."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from atlas.base.diagnostics import Location
from atlas.model.panel import Codes, Floats
from atlas.model.protection import KnownRate, Total


class Counts(Struct, frozen=True, kw_only=True):
    """One series as delivered: areas × periods, rows as in `Geography.areas`. `delivered` is 1 where a table had a cell, 0 where nothing was said.

    `notes`: what a table says of single values, as (row, period, note); `remarks`: what it says of the whole series.
    """

    values: Floats
    status: Codes
    flags: Codes
    delivered: Codes
    notes: tuple[tuple[int, int, str], ...] = ()
    remarks: tuple[str, ...] = ()


class KnownSum(Struct, frozen=True, kw_only=True):
    """A cell that was computed from others of its series and period, as outsiders can: the area's row is the sum of `parts` (row, weight)."""

    series: str
    period: str
    row: int
    parts: tuple[tuple[int, float], ...]


class KnownTotal(Struct, frozen=True, kw_only=True):
    """A sum that is published of an area outside of the atlas: that of these rows."""

    series: str
    period: str
    rows: tuple[int, ...]
    total: float


class KnownMean(Struct, frozen=True, kw_only=True):
    """A ready-made series of which larger areas, at these places (row, period), have the mean of the areas inside, weighted by another series."""

    series: str
    weights: str
    places: tuple[tuple[int, str], ...]


class Pool(Struct, frozen=True, kw_only=True):
    """A series that is another one, summed over so many years up to each."""

    series: str
    of: str
    years: int


class Tabulation(Struct, frozen=True, kw_only=True):
    """All series of all tables over the same periods (sorted texts). `sources` names the file each series came from; `locate` gives the place of
    a cell (series, row, period), None for one that no table has, `origins` the places of all cells that it was made of. `sums` are cells computed in other ways than up the hierarchy, `pools`
    series summed over years, `means` ready-made series averaged, `totals` known from outside, `rates` ready-made rates of counts, `runs` age groups that make up a series; disclosure control reckons with all of them.

    As it is read, a tabulation has further rows behind those of the areas: areas to compare with, then the units of each crosswalk.
    """

    periods: tuple[str, ...]
    series: Mapping[str, Counts]
    sources: Mapping[str, str]
    locate: Callable[[str, int, int], Location | None] = lambda _series, _row, _period: None
    origins: Callable[[str, int, int], tuple[Location, ...]] = lambda _series, _row, _period: ()
    sums: tuple[KnownSum, ...] = ()
    pools: tuple[Pool, ...] = ()
    means: tuple[KnownMean, ...] = ()
    totals: tuple[KnownTotal, ...] = ()
    rates: tuple[KnownRate, ...] = ()
    runs: tuple[Total, ...] = ()
