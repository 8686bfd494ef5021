"""Opens tables of every format as columns of cells, read as text first, and knows where each cell stands in its file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from operator import methodcaller
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import python_calamine
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load import dialects
from atlas.load.cells import Cell, plain, text
from atlas.load.files import read_bytes
from atlas.load.spec import TableSpec

HEAD = 60_000
"""So many characters are enough to see how a table is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its different cells, and for each row the index of the one that stands there."""

    cells: Sequence[Cell]
    codes: NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table: header and columns. `first` is the row number of the first row below the header; `dialect`: encoding and delimiter of text files."""

    file: str
    header: tuple[str, ...]
    columns: tuple[Column, ...]
    first: int
    dialect: tuple[str, str] = ("", "")
    content: str = ""
    book: bool = False

    @property
    def rows(self) -> int:
        return len(self.columns[0].codes) if self.columns else 0

    @property
    def header_place(self) -> Location:
        """Locate the header."""
        if self.book:
            return Location(file=self.file, cell=f"A{self.first - 1}")
        return Location(file=self.file, line=self._lines[self.first - 2] if self.content else 0)

    def place(self, row: int, column: int) -> Location:
        """Locate a cell: line and column of a text file, the name of the cell in a workbook. Rows and columns count from 0."""
        if self.book:
            return Location(file=self.file, cell=f"{_letters(column)}{self.first + row}")
        if not self.content:
            return Location(file=self.file, line=row + 1)
        line = self._lines[self.first - 1 + row]
        return Location(file=self.file, line=line, column=_offset(self._text[line - 1], self.dialect[1], column) + 1)

    @cached_property
    def _text(self) -> list[str]:
        return self.content.split("\n")

    @cached_property
    def _lines(self) -> Sequence[int]:
        """The line each record begins at; a quoted cell may hold line ends."""
        if '"' not in self.content:
            return range(1, len(self._text) + 1)
        reader = csv.reader(io.StringIO(self.content, newline=""), delimiter=self.dialect[1])
        starts, begin = [], 1
        for _ in reader:
            starts.append(begin)
            begin = reader.line_num + 1
        return starts


def open_sheet(root: Path, path: Path, spec: TableSpec) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    """Read the table that `spec` describes from `path`."""
    content, found = read_bytes(root, path)
    if found:
        return None, found
    where = Location(file=path.relative_to(root).as_posix())
    match path.suffix.lower():
        case ".xlsx" | ".ods":
            return _book(content, where, spec)
        case ".parquet":
            return _parquet(content, where)
        case _:
            return _delimited(content, where, spec)


def _delimited(content: bytes, where: Location, spec: TableSpec) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    decoded, encoding = dialects.decode(content, spec.encoding)
    if decoded is None:
        return None, (diagnostic("A205", where, encoding=encoding),)
    decoded = decoded.replace("\r\n", "\n").replace("\r", "\n")
    sign = {"tab": "\t"}.get(spec.delimiter, spec.delimiter) or dialects.delimiter(decoded[:HEAD], _wanted(spec), spec.rows.header)
    stream = io.StringIO(decoded, newline="")
    try:
        header = next(islice(csv.reader(stream, delimiter=sign), spec.rows.header - 1, None), [])
        position = stream.tell()
        if not header or not decoded[position:].strip():
            return None, (diagnostic("A220", where, row=spec.rows.header),)
        width = max(map(methodcaller("count", sign), decoded[position:].split("\n"))) + 1
        options: Any = {
            "header": None,
            "names": range(max(width, len(header))),
            "dtype": str,
            "na_filter": False,
            "skip_blank_lines": False,
        }
        frame = pd.read_csv(stream, sep=sign, **options)
    except (csv.Error, pd.errors.ParserError):
        return None, (_unclosed(decoded, sign, where),)
    columns = tuple(_factorized(frame[name]) for name in frame)
    sheet = Sheet(
        file=where.file,
        header=_header(header),
        columns=columns,
        first=spec.rows.header + 1,
        dialect=(encoding, sign),
        content=decoded,
    )
    return sheet, _overlong(sheet)


def _unclosed(content: str, sign: str, where: Location) -> Diagnostic:
    """Locate the cell whose quotation mark is never closed: the last that begins with one."""
    starts = [content.rfind(before + '"') for before in (sign, "\n")]
    return diagnostic("A209", replace(where, line=content.count("\n", 0, max(starts) + 1) + 1))


def _overlong(sheet: Sheet) -> tuple[Diagnostic, ...]:
    """Find rows that go on beyond the header: usually an unquoted delimiter in a cell."""
    known = len(sheet.header)
    beyond = np.zeros(sheet.rows, dtype=bool)
    for column in sheet.columns[known:]:
        beyond |= np.array([bool(cell) for cell in column.cells])[column.codes]
    rows = np.flatnonzero(beyond)
    if not rows.size:
        return ()
    return (diagnostic("A206", sheet.place(int(rows[0]), known), count=rows.size, width=known, sign=sheet.dialect[1]),)


def _book(content: bytes, where: Location, spec: TableSpec) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        if spec.sheet and spec.sheet not in names:
            return None, (diagnostic("A202", where, sheet=spec.sheet, near=suggestion(spec.sheet, names), known=", ".join(names)),)
        rows = book.get_sheet_by_name(spec.sheet or names[0]).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        return None, (diagnostic("A201", where, reason=error),)
    first = spec.rows.header
    if len(rows) <= first:
        return None, (diagnostic("A220", where, row=first),)
    header = _header([text(plain(cell)) for cell in rows[first - 1]])
    columns = tuple(_factorized(pd.Series([plain(row[index]) for row in rows[first:]], dtype=object)) for index in range(len(header)))
    return Sheet(file=where.file, header=header, columns=columns, first=first + 1, book=True), ()


def _parquet(content: bytes, where: Location) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    try:
        frame = pd.read_parquet(io.BytesIO(content))
    except (OSError, ValueError) as error:
        return None, (diagnostic("A201", where, reason=error),)
    columns = tuple(_factorized(frame[name]) for name in frame)
    return Sheet(file=where.file, header=tuple(str(name) for name in frame), columns=columns, first=1), ()


def _factorized(series: "pd.Series[Any]") -> Column:
    codes, cells = pd.factorize(series, use_na_sentinel=False)
    return Column(cells=["" if pd.isna(cell) else plain(cell) for cell in list(cells)], codes=np.asarray(codes, dtype=np.intp))


def _wanted(spec: TableSpec) -> list[str]:
    named = [spec.area, spec.value, spec.flags]
    if isinstance(spec.period, str):
        named.append(spec.period)
    named += [spec.series] if isinstance(spec.series, str) else list(spec.series)
    return [name for name in named if name]


def _header(names: Sequence[str]) -> tuple[str, ...]:
    """Name the columns; one without a name goes by its letter."""
    return tuple(name.strip() or _letters(index) for index, name in enumerate(names))


def _letters(column: int) -> str:
    """Name a column as spreadsheets do: 0 → A, 27 → AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _offset(line: str, sign: str, column: int) -> int:
    """Find where a cell begins in its line."""
    quoted, passed = False, 0
    for offset, letter in enumerate(line):
        if passed == column:
            return offset
        if letter == '"':
            quoted = not quoted
        elif letter == sign and not quoted:
            passed += 1
    return len(line)
