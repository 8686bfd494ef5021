"""The families of tables that German offices deliver, each in miniature: looked at by import, then read by the recipe it proposes."""

from pathlib import Path
from typing import Any

import xlsxwriter
import yaml
from msgspec.structs import replace

from atlas.load.intake import take_in
from tests.unit.load.test_recipes import counts
from tests.unit.load.test_tables import GEOGRAPHY, OTHERS, sound


def proposed(root: Path, name: str) -> dict[str, Any]:
    """Give the entry that import proposes for a file of the site."""
    recipe, found = take_in(root / "data" / name, f"data/{name}", GEOGRAPHY, "de")
    assert recipe, [one.text("en") for one in found]
    entry: dict[str, Any] = yaml.safe_load("tables:\n" + recipe)["tables"][0]
    return entry


def read(root: Path, entry: dict[str, Any]) -> list[list[float]]:
    """Read the series `einwohner` of the areas 01 to 03 as the entry says."""
    line = yaml.safe_dump(entry, allow_unicode=True, default_flow_style=True, width=10_000)
    return sound(root, f"- {line}" + OTHERS).series["einwohner"].values[1:4].tolist()


def written(root: Path, name: str, content: str, encoding: str = "utf-8") -> str:
    (root / "data" / name).write_text(content, encoding=encoding)
    return name


def test_inkar_has_two_header_rows_and_decimal_commas(minimal: Path) -> None:
    content = (
        "Kennziffer;Raumeinheit;Aggregat;Einwohner;Einwohner;Frauenanteil;Frauenanteil\n;;;2024;2025;2024;2025\n"
        "01;Altstadt;Stadtteil;4.210;4.188;50,1;50,2\n02;Bahnhof;Stadtteil;3.875;3.902;49,9;50,0\n03;Süd;Stadtteil;5.120;5.173;51,0;51,1\n"
    )
    entry = proposed(minimal, written(minimal, "inkar.csv", content, "cp1252"))
    assert r"(?P<series>.+) / (?P<period>\d{4})" == entry["columns"]
    entry["series"] = {"Einwohner": "einwohner"}
    assert [[4210, 4188], [3875, 3902], [5120, 5173]] == read(minimal, entry)


def test_a_workbook_of_the_employment_agency_has_merged_headers_stars_and_footnotes(minimal: Path) -> None:
    with xlsxwriter.Workbook(minimal / "data" / "ba.xlsx") as book:
        book.add_worksheet("Deckblatt").write("A1", "Statistik der Bundesagentur für Arbeit")
        sheet = book.add_worksheet("Bestand")
        sheet.write("A1", "Bestand an Arbeitslosen nach Stadtteilen")
        sheet.write("A2", "Dezember 2025")
        sheet.merge_range("A4:A5", "Schlüssel")
        sheet.merge_range("B4:B5", "Stadtteil")
        sheet.merge_range("C4:D4", "Arbeitslose")
        sheet.write_row("C5", ["Insgesamt", "dar. Frauen"])
        for row, cells in enumerate([["01", "Altstadt", 120, 60], ["02", "Bahnhof", 90, "*"], ["03", "Süd", "x", 2]], 5):
            sheet.write_row(row, 0, cells)
        sheet.write("A9", "Erstellungsdatum: 02.01.2026")
        sheet.write("A10", "*) Zahlenwerte kleiner 3 sind anonymisiert.")
    entry = proposed(minimal, "ba.xlsx")
    assert ["Bestand", [4, 5], {"fixed": "2025"}] == [entry["sheet"], entry["rows"]["header"], entry["period"]]
    assert {"Arbeitslose / Insgesamt": "insgesamt", "Arbeitslose / dar. Frauen": "dar_frauen"} == entry["series"]
    assert {"*": "confidential", "x": "not_applicable"} == entry["missing"]


def test_berlin_delivers_codes_in_parts_and_age_groups_side_by_side(minimal: Path) -> None:
    content = "ZEIT;BEZ;PLR;E_E;E_EU6;E_E6U18\n202512;0;1;4188;300;298\n202512;0;2;3902;355;360\n202512;0;3;5173;502;500\n"
    written(minimal, "ewr.csv", content)
    recipe = (
        "- file: data/ewr.csv\narea: [BEZ, PLR]\nperiod: {column: ZEIT, pattern: '(\\d{4})12'}\nmake: {einwohner: {sum: [E_EU6, E_E6U18]}}"
    )
    assert [598, 715, 1002] == [row[-1] for row in counts(minimal, recipe).values[1:4].tolist()]


def test_the_flat_file_of_genesis_is_a_long_table_with_respects_and_quality_marks(minimal: Path) -> None:
    head = "statistics_code;time;1_variable_attribute_code;1_variable_attribute_label;2_variable_attribute_code;2_variable_attribute_label;value;value_unit;value_q\n"
    rows = "".join(
        f"12411;2025-12-31;{key};{name};{sex};{label};{number};Anzahl;{quality}\n"
        for key, name, number in (("01", "Altstadt", 2000), ("02", "Bahnhof", 1900), ("03", "Süd", 2500))
        for sex, label, quality in (("GESM", "männlich", "e"), ("GESW", "weiblich", "p"))
    )
    written(minimal, "ff.csv", head + rows)
    recipe = (
        "- file: data/ff.csv\narea: 1_variable_attribute_code\nperiod: {column: time, pattern: '(\\d{4})-12-31'}\n"
        "make: {einwohner: {sum: value, where: {2_variable_attribute_code: [GESM, GESW]}}}\nflags: value_q\nmarks: {e: ''}"
    )
    made = counts(minimal, recipe)
    assert [[4000, 3800, 5000], [1, 1, 1]] == [made.values[1:4, -1].tolist(), made.flags[1:4, -1].tolist()]


def test_a_table_of_the_kosis_group_has_keys_with_letters_and_rows_without_an_area(minimal: Path) -> None:
    content = "AREA_ID\tAREA_NAME\tJAHR\tWERT\nSTBZ01\t01 Altstadt\t2025\t4188\nSTBZ02\t02 Bahnhof\t2025\t3902\nSTBZ03\t03 Süd\t2025\t5173\nSTBZ99\tnicht zuzuordnen\t2025\t3\n"
    entry = proposed(minimal, written(minimal, "kosis.tsv", content))
    assert [{"strip": "STBZ"}, ["STBZ99"]] == [entry["keys"], entry["skip"]]
    entry["series"] = {"WERT": "einwohner"}
    assert [4188, 3902, 5173] == [row[-1] for row in read(minimal, entry)]


def test_a_csv_of_zurich_in_long_form_has_a_column_per_respect(minimal: Path) -> None:
    content = "StichtagDatJahr,QuarSort,SexLang,AnzBestWir\n" + "".join(
        f"2025,{key},{sex},{number}\n" for key, number in ((1, 2000), (2, 1900), (3, 2500)) for sex in ("männlich", "weiblich")
    )
    entry = proposed(minimal, written(minimal, "zh.csv", content))
    assert ["QuarSort", {"pad": 2}, "StichtagDatJahr"] == [entry["area"], entry["keys"], entry["period"]]
    entry["make"] = {"einwohner": entry["make"]["anzbestwir"]}
    assert [4000, 3800, 5000] == [row[-1] for row in read(minimal, entry)]


def test_a_table_of_the_whole_country_is_cut_to_the_keys_of_the_atlas(tmp_path: Path) -> None:
    areas = tuple(replace(area, key=f"0500{area.key}") if area.level == "viertel" else area for area in GEOGRAPHY.areas)
    geography = replace(GEOGRAPHY, areas=areas)
    rows = "".join(f"{land:02}{district:04};{land * 100 + district}\n" for land in range(1, 17) for district in range(1, 20))
    (tmp_path / "de.csv").write_text("Schlüssel;Einwohner 2025\n" + rows, encoding="utf-8")
    recipe, _ = take_in(tmp_path / "de.csv", "data/de.csv", geography, "de")
    entry = yaml.safe_load("tables:\n" + recipe)["tables"][0]
    assert {"Schlüssel": {"pattern": r"05000\d{1}"}} == entry["rows"]["where"]
