"""Doubts that only the author can settle, as the author reads them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.geography import Geography
from atlas.model.panel import Status
from atlas.statistics.panels import make_panels

Make = Callable[..., Any]


@pytest.fixture
def told(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> Make:
    """Give the sentences about one indicator, made of these series."""

    def run(series: dict[str, dict[str, list[str | None]]], **indicator: object) -> list[str]:
        found = make_panels(tabulation_of(town, **series), town, register_of(indicator_of(**indicator)))[1]
        return [one.text("en") for one in found]

    return run


def test_a_share_above_one_hundred_per_cent_is_told_with_both_numbers(told: Make) -> None:
    expected = "data/table.csv: warning A232: Area 0101 (0101), 2020: the share young is above 100 %: numerator 21, denominator 20"
    assert [expected] == told({"u18": {"0101": ["21"]}, "people": {"0101": ["20"]}})


def test_many_shares_above_one_hundred_per_cent_are_summed_up(told: Make) -> None:
    found = told({"u18": {"0101": ["21"] * 23}, "people": {"0101": ["20"] * 23}})
    assert 21 == len(found)
    assert "data/table.csv: warning A233: the share young is above 100 % in 3 more places (23 in all)" == found[-1]


def test_a_full_share_and_a_rate_above_its_factor_are_no_doubts(told: Make) -> None:
    assert [] == told({"u18": {"0101": ["20"]}, "people": {"0101": ["20"]}})
    assert [] == told({"u18": {"0101": ["21"]}, "people": {"0101": ["20"]}}, kind="rate")


def test_a_part_of_nothing_is_no_share_above_one_hundred_per_cent(told: Make) -> None:
    assert [] == told({"u18": {"0101": ["21"]}, "people": {"0101": ["0"]}})


def test_a_share_that_is_not_published_is_not_told(told: Make) -> None:
    assert [] == told({"u18": {"0101": ["21"], "0102": ["·"]}, "people": {"0101": ["·"], "0102": ["3"]}})


@pytest.mark.parametrize("series", ["u18", "people"])
def test_a_negative_part_or_denominator_is_told_once_with_the_number_of_others(told: Make, series: str) -> None:
    rows = {"u18": {"0101": ["5", "5", "5"]}, "people": {"0101": ["20", "20", "20"]}} | {series: {"0101": ["-9999", "-3", "-1"]}}
    expected = (
        f"data/table.csv: warning A234: Area 0101 (0101), 2020: the series {series} has a number below zero (-9999); 2 more in this series"
    )
    assert expected in told(rows)


def test_a_negative_number_behind_a_sign_is_not_told(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> None:
    tabulation = tabulation_of(town, u18={"0101": ["-5"]}, people={"0101": ["20"]})
    secret = tabulation.series["u18"]
    tabulation.series["u18"] = replace(secret, status=np.full_like(secret.status, Status.CONFIDENTIAL))
    assert () == make_panels(tabulation, town, register_of(indicator_of()))[1]


@pytest.mark.parametrize("kind", ["rate", "count"])
def test_a_negative_balance_is_only_noted(told: Make, kind: str) -> None:
    series = {"value": "u18", "numerator": "", "denominator": ""} if kind == "count" else {}
    expected = "data/table.csv: note A235: Area 0101 (0101), 2020: the series u18 has a number below zero (-5)"
    assert [expected] == told({"u18": {"0101": ["-5"]}, "people": {"0101": ["20"]}}, kind=kind, **series)


def test_ready_made_values_may_be_negative(told: Make) -> None:
    assert [] == told({"u18": {"0101": ["-5"]}}, kind="value", value="u18", numerator="", denominator="")


TOTALS = {"0101": ["30", "31"], "0102": ["40", "41"], "0201": ["35", "36"], "0202": ["30", "170"]}


def test_a_count_above_all_others_together_in_one_period_is_told(told: Make) -> None:
    assert any(": warning A342: " in line and "has 170 here" in line for line in told({"u18": TOTALS, "people": TOTALS}))


@pytest.mark.parametrize("row", [["200", "210"], ["30", "31"], ["-30", "170"], ["30", "."]])
def test_an_area_that_is_always_large_or_never_is_no_total(told: Make, row: list[str]) -> None:
    table = TOTALS | {"0202": row}
    assert not [line for line in told({"u18": table, "people": table}) if "A342" in line]


def test_periods_with_numerators_but_without_denominators_are_told(told: Make) -> None:
    expected = (
        "data/table.csv: warning A236: indicator young: for 2021, 2022 there are numerators, but not one figure of the series people "
        "as denominator; the indicator has no values there"
    )
    assert [expected] == told({"u18": {"0101": ["5", "5", "5"]}, "people": {"0101": ["20", None, "."]}})


def test_a_ready_made_percentage_above_100_is_told_once(told: Make) -> None:
    value = {"kind": "value", "value": "u18", "numerator": "", "denominator": ""}
    expected = "data/table.csv: warning A242: Area 0101 (0101), 2020: the indicator young has 412 %; 1 more values are above 100 %"
    assert [expected] == told({"u18": {"0101": ["412", "100", "101"]}}, **value, unit="%")
    assert [] == told({"u18": {"0101": ["412"]}}, **value, unit="% on the year before")
