"""Tables as offices deliver them, each read by a recipe alone."""

from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from atlas.load.config import load_config
from atlas.model.panel import Status
from atlas.model.tabulation import Counts
from tests.unit.load.test_tables import OTHERS, load, sound

GERMAN = "latin-1"


def counts(root: Path, recipe: str, csv: str = "", encoding: str = "utf-8") -> Counts:
    """Read the series `einwohner` from the file data/a.csv as `recipe` says."""
    if csv:
        (root / "data" / "a.csv").write_text(csv, encoding=encoding)
    file = "" if recipe.lstrip().startswith("- file:") else "- file: data/a.csv\n"
    return sound(root, file + recipe + "\n" + OTHERS).series["einwohner"]


def codes(root: Path, recipe: str, csv: str) -> list[str]:
    """Give what is found in data/a.csv, without notes."""
    (root / "data" / "a.csv").write_text(csv, encoding="utf-8")
    found = load(root, "- file: data/a.csv\n" + recipe + "\n" + OTHERS)[1]
    return [one.code for one in found if one.severity and one.where.file.endswith("a.csv")]


GENESIS = """GENESIS-Tabelle: 12411
Bevölkerung nach Geschlecht;;;;;
;;Stichtag;Stichtag;Stichtag;Stichtag
;;31.12.2024;31.12.2024;31.12.2025;31.12.2025
;;männlich;weiblich;männlich;weiblich
DG;Kleinau;8000;8145;8000;8214
01;  Altstadt;2100;2110;2088;2100
021;    Bahnhof, Region;1;1;1;1
02;      Bahnhof;1900;1975;-;/
03;      Süd;2500;2620;2500;.
__________
"zu ""gesamter Tabelle"":
ab 2011; Zensus"
(C)opyright
Stand: 1.1.2026 / 12:00
"""
WIDE = r"""rows: {header: [3, 4, 5], where: {A: {not: ["021"]}}}
layout: wide
columns: 'Stichtag / \d\d\.\d\d\.(?P<period>\d{4}) / (?P<series>.+)'
area: A
keys: {map: {DG: "0"}}
"""


def test_a_genesis_table_is_read_below_its_titles_by_the_parts_of_its_header(minimal: Path) -> None:
    read = counts(minimal, WIDE + "series: {männlich: einwohner}", GENESIS, GERMAN)
    np.testing.assert_array_equal([[8000, 8000], [2100, 2088], [1900, 0], [2500, 2500], [np.nan] * 2], read.values)
    assert read.status[2, 1] == Status.ZERO


def test_columns_of_a_wide_table_are_added_up_and_one_that_is_no_figure_makes_the_sum_none(minimal: Path) -> None:
    read = counts(minimal, WIDE + "make: {einwohner: {sum: [männlich, weiblich]}}", GENESIS, GERMAN)
    np.testing.assert_array_equal([[16145, 16214], [4210, 4188], [3875, np.nan], [5120, np.nan], [np.nan] * 2], read.values)
    assert read.status[2, 1] == Status.UNRELIABLE
    assert read.status[3, 1] == Status.UNKNOWN


def test_columns_can_be_subtracted(minimal: Path) -> None:
    recipe = "area: k\nperiod: {fixed: 2025}\nmake: {einwohner: {sum: [alle], minus: [ab18, rest]}}"
    assert counts(minimal, recipe, "k,alle,ab18,rest\n01,100,70,5\n").values[1].tolist()[-1] == 25


LONG = "k,jahr,sex,alter,n\n" + "".join(
    f"{key},{year},{sex},{age},{number}\n"
    for number, (key, year, sex, age) in enumerate(
        (key, year, sex, age) for key in ("01", "02") for year in (2024, 2025) for sex in ("m", "w") for age in ("0-2", "3-5", "6-9")
    )
)
DIMENSIONS = "layout: long\narea: k\nperiod: jahr\nvalue: n\n"


def test_rows_of_a_long_table_with_several_dimensions_are_chosen_and_added_up(minimal: Path) -> None:
    read = counts(minimal, DIMENSIONS + "make: {einwohner: {where: {sex: w, alter: [0-2, 3-5]}}}", LONG)
    np.testing.assert_array_equal([[3 + 4, 9 + 10], [15 + 16, 21 + 22]], read.values[1:3])


def test_rows_are_chosen_by_a_pattern(minimal: Path) -> None:
    read = counts(minimal, DIMENSIONS + "make: {einwohner: {where: {sex: {not: m}, alter: {pattern: '[0-5]-.'}}}}", LONG)
    np.testing.assert_array_equal([[7, 19], [31, 43]], read.values[1:3])


def test_a_dimension_that_is_forgotten_is_found_by_its_doubled_rows(minimal: Path) -> None:
    assert codes(minimal, DIMENSIONS + "make: {einwohner: {where: {alter: 0-2}}}", LONG) == ["A248"]


def test_a_sum_that_lacks_a_part_is_unknown_unless_absent_parts_count_as_nothing(minimal: Path) -> None:
    lines = "k,jahr,sex,n\n01,2025,m,4\n01,2025,w,5\n02,2025,m,7\n"
    assert codes(minimal, DIMENSIONS + "make: {einwohner: {where: {sex: [m, w]}}}", lines) == ["A246"]
    read = counts(minimal, DIMENSIONS + "make: {einwohner: {where: {sex: [m, w]}, absent: zero}}", lines)
    assert [9, 7] == read.values[1:3, -1].tolist()


def test_the_year_stands_in_the_name_of_a_column(minimal: Path) -> None:
    recipe = "layout: wide\ncolumns: '(?P<series>EW)_(?P<period>\\d{4})'\narea: k\nseries: {EW: einwohner}"
    np.testing.assert_array_equal([[1, 2]], counts(minimal, recipe, "k,EW_2024,EW_2025,X_2025\n01,1,2,9\n").values[1:2])


def test_a_date_gives_its_year_by_a_pattern(minimal: Path) -> None:
    recipe = "area: k\nperiod: {column: tag, pattern: '\\d\\d\\.\\d\\d\\.(\\d{4})'}\nseries: {n: einwohner}"
    assert sound_periods(minimal, recipe, "k,tag,n\n01,31.12.2023,5\n") == ("2023", "2024", "2025")


def test_words_become_periods_by_a_map(minimal: Path) -> None:
    recipe = "area: k\nperiod: {column: p, map: {Vorjahr: 2024, Berichtsjahr: 2025}}\nseries: {n: einwohner}"
    np.testing.assert_array_equal([4, 5], counts(minimal, recipe, "k,p,n\n01,Vorjahr,4\n01,Berichtsjahr,5\n").values[1])


def sound_periods(root: Path, recipe: str, csv: str) -> tuple[str, ...]:
    (root / "data" / "a.csv").write_text(csv, encoding="utf-8")
    return sound(root, "- file: data/a.csv\n" + recipe + "\n" + OTHERS).periods


def test_a_period_that_does_not_fit_the_pattern_is_an_error(minimal: Path) -> None:
    recipe = "area: k\nperiod: {column: tag, pattern: '.*(\\d{4})'}\nseries: {n: einwohner}"
    assert codes(minimal, recipe, "k,tag,n\n01,Ende 23,5\n") == ["A245"]


def test_the_key_is_a_part_of_the_cell(minimal: Path) -> None:
    recipe = "area: gebiet\nperiod: {fixed: 2025}\nseries: {n: einwohner}\nkeys: {pattern: '^(\\d+) ', pad: 2}"
    assert counts(minimal, recipe, "gebiet,n\n1 Altstadt,5\n2 Bahnhof,6\n").values[1:3, -1].tolist() == [5, 6]


def test_the_figures_of_one_area_are_those_of_another_as_well(minimal: Path) -> None:
    recipe = "area: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}\nkeys: {also: {'01': '02'}}"
    assert counts(minimal, recipe, "k,n\n01,5\n03,6\n").values[1:4, -1].tolist() == [5, 5, 6]


def test_the_key_is_put_together_from_several_columns(minimal: Path) -> None:
    recipe = "area: [land, kreis]\nperiod: {fixed: 2025}\nseries: {n: einwohner}"
    assert counts(minimal, recipe, "land,kreis,n\n0,1,5\n0,2,6\n").values[1:3, -1].tolist() == [5, 6]


def test_columns_without_a_good_name_are_named_by_their_letter(minimal: Path) -> None:
    recipe = "columns: {A: key, C: zwei}\narea: key\nperiod: {fixed: 2025}\nseries: {zwei: einwohner}"
    assert counts(minimal, recipe, "x,n,n\n01,5,6\n").values[1, -1] == 6


STACKED = "Tabelle 1,\nk,n\n01,1\n,\nTabelle 2,\nk,n\n01,7\n02,8\nQuelle: Amt,1,2,3\n"


def test_one_of_several_tables_in_a_sheet_is_read_between_two_texts(minimal: Path) -> None:
    recipe = 'rows: {start: Tabelle 2, header: 2, end: "Quelle:"}\narea: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}'
    assert counts(minimal, recipe, STACKED).values[1:3, -1].tolist() == [7, 8]


def test_a_table_ends_at_a_row_number(minimal: Path) -> None:
    recipe = "rows: {start: 5, header: 2, end: 8}\narea: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}"
    np.testing.assert_array_equal([7, np.nan], counts(minimal, recipe, STACKED).values[1:3, -1])


def test_headings_between_the_rows_become_a_column(minimal: Path) -> None:
    recipe = "rows: {headings: {jahr: 'Jahr (.+)'}}\narea: k\nperiod: jahr\nseries: {n: einwohner}"
    read = counts(minimal, recipe, "k,n\nJahr 2024,\n01,4\nJahr 2025,\n01,5\n02,6\n")
    np.testing.assert_array_equal([[4, 5], [np.nan, 6]], read.values[1:3])


def test_levels_told_by_indentation_become_a_column(minimal: Path) -> None:
    recipe = (
        "rows: {headings: {bezirk: '\\S.*'}}\narea: [bezirk, k]\nperiod: {fixed: 2025}\nseries: {n: einwohner}\n"
        'keys: {map: {NordMitte: "01", SüdMitte: "02"}}\nskip: [NordNord, SüdSüd]'
    )
    assert counts(minimal, recipe, "k,n\nNord,9\n  Mitte,4\nSüd,8\n  Mitte,5\n").values[1:3, -1].tolist() == [4, 5]


def test_merged_cells_below_each_other_are_filled(minimal: Path) -> None:
    recipe = "rows: {fill: k}\nlayout: long\narea: k\nperiod: jahr\nseries: {fixed: einwohner}\nvalue: n"
    np.testing.assert_array_equal(
        [[1, 2], [3, 4]], counts(minimal, recipe, "k,jahr,n\n01,2024,1\n,2025,2\n02,2024,3\n,2025,4\n").values[1:3]
    )


def test_merged_cells_of_a_workbook_stand_for_all_their_columns(minimal: Path) -> None:
    with xlsxwriter.Workbook(minimal / "data" / "a.xlsx") as book:
        sheet = book.add_worksheet("Daten")
        sheet.merge_range("A1:F1", "Titel")
        sheet.merge_range("A3:A4", "Schlüssel")
        sheet.merge_range("B3:C3", "2024")
        sheet.merge_range("D3:E3", "2025")
        sheet.write_row("B4", ["Anzahl", "%", "Anzahl", "%", "Bemerkung"])
        sheet.write_row("A5", ["01", 4210, 1.5, 4188, 2.5, "x"])
    recipe = "- file: data/a.xlsx\nrows: {header: [3, 4]}\nlayout: wide\ncolumns: '(?P<period>\\d{4}) / (?P<series>Anzahl)'\narea: Schlüssel\nseries: {Anzahl: einwohner}"
    np.testing.assert_array_equal([[4210, 4188]], counts(minimal, recipe).values[1:2])


def test_areas_may_stand_in_the_header(minimal: Path) -> None:
    recipe = (
        "rows: {header: [1, 2]}\nlayout: wide\ncolumns: '(?P<area>.+) / (?P<sex>.+)'\nperiod: {fixed: 2025}\n"
        'keys: {map: {Altstadt: "01", Bahnhof: "02"}}\nmake: {einwohner: {where: {sex: [m, w], Alter: [0-2, 3-5]}}}'
    )
    csv = "Alter,Altstadt,,Bahnhof,\n,m,w,m,w\n0-2,1,2,3,4\n3-5,5,6,7,8\nsumme,6,8,10,12\n"
    assert counts(minimal, recipe, csv).values[1:3, -1].tolist() == [14, 22]


def test_units_and_factors_are_declared(minimal: Path) -> None:
    recipe = 'area: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}\nunit: ["%", Tsd.]\nfactor: 100'
    assert counts(minimal, recipe, 'k;n\n01;"0,29 %"\n02;1,5 Tsd.\n').values[1:3, -1].tolist() == [29, 150]


def test_marks_behind_numbers_are_flags_or_notes(minimal: Path) -> None:
    recipe = 'area: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}\nmarks: {p: p, "1)": Ohne Wohnheime., "²": "", s: s}'
    read = counts(minimal, recipe, "k;n\n01;12 p\n02;1.234 1)\n03;3.456²\n04;· 1)\n")
    assert [12, 1234, 3456] == read.values[1:4, -1].tolist()
    assert [1, 0, 0, 0] == read.flags[1:, -1].tolist()
    assert [(2, 1, "Ohne Wohnheime."), (4, 1, "Ohne Wohnheime.")] == list(read.notes)
    assert read.status[4, -1] == Status.CONFIDENTIAL


def test_flags_stand_in_the_column_to_the_right_of_each_value(minimal: Path) -> None:
    recipe = 'area: k\nlayout: periods\nseries: {fixed: einwohner}\nflags: "+1"\nmarks: {e: ""}'
    read = counts(minimal, recipe, "k;2024;;2025;\n01;5;e;6;p\n")
    assert [[5, 6], [0, 1]] == [read.values[1].tolist(), read.flags[1].tolist()]


def test_a_column_has_notes_on_single_values(minimal: Path) -> None:
    recipe = "area: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}\nnotes: bem"
    assert list(counts(minimal, recipe, "k;n;bem\n01;5;\n02;6;Geschätzt.\n").notes) == [(2, 1, "Geschätzt.")]


def test_a_table_has_notes_on_its_series(minimal: Path) -> None:
    recipe = "area: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}\nnotes: {einwohner: Ab 2011 Zensus.}"
    assert counts(minimal, recipe, "k;n\n01;5\n").remarks == ("Ab 2011 Zensus.",)


def test_a_cell_is_located_in_its_file(minimal: Path) -> None:
    (minimal / "data" / "a.csv").write_text("k,n\n01,5\n02,6\n", encoding="utf-8")
    tabulation = sound(minimal, "- file: data/a.csv\narea: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}\n" + OTHERS)
    assert [str(tabulation.locate("einwohner", 2, 1)), tabulation.locate("einwohner", 0, 1)] == ["data/a.csv:3:4", None]


PLAIN = "area: k\nperiod: {fixed: 2025}\nseries: {n: einwohner}"


@pytest.mark.parametrize(
    ("code", "recipe", "csv"),
    [
        ("A240", PLAIN, "k,n\n01,5\nInsgesamt,5\n"),
        ("A241", PLAIN, "x,k,n\na,01,5\nb,c,02\nd,04,1\n"),
        ("A243", PLAIN, "k,n\n01,5\n01,5\n"),
        ("A214", PLAIN, "k,n\n01,5\n01,6\n"),
        ("A244", PLAIN + "\nencoding: latin-1", "k,n,ü\n01,5,ü\n"),
        ("A247", PLAIN.replace("series", "layout: wide\ncolumns: '(?P<series>.)'\nseries").replace("n:", "m:"), "k,n\n01,5\n"),
        ("A273", "layout: wide\ncolumns: '(?P<period>\\d{4})'\narea: k\nseries: {fixed: einwohner}", "k,n\n01,5\n"),
        ("A274", PLAIN + "\nrows: {start: Tabelle 3, header: 2}", "k,n\n01,5\n"),
        ("A275", PLAIN + "\ncolumns: {F: m}", "k,n\n01,5\n"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(minimal: Path, code: str, recipe: str, csv: str) -> None:
    assert code in codes(minimal, recipe, csv)


@pytest.mark.parametrize(
    ("code", "recipe"),
    [
        ("A129", "period: {fixed: 2025}\nseries: {n: einwohner}"),
        ("A276", "area: k\nperiod: {fixed: 2025}"),
        ("A277", PLAIN + "\nkeys: {pattern: '('}"),
        ("A278", "layout: wide\ncolumns: '(?P<series>.+)'\narea: k"),
    ],
)
def test_a_recipe_that_cannot_work_is_refused(minimal: Path, code: str, recipe: str) -> None:
    text = (minimal / "site.yaml").read_text(encoding="utf-8")
    lines = "".join(f"    {line}\n" for line in ("- file: data/a.csv\n" + recipe).splitlines()).replace("    - ", "  - ")
    (minimal / "site.yaml").write_text(text + lines, encoding="utf-8")
    assert [one.code for one in load_config(minimal)[1]] == [code]


@pytest.mark.parametrize(
    ("recipe", "line", "key"),
    [
        ('area: k\nperiod: {fixed: "????"}\nseries: {n: einwohner}', 3, "period: fixed"),
        (PLAIN + '\nkeys: {map: {Nord: "?"}}', 5, "keys: map: Nord"),
        (PLAIN + '\nmarks: {"1)": "?"}', 5, "marks: 1)"),
    ],
)
def test_what_import_left_open_is_asked_for_before_anything_is_built(minimal: Path, recipe: str, line: int, key: str) -> None:
    text = (minimal / "site.yaml").read_text(encoding="utf-8")
    lines = "".join(f"    {line}\n" for line in ("- file: data/a.csv\n" + recipe).splitlines()).replace("    - ", "  - ")
    (minimal / "site.yaml").write_text(text + lines, encoding="utf-8")
    found = load_config(minimal)[1]
    assert [("A333", key)] == [(one.code, dict(one.details)["key"]) for one in found]
    assert [text.count("\n") + line] == [one.where.line for one in found]
