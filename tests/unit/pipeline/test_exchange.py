"""Register and heads of texts to a workbook and back: nothing is lost, only what was changed in a cell changes in a file."""

import hashlib
import shutil
from pathlib import Path

import openpyxl
import pytest

from atlas.pipeline import Options, build
from atlas.pipeline.exchange import export_register, import_register
from tests.conftest import ROOT


@pytest.fixture
def book(minimal: Path, tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    path.write_bytes(export_register(minimal))
    return path


def fill(book: Path, sheet: str, row: int, key: str, value: object) -> None:
    """Fill in a cell as a person does, by the key above its column."""
    opened = openpyxl.load_workbook(book)
    keys = [cell.value for cell in opened[sheet][1]]
    opened[sheet].cell(row=row, column=keys.index(key) + 1).value = value
    opened.save(book)


@pytest.mark.parametrize("site", ["minimal", "demo"])
def test_a_workbook_that_nobody_touched_changes_nothing(site: str, tmp_path: Path) -> None:
    root = ROOT / "tests" / "sites" / "minimal" if site == "minimal" else ROOT
    path = tmp_path / "register.xlsx"
    path.write_bytes(export_register(root))
    assert ({}, ()) == import_register(root, path)


def test_a_workbook_saved_again_by_another_program_changes_nothing(minimal: Path, book: Path) -> None:
    openpyxl.load_workbook(book).save(book)
    assert ({}, ()) == import_register(minimal, book)


def test_the_same_register_is_the_same_workbook_byte_for_byte(minimal: Path) -> None:
    assert hashlib.sha256(export_register(minimal)).digest() == hashlib.sha256(export_register(minimal)).digest()


def test_a_changed_cell_changes_its_value_and_nothing_else(minimal: Path, book: Path) -> None:
    before = (minimal / "data" / "indikatoren.yaml").read_text(encoding="utf-8")
    fill(book, "Indikatoren", 4, "definition", "Kinder: alle unter 18, je 100.")
    old = "Menschen unter 18 Jahren je 100 Einwohnerinnen und Einwohner."
    changed, _ = import_register(minimal, book)
    assert {"data/indikatoren.yaml": before.replace(old, '"Kinder: alle unter 18, je 100."')} == changed


def test_a_number_that_excel_made_of_a_text_is_the_text_again(minimal: Path, book: Path) -> None:
    fill(book, "Indikatoren", 4, "decimals", 2)
    assert 'decimals: "2"' in import_register(minimal, book)[0]["data/indikatoren.yaml"]


def test_a_new_row_is_a_new_indicator_and_the_site_builds(minimal: Path, book: Path) -> None:
    row = {"id": "kinder", "title": "Kinder", "theme": "bevoelkerung", "kind": "count", "value": "bev_u18", "decimals": "0"}
    row |= {"higher_is": "neutral", "definition": "Menschen unter 18.", "source": "Melderegister", "reference_date": "31.12."}
    for key, value in row.items():
        fill(book, "Indikatoren", 6, key, value)
    for name, text in import_register(minimal, book)[0].items():
        (minimal / name).write_text(text, encoding="utf-8")
    build(minimal, minimal / "public", Options(kind="inline"))
    assert (minimal / "public" / "indikatoren" / "kinder" / "index.html").is_file()


def test_lists_in_the_head_of_a_text_have_an_entry_per_line(minimal: Path, book: Path) -> None:
    before = (minimal / "content" / "profile" / "01.md").read_text(encoding="utf-8")
    texts = openpyxl.load_workbook(book)["Texte"]
    row = next(number for number, cell in enumerate(texts["A"], 1) if cell.value == "content/profile/01.md")
    fill(book, "Texte", row, "strengths", "Bürgerhaus am Markt\nLesepaten")
    changed, _ = import_register(minimal, book)
    assert {"content/profile/01.md": before.replace("[Bürgerhaus am Markt]", "[Bürgerhaus am Markt, Lesepaten]")} == changed


def test_a_text_without_a_head_gets_one(minimal: Path, tmp_path: Path) -> None:
    (minimal / "content" / "profile" / "02.md").write_text("Nur ein Text.\n", encoding="utf-8")
    path = tmp_path / "register.xlsx"
    path.write_bytes(export_register(minimal))
    texts = openpyxl.load_workbook(path)["Texte"]
    row = next(number for number, cell in enumerate(texts["A"], 1) if cell.value == "content/profile/02.md")
    fill(path, "Texte", row, "author", "Sozialamt")
    assert {"content/profile/02.md": "---\nauthor: Sozialamt\n---\nNur ein Text.\n"} == import_register(minimal, path)[0]


def test_choices_and_notes_are_in_the_workbook(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["Indikatoren"]
    lists = {choice.formula1 for choice in sheet.data_validations.dataValidation}
    assert [True, True] == ['"bevoelkerung,wohnen"' in lists, sheet["A2"].comment is not None]


def test_a_row_without_its_text_and_a_missing_sheet_are_told(minimal: Path, book: Path) -> None:
    fill(book, "Texte", 3, "file", "content/indx.md")
    opened = openpyxl.load_workbook(book)
    del opened["Handlungsfelder"]
    opened.save(book)
    assert ["A421", "A422"] == [one.code for one in import_register(minimal, book)[1]]


def test_what_is_no_workbook_is_told(minimal: Path, tmp_path: Path) -> None:
    shutil.copy(minimal / "site.yaml", tmp_path / "register.xlsx")
    assert ["A420"] == [one.code for one in import_register(minimal, tmp_path / "register.xlsx")[1]]
