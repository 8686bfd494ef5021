"""Follow figures through the years: the period to show, the first that may be compared with it, and what changed in between."""

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from atlas.model.geography import Geography
from atlas.model.indicator import Indicator
from atlas.model.panel import Flag, Floats, Panel, freeze
from atlas.statistics.compare import Rows, difference


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


def _periods_with_figures(panel: Panel, rows: Rows) -> NDArray[np.intp]:
    return np.flatnonzero(~np.isnan(panel.values[rows]).all(axis=0))


def _broken_periods(panel: Panel, rows: Rows) -> NDArray[np.intp]:
    empty = np.isnan(panel.values[rows])
    broken = (panel.flags[rows] & Flag.BREAK) > 0
    return np.flatnonzero((broken | empty).all(axis=0) & ~empty.all(axis=0))
