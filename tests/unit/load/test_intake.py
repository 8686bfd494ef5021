"""What `atlas import` finds in a table nobody has described, and the recipe it writes."""

from pathlib import Path

import pytest
import xlsxwriter
import yaml

from atlas.base.diagnostics import Diagnostic
from atlas.load.intake import take_in
from tests.unit.load.test_recipes import GENESIS, LONG
from tests.unit.load.test_tables import GEOGRAPHY


def look(folder: Path, content: str, name: str = "a.csv", encoding: str = "utf-8") -> tuple[dict[str, object], list[Diagnostic]]:
    """Write a table and give the entry that is proposed for it, and what was found."""
    path = folder / name
    if content:
        path.write_text(content, encoding=encoding)
    recipe, found = take_in(path, f"data/{name}", GEOGRAPHY, "de")
    entry = yaml.safe_load("tables:\n" + recipe)["tables"][0] if recipe else {}
    return entry, list(found)


def codes(found: list[Diagnostic]) -> set[str]:
    return {one.code for one in found}


def said(found: list[Diagnostic], code: str) -> str:
    return next(one.message("en") for one in found if one.code == code)


def test_the_parts_of_a_genesis_table_are_found(tmp_path: Path) -> None:
    entry, found = look(tmp_path, GENESIS, encoding="latin-1")
    assert entry["rows"] == {"header": [3, 4, 5], "end": "__________"}
    assert entry["columns"] == r"Stichtag / \d+\.\d+\.(?P<period>\d{4}) / (?P<series>.+)"
    assert entry["series"] == {"männlich": "maennlich", "weiblich": "weiblich"}
    assert said(found, "A280") == 'rows with titles: 2; header: row 3, 4, 5; figures: rows 6 to 10; then footnotes from "__________"'
    assert said(found, "A290") == "read with the recipe: figures 14, series 2, areas 4, periods 2"


def test_signs_are_listed_with_their_meaning(tmp_path: Path) -> None:
    entry, found = look(tmp_path, GENESIS + "", encoding="latin-1")
    assert entry["missing"] == {"-": "zero", ".": "unknown", "/": "unreliable"}
    assert "A286" in codes(found)


def test_a_total_and_an_unknown_key_are_told_and_the_total_is_proposed_as_the_whole(tmp_path: Path) -> None:
    entry, found = look(tmp_path, GENESIS, encoding="latin-1")
    assert entry["keys"] == {"map": {"DG": "0"}}
    assert entry["skip"] == ["021"]
    assert said(found, "A293") == "proposed as areas: DG (Kleinau) → 0"
    assert said(found, "A283") == "1 keys belong to no area: 021 (Bahnhof, Region) ~ 01"


def test_columns_of_flags_and_notes_beside_the_figures_are_proposed_as_such(tmp_path: Path) -> None:
    rows = "Nr;Jahr;Einwohner;Kz;Anmerkung\n01;2023;900;;\n02;2023;800;r;\n01;2024;910;p;Neues Heim\n02;2024;790;p;\n"
    entry, found = look(tmp_path, rows)
    assert {"flags": "Kz", "notes": "Anmerkung"} == {name: entry.get(name) for name in ("flags", "notes")}
    assert said(found, "A290") == "read with the recipe: figures 4, series 1, areas 2, periods 2"


@pytest.mark.parametrize(
    ("keys", "recipe"),
    [
        (["1", "2", "3"], {"pad": 2}),
        (["01000", "02000", "03000"], {"strip": "000"}),
        (["ST01", "ST02", "ST03"], {"strip": "ST"}),
        (["01 Altstadt", "02 Bahnhof", "03 Süd"], {"pattern": r"^([^\s]*\d[^\s]*)\s"}),
        (["01", "02", "03"], None),
    ],
)
def test_the_change_that_makes_keys_agree_is_found(tmp_path: Path, keys: list[str], recipe: dict[str, object] | None) -> None:
    entry, _ = look(tmp_path, "k;jahr;n\n" + "".join(f"{key};2025;{100 + number}\n" for number, key in enumerate(keys)))
    assert [entry["area"], entry.get("keys"), entry["period"]] == ["k", recipe, "jahr"]


def test_names_become_a_map_to_be_checked(tmp_path: Path) -> None:
    entry, found = look(tmp_path, "Gebiet;2024;2025\nAltstadt;1;2\nBahnhof;3;4\nSüd, Stadtteil;5;6\nInsgesamt;9;12\n")
    assert entry["keys"] == {"map": {"Altstadt": "01", "Bahnhof": "02", "Süd, Stadtteil": "03", "Insgesamt": "0"}}
    assert {"A282", "A293"} <= codes(found)


def test_unknown_names_are_left_to_the_author(tmp_path: Path) -> None:
    entry, found = look(tmp_path, "Gebiet;2024\nNordend;1\nWestend;3\nOstend;5\n")
    assert entry["keys"] == {"map": {"Nordend": "?", "Westend": "?", "Ostend": "?"}}
    assert "A294" in codes(found)


def test_respects_of_a_long_table_become_series(tmp_path: Path) -> None:
    entry, found = look(tmp_path, LONG)
    assert entry["make"]["n_w"] == {"sum": "n", "where": {"sex": "w", "alter": ["0-2", "3-5", "6-9"]}}  # type: ignore[index]
    assert "A288" in codes(found)


def test_merged_cells_and_headings_of_a_workbook_are_understood(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Impressum").write("A1", "Amt für Statistik")
        sheet = book.add_worksheet("Daten")
        sheet.merge_range("A1:E1", "Bevölkerung nach Alter")
        sheet.merge_range("B2:C2", "Altstadt")
        sheet.merge_range("D2:E2", "Bahnhof")
        sheet.write_row("A3", ["Alter", "m", "w", "m", "w"])
        sheet.merge_range("A4:E4", "31.12.2025")
        sheet.write_row("A5", ["0-5", 1, 2, 3, 4])
        sheet.write_row("A6", ["6-9", 5, 6, 7, 8])
        sheet.write("A7", "______")
        sheet.write("A8", "Quelle: Melderegister")
    entry, found = look(tmp_path, "", "a.xlsx")
    assert [entry["sheet"], entry["columns"]] == ["Daten", "(?P<area>.+) / (?P<series>.+)"]
    assert entry["rows"] == {"header": [2, 3], "end": "______", "headings": {"stand": r"\d+\.\d+\.\d{4}"}}
    assert said(found, "A290") == "read with the recipe: figures 12, series 6, areas 2, periods 1"


def test_marks_behind_numbers_are_left_to_the_author(tmp_path: Path) -> None:
    entry, found = look(tmp_path, "k;jahr;n\n01;2025;12 1)\n02;2025;13\n03;2025;14p\n")
    assert entry["marks"] == {"1)": "?", "p": "p"}
    assert "A295" in codes(found)


def test_a_total_without_a_key_above_the_areas_is_a_row_of_the_whole(tmp_path: Path) -> None:
    table = "Titel;;\n;;\n;;31.12.2023\n;;Anzahl\n;Insgesamt;90\nV-01;Altstadt;30\nV-02;Bahnhof;30\nV-03;Süd;30\n"
    entry, found = look(tmp_path, table)
    assert [{"header": [3, 4]}, {"strip": "V-", "empty": "0"}] == [entry["rows"], entry["keys"]]
    assert said(found, "A290") == "read with the recipe: figures 4, series 1, areas 4, periods 1"


def test_a_month_in_digits_is_a_period(tmp_path: Path) -> None:
    entry, _ = look(tmp_path, "ZEIT;k;n\n202012;01;12\n202012;02;13\n202012;03;14\n")
    assert {"column": "ZEIT", "pattern": r"(\d{4})\d\d"} == entry["period"]


def test_keys_of_another_place_are_no_names(tmp_path: Path) -> None:
    _, found = look(tmp_path, "k;jahr;n\nE01000001;2024;12\nE01000002;2024;13\nE01000003;2024;14\n")
    assert codes(found) == {"A279", "A289"}


def test_numbers_that_count_something_else_are_doubted(tmp_path: Path) -> None:
    _, found = look(tmp_path, "jahr;haushaltstyp_id;n\n2024;1;5\n2024;2;6\n2024;3;7\n")
    assert "A340" in codes(found)


def test_a_table_without_areas_is_taken_for_the_whole(tmp_path: Path) -> None:
    entry, found = look(tmp_path, "jahr;geburten;name\n2024;700;a\n2025;710;b\n")
    assert entry["area"] == {"fixed": "0"}
    assert "A296" in codes(found)


def test_areas_without_a_row_are_named(tmp_path: Path) -> None:
    _, found = look(tmp_path, "k;jahr;n\n01;2025;1\n02;2025;2\n03;2025;3\n")
    assert said(found, "A284") == "1 of 4 areas of the level Viertel have no row: 04 (Weiher)"


def test_a_year_is_taken_from_the_title_and_one_that_nobody_says_is_asked_for(tmp_path: Path) -> None:
    rows = "k;n\n01;1\n02;2\n03;3\n"
    assert look(tmp_path, "Einwohner am 31.12.2023\n;\n" + rows)[0]["period"] == {"fixed": "2023"}
    assert look(tmp_path, rows)[0]["period"] == {"fixed": "????"}


def test_a_text_without_figures_has_no_recipe(tmp_path: Path) -> None:
    entry, found = look(tmp_path, "Sehr geehrte Damen und Herren,\nanbei die Tabelle.\n")
    assert [entry, codes(found)] == [{}, {"A279", "A289"}]


def test_numbers_that_usually_stand_for_a_missing_figure_and_signs_of_single_offices_are_proposed_as_such(tmp_path: Path) -> None:
    entry, found = look(tmp_path, "k;jahr;n;m\n01;2025;-9999;12\n02;2025;-9999;k. A.\n03;2025;500;*\n04;2025;400;7\n")
    assert {"-9999": "unknown", "k. A.": "unknown", "*": "confidential"} == entry["missing"]
    assert "„-9999“ 2 × → unknown" in said(found, "A286")


def test_rows_of_cases_without_an_area_are_left_out_and_told(tmp_path: Path) -> None:
    entry, found = look(tmp_path, "k;name;jahr;n\n01;Altstadt;2025;10\n02;Bahnhof;2025;11\n03;Süd;2025;12\n99;nicht zuzuordnen;2025;3\n")
    assert ["99"] == entry["skip"]
    assert "rows that are sums or belong to no area: 99" == said(found, "A287")
