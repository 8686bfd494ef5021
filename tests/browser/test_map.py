"""The map: one stop for the keyboard, arrows between neighbours, a panel that says what is chosen, and years that recolour it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WAYS, Watched

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]
IN_MAP = "!!document.activeElement.closest('figure.map svg')"
NAME = "document.activeElement.getAttribute('aria-label')"


def walk_in(page: Page) -> None:
    """Press Tab until an area of the map has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(IN_MAP):
            return
    pytest.fail("the map cannot be reached with the keyboard")


def paints(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('figure.map svg a')].map((area) => getComputedStyle(area.firstElementChild).fill)"
    )
    return found


@pytest.mark.parametrize("kind", ["start", "indicator"])
def test_the_map_is_one_stop_for_the_keyboard(visit: Visit, kind: str) -> None:
    page = visit().open(kind)
    walk_in(page)
    page.keyboard.press("Tab")
    assert not page.evaluate(IN_MAP)


@pytest.mark.parametrize("kind", ["start", "indicator"])
def test_arrows_move_from_area_to_area(visit: Visit, kind: str) -> None:
    page = visit().open(kind)
    walk_in(page)
    seen = {page.evaluate(NAME)}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        assert page.evaluate(IN_MAP)
        seen.add(page.evaluate(NAME))
    assert len(seen) >= 3


@pytest.mark.parametrize("way", WAYS)
def test_enter_opens_the_profile_of_the_area(visit: Visit, way: str) -> None:
    page = visit(way).open("indicator")
    walk_in(page)
    page.keyboard.press("ArrowRight")
    name = page.evaluate(NAME).split(":")[0]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_the_panel_says_what_is_chosen(visit: Visit) -> None:
    page = visit().open("indicator")
    walk_in(page)
    page.keyboard.press("ArrowRight")
    name, _, value = page.evaluate(NAME).partition(": ")
    panel = page.locator("figure.map .panel")
    expect(panel).to_contain_text(name)
    expect(panel).to_contain_text(value.split("\u202f")[0])


def test_another_year_colours_the_map_anew(visit: Visit) -> None:
    page = visit().open("indicator")
    before, names = paints(page), page.locator("figure.map svg a").first.get_attribute("aria-label")
    slider = page.locator("figure.map input[type=range]")
    last = page.locator("figure.map .year b").inner_text()
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("figure.map .year b")).not_to_have_text(last)
    assert paints(page) != before
    assert page.locator("figure.map svg a").first.get_attribute("aria-label") != names
    page.keyboard.press("End")
    assert paints(page) == before


def test_the_legend_counts_every_area_in_every_year(visit: Visit) -> None:
    page = visit().open("indicator")
    areas = page.locator("figure.map svg a").count()
    slider = page.locator("figure.map input[type=range]")
    for key in ("End", "Home"):
        slider.focus()
        page.keyboard.press(key)
        assert sum(int(count) for count in page.locator("figure.map .legend li:not(.absent) .count").all_inner_texts()) == areas


def test_areas_without_a_figure_are_patterned_not_coloured(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("indicator")
    patterned = page.locator("figure.map svg a[fill^='url(']")
    assert patterned.count() == page.locator("figure.map svg a:not([class^=k])").count()


def test_without_scripts_the_map_is_a_set_of_links(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("indicator")
    areas = page.locator("figure.map svg a")
    assert areas.count() == 39
    assert areas.first.get_attribute("href")
    assert areas.first.bounding_box()["width"] > 0
