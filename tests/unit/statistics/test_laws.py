"""Laws of the whole chain, from tables as they were read to published figures: whatever the tables hold, these remain true."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.model.geography import Geography
from atlas.model.judgement import SmallBase
from atlas.model.panel import Panel, Status, is_numeric
from atlas.statistics.aggregate import aggregate
from atlas.statistics.crosswalk import carry_over
from atlas.statistics.panels import make_panels
from atlas.statistics.pool import name_pools, pool
from atlas.statistics.uncertainty import judge
from tests.unit.statistics.conftest import SIGNS, make_geography

Make = Callable[..., Any]

TOWN = make_geography({"0": "", "01": "0", "02": "0", "0101": "01", "0102": "01", "0103": "01", "0201": "02", "0202": "02"})
PARTS = ("0101", "0102", "0103", "0201", "0202")
YEARS = 3

cells = st.one_of(st.integers(0, 500).map(str), st.sampled_from(sorted(SIGNS)))
tables = st.fixed_dictionaries({key: st.lists(cells, min_size=YEARS, max_size=YEARS) for key in PARTS})
people = st.fixed_dictionaries({key: st.lists(st.integers(500, 9000).map(str), min_size=YEARS, max_size=YEARS) for key in PARTS})


def without_meaningless(table: dict[str, list[str]]) -> dict[str, list[str]]:
    """Put unknown for what makes no sense: an area where only the count above the line makes none is passed over in its sum, its people are not."""
    return {key: ["." if cell == "x" else cell for cell in row] for key, row in table.items()}


@pytest.fixture(scope="module")
def publish(tabulation_of: Make, register_of: Make, indicator_of: Make) -> Make:
    """Take an indicator through the chain; gives its panel."""

    def run(
        above: dict[str, list[str]], below: dict[str, list[str]], geography: Geography = TOWN, scale: float = 1.0, **given: Any
    ) -> Panel:
        indicator = indicator_of(**given)
        tabulation = tabulation_of(geography, u18=above, people=below)
        series = {name: replace(counts, values=counts.values * scale) for name, counts in tabulation.series.items()}
        register = register_of(indicator)
        tabulation, _ = carry_over(replace(tabulation, series=series), geography, register, ())
        tabulation, _ = aggregate(tabulation, geography, register)
        tabulation, pooling = pool(tabulation, register)
        panels, _ = make_panels(tabulation, geography, pooling)
        return name_pools({indicator.id: judge(panels[indicator.id], indicator, tabulation, SmallBase())}, [indicator])[indicator.id]

    return run


@settings(max_examples=100)
@given(tables, people, st.sampled_from([1, 2, 3]))
def test_a_cell_without_a_figure_holds_no_number_anywhere(publish: Make, above: Any, below: Any, years: int) -> None:
    panel = publish(above, below, pool=years)
    silent = ~is_numeric(panel.status)
    assert np.isnan(panel.values[silent]).all()
    assert panel.low.size == 0 or np.isnan(panel.low[silent]).all()


@settings(max_examples=100)
@given(tables, people)
def test_a_suppressed_part_leaves_its_district_and_the_town_without_a_figure(publish: Make, above: Any, below: Any) -> None:
    panel = publish(above, below)
    for district, parts in (("01", PARTS[:3]), ("02", PARTS[3:])):
        hidden = np.any([panel.status[TOWN.rows[key]] == Status.CONFIDENTIAL for key in parts], axis=0)
        assert np.isnan(panel.values[[TOWN.rows[district], 0]][:, hidden]).all()


@settings(max_examples=100)
@given(tables.map(without_meaningless), people)
def test_a_rate_lies_within_the_range_of_its_parts(publish: Make, above: Any, below: Any) -> None:
    panel = publish(above, below, kind="rate", factor=1000.0)
    for key, parts in (("01", PARTS[:3]), ("02", PARTS[3:]), ("0", PARTS)):
        own, inside = panel.values[TOWN.rows[key]], panel.values[[TOWN.rows[part] for part in parts]]
        for place in np.flatnonzero(~np.isnan(own)).tolist():
            assert np.nanmin(inside[:, place]) - 1e-9 <= own[place] <= np.nanmax(inside[:, place]) + 1e-9


@settings(max_examples=50)
@given(tables, people, st.sampled_from([0.001, 0.5, 1000.0]))
def test_counting_both_in_thousands_changes_no_mean(publish: Make, above: Any, below: Any, scale: float) -> None:
    one, other = (publish(above, below, kind="mean", scale=each) for each in (1.0, scale))
    assert one.values == pytest.approx(other.values, nan_ok=True)
    assert one.status.tolist() == other.status.tolist()


@settings(max_examples=50)
@given(tables, people, st.permutations(PARTS))
def test_the_order_of_areas_changes_nothing(publish: Make, above: Any, below: Any, order: list[str]) -> None:
    new = dict(zip(PARTS, order, strict=True))
    moved = make_geography(
        {key if len(key) < 4 else new[key]: parent for key, parent in zip(TOWN.rows, (area.parent for area in TOWN.areas), strict=True)}
    )
    one = publish(above, below)
    other = publish({new[key]: row for key, row in above.items()}, {new[key]: row for key, row in below.items()}, moved)
    for key in TOWN.rows:
        assert one.values[TOWN.rows[key]] == pytest.approx(other.values[moved.rows[new.get(key, key)]], nan_ok=True)
