"""Tables as statistical offices deliver them, read through recipes that `atlas import` proposes, against totals that the offices publish.

Each site below tests/real/ is built as any other; its recipes are what import writes, with names and missing years entered by hand.
"""

import csv
import json
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import geopandas
import pytest
import yaml

from atlas.base.diagnostics import Severity
from atlas.load.config import load_config
from atlas.load.geography import load_geography
from atlas.load.indicators import load_register
from atlas.load.intake import take_in
from atlas.load.tables import load_tables
from atlas.pipeline import Options, Result, build

REAL = Path(__file__).parents[1] / "real"
RealData = Callable[[str], Path]

LAENDER = [
    "Schleswig-Holstein",
    "Hamburg",
    "Niedersachsen",
    "Bremen",
    "Nordrhein-Westfalen",
    "Hessen",
    "Rheinland-Pfalz",
    "Baden-Württemberg",
    "Bayern",
    "Saarland",
    "Berlin",
    "Brandenburg",
    "Mecklenburg-Vorpommern",
    "Sachsen",
    "Sachsen-Anhalt",
    "Thüringen",
]
"""By their official keys, 01 to 16."""


class Atlas:
    """A site laid out, what `atlas import` proposes for its tables, and what a build of it gives."""

    def __init__(self, case: str, data: Path, folder: Path) -> None:
        self.root = Path(shutil.copytree(REAL / case, folder / case))
        shutil.copytree(data, self.root / "quelle")
        self.out = folder / "public"
        self._result: Result | None = None

    @property
    def result(self) -> Result:
        if self._result is None:
            self._result = build(self.root, self.out, Options(kind="inline"))
        return self._result

    def values(self, indicator: str) -> dict[tuple[str, str], tuple[str, str]]:
        """Give value and status by area and period."""
        assert self.result
        with (self.out / self._data / f"{indicator}.csv").open(newline="", encoding="utf-8") as stream:
            return {(row["area"], row["period"]): (row["value"], row["status"]) for row in csv.DictReader(stream)}

    @property
    def _data(self) -> str:
        return "daten/indikatoren" if (self.out / "daten").is_dir() else "data/indicators"

    def tables(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = yaml.safe_load((self.root / "site.yaml").read_text(encoding="utf-8"))["tables"]
        return entries

    def proposals(self) -> list[dict[str, Any]]:
        spec, found = load_config(self.root)
        assert spec is not None, found
        geography, found = load_geography(self.root, spec)
        assert geography is not None, found
        texts = [take_in(self.root / entry["file"], entry["file"], geography, spec.site.language)[0] for entry in self.tables()]
        return [yaml.safe_load("tables:\n" + text)["tables"][0] for text in texts]

    def as_written(self, names: Mapping[str, str]) -> None:
        """Let the site read every table by the very text that `atlas import` writes; `names`: series of the register → as the recipes call them."""
        spec, found = load_config(self.root)
        assert spec is not None, found
        geography, found = load_geography(self.root, spec)
        assert geography is not None, found
        recipes = "".join(take_in(self.root / entry["file"], entry["file"], geography, "de")[0] for entry in self.tables())
        site, register = self.root / "site.yaml", self.root / "data" / "indikatoren.yaml"
        text = site.read_text(encoding="utf-8")
        text = text[: text.index("tables:\n")].replace("population: einwohner", f"population: {names['einwohner']}")
        site.write_text(text + "tables:\n" + recipes, encoding="utf-8")
        lines = register.read_text(encoding="utf-8").splitlines(keepends=True)
        known = {f"    value: {mine}\n": f"    value: {theirs}\n" for mine, theirs in names.items()}
        register.write_text("".join(known.get(line, line) for line in lines), encoding="utf-8")

    def codes(self, *wanted: str) -> list[str]:
        return [one.code for one in self.result.found if one.code in wanted]


def laid_out(case: str, real_data: RealData, folder: Path) -> Atlas:
    data = "de_genesis_original" if case.startswith("de_") else case
    atlas = Atlas(case, real_data(data), folder)
    if case == "de_laender":
        frame = geopandas.read_file(atlas.root / "quelle" / "VG2500_KRS.shp").dissolve("SN_L").reset_index()[["SN_L", "geometry"]]
        frame["GEN"] = [LAENDER[int(key) - 1] for key in frame["SN_L"]]
        frame.to_file(atlas.root / "data" / "laender.geojson", driver="GeoJSON")
    return atlas


@pytest.fixture(scope="module")
def laid(real_data: RealData, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Atlas]:
    """Lay out a site over its data, once."""

    @cache
    def lay(case: str) -> Atlas:
        return laid_out(case, real_data, tmp_path_factory.mktemp(case))

    return lay


@pytest.mark.parametrize("case", ["de_kreise", "de_laender", "zuerich_quartiere", "uk_imd2019_sheffield"])
def test_the_recipes_are_what_import_proposes_but_for_names_and_years(laid: Callable[[str], Atlas], case: str) -> None:
    by_hand = ("series", "make", "factor")

    def bare(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{key: value for key, value in entry.items() if key not in by_hand and not _is_fixed(entry, key)} for entry in entries]

    assert bare(laid(case).proposals()) == bare(laid(case).tables())


def _is_fixed(entry: Mapping[str, Any], key: str) -> bool:
    return key == "period" and isinstance(entry[key], Mapping) and "fixed" in entry[key]


@pytest.mark.parametrize("case", ["de_kreise", "de_laender", "zuerich_quartiere", "uk_imd2019_sheffield"])
def test_every_file_is_read_without_errors_and_without_unknown_keys(laid: Callable[[str], Atlas], case: str) -> None:
    atlas = laid(case)
    assert [] == [one.text("en") for one in atlas.result.found if one.severity is Severity.ERROR or one.code in {"A212", "A227", "A240"}]


WRITTEN = {
    "de_kreise": {"einwohner": "bevoelkerungsstand", "flaeche": "gebietsflaeche", "flaeche_2018": "gebietsflaeche"}
    | {"maenner": "maennlich", "frauen": "weiblich", "betten": "aufgestellte_betten_in_krankenhaeusern", "lagetyp": "lagetyp_kreisebene"},
    "de_laender": {"einwohner": "bevoelkerungsstand", "flaeche": "gebietsflaeche"},
}
"""Series of the registers, and what `atlas import` calls them."""


@pytest.mark.parametrize(
    ("case", "totals"),
    [
        ("de_kreise", {("insgesamt", "2018"): 83019213, ("maenner", "2018"): 40966691, ("frauen", "2018"): 42052522, ("insgesamt", "2021"): 83237124, ("flaeche", "2018"): 357582.00}),
        ("de_laender", {("einwohner", "2018"): 83019213, ("maenner", "2018"): 40966691}),
    ],
)  # fmt: skip
def test_recipes_build_the_published_totals_as_import_wrote_them_without_a_line_changed(
    real_data: RealData, tmp_path: Path, case: str, totals: dict[tuple[str, str], float]
) -> None:
    atlas = laid_out(case, real_data, tmp_path)
    atlas.as_written(WRITTEN[case])
    assert [] == [one.text("en") for one in atlas.result.found if one.severity is Severity.ERROR]
    assert totals == {at: float(atlas.values(at[0])["DG", at[1]][0]) for at in totals}


NO_RECIPE = {
    "12411-0010.csv": "A334",  # Länder, to an atlas of Kreise: a few have the names of Kreise
    "DE_Bevoelkerung_2018_GeschlechtAlter.xlsx": "A334",
    "fl_district.csv": "A338",  # names of the areas
    "fl_household_type.csv": "A289",  # codes of another list
    "File_1_IMD2019_erste_400_zeilen_tausendertrenner.csv": "A289",  # areas of London
}
"""Tables that do not fit the atlas beside them, and the reason that is given."""


@pytest.mark.parametrize("case", ["berlin_mss2021", "de_kreise", "flensburg_sozialatlas2022", "uk_imd2019_sheffield", "zuerich_quartiere"])
def test_every_table_of_an_office_gets_a_recipe_that_reads_it_or_the_reason_why_not(laid: Callable[[str], Atlas], case: str) -> None:
    atlas = laid(case)
    spec, found = load_config(atlas.root)
    assert spec is not None, found
    geography, found = load_geography(atlas.root, spec)
    assert geography is not None, found
    files = [path for path in sorted((atlas.root / "quelle").rglob("*")) if path.suffix in {".csv", ".xlsx"}]
    told = {path.name: take_in(path, path.name, geography, "de")[1] for path in files}
    reasons = {name: [one.code for one in found if one.severity is Severity.ERROR] for name, found in told.items()}
    assert {name: [code] for name, code in NO_RECIPE.items() if name in told} == {name: codes for name, codes in reasons.items() if codes}
    assert [] == [name for name, found in told.items() if not reasons[name] and "A290" not in {one.code for one in found}]


def test_rows_of_flensburg_without_a_district_are_no_rows_of_the_city(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("flensburg_sozialatlas2022")
    without = [entry["file"] for entry in atlas.proposals() if "" in entry.get("skip", [])]
    assert ["fl_basic_benefits_income_by_district.csv", "fl_beneficiaries_characteristics_by_district.csv"] == [
        Path(one).name for one in without
    ]


def test_all_400_kreise_are_joined_with_hamburg_and_berlin_under_the_keys_of_their_land(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("de_kreise")
    for indicator, period in (("einwohner", "2018"), ("insgesamt", "2018"), ("insgesamt", "2021"), ("flaeche-2018", "2018")):
        shown = {area for (area, year), (value, _) in atlas.values(indicator).items() if year == period and value and area != "DG"}
        assert [400, True, True] == [len(shown), "02000" in shown, "11000" in shown]


def test_the_totals_of_germany_are_as_published(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("de_kreise")
    assert ("83019213", "ok") == atlas.values("insgesamt")["DG", "2018"]
    assert ("83237124", "ok") == atlas.values("insgesamt")["DG", "2021"]
    assert ("40966691", "ok") == atlas.values("maenner")["DG", "2018"]
    assert ("42052522", "ok") == atlas.values("frauen")["DG", "2018"]
    assert 357582.00 == float(atlas.values("flaeche-2018")["DG", "2018"][0])


def test_flensburg_has_its_published_inhabitants_in_both_tables(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("de_kreise")
    assert [("89504", "ok")] * 2 == [atlas.values(table)["01001", "2018"] for table in ("einwohner", "insgesamt")]


def test_what_the_kreise_lack_to_the_total_is_the_dissolved_kreis_eisenach_and_the_difference_is_told(laid: Callable[[str], Atlas]) -> None:
    told = [dict(one.details) for one in laid("de_kreise").result.found if one.code == "A230"]
    doubt = next(one for one in told if one["series"] == "insgesamt")
    with (laid("de_kreise").root / "quelle" / "12411-01-01-4.csv").open(encoding="latin-1") as stream:
        eisenach = next(line.split(";")[2] for line in stream if line.startswith("16056;"))
    assert int(eisenach) == int(float(doubt["own"])) - int(float(doubt["total"]))


def test_dissolved_kreise_are_named_in_the_recipe(laid: Callable[[str], Atlas]) -> None:
    text = (laid("de_kreise").root / "site.yaml").read_text(encoding="utf-8")
    assert '      - "03152"   # Göttingen, Landkreis (bis 31.10.2016)\n' in text
    assert [76, 76] == [len(entry["skip"]) for entry in laid("de_kreise").tables()[:2]]


def test_signs_keep_their_meaning(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("de_kreise")
    # Göttingen with its present borders exists since 2016; before the table has "-", nothing present.
    assert ("0", "zero") == atlas.values("einwohner")["03159", "1995"]
    assert ("0", "zero") == atlas.values("augenheilkunde")["01001", "2017"]
    # "..." in the table of surfaces: will follow.
    assert "pending" in {status for _, status in atlas.values("flaeche").values()}


def test_the_kreise_of_the_bbsr_are_joined_although_their_keys_are_numbers_of_seven_digits(laid: Callable[[str], Atlas]) -> None:
    read = laid("de_kreise").values("lagetyp")
    assert ("2", "ok") == read["01001", "2015"]
    assert 399 == sum(status == "ok" for _, status in read.values())


def test_laender_are_read_by_a_checked_map_of_names_from_rows_and_from_the_header(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("de_laender")
    people, men = atlas.values("einwohner"), atlas.values("maenner")
    assert ("83019213", "ok") == people["DG", "2018"]
    assert ("40966691", "ok") == men["DG", "2018"]
    assert ("2896712", "ok") == people["01", "2018"]
    assert ("0", "zero") == people["16", "1958"]
    assert 357578.17 == float(atlas.values("flaeche")["DG", "2016"][0])


def test_duplicated_zones_of_zurich_are_found_and_reported(laid: Callable[[str], Atlas]) -> None:
    told = [dict(one.details)["count"] for one in laid("zuerich_quartiere").result.found if one.code == "A272"]
    assert ["216"] == told


def test_keys_of_zurich_with_and_without_zeros_meet_on_layers_of_one_topojson(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("zuerich_quartiere")
    people, shares = atlas.values("bevoelkerung"), atlas.values("auslaenderanteil")
    assert ["3109", "32"] == [people["011", "2000"][0], shares["111", "2012"][0]]
    assert 34 == len({area for area, _ in people if len(area) == 3})
    assert "5786" == atlas.values("kreise")["01", "2014"][0]


def test_births_of_zurich_are_added_up_over_sexes_and_zones(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("zuerich_quartiere")
    with (atlas.root / "quelle" / "births_year_statisticalZones.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["Jahr"] == "2014" and row["statistischeZoneId"] == "3305"]
    assert str(sum(int(row["Geburten"]) for row in rows)) == atlas.values("geburten")["03305", "2014"][0]


def test_ranks_and_deciles_of_sheffield_are_read_right(laid: Callable[[str], Atlas]) -> None:
    atlas = laid("uk_imd2019_sheffield")
    assert [("15042", "ok"), ("5", "ok")] == [atlas.values(name)["E01007823", "2019"] for name in ("imd-rank", "imd-decile")]
    assert 345 == sum(status == "ok" for _, status in atlas.values("imd-rank").values())


def test_a_rank_with_a_thousands_comma_in_quotation_marks_is_a_whole_number(real_data: RealData, minimal: Path) -> None:
    name = "File_1_IMD2019_erste_400_zeilen_tausendertrenner.csv"
    shutil.copy(real_data("uk_imd2019_sheffield") / name, minimal / "data" / name)
    with (minimal / "data" / name).open(encoding="utf-8-sig", newline="") as stream:
        published = {row["LSOA code (2011)"]: row["Index of Multiple Deprivation (IMD) Rank"] for row in csv.DictReader(stream)}
    squares = [_square(number, key) for number, key in enumerate(published)]
    (minimal / "data" / "viertel.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": squares}), encoding="utf-8")
    text = (minimal / "site.yaml").read_text(encoding="utf-8").replace("language: de", "language: en")
    text = text.replace("file: data/stadt.geojson, key: schluessel, name: name", 'dissolve: {key: "0", name: London}').replace(
        "parent: stadt", "parent: x"
    )
    (minimal / "site.yaml").write_text(text, encoding="utf-8")
    spec, found = load_config(minimal)
    assert spec is not None, found
    geography, found = load_geography(minimal, spec)
    assert geography is not None, found
    recipe, found = take_in(minimal / "data" / name, f"data/{name}", geography, "en")
    entry = yaml.safe_load("tables:\n" + recipe)["tables"][0]
    entry["series"]["Index of Multiple Deprivation (IMD) Rank"] = "einwohner"
    tables = yaml.safe_dump([entry, {"file": "data/b.csv", "area": "k", "period": "p", "series": {"u": "bev_u18", "w": "wohnflaeche"}}])
    (minimal / "data" / "b.csv").write_text("k,p,u,w\nE01000001,2019,1,1\n", encoding="utf-8")
    (minimal / "site.yaml").write_text(text[: text.index("tables:")] + "tables:\n" + tables, encoding="utf-8")
    spec, found = load_config(minimal)
    assert spec is not None, found
    register, found = load_register(minimal, spec)
    assert register is not None, found
    tabulation, found = load_tables(minimal, spec, geography, register)
    assert tabulation is not None, found
    read = tabulation.series["einwohner"].values[1:, 0]
    assert "29,199" == published["E01000001"]
    assert [int(rank.replace(",", "")) for rank in published.values()] == read.tolist()


def test_the_districts_of_flensburg_are_found_by_number_in_every_table_that_has_them(laid: Callable[[str], Atlas]) -> None:
    keys = [entry["keys"] for entry in laid("flensburg_sozialatlas2022").proposals()]
    assert [{"pad": 2, "prefix": "STGT"}] * len(keys) == keys


def _square(number: int, key: str) -> dict[str, Any]:
    x, y = 0.01 * (number % 20), 51 + 0.01 * (number // 20)
    ring = [[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y]]
    return {"type": "Feature", "properties": {"schluessel": key, "name": key}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
