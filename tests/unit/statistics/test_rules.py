"""Rules of authors: who is selected, who is not, who cannot be told; and which changes are shown."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from atlas.model.analysis import Criterion, Outcome, SelectionRule, WatchRule
from atlas.model.geography import Geography
from atlas.model.indicator import SeriesBreak
from atlas.statistics.find import find
from atlas.statistics.rules import select, watch

Make = Callable[..., Any]

AREAS = ("0101", "0102", "0103", "0201", "0202")
YES, NO, UNKNOWN = Outcome.YES, Outcome.NO, Outcome.UNKNOWN


def rule(*criteria: Criterion, **given: Any) -> SelectionRule:
    defaults = {"id": "r", "title": "R", "label": "picked", "note": "", "level": "area", "reference": "whole", "at_least": 2}
    return SelectionRule(criteria=criteria, **(defaults | given))


def criterion(indicator: str, side: str = "above", deviation: float = 1.0, measure: str = "points") -> Criterion:
    return Criterion(indicator=indicator, side=side, deviation=deviation, measure=measure)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def selected(town: Geography, panel_of: Make, indicator_of: Make) -> Make:
    """Try a rule on rows of figures per indicator, the whole's first."""

    def make(made: SelectionRule, **rows: list[str]) -> Any:
        panels = {
            name: panel_of(town, {key: [cell] for key, cell in zip(("0", *AREAS), cells, strict=True)}) for name, cells in rows.items()
        }
        findings = {name: find(panels[name], indicator_of(id=name), town, "area") for name in rows}
        return select(made, panels, findings, town)

    return make


def test_an_area_that_meets_enough_criteria_is_selected(selected: Make) -> None:
    made = rule(criterion("a"), criterion("b", "below"))
    found = selected(made, a=["5", "6", "9", "5", "6", "4"], b=["5", "4", "5", "1", "4.5", "9"])
    assert [[YES, NO, NO, NO, NO], (2, 1, 1, 1, 0), (6.0, 4.0)] == [list(found.selected), found.met, found.limits]


def test_where_figures_are_missing_it_is_only_told_what_they_cannot_change(selected: Make) -> None:
    made = rule(criterion("a"), criterion("b"), criterion("c"))
    found = selected(made, a=["5", "6", "6", "5", "·", "6"], b=["5", "6", "5", "5", "5", "."], c=["5", "·", ".", "·", "5", "5"])
    assert [YES, UNKNOWN, NO, NO, UNKNOWN] == list(found.selected)


def test_deviations_are_counted_in_per_cent_or_in_standard_deviations(selected: Make) -> None:
    made = rule(criterion("a", deviation=20, measure="percent"), criterion("a", deviation=1, measure="sd"), reference="mean")
    found = selected(made, a=["99", "4", "6", "4", "6", "5"])
    assert [(5.0, 5.0), (6.0, pytest.approx(5 + np.std([4, 6, 4, 6, 5])))] == [found.references, found.limits]


@pytest.fixture(scope="session")
def watched(town: Geography, panel_of: Make, indicator_of: Make) -> Make:
    """Watch rows of figures of three years for a change; give the keys of the areas that stand out, and how many were compared."""

    def make(rows: dict[str, list[str]], flags: Any = None, breaks: tuple[SeriesBreak, ...] = (), **given: Any) -> tuple[list[str], int]:
        defaults = {"indicator": "a", "change": 2.0, "direction": "either", "years": 2, "measure": "points", "level": "area", "note": ""}
        panel, indicator = panel_of(town, rows, flags), indicator_of(id="a", series_breaks=breaks)
        found = watch(WatchRule(**(defaults | given)), indicator, panel, find(panel, indicator, town, "area"), town)
        return [town.areas[alert.row].key for alert in found.alerts], found.counted

    return make


ROWS = {"0101": ["5", "9", "7"], "0102": ["5", "5", "2"], "0103": ["5", "5", "6"], "0201": ["5", "5", "·"], "0202": ["4", "4", "9"]}


@pytest.mark.parametrize(("direction", "expected"), [("either", ["0202", "0102", "0101"]), ("rise", ["0202", "0101"]), ("fall", ["0102"])])
def test_areas_that_moved_far_enough_are_named_the_furthest_first(watched: Make, direction: str, expected: list[str]) -> None:
    assert (expected, 4) == watched(ROWS, direction=direction)


def test_nothing_is_compared_across_a_break_in_the_series(watched: Make) -> None:
    assert ([], 0) == watched(ROWS, breaks=(SeriesBreak(period="2021", note=""),))


def test_an_area_with_a_break_of_its_own_is_left_out(watched: Make) -> None:
    assert (["0102", "0101"], 3) == watched(ROWS, flags={"0202": [0, 8, 0]})


def test_without_a_period_so_many_years_before_nothing_is_compared(watched: Make) -> None:
    assert ([], 0) == watched(ROWS, years=5)
