"""Areas from every format, in their hierarchy, measured and drawn."""

import json
import re
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from atlas.base.diagnostics import Diagnostic
from atlas.load import features
from atlas.load.config import load_config
from atlas.load.geography import load_geography
from atlas.load.inputs import geography_files
from atlas.model.geography import Area, Geography

CITY = "    - {id: stadt, title: Stadt, plural: Städte, file: data/stadt.geojson, key: schluessel, name: name}\n"


def load(root: Path, *changes: tuple[str, str]) -> tuple[Geography | None, tuple[Diagnostic, ...]]:
    path = root / "site.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    spec, found = load_config(root)
    assert spec is not None, found
    return load_geography(root, spec)


def sound(root: Path, *changes: tuple[str, str]) -> Geography:
    geography, found = load(root, *changes)
    assert geography is not None, [one.text("en") for one in found]
    return geography


def rings(path: str) -> list[list[tuple[int, int]]]:
    """Read path data back into points."""
    found = []
    for x, y, steps in re.findall(r"M(\d+) (\d+)l([^z]*)z", path):
        numbers = [int(word) for word in re.findall(r"-?\d+", steps)]
        points = np.cumsum([(int(x), int(y)), *zip(numbers[::2], numbers[1::2], strict=True)], axis=0)
        found.append([(int(a), int(b)) for a, b in points])
    return found


def edges(path: str) -> set[frozenset[tuple[int, int]]]:
    return {frozenset(pair) for ring in rings(path) for pair in zip(ring, [*ring[1:], ring[0]], strict=True)}


def topology(source: Path) -> str:
    """Write the polygons of a GeoJSON file as TopoJSON, an arc for each."""
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    arcs = [feature["geometry"]["coordinates"][0] for feature in features]
    shapes = [{"type": "Polygon", "arcs": [[arc]], "properties": feature["properties"]} for arc, feature in enumerate(features)]
    objects = {"viertel": {"type": "GeometryCollection", "geometries": shapes}}
    return json.dumps({"type": "Topology", "objects": objects, "arcs": arcs})


def test_areas_come_from_the_whole_to_the_parts_and_by_key(minimal: Path) -> None:
    geography = sound(minimal)
    expected = [("0", "Kleinau", ""), ("01", "Altstadt", "0"), ("02", "Bahnhof", "0"), ("03", "Süd", "0"), ("04", "Weiher", "0")]
    assert expected == [(area.key, area.name, area.parent) for area in geography.areas]
    assert Area(key="03", name="Süd", level="viertel", parent="0", slug="sued", square_kilometres=0.0) == replace_size(geography.areas[3])


def replace_size(area: Area) -> Area:
    return Area(key=area.key, name=area.name, level=area.level, parent=area.parent, slug=area.slug, square_kilometres=0.0)


def test_areas_are_measured_in_the_projected_system(minimal: Path) -> None:
    lines = geopandas.read_file(minimal / "data" / "viertel.geojson").to_crs(25832).area / 1e6
    assert lines.tolist() == pytest.approx([area.square_kilometres for area in sound(minimal).areas[1:]], rel=1e-9)


@pytest.mark.parametrize("ending", ["gpkg", "shp", "topojson", "json"])
def test_every_format_gives_the_same_geography(minimal: Path, ending: str) -> None:
    expected = sound(minimal)
    source = minimal / "data" / "viertel.geojson"
    frame = geopandas.read_file(source)
    if ending == "json":
        (minimal / "data" / "viertel.json").write_bytes(source.read_bytes())
    elif ending == "topojson":
        (minimal / "data" / "viertel.topojson").write_text(topology(source), encoding="utf-8")
    else:
        frame.to_crs(25833).to_file(minimal / "data" / f"viertel.{ending}")
    actual = sound(minimal, ("viertel.geojson", f"viertel.{ending}"))
    assert [(area.key, area.name) for area in expected.areas] == [(area.key, area.name) for area in actual.areas]
    assert [edges(one.path) for one in expected.drawings] == [edges(one.path) for one in actual.drawings]


def test_without_a_reference_system_the_utm_zone_of_the_middle_is_taken(minimal: Path) -> None:
    expected = sound(minimal)
    assert expected == sound(minimal, ("  crs: EPSG:25832\n", ""))


def test_a_level_can_be_merged_from_the_next_finer_one(minimal: Path) -> None:
    expected = sound(minimal)
    merged = CITY.replace("file: data/stadt.geojson, key: schluessel, name: name", 'dissolve: {key: "0", name: Kleinau}')
    actual = sound(minimal, (CITY, merged))
    assert expected.areas[1:] == actual.areas[1:]
    assert expected.areas[0].square_kilometres == pytest.approx(actual.areas[0].square_kilometres)
    assert [one.path for one in expected.drawings] == [one.path for one in actual.drawings]


def test_a_level_can_be_merged_by_a_column(minimal: Path) -> None:
    path = minimal / "data" / "viertel.geojson"
    text = path.read_text(encoding="utf-8")
    for name, half in (("Altstadt", "1 - Nord"), ("Bahnhof", "1 - Nord"), ("Süd", "2 - Süd"), ("Weiher", "2 - Süd")):
        text = text.replace(f'"name": "{name}"', f'"name": "{name}", "nr": {half[0]}, "bezirk": "{half}"')
    path.write_text(text, encoding="utf-8")
    district = "    - {id: bezirk, title: Bezirk, plural: Bezirke, keys: {prefix: B}, name_pattern: '. - (.*)', dissolve: {key: nr, name: bezirk}}\n"
    geography = sound(minimal, (CITY, CITY + district))
    assert [(area.key, area.name, area.parent) for area in geography.areas[1:3]] == [("B1", "Nord", "0"), ("B2", "Süd", "0")]
    assert [area.parent for area in geography.areas[3:]] == ["B1", "B1", "B2", "B2"]


def test_the_first_characters_of_a_key_can_name_the_parent(minimal: Path) -> None:
    stadt = minimal / "data" / "stadt.geojson"
    halves = geopandas.read_file(minimal / "data" / "viertel.geojson")
    halves["schluessel"] = ["N", "N", "S", "S"]
    halves.dissolve("schluessel", as_index=False)[["schluessel", "name", "geometry"]].to_file(stadt)
    path = minimal / "data" / "viertel.geojson"
    text = path.read_text(encoding="utf-8")
    for old, new in (("01", "N1"), ("02", "N2"), ("03", "S1"), ("04", "S2")):
        text = text.replace(f'"schluessel": "{old}"', f'"schluessel": "{new}"')
    path.write_text(text, encoding="utf-8")
    geography = sound(minimal, ("parent: stadt", "parent: {prefix: 1}"))
    assert [(area.key, area.parent) for area in geography.areas[2:]] == [("N1", "N"), ("N2", "N"), ("S1", "S"), ("S2", "S")]


def test_optional_columns_are_carried_along(minimal: Path) -> None:
    path = minimal / "data" / "viertel.geojson"
    text = path.read_text(encoding="utf-8").replace('"name": "Süd"', '"name": "Süd", "seit": 2015, "auch": "Südstadt; Hafen;"')
    path.write_text(text, encoding="utf-8")
    area = sound(minimal, ("parent: stadt", "parent: stadt, since: seit, aliases: auch")).areas[3]
    assert (area.since, area.aliases) == ("2015", ("Südstadt", "Hafen"))


def test_neighbours_share_their_borders_in_the_drawing(minimal: Path) -> None:
    rng = np.random.default_rng(3)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(rng.random((40, 2)) * 9000 + (480000, 5710000))))
    cells = shapely.segmentize(shapely.intersection(cells, shapely.box(480000, 5710000, 489000, 5719000)), 150)
    corners = np.unique(shapely.get_coordinates(cells).round(3), axis=0)
    moved = {tuple(point): point + rng.normal(0, 12, 2) for point in corners}
    cells = shapely.transform(cells, lambda points: np.array([moved.get(tuple(point), point) for point in points.round(3)]))
    frame = geopandas.GeoDataFrame({"schluessel": [f"{n:02d}" for n in range(40)], "name": "x", "stadt": "0"}, geometry=cells, crs=25832)
    frame.to_crs(4326).to_file(minimal / "data" / "viertel.geojson")
    merged = CITY.replace("file: data/stadt.geojson, key: schluessel, name: name", 'dissolve: {key: "0", name: Kleinau}')
    geography = sound(minimal, (CITY, merged))
    drawn = [edges(one.path) for one in geography.drawings]
    outer = {edge for edge in set().union(*drawn[1:]) if sum(edge in other for other in drawn[1:]) == 1}
    assert outer == drawn[0]
    assert all(sum(edge in other for other in drawn[1:]) <= 2 for other in drawn[1:] for edge in other)


def test_downloads_follow_rfc_7946(minimal: Path) -> None:
    geometries = [json.loads(one.geometry) for one in sound(minimal).drawings]
    assert {"Polygon"} == {geometry["type"] for geometry in geometries}
    assert all(shapely.LinearRing(geometry["coordinates"][0]).is_ccw for geometry in geometries)
    west, south, east, north = shapely.total_bounds([shapely.from_geojson(one.geometry) for one in sound(minimal).drawings])
    assert [west, south, east, north] == pytest.approx([8.70, 51.60, 8.72, 51.612], abs=1e-5)


def test_overlaps_and_gaps_of_digitising_leave_no_slivers_in_the_merged_drawing(minimal: Path) -> None:
    path = minimal / "data" / "viertel.geojson"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[8.71, 51.606], [8.71, 51.612], [8.70", "[8.709998, 51.606], [8.710002, 51.612], [8.70"), encoding="utf-8"
    )
    assert [len(rings(one.path)) for one in sound(minimal).drawings[:1]] == [1]


def test_a_tiny_area_stays_visible(minimal: Path) -> None:
    path = minimal / "data" / "viertel.geojson"
    text = path.read_text(encoding="utf-8").rstrip().removesuffix("]}").rstrip()
    text += ',\n{"type": "Feature", "properties": {"schluessel": "05", "name": "Insel", "stadt": "0"}, "geometry": '
    text += '{"type": "Polygon", "coordinates": [[[8.73, 51.60], [8.730002, 51.60], [8.730002, 51.600002], [8.73, 51.60]]]}}\n]}'
    path.write_text(text, encoding="utf-8")
    assert re.fullmatch(r"M\d+ \d+h1v1h-1z", sound(minimal).drawings[-1].path)


def test_too_many_areas_are_refused(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "MAX_FEATURES", 3)
    assert [one.code for one in load(minimal)[1]] == ["A258"]


def test_a_virtual_file_is_refused_under_every_ending(minimal: Path) -> None:
    secret = minimal / "secret.csv"
    secret.write_text('schluessel,name,WKT\n9,x,"POLYGON((0 0,1 0,1 1,0 0))"\n')
    vrt = f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
    codes = []
    for name in ("x.geojson", "x.gpkg", "x.topojson", "x.json", "x.shp"):
        (minimal / "data" / name).write_text(vrt)
        for companion in (".shx", ".dbf"):
            (minimal / "data" / "x").with_suffix(companion).write_text("")
        path = minimal / "site.yaml"
        text = path.read_text(encoding="utf-8")
        found = load(minimal, ("data/viertel.geojson", f"data/{name}"))[1]
        path.write_text(text, encoding="utf-8")
        codes += [one.code for one in found]
    assert codes == ["A251"] * 5


def test_a_shapefile_brings_its_companions(minimal: Path) -> None:
    geopandas.read_file(minimal / "data" / "viertel.geojson").to_file(minimal / "data" / "viertel.shp")
    path = minimal / "site.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("viertel.geojson", "viertel.shp"), encoding="utf-8")
    spec, _ = load_config(minimal)
    assert spec is not None
    names = [file.name for file in geography_files(minimal, spec)]
    assert names == ["stadt.geojson", "viertel.shp", "viertel.shx", "viertel.dbf", "viertel.prj", "viertel.cpg"]


def test_areas_that_are_in_the_file_twice_are_read_once(minimal: Path) -> None:
    path = minimal / "data" / "viertel.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"] *= 2
    path.write_text(json.dumps(content), encoding="utf-8")
    geography, found = load(minimal)
    assert geography is not None
    assert [4, ["A272"]] == [len(geography.level_rows["viertel"]), [one.code for one in found if one.severity]]
