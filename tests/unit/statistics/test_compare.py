"""Differences to larger areas, and the words for them."""

from collections.abc import Callable
from typing import Any

import numpy as np

from atlas.model.finding import Word
from atlas.model.geography import Geography
from atlas.model.judgement import WordRule
from atlas.statistics.compare import compare_to_parent, compare_to_whole, difference, find_words, whole_row

Make = Callable[..., Any]

NOTHING = np.nan
NONE_LIMITED = np.zeros(8, dtype=bool)
FIVE_AREAS = np.arange(3, 8)


def words(values: list[float], limited: np.ndarray = NONE_LIMITED, rows: np.ndarray = FIVE_AREAS, decimals: int = 1) -> list[Word]:
    return [Word(word) for word in find_words(np.array(values), limited, rows, 0, decimals, WordRule()).tolist()]


def test_figures_in_per_cent_differ_by_points(plain: Make) -> None:
    assert [2.5, None] == plain(difference(np.array([12.5, NOTHING]), np.array([10.0, 10.0]), in_points=True))


def test_other_figures_differ_by_per_cent_of_the_reference(plain: Make) -> None:
    assert [25.0, -50.0] == plain(difference(np.array([12.5, 5.0]), np.array([10.0, 10.0]), in_points=False))


def test_there_are_no_per_cent_of_nothing_and_less(plain: Make) -> None:
    assert [None, None, None] == plain(difference(np.array([1.0, 1.0, 1.0]), np.array([0.0, -1.0, NOTHING]), in_points=False))


def test_the_whole_is_not_compared_with_itself(plain: Make) -> None:
    assert [None, 2.0] == plain(compare_to_whole(np.array([10.0, 12.0]), 0, in_points=True))


def test_without_a_whole_nothing_is_compared_with_it(plain: Make) -> None:
    assert [None, None] == plain(compare_to_whole(np.array([10.0, 12.0]), None, in_points=True))


def test_every_area_is_compared_with_the_next_larger_one(town: Geography, plain: Make) -> None:
    values = np.array([10.0, 8.0, 15.0, 9.0, 10.0, 11.0, 15.0, NOTHING])
    assert [None, -2.0, 5.0, 1.0, 2.0, 3.0, 0.0, None] == plain(compare_to_parent(values, town, in_points=True))


# Mean 10, standard deviation (n) 4: similar is up to 1 from the whole, well above and well below is beyond 4.
SPREAD = [4.0, 8.0, 10.0, 12.0, 16.0]


def test_the_words_follow_the_standard_deviation_of_the_areas() -> None:
    expected = [Word.NONE, Word.ABOVE, Word.BELOW, Word.WELL_BELOW, Word.BELOW, Word.SIMILAR, Word.ABOVE, Word.WELL_ABOVE]
    assert expected == words([10.0, 11.1, 8.9, *SPREAD])


def test_the_limits_belong_to_the_nearer_word() -> None:
    assert [Word.SIMILAR, Word.SIMILAR] == words([10.0, 11.0, 9.0, *SPREAD])[1:3]
    assert [Word.ABOVE, Word.BELOW] == words([10.0, 14.0, 6.0, *SPREAD])[1:3]


def test_a_difference_that_does_not_show_in_print_is_none() -> None:
    values = [10.0, 10.04, 10.06, 10.0, 10.0, 10.0, 10.0, 10.0]
    assert [Word.SIMILAR, Word.WELL_ABOVE] == words(values)[1:3]


def test_figures_of_limited_reliability_get_no_word() -> None:
    limited = np.array([False] * 7 + [True])
    assert [Word.ABOVE, Word.NONE] == words([10.0, 11.0, 11.1, *SPREAD], limited)[6:]


def test_areas_without_a_figure_get_no_word() -> None:
    assert Word.NONE == words([10.0, NOTHING, 11.1, *SPREAD])[1]


def test_fewer_than_five_figures_have_no_spread_to_speak_of() -> None:
    assert [Word.NONE] * 8 == words([10.0, 5.0, 20.0, *SPREAD[:4], NOTHING])


def test_without_a_figure_of_the_whole_there_are_no_words() -> None:
    assert [Word.NONE] * 8 == words([NOTHING, 5.0, 20.0, *SPREAD])


def test_the_whole_is_the_only_area_of_the_coarsest_level(town: Geography, geography_of: Make) -> None:
    assert [0, None] == [whole_row(town), whole_row(geography_of({"01": "", "02": "", "0101": "01"}))]
