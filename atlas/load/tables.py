"""Reads the tables: every cell of every series, with its status, as dense matrices over all areas and periods of the site."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, failed, suggestion
from atlas.load.ages import TRAIL
from atlas.load.cells import text
from atlas.load.config import SiteSpec
from atlas.load.entries import Entries, read_entries
from atlas.load.excerpt import excerpt
from atlas.load.files import locate
from atlas.load.inputs import TABLES
from atlas.load.joins import Rows
from atlas.load.layouts import Block, arrange
from atlas.load.persons import refuse_persons
from atlas.load.protection import extra_series
from atlas.load.roster import make_roster, repeated
from atlas.load.rows import select
from atlas.load.sheets import Sheet, open_sheet
from atlas.load.sums import add_up
from atlas.model.crosswalk import Crosswalk
from atlas.model.geography import Area, Geography
from atlas.model.indicator import Register
from atlas.model.panel import SIGNS, Status, freeze
from atlas.model.tabulation import Counts, Tabulation

_FIELDS = ("values", "status", "flags", "delivered")


def load_tables(
    root: Path, spec: SiteSpec, geography: Geography, register: Register, crosswalks: tuple[Crosswalk, ...] = ()
) -> tuple[Tabulation | None, tuple[Diagnostic, ...]]:
    """Read all tables; matrices are areas × periods, rows as `load.roster` orders them, periods sorted. None if there is an error."""
    references = spec.geography.references
    roster = make_roster(geography, references, crosswalks)
    needed = _needed(spec, register)
    entries: list[Entries] = []
    delivered: dict[str, str] = {}
    twofold = repeated(geography, references)
    found = [diagnostic("A327", spec.where("geography", "references", index, "key"), key=key) for index, key in twofold]
    remarks: dict[str, list[str]] = {}
    for index, table in enumerate(spec.tables):
        sheet, blocks, unread = _open(root, spec, index)
        found += unread
        if sheet is None or not blocks:
            continue
        names = _names(blocks)
        delivered |= {name: sheet.file for name in names if name not in delivered}
        unused = [name for name in names if name not in needed]
        if unused:
            found.append(diagnostic("A215", spec.where("tables", index, "series"), series=", ".join(unused), file=table.file))
        joinable = roster.joinable(table.crosswalk)
        read, wrong = read_entries(sheet, blocks, table, joinable, needed, spec.site.language)
        summed, incomplete = add_up(read, joinable)
        found += (*wrong, *incomplete)
        for part in summed:
            settled, outlived = roster.settle(part, table.crosswalk)
            entries.append(settled)
            found += [one for one in outlived if one not in found]
        for name, note in table.notes.items() if isinstance(table.notes, Mapping) else ():
            remarks.setdefault(name, []).append(note)
    if not failed(found):
        found += _missing(needed, delivered)
    tabulation, twice = _tabulate(entries, roster.places, needed, delivered, remarks)
    found += twice
    return (None if failed(found) else tabulation), tuple(found)


def _open(root: Path, spec: SiteSpec, index: int) -> tuple[Sheet | None, tuple[Block, ...], tuple[Diagnostic, ...]]:
    table = spec.tables[index]
    path, found = locate(root, table.file, spec.where("tables", index, "file"), TABLES)
    if path is None or found:
        return None, (), found
    sheet, found = open_sheet(root, path, table)
    if sheet is None:
        return None, (), found
    found += tuple(refuse_persons(sheet))
    sheet, taken, wrong = select(sheet, table)
    blocks, missing = arrange(sheet, taken, table)
    return sheet, blocks, (*found, *wrong, *missing)


def _needed(spec: SiteSpec, register: Register) -> dict[str, tuple[Location, str]]:
    """Name the series that are used, with the place that asks for each and the indicator, if it is one."""
    needed: dict[str, tuple[Location, str]] = {}
    for place, group in enumerate(spec.site.ages.groups if spec.site.ages else ()):
        for side, name in (("left", group.left), ("right", group.right)):
            needed.setdefault(name, (spec.where(*TRAIL, place, side), ""))
    for indicator in register.indicators:
        for name in indicator.series:
            needed.setdefault(name, (Location(file=spec.indicators), indicator.id))
    if spec.site.population:
        needed.setdefault(spec.site.population, (spec.where("profile", "population"), ""))
    if spec.settings.protection:
        for name, trail in extra_series(spec.settings.protection):
            needed.setdefault(name, (spec.where(*trail), ""))
    return needed


def _names(blocks: Sequence[Block]) -> list[str]:
    """List the series that a table has, each once."""
    names = (text(block.series.cells[code]) for block in blocks for code in np.unique(block.series.codes[block.taken]).tolist())
    return [name for name in dict.fromkeys(names) if name]


def _missing(needed: Mapping[str, tuple[Location, str]], delivered: Mapping[str, str]) -> Iterator[Diagnostic]:
    for name, (where, indicator) in needed.items():
        if name not in delivered:
            yield diagnostic("A216", where, series=name, indicator=indicator, near=suggestion(name, delivered), known=", ".join(delivered))


def _tabulate(
    entries: list[Entries],
    places: Sequence[Area],
    needed: Mapping[str, object],
    delivered: Mapping[str, str],
    remarks: Mapping[str, Sequence[str]],
) -> tuple[Tabulation, list[Diagnostic]]:
    names = sorted(name for name in delivered if name in needed)
    periods = sorted({part.periods[index] for part in entries for index in np.unique(part.period).tolist()})
    shape = (len(names), len(places), len(periods))
    positions = [_positions(part, names, periods, shape) for part in entries]
    times = np.bincount(np.concatenate([np.zeros(0, dtype=np.intp), *positions]), minlength=int(np.prod(shape)))
    values, status = np.full(times.shape, np.nan), np.full(times.shape, Status.UNKNOWN, dtype=np.uint8)
    flags = np.zeros(times.shape, dtype=np.uint8)
    notes: dict[str, list[tuple[int, int, str]]] = {}
    for part, position in zip(entries, positions, strict=True):
        values[position], status[position], flags[position] = part.values, part.status, part.flags
        for index, note in sorted(part.notes.items()):
            number, row, column = (int(place) for place in np.unravel_index(position[index], shape))
            notes.setdefault(names[number], []).append((row, column, note))
    matrices = [matrix.reshape(shape) for matrix in (values, status, flags, (times > 0).astype(np.uint8))]
    series = {
        name: Counts(
            **dict(zip(_FIELDS, (freeze(matrix[index]) for matrix in matrices), strict=True)),
            notes=tuple(notes.get(name, ())),
            remarks=tuple(remarks.get(name, ())),
        )
        for index, name in enumerate(names)
    }
    cells = Places(entries=tuple(entries), positions=tuple(positions), names=tuple(names), shape=shape)
    sources = {name: delivered[name] for name in names}
    tabulation = Tabulation(periods=tuple(periods), series=series, sources=sources, locate=cells, origins=cells.origins)
    return tabulation, [*_twice(entries, positions, np.flatnonzero(times > 1), places)]


class Places(Struct, frozen=True, kw_only=True):
    """Where each cell of the matrices stands in its file."""

    entries: tuple[Entries, ...]
    positions: tuple[Rows, ...]
    names: tuple[str, ...]
    shape: tuple[int, int, int]

    def __call__(self, series: str, row: int, period: int) -> Location | None:
        """Locate a cell; None if no table delivers it (a sum over areas)."""
        return next((part.sheet.place(int(part.row[entry]), part.column) for part, entry in self._entries(series, row, period)), None)

    def origins(self, series: str, row: int, period: int) -> tuple[Location, ...]:
        """Locate all cells of a file that a cell is made of."""
        for part, entry in self._entries(series, row, period):
            if part.origins and part.sum is not None:
                return part.origins(int(part.sum[entry]))
            return (part.sheet.place(int(part.row[entry]), part.column),)
        return ()

    def _entries(self, series: str, row: int, period: int) -> Iterator[tuple[Entries, int]]:
        wanted = (self.names.index(series) * self.shape[1] + row) * self.shape[2] + period
        for part, position in zip(self.entries, self.positions, strict=True):
            yield from ((part, entry) for entry in np.flatnonzero(position == wanted).tolist())


def _positions(part: Entries, names: list[str], periods: list[str], shape: tuple[int, int, int]) -> Rows:
    """Give the place of each entry in the flattened matrices."""
    series = np.array([names.index(name) if name in names else 0 for name in part.names], dtype=np.intp)[part.series]
    order = {period: index for index, period in enumerate(periods)}
    period = np.array([order.get(name, 0) for name in part.periods], dtype=np.intp)[part.period]
    return (series * shape[1] + part.area) * shape[2] + period


def _twice(entries: list[Entries], positions: list[Rows], doubled: Rows, places: Sequence[Area]) -> Iterator[Diagnostic]:
    """Report every cell that repeats an earlier one, with the place of the first and both figures."""
    first: dict[int, tuple[Entries, int]] = {}
    cases: list[tuple[Entries, int, Entries, int]] = []
    for part, position in zip(entries, positions, strict=True):
        for index in np.flatnonzero(np.isin(position, doubled)).tolist() if doubled.size else ():
            place = int(position[index])
            if place in first:
                cases.append((part, index, *first[place]))
            else:
                first[place] = part, index
    for file in dict.fromkeys(part.sheet.file for part, *_ in cases):
        for alike in (False, True):
            some = [case for case in cases if case[0].sheet.file == file and _alike(*case) is alike]
            yield from excerpt(some, lambda case: _again(*case, places), file)


def _alike(part: Entries, index: int, before: Entries, origin: int) -> bool:
    same = part.values[index] == before.values[origin] or (np.isnan(part.values[index]) and np.isnan(before.values[origin]))
    return bool(same and part.status[index] == before.status[origin])


def _again(part: Entries, index: int, before: Entries, origin: int, places: Sequence[Area]) -> Diagnostic:
    area = places[int(part.area[index])]
    return diagnostic(
        "A243" if _alike(part, index, before, origin) else "A214",
        part.sheet.place(int(part.row[index]), part.column),
        series=part.names[int(part.series[index])],
        area=area.key,
        name=area.name,
        period=part.periods[int(part.period[index])],
        first=before.sheet.place(int(before.row[origin]), before.column),
        **_written("value", part, index),
        **_written("other", before, origin),
    )


def _written(name: str, part: Entries, index: int) -> dict[str, str]:
    """Write a figure or its sign, for readers of both languages."""
    value = part.values[index]
    written = SIGNS[part.status[index]] if np.isnan(value) else np.format_float_positional(value, precision=4, trim="-")
    return {f"{name}_de": written if np.isnan(value) else written.replace(".", ","), f"{name}_en": written}
