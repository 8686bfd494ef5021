"""Rounding as disclosure control: counts become multiples of a base, each for itself, or so that parts still add up to the whole.

Controlled rounding goes from the whole to its parts: every part becomes one of its two neighbouring multiples, those with the greatest
remainder the upper one, until they add up to the rounded whole (Cox 1987; possible in every hierarchy).
"""

import numpy as np

from atlas.model.geography import Geography
from atlas.model.panel import Floats
from atlas.statistics.system import TOLERANCE


def rounded_to(values: Floats, base: int) -> Floats:
    """Round each count to the nearest multiple of `base`, halves up."""
    return np.asarray(np.floor(values / base + 0.5) * base)


def rounded_together(values: Floats, base: int, geography: Geography) -> Floats:
    """Round counts (areas × periods) so that the areas inside add up to the area around them, wherever they did before."""
    result = rounded_to(values, base)
    for parent, area in enumerate(geography.areas):
        inside = list(geography.children[area.key])
        if not inside:
            continue
        parts = values[inside]
        complete = np.abs(values[parent] - parts.sum(axis=0)) <= TOLERANCE  # False where a count is missing
        below = np.floor(parts / base)
        ups = np.rint(result[parent] / base - below.sum(axis=0))
        order = np.argsort(np.argsort(-(parts / base - below), axis=0, kind="stable"), axis=0, kind="stable")
        chosen = (below + (order < ups)) * base
        result[inside] = np.where(complete, chosen, result[inside])
    return result


def room(rounded: Floats, base: int, *, controlled: bool) -> tuple[Floats, Floats]:
    """Give the least and the greatest count that a rounded one may stand for."""
    down, up = (base - 1, base - 1) if controlled else (base // 2, (base - 1) // 2)
    return np.maximum(rounded - down, 0.0), rounded + up
