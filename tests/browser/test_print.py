"""Paper: a profile fits on four sheets, every sheet says what it is and where it comes from, and no page of any kind goes over its edge."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Watched
from tests.site_checks.demo import FURTHER, KINDS, address

SHEETS = 4
SHEET = 695
"""Pixels between the margins of a sheet of A4."""
FULLEST = 6
"""The profiles with the longest texts are printed."""


@pytest.fixture(scope="module")
def fullest(demo: Path) -> list[Path]:
    return sorted((demo / "profile").glob("*/index.html"), key=lambda path: -path.stat().st_size)[:FULLEST]


def printed(page: Watched, file: Path) -> list[str]:
    page.page.goto(file.as_uri())
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.page.pdf(format="A4", prefer_css_page_size=True))).pages]


def test_the_longest_profiles_fit_on_four_sheets(visit: Callable[..., Watched], fullest: list[Path]) -> None:
    page = visit("file")
    assert [] == [(file.parent.name, count) for file in fullest if (count := len(printed(page, file))) > SHEETS]


def test_every_sheet_names_the_area_the_edition_the_day_and_the_address(visit: Callable[..., Watched], fullest: list[Path]) -> None:
    sheets = printed(visit("file"), fullest[0])
    name = fullest[0].parent.name
    wanted = (f"profile/{name}/", "Ausgabe 2026", "Stand der Daten: 2025.")
    assert [] == [(number, part) for number, text in enumerate(sheets, 1) for part in wanted if part not in text]
    assert [f"{number} / {len(sheets)}" in text for number, text in enumerate(sheets, 1)] == [True] * len(sheets)


def test_a_table_has_its_heads_on_every_sheet_it_runs_over_and_its_foot_once(visit: Callable[..., Watched], demo: Path) -> None:
    page = visit("file")
    sheets = printed(page, demo / "indikatoren" / "sgb2" / "index.html")
    first, last = (next(number for number, text in enumerate(sheets) if name in text) for name in ("Am Stichkanal", "Ziegelei"))
    assert (True, [True] * (last - first + 1)) == (first < last, ["Liegt in" in text for text in sheets[first : last + 1]])
    assert page.page.locator("tfoot th", has_text="Bund (erfunden)").count() == " ".join(" ".join(sheets).split()).count("Bund (erfunden)")


def test_folds_are_printed_open(visit: Callable[..., Watched], fullest: list[Path]) -> None:
    assert [True] * 2 == [
        any(title in text for text in printed(visit("file"), fullest[0])) for title in ("Zweite Masernimpfung", "Angebotsmiete")
    ]


SPOILT = """() => {
  const words = (one) => {
    const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT, (text) => text.data.trim() && !text.parentElement.closest('svg, .vh') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
    const boxes = [];
    while (walk.nextNode()) { const range = document.createRange(); range.selectNode(walk.currentNode); boxes.push(...range.getClientRects()); }
    return boxes;
  };
  const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
  const shown = [...document.querySelectorAll('main :is(td, th, p, dd, dt, li, h1, h2, h3)')].filter((one) => one.checkVisibility() && !one.closest('.vh, svg'));
  const out = shown.filter((one) => words(one).some((box) => box.right > innerWidth + 1 || box.left < -1));
  const cells = shown.filter((one) => one.matches('td, th') && one.nextElementSibling && !one.closest('.course'));
  const mixed = cells.filter((one) => words(one).some((box) => words(one.nextElementSibling).some((other) => over(box, other))));
  return [...out, ...mixed].map((one) => one.outerHTML.slice(0, 120));
}"""
"""Text over the edge of the paper, and cells whose text runs into that of the next."""


@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_every_page_is_printed_with_its_heading_and_its_address(visit: Callable[..., Watched], demo: Path, kind: str) -> None:
    page = visit("file")
    file = demo / address(demo, kind)
    text = " ".join(" ".join(printed(page, file)).split())
    assert " ".join(page.page.locator("h1").inner_text().split()) in text
    assert f"https://atlas.wallenfurt.example/{address(demo, kind).removesuffix('index.html')}" in text.replace(" ", "") or kind == "start"


@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_nothing_sticks_out_of_a_sheet(visit: Callable[..., Watched], kind: str) -> None:
    page = visit(width=SHEET).open(kind)
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET
    assert [] == page.evaluate(SPOILT)
