"""The demo site as readers get it: built once for all tests that look at the result."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from atlas.pipeline import build
from tests.conftest import ROOT

KINDS = {
    "start": "index.html",
    "profile": "profile/0201-*/index.html",
    "profile of the whole": "profile/0-*/index.html",
    "theme": "themen/bevoelkerung/index.html",
    "indicator": "indikatoren/sgb2/index.html",
    "areas": "profile/index.html",
    "themes": "themen/index.html",
    "a to z": "az/index.html",
    "data": "daten/index.html",
    "text": "glossar/index.html",
    "method": "methodik/index.html",
    "quality": "datenqualitaet/index.html",
    "map": "karte/index.html",
    "comparison": "vergleich/index.html",
    "table": "tabelle/index.html",
    "questions": "fragen/index.html",
}
"""A page of every kind."""

FURTHER = {
    "entrance": "einstieg/kinder/index.html",
    "report": "bericht/index.html",
    "analyses": "analysen/index.html",
    "targets": "analysen/ziele/index.html",
    "selection": "analysen/besondere-aufmerksamkeit/index.html",
    "segregation": "analysen/kinder-in-armut/index.html",
    "association": "analysen/armut-und-sprache/index.html",
    "changes": "analysen/veraenderungen/index.html",
    "scenario": "analysen/pflege-2035/index.html",
    "typology": "typen/lage-entwicklung/index.html",
    "type": "typen/lage-entwicklung/a/index.html",
    "licences": "lizenzen/index.html",
    "accessibility": "barrierefreiheit/index.html",
    "editions": "aenderungen/index.html",
    "streets": "az/strassen-a/index.html",
    "imprint": "impressum/index.html",
    "privacy": "datenschutz/index.html",
    "plain words": "profile/0304-*/leicht/index.html",
    "translation": "profile/0304-*/en/index.html",
}
"""Pages made of the same parts, each with tables or charts of its own."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built demo site."""
    return _built(tmp_path_factory.getbasetemp())


def address(site: Path, kind: str) -> str:
    """Give the address of the page that stands for a kind."""
    (page,) = site.glob((KINDS | FURTHER)[kind])
    return page.relative_to(site).as_posix()


@cache
def _built(place: Path) -> Path:
    root = place / "built-demo"
    root.mkdir()
    shutil.copy(ROOT / "site.yaml", root)
    for folder in ("content", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    build(root, root / "public")
    return root / "public"
