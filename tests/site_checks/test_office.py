"""Workbooks as an office opens them: LibreOffice reads the figures that were published, and takes no text for a formula."""

import csv
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from atlas.pipeline import Options, build
from tests.site_checks.test_canaries import write_site
from tests.site_checks.test_downloads import NUMBERS, rows

FORMULA = "=1+2"
TABLE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false"
"""Commas, quotation marks, UTF-8, from the first line; only what must be is quoted, and numbers are written as they are, not as they are shown."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of a site whose area, unit and source look like formulas, all in one folder, their tables beside them."""
    folder = tmp_path_factory.mktemp("office")
    root = write_site(folder)
    shapes = root / "data" / "viertel.geojson"
    plain = json.loads(shapes.read_text(encoding="utf-8"))
    plain["features"][1]["properties"]["name"] = FORMULA
    shapes.write_text(json.dumps(plain), encoding="utf-8")
    register = root / "data" / "indikatoren.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace("source: Fachverfahren", 'source: "@Fachverfahren"'), encoding="utf-8")
    data = build(root, folder / "public", Options(kind="inline", extras=("downloads",))).out / "daten"
    flat = folder / "flat"
    flat.mkdir()
    for book in sorted(data.rglob("*.xlsx")):
        for file in (book, book.with_suffix(".csv")):
            shutil.copy(file, flat / "-".join(file.relative_to(data).parts))
    return flat


@pytest.fixture(scope="module")
def converted(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks as LibreOffice saves them, as workbooks and as tables."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip(
            "LibreOffice is not installed (Debian: apt-get install libreoffice-calc-nogui): workbooks are not opened by an office program"
        )
    folder = tmp_path_factory.mktemp("saved")
    books = [str(book) for book in sorted(published.glob("*.xlsx"))]
    for form in ("xlsx", TABLE):
        subprocess.run(
            [
                office,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                folder,
                *books,
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return folder


def cells(book: Path) -> dict[str, list[list[tuple[Any, str]]]]:
    """Give what every cell of every sheet holds, and as what."""
    return {
        sheet.title: [[(cell.value, cell.data_type) for cell in line] for line in sheet.iter_rows()]
        for sheet in load_workbook(book).worksheets
    }


def test_every_sheet_is_read_back_equal(published: Path, converted: Path) -> None:
    books = sorted(published.glob("*.xlsx"))
    assert len(books) > 5
    assert [] == [book.name for book in books if cells(book) != cells(converted / book.name)]


def test_the_figures_that_an_office_reads_are_those_that_were_published(published: Path, converted: Path) -> None:
    for table in sorted(published.glob("*.csv")):
        with (converted / table.name).open(newline="", encoding="utf-8") as stream:
            opened = list(csv.DictReader(stream))
        assert [_plain(row) for row in rows(table)] == [_plain(row) for row in opened], table.name


def test_a_text_that_looks_like_a_formula_stays_a_text(converted: Path) -> None:
    kinds = {
        kind
        for book in converted.glob("*.xlsx")
        for lines in cells(book).values()
        for line in lines
        for value, kind in line
        if str(value) in {FORMULA, "@Fachverfahren"}
    }
    assert {"s"} == kinds


def _plain(row: dict[str, str]) -> dict[str, object]:
    """Give numbers as numbers, and texts without the sign that keeps spreadsheets from taking those of a table for formulas."""
    return {name: float(cell) if cell and name in NUMBERS else cell.removeprefix("'") for name, cell in row.items()}
