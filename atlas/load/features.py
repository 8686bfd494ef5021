"""Opens geometry files, each with the one driver its ending stands for: nothing is guessed from the content, which could name other files."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import shapely
from msgspec import Struct
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load.cells import plain, text
from atlas.load.config import SiteSpec
from atlas.load.files import locate
from atlas.load.frames import without_arrow
from atlas.load.inputs import GEOMETRIES

with without_arrow():
    import geopandas
    import pyogrio

Shapes = NDArray[np.object_]
"""Geometries, one per area."""

WGS84 = pyproj.CRS.from_epsg(4326)
MAX_FEATURES = 100_000
MAX_VERTICES = 20_000_000

_SHAPEFILE_START = b"\x00\x00\x27\x0a"
_ALWAYS_WGS84 = ("GeoJSON", "TopoJSON")


class Features(Struct, frozen=True, kw_only=True):
    """The areas of a file: their columns, shapes and reference system."""

    file: str
    frame: Any
    shapes: Shapes
    crs: pyproj.CRS

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [str(name) for name in self.frame.columns if name != self.frame.geometry.name]

    def column(self, name: str) -> list[str]:
        """Give a column as texts; what is missing is empty."""
        series = self.frame[name]
        return [text(plain(cell)) for cell in series.astype(object).where(series.notna(), "")]


def read_features(root: Path, spec: SiteSpec, index: int) -> tuple[Features | None, tuple[Diagnostic, ...]]:
    """Read the file of a level. Without a reference system GeoJSON and TopoJSON are WGS84, other formats an error."""
    level, trail = spec.geography.levels[index], ("geography", "levels", index)
    return open_features(root, level.file, level.layer, spec.where(*trail, "file"), spec.where(*trail, "layer"))


def open_features(root: Path, file: str, layer: str, named: Location, chosen: Location) -> tuple[Features | None, tuple[Diagnostic, ...]]:
    """Read any geometry file; `named` and `chosen` are where the author wrote the file and the layer in it."""
    path, found = locate(root, file, named, tuple(GEOMETRIES))
    if path is None or found:
        return None, found
    where = Location(file=path.relative_to(root).as_posix())
    driver = driver_of(path)
    found = _shapefile(path, where) if driver == "ESRI Shapefile" else ()
    if found:
        return None, found
    source = str(path) if driver == "ESRI Shapefile" else f"{driver}:{path}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters of it is examined below
            found = _layer(source, layer, where, chosen) if driver in {"GPKG", "TopoJSON"} else ()
            if found:
                return None, found
            frame = geopandas.read_file(source, engine="pyogrio", on_invalid="ignore", **({"layer": layer} if layer else {}))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError, ValueError) as error:
        return None, (diagnostic("A251", where, driver=driver, reason=str(error).partition(";")[0]),)
    return _features(frame, driver, where)


def _features(frame: Any, driver: str, where: Location) -> tuple[Features | None, tuple[Diagnostic, ...]]:
    if not isinstance(frame, geopandas.GeoDataFrame) or frame.empty:
        return None, (diagnostic("A254", where),)
    shapes = shapely.force_2d(np.asarray(frame.geometry.array))
    if (shapely.is_missing(shapes) | shapely.is_empty(shapes)).all():
        return None, (diagnostic("A254", where),)
    vertices = int(shapely.get_num_coordinates(shapes).sum())
    if len(shapes) > MAX_FEATURES or vertices > MAX_VERTICES:
        return None, (diagnostic("A258", where, features=len(shapes), vertices=vertices),)
    crs = frame.crs or (WGS84 if driver in _ALWAYS_WGS84 else None)
    if crs is None:
        return None, (diagnostic("A255", where),)
    west, south, east, north = shapely.total_bounds(shapes)
    if crs.is_geographic and (max(-west, east) > 180 or max(-south, north) > 90):
        return None, (diagnostic("A256", where, x=f"{west:.0f}", y=f"{south:.0f}"),)
    return Features(file=where.file, frame=frame, shapes=shapes, crs=pyproj.CRS(crs)), ()


def driver_of(path: Path) -> str:
    """Name the driver. `.json` says too little: a TopoJSON calls itself a Topology in its first words."""
    if path.suffix.lower() == ".json":
        with path.open("rb") as file:
            return "TopoJSON" if b'"Topology"' in file.read(2000) else "GeoJSON"
    return GEOMETRIES[path.suffix.lower()]


def _shapefile(path: Path, where: Location) -> tuple[Diagnostic, ...]:
    """Look at the parts of a Shapefile: its driver cannot be named to the library, so its first bytes must tell it."""
    missing = [ending for ending in (".shx", ".dbf") if not path.with_suffix(ending).is_file()]
    if missing:
        return (diagnostic("A253", where, missing=", ".join(f"{path.stem}{ending}" for ending in missing)),)
    with path.open("rb") as file:
        genuine = file.read(4) == _SHAPEFILE_START
    return () if genuine else (diagnostic("A251", where, driver="ESRI Shapefile", reason=""),)


def _layer(source: str, layer: str, where: Location, chosen: Location) -> tuple[Diagnostic, ...]:
    """Demand a choice where a file has several layers."""
    layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]
    if layer in layers or (not layer and len(layers) < 2):
        return ()
    place = chosen if layer else where
    return (diagnostic("A252", place, layer=layer, near=suggestion(layer, layers), known=", ".join(layers), file=where.file),)
