"""Reads what maps show besides areas: layers for orientation, cut to the map, and places as points on it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyproj
import shapely

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.base.text import collation
from atlas.load import drawing
from atlas.load.cells import says_no, says_yes
from atlas.load.config import SiteSpec
from atlas.load.features import Features, Shapes, open_features
from atlas.load.points import open_points
from atlas.load.projection import project
from atlas.load.spec import MapLayerSpec, PlacesSpec
from atlas.model.geography import Frame, Geography
from atlas.model.surroundings import MapLayer, Place, Surroundings

DETAIL = 1.0
"""Shapes are simplified by so many units of the canvas."""


def load_surroundings(root: Path, spec: SiteSpec, geography: Geography) -> tuple[Surroundings, tuple[Diagnostic, ...]]:
    """Read layers and places; every error at once. Where a hidden place is, nobody learns: its point is dropped here."""
    said, frame = spec.settings.map, geography.frame
    assert frame is not None
    layers: list[MapLayer] = []
    places: list[Place] = []
    found: list[Diagnostic] = []
    for index, layer in enumerate(said.layers):
        features, wrong = open_features(root, layer.file, layer.layer, *_where(spec, "layers", index))
        found += wrong
        if features is not None:
            layers.append(_layer(features, layer, frame, geography.canvas))
    for index, one in enumerate(said.places):
        if one.x or one.y:
            features, wrong = open_points(root, one, _where(spec, "places", index)[0], spec.where("map", "places", index, "crs"))
        else:
            features, wrong = open_features(root, one.file, one.layer, *_where(spec, "places", index))
        found += wrong
        if features is not None:
            missing = list(_missing(features, one))
            found += missing
            read, strange = ([], []) if missing else _places(features, one, frame, geography.canvas)
            places += read
            found += strange
    ordered = sorted(places, key=lambda place: (collation(place.kind), collation(place.title), place.href))
    return Surroundings(layers=tuple(layers), places=tuple(ordered)), tuple(found)


def _where(spec: SiteSpec, kind: str, index: int) -> tuple[Location, Location]:
    return spec.where("map", kind, index, "file"), spec.where("map", kind, index, "layer")


def _layer(features: Features, said: MapLayerSpec, frame: Frame, canvas: tuple[int, int]) -> MapLayer:
    placed = _placed(features, frame)
    cut = shapely.clip_by_rect(shapely.make_valid(placed), 0, 0, *canvas)
    parts = shapely.get_parts(shapely.get_parts(shapely.simplify(cut, DETAIL)))
    kinds = shapely.get_type_id(parts)
    surfaces = np.rint(shapely.get_coordinates(parts[kinds == shapely.GeometryType.POLYGON]))
    polygons = shapely.set_coordinates(parts[kinds == shapely.GeometryType.POLYGON].copy(), surfaces)
    lines = [_line(line) for line in parts[kinds == shapely.GeometryType.LINESTRING]]
    return MapLayer(title=said.title, kind=said.kind, surfaces="".join(drawing.paths(polygons)), lines="".join(lines), under=said.under)


def _placed(features: Features, frame: Frame) -> Shapes:
    """Bring shapes onto the canvas."""
    metres = project(features.shapes[~shapely.is_missing(features.shapes)], features.crs, pyproj.CRS.from_wkt(frame.crs))
    units = (shapely.get_coordinates(metres) - (frame.west, frame.north)) * (frame.scale, -frame.scale) + drawing.MARGIN
    placed: Shapes = shapely.set_coordinates(metres, units)
    return placed


def _line(line: shapely.LineString) -> str:
    points = np.rint(shapely.get_coordinates(line)).astype(int).tolist()
    return f"M{' '.join(f'{x} {y}' for x, y in points)}"


def _missing(features: Features, said: PlacesSpec) -> Iterator[Diagnostic]:
    for name in (said.title, said.kind, said.link, said.hidden, said.released):
        if name and name not in features.names:
            near = suggestion(name, features.names)
            yield diagnostic("A269", Location(file=features.file), column=name, near=near, known=", ".join(features.names))


def _places(features: Features, said: PlacesSpec, frame: Frame, canvas: tuple[int, int]) -> tuple[list[Place], list[Diagnostic]]:
    titles, kinds, links, flags, releases = (
        _column(features, name) for name in (said.title, said.kind, said.link, said.hidden, said.released)
    )
    there = np.flatnonzero(~shapely.is_missing(features.shapes)).tolist()
    middles = shapely.get_coordinates(shapely.centroid(_placed(features, frame))).tolist()
    points = dict(zip(there, middles, strict=True))
    places: list[Place] = []
    found: list[Diagnostic] = []
    for row, (title, kind, link, flag, release) in enumerate(zip(titles, kinds, links, flags, releases, strict=True)):
        hidden = not says_no(flag)
        x, y = points.get(row, (-1.0, -1.0))
        outside = not (0 <= x <= canvas[0] and 0 <= y <= canvas[1])
        if outside and not hidden:
            found.append(diagnostic("A228", Location(file=features.file), title=title))
        href = link if link.startswith(("https://", "http://")) else ""
        places.append(
            Place(title=title, kind=kind, href=href, point=None if hidden or outside else (round(x), round(y)), public=says_yes(release))
        )
    return places, found


def _column(features: Features, name: str) -> Sequence[str]:
    return features.column(name) if name else [""] * len(features.shapes)
