"""Opens a table as it lies there, every cell in its row, before anything is known of it."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import python_calamine
from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load import dialects
from atlas.load.cells import Cell, plain, text
from atlas.load.files import read_bytes
from atlas.load.frames import without_arrow
from atlas.load.headers import Merged
from atlas.load.inputs import TABLES

with without_arrow():
    import pandas as pd


class Grid(Struct, frozen=True, kw_only=True):
    """All rows of one sheet; a cell that is merged downwards stands in each of its rows. `encoding` and `delimiter` are those of text files; `sheets` names all sheets of a workbook;
    `end`: the row where another table begins, 0 if none does."""

    file: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: Merged = ()
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    end: int = 0

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> str:
        """Give a cell as text; rows and columns count from 0, what is not there is empty."""
        line = self.rows[row]
        return text(line[column]) if column < len(line) else ""

    def column(self, column: int, rows: range) -> list[str]:
        return [self.cell(row, column) for row in rows]

    def filled(self, row: int) -> int:
        """Count the cells of a row that are not empty."""
        return sum(text(cell) != "" for cell in self.rows[row])


def open_grid(path: Path, sheet: str = "") -> tuple[Grid | None, tuple[Diagnostic, ...]]:
    """Read a file of any kind that tables may be. Without a name, the sheet with most cells is taken."""
    where = Location(file=path.name)
    if path.suffix.lower() not in TABLES:
        return None, (diagnostic("A126", where, path=path.name, endings=", ".join(sorted(TABLES))),)
    content, found = read_bytes(path.parent, path)
    if found:
        return None, found
    match path.suffix.lower():
        case ".xlsx" | ".ods":
            return _book(content, where, sheet)
        case ".parquet":
            return _parquet(content, where)
        case _:
            return _delimited(content, where)


def downwards(merged: Merged) -> Iterator[tuple[int, int, int]]:
    """Give first row, last row and column of the cells that are merged downwards only."""
    for (top, left), (bottom, right) in merged:
        if left == right and bottom > top:
            yield top, bottom, left


def _delimited(content: bytes, where: Location) -> tuple[Grid | None, tuple[Diagnostic, ...]]:
    decoded, encoding = dialects.decode(content)
    decoded = (decoded or "").replace("\r\n", "\n").replace("\r", "\n")
    readings = {sign: list(csv.reader(io.StringIO(decoded, newline=""), delimiter=sign)) for sign in dialects.DELIMITERS}
    sign = max(readings, key=lambda one: _regularity(readings[one]))
    return Grid(file=where.file, rows=tuple(tuple(row) for row in readings[sign]), encoding=encoding, delimiter=sign), ()


def _regularity(rows: list[list[str]]) -> tuple[int, int]:
    """Count the rows that have the usual number of columns, if that is more than one."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return count, width


def _book(content: bytes, where: Location, sheet: str) -> tuple[Grid | None, tuple[Diagnostic, ...]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = tuple(book.sheet_names)
        if sheet and sheet not in names:
            return None, (diagnostic("A202", where, sheet=sheet, near=suggestion(sheet, names), known=", ".join(names)),)
        pages = {name: book.get_sheet_by_name(name) for name in ([sheet] if sheet else names)}
        cells = {name: page.to_python(skip_empty_area=False) for name, page in pages.items()}
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        return None, (diagnostic("A201", where, reason=error),)
    chosen = max(cells, key=lambda name: sum(cell != "" for row in cells[name] for cell in row))
    rows = [[plain(cell) for cell in row] for row in cells[chosen]]
    merged = pages[chosen].merged_cell_ranges or ()
    for top, bottom, column in downwards(merged):
        for row in rows[top + 1 : bottom + 1]:
            row[column] = rows[top][column]
    return Grid(file=where.file, rows=tuple(map(tuple, rows)), merged=merged, sheets=names, sheet=chosen), ()


def _parquet(content: bytes, where: Location) -> tuple[Grid | None, tuple[Diagnostic, ...]]:
    try:
        frame = pd.read_parquet(io.BytesIO(content))
    except (OSError, ValueError) as error:
        return None, (diagnostic("A201", where, reason=error),)
    rows = [tuple(str(name) for name in frame), *(tuple(plain(cell) for cell in row) for row in frame.itertuples(index=False))]
    return Grid(file=where.file, rows=tuple(rows)), ()
