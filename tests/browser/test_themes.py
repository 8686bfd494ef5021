"""Another theme, with the colours of a city on top of it: what holds for the pages of the base theme holds for its pages."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from atlas.pipeline import build
from tests.browser.conftest import PATIENCE, Watched, serve, watch
from tests.browser.test_accessibility import SEVEN_TO_ONE, violations
from tests.browser.test_everywhere import read_through
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
KINDS = ["start", "profile", "indicator", "map"]
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
DESIGN = 'design:\n  own: "#8f45b3"\n  link: "#2a7548"\n'


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("plain")
    for folder in ("content", "data", "themes/schlicht"):
        shutil.copytree(ROOT / folder, root / folder)
    settings = (ROOT / "site.yaml").read_text(encoding="utf-8").replace("theme: base\n", "theme: schlicht\n")
    (root / "site.yaml").write_text(settings + DESIGN, encoding="utf-8")
    build(root, root / "public")
    return root / "public"


@pytest.fixture(scope="module")
def page(browser: Browser, plain: Path) -> Iterator[Watched]:
    """One page for all tests: another width or scheme needs no other. Nothing moves: half-way in a transition, colours are not those of the theme."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    with serve(plain) as host:
        yield watch(context.new_page(), f"{host}/", plain)
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_its_pages_have_no_violation_no_message_and_no_width_of_their_own(page: Watched, kind: str, scheme: str) -> None:
    page.complaints.clear()
    page.page.emulate_media(media="screen", color_scheme=scheme, contrast="no-preference")
    page.page.set_viewport_size({"width": 1280, "height": 900})
    page.open(kind)
    read_through(page)
    for width in WIDTHS:
        page.page.set_viewport_size({"width": width, "height": 900})
        assert [] == violations(page.page)
        assert width >= page.page.evaluate("document.documentElement.scrollWidth")
    assert [] == page.complaints


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_who_asks_for_more_contrast_gets_seven_to_one_whatever_theme_and_city_say(page: Watched, kind: str, scheme: str) -> None:
    page.page.emulate_media(media="screen", color_scheme=scheme, contrast="more")
    assert [] == violations(page.open(kind), SEVEN_TO_ONE)


def test_paper_is_white_with_the_accent_of_the_city_however_dark_the_screen(page: Watched) -> None:
    page.page.emulate_media(media="print", color_scheme="dark", contrast="no-preference")
    page.open("profile")
    style = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    assert ["#fff", "#fff", "#000", "#8f45b3"] == [page.page.evaluate(style, name) for name in ("--page", "--ground", "--ink", "--own")]


def test_its_profiles_fit_on_four_sheets(page: Watched) -> None:
    page.page.emulate_media(media=None, color_scheme="light", contrast="no-preference")
    assert 4 >= len(PdfReader(io.BytesIO(page.open("profile").pdf(format="A4", prefer_css_page_size=True))).pages)
