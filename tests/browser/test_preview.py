"""The preview in a real browser: a saved text is on the screen, mistakes lie over the page and go again, other tabs are offered the page that changed."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from atlas.serve.preview import Preview
from atlas.serve.server import open_server
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Desk:
    """A preview, its site, its address."""

    root: Path
    preview: Preview
    address: str
    profile: str

    def save(self, name: str, change: Callable[[str], str]) -> None:
        file = self.root / name
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
        self.preview.build(frozenset([file]))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    root = Path(shutil.copytree(ROOT / "tests" / "sites" / "minimal", tmp_path / "site")).resolve()
    preview = Preview(root, "inline")
    preview.build(frozenset())
    server = open_server(preview, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    profile = next(path.name for path in (preview.out / "profile").iterdir() if path.name.startswith("01-"))
    yield Desk(root, preview, f"http://127.0.0.1:{server.server_port}/", f"profile/{profile}/")
    preview.close()
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser: Browser, desk: Desk) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 500})
    page.goto(desk.address + desk.profile)
    yield page
    page.close()


def test_a_saved_text_is_on_the_screen_and_the_page_stays_where_it_was(desk: Desk, tab: Page) -> None:
    tab.evaluate("window.scrollTo(0, 300)")
    desk.save("content/profile/01.md", lambda text: text + "\nEin neuer Satz.\n")
    expect(tab.get_by_text("Ein neuer Satz.")).to_be_attached()
    tab.wait_for_function("() => window.scrollY === 300")


def test_a_mistake_lies_over_the_page_with_its_line_and_goes_when_it_is_mended(desk: Desk, tab: Page) -> None:
    desk.save("site.yaml", lambda text: text + "tittel: Atlas\n")
    panel = tab.get_by_role("alert")
    expect(panel).to_contain_text("tittel: Atlas")
    expect(tab.locator("h1")).to_be_visible()
    desk.save("site.yaml", lambda text: text.replace("tittel: Atlas\n", ""))
    expect(panel).to_have_count(0)


def test_a_tab_whose_page_did_not_change_stays_and_is_offered_the_one_that_did(desk: Desk, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(desk.address)
    page.evaluate("window.untouched = true")
    desk.save("content/profile/01.md", lambda text: text + "\nEin neuer Satz.\n")
    link = page.locator("#__atlas").get_by_role("link")
    expect(link).to_have_attribute("href", f"/{desk.profile}")
    assert page.evaluate("window.untouched")
    page.close()


def test_ten_open_tabs_all_hear_of_a_change(desk: Desk, browser: Browser) -> None:
    context = browser.new_context()
    tabs = [context.new_page() for _ in range(10)]
    for page in tabs:
        page.goto(desk.address + desk.profile)
    desk.save("content/profile/01.md", lambda text: text + "\nEin neuer Satz.\n")
    for page in tabs:
        page.bring_to_front()
        expect(page.get_by_text("Ein neuer Satz.")).to_be_attached()
    context.close()


def test_alt_and_a_click_on_a_figure_show_where_it_comes_from(tab: Page) -> None:
    tab.locator("table.glance td.own").first.click(modifiers=["Alt"])
    expect(tab.locator("#__atlas").get_by_role("status")).to_contain_text("data/bevoelkerung.csv:")


def test_the_switch_has_a_click_on_a_figure_of_a_sentence_show_where_it_comes_from(desk: Desk, tab: Page) -> None:
    desk.save("content/profile/01.md", lambda text: text + "\nHier sind {unter18 Stadt} jünger als 18.\n")
    figure = tab.locator("a.quoted", has_text="%").last
    expect(figure).to_be_attached()
    switch = tab.get_by_role("button", name="Woher kommt diese Zahl?")
    switch.click()
    figure.click()
    origin = tab.locator("#__atlas").get_by_role("status")
    expect(origin).to_contain_text("Kleinau (")
    expect(origin).to_contain_text("data/bevoelkerung.csv:")
    expect(switch).to_have_attribute("aria-pressed", "true")


def test_the_switch_has_a_click_on_a_figure_of_a_table_show_file_and_row_and_stays_on(tab: Page) -> None:
    tab.get_by_role("button", name="Woher kommt diese Zahl?").click()
    tab.locator("table.glance td.own").first.click()
    expect(tab.locator("#__atlas").get_by_role("status")).to_contain_text("data/bevoelkerung.csv:")
    tab.reload()
    expect(tab.get_by_role("button", name="Woher kommt diese Zahl?")).to_have_attribute("aria-pressed", "true")


def test_the_preview_breaks_no_rule_of_the_page(desk: Desk, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(desk.address)
    desk.save("site.yaml", lambda text: text + "tittel: Atlas\n")
    expect(page.get_by_role("alert")).to_be_visible()
    assert [] == complaints
    page.close()
