"""Files for machines, read back by their parsers."""

from dataclasses import replace
from xml.etree import ElementTree

import yaml

from atlas.model.job import CatalogueEntry, CatalogueJob
from atlas.render.catalogue import render_catalogue

JOB = CatalogueJob(
    path="",
    kind="",
    language="de",
    title='Atlas "Süd": 1',
    publisher="Stadt & Land",
    edition="2026",
    date="2026-10-01",
    doi="10.5281/zenodo.1",
    licence="dl-de/by-2.0",
    url="https://atlas.example/",
    entries=(CatalogueEntry(title="[Kinder] <b>", href="a&b/index.html", note="Wie viele?"),),
)


def written(kind: str) -> str:
    return render_catalogue(replace(JOB, kind=kind)).decode()


def test_a_sitemap_lists_absolute_addresses() -> None:
    places = ElementTree.fromstring(written("sitemap")).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    assert ["https://atlas.example/a&b/index.html"] == [place.text for place in places]


def test_robots_are_led_to_the_sitemap() -> None:
    assert "Sitemap: https://atlas.example/sitemap.xml" in written("robots").splitlines()


def test_a_title_cannot_end_its_link_in_llms_txt() -> None:
    assert "- [(Kinder) ‹b>](https://atlas.example/a&b/index.html): Wie viele?" in written("llms").splitlines()


def test_a_citation_file_is_yaml_with_what_its_schema_asks_for() -> None:
    said = yaml.safe_load(written("cff"))
    expected = {"cff-version": "1.2.0", "title": 'Atlas "Süd": 1, 2026', "date-released": "2026-10-01", "type": "dataset"}
    assert [expected, [{"name": "Stadt & Land"}]] == [{name: said[name] for name in expected}, said["authors"]]
