"""Natural breaks are the exact optimum."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.statistics.fisher import class_starts


def squares(values: np.ndarray, weights: np.ndarray, starts: tuple[int, ...]) -> float:
    """Give the sum of squared deviations within the classes, the plain way."""
    total = 0.0
    for first, end in pairwise((0, *starts, len(values))):
        run, weight = values[first:end], weights[first:end]
        total += float((weight * (run - np.average(run, weights=weight)) ** 2).sum())
    return total


def test_two_clusters_are_cut_between_them() -> None:
    values = np.array([1.0, 2.0, 3.0, 10.0, 11.0])
    assert [3] == class_starts(values, np.ones(5), 2).tolist()


def test_a_value_that_occurs_often_weighs_more() -> None:
    values = np.array([0.0, 4.0, 9.0])
    assert [[2], [1]] == [class_starts(values, np.array(weights), 2).tolist() for weights in ([1.0, 1.0, 1.0], [100.0, 10.0, 1.0])]


def test_fewer_values_than_classes_are_a_class_each() -> None:
    assert [1, 2] == class_starts(np.array([1.0, 2.0, 3.0]), np.ones(3), 5).tolist()


def test_one_class_has_no_borders() -> None:
    assert [] == class_starts(np.array([1.0, 2.0, 3.0]), np.ones(3), 1).tolist()


def test_large_numbers_close_together_are_told_apart() -> None:
    values = 1e9 + np.array([0.0, 0.1, 0.2, 5.0, 5.1])
    assert [3] == class_starts(values, np.ones(5), 2).tolist()


@settings(max_examples=150)
@given(
    st.dictionaries(st.integers(-50, 50), st.integers(1, 5), min_size=1, max_size=10),
    st.integers(1, 5),
)
def test_no_other_cut_has_a_smaller_sum_of_squares(numbers: dict[int, int], count: int) -> None:
    values = np.array(sorted(numbers), dtype=np.float64)
    weights = np.array([numbers[value] for value in sorted(numbers)], dtype=np.float64)
    count = min(count, len(values))
    best = min(squares(values, weights, starts) for starts in combinations(range(1, len(values)), count - 1))
    found = class_starts(values, weights, count)
    assert count - 1 == len(found)
    assert abs(best - squares(values, weights, tuple(found.tolist()))) < 1e-6
