"""The same pages in Firefox: over http, from a folder, without scripts, on narrow screens, by keyboard, on paper."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.conftest import ALL_LIVE, WAYS
from tests.browser.firefox import Firefox, program, start
from tests.site_checks.demo import FURTHER, KINDS, address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        program() is None, reason="no Firefox found: install one (Debian: apt-get install firefox-esr), as `make test` does where it may"
    ),
]
SCROLL = """(async () => {
  document.querySelectorAll('details').forEach((fold) => { fold.open = true; });
  for (let y = 0; y < document.documentElement.scrollHeight; y += 600) { scrollTo(0, y); await new Promise((go) => setTimeout(go, 20)); }
})()"""
PLAIN = """(() => {
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const words = [];
  while (walk.nextNode()) {
    const around = walk.currentNode.parentElement;
    if (Number(getComputedStyle(around).fontWeight) < 500 && around.closest('p, li, td, dd, th[scope=row]')
      && !around.closest('.vh, nav, .beside, .panel, .controls, .filter, details, script, svg, form, .compared, .cite, .explained')) words.push(...(walk.currentNode.data.match(/[a-zäöüßA-ZÄÖÜ]{4,}/g) ?? []));
  }
  return words.filter((word) => !/f|t[ti]/.test(word));
})()"""
"""Words of a page in the weight that Firefox prints as text: it draws those of other weights as shapes, and joins letters such as ff to one without a meaning."""

MOST_SHEETS = {"profile": 4}
READY = "document.querySelector('figure.explorer .controls button')?.textContent && document.querySelector('svg.areas .chosen')"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with start(tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox without scripts."""
    with start(tmp_path_factory.mktemp("firefox-without-scripts"), still=True) as running:
        yield running


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_page_has_no_error_and_asks_nothing_elsewhere(firefox: Firefox, bases: dict[str, str], demo: Path, kind: str, way: str) -> None:
    firefox.resize(1280)
    firefox.open(bases[way] + address(demo, kind))
    firefox.evaluate(SCROLL)
    firefox.wait(ALL_LIVE)
    elsewhere = [url for url in firefox.asked if url.startswith(("http:", "https:", "ws")) and not url.startswith(bases[way])]
    assert [[], []] == [firefox.said, elsewhere]


@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_narrow_page_does_not_scroll_sideways(firefox: Firefox, bases: dict[str, str], demo: Path, kind: str) -> None:
    firefox.resize(320)
    firefox.open(bases["file"] + address(demo, kind))
    firefox.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert firefox.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_page_says_the_same_without_scripts(still: Firefox, firefox: Firefox, bases: dict[str, str], demo: Path, kind: str) -> None:
    texts = []
    for browser in (still, firefox):
        browser.resize(1280)
        browser.open(bases["file"] + address(demo, kind))
        texts.append(browser.evaluate("document.querySelector('main').innerText"))
    assert texts[0].strip()
    assert [line for line in texts[0].splitlines() if line.strip() and line.strip() not in texts[1]] == []


def test_living_charts_have_marks(firefox: Firefox, bases: dict[str, str], demo: Path) -> None:
    firefox.resize(1280)
    firefox.open(bases["http"] + address(demo, "indicator"))
    firefox.evaluate(SCROLL)
    firefox.wait(ALL_LIVE)
    marks = (
        "[...document.querySelectorAll('.chart-live svg')].map((drawing) => drawing.querySelectorAll('path[stroke], path[fill]').length)"
    )
    assert [count > 2 for count in firefox.evaluate(marks)] == [True, True]


def test_the_map_is_walked_by_keyboard_and_its_state_stands_in_the_address(firefox: Firefox, bases: dict[str, str], demo: Path) -> None:
    firefox.resize(1280)
    firefox.open(bases["file"] + address(demo, "map") + "#indicator=sgb2&level=sozialraum&hatch=1")
    firefox.wait(READY)
    firefox.evaluate("document.querySelector('svg.areas a[tabindex=\"0\"]').focus()")
    names = []
    for key in ("\ue010", "\ue012", "\ue013", "\ue011", " "):  # End, left, up, Home, space
        firefox.press(key)
        names.append(firefox.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(set(names)) >= 3
    assert 1 == firefox.evaluate("document.querySelectorAll('svg.areas a[tabindex=\"0\"]').length")
    assert "compare=" in firefox.evaluate("location.hash")


@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_page_is_printed_with_its_words(firefox: Firefox, bases: dict[str, str], demo: Path, kind: str) -> None:
    firefox.resize(1280)
    firefox.open(bases["file"] + address(demo, kind))
    sheets = PdfReader(io.BytesIO(firefox.printed())).pages
    assert len(sheets) <= MOST_SHEETS.get(kind, len(sheets))
    words = set(firefox.evaluate(PLAIN))
    assert len(words) > 3
    text = "".join(sheet.extract_text() for sheet in sheets)
    assert len([word for word in words if word in text]) >= 0.8 * len(words)


def test_the_search_finds_a_street_by_keyboard(firefox: Firefox, bases: dict[str, str], demo: Path) -> None:
    firefox.resize(1280)
    firefox.open(bases["file"] + address(demo, "start"))
    firefox.evaluate("document.querySelector('header input[type=search]').focus()")
    firefox.wait("window.atlasSearch")
    firefox.press(*"ahorngasse")
    firefox.wait("document.querySelector('header [role=option]')?.textContent.includes('Ahorngasse')")
    firefox.press("\ue015", "\ue007")
    firefox.wait("document.querySelector('h1')?.textContent.trim() === 'Hafen'")
