"""Complementary suppression as mathematical programs (HiGHS through SciPy): the optimum for small tables, the cheapest circuit in large ones.

A cell is protected if two tables agree with everything published, and differ in this cell by at least its width. Both may deviate from the
true one only in cells that are not published (Fischetti and Salazar-González 2000).
"""

from dataclasses import replace

import numpy as np

from atlas.model.panel import Floats
from atlas.statistics.intervals import intervals, narrow
from atlas.statistics.system import Ints, Mask, System

SMALL = 100
"""So many cells times protected cells are solved to the optimum."""
NODES = 20_000


def solve(system: System, may_open: Mask, weight: Floats) -> Mask:
    """Give the cheapest set of open cells, those open now among them, that protects every open cell. All as they are now, if none does."""
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


def _opened(system: System, targets: Ints, may_open: Mask, weight: Floats, *, whole: bool) -> Floats | None:
    """Give how far each cell must be opened so that the targets are wide enough, None if nothing does it. `whole`: all or nothing.

    Columns: how open each shut cell is; then, for every target, two tables of deviations. Neither deviates further than its cell allows, nor
    do both together differ more than is asked for, and both only as far as the cell is open.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import block_array, csr_array, diags_array, eye_array, kron

    count, pairs, relations = len(system.values), len(targets), system.relations
    values = np.where(np.isnan(system.values), system.low, system.values)
    reach = float(system.width[targets].max())
    movable = system.is_open | may_open
    down = np.where(movable, np.minimum(values - system.low, reach), 0.0)
    up = np.where(movable, np.minimum(system.high - values, reach), 0.0)
    shut = np.flatnonzero(may_open & ~system.is_open)
    sums = csr_array((relations.coefficients, (relations.owners, relations.members)), shape=(len(relations.starts), count))
    pick = eye_array(count, format="csr")[shut]
    both = kron(eye_array(pairs), np.array([[1.0, -1.0]]))
    tables, ones = eye_array(2 * pairs), np.ones((2 * pairs, 1))
    limit, allowed = kron(ones[::2], diags_array(np.minimum(reach, up + down)[shut])), kron(both, pick)
    asked = csr_array((np.ones(pairs), (np.arange(pairs), np.arange(pairs) * count + targets)), shape=(pairs, pairs * count))
    matrix = block_array(
        [
            [None, kron(tables, sums)],
            [-kron(ones, diags_array(up[shut])), kron(tables, pick)],
            [kron(ones, diags_array(down[shut])), kron(tables, pick)],
            [-limit, allowed],
            [limit, allowed],
            [None, asked @ kron(both, eye_array(count))],
        ],
        format="csr",
    )
    heights = [2 * pairs * len(relations.starts), *[2 * pairs * len(shut)] * 2, *[pairs * len(shut)] * 2]
    endless = np.inf
    lower = np.concatenate([np.repeat([0.0, -endless, 0.0, -endless, 0.0], heights), system.width[targets]])
    upper = np.concatenate([np.repeat([0.0, 0.0, endless, 0.0, endless], heights), np.full(pairs, endless)])
    done = milp(
        np.concatenate((weight[shut], np.zeros(2 * pairs * count))),
        integrality=np.concatenate((np.full(len(shut), int(whole)), np.zeros(2 * pairs * count))),
        bounds=Bounds(
            np.concatenate((np.zeros(len(shut)), np.tile(-down, 2 * pairs))), np.concatenate((np.ones(len(shut)), np.tile(up, 2 * pairs)))
        ),
        constraints=LinearConstraint(matrix, lower, upper),
        options={"node_limit": NODES},
    )
    if done.x is None:
        return None
    opened = np.zeros(count)
    opened[shut] = done.x[: len(shut)]
    return opened
