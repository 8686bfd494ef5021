"""Makes series from parts: columns or rows of a table that are added up or subtracted, area by area and period by period."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load.entries import Entries
from atlas.load.joins import Rows
from atlas.model.geography import Geography
from atlas.model.panel import NUMERIC, Codes, Floats, Status
from atlas.model.precedence import SUM


class _Cells(Struct, frozen=True, kw_only=True):
    """All cells of the parts of one series, one after the other: the area, period and kind of part of each, by index; `starts`: where each part begins."""

    parts: Sequence[Entries]
    starts: Rows
    area: Rows
    periods: Sequence[str]
    period: Rows
    kinds: Sequence[tuple[str, int]]
    kind: Rows

    def joined(self, get: Callable[[Entries], NDArray[np.generic]]) -> np.ndarray:
        return np.concatenate([get(part) for part in self.parts])

    def origin(self, cell: int) -> tuple[Entries, int]:
        """Give the part that a cell comes from, and its number therein."""
        number = int(np.searchsorted(self.starts, cell, side="right")) - 1
        return self.parts[number], cell - int(self.starts[number])

    def place(self, cell: int) -> Location:
        part, entry = self.origin(cell)
        return part.sheet.place(int(part.row[entry]), part.column)

    def words(self, cell: int, geography: Geography) -> dict[str, object]:
        area = geography.areas[int(self.area[cell])]
        period = self.periods[int(self.period[cell])]
        return {"series": self.parts[0].names[0], "area": area.key, "name": area.name, "period": period}


def add_up(entries: Sequence[Entries], geography: Geography) -> tuple[tuple[Entries, ...], tuple[Diagnostic, ...]]:
    """Replace the parts of each series that is made by their sums. What is delivered directly stays as it is.

    A sum needs every part that the table has for any area; one that lacks a part is unknown and reported, unless absent parts count as nothing.
    One part that is no figure makes the sum none.
    """
    parts = [part for part in entries if part.part is not None and len(part.row)]
    names = dict.fromkeys(part.names[0] for part in parts)
    sums = [_sum(_flat([part for part in parts if part.names[0] == name]), geography) for name in names]
    direct = [part for part in entries if part.part is None]
    return (*direct, *(one for one, _ in sums)), tuple(found for _, some in sums for found in some)


def _flat(parts: Sequence[Entries]) -> _Cells:
    periods: dict[str, int] = {}
    kinds: dict[tuple[str, int], int] = {}
    period, kind = [], []
    for part in parts:
        period.append(np.array([periods.setdefault(name, len(periods)) for name in part.periods], dtype=np.intp)[part.period])
        met, codes = np.unique(_kinds(part), return_inverse=True)
        kind.append(np.array([kinds.setdefault((part.parts[one], part.sign), len(kinds)) for one in met], dtype=np.intp)[codes])
    return _Cells(
        parts=parts,
        starts=np.cumsum([0, *(len(part.row) for part in parts[:-1])]),
        area=np.concatenate([part.area for part in parts]),
        periods=list(periods),
        period=np.concatenate(period),
        kinds=list(kinds),
        kind=np.concatenate(kind),
    )


def _sum(cells: _Cells, geography: Geography) -> tuple[Entries, list[Diagnostic]]:
    """Sum the parts of one series, area by area and period by period; of a part that is there twice the first is taken, the other reported."""
    groups = cells.area * len(cells.periods) + cells.period
    _, kept = np.unique(groups * len(cells.kinds) + cells.kind, return_index=True)
    sums, index = np.unique(groups[kept], return_inverse=True)
    signs = cells.joined(lambda part: np.full(len(part.row), part.sign))
    values, status, flags = (cells.joined(get)[kept] for get in (_values, _status, _flags))
    total, whole, marks = _totals(values * signs[kept], status, flags, index, len(sums))
    first = np.full(len(sums), len(groups), dtype=np.intp)
    np.minimum.at(first, index, kept)
    found = _doubled(cells, groups, kept, geography)
    lacking = np.flatnonzero(np.bincount(index, minlength=len(sums)) < len(cells.kinds))
    if lacking.size and cells.parts[0].absent != "zero":
        total[lacking], whole[lacking] = np.nan, Status.UNKNOWN
        some = {int(number) for number in cells.kind[kept][index == lacking[0]]}
        lost = ", ".join(name for number, (name, _) in enumerate(cells.kinds) if number not in some)
        cell = int(first[lacking[0]])
        found.append(diagnostic("A246", cells.place(cell), **cells.words(cell, geography), count=lacking.size, lost=lost))
    made = replace(
        cells.parts[0],
        row=cells.joined(lambda part: part.row)[first],
        area=sums // len(cells.periods),
        periods=cells.periods,
        period=sums % len(cells.periods),
        series=np.zeros(len(sums), dtype=np.intp),
        values=total,
        status=whole,
        flags=marks,
        notes=_notes(cells, kept, index),
        part=None,
        sum=np.arange(len(sums)),
        origins=partial(_origins, cells, kept, index),
    )
    return made, found


def _origins(cells: _Cells, kept: Rows, index: Rows, number: int) -> tuple[Location, ...]:
    """Give the places of the cells that make up one sum."""
    return tuple(cells.place(int(cell)) for cell in kept[index == number])


def _kinds(part: Entries) -> Rows:
    return part.part if part.part is not None else np.zeros(len(part.row), dtype=np.intp)


def _values(part: Entries) -> Floats:
    return part.values


def _status(part: Entries) -> Codes:
    return part.status


def _flags(part: Entries) -> Codes:
    return part.flags


def _totals(values: Floats, status: Codes, flags: Codes, index: Rows, count: int) -> tuple[Floats, Codes, Codes]:
    whole = SUM.of_groups(status, index, count)
    total = np.bincount(index, weights=np.nan_to_num(values), minlength=count).astype(np.float64)
    total[~np.isin(whole, NUMERIC)] = np.nan
    marks = np.zeros(count, dtype=np.uint8)
    np.bitwise_or.at(marks, index, flags)
    return total, whole, marks


def _notes(cells: _Cells, kept: Rows, index: Rows) -> dict[int, str]:
    """Give each sum the notes of its parts."""
    said = {int(start) + entry: note for part, start in zip(cells.parts, cells.starts, strict=True) for entry, note in part.notes.items()}
    notes: dict[int, dict[str, None]] = {}
    for cell, group in zip(kept.tolist(), index.tolist(), strict=True) if said else ():
        if cell in said:
            notes.setdefault(group, {})[said[cell]] = None
    return {group: " ".join(texts) for group, texts in notes.items()}


def _doubled(cells: _Cells, groups: Rows, kept: Rows, geography: Geography) -> list[Diagnostic]:
    """Report parts that stand in the table twice: its rows differ in one more respect, and none is chosen."""
    again = np.setdiff1d(np.arange(len(groups)), kept)
    if not again.size:
        return []
    cell = int(again[0])
    before = int(kept[(groups[kept] == groups[cell]) & (cells.kind[kept] == cells.kind[cell])][0])
    words = cells.words(cell, geography) | {"part": cells.kinds[int(cells.kind[cell])][0], "count": again.size}
    return [diagnostic("A248", cells.place(cell), **words, first=cells.place(before))]
