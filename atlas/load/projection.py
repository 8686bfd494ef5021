"""Brings shapes from one reference system into another, and chooses the one maps are drawn in."""

import numpy as np
import pyproj
import shapely

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load.features import WGS84, Shapes

EARTH = 40_000_000
"""No coordinate in metres is larger than the Earth is around."""


def choose(said: str, where: Location, shapes: Shapes, crs: pyproj.CRS) -> tuple[pyproj.CRS | None, tuple[Diagnostic, ...]]:
    """Give the system the author names (projected, in metres), else the UTM zone that the middle of `shapes` lies in."""
    if not said:
        west, south, east, north = shapely.total_bounds(shapes)
        middle = project(shapely.points([(west + east) / 2], [(south + north) / 2]), crs, WGS84)
        return _utm(*shapely.get_coordinates(middle)[0].tolist()), ()
    try:
        chosen = pyproj.CRS.from_user_input(said)
    except pyproj.exceptions.CRSError:
        return None, (diagnostic("A270", where, crs=said),)
    if not chosen.is_projected or chosen.axis_info[0].unit_conversion_factor != 1.0:
        return None, (diagnostic("A271", where, crs=said, name=chosen.name),)
    return chosen, ()


def project(shapes: Shapes, source: pyproj.CRS, target: pyproj.CRS) -> Shapes:
    """Transform shapes; axes are always x (east), y (north)."""
    shapes = np.array(shapes, copy=True)
    if source == target:
        return shapes
    coordinates = shapely.get_coordinates(shapes)
    transformer = pyproj.Transformer.from_crs(source, target, always_xy=True)
    moved: Shapes = shapely.set_coordinates(shapes, np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1])))
    return moved


def astray(shapes: Shapes) -> list[int]:
    """Give the positions of shapes that are nowhere on Earth: their numbers do not belong to their reference system."""
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    beyond = ~(np.abs(coordinates) < EARTH).all(axis=1)  # not a number is beyond as well
    return [int(index) for index in np.unique(owner[beyond])]


def _utm(longitude: float, latitude: float) -> pyproj.CRS:
    """Give the UTM zone: of ETRS89 in Europe (zones 28 to 38), else of WGS84."""
    zone = int((longitude + 180) // 6) + 1
    european = 28 <= zone <= 38 and latitude > 30
    return pyproj.CRS.from_epsg((25800 if european else 32600 if latitude >= 0 else 32700) + zone)
