"""From the confidential tabulation to published figures: statuses, periods, and nothing left over."""

from collections.abc import Callable
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.model.geography import Geography
from atlas.model.panel import NUMERIC, Panel, Status
from atlas.model.tabulation import Counts
from atlas.statistics.panels import make_panels, population

Make = Callable[..., Any]

SIGNS = ("–", "0*", "·", ".", "…", "/", "x", "#", None, "(7)", "7", "0")


@pytest.fixture(scope="session")
def publish(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> Make:
    """Publish one indicator from rows of numerators and denominators (area key → cells)."""

    def run(numerators: dict[str, list[str | None]], denominators: dict[str, list[str | None]], **indicator: object) -> Panel:
        tabulation = tabulation_of(town, u18=numerators, people=denominators)
        return make_panels(tabulation, town, register_of(indicator_of(**indicator)))[0]["young"]

    return run


@pytest.fixture(scope="session")
def figure(publish: Make, cells: Make) -> Make:
    """Publish the share of one area in one period; another area always has one, so that there is a period."""
    return lambda numerator, denominator: cells(publish({"0101": [numerator], "0102": ["1"]}, {"0101": [denominator]}), 3)[0]


def test_a_share_is_numerator_by_denominator_times_factor(figure: Make) -> None:
    assert "25" == figure("5", "20")


def test_a_rate_takes_its_own_factor(publish: Make, plain: Make) -> None:
    assert 2.5 == plain(publish({"0101": ["5"]}, {"0101": ["2000"]}, kind="rate", factor=1000.0).values)[3][0]


def test_a_numerator_of_zero_makes_a_zero(figure: Make) -> None:
    assert ["–", "–"] == [figure("0", "20"), figure("–", "20")]


def test_a_denominator_of_zero_makes_no_sense(figure: Make) -> None:
    assert ["x", "x", "x"] == [figure("0", "0"), figure("5", "–"), figure("5", "0*")]


def test_limited_reliability_of_either_count_is_kept(figure: Make) -> None:
    assert ["(25)", "(25)"] == [figure("(5)", "20"), figure("5", "(20)")]


def test_less_than_half_a_unit_stays_less_than_half_a_unit(figure: Make) -> None:
    assert "0*" == figure("0*", "20")


@pytest.mark.parametrize("sign", ["·", ".", "…", "/", "x", "#"])
def test_a_count_without_a_figure_makes_a_share_without_one(figure: Make, sign: str) -> None:
    assert [sign, sign] == [figure(sign, "20"), figure("5", sign)]


@pytest.mark.parametrize(("first", "second"), list(pairwise(["#", "x", "·", "/", "…", ".", "(7)"])))
def test_of_two_signs_the_stronger_one_stands(figure: Make, first: str, second: str) -> None:
    assert [first, first] == [figure(first, second), figure(second, first)]


def test_a_suppressed_numerator_is_nowhere_in_the_panel_but_its_denominator_is(publish: Make, plain: Make) -> None:
    panel = publish({"0101": ["·"]}, {"0101": ["20"]})
    assert [None, None, 20.0] == [plain(matrix)[3][0] for matrix in (panel.values, panel.numerator, panel.denominator)]


def test_a_number_behind_a_sign_is_not_published(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> None:
    tabulation = tabulation_of(town, u18={"0101": ["3"]}, people={"0101": ["20"]})
    secret = tabulation.series["u18"]
    status = np.where(secret.delivered == 1, np.uint8(Status.CONFIDENTIAL), secret.status)
    tabulation.series["u18"] = Counts(values=secret.values, status=status, flags=secret.flags, delivered=secret.delivered)
    panel = make_panels(tabulation, town, register_of(indicator_of()))[0]["young"]
    assert np.isnan(panel.values).all()
    assert np.isnan(panel.numerator).all()


def test_flags_of_both_counts_are_kept(
    town: Geography, counts_of: Make, tabulation_of: Make, register_of: Make, indicator_of: Make
) -> None:
    tabulation = tabulation_of(town, u18={"0101": ["5"]}, people={"0101": ["20"]})
    tabulation.series["u18"] = counts_of(town, {"0101": ["5"]}, {"0101": [1]})
    tabulation.series["people"] = counts_of(town, {"0101": ["20"]}, {"0101": [4]})
    assert 5 == make_panels(tabulation, town, register_of(indicator_of()))[0]["young"].flags[3, 0]


def test_a_level_that_is_not_collected_says_so_and_shows_no_counts(publish: Make, cells: Make, plain: Make) -> None:
    rows = {"01": ["5"], "0101": ["5"]}
    panel = publish(rows, {"01": ["20"], "0101": ["20"]}, not_collected=(("area", "Only for districts."),))
    assert [".", "25", ".", "#", "#", "#", "#", "#"] == cells(panel)
    assert [None, None] == [plain(panel.numerator)[3][0], plain(panel.denominator)[3][0]]


def test_a_panel_has_only_periods_that_were_delivered_for_the_numerator(publish: Make) -> None:
    panel = publish({"0101": [None, "5", "6"]}, {"0101": ["20", "20", "20"]})
    assert ("2021", "2022") == panel.periods


def test_a_period_in_which_nothing_is_known_is_no_period_of_the_panel(publish: Make) -> None:
    assert ("2020", "2022") == publish({"0101": ["…", ".", "6"]}, {"0101": ["20", "20", "20"]}).periods


def test_a_count_is_published_as_it_is_without_counts_behind_it(publish: Make, cells: Make) -> None:
    panel = publish({"0101": ["5", "·"]}, {"0101": ["20", "20"]}, kind="count", value="u18", numerator="", denominator="")
    assert [["5", "·"]] == cells(panel, 3)
    assert [(0, 0), (0, 0)] == [panel.numerator.shape, panel.denominator.shape]


def test_panels_are_read_only(publish: Make) -> None:
    panel = publish({"0101": ["5"]}, {"0101": ["20"]})
    matrices = (panel.values, panel.status, panel.flags, panel.numerator, panel.denominator)
    assert [False] * 5 == [matrix.flags.writeable for matrix in matrices]


def test_population_is_the_published_series(town: Geography, tabulation_of: Make, cells: Make) -> None:
    panel = population(tabulation_of(town, people={"0101": ["20", "·"], "0102": ["(3)", "–"]}), "people")
    assert [["20", "·"], ["(3)", "–"]] == cells(panel, 3, 4)


def test_there_is_no_population_without_its_series(town: Geography, tabulation_of: Make) -> None:
    assert population(tabulation_of(town, people={"0101": ["20"]}), "inhabitants") is None


@settings(max_examples=150)
@given(
    parts=st.lists(st.sampled_from(SIGNS), min_size=5, max_size=5),
    wholes=st.lists(st.sampled_from(SIGNS), min_size=5, max_size=5),
    kind=st.sampled_from(["share", "rate", "mean"]),
)
def test_a_confidential_count_never_becomes_a_figure(publish: Make, parts: list[str], wholes: list[str], kind: str) -> None:
    keys = ("0101", "0102", "0103", "0201", "0202")
    panel = publish(
        dict(zip(keys, ([cell] for cell in parts), strict=True)), dict(zip(keys, ([cell] for cell in wholes), strict=True)), kind=kind
    )
    for row, period in product(range(len(keys)), range(len(panel.periods))):
        if "·" in (parts[row], wholes[row]):
            assert panel.status[row + 3, period] not in NUMERIC
            assert np.isnan(panel.values[row + 3, period])
        if parts[row] == "·":
            assert np.isnan(panel.numerator[row + 3, period])
        if wholes[row] == "·":
            assert np.isnan(panel.denominator[row + 3, period])
    assert (np.isin(panel.status, NUMERIC) == ~np.isnan(panel.values)).all()
