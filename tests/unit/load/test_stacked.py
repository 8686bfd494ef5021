"""Several tables in one sheet, and units in headers, as `atlas import` understands them."""

from pathlib import Path

import pytest
import yaml

from atlas.load.intake import take_in
from atlas.pipeline.intake import look as look_at
from tests.unit.load.test_families import written
from tests.unit.load.test_intake import codes, look, said
from tests.unit.load.test_tables import GEOGRAPHY, OTHERS, sound

STACKED = (
    "Tabelle 1: Einwohner 2024\nNr;Name;Einwohner\n01;Altstadt;4210\n02;Bahnhof;3875\n03;Süd;5120\n\n"
    "Tabelle 2: Einwohner 2025\nNr;Name;Einwohner\n01;Altstadt;4188\n02;Bahnhof;3902\n03;Süd;5173\nQuelle: Amt\n"
)


def test_tables_below_each_other_get_an_entry_each_and_are_read_together(minimal: Path) -> None:
    path = minimal / "data" / written(minimal, "a.csv", STACKED)
    recipes, found = take_in(path, "data/a.csv", GEOGRAPHY, "de")
    assert "the sheet holds 2 tables below each other, with figures from the rows 3, 9 on; each gets an entry of its own" == said(
        list(found), "A346"
    )
    lines = [
        yaml.safe_dump(entry, allow_unicode=True, default_flow_style=True, width=10_000)
        for entry in yaml.safe_load("tables:\n" + recipes)["tables"]
    ]
    read = sound(minimal, "".join(f"- {line}" for line in lines) + OTHERS)
    assert [[4210, 4188], [3875, 3902], [5120, 5173]] == read.series["einwohner"].values[1:4].tolist()


def test_a_word_for_a_figure_does_not_part_a_table(tmp_path: Path) -> None:
    _, found = look(tmp_path, "k;jahr;n\n01;2025;10\n02;2025;geheim\n03;2025;12\n04;2025;13\n")
    assert "A346" not in codes(found)


@pytest.mark.parametrize(
    ("head", "factor"),
    [
        ("Einwohner (in 1.000)", "1000"),
        ("Umsatz in Tsd. €", "1000"),
        ("Umsatz in Mio. €", "1000000"),
        ("Fälle je 1.000 Einwohner", ""),
        ("Fälle", ""),
    ],
)
def test_a_header_that_speaks_of_thousands_is_told_and_the_factor_offered(tmp_path: Path, head: str, factor: str) -> None:
    (tmp_path / "a.csv").write_text(f"k;jahr;{head}\n01;2025;4,2\n02;2025;3,9\n03;2025;5,1\n", encoding="utf-8")
    recipe, found = take_in(tmp_path / "a.csv", "data/a.csv", GEOGRAPHY, "de")
    assert [bool(factor)] * 2 == ["A347" in codes(list(found)), f": {factor}}}" in recipe and "# factor: {" in recipe]


def test_series_that_another_table_delivers_under_the_same_name_are_told(minimal: Path) -> None:
    path = minimal / "data" / written(minimal, "a.csv", "key;jahr;einwohner;neu\n01;2025;10;1\n02;2025;11;1\n03;2025;12;1\n")
    found = look_at(minimal, path, "en").found
    assert ["series of these names are delivered by data/bevoelkerung.csv already: einwohner"] == [
        one.message("en") for one in found if one.code == "A348"
    ]
