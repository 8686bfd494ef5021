"""Reads crosswalks: what part of each unit with other borders lies in which area; checks that every unit is wholly placed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, failed, suggestion
from atlas.load.cells import Notation, number, text
from atlas.load.config import SiteSpec
from atlas.load.excerpt import excerpt
from atlas.load.files import locate
from atlas.load.inputs import TABLES
from atlas.load.keys import convert, nearest
from atlas.load.recipe import TableSpec
from atlas.load.sheets import Sheet, open_sheet
from atlas.load.spec import CrosswalkSpec, Fixed
from atlas.model.crosswalk import Crosswalk, Link, Unit
from atlas.model.geography import Geography

WHOLE = 0.001
"""The parts of a unit may differ from one by this much: weights are rounded when they are written."""


def load_crosswalks(root: Path, spec: SiteSpec, geography: Geography) -> tuple[tuple[Crosswalk, ...], tuple[Diagnostic, ...]]:
    """Read all crosswalks; every error at once. Those with an error are left out."""
    said = spec.geography.crosswalks
    found: list[Diagnostic] = [*_unknown(spec, [one.id for one in said])]
    crosswalks: list[Crosswalk] = []
    for index, one in enumerate(said):
        path, wrong = locate(root, one.file, spec.where("geography", "crosswalks", index, "file"), TABLES)
        sheet, unread = open_sheet(root, path, _table(one)) if path else (None, ())
        found += (*wrong, *unread)
        if sheet is not None:
            crosswalk, mistakes = _read(sheet, one, geography)
            found += mistakes
            crosswalks += [] if failed(mistakes) else [crosswalk]
    return tuple(crosswalks), tuple(found)


def _unknown(spec: SiteSpec, known: Sequence[str]) -> Iterator[Diagnostic]:
    """Report crosswalks that a table or a level asks for and nobody describes."""
    asked: list[tuple[str, tuple[str | int, ...]]] = [
        (table.crosswalk, ("tables", index, "crosswalk")) for index, table in enumerate(spec.tables)
    ]
    asked += [(level.members, ("geography", "levels", index, "members")) for index, level in enumerate(spec.geography.levels)]
    for name, trail in asked:
        if name and name not in known:
            yield diagnostic("A322", spec.where(*trail), id=name, near=suggestion(name, known), known=", ".join(known))


def _table(said: CrosswalkSpec) -> TableSpec:
    """Describe the file as a table, as far as opening it needs."""
    columns = {name: name for name in (said.target, said.weight) if name}
    return TableSpec(file=said.file, area=(said.source,), series=columns)


def _read(sheet: Sheet, said: CrosswalkSpec, geography: Geography) -> tuple[Crosswalk, list[Diagnostic]]:
    named = [said.source, said.target, said.weight, "" if isinstance(said.until, Fixed) else said.until]
    missing = [name for name in dict.fromkeys(named) if name and name not in sheet.header]
    if missing:
        known = ", ".join(sheet.header)
        words = [{"column": name, "near": suggestion(name, sheet.header), "known": known} for name in missing]
        return Crosswalk(id=said.id, note=said.note, units=(), links=()), [diagnostic("A207", sheet.header_place, **one) for one in words]
    keys, areas, weights, ends = (_column(sheet, name) for name in named)
    if isinstance(said.until, Fixed):
        ends = [said.until.fixed] * sheet.rows
    units: dict[Unit, int] = {}
    links: list[Link] = []
    shares: dict[tuple[int, str], float] = defaultdict(float)
    bad: list[tuple[int, str, str]] = []
    for row, (key, area, written, end) in enumerate(zip(keys, areas, weights, ends, strict=True)):
        unit = units.setdefault(Unit(key=key, until=end), len(units))
        target = convert(area, said.keys) if area else ""
        weight = number(written.replace(",", "."), Notation(decimal=".", thousands="")) if said.weight else 1.0
        if weight is None or not 0 <= weight <= 1:
            bad.append((row, "A323", written))
        elif target and target not in geography.rows:
            bad.append((row, "A324", target))
        elif key:
            level = geography.areas[geography.rows[target]].level if target else ""
            shares[unit, level] += weight
            if target and weight:
                links.append(Link(unit=unit, target=geography.rows[target], weight=weight))
    found = list(excerpt(bad, lambda case: _bad(sheet, said, case, geography), sheet.file))
    crosswalk = Crosswalk(id=said.id, note=said.note, units=tuple(units), links=tuple(links))
    return crosswalk, found or [*_parted(sheet, crosswalk, shares)]


def _column(sheet: Sheet, name: str) -> list[str]:
    if not name:
        return [""] * sheet.rows
    column = sheet.columns[sheet.header.index(name)]
    cells = [text(cell) for cell in column.cells]
    return [cells[code] for code in column.codes.tolist()]


def _bad(sheet: Sheet, said: CrosswalkSpec, case: tuple[int, str, str], geography: Geography) -> Diagnostic:
    row, code, written = case
    column = sheet.header.index(said.weight if code == "A323" else said.target)
    near = nearest(written, geography.rows) if code == "A324" else ""
    name = geography.areas[geography.rows[near]].name if near else ""
    return diagnostic(code, sheet.place(row, column), value=written, column=sheet.header[column], near=near, name=name)


def _parted(sheet: Sheet, crosswalk: Crosswalk, shares: dict[tuple[int, str], float]) -> Iterator[Diagnostic]:
    """Report units whose parts at a level do not add up to one; what lies outside of the atlas counts at every level."""
    cases = []
    for (unit, level), share in shares.items():
        total = share + (shares.get((unit, ""), 0.0) if level else 0.0)
        if (level or all(other != unit or not name for other, name in shares)) and abs(total - 1) > WHOLE:
            cases.append((crosswalk.units[unit], level, total))

    def describe(case: tuple[Unit, str, float]) -> Diagnostic:
        unit, level, total = case
        words = {"key": unit.key, "until": unit.until, "level": level, "total": f"{total:.4g}"}
        return diagnostic("A325", Location(file=sheet.file), **words)

    yield from excerpt(cases, describe, sheet.file)
