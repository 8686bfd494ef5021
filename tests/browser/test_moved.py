"""A link to a value of a former edition, followed in a browser: it leads to the value, wherever its page went."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from atlas.pipeline.editions import freeze
from tests.unit.pipeline.test_editions import INLINE, announce, change, public, split

pytestmark = pytest.mark.browser
VALUE = "#_unter18-2025"


@pytest.fixture
def moved(minimal: Path) -> Path:
    """The atlas after an area got another name, and another was split; its first edition is frozen."""
    announce(minimal)
    freeze(minimal, "2026", INLINE)
    split(minimal)
    change(minimal / "data" / "viertel.geojson", "Altstadt", "Neustadt")
    announce(minimal, "moved:\n  area:04: [area:05]\n")
    return public(minimal)


@pytest.mark.parametrize(
    ("former", "now"), [("profile/01-altstadt", "profile/01-neustadt"), ("profile/04-weiher", "profile/05-weiher-nord")]
)
def test_a_former_link_to_a_value_leads_to_the_value(browser: Browser, moved: Path, former: str, now: str) -> None:
    page = browser.new_page()
    page.goto((moved / former / "index.html").as_uri() + VALUE)
    page.wait_for_url(f"**/{now}/index.html{VALUE}")
    assert page.evaluate("document.querySelector(':target').id") == VALUE[1:]
    page.close()


def test_a_link_into_a_frozen_edition_stays_where_it_is(browser: Browser, moved: Path) -> None:
    page = browser.new_page()
    page.goto((moved / "ausgabe" / "2026" / "profile" / "01-altstadt" / "index.html").as_uri() + VALUE)
    assert page.evaluate("document.querySelector(':target').id") == VALUE[1:]
    assert page.locator("h1").inner_text() == "Altstadt"
    page.close()
