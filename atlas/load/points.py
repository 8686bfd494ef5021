"""Reads places from a table: two columns hold where they are, as office workers export them."""

import math
from pathlib import Path

import numpy as np
import pyproj
import shapely

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load.cells import text
from atlas.load.excerpt import excerpt
from atlas.load.features import WGS84, Features
from atlas.load.files import locate
from atlas.load.frames import without_arrow
from atlas.load.inputs import TABLES
from atlas.load.recipe import TableSpec
from atlas.load.sheets import Sheet, open_sheet
from atlas.load.spec import PlacesSpec

with without_arrow():
    import geopandas
    import pandas as pd


def open_points(root: Path, said: PlacesSpec, named: Location, system: Location) -> tuple[Features | None, tuple[Diagnostic, ...]]:
    """Read a table of places as features; a row without coordinates has no point. `named`, `system`: where the file and its reference system are said."""
    path, found = locate(root, said.file, named, TABLES)
    others = tuple(name for name in dict.fromkeys((said.y, said.title, said.kind, said.link, said.hidden)) if name)
    recipe = TableSpec(file=said.file, area=(said.x,), series={name: name for name in others})
    sheet, unread = open_sheet(root, path, recipe) if path else (None, ())
    crs, strange = _system(said.crs, system)
    if sheet is None or crs is None:
        return None, (*found, *unread, *strange)
    missing = [name for name in (said.x, said.y) if name not in sheet.header]
    if missing:
        known = ", ".join(sheet.header)
        words = ({"column": name, "near": suggestion(name, sheet.header), "known": known} for name in missing)
        return None, tuple(diagnostic("A269", sheet.header_place, **one) for one in words)
    numbers, wrong = zip(*(_numbers(sheet, name) for name in (said.x, said.y)), strict=True)
    if any(wrong):
        return None, tuple(one for column in wrong for one in column)
    return _features(sheet, np.column_stack(numbers), crs), ()


def _features(sheet: Sheet, points: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", crs: pyproj.CRS) -> Features:
    there = ~np.isnan(points).any(axis=1)
    shapes = np.full(len(points), None, dtype=object)
    shapes[there] = shapely.points(points[there])
    frame = pd.DataFrame({name: _texts(sheet, name) for name in sheet.header})
    return Features(file=sheet.file, frame=geopandas.GeoDataFrame(frame, geometry=shapes), shapes=shapes, crs=crs)


def _system(said: str, where: Location) -> tuple[pyproj.CRS | None, tuple[Diagnostic, ...]]:
    try:
        return (pyproj.CRS.from_user_input(said) if said else WGS84), ()
    except pyproj.exceptions.CRSError:
        return None, (diagnostic("A181", where, crs=said),)


def _numbers(sheet: Sheet, name: str) -> tuple[list[float], list[Diagnostic]]:
    """Read a column of coordinates, with a decimal point or comma and no sign for thousands; an empty cell is NaN."""
    texts = _texts(sheet, name)
    values = [_number(one) for one in texts]
    column = sheet.header.index(name)
    wrong = [row for row, (one, value) in enumerate(zip(texts, values, strict=True)) if one and math.isnan(value)]
    return values, list(excerpt(wrong, lambda row: diagnostic("A180", sheet.place(row, column), value=texts[row], column=name), sheet.file))


def _number(cell: str) -> float:
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan


def _texts(sheet: Sheet, name: str) -> list[str]:
    column = sheet.columns[sheet.header.index(name)]
    cells = [text(cell).strip() for cell in column.cells]
    return [cells[code] for code in column.codes.tolist()]
