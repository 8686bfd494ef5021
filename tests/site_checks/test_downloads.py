"""Files to take home, read and judged by the libraries of those who will use them."""

import csv
import json
import math
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from atlas.pipeline import Options, build
from tests.site_checks.markup import read_page
from tests.site_checks.test_canaries import write_site

NUMBERS = {"value", "numerator", "denominator", "lower", "upper", "n"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of files of a site with suppressed figures, built with everything."""
    folder = tmp_path_factory.mktemp("downloads")
    root = write_site(folder)
    return build(root, folder / "public", Options(kind="inline", extras=("downloads",))).out / "daten"


def read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_the_data_package_is_valid_with_all_its_tables(data: Path) -> None:
    import frictionless

    report = frictionless.Package(str(data / "datapackage.json")).validate()
    assert [True, []] == [report.valid, report.flatten(["type", "message"])]


def test_the_data_package_says_that_it_is_of_version_2(data: Path) -> None:
    assert "https://datapackage.org/profiles/2.0/datapackage.json" == read(data / "datapackage.json")["$schema"]


def test_the_description_of_the_interface_is_openapi(data: Path) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    assert [] == list(OpenAPIV31SpecValidator(read(data / "openapi.json")).iter_errors())


def test_every_address_of_the_interface_is_a_file_and_every_json_file_an_address(data: Path) -> None:
    named = set()
    for path, item in read(data / "openapi.json")["paths"].items():
        ids = item["get"].get("parameters", [{"schema": {"enum": [""]}}])[0]["schema"]["enum"]
        named |= {path.replace("{id}", one).lstrip("/") for one in ids}
    there = {file.relative_to(data.parent).as_posix() for file in data.rglob("*") if file.is_file()}
    assert set() == named - there
    assert set() == {path for path in there if path.endswith(".json") and path.count("/") > 1} - named


def test_every_json_file_keeps_to_the_schema(data: Path) -> None:
    validator = jsonschema.Draft202012Validator(read(data / "schema.json"))
    validator.check_schema(validator.schema)
    files = [file for file in data.rglob("*.json") if file.parent != data or file.name == "atlas.json"]
    assert [] == [(file.name, error.message) for file in files for error in validator.iter_errors(read(file))]
    assert len(files) > 8


def test_csv_on_the_web_describes_tables_as_they_are(data: Path) -> None:
    for table in read(data / "csv-metadata.json")["tables"]:
        assert [column["name"] for column in table["tableSchema"]["columns"]] == list(rows(data / table["url"])[0])


def test_csv_on_the_web_is_read_with_typed_columns_and_keys_that_are_one(data: Path) -> None:
    from csvw import TableGroup

    group = TableGroup.from_file(data / "csv-metadata.json")
    assert len(group.tables) > 3
    for table in group.tables:
        cells = list(table.iterdicts(strict=True))
        assert {str, Decimal, type(None)} >= {type(row["value"]) for row in cells} | {type(row["area"]) for row in cells}
        assert table.check_primary_key()


@pytest.mark.parametrize(("page", "stem"), [("profile/01-*", "profile/01"), ("indikatoren/fallquote", "indikatoren/fallquote")])
def test_a_page_names_its_data_in_its_head(data: Path, page: str, stem: str) -> None:
    (file,) = data.parent.glob(f"{page}/index.html")
    named = {
        link.attributes["type"]: (file.parent / link.attributes["href"]).resolve()
        for link in read_page(file).tree.all("link", rel="alternate")
    }
    assert {"text/csv": data / f"{stem}.csv", "application/json": data / f"{stem}.json"} == named
    assert all(path.is_file() for path in named.values())


def test_json_and_csv_of_a_cut_say_the_same(data: Path) -> None:
    for file in data.rglob("*.json"):
        table = file.with_suffix(".csv")
        if not table.exists():
            continue
        plain = read(file)
        periods = {indicator["id"]: indicator["periods"] for indicator in plain["indicators"]}
        cells = {
            (entry["area"], entry["indicator"], period): (value, status)
            for entry in plain["figures"]
            for period, value, status in zip(periods[entry["indicator"]], entry["value"], entry["status"], strict=True)
        }
        expected = {
            (row["area"], row["indicator"], row["period"]): (float(row["value"]) if row["value"] else None, row["status"])
            for row in rows(table)
        }
        assert expected == cells


def test_the_file_of_an_area_has_the_whole(data: Path) -> None:
    assert ["01", "0"] == list(dict.fromkeys(row["area"] for row in rows(data / "profile" / "01.csv")))


def test_without_being_asked_a_build_makes_no_long_files(tmp_path: Path) -> None:
    out = build(write_site(tmp_path), tmp_path / "public", Options(kind="inline")).out
    assert [] == sorted((out / "daten").glob("atlas.*"))


def test_what_is_made_besides_is_taken_away_again(tmp_path: Path) -> None:
    root, out = write_site(tmp_path), tmp_path / "public"
    build(root, out, Options(kind="inline", extras=("downloads",)))
    build(root, out, Options(kind="inline"))
    assert [] == sorted((out / "daten").glob("atlas.*"))


def test_a_workbook_is_read_back_equal(data: Path) -> None:
    from openpyxl import load_workbook

    for file in sorted(data.rglob("*.xlsx")):
        sheet = load_workbook(file).worksheets[0]
        head, *lines = [["" if cell is None else cell for cell in line] for line in sheet.iter_rows(values_only=True)]
        written = [
            [float(cell) if cell and name in NUMBERS else cell for name, cell in row.items()] for row in rows(file.with_suffix(".csv"))
        ]
        assert [list(rows(file.with_suffix(".csv"))[0]), written] == [head, lines]


def test_nothing_in_a_workbook_is_computed(data: Path) -> None:
    from openpyxl import load_workbook

    kinds = {
        cell.data_type for file in data.rglob("*.xlsx") for sheet in load_workbook(file) for line in sheet.iter_rows() for cell in line
    }
    assert {"s", "n"} == kinds


def test_shapes_have_figures_and_their_status(data: Path) -> None:
    figures = {(row["area"], row["period"]): row for row in rows(data / "indikatoren" / "fallquote.csv")}
    for feature in read(data / "indikatoren" / "fallquote.geojson")["features"]:
        for period in ("2023", "2024", "2025"):
            row, found = figures[feature["id"], period], feature["properties"]
            assert [float(row["value"]) if row["value"] else None, row["status"]] == [
                found[f"fallquote_{period}"],
                found[f"fallquote_{period}_status"],
            ]


def test_every_form_of_the_shapes_says_the_same(data: Path) -> None:
    import geopandas

    for name in ("atlas", "indikatoren/fallquote", "profile/0", "profile/01", "themen/wohnen"):
        plain = {feature["id"]: feature["properties"] for feature in read(data / f"{name}.geojson")["features"]}
        topology = read(data / f"{name}.topojson")
        assert plain == {shape["id"]: shape["properties"] for layer in topology["objects"].values() for shape in layer["geometries"]}
        package = data / f"{name}.gpkg"
        for level in dict.fromkeys(one["level"] for one in plain.values()):
            layer = geopandas.read_file(f"GPKG:{package}", layer=level)
            found = {row["key"]: {name: _plain(cell) for name, cell in row.items() if name != "geometry"} for _, row in layer.iterrows()}
            expected = {
                key: {name: cell for name, cell in one.items() if name != "level"} for key, one in plain.items() if one["level"] == level
            }
            assert expected == found
            borders = geopandas.read_file(f"TopoJSON:{data / name}.topojson", layer=level).set_index("key").geometry
            for key, shape in layer.set_index("key").geometry.items():
                assert shape.area == pytest.approx(borders[key].area, rel=1e-3)


def _plain(cell: Any) -> Any:
    return None if cell is None or (isinstance(cell, float) and math.isnan(cell)) else cell


def test_a_bundle_is_a_valid_data_package_with_a_text_for_people(data: Path, tmp_path: Path) -> None:
    import frictionless

    for file in (data / "profile" / "01.zip", data / "atlas.zip", data / "indikatoren" / "fallquote.zip"):
        folder = tmp_path / file.stem
        with zipfile.ZipFile(file) as bundle:
            bundle.extractall(folder)
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
        assert [True, []] == [report.valid, report.flatten(["type", "message"])]
        assert "dl-de" in (folder / "LIESMICH.txt").read_text(encoding="utf-8") or (folder / "LIESMICH.txt").stat().st_size > 500
        assert (data / file.with_suffix(".csv")).read_bytes() == (folder / f"{file.stem}.csv").read_bytes()


def test_every_picture_says_whose_it_is(data: Path) -> None:
    pictures = sorted((data / "bilder").glob("*.svg"))
    assert len(pictures) > 3
    for picture in pictures:
        said = " ".join("".join(node.itertext()) for node in ElementTree.parse(picture).iter("{http://www.w3.org/2000/svg}text"))
        assert [True] * 2 == [word in said for word in ("Quelle: ", "Ausgabe 2026")]


def test_every_picture_is_there_as_pixels(data: Path) -> None:
    for picture in (data / "bilder").glob("*.svg"):
        content = picture.with_suffix(".png").read_bytes()
        width = int.from_bytes(content[16:20])
        assert [b"\x89PNG", 1080] == [content[:4], width]


def test_an_area_without_areas_around_is_drawn_in_every_form(data: Path) -> None:
    (layer,) = read(data / "profile" / "0.topojson")["objects"].values()
    assert ["0"] == [shape["id"] for shape in layer["geometries"]]
    assert [True] == [len(shape["arcs"]) > 0 for shape in layer["geometries"]]
