"""Composite indices: what an area gets, why another gets none, and what does not change them."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.base.diagnostics import Location
from atlas.model.analysis import Plans
from atlas.model.geography import Geography
from atlas.model.index import Component, Exclusion, IndexRecipe, Scale
from atlas.model.indicator import ClassRule
from atlas.model.panel import Panel, Status
from atlas.statistics.analyse import analyse
from atlas.statistics.find import find
from atlas.statistics.index import find_sensitivity, make_index, make_indices

Make = Callable[..., Any]

AREAS = ("0101", "0102", "0103", "0201", "0202")
NONE = Scale(method="none", ddof=0, weighted_by="")
Z = Scale(method="z", ddof=0, weighted_by="")


def part(indicator: str, **given: Any) -> Component:
    return Component(
        **({"indicator": indicator, "sign": 1, "weight": 1.0, "transform": "none", "period": "", "change": 0, "reason": ""} | given)
    )


def recipe(*components: Component, **given: Any) -> IndexRecipe:
    defaults = {"level": "area", "combine": "mean", "standardise": Z, "restandardise": NONE, "fixed_to": "", "exclude": ()}
    return IndexRecipe(components=components, **(defaults | given))


@pytest.fixture(scope="session")
def panels(town: Geography, panel_of: Make) -> Make:
    """Make panels by indicator from a row of figures per indicator, one for each area."""
    return lambda **rows: {
        name: panel_of(town, {key: cell if isinstance(cell, list) else [cell] for key, cell in zip(AREAS, cells, strict=True)})
        for name, cells in rows.items()
    }


def values(town: Geography, panels: Mapping[str, Panel], given: IndexRecipe) -> list[float | None]:
    panel, _ = make_index(given, panels, town, {})
    return [None if np.isnan(value) else round(value, 9) for value in panel.values[list(town.level_rows["area"]), -1].tolist()]


FIGURES = {"a": ["1", "2", "3", "4", "5"], "b": ["9", "5", "7", "1", "3"]}


def test_an_index_is_the_weighted_mean_of_z_scores(town: Geography, panels: Make) -> None:
    z = [-(2**0.5), -(0.5**0.5), 0.0, 0.5**0.5, 2**0.5]
    w = [2**0.5, 0.0, 0.5**0.5, -(2**0.5), -(0.5**0.5)]
    expected = [round((3 * one + other) / 4, 9) for one, other in zip(z, w, strict=True)]
    assert expected == values(town, panels(**FIGURES), recipe(part("a", weight=3.0), part("b")))


def test_contributions_add_up_to_the_sum(town: Geography, panels: Make) -> None:
    _, result = make_index(recipe(part("a", sign=-1), part("b", weight=2.0), combine="sum", restandardise=Z), panels(**FIGURES), town, {})
    assert result.sums[:, 0].tolist() == pytest.approx(result.contributions.sum(axis=0)[:, 0].tolist())


def test_a_component_without_weight_changes_nothing_even_where_it_is_missing(town: Geography, panels: Make) -> None:
    given = panels(**FIGURES, c=["1", ".", "8", "·", "2"])
    assert values(town, given, recipe(part("a"), part("b"))) == values(town, given, recipe(part("a"), part("b"), part("c", weight=0.0)))


@given(st.permutations(range(5)))
def test_the_order_of_areas_changes_nothing(town: Geography, panels: Make, order: list[int]) -> None:
    mixed = {name: [cells[place] for place in order] for name, cells in FIGURES.items()}
    found = values(town, panels(**FIGURES), recipe(part("a"), part("b")))
    assert [found[place] for place in order] == pytest.approx(values(town, panels(**mixed), recipe(part("a"), part("b"))))


@pytest.mark.parametrize(
    ("sign", "status"), [("·", Status.CONFIDENTIAL), (".", Status.UNKNOWN), ("/", Status.UNRELIABLE), ("x", Status.NOT_APPLICABLE)]
)
def test_without_a_component_there_is_no_index_and_its_status_says_why(town: Geography, panels: Make, sign: str, status: Status) -> None:
    panel, _ = make_index(recipe(part("a"), part("b")), panels(a=["1", "2", sign, "4", "5"], b=FIGURES["b"]), town, {})
    row = town.rows["0103"]
    assert (True, status) == (bool(np.isnan(panel.values[row, 0])), panel.status[row, 0])


def test_a_small_base_in_a_component_makes_the_index_limited(town: Geography, panels: Make) -> None:
    panel, _ = make_index(recipe(part("a")), panels(a=["1", "(2)", "3", "–", "5"]), town, {})
    assert [Status.OK, Status.LIMITED, Status.OK, Status.OK, Status.OK] == panel.status[list(town.level_rows["area"]), 0].tolist()


def test_other_levels_have_no_index(town: Geography, panels: Make) -> None:
    panel, _ = make_index(recipe(part("a")), panels(**FIGURES), town, {})
    assert Status.NOT_COLLECTED == panel.status[town.rows["0"], 0]


def test_areas_under_a_limit_are_left_out_with_the_reason_and_take_no_part(town: Geography, panels: Make) -> None:
    rule = Exclusion(areas=(), indicator="people", below=300, reason="too few")
    given = panels(**FIGURES, people=["299", "300", "900", "900", "900"])
    panel, result = make_index(recipe(part("a"), exclude=(rule,)), given, town, {})
    alone = values(town, panels(a=[".", *FIGURES["a"][1:]]), recipe(part("a")))
    found = values(town, given, recipe(part("a"), exclude=(rule,)))
    assert (("too few", "", "", "", ""), Status.NOT_APPLICABLE, alone) == (result.excluded, panel.status[town.rows["0101"], 0], found)


def test_a_change_is_measured_between_years_and_not_across_a_break(town: Geography, panels: Make) -> None:
    given = panels(a=[["1", "4"], ["2", "2"], ["3", "9"], ["4", "5"], ["5", "5"]])
    moved = recipe(part("a", change=1), standardise=NONE)
    broken, _ = make_index(moved, given, town, {"a": ("2021",)})
    assert ([3.0, 0.0, 6.0, 1.0, 0.0], ()) == (values(town, given, moved), broken.periods)


def test_a_fixed_period_keeps_mean_and_spread_through_the_years(town: Geography, panels: Make) -> None:
    given = panels(a=[["0", "10"], ["2", "12"], ["0", "10"], ["2", "12"], ["1", "11"]])
    panel, _ = make_index(recipe(part("a"), fixed_to="2020"), given, town, {})
    rows = list(town.level_rows["area"])
    assert panel.values[rows, 1].tolist() == pytest.approx((panel.values[rows, 0] + 10 / np.std([0, 2, 0, 2, 1])).tolist())


def test_an_index_may_be_part_of_another_whatever_their_order(town: Geography, panels: Make, indicator_of: Make, register_of: Make) -> None:
    outer = indicator_of(id="outer", kind="index", recipe=recipe(part("inner"), standardise=NONE))
    inner = indicator_of(id="inner", kind="index", recipe=recipe(part("a")))
    found, _ = make_indices(register_of(outer, inner), panels(**FIGURES), town)
    assert found["inner"].values[:, 0].tolist() == pytest.approx(found["outer"].values[:, 0].tolist(), nan_ok=True)


def test_sensitivity_counts_areas_that_change_class(town: Geography, panels: Make, indicator_of: Make) -> None:
    # The components cancel out: every area has the index 0. Either of them alone lifts two areas over 0.5.
    made = recipe(part("a"), part("b"))
    given = panels(a=FIGURES["a"], b=["5", "4", "3", "2", "1"])
    indicator = indicator_of(id="i", kind="index", recipe=made)
    panel, result = make_index(made, given, town, {})
    found = find_sensitivity(indicator, result, {**given, "i": panel}, (0.5,))
    assert (5, (2, 2), ((0, 0),)) == (found.classified, found.without, found.moved)


def diagnosed(town: Geography, panels: dict[str, Panel], made: IndexRecipe, indicator_of: Make, register_of: Make) -> list[str]:
    register = register_of(indicator_of(id="i", kind="index", recipe=made, classes=ClassRule(method="equal", count=2, breaks=())))
    known, results = make_indices(register, panels, town)
    findings = {"i": find(known["i"], register.indicators[0], town, "area")}
    _, found = analyse(Plans(), register, known, findings, results, town, Location(file="data/indikatoren.yaml"))
    return [one.text("de") for one in found]


def test_an_author_reads_what_keeps_an_index_from_being_computed(
    town: Geography, panels: Make, indicator_of: Make, register_of: Make
) -> None:
    same, apart = panels(a=["4"] * 5, b=FIGURES["b"]), panels(a=["1", ".", ".", ".", "."], b=[".", "2", "3", "4", "5"])
    given = [
        (same, recipe(part("a"), part("b"))),
        (apart, recipe(part("a"), part("b"))),
        (same, recipe(part("b", period="1999"))),
        (same, recipe(part("b"), fixed_to="1999")),
    ]
    prefix = "data/indikatoren.yaml: "
    assert [
        [
            prefix
            + "Warnung A388: Der Bestandteil „a“ des Index „i“ hat im Zeitraum 2020 überall denselben Wert; er unterscheidet kein Gebiet und zählt mit 0."
        ],
        [
            prefix
            + "Fehler A389: „i“ lässt sich nicht berechnen: In keinem Zeitraum haben alle Bestandteile für dieselben Gebiete einen Wert."
        ],
        [prefix + "Fehler A390: Für i, b ist der Zeitraum „1999“ angegeben; Zahlen gibt es für 2020."],
        [prefix + "Fehler A390: Für i, fixed_to ist der Zeitraum „1999“ angegeben; Zahlen gibt es für 2020."],
    ] == [diagnosed(town, figures, made, indicator_of, register_of) for figures, made in given]


def test_weights_by_inhabitants_move_the_mean(town: Geography, panels: Make) -> None:
    weighed = replace(Z, weighted_by="people")
    given = panels(a=["0", "0", "0", "0", "1"], people=["1", "1", "1", "1", "4"])
    assert [-1.0, -1.0, -1.0, -1.0, 1.0] == values(town, given, recipe(part("a"), standardise=weighed))
