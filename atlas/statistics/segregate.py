"""How unevenly a group lives over the areas of a city, by its published counts.

Dissimilarity (Duncan and Duncan 1955): half the sum of |a / A - b / B|, the part of the group that would have to move to live as evenly as the others.
Isolation (Lieberson 1981): the sum of a / A × a / (a + b), the share of the group around an average member of it. Both run from 0 to 1; they depend on the
number and size of areas, and are comparable only for the same areas.
"""

import math
from collections.abc import Mapping

import numpy as np

from atlas.model.analysis import Segregation, SegregationRule
from atlas.model.geography import Geography
from atlas.model.panel import Floats, Panel

LEAST = 0.8
"""Part of the areas that must have counts; with fewer the indices would tell of the gaps."""


def segregate(rule: SegregationRule, panels: Mapping[str, Panel], geography: Geography) -> Segregation:
    """Give both indices for every period, over the areas whose counts are published."""
    panel, rows = panels[rule.indicator], list(geography.level_rows[rule.level])
    group, people = panel.numerator[rows], panel.denominator[rows]
    known = ~np.isnan(group) & ~np.isnan(people)
    found = [_indices(group[known[:, spot], spot], people[known[:, spot], spot], len(rows)) for spot in range(len(panel.periods))]
    return Segregation(
        rule=rule,
        rows=tuple(rows),
        periods=panel.periods,
        dissimilarity=tuple(pair[0] for pair in found),
        isolation=tuple(pair[1] for pair in found),
        shares=tuple(pair[2] for pair in found),
        counted=tuple(int(known[:, spot].sum()) for spot in range(len(panel.periods))),
        values=panel.values[rows],
    )


def dissimilarity(group: Floats, others: Floats) -> float:
    """Give the index of dissimilarity of two groups by their counts per area; NaN if one of them is empty."""
    if not group.sum() or not others.sum():
        return math.nan
    return float(np.abs(group / group.sum() - others / others.sum()).sum() / 2)


def isolation(group: Floats, people: Floats) -> float:
    """Give the isolation of a group by its counts and those of all people per area; NaN for an empty group."""
    if not group.sum():
        return math.nan
    inhabited = people > 0
    return float((group[inhabited] / group.sum() * group[inhabited] / people[inhabited]).sum())


def _indices(group: Floats, people: Floats, areas: int) -> tuple[float, float, float]:
    if group.size < LEAST * areas or not people.sum():
        return math.nan, math.nan, math.nan
    return dissimilarity(group, people - group), isolation(group, people), float(group.sum() / people.sum())
