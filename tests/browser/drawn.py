"""What a drawing says: the points of its lines and marks, and whether they are the figures of a table on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

POINTS = """(root) => {
  const origin = root.getScreenCTM().inverse();
  const seen = (one) => one.getAttribute('display') !== 'none' && one.getAttribute('d') && one.getAttribute('opacity') !== '0';
  const place = (one, x, y) => { const at = new DOMPoint(x, y).matrixTransform(origin.multiply(one.getScreenCTM())); return [at.x, at.y]; };
  const paths = [...root.querySelectorAll('path')].filter(seen);
  const pairs = (one) => (one.getAttribute('d').match(/[ML][^MLhvZ]+/g) ?? []).map((part) => place(one, ...part.slice(1).split(/[ ,]/).map(Number)));
  const plain = (one, name) => (one.getAttribute(name) ?? 'none') !== 'none';
  return {
    lines: paths.filter((one) => plain(one, 'stroke') && !plain(one, 'fill')).flatMap(pairs),
    marks: paths.filter((one) => one.hasAttribute('fill-opacity')).map((one) => { const box = one.getBBox(); return place(one, box.x + box.width / 2, box.y + box.height / 2); }),
    words: [...root.querySelectorAll('text')].map((one) => [one.textContent, place(one, 0, 0)]),
  };
}"""

KEEP_VIEWS = """Object.defineProperty(window, 'vegaEmbed', {
  set(embed) { this.embed = async (...all) => { const made = await embed(...all); (window.views ??= []).push([all[0], made.view]); return made; }; },
  get() { return this.embed; },
});"""
"""Run before a page's own scripts: what Vega holds stays within reach."""

ROWS = """([number, name]) => {
  const place = document.querySelectorAll('figure.chart')[number].querySelector('.chart-live');
  return window.views.find(([at]) => at === place)[1].data(name);
}"""

TABLES = """async (address) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
  const found = {};
  for (const table of page.querySelectorAll('table.years')) {
    const periods = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
    for (const row of table.tBodies[0].rows) {
      const key = row.querySelector('th a').getAttribute('href').split('/profile/')[1];
      found[key] = Object.fromEntries(periods.map((period, place) => [period, row.cells[place + 1].textContent.trim()]));
    }
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Points in pixels of the drawing: of all lines in order, middles of the half transparent marks that areas have, beginnings of words."""

    lines: list[list[float]]
    marks: list[list[float]]
    words: list[tuple[str, list[float]]]


def static(page: Page, address: str) -> Drawing:
    """Read a picture, opened by itself."""
    page.goto(address)
    return Drawing(**page.evaluate(f"({POINTS})(document.documentElement)"))


def living(page: Page, number: int) -> Drawing:
    """Read the living chart of the figure with this number."""
    return Drawing(**page.locator("figure.chart").nth(number).locator(".chart-live svg").evaluate(POINTS))


def rows(page: Page, number: int, name: str) -> list[dict[str, Any]]:
    """Give the rows that the view of a living chart holds; the page was opened with `KEEP_VIEWS`."""
    found: list[dict[str, Any]] = page.evaluate(ROWS, [number, name])
    return found


def tables(page: Page, address: str) -> dict[str, dict[str, float]]:
    """Read the tables of all periods of an indicator's page: figures by an area's folder and by period; signs without a figure are left out."""
    found: dict[str, dict[str, str]] = page.evaluate(TABLES, address)
    return {
        key.removesuffix("/index.html"): {period: value for period, text in line.items() if (value := figure(text)) is not None}
        for key, line in found.items()
    }


def figure(text: str) -> float | None:
    """Read a figure as it is written in German; None for a sign."""
    plain = text.lstrip("(").replace("\u2212", "-").replace(".", "").replace(",", ".")
    digits = plain[: next((place for place, letter in enumerate(plain) if letter not in "-.0123456789"), len(plain))]
    return 0.0 if text.startswith("–") else float(digits) if digits.strip("-.") else None


def off(positions: Sequence[float], values: Sequence[float]) -> float:
    """Tell how many pixels the worst position is off the line through the two that lie farthest apart: 0 if all are values on one scale."""
    assert len(positions) == len(values) > 2
    pairs = sorted(zip(values, positions, strict=True))
    (low, start), (high, end) = pairs[0], pairs[-1]
    assert high > low
    return max(abs(start + (value - low) / (high - low) * (end - start) - position) for value, position in pairs)
