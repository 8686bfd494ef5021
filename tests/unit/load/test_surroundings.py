"""Layers and places: cut to the map, drawn on its canvas; hidden places lose their point."""

import json
import shutil
from pathlib import Path

import pyproj
import pytest
from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic
from atlas.load.config import SiteSpec, load_config
from atlas.load.geography import load_geography
from atlas.load.spec import MapSpec
from atlas.load.surroundings import load_surroundings
from atlas.model.geography import Geography
from atlas.model.surroundings import Surroundings
from tests.conftest import ROOT

Read = tuple[Surroundings, tuple[Diagnostic, ...]]


@pytest.fixture
def site(tmp_path: Path) -> tuple[Path, SiteSpec, Geography]:
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", tmp_path / "site"))
    spec, _ = load_config(root)
    assert spec is not None
    geography, _ = load_geography(root, spec)
    assert geography is not None
    return root, spec, geography


def middle(geography: Geography) -> tuple[float, float]:
    """Give longitude and latitude of a corner of the first area."""
    found = json.loads(geography.drawings[0].geometry)["coordinates"]
    while isinstance(found[0], list):
        found = found[0]
    return found[0], found[1]


def read(site: tuple[Path, SiteSpec, Geography], features: list[dict[str, object]], said: dict[str, object]) -> Read:
    root, spec, geography = site
    (root / "data" / "karte.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return load_surroundings(
        root, replace(spec, settings=spec.settings.model_copy(update={"map": MapSpec.model_validate(said)})), geography
    )


def feature(kind: str, coordinates: object, **properties: str) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": "", **properties}, "geometry": {"type": kind, "coordinates": coordinates}}


def places(**said: str) -> dict[str, object]:
    return {"places": [{"file": "data/karte.geojson", "kind": "art", **said}]}


def test_a_line_is_cut_to_the_map(site: tuple[Path, SiteSpec, Geography]) -> None:
    x, y = middle(site[2])
    layers = {"layers": [{"title": "Fluss", "file": "data/karte.geojson", "kind": "water"}]}
    around, found = read(site, [feature("LineString", [[x - 0.1, y], [x + 0.1, y]])], layers)
    numbers = [int(number) for number in around.layers[0].lines.removeprefix("M").replace("M", " ").split()]
    assert [(), ""] == [found, around.layers[0].surfaces]
    assert max(numbers) <= max(site[2].canvas)
    assert min(numbers) >= 0


def test_a_place_has_a_point_on_the_canvas(site: tuple[Path, SiteSpec, Geography]) -> None:
    around, found = read(site, [feature("Point", middle(site[2]), name="Kita A", art="Kita")], places())
    (place,) = around.places
    assert [(), "Kita A", "Kita", True] == [found, place.title, place.kind, place.point is not None]


def test_a_hidden_place_loses_its_point(site: tuple[Path, SiteSpec, Geography]) -> None:
    around, found = read(site, [feature("Point", middle(site[2]), name="Haus", art="Schutz", geheim="Ja")], places(hidden="geheim"))
    assert [(), None] == [found, around.places[0].point]


def test_a_place_outside_of_the_map_is_reported_and_kept_in_the_list(site: tuple[Path, SiteSpec, Geography]) -> None:
    around, found = read(site, [feature("Point", [100.0, 10.0], name="Fern", art="Kita")], places())
    assert [["A228"], None] == [[one.code for one in found], around.places[0].point]


def test_a_column_that_is_not_there_is_an_error(site: tuple[Path, SiteSpec, Geography]) -> None:
    _, found = read(site, [feature("Point", middle(site[2]), name="A", art="Kita")], places(link="webseite"))
    assert ["A269"] == [one.code for one in found]


def test_only_addresses_on_the_web_become_links(site: tuple[Path, SiteSpec, Geography]) -> None:
    features = [
        feature("Point", middle(site[2]), name=name, art="Kita", web=link)
        for name, link in (("A", "javascript:x"), ("B", "https://b.example"))
    ]
    around, _ = read(site, features, places(link="web"))
    assert ["", "https://b.example"] == [place.href for place in around.places]


def tabled(site: tuple[Path, SiteSpec, Geography], rows: list[str], **said: str) -> Read:
    """Read places from a table."""
    root, spec, geography = site
    (root / "data" / "orte.csv").write_text("\n".join(["name;art;x;y", *rows, ""]), encoding="utf-8")
    one = {"file": "data/orte.csv", "kind": "art", "x": "x", "y": "y", **said}
    settings = spec.settings.model_copy(update={"map": MapSpec.model_validate({"places": [one]})})
    return load_surroundings(root, replace(spec, settings=settings), geography)


def test_places_come_from_a_table_with_decimal_commas(site: tuple[Path, SiteSpec, Geography]) -> None:
    x, y = (str(number).replace(".", ",") for number in middle(site[2]))
    same, _ = read(site, [feature("Point", middle(site[2]), name="Kita A", art="Kita")], places())
    around, found = tabled(site, [f"Kita A;Kita;{x};{y}"])
    assert [(), same.places] == [found, around.places]


def test_a_table_may_have_a_reference_system_of_its_own(site: tuple[Path, SiteSpec, Geography]) -> None:
    same, _ = tabled(site, [f"Kita A;Kita;{';'.join(map(str, middle(site[2])))}"])
    east, north = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True).transform(*middle(site[2]))
    around, found = tabled(site, [f"Kita A;Kita;{east};{north}"], crs="EPSG:25832")
    assert [(), same.places] == [found, around.places]


def test_a_place_of_a_table_without_coordinates_stands_in_the_list(site: tuple[Path, SiteSpec, Geography]) -> None:
    around, found = tabled(site, ["Verein;Treff;;", f"Kita A;Kita;{';'.join(map(str, middle(site[2])))}"])
    assert [["A228"], [True, False]] == [[one.code for one in found], [place.point is not None for place in around.places]]


def test_what_is_no_coordinate_is_located_in_its_cell(site: tuple[Path, SiteSpec, Geography]) -> None:
    _, found = tabled(site, ["Kita A;Kita;8,7;51,6", "Kita B;Kita;483.120,5;hier"])
    assert [("A180", 3, 13), ("A180", 3, 23)] == [(one.code, one.where.line, one.where.column) for one in found]


def test_an_unknown_system_and_a_missing_column_are_errors(site: tuple[Path, SiteSpec, Geography]) -> None:
    rows = ["Kita A;Kita;8,7;51,6"]
    assert [["A181"], ["A269"], ["A269"]] == [
        [one.code for one in tabled(site, rows, **said)[1]] for said in ({"crs": "EPSG:0"}, {"y": "nord"}, {"y": ""})
    ]


@pytest.mark.parametrize("under", [True, False])
def test_a_layer_lies_under_the_areas_where_that_is_said(site: tuple[Path, SiteSpec, Geography], under: bool) -> None:
    x, y = middle(site[2])
    layers = {"layers": [{"title": "Wald", "file": "data/karte.geojson", "kind": "green", "under": under}]}
    around, _ = read(site, [feature("LineString", [[x - 0.1, y], [x + 0.1, y]])], layers)
    assert [under] == [layer.under for layer in around.layers]
