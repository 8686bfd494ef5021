"""Looks at a geometry file and proposes levels for `geography:` in site.yaml."""

import json
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.base.text import slug
from atlas.load.cells import plain, text
from atlas.load.features import driver_of
from atlas.load.files import read_bytes
from atlas.load.frames import without_arrow
from atlas.load.proposal import quoted

with without_arrow():
    import geopandas
    import pyogrio

_SURFACE = "Polygon"
_KEYS = r"(?i)(^ags$|^ars$|schl|key|code|_id$|^id$|^area_id$|nummer$|nr$)"
_NAMES = r"(?i)(name|^gen$|bezeichnung|^bez$)"
_NUMBERED = re.compile(r"[\d.]+(\s+(?:[-–]\s+)?)\D.*")
"""A name with its number in front, such as `03 Nordstadt` or `01 - Mitte`; the group is what parts them."""

_PARENTS = r"(?i)(parent|uebergeordnet|übergeordnet)"
_ROW_NUMBERS = r"(?i)^(fid|objectid|gid|ogc_fid|oid|rowid|id_0)(_\d+)?$"
"""Columns in which a GIS numbers the rows: unique, but no key that a table would have."""


class LayerSurvey(Struct, frozen=True, kw_only=True):
    """One layer: its name, what it holds, its columns with an example each, how many of its rows differ in them, and the columns that look like key, name and parent ("" if none does).

    `name_pattern`: what takes numbers off the names ("" if they have none); `keys`: what stands in the column of the key; `groups`: columns with key and name of larger areas, the fewest areas first.
    """

    layer: str
    kind: str
    count: int
    different: int
    crs: str
    columns: tuple[tuple[str, str], ...]
    key: str
    name: str
    parent: str
    several: bool
    name_pattern: str = ""
    keys: tuple[str, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()

    @property
    def is_of_areas(self) -> bool:
        return _SURFACE in self.kind

    @property
    def has_areas(self) -> bool:
        return self.is_of_areas and self.key != ""


def survey_layers(path: Path) -> tuple[tuple[LayerSurvey, ...], tuple[Diagnostic, ...]]:
    """Look at all layers of a geometry file."""
    where, driver = Location(file=path.name), driver_of(path)
    source = str(path) if driver == "ESRI Shapefile" else f"{driver}:{path}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layers = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(source) if kind is not None]
            several = len(layers) > 1
            frames = [
                geopandas.read_file(source, engine="pyogrio", on_invalid="ignore", **({"layer": name} if several else {}))
                for name, _ in layers
            ]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        if _is_other_json(path):
            return (), (diagnostic("A339", where),)
        return (), (diagnostic("A251", where, driver=driver, reason=str(error).partition(";")[0]),)
    return tuple(_look(name, kind, frame, several) for (name, kind), frame in zip(layers, frames, strict=True)), ()


def _is_other_json(path: Path) -> bool:
    """Tell whether a file is JSON, but of no kind that holds geometries."""
    content, _ = read_bytes(path.parent, path)
    try:
        data = json.loads(content or b"")
    except ValueError:
        return False
    return not isinstance(data, dict) or data.get("type") not in {"FeatureCollection", "Topology", "Feature"}


def _look(layer: str, kind: str, frame: "geopandas.GeoDataFrame", several: bool) -> LayerSurvey:
    columns = {
        str(name): [text(plain(cell)) for cell in frame[name].astype(object).where(frame[name].notna(), "")] for name in frame.columns[:-1]
    }
    rows = dict.fromkeys(zip(frame.geometry.to_wkb(), *columns.values(), strict=True))
    columns = dict(zip(columns, map(list, list(zip(*rows, strict=True))[1:]), strict=True))
    unique = [name for name, cells in columns.items() if len(set(cells)) == len(cells) and all(cells)]
    known = [name for name in unique if not re.search(_ROW_NUMBERS, name)] or unique
    numbered = [name for name in known if all(re.search(r"\d", cell) for cell in columns[name])]
    keyed = [name for name in numbered if re.search(_KEYS, name)] or numbered
    spoken = [name for name, cells in columns.items() if all(re.search(r"[^\W\d]{2}", cell) for cell in cells)]
    named = sorted((name for name in spoken if name not in keyed), key=lambda name: _likeness(name, columns[name]))
    above = [name for name in columns if re.search(_PARENTS, name)]
    key = min(keyed, key=lambda name: (not re.search(r"(?i)^(ags|area_id)$", name), list(columns).index(name)), default="")
    return LayerSurvey(
        layer=layer,
        kind=", ".join(sorted(set(frame.geometry.geom_type.dropna()))) or kind,
        count=len(frame),
        different=len(rows),
        crs=frame.crs.to_string() if frame.crs is not None else "",
        columns=tuple((name, next(filter(None, cells), "")) for name, cells in columns.items()),
        key=key,
        keys=tuple(columns.get(key, ())),
        name=named[0] if named else key,
        name_pattern=_without_number(columns[named[0]]) if named else "",
        parent=above[0] if above else "",
        several=several,
        groups=tuple(_groups({name: cells for name, cells in columns.items() if name not in unique})),
    )


def _without_number(names: Sequence[str]) -> str:
    """Give the pattern that takes a number off all these names; empty if not every one has one."""
    found = [_NUMBERED.fullmatch(name) for name in names]
    between = {match[1] for match in found if match}
    return rf"[\d.]+{between.pop()}(.+)" if all(found) and len(between) == 1 else ""


def _likeness(name: str, cells: Sequence[str]) -> tuple[float, bool, int]:
    """Order columns by how much they look like names: few digits at the end of words, a header that says so, many different cells."""
    codes = sum(re.search(r"\d{3}", cell) is not None or (" " not in cell and re.search(r"\d", cell) is not None) for cell in cells)
    return codes / max(len(cells), 1), not re.search(_NAMES, name), -len(set(cells))


def _groups(columns: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Give the columns that parts of the rows have in common, each with the one that names the same parts; the fewest parts first."""
    parts = {name: tuple(map(cells.index, cells)) for name, cells in columns.items() if 1 < len(set(cells)) < len(cells) and all(cells)}
    for alike in sorted(set(parts.values()), key=lambda part: (len(set(part)), part)):
        names = [name for name, part in parts.items() if part == alike]
        spoken = [name for name in names if all(re.search(r"[^\W\d]{2}", cell) for cell in columns[name])]
        if spoken:
            yield next((name for name in names if name not in spoken), spoken[0]), spoken[0]


def write(survey: LayerSurvey, file: str, language: str) -> str:
    """Write the entry of a level, indented as below `levels:`."""
    word = {"de": "Gebiet", "en": "Area"}[language]
    parts = {
        "id": slug(survey.layer) or "gebiet",
        "title": word,
        "plural": {"de": "Gebiete", "en": "Areas"}[language],
        "file": quoted(file),
        "layer": quoted(survey.layer) if survey.several else "",
        "key": quoted(survey.key),
        "name": quoted(survey.name),
        "name_pattern": f"'{survey.name_pattern}'" if survey.name_pattern else "",
        "parent": quoted(survey.parent) if survey.parent else "",
    }
    lines = [f"{name}: {value}" for name, value in parts.items() if value]
    return "".join(f"    {line}\n" for line in (f"- {lines[0]}", *(f"  {line}" for line in lines[1:])))
