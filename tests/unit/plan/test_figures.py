"""Rows: a figure beside the parent's and the whole's, and its place among all areas."""

import math

import pytest

from atlas.model.page import FigureRow, Strip
from atlas.model.panel import Status
from atlas.plan.desk import Desk
from atlas.plan.figures import STRIP_WIDTH, Board, figure_row


def board(desk: Desk, indicator: str) -> Board:
    return next(found for found in desk.boards if found.indicator.id == indicator)


def row(desk: Desk, indicator: str, key: str, *, placed: bool = True) -> FigureRow:
    return figure_row(board(desk, indicator), desk.geography, desk.geography.rows[key], placed=placed)


def strip(desk: Desk, key: str) -> Strip:
    found = row(desk, "under18", key).strip
    assert found is not None
    return found


def test_the_lowest_area_stands_at_the_beginning_of_the_strip_and_the_highest_at_its_end(desk: Desk) -> None:
    # Shares of residents under 18 in 2025: A2 12.5, A1 13.1, B3 13.3, B2 19.7, B1 22.2.
    assert [0, STRIP_WIDTH] == [row(desk, "under18", key).position for key in ("A2", "B1")]


def test_a_district_is_placed_among_districts(desk: Desk) -> None:
    assert [0, STRIP_WIDTH, 2] == [*(row(desk, "under18", key).position for key in ("A", "B")), strip(desk, "A").count]


def test_the_whole_shows_where_the_areas_of_the_main_level_stand(desk: Desk) -> None:
    assert [5, -1] == [strip(desk, "0").count, row(desk, "under18", "0").position]


def test_a_withheld_figure_has_no_place_and_no_tick(desk: Desk) -> None:
    found = board(desk, "unemployed")
    period = found.panel.periods.index("2021")
    rows = desk.geography.rows
    assert [Status.CONFIDENTIAL, Status.CONFIDENTIAL] == [found.panel.status[rows[key], period] for key in ("A1", "A2")]
    assert all(math.isnan(found.panel.values[rows[key], period]) for key in ("A1", "A2"))


def test_a_sum_over_withheld_figures_is_not_made(desk: Desk) -> None:
    found = board(desk, "unemployed")
    period = found.panel.periods.index("2021")
    assert [True, True] == [math.isnan(found.panel.values[desk.geography.rows[key], period]) for key in ("A", "0")]


def test_the_parent_is_left_out_where_it_is_the_whole(desk: Desk) -> None:
    assert [True, False] == [row(desk, "under18", key).parent is None for key in ("A", "A1")]


def test_a_row_without_its_place_has_no_strip(desk: Desk) -> None:
    assert row(desk, "under18", "A1", placed=False).strip is None


@pytest.mark.parametrize(("key", "expected"), [("A1", 404 / 3073 * 100), ("0", 3355 / 18903 * 100)])
def test_a_share_is_made_from_summed_counts(desk: Desk, key: str, expected: float) -> None:
    found = row(desk, "under18", key)
    assert expected == pytest.approx(found.own.values[found.latest])
