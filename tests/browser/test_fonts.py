"""The atlas' own fonts: nothing jumps for them, and yet readers see them – on the next page, in a folder, on paper."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]
PAGES = 8
"""After so many pages of a host at the latest."""


def shown(page: Page) -> set[str]:
    """Name the families that the page's heading is drawn in."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    document = tools.send("DOM.getDocument")["root"]["nodeId"]
    heading = tools.send("DOM.querySelector", {"nodeId": document, "selector": "h1"})["nodeId"]
    return {font["familyName"] for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]}


def test_one_of_the_next_pages_of_a_host_is_set_in_them(visit: Visit) -> None:
    watched = visit()
    assert "Atlas Serif" in next(
        (found for _ in range(PAGES) for kind in ("start", "indicator") if "Atlas Serif" in (found := shown(watched.open(kind)))), set()
    )


def test_the_first_page_from_a_folder_is_set_in_them(visit: Visit) -> None:
    page = visit("file").open("profile")
    page.wait_for_function("() => document.fonts.check('600 40px \"Atlas Serif\"') && document.fonts.status === 'loaded'")
    assert {"Atlas Serif"} == shown(page)


@pytest.mark.parametrize("way", ["http", "file"])
def test_the_first_page_is_printed_in_them(visit: Visit, way: str) -> None:
    page = visit(way).open("profile")
    sheet = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages[0]
    names = [font.get_object().get("/FontDescriptor", {}).get("/FontName", "") for font in sheet["/Resources"]["/Font"].values()]
    assert any("AtlasSerif" in name for name in names)
