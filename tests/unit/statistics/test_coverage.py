"""How complete figures are: every area is counted once, and sums stand beside the published total."""

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.model.geography import Geography
from atlas.model.panel import Flag
from atlas.model.quality import Coverage, Gap
from atlas.statistics.coverage import find_gaps, measure_coverage
from tests.unit.statistics.conftest import SIGNS

Make = Callable[..., Any]

CELLS = {"0": ["100"], "0101": ["40"], "0102": ["(7)"], "0103": ["·"], "0201": ["."], "0202": ["x"]}


def test_every_state_is_counted_and_the_sum_stands_beside_the_total(town: Geography, panel_of: Make, indicator_of: Make) -> None:
    panel = panel_of(town, CELLS, flags={"0101": [Flag.ESTIMATED], "0103": [Flag.ESTIMATED]})
    *_, areas = measure_coverage(panel, indicator_of(kind="count"), town, 0, 0)
    expected = Coverage(
        level="area", areas=5, shown=2, limited=1, estimated=1, suppressed=1, missing=1, apart=1, total=47.0, published=100.0
    )
    assert expected == areas


def test_shares_are_added_by_their_numerators(town: Geography, panel_of: Make, indicator_of: Make) -> None:
    panel = panel_of(town, CELLS)
    shares = replace(panel, numerator=panel.values / 2, denominator=panel.values)
    assert [23.5, 50.0] == [getattr(measure_coverage(shares, indicator_of(), town, 0, 0)[-1], name) for name in ("total", "published")]


def test_what_must_not_be_added_has_no_sum(town: Geography, panel_of: Make, indicator_of: Make) -> None:
    found = measure_coverage(panel_of(town, CELLS), indicator_of(kind="count", additive=False), town, 0, 0)
    assert np.isnan([one.total for one in found]).all()


def test_the_whole_is_not_compared_with_itself(town: Geography, panel_of: Make, indicator_of: Make) -> None:
    assert np.isnan(measure_coverage(panel_of(town, CELLS), indicator_of(kind="count"), town, 0, 0)[0].total)


def test_without_a_figure_there_is_nothing_to_state(town: Geography, panel_of: Make, indicator_of: Make) -> None:
    assert () == measure_coverage(panel_of(town, CELLS), indicator_of(), town, -1, 0)


def test_a_gap_is_a_missing_figure_in_a_period_that_has_others(town: Geography, panel_of: Make) -> None:
    rows = {"0101": ["1", ".", ".", "·"], "0102": ["…", "2", ".", "3"]}
    panel = panel_of(town, rows)
    assert (Gap(period="2020", areas=1), Gap(period="2021", areas=1)) == find_gaps(panel, np.array([3, 4]))


@given(signs=st.lists(st.sampled_from(["5", "(5)", *SIGNS]), min_size=5, max_size=5))
def test_the_states_of_all_areas_add_up_to_their_number(signs: list[str], town: Geography, panel_of: Make, indicator_of: Make) -> None:
    keys = [area.key for area in town.areas if area.level == "area"]
    panel = panel_of(town, {"0": ["5"], **{key: [cell] for key, cell in zip(keys, signs, strict=True)}})
    found = measure_coverage(panel, indicator_of(), town, 0, 0)[-1]
    assert 5 == found.shown + found.suppressed + found.missing + found.apart
