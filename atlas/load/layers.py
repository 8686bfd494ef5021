"""Makes the layers of the atlas: areas with key, name, parent and shape, from files or by merging the next finer layer."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyproj
import shapely
from msgspec import Struct
from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, failed, suggestion
from atlas.load.config import SiteSpec
from atlas.load.excerpt import excerpt
from atlas.load.features import Features, Shapes, read_features
from atlas.load.keys import convert, nearest
from atlas.load.spec import LevelSpec, Prefix

_OPTIONAL = ("since", "note", "aliases", "released")


class Layer(Struct, frozen=True, kw_only=True):
    """The areas of a level. `columns` holds every column that a coarser level may be merged by; `parents` the position of
    each area's parent in the coarser level. A level that is merged has no shapes of its own."""

    level: LevelSpec
    file: str
    keys: Sequence[str]
    names: Sequence[str]
    columns: Mapping[str, Sequence[str]]
    shapes: Shapes | None = None
    crs: pyproj.CRS | None = None
    parents: Sequence[int] = ()

    def extra(self, field: str) -> Sequence[str]:
        """Give the texts of an optional column: since, note, aliases or released."""
        return self.columns.get(getattr(self.level, field), [""] * len(self.keys))


def read_layers(root: Path, spec: SiteSpec) -> tuple[tuple[Layer, ...], tuple[Diagnostic, ...]]:
    """Read all levels, the whole first, and relate each to the next coarser one. Empty if there is an error."""
    found: list[Diagnostic] = []
    layers: list[Layer] = []
    for index, level in reversed(list(enumerate(spec.geography.levels))):
        if level.dissolve:
            finer = next((layer for layer in layers if layer.level.nested), None)
            layers = [_merged(level, finer), *layers] if finer else []
            continue
        features, unread = read_features(root, spec, index)
        layer, wrong = (None, unread) if features is None else _layer(features, level)
        found += wrong
        layers = [layer, *layers] if layer else []
    if not failed(found):
        found += [wrong for layer in layers for wrong in _keys(layer)]
        found += _repeated(layers)
    if failed(found):
        return (), tuple(found)
    parents, lost = _parents(layers, spec)
    related = (replace(layer, parents=keys) for layer, keys in zip(layers, parents, strict=True))
    return (() if lost else tuple(related)), (*found, *lost)


def _layer(features: Features, level: LevelSpec) -> tuple[Layer | None, tuple[Diagnostic, ...]]:
    wanted = [level.key, level.name, *(getattr(level, field) for field in _OPTIONAL)]
    missing = [name for name in dict.fromkeys(wanted) if name and name not in features.names]
    if missing:
        return None, tuple(_no_column(features.file, name, features.names) for name in missing)
    columns = {name: features.column(name) for name in features.names}
    keys = [convert(key, level.keys) if key else "" for key in columns[level.key]]
    rows, twice = _once(features, keys)
    columns = {name: [column[row] for row in rows] for name, column in columns.items()}
    keys = [keys[row] for row in rows]
    names = _titles(columns[level.name], keys, level)
    layer = Layer(level=level, file=features.file, keys=keys, names=names, columns=columns, shapes=features.shapes[rows], crs=features.crs)
    return layer, twice


def _once(features: Features, keys: Sequence[str]) -> tuple[list[int], tuple[Diagnostic, ...]]:
    """Give the positions of areas without those that repeat an earlier one, key and border alike."""
    first: dict[tuple[str, bytes], int] = {}
    drawn = shapely.to_wkb(features.shapes)
    for row, (key, border) in enumerate(zip(keys, drawn, strict=True)):
        first.setdefault((key, border), row)
    rows = sorted(first.values())
    again = sorted(set(range(len(keys))) - set(rows))
    if not again:
        return rows, ()
    return rows, (diagnostic("A272", Location(file=features.file), count=len(again), keys=", ".join(keys[row] for row in again[:3])),)


def _merged(level: LevelSpec, finer: Layer) -> Layer:
    """Make a level of the finer one: an area per different text in the column that `dissolve` names, or one area."""
    assert level.dissolve
    if level.dissolve.key not in finer.columns:
        return Layer(level=level, file=finer.file, keys=[level.dissolve.key], names=[level.dissolve.name], columns={})
    written = finer.columns[level.dissolve.key]
    first = [written.index(key) for key in dict.fromkeys(written)]
    columns = {name: [column[index] for index in first] for name, column in finer.columns.items()}
    keys = [convert(written[index], level.keys) for index in first]
    names = columns.get(level.dissolve.name, [level.dissolve.name] * len(first))
    return Layer(level=level, file=finer.file, keys=keys, names=_titles(names, keys, level), columns=columns)


def _titles(written: Sequence[str], keys: Sequence[str], level: LevelSpec) -> list[str]:
    """Take the name out of what is written; an area without a name is called by its key."""
    pattern = re.compile(level.name_pattern or "(.*)", re.DOTALL)
    matches = [pattern.fullmatch(name) for name in written]
    return [(match[1] if match else name).strip() or key for match, name, key in zip(matches, written, keys, strict=True)]


def _keys(layer: Layer) -> Iterator[Diagnostic]:
    where = Location(file=layer.file)
    column = layer.level.dissolve.key if layer.level.dissolve else layer.level.key
    empty = [index + 1 for index, key in enumerate(layer.keys) if not key]
    if empty:
        yield diagnostic("A261", where, column=column, count=len(empty), numbers=", ".join(map(str, empty[:10])))
    for key, times in Counter(layer.keys).items():
        if key and times > 1:
            names = ", ".join(name for name, other in zip(layer.names, layer.keys, strict=True) if other == key)
            yield diagnostic("A262", where, key=key, column=column, times=times, names=names)


def _repeated(layers: Sequence[Layer]) -> Iterator[Diagnostic]:
    """Find keys that stand for areas of two levels: a table could not tell which is meant."""
    seen: dict[str, Layer] = {}
    for layer in layers:
        shared = [key for key in dict.fromkeys(layer.keys) if key in seen]
        if shared:
            first = seen[shared[0]]
            levels = {"level": layer.level.id, "other": first.level.id}
            yield diagnostic("A263", Location(file=layer.file), keys=", ".join(shared[:10]), count=len(shared), **levels)
        seen |= {key: layer for key in layer.keys if key not in seen}


def _parents(layers: Sequence[Layer], spec: SiteSpec) -> tuple[list[Sequence[int]], tuple[Diagnostic, ...]]:
    """Give for each level and area the position of its parent in the coarser level; a division of its own lies in the whole."""
    parents: list[Sequence[int]] = [[-1] * len(layers[0].keys)]
    found: list[Diagnostic] = []
    coarser = layers[0]
    for index, layer in enumerate(layers[1:], 1):
        if not layer.level.nested:
            parents.append([0 if len(layers[0].keys) == 1 else -1] * len(layer.keys))
            continue
        keys, wrong = _parent_keys(layer, coarser, spec.where("geography", "levels", index))
        found += wrong
        positions = {key: position for position, key in enumerate(coarser.keys)}
        lost = [number for number, key in enumerate(keys) if key not in positions]
        found += excerpt(lost, partial(_orphan, layer, coarser, keys), layer.file)
        parents.append([positions.get(key, -1) for key in keys])
        coarser = layer
    return parents, tuple(found)


def _parent_keys(layer: Layer, coarser: Layer, where: Location) -> tuple[Sequence[str], tuple[Diagnostic, ...]]:
    said, count = layer.level.parent, len(layer.keys)
    if len(coarser.keys) == 1:
        return [coarser.keys[0]] * count, ()
    if coarser.level.dissolve:
        said = coarser.level.dissolve.key
    if isinstance(said, Prefix):
        return [key[: said.prefix] for key in layer.keys], ()
    if not said:
        return (), (diagnostic("A264", where, level=layer.level.id, coarser=coarser.level.id),)
    if said not in layer.columns:
        return (), (_no_column(layer.file, said, list(layer.columns)),)
    return [convert(key, coarser.level.keys) for key in layer.columns[said]], ()


def _orphan(layer: Layer, coarser: Layer, keys: Sequence[str], number: int) -> Diagnostic:
    words = {"area": layer.names[number], "key": layer.keys[number], "parent": keys[number], "coarser": coarser.level.title}
    return diagnostic("A265", Location(file=layer.file), **words, near=nearest(keys[number], coarser.keys))


def _no_column(file: str, name: str, names: Sequence[str]) -> Diagnostic:
    return diagnostic("A260", Location(file=file), column=name, near=suggestion(name, names), known=", ".join(names))
