"""What catalogues are told of a planned site."""

import json
import re

import pytest
from msgspec.structs import replace

from atlas.model.data_page import DataPage
from atlas.model.job import CatalogueJob, PageJob
from atlas.model.page import IndicatorPage
from atlas.model.site import Site
from atlas.plan.jobs import make_plan
from atlas.render.catalogue import dataset, edition_dataset


@pytest.fixture(scope="session")
def page(eastmere: Site) -> PageJob:
    site = replace(eastmere, config=replace(eastmere.config, url="https://atlas.example/"))
    return next(job for job in make_plan(site) if isinstance(job, PageJob) and job.path == "indicators/under18/index.html")


def described(page: PageJob) -> dict[str, object]:
    assert isinstance(page.page, IndicatorPage)
    block = str(dataset(page.page, page.chrome, page.head))
    (plain,) = re.findall('<script type="application/ld\\+json">(.*)</script>', block)
    return dict(json.loads(plain))


def test_an_indicator_is_a_dataset_with_its_files(page: PageJob) -> None:
    found = described(page)
    assert ["Dataset", "https://atlas.example/indicators/under18/index.html"] == [found["@type"], found["url"]]
    assert "https://atlas.example/data/indicators/under18.csv" in str(found["distribution"])


def test_a_definition_cannot_end_the_data_block(page: PageJob) -> None:
    assert isinstance(page.page, IndicatorPage)
    hostile = replace(page.page, indicator=replace(page.page.indicator, definition="</script><script>alert(1)</script>"))
    assert "</script><script>" not in str(dataset(hostile, page.chrome, page.head))


def test_an_atlas_without_an_address_is_in_no_catalogue(eastmere: Site) -> None:
    site = replace(eastmere, config=replace(eastmere.config, url=""))
    assert ["CITATION.cff"] == [job.path for job in make_plan(site) if isinstance(job, CatalogueJob)]


def test_a_dataset_can_be_read_as_linked_data(page: PageJob) -> None:
    """The context is given, so that nothing is fetched."""
    import warnings

    import rdflib

    plain = described(page) | {"@context": {"@vocab": "https://schema.org/"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.Graph().parse(data=json.dumps(plain), format="json-ld")
    names = {str(name) for name in graph.predicates()}
    wanted = {
        "name",
        "description",
        "license",
        "creator",
        "publisher",
        "keywords",
        "distribution",
        "temporalCoverage",
        "spatialCoverage",
        "version",
    }
    assert set() == {f"https://schema.org/{one}" for one in wanted} - names


def test_a_dataset_names_every_form_of_its_figures(eastmere: Site) -> None:
    config = replace(eastmere.config, url="https://atlas.example/", extras=("downloads",))
    made = make_plan(replace(eastmere, config=config))
    page = next(job for job in made if isinstance(job, PageJob) and job.path == "indicators/under18/index.html")
    forms = {file["contentUrl"].rpartition(".")[2] for file in described(page)["distribution"]}  # type: ignore[attr-defined]
    assert {"csv", "json", "xlsx", "geojson", "topojson", "gpkg", "zip"} == forms


def test_an_edition_is_a_dataset_whose_parts_are_the_indicators(eastmere: Site) -> None:
    config = replace(eastmere.config, url="https://atlas.example/", extras=("downloads",))
    page = next(job for job in make_plan(replace(eastmere, config=config)) if isinstance(job, PageJob) and job.template == "data.html")
    assert isinstance(page.page, DataPage)
    found = json.loads(str(edition_dataset(page.page, page.chrome, page.head)).partition(">")[2].removesuffix("</script>"))
    assert "https://atlas.example/data/atlas.csv" in [file["contentUrl"] for file in found["distribution"]]
    assert "https://atlas.example/indicators/under18/index.html" in [part["url"] for part in found["hasPart"]]
