"""Reads pages cell by cell: tables, the data of maps and charts, the colours of areas. What has an address (area, indicator, period) is found however few digits it has."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from html import unescape
from typing import Any, NamedTuple

from msgspec import Struct

from atlas.load.cells import Notation, number
from atlas.load.contents import Content
from atlas.model.geography import Geography
from atlas.model.indicator import Register

_DATA = re.compile(r'<script type="application/json" class="(?:chart|map)-data"[^>]*>(.*?)</script>', re.DOTALL)
_SCRIPT = re.compile(r'\)\.indicators\["([^"]+)"\]=(\{.*\})', re.DOTALL)
PARTS = "area,name,period,component,value,"
"""The head of a table of what an index is made of."""
_TABLE = re.compile(r'<table class="(years|areas|glance|plain|beside-table)\b[^>]*>(.*?)</table>', re.DOTALL)
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
_COLUMN = re.compile(r"<t([hd])[^>]*>(.*?)</t\1>", re.DOTALL)
_HEAD = re.compile(r'<th scope="row"[^>]*>(.*?)</th>', re.DOTALL)
_LINK = re.compile(r'href="(?:[^"]*/)?([^"/]+)/index\.html')
_CELL = re.compile(r"<td([^>]*)>(.*?)</td>", re.DOTALL)
_WHEN = re.compile(r'class="when[^"]*">([^<]*)')
_ASIDE = re.compile(r'<abbr.*?</abbr>|<span class="(?:vh|phrase|when|unit|letter|ends)\b[^"]*">.*?</span>|<svg.*?</svg>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_MAP = re.compile(r'<svg class="areas [^>]*>(.*?)</svg>', re.DOTALL)
_AREA = re.compile(r'<a href="[^"]*" aria-label="([^"]*)"(?: class="k(\d+)")?')
_SAID = re.compile(r"(.*?): (\d[\d.,\u00a0\u202f]*)")
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f]*")


ANY = "*"
"""A period that is not said: any with figures may be meant."""


class Mention(NamedTuple):
    """A number, or with `coloured` the colour of a class, that a file shows for an indicator in an area and a period: one of several, where names are shared.

    `period` is as it is said there: a period, words with one in them, nothing where the latest is meant, or `ANY`.
    """

    file: str
    indicators: tuple[str, ...]
    rows: tuple[int, ...]
    period: str
    number: float
    coloured: bool = False


class Words(Struct, frozen=True, kw_only=True, dict=True):
    """By which words pages name areas and indicators. `only`: the areas (rows) that are looked for, by indicator, where not all are."""

    geography: Geography
    register: Register
    language: str
    only: Mapping[str, frozenset[int]] | None = None

    @cached_property
    def names(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for row, area in enumerate(self.geography.areas):
            found[area.name] = (*found.get(area.name, ()), row)
        return found

    @cached_property
    def folders(self) -> dict[str, int]:
        return {area.folder: row for row, area in enumerate(self.geography.areas)}

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for one in self.register.indicators:
            for title in dict.fromkeys((one.title, f"{one.title}, {one.unit}", f"{one.title} ({one.unit})")):
                found[title] = (*found.get(title, ()), one.id)
        return found

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(one.id for one in self.register.indicators)

    @cached_property
    def notation(self) -> Notation:
        return Notation(decimal=",", thousands=".") if self.language == "de" else Notation(decimal=".", thousands=",")

    def wanted(self, indicators: Iterable[str], rows: Iterable[int]) -> bool:
        """Tell whether a cell of these is looked for."""
        if self.only is None:
            return bool(indicators and rows)
        for one in indicators:
            looked_for = self.only.get(one)
            if looked_for and not looked_for.isdisjoint(rows):
                return True
        return False

    def concerned(self, indicators: Iterable[str], rows: Iterable[int]) -> bool:
        """Tell whether any cell of one of these indicators, or else of one of these areas, is looked for."""
        if self.only is None:
            return True
        return any(one in self.only for one in indicators) or (not indicators and any(row in self._rows for row in rows))

    @cached_property
    def _rows(self) -> frozenset[int]:
        return frozenset(row for rows in (self.only or {}).values() for row in rows)


def mentions(content: Content, words: Words) -> Iterator[Mention]:
    """Give the numbers and colours of a page or a script that have an address."""
    text = content.text or ""
    if content.name.endswith(".js"):
        yield from _scripted(content.name, text, words)
    if text.startswith(PARTS):
        yield from _parts(content.name, text, words)
    if not content.name.endswith(".html"):
        return
    folder = (content.name.split("/")[-2:-1] or [""])[0]
    indicators = (folder,) if folder in words.ids else ()
    rows = (words.folders[folder],) if folder in words.folders else ()
    if indicators and not words.concerned(indicators, ()):
        return
    for table in _TABLE.finditer(text):
        yield from _tabled(content.name, table[1], table[2], indicators, rows, words)
    if indicators:
        for name, period, shown, coloured in (*_drawn(text, words.notation), *_painted(text, words.notation)):
            if words.wanted(indicators, words.names.get(name, ())):
                yield Mention(content.name, indicators, words.names[name], period, shown, coloured)


def _tabled(file: str, kind: str, table: str, indicators: tuple[str, ...], rows: tuple[int, ...], words: Words) -> Iterator[Mention]:
    """Read a table with an indicator or an area at the head of each row: columns are periods, areas or indicators, or figures of what the page is about."""
    top, _, body = table.partition("</thead>")
    caption = _CAPTION.search(top)
    when = plain(caption[1]) if caption else ""
    columns = [_Column.read(cell, kind, words) for _, cell in _COLUMN.findall(top.partition("<thead>")[2])]
    for line in body.split("<tr")[1:]:
        head = _HEAD.search(line)
        if head is None:
            continue
        name = plain(head[1])
        meant, places = words.titles.get(name, ()), _areas(head[1], name, words) if indicators or not rows else ()
        if not words.concerned(meant, places):
            continue
        cells = _CELL.findall(line[head.end() :])
        dated = _when(head[1])
        for column, (marks, cell) in zip(columns[len(columns) - len(cells) :], cells, strict=False):
            if not (column.means or kind == "areas" or '"own' in marks):
                continue
            one = indicators or meant or column.indicators
            here = column.rows or places or rows
            if words.wanted(one, here):
                period = column.period or _when(cell) or dated or when
                yield from (Mention(file, one, here, period, shown) for shown in numbers(plain(cell), words.notation))


def _areas(head: str, name: str, words: Words) -> tuple[int, ...]:
    """Give the area at the head of a row, by its address; by its name, which several may share, only where there is none."""
    link = _LINK.search(head)
    row = words.folders.get(link[1]) if link else None
    return words.names.get(name, ()) if row is None else (row,)


class _Column(NamedTuple):
    """What the head of a column says."""

    period: str
    rows: tuple[int, ...]
    indicators: tuple[str, ...]

    @property
    def means(self) -> bool:
        return bool(self.period or self.rows or self.indicators)

    @classmethod
    def read(cls, cell: str, kind: str, words: Words) -> "_Column":
        said = plain(cell)
        if kind == "years":
            return cls(said, (), ())
        return cls(_when(cell), words.names.get(said, ()), words.titles.get(said, ()))


def _drawn(text: str, notation: Notation) -> Iterator[tuple[str, str, float, bool]]:
    """Give name, period, number or class, and which of both it is, of what maps and charts are drawn from."""
    for block in _DATA.findall(text):
        data = json.loads(unescape(block) if block.startswith("{&") else block)
        if "codes" in data:
            yield from _mapped(data["names"], data["periods"], data["values"], data["codes"])
            latest = data["periods"][data["latest"]]
            for name, counts in zip(data["names"], data.get("counts", ()), strict=False):
                yield from ((name, latest, shown, False) for shown in numbers(counts, notation))
            continue
        parameters, rows = data.get("parameters", {}), data.get("rows", {})
        labels = dict(zip(parameters.get("ticks", ()), parameters.get("labels", ()), strict=False))
        periods = [labels.get(step, "") for step in parameters.get("steps", ())]
        for line in rows.get("lines", ()):
            yield from ((line["name"], period, value, False) for period, value in _told(periods, line.get("values", ())) if period)
        yield from ((one["name"], "", one["value"], False) for one in rows.get("areas", ()) if isinstance(one.get("value"), int | float))


def _mapped(
    names: Sequence[Any], periods: Sequence[str], values: Sequence[Sequence[Any]], codes: Sequence[str]
) -> Iterator[tuple[Any, str, float, bool]]:
    """Give the figures of a map (areas × periods) and its classes (a text per period with a letter or, for a class, a digit for every area)."""
    for name, line in zip(names, values, strict=False):
        yield from ((name, period, value, False) for period, value in _told(periods, line))
    for period, code in zip(periods, codes, strict=False):
        yield from ((name, period, float(one), True) for name, one in zip(names, code, strict=False) if one.isdigit())


def _told(periods: Iterable[str], values: Iterable[Any]) -> Iterator[tuple[str, float]]:
    return ((period, value) for period, value in zip(periods, values, strict=False) if isinstance(value, int | float))


def _painted(text: str, notation: Notation) -> Iterator[tuple[str, str, float, bool]]:
    """Give name, number and class of the areas of a drawn map, which is of the latest period."""
    for drawing in _MAP.findall(text):
        for words, code in _AREA.findall(drawing):
            said = _SAID.match(unescape(words))
            if said:
                yield from ((said[1], "", shown, False) for shown in numbers(said[2], notation))
            if code:
                yield unescape(words).partition(": ")[0], "", float(code), True


def _scripted(file: str, text: str, words: Words) -> Iterator[Mention]:
    """Read what the map explorer draws an indicator from: figures, classes, changes and their classes, level by level."""
    found = _SCRIPT.search(text)
    if found is None or found[1] not in words.ids or not words.concerned((found[1],), ()):
        return
    data = json.loads(found[2])
    for level, figures in data["levels"].items():
        rows = words.geography.level_rows.get(level, ())
        changes = _mapped(rows, data["periods"], figures["changes"], figures["steps"])
        for row, period, shown, coloured in (*_mapped(rows, data["periods"], figures["values"], figures["codes"]), *changes):
            if words.wanted((found[1],), (row,)):
                yield Mention(file, (found[1],), (row,), period, shown, coloured)


def _parts(file: str, text: str, words: Words) -> Iterator[Mention]:
    """Read what an index is made of: figures, or their changes."""
    for area, _, period, indicator, value, *_ in csv.reader(io.StringIO(text, newline="")):
        row = words.geography.rows.get(area)
        if row is not None and value and indicator in words.ids and words.wanted((indicator,), (row,)):
            yield Mention(file, (indicator,), (row,), period, float(value))


def numbers(said: str, notation: Notation) -> Iterator[float]:
    """Give the number that a cell is, or all that are in it."""
    alone = number(said.strip("()"), notation)
    if alone is not None:
        yield alone
        return
    for written in _NUMBER.findall(said):
        shown = number(written.rstrip(".,"), notation)
        if shown is not None:
            yield shown


def _when(markup: str) -> str:
    found = _WHEN.search(markup)
    return unescape(found[1]) if found else ""


def plain(markup: str) -> str:
    """Give what a cell says, without words aside."""
    return unescape(_TAG.sub("", _ASIDE.sub("", markup))).strip()
