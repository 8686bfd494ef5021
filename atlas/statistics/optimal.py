"""Complementary suppression as mathematical programs (HiGHS): the optimum for small tables, the cheapest circuit in large ones.

A cell is protected if two tables agree with everything published, and differ in this cell by at least its width. Both may deviate from the
true one only in cells that are not published (Fischetti and Salazar-González 2000).
"""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from atlas.model.panel import Floats
from atlas.statistics.intervals import failing, intervals, narrow
from atlas.statistics.program import Program, Solver
from atlas.statistics.system import Ints, Mask, System

SMALL = 100
"""So many cells times protected cells are solved to the optimum."""


def solve(system: System, may_open: Mask, weight: Floats) -> Mask:
    """Give the cheapest set of open cells, those open now among them, that protects every open cell. All as they are now, if none does."""
    obvious = _partners(system, may_open, weight)
    if obvious is not None:
        return obvious
    is_open = system.is_open.copy()
    targets = np.flatnonzero(is_open & (system.width > 0))
    while len(targets):
        chosen = _opened(system, targets, may_open, weight, whole=True)
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
    chosen = _opened(system, targets, may_open, weight, whole=False) if len(targets) else None
    return 0.0 if chosen is None else float(chosen @ weight)


def cheapest_circuit(system: System, target: int, may_open: Mask, weight: Floats) -> Mask:
    """Give the cells through which one target becomes wide enough, at about the least weight."""
    chosen = _opened(system, np.array([target]), may_open, weight, whole=False)
    return np.zeros(len(weight), dtype=bool) if chosen is None else chosen > 1e-6


def _partners(system: System, may_open: Mask, weight: Floats) -> Mask | None:
    """Open the cheapest cell of every relation that taken alone leaves a cell too narrow; None if that does not protect every open cell.

    Each of these relations must have one more open cell: where they share none that may be opened, nothing cheaper is enough.
    """
    own = failing(system)
    relations = system.relations.choose(np.isin(np.arange(len(system.relations.starts)), own))
    may = (may_open & ~system.is_open)[relations.members]
    if not may.any() or np.bincount(relations.members[may]).max() > 1:
        return None
    order = np.lexsort((np.where(may, weight[relations.members], np.inf), relations.owners))
    cheapest = order[relations.starts]
    opened = system.is_open.copy()
    opened[relations.members[cheapest][may[cheapest]]] = True
    trial = replace(system, is_open=opened)
    return None if narrow(trial, intervals(trial)).any() else opened


def _opened(system: System, targets: Ints, may_open: Mask, weight: Floats, *, whole: bool) -> Floats | None:
    """Give how far each cell must be opened so that the targets are wide enough, None if nothing does it. `whole`: all or nothing.

    Columns: how open each shut cell is; then, for every target, two tables of deviations. Neither deviates further than its cell allows, nor
    do both together differ more than is asked for, and both only as far as the cell is open.
    """
    count, pairs, relations = len(system.values), len(targets), system.relations
    values = np.where(np.isnan(system.values), system.low, system.values)
    reach = float(system.width[targets].max())
    movable = system.is_open | may_open
    down = np.where(movable, np.minimum(values - system.low, reach), 0.0)
    up = np.where(movable, np.minimum(system.high - values, reach), 0.0)
    shut = np.flatnonzero(may_open & ~system.is_open)
    first = len(shut) + count * np.arange(2 * pairs)  # the columns in which tables begin
    held, limit = np.tile(np.arange(len(shut)), pairs), np.minimum(reach, up + down)[shut]
    moved = first[:, np.newaxis] + shut
    one, other = moved[::2].ravel(), moved[1::2].ravel()
    endless = np.inf
    rows = [
        _Rows(
            np.tile(relations.sizes, 2 * pairs),
            (first[:, np.newaxis] + relations.members).ravel(),
            np.tile(relations.coefficients, 2 * pairs),
            (0.0, 0.0),
        ),
        _Rows.of((moved.ravel(), 1.0), (np.tile(held, 2), -np.tile(up[shut], 2 * pairs)), bounds=(-endless, 0.0)),
        _Rows.of((moved.ravel(), 1.0), (np.tile(held, 2), np.tile(down[shut], 2 * pairs)), bounds=(0.0, endless)),
        _Rows.of((one, 1.0), (other, -1.0), (held, -np.tile(limit, pairs)), bounds=(-endless, 0.0)),
        _Rows.of((one, 1.0), (other, -1.0), (held, np.tile(limit, pairs)), bounds=(0.0, endless)),
        _Rows.of((first[::2] + targets, 1.0), (first[1::2] + targets, -1.0), bounds=(system.width[targets], endless)),
    ]
    sizes = np.concatenate([part.sizes for part in rows])
    program = Program(
        low=np.concatenate((np.zeros(len(shut)), np.tile(-down, 2 * pairs))),
        high=np.concatenate((np.ones(len(shut)), np.tile(up, 2 * pairs))),
        starts=np.cumsum(sizes) - sizes,
        members=np.concatenate([part.members for part in rows]),
        coefficients=np.concatenate([part.coefficients for part in rows]),
        lower=np.concatenate([np.broadcast_to(part.bounds[0], len(part.sizes)) for part in rows]),
        upper=np.concatenate([np.broadcast_to(part.bounds[1], len(part.sizes)) for part in rows]),
        whole=np.arange(len(shut) + 2 * pairs * count) < (len(shut) if whole else 0),
    )
    found = Solver(program).least(np.concatenate((weight[shut], np.zeros(2 * pairs * count))))
    if found is None or found.numbers is None:
        return None
    opened = np.zeros(count)
    opened[shut] = found.numbers[: len(shut)]
    return opened


class _Rows(Struct, frozen=True):
    """Sums of a program that have the same bounds, or a bound each."""

    sizes: Ints
    members: Ints
    coefficients: Floats
    bounds: tuple[Floats | float, Floats | float]

    @classmethod
    def of(cls, *terms: tuple[Ints, Floats | float], bounds: tuple[Floats | float, Floats | float]) -> "_Rows":
        """Make sums that have as many terms each: of every term the columns, row by row, and their coefficients."""
        count = len(terms[0][0])
        return cls(
            np.full(count, len(terms), dtype=np.intp),
            np.column_stack([columns for columns, _ in terms]).ravel(),
            np.column_stack([np.broadcast_to(coefficients, count) for _, coefficients in terms]).ravel(),
            bounds,
        )
