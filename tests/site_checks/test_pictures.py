"""Charts and maps to take home as pictures: each that a reader sees is there, says whose it is, and is linked where it is looked for."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from atlas.pipeline import Options, build
from tests.conftest import ROOT
from tests.site_checks.markup import read_page

SVG = "{http://www.w3.org/2000/svg}"
OWN = {
    "data": {"name": "bg"},
    "mark": "bar",
    "encoding": {"x": {"field": "value", "type": "quantitative"}, "y": {"field": "name", "type": "nominal"}},
}
TEXT = """---
title: Bericht
---

```{diagramm}
file: eigenes.json
alt: Bedarfsgemeinschaften je Lebensraum.
```
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with types, and a chart of the author's own in a text."""
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "aachen-typen", tmp_path_factory.mktemp("pictures") / "site"))
    (root / "content" / "bericht.md").write_text(TEXT, encoding="utf-8")
    (root / "content" / "eigenes.json").write_text(json.dumps(OWN), encoding="utf-8")
    return build(root, root / "public", Options(kind="inline", extras=("downloads",))).out


def names(out: Path) -> set[str]:
    return {path.name for path in (out / "daten" / "bilder").iterdir()}


def words(file: Path) -> str:
    return " ".join("".join(node.itertext()) for node in ElementTree.parse(file).iter(f"{SVG}text"))


@pytest.mark.parametrize("name", ["bg-map", "bg-development", "lebensraumtypen-types", "page-bericht-1"])
def test_every_chart_and_map_is_there_in_both_forms(out: Path, name: str) -> None:
    assert {f"{name}.svg", f"{name}.png"} <= names(out)


def test_every_picture_says_whose_it_is(out: Path) -> None:
    silent = [
        path.name
        for path in sorted((out / "daten" / "bilder").glob("*.svg"))
        if not all(part in words(path) for part in ("Ausgabe 2026", "Stadt Quellenstadt", "Datenlizenz Deutschland"))
    ]
    assert [] == silent


def test_the_map_of_types_names_them_and_counts_their_areas(out: Path) -> None:
    (legend, *_) = read_page(out / "typen" / "lebensraumtypen" / "index.html").tree.all("ul", class_="legend")
    shown = [[" ".join(part.text().split()) for part in line.all("span")] for line in legend.all("li")]
    said = "".join(words(out / "daten" / "bilder" / "lebensraumtypen-types.svg").split())
    assert len(shown) > 2
    assert [] == [meaning for meaning, count in shown if "".join(f"{meaning}({count})".split()) not in said]


def test_the_page_of_an_indicator_leads_to_its_pictures(out: Path) -> None:
    links = {link.attributes["href"].rpartition("/")[2] for link in read_page(out / "indikatoren" / "bg" / "index.html").tree.all("a")}
    assert {"bg-map.png", "bg-development.svg"} <= links


def test_the_page_of_all_files_leads_to_every_picture(out: Path) -> None:
    links = {link.attributes["href"] for link in read_page(out / "daten" / "index.html").tree.all("a")}
    assert {f"../daten/bilder/{name}" for name in names(out)} == {link for link in links if "/bilder/" in link}
