"""Complementary suppression: known optima, brute force on small tables, and the attacker on random hierarchies."""

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from scipy.optimize import linprog
from scipy.sparse import csr_array

from atlas.statistics.complementary import Choice, complete
from atlas.statistics.intervals import intervals, narrow
from atlas.statistics.optimal import least_weight, solve
from atlas.statistics.system import Relations, System, join
from tests.unit.statistics.test_intervals import sum_of, system_of

WIDTH = 3.0


def choice_of(system: System) -> Choice:
    """All but zeros may be kept back; what is kept back costs as much as it counts."""
    return Choice(may_open=system.values > 0, weight=system.values + 1.0, single=system.values == 1)


def hidden(system: System) -> list[int]:
    return np.flatnonzero(complete(system, choice_of(system))).tolist()


def test_one_secret_in_a_sum_takes_the_cheapest_partner() -> None:
    assert [1, 3] == hidden(system_of([40, 2, 20, 5, 13], [1], sum_of(0, 1, 2, 3, 4), low=1.0))


def test_a_partner_must_leave_enough_room() -> None:
    assert [1, 3] == hidden(system_of([40, 1, 2, 5, 32], [1], sum_of(0, 1, 2, 3, 4), low=1.0))


def test_zeros_that_are_shown_protect_nobody() -> None:
    assert [1, 4] == hidden(system_of([10, 2, 0, 0, 8], [1], sum_of(0, 1, 2, 3, 4), low=1.0))


def test_secrets_that_protect_each_other_need_nobody_else() -> None:
    assert [1, 2] == hidden(system_of([30, 4, 4, 22], [1, 2], sum_of(0, 1, 2, 3), low=1.0))


def test_a_secret_in_rows_and_columns_takes_a_rectangle() -> None:
    # 2 × 2 inside with margins: the only way is all four cells.
    table = system_of(
        [2, 8, 8, 9, 10, 17, 10, 17, 27], [0], sum_of(4, 0, 1), sum_of(5, 2, 3), sum_of(6, 0, 2), sum_of(7, 1, 3), sum_of(8, 4, 5)
    )
    table = replace(table, low=np.ones(9))
    assert [0, 1, 2, 3] == hidden(table)


def test_a_secret_sum_takes_one_of_its_parts_and_another_sum() -> None:
    # 0 = 1 + 2, 1 = 3 + 4, 2 = 5 + 6, secret: 1.
    town = system_of([30, 12, 18, 5, 7, 4, 14], [1], sum_of(0, 1, 2), sum_of(1, 3, 4), sum_of(2, 5, 6), low=1.0)
    assert [1, 2, 3, 5] == hidden(town)


def test_two_secrets_of_which_one_is_a_single_person_take_a_third() -> None:
    # Who is the one counted in cell 1 knows cell 2, if only these two are kept back.
    assert 3 == len(hidden(system_of([30, 1, 2, 9, 18], [1, 2], sum_of(0, 1, 2, 3, 4), low=0.0)))


def test_what_cannot_be_protected_is_left_to_the_attacker_to_report() -> None:
    system = system_of([2, 2, 0], [1], sum_of(0, 1, 2), low=1.0)
    system = replace(system, is_open=np.array([False, True, False]))
    nobody = Choice(may_open=np.zeros(3, dtype=bool), weight=np.ones(3), single=np.zeros(3, dtype=bool))
    assert [1] == np.flatnonzero(complete(system, nobody)).tolist()


def hierarchy(sizes: list[list[int]]) -> System:
    """Make a whole of districts of areas; counts below 3 are secret, zeros are shown."""
    districts = [sum(areas) for areas in sizes]
    values, relations = [sum(districts), *districts], [sum_of(0, *range(1, len(sizes) + 1))]
    for place, areas in enumerate(sizes):
        relations.append(sum_of(place + 1, *range(len(values), len(values) + len(areas))))
        values += areas
    secret = [cell for cell, value in enumerate(values) if 0 < value < 3]
    return system_of(values, secret, *relations, low=1.0)


def safe(system: System) -> bool:
    return not narrow(system, intervals(system)).any()


def brute_force(system: System, choice: Choice) -> float:
    """Try all sets of further cells, and give the weight of the cheapest that protects."""
    free = np.flatnonzero(choice.may_open & ~system.is_open).tolist()
    sets = chain.from_iterable(combinations(free, size) for size in range(len(free) + 1))
    best = np.inf
    for chosen in sets:
        weight = float(choice.weight[list(chosen)].sum())
        if weight < best:
            is_open = system.is_open.copy()
            is_open[list(chosen)] = True
            if safe(replace(system, is_open=is_open)):
                best = weight
    return best


SMALL = [
    [[2, 9, 4], [7, 5]],
    [[1, 1, 30], [4, 6]],
    [[2, 0, 12], [0, 8, 3]],
    [[1, 20, 5], [2, 9, 9]],
    [[2], [14, 3], [6, 2]],
    [[5, 2, 2], [11, 4]],
]


@pytest.mark.parametrize("sizes", SMALL)
def test_small_tables_are_solved_to_the_optimum(sizes: list[list[int]]) -> None:
    system = hierarchy(sizes)
    choice = choice_of(system)
    chosen = solve(system, choice.may_open, choice.weight)
    weight = float(choice.weight[chosen & ~system.is_open].sum())
    assert [True, brute_force(system, choice)] == [safe(replace(system, is_open=chosen)), weight]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 20) | st.integers(0, 4), min_size=1, max_size=3), min_size=1, max_size=3))
def test_no_set_of_cells_is_cheaper_than_the_one_that_is_chosen(sizes: list[list[int]]) -> None:
    system = hierarchy(sizes)
    choice = choice_of(system)
    chosen, best = solve(system, choice.may_open, choice.weight), brute_force(system, choice)
    weight = float(choice.weight[chosen & ~system.is_open].sum())
    assert weight <= best * 1.0001
    assert np.isinf(best) or safe(replace(system, is_open=chosen))


def test_a_sum_with_one_secret_asks_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    system = hierarchy([[2, 9, 4], [7, 5]])
    choice = choice_of(system)
    monkeypatch.delattr("atlas.statistics.optimal.Solver")
    assert [5] == np.flatnonzero(solve(system, choice.may_open, choice.weight) & ~system.is_open).tolist()


@pytest.mark.parametrize("sizes", SMALL)
def test_the_bound_is_never_above_the_optimum(sizes: list[list[int]]) -> None:
    system = hierarchy(sizes)
    choice = choice_of(system)
    assert least_weight(system, choice.may_open, choice.weight) <= brute_force(system, choice) + 1e-6


AREAS = st.lists(st.lists(st.integers(0, 40) | st.integers(0, 4), min_size=1, max_size=6), min_size=1, max_size=5)


@settings(max_examples=50)
@given(AREAS)
def test_no_solver_narrows_a_secret_of_a_random_hierarchy_further_than_its_width(sizes: list[list[int]]) -> None:
    system = hierarchy(sizes)
    is_open = complete(system, choice_of(system))
    for cell in np.flatnonzero(is_open).tolist():
        low, high = attack(system, is_open, cell)
        assert high - low >= WIDTH - 1e-6


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=4), min_size=3, max_size=4).filter(
        lambda rows: len({len(row) for row in rows}) == 1
    )
)
def test_no_solver_narrows_a_secret_of_a_random_table_of_rows_and_columns(rows: list[list[int]]) -> None:
    system = table(rows)
    is_open = complete(system, choice_of(system))
    assert all(high - low >= WIDTH - 1e-6 for cell in np.flatnonzero(is_open).tolist() for low, high in [attack(system, is_open, cell)])


TABLES = 1000


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_solver_narrows_a_secret_of_thousands_of_random_hierarchies(seed: int) -> None:
    # All tables at once: as nothing links them, one linear program finds the end of one interval in every table.
    draw = np.random.default_rng(seed)
    trees = [hierarchy([draw.integers(0, 12, draw.integers(1, 6)).tolist() for _ in range(draw.integers(1, 5))]) for _ in range(TABLES)]
    system, owners = forest(trees)
    is_open = complete(system, choice_of(system))
    matrix = csr_array(
        (system.relations.coefficients, (system.relations.owners, system.relations.members)),
        shape=(len(system.relations.starts), len(owners)),
    )
    limits = np.column_stack((np.where(is_open, 1.0, system.values), np.where(is_open, system.values.sum(), system.values)))
    waiting = [np.flatnonzero(is_open & (owners == tree)).tolist() for tree in range(TABLES)]
    while any(waiting):
        cells = [some.pop() for some in waiting if some]
        aim = np.zeros(len(owners))
        aim[cells] = 1.0
        ends = [
            linprog(sign * aim, A_eq=matrix, b_eq=system.relations.constants, bounds=limits, method="highs").x[cells] for sign in (1, -1)
        ]
        assert (ends[1] - ends[0] >= WIDTH - 1e-6).all()


def forest(trees: list[System]) -> tuple[System, np.ndarray]:
    """Lay systems side by side; gives the tree of every cell, too."""
    sizes = [len(tree.values) for tree in trees]
    starts = np.cumsum([0, *sizes])
    moved = [replace(tree.relations, members=tree.relations.members + start) for tree, start in zip(trees, starts, strict=False)]
    cells = {name: np.concatenate([getattr(tree, name) for tree in trees]) for name in ("values", "low", "high", "width", "is_open")}
    return System(**cells, relations=join(moved)), np.repeat(np.arange(len(trees)), sizes)


def table(rows: list[list[int]]) -> System:
    """Make rows and columns with their sums and the sum of all."""
    inner = np.array(rows)
    height, width = inner.shape
    values = [*inner.ravel(), *inner.sum(axis=1), *inner.sum(axis=0), inner.sum()]
    across = [sum_of(height * width + row, *range(row * width, row * width + width)) for row in range(height)]
    down = [sum_of(height * (width + 1) + column, *range(column, height * width, width)) for column in range(width)]
    sums = [sum_of(len(values) - 1, *range(height * width, height * width + height))]
    sums.append(sum_of(len(values) - 1, *range(height * (width + 1), height * (width + 1) + width)))
    secret = [cell for cell, value in enumerate(values) if 0 < value < 3]
    return system_of([float(value) for value in values], secret, *across, *down, *sums, low=1.0)


def attack(system: System, is_open: np.ndarray, cell: int) -> tuple[float, float]:
    """Narrow one cell down with a solver and nothing of ours."""
    relations: Relations = system.relations
    rows, right = [], []
    for start, size, constant in zip(relations.starts, relations.sizes, relations.constants, strict=True):
        row = np.zeros(len(system.values))
        row[relations.members[start : start + size]] = relations.coefficients[start : start + size]
        rows.append(row)
        right.append(constant)
    limits = [(1.0, None) if opened else (value, value) for opened, value in zip(is_open, system.values, strict=True)]
    aim = np.zeros(len(system.values))
    aim[cell] = 1.0
    least = linprog(aim, A_eq=np.array(rows), b_eq=right, bounds=limits, method="highs")
    most = linprog(-aim, A_eq=np.array(rows), b_eq=right, bounds=limits, method="highs")
    return float(least.fun), -float(most.fun) if most.status == 0 else np.inf
