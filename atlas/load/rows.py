"""Selects the rows of a table: where it ends, which of them count, what merged cells and headings in between say of the rows below."""

import re
from collections.abc import Mapping

import numpy as np
from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic, diagnostic
from atlas.load.cells import text
from atlas.load.columns import Finder, Mask
from atlas.load.headers import letters
from atlas.load.recipe import TableSpec
from atlas.load.sheets import Column, Sheet


def select(sheet: Sheet, table: TableSpec) -> tuple[Sheet, Mask, tuple[Diagnostic, ...]]:
    """Name columns anew, fill merged cells, add columns for headings; and tell which rows belong to the table."""
    rows = table.rows
    within = ~_from_end(sheet, rows.end)
    found = [*_overlong(sheet, within)]
    if isinstance(table.columns, Mapping):
        sheet, unnamed = _renamed(sheet, table.columns)
        found += unnamed
    finder = Finder(sheet)
    columns = list(sheet.columns)
    if rows.fill:
        # What is filled would make an empty row below the table look like one of its rows.
        within &= ~_empty(sheet)
    for name in rows.fill:
        number = finder.number(name)
        columns[number] = _filled(columns[number])
    headings = {name: _heading(sheet.columns[0], pattern) for name, pattern in rows.headings.items()}
    known = len(sheet.header)
    sheet = replace(sheet, header=(*sheet.header, *headings), columns=(*columns[:known], *headings.values()))
    asking = Finder(sheet)
    within &= asking.chosen(rows.where, {})
    return sheet, within, (*found, *finder.found, *asking.found)


def _from_end(sheet: Sheet, end: str) -> Mask:
    """Tell which rows stand behind the table."""
    rows = np.arange(sheet.rows)
    if end.isdecimal():
        return rows + sheet.first >= int(end)
    hits = np.zeros(sheet.rows, dtype=bool)
    if end:
        for column in sheet.columns:
            hits |= np.array([text(cell).startswith(end) for cell in column.cells])[column.codes]
    return np.logical_or.accumulate(hits)


def _empty(sheet: Sheet) -> Mask:
    """Tell which rows have nothing in any cell."""
    said = np.zeros(sheet.rows, dtype=bool)
    for column in sheet.columns:
        said |= np.array([text(cell) != "" for cell in column.cells])[column.codes]
    return ~said


def _overlong(sheet: Sheet, within: Mask) -> tuple[Diagnostic, ...]:
    """Find rows that go on beyond the header: usually an unquoted delimiter in a cell."""
    known = len(sheet.header)
    beyond = np.zeros(sheet.rows, dtype=bool)
    for column in sheet.columns[known:]:
        beyond |= np.array([bool(cell) for cell in column.cells])[column.codes]
    rows = np.flatnonzero(beyond & within)
    if not rows.size:
        return ()
    return (diagnostic("A206", sheet.place(int(rows[0]), known), count=rows.size, width=known, sign=sheet.dialect[1]),)


def _renamed(sheet: Sheet, names: Mapping[str, str]) -> tuple[Sheet, list[Diagnostic]]:
    known = [letters(number) for number in range(len(sheet.header))]
    found = [diagnostic("A275", sheet.header_place, letter=letter, last=known[-1]) for letter in names if letter.upper() not in known]
    wanted = {letter.upper(): name for letter, name in names.items()}
    return replace(sheet, header=tuple(wanted.get(letter, name) for letter, name in zip(known, sheet.header, strict=True))), found


def _filled(column: Column) -> Column:
    """Let empty cells repeat the cell above."""
    said = np.array([text(cell) != "" for cell in column.cells])[column.codes]
    return Column(cells=column.cells, codes=column.codes[_last(said)])


def _heading(column: Column, pattern: str) -> Column:
    """Make a column of headings: each holds for the rows below it, up to the next. Blanks in front of a cell count."""
    matches = [re.fullmatch(pattern, cell if isinstance(cell, str) else text(cell)) for cell in column.cells]
    cells = ["" if match is None else match[match.re.groups and 1].strip() for match in matches]
    hits = np.array([match is not None for match in matches])[column.codes]
    last = _last(hits)
    codes = np.where(np.logical_or.accumulate(hits), column.codes[last], len(cells))
    return Column(cells=[*cells, ""], codes=codes.astype(np.intp))


def _last(hits: Mask) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Give for each row the last one up to it that is hit, 0 where there is none."""
    return np.maximum.accumulate(np.where(hits, np.arange(len(hits)), 0))
