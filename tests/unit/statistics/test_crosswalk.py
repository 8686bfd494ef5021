"""Figures carried over from other borders: what is parted, what is exact, what is silent."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.model.crosswalk import Crosswalk, Link, Unit, valid_unit
from atlas.model.geography import Geography
from atlas.model.panel import Flag, Status
from atlas.model.tabulation import Counts, Tabulation
from atlas.statistics.aggregate import aggregate
from atlas.statistics.crosswalk import carry_over, settle_estimates
from tests.unit.statistics.conftest import SIGNS, make_geography

Make = Callable[..., Any]
Parts = dict[str, dict[str, float]]

TOWN = make_geography({"0": "", "01": "0", "02": "0", "0101": "01", "0102": "01", "0201": "02"})


def crosswalk(parts: Parts, geography: Geography, until: str = "") -> Crosswalk:
    """Make a crosswalk from unit → area → weight."""
    links = [
        Link(unit=unit, target=geography.rows[key], weight=weight)
        for unit, part in enumerate(parts.values())
        for key, weight in part.items()
    ]
    return Crosswalk(id="old", note="", units=tuple(Unit(key=key, until=until) for key in parts), links=tuple(links))


def counts(cells: Sequence[str | None]) -> Counts:
    """Make one period of a series from figures and signs, a row each."""
    status = [Status.UNKNOWN if cell is None else SIGNS.get(cell, Status.OK) for cell in cells]
    values = [np.nan if cell is None or cell in SIGNS else float(cell) for cell in cells]
    column = np.array(status, dtype=np.uint8)[:, np.newaxis]
    delivered = np.array([cell is not None for cell in cells], dtype=np.uint8)[:, np.newaxis]
    return Counts(values=np.array(values)[:, np.newaxis], status=column, flags=column * 0, delivered=delivered)


def carried(
    register: Any, parts: Parts, units: dict[str, str | None], own: dict[str, str] | None = None, until: str = "", **more: dict[str, str]
) -> dict[str, str]:
    """Carry one series over and sum it up; gives the cells of all areas, with `s` behind estimates."""
    walk = crosswalk(parts, TOWN, until)
    series = {
        name: counts([*((own or {}).get(area.key) for area in TOWN.areas), *(cells.get(unit) for unit in parts)])
        for name, cells in {"u18": units, **more}.items()
    }
    read = Tabulation(periods=("2020",), series=series, sources=dict.fromkeys(series, "t.csv"))
    tabulation, _ = carry_over(read, TOWN, register, (walk,))
    tabulation, _ = aggregate(tabulation, TOWN, register)
    found = settle_estimates(tabulation, TOWN, (walk,)).series["u18"]
    signs = {status: sign for sign, status in SIGNS.items()}
    return {
        area.key: (signs[Status(found.status[row, 0])] if np.isnan(found.values[row, 0]) else f"{found.values[row, 0]:g}")
        + ("s" if found.flags[row, 0] & Flag.ESTIMATED else "")
        for row, area in enumerate(TOWN.areas)
    }


@pytest.fixture
def count(register_of: Make, indicator_of: Make) -> Any:
    return register_of(indicator_of())


def test_parts_of_a_unit_are_estimates_and_the_whole_around_them_is_exact(count: Any) -> None:
    found = carried(count, {"A": {"0101": 0.25, "0102": 0.75}}, {"A": "400"}, {"0201": "50"})
    assert {"0": "450", "01": "400", "02": "50", "0101": "100s", "0102": "300s", "0201": "50"} == found


def test_a_unit_across_two_districts_makes_both_estimates(count: Any) -> None:
    found = carried(count, {"A": {"0102": 0.5, "0201": 0.5}}, {"A": "400"}, {"0101": "50"})
    assert {"0": "450", "01": "250s", "02": "200s", "0101": "50", "0102": "200s", "0201": "200s"} == found


def test_an_area_made_of_whole_units_is_exact(count: Any) -> None:
    found = carried(count, {"A": {"0201": 1.0}, "B": {"0201": 1.0}}, {"A": "4", "B": "6"}, {"0101": "1", "0102": "1"})
    assert {"0": "12", "01": "2", "02": "10", "0101": "1", "0102": "1", "0201": "10"} == found


def test_the_areas_own_cell_wins(count: Any) -> None:
    assert "7" == carried(count, {"A": {"0201": 1.0}}, {"A": "4"}, {"0201": "7"})["0201"]


@pytest.mark.parametrize(("sign", "expected"), [("·", "·"), (".", "."), ("…", "…"), ("/", "/"), (None, "."), ("x", "4")])
def test_an_area_of_which_one_unit_is_silent_has_no_figure(count: Any, sign: str | None, expected: str) -> None:
    assert expected == carried(count, {"A": {"0201": 1.0}, "B": {"0201": 1.0}}, {"A": "4", "B": sign})["0201"]


def test_the_most_private_sign_speaks_for_all(count: Any) -> None:
    assert "·" == carried(count, {"A": {"0201": 1.0}, "B": {"0201": 1.0}}, {"A": ".", "B": "·"})["0201"]


def test_a_unit_that_has_ended_is_not_waited_for(count: Any) -> None:
    assert "." == carried(count, {"A": {"0201": 1.0}}, {"A": "4"}, until="2019")["0201"]


def test_a_ready_made_value_is_taken_over_from_a_single_unit(register_of: Make, indicator_of: Make) -> None:
    register = register_of(indicator_of(kind="value", value="u18", numerator="", denominator=""))
    assert ["8s", "8s"] == [carried(register, {"A": {"0101": 0.5, "0102": 0.5}}, {"A": "8"})[key] for key in ("0101", "0102")]
    assert "." == carried(register, {"A": {"0201": 1.0}, "B": {"0201": 1.0}}, {"A": "8", "B": "10"})["0201"]


def test_ready_made_values_of_several_units_are_weighted(register_of: Make, indicator_of: Make) -> None:
    register = register_of(indicator_of(kind="value", value="u18", numerator="", denominator="", weighted_by="people"))
    parts = {"A": {"0201": 1.0}, "B": {"0201": 0.5, "0102": 0.5}}
    assert "9s" == carried(register, parts, {"A": "8", "B": "10"}, people={"A": "100", "B": "200"})["0201"]


def test_a_key_means_the_unit_that_ends_next() -> None:
    units = tuple(Unit(key="A", until=until) for until in ("", "2015", "2019"))
    assert [1, 1, 2, 0] == [valid_unit(units, "A", period) for period in ("2014", "2015", "2016", "2020")]
    assert -1 == valid_unit(units[1:], "A", "2020")


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 4)), min_size=1, max_size=6))
def test_parting_neither_loses_nor_adds_anybody(units: list[tuple[int, int]]) -> None:
    parts = {
        f"U{number}": {key: weight for key, weight in (("0101", quarter / 4), ("0201", 1 - quarter / 4)) if weight}
        for number, (_, quarter) in enumerate(units)
    }
    walk = crosswalk(parts, TOWN)
    series = {"u18": counts([None] * len(TOWN.areas) + [str(count) for count, _ in units])}
    read = Tabulation(periods=("2020",), series=series, sources={"u18": "t.csv"})
    from atlas.model.indicator import Register

    own, _ = carry_over(read, TOWN, Register(themes=(), indicators=()), (walk,))
    assert sum(count for count, _ in units) == pytest.approx(np.nansum(own.series["u18"].values))
