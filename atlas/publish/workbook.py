"""Writes a workbook for people who fill in cells: keys above, words below them with notes, drop-down lists, everything as text."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter
from msgspec import Struct

MOMENT = datetime(2020, 1, 1)
"""A workbook says when it was made; the same content shall be the same bytes."""

SPARE = 200
"""So many rows below the last one have drop-down lists, too."""


class Column(Struct, frozen=True, kw_only=True):
    """A column: the key, the words for it, a note, what may be chosen."""

    key: str
    label: str
    note: str = ""
    choices: Sequence[str] = ()
    width: int = 18


def save_workbook(path: Path, content: bytes) -> None:
    """Write a workbook to a file."""
    path.write_bytes(content)


def write_workbook(sheets: Mapping[str, tuple[Sequence[Column], Sequence[Mapping[str, str]]]]) -> bytes:
    """Write sheets: title → columns, and rows by key. Two rows of heads stay in sight."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": MOMENT})
    small = book.add_format({"font_color": "#55616d", "font_size": 9})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for title, (columns, rows) in sheets.items():
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(2, 1)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, body)
            sheet.write_string(0, place, column.key, small)
            sheet.write_string(1, place, column.label, bold)
            if column.note:
                sheet.write_comment(1, place, column.note, {"author": "atlas"})
            if column.choices:
                sheet.data_validation(2, place, len(rows) + SPARE, place, {"validate": "list", "source": list(column.choices)})
            for number, row in enumerate(rows, 2):
                sheet.write_string(number, place, row.get(column.key, ""), body)
    book.close()
    return stream.getvalue()
