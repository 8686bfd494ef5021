"""A chart's figures and words, before it is drawn."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from atlas.base.language import translate
from atlas.model.chart import ChartLine, DevelopmentChart, SpreadChart
from atlas.render.chart_data import MANY_AREAS, make_chart_data

NAN = math.nan


def development(*lines: ChartLine, periods: Sequence[str] = ("2020", "2021", "2022"), breaks: tuple[int, ...] = ()) -> Any:
    return make_chart_data(DevelopmentChart(unit="%", decimals=1, periods=tuple(periods), lines=lines, breaks=breaks), "de")


def other(*values: float, name: str = "Altstadt") -> ChartLine:
    return ChartLine(name=name, role="other", values=values)


def whole(*values: float) -> ChartLine:
    return ChartLine(name="Wallenfurt", role="whole", values=values)


def spread(*values: float, **changes: Any) -> Any:
    places = range(len(values))
    given = {
        "groups": ("Mitte", "Nord"),
        "names": tuple(f"A{place}" for place in places),
        "group_of": tuple(place % 2 for place in places),
        "whole": 5.04,
    }
    return make_chart_data(
        SpreadChart(**({"unit": "%", "decimals": 1, "values": np.array(values), "whole_name": "Wallenfurt"} | given | changes)), "de"
    )


def test_figures_are_rounded_as_they_are_published() -> None:
    assert development(other(1.25, 2.349, 3.0)).rows["lines"][0]["values"] == [1.3, 2.3, 3.0, None]


def test_a_missing_figure_is_a_gap() -> None:
    assert development(other(1, NAN, 3), whole(1, 2, 3)).rows["lines"][0]["values"] == [1, None, 3, None]


def test_a_period_for_which_nobody_has_a_figure_is_left_out() -> None:
    data = development(other(1, NAN, 3), whole(2, NAN, 4))
    assert (data.parameters["labels"], data.parameters["ticks"]) == (["2020", "2022"], [2020, 2022])


def test_lines_are_cut_at_a_break_of_the_series() -> None:
    data = development(other(1, 2, 3), breaks=(2,))
    assert data.rows["lines"][0]["values"] == [1, 2, None, 3, None]
    assert len(data.parameters["steps"]) == 5


def test_a_break_is_marked_between_the_periods_it_parts() -> None:
    assert [{"step": 2021.5, "words": translate("de")("break in series")}] == development(other(1, 2, 3), breaks=(2,)).rows["breaks"]


def test_a_break_in_a_period_without_figures_moves_to_the_next() -> None:
    assert [mark["step"] for mark in development(other(1, NAN, 3), breaks=(1,)).rows["breaks"]] == [2021]


def test_a_break_before_the_first_figure_is_none() -> None:
    assert development(other(NAN, 2, 3), breaks=(1,)).rows["breaks"] == []


@pytest.mark.parametrize(
    ("periods", "ticks"),
    [
        (("2014", "2018", "2019"), [2014, 2018, 2019]),
        (("2019/20", "2020/21"), [2019, 2020]),
        (("2020-01", "2020-07"), [2020, 2020.5]),
        (("vorher", "nachher"), [0, 1]),
        (("2020 A", "2020 B"), [0, 1]),
    ],
)
def test_periods_stand_where_they_are_in_time(periods: tuple[str, ...], ticks: list[float]) -> None:
    assert ticks == development(other(*range(len(periods))), periods=periods).parameters["ticks"]


def test_the_end_of_the_line_of_the_whole_is_labelled_with_its_last_figure() -> None:
    ends = development(other(1, 2, 3), whole(4, 11.26, NAN)).rows["ends"]
    assert [(end["step"], end["words"]) for end in ends] == [(2021, ["Wallenfurt", "11,3\u202f%"])]


def test_a_long_name_at_the_end_of_a_line_is_broken() -> None:
    (end,) = development(ChartLine(name="Mülheim an der Ruhr", role="whole", values=(1, 2, 3))).rows["ends"]
    assert end["words"] == ["Mülheim an der", "Ruhr", "3,0\u202f%"]


def test_a_long_unit_stands_at_the_axis_and_not_beside_numbers() -> None:
    data = spread(1, 9, unit="je 1.000 Einwohner")
    assert (data.parameters["measure"], data.parameters["measured"]) == ("je 1.000 Einwohner", "")
    assert data.rows["wholes"][0]["words"] == "Wallenfurt 5,0"


def test_the_higher_of_two_labels_stands_above_and_the_lower_below() -> None:
    chosen = ChartLine(name="Hafen", role="chosen", values=(1, 2, 3.1))
    higher, lower = development(whole(1, 2, 3), chosen).rows["ends"]
    assert (higher["words"], lower["words"]) == (["Hafen", "3,1\u202f%"], ["Wallenfurt", "3,0\u202f%"])
    assert higher["shift"] < 0 < lower["shift"]


def many(number: int) -> Any:
    lines = [ChartLine(name=f"Gebiet {place}", role="other", values=(float(place), NAN, place + 0.5)) for place in range(number)]
    return development(*lines, whole(50, 51, 52))


def test_sixty_areas_are_still_lines() -> None:
    assert (len(many(MANY_AREAS).rows["lines"]), many(MANY_AREAS).rows["bands"]) == (MANY_AREAS + 1, [])


def test_more_areas_become_the_range_and_the_quartiles_of_each_period() -> None:
    data = many(101)
    first, second, third, end = data.rows["bands"]
    assert first == {"step": 2020, "low": 0, "quarter": 25, "three_quarters": 75, "high": 100}
    assert (second, (third["quarter"] + third["three_quarters"]) / 2, end) == ({"step": 2021}, 50.5, {"step": 2022})


def test_of_many_areas_only_the_whole_keeps_its_line() -> None:
    assert [line["name"] for line in many(101).rows["lines"]] == ["Wallenfurt"]


def test_bands_are_labelled_in_words() -> None:
    data = many(101)
    assert [end["words"][0] for end in data.rows["ends"]] == ["höchster Wert", "Wallenfurt", "niedrigster Wert"]
    assert [note["words"] for note in data.rows["notes"]] == ["mittlere Hälfte"]


@pytest.mark.parametrize(("figures", "zero"), [((2, 8, 30), True), ((38, 41, 44), False), ((-3, 8, 30), False)])
def test_zero_is_shown_where_figures_are_far_apart(figures: tuple[float, ...], zero: bool) -> None:
    assert development(other(*figures)).parameters["zero"] is zero


def test_figures_that_are_all_the_same_still_have_a_scale() -> None:
    assert development(other(4, 4, 4)).parameters["span"] == [4, 5]


def test_an_area_without_a_figure_has_no_mark() -> None:
    assert spread(1, NAN, 3).rows["areas"] == [{"name": "A0", "group": 0, "value": 1}, {"name": "A2", "group": 0, "value": 3}]


def test_the_line_of_the_whole_says_its_name_and_figure() -> None:
    assert spread(1, 9).rows["wholes"] == [{"value": 5.0, "words": "Wallenfurt 5,0\u202f%"}]


def test_without_a_figure_of_the_whole_there_is_no_line() -> None:
    assert spread(1, 9, whole=NAN).rows["wholes"] == []


def test_the_figure_of_the_whole_is_always_on_the_scale() -> None:
    assert spread(1, 9, whole=20.0).parameters["span"] == [1, 20]


def test_two_groups_of_one_name_stay_two_rows() -> None:
    assert spread(1, 9, groups=("Mitte", "Mitte")).rows["rows"] == [{"group": 0, "words": "Mitte"}, {"group": 1, "words": "Mitte"}]


def test_a_spread_grows_with_its_groups() -> None:
    three = spread(1, 2, 3, groups=("A", "B", "C"), group_of=(0, 1, 2)).parameters["tall"]
    assert three > spread(1, 2).parameters["tall"]
