"""The finding as a whole: who decides, and what is left out."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from atlas.model.finding import NO_CLASS, Word
from atlas.model.geography import Geography
from atlas.model.indicator import ClassRule
from atlas.statistics.find import find

Make = Callable[..., Any]

ROWS = {
    "0": ["10", "12"],
    "01": ["8", "10"],
    "0101": ["2", "4"],
    "0102": ["8", "10"],
    "0103": ["14", "·"],
    "0201": ["20", "24"],
    "0202": ["6", "(6)"],
}


@pytest.fixture
def found(town: Geography, panel_of: Make, indicator_of: Make) -> Make:
    classes = ClassRule(method="equal", count=2, breaks=())
    return lambda rows=ROWS, **indicator: find(panel_of(town, rows), indicator_of(**({"classes": classes} | indicator)), town, "area")


def test_a_share_in_per_cent_is_compared_in_points(found: Make, plain: Make) -> None:
    finding = found()
    assert finding.in_points
    assert [None, -2.0, None, -8.0, -2.0, None, 12.0, -6.0] == plain(finding.to_whole)
    assert [None, -2.0, None, -6.0, 0.0, None, None, None] == plain(finding.to_parent)
    assert [2.0, 2.0, None, 2.0, 2.0, None, 4.0, 0.0] == plain(finding.change)


def test_other_figures_are_compared_in_per_cent(found: Make, plain: Make) -> None:
    finding = found(kind="mean", unit="m²")
    assert not finding.in_points
    assert [None, 100.0] == [plain(finding.to_whole)[0], plain(finding.to_whole)[6]]
    assert [20.0, 25.0] == plain(finding.change)[:2]


def test_counts_are_compared_with_earlier_ones_only(found: Make, plain: Make) -> None:
    finding = found(kind="count", unit="")
    assert [[None] * 8, [None] * 8, [Word.NONE] * 8] == [plain(finding.to_whole), plain(finding.to_parent), finding.words.tolist()]
    assert 20.0 == plain(finding.change)[0]


def test_words_need_five_areas_with_a_figure(found: Make) -> None:
    assert [Word.NONE] * 8 == found().words.tolist()
    words = found(ROWS | {"0103": ["14", "14"]}).words.tolist()
    assert [Word.NONE, Word.BELOW, Word.NONE, Word.WELL_BELOW, Word.BELOW, Word.ABOVE, Word.WELL_ABOVE, Word.NONE] == words


def test_borders_come_from_all_periods_of_the_main_level(found: Make) -> None:
    finding = found()
    assert (12.5,) == finding.breaks
    assert [[0, 0], [0, 0], [NO_CLASS, NO_CLASS], [0, 0], [0, 0], [1, NO_CLASS], [1, 1], [0, 0]] == finding.classes.tolist()


def test_larger_areas_play_no_part_in_borders(found: Make) -> None:
    assert found().breaks == found(ROWS | {"02": ["90", "99"]}).breaks


def test_a_suppressed_cell_plays_no_part_in_borders(found: Make) -> None:
    assert found(ROWS).breaks == found({key: cells for key, cells in ROWS.items() if key != "0103"} | {"0103": ["14", "."]}).breaks


def test_without_figures_of_the_main_level_the_finest_level_that_has_any_decides(found: Make) -> None:
    finding = found({"0": ["10", "11", "12"], "01": ["8", "20", "."], "02": ["30", "20", "."]})
    assert [1, 0, (20.0,)] == [finding.latest, finding.base, finding.breaks]


def test_an_indicator_without_a_figure_has_an_empty_finding(found: Make, plain: Make) -> None:
    finding = found({"0": [".", "·"]})
    assert [-1, -1, ()] == [finding.latest, finding.base, finding.breaks]
    assert [[None] * 8] * 3 == [plain(array) for array in (finding.to_whole, finding.to_parent, finding.change)]
    assert {NO_CLASS} == set(finding.classes.ravel().tolist())


def test_an_indicator_without_a_period_has_an_empty_finding(found: Make) -> None:
    finding = found({"0": []})
    assert [-1, -1, (8, 0)] == [finding.latest, finding.base, finding.classes.shape]


def test_findings_are_read_only(found: Make) -> None:
    finding = found()
    arrays: list[np.ndarray] = [finding.classes, finding.to_whole, finding.to_parent, finding.change, finding.words]
    assert [False] * 5 == [array.flags.writeable for array in arrays]
