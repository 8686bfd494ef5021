"""Embeds: small pages for the frames of others, whole without a script, and what services read of them."""

import json
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from atlas.pipeline import Options, build
from atlas.pipeline.editions import freeze
from tests.conftest import ROOT
from tests.site_checks.markup import Element, read_page

URL = "https://atlas.example/"
WITH = Options(kind="inline", extras=("embeds",))


@pytest.fixture
def root(minimal: Path) -> Path:
    """The minimal site with an address and a frozen edition."""
    file = minimal / "site.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f'url: {URL}\neditions:\n  - {{id: "2026", date: 2026-10-01}}\n', encoding="utf-8")
    freeze(minimal, "2026", WITH)
    return minimal


@pytest.fixture
def embedded(root: Path) -> Path:
    build(root, root / "public", WITH)
    return root / "public"


def embeds(out: Path) -> list[Path]:
    return sorted((out / "embed").rglob("*.html"))


def frames(page: Element) -> list[str]:
    """Give the lines that readers copy."""
    return [code.text() for code in page.all("pre") if code.text().startswith("<iframe")]


def test_there_is_an_embed_for_maps_charts_and_key_figures(embedded: Path) -> None:
    paths = {path.relative_to(embedded).as_posix() for path in embeds(embedded)}
    assert {
        "embed/indikatoren/unter18/karte/index.html",
        "embed/indikatoren/unter18/entwicklung/index.html",
        "embed/profile/01/unter18/index.html",
    } <= paths


def test_an_embed_needs_no_script_and_loads_nothing_from_elsewhere(embedded: Path) -> None:
    loaded = [
        element.attributes[name]
        for path in embeds(embedded)
        for element in read_page(path).tree.all("script", "img", "link", "iframe")
        for name in ("src", "href")
        if name in element.attributes and element.attributes.get("rel") != "alternate"
    ]
    assert ([], True) == ([address for address in loaded if urlsplit(address).scheme], bool(loaded))
    assert [] == [path for path in embeds(embedded) if list(read_page(path).tree.all("script"))]


def test_what_an_embed_loads_is_there(embedded: Path) -> None:
    assert [] == [
        address
        for path in embeds(embedded)
        for element in read_page(path).tree.all("img", "link", "a")
        for address in [element.attributes.get("src") or element.attributes.get("href", "")]
        if address and not urlsplit(address).scheme and not (path.parent / address.partition("#")[0]).is_file()
    ]


def test_an_embed_says_what_it_is_and_where_it_comes_from(embedded: Path) -> None:
    page = read_page(embedded / "embed" / "profile" / "01" / "unter18" / "index.html").tree
    (title,), text = page.all("title"), page.text()
    assert ("Altstadt: Unter 18-Jährige – Atlas Kleinau", True, True) == (title.text(), "Ausgabe 2026" in text, "Quelle" in text)


def test_the_figure_of_an_embed_is_that_of_the_profile(embedded: Path) -> None:
    (small,) = (
        one.text("vh", "unit") for one in read_page(embedded / "embed" / "profile" / "01" / "unter18" / "index.html").tree.all("strong")
    )
    (own, *_) = read_page(embedded / "profile" / "01-altstadt" / "index.html").tree.all("td", class_="own")
    assert own.text("vh", "unit", "when").split()[0] == small.split()[0]


def test_services_read_what_an_embed_is(embedded: Path) -> None:
    described = json.loads((embedded / "embed" / "indikatoren" / "unter18" / "karte" / "oembed.json").read_text(encoding="utf-8"))
    assert ("1.0", "rich", 640, 620) == tuple(described[name] for name in ("version", "type", "width", "height"))
    assert f'src="{URL}embed/indikatoren/unter18/karte/index.html"' in described["html"]


def test_an_embed_names_its_description(embedded: Path) -> None:
    for path in embeds(embedded):
        (link,) = (one for one in read_page(path).tree.all("link", rel="alternate"))
        assert (embedded / link.attributes["href"].removeprefix(URL)).is_file()


def test_readers_copy_the_newest_or_the_edition(embedded: Path) -> None:
    lines = frames(read_page(embedded / "indikatoren" / "unter18" / "index.html").tree)
    addresses = [unescape(line.split('src="')[1].split('"')[0]).removeprefix(URL) for line in lines]
    assert {"embed/indikatoren/unter18/karte/index.html", "ausgabe/2026/embed/indikatoren/unter18/karte/index.html"} <= set(addresses)
    assert [] == [address for address in addresses if not (embedded / address).is_file()]


def test_a_map_of_types_stands_on_its_own(tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "aachen-typen", tmp_path / "site"))
    (root / "site.yaml").write_text((root / "site.yaml").read_text(encoding="utf-8") + f"url: {URL}\n", encoding="utf-8")
    out = build(root, root / "public", WITH).out
    page = read_page(out / "embed" / "typen" / "lebensraumtypen" / "karte" / "index.html").tree
    whole = read_page(out / "typen" / "lebensraumtypen" / "index.html").tree
    legends = [next(one.all("ul", class_="legend")).text() for one in (page, whole)]
    assert [legends[0], True, [], "Ausgabe 2026"] == [
        legends[1],
        any(page.all("svg", class_="kinds")),
        list(page.all("script")),
        "Ausgabe 2026" if "Ausgabe 2026" in page.text() else "",
    ]
    assert "embed/typen/lebensraumtypen/karte/" in whole.text()


def test_nothing_is_made_unless_asked_for(minimal: Path) -> None:
    build(minimal, minimal / "public", Options(kind="inline"))
    assert not (minimal / "public" / "embed").exists()
