"""The spread of figures over all areas, and within those around them."""

import numpy as np

from atlas.model.geography import Geography
from atlas.model.spread import Spread
from atlas.statistics.spread import find_spreads

ROWS = np.arange(3, 8)
NAN = np.nan


def test_all_areas_come_first_then_each_area_around_several(town: Geography) -> None:
    values = np.array([NAN, NAN, NAN, 1.0, 2.0, 6.0, 4.0, 8.0])
    assert (
        Spread(key="", count=5, low=1.0, first=2.0, median=4.0, third=6.0, high=8.0),
        Spread(key="01", count=3, low=1.0, first=1.5, median=2.0, third=4.0, high=6.0),
        Spread(key="02", count=2, low=4.0, first=5.0, median=6.0, third=7.0, high=8.0),
    ) == find_spreads(values, ROWS, town)


def test_an_area_around_a_single_figure_has_no_spread(town: Geography) -> None:
    values = np.array([NAN, NAN, NAN, 1.0, 2.0, 6.0, NAN, 8.0])
    assert ["", "01"] == [one.key for one in find_spreads(values, ROWS, town)]


def test_within_the_only_area_around_all_nothing_new_is_said(town: Geography) -> None:
    values = np.array([NAN, NAN, NAN, 1.0, 2.0, 6.0, NAN, NAN])
    assert [""] == [one.key for one in find_spreads(values, ROWS, town)]


def test_one_figure_is_no_spread(town: Geography) -> None:
    assert () == find_spreads(np.array([NAN] * 7 + [1.0]), ROWS, town)
