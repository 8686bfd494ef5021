"""Figures side by side: what is cut out of them comes in the order of a table."""

import numpy as np
import pytest

from atlas.model.cells import floats, lines
from atlas.model.panel import Panel
from atlas.plan.stack import Stack


def panel(*rows: tuple[float, ...], counts: bool = False) -> Panel:
    values = np.array(rows)
    codes = np.zeros(values.shape, dtype=np.uint8)
    numerator = values * 2 if counts else np.empty((0, 0))
    return Panel(
        periods=tuple(map(str, range(values.shape[1]))),
        values=values,
        status=codes,
        flags=codes,
        numerator=numerator,
        denominator=numerator,
    )


FIRST, SECOND = panel((1.0, 2.0), (3.0, 4.0), (5.0, 6.0)), panel((7.0,), (8.0,), (9.0,), counts=True)


def test_a_cut_goes_indicator_by_indicator_and_area_by_area() -> None:
    cut = Stack([FIRST, SECOND], [0, 0], 3).cut((0, 1), (2, 0))
    assert [5.0, 6.0, 1.0, 2.0, 9.0, 7.0] == floats(cut.values)


def test_lines_are_the_developments_of_single_areas() -> None:
    cut = Stack([FIRST, SECOND], [0, 0], 3).cut((0, 1), (2, 0))
    assert [[5.0, 6.0], [1.0, 2.0], [9.0], [7.0]] == [floats(line.values) for _, _, line in lines([cut], (FIRST, SECOND), ("A", "B"))]


def test_shares_of_the_areas_give_the_lines_of_all_of_them_together() -> None:
    stack, columns, areas = Stack([FIRST, SECOND], [0, 0], 3), (FIRST, SECOND), ("A", "B", "C")
    apart = [stack.cut((0, 1), (row,)) for row in (2, 0, 1)]
    assert list(lines([stack.cut((0, 1), (2, 0, 1))], columns, areas)) == list(lines(apart, columns, areas))


def test_an_indicator_without_counts_has_none_beside_one_that_has_them() -> None:
    cut = Stack([FIRST, SECOND], [0, 0], 3).cut((0, 1), (1,))
    assert ["[nan, nan]", "[16.0]"] == [str(floats(line.numerator)) for _, _, line in lines([cut], (FIRST, SECOND), ("A",))]


def test_what_no_figure_has_takes_no_room() -> None:
    cut = Stack([FIRST, SECOND], [0, 0], 3).cut((0,), (0, 1, 2))
    assert (b"", b"", b"") == (cut.numerator, cut.lower, cut.sample)


@pytest.mark.parametrize(("value", "shown"), [(2.675, 2.68), (-1.235, -1.24), (-0.004, 0.0), (12345.678, 12345.68)])
def test_figures_are_rounded_as_on_the_page(value: float, shown: float) -> None:
    assert [shown] == floats(Stack([panel((value,))], [2], 1).cut((0,), (0,)).values)


def test_an_atlas_without_indicators_has_empty_files() -> None:
    assert b"" == Stack([], [], 2).cut((), (0, 1)).values
