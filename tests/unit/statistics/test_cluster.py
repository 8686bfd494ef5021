"""Groups of areas: found again however they are ordered, numbered by a rule, the same at every run."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.statistics.cluster import centres_of, find_clusters, nearest, ordered, silhouettes

CLOUDS = np.array([[0.0, 0.0], [0.1, 0.0], [0.0, 0.1], [5.0, 5.0], [5.1, 5.0], [5.0, 5.1], [9.0, 0.0], [9.1, 0.1]])


@pytest.mark.parametrize("method", ["ward", "kmeans"])
def test_clouds_that_lie_apart_are_told_apart(method: Any) -> None:
    found = ordered(find_clusters(CLOUDS, 3, method, 1), CLOUDS[:, 0], [str(place) for place in range(len(CLOUDS))])
    assert [0, 0, 0, 1, 1, 1, 2, 2] == found.tolist()


@pytest.mark.parametrize("method", ["ward", "kmeans"])
def test_the_same_seed_gives_the_same_groups(method: Any) -> None:
    points = np.random.default_rng(3).normal(size=(60, 4))
    runs = [find_clusters(points, 5, method, 7).tolist() for _ in range(3)]
    assert [runs[0]] * 3 == runs


def test_k_means_is_at_least_as_tight_as_ward() -> None:
    points = np.random.default_rng(5).normal(size=(80, 3))

    def spread(labels: Any) -> float:
        return float(((points - centres_of(points, labels)[labels]) ** 2).sum())

    assert spread(find_clusters(points, 4, "kmeans", 1)) <= spread(find_clusters(points, 4, "ward", 1))


def test_groups_are_numbered_from_the_lowest_mean_and_then_by_name() -> None:
    labels = np.array([2, 2, 0, 1, 1])
    assert [0, 0, 2, 1, 1] == ordered(labels, np.array([1.0, 1.0, 9.0, 5.0, 5.0]), list("abcde")).tolist()
    assert [0, 0, 1, 2, 2] == ordered(labels, np.zeros(5), list("abcde")).tolist()


def test_a_point_belongs_to_the_nearest_centre() -> None:
    assert [0, 1, 1] == nearest(np.array([[0.0], [6.0], [9.0]]), np.array([[1.0], [8.0]])).tolist()


def test_silhouettes_are_those_of_rousseeuw() -> None:
    # Point 0: mean distance 1 within, 4.5 to the others; point 2 is as far from its own as point 3 is.
    points, labels = np.array([[0.0], [1.0], [4.0], [5.0]]), np.array([0, 0, 1, 1])
    expected = [(4.5 - 1) / 4.5, (3.5 - 1) / 3.5, (3.5 - 1) / 3.5, (4.5 - 1) / 4.5]
    assert expected == pytest.approx(silhouettes(points, labels).tolist())


def test_a_point_alone_in_its_group_has_the_silhouette_0() -> None:
    assert 0.0 == silhouettes(np.array([[0.0], [4.0], [5.0]]), np.array([0, 1, 1]))[0]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=12, unique=True))
def test_silhouettes_lie_between_minus_1_and_1(places: list[tuple[int, int]]) -> None:
    points = np.array(places, dtype=np.float64)
    found = silhouettes(points, np.array([place % 2 for place in range(len(places))]))
    assert [True, True] == [bool((found >= -1).all()), bool((found <= 1).all())]
