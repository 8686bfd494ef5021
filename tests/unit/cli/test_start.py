"""The way of a newcomer: a workbook as offices write it, a shapefile, one command, and there is an atlas with a profile of every area."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import geopandas
import pytest
from openpyxl import Workbook
from shapely.geometry import box

from atlas.base.diagnostics import Severity
from atlas.cli import main
from atlas.pipeline import Options, build
from tests.conftest import ROOT

NAMES = ("Altstadt", "Bahnhof", "Neustadt", "Weststadt", "Oststadt", "Seeviertel", "Waldau", "Hohenfeld", "Kirchberg", "Mühlental")


def draw(path: Path, columns: dict[str, Sequence[object]]) -> None:
    """Write ten areas side by side as a shapefile."""
    squares = [box(565000 + 1000 * number, 5930000, 566000 + 1000 * number, 5931000) for number in range(10)]
    geopandas.GeoDataFrame(columns, geometry=squares, crs=25832).to_file(path)


def workbook(path: Path, rows: Sequence[Sequence[object]], merged: Sequence[str], *, before: str = "") -> None:
    book = Workbook()
    sheet = book.active
    if before:
        sheet.title = before
        sheet["A1"] = "Erläuterungen"
        sheet = book.create_sheet("Daten")
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)


def begin(folder: Path, levels: str) -> list[str]:
    """Start an atlas with the two files in the folder, build it; gives the addresses of its profiles."""
    main_arguments = [
        "new",
        str(folder / "atlas"),
        "--place",
        "Musterhausen",
        "--levels",
        levels,
        "--geometry",
        str(folder / "gebiete.shp"),
    ]
    with pytest.raises(SystemExit) as done:
        main([*main_arguments, "--table", str(folder / "Zahlen 2025.xlsx")])
    assert 0 == done.value.code
    result = build(folder / "atlas", folder / "atlas" / "public", Options(kind="inline"))
    assert [] == [one.text("de") for one in result.found if one.severity > Severity.NOTE]
    return sorted(path.parent.name for path in (result.out / "profile").glob("*/index.html"))


def years_side_by_side(folder: Path) -> None:
    """Two header rows with merged cells, keys without their zeros, a total, a source below."""
    draw(
        folder / "gebiete.shp",
        {"OBJECTID": range(10), "STT_NR": [f"{number:02}" for number in range(1, 11)], "STT_NAME": NAMES, "SHAPE_AREA": [1.0] * 10},
    )
    figures = [[2000 + 10 * number, 2100 + 10 * number, 320 + number, 330 + number] for number in range(10)]
    rows = [
        ["Musterhausen: Einwohnerinnen und Einwohner am 31.12."],
        [],
        ["Stadtteil", None, "Einwohner", None, "darunter unter 18 Jahre", None],
        ["Nr.", "Name", 2024, 2025, 2024, 2025],
        *([number, name, *some] for number, (name, some) in enumerate(zip(NAMES, figures, strict=True), 1)),
        ["Gesamtstadt", None, *(sum(column) for column in zip(*figures, strict=True))],
        [],
        ["Quelle: Melderegister"],
    ]
    workbook(folder / "Zahlen 2025.xlsx", rows, ["A1:F1", "A3:B3", "C3:D3", "E3:F3"])


def years_below_each_other(folder: Path) -> None:
    """Areas merged over their years, a column head merged over both rows, a second sheet, a sign, numbers of rows and names cut short in the shapefile."""
    keys = [f"{number // 5 + 1}0{number % 5 + 1}" for number in range(10)]
    above = {"BEZ": [key[0] for key in keys], "BEZ_NAME": ["Nord" if key[0] == "1" else "Süd" for key in keys]}
    draw(folder / "gebiete.shp", {"FID_1": range(1, 11), "QUARTIER": keys, "QUARTIERNA": NAMES, **above})
    rows = [
        ["Tabelle 3: Bevölkerung nach Quartieren"],
        ["Quartier", None, "Jahr", "Bevölkerung", None, "Mittlere Miete in € je m²"],
        ["Schlüssel", "Bezeichnung", None, "insgesamt", "darunter unter 18 Jahre", None],
    ]
    for number, (key, name) in enumerate(zip(keys, NAMES, strict=True)):
        for place, year in enumerate((2022, 2023, 2024)):
            counts = [2000 + number + year, 300 + number if number else "·"]
            rows.append([key if not place else None, name if not place else None, year, *counts, 9.5 + number / 10])
    rows += [[], ["· = Zahl unbekannt oder geheim zu halten"]]
    down = [f"{column}{4 + 3 * number}:{column}{6 + 3 * number}" for column in "AB" for number in range(10)]
    workbook(folder / "Zahlen 2025.xlsx", rows, ["A2:B2", "C2:C3", "D2:E2", "F2:F3", *down], before="Lies mich")


def test_a_table_with_years_side_by_side_becomes_an_atlas_with_a_profile_of_every_area(tmp_path: Path) -> None:
    years_side_by_side(tmp_path)
    profiles = begin(tmp_path, "Stadt,Stadtteil")
    assert [1 + 10, "10-muehlental"] == [len(profiles), profiles[-1]]


def test_a_table_with_merged_areas_and_two_levels_in_the_shapefile_becomes_one_too(tmp_path: Path) -> None:
    years_below_each_other(tmp_path)
    profiles = begin(tmp_path, "Stadt,Bezirk,Quartier")
    assert [1 + 2 + 10, "2-sued"] == [len(profiles), next(name for name in profiles if name.startswith("2-"))]


def test_columns_about_people_become_shares_of_the_inhabitants(tmp_path: Path) -> None:
    years_side_by_side(tmp_path)
    begin(tmp_path, "Stadt,Stadtteil")
    page = next((tmp_path / "atlas" / "public" / "profile").glob("01-*/index.html")).read_text(encoding="utf-8")
    register = (tmp_path / "atlas" / "data" / "indikatoren.yaml").read_text(encoding="utf-8")
    assert [True, True] == ["kind: share" in register, "15,7" in page]  # 330 of 2,100


def test_a_table_without_areas_is_refused_with_the_option_that_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("nr;wert\n1;2\n", encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        main(["new", str(tmp_path / "atlas"), "--place", "A", "--table", str(tmp_path / "a.csv")])
    assert (2, True) == (done.value.code, "--geometry" in capsys.readouterr().err)


def test_who_says_nothing_is_asked_for_city_levels_and_files(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")  # a terminal that a test can write to: not on Windows
    years_side_by_side(tmp_path)
    answers = ("Musterhausen", "Stadt,Stadtteil", "gebiet.shp", "gebiete.shp", "'Zahlen 2025.xlsx'")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "atlas", "new", "atlas"],
        cwd=tmp_path,
        stdin=theirs,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as asking:
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        assert asking.stdout
        said = asking.stdout.read().decode()
    os.close(ours)
    os.close(theirs)
    data = {path.name for path in (tmp_path / "atlas" / "data").iterdir()}
    assert [0, True, True] == [asking.returncode, "gebiet.shp gibt es nicht." in said, {"gebiete.shp", "Zahlen 2025.xlsx"} <= data]
