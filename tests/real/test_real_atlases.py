"""Real municipal data build as complete atlases; what the sources say of themselves comes out. Data through ATLAS_REAL_DATA, skipped loudly without."""

import csv
import gzip
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from atlas.base.diagnostics import Severity
from atlas.pipeline import Result, build

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Built:
    """A built case: its site, its output and what the build said."""

    site: Path
    out: Path
    result: Result

    def read(self, path: str) -> str:
        return (self.out / path).read_text(encoding="utf-8")

    def table(self, path: str) -> list[dict[str, str]]:
        with (self.out / path).open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream))


def make(case: str, data: Path, folder: Path) -> Built:
    site = Path(shutil.copytree(HERE / case, folder / case))
    shutil.copytree(data, site / "quelle")
    return Built(site, folder / "public", build(site, folder / "public"))


@pytest.fixture(scope="module")
def flensburg(real_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The social atlas of Flensburg."""
    return make("flensburg_sozialatlas2022", real_data("flensburg_sozialatlas2022"), tmp_path_factory.mktemp("flensburg"))


@pytest.fixture(scope="module")
def berlin(real_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Berlin's Monitoring Soziale Stadtentwicklung."""
    return make("berlin_mss2021", real_data("berlin_mss2021"), tmp_path_factory.mktemp("berlin"))


def profiles(built: Built) -> list[Path]:
    return sorted((built.out / "profile").glob("*/index.html"))


def test_flensburg_has_a_profile_of_the_city_13_stadtteile_and_41_bezirke(flensburg: Built) -> None:
    assert 1 + 13 + 41 == len(profiles(flensburg))


def test_flensburg_builds_without_errors(flensburg: Built) -> None:
    assert [] == [found for found in flensburg.result.found if found.severity is Severity.ERROR]


def test_all_13_districts_of_every_table_of_flensburg_are_joined(flensburg: Built) -> None:
    figures = flensburg.table("daten/indikatoren/einwohner.csv")
    assert 13 == len({row["area"] for row in figures if row["level"] == "stadtteil" and row["status"] == "ok"})


def test_the_inhabitants_of_flensburg_add_up_to_the_published_sums(flensburg: Built) -> None:
    # fl_residents_by_district, sums named with the source; 2012 was not published.
    published = {"2011": 89448, "2017": 95451, "2018": 96187, "2019": 96920, "2020": 96731, "2021": 97877, "2022": 99341}
    rows = flensburg.table("daten/indikatoren/einwohner.csv")
    assert published == {row["period"]: int(row["value"]) for row in rows if row["level"] == "stadt" and row["value"]}


def test_cells_that_flensburg_suppressed_stay_suppressed(flensburg: Built) -> None:
    rows = flensburg.table("daten/indikatoren/wohnungsnot.csv")
    hidden = [row for row in rows if row["level"] == "stadtteil" and row["status"] == "confidential"]
    assert [12, {""}, {""}] == [len(hidden), {row["value"] for row in hidden}, {row["numerator"] for row in hidden}]


def test_the_two_invalid_polygons_of_flensburg_are_repaired_and_named(flensburg: Built) -> None:
    words = " ".join(found.text("de") for found in flensburg.result.found if found.code.startswith("A2"))
    assert [True, True] == ["STBZ073" in words, "STBZ122" in words]


def test_berlin_has_a_profile_of_every_area_of_every_level(berlin: Built) -> None:
    assert 1 + 12 + 58 + 143 + 542 == len(profiles(berlin))


def test_berlin_builds_without_errors(berlin: Built) -> None:
    assert [] == [found for found in berlin.result.found if found.severity is Severity.ERROR]


def test_all_542_planungsraeume_are_joined_with_their_leading_zeros(berlin: Built) -> None:
    rows = [row for row in berlin.table("daten/indikatoren/s1.csv") if row["level"] == "planungsraum" and row["period"] == "2020"]
    assert [542, 536, True] == [len(rows), sum(row["status"] == "ok" for row in rows), any(row["area"].startswith("0") for row in rows)]


def test_the_six_planungsraeume_without_classification_show_no_figure(berlin: Built) -> None:
    rows = [row for row in berlin.table("daten/indikatoren/s4.csv") if row["level"] == "planungsraum" and row["status"] == "unreliable"]
    assert [6, {""}] == [len(rows), {row["value"] for row in rows}]


def test_the_inhabitants_of_berlin_add_up_over_four_levels(berlin: Built) -> None:
    # wfs_mss_2021_index_indikatoren.csv, EW 31.12.2020: sum named with the source.
    rows = [row for row in berlin.table("daten/indikatoren/einwohner.csv") if row["period"] == "2020"]
    sums = {
        level: sum(int(row["value"]) for row in rows if row["level"] == level)
        for level in ("land", "bezirk", "prognoseraum", "bezirksregion")
    }
    assert dict.fromkeys(sums, 3_769_962) == sums


def test_the_map_of_542_areas_stays_under_60_kilobytes_packed(berlin: Built) -> None:
    page = berlin.read("indikatoren/s1/index.html")
    drawing = next(found for found in re.findall(r"<svg.*?</svg>", page, re.DOTALL) if found.count("<path") > 500)
    assert len(gzip.compress(drawing.encode(), 9)) < 60_000


def test_the_shapes_of_berlin_are_rfc_7946(berlin: Built) -> None:
    shapes = json.loads(berlin.read("daten/planungsraum.geojson"))
    longitudes = [point[0] for feature in shapes["features"] for point in _points(feature["geometry"]["coordinates"])]
    assert [542, True, True] == [len(shapes["features"]), min(longitudes) > 13, max(longitudes) < 14]


def _points(rings: list[object]) -> list[list[float]]:
    if rings and isinstance(rings[0], float | int):
        return [rings]  # type: ignore[list-item]
    return [point for inner in rings for point in _points(inner)]  # type: ignore[arg-type]
