"""Turns shapes into what pages need: integer paths on one canvas for all levels, places for labels, GeoJSON for downloads."""

import numpy as np
import pyproj
import shapely
from msgspec import Struct
from numpy.typing import NDArray

from atlas.load.features import WGS84, Shapes
from atlas.load.projection import project

WIDTH = 1000
MARGIN = 4
DECIMALS = 6
"""Of coordinates in degrees: a tenth of a metre."""


class Canvas(Struct, frozen=True, kw_only=True):
    """The drawing area: WIDTH × `height` units, the west and north border of the shapes, units per metre."""

    height: int
    west: float
    north: float
    scale: float


def canvas(shapes: Shapes) -> Canvas:
    """Lay a canvas around all shapes, with a margin."""
    west, south, east, north = shapely.total_bounds(shapes)
    scale = (WIDTH - 2 * MARGIN) / (east - west)
    return Canvas(height=round((north - south) * scale) + 2 * MARGIN, west=west, north=north, scale=scale)


def place(shapes: Shapes, on: Canvas) -> Shapes:
    """Move shapes onto the canvas: whole units, y downwards."""
    coordinates = shapely.get_coordinates(shapes)
    units = (coordinates - (on.west, on.north)) * (on.scale, -on.scale) + MARGIN
    placed: Shapes = shapely.set_coordinates(np.array(shapes, copy=True), np.rint(units))
    return placed


def paths(placed: Shapes) -> list[str]:
    """Write shapes on the canvas as SVG path data, with relative steps. An area too small to be seen is a square of one unit."""
    parts, owner = shapely.get_parts(placed, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    texts = [""] * len(placed)
    points = coordinates.astype(np.int64)
    bounds = np.searchsorted(ring, np.arange(len(rings) + 1))
    for number, (start, end) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        texts[int(owner[part[number]])] += _ring(points[start:end])
    dots = shapely.get_coordinates(shapely.centroid(shapely.envelope(placed))).astype(np.int64)
    return [text or f"M{x} {y}h1v1h-1z" for text, (x, y) in zip(texts, dots.tolist(), strict=True)]


def anchors(shapes: Shapes, on: Canvas) -> list[tuple[int, int]]:
    """Give a point inside each shape, on the canvas."""
    points = shapely.get_coordinates(place(shapely.point_on_surface(shapes), on)).astype(np.int64)
    return [(x, y) for x, y in points.tolist()]


def geometries(shapes: Shapes, crs: pyproj.CRS) -> list[str]:
    """Write shapes as GeoJSON geometries in WGS84, exterior rings counter-clockwise (RFC 7946)."""
    around = project(shapes, crs, WGS84)
    rounded = shapely.set_coordinates(around, np.round(shapely.get_coordinates(around), DECIMALS))
    return [str(text) for text in shapely.to_geojson(shapely.orient_polygons(rounded, exterior_cw=False))]


def _ring(points: NDArray[np.int64]) -> str:
    """Write a ring; empty if nothing is left of it in whole units."""
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)][:-1]
    if len(steps) < 2:
        return ""
    x, y = points[0].tolist()
    return f"M{x} {y}l{' '.join(map(str, steps.ravel().tolist()))}z".replace(" -", "-")
