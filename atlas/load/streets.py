"""Reads the register of streets: which street, or which part of it, lies in which area."""

from collections.abc import Collection
from pathlib import Path

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.base.text import collation
from atlas.load.cells import text
from atlas.load.excerpt import excerpt
from atlas.load.files import locate
from atlas.load.inputs import TABLES
from atlas.load.keys import convert, nearest
from atlas.load.recipe import TableSpec
from atlas.load.sheets import Sheet, open_sheet
from atlas.load.spec import StreetsSpec
from atlas.model.geography import Geography
from atlas.model.street import Street


def load_streets(
    root: Path, said: StreetsSpec, where: Location, geography: Geography, withheld: Collection[str] = ()
) -> tuple[tuple[Street, ...], tuple[Diagnostic, ...]]:
    """Read all streets, sorted by name, numbers and area. Rows whose area the atlas does not know are left out and reported, unless it is `withheld`."""
    path, found = locate(root, said.file, where, TABLES)
    columns = {name: name for name in (said.numbers, said.postcode, said.area) if name}
    sheet, unread = open_sheet(root, path, TableSpec(file=said.file, area=(said.street,), series=columns)) if path else (None, ())
    if sheet is None:
        return (), (*found, *unread)
    missing = [name for name in (said.street, *columns) if name not in sheet.header]
    if missing:
        known = ", ".join(sheet.header)
        words = ({"column": name, "near": suggestion(name, sheet.header), "known": known} for name in missing)
        return (), (*found, *unread, *(diagnostic("A207", sheet.header_place, **one) for one in words))
    streets, strange = _read(sheet, said, geography, withheld)
    return streets, (*found, *unread, *strange)


def _read(
    sheet: Sheet, said: StreetsSpec, geography: Geography, withheld: Collection[str]
) -> tuple[tuple[Street, ...], tuple[Diagnostic, ...]]:
    names, numbers, postcodes, keys = (_column(sheet, name) for name in (said.street, said.numbers, said.postcode, said.area))
    keys = [convert(key, said.keys) for key in keys]
    known = geography.rows
    streets = {
        Street(name=name, numbers=part, postcode=postcode, row=known[key])
        for name, part, postcode, key in zip(names, numbers, postcodes, keys, strict=True)
        if name and key in known
    }
    wrong = [row for row, key in enumerate(keys) if names[row] and key not in known and key not in withheld]
    column = sheet.header.index(said.area)

    def describe(row: int) -> Diagnostic:
        near = nearest(keys[row], known)
        return diagnostic("A229", sheet.place(row, column), key=keys[row], street=names[row], near=near)

    ordered = sorted(streets, key=lambda one: (collation(one.name), one.name, one.numbers, one.postcode, one.row))
    return tuple(ordered), tuple(excerpt(wrong, describe, sheet.file))


def _column(sheet: Sheet, name: str) -> list[str]:
    if not name:
        return [""] * sheet.rows
    column = sheet.columns[sheet.header.index(name)]
    cells = [text(cell) for cell in column.cells]
    return [cells[code] for code in column.codes.tolist()]
