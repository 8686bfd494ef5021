"""Class borders that read well, and one class for every figure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.base.text import round_half_up
from atlas.model.finding import NO_CLASS
from atlas.model.indicator import ClassRule
from atlas.statistics.borders import METHODS, equal, headtail, jenks, maximum, quantiles, std
from atlas.statistics.classify import find_breaks, find_classes

FIXED = ("boxplot", "percentiles")
"""Methods that have their own number of classes."""

NEVER_EMPTY = ("quantiles", "jenks", "headtail", "maximum")
"""Methods that cut between figures, and so never around an empty class."""


def rule(method: str = "quantiles", count: int = 4, breaks: tuple[float, ...] = (), **more: object) -> ClassRule:
    return replace(ClassRule(method=method, count=count, breaks=breaks), **more)  # type: ignore[arg-type]


def test_quantiles_lie_between_values_of_the_same_number() -> None:
    assert [1.75, 2.5, 3.25] == quantiles(np.array([1.0, 2.0, 3.0, 4.0]), 4).tolist()


def test_equal_classes_are_of_the_same_width() -> None:
    assert [2.5, 5.0, 7.5] == equal(np.array([0.0, 9.0, 10.0]), 4).tolist()


def test_quantiles_without_a_value_between_them_are_one() -> None:
    assert [0.0, 0.75] == quantiles(np.array([-1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 3.0, 3.0]), 4).tolist()


def test_values_of_which_most_are_the_least_are_a_class_of_their_own() -> None:
    assert [2.0, 4.0] == quantiles(np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 4.0, 6.0]), 8).tolist()


def test_natural_breaks_lie_in_the_middle_of_gaps() -> None:
    assert [2.5, 9.0] == jenks(np.array([1.0, 1.0, 4.0, 4.0, 14.0]), 3).tolist()


def test_standard_deviations_lie_around_the_mean_or_begin_on_it() -> None:
    values = np.array([1.0, 2.0, 3.0])
    assert [[1.0, 3.0], [1.0, 2.0, 3.0], []] == [std(values, 3).tolist(), std(values, 4).tolist(), std(values[:1], 5).tolist()]


def test_head_and_tail_part_at_the_mean_again_and_again() -> None:
    values = np.array([1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 6.0, 18.0])
    assert [[4.0, 12.0], [4.0]] == [headtail(values, 9).tolist(), headtail(values, 2).tolist()]


def test_maximum_breaks_lie_in_the_widest_gaps() -> None:
    assert [[5.5, 14.0], []] == [maximum(np.array([1.0, 2.0, 9.0, 10.0, 18.0]), 3).tolist(), maximum(np.array([3.0, 3.0]), 3).tolist()]


def test_borders_that_hold_no_figure_on_one_side_are_left_out() -> None:
    assert (92.0, 110.0) == find_breaks(np.array([100.0] * 9 + [90.0, 130.0]), rule("std", 5), 0)


def test_zero_can_be_a_class_of_its_own() -> None:
    values = np.array([0.0, 0.0, 0.04, 1.0, 2.0, 3.0, 4.0])
    breaks = find_breaks(values, rule("equal", 4, zero=True), 1)
    assert (0.1, 2.0, 3.0) == breaks
    assert [0, 0, 0, 1, 2, 3, 3] == find_classes(values, breaks, 1).tolist()


def test_without_a_zero_there_is_no_class_for_it() -> None:
    assert (2.0,) == find_breaks(np.array([1.0, 2.0, 3.0]), rule("equal", 2, zero=True), 1)


def test_an_even_number_of_diverging_classes_has_its_border_on_the_figure_of_the_whole() -> None:
    assert (7.3, 17.3, 27.3) == find_breaks(np.linspace(0.0, 37.3, 100), rule("equal", 4), 1, 17.3)


def test_an_odd_number_of_diverging_classes_has_one_around_the_figure_of_the_whole() -> None:
    assert (4.8, 13.3, 21.3, 29.8) == find_breaks(np.linspace(0.0, 37.3, 100), rule("equal", 5), 1, 17.3)


def test_classes_can_diverge_around_zero() -> None:
    assert (-5.0, 0.0, 5.0) == find_breaks(np.linspace(-10.0, 4.0, 50), rule("equal", 4), 0, 0.0)


def test_borders_are_rounded_to_readable_numbers() -> None:
    values = np.linspace(3.14, 29.87, 200)
    assert (10.0, 16.0, 23.0) == find_breaks(values, rule(), 1)


def test_borders_of_large_numbers_are_rounded_to_larger_steps() -> None:
    assert (12000.0, 20000.0, 27500.0) == find_breaks(np.linspace(3_140.0, 35_870.0, 200), rule(), 0)


def test_a_border_is_the_most_readable_number_in_reach() -> None:
    assert (12.0, 25.0, 38.0) == find_breaks(np.linspace(0.0, 50.0, 51), rule(), 0)
    assert (12.5, 25.0, 37.5) == find_breaks(np.linspace(0.0, 50.0, 51), rule(), 1)


def test_rounding_takes_the_next_number_rather_than_empty_a_class() -> None:
    # The middle class (134 to 203) holds 201 and 202: 200 would be rounder than 205.
    assert (140.0, 205.0) == find_breaks(np.array([0.0, 0.0, 201.0, 202.0, 205.0, 400.0]), rule(count=3), 0)


def test_borders_have_no_more_decimals_than_the_figures() -> None:
    assert (0.2, 0.3, 0.4) == find_breaks(np.linspace(0.1, 0.5, 200), rule(), 1)


def test_the_authors_borders_stay_as_they_are() -> None:
    assert (5.0, 7.77) == find_breaks(np.array([1.0, 100.0]), rule(breaks=(5.0, 7.77)), 0)


def test_missing_figures_play_no_part() -> None:
    values = np.linspace(3.14, 29.87, 200)
    assert find_breaks(values, rule(), 1) == find_breaks(np.append(values, [np.nan] * 50).reshape(50, 5), rule(), 1)


def test_fewer_figures_than_classes_make_fewer_classes() -> None:
    assert [1, 1, 1] == [len(find_breaks(np.array([3.0, 3.0, 8.0]), rule(method, 5), 0)) for method in ("jenks", "equal", "quantiles")]


def test_a_single_figure_is_one_class() -> None:
    assert {()} == {find_breaks(np.array([3.0, 3.0]), rule(method), 1) for method in METHODS}


def test_no_figure_at_all_has_no_borders() -> None:
    assert () == find_breaks(np.full((3, 2), np.nan), rule(), 1)


def test_figures_that_print_alike_are_not_cut_apart() -> None:
    assert () == find_breaks(np.array([7.96, 7.98, 8.01, 8.04]), rule(), 1)


def test_a_class_holds_its_lower_border() -> None:
    assert [0, 1, 1, 2, 2] == find_classes(np.array([7.9, 8.0, 11.9, 12.0, 99.0]), (8.0, 12.0), 1).tolist()


def test_a_figure_belongs_to_the_class_of_its_printed_value() -> None:
    assert [0, 1] == find_classes(np.array([7.94, 7.96]), (8.0,), 1).tolist()


def test_a_cell_without_a_figure_has_no_class() -> None:
    assert [[0, NO_CLASS]] == find_classes(np.array([[1.0, np.nan]]), (8.0,), 1).tolist()


def test_without_borders_every_figure_is_in_the_one_class() -> None:
    assert [0, 0] == find_classes(np.array([1.0, 100.0]), (), 1).tolist()


figures = st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3)), min_size=1, max_size=60)


@settings(max_examples=200)
@given(figures, st.sampled_from(sorted(METHODS)), st.integers(2, 7), st.integers(0, 3))
def test_borders_rise_and_no_class_that_held_a_figure_is_empty(values: list[float], method: str, count: int, decimals: int) -> None:
    array = np.array(values)
    breaks = find_breaks(array, rule(method, count), decimals)
    printed = [round_half_up(value, decimals) for value in values]
    assert len(breaks) < max(count, 6 if method in FIXED else 0)
    assert list(breaks) == sorted(set(breaks))
    assert all(min(printed) < border <= max(printed) for border in breaks)
    assert list(breaks) == [round_half_up(border, decimals) for border in breaks]
    classes = find_classes(array, breaks, decimals)
    assert set(range(len(breaks) + 1)) >= set(classes.tolist())
    if method in NEVER_EMPTY:
        assert set(range(len(breaks) + 1)) == set(classes.tolist())


@settings(max_examples=200)
@given(figures, st.lists(st.integers(-50, 50), min_size=1, max_size=6, unique=True), st.integers(0, 3))
def test_every_figure_is_in_exactly_the_class_whose_borders_are_around_it(values: list[float], borders: list[int], decimals: int) -> None:
    breaks = tuple(float(border) for border in sorted(borders))
    limits = (-np.inf, *breaks, np.inf)
    for value, code in zip(values, find_classes(np.array(values), breaks, decimals).tolist(), strict=True):
        assert limits[code] <= round_half_up(value, decimals) < limits[code + 1]


@pytest.mark.parametrize("method", sorted(METHODS))
def test_rounding_moves_a_border_by_a_tenth_of_the_narrower_class_at_most(method: str) -> None:
    values = np.sort(np.round(np.random.default_rng(7).lognormal(2, 1, 400), 2))
    raw = METHODS[method](values, 5)
    raw = raw[(raw > values[0]) & (raw <= values[-1])]
    ends = np.array([values[0], *raw, values[-1]])
    room = np.minimum(np.diff(ends)[:-1], np.diff(ends)[1:]) / 10 + 0.01
    assert (np.abs(np.array(find_breaks(values, rule(method, 5), 2)) - raw) <= room).all()


@settings(max_examples=200)
@given(figures, st.sampled_from(sorted(METHODS)), st.integers(2, 7), st.integers(-100, 100))
def test_diverging_borders_are_symmetric(values: list[float], method: str, count: int, centre: int) -> None:
    breaks = find_breaks(np.array(values), rule(method, count), 0, float(centre))
    assert list(breaks) == sorted(set(breaks))
    assert list(breaks) == [2 * centre - border for border in reversed(breaks)]
