"""Reads the cells of one table: value, status and flags of every series that is wanted, by area and period."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load import cells, dialects
from atlas.load.cells import Cell, Notation, Reading, Style, text
from atlas.load.excerpt import excerpt
from atlas.load.joins import Joiner, Rows
from atlas.load.layouts import NONE, Block
from atlas.load.recipe import PeriodSource, TableSpec
from atlas.load.sheets import Column, Sheet
from atlas.model.geography import Geography
from atlas.model.panel import Codes, Floats, Status

Result = TypeVar("Result")


class Entries(Struct, frozen=True, kw_only=True):
    """One column of values, an entry per cell: `row` in the sheet, `area` in the geography, `period` and `series` as indices of the names beside them.

    `notes`: entry → note. `part`, `parts`, `sign`: which part of a series that is made each entry is, by index of the names, and whether it is added.
    Once it is made, `sum` numbers its sums, and `origins` gives the places of all cells that a sum is made of, by that number.
    """

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
    notes: Mapping[int, str]
    parts: Sequence[str] = ()
    part: Rows | None = None
    sign: int = 1
    absent: str = ""
    sum: Rows | None = None
    origins: Callable[[int], tuple[Location, ...]] | None = None


def read_entries(
    sheet: Sheet, blocks: Sequence[Block], table: TableSpec, geography: Geography, wanted: Collection[str], language: str
) -> tuple[tuple[Entries, ...], tuple[Diagnostic, ...]]:
    """Read all cells of the `wanted` series. Cells with an error are left out and reported, as are rows without an area."""
    columns = [sheet.columns[block.value] for block in blocks]
    joiner = Joiner(sheet, table, geography)
    joined = joiner.join(blocks)
    missing = {sign: Status[name.upper()] for sign, name in table.missing.items()}
    style = Style(notation=Notation(decimal="", thousands=""), missing=missing, units=table.unit, marks=table.marks)
    texts = sorted({cells.bare(cell.strip(), style) for column in columns for cell in column.cells if isinstance(cell, str)} - set(missing))
    evidence = dialects.notation(texts, language, table.decimal, table.thousands)
    reader = _Reader(sheet, table, Style(notation=evidence.notation, missing=missing, units=table.unit, marks=table.marks), wanted)
    entries = tuple(reader.entries(block, rows) for block, rows in joined)
    return entries, (*_dialect(sheet, evidence), *joiner.found(), *dict.fromkeys(reader.found))


class _Reader:
    """Reads block after block and collects what is wrong."""

    def __init__(self, sheet: Sheet, table: TableSpec, style: Style, wanted: Collection[str]) -> None:
        self.sheet = sheet
        self.table = table
        self.style = style
        self.wanted = wanted
        self.found: list[Diagnostic] = []

    def entries(self, block: Block, rows: Rows) -> Entries:
        names = [text(cell) for cell in block.series.cells]
        taken = (rows >= 0) & block.taken & np.array([name in self.wanted for name in names])[block.series.codes]
        row = np.flatnonzero(taken)
        readings = self._each(self.sheet.columns[block.value], row, lambda cell: cells.read(cell, self.style))
        periods = self._each(block.period, row, self._period)
        good = self._good(block, row, readings, "A211", block.value)
        good &= self._good(block, row, periods, "A218", self._at(block), block.period)
        row = row[good]
        read, code = [one or _NOTHING for one in readings], self.sheet.columns[block.value].codes[row]
        flags = np.array([one.flags for one in read], dtype=np.uint8)[code]
        notes = {index: read[number].note for index, number in enumerate(code.tolist()) if read[number].note} if self.table.marks else {}
        row, flags, notes = self._beside(block, row, flags, notes)
        code = self.sheet.columns[block.value].codes[row]
        values = np.array([one.value for one in read], dtype=np.float64)[code]
        return Entries(
            sheet=self.sheet,
            column=block.value,
            row=row,
            area=rows[row],
            periods=[period or "" for period in periods],
            period=block.period.codes[row],
            names=names,
            series=block.series.codes[row],
            values=self._scaled(values, names, block.series.codes[row]),
            status=np.array([one.status for one in read], dtype=np.uint8)[code],
            flags=flags,
            notes=notes,
            parts=[text(cell) for cell in block.part.cells] if block.part else (),
            part=block.part.codes[row] if block.part else None,
            sign=block.sign,
            absent=block.absent,
        )

    def _at(self, block: Block) -> int:
        """Give the number of the column with the period, or of the one with the area where periods stand elsewhere."""
        return next((number for number, column in enumerate(self.sheet.columns) if column is block.period), max(block.area_at, 0))

    def _beside(self, block: Block, row: Rows, flags: Codes, notes: dict[int, str]) -> tuple[Rows, Codes, dict[int, str]]:
        """Read flags and notes in the columns beside the values; rows with an unknown flag are left out and reported."""
        if block.flags != NONE:
            column = self.sheet.columns[block.flags]
            marks = self._each(column, row, self._mark)
            good = self._good(block, row, marks, "A221", block.flags)
            row, flags, order = row[good], flags[good], np.cumsum(good) - 1
            notes = {int(order[index]): note for index, note in notes.items() if good[index]}
            said = [one or _NOTHING for one in marks]
            codes = column.codes[row]
            flags = flags | np.array([one.flags for one in said], dtype=np.uint8)[codes]
            notes = _add(notes, [one.note for one in said], codes)
        if block.notes != NONE:
            column = self.sheet.columns[block.notes]
            notes = _add(notes, [text(cell) for cell in column.cells], column.codes[row])
        return row, flags, notes

    def _mark(self, cell: Cell) -> Reading | None:
        """Read a cell of the column with flags: letters, or the table's own marks."""
        written = text(cell)
        reading = _NOTHING
        for sign in [written] if written in self.table.marks else written.replace(",", " ").split():
            meaning = self.table.marks.get(sign, sign)
            if sign == meaning and cells.flags(sign) is None:
                return None
            reading = cells.marked(reading, meaning)
        return reading

    def _period(self, cell: Cell) -> str | None:
        """Give the period that is meant; None if there is none."""
        said, written = self.table.period, text(cell)
        if not isinstance(said, PeriodSource):
            return _plausible(written)
        if written in said.map:
            return said.map[written]
        match = re.fullmatch(said.pattern or "(.*)", written, re.DOTALL)
        found = (match[1] if match.re.groups else match[0]).strip() if match else ""
        return said.map.get(found) or _plausible(found)

    def _scaled(self, values: Floats, names: Sequence[str], series: Rows) -> Floats:
        """Multiply by the factor of each series, without the traces of binary fractions: 0.29 × 100 is 29."""
        said = self.table.factor
        factors = [said.get(name, 1.0) if isinstance(said, Mapping) else said for name in names]
        if all(factor == 1.0 for factor in factors):
            return values
        return np.array([float(f"{value:.13g}") for value in (values * np.array(factors)[series]).tolist()], dtype=np.float64)

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
        words = {"value": text(column.cells[column.codes[row]]), "area": text(block.area.cells[block.area.codes[row]])}
        if code == "A218" and words["value"]:
            return diagnostic("A332" if words["value"].isdecimal() else "A245", self.sheet.place(row, number), **words)
        if code != "A218":  # a row without a period is told once, whatever series it has
            words |= {"column": self.sheet.header[number], "series": text(block.series.cells[block.series.codes[row]])}
            words["period"] = text(block.period.cells[block.period.codes[row]])
        return diagnostic(code, self.sheet.place(row, number), **words)


_NOTHING = Reading(value=np.nan, status=Status.UNKNOWN)


def _plausible(period: str) -> str | None:
    """Give a period back; None if there is none, or if it is a number that begins with no year: then a neighbouring cell has slipped into its place."""
    return None if not period or (period.isdecimal() and not "1700" <= period[:4] < "2200") else period


def _add(notes: dict[int, str], texts: Sequence[str], codes: Rows) -> dict[int, str]:
    """Add the notes of one column to those of the entries."""
    if not any(texts):
        return notes
    more = {index: texts[code] for index, code in enumerate(codes.tolist()) if texts[code]}
    return notes | {index: f"{notes.get(index, '')} {note}".strip() for index, note in more.items()}


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
