"""Segregation: the values of the definitions, their limits, and what does not change them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.model.analysis import SegregationRule
from atlas.model.geography import Geography
from atlas.statistics.segregate import dissimilarity, isolation, segregate

Make = Callable[..., Any]

COUNTS = st.lists(st.tuples(st.integers(1, 500), st.integers(1, 500)), min_size=2, max_size=20)


def pair(counts: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([float(one) for one, _ in counts]), np.array([float(other) for _, other in counts])


def test_dissimilarity_is_that_of_duncan_and_duncan() -> None:
    # Of the group 75 % live in the first area, of the others 25 %: half of |0.75 - 0.25| + |0.25 - 0.75|.
    assert 0.5 == dissimilarity(np.array([30.0, 10.0]), np.array([20.0, 60.0]))


def test_groups_that_live_alike_are_not_segregated_and_those_apart_wholly() -> None:
    assert [0.0, 1.0] == [
        dissimilarity(np.array([10.0, 20.0]), np.array([30.0, 60.0])),
        dissimilarity(np.array([10.0, 0.0]), np.array([0.0, 60.0])),
    ]


def test_isolation_is_the_share_of_the_group_around_its_average_member() -> None:
    # Three quarters of the group live where it is 60 %, one quarter where it is one in seven.
    assert pytest.approx(0.75 * 0.6 + 0.25 * 10 / 70) == isolation(np.array([30.0, 10.0]), np.array([50.0, 70.0]))


@given(COUNTS, st.integers(2, 9))
def test_the_size_of_the_city_does_not_matter(counts: list[tuple[int, int]], factor: int) -> None:
    group, others = pair(counts)
    assert dissimilarity(group, others) == pytest.approx(dissimilarity(group * factor, others * factor))


@given(COUNTS)
def test_both_indices_lie_between_0_and_1(counts: list[tuple[int, int]]) -> None:
    group, others = pair(counts)
    assert [True, True] == [0 <= dissimilarity(group, others) <= 1 + 1e-12, 0 <= isolation(group, group + others) <= 1 + 1e-12]


@given(COUNTS, st.randoms())
def test_the_order_of_areas_does_not_matter(counts: list[tuple[int, int]], chance: Any) -> None:
    mixed = list(counts)
    chance.shuffle(mixed)
    assert dissimilarity(*pair(counts)) == pytest.approx(dissimilarity(*pair(mixed)))


def test_years_with_too_few_published_counts_have_no_value(town: Geography, panel_of: Make) -> None:
    rows = {"0101": ["5", "5"], "0102": ["9", "9"], "0103": ["1", "·"], "0201": ["4", "·"], "0202": ["2", "2"]}
    panel = panel_of(town, rows)
    panel = replace(panel, numerator=panel.values, denominator=np.where(np.isnan(panel.values), np.nan, 10.0))
    found = segregate(SegregationRule(id="s", title="", indicator="a", level="area", note=""), {"a": panel}, town)
    assert [(5, 3), False, True] == [found.counted, *(bool(np.isnan(value)) for value in found.dissimilarity)]
