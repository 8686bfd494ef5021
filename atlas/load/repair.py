"""Makes shapes valid: crossing borders are untangled, everything that is no surface is dropped, and each change is reported."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyproj
import shapely

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load.excerpt import excerpt
from atlas.load.features import WGS84, Shapes
from atlas.load.projection import project
from atlas.load.wording import spelled

_POLYGON, _MULTIPOLYGON, _NOTHING = 3, 6, -1


def repair(shapes: Shapes, crs: pyproj.CRS, names: Sequence[str], file: str) -> tuple[Shapes, tuple[Diagnostic, ...]]:
    """Give valid polygons for shapes in metres, and say where and by how much (m², %) each changed. `names` describe the areas."""
    repaired = np.array(shapes, copy=True)
    wrong = np.flatnonzero(~shapely.is_valid(shapes))
    repaired[wrong] = shapely.make_valid(shapes[wrong], method="structure", keep_collapsed=False)
    mixed = np.flatnonzero(~np.isin(shapely.get_type_id(repaired), (_POLYGON, _MULTIPOLYGON, _NOTHING)))
    for index in mixed:
        repaired[index] = _surfaces(repaired[index])
    lost = np.flatnonzero(shapely.is_empty(repaired) | shapely.is_missing(repaired))
    mended = np.setdiff1d(wrong, lost)
    found = [
        *excerpt(mended.tolist(), lambda index: _mended(shapes[index], repaired[index], crs, names[index], file), file),
        *(diagnostic("A257", Location(file=file), area=names[index]) for index in lost.tolist()),
    ]
    return repaired, tuple(found)


def locate(point: Shapes, crs: pyproj.CRS) -> str:
    """Write a point as map programs take it: latitude, longitude."""
    coordinates = shapely.get_coordinates(project(np.array([point]), crs, WGS84))[0]
    return f"{coordinates[1]:.6f}, {coordinates[0]:.6f}"


def _surfaces(shape: Shapes) -> Shapes:
    surfaces: Shapes = shapely.MultiPolygon(list(_polygons(shapely.get_parts(shape))))
    return surfaces


def _polygons(parts: Shapes) -> Iterator[Shapes]:
    for part in parts:
        if shapely.get_type_id(part) == _POLYGON:
            yield part
        elif shapely.get_num_geometries(part) > 1:
            yield from _polygons(shapely.get_parts(part))


def _mended(before: Shapes, after: Shapes, crs: pyproj.CRS, name: str, file: str) -> Diagnostic:
    reason = shapely.is_valid_reason(before)
    spot = re.search(r"\[(\S+) (\S+)\]", reason)
    point = shapely.Point(float(spot[1]), float(spot[2])) if spot else shapely.point_on_surface(after)
    change = abs(shapely.area(after) - shapely.area(before))
    share = 100 * change / shapely.area(after)
    where = Location(file=file)
    return diagnostic("A259", where, area=name, place=locate(point, crs), **spelled("change", change, 0), **spelled("share", share, 3))
