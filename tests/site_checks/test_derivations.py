"""What is kept back shapes nothing else: two sites that differ only in figures kept back are the same, byte for byte.

The same two sites without protection differ in every place where figures leave traces: so each of these places is really looked at.
"""

import json
import re
import shutil
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.extras import EXTRAS
from atlas.model.finding import Finding
from atlas.model.indicator import Indicator
from atlas.model.panel import Panel
from atlas.model.tabulation import Tabulation
from atlas.pipeline import Options, build
from atlas.pipeline.disclosure import Protected, protect_figures
from atlas.pipeline.editions import freeze
from atlas.statistics.find import find
from atlas.statistics.suppress import Account
from tests.conftest import ROOT, tree
from tests.site_checks.test_canaries import PEOPLE, REGISTER

Read = Callable[[Path], object]

COUNTS = {"01": (61, 64, 70), "02": (447, 452, 467), "03": (512, 528, 536), "04": (9, 8, 7)}
OTHERWISE = {"01": (21, 66, 72), "02": (447, 452, 467), "03": (512, 528, 536), "04": (49, 6, 5)}
"""01 and 04 together are the same in every year; only they differ."""


INDEX = """\
  - id: lage
    title: Lage
    theme: wohnen
    kind: index
    decimals: 1
    higher_is: unfavourable
    definition: Aus Fällen und jungen Menschen.
    source: Eigene Berechnung
    reference_date: Kalenderjahr
    classes: {breaks: [-0.5, 0.5], names: [unter, mittel, über]}
    index: {components: [{indicator: fallquote, direction: higher}, {indicator: unter18, direction: higher}]}
"""
MORE = """\
analyses: data/analysen.yaml
editions:
  - {id: "2024", date: 2024-10-01}
"""
ANALYSES = """\
watches:
  - {indicator: fallquote, change: 1, years: 1, measure: percent}
selections:
  - {id: auffaellig, title: Auffällig, label: auffällig, criteria: [{indicator: fallquote, above: 0.1}, {indicator: faelle, below: 0.1}], at_least: 1}
associations:
  - {id: paar, title: Paar, x: unter18, y: fallquote}
typologies:
  - id: gruppen
    title: Gruppen
    definition: Viertel, die sich ähneln.
    classes: lage
"""
TEXT = """\
---
title: Bericht
---

Am höchsten {fallquote höchster Viertel}, am niedrigsten {fallquote niedrigster Viertel}, in der Stadt {fallquote Stadt}.
"""


@cache
def built(name: str, *, protected: bool) -> Path:
    """Build the site with one of the two sets of counts."""
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", Path(mkdtemp()) / "site"))
    counts = COUNTS if name == "counts" else OTHERWISE
    rows = [f"{key};{2023 + year};{PEOPLE[key]};612;41,2;{counts[key][year]}" for key in counts for year in range(3)]
    (root / "data" / "bevoelkerung.csv").write_text(
        "\n".join(["schluessel;jahr;einwohner;u18;wohnflaeche;faelle", *rows, ""]), encoding="utf-8"
    )
    register = root / "data" / "indikatoren.yaml"
    register.write_text(register.read_text(encoding="utf-8") + REGISTER + INDEX, encoding="utf-8")
    settings = (
        (root / "site.yaml").read_text(encoding="utf-8").replace("wohnflaeche: wohnflaeche}", "wohnflaeche: wohnflaeche, faelle: faelle}")
    )
    if protected:
        rule = "protection: {method: suppress, exemptions: [{indicators: [faelle, fallquote], minimum: 50, width: 3}]}"
        settings = settings.replace("protection: {method: none, reason: Erfundene Zahlen.}", rule)
    settings = settings.replace("[unter18]", "[unter18, faelle, fallquote]") + MORE
    (root / "site.yaml").write_text(settings, encoding="utf-8")
    (root / "data" / "analysen.yaml").write_text(ANALYSES, encoding="utf-8")
    (root / "content" / "bericht.md").write_text(TEXT, encoding="utf-8")
    freeze(root, "2024", Options(kind="inline"))
    build(root, root / "public", Options(kind="inline", extras=EXTRAS))
    return root / "public"


def page(out: Path, path: str) -> str:
    return (out / path).read_text(encoding="utf-8")


def data(out: Path, kind: str) -> list[dict[str, object]]:
    """Give what maps or charts of the rate are drawn from."""
    found = re.findall(
        rf'<script type="application/json" class="{kind}-data">(.*?)</script>', page(out, "indikatoren/fallquote/index.html"), re.DOTALL
    )
    return [json.loads(one) for one in found]


def names(out: Path) -> list[str]:
    table = re.search(r'<table class="areas">.*?</table>', page(out, "indikatoren/fallquote/index.html"), re.DOTALL)
    assert table
    return re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', table[0])


PLACES: dict[str, Read] = {
    "classes of the map": lambda out: [one["codes"] for one in data(out, "map")],
    "borders in the legend": lambda out: re.findall(r'<ul class="legend.*?</ul>', page(out, "indikatoren/fallquote/index.html"), re.DOTALL),
    "axes of the charts": lambda out: [one["parameters"]["span"] for one in data(out, "chart")],  # type: ignore[index]
    "range and place in profiles of others": lambda out: re.findall(
        r'<td class="place">.*?</td>', page(out, "profile/02-bahnhof/index.html"), re.DOTALL
    ),
    "change of the areas themselves": lambda out: re.findall(
        r'class="trend">.*?</td>', page(out, "profile/01-altstadt/index.html"), re.DOTALL
    ),
}


FILES = {
    "sentences with extremes": "bericht/index.html",
    "words beside figures in profiles of others": "profile/03-sued/index.html",
    "table of all areas": "tabelle/index.html",
    "comparison": "vergleich/index.html",
    "map explorer": "karte/index.html",
    "selected areas": "analysen/auffaellig/index.html",
    "watched changes": "analysen/veraenderungen/index.html",
    "two indicators side by side": "analysen/paar/index.html",
    "types": "typen/gruppen/index.html",
    "index": "indikatoren/lage/index.html",
    "inputs of the index": "daten/bestandteile/lage.csv",
    "workbook": "daten/indikatoren/fallquote.xlsx",
    "GeoPackage": "daten/indikatoren/fallquote.gpkg",
    "archive of everything": "daten/atlas.zip",
    "picture of the map": "daten/bilder/fallquote-map.png",
    "picture of the development": "daten/bilder/fallquote-development.svg",
    "figures of a frozen edition": "ausgabe/2024/indikatoren/fallquote/index.html",
    "classes of a frozen edition": "ausgabe/2024/karte/index.html",
}
"""Files in which a figure of one area shapes what is said of others, or is drawn, sorted, packed."""
PLACES |= {place: partial(lambda file, out: (out / file).read_bytes(), file) for place, file in FILES.items()}
PLACES["data of the map explorer"] = lambda out: sorted(file.name for file in out.glob("assets/map/figures-fallquote-*.js"))


def test_two_sites_that_differ_only_in_what_is_kept_back_are_the_same_byte_for_byte() -> None:
    one, other = tree(built("counts", protected=True)), tree(built("otherwise", protected=True))
    assert {} == {path: "differs" for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_where_figures_leave_traces_shows_none_of_what_is_kept_back(place: str) -> None:
    read = PLACES[place]
    assert read(built("counts", protected=True)) == read(built("otherwise", protected=True))


@pytest.mark.parametrize("place", PLACES)
def test_without_protection_the_same_place_would_show_them(place: str) -> None:
    read = PLACES[place]
    assert read(built("counts", protected=False)) != read(built("otherwise", protected=False))


def test_if_class_borders_saw_what_is_kept_back_the_tests_above_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    # The guard is that classes are made of published panels; here they are made of the confidential tabulation instead.
    accounts: list[Account] = []

    def watched(*given: Any) -> tuple[Protected, Tabulation]:
        done = protect_figures(*given)
        accounts.append(done[0].account)
        return done

    def unguarded(panel: Panel, indicator: Indicator, *given: Any) -> Finding:
        if indicator.id != "fallquote":
            return find(panel, indicator, *given)
        cases, people = (accounts[-1].values[accounts[-1].series.index(name)] for name in ("faelle", "einwohner"))
        seen = replace(panel, values=1000 * cases / people, status=np.zeros(panel.status.shape, dtype=np.uint8))
        return replace(find(panel, indicator, *given), breaks=find(seen, indicator, *given).breaks)

    monkeypatch.setattr("atlas.pipeline.disclosure.protect_figures", watched)
    monkeypatch.setattr("atlas.statistics.find.find", unguarded)
    legends = [PLACES["borders in the legend"](built.__wrapped__(name, protected=True)) for name in ("counts", "otherwise")]
    assert legends[0] != legends[1]


def city(folder: Path, last: tuple[int, int], *, protected: bool) -> Path:
    """Build a city of twelve quarters, of which the last two have few cases: as many together, however they are shared out."""
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", folder / "site"))
    squares = [(f"{1 + place:02}", 8.70 + place % 4 * 0.005, 51.60 + place // 4 * 0.004) for place in range(12)]
    shapes = [
        {
            "type": "Feature",
            "properties": {"schluessel": key, "name": f"Viertel {key}", "stadt": "0"},
            "geometry": {"type": "Polygon", "coordinates": [[[x, y], [x + 0.005, y], [x + 0.005, y + 0.004], [x, y + 0.004], [x, y]]]},
        }
        for key, x, y in squares
    ]
    (root / "data" / "viertel.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), encoding="utf-8")
    shutil.rmtree(root / "content" / "profile")
    counts = [400 + 17 * (place * place % 11) for place in range(10)] + list(last)
    rows = [
        f"{key};2024;{3000 + 40 * place};{400 + 31 * (place * 5 % 12)};{30 + place * 7 % 12};{count}"
        for place, ((key, _, _), count) in enumerate(zip(squares, counts, strict=True))
    ]
    (root / "data" / "bevoelkerung.csv").write_text(
        "\n".join(["schluessel;jahr;einwohner;u18;wohnflaeche;faelle", *rows, ""]), encoding="utf-8"
    )
    register = root / "data" / "indikatoren.yaml"
    register.write_text(register.read_text(encoding="utf-8") + REGISTER, encoding="utf-8")
    settings = (
        (root / "site.yaml").read_text(encoding="utf-8").replace("wohnflaeche: wohnflaeche}", "wohnflaeche: wohnflaeche, faelle: faelle}")
    )
    settings = settings.replace("[unter18]", "[unter18, wohnflaeche, fallquote]")
    if protected:
        rule = "protection: {method: suppress, exemptions: [{indicators: [faelle, fallquote], minimum: 50, width: 3}]}"
        settings = settings.replace("protection: {method: none, reason: Erfundene Zahlen.}", rule)
    (root / "site.yaml").write_text(settings, encoding="utf-8")
    build(root, root / "public", Options(kind="inline"))
    return root / "public"


def similar(out: Path) -> dict[str, list[str]]:
    """Give what every profile says of areas much like its own."""
    pages = sorted((out / "profile").glob("*/index.html"))
    return {page.parent.name: re.findall(r'<ul class="similar">.*?</ul>', page.read_text(encoding="utf-8"), re.DOTALL) for page in pages}


@pytest.mark.parametrize(("protected", "differs"), [(True, False), (False, True)])
def test_which_areas_are_called_alike_depends_on_published_figures_alone(tmp_path: Path, protected: bool, differs: bool) -> None:
    one, other = (similar(city(tmp_path / str(place), last, protected=protected)) for place, last in enumerate(((9, 61), (49, 21))))
    assert [differs, True] == [one != other, bool(one["01-viertel-01"])]


def test_an_area_with_a_figure_that_is_kept_back_is_like_no_other(tmp_path: Path) -> None:
    told = similar(city(tmp_path, (9, 61), protected=True))
    assert [[], []] == [told[area] for area in ("11-viertel-11", "12-viertel-12")]
    assert not any("Viertel 11" in words or "Viertel 12" in words for lists in told.values() for words in lists)
