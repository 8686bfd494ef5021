"""Sums up the hierarchy: what is added, what is not, and what is told."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.base.diagnostics import Diagnostic, Severity
from atlas.model.geography import Geography
from atlas.model.indicator import Survey
from atlas.model.panel import NUMERIC, Status
from atlas.statistics.aggregate import aggregate

Make = Callable[..., Any]

PARTS = ("0101", "0102", "0103", "0201", "0202")


@pytest.fixture
def summed(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make, cells: Make) -> Make:
    """Sum one series over the town: the cells of its five areas, and of larger areas by key; gives the cells of all, and what was found."""

    def run(**indicator: object) -> Make:
        def inner(*parts: str | None, own: dict[str, str] | None = None) -> tuple[list[str], tuple[Diagnostic, ...]]:
            rows = dict(zip(PARTS, parts, strict=False)) | (own or {})
            tabulation = tabulation_of(town, u18={key: [cell] for key, cell in rows.items()})
            result, found = aggregate(tabulation, town, register_of(indicator_of(**indicator)))
            return cells(result.series["u18"]), found

        return inner

    return run


@pytest.fixture
def sums(summed: Make) -> Make:
    """Give the sums of the whole and the two districts."""
    run = summed()
    return lambda *parts, own=None: run(*parts, own=own)[0][:3]


def test_counts_are_summed_level_by_level_up_to_the_whole(sums: Make) -> None:
    assert ["15", "6", "9"] == sums("1", "2", "3", "4", "5")


def test_a_delivered_row_wins_over_the_sum(sums: Make) -> None:
    assert ["109", "100", "9"] == sums("1", "2", "3", "4", "5", own={"01": "100"})


@pytest.mark.parametrize("sign", ["·", ".", "…", "/", "#"])
def test_a_delivered_sign_of_the_coarser_area_wins_over_the_sum(sums: Make, sign: str | None) -> None:
    assert [".", sign, "9"] == sums("1", "2", "3", "4", "5", own={"01": sign})


def test_a_district_where_the_count_makes_no_sense_is_passed_over_by_the_whole(sums: Make) -> None:
    assert ["9", "x", "9"] == sums("1", "2", "3", "4", "5", own={"01": "x"})


@pytest.mark.parametrize("sign", ["·", ".", "…", "/", "#", None])
def test_an_area_without_a_figure_leaves_the_sum_unknown(sums: Make, sign: str | None) -> None:
    assert [".", ".", "9"] == sums(sign, "2", "3", "4", "5")


def test_areas_where_the_count_makes_no_sense_are_passed_over(sums: Make) -> None:
    assert ["14", "5", "9"] == sums("x", "2", "3", "4", "5")


def test_areas_that_did_not_yet_have_their_borders_are_not_passed_over(
    geography_of: Make, tabulation_of: Make, register_of: Make, indicator_of: Make, cells: Make
) -> None:
    geography = geography_of({"0": "", "01": "0", "02": "0"}, since={"02": "2021"})
    tabulation = tabulation_of(geography, u18={"01": ["4", "4", "4"], "02": ["x", "x", "5"]})
    result, _ = aggregate(tabulation, geography, register_of(indicator_of()))
    assert [[".", "4", "9"]] == cells(result.series["u18"], 0)


def test_a_sum_over_nothing_but_senseless_areas_is_unknown(sums: Make) -> None:
    assert [".", ".", "9"] == sums("x", "x", "x", "4", "5")


def test_limited_parts_make_an_ordinary_sum(sums: Make) -> None:
    assert ["15", "6", "9"] == sums("(1)", "2", "3", "4", "5")


def test_a_sum_of_nothing_is_zero(sums: Make) -> None:
    assert ["9", "–", "9"] == sums("–", "0", "–", "4", "5")


def test_a_sum_of_less_than_half_units_stays_below_half(sums: Make) -> None:
    assert ["9", "0*", "9"] == sums("–", "0*", "–", "4", "5")


def test_ready_made_values_are_never_summed(summed: Make) -> None:
    run = summed(kind="value", value="u18", numerator="", denominator="")
    assert [".", ".", "."] == run("1", "2", "3", "4", "5")[0][:3]


def test_a_series_that_no_indicator_uses_is_summed_for_the_heads_of_profiles(summed: Make) -> None:
    run = summed(numerator="other")
    assert ["15", "6", "9"] == run("1", "2", "3", "4", "5")[0][:3]


def test_what_was_delivered_is_still_known_afterwards(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> None:
    tabulation = tabulation_of(town, u18={"0101": ["1"], "0102": ["2"], "0103": ["3"]})
    result, _ = aggregate(tabulation, town, register_of(indicator_of()))
    assert tabulation.series["u18"].delivered.tolist() == result.series["u18"].delivered.tolist()


def test_a_sum_carries_the_flags_of_all_its_parts(
    town: Geography, counts_of: Make, tabulation_of: Make, register_of: Make, indicator_of: Make
) -> None:
    rows = {"0101": ["1"], "0102": ["2"], "0103": ["3"], "0201": ["4"], "0202": ["5"]}
    tabulation = tabulation_of(town, u18=rows)
    tabulation.series["u18"] = counts_of(town, rows, {"0101": [1], "0103": [4], "0201": [2]})
    result, _ = aggregate(tabulation, town, register_of(indicator_of()))
    assert [7, 5, 2, 1, 0, 4, 2, 0] == result.series["u18"].flags[:, 0].tolist()


def test_the_input_stays_as_it_was_and_the_result_is_read_only(
    town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make
) -> None:
    tabulation = tabulation_of(town, u18={"0201": ["4"], "0202": ["5"]})
    result, _ = aggregate(tabulation, town, register_of(indicator_of()))
    assert np.isnan(tabulation.series["u18"].values[2, 0])
    assert not result.series["u18"].values.flags.writeable


def test_a_disagreement_is_told_with_both_numbers(summed: Make) -> None:
    _, (found,) = summed()("1", "2", "3", own={"01": "100"})
    assert (
        "data/table.csv: Warnung A230: Area 01 (01), 2020: Für die Reihe u18 steht in der Tabelle 100, die Summe der Teilgebiete ergibt 6."
        == found.text("de")
    )


def test_half_a_unit_is_no_disagreement(summed: Make) -> None:
    assert [[], ["A230"]] == [[one.code for one in summed()("1", "2", "3", own={"01": own})[1]] for own in ("6.5", "6.6")]


def test_an_incomplete_sum_is_no_disagreement(summed: Make) -> None:
    assert () == summed()("1", "·", "3", own={"01": "100"})[1]


def test_many_disagreements_of_a_series_are_summed_up(
    geography_of: Make, tabulation_of: Make, register_of: Make, indicator_of: Make
) -> None:
    keys = [f"{number:02d}" for number in range(25)]
    geography = geography_of(dict.fromkeys(keys, "") | {f"{key}01": key for key in keys})
    rows = {key: ["9"] for key in keys} | {f"{key}01": ["1"] for key in keys}
    _, found = aggregate(tabulation_of(geography, u18=rows), geography, register_of(indicator_of()))
    assert ["A230"] * 20 + ["A231"] == [one.code for one in found]
    assert {"series": "u18", "more": "5", "total": "25"} == dict(found[-1].details)
    assert {Severity.WARNING} == {one.severity for one in found}


CELLS = st.one_of(st.integers(0, 10_000).map(str), st.sampled_from(["–", "0*", "·", ".", "…", "/", "x", "#", "(7)", None]))


@settings(max_examples=150)
@given(cells=st.lists(CELLS, min_size=5, max_size=5))
def test_a_sum_is_the_sum_of_its_parts_or_nothing(
    town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make, cells: list[str | None]
) -> None:
    rows = {key: [cell] for key, cell in zip(PARTS, cells, strict=True)}
    result = aggregate(tabulation_of(town, u18=rows), town, register_of(indicator_of()))[0].series["u18"]
    for row, area in enumerate(town.areas):
        inside = list(town.children[area.key])
        if not inside:
            continue
        figures = np.isin(result.status[inside, 0], NUMERIC)
        passed = result.status[inside, 0] == Status.NOT_APPLICABLE
        if figures.any() and (figures | passed).all():
            assert result.values[inside, 0][figures].sum() == result.values[row, 0]
        else:
            assert Status.UNKNOWN == result.status[row, 0]
            assert np.isnan(result.values[row, 0])


def test_nothing_of_a_survey_is_added_up(summed: Make) -> None:
    survey = Survey(size="u18", low="", high="", error="u18")
    totals, found = summed(survey=survey, kind="value", value="rent", numerator="", denominator="")(
        "1", "2", "3", "4", "5", own={"01": "2"}
    )
    assert [[".", "2", "."], ()] == [totals[:3], found]


def test_counts_that_are_not_additive_stay_as_they_are(summed: Make) -> None:
    assert [".", ".", "."] == summed(additive=False)("1", "2", "3", "4", "5")[0][:3]


def test_ready_made_values_are_averaged_by_the_series_named(
    town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make
) -> None:
    values = {"0101": ["6"], "0102": ["9"], "0103": ["x"], "0201": ["12"], "0202": ["·"]}
    people = {"0101": ["100"], "0102": ["200"], "0103": ["50"], "0201": ["10"], "0202": ["10"]}
    indicator = indicator_of(kind="value", value="rent", numerator="", denominator="", weighted_by="people")
    result, _ = aggregate(tabulation_of(town, rent=values, people=people), town, register_of(indicator))
    assert [True, 8.0, True] == [bool(np.isnan(value)) or float(value) for value in result.series["rent"].values[:3, 0]]
