"""Targets: what is to be reached, and how far it is."""

from collections.abc import Callable
from math import nan
from typing import Any

import pytest

from atlas.model.analysis import Outcome, TargetRule
from atlas.model.geography import Geography
from atlas.statistics.find import find
from atlas.statistics.targets import aim

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("given", "target", "gap", "reached"),
    [
        ({"value": 45.0}, 45.0, -3.0, Outcome.NO),
        ({"value": 45.0, "direction": "at_most"}, 45.0, -3.0, Outcome.YES),
        ({"relative": -10.0, "base": "2020", "direction": "at_most"}, 36.0, 6.0, Outcome.NO),
        ({"relative": 5.0, "base": "2020"}, 42.0, 0.0, Outcome.YES),
        ({"points": 1.5, "base": "2020"}, 41.5, 0.5, Outcome.YES),
    ],
)
def test_a_target_is_a_figure_or_follows_from_that_of_a_base_period(
    town: Geography, panel_of: Make, indicator_of: Make, given: dict[str, Any], target: float, gap: float, reached: int
) -> None:
    defaults = {"indicator": "a", "rows": (0,), "value": nan, "relative": nan, "points": nan, "base": "", "by": "2030"}
    rule = TargetRule(**(defaults | {"direction": "at_least", "source": "Council"} | given))
    panel = panel_of(town, {"0": ["40", "42"], "0101": ["1", "2"]})
    (state,) = aim(rule, {"a": panel}, {"a": find(panel, indicator_of(id="a"), town, "area")}).states
    assert (pytest.approx(target), pytest.approx(gap), reached) == (state.target, state.gap, state.reached)


def test_without_a_figure_it_cannot_be_told(town: Geography, panel_of: Make, indicator_of: Make) -> None:
    rule = TargetRule(
        indicator="a", rows=(town.rows["0102"],), value=5.0, relative=nan, points=nan, base="", by="2030", direction="at_least", source=""
    )
    panel = panel_of(town, {"0101": ["1"], "0102": ["·"]})
    (state,) = aim(rule, {"a": panel}, {"a": find(panel, indicator_of(id="a"), town, "area")}).states
    assert Outcome.UNKNOWN == state.reached
