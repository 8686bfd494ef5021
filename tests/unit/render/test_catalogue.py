"""Files for machines, read back by their parsers."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import yaml
from msgspec.structs import replace

from atlas.model.job import CatalogueEntry, CatalogueJob
from atlas.render.catalogue import render_catalogue

CFF_SCHEMA = Path(sys.prefix) / "alone" / "cffconvert" / "schemas" / "1.2.0" / "schema.json"
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
    licence_url="https://www.govdata.de/dl-de/by-2-0",
    address="https://atlas.example/ausgabe/2026/index.html",
    url="https://atlas.example/",
    entries=(CatalogueEntry(title="[Kinder] <b>", href="a&b/index.html", note="Wie viele?"),),
)


def written(kind: str) -> str:
    return render_catalogue(replace(JOB, kind=kind)).decode()


def test_a_sitemap_lists_absolute_addresses() -> None:
    places = ElementTree.fromstring(written("sitemap")).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    assert ["https://atlas.example/a&b/index.html"] == [place.text for place in places]


def test_every_address_of_a_sitemap_names_its_language() -> None:
    links = list(ElementTree.fromstring(written("sitemap")).iter("{http://www.w3.org/1999/xhtml}link"))
    assert [("de", "https://atlas.example/a&b/index.html"), ("x-default", "https://atlas.example/a&b/index.html")] == [
        (link.get("hreflang"), link.get("href")) for link in links
    ]


def test_robots_are_led_to_the_sitemap() -> None:
    assert "Sitemap: https://atlas.example/sitemap.xml" in written("robots").splitlines()


def test_a_title_cannot_end_its_link_in_llms_txt() -> None:
    assert "- [(Kinder) ‹b>](https://atlas.example/a&b/index.html): Wie viele?" in written("llms").splitlines()


def test_a_citation_file_is_yaml_with_what_its_schema_asks_for() -> None:
    said = yaml.safe_load(written("cff"))
    expected = {"cff-version": "1.2.0", "title": 'Atlas "Süd": 1, 2026', "date-released": "2026-10-01", "type": "dataset"}
    assert [expected, [{"name": "Stadt & Land"}]] == [{name: said[name] for name in expected}, said["authors"]]


def test_a_citation_file_keeps_to_the_schema_of_its_format() -> None:
    """The schema of the Citation File Format 1.2.0 as the package cffconvert carries it."""
    if not CFF_SCHEMA.is_file():
        pytest.skip(
            "the schema of CITATION.cff is not installed: `make test` does it (cffconvert, by itself, into a folder of the environment)"
        )
    schema = json.loads(CFF_SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    bare = {name: value for name, value in yaml.safe_load(written("cff")).items() if name != "authors"}
    assert [[], ["'authors' is a required property"]] == [
        [error.message for error in validator.iter_errors(said)] for said in (yaml.safe_load(written("cff")), bare)
    ]


def test_a_record_for_datacite_has_what_its_schema_asks_for() -> None:
    record = ElementTree.fromstring(written("datacite"))
    space = "{http://datacite.org/schema/kernel-4}"
    said = {part.tag.removeprefix(space): "".join(part.itertext()) for part in record}
    expected = {
        "identifier": "10.5281/zenodo.1",
        "creators": "Stadt & Land",
        "titles": 'Atlas "Süd": 1, 2026',
        "publisher": "Stadt & Land",
        "publicationYear": "2026",
        "resourceType": "Dataset",
    }
    assert expected == {name: said[name] for name in expected}
    assert "Dataset" == record.find(f"{space}resourceType").get("resourceTypeGeneral")  # type: ignore[union-attr]
