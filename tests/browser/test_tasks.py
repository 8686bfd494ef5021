"""Tasks of a newcomer, walked from the start page with real clicks, which are counted: none takes more than three, on a server and from a folder."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from atlas.pipeline import Options, build
from tests.browser.conftest import Watched, said, serve

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]
MOST = 3
PLACES = ("http", "file")


@dataclass(slots=True)
class Walk:
    """A reader on the start page. Every click counts, one on a field, too; typing does not."""

    page: Page
    clicks: int = 0

    def click(self, what: Locator) -> None:
        """Click on something that can be seen."""
        what.click()
        self.clicks += 1

    def choose(self, label: str, option: str) -> None:
        """Open a list and click on one of its entries: two clicks."""
        self.page.get_by_label(label, exact=True).select_option(label=option)
        self.clicks += 2

    def search(self, words: str) -> None:
        """Click into the field of the start page, type, click on the first result."""
        field = self.page.locator("main form.search input[type=search]")
        self.click(field)
        self.page.wait_for_function("() => window.atlasSearch")
        field.press_sequentially(words)
        found = self.page.locator("main [role=option]").filter(has_text=words).first
        self.click(found)

    def arrived(self, task: str) -> None:
        """Say what a task took."""
        print(f"{self.clicks} clicks: {task}")
        assert self.clicks <= MOST


@pytest.fixture(params=PLACES)
def walk(visit: Visit, request: pytest.FixtureRequest) -> Walk:
    return Walk(visit(request.param, accept_downloads=True).open("start"))


def row(page: Page, title: str) -> Locator:
    return page.locator(".glance tbody tr").filter(has=page.get_by_role("link", name=title, exact=True))


def test_find_the_sozialraum_of_my_street(walk: Walk) -> None:
    walk.search("Ahorngasse")
    expect(walk.page.locator("h1")).to_have_text("Hafen")
    walk.arrived("find my street's Sozialraum")


def test_how_many_children_live_on_benefits_there_compared_with_the_city(walk: Walk) -> None:
    walk.search("Ahorngasse")
    children = row(walk.page, "Kinder in Grundsicherung (SGB II)")
    expect(children.locator("td.own")).to_contain_text("%")
    expect(children.locator("td.all")).to_contain_text("%")
    expect(children.locator(".phrase")).to_contain_text("als in Wallenfurt")
    walk.arrived("how many children live on benefits there, compared with the city")


def test_is_it_getting_better(walk: Walk) -> None:
    walk.search("Ahorngasse")
    children = row(walk.page, "Kinder in Grundsicherung (SGB II)")
    expect(children.locator(".change")).to_contain_text("seit")
    walk.click(children.locator(".course-of"))
    expect(walk.page.locator("tr.course svg.courses")).to_be_visible()
    walk.arrived("is it getting better")


def test_what_the_indicator_means(walk: Walk) -> None:
    walk.search("Ahorngasse")
    walk.click(row(walk.page, "Kinder in Grundsicherung (SGB II)").get_by_role("link").first)
    expect(walk.page.locator(".reading")).to_contain_text("Lesehilfe")
    definition = walk.page.locator("dl.facts div").filter(has_text="Definition").first
    expect(definition).to_be_visible()
    assert len(definition.inner_text()) > 60
    walk.arrived("what does the indicator mean")


def test_send_this_view_to_someone(walk: Walk, visit: Visit) -> None:
    walk.click(walk.page.locator("header nav").get_by_role("link", name="Karte"))
    walk.choose("Indikator", "Kinder in Grundsicherung (SGB II)")
    expect(walk.page.locator(".shown a")).to_have_text("Kinder in Grundsicherung (SGB II)")
    other = visit("http").page
    other.goto(said(walk.page))
    expect(other.locator(".shown a")).to_have_text("Kinder in Grundsicherung (SGB II)")
    walk.arrived("send this view to someone")


def test_print_it(walk: Walk) -> None:
    walk.search("Ahorngasse")
    expect(walk.page.locator("h1")).to_have_text("Hafen")
    sheets = PdfReader(io.BytesIO(walk.page.pdf(format="A4", prefer_css_page_size=True))).pages
    assert 1 <= len(sheets) <= 4
    assert "Hafen" in sheets[0].extract_text()
    walk.arrived("print it")


@pytest.mark.parametrize("way", PLACES)
def test_get_the_numbers_into_excel(browser: Browser, minimal: Path, way: str) -> None:
    build(minimal, minimal / "public", Options(kind="inline", extras=("downloads",)))
    with serve(minimal / "public") as host:
        page = browser.new_page(accept_downloads=True)
        page.goto(f"{host}/" if way == "http" else (minimal / "public" / "index.html").as_uri())
        walk = Walk(page)
        walk.click(page.locator("header nav").get_by_role("link", name="Daten"))
        with page.expect_download() as found:
            walk.click(page.get_by_role("link", name="Alle Werte, XLSX"))
        values = [
            cell
            for sheet in load_workbook(io.BytesIO(Path(found.value.path()).read_bytes()))
            for line in sheet.iter_rows(values_only=True)
            for cell in line
        ]
        page.close()
    assert "Altstadt" in values
    assert any(isinstance(value, (int, float)) for value in values)
    walk.arrived("get the numbers into Excel")
