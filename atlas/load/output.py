"""Reads a built atlas as its readers can: every figure in tables for download, in tables of pages, in the data of maps and charts, and all else in passages."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import numpy as np

from atlas.base import digest
from atlas.base.text import round_half_up
from atlas.load.cells import Notation, number
from atlas.load.contents import Content, Unreadable, contents
from atlas.load.passages import passages
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Panel, Status, freeze, is_numeric
from atlas.model.passage import Passage

COLUMNS = {"area", "indicator", "period", "value", "status", "numerator", "denominator"}
_DATA = re.compile(r'<script type="application/json" class="(?:chart|map)-data"[^>]*>(.*?)</script>', re.DOTALL)
_TABLE = re.compile(r'<table class="years".*?</table>', re.DOTALL)
_ROW = re.compile(r'<tr[^>]*>\s*<th scope="row".*?</tr>', re.DOTALL)
_HEAD = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)
_CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_ASIDE = re.compile(r'<abbr.*?</abbr>|<span class="(?:vh|phrase|when|unit)[^"]*">.*?</span>|<svg.*?</svg>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")

Cell = tuple[str, int, str]
"""Indicator, row of the area, period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A number on a page, for an indicator, a period, and one of several areas (rows) of that name."""

    file: str
    indicator: str
    rows: tuple[int, ...]
    period: str
    number: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What a built atlas shows: figures by indicator, numbers that stand where a file says that one is kept back, passages with numbers in them,
    and files that cannot be read. `numbers`: how many figures were read."""

    figures: dict[str, Panel]
    periods: tuple[str, ...]
    unexplained: tuple[Mention, ...]
    passages: tuple[Passage, ...]
    unreadable: tuple[str, ...]
    numbers: int


def read_output(files: Iterable[tuple[str, bytes]], geography: Geography, register: Register, language: str) -> Output:
    """Read all figures of the atlas in these files (path, content). Pooled periods (2020–2022) go by their last year."""
    records: list[_Record] = []
    mentions: list[Mention] = []
    said: list[Passage] = []
    unreadable: list[str] = []
    known: set[str] = set()
    for content in contents(files):
        if isinstance(content, Unreadable):
            unreadable.append(str(content))
        elif content.text is not None and (content.name.endswith(".html") or _is_new(content.text, known)):
            more = list(_records(content, geography, register))
            records += more
            if content.name.endswith(".html"):
                mentions += _mentions(content, geography, register, language)
            said += [] if more else passages(content)
    figures, periods = _panels(records, geography, register)
    unexplained = [one for one in mentions if _unexplained(one, figures, register)]
    return Output(
        figures=figures,
        periods=periods,
        unexplained=(*_contradictions(records), *unexplained),
        passages=tuple(said),
        unreadable=tuple(unreadable),
        numbers=len(mentions) + sum(1 for one in records if one.numeric),
    )


def _is_new(text: str, known: set[str]) -> bool:
    """Tell whether a text was not read before: archives repeat what lies beside them."""
    before = len(known)
    known.add(digest.of_bytes(text.encode()))
    return len(known) > before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A figure in a file for download."""

    file: str
    cell: Cell
    status: Status
    value: float
    numerator: float
    denominator: float

    @property
    def numeric(self) -> bool:
        return any(not np.isnan(one) for one in (self.value, self.numerator, self.denominator))


def _records(content: Content, geography: Geography, register: Register) -> Iterator[_Record]:
    """Give the figures of a table with a row per figure, or of data with a list per series."""
    known = {indicator.id for indicator in register.indicators}
    text = content.text or ""
    rows = _listed(text) if text.startswith("{") else _tabled(text)
    for row in rows:
        if row["indicator"] in known and row["area"] in geography.rows:
            value, numerator, denominator = (float(row[name]) if row[name] else np.nan for name in ("value", "numerator", "denominator"))
            yield _Record(
                file=content.name,
                cell=(row["indicator"], geography.rows[row["area"]], _last(row["period"])),
                status=Status[row["status"].upper()],
                value=value,
                numerator=numerator,
                denominator=denominator,
            )


def _tabled(text: str) -> Iterator[dict[str, str]]:
    if set(text.partition("\n")[0].strip().split(",")) >= COLUMNS:
        yield from csv.DictReader(io.StringIO(text, newline=""))


def _listed(text: str) -> Iterator[dict[str, str]]:
    """Read figures as `render.figures` writes them: periods with each indicator, then a list of values for each indicator and area."""
    if '"figures"' not in text:
        return
    try:
        data = json.loads(text)
        periods = {one["id"]: one["periods"] for one in data["indicators"]}
        for line in data["figures"]:
            columns = [line.get(name) or [None] * len(line["value"]) for name in ("value", "status", "numerator", "denominator")]
            for period, *cells in zip(periods[line["indicator"]], *columns, strict=True):
                words = ("" if cell is None else str(cell) for cell in cells)
                yield dict(
                    zip(
                        ("indicator", "area", "period", "value", "status", "numerator", "denominator"),
                        (line["indicator"], line["area"], period, *words),
                        strict=True,
                    )
                )
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _last(period: str) -> str:
    return period.rpartition("–")[2]


def _panels(records: list[_Record], geography: Geography, register: Register) -> tuple[dict[str, Panel], tuple[str, ...]]:
    periods = tuple(sorted({record.cell[2] for record in records}))
    columns = {period: place for place, period in enumerate(periods)}
    shape = (len(geography.areas), len(periods))
    matrices = {
        indicator.id: (
            np.full(shape, np.nan),
            np.full(shape, Status.UNKNOWN, dtype=np.uint8),
            np.full(shape, np.nan),
            np.full(shape, np.nan),
        )
        for indicator in register.indicators
    }
    for record in records:
        indicator, row, period = record.cell
        values, status, numerators, denominators = matrices[indicator]
        place = row, columns[period]
        for matrix, shown in ((values, record.value), (numerators, record.numerator), (denominators, record.denominator)):
            matrix[place] = matrix[place] if np.isnan(shown) else shown  # what any file shows is shown
        if np.isnan(values[place]) or not np.isnan(record.value):
            status[place] = record.status
    figures = {
        name: Panel(
            periods=periods,
            values=freeze(values),
            status=freeze(status),
            flags=freeze(status * 0),
            numerator=freeze(numerators),
            denominator=freeze(denominators),
        )
        for name, (values, status, numerators, denominators) in matrices.items()
    }
    return figures, periods


def _contradictions(records: list[_Record]) -> Iterator[Mention]:
    """Give the numbers that one file shows and another keeps back."""
    secret = {record.cell for record in records if record.status is Status.CONFIDENTIAL}
    for record in records:
        if record.cell in secret and not np.isnan(record.value):
            indicator, row, period = record.cell
            yield Mention(file=record.file, indicator=indicator, rows=(row,), period=period, number=record.value)


def _unexplained(mention: Mention, figures: dict[str, Panel], register: Register) -> bool:
    """Tell whether a number is that of no area of this name, while the figure of one of them is kept back."""
    panel = figures[mention.indicator]
    if mention.period not in panel.periods:
        return False
    column, rows = panel.periods.index(mention.period), list(mention.rows)
    decimals = next(one.decimals for one in register.indicators if one.id == mention.indicator)
    shown = panel.values[rows, column][is_numeric(panel.status[rows, column])]
    known = any(abs(round_half_up(float(value), decimals) - round_half_up(mention.number, decimals)) < 1e-9 for value in shown)
    return not known and bool((panel.status[rows, column] == Status.CONFIDENTIAL).any())


def _mentions(content: Content, geography: Geography, register: Register, language: str) -> Iterator[Mention]:
    """Give the numbers of one page: an indicator's with its areas, or an area's with its indicators."""
    folder, file, text = (content.name.split("/")[-2:-1] or [""])[0], content.name, content.text or ""
    named: dict[str, list[int]] = {}
    for row, area in enumerate(geography.areas):
        named.setdefault(area.name, []).append(row)
    by_id = {indicator.id: indicator for indicator in register.indicators}
    profile = {f"{area.key}-{area.slug}": row for row, area in enumerate(geography.areas)}.get(folder)
    if folder not in by_id and profile is None:
        return
    titles = {
        title: indicator.id for indicator in register.indicators for title in (indicator.title, f"{indicator.title}, {indicator.unit}")
    }
    notation = Notation(decimal=",", thousands=".") if language == "de" else Notation(decimal=".", thousands=",")
    for head, period, shown in _table_cells(text, notation):
        if profile is not None and head in titles:
            yield Mention(file=file, indicator=titles[head], rows=(profile,), period=period, number=shown)
        elif folder in by_id and head in named:
            yield Mention(file=file, indicator=folder, rows=tuple(named[head]), period=period, number=shown)
    if folder in by_id:
        for name, period, shown in _drawn(text):
            if name in named:
                yield Mention(file=file, indicator=folder, rows=tuple(named[name]), period=period, number=shown)


def _table_cells(text: str, notation: Notation) -> Iterator[tuple[str, str, float]]:
    """Give head of the row, period and number of all cells of tables through the years."""
    for table in _TABLE.findall(text):
        periods = [_plain(head) for head in _HEAD.findall(table.partition("</thead>")[0])][1:]
        for row in _ROW.findall(table):
            head = _plain(_HEAD.findall(row)[0])
            for period, cell in zip(periods, _CELL.findall(row), strict=False):
                shown = number(_plain(cell).strip("()"), notation)
                if shown is not None:
                    yield head, _last(period), shown


def _drawn(text: str) -> Iterator[tuple[str, str, float]]:
    """Give name, period and number of what maps and charts are drawn from."""
    for block in _DATA.findall(text):
        data = json.loads(unescape(block) if block.startswith("{&") else block)
        lines, periods = _lines(data)
        for name, values in lines:
            for period, value in zip(periods, values, strict=False):
                if period and isinstance(value, int | float):
                    yield name, _last(period), float(value)


def _lines(data: dict[str, Any]) -> tuple[list[tuple[str, list[Any]]], list[str]]:
    """Give the named lines of a map or a chart, and the period of each place in them ("" for a gap)."""
    if "codes" in data:
        return list(zip(data["names"], data["values"], strict=True)), data["periods"]
    parameters = data.get("parameters", {})
    labels = dict(zip(parameters.get("ticks", ()), parameters.get("labels", ()), strict=False))
    lines = [(line["name"], line["values"]) for line in data.get("rows", {}).get("lines", ()) if "values" in line]
    return lines, [labels.get(step, "") for step in parameters.get("steps", ())]


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", _ASIDE.sub("", markup))).strip()
