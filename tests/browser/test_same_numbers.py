"""One truth, seen: a picture, the living chart that takes its place, and the table show the same figures, on every kind of page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser import drawn
from tests.browser.conftest import Watched
from tests.browser.drawn import KEEP_VIEWS, Drawing, figure, off
from tests.site_checks.demo import address

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]
CLOSE = 0.3
"""Pixels: coordinates are written to a tenth, twice."""
STEP = 4
"""Thousandths of a strip: ticks closer than that are one."""
POINTED = """(before) => {
  const words = [...document.querySelectorAll('figure.chart')[0].querySelectorAll('text:has(tspan)')].at(-1);
  const said = [...(words?.children ?? [])].map((line) => line.textContent);
  return String(said) === String(before) ? null : said;
}"""
"""What a chart says of the line that was pointed at last, once it says something else than before."""

ORDER = {"other": 0, "chosen": 1, "scenario": 2, "whole": 3}
"""Lines are drawn in this order."""


def live(watched: Watched, path: str) -> Page:
    """Open a page and wait until all its charts live."""
    page = watched.page
    page.add_init_script(KEEP_VIEWS)
    page.goto(watched.base + path)
    for number, chart in enumerate(page.locator("figure.chart").all()):
        chart.scroll_into_view_if_needed()
        page.wait_for_function("(number) => document.querySelectorAll('figure.chart')[number].classList.contains('is-live')", arg=number)
    return page


def picture(page: Page, number: int) -> Drawing:
    source = page.locator("figure.chart img").nth(number).evaluate("picture => picture.src")
    return drawn.static(page.context.new_page(), source)


def courses(page: Page, number: int) -> list[tuple[str, str, dict[str, float]]]:
    """Give name, role and figures by period of every line that the living chart holds, in the order of drawing."""
    chart = (
        page.locator("figure.chart").nth(number).locator("script.chart-data").evaluate("block => JSON.parse(block.textContent).parameters")
    )
    labels = dict(zip(chart["ticks"], chart["labels"], strict=True))
    periods = [labels[step] for step in chart["steps"]]
    lines = [
        (one["name"], one["role"], {period: value for period, value in zip(periods, one["values"], strict=True) if value is not None})
        for one in drawn.rows(page, number, "lines")
    ]
    return sorted(lines, key=lambda line: ORDER[line[1]])


def by_name(page: Page, path: str) -> dict[str, dict[str, float]]:
    """Give the figures of the page's tables by the names that stand in them."""
    names = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('table.years th a')].map((link) => [link.getAttribute('href').split('/profile/')[1], link.textContent]))"
    )
    return {names[f"{key}/index.html"]: line for key, line in drawn.tables(page, path).items()}


@pytest.mark.parametrize("indicator", ["sgb2", "kita-besuch", "miete"])
def test_development_is_the_same_as_picture_as_chart_and_as_table(visit: Visit, indicator: str) -> None:
    watched = visit()
    page = live(watched, f"indikatoren/{indicator}/index.html")
    table = by_name(page, page.url)
    lines = courses(page, 0)
    assert len(lines) > 20
    assert {name: table[name] for name, _, _ in lines} == {name: values for name, _, values in lines}
    values = [value for _, _, line in lines for value in line.values()]
    for drawing in (drawn.living(page, 0), picture(page, 0)):
        heights = [y for _, y in drawing.lines]
        assert off(heights, values) < CLOSE
        assert axis(drawing, heights, values) < 1


@pytest.mark.parametrize("touch", [False, True])
def test_a_line_that_is_pointed_at_says_figures_of_the_table(visit: Visit, touch: bool) -> None:
    page = live(visit(width=768, has_touch=touch), "indikatoren/sgb2/index.html")
    table = by_name(page, page.url)
    chart = page.locator("figure.chart").first
    chart.scroll_into_view_if_needed()
    box = chart.locator("svg").bounding_box()
    said: list[list[str]] = [[]]
    for across, down in ((0.2, 0.6), (0.5, 0.4), (0.75, 0.7)):
        place = box["x"] + across * box["width"], box["y"] + down * box["height"]
        page.touchscreen.tap(*place) if touch else page.mouse.move(*place)
        said.append(page.wait_for_function(POINTED, arg=said[-1]).json_value())
    told = [(name, *words.split(": ")) for name, words in said[1:]]
    assert [(name, period, table[name][period]) for name, period, _ in told] == [
        (name, period, figure(value)) for name, period, value in told
    ]


def axis(drawing: Drawing, heights: list[float], values: list[float]) -> float:
    """Tell how many pixels the words of the axis are off the scale of the figures, but for the distance that all of them keep."""
    low, high = values.index(min(values)), values.index(max(values))
    scale = (heights[high] - heights[low]) / (values[high] - values[low])
    words = [(value, y) for text, (x, y) in drawing.words if x < 30 and (value := figure(text)) is not None]
    assert len(words) > 2
    apart = [y - (heights[low] + (value - values[low]) * scale) for value, y in words]
    return max(abs(one - 5) for one in apart)


def test_spread_is_the_same_as_picture_as_chart_and_as_table(visit: Visit) -> None:
    page = live(visit(), "indikatoren/sgb2/index.html")
    table = {name: line["2025"] for name, line in by_name(page, page.url).items() if "2025" in line}
    areas = drawn.rows(page, 1, "areas")
    assert len(areas) > 30
    assert {one["name"]: table[one["name"]] for one in areas} == {one["name"]: one["value"] for one in areas}
    for drawing in (drawn.living(page, 1), picture(page, 1)):
        assert off([x for x, _ in drawing.marks], [one["value"] for one in areas]) < CLOSE


@pytest.mark.parametrize("kind", ["scenario"])
def test_scenarios_are_the_same_as_picture_as_chart_and_as_table(visit: Visit, demo: Path, kind: str) -> None:
    page = live(visit(), address(demo, kind))
    lines = {name: line for name, role, line in courses(page, 0) if role == "scenario"}
    table = page.locator("table.recipe").first.evaluate(
        """table => { const periods = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
          return Object.fromEntries([...table.tBodies[0].rows].map((row) => [row.cells[0].querySelector('b').textContent,
            Object.fromEntries(periods.map((period, place) => [period, row.cells[place + 1].textContent.trim()]))])); }"""
    )
    assert 3 == len(lines)
    for name, line in lines.items():
        assert {period: figure(text) for period, text in table[name].items()} == {period: line[period] for period in table[name]}
    values = [value for _, _, line in courses(page, 0) for value in line.values()]
    for drawing in (drawn.living(page, 0), picture(page, 0)):
        assert off([y for _, y in drawing.lines], values) < CLOSE


def test_points_of_a_text_are_the_same_as_picture_as_chart_and_as_table(visit: Visit) -> None:
    page = live(visit(), "bericht/index.html")
    points = drawn.rows(page, 0, "points")
    figures = [{name: line["2025"] for name, line in found.items() if "2025" in line} for found in named(page, "kinder-sgb2", "sprache")]
    assert len(points) > 30
    assert [(one["x"], one["y"]) for one in points] == [(figures[0][one["name"]], figures[1][one["name"]]) for one in points]
    for drawing in (drawn.living(page, 0), picture(page, 0)):
        for place, key in enumerate("xy"):
            assert off([mark[place] for mark in drawing.marks], [one[key] for one in points]) < CLOSE


def named(page: Page, *indicators: str) -> list[dict[str, dict[str, float]]]:
    found = []
    for name in indicators:
        other = page.context.new_page()
        other.goto(f"{page.url.split('bericht/')[0]}indikatoren/{name}/index.html")
        found.append(by_name(other, other.url))
    return found


def glances(page: Page) -> list[dict[str, Any]]:
    """Read the rows of the first table of a page: figure, strip and small line of each indicator."""
    found: list[dict[str, Any]] = page.locator(".glance tbody tr").evaluate_all(
        """rows => rows.map((row) => ({
          address: row.querySelector('th[scope=row] a').href,
          value: row.querySelector('td.own').firstChild.textContent.trim(),
          ends: [...row.querySelectorAll('.strip ~ .ends span')].map((end) => end.textContent),
          ticks: (row.querySelector('.strip .ticks')?.getAttribute('d').match(/M\\d+/g) ?? []).map((tick) => Number(tick.slice(1))),
          dot: parseFloat(row.querySelector('.strip circle.own')?.getAttribute('cx') ?? 'NaN') * 10,
          own: row.querySelector('.spark .own')?.getAttribute('d') ?? '',
          whole: row.querySelector('.spark .whole')?.getAttribute('d') ?? '',
        }))"""
    )
    return found


def heights(path: str) -> list[float]:
    return [float(part.split(" ")[1]) for part in re.findall(r"[ML]([^MLh]+)", path)]


@pytest.mark.parametrize(("kind", "folder"), [("profile", "0201-hafen"), ("theme", "0-wallenfurt")])
def test_small_drawings_show_the_figures_of_the_tables(visit: Visit, kind: str, folder: str) -> None:
    page = visit().open(kind)
    checked = 0
    for row in glances(page):
        table = drawn.tables(page, row["address"])
        own = table[folder]
        if not own:
            continue
        latest = max(own)
        assert own[latest] == figure(row["value"])
        low, high = (figure(end) for end in row["ends"])
        width = high - low
        coarse = 0.5 * 10 ** -len(row["ends"][0].partition(",")[2]) / width * 1000
        places = [(line[latest] - low) / width * 1000 for key, line in table.items() if latest in line and re.match(r"\d{4}-", key)]
        assert [min(abs(tick - place) for place in places) < STEP + 2 * coarse for tick in row["ticks"]] == [True] * len(row["ticks"])
        assert [min(abs(tick - place) for tick in row["ticks"]) < STEP + 2 * coarse for place in places] == [True] * len(places)
        if kind == "profile":
            assert row["dot"] == pytest.approx((own[latest] - low) / width * 1000, abs=1 + 2 * coarse)
        whole = list(table["0-wallenfurt"].values()) if row["whole"] else []
        both = [*own.values(), *whole]
        span = max(both) - min(both)
        step = 240 / span * 10 ** -len(row["value"].partition(",")[2])
        assert off(heights(row["own"]) + heights(row["whole"]), both) <= 1 + 1.5 * step
        checked += 1
    assert checked >= 5


def test_bars_of_ages_are_as_long_as_their_figures_are_large(visit: Visit) -> None:
    bars = (
        visit()
        .open("profile")
        .locator("table.ages tbody tr")
        .evaluate_all(
            """rows => rows.flatMap((row) => [[0, 1], [4, 3]].map(([figure, bar]) =>
          [parseFloat(row.cells[bar].querySelector('rect').getAttribute('width')), row.cells[figure].textContent.trim()]))"""
        )
    )
    assert len(bars) > 10
    assert off([width for width, _ in bars], [figure(text) or 0 for _, text in bars]) < CLOSE


def test_bars_of_areas_are_as_long_as_their_figures_are_large(visit: Visit) -> None:
    bars = (
        visit()
        .open("indicator")
        .locator("table.areas")
        .first.locator("tbody tr:has(.bar)")
        .evaluate_all(
            "rows => rows.map((row) => [parseFloat(row.querySelector('.bar rect').getAttribute('width')), row.querySelector('td.own').textContent.trim()])"
        )
    )
    assert len(bars) > 30
    assert off([width for width, _ in bars], [figure(text) or 0 for _, text in bars]) < CLOSE


def test_a_large_line_of_a_profile_shows_the_figures_of_the_table(visit: Visit) -> None:
    page = visit().open("profile")
    table = drawn.tables(page, glances(page)[0]["address"])
    page.locator(".glance .course-of").first.click()
    page.wait_for_selector(".course .courses")
    dots = page.locator(".course circle").evaluate_all(
        "dots => dots.map((dot) => [dot.getAttribute('class'), dot.firstChild.textContent.split(': ')[1], Number(dot.getAttribute('cy'))])"
    )
    for look, folder in (("own", "0201-hafen"), ("around", "02-nord"), ("whole", "0-wallenfurt")):
        assert list(table[folder].values()) == [figure(text) for name, text, _ in dots if name == look]
    assert off([y for _, _, y in dots], [figure(text) or 0 for _, text, _ in dots]) < 0.01


def test_areas_side_by_side_show_the_figures_of_the_tables(visit: Visit, demo: Path) -> None:
    watched = visit()
    page = watched.page
    page.goto(f"{watched.base}{address(demo, 'comparison')}#level=sozialraum&areas=0201,0305")
    page.wait_for_selector("[data-core] svg.courses")
    folders = [link.split("/")[-2] for link in page.locator("[data-core] thead a").evaluate_all("links => links.map((link) => link.href)")]
    for row in page.locator("[data-core] tbody tr").all():
        table = drawn.tables(page, row.locator("th a").evaluate("link => link.href"))
        latest = row.locator(".when").inner_text().split(", ")[-1]
        everyone = [*folders, "0-wallenfurt"]
        assert [table[folder].get(latest) for folder in everyone] == [figure(text) for text in row.locator("td").all_inner_texts()[:3]]
        check_lines(row.locator("svg.courses path"), [table[folder] for folder in everyone])


def check_lines(paths: Locator, lines: list[dict[str, float]]) -> None:
    """Lines are drawn on one scale, the whole first; a line of a count has no whole beside it."""
    drawings = {path.get_attribute("class"): heights(path.get_attribute("d") or "") for path in paths.all()}
    pairs = [(drawings[name], list(line.values())) for name, line in zip(("s0", "s1", "whole"), lines, strict=True) if name in drawings]
    assert len(pairs) >= 2
    assert off([y for line, _ in pairs for y in line], [value for _, line in pairs for value in line]) < 1


def test_points_of_an_association_show_the_figures_of_its_table(visit: Visit) -> None:
    page = visit().open("association")
    points = page.locator("svg.scatter a").evaluate_all(
        """links => links.map((link) => [link.getAttribute('href'), link.getAttribute('aria-label'), ...['cx', 'cy'].map((name) => Number(link.firstChild.getAttribute(name)))])"""
    )
    table = dict(
        page.locator("table.recipe tbody tr").evaluate_all(
            "rows => rows.map((row) => [row.querySelector('a').getAttribute('href'), [...row.cells].slice(1).map((cell) => cell.textContent.trim())])"
        )
    )
    figures = [[figure(text) or 0 for text in table[link]] for link, *_ in points]
    said = [[figure(found) for found in re.findall(r"(\d[\d.,]*)\u202f%", words)] for _, words, *_ in points]
    assert len(points) > 30
    assert figures == said
    assert (
        off([x for *_, x, _ in points], [x for x, _ in figures]) < 2 * 0.05 * 564 / 50 + CLOSE
    )  # the axis from 0 to 50; figures are rounded
    assert off([y for *_, y in points], [y for _, y in figures]) < 2 * 0.05 * 382 / 40 + CLOSE


def test_strips_of_an_analysis_show_the_figures_of_the_table(visit: Visit) -> None:
    watched = visit()
    page = watched.open("segregation")
    table = drawn.tables(page, f"{watched.base}indikatoren/kinder-sgb2/index.html")
    positions: list[float] = []
    values: list[float] = []
    for row in page.locator("tr:has(td.strips .ticks)").all():
        period = row.locator("th").inner_text()
        ticks = [float(tick[1:]) for tick in re.findall(r"M\d+", row.locator(".ticks").first.get_attribute("d") or "")]
        figures = sorted(line[period] for key, line in table.items() if re.match(r"\d{4}-", key) and period in line)
        assert len(ticks) == len(figures)
        positions += ticks
        values += figures
    assert len(values) > 300
    assert off(positions, values) < 3
