"""Small bases and surveys: what is marked, and how wide the intervals are."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model.geography import Geography
from atlas.model.indicator import Survey
from atlas.model.judgement import SmallBase
from atlas.model.panel import Panel, Status
from atlas.statistics.panels import make_panels
from atlas.statistics.uncertainty import judge, wilson

Make = Callable[..., Any]


def test_score_intervals_are_those_published() -> None:
    # R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
    low, high = wilson(np.array([81.0, 15.0, 0.0, 1.0]), np.array([263.0, 148.0, 20.0, 29.0]))
    assert [0.2553, 0.0624, 0.0, 0.0061] == pytest.approx(low.tolist(), abs=5e-5)
    assert [0.3662, 0.1605, 0.1611, 0.1718] == pytest.approx(high.tolist(), abs=5e-5)


def test_there_is_no_interval_without_a_base_or_with_more_cases_than_it() -> None:
    assert np.isnan(wilson(np.array([0.0, 5.0, np.nan]), np.array([0.0, 4.0, 4.0]))).all()


@given(st.integers(1, 10_000), st.data())
def test_an_interval_holds_the_share_and_lies_between_nothing_and_all(base: int, data: st.DataObject) -> None:
    cases = data.draw(st.integers(0, base))
    low, high = (bound.item() for bound in wilson(np.array([float(cases)]), np.array([float(base)])))
    assert 0 <= low <= cases / base + 1e-12
    assert cases / base - 1e-12 <= high <= 1


@pytest.fixture
def judged(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> Make:
    """Judge an indicator of two series in the first areas of the town."""

    def run(rule: SmallBase | None, above: list[str], below: list[str], **given: Any) -> Panel:
        keys = ("0101", "0102", "0103", "0201", "0202")
        series = {name: dict(zip(keys, ([cell] for cell in cells), strict=False)) for name, cells in (("u18", above), ("people", below))}
        indicator = indicator_of(**given)
        tabulation = tabulation_of(town, **series)
        panels, _ = make_panels(tabulation, town, register_of(indicator))
        return judge(panels[indicator.id], indicator, tabulation, rule)

    return run


def test_a_small_denominator_or_numerator_makes_a_share_limited(judged: Make) -> None:
    panel = judged(SmallBase(), ["50", "20", "9", "0"], ["100", "99", "5000", "50"])
    assert [Status.OK, Status.LIMITED, Status.LIMITED, Status.ZERO] == panel.status[3:7, 0].tolist()


def test_only_limited_figures_have_an_interval_in_their_unit(judged: Make) -> None:
    panel = judged(SmallBase(), ["81", "81"], ["100", "263"], factor=1000.0)
    bare = judged(SmallBase(denominator=300), ["81", "81"], ["400", "263"], factor=1000.0)
    assert [0, True] == [panel.low.size, bool(np.isnan(bare.low[3, 0]))]
    assert [255.3, 366.2] == pytest.approx([bare.low[4, 0], bare.high[4, 0]], abs=0.05)


def test_without_a_rule_nothing_is_limited(judged: Make) -> None:
    panel = judged(None, ["1"], ["2"])
    assert [Status.OK, 0] == [panel.status[3, 0], panel.low.size]


def test_means_have_no_small_base(judged: Make) -> None:
    assert Status.OK == judged(SmallBase(), ["1"], ["2"], kind="mean").status[3, 0]


SURVEY = {"kind": "value", "value": "u18", "numerator": "", "denominator": "", "unit": "%"}


def test_a_survey_of_few_is_limited_and_has_the_interval_of_its_standard_error(judged: Make) -> None:
    survey = Survey(size="people", low="", high="", error="people")
    panel = judged(SmallBase(), ["60", "60", "·"], ["120", "50", "60"], **SURVEY, survey=survey)
    assert [Status.OK, Status.LIMITED, Status.CONFIDENTIAL] == panel.status[3:6, 0].tolist()
    assert [120.0, 50.0] == panel.sample[3:5, 0].tolist()
    assert [-38.0, 158.0] == pytest.approx([panel.low[4, 0], panel.high[4, 0]], abs=0.01)


def test_a_suppressed_figure_of_a_survey_has_neither_number_nor_interval(judged: Make) -> None:
    panel = judged(SmallBase(), ["·"], ["60"], **SURVEY, survey=Survey(size="people", low="people", high="people", error=""))
    assert np.isnan([panel.sample[3, 0], panel.low[3, 0], panel.high[3, 0]]).all()
