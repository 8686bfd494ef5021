"""One truth: what a table says on a page is what the download says, digit for digit and sign for sign."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.model.panel import SIGNS, Status
from tests.site_checks.markup import Element, Page

Figures = dict[tuple[str, str, str], str]
"""(indicator, area, period) → what is printed."""


def printed(value: str, status: str, flags: str) -> str:
    """Say how a page prints a line of a download."""
    code = Status[status.upper()]
    whole, _, rest = value.removeprefix("-").partition(".")
    number = ("−" if value.startswith("-") else "") + f"{int(whole or 0):,}".replace(",", ".") + (f",{rest}" if rest else "")
    text = {Status.OK: number, Status.LIMITED: f"({number})"}.get(code, SIGNS[code])
    return text + flags


def lines(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.rglob("*.csv")):
        yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())


def downloaded(folder: Path) -> Figures:
    return {
        (line["indicator"], line["area"], line["period"]): printed(line["value"], line["status"], line["flags"]) for line in lines(folder)
    }


def rows(table: Element) -> Iterator[tuple[Element, dict[str, str]]]:
    """Give the head and the cells by period of each row of a table of years."""
    periods = [head.text() for head in next(table.all("thead")).all("th")][1:]
    for row in next(table.all("tbody")).all("tr"):
        (head,) = row.all("th")
        yield head, dict(zip(periods, (cell.text("vh") for cell in row.all("td")), strict=True))


def key_of(address: str) -> str:
    return address.split("/")[-2].split("-", maxsplit=1)[0]


@pytest.fixture(scope="module")
def by_indicator(demo: Path) -> Figures:
    return downloaded(demo / "daten" / "indikatoren")


def test_tables_of_indicators_print_what_their_downloads_hold(pages: dict[str, Page], by_indicator: Figures) -> None:
    shown: Figures = {}
    for path, page in pages.items():
        if path.startswith("indikatoren/") and path.count("/") == 2:
            for table in page.tree.all("table", class_="years"):
                for head, cells in rows(table):
                    area = key_of(next(head.all("a")).attributes["href"])
                    shown |= {(path.split("/")[1], area, period): text for period, text in cells.items()}
    collected = {figure: text for figure, text in by_indicator.items() if figure in shown or text != SIGNS[Status.NOT_COLLECTED]}
    assert shown
    assert collected == shown


def test_tables_of_profiles_print_what_the_indicators_hold(pages: dict[str, Page], by_indicator: Figures) -> None:
    names = {
        next(page.tree.all("h1")).text().strip(): path.split("/")[1]
        for path, page in pages.items()
        if path.startswith("indikatoren/") and path.count("/") == 2
    }
    wrong: Figures = {}
    seen = 0
    for path, page in pages.items():
        if path.startswith("profile/") and path.count("/") == 2:
            for table in page.tree.all("table", class_="years"):
                for head, cells in rows(table):
                    title = next(name for name in sorted(names, key=len, reverse=True) if head.text().startswith(name))
                    for period, text in cells.items():
                        figure = (names[title], key_of(path), period)
                        seen += text != ""
                        if text != by_indicator.get(figure, ""):
                            wrong[figure] = f"{text} instead of {by_indicator.get(figure, '')}"
    assert seen
    assert wrong == {}


def test_downloads_of_areas_hold_what_those_of_indicators_hold(demo: Path, by_indicator: Figures) -> None:
    assert by_indicator == downloaded(demo / "daten" / "profile")


def test_suppressed_figures_have_no_number_in_any_download(demo: Path) -> None:
    hidden = [line for folder in ("indikatoren", "profile") for line in lines(demo / "daten" / folder) if line["status"] == "confidential"]
    assert hidden
    assert {(line["value"], line["numerator"]) for line in hidden} == {("", "")}


def test_areas_without_an_index_have_no_number_in_the_table_of_its_components(demo: Path) -> None:
    known = {
        (line["area"], line["period"]): line["value"]
        for line in lines(demo / "daten" / "indikatoren")
        if line["indicator"] == "sozialindex" and line["level"] == "sozialraum"
    }
    numbers = ("value", "standardised", "contribution", "sum", "index")
    written = {(line["area"], line["period"]): any(line[name] for name in numbers) for line in lines(demo / "daten" / "bestandteile")}
    assert {place: value != "" for place, value in known.items()} == written
