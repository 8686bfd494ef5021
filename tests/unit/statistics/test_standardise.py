"""Standardising: the laws that every method keeps, and the published forms."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model.index import Scale
from atlas.statistics.standardise import ranks, standardise, transform

FIGURES = st.lists(st.integers(-1000, 1000).map(float), min_size=2, max_size=30).filter(lambda found: len(set(found)) > 1)


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)[:, np.newaxis]


def scaled(values: list[float], method: str = "z", ddof: int = 0, weights: list[float] | None = None) -> list[float]:
    scale = Scale(method=method, ddof=ddof, weighted_by="")  # type: ignore[arg-type]
    found, _, _ = standardise(column(*values), scale, column(*(weights or [1.0] * len(values))))
    return found[:, 0].tolist()


@given(FIGURES, st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_another_unit_does_not_change_z_scores(values: list[float], factor: float, shift: float) -> None:
    assert scaled(values) == pytest.approx(scaled([value * factor + shift for value in values]), abs=1e-6)


@given(FIGURES)
def test_z_scores_have_mean_zero_and_standard_deviation_one(values: list[float]) -> None:
    found = scaled(values)
    assert (0.0, 1.0) == (pytest.approx(np.mean(found), abs=1e-9), pytest.approx(np.std(found)))


@given(FIGURES, st.randoms())
def test_the_order_of_areas_does_not_matter(values: list[float], chance: object) -> None:
    order = list(range(len(values)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    for method in ("z", "rank", "minmax"):
        found = scaled(values, method)
        assert [found[place] for place in order] == pytest.approx(scaled([values[place] for place in order], method))


@given(st.lists(st.tuples(st.integers(-50, 50).map(float), st.integers(1, 5)), min_size=2, max_size=12))
def test_a_weight_counts_like_so_many_areas(areas: list[tuple[float, int]]) -> None:
    values, weights = [value for value, _ in areas], [float(weight) for _, weight in areas]
    repeated = scaled([value for value, weight in areas for _ in range(weight)])
    first = np.cumsum([0, *[weight for _, weight in areas[:-1]]])
    assert scaled(values, weights=weights) == pytest.approx([repeated[place] for place in first])


def test_the_sample_standard_deviation_divides_by_n_less_one() -> None:
    assert [-1.0, 0.0, 1.0] == scaled([1.0, 2.0, 3.0], ddof=1)


def test_without_spread_every_figure_is_zero() -> None:
    assert [0.0, 0.0, 0.0] == scaled([0.1, 0.1, 0.1])


def test_missing_figures_stay_missing_and_take_no_part() -> None:
    assert [-1.0, None, 1.0] == [None if math.isnan(value) else value for value in scaled([1.0, math.nan, 3.0])]


def test_the_least_is_0_and_the_greatest_1() -> None:
    assert [0.0, 0.25, 1.0] == scaled([2.0, 3.0, 6.0], "minmax")


def test_equal_figures_share_the_mean_of_their_ranks() -> None:
    assert [1.0, 2.5, 2.5, 4.0] == ranks(column(1, 5, 5, 9))[:, 0].tolist()


def test_the_logarithm_is_that_of_x_and_one() -> None:
    assert [0.0, pytest.approx(1.0)] == transform(column(0, math.e - 1), "ln", 1)[:, 0].tolist()


def test_the_exponential_transformation_runs_up_to_100() -> None:
    # English Indices of Deprivation 2019, Technical Report, appendix E: the most deprived area has the score 100, half of all ranks lie below 15.5.
    found = transform(column(*range(1, 1001)), "exponential", 1)[:, 0]
    assert (100.0, True, True) == (pytest.approx(found[-1]), 15.0 < found[499] < 16.0, 0 < found[0] < 0.1)


def test_components_that_lower_an_index_are_turned() -> None:
    assert [-1.0, -2.0] == transform(column(1, 2), "none", -1)[:, 0].tolist()
