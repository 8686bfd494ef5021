"""Find the areas that are most alike in the core indicators.

Each indicator is standardised over the areas of a level: published figure less mean, divided by standard deviation (n). The distance of two areas is the
root of the mean of their squared differences (Euclid, per indicator, so that it does not grow with their number). An area that lacks one of the figures,
or has it in brackets, is left out: nothing is put in its place.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator
from atlas.model.likeness import Likeness
from atlas.model.panel import Floats, Panel, Status

Rows = NDArray[np.intp]

NEAREST = 3
"""So many similar areas are named."""

FEWEST_AREAS, FEWEST_INDICATORS = 8, 3
"""With fewer, every area would be similar to every other."""

BLOCK = 512
"""Distances are computed for so many areas at a time, so that those of 35,000 fit."""


def find_similar(core: Sequence[tuple[Indicator, Panel, Finding]], geography: Geography) -> Mapping[int, tuple[Likeness, ...]]:
    """Give for each area (row) those of its level that are nearest in the core indicators, the nearest first. Counts tell of size only and do not take part."""
    used = [(indicator, panel, finding) for indicator, panel, finding in core if indicator.kind != "count" and finding.latest >= 0]
    found: dict[int, tuple[Likeness, ...]] = {}
    for level in geography.levels:
        rows = np.array(geography.level_rows[level.id], dtype=np.intp)
        standard, names, complete = _standardised(used, rows)
        if len(names) >= FEWEST_INDICATORS and len(complete) >= FEWEST_AREAS:
            found |= _nearest(standard, names, complete)
    return found


def _standardised(used: Sequence[tuple[Indicator, Panel, Finding]], rows: Rows) -> tuple[Floats, list[str], Rows]:
    """Give areas × indicators in standard deviations, the ids of the indicators, and the rows of the areas that have all of them.

    Indicators of which a level has no figures, or only equal ones, are left out there.
    """
    columns, names = [], []
    for indicator, panel, finding in used:
        status = panel.status[rows, finding.latest]
        values = np.where(status == Status.LIMITED, np.nan, panel.values[rows, finding.latest])
        known = values[~np.isnan(values)]
        if known.size >= FEWEST_AREAS and known.std() > 0:
            columns.append((values - known.mean()) / known.std())
            names.append(indicator.id)
    matrix = np.column_stack(columns) if columns else np.empty((len(rows), 0))
    whole = ~np.isnan(matrix).any(axis=1)
    return matrix[whole], names, rows[whole]


def _nearest(standard: Floats, names: Sequence[str], rows: Rows) -> dict[int, tuple[Likeness, ...]]:
    found: dict[int, tuple[Likeness, ...]] = {}
    rough = standard.astype(np.float32)  # finds the candidates; their distances are computed in full
    squares = (rough**2).sum(axis=1)
    for start in range(0, len(rows), BLOCK):
        block = standard[start : start + BLOCK]
        distances = squares - 2 * rough[start : start + BLOCK] @ rough.T
        places = np.arange(len(block))
        distances[places, places + start] = np.inf
        candidates = np.empty((len(block), NEAREST), dtype=np.intp)
        for rank in range(NEAREST):
            candidates[:, rank] = distances.argmin(axis=1)
            distances[places, candidates[:, rank]] = np.inf
        for place, others in enumerate(candidates):
            gaps = np.abs(standard[others] - block[place])
            means = np.sqrt((gaps**2).mean(axis=1))
            order = np.lexsort((others, means))
            found[int(rows[start + place])] = tuple(_likeness(int(rows[others[one]]), float(means[one]), gaps[one], names) for one in order)
    return found


def _likeness(row: int, distance: float, gaps: Floats, names: Sequence[str]) -> Likeness:
    least, most = int(np.argmin(gaps)), int(np.argmax(gaps))
    return Likeness(row=row, distance=distance, nearest=names[least], farthest=names[most], gap=float(gaps[most]))
