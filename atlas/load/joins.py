"""Joins the rows of a table to the areas of the atlas, by key and never by name, and says what could not be joined."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load.cells import text
from atlas.load.excerpt import excerpt
from atlas.load.keys import convert, missing_zeros, nearest
from atlas.load.sheets import Sheet
from atlas.load.spec import TableSpec
from atlas.model.geography import Geography

Rows = NDArray[np.intp]

UNKNOWN, SKIPPED = -1, -2


def join(sheet: Sheet, area: int, says: NDArray[np.bool_], table: TableSpec, geography: Geography) -> tuple[Rows, tuple[Diagnostic, ...]]:
    """Give for each row of the sheet the row of its area, below 0 where there is none; `area` is the number of the column with the keys.

    Rows without an area that say nothing (`says` is false: all their cells are empty) are passed over: blank lines, footnotes.
    """
    column = sheet.columns[area]
    written = [text(cell) for cell in column.cells]
    keys = [convert(cell, table.keys) if cell else table.keys.empty for cell in written]
    skip = set(table.skip)
    matches = [SKIPPED if cell in skip else geography.rows.get(key, UNKNOWN) for cell, key in zip(written, keys, strict=True)]
    rows = np.array(matches, dtype=np.intp)[column.codes]
    rows[(rows == UNKNOWN) & ~says] = SKIPPED
    return rows, tuple(_report(sheet, area, rows, written, keys, geography))


def _report(sheet: Sheet, area: int, rows: Rows, written: list[str], keys: list[str], geography: Geography) -> Iterator[Diagnostic]:
    codes = sheet.columns[area].codes
    lost, first, counts = np.unique(codes[rows == UNKNOWN], return_index=True, return_counts=True)
    places = np.flatnonzero(rows == UNKNOWN)[first]
    joined = np.unique(rows[rows >= 0])
    where = Location(file=sheet.file)
    if not joined.size:
        wrong = [keys[code] for code in lost if keys[code]]
        known = [area.key for area in geography.areas]
        shown = {"keys": ", ".join(wrong[:3]), "known": ", ".join(known[-3:]), "column": sheet.header[area]}
        yield diagnostic("A219", where, **shown, length=missing_zeros(wrong, known) or "")
        return
    cases = sorted(zip(places.tolist(), lost.tolist(), counts.tolist(), strict=True))
    yield from excerpt(cases, lambda case: _unknown(sheet, area, case, written, keys, geography), sheet.file)
    yield diagnostic("A217", where, found=joined.size, all=joined.size + lost.size, levels=_by_level(joined, geography))


def _unknown(sheet: Sheet, area: int, case: tuple[int, int, int], written: list[str], keys: list[str], geography: Geography) -> Diagnostic:
    row, code, count = case
    where = sheet.place(row, area)
    if not written[code]:
        return diagnostic("A227", where, column=sheet.header[area], count=count)
    near = nearest(keys[code], geography.rows)
    name = geography.areas[geography.rows[near]].name if near else ""
    made = keys[code] if keys[code] != written[code] else ""
    return diagnostic("A212", where, key=written[code], made=made, count=count, near=near, name=name)


def _by_level(joined: Rows, geography: Geography) -> str:
    """Write `39/39 Sozialräume, 1/1 Städte`, the finest level first."""
    met = set(joined.tolist())
    rows = [(level.plural, geography.level_rows[level.id]) for level in reversed(geography.levels)]
    counts = [(plural, len(met.intersection(every)), len(every)) for plural, every in rows]
    return ", ".join(f"{some}/{every} {plural}" for plural, some, every in counts if some)
