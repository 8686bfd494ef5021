"""What an outsider can narrow down: bounds carried through relations, and linear programs where relations close a circle."""

from collections.abc import Sequence

import numpy as np
import pytest

from atlas.statistics.intervals import intervals, narrow
from atlas.statistics.system import Relations, System

Terms = Sequence[tuple[int, float]]


def system_of(values: Sequence[float], opened: Sequence[int], *relations: Terms, width: float = 3.0, low: float = 0.0) -> System:
    """Make a system; a relation is cells with their coefficients, and comes out as zero with the true values."""
    numbers = np.array(values, dtype=float)
    sizes = np.array([len(relation) for relation in relations], dtype=np.intp)
    is_open = np.zeros(len(numbers), dtype=bool)
    is_open[list(opened)] = True
    return System(
        values=numbers,
        low=np.full(len(numbers), low),
        high=np.full(len(numbers), np.inf),
        width=np.full(len(numbers), width),
        is_open=is_open,
        relations=Relations(
            starts=(np.cumsum(sizes) - sizes).astype(np.intp),
            members=np.array([cell for relation in relations for cell, _ in relation], dtype=np.intp),
            coefficients=np.array([sign for relation in relations for _, sign in relation]),
            constants=np.zeros(len(relations)),
        ),
    )


def sum_of(total: int, *parts: int) -> Terms:
    return [(total, 1.0), *((part, -1.0) for part in parts)]


def bounds(system: System, cell: int) -> tuple[float, float]:
    found = intervals(system)
    return float(found.low[cell]), float(found.high[cell])


def test_a_single_gap_in_a_sum_is_no_secret() -> None:
    assert (2.0, 2.0) == bounds(system_of([10, 2, 8], [1], sum_of(0, 1, 2)), 1)


def test_two_gaps_share_what_is_left_of_the_sum() -> None:
    assert (0.0, 7.0) == bounds(system_of([10, 2, 5, 3], [1, 2], sum_of(0, 1, 2, 3)), 1)


def test_where_zeros_are_shown_what_is_not_shown_is_at_least_one() -> None:
    assert (1.0, 1.0) == bounds(system_of([5, 1, 1, 3], [1, 2], sum_of(0, 1, 2, 3), low=1.0), 1)


def test_a_hidden_sum_is_found_through_the_sum_above_it() -> None:
    town = system_of([20, 12, 8, 2, 10], [1, 3], sum_of(0, 1, 2), sum_of(1, 3, 4))
    assert (2.0, 2.0) == bounds(town, 3)


def test_a_circle_of_gaps_that_each_sum_alone_would_leave_open_is_solved() -> None:
    # Two rows and two columns with three gaps: each sum has two gaps or one, together they give all away.
    table = system_of([2, 8, 8, 9, 10, 17, 10, 17], [0, 1, 2], sum_of(4, 0, 1), sum_of(5, 2, 3), sum_of(6, 0, 2), sum_of(7, 1, 3))
    assert (2.0, 2.0) == bounds(table, 0)


def test_a_full_circle_of_gaps_keeps_its_secret() -> None:
    table = system_of([2, 8, 8, 9, 10, 17, 10, 17], [0, 1, 2, 3], sum_of(4, 0, 1), sum_of(5, 2, 3), sum_of(6, 0, 2), sum_of(7, 1, 3))
    assert (0.0, 10.0) == bounds(table, 0)


def test_three_sums_that_only_together_give_a_secret_away_are_solved_together() -> None:
    # a + b = 6, b + c = 8, a + c = 4: no sum narrows a to a point, all three do.
    found = intervals(system_of([1, 5, 3, 6, 8, 4], [0, 1, 2], sum_of(3, 0, 1), sum_of(4, 1, 2), sum_of(5, 0, 2)))
    loose = intervals(system_of([1, 5, 3, 6, 8, 4], [0, 1, 2], sum_of(3, 0, 1), sum_of(4, 1, 2), sum_of(5, 0, 2)), exact=False)
    assert [(1.0, 1.0), (0.0, 2.0)] == [(float(one.low[0]), float(one.high[0])) for one in (found, loose)]


def test_an_unknown_part_leaves_only_an_upper_bound() -> None:
    assert (0.0, 4.0) == bounds(system_of([10, 2, np.nan, 6], [1, 2], sum_of(0, 1, 2, 3)), 1)


def test_a_sum_that_contradicts_its_parts_says_nothing() -> None:
    broken = system_of([10, 2, 8, 9], [1], [(0, 1.0), (1, -1.0), (2, -1.0), (3, -1.0)])
    assert (0.0, np.inf) == bounds(broken, 1)


@pytest.mark.parametrize(("opened", "expected"), [([1], [1]), ([1, 2], [])])
def test_cells_narrower_than_their_width_are_named(opened: list[int], expected: list[int]) -> None:
    system = system_of([10, 2, 5, 3], opened, sum_of(0, 1, 2, 3))
    assert expected == np.flatnonzero(narrow(system, intervals(system))).tolist()
