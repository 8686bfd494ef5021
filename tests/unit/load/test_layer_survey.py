"""What `atlas import` finds in a file with areas, and the level it proposes."""

import json
from pathlib import Path

import geopandas
import pytest
import yaml
from shapely.geometry import box

from atlas.load.layer_survey import survey_layers, write
from atlas.pipeline.intake import look


def laid(path: Path, columns: dict[str, list[str]]) -> Path:
    """Write squares side by side; those that are alike in all columns lie on each other."""
    rows = list(zip(*columns.values(), strict=True))
    squares = [box(rows.index(row), 0, rows.index(row) + 1, 1) for row in rows]
    geopandas.GeoDataFrame(columns, geometry=squares, crs=25832).to_file(path, driver="GeoJSON")
    return path


def proposed(path: Path) -> dict[str, str]:
    (layer,), _ = survey_layers(path)
    level: dict[str, str] = yaml.safe_load("levels:\n" + write(layer, path.name, "de"))["levels"][0]
    return level


def test_names_are_words_not_the_numbers_of_objects(tmp_path: Path) -> None:
    path = laid(
        tmp_path / "krs.geojson",
        {"OBJID": ["DEBKGVG300000004", "DEBKGVG300000005"], "AGS": ["01001", "01002"], "GEN": ["Flensburg", "Kiel"]},
    )
    assert ["AGS", "GEN"] == [proposed(path)["key"], proposed(path)["name"]]


@pytest.mark.parametrize(
    ("names", "pattern"),
    [
        (["03 Nordstadt", "04 Westliche Höhe"], r"[\d.]+ (.+)"),
        (["01 - Mitte", "02 - Pankow"], r"[\d.]+ - (.+)"),
        (["03 Nord", "Süd"], None),
    ],
)
def test_a_number_in_front_of_every_name_is_taken_off(tmp_path: Path, names: list[str], pattern: str | None) -> None:
    path = laid(tmp_path / "a.geojson", {"id": ["03", "04"], "name": names})
    assert pattern == proposed(path).get("name_pattern")


def test_areas_that_are_there_twice_have_a_key_all_the_same_and_it_is_said(minimal: Path, tmp_path: Path) -> None:
    path = laid(tmp_path / "zonen.geojson", {"nr": ["1101", "1102", "1101", "1102"], "name": ["Nord", "Süd", "Nord", "Süd"]})
    found = look(minimal, path, "en")
    assert "key: nr" in found.entries
    assert ["A292", "A291", "A345"] == [one.code for one in found.found]


def test_areas_without_keys_are_not_proposed_and_it_is_said(minimal: Path, tmp_path: Path) -> None:
    path = laid(tmp_path / "gruen.geojson", {"art": ["Park", "Wald", "Park"], "lage": ["Nord", "Nord", "Süd"]})
    found = look(minimal, path, "en")
    assert ["", ["A292", "A291", "A344"]] == [found.entries, [one.code for one in found.found]]


@pytest.mark.parametrize(("content", "code"), [(json.dumps({"01": [1, 2]}), "A339"), ("[1, 2]", "A339"), ("{", "A251")])
def test_data_without_areas_are_told_from_a_file_that_cannot_be_read(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / "werte.json").write_text(content, encoding="utf-8")
    assert [code] == [one.code for one in survey_layers(tmp_path / "werte.json")[1]]
