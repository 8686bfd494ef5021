"""Typologies: cross, classes, likeness and import give every area its type; means are those of the people, not of the areas."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.model.analysis import NO_TYPE, ClassesRule, ClusterRule, CrossRule, ImportedRule, TypeEntry, TypologyRule
from atlas.model.geography import Geography
from atlas.model.indicator import ClassRule, Register
from atlas.statistics.find import find
from atlas.statistics.typologies import make_typology

Make = Callable[..., Any]

AREAS = ("0101", "0102", "0103", "0201", "0202")
TWO = ClassRule(method="breaks", count=2, breaks=(5.0,), names=("low", "high"))


def typology(method: Any, types: int = 2, **given: Any) -> TypologyRule:
    entries = tuple(TypeEntry(id=f"t{place}", title=f"T{place}", text="") for place in range(types))
    defaults = {"id": "t", "title": "T", "question": "", "definition": "", "note": "", "level": "area", "base": "", "indicators": ()}
    return TypologyRule(types=entries, method=method, **(defaults | given))


@pytest.fixture(scope="session")
def made(town: Geography, panel_of: Make, indicator_of: Make) -> Make:
    """Make a typology over rows of figures per indicator, one list of periods per area."""

    def make(rule: TypologyRule, counts: dict[str, Any] | None = None, **rows: list[list[str]]) -> Any:
        indicators = {name: indicator_of(id=name, classes=TWO) for name in rows}
        panels = {name: panel_of(town, dict(zip(AREAS, cells, strict=True))) for name, cells in rows.items()}
        panels = {name: replace(panel, **(counts or {})) for name, panel in panels.items()}
        findings = {name: find(panels[name], indicators[name], town, "area") for name in rows}
        return make_typology(rule, Register(themes=(), indicators=tuple(indicators.values())), panels, findings, town)

    return make


def test_types_of_a_cross_table_follow_from_both_classes(made: Make) -> None:
    rule = typology(CrossRule(rows="a", columns="b", cells=((0, 1), (1, 1))))
    found = made(rule, a=[["1"], ["9"], ["1"], ["9"], ["·"]], b=[["1"], ["1"], ["9"], ["9"], ["1"]])
    assert [0, 1, 1, 1, NO_TYPE] == found.codes[:, 0].tolist()


def test_classes_of_an_indicator_can_be_types_and_changes_are_kept(made: Make) -> None:
    found = made(typology(ClassesRule(indicator="a"), base="2020"), a=[["1", "9"], ["9", "9"], ["1", "1"], ["9", "·"], ["1", "1"]])
    assert [0, [[0, 1], [1, 1], [0, 0], [1, NO_TYPE], [0, 0]]] == [found.base, found.codes.tolist()]


def test_imported_types_are_shown_as_given(made: Make, town: Geography) -> None:
    rows = town.level_rows["area"]
    types = {(rows[0], "2020"): 1, (rows[1], "2020"): 0, (rows[0], "2021"): 0, (rows[4], "2021"): 1}
    method = ImportedRule(types=types, procedure="", variables="", author="", year="", file="")
    found = made(typology(method), a=[["1"]] * 5)
    given = {
        (row, period): code
        for row, line in zip(rows, found.codes.tolist(), strict=True)
        for period, code in zip(found.periods, line, strict=True)
    }
    assert types == {place: code for place, code in given.items() if code != NO_TYPE}


def cluster(**given: Any) -> ClusterRule:
    return ClusterRule(**({"method": "ward", "indicators": ("a", "b"), "order_by": "a", "period": "", "seed": 1} | given))


FIGURES = {"a": [["1"], ["9"], ["1.2"], ["8"], ["8.5"]], "b": [["2"], ["7"], ["2.1"], ["7"], ["6.5"]]}


def test_areas_that_are_alike_have_one_type(made: Make) -> None:
    found = made(typology(cluster()), **FIGURES)
    assert [[0, 1, 0, 1, 1], True] == [found.codes[:, 0].tolist(), found.silhouette_mean > 0.8]


@given(st.permutations(range(5)), st.floats(0.1, 100))
def test_neither_the_order_of_areas_nor_the_unit_changes_types(made: Make, order: list[int], factor: float) -> None:
    scaled = {"a": FIGURES["a"], "b": [[str(float(cell) * factor)] for (cell,) in FIGURES["b"]]}
    mixed = {name: [cells[place] for place in order] for name, cells in scaled.items()}
    expected = made(typology(cluster(method="kmeans")), **FIGURES).codes[:, 0].tolist()
    assert [expected[place] for place in order] == made(typology(cluster(method="kmeans")), **mixed).codes[:, 0].tolist()


def test_other_years_are_sorted_to_the_nearest_type(made: Make) -> None:
    early = {
        "a": [["9", "1"], ["9", "9"], ["1.2", "1.2"], ["8", "8"], ["8.5", "8.5"]],
        "b": [["7", "2"], ["7", "7"], ["2.1", "2.1"], ["7", "7"], ["6.5", "6.5"]],
    }
    found = made(typology(cluster(), base="2020"), **early)
    assert [[1, 0], [1, 1]] == found.codes[:2].tolist()


def test_an_area_without_one_of_the_figures_has_no_type(made: Make) -> None:
    assert NO_TYPE == made(typology(cluster()), a=FIGURES["a"], b=[["·"], *FIGURES["b"][1:]]).codes[0, 0]


def test_too_few_areas_make_no_types(made: Make) -> None:
    assert () == made(typology(cluster()), a=FIGURES["a"], b=[["·"], ["."], ["."], ["7"], ["6"]]).periods


def test_the_figure_of_a_type_is_that_of_its_people_together(made: Make, town: Geography) -> None:
    rows = list(town.level_rows["area"])
    above, below = np.full((len(town.areas), 1), np.nan), np.full((len(town.areas), 1), np.nan)
    above[rows, 0], below[rows, 0] = [1, 90, 5, 5, 5], [100, 100, 900, 100, 100]
    rule = typology(ClassesRule(indicator="a"), indicators=("a",))
    found = made(rule, {"numerator": above, "denominator": below}, a=[["1"], ["90"], ["0.56"], ["5"], ["·"]])
    (mean,) = found.means
    # Low: 1 of 100 and 5 of 900; high: 90 of 100 and 5 of 100; the suppressed area is in neither.
    assert [True, (2, 2), pytest.approx((0.6, 47.5))] == [mean.pooled, mean.counted, mean.values]


def test_without_counts_the_figure_of_a_type_is_the_mean_of_its_areas(made: Make) -> None:
    found = made(typology(ClassesRule(indicator="a"), indicators=("a",)), a=[["1"], ["9"], ["3"], ["7"], ["·"]])
    assert [False, (2.0, 8.0)] == [found.means[0].pooled, found.means[0].values]
