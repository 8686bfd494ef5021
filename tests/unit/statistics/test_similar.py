"""Similar areas: nearest in standardised core indicators, and what decides."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.geography import Geography
from atlas.statistics.find import find
from atlas.statistics.similar import FEWEST_AREAS, NEAREST, find_similar
from tests.unit.statistics.conftest import make_geography

Make = Callable[..., Any]

VILLAGE = make_geography({"0": "", **{f"{number:02}": "0" for number in range(1, 11)}})
COLUMNS = {
    "young": [10, 11, 20, 21, 30, 31, 40, 41, 50, 51],
    "poor": [5, 5, 9, 9, 5, 5, 9, 9, 5, 5],
    "old": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
}


@pytest.fixture
def core(panel_of: Make, indicator_of: Make) -> Make:
    """Make core indicators from columns of ten areas."""

    def run(columns: dict[str, list[Any]] = COLUMNS, geography: Geography = VILLAGE, **given: Any) -> list[Any]:
        found = []
        for name, column in columns.items():
            rows = {area.key: [str(cell)] for area, cell in zip(geography.areas[1:], column, strict=False)}
            indicator, panel = indicator_of(id=name, **given), panel_of(geography, rows)
            found.append((indicator, panel, find(panel, indicator, geography, "district")))
        return found

    return run


def test_the_nearest_area_in_all_core_indicators_comes_first(core: Make) -> None:
    found = find_similar(core(), VILLAGE)
    assert [2, 1, 4, 3] == [found[row][0].row for row in (1, 2, 3, 4)]
    assert {NEAREST} == {len(likes) for likes in found.values()}


def test_distances_rise_and_are_the_quadratic_mean_of_differences_in_standard_deviations(core: Make) -> None:
    columns = core()
    likes = find_similar(columns, VILLAGE)[1]
    standard = np.column_stack([panel.values[1:, 0] / panel.values[1:, 0].std() for _, panel, _ in columns])
    expected = [float(np.sqrt(((standard[0] - standard[one.row - 1]) ** 2).mean())) for one in likes]
    assert expected == pytest.approx([one.distance for one in likes])
    assert sorted(expected) == pytest.approx(expected)


def test_what_differs_least_and_most_is_named(core: Make) -> None:
    like = find_similar(core(), VILLAGE)[1][0]
    assert ["poor", "old"] == [like.nearest, like.farthest]
    assert 1 / np.array(COLUMNS["old"]).std() == pytest.approx(like.gap)


@pytest.mark.parametrize("cell", ["·", ".", "(5)"])
def test_an_area_without_one_of_the_figures_is_left_out(core: Make, cell: str) -> None:
    found = find_similar(core(COLUMNS | {"poor": [cell, *COLUMNS["poor"][1:]]}), VILLAGE)
    assert 1 not in found
    assert 1 not in {one.row for likes in found.values() for one in likes}


def test_counts_say_nothing_about_likeness(core: Make) -> None:
    assert {} == find_similar(core(kind="count"), VILLAGE)


def test_a_change_of_unit_changes_nothing(core: Make) -> None:
    columns = core()
    scaled = [(indicator, replace(panel, values=panel.values * 1000), finding) for indicator, panel, finding in columns]
    assert [[one.row for one in likes] for likes in find_similar(columns, VILLAGE).values()] == [
        [one.row for one in likes] for likes in find_similar(scaled, VILLAGE).values()
    ]


def test_with_few_areas_or_indicators_nothing_is_called_similar(core: Make) -> None:
    assert {} == find_similar(core({"young": COLUMNS["young"], "poor": COLUMNS["poor"]}), VILLAGE)
    few = {name: [*column[: FEWEST_AREAS - 1], ".", ".", "."] for name, column in COLUMNS.items()}
    assert {} == find_similar(core(few), VILLAGE)
