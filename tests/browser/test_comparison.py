"""Areas side by side: chosen by name, held in the address, with lines that letters name; and the table of all areas."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WAYS, Watched, said
from tests.site_checks.demo import address

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]


def start(watched: Watched, state: str = "") -> Page:
    page = watched.page
    page.goto(watched.base + address(watched.site, "comparison") + state)
    page.wait_for_selector("[data-core] svg.courses")
    return page


def names(page: Page) -> list[str]:
    return page.locator("[data-core] thead a").all_inner_texts()


@pytest.mark.parametrize("way", WAYS)
def test_an_address_shows_the_areas_it_names(visit: Visit, way: str) -> None:
    watched = visit(way)
    page = start(watched, "#level=sozialraum&areas=0201,0305")
    assert "Hafen" == names(page)[0]
    assert 2 == len(names(page))
    assert watched.complaints == []


def test_figures_are_those_of_the_profile(visit: Visit) -> None:
    page = start(visit(), "#level=sozialraum&areas=0201,0305")
    compared = page.locator("[data-core] tbody tr").first.locator("td").first.inner_text()
    page = visit().open("profile")
    assert page.locator(".glance td.own").first.inner_text().startswith(compared)


def test_an_area_is_added_by_name_and_stands_in_the_address(visit: Visit) -> None:
    page = start(visit(), "#level=sozialraum&areas=0201")
    field = page.get_by_label("Gebiet hinzufügen")
    field.fill("südstadt")
    field.blur()
    expect(page.locator("[data-core] thead a")).to_have_count(2)
    assert "Südstadt" in names(page)
    assert said(page).count(",") == 1


def test_there_are_five_areas_at_most(visit: Visit) -> None:
    page = start(visit(), "#level=sozialraum&areas=0101,0102,0103,0104,0105,0106")
    assert 5 == len(names(page))


def test_lines_say_in_words_what_they_show(visit: Visit) -> None:
    page = start(visit())
    assert "im Jahr" in (page.locator("svg.courses").first.get_attribute("aria-label") or "")


def test_every_theme_opens_to_its_indicators(visit: Visit) -> None:
    page = start(visit())
    page.locator("[data-theme] summary").first.click()
    expect(page.locator("[data-theme][open] tbody tr").first).to_be_visible()


def test_without_scripts_a_few_areas_stand_side_by_side(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("comparison")
    assert 5 == len(names(page))
    assert not page.locator("form.settings").is_visible()


def test_the_table_of_all_areas_can_be_sorted_by_a_figure(visit: Visit) -> None:
    page = visit().open("table")
    page.locator(".heat thead button").nth(1).click()
    first = page.locator(".heat tbody tr").first.locator("td").first.inner_text()
    assert "6,2" == first.strip()
