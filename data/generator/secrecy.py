"""Decides which counts stay confidential.

Primary: a count of 1 to 9 in a sensitive series. Secondary: in a district with one hidden area at least one more is
hidden, the next smallest, until the hidden counts cannot be told from the district's sum; the same for the districts
and the city. Areas that have no figure at all (other borders) are never used to hide another one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]

THRESHOLD = 10  # counts below are confidential, zeros are not
ENOUGH = 12  # the hidden counts of a district add up to at least this


def is_small(counts: Counts) -> Mask:
    """Counts that could point to single people."""
    return np.asarray((counts > 0) & (counts < THRESHOLD))


def extend(hidden: Mask, counts: Counts, available: Mask) -> Mask:
    """Hides the next smallest available counts until two or more are hidden and their sum is large enough."""
    result = hidden.copy()
    for index in np.argsort(counts, kind="stable"):
        if result.sum() >= 2 and counts[result].sum() >= ENOUGH:
            break
        if available[index] and counts[index] > 0:
            result[index] = True
    return result


def hide(counts: Counts, membership: Sequence[int], present: Mask) -> tuple[Mask, Mask]:
    """The hidden areas and the hidden districts of one series and year.

    `membership` holds the number of each area's district, `present` the areas that have a figure.
    """
    member = np.array(membership)
    numbers = range(int(member.max()) + 1)
    areas = is_small(counts) & present
    totals = np.array([counts[member == number].sum() for number in numbers])
    districts = is_small(totals)
    if districts.any():
        districts = extend(districts, totals, np.ones_like(districts))
    for number in numbers:
        inside = member == number
        rest_is_small = bool(is_small(np.array([counts[inside & ~present].sum()]))[0])
        if areas[inside].any() or districts[number] or rest_is_small:
            areas[inside] = extend(areas[inside], counts[inside], present[inside])
    return areas, districts
