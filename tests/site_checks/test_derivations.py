"""What is kept back shapes nothing else: two sites that differ only in figures kept back are the same, byte for byte.

The same two sites without protection differ in every place where figures leave traces: so each of these places is really looked at.
"""

import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from atlas.pipeline import Options, build
from tests.conftest import ROOT, tree
from tests.site_checks.test_canaries import PEOPLE, REGISTER

Read = Callable[[Path], object]

COUNTS = {"01": (61, 64, 70), "02": (447, 452, 467), "03": (512, 528, 536), "04": (9, 8, 7)}
OTHERWISE = {"01": (21, 66, 72), "02": (447, 452, 467), "03": (512, 528, 536), "04": (49, 6, 5)}
"""01 and 04 together are the same in every year; only they differ."""


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
    register.write_text(register.read_text(encoding="utf-8") + REGISTER, encoding="utf-8")
    settings = (
        (root / "site.yaml").read_text(encoding="utf-8").replace("wohnflaeche: wohnflaeche}", "wohnflaeche: wohnflaeche, faelle: faelle}")
    )
    if protected:
        rule = "protection: {method: suppress, exemptions: [{indicators: [faelle, fallquote], minimum: 50, width: 3}]}"
        settings = settings.replace("protection: {method: none, reason: Erfundene Zahlen.}", rule)
    (root / "site.yaml").write_text(settings.replace("[unter18]", "[unter18, faelle, fallquote]"), encoding="utf-8")
    build(root, root / "public", Options(kind="inline"))
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
