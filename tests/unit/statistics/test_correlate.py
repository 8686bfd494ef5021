"""Association: published coefficients, and which areas take part."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from atlas.model.analysis import AssociationRule
from atlas.model.geography import Geography
from atlas.statistics.correlate import associate, pearson
from atlas.statistics.find import find

Make = Callable[..., Any]

# Anscombe (1973), Graphs in Statistical Analysis, first set: r = 0.816.
X = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0]
Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]


def test_the_coefficient_of_a_published_set_is_the_published_one() -> None:
    assert pytest.approx(0.816, abs=0.0005) == pearson(np.array(X), np.array(Y))


def test_few_areas_and_figures_without_spread_have_none() -> None:
    assert [True, True] == [
        bool(np.isnan(value)) for value in (pearson(np.array(X[:4]), np.array(Y[:4])), pearson(np.array(X), np.full(len(X), 3.0)))
    ]


def test_only_areas_with_both_figures_take_part(town: Geography, panel_of: Make, indicator_of: Make) -> None:
    panels = {
        "a": panel_of(town, {"0101": ["1"], "0102": ["2"], "0103": ["·"], "0201": ["4"], "0202": ["5"]}),
        "b": panel_of(town, {"0101": ["1"], "0102": ["."], "0103": ["3"], "0201": ["4"], "0202": ["5"]}),
    }
    findings = {name: find(panel, indicator_of(id=name), town, "area") for name, panel in panels.items()}
    found = associate(AssociationRule(id="p", title="", x="a", y="b", level="area", note=""), panels, findings, town)
    assert [("0101", "0201", "0202"), (1.0, 4.0, 5.0)] == [tuple(town.areas[row].key for row in found.rows), found.xs]


def test_the_order_of_areas_counts_and_not_their_distance(town: Geography, panel_of: Make, indicator_of: Make) -> None:
    keys = ("0101", "0102", "0103", "0201", "0202")
    panels = {
        "a": panel_of(town, dict(zip(keys, (["1"], ["2"], ["3"], ["4"], ["5"]), strict=True))),
        "b": panel_of(town, dict(zip(keys, (["1"], ["8"], ["27"], ["64"], ["125"]), strict=True))),
    }
    findings = {name: find(panel, indicator_of(id=name), town, "area") for name, panel in panels.items()}
    found = associate(AssociationRule(id="p", title="", x="a", y="b", level="area", note=""), panels, findings, town)
    assert [True, 1.0] == [found.pearson < 1, pytest.approx(found.spearman)]
