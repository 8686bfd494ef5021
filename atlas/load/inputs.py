"""Names every file a build depends on, without reading any, so that an unchanged site is recognised before a library is loaded."""

from pathlib import Path
from typing import TYPE_CHECKING

from atlas.load.files import folders, inside, listing

if TYPE_CHECKING:
    from atlas.load.config import SiteSpec

FILE = "site.yaml"

GEOMETRIES = {".geojson": "GeoJSON", ".json": "GeoJSON", ".gpkg": "GPKG", ".shp": "ESRI Shapefile", ".topojson": "TopoJSON"}
"""Ending of a geometry file → the driver that reads it."""

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".parquet")

_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def geography_files(root: Path, spec: "SiteSpec") -> tuple[Path, ...]:
    """Name the files that the geography is made of, with the files that accompany a Shapefile."""
    named = (inside(root, level.file) for level in spec.geography.levels if level.file)
    return tuple(one for path in named if path for one in _with_companions(path) if one.is_file())


def map_files(root: Path, spec: "SiteSpec") -> tuple[Path, ...]:
    """Name the files of layers and places."""
    said = spec.settings.map
    named = (inside(root, file) for file in (*(one.file for one in said.layers), *(one.file for one in said.places)))
    return tuple(one for path in named if path for one in _with_companions(path) if one.is_file())


def table_files(root: Path, spec: "SiteSpec") -> tuple[Path, ...]:
    """Name the tables, the crosswalks and the register of streets."""
    named = {inside(root, file) for file in (*(one.file for one in spec.tables), *(one.file for one in spec.geography.crosswalks))}
    named |= {inside(root, spec.settings.streets.file)} if spec.settings.streets else set()
    return tuple(sorted(path for path in named if path and path.is_file()))


def settings_files(root: Path, spec: "SiteSpec") -> tuple[Path, ...]:
    """Name the settings, the register, and the files of literature and analyses if there are any."""
    others = (inside(root, name) for name in (spec.settings.bibliography, spec.settings.analyses) if name)
    return (root / FILE, root / spec.indicators, *(path for path in others if path and path.is_file()))


def text_files(root: Path, theme: str) -> tuple[Path, ...]:
    """Name everything below `content/` and the theme, folders included, those too that do not exist yet: a new file in one is a change."""
    parts = [root / "content", root / "themes" / theme]
    return tuple({path for part in parts for path in (part, *listing(root, part)[0], *folders(part))})


def _with_companions(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_suffix(ending) for ending in _SHAPEFILE) if path.suffix.lower() == ".shp" else (path,)
