"""Micro graphics: what is drawn, and what of a missing figure is not."""

import re

from msgspec.structs import replace

from atlas.model.page import FigureRow
from atlas.model.panel import Flag
from atlas.render.strips import bar, sparkline, strip
from tests.unit.render.conftest import NAN, series


def drawn(row: FigureRow, position: int) -> str:
    assert row.strip is not None
    return strip(row.strip, position, row.indicator, "de")


def paths(svg: str, name: str) -> list[str]:
    return re.findall(rf'<path class="{name}" d="([^"]*)"', svg)


def test_the_strip_shows_every_tick_the_wedge_and_the_dot(row: FigureRow) -> None:
    svg = drawn(row, 740)
    assert ['d="M0 5v10M500 5v10"', 'class="whole" x="25%"', 'class="own" cx="74%"'] == [
        part for part in ('d="M0 5v10M500 5v10"', 'class="whole" x="25%"', 'class="own" cx="74%"') if part in svg
    ]


def test_the_strip_of_a_suppressed_figure_has_no_dot(row: FigureRow) -> None:
    assert 'class="own"' not in drawn(row, -1)


def test_the_strip_without_a_whole_has_no_wedge(row: FigureRow) -> None:
    assert row.strip is not None
    assert 'class="whole"' not in drawn(replace(row, strip=replace(row.strip, whole=-1)), 740)


def test_the_strip_says_its_scale_in_words(row: FigureRow) -> None:
    assert '<span class="vh">39 Sozialräume von 5,0 bis 25,0</span>' in drawn(row, 740)


def test_both_lines_of_a_sparkline_share_one_scale() -> None:
    svg = sparkline(series(0.0, 10.0, 10.0), series(5.0, 5.0, 5.0))
    assert (["M0 240h0L500 0L1000 0"], ["M0 120h0L500 120L1000 120"]) == (paths(svg, "own"), paths(svg, "whole"))


def test_a_gap_stays_a_gap() -> None:
    assert ["M0 240h0M1000 0h0"] == paths(sparkline(series(0.0, NAN, 10.0), None), "own")


def test_a_gap_of_the_whole_is_its_own() -> None:
    svg = sparkline(series(0.0, 5.0, 10.0), series(5.0, NAN, 5.0))
    assert (["M0 240h0L500 120L1000 0"], ["M0 120h0M1000 120h0"], ["M1000 0h0"]) == (
        paths(svg, "own"),
        paths(svg, "whole"),
        paths(svg, "end"),
    )


def test_a_line_ends_with_its_last_figure() -> None:
    assert ["M500 0h0"] == paths(sparkline(series(0.0, 10.0, NAN), None), "end")


def test_a_line_that_never_moves_runs_through_the_middle() -> None:
    assert ["M0 120h0L500 120L1000 120"] == paths(sparkline(series(3.0, 3.0, 3.0), None), "own")


def test_a_break_in_the_series_is_a_rule() -> None:
    assert ["M500 0V240"] == paths(sparkline(series(1.0, 2.0, 3.0, flags=(0, Flag.BREAK, 0)), None), "break")


def test_a_single_figure_is_no_line() -> None:
    assert "" == sparkline(series(NAN, NAN, 3.0), series(1.0, 2.0, 3.0))


def test_a_bar_runs_from_zero_with_the_whole_across() -> None:
    svg = bar(5.0, 2.5, 0.0, 10.0)
    assert ('<rect x="0%" width="50%"', '<svg x="25%"') == (svg[svg.index("<rect") :][:24], svg[svg.index("<svg x") :][:12])


def test_a_bar_below_zero_ends_at_zero() -> None:
    assert '<rect x="25%" width="25%"' in bar(-5.0, NAN, -10.0, 10.0)


def test_a_missing_figure_has_no_bar() -> None:
    assert "" == bar(NAN, 2.5, 0.0, 10.0)
