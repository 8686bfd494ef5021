"""Reads the cells of one table: value, status and flags of every series that is wanted, by area and period."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load import cells, dialects
from atlas.load.cells import Cell, Notation, text
from atlas.load.excerpt import excerpt
from atlas.load.joins import Rows, join
from atlas.load.layouts import Block, Layout
from atlas.load.sheets import Column, Sheet
from atlas.load.spec import TableSpec
from atlas.model.geography import Geography
from atlas.model.panel import Codes, Floats, Status

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """One column of values, an entry per cell: `row` in the sheet, `area` in the geography, `period` and `series` as indices of the names beside them."""

    sheet: Sheet
    column: int
    row: Rows
    area: Rows
    periods: Sequence[str]
    period: Rows
    names: Sequence[str]
    series: Rows
    values: Floats
    status: Codes
    flags: Codes


def read_entries(
    sheet: Sheet, layout: Layout, table: TableSpec, geography: Geography, wanted: Collection[str], language: str
) -> tuple[tuple[Entries, ...], tuple[Diagnostic, ...]]:
    """Read all cells of the `wanted` series. Cells with an error are left out and reported, as are rows without an area."""
    columns = [sheet.columns[block.value] for block in layout.blocks]
    says = np.zeros(sheet.rows, dtype=bool)
    for column in columns:
        says |= np.array([text(cell) != "" for cell in column.cells])[column.codes]
    rows, found = join(sheet, layout.area, says, table, geography)
    texts = sorted({cell for column in columns for cell in column.cells if isinstance(cell, str)} - set(table.missing))
    evidence = dialects.notation(texts, language, table.decimal, table.thousands)
    reader = _Reader(sheet, layout, rows, evidence.notation, {sign: Status[name.upper()] for sign, name in table.missing.items()}, wanted)
    entries = tuple(reader.entries(block) for block in layout.blocks)
    return entries, (*_dialect(sheet, evidence), *found, *dict.fromkeys(reader.found))


class _Reader:
    """Reads block after block and collects what is wrong."""

    def __init__(
        self, sheet: Sheet, layout: Layout, rows: Rows, notation: Notation, missing: Mapping[str, Status], wanted: Collection[str]
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.areas = sheet.columns[layout.area]
        self.rows = rows
        self.notation = notation
        self.missing = missing
        self.wanted = wanted
        self.found: list[Diagnostic] = []

    def entries(self, block: Block) -> Entries:
        names = [text(cell) for cell in block.series.cells]
        taken = (self.rows >= 0) & np.array([name in self.wanted for name in names])[block.series.codes]
        row = np.flatnonzero(taken)
        parsed = self._each(self.sheet.columns[block.value], row, lambda cell: cells.parse(cell, self.notation, self.missing))
        periods = self._each(block.period, row, lambda cell: text(cell) or None)
        marks = self._each(self.sheet.columns[block.flags], row, lambda cell: cells.flags(text(cell))) if block.flags >= 0 else [0]
        good = self._good(block, row, parsed, "A211", block.value)
        good &= self._good(block, row, periods, "A218", self.layout.area, block.period)
        if block.flags >= 0:
            good &= self._good(block, row, marks, "A221", block.flags)
        row = row[good]
        code = self.sheet.columns[block.value].codes[row]
        mark = self.sheet.columns[block.flags].codes[row] if block.flags >= 0 else np.zeros(len(row), dtype=np.intp)
        return Entries(
            sheet=self.sheet,
            column=block.value,
            row=row,
            area=self.rows[row],
            periods=[period or "" for period in periods],
            period=block.period.codes[row],
            names=names,
            series=block.series.codes[row],
            values=np.array([np.nan if one is None else one[0] for one in parsed], dtype=np.float64)[code],
            status=np.array([Status.UNKNOWN if one is None else one[1] for one in parsed], dtype=np.uint8)[code],
            flags=np.array([one or 0 for one in marks], dtype=np.uint8)[mark],
        )

    def _each(self, column: Column, row: Rows, read: Callable[[Cell], Result | None]) -> list[Result | None]:
        """Read each different cell of a column once, if it stands in one of the rows."""
        met = np.bincount(column.codes[row], minlength=len(column.cells)) > 0
        return [read(cell) if used else None for cell, used in zip(column.cells, met.tolist(), strict=True)]

    def _good(
        self, block: Block, row: Rows, results: Sequence[object], code: str, number: int, column: Column | None = None
    ) -> NDArray[np.bool_]:
        """Tell which rows could be read, and report the others."""
        column = column or self.sheet.columns[number]
        good = np.array([result is not None for result in results])[column.codes[row]]
        bad = row[~good].tolist()
        self.found += excerpt(bad, lambda one: self._report(block, one, code, number, column), self.sheet.file)
        return good

    def _report(self, block: Block, row: int, code: str, number: int, column: Column) -> Diagnostic:
        words = {"value": text(column.cells[column.codes[row]]), "area": text(self.areas.cells[self.areas.codes[row]])}
        if code != "A218":  # a row without a period is told once, whatever series it has
            words |= {"column": self.sheet.header[number], "series": text(block.series.cells[block.series.codes[row]])}
            words["period"] = text(block.period.cells[block.period.codes[row]])
        return diagnostic(code, self.sheet.place(row, number), **words)


def _dialect(sheet: Sheet, evidence: dialects.Evidence) -> Iterator[Diagnostic]:
    notation = evidence.notation
    encoding, sign = sheet.dialect
    if evidence.doubt:
        grouping, point = ("" if sign not in evidence.doubt else sign for sign in (notation.thousands, notation.decimal))
        words = {"value": evidence.doubt, "grouping": grouping, "point": point}
        yield diagnostic("A204", Location(file=sheet.file), **words, decimal=notation.decimal, thousands=notation.thousands)
    if encoding:
        words = {"encoding": encoding, "delimiter": {"\t": "Tab"}.get(sign, sign), "decimal": notation.decimal if evidence.seen else ""}
        yield diagnostic("A203", Location(file=sheet.file), **words, thousands=notation.thousands)
