"""Draws the borders of the invented city: areas, districts, city and river.

A fine raster is shared out among hand-placed seeds (`seeds.csv`), with a noisy metric and the river as a
barrier. The edges between differing cells become arcs; every arc is smoothed once, so neighbours share it
vertex by vertex, and districts and city are exact unions of their areas.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from places import Area, District
from pyproj import Transformer
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

HERE = Path(__file__).parent
SEED = 1922
CENTRE = (480_000.0, 5_720_000.0)  # EPSG:25832
CELL = 40.0
WEST, SOUTH, COLUMNS, ROWS = -9_600.0, -9_600.0, 500, 480
OUTSIDE = -1

# Kilometres east and north of the centre.
OUTLINE = [
    (-7.9, 3.6), (-6.9, 4.6), (-6.6, 6.3), (-4.9, 6.5), (-3.9, 7.3), (-2.2, 6.6), (-0.7, 7.4), (1.2, 7.0),
    (2.3, 5.6), (3.3, 4.7), (4.6, 4.3), (5.3, 3.6), (7.0, 3.9), (7.2, 2.2), (6.8, 1.0), (8.3, 0.6), (9.6, -0.3),
    (9.3, -2.3), (8.7, -3.4), (9.2, -4.8), (8.3, -6.1), (6.7, -6.6), (6.3, -7.9), (4.6, -7.6), (3.6, -6.2),
    (2.3, -5.9), (1.6, -6.9), (0.2, -6.3), (-1.0, -6.8), (-2.6, -6.1), (-4.4, -6.7), (-5.3, -5.4), (-7.0, -5.2),
    (-7.8, -3.7), (-7.1, -2.2), (-6.6, -1.0), (-7.2, 0.5), (-8.2, 1.6),
]  # fmt: skip
RIVER = [
    (-14.00, 8.80), (-11.00, 7.20), (-9.20, 6.60), (-7.60, 5.30), (-6.30, 4.55), (-5.10, 4.10), (-3.98, 2.94), (-2.97, 1.98), (-1.97, 1.50),
    (-1.25, 0.95), (-1.12, 0.30), (-0.62, -0.10), (-0.05, -0.42), (0.45, -0.30), (0.85, -0.55), (0.98, -1.12), (1.97, -1.50), (2.70, -2.34), (3.65, -2.76), (4.51, -3.83),
    (5.20, -4.60), (6.10, -5.40), (7.20, -5.60), (8.20, -6.40), (9.60, -6.90), (11.20, -8.20), (14.00, -9.00),
]  # fmt: skip

SINCE = "2020"
NEW_BORDERS = ("0505", "0506")
NEW_BORDERS_NOTE = "Bis 2019 ein gemeinsamer Sozialraum Güterbahnhof; Werte vor 2020 liegen für die heutigen Grenzen nicht vor."
CANALS = {"Stichkanal": ("0204", "0206"), "Hafenkanal": ("0104", "0201")}  # along the borders of these areas
ALIASES = {
    "0101": "Dominsel;Innenstadt",
    "0103": "Am Hauptbahnhof",
    "0104": "Speicherstadt",
    "0106": "Campus;Uni",
    "0201": "Werftviertel",
    "0202": "Stahlwerk",
    "0204": "Zeche Nordstern",
    "0205": "Alter Rangierbahnhof",
    "0206": "Stichkanal",
    "0302": "Sonnenhangsiedlung",
    "0307": "Klimaquartier",
    "0402": "Universitätsklinikum",
    "0403": "Am Stadtwald",
    "0406": "Fachhochschule",
    "0503": "Alte Brauerei",
    "0504": "Kaserne;Wohnpark Ost",
    "0505": "Bahnersiedlung",
    "0506": "Lokschuppen;Güterbahnhof-Ost",
    "0603": "Oberdorf",
    "0605": "Marienkloster;Kloster",
    "0606": "Heide;Alte Siedlung",
}


def soften(values: Floats, width: float, edge: Literal["reflect", "odd"]) -> Floats:
    """Gaussian smoothing along the first axis; an `odd` edge keeps the first and the last value in place."""
    reach = max(1, min(int(4 * width), len(values) - 1))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
    kernel /= kernel.sum()
    extended = np.pad(values, ((reach, reach), (0, 0)), mode="reflect", reflect_type="odd" if edge == "odd" else "even")
    return np.asarray(sum(weight * extended[shift : shift + len(values)] for shift, weight in enumerate(kernel)))


def noise(rng: np.random.Generator, wavelength: float) -> Floats:
    """A smooth random field over the raster with mean 0 and standard deviation 1."""
    width = wavelength / CELL / 4
    field = soften(soften(rng.standard_normal((ROWS, COLUMNS)), width, "reflect").T, width, "reflect").T
    return np.asarray((field - field.mean()) / field.std())


def warp(rng: np.random.Generator, distance: Floats) -> Floats:
    """Metres by which the metric is bent at each cell: little in the dense centre, more outside."""
    strength = np.clip(distance / 4_500.0, 0.25, 1.0)
    octaves = [(3_600.0, 300.0), (1_500.0, 170.0), (700.0, 95.0), (330.0, 45.0)]
    return np.asarray(sum(amplitude * noise(rng, wavelength) for wavelength, amplitude in octaves) * strength)


def river_course() -> Floats:
    """The river's midline in metres from the centre, with meanders."""
    points = np.array(RIVER) * 1_000.0
    steps = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    along = np.linspace(0.0, steps[-1], 700)
    course = soften(np.column_stack([np.interp(along, steps, points[:, 0]), np.interp(along, steps, points[:, 1])]), 9.0, "odd")
    tangent = np.gradient(course, axis=0)
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]]) / np.hypot(*tangent.T)[:, None]
    calm = np.clip(np.hypot(*course.T) / 5_000.0, 0.3, 1.0)
    swing = 210.0 * np.sin(along / 310.0) * (0.6 + 0.4 * np.sin(along / 1_130.0)) + 70.0 * np.sin(along / 137.0 + 1.0)
    return np.asarray(course + normal * (swing * calm)[:, None])


def share_out(seeds: Floats, course: Floats) -> tuple[Integers, NDArray[np.bool_]]:
    """The number of the seed (or OUTSIDE) and the bank of the river for every cell."""
    rng = np.random.default_rng(SEED)
    east, north = np.meshgrid(WEST + CELL * (np.arange(COLUMNS) + 0.5), SOUTH + CELL * (np.arange(ROWS) + 0.5))
    distance = np.hypot(east, north)
    bent_east, bent_north = east + warp(rng, distance), north + warp(rng, distance)
    left_bank = shapely.Polygon([*course, (14_000.0, 14_000.0), (-14_000.0, 14_000.0)]).buffer(0)
    left = shapely.contains_xy(left_bank, east, north)
    seed_left = shapely.contains_xy(left_bank, seeds[:, 0], seeds[:, 1])
    cost = np.stack([(bent_east - x) ** 2 + (bent_north - y) ** 2 - (1_000.0 * reach) ** 2 for x, y, reach in seeds])
    cost[seed_left[:, None, None] != left[None]] = np.inf
    numbers = np.argmin(cost, axis=0)
    inside = shapely.contains_xy(shapely.Polygon(np.array(OUTLINE) * 1_000.0), bent_east, bent_north)
    outer = spread(~inside, corner(inside))
    numbers = np.where(outer, OUTSIDE, numbers)
    return without_islands(numbers, left, seeds), left


def corner(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A mask of the raster's first cell only."""
    start = np.zeros_like(mask)
    start[0, 0] = True
    return start


def neighbours(values: NDArray[Any], beyond: int) -> list[NDArray[Any]]:
    """For every cell the values of its four neighbours."""
    padded = np.pad(values, 1, constant_values=beyond)
    return [padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]]


def spread(numbers: NDArray[Any], start: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """All cells that can be reached from the start through cells with the same number."""
    reached, size = start, 0
    same = [numbers == neighbour for neighbour in neighbours(numbers, OUTSIDE)]
    while size != (size := int(reached.sum())):
        reached = np.logical_or.reduce([reached, *(near & alike for near, alike in zip(neighbours(reached, 0), same, strict=True))])
    return reached


def without_islands(numbers: Integers, left: NDArray[np.bool_], seeds: Floats) -> Integers:
    """Gives every cell cut off from its seed to an area next to it on the same bank, or else to the outside."""
    start = np.zeros_like(left)
    start[((seeds[:, 1] - SOUTH) // CELL).astype(int), ((seeds[:, 0] - WEST) // CELL).astype(int)] = True
    kept = spread(numbers, start | (numbers == OUTSIDE))
    result, lost, size = np.where(kept, numbers, OUTSIDE), ~kept, -1
    while size != (size := int(lost.sum())):
        for near, bank in zip(neighbours(result, OUTSIDE), neighbours(left, 0), strict=True):
            taken = lost & (near != OUTSIDE) & (bank == left)
            result[taken] = near[taken]
            lost = lost & ~taken
    return result


def raw_arcs(numbers: Integers) -> list[Floats]:
    """Stair-stepped arcs between nodes, in corner coordinates (column, row) of the raster."""
    padded = np.pad(numbers, 1, constant_values=OUTSIDE)
    rows, columns = np.nonzero(padded[:, :-1] != padded[:, 1:])
    upright = np.stack([np.column_stack([columns, rows - 1]), np.column_stack([columns, rows])], axis=1)
    rows, columns = np.nonzero(padded[:-1, :] != padded[1:, :])
    level = np.stack([np.column_stack([columns - 1, rows]), np.column_stack([columns, rows])], axis=1)
    merged = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(np.concatenate([upright, level]).astype(float))))
    arcs = [shapely.get_coordinates(arc) for arc in shapely.get_parts(merged)]
    return sorted(arcs, key=lambda arc: (arc[0].tolist(), arc[-1].tolist(), arc[1].tolist()))


def sides(arc: Floats) -> tuple[tuple[int, int], tuple[int, int]]:
    """The two cells (row, column) on either side of an arc's middle segment."""
    middle = len(arc) // 2
    (column, row), (_, next_row) = sorted(arc[middle - 1 : middle + 1].astype(int).tolist())
    return ((row - 1, column), (row, column)) if row == next_row else ((row, column - 1), (row, column))


def smooth(arc: Floats, width: float, tolerance: float, spacing: float) -> Floats:
    """A smoothed arc in metres with the same ends: softened, straightened, then with vertices at most `spacing` apart."""
    metres = arc * CELL + (WEST, SOUTH)
    if len(metres) > 4:
        metres = soften(metres, width, "odd")
        metres[[0, -1]] = arc[[0, -1]] * CELL + (WEST, SOUTH)
    line = shapely.simplify(shapely.LineString(metres), tolerance)
    points = shapely.get_coordinates(shapely.segmentize(line, spacing))
    rng = np.random.default_rng(abs(int(arc.sum())))
    points[1:-1] += rng.normal(0.0, min(tolerance / 9.0, 3.0), points[1:-1].shape)
    return np.asarray(np.round(points + CENTRE, 1))


def at(cell: tuple[int, int], values: NDArray[Any], beyond: int) -> int:
    """The raster's value at a cell, or `beyond` for cells outside the raster."""
    row, column = cell
    return int(values[row, column]) if 0 <= row < ROWS and 0 <= column < COLUMNS else beyond


def draw(areas: Sequence[Area]) -> tuple[list[BaseGeometry], BaseGeometry]:
    """The polygons of the areas in their order, and the river through and beyond the city."""
    with (HERE / "seeds.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    seeds = np.array([[float(rows[a.key]["east"]) * 1e3, float(rows[a.key]["north"]) * 1e3, float(rows[a.key]["reach"])] for a in areas])
    course = river_course()
    numbers, left = share_out(seeds, course)
    lines, banks = [], []
    for arc in raw_arcs(numbers):
        one, other = sides(arc)
        pair = {at(one, numbers, OUTSIDE), at(other, numbers, OUTSIDE)}
        on_river = OUTSIDE not in pair and at(one, left, 0) != at(other, left, 0)
        dense = OUTSIDE not in pair and float(np.max(seeds[list(pair), 2])) < 0.95
        manner = (3.2, 4.0, 60.0) if on_river else (2.6, 34.0, 42.0) if dense else (1.6, 11.0, 62.0)
        line = shapely.LineString(smooth(arc, *manner))
        lines.append(line)
        if on_river:
            banks.append(line)
    faces = list(shapely.get_parts(shapely.polygonize(lines)))
    polygons: list[BaseGeometry] = [shapely.Polygon()] * len(areas)
    for face in faces:
        point = shapely.get_coordinates(face.representative_point())[0] - CENTRE - (WEST, SOUTH)
        polygons[at((int(point[1] // CELL), int(point[0] // CELL)), numbers, OUTSIDE)] = shapely.normalize(face)
    if len(faces) != len(areas) or any(p.is_empty for p in polygons) or not shapely.coverage_is_valid(polygons):
        raise RuntimeError("The borders do not form a valid coverage; move the seeds.")
    return polygons, whole_river(banks, course)


def whole_river(banks: Sequence[BaseGeometry], course: Floats) -> BaseGeometry:
    """The borders along the river joined to one line, continued up- and downstream."""
    inner = shapely.get_coordinates(shapely.line_merge(shapely.union_all(banks)))
    if inner[0, 0] > inner[-1, 0]:
        inner = inner[::-1]
    outer = np.round(course + CENTRE, 1)
    upper = outer[outer[:, 0] < inner[0, 0] - 60.0]
    lower = outer[outer[:, 0] > inner[-1, 0] + 60.0]
    near = 5_000.0
    upper = upper[np.hypot(*(upper - inner[0]).T) < near]
    lower = lower[np.hypot(*(lower - inner[-1]).T) < near]
    return shapely.LineString(np.concatenate([upper, inner, lower]))


def shared_border(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """The line where two areas meet."""
    return shapely.line_merge(shapely.intersection(one.boundary, other.boundary))


def geojson(name: str, features: Sequence[tuple[dict[str, str], BaseGeometry]]) -> bytes:
    """A feature collection in WGS84 with seven decimals, one feature a line."""
    to_degrees = Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True)

    def degrees(points: Floats) -> Floats:
        return np.round(np.column_stack(to_degrees.transform(points[:, 0], points[:, 1])), 7)

    lines = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": mapping(shapely.transform(shape, degrees))},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, shape in features
    ]
    head = '{"type":"FeatureCollection","name":' + json.dumps(name, ensure_ascii=False) + ',"features":[\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode("utf-8")


def files(areas: Sequence[Area], districts: Sequence[District], city: str) -> dict[str, bytes]:
    """All geometry files by name."""
    polygons, river = draw(areas)
    area_features = [
        (
            {
                "schluessel": area.key,
                "name": area.name,
                "bezirk": area.district,
                "seit": SINCE if area.key in NEW_BORDERS else "",
                "hinweis": NEW_BORDERS_NOTE if area.key in NEW_BORDERS else "",
                "auch": ALIASES.get(area.key, ""),
            },
            polygon,
        )
        for area, polygon in zip(areas, polygons, strict=True)
    ]
    district_features = [
        (
            {"schluessel": d.key, "name": d.name, "stadt": "0"},
            shapely.normalize(shapely.coverage_union_all([p for a, p in zip(areas, polygons, strict=True) if a.district == d.key])),
        )
        for d in districts
    ]
    by_key = {area.key: polygon for area, polygon in zip(areas, polygons, strict=True)}
    canals = [({"name": name, "art": "Kanal"}, shared_border(by_key[one], by_key[other])) for name, (one, other) in CANALS.items()]
    city_feature = ({"schluessel": "0", "name": city}, shapely.normalize(shapely.coverage_union_all(polygons)))
    return {
        "stadt.geojson": geojson("stadt", [city_feature]),
        "bezirke.geojson": geojson("bezirke", district_features),
        "sozialraeume.geojson": geojson("sozialraeume", area_features),
        "fluss.geojson": geojson("fluss", [({"name": "Sarn", "art": "Fluss"}, river), *canals]),
    }
