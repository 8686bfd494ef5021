"""Reads the geography: all areas with their place in the hierarchy, valid, measured, simplified and drawn."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyproj
import shapely
from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, failed
from atlas.base.text import signed, slug
from atlas.load import coverage, drawing
from atlas.load.cells import says_yes
from atlas.load.config import SiteSpec
from atlas.load.excerpt import excerpt
from atlas.load.features import Shapes
from atlas.load.layers import Layer, read_layers
from atlas.load.projection import astray, choose, project
from atlas.load.repair import locate, repair
from atlas.load.spec import LevelSpec
from atlas.load.wording import spelled
from atlas.model.geography import Area, Drawing, Frame, Geography, Level
from atlas.model.panel import Floats

TOLERANCE = 1.5
"""Simplification of drawings in units of the canvas, where the author names none."""

LIGHT = 3
"""Downloads are simplified so many times less than drawings."""


class Sized(Struct, frozen=True, kw_only=True):
    """A layer in the reference system of the maps: valid shapes (None: to be merged), square metres, whether borders match, whether its parts fill it."""

    layer: Layer
    shapes: Shapes | None
    areas: Floats
    clean: bool
    filled: bool


def load_geography(root: Path, spec: SiteSpec) -> tuple[Geography | None, tuple[Diagnostic, ...]]:
    """Read all levels, in any format and reference system; None if there is an error."""
    layers, found = read_layers(root, spec)
    if not layers or failed(found):
        return None, found
    shapes, given = layers[-1].shapes, layers[-1].crs
    assert shapes is not None
    assert given is not None
    crs, wrong = choose(spec.geography.crs, spec.where("geography", "crs"), shapes, given)
    if crs is None:
        return None, (*found, *wrong)
    nested, more = _size([layer for layer in layers if layer.level.nested], crs)
    found = (*found, *more)
    for layer in layers:
        if not layer.level.nested:
            apart, more = _size([layer], crs)
            nested += apart
            found = (*found, *more)
    if failed(found):
        return None, found
    return _geography(nested, crs, spec.geography.tolerance), found


def _size(layers: Sequence[Layer], crs: pyproj.CRS) -> tuple[list[Sized], list[Diagnostic]]:
    """Bring layers into the system of the maps, repair, measure and compare them, the finest first."""
    sized: list[Sized] = []
    found: list[Diagnostic] = []
    for index, layer in reversed(list(enumerate(layers))):
        finer = sized[0] if sized else None
        parts = _sum(finer, len(layer.keys)) if finer else None
        if layer.shapes is None or layer.crs is None:
            assert parts is not None
            sized.insert(0, Sized(layer=layer, shapes=None, areas=parts, clean=True, filled=True))
            continue
        names = [f"{name} ({key})" for name, key in zip(layer.names, layer.keys, strict=True)]
        projected = project(layer.shapes, layer.crs, crs)
        lost = [diagnostic("A268", Location(file=layer.file), area=names[row], crs=layer.crs.name) for row in astray(projected)]
        shapes, mended = repair(projected, crs, names, layer.file) if not lost else (projected, tuple(lost))
        found += mended
        if failed(mended):
            continue
        areas = shapely.area(shapes)
        clean = coverage.is_clean(shapes)
        if not clean:
            found += _overlaps(shapes, names, crs, layer.file)
        gaps = [] if parts is None else list(_gaps(layer, layers[index + 1], areas, parts))
        found += gaps
        sized.insert(0, Sized(layer=layer, shapes=shapes, areas=areas, clean=clean, filled=parts is not None and not gaps))
    return sized, found


def _sum(finer: Sized, count: int) -> Floats:
    return np.bincount(np.asarray(finer.layer.parents, dtype=np.intp), weights=finer.areas, minlength=count).astype(np.float64)


def _gaps(layer: Layer, finer: Layer, areas: Floats, parts: Floats) -> Iterator[Diagnostic]:
    """Report areas that their parts do not fill, or overfill."""
    wrong = np.flatnonzero(np.abs(parts / areas - 1) > coverage.NESTED).tolist()

    def describe(index: int) -> Diagnostic:
        sizes = spelled("own", areas[index] / 1e6, 3) | spelled("parts", parts[index] / 1e6, 3)
        sizes |= spelled("share", 100 * (parts[index] / areas[index] - 1), 1, signed)
        words = {"area": layer.names[index], "key": layer.keys[index], "plural": finer.level.plural}
        return diagnostic("A267", Location(file=layer.file), **words, **sizes)

    yield from excerpt(wrong, describe, layer.file)


def _overlaps(shapes: Shapes, names: Sequence[str], crs: pyproj.CRS, file: str) -> Iterator[Diagnostic]:
    def describe(pair: tuple[int, int, float, Shapes]) -> Diagnostic:
        one, other, size, point = pair
        words = {"one": names[one], "other": names[other], "place": locate(point, crs)}
        return diagnostic("A266", Location(file=file), **words, **spelled("size", size, 0))

    yield from excerpt(coverage.overlaps(shapes), describe, file)


def _geography(sized: Sequence[Sized], crs: pyproj.CRS, tolerance: float | None) -> Geography:
    everything = np.concatenate([one.shapes for one in sized if one.shapes is not None])
    canvas = drawing.canvas(everything)
    shapes = _outlines(sized, canvas, tolerance or TOLERANCE / canvas.scale)
    levels = tuple(_level(one.layer.level) for one in sized)
    areas: list[Area] = []
    drawings: list[Drawing] = []
    for index, (one, (light, placed)) in enumerate(zip(sized, shapes, strict=True)):
        order = sorted(range(len(one.areas)), key=one.layer.keys.__getitem__)
        around = sized[index - 1 if one.layer.level.nested else 0].layer if index else None
        described = list(_areas(one, around))
        drawn = zip(drawing.paths(placed), drawing.anchors(light, canvas), drawing.geometries(light, crs), strict=True)
        drawn_areas = [Drawing(path=path, anchor=anchor, geometry=geometry) for path, anchor, geometry in drawn]
        areas += [described[row] for row in order]
        drawings += [drawn_areas[row] for row in order]
    frame = Frame(crs=crs.to_wkt(), west=float(canvas.west), north=float(canvas.north), scale=float(canvas.scale))
    return Geography(levels=levels, areas=tuple(areas), canvas=(drawing.WIDTH, canvas.height), drawings=tuple(drawings), frame=frame)


def _outlines(sized: Sequence[Sized], canvas: drawing.Canvas, tolerance: float) -> list[tuple[Shapes, Shapes]]:
    """Give per level the shapes for downloads (in metres), and for drawings (on the canvas).

    A level that its parts fill is merged from their simplified shapes, so that borders coincide on every map.
    """
    outlines: list[tuple[Shapes, Shapes]] = []
    for index, one in reversed(list(enumerate(sized))):
        if one.shapes is None or one.filled:
            finer = sized[index + 1]
            merged = [coverage.merge(shapes, finer.layer.parents, len(one.areas)) for shapes in outlines[0]]
            outlines.insert(0, (merged[0], merged[1]))
        else:
            shapes = one.shapes if one.clean else coverage.clean(one.shapes, tolerance / LIGHT)
            light = coverage.simplify(shapes, tolerance / LIGHT)
            outlines.insert(0, (light, coverage.simplify(light, tolerance)))
    return [(light, drawing.place(drawn, canvas)) for light, drawn in outlines]


def _level(said: LevelSpec) -> Level:
    return Level(id=said.id, title=said.title, plural=said.plural, nested=said.nested, members=said.members, public=said.public)


def _areas(one: Sized, coarser: Layer | None) -> Iterator[Area]:
    layer = one.layer
    for row, key in enumerate(layer.keys):
        yield Area(
            key=key,
            name=layer.names[row],
            level=layer.level.id,
            parent=coarser.keys[layer.parents[row]] if coarser and layer.parents[row] >= 0 else "",
            slug=slug(layer.names[row]),
            square_kilometres=float(one.areas[row]) / 1e6,
            since=layer.extra("since")[row],
            note=layer.extra("note")[row],
            public=not layer.level.released or says_yes(layer.extra("released")[row]),
            aliases=tuple(word.strip() for word in layer.extra("aliases")[row].split(";") if word.strip()),
        )
