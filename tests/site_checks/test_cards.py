"""Cards: pictures for where pages are shared, and the words that go with them."""

import struct
from pathlib import Path

import pytest

from atlas.pipeline import Options, build
from tests.conftest import tree
from tests.site_checks.markup import Page, read_page

URL = "https://atlas.example/"
WITH = Options(kind="inline", extras=("cards",))
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def shared(minimal: Path) -> Path:
    """The minimal site with an address and cards, built."""
    address(minimal)
    build(minimal, minimal / "public", WITH)
    return minimal / "public"


def address(root: Path) -> None:
    file = root / "site.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f"url: {URL}\n", encoding="utf-8")


def told(page: Page) -> dict[str, str]:
    """Give what a page says of itself to services where it is shared."""
    found = {
        element.attributes.get("property") or element.attributes.get("name", ""): element.attributes["content"]
        for element in page.tree.all("meta")
        if "content" in element.attributes
    }
    return {name: words for name, words in found.items() if name.startswith(("og:", "twitter:"))}


def test_every_card_is_1200_by_630_pixels(shared: Path) -> None:
    heads = {path.read_bytes()[:24] for path in shared.rglob("card.png")}
    assert {(PNG, 1200, 630)} == {(head[:8], *struct.unpack(">II", head[16:24])) for head in heads}


def test_there_is_a_card_for_the_atlas_each_profile_and_each_indicator(shared: Path) -> None:
    pages = [path.parent for folder in ("profile", "indikatoren") for path in shared.glob(f"{folder}/*/index.html")]
    assert sorted([shared, *pages]) == sorted(path.parent for path in shared.rglob("card.png"))


def test_cards_differ(shared: Path) -> None:
    cards = [path.read_bytes() for path in shared.rglob("card.png")]
    assert len(cards) == len(set(cards))


def test_every_page_names_a_card_that_is_there(shared: Path) -> None:
    named = {told(read_page(path))["og:image"] for path in shared.rglob("*.html")}
    assert [] == [card for card in named if not card.startswith(URL) or not (shared / card.removeprefix(URL)).is_file()]


def test_a_profile_says_what_it_is_where_it_is_shared(shared: Path) -> None:
    found = told(read_page(shared / "profile" / "01-altstadt" / "index.html"))
    assert ("Altstadt", f"{URL}profile/01-altstadt/index.html", "Atlas Kleinau", "summary_large_image", "de_DE") == tuple(
        found[name] for name in ("og:title", "og:url", "og:site_name", "twitter:card", "og:locale")
    )


def test_cards_are_the_same_bytes_every_time(shared: Path, minimal: Path) -> None:
    build(minimal, minimal / "again", Options(kind="process", workers=2, extras=("cards",)))
    assert tree(shared) == tree(minimal / "again")


def test_an_atlas_that_does_not_know_its_address_has_no_cards(minimal: Path) -> None:
    build(minimal, minimal / "public", WITH)
    assert [] == list((minimal / "public").rglob("card.png"))


def test_nothing_is_drawn_unless_asked_for(minimal: Path) -> None:
    address(minimal)
    build(minimal, minimal / "public", Options(kind="inline"))
    assert ([], {}) == (list((minimal / "public").rglob("card.png")), told(read_page(minimal / "public" / "index.html")))
