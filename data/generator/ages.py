"""Women and men by age, for the last year: ten-year groups that add up to the inhabitants, and go with the counts of the young and the old.

Drawn with random numbers of its own, so that no other table changes with this one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from figures import SEED, YEARS, Counts, Floats
from places import Area, District

GROUPS = ("0_9", "10_19", "20_29", "30_39", "40_49", "50_59", "60_69", "70_79", "80_plus")
WOMEN = (0.486, 0.487, 0.492, 0.49, 0.495, 0.5, 0.517, 0.544, 0.622)  # their part of each group
GROWN = {  # how the people between 21 and 64 are spread: the twenties, the thirties, the forties, the fifties, the early sixties
    "student": (0.52, 0.24, 0.1, 0.09, 0.05), "centre": (0.28, 0.29, 0.18, 0.16, 0.09), "centre_poor": (0.29, 0.3, 0.19, 0.15, 0.07),
    "gentrifying": (0.2, 0.35, 0.23, 0.15, 0.07), "new_mixed": (0.14, 0.38, 0.28, 0.14, 0.06), "suburb": (0.1, 0.17, 0.23, 0.32, 0.18),
    "villa": (0.09, 0.16, 0.24, 0.33, 0.18), "village": (0.11, 0.2, 0.23, 0.3, 0.16), "village_small": (0.09, 0.15, 0.2, 0.35, 0.21),
}  # fmt: skip
USUAL = (0.17, 0.25, 0.22, 0.24, 0.12)
OLD = {"new_mixed": (0.42, 0.4, 0.18), "village_small": (0.25, 0.42, 0.33), "suburb": (0.28, 0.43, 0.29)}
AGED = (0.29, 0.39, 0.32)  # of the people of 65 and more: to 69, the seventies, the older


def ages(counts: Mapping[str, Counts], areas: Sequence[Area]) -> dict[str, Counts]:
    """Women (`w_…`) and men (`m_…`) per group and area."""
    rng = np.random.default_rng(SEED + 1)
    last = {name: counts[name][:, -1] for name in ("einwohner", "bev_u3", "bev_u15", "bev_u18", "bev_u21", "bev_ab65")}
    groups = np.zeros((len(areas), len(GROUPS)), dtype=np.int64)
    for place, area in enumerate(areas):
        people, babies, children, minors, youth, old = (int(one[place]) for one in last.values())
        groups[place, 0] += babies
        groups[place, :2] += _spread(rng, children - babies, (7, 5))
        groups[place, 1] += minors - children
        groups[place, 1:3] += _spread(rng, youth - minors, (2, 1))
        groups[place, 2:7] += _spread(rng, people - youth - old, GROWN.get(area.kind, USUAL))
        groups[place, 6:] += _spread(rng, old, OLD.get(area.kind, AGED))
    women = rng.binomial(groups, np.array(WOMEN))
    return {f"w_{name}": women[:, column] for column, name in enumerate(GROUPS)} | {
        f"m_{name}": (groups - women)[:, column] for column, name in enumerate(GROUPS)
    }


def table(counts: Mapping[str, Counts], areas: Sequence[Area], districts: Sequence[District], city: str) -> bytes:
    """The table as the office of statistics delivers it, a row per area."""
    found = ages(counts, areas)
    matrix = np.array(list(found.values())).T
    rows = [("0", city, matrix.sum(axis=0))]
    rows += [(one.key, one.name, matrix[[area.district == one.key for area in areas]].sum(axis=0)) for one in districts]
    rows += [(area.key, area.name, line) for area, line in zip(areas, matrix, strict=True)]
    lines = [";".join(["schluessel", "name", "jahr", *found])]
    lines += [";".join([key, name, YEARS[-1], *(str(count or "–") for count in line.tolist())]) for key, name, line in rows]
    return "".join(line + "\n" for line in lines).encode()


def _spread(rng: np.random.Generator, count: int, weights: Sequence[float]) -> Counts:
    """Parts of a count, around the weights."""
    parts: Floats = np.array(weights, dtype=float) * rng.normal(1.0, 0.04, len(weights))
    return np.asarray(rng.multinomial(count, parts / parts.sum()), dtype=np.int64)
