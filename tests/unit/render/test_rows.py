"""Tables of one area: columns, suppressed rows, sources."""

import re

from msgspec.structs import replace

from atlas.model.page import FigureRow, ThemeRows
from atlas.render import cells, rows
from tests.unit.render.conftest import NAN, series

NAMES = ("Hafen", "Nord", "Wallenfurt")


def themes(*members: FigureRow) -> tuple[ThemeRows, ...]:
    return (ThemeRows(title="Bevölkerung", href="", rows=members), ThemeRows(title="Bildung", href="", rows=members))


def heads(table: str) -> list[str]:
    return [re.sub("<[^>]*>", "", cell) for cell in re.findall(r'<th scope="col".*?</th>', table)]


def test_at_a_glance_names_every_column(row: FigureRow) -> None:
    expected = ["Handlungsfeld", "Indikator", "Hafen", "Nord", "Wallenfurt Abstand", "Lage unter 39 Gebieten", "Entwicklung"]
    assert expected == heads(rows.glance(themes(row), NAMES, "", "de"))


def test_the_distance_to_the_whole_is_told_in_words_and_in_figures(row: FigureRow) -> None:
    table = re.sub("<[^>]*>", "", rows.glance(themes(replace(row, to_whole=1.25)), NAMES, "", "de"))
    assert [True, True] == [words in table for words in (cells.phrase(row, "Wallenfurt", "de"), "Abstand +1,3")]


def test_columns_without_any_figure_are_left_out(row: FigureRow) -> None:
    bare = replace(row, parent=None, strip=None)
    assert ["Handlungsfeld", "Indikator", "Hafen", "Wallenfurt Abstand", "Entwicklung"] == heads(rows.glance(themes(bare), NAMES, "", "de"))


def test_the_whole_is_not_compared_with_itself(row: FigureRow) -> None:
    table = rows.overview((replace(row, position=-1),), "Wallenfurt", "", "de")
    assert ["Indikator", "Wallenfurt", "Lage unter 39 Gebieten", "Entwicklung"] == heads(table)


def test_the_whole_draws_one_line_only(row: FigureRow) -> None:
    assert '<path class="whole"' not in rows.overview((row,), "Wallenfurt", "", "de")


def test_every_row_has_as_many_cells_as_the_head(row: FigureRow, suppressed: FigureRow) -> None:
    table = rows.glance(themes(row, suppressed), NAMES, "", "de")
    cells = [len(re.findall(r"<t[hd][ >]", line)) for line in table.split("<tbody>", 1)[1].split("</tr>")[:-1]]
    assert [7, 6, 7, 6] == cells


def test_a_suppressed_row_shows_neither_dot_nor_line_nor_trend(suppressed: FigureRow) -> None:
    table = rows.glance(themes(suppressed), NAMES, "", "de")
    assert [] == [mark for mark in ("<circle", 'class="spark"', 'class="change"', "18,0", "19,0") if mark in table]


def test_a_shown_row_has_its_date(row: FigureRow) -> None:
    assert '<span class="when">31.12.2025</span>' in rows.glance(themes(row), NAMES, "", "de")


def test_links_start_at_the_root(row: FigureRow) -> None:
    assert '<a href="../../indikatoren/u18/index.html">' in rows.glance(themes(row), NAMES, "../../", "de")


def test_names_are_escaped(row: FigureRow) -> None:
    table = rows.glance(themes(row), ("<b>Hafen</b>", "Nord", "Wallenfurt"), "", "de")
    assert ("&lt;b&gt;Hafen", False) == (table[table.index("&lt;b") :][:14], "<b>Hafen" in table)


def test_the_comparison_gives_both_distances_and_the_counts(row: FigureRow) -> None:
    table = rows.comparison((row,), NAMES, "", "de")
    assert ["31.12.2025 · 1.134 von 5.726", "+2,8", "+3,9"] == [
        part for part in ("31.12.2025 · 1.134 von 5.726", "+2,8", "+3,9") if part in table
    ]


def test_a_count_is_not_drawn_beside_the_count_of_the_whole(row: FigureRow) -> None:
    count = replace(row, indicator=replace(row.indicator, kind="count"))
    assert 'class="whole"' not in rows.comparison((count,), NAMES, "", "de")


def test_years_leave_empty_what_an_indicator_does_not_cover(row: FigureRow) -> None:
    late = replace(row, periods=("2025",), own=series(1.0, status=(0,), flags=(0,)), latest=0)
    table = rows.years((row, late), "de")
    assert ["", "", "1,0"] == re.findall("<td[^>]*>(.*?)</td>", table)[3:]


def test_years_explain_signs_of_any_year(row: FigureRow) -> None:
    early = replace(row, own=series(NAN, 19.0, 19.8, status=(3, 0, 0)))
    assert "<b>·</b> kein Wert aus Gründen des Datenschutzes" in rows.years((early,), "de")


def test_several_sources_are_named_with_what_comes_from_them(row: FigureRow) -> None:
    other = replace(row, indicator=replace(row.indicator, title="Vereine", source="Vereinsregister"))
    expected = '<p class="source">Quellen: Melderegister – Unter 18&nbsp;· Vereinsregister – Vereine</p>'
    assert expected == rows.foot((row, other), "de")


def test_a_single_source_needs_no_list(row: FigureRow) -> None:
    assert '<p class="source">Quelle: Melderegister</p>' == rows.foot((row,), "de")


def test_a_share_s_change_is_told_in_points_and_per_cent_and_beside_the_whole_s(row: FigureRow) -> None:
    said = re.sub(
        r"<svg.*?</svg>|<[^>]*>",
        " ",
        rows.comparison((replace(row, relative=10.0, whole_change=0.9),), ("Hafen", "Mitte", "Stadt"), "", "de"),
    )
    assert "+10,0\u202f% · Stadt +0,9" in said.replace("\u2009", "\u202f").replace("  ", " ")
