"""Areas with their figures for geographic programs: GeoJSON, TopoJSON, GeoPackage. A column per figure, and beside it one with its status."""

import json
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import isnan
from pathlib import Path
from typing import Any

from atlas.model.download import ShapesJob
from atlas.model.panel import Status

MOMENT = "1980-01-01T00:00:00.000Z"
"""A GeoPackage says when it was changed; the same content shall be the same bytes."""

GRID = 1_000_000
"""So many steps across the map: borders of a TopoJSON are whole numbers, a tenth of a metre apart in a large city."""


def render_shapes(job: ShapesJob) -> bytes:
    """Write areas with their figures in the form of the job. A figure that is not shown is null; its status says why."""
    return FORMS[job.form](job)


def _geojson(job: ShapesJob) -> bytes:
    """Write a FeatureCollection (RFC 7946, WGS 84), a feature a line."""
    features = (
        f'{{"type":"Feature","id":{_json(area.key)},"properties":{_json(properties)},"geometry":{geometry}}}'
        for area, properties, geometry in zip(job.areas, _properties(job), job.geometries, strict=True)
    )
    head = f'{{"type":"FeatureCollection","name":{_json(job.name)},"attribution":{_json(job.attribution)},"features":['
    return "\n".join([head, ",\n".join(features), "]}", ""]).encode()


def _topojson(job: ShapesJob) -> bytes:
    """Write a topology with an object per level; borders that areas share are in it once."""
    made = _topology(tuple(area.key for area in job.areas), job.geometries)
    drawn = {shape["properties"]["key"]: shape for shape in made["objects"]["data"]["geometries"]}
    objects: dict[str, Any] = {}
    for area, properties in zip(job.areas, _properties(job), strict=True):
        # The library makes numbers of keys, and leaves parts behind that are no TopoJSON.
        shape = {"type": drawn[area.key]["type"], "id": area.key, "properties": properties, "arcs": drawn[area.key]["arcs"]}
        objects.setdefault(area.level, {"type": "GeometryCollection", "geometries": []})["geometries"].append(shape)
    whole = {name: made[name] for name in ("type", "bbox", "transform", "arcs")} | {"objects": objects, "attribution": job.attribution}
    return f"{_json(whole)}\n".encode()


@lru_cache(maxsize=1)
def _topology(keys: tuple[str, ...], geometries: tuple[str, ...]) -> dict[str, Any]:
    """Find the borders that areas share. Kept for a while: the files of all indicators have the same areas."""
    from topojson import Topology  # noqa: PLC0415

    features = [
        {"type": "Feature", "properties": {"key": key}, "geometry": json.loads(geometry)}
        for key, geometry in zip(keys, geometries, strict=True)
    ]
    made: dict[str, Any] = Topology({"type": "FeatureCollection", "features": features}, prequantize=GRID).to_dict()
    return made


def _geopackage(job: ShapesJob) -> bytes:
    """Write a GeoPackage with a layer per level."""
    import numpy as np  # noqa: PLC0415
    import shapely  # noqa: PLC0415
    from pyogrio import raw, set_gdal_config_options  # noqa: PLC0415

    set_gdal_config_options({"OGR_CURRENT_DATE": MOMENT})
    shapes = shapely.to_wkb(shapely.from_geojson(list(job.geometries)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.gpkg"
        for level in dict.fromkeys(area.level for area in job.areas):
            rows = [row for row, area in enumerate(job.areas) if area.level == level]
            columns: dict[str, Any] = {
                "key": _texts(job.areas[row].key for row in rows),
                "name": _texts(job.areas[row].name for row in rows),
                "parent": _texts(job.areas[row].parent for row in rows),
            }
            for name, values, status in zip(job.columns, job.values, job.status, strict=True):
                columns[name] = np.array([values[row] for row in rows], dtype=np.float64)
                columns[f"{name}_status"] = _texts(Status(status[row]).name.lower() for row in rows)
            raw.write(
                path,
                shapes[rows],
                list(columns.values()),
                list(columns),
                layer=level,
                driver="GPKG",
                geometry_type="MultiPolygon",
                crs="EPSG:4326",
                promote_to_multi=True,
                nan_as_null=True,
                append=path.exists(),
                layer_metadata={"attribution": job.attribution},
            )
        return path.read_bytes()


def _texts(words: Iterator[str]) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.array(list(words), dtype=object)


def _properties(job: ShapesJob) -> Iterator[dict[str, Any]]:
    for row, area in enumerate(job.areas):
        found: dict[str, Any] = {"key": area.key, "name": area.name, "level": area.level, "parent": area.parent}
        for name, values, status in zip(job.columns, job.values, job.status, strict=True):
            found[name] = None if isnan(values[row]) else values[row]
            found[f"{name}_status"] = Status(status[row]).name.lower()
        yield found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


FORMS: dict[str, Callable[[ShapesJob], bytes]] = {"geojson": _geojson, "topojson": _topojson, "gpkg": _geopackage}
"""The forms by the ending of the file."""
