"""Opens tables of every format as columns of cells, read as text first, and knows where each cell stands in its file."""

import csv
import io
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import python_calamine
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load import dialects, headers
from atlas.load.cells import Cell, plain, text
from atlas.load.files import read_bytes
from atlas.load.frames import without_arrow
from atlas.load.recipe import TableSpec

with without_arrow():
    import pandas as pd

FEW = 4
"""Short rows are a slip if there are at most a quarter as many of them as full ones; otherwise they are the way the table is written."""

HEAD = 60_000
"""So many characters are enough to see how a table is written."""


class Column(Struct, frozen=True, kw_only=True):
    """A column of a table: its different cells, and for each row the index of the one that stands there."""

    cells: Sequence[Cell]
    codes: NDArray[np.intp]


class Sheet(Struct, frozen=True, kw_only=True, dict=True):
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
            return Location(file=self.file, cell=f"{headers.letters(column)}{self.first + row}")
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
    sign = {"tab": "\t"}.get(spec.delimiter, spec.delimiter) or dialects.delimiter(
        decoded[:HEAD], _wanted(spec), _last_of_header(decoded, spec)
    )
    stream = io.StringIO(decoded, newline="")
    try:
        lines, last = headers.find(csv.reader(stream, delimiter=sign), spec.rows)
        position = stream.tell()
        if not last or not any(map(any, lines)) or not decoded[position:].strip():
            return None, (_empty(spec, where, last),)
        header = headers.names(lines)
        signs = _signs(decoded[position:], sign)
        columns = _read(stream, sign, max(int(signs.max()) + 1, len(header)))
    except (csv.Error, pd.errors.ParserError):
        return None, (_unclosed(decoded, sign, where),)
    sheet = Sheet(file=where.file, header=header, columns=columns, first=last + 1, dialect=(encoding, sign), content=decoded)
    return sheet, (*_garbled(sheet), *(_short(signs, header, sheet) if '"' not in decoded[position:] else ()))


def _read(stream: io.StringIO, sign: str, width: int) -> tuple[Column, ...]:
    """Read what is left of a text file as columns; shorter rows are filled with empty cells."""
    options: Any = {"header": None, "names": range(width), "dtype": object, "na_filter": False, "skip_blank_lines": False}
    frame = pd.read_csv(stream, sep=sign, **options)
    return tuple(_factorized(frame[name]) for name in frame)


def _signs(body: str, sign: str) -> NDArray[np.intp]:
    """Count the delimiters in every line of a text; −1 for an empty line."""
    letters = np.frombuffer(body.encode(), dtype=np.uint8)
    ends = np.append(np.flatnonzero(letters == ord("\n")), len(letters))
    passed = np.searchsorted(np.flatnonzero(letters == ord(sign)), ends)
    return np.where(np.diff(ends, prepend=-1) == 1, -1, np.diff(passed, prepend=0))


def _last_of_header(content: str, spec: TableSpec) -> int:
    """Guess the row of the header's last line before the delimiter is known."""
    return headers.find(([line] for line in content[:HEAD].split("\n")), spec.rows)[1] or max(spec.rows.header)


def _empty(spec: TableSpec, where: Location, last: int) -> Diagnostic:
    if not last and spec.rows.start and not spec.rows.start.isdecimal():
        return diagnostic("A274", where, start=spec.rows.start)
    return diagnostic("A220", where, row=last or max(spec.rows.header))


def _garbled(sheet: Sheet) -> tuple[Diagnostic, ...]:
    """Find letters that come from reading a file in the wrong encoding."""
    position = dialects.garbled(sheet.content)
    if position < 0:
        return ()
    line, start = sheet.content.count("\n", 0, position) + 1, sheet.content.rfind("\n", 0, position) + 1
    word = sheet.content[start:].split("\n", 1)[0][max(0, position - start - 12) : position - start + 12]
    return (
        diagnostic("A244", Location(file=sheet.file, line=line, column=position - start + 1), word=word.strip(), encoding=sheet.dialect[0]),
    )


def _short(signs: NDArray[np.intp], header: Sequence[str], sheet: Sheet) -> tuple[Diagnostic, ...]:
    """Find single rows with fewer cells than the header among full ones: a cell was left out, and those behind it stand below the wrong names."""
    full = np.flatnonzero(signs + 1 >= len(header))
    cells = signs[: full[-1]] + 1 if full.size else signs[:0]
    short = np.flatnonzero((cells > 1) & (cells < len(header)))
    if not short.size or short.size * FEW > full.size:
        return ()
    words = {"count": int(cells[short[0]]), "all": len(header), "rows": short.size if short.size > 1 else ""}
    return (diagnostic("A341", Location(file=sheet.file, line=sheet.first + int(short[0]), column=1), **words),)


def _unclosed(content: str, sign: str, where: Location) -> Diagnostic:
    """Locate the cell whose quotation mark is never closed: the last that begins with one."""
    starts = [content.rfind(before + '"') for before in (sign, "\n")]
    return diagnostic("A209", replace(where, line=content.count("\n", 0, max(starts) + 1) + 1))


def _book(content: bytes, where: Location, spec: TableSpec) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        if spec.sheet and spec.sheet not in names:
            return None, (diagnostic("A202", where, sheet=spec.sheet, near=suggestion(spec.sheet, names), known=", ".join(names)),)
        page = book.get_sheet_by_name(spec.sheet or names[0])
        rows = page.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        return None, (diagnostic("A201", where, reason=error),)
    lines, last = headers.find(([text(plain(cell)) for cell in row] for row in rows), spec.rows)
    if not last or len(rows) <= last:
        return None, (_empty(spec, where, last),)
    begin = last - max(spec.rows.header)
    header = headers.names(lines, [begin + number for number in sorted(spec.rows.header)], page.merged_cell_ranges or ())
    columns = tuple(_factorized(pd.Series([plain(row[index]) for row in rows[last:]], dtype=object)) for index in range(len(header)))
    return Sheet(file=where.file, header=header, columns=columns, first=last + 1, book=True), ()


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
    named = [*(spec.area if isinstance(spec.area, tuple) else ()), spec.value, spec.flags]
    if isinstance(spec.period, str):
        named.append(spec.period)
    named += [spec.series] if isinstance(spec.series, str) else list(spec.series)
    return [name for name in named if name]


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
