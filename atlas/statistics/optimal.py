"""Complementary suppression as mathematical programs (HiGHS through SciPy): the optimum for small tables, the cheapest circuit in large ones.

A cell is protected if two tables agree with everything published, and differ in this cell by at least its width. Both may deviate from the
true one only in cells that are not published (Fischetti and Salazar-González 2000).
"""

from dataclasses import dataclass, replace

import numpy as np

from atlas.model.panel import Floats
from atlas.statistics.intervals import intervals, narrow
from atlas.statistics.system import Ints, Mask, System

SMALL = 400
"""So many cells times protected cells are solved to the optimum."""
NODES = 20_000


def solve(system: System, may_open: Mask, weight: Floats) -> Mask:
    """Give the cheapest set of open cells, those open now among them, that protects every open cell. All as they are now, if none does."""
    is_open = system.is_open.copy()
    targets = np.flatnonzero(is_open & (system.width > 0))
    while len(targets):
        program = _Program.make(system, targets, may_open, weight)
        chosen = program.run(whole=True)
        if chosen is None:
            return is_open
        opened = is_open | (chosen > 0.5)
        trial = replace(system, is_open=opened)
        more = np.setdiff1d(np.flatnonzero(narrow(trial, intervals(trial))), targets)
        if not len(more):
            return opened
        targets = np.union1d(targets, more)
    return is_open


def least_weight(system: System, may_open: Mask, weight: Floats) -> float:
    """Give a lower bound of the weight that must be suppressed besides: the optimum of the linear relaxation."""
    targets = np.flatnonzero(system.is_open & (system.width > 0))
    if not len(targets):
        return 0.0
    chosen = _Program.make(system, targets, may_open, weight).run(whole=False)
    return 0.0 if chosen is None else float(chosen @ np.where(may_open & ~system.is_open, weight, 0.0))


def cheapest_circuit(system: System, target: int, may_open: Mask, weight: Floats) -> Mask:
    """Give the cells through which one target becomes wide enough, at about the least weight."""
    chosen = _Program.make(system, np.array([target]), may_open, weight).run(whole=False)
    return np.zeros(len(weight), dtype=bool) if chosen is None else chosen > 1e-6


@dataclass(frozen=True, slots=True)
class _Program:
    """Columns: one per cell for being open (0 to 1), then two deviations of every cell for each target."""

    cost: Floats
    matrix: object
    lower: Floats
    upper: Floats
    bounds: tuple[Floats, Floats]
    cells: int

    @classmethod
    def make(cls, system: System, targets: Ints, may_open: Mask, weight: Floats) -> "_Program":
        from scipy.sparse import coo_array

        count, tables = len(system.values), 2 * len(targets)
        values = np.where(np.isnan(system.values), system.low, system.values)
        reach = float(system.width[targets].max(initial=0.0))
        down, up = np.minimum(values - system.low, reach), np.minimum(system.high - values, reach)
        movable = system.is_open | may_open
        down, up = np.where(movable, down, 0.0), np.where(movable, up, 0.0)
        rows: list[Ints] = []
        columns: list[Ints] = []
        entries: list[Floats] = []
        lower: list[Floats] = []
        upper: list[Floats] = []
        height = 0

        def add(row: Ints, column: Ints, entry: Floats, least: Floats, most: Floats) -> None:
            nonlocal height
            rows.append(row + height)
            columns.append(column)
            entries.append(entry)
            lower.append(least)
            upper.append(most)
            height += len(least)

        relations, every = system.relations, np.arange(count)
        nothing, endless = np.zeros(count), np.full(count, np.inf)
        for table in range(tables):
            own = count * (table + 1)
            zero = np.zeros(len(relations.starts))
            add(relations.owners, relations.members + own, relations.coefficients, zero, zero)
            shut = ~system.is_open
            add(
                np.tile(every, 2),
                np.concatenate((every + own, every)),
                np.concatenate((nothing + 1, -np.where(shut, up, 0.0))),
                -endless,
                np.where(shut, 0.0, up),
            )
            add(
                np.tile(every, 2),
                np.concatenate((every + own, every)),
                np.concatenate((nothing + 1, np.where(shut, down, 0.0))),
                np.where(shut, 0.0, -down),
                endless,
            )
        for place, target in enumerate(targets.tolist()):
            pair = np.array([count * (2 * place + 1) + target, count * (2 * place + 2) + target])
            add(np.zeros(2, dtype=np.intp), pair, np.array([1.0, -1.0]), system.width[[target]], np.array([np.inf]))
        width = count * (tables + 1)
        matrix = coo_array((np.concatenate(entries), (np.concatenate(rows), np.concatenate(columns))), shape=(height, width))
        cost = np.zeros(width)
        cost[:count] = np.where(may_open & ~system.is_open, weight, 0.0)
        least = np.concatenate((np.zeros(count), np.tile(-down, tables)))
        most = np.concatenate((np.where(may_open & ~system.is_open, 1.0, 0.0), np.tile(up, tables)))
        return cls(cost, matrix.tocsr(), np.concatenate(lower), np.concatenate(upper), (least, most), count)

    def run(self, *, whole: bool) -> Floats | None:
        """Solve; give how open each cell is, or None if nothing protects the targets. `whole`: cells are open or not, nothing in between."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        kinds = np.zeros(len(self.cost))
        kinds[: self.cells] = 1 if whole else 0
        done = milp(
            self.cost,
            integrality=kinds,
            bounds=Bounds(*self.bounds),
            constraints=LinearConstraint(self.matrix, self.lower, self.upper),
            options={"node_limit": NODES},
        )
        return None if done.x is None else np.asarray(done.x[: self.cells])
