"""Say how figures spread: over all areas of a level, and within each larger area around them."""

import numpy as np

from atlas.model.geography import Geography
from atlas.model.panel import Floats
from atlas.model.spread import Spread
from atlas.statistics.compare import Rows


def find_spreads(values: Floats, rows: Rows, geography: Geography) -> tuple[Spread, ...]:
    """Give the spread of these areas' figures (`values`: one per row of the geography), then that within each area around several of them.

    Quartiles are interpolated linearly between two figures (type 7 of R. J. Hyndman and Y. Fan, The American Statistician 50 (1996), 361–365).
    """
    known = rows[~np.isnan(values[rows])]
    if known.size < 2:
        return ()
    groups: dict[str, list[int]] = {}
    for row in known.tolist():
        groups.setdefault(geography.areas[row].parent, []).append(row)
    inner = [(key, members) for key, members in sorted(groups.items()) if key and len(members) > 1]
    return tuple(_spread(key, values[members]) for key, members in [("", known.tolist()), *(inner if len(groups) > 1 else [])])


def _spread(key: str, values: Floats) -> Spread:
    low, first, middle, third, high = np.quantile(values, (0, 0.25, 0.5, 0.75, 1)).tolist()
    return Spread(key=key, count=len(values), low=low, first=first, median=middle, third=third, high=high)
