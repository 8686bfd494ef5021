"""State how complete an indicator's figures are: per level for the latest period, and which periods have gaps."""

import numpy as np

from atlas.model.geography import Geography, Level
from atlas.model.indicator import Indicator
from atlas.model.panel import Flag, Floats, Panel, Status, is_numeric
from atlas.model.quality import Coverage, Gap

SUPPRESSED = (Status.CONFIDENTIAL, Status.UNRELIABLE)
MISSING = (Status.UNKNOWN, Status.PENDING)


def measure_coverage(panel: Panel, indicator: Indicator, geography: Geography, latest: int, whole: int | None) -> tuple[Coverage, ...]:
    """Count what the cells of every level say in the latest period; nothing for an indicator without a figure."""
    return tuple(_coverage(panel, indicator, geography, latest, whole, level) for level in geography.levels) if latest >= 0 else ()


def find_gaps(panel: Panel, rows: np.ndarray) -> tuple[Gap, ...]:
    """Give the periods in which some of these areas have a figure and others should have one."""
    missing = np.isin(panel.status[rows], MISSING).sum(axis=0)
    some = is_numeric(panel.status[rows]).any(axis=0)
    return tuple(Gap(period=panel.periods[place], areas=int(missing[place])) for place in np.flatnonzero(some & (missing > 0)))


def _coverage(panel: Panel, indicator: Indicator, geography: Geography, latest: int, whole: int | None, level: Level) -> Coverage:
    rows = list(geography.level_rows[level.id])
    status, flags = panel.status[rows, latest], panel.flags[rows, latest]
    shown = is_numeric(status)
    counts = _counts(panel, indicator)
    added = counts is not None and whole is not None and whole not in rows
    return Coverage(
        level=level.id,
        areas=len(rows),
        shown=int(shown.sum()),
        limited=int((status == Status.LIMITED).sum()),
        estimated=int((shown & ((flags & Flag.ESTIMATED) > 0)).sum()),
        suppressed=int(np.isin(status, SUPPRESSED).sum()),
        missing=int(np.isin(status, MISSING).sum()),
        apart=int(np.isin(status, (Status.NOT_APPLICABLE, Status.NOT_COLLECTED)).sum()),
        total=float(np.nansum(counts[rows, latest])) if added and counts is not None and shown.any() else np.nan,
        published=float(counts[whole, latest]) if added and counts is not None else np.nan,
    )


def _counts(panel: Panel, indicator: Indicator) -> Floats | None:
    """Give the counts that add up to the whole; None where there are none, or they must not be added."""
    if not indicator.additive:
        return None
    return panel.values if indicator.kind == "count" else panel.numerator if panel.numerator.size else None
