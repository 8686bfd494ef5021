"""The catalogue of data sets, judged by shapes made from the specification of DCAT-AP.de 3.0."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from tests.conftest import ROOT
from tests.site_checks.test_canaries import write_site

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""The libraries use parts of their own that they give up."""

SHAPES = ROOT / "tests" / "tools" / "dcat-ap-de.ttl"
MORE = """
url: https://atlas.example/
catalogue: {contributor: "http://dcat-ap.de/def/contributors/kleinau", area: "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05999999", level: municipality}
extras: [downloads]
editions: [{id: "2026", date: 2026-10-01}]
"""
FORMS = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dcat")
    root = write_site(folder)
    settings = root / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return build(root, folder / "public", Options(kind="inline")).out


def graph(out: Path, form: str):  # type: ignore[no-untyped-def]
    import rdflib

    return rdflib.Graph().parse(out / "daten" / f"catalog.{form}", format=FORMS[form])


def test_the_catalogue_keeps_to_the_shapes(out: Path) -> None:
    from pyshacl import validate

    conforms, _, words = validate(graph(out, "ttl"), shacl_graph=str(SHAPES), advanced=False)
    assert conforms, words


def test_the_shapes_refuse_a_distribution_without_a_licence(out: Path) -> None:
    from pyshacl import validate
    from rdflib import DCTERMS

    bare = graph(out, "ttl")
    bare.remove((None, DCTERMS.license, None))
    assert not validate(bare, shacl_graph=str(SHAPES))[0]


def test_the_shapes_refuse_what_version_3_gave_up(out: Path) -> None:
    from pyshacl import validate
    from rdflib import DCAT, RDF, Literal, Namespace

    old = graph(out, "ttl")
    old.add((next(old.subjects(RDF.type, DCAT.Dataset)), Namespace("http://dcat-ap.de/def/dcatde/").legalBasis, Literal("SGB")))
    assert not validate(old, shacl_graph=str(SHAPES))[0]


def test_the_area_of_every_data_set_is_named(out: Path) -> None:
    from rdflib import DCAT, DCTERMS, RDF

    named = graph(out, "ttl")
    sets = list(named.subjects(RDF.type, DCAT.Dataset))
    assert [["http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05999999"]] * len(sets) == [
        [str(area) for area in named.objects(one, DCTERMS.spatial)] for one in sets
    ]


@pytest.mark.parametrize("form", ["rdf", "jsonld"])
def test_every_form_says_the_same(out: Path, form: str) -> None:
    assert set(graph(out, "ttl")) == set(graph(out, form))


def test_another_process_writes_the_same_bytes(out: Path, tmp_path: Path) -> None:
    for seed in "123":
        command = [sys.executable, "-m", "atlas", "build", "--site", out.parent / "site", "--out", tmp_path / seed, "--executor", "inline"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}, capture_output=True)
    first, *others = ({form: (tmp_path / seed / "daten" / f"catalog.{form}").read_bytes() for form in FORMS} for seed in "123")
    assert [first, first] == others


def test_every_file_that_is_named_is_there(out: Path) -> None:
    from rdflib import DCAT

    named = [str(address).removeprefix("https://atlas.example/") for address in graph(out, "ttl").objects(None, DCAT.downloadURL)]
    assert [] == [path for path in named if not (out / path).is_file()]
    assert len(named) > 20
