"""Which periods may be compared, and what changed between them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.model.geography import Geography
from atlas.model.indicator import SeriesBreak
from atlas.statistics.trend import base_period, cut_series, find_change, find_steps, latest_period

Make = Callable[..., Any]

AREAS = np.arange(3, 8)


@pytest.fixture
def base(town: Geography, panel_of: Make, indicator_of: Make) -> Make:
    """Give the base period for rows of cells, a series break in some years, and flags."""

    def run(rows: dict[str, list[str]], *breaks: str, flags: dict[str, list[int]] | None = None) -> int:
        panel = panel_of(town, rows, flags)
        indicator = indicator_of(series_breaks=tuple(SeriesBreak(period=period, note="") for period in breaks))
        return base_period(panel, indicator, AREAS, 0, latest_period(panel, AREAS))

    return run


@pytest.fixture
def cut(town: Geography, panel_of: Make, indicator_of: Make) -> Make:
    """Give periods, the figures of one area and the periods of notes, of a series cut in some years."""

    def run(*breaks: str, pool: int = 1) -> tuple[tuple[str, ...], list[float], list[str]]:
        panel = replace(panel_of(town, {"0101": ["1", "2", "3", "4"]}), notes=((3, 1, "neu"), (3, 3, "vorläufig")))
        indicator = indicator_of(series_breaks=tuple(SeriesBreak(period=period, note="", cut=True) for period in breaks), pool=pool)
        made = cut_series(panel, indicator)
        return made.periods, made.values[town.rows["0101"]].tolist(), [made.periods[period] for _, period, _ in made.notes]

    return run


def test_a_series_that_is_cut_begins_at_its_last_break(cut: Make) -> None:
    assert (("2022", "2023"), [3.0, 4.0], ["2023"]) == cut("2021", "2022")


def test_a_series_without_a_cut_stays_whole(cut: Make) -> None:
    assert ("2020", "2021", "2022", "2023") == cut()[0]


def test_years_counted_together_lie_behind_the_cut_as_a_whole(cut: Make) -> None:
    assert (("2022", "2023"), [3.0, 4.0], ["2023"]) == cut("2021", pool=2)


def test_a_series_cut_behind_its_last_figures_waits_for_new_ones(cut: Make) -> None:
    periods, values, notes = cut("2024")
    assert (("2023",), True, []) == (periods, np.isnan(values).all(), notes)


def test_the_latest_period_is_the_last_with_a_figure(town: Geography, panel_of: Make) -> None:
    assert 1 == latest_period(panel_of(town, {"0": ["1", "1", "1"], "0101": ["1", "1", "…"], "0102": ["1", "·", "."]}), AREAS)


def test_without_a_figure_there_is_no_latest_period(town: Geography, panel_of: Make) -> None:
    assert -1 == latest_period(panel_of(town, {"0": ["1", "1"], "0101": [".", "·"]}), AREAS)


def test_the_base_is_the_first_period_with_a_figure_of_the_whole(base: Make) -> None:
    assert 1 == base({"0": [".", "5", "5"], "0101": ["4", "4", "4"]})


def test_without_figures_of_the_whole_the_areas_decide_on_the_base(base: Make) -> None:
    assert 1 == base({"0": [".", ".", "."], "0101": [".", "4", "4"]})


def test_the_base_is_not_before_the_last_declared_series_break(base: Make) -> None:
    assert 2 == base({"0": ["5"] * 4, "0101": ["4"] * 4}, "2021", "2022")


def test_a_series_break_between_two_periods_starts_with_the_later_one(base: Make) -> None:
    assert 2 == base({"0": ["5"] * 4, "0101": ["4"] * 4}, "2021-07")


def test_a_series_break_after_the_latest_period_says_nothing_yet(base: Make) -> None:
    assert 0 == base({"0": ["5"] * 3, "0101": ["4", "4", "."]}, "2022")


def test_a_flag_beside_every_figure_of_the_areas_is_a_series_break(base: Make) -> None:
    rows = {"0": ["5", "5", "5"], "0101": ["4", "4", "4"], "0102": ["4", "4", "4"]}
    assert [1, 0] == [base(rows, flags={"0101": [0, 8, 0], "0102": [0, 8, 0]}), base(rows, flags={"0101": [0, 8, 0]})]


def test_a_period_without_figures_of_the_areas_is_no_series_break(base: Make) -> None:
    assert 0 == base({"0": ["5", "5", "5"], "0101": ["4", ".", "4"]})


def test_without_a_latest_period_there_is_no_base(base: Make) -> None:
    assert -1 == base({"0": [".", "."], "0101": [".", "."]})


def test_change_is_in_points_or_in_per_cent(town: Geography, panel_of: Make) -> None:
    panel = panel_of(town, {"0101": ["8", "9", "10"]})
    assert [2.0, 25.0] == [find_change(panel, town, 0, 2, in_points=points)[3] for points in (True, False)]


def test_change_needs_both_figures(town: Geography, panel_of: Make, plain: Make) -> None:
    panel = panel_of(town, {"0101": ["8", "10"], "0102": ["·", "10"], "0103": ["8", "·"]})
    assert [2.0, None, None] == plain(find_change(panel, town, 0, 1, in_points=True))[3:6]


def test_nothing_changes_within_one_period(town: Geography, panel_of: Make, plain: Make) -> None:
    assert [None] * 8 == plain(find_change(panel_of(town, {"0101": ["8", "10"]}), town, 1, 1, in_points=True))


def test_a_break_in_an_areas_own_series_hides_its_change(town: Geography, panel_of: Make, plain: Make) -> None:
    rows = {"0101": ["8", "9", "10"], "0102": ["8", "9", "10"]}
    panel = panel_of(town, rows, {"0101": [8, 0, 0], "0102": [0, 8, 0]})
    assert [2.0, None] == plain(find_change(panel, town, 0, 2, in_points=True))[3:5]


def test_borders_younger_than_the_base_hide_an_areas_change(geography_of: Make, panel_of: Make, plain: Make) -> None:
    geography = geography_of({"0": "", "01": "0", "02": "0"}, since={"01": "2020", "02": "2021"})
    panel = panel_of(geography, {"01": ["8", "10"], "02": ["8", "10"]})
    assert [None, 2.0, None] == plain(find_change(panel, geography, 0, 1, in_points=True))


def test_classes_of_change_are_alike_on_both_sides_of_zero() -> None:
    changes = np.array([-6.0, -2.5, -1.0, -0.3, 0.2, 0.4, 1.2, 2.4, 3.0, 7.0])
    assert (-2.0, -1.0, 1.0, 2.0) == find_steps(changes, 1)


def test_too_few_changes_have_no_classes() -> None:
    assert () == find_steps(np.array([1.0, np.nan, 2.0]), 1)
    assert () == find_steps(np.zeros(9), 1)


@given(st.lists(st.floats(-1e4, 1e4, allow_nan=False), min_size=5), st.integers(0, 2))
def test_borders_of_change_rise_and_can_be_printed(changes: list[float], decimals: int) -> None:
    steps = find_steps(np.array(changes), decimals)
    assert sorted(set(steps)) == list(steps)
    assert all(round(step, decimals) == pytest.approx(step) for step in steps)
