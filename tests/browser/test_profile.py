"""Profiles in a browser: the small lines open large ones, on demand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WAYS, Watched

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]


def opened(watched: Watched) -> Page:
    """Open a profile and its first development chart."""
    page = watched.open("profile")
    page.locator(".glance .course-of").first.click()
    page.wait_for_selector(".course .courses")
    return page


@pytest.mark.parametrize("way", WAYS)
def test_a_small_line_opens_the_development_of_area_parent_and_whole(visit: Visit, way: str) -> None:
    watched = visit(way)
    page = opened(watched)
    drawn = page.locator(".course svg > path:not(.grid, .break)").evaluate_all("paths => paths.map(path => path.getAttribute('class'))")
    assert ["whole", "around", "own"] == drawn
    assert watched.complaints == []


def test_the_figures_of_the_chart_are_those_of_the_table(visit: Visit) -> None:
    page = opened(visit())
    row = page.locator(".glance tbody tr").first
    latest = row.locator("td.own").evaluate("cell => cell.firstChild.textContent.trim()")
    whole = row.locator("td.all").evaluate("cell => cell.firstChild.textContent.trim()")
    assert [latest, whole] == [
        page.locator(f".course text.{name}").evaluate("text => text.textContent").split(" ")[-1] for name in ("own", "whole")
    ]


def test_another_area_is_drawn_beside(visit: Visit) -> None:
    page = opened(visit())
    name = page.locator(".course option").nth(3).inner_text()
    page.locator(".course select").select_option(label=name)
    expect(page.locator(".course text.beside")).to_contain_text(name)


def test_without_asking_no_figures_are_loaded(visit: Visit) -> None:
    watched = visit()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    watched.open("profile")
    assert [] == [url for url in asked if "/assets/map/" in url]


def test_the_chart_closes_again_and_nothing_is_left_of_it(visit: Visit) -> None:
    page = opened(visit())
    page.locator(".glance .course-of").first.click()
    expect(page.locator("tr.course")).to_have_count(0)


def test_on_a_phone_the_chart_keeps_to_the_page(visit: Visit) -> None:
    page = opened(visit(width=320))
    assert 320 == page.evaluate("document.documentElement.scrollWidth")
    assert page.locator(".course figure").evaluate("figure => figure.getBoundingClientRect().right") <= 320


def test_a_table_of_all_indicators_is_sorted_and_an_open_chart_stays_below_its_row(visit: Visit) -> None:
    watched = visit()
    page = watched.open("profile")
    page.locator("details.fold > summary").nth(1).click()
    table = page.locator("details.fold[open] table.plain").first
    table.locator(".course-of").first.click()
    page.wait_for_selector(".plain .course .courses")
    title = table.locator("tbody th a").first.inner_text()
    table.get_by_role("button", name="Indikator").click()
    names = table.locator("tbody th a").all_inner_texts()
    assert page.evaluate("names => [...names].sort((one, other) => one.localeCompare(other, 'de'))", names) == names
    assert title == table.locator("tr:has(+ .course) th a").inner_text()
    table.get_by_role("button", name="Hafen").click()
    assert ("ascending", []) == (table.locator("[aria-sort]").get_attribute("aria-sort"), watched.complaints)
