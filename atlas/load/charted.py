"""Reads the charts that stand in texts and analyses, figure by figure: what they are drawn from says areas and titles of indicators, periods not always."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import chain
from typing import Any

from atlas.load.contents import Content
from atlas.load.page_cells import ANY, Mention, Words, numbers

_CHART = re.compile(
    r'<(?:figure|div) class="chart"[^>]*>\s*<img [^>]*alt="([^"]*)"[^>]*>\s*<script type="application/json" class="chart-data">(.*?)</script>',
    re.DOTALL,
)
_SCATTER = re.compile(r'<svg class="scatter".*?</svg>', re.DOTALL)
_POINT = re.compile(r'<a [^>]*aria-label="([^"]*)"')


def charted(content: Content, words: Words) -> Iterator[Mention]:
    """Give the figures of all charts of a page that is not about one indicator: those `page_cells` reads."""
    text = content.text or ""
    folder = (content.name.split("/")[-2:-1] or [""])[0]
    if not content.name.endswith(".html") or folder in words.ids:
        return
    for said, block in _CHART.findall(text):
        data = json.loads(unescape(block) if block.startswith("{&") else block)
        for titles, name, period, value in chain(_points(data), _lines(data, unescape(said), words)):
            yield from _mention(content.name, titles, name, period, value, words)
    for drawing in _SCATTER.findall(text):
        for said in map(unescape, _POINT.findall(drawing)):
            name, _, both = said.partition(": ")
            for part in both.split("; "):
                title = max((one for one in words.titles if part.startswith(f"{one} ")), key=len, default="")
                for value in numbers(part.removeprefix(title), words.notation) if title else ():
                    yield from _mention(content.name, (title,), name, ANY, value, words)


def _points(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, str, Any]]:
    """Give titles of indicators, name of the area, period and value of the points of a scatter chart."""
    measures = data["parameters"].get("measure", ""), data["parameters"].get("upward", "")
    for point in data["rows"].get("points", ()):
        yield from (((title,), point["name"], ANY, point.get(axis)) for title, axis in zip(measures, "xy", strict=True))


def _lines(data: Mapping[str, Any], said: str, words: Words) -> Iterator[tuple[tuple[str, ...], str, str, Any]]:
    """Give the same of lines, marks and bars, of the indicators that the words for the picture name."""
    titles = tuple(title for title in words.titles if title in said)
    parameters, rows = data["parameters"], data["rows"]
    labels = dict(zip(parameters.get("ticks", ()), parameters.get("labels", ()), strict=False))
    periods = [labels.get(step, ANY) for step in parameters.get("steps", ())]
    for line in rows.get("lines", ()) if titles else ():
        yield from ((titles, line["name"], period, value) for period, value in zip(periods, line.get("values", ()), strict=False))
    for mark in (*rows.get("areas", ()), *rows.get("bars", ())) if titles else ():
        yield titles, mark["name"], ANY, mark.get("value")


def _mention(file: str, titles: tuple[str, ...], name: str, period: str, value: Any, words: Words) -> Iterator[Mention]:
    indicators = tuple(dict.fromkeys(one for title in titles for one in words.titles.get(title, ())))
    rows = words.names.get(name, ())
    if isinstance(value, int | float) and words.wanted(indicators, rows):
        yield Mention(file, indicators, rows, period, float(value))
