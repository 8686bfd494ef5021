"""Paper: a profile fits on four sheets, and every sheet says what it is and where it comes from."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Watched

SHEETS = 4
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


def test_every_sheet_names_the_area_the_edition_and_the_address(visit: Callable[..., Watched], fullest: list[Path]) -> None:
    sheets = printed(visit("file"), fullest[0])
    name = fullest[0].parent.name
    assert [] == [number for number, text in enumerate(sheets, 1) if f"profile/{name}/" not in text or "Ausgabe 2026" not in text]
    assert [f"{number} / {len(sheets)}" in text for number, text in enumerate(sheets, 1)] == [True] * len(sheets)
