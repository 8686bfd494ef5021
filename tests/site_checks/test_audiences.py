"""Two atlases from the same sources: what is not released is in no byte of the public one, and the internal one says what it is."""

from pathlib import Path

import pytest

from atlas.base.diagnostics import AtlasError
from atlas.pipeline import Options, build
from tests.site_checks.test_canaries import COUNTS, write_site
from tests.tools.canaries import forms, sightings

INTERNAL = Options(kind="inline", audience="internal")
PUBLIC = Options(kind="inline")
SECRET = "Zwergmispelweg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of which the inhabitants are released, and the level of the city; texts on both, one of them final."""
    root = write_site(tmp_path)
    settings = (root / "site.yaml").read_text(encoding="utf-8")
    settings = settings.replace(
        "protection: {method: suppress, population: 3000}", "protection: {method: none, reason: Test.}\nrelease: marked"
    )
    settings = settings.replace("{id: stadt,", "{id: stadt, public: true,")
    (root / "site.yaml").write_text(settings, encoding="utf-8")
    register = root / "data" / "indikatoren.yaml"
    register.write_text(
        register.read_text(encoding="utf-8").replace("  - id: einwohner\n", "  - id: einwohner\n    public: true\n"), encoding="utf-8"
    )
    (root / "content" / "index.md").write_text("---\ntitle: Start\nstatus: final\n---\n\nWillkommen.\n", encoding="utf-8")
    (root / "content" / "notiz.md").write_text(f"---\ntitle: Notiz\n---\n\n{SECRET}\n", encoding="utf-8")
    (root / "content" / "indikatoren").mkdir()
    (root / "content" / "indikatoren" / "faelle.md").write_text(f"Auch hier: {SECRET}.\n", encoding="utf-8")
    return root


def secrets() -> set[bytes]:
    """Counts of the indicator and names of areas that are not released, and a word of the texts."""
    numbers = {form for years in COUNTS.values() for count in years.values() for form in forms(count)}
    return numbers | {SECRET.encode(), b"faelle", b"Altstadt"}


def test_no_byte_of_the_public_atlas_holds_what_is_not_released(root: Path) -> None:
    build(root, root / "public", PUBLIC)
    assert set() == sightings(root / "public", secrets())


def test_the_internal_atlas_has_it_all(root: Path) -> None:
    build(root, root / "internal", INTERNAL)
    found = {form for _, form in sightings(root / "internal", secrets())}
    assert {SECRET.encode(), b"faelle", b"Altstadt", b"8374651"} <= found


def test_the_public_atlas_is_the_same_after_an_internal_one_was_built(root: Path) -> None:
    build(root, root / "internal", INTERNAL)
    build(root, root / "public", PUBLIC)
    assert set() == sightings(root / "public", secrets())


def test_every_page_of_the_internal_atlas_says_that_it_is_one(root: Path) -> None:
    build(root, root / "internal", INTERNAL)
    pages = list((root / "internal").rglob("*.html"))
    assert pages == [page for page in pages if "Interne Fassung, nicht zur Veröffentlichung." in page.read_text(encoding="utf-8")]


def test_an_internal_atlas_is_not_put_where_a_public_one_was(root: Path) -> None:
    build(root, root / "public", PUBLIC)
    with pytest.raises(AtlasError) as error:
        build(root, root / "public", INTERNAL)
    assert ["A641"] == [one.code for one in error.value.diagnostics]


def test_a_public_atlas_may_take_the_place_of_an_internal_one(root: Path) -> None:
    build(root, root / "out", INTERNAL)
    build(root, root / "out", PUBLIC)
    assert set() == sightings(root / "out", secrets())


def test_without_marks_everything_is_public(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    build(root, root / "public", PUBLIC)
    assert sightings(root / "public", {b"faelle"})


def test_a_released_index_of_unreleased_parts_is_an_error(root: Path) -> None:
    register = root / "data" / "indikatoren.yaml"
    index = """\
  - id: lage
    public: true
    title: Lage
    theme: wohnen
    kind: index
    higher_is: unfavourable
    definition: Test.
    source: Test
    reference_date: "31.12."
    index: {components: [{indicator: fallquote, direction: higher}]}
"""
    register.write_text(register.read_text(encoding="utf-8") + index, encoding="utf-8")
    with pytest.raises(AtlasError) as error:
        build(root, root / "public", PUBLIC)
    assert ["A640"] == [one.code for one in error.value.diagnostics if one.code.startswith("A6")]
