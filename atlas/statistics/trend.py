"""Follow figures through the years: the period to show, the first that may be compared with it, and what changed in between."""

from bisect import bisect_left

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.model.geography import Geography
from atlas.model.indicator import Indicator
from atlas.model.panel import Flag, Floats, Panel, Status, freeze
from atlas.statistics.compare import Rows, difference

FEW_CHANGES = 5
"""With fewer changes than this there are no classes of change."""


def latest_period(panel: Panel, rows: Rows) -> int:
    """Give the last period in which one of these areas has a figure, -1 if none ever has."""
    return int(max(_periods_with_figures(panel, rows), default=-1))


def base_period(panel: Panel, indicator: Indicator, rows: Rows, whole: int | None, latest: int, wished: str = "") -> int:
    """Give the first period since the last series break that has a figure of the whole, or else of one of the areas (`rows`); `latest` if none has.

    A series break is declared in the register, or is a period in which every figure of the areas carries the flag `b`. Periods before the one that is
    `wished` for do not count.
    """
    declared = [bisect_left(panel.periods, period) for period in (wished, *(found.period for found in indicator.series_breaks))]
    start = max((period for period in (*declared, *_broken_periods(panel, rows)) if period <= latest), default=0)
    for speakers in ([] if whole is None else [whole], rows):
        for period in _periods_with_figures(panel, np.array(speakers, dtype=np.intp)):
            if start <= period <= latest:
                return int(period)
    return latest


def cut_series(panel: Panel, indicator: Indicator) -> Panel:
    """Let a panel begin at the last series break that cuts; where years are counted together, with the first span that lies behind it as a whole.

    If there are no figures behind it yet, those of the last period are pending.
    """
    cuts = [found.period for found in indicator.series_breaks if found.cut]
    if not cuts:
        return panel
    begin = bisect_left(panel.periods, max(cuts)) + max(indicator.pool - 1, 0)
    start = min(begin, len(panel.periods) - 1)
    awaited = begin > start  # the new series has no figures yet

    def cut(matrix: Floats) -> Floats:
        return freeze(np.full_like(matrix[:, start:], np.nan) if awaited else matrix[:, start:].copy())

    return replace(
        panel,
        periods=panel.periods[start:],
        values=cut(panel.values),
        status=freeze(np.full_like(panel.status[:, start:], Status.PENDING) if awaited else panel.status[:, start:].copy()),
        flags=freeze(panel.flags[:, start:] * (not awaited)),
        numerator=cut(panel.numerator),
        denominator=cut(panel.denominator),
        low=cut(panel.low),
        high=cut(panel.high),
        sample=cut(panel.sample),
        notes=tuple((row, period - start, note) for row, period, note in panel.notes if period >= start and not awaited),
    )


def find_change(panel: Panel, geography: Geography, base: int, latest: int, *, in_points: bool) -> Floats:
    """Give how far every area's figure at `latest` lies from that at `base`: percentage points, or per cent of the earlier figure.

    NaN where one of the two is missing, where they are one, where the area's figures carry a series break (`b`) in between, and where its
    borders are younger than `base`, unless the figure at `base` was estimated for the present borders.
    """
    if base == latest:
        return freeze(np.full(len(panel.values), np.nan))
    moved = difference(panel.values[:, latest], panel.values[:, base], in_points=in_points)
    broken = (panel.flags[:, base + 1 : latest + 1] & Flag.BREAK).any(axis=1)
    redrawn = np.array([area.since > panel.periods[base] for area in geography.areas]) & ((panel.flags[:, base] & Flag.ESTIMATED) == 0)
    return freeze(np.where(broken | redrawn, np.nan, moved))


def find_development(panel: Panel, geography: Geography, base: int, latest: int, *, in_points: bool) -> Floats:
    """Give what `find_change` gives for every period after `base`: areas × periods, NaN up to `base` and after `latest`."""
    moved = np.full(panel.values.shape, np.nan)
    for period in range(base + 1, latest + 1):
        moved[:, period] = find_change(panel, geography, base, period, in_points=in_points)
    return freeze(moved)


def find_steps(changes: Floats, decimals: int) -> tuple[float, ...]:
    """Give the borders of five classes of change, alike on both sides of zero: a third of all changes are hardly any, a fifth are great.

    Borders are 1, 2 or 5 times a power of ten, never finer than what is printed, and the outer ones at least twice as far as the inner. None if there are too few changes to tell small from great.
    """
    sizes = np.abs(changes[~np.isnan(changes)])
    if sizes.size < FEW_CHANGES or not sizes.any():
        return ()
    finest = 10.0**-decimals
    small = _readable(float(np.quantile(sizes, 1 / 3)), finest)
    great = max(_readable(float(np.quantile(sizes, 4 / 5)), finest), round(2 * small, 9))
    return (-great, -small, small, great)


def _readable(size: float, finest: float) -> float:
    """Give the largest of 1, 2, 5, 10, 20 … times `finest` that is not above `size`; `finest` itself if none is."""
    power = finest
    while power * 10 <= size:
        power *= 10
    return round(power * max((step for step in (1, 2, 5) if power * step <= size), default=1), 9)


def _periods_with_figures(panel: Panel, rows: Rows) -> NDArray[np.intp]:
    return np.flatnonzero(~np.isnan(panel.values[rows]).all(axis=0))


def _broken_periods(panel: Panel, rows: Rows) -> NDArray[np.intp]:
    empty = np.isnan(panel.values[rows])
    broken = (panel.flags[rows] & Flag.BREAK) > 0
    return np.flatnonzero((broken | empty).all(axis=0) & ~empty.all(axis=0))
