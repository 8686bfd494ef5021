"""Berlin's Monitoring Soziale Stadtentwicklung 2021: the published z-scores, sums, indices and classes come out of the ordinary configuration.

The site is `tests/real/berlin_mss2021`. What is published has two decimals; SOURCE.md of the data names an error of at most 0.00500 as verified.
"""

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from tests.conftest import ROOT

Rows = list[dict[str, str]]

STATUS = {"zS1": "s1", "zS3": "s3", "zS4": "s4"}
DYNAMICS = {"zD1": "d1", "zD3": "d3", "zD4": "d4"}


@pytest.fixture(scope="module")
def built(real_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("berlin")
    site = Path(shutil.copytree(ROOT / "tests" / "real" / "berlin_mss2021", folder / "site"))
    shutil.copytree(real_data("berlin_mss2021"), site / "quelle")
    return build(site, folder / "public", Options(kind="inline")).out


@pytest.fixture(scope="module")
def published(real_data: Callable[[str], Path]) -> dict[str, dict[str, str]]:
    rows = read(real_data("berlin_mss2021") / "mss_2021_index-indikatoren_z-werte_plr.csv", ";")
    return {row["PLR-ID"]: {name.strip(): cell for name, cell in row.items()} for row in rows}


@pytest.fixture(scope="module")
def status(built: Path) -> Rows:
    return read(built / "daten" / "bestandteile" / "status-index.csv")


@pytest.fixture(scope="module")
def dynamics(built: Path) -> Rows:
    return read(built / "daten" / "bestandteile" / "dynamik-index.csv")


def read(path: Path, delimiter: str = ",") -> Rows:
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def greatest_error(rows: Rows, column: str, published: dict[str, dict[str, str]], theirs: str, component: str = "") -> tuple[int, float]:
    """Give the number of areas compared and the greatest difference, to four digits."""
    pairs = {row["area"]: float(row[column]) for row in rows if row[column] and (not component or row["component"] == component)}
    errors = [abs(value - float(published[area][theirs])) for area, value in pairs.items()]
    return len(errors), round(max(errors), 4)


@pytest.mark.parametrize("name", STATUS | DYNAMICS)
def test_every_z_score_is_the_published_one(name: str, status: Rows, dynamics: Rows, published: dict[str, dict[str, str]]) -> None:
    rows = status if name in STATUS else dynamics
    count, error = greatest_error(rows, "standardised", published, name, (STATUS | DYNAMICS)[name])
    assert (count, error <= 0.005) == (536, True)


def test_sums_and_indices_are_the_published_ones(status: Rows, dynamics: Rows, published: dict[str, dict[str, str]]) -> None:
    found = [
        greatest_error(status, "sum", published, "Status-summe"),
        greatest_error(status, "index", published, "Status-Index (standardisierte Statussumme)"),
        greatest_error(dynamics, "sum", published, "Dynamik-summe"),
        greatest_error(dynamics, "index", published, "Dynamik-Index (standardisierte Dynamik-summe)"),
    ]
    assert [(536, True)] * 4 == [(count, error <= 0.005) for count, error in found]


def classes(rows: Rows) -> dict[str, str]:
    return {row["area"]: row["class"] for row in rows if row["class"]}


def test_all_536_classes_of_both_indices_are_the_published_ones(status: Rows, dynamics: Rows, published: dict[str, dict[str, str]]) -> None:
    theirs = {
        kind: {area: row[f"Zuordnung Klasse {kind}-Index"] for area, row in published.items() if row[f"Zuordnung Klasse {kind}-Index"]}
        for kind in ("Status", "Dynamik")
    }
    assert [theirs["Status"], theirs["Dynamik"]] == [classes(status), classes(dynamics)]


def test_the_classes_hold_as_many_areas_as_published(status: Rows, dynamics: Rows) -> None:
    expected = [{"hoch": 75, "mittel": 366, "niedrig": 46, "sehr niedrig": 49}, {"positiv": 48, "stabil": 436, "negativ": 52}]
    assert expected == [Counter(classes(status).values()), Counter(classes(dynamics).values())]


def test_the_cross_table_of_status_and_dynamics_is_the_published_one(
    status: Rows, dynamics: Rows, real_data: Callable[[str], Path]
) -> None:
    rows, columns = classes(status), classes(dynamics)
    found = Counter(f"Status {rows[area]}, Dynamik {columns[area]}" for area in rows)
    table = read(real_data("berlin_mss2021") / "wfs_mss_2021_indizes.csv")
    published = Counter(" ".join(row["SDI_V"].split()).replace(" ,", ",") for row in table if row["KOM"] == "gültig")
    assert (536, 12, published) == (found.total(), len(found), found)


def test_the_six_areas_without_classification_say_why(status: Rows) -> None:
    left_out = {row["area"] for row in status if not row["component"]}
    assert {"03300515", "03400831", "04400725", "05300838", "06200418", "10100205"} == left_out


def test_means_and_standard_deviations_are_the_verified_ones(built: Path) -> None:
    page = (built / "indikatoren" / "status-index" / "index.html").read_text(encoding="utf-8")
    assert [True] * 6 == [f"{value}" in page for value in ("4,97", "2,94", "10,92", "7,07", "24,54", "16,65")]


def test_the_inhabitants_add_up_on_every_level(built: Path) -> None:
    rows = [row for row in read(built / "daten" / "indikatoren" / "einwohner.csv") if row["period"] == "2020" and row["value"]]
    levels = ("planungsraum", "bezirksregion", "prognoseraum", "bezirk", "land")
    assert dict.fromkeys(levels, 3_769_962) == {level: sum(int(row["value"]) for row in rows if row["level"] == level) for level in levels}


def test_every_parent_has_the_sum_of_the_planning_areas_whose_keys_begin_with_its_own(
    built: Path, published: dict[str, dict[str, str]]
) -> None:
    rows = [row for row in read(built / "daten" / "indikatoren" / "einwohner.csv") if row["period"] == "2020" and row["value"]]
    found = {row["area"]: int(row["value"]) for row in rows if row["level"] in ("bezirksregion", "prognoseraum", "bezirk")}
    people = {area: int(row["EW 31.12.2020"]) for area, row in published.items()}
    assert found == {key: sum(count for area, count in people.items() if area.startswith(key)) for key in found}
    assert [143 + 58 + 12] == [len(found)]
