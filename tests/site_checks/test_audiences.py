"""Two atlases from the same sources: what is not released is in no byte of the public one, and the internal one says what it is."""

import json
from pathlib import Path

import pytest

from atlas.base.diagnostics import AtlasError
from atlas.pipeline import Options, build
from atlas.pipeline.audit import audit_output
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
    settings = settings.replace("protection: {method: suppress, population: 3000}", "protection: {method: none, reason: Test.}").replace(
        "release: all", "release: marked"
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


OFFERS = """\
---
title: Angebote
status: final
---

```{orte}
items:
  - {title: Jugendhaus, area: "0", public: true}
  - {title: Hagebuttenhaus, area: "0", text: Quittenhof}
```
"""
PLACES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": name, "kind": kind, "frei": free},
            "geometry": {"type": "Point", "coordinates": [8.5, 50.1]},
        }
        for name, kind, free in (("Bücherei", "Treff", "ja"), ("Schlehenhaus", "Beratung", ""), ("Eibenhaus", "Beratung", "vielleicht"))
    ],
}
ANALYSES = """\
watches:
  - {indicator: faelle, change: 1, years: 1}
targets:
  - {indicator: faelle, value: 5, by: "2030", direction: at_most, source: Zwergmispelziel}
"""


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_offer_without_a_mark_is_in_no_byte_of_the_public_atlas(root: Path) -> None:
    (root / "content" / "angebote.md").write_text(OFFERS, encoding="utf-8")
    for out, options in (("public", PUBLIC), ("internal", INTERNAL)):
        build(root, root / out, options)
    words = {b"Jugendhaus", b"Hagebuttenhaus", b"Quittenhof"}
    assert [{b"Jugendhaus"}, words] == [{word for _, word in sightings(root / out, words)} for out in ("public", "internal")]


def test_a_place_on_the_map_without_a_mark_is_in_no_byte_of_the_public_atlas(root: Path) -> None:
    (root / "data" / "orte.geojson").write_text(json.dumps(PLACES), encoding="utf-8")
    change(root / "site.yaml", "release: marked", "release: marked\nmap: {places: [{file: data/orte.geojson, released: frei}]}")
    for out, options in (("internal", INTERNAL), ("public", PUBLIC)):
        build(root, root / out, options)
    words = {"Bücherei".encode(), b"Schlehenhaus", b"Eibenhaus"}
    assert [{"Bücherei".encode()}, words] == [{word for _, word in sightings(root / out, words)} for out in ("public", "internal")]


def test_an_analysis_of_what_is_not_released_is_in_no_byte_of_the_public_atlas(root: Path) -> None:
    (root / "data" / "analysen.yaml").write_text(ANALYSES, encoding="utf-8")
    change(root / "site.yaml", "release: marked", "release: marked\nanalyses: data/analysen.yaml")
    for out, options in (("internal", INTERNAL), ("public", PUBLIC)):
        build(root, root / out, options)
    words = {b"Zwergmispelziel"}
    assert [set(), words] == [{word for _, word in sightings(root / out, words)} for out in ("public", "internal")]


@pytest.fixture
def bare(root: Path) -> Path:
    """The quarters and the rate are released, the counts behind it are not."""
    change(root / "site.yaml", "{id: viertel,", "{id: viertel, public: true,")
    change(root / "data" / "indikatoren.yaml", "  - id: fallquote\n", "  - id: fallquote\n    public: values\n")
    change(root / "data" / "indikatoren.yaml", "decimals: 2", "decimals: 0")
    return root


def test_a_rate_whose_digits_tell_the_count_behind_it_is_not_released(bare: Path) -> None:
    change(bare / "data" / "indikatoren.yaml", "factor: 1000\n    decimals: 0", "factor: 1000\n    decimals: 1")
    with pytest.raises(AtlasError) as error:
        build(bare, bare / "public", PUBLIC)
    told = [dict(one.details) for one in error.value.diagnostics if one.code == "A656"]
    assert [("fallquote", "faelle", False)] == [(one["id"], one["series"], (bare / "public").exists()) for one in told]


def test_it_is_where_nobody_knows_the_base(bare: Path) -> None:
    change(bare / "data" / "indikatoren.yaml", "factor: 1000\n    decimals: 0", "factor: 1000\n    decimals: 1")
    change(bare / "data" / "indikatoren.yaml", "  - id: einwohner\n    public: true\n", "  - id: einwohner\n    public: false\n")
    build(bare, bare / "public", PUBLIC)
    assert (bare / "public" / "indikatoren" / "fallquote" / "index.html").exists()


def test_a_series_of_which_only_rates_are_released_is_in_no_byte_of_the_public_atlas(bare: Path) -> None:
    build(bare, bare / "public", PUBLIC)
    counts = {form for years in COUNTS.values() for count in years.values() for form in forms(count)}
    assert [set(), True] == [
        sightings(bare / "public", counts),
        bool(sightings(bare / "public", forms(COUNTS["02"]["2024"] / 3876 * 1000, 0))),
    ]


def test_the_internal_atlas_has_the_series_behind_the_rates(bare: Path) -> None:
    build(bare, bare / "internal", INTERNAL)
    assert sightings(bare / "internal", forms(COUNTS["02"]["2024"]))


@pytest.fixture
def parted(root: Path) -> Path:
    """The quarters are released, but for one; their counts are protected."""
    shapes = root / "data" / "viertel.geojson"
    features = json.loads(shapes.read_text(encoding="utf-8"))
    for feature in features["features"]:
        feature["properties"]["frei"] = "" if feature["properties"]["name"] == "Weiher" else "ja"
    shapes.write_text(json.dumps(features), encoding="utf-8")
    change(root / "site.yaml", "{id: viertel,", "{id: viertel, public: true, released: frei,")
    change(root / "site.yaml", "protection: {method: none, reason: Test.}", "protection: {method: suppress}")
    change(root / "data" / "indikatoren.yaml", "  - id: faelle\n", "  - id: faelle\n    public: true\n")
    return root


def test_an_area_that_alone_is_not_released_is_in_no_byte_of_the_public_atlas(parted: Path) -> None:
    build(parted, parted / "public", PUBLIC)
    counts = {form for count in COUNTS["04"].values() for form in forms(count)}
    assert set() == sightings(parted / "public", {b"Weiher", b"weiher"} | counts)


def test_nor_is_it_what_is_left_of_the_whole(parted: Path) -> None:
    build(parted, parted / "public", PUBLIC)
    done = audit_output(parted, parted / "public")
    rows = (parted / "public" / "daten" / "indikatoren" / "faelle.csv").read_text(encoding="utf-8").splitlines()
    shown = {row.split(",")[0] for row in rows[1:] if ",ok," in row}
    assert [(), True] == [done.found, len(shown & {"01", "02", "03"}) == 2]


def test_nor_where_the_office_protects_nothing(parted: Path) -> None:
    change(parted / "site.yaml", "protection: {method: suppress}", "protection: {method: none, reason: Test.}")
    build(parted, parted / "public", PUBLIC)
    done = audit_output(parted, parted / "public")
    rows = (parted / "public" / "daten" / "indikatoren" / "faelle.csv").read_text(encoding="utf-8").splitlines()
    shown = {row.split(",")[0] for row in rows[1:] if ",ok," in row}
    assert [(), True, True] == [done.found, done.hidden > 0, len(shown & {"01", "02", "03"}) == 2]


def test_nothing_left_of_the_whole_is_told_as_nothing_either(parted: Path) -> None:
    change(parted / "site.yaml", "protection: {method: suppress}", "protection: {method: none, reason: Test.}")
    table = parted / "data" / "bevoelkerung.csv"
    table.write_text(
        "\n".join(
            line.rpartition(";")[0] + ";0" if line.startswith("04;") else line for line in table.read_text(encoding="utf-8").split("\n")
        ),
        encoding="utf-8",
    )
    build(parted, parted / "public", PUBLIC)
    rows = (parted / "public" / "daten" / "indikatoren" / "faelle.csv").read_text(encoding="utf-8").splitlines()
    shown = {row.split(",")[0] for row in rows[1:] if ",ok," in row}
    assert 2 == len(shown & {"01", "02", "03"})


def test_the_internal_atlas_protects_as_the_office_decided(parted: Path) -> None:
    change(parted / "site.yaml", "protection: {method: suppress}", "protection: {method: none, reason: Test.}")
    build(parted, parted / "internal", INTERNAL)
    assert ",confidential," not in (parted / "internal" / "daten" / "indikatoren" / "faelle.csv").read_text(encoding="utf-8")


def test_the_internal_atlas_has_the_area(parted: Path) -> None:
    build(parted, parted / "internal", INTERNAL)
    assert {b"Weiher"} == {word for _, word in sightings(parted / "internal", {b"Weiher"})}
