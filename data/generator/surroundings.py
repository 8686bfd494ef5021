"""What the map of the invented city shows besides areas: parks, a railway, and places where people can go."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from places import Area
from shapely.affinity import scale
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

PARKS = {
    "Stadtpark": ("0302", 0.006),
    "Volkspark Lindenhof": ("0304", 0.005),
    "Wallanlagen": ("0102", 0.0035),
    "Südpark": ("0401", 0.006),
    "Haldenpark": ("0204", 0.006),
    "Sarnaue": ("0503", 0.007),
}
"""The area each lies in, and its size in degrees."""

RAIL = ("0301", "0205", "0103", "0105", "0505", "0501", "0503")
"""The railway runs through these areas, from west to east."""

KINDS = {"Quartiersbüro": ("0103", "0201", "0202", "0206", "0303", "0505"), "Stadtteilbibliothek": ("0101", "0205", "0301", "0402", "0501")}
KITAS = (
    "Spatzennest",
    "Ankerplatz",
    "Sonnenblume",
    "Löwenzahn",
    "Kleine Strolche",
    "Wirbelwind",
    "Regenbogen",
    "Pusteblume",
    "Flussfrösche",
    "Zwergenland",
)
DEGREE = 0.62
"""A degree of longitude, in degrees of latitude."""


def files(areas: list[Area], borders: bytes) -> dict[str, bytes]:
    """Parks, railway and places as GeoJSON; `borders` is the GeoJSON of the areas."""
    shapes = {one["properties"]["schluessel"]: shapely.from_geojson(json.dumps(one["geometry"])) for one in json.loads(borders)["features"]}
    middles = {key: shape.representative_point() for key, shape in shapes.items()}
    parks = [({"name": name}, _park(shapes[key], middles[key], size)) for name, (key, size) in PARKS.items() if key in shapes]
    rail = shapely.LineString(sorted(((point.x, point.y) for key, point in middles.items() if key in RAIL)))
    places = list(_places(areas, shapes, middles))
    curve = shapely.LineString(_smooth(np.array(rail.coords)))
    return {
        "gruen.geojson": _geojson(parks),
        "bahn.geojson": _geojson([({"name": "Sarntalbahn"}, curve)]),
        "orte.geojson": _geojson([place for place in places if place[0]["art"] != "Kita"]),
        "kitas.csv": _table([place for place in places if place[0]["art"] == "Kita"]),
    }


def _places(areas: list[Area], shapes: dict[str, BaseGeometry], middles: dict[str, Any]) -> Iterable[tuple[dict[str, str], BaseGeometry]]:
    chance = random.Random("places of Wallenfurt")
    names = {area.key: area.name for area in areas}
    for kind, keys in KINDS.items():
        for key in keys:
            if key in shapes:
                yield _place(f"{kind} {names[key]}", kind), _beside(middles[key], shapes[key], chance)
    for place, name in enumerate(KITAS):
        key = areas[(place * 4 + 1) % len(areas)].key
        yield _place(f"Kita {name}", "Kita"), _beside(middles[key], shapes[key], chance)
    yield _place("Frauenhaus Wallenfurt", "Schutz und Zuflucht", "ja"), _beside(middles[areas[5].key], shapes[areas[5].key], chance)


def _place(name: str, kind: str, hidden: str = "") -> dict[str, str]:
    return {"name": name, "art": kind, "verborgen": hidden}


def _beside(middle: Any, shape: BaseGeometry, chance: random.Random) -> BaseGeometry:
    """Move a point a little, so that it does not lie under the symbol of a count."""
    for _ in range(20):
        point = shapely.Point(middle.x + chance.uniform(-0.008, 0.008), middle.y + chance.uniform(-0.005, 0.005))
        if shape.contains(point):
            return point
    return shapely.Point(middle.x, middle.y)


def _park(shape: BaseGeometry, middle: Any, size: float) -> BaseGeometry:
    return scale(middle.buffer(size * DEGREE, quad_segs=6), 1 / DEGREE * 1.3, 1.0).intersection(shape)


def _smooth(points: np.ndarray) -> np.ndarray:
    """Cut corners three times (Chaikin, 1974)."""
    for _ in range(3):
        near, far = points[:-1] * 0.75 + points[1:] * 0.25, points[:-1] * 0.25 + points[1:] * 0.75
        points = np.vstack([points[:1], np.stack([near, far], axis=1).reshape(-1, 2), points[-1:]])
    return points


def _table(places: Iterable[tuple[dict[str, str], Any]]) -> bytes:
    """Write places as an office would export them: semicolons, decimal commas."""
    rows = [f"{said['name']};{said['art']};{point.x:.7f};{point.y:.7f}".replace(".", ",") for said, point in places]
    return "\n".join(["name;art;laenge;breite", *rows, ""]).encode()


def _geojson(features: Iterable[tuple[dict[str, str], BaseGeometry]]) -> bytes:
    rows = [
        {"type": "Feature", "properties": properties, "geometry": mapping(shapely.set_precision(shape, 1e-7))}
        for properties, shape in features
    ]
    return (json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
