"""Addresses: by key, slugs cosmetic, in the words of the language, never leaving the site."""

import pytest

from atlas.model.geography import Area
from atlas.plan.routes import Routes, root_of


def area(key: str, slug: str) -> Area:
    return Area(key=key, name="x", level="l", parent="", slug=slug, square_kilometres=1.0)


@pytest.mark.parametrize(
    ("key", "slug", "expected"),
    [
        ("0101", "altstadt", "profile/0101-altstadt/index.html"),
        ("0101", "", "profile/0101/index.html"),
        ("STGT 01", "a-b", "profile/stgt-01-a-b/index.html"),
    ],
)
def test_a_profile_is_found_by_its_key(key: str, slug: str, expected: str) -> None:
    assert expected == Routes("de").area(area(key, slug))


def test_addresses_speak_the_language_of_the_site() -> None:
    assert ["themen/index.html", "themes/index.html"] == [Routes(language).themes() for language in ("de", "en")]


@pytest.mark.parametrize(("path", "root"), [("index.html", ""), ("az/index.html", "../"), ("profile/0101-a/index.html", "../../")])
def test_every_page_knows_its_way_to_the_root(path: str, root: str) -> None:
    assert root == root_of(path)
