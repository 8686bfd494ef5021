"""Tables of one indicator: all areas, now and through the years."""

import re

import numpy as np
from msgspec.structs import replace

from atlas.model.page import IndicatorPage, YardstickLine
from atlas.model.panel import Series
from atlas.render import tables


def lines(table: str) -> list[list[str]]:
    body = table.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in body.split("</tr>")[:-1])
    return [[re.sub(r"<svg.*?</svg>|<[^>]*>", "", cell) for cell in line] for line in cells]


def test_a_row_gives_value_counts_and_change(page: IndicatorPage) -> None:
    expected = ["Altstadt", "Mitte", "7,3", "", "73", "1.000", "+2,3&nbsp;Pkt.Prozentpunkte"]
    assert expected == lines(tables.areas(page, page.tables[0], "", "de"))[0]


def test_a_suppressed_count_shares_the_sign_of_its_figure(page: IndicatorPage) -> None:
    row = lines(tables.areas(page, page.tables[0], "", "de"))[1]
    assert ["·", "·"] == [row[2][:1], row[4][:1]]


def test_an_unknown_count_of_a_shown_figure_is_unknown(page: IndicatorPage) -> None:
    row = lines(tables.areas(page, page.tables[0], "", "de"))[2]
    assert ["(11,3)", "."] == [row[2][:6], row[4][:1]]


def test_a_suppressed_figure_has_no_bar(page: IndicatorPage) -> None:
    assert 2 == tables.areas(page, page.tables[0], "", "de").count('class="bar"')


def test_the_whole_s_line_is_missing_for_counts(page: IndicatorPage) -> None:
    counted = replace(page, indicator=replace(page.indicator, kind="count"))
    marks = [tables.areas(each, each.tables[0], "", "de").count("M0 1V17") for each in (page, counted)]
    assert [2, 0] == marks


def test_a_level_without_changes_has_no_column_for_them(page: IndicatorPage) -> None:
    still = replace(page.tables[0], change=np.full(3, np.nan))
    assert "seit 2023" not in tables.areas(page, still, "", "de")


def test_all_years_hold_every_figure(page: IndicatorPage) -> None:
    first, second, _ = lines(tables.periods(page, page.tables[0], "", "de"))
    secret = "·kein Wert aus Gründen des Datenschutzes"
    assert (["Altstadt", "5,0", "6,0", "7,3"], ["Brühl", "12,0", secret, secret]) == (first, second)


def test_area_names_are_escaped(page: IndicatorPage) -> None:
    both = tables.areas(page, page.tables[0], "", "de") + tables.periods(page, page.tables[0], "", "de")
    assert (2, 0) == (both.count("Süd &lt;Ost&gt;"), both.count("<Ost>"))


def test_the_caption_dates_the_figures(page: IndicatorPage) -> None:
    assert '<caption class="vh">Unter 18, 31.12.2025</caption>' in tables.areas(page, page.tables[0], "", "de")


def test_uncertain_figures_have_their_interval_and_surveys_the_number_asked(page: IndicatorPage) -> None:
    unsure = np.array([[np.nan] * 3, [np.nan] * 3, [np.nan, np.nan, 8.04]])
    table = replace(page.tables[0], low=unsure, high=unsure + 5, sample=unsure * 100)
    assert ["804", "8,0 bis 13,0"] == lines(tables.areas(page, table, "", "de"))[2][6:8]
    assert ["", ""] == lines(tables.areas(page, table, "", "de"))[0][6:8]


def test_areas_outside_stand_below_with_their_change(page: IndicatorPage) -> None:
    line = YardstickLine(name="Land Nord", figures=Series(values=(1.0, 2.0, 30.0), status=bytes(3), flags=bytes(3)), change=29.0)
    foot = tables.areas(replace(page, yardsticks=(line,)), page.tables[0], "", "de").split("<tfoot>")[1]
    assert "Land Nord 30,0 +29,0" == " ".join(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", foot).replace("&nbsp;", " ").split()[:4])
    assert "<tfoot>" not in tables.areas(page, page.tables[0], "", "de")
