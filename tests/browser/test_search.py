"""Search: found by name, by old name, by key, however umlauts are written; with the keyboard alone; and without scripts from A to Z."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import WAYS, Watched

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]


def field(page: Page) -> Locator:
    return page.locator("header form.search input[type=search]")


def options(page: Page) -> Locator:
    return page.locator("header [role=option]")


def seek(page: Page, words: str) -> list[str]:
    field(page).click()
    page.wait_for_function("() => window.atlasSearch")
    field(page).fill(words)
    return options(page).locator("span:first-child").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "title"),
    [("Hafen", "Hafen"), ("hafen", "Hafen"), ("sudstadt", "Südstadt"), ("Suedstadt", "Südstadt"), ("südst", "Südstadt"), ("0201", "Hafen")],
)
def test_an_area_is_the_first_that_is_found(visit: Visit, words: str, title: str) -> None:
    assert seek(visit().open("start"), words)[0] == title


def test_an_area_is_found_by_another_name(visit: Visit) -> None:
    assert "Werftviertel → Hafen" in seek(visit().open("start"), "werftviertel")


@pytest.mark.parametrize(
    ("words", "title"), [("Hartz IV", "Grundsicherung für Arbeitsuchende (SGB II)"), ("kinderarmut", "Kinder in Grundsicherung (SGB II)")]
)
def test_an_indicator_is_found_by_the_words_people_use(visit: Visit, words: str, title: str) -> None:
    assert title in seek(visit().open("start"), words)


@pytest.mark.parametrize("way", WAYS)
def test_a_street_leads_to_its_area(visit: Visit, way: str) -> None:
    watched = visit(way)
    page = watched.open("theme")
    seek(page, "ahorngasse")
    expect(options(page).first).to_contain_text("Ahorngasse")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hafen")
    assert watched.complaints == []


def test_a_postcode_leads_to_the_areas_in_it(visit: Visit) -> None:
    page = visit().open("start")
    seek(page, "00120")
    expect(options(page).filter(has_text="00120 Hafen")).to_be_visible()


def test_beginnings_come_before_what_is_inside(visit: Visit) -> None:
    found = seek(visit().open("start"), "wohn")
    starts = [title.lower().startswith("wohn") for title in found]
    assert True in starts
    assert False in starts
    assert sorted(starts, reverse=True) == starts


def test_every_word_must_be_found(visit: Visit) -> None:
    page = visit().open("start")
    assert seek(page, "kinder grundsicherung") != []
    assert seek(page, "kinder zzz") == []


def test_an_indicator_comes_before_analyses_of_it_and_those_before_what_only_mentions_it(visit: Visit) -> None:
    assert seek(visit().open("start"), "kinder grundsicherung") == [
        "Kinder in Grundsicherung (SGB II)",
        "Wie ungleich Kinder mit Grundsicherung verteilt sind",
        "Kinderarmut und Sprache",
    ]


def test_the_number_of_results_is_said_aloud(visit: Visit) -> None:
    page = visit().open("start")
    seek(page, "hafen")
    expect(page.locator("header form.search [role=status]")).to_have_text(f"{options(page).count()} Treffer")
    seek(page, "zzz")
    expect(page.locator("header form.search [role=status]")).to_have_text("Nichts gefunden")


@pytest.mark.parametrize("way", WAYS)
def test_arrow_and_enter_open_a_result(visit: Visit, way: str) -> None:
    page = visit(way).open("theme")
    seek(page, "0201")
    page.keyboard.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "-")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hafen")


def test_a_click_opens_a_result(visit: Visit) -> None:
    page = visit().open("text")
    seek(page, "0201")
    options(page).first.click()
    expect(page.locator("h1")).to_have_text("Hafen")


def test_escape_closes_the_list(visit: Visit) -> None:
    page = visit().open("start")
    seek(page, "hafen")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(options(page).first).to_be_hidden()


def test_a_list_that_was_closed_stays_closed_when_streets_come_late(visit: Visit) -> None:
    page = visit().open("start")
    held: dict[str, Route] = {}
    page.route("**/streets/**", lambda route: held.update(streets=route))
    seek(page, "hafen")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    known = page.evaluate("window.atlasSearch.length")
    held["streets"].continue_()
    page.wait_for_function("(known) => window.atlasSearch.length > known", arg=known)
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    expect(options(page).first).to_be_hidden()


def test_the_index_waits_until_someone_searches(visit: Visit) -> None:
    page = visit().open("start")
    assert page.evaluate("typeof window.atlasSearch") == "undefined"


def test_without_scripts_the_form_leads_to_the_list_from_a_to_z(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("start")
    field(page).fill("hafen")
    field(page).press("Enter")
    page.wait_for_url("**/az/index.html?q=hafen")
    assert page.get_by_role("link", name="Hafen", exact=True).count() >= 1


def test_without_scripts_a_street_is_found_from_a_to_z(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("start")
    field(page).fill("ahorngasse")
    field(page).press("Enter")
    page.locator("section").filter(has=page.get_by_role("heading", name="Straßen")).get_by_role("link", name="A", exact=True).click()
    page.get_by_role("link", name="Ahorngasse").first.click()
    expect(page.locator("h1")).to_have_text("Hafen")


def test_a_street_that_is_asked_for_with_enter_leaves_the_way_to_its_letter(visit: Visit) -> None:
    page = visit().open("start")
    page.goto(page.url.replace("index.html", "az/index.html?q=ahorngasse"))
    shown = page.locator(".list li:not([hidden]) a")
    assert ["A"] == shown.all_inner_texts()
    shown.click()
    page.get_by_role("link", name="Ahorngasse").first.click()
    expect(page.locator("h1")).to_have_text("Hafen")
