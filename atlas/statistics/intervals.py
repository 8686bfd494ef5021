"""How far an outsider can narrow down what is not published: the feasible interval of every open cell.

Bounds are carried from relation to relation until nothing changes. Where the relations of open cells form a tree this is exact (each side
of a relation can be chosen freely within its bounds); elsewhere two linear programs per cell settle it, unless solutions already found
show that the interval is wide enough.
"""

import numpy as np
from msgspec import Struct

from atlas.model.panel import Floats
from atlas.statistics.program import Program, Solver
from atlas.statistics.system import TOLERANCE, Ints, Mask, Relations, System, part_of, related

SWEEPS = 100
NOWHERE = -1


class Intervals(Struct, frozen=True):
    """Bounds of all cells, and the relation (its number in the system) that gave the last of them, or `NOWHERE`."""

    low: Floats
    high: Floats
    reason: Ints

    @property
    def width(self) -> Floats:
        return self.high - self.low


def intervals(system: System, *, exact: bool = True) -> Intervals:
    """Give the feasible interval of every open cell; cells that are published keep their value.

    A relation that contradicts the bounds of its cells is taken as not known to hold. Not `exact`: cycles are left to the bounds that
    relations give one by one, which may be wider than an outsider with a solver can have them.
    """
    relations, numbers = system.relations.reduce(system.values, system.is_open)
    kept = np.ones(len(numbers), dtype=bool)
    while True:
        found, wrong = _propagate(system, relations, kept)
        if not wrong.any():
            break
        kept &= ~wrong
    reason = np.where(found.reason == NOWHERE, NOWHERE, numbers[found.reason] if len(numbers) else NOWHERE)
    found = Intervals(found.low, found.high, reason)
    if not exact:
        return found
    return _settle_cycles(system, relations.choose(kept), numbers[kept], found)


def narrow(system: System, found: Intervals) -> Mask:
    """Tell which cells are narrower than they may be."""
    return system.is_open & (system.width > 0) & (found.width < system.width - TOLERANCE)


def failing(system: System) -> Ints:
    """Give the relations that, taken alone, leave an open cell narrower than it may be."""
    relations, numbers = system.relations.reduce(system.values, system.is_open)
    if not len(numbers):
        return numbers
    members, owners = relations.members, relations.owners
    lowest, highest = alone(relations, system.low, system.high)
    width = np.minimum(highest, system.high[members]) - np.maximum(lowest, system.low[members])
    bad = (system.width[members] > 0) & (width < system.width[members] - TOLERANCE) & (width > -TOLERANCE)
    return numbers[np.bincount(owners[bad], minlength=len(numbers)) > 0]


def _propagate(system: System, relations: Relations, kept: Mask) -> tuple[Intervals, Mask]:
    """Carry bounds until nothing changes; tells which relations contradict the others."""
    low = np.where(system.is_open, system.low, system.values)
    high = np.where(system.is_open, system.high, system.values)
    reason = np.full(len(low), NOWHERE, dtype=np.intp)
    wrong = np.zeros(len(kept), dtype=bool)
    if not len(relations.starts):
        return Intervals(low, high, reason), wrong
    members, owners, constants = relations.members, relations.owners, relations.constants
    used, slack = kept[owners], TOLERANCE * np.maximum(1.0, np.abs(constants))[owners]
    for sweep in range(SWEEPS):
        lowest, highest = alone(relations, low, high)
        lowest, highest = np.where(used, lowest, -np.inf), np.where(used, highest, np.inf)
        wrong = np.zeros(len(kept), dtype=bool)
        wrong[owners[(lowest > high[members] + slack) | (highest < low[members] - slack)]] = True
        if wrong.any():
            return Intervals(low, high, reason), wrong if sweep == 0 else _first(wrong)
        better = (lowest > low[members] + TOLERANCE) | (highest < high[members] - TOLERANCE)
        if not better.any():
            break
        reason[members[better]] = owners[better]
        np.maximum.at(low, members, np.minimum(lowest, high[members]))
        np.minimum.at(high, members, np.maximum(highest, low[members]))
    return Intervals(low, high, reason), np.zeros(len(kept), dtype=bool)


def alone(relations: Relations, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Give the bounds that each relation, taken alone, puts on each of its members, from the bounds of the other members."""
    signs, owners = relations.coefficients, relations.owners
    least = np.where(signs > 0, low[relations.members], high[relations.members]) * signs
    greatest = np.where(signs > 0, high[relations.members], low[relations.members]) * signs
    constants = relations.constants[owners]
    ends = (constants - _others(least, relations)) / signs, (constants - _others(greatest, relations)) / signs
    return np.where(signs > 0, ends[1], ends[0]), np.where(signs > 0, ends[0], ends[1])


def _others(terms: Floats, relations: Relations) -> Floats:
    """Sum the terms of each member's relation without its own; infinite if another one is."""
    infinite, owners = np.isinf(terms), relations.owners
    finite = np.where(infinite, 0.0, terms)
    sums = np.add.reduceat(finite, relations.starts)[owners] - finite
    others = np.add.reduceat(infinite.astype(np.intp), relations.starts)[owners] - infinite
    endless = terms[infinite][0] if infinite.any() else 0.0
    return np.where(others > 0, endless, sums)


def _first(wrong: Mask) -> Mask:
    """Leave one relation out at a time: it may be what contradicts all the others."""
    only = np.zeros_like(wrong)
    only[np.flatnonzero(wrong)[0]] = True
    return only


def _settle_cycles(system: System, relations: Relations, numbers: Ints, found: Intervals) -> Intervals:
    """Solve the parts whose relations close a circle."""
    cells = np.unique(relations.members)
    if not len(cells):
        return found
    parts, parts_of_relations = related(relations, cells, len(system.values))
    size = int(max(parts.max(), parts_of_relations.max())) + 1
    links = np.bincount(parts_of_relations[relations.owners], minlength=size)
    nodes = np.bincount(parts, minlength=size) + np.bincount(parts_of_relations, minlength=size)
    circular = links > nodes - 1
    open_to_question = np.bincount(parts, weights=system.width[cells] > 0, minlength=size) > 0
    low, high, reason = found.low.copy(), found.high.copy(), found.reason.copy()
    for part in np.flatnonzero(circular & open_to_question):
        inside, own = cells[parts == part], relations.choose(parts_of_relations == part)
        small = part_of(system, inside, own)
        bounds = _solve(small, found.low[inside], found.high[inside])
        changed = (bounds[0] > low[inside] + TOLERANCE) | (bounds[1] < high[inside] - TOLERANCE)
        fallback = numbers[parts_of_relations == part][own.owners]
        for place in np.flatnonzero(changed):
            reason[inside[place]] = fallback[np.flatnonzero(own.members == inside[place])[0]]
        low[inside], high[inside] = bounds
    return Intervals(low, high, reason)


def _solve(system: System, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Find the bounds of all cells of one part by linear programming (HiGHS). Cells that solutions show to be wide enough are not asked for."""
    relations, count = system.relations, len(low)
    solver = Solver(
        Program(
            low=low,
            high=high,
            starts=relations.starts,
            members=relations.members,
            coefficients=relations.coefficients,
            lower=relations.constants,
            upper=relations.constants,
            whole=np.zeros(count, dtype=bool),
        )
    )
    least, greatest = np.full(count, np.inf), np.full(count, -np.inf)
    settled_low, settled_high = low.copy(), high.copy()
    for cell in np.flatnonzero(system.width > 0):
        if greatest[cell] - least[cell] >= system.width[cell] - TOLERANCE:
            continue
        ends = []
        for direction in (1.0, -1.0):
            aim = np.zeros(count)
            aim[cell] = direction
            found = solver.least(aim)
            if found is None:
                return low, high  # contradictory: nothing can be concluded
            ends.append(direction * found.value)
            if found.numbers is not None:
                least, greatest = np.minimum(least, found.numbers), np.maximum(greatest, found.numbers)
        settled_low[cell], settled_high[cell] = max(low[cell], ends[0]), min(high[cell], ends[1])
    return settled_low, settled_high
