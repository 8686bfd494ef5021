"""Charts: a picture for everyone, a living chart where scripts run, the picture again on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import WAYS, Watched

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]
CHARTS = 2


def figures(page: Page) -> list[Locator]:
    found = page.locator("figure.chart").all()
    assert len(found) == CHARTS
    return found


def wake(page: Page) -> list[Locator]:
    """Scroll to each chart and wait until it lives."""
    for number, figure in enumerate(figures(page)):
        figure.scroll_into_view_if_needed()
        page.wait_for_function("(number) => document.querySelectorAll('figure.chart')[number].classList.contains('is-live')", arg=number)
    return figures(page)


@pytest.mark.parametrize("way", WAYS)
def test_charts_come_to_life_with_marks_at_the_width_they_have(visit: Visit, way: str) -> None:
    for figure in wake(visit(way).open("indicator")):
        drawing = figure.locator(".chart-live svg")
        assert drawing.locator("path[stroke], path[fill]").count() > 2
        assert drawing.bounding_box()["width"] == pytest.approx(figure.bounding_box()["width"], abs=2)
        assert not figure.locator("img").is_visible()


def test_a_chart_that_has_not_come_near_is_not_loaded(visit: Visit) -> None:
    watched = visit()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    watched.open("indicator").wait_for_load_state("networkidle")
    assert not [url for url in asked if "vega" in url]


def test_a_living_chart_keeps_the_words_of_its_picture(visit: Visit) -> None:
    for figure in wake(visit().open("indicator")):
        assert figure.get_by_role("img", name=figure.locator("img").get_attribute("alt") or "-", exact=True).count() == 1


def test_a_living_chart_names_the_area_under_the_pointer(visit: Visit) -> None:
    page = visit().open("indicator")
    figure = wake(page)[0]
    before = set(figure.locator("svg text").all_inner_texts())
    box = figure.locator("svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function(
        "(number) => document.querySelectorAll('figure.chart')[0].querySelectorAll('svg text').length > number", arg=len(before)
    )
    added = set(figure.locator("svg text").all_text_contents()) - before
    assert any("," in text and "%" in text for text in added)


def test_a_living_chart_follows_the_width_of_its_page(visit: Visit) -> None:
    page = visit().open("indicator")
    wake(page)
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function(
        "() => [...document.querySelectorAll('.chart-live svg')].every((drawing) => drawing.getBoundingClientRect().width < 361)"
    )


def test_a_living_chart_follows_the_colours_of_its_page(visit: Visit) -> None:
    page = visit().open("indicator")
    wake(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "() => document.querySelector(`.chart-live path[stroke='${getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()}']`)"
    )


def test_without_scripts_the_picture_is_there(visit: Visit) -> None:
    for figure in figures(visit(java_script_enabled=False).open("indicator")):
        figure.scroll_into_view_if_needed()
        assert figure.locator("img").is_visible()
        assert figure.locator("img").bounding_box()["height"] > 200


def test_without_the_library_the_picture_stays(visit: Visit) -> None:
    watched = visit()
    watched.page.route("**/vega*.js", lambda route: route.abort())
    page = watched.open("indicator")
    for figure in figures(page):
        figure.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        assert figure.locator("img").is_visible()
        assert figure.locator(".chart-live").count() == 0


def test_on_paper_the_picture_is_back(visit: Visit) -> None:
    page = visit().open("indicator")
    wake(page)
    page.emulate_media(media="print")
    for figure in figures(page):
        assert figure.locator("img").is_visible()
        assert not figure.locator(".chart-live").is_visible()
