"""Pooled years: counted together before anything is divided."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from atlas.model.geography import Geography
from atlas.model.panel import Flag, Panel, Status
from atlas.statistics.panels import make_panels
from atlas.statistics.pool import name_pools, pool

Make = Callable[..., Any]


@pytest.fixture
def pooled(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> Make:
    """Pool years of one area; gives its panel."""

    def run(above: list[str], below: list[str], years: int = 3, **given: Any) -> Panel:
        indicator = indicator_of(pool=years, **given)
        tabulation, register = pool(tabulation_of(town, u18={"0101": above}, people={"0101": below}), register_of(indicator))
        panels, _ = make_panels(tabulation, town, register)
        return name_pools(panels, [indicator])[indicator.id]

    return run


def test_counts_of_all_years_are_summed_and_then_divided(pooled: Make) -> None:
    panel = pooled(["1", "2", "9", "4"], ["10", "20", "30", "40"])
    assert ("2020–2022", "2021–2023") == panel.periods
    assert [20.0, 15 / 90 * 100] == pytest.approx(panel.values[3].tolist())
    assert [[12.0, 15.0], [60.0, 90.0]] == [panel.numerator[3].tolist(), panel.denominator[3].tolist()]


def test_a_year_without_a_figure_leaves_its_pools_without_one(pooled: Make) -> None:
    assert [Status.CONFIDENTIAL] == pooled(["1", "·", "."], ["10", "20", "30"]).status[3].tolist()


def test_nothing_in_all_years_is_nothing(pooled: Make) -> None:
    assert [Status.ZERO] == pooled(["–", "–", "–"], ["10", "20", "30"]).status[3].tolist()


def test_a_pool_of_one_year_is_the_year(pooled: Make) -> None:
    assert ("2020", "2021") == pooled(["1", "2"], ["10", "20"], years=1).periods


def test_pools_need_years_one_after_the_other(town: Geography, tabulation_of: Make, register_of: Make, indicator_of: Make) -> None:
    from msgspec.structs import replace

    tabulation = replace(tabulation_of(town, u18={"0101": ["1", "2"]}, people={"0101": ["1", "2"]}), periods=("2019", "2021"))
    series = pool(tabulation, register_of(indicator_of(pool=2)))[0].series["u18 (2)"]
    assert np.isnan(series.values).all()


def test_flags_of_all_years_stay(town: Geography, tabulation_of: Make, counts_of: Make, register_of: Make, indicator_of: Make) -> None:
    from msgspec.structs import replace

    counts = counts_of(town, {"0101": ["1", "2"]}, flags={"0101": [Flag.PROVISIONAL, Flag.REVISED]})
    tabulation = replace(
        tabulation_of(town, people={"0101": ["1", "2"]}), series={"u18": counts, "people": counts}, sources={"u18": "", "people": ""}
    )
    found = pool(tabulation, register_of(indicator_of(pool=2)))[0].series["u18 (2)"]
    assert Flag.PROVISIONAL | Flag.REVISED == found.flags[3, 1]
