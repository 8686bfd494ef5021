"""Joins the rows of a table to the areas of the atlas, by key and never by name, and says what could not be joined."""

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load.cells import text
from atlas.load.excerpt import excerpt
from atlas.load.keys import convert, missing_zeros, nearest
from atlas.load.layouts import NONE, Block
from atlas.load.recipe import Fixed, TableSpec
from atlas.load.sheets import Sheet
from atlas.model.geography import Geography

Rows = NDArray[np.intp]

UNKNOWN, SKIPPED = -1, -2


class Lost(Struct):
    """A key that no area has: how it is written and read, where it stands first (row and column in the sheet), and in how many rows."""

    written: str
    key: str
    row: int
    column: int
    count: int


class Joiner:
    """Joins block after block and collects the keys that no area has."""

    def __init__(self, sheet: Sheet, table: TableSpec, geography: Geography) -> None:
        self.sheet = sheet
        self.table = table
        self.geography = geography
        self.lost: dict[str, Lost] = {}
        self.joined: set[int] = set()

    def join(self, blocks: Sequence[Block]) -> list[tuple[Block, Rows]]:
        """Give each block with, for each row of the sheet, the row of its area, below 0 where there is none.

        Rows without an area that say nothing (all their values are empty) are passed over: blank lines, footnotes. A block occurs once more if
        some of its rows stand for other areas, too.
        """
        says = np.zeros(self.sheet.rows, dtype=bool)
        for block in blocks:
            column = self.sheet.columns[block.value]
            says |= np.array([text(cell) != "" for cell in column.cells])[column.codes] & block.taken
        known: dict[int, Rows] = {}
        for block in blocks:
            if block.area_at == NONE or id(block.area) not in known:
                known[id(block.area)] = self._join(block, says)
        joined = [(block, known[id(block.area)]) for block in blocks]
        twins = self._twins()
        return [*joined, *((block, twins[rows]) for block, rows in joined if (twins[rows] >= 0).any())]

    def _twins(self) -> Rows:
        """Give for each area the row of the one that has the same figures, SKIPPED for the others; the last entry is for rows without an area."""
        rows = self.geography.rows
        twins = np.full(len(rows) + 2, SKIPPED, dtype=np.intp)
        for key, other in self.table.keys.also.items():
            if key in rows and other in rows:
                twins[rows[key]] = rows[other]
                self.joined.add(rows[other])
        return twins

    def _join(self, block: Block, says: NDArray[np.bool_]) -> Rows:
        written = [text(cell) for cell in block.area.cells]
        keys = [convert(cell, self.table.keys) if cell else self.table.keys.empty for cell in written]
        skip = set(self.table.skip)
        matches = [SKIPPED if cell in skip else self.geography.rows.get(key, UNKNOWN) for cell, key in zip(written, keys, strict=True)]
        rows = np.array(matches, dtype=np.intp)[block.area.codes]
        rows[(rows == UNKNOWN) & ~says] = SKIPPED
        self.joined |= set(np.unique(rows[rows >= 0]).tolist())
        lost, first, counts = np.unique(block.area.codes[rows == UNKNOWN], return_index=True, return_counts=True)
        places = np.flatnonzero(rows == UNKNOWN)[first]
        for code, row, count in zip(lost.tolist(), places.tolist(), counts.tolist(), strict=True):
            in_header = Lost(written[code], keys[code], -1, block.value, 1)
            self.lost.setdefault(
                written[code], in_header if block.area_at == NONE else Lost(written[code], keys[code], row, block.area_at, count)
            )
        return rows

    def found(self) -> Iterator[Diagnostic]:
        """Report the keys that no area has, and count those that one has."""
        where = Location(file=self.sheet.file)
        lost = sorted(self.lost.values(), key=lambda one: (one.row, one.column))
        if not self.joined:
            if lost or self.sheet.rows:
                yield self._none_joined(lost, where)
            return
        yield from excerpt(lost, self._unknown, self.sheet.file)
        yield diagnostic("A217", where, found=len(self.joined), all=len(self.joined) + len(lost), levels=self._by_level())

    def _none_joined(self, lost: Sequence[Lost], where: Location) -> Diagnostic:
        wrong = [one.key for one in lost if one.key]
        known = [area.key for area in self.geography.areas]
        column = self.sheet.header[lost[0].column] if lost else ", ".join(self.sheet.header[:1])
        shown = {"keys": ", ".join(wrong[:3]), "known": ", ".join(known[-3:]), "column": column}
        return diagnostic("A219", where, **shown, length=missing_zeros(wrong, known) or "")

    def _unknown(self, one: Lost) -> Diagnostic:
        where = self.sheet.place(one.row, one.column)
        if not one.written:
            return diagnostic("A227", where, column=self.sheet.header[one.column], count=one.count)
        shifted = self._shifted(one)
        if shifted:
            return shifted
        if is_total(one.written):
            whole = self.geography.areas[0]
            return diagnostic("A240", where, key=one.written, count=one.count, whole=whole.key, name=whole.name)
        near = nearest(one.key, self.geography.rows)
        name = self.geography.areas[self.geography.rows[near]].name if near else ""
        made = one.key if one.key != one.written else ""
        return diagnostic("A212", where, key=one.written, made=made, count=one.count, near=near, name=name)

    def _shifted(self, one: Lost) -> Diagnostic | None:
        """Find the key in the column beside: the row has a cell too many or too few. Only if the columns around are not keys themselves."""
        if one.row < 0 or isinstance(self.table.area, Fixed) or len(self.table.area) != 1:
            return None
        for column in (one.column - 1, one.column + 1):
            if not 0 <= column < len(self.sheet.header):
                continue
            cells = self.sheet.columns[column]
            here = text(cells.cells[cells.codes[one.row]])
            if len(here) > 1 and convert(here, self.table.keys) in self.geography.rows and not self._are_keys(column):
                words = {"key": here, "column": self.sheet.header[column], "expected": self.sheet.header[one.column], "value": one.written}
                return diagnostic("A241", self.sheet.place(one.row, column), **words)
        return None

    def _are_keys(self, column: int) -> bool:
        cells = [text(cell) for cell in self.sheet.columns[column].cells]
        return 2 * sum(convert(cell, self.table.keys) in self.geography.rows for cell in cells) > len(cells)

    def _by_level(self) -> str:
        """Write `39/39 Sozialräume, 1/1 Städte`, the finest level first."""
        rows = [(level.plural, self.geography.level_rows[level.id]) for level in reversed(self.geography.levels)]
        counts = [(plural, len(self.joined.intersection(every)), len(every)) for plural, every in rows]
        return ", ".join(f"{some}/{every} {plural}" for plural, some, every in counts if some)


TOTALS = ("summe", "insgesamt", "gesamt", "zusammen", "total", "sum", "alle", "stadt insgesamt", "gesamtstadt", "all")
REST = (
    "nicht zuzuordnen",
    "nicht zuordenbar",
    "ohne angabe",
    "ohne zuordnung",
    "unbekannt",
    "keine angabe",
    "not stated",
    "unknown",
    "sonstige",
)


def is_total(written: str) -> bool:
    """Tell whether the cell of an area says that its row is a sum."""
    words = written.strip(" .:*").lower()
    return words in TOTALS or words.endswith((" insgesamt", " gesamt", " zusammen", " total"))


def is_rest(written: str) -> bool:
    """Tell whether the cell of an area says that its row has what belongs to no area."""
    return any(word in written.lower() for word in REST)
