"""A view can be sent: what a reader chose stands in the address, whoever opens it sees the same, and going back brings it back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WAYS, Watched, said
from tests.browser.test_charts import wake

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]


def again(visit: Visit, page: Page, way: str = "http") -> Page:
    """Open the address of a page in another browser."""
    other = visit(way).page
    other.goto(said(page))
    return other


def sort(page: Page, column: int, times: int = 1) -> list[str]:
    table = page.locator("table.areas").first
    for _ in range(times):
        table.locator("thead button").nth(column).click()
    return rows(page)


def rows(page: Page) -> list[str]:
    return page.locator("table.areas").first.locator("tbody tr:not([hidden]) th a").all_inner_texts()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["indicator", "table"])
def test_the_order_of_a_table_is_sent(visit: Visit, kind: str, way: str) -> None:
    watched = visit(way)
    page = watched.open(kind)
    plain = rows(page)
    found = sort(page, 2, 2)
    other = again(visit, page, way)
    assert found != plain
    assert found == rows(other)
    assert "descending" == other.locator("table.areas").first.locator("[aria-sort]").get_attribute("aria-sort")
    assert watched.complaints == []


@pytest.mark.parametrize("kind", ["indicator", "table"])
def test_what_a_table_was_searched_for_is_sent(visit: Visit, kind: str) -> None:
    page = visit().open(kind)
    field = page.locator(".filter input").first
    field.fill("hafen")
    field.blur()
    other = again(visit, page)
    assert [True] * len(rows(other)) == ["hafen" in name.lower() for name in rows(other)]
    assert rows(page) == rows(other)
    expect(other.locator(".filter input").first).to_have_value("hafen")


def test_a_table_that_was_folded_is_opened_where_the_address_says_how_it_is_sorted(visit: Visit) -> None:
    page = visit().open("indicator")
    fold = page.locator("details:has(table.areas)").first
    fold.locator("summary").first.click()
    fold.locator("table.areas thead button").nth(1).click()
    assert again(visit, page).locator("details:has(table.areas)").first.evaluate("fold => fold.open")


def test_the_year_of_a_map_is_sent(visit: Visit) -> None:
    page = visit().open("indicator")
    page.locator("figure.map input[type=range]").focus()
    page.keyboard.press("Home")
    year = page.locator("figure.map .year b").inner_text()
    assert f"year={year}" in said(page)
    expect(again(visit, page).locator("figure.map .year b")).to_have_text(year)


@pytest.mark.parametrize("kind", ["indicator", "table", "map", "comparison"])
def test_going_back_brings_the_view_back(visit: Visit, kind: str) -> None:
    page = visit().open(kind)
    if kind in {"indicator", "table"}:
        sort(page, 1, 2)
    elif kind == "map":
        page.get_by_label("Indikator", exact=True).select_option("sgb2")
    else:
        page.get_by_label("Ebene").select_option("sozialraum")
        page.get_by_label("Gebiet hinzufügen").fill("Hafen")
        page.get_by_label("Gebiet hinzufügen").blur()
    seen, address = view(page, kind), said(page)
    page.locator("header.site nav a").first.click()
    expect(page).not_to_have_url(address)
    page.go_back()
    assert address == said(page)
    assert seen == view(page, kind)


def view(page: Page, kind: str) -> str:
    """Give what stands where the choice shows, as soon as it is the choice."""
    if kind == "map":
        expect(page.locator(".shown a")).to_contain_text("SGB II")
        return page.locator(".shown a").inner_text()
    if kind == "comparison":
        expect(page.get_by_role("columnheader", name="Hafen").first).to_be_visible()
        return page.locator("[data-core] thead").inner_text()
    return rows(page)[0]


def highlighted(page: Page) -> str:
    """Give the words at the end of the line that stands out."""
    page.wait_for_function(
        "() => (colour => [...document.querySelectorAll('.chart-live path')].some((path) => path.getAttribute('stroke') === colour && path.getAttribute('d')))"
        "(getComputedStyle(document.documentElement).getPropertyValue('--own').trim())"
    )
    return "".join(page.locator("figure.chart").first.locator("svg text[font-weight='600']").all_text_contents())


@pytest.mark.parametrize("way", WAYS)
def test_an_area_chosen_from_the_list_stands_out_among_the_lines_and_on_the_map(visit: Visit, way: str) -> None:
    watched = visit(way)
    page = watched.open("indicator")
    wake(page)
    page.get_by_label("Gebiet hervorheben").select_option("Hafen")
    assert "Hafen2025: 22,8" in highlighted(page)
    expect(page.locator("figure.map .panel")).to_contain_text("Hafen")
    expect(page.locator("[data-highlight] [role=status]")).to_contain_text("2025: 22,8")
    assert "area=0201" in said(page)
    assert watched.complaints == []


def test_an_area_is_made_to_stand_out_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit().open("indicator")
    wake(page)
    page.get_by_label("Gebiet hervorheben").focus()
    page.keyboard.type("Haf")
    assert "Hafen2025" in highlighted(page)


def test_an_area_that_stands_out_is_sent(visit: Visit) -> None:
    page = visit().open("indicator")
    page.get_by_label("Gebiet hervorheben").select_option("Südstadt")
    other = again(visit, page)
    wake(other)
    assert "Südstadt" in highlighted(other)
    other.get_by_label("Gebiet hervorheben").select_option("–")
    expect(other.locator("figure.chart svg").first).not_to_contain_text("Südstadt")
    assert "area" not in said(other)
