"""The map explorer: every choice on one map, in the address, with the keyboard alone, without motion for those who want none, and without scripts."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import WAYS, Watched, said
from tests.site_checks.demo import address

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]
NAME = "document.activeElement.getAttribute('aria-label')"
READY = "() => document.querySelector('figure.explorer .controls button')?.textContent && document.querySelector('svg.areas .chosen')"


def start(watched: Watched, state: str = "") -> Page:
    page = watched.page
    page.goto(watched.base + address(watched.site, "map") + state)
    page.wait_for_function(READY)
    return page


def into(page: Page) -> None:
    page.locator("svg.areas a[tabindex='0']").focus()


def paints(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('svg.areas a')].map((area) => getComputedStyle(area.firstElementChild).fill)"
    )
    return found


@pytest.mark.parametrize("way", WAYS)
def test_another_indicator_is_drawn_and_stands_in_the_address(visit: Visit, way: str) -> None:
    watched = visit(way)
    page = start(watched)
    before = paints(page)
    page.get_by_label("Indikator", exact=True).select_option("sgb2")
    expect(page.locator(".shown a")).to_have_text("Grundsicherung für Arbeitsuchende (SGB II)")
    assert paints(page) != before
    assert "indicator=sgb2" in said(page)
    assert watched.complaints == []


def test_what_is_chosen_while_the_first_figures_are_on_their_way_is_shown_when_its_own_are_there(visit: Visit) -> None:
    watched = visit()
    page, held = watched.page, dict[str, Route]()
    page.route("**/figures-*.js", lambda route: held.update({"chosen" if "figures-sgb2-" in route.request.url else "first": route}))
    page.goto(watched.base + address(watched.site, "map"), wait_until="domcontentloaded")
    with page.expect_request("**/figures-sgb2-*.js"):
        page.get_by_label("Indikator", exact=True).select_option("sgb2")
    held["first"].continue_()
    page.wait_for_function("() => Object.keys(window.atlasMaps.indicators).length && Object.keys(window.atlasMaps.levels).length")
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    held["chosen"].continue_()
    expect(page.locator(".shown a")).to_have_text("Grundsicherung für Arbeitsuchende (SGB II)")
    assert "indicator=sgb2" in said(page)
    assert watched.complaints == []


def test_an_address_shows_the_view_it_was_copied_from(visit: Visit) -> None:
    page = start(visit(), "#indicator=kinder-sgb2&level=bezirk&year=2024&area=02")
    assert 6 == page.locator("svg.areas a").count()
    expect(page.locator(".controls .year b")).to_have_text("2024")
    expect(page.locator(".panel h3")).to_have_text(page.locator("svg.areas a").nth(1).get_attribute("aria-label").split(":")[0])


def test_an_address_that_names_nothing_known_shows_the_first_map(visit: Visit) -> None:
    page = start(visit(), "#indicator=nothing&level=nowhere&year=1&area=9999&box=x")
    assert 39 == page.locator("svg.areas a").count()


def test_a_count_is_drawn_as_circles_not_as_colours(visit: Visit) -> None:
    page = start(visit(), "#indicator=einwohner")
    assert 39 == page.locator("svg.areas .symbols circle").count()
    assert 1 == len(set(paints(page)))


def test_change_is_a_view_of_its_own_with_its_own_classes(visit: Visit) -> None:
    page = start(visit(), "#indicator=unter18")
    page.get_by_label("Zeigen").select_option("change")
    expect(page.locator(".legend li").nth(2)).to_contain_text("kaum verändert")
    assert "view=change" in said(page)


def test_change_can_be_hatched_over_the_classes(visit: Visit) -> None:
    page = start(visit(), "#indicator=unter18")
    page.get_by_label("als Schraffur").check()
    drawn = page.evaluate(
        "['rise', 'fall'].map((name) => document.querySelector(`svg.areas path[fill='url(#_${name})']`).getAttribute('d').length)"
    )
    assert sum(drawn) > 0


def test_a_typology_is_chosen_like_an_indicator_and_names_the_type_of_an_area(visit: Visit) -> None:
    watched = visit()
    page = start(watched)
    page.get_by_label("Indikator", exact=True).select_option(label="Lage und Entwicklung")
    expect(page.locator(".legend li").first).to_contain_text("Weniger Belastungen, günstigere Entwicklung")
    assert 39 == sum(int(count) for count in page.locator(".legend li:not([hidden]):not(.absent) .count").all_inner_texts())
    assert page.locator(".settings select[name=level] option[value=bezirk]").is_disabled()
    page.get_by_label("Gebiet suchen").fill("Hafen")
    page.get_by_label("Gebiet suchen").blur()
    page.locator(".panel .type a").click()
    expect(page.locator("h1")).to_contain_text("Belastungen")
    assert watched.complaints == []


def test_areas_of_another_type_than_before_are_hatched(visit: Visit) -> None:
    page = start(visit(), "#indicator=types.lage-entwicklung&hatch=1")
    expect(page.locator(".legend li").last).to_contain_text("anderer Typ als 2019")
    named = page.locator("svg.areas a[aria-label*='anderer Typ als 2019']").count()
    assert named == page.locator("svg.areas path[fill='url(#_rise)']").get_attribute("d").count("M")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_telephone_controls_and_the_chosen_area_stand_below_the_map(visit: Visit, width: int) -> None:
    page = start(visit(width=width, has_touch=True), "#indicator=sgb2&area=0201")
    boxes = [page.locator(name).bounding_box() for name in (".canvas", ".explorer .controls", ".panel.full", ".explorer .legend")]
    assert [box["y"] + box["height"] <= after["y"] for box, after in pairwise(boxes)] == [True] * 3
    buttons = page.locator(".explorer .controls button, .panel button").all()
    assert min(min(box["width"], box["height"]) for box in (button.bounding_box() for button in buttons)) >= 44


def test_the_legend_counts_every_area(visit: Visit) -> None:
    page = start(visit(), "#indicator=sgb2")
    assert 39 == sum(int(count) for count in page.locator(".legend li:not([hidden]):not(.absent) .count").all_inner_texts())


def test_the_legend_shows_no_sign_that_no_area_has(visit: Visit) -> None:
    page = start(visit(), "#indicator=kinder-sgb2")
    signs, slider = page.locator(".legend li:has(rect[fill]):visible .count"), page.locator(".controls input[type=range]")
    seen = set()
    for _ in range(int(slider.get_attribute("max") or 0) + 1):
        counts = signs.all_inner_texts()
        assert "0" not in counts
        seen.add(len(counts))
        slider.press("ArrowLeft")
    assert len(seen) > 1


def test_the_map_is_one_stop_and_arrows_go_to_neighbours(visit: Visit) -> None:
    page = start(visit())
    into(page)
    seen = {page.evaluate(NAME)}
    for key in ("End", "ArrowLeft", "ArrowUp", "Home", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(page.evaluate(NAME))
    assert len(seen) >= 4
    assert 1 == page.locator("svg.areas a[tabindex='0']").count()


def test_enter_opens_the_profile(visit: Visit) -> None:
    page = start(visit("file"))
    into(page)
    page.keyboard.press("ArrowRight")
    name = page.evaluate(NAME).split(":")[0]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_a_click_holds_an_area_and_escape_lets_go(visit: Visit) -> None:
    page = start(visit())
    page.evaluate(
        "document.querySelectorAll('svg.areas a')[5].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }))"
    )
    expect(page.locator(".panel.full")).to_be_visible()
    assert "area=" in said(page)
    into(page)
    page.keyboard.press("Escape")
    assert "area=" not in said(page)


def test_the_space_bar_takes_areas_along_five_at_most(visit: Visit) -> None:
    page = start(visit())
    into(page)
    for key in ("Home", *["ArrowRight", "ArrowDown"] * 6):
        page.keyboard.press(key)
        page.keyboard.press(" ")
    assert 1 <= page.locator(".compared li").count() <= 5


def test_an_area_is_found_by_its_name(visit: Visit) -> None:
    page = start(visit())
    page.get_by_label("Gebiet suchen").fill("Hafen")
    page.get_by_label("Gebiet suchen").press("Enter")
    page.get_by_label("Gebiet suchen").blur()
    expect(page.locator(".panel h3")).to_have_text("Hafen")
    assert "area=0201" in said(page)


def test_buttons_zoom_and_the_part_stands_in_the_address(visit: Visit) -> None:
    page = start(visit())
    page.get_by_role("button", name="Näher").click()
    assert "box=" in said(page)
    page.get_by_role("button", name="Ganze Karte").click()
    assert "box=" not in said(page)


def test_years_play_by_themselves(visit: Visit) -> None:
    page = start(visit(), "#indicator=unter18&year=2014")
    page.get_by_role("button", name="Abspielen").click()
    expect(page.locator(".controls .year b")).to_have_text("2015")
    page.get_by_role("button", name="Anhalten").click()


def test_who_wants_no_motion_goes_from_year_to_year(visit: Visit) -> None:
    page = start(visit(reduced_motion="reduce"), "#indicator=unter18&year=2014")
    page.get_by_role("button", name="Nächstes Jahr").click()
    expect(page.locator(".controls .year b")).to_have_text("2015")
    page.wait_for_timeout(1200)
    expect(page.locator(".controls .year b")).to_have_text("2015")


def test_without_scripts_maps_are_links_and_controls_are_not_there(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("map")
    assert 39 == page.locator("svg.areas a[href]").count()
    assert 9 == page.locator(".small-maps a[href] svg").count()
    assert not page.locator("figure.explorer form").is_visible()


def test_layers_can_be_switched_off_and_the_address_says_so(visit: Visit) -> None:
    page = start(visit())
    page.get_by_label("Bahn", exact=True).uncheck()
    expect(page.locator("g.layer.rail")).to_be_hidden()
    assert "off=2" in said(page)


def test_a_hidden_place_stands_in_the_list_and_nowhere_on_the_map(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("map")
    assert page.get_by_text("Frauenhaus Wallenfurt").is_visible()
    assert page.locator(".context-legend").get_by_text("Schutz und Zuflucht").count() == 0
    assert page.locator("svg.areas path.place").count() == page.locator("#_places ~ .map-lists li").count() - 1


def box(page: Page) -> list[float]:
    """Give the part of the map that is shown: x, y, width, height."""
    return [float(part) for part in (page.locator("svg.areas").get_attribute("viewBox") or "").split()]


def test_the_wheel_zooms_the_chosen_map_and_leaves_the_page_alone_otherwise(visit: Visit) -> None:
    page = start(visit())
    canvas = page.locator("svg.areas").bounding_box()
    page.mouse.move(canvas["x"] + canvas["width"] / 2, canvas["y"] + 200)
    whole = box(page)
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(100)
    assert whole == box(page)
    page.evaluate("scrollTo(0, 0)")
    into(page)
    page.mouse.wheel(0, -100)
    page.wait_for_function("(width) => document.querySelector('svg.areas').viewBox.baseVal.width < width", arg=whole[2])
    assert "box=" in said(page)


def test_dragging_moves_the_part_that_is_shown_and_opens_nothing(visit: Visit) -> None:
    page = start(visit())
    for _ in range(3):
        page.get_by_role("button", name="Näher").click()
    before, address = box(page), said(page)
    canvas = page.locator("svg.areas").bounding_box()
    x, y = canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 80, y - 40, steps=4)
    page.mouse.up()
    after = box(page)
    assert [True, True, before[2:]] == [after[0] > before[0], after[1] > before[1], after[2:]]
    assert address != said(page)
    assert "area=" not in said(page)


def test_two_fingers_zoom(visit: Visit) -> None:
    page = start(visit(width=390, has_touch=True))
    whole = box(page)
    canvas = page.locator("svg.areas").bounding_box()
    x, y = canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, apart: float) -> None:
        points = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}] if apart else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 20)
    for apart in (30, 45, 60, 80):
        touch("touchMove", apart)
    touch("touchEnd", 0)
    assert box(page)[2] < whole[2]
    assert page.evaluate("visualViewport.scale") == 1


def test_pointing_at_an_area_tells_its_figure_and_the_keyboard_tells_the_same(visit: Visit) -> None:
    page = start(visit(), "#indicator=sgb2")
    area = page.locator("svg.areas a[aria-label^='Hafen:']")
    area.hover()
    told = page.locator(".panel").inner_text()
    assert "Hafen" in told
    assert "22,8" in told
    page.mouse.move(5, 5)
    expect(page.locator(".panel")).not_to_contain_text("Hafen")
    area.focus()
    assert told == page.locator(".panel").inner_text()


def test_areas_that_were_taken_along_stand_side_by_side(visit: Visit) -> None:
    page = start(visit())
    into(page)
    taken = []
    for key in ("Home", "End"):
        page.keyboard.press(key)
        taken.append(page.evaluate(NAME).split(":")[0])
        page.keyboard.press(" ")
    page.locator(".compared a").click()
    expect(page.locator("[data-core] thead a")).to_have_text(taken)


def test_the_map_says_how_its_classes_are_made(visit: Visit) -> None:
    page = start(visit(), "#indicator=sgb2")
    expect(page.locator(".reason")).to_contain_text("für alle Jahre gleich")
    classes = page.locator(".legend li:has(rect[class]) > span:not(.count)").all_inner_texts()
    assert len(classes) >= 3
    page.locator(".controls input[type=range]").focus()
    page.keyboard.press("Home")
    assert classes == page.locator(".legend li:has(rect[class]) > span:not(.count)").all_inner_texts()
