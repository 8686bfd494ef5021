"""Nothing that is kept back is anywhere: not in the output, not in the cache beside the site, not in the user's; in no way of writing it."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from atlas.base.diagnostics import AtlasError
from atlas.model.extras import EXTRAS
from atlas.pipeline import Options, build
from atlas.statistics import complementary
from tests.conftest import ROOT
from tests.tools.canaries import forms, sightings, unreadable

COUNTS = {
    "01": {"2023": 6193847, "2024": 6204913, "2025": 6217429},
    "02": {"2023": 9471385, "2024": 9518263, "2025": 9630574},
    "03": {"2023": 9275163, "2024": 9384752, "2025": 9482637},
    "04": {"2023": 8374651, "2024": 8461937, "2025": 8573926},
}
PEOPLE = {"01": 4210, "02": 3875, "03": 5120, "04": 2940}
REGISTER = """\
  - id: faelle
    title: Fälle
    theme: wohnen
    kind: count
    value: faelle
    decimals: 0
    higher_is: neutral
    definition: Fälle im Jahr.
    source: Fachverfahren
    reference_date: Kalenderjahr
  - id: fallquote
    title: Fälle je Person
    theme: wohnen
    kind: rate
    numerator: faelle
    denominator: einwohner
    factor: 1000
    decimals: 2
    higher_is: unfavourable
    definition: Fälle je 1.000 Einwohnerinnen und Einwohner.
    source: Fachverfahren
    reference_date: Kalenderjahr
"""


def write_site(folder: Path) -> Path:
    """Write a site whose smallest area is under protection, with counts that occur nowhere else."""
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", folder / "site"))
    rows = [
        f"{key};{year};{PEOPLE[key] + int(year) - 2023};612;41,2;{count}" for key, years in COUNTS.items() for year, count in years.items()
    ]
    (root / "data" / "bevoelkerung.csv").write_text(
        "\n".join(["schluessel;jahr;einwohner;u18;wohnflaeche;faelle", *rows, ""]), encoding="utf-8"
    )
    register = root / "data" / "indikatoren.yaml"
    register.write_text(register.read_text(encoding="utf-8") + REGISTER, encoding="utf-8")
    settings = (root / "site.yaml").read_text(encoding="utf-8")
    settings = settings.replace("protection: {method: none, reason: Erfundene Zahlen.}", "protection: {method: suppress, population: 3000}")
    settings = settings.replace("wohnflaeche: wohnflaeche}", "wohnflaeche: wohnflaeche, faelle: faelle}").replace(
        "[unter18]", "[unter18, faelle, fallquote]"
    )
    (root / "site.yaml").write_text(settings, encoding="utf-8")
    return root


@dataclass(frozen=True)
class Case:
    """A built site with its caches."""

    root: Path
    out: Path
    cache: Path

    def cells(self, status: str) -> list[tuple[str, str]]:
        with (self.out / "daten" / "indikatoren" / "faelle.csv").open(newline="", encoding="utf-8") as stream:
            return [(row["area"], row["period"]) for row in csv.DictReader(stream) if row["status"] == status and row["area"] in COUNTS]

    def search(self, cells: list[tuple[str, str]]) -> set[tuple[str, bytes]]:
        wanted: set[bytes] = set()
        for key, year in cells:
            count = COUNTS[key][year]
            wanted |= forms(count) | forms(count / (PEOPLE[key] + int(year) - 2023) * 1000, 4)
        return {sight for folder in (self.out, self.root / ".atlas", self.cache) for sight in sightings(folder, wanted)}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Build the site, with a cache of the user that is ours alone."""
    folder = tmp_path_factory.mktemp("canaries")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_CACHE", str(folder / "cache"))
        root = write_site(folder)
        settings = root / "site.yaml"
        settings.write_text(settings.read_text(encoding="utf-8") + "url: https://atlas.example/\n", encoding="utf-8")
        build(root, folder / "public", Options(kind="inline", extras=EXTRAS))
        yield Case(root, folder / "public", folder / "cache")


def test_the_small_area_and_one_other_are_kept_back_in_every_year(case: Case) -> None:
    assert [(key, year) for key in ("01", "04") for year in ("2023", "2024", "2025")] == sorted(case.cells("confidential"))


def test_no_byte_of_output_and_caches_shows_what_is_kept_back(case: Case) -> None:
    assert set() == case.search(case.cells("confidential"))


def test_every_kind_of_file_in_the_output_can_be_searched(case: Case) -> None:
    assert [] == unreadable(case.out)


def test_what_is_shown_is_found_in_pages_tables_and_cache_by_the_same_search(case: Case) -> None:
    names = {name for name, _ in case.search(case.cells("ok"))}
    endings = {Path(name).suffix for name in names}
    assert {".html", ".csv", ".json", ".geojson", ".topojson", ".xml", ".pickle"} <= endings


def test_without_complementary_suppression_the_build_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complementary, "complete", lambda system, _choice: system.is_open)
    root = write_site(tmp_path)
    with pytest.raises(AtlasError) as error:
        build(root, tmp_path / "public", Options(kind="inline"))
    assert [["A620"], False] == [sorted({one.code for one in error.value.diagnostics if one.severity > 1}), (tmp_path / "public").exists()]


def test_the_derivation_is_told_in_the_names_of_the_areas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complementary, "complete", lambda system, _choice: system.is_open)
    root = write_site(tmp_path)
    with pytest.raises(AtlasError) as error:
        build(root, tmp_path / "public", Options(kind="inline"))
    assert "Kleinau − Altstadt − Bahnhof" in next(one.message("de") for one in error.value.diagnostics if one.code == "A620")
