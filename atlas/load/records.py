"""Reads figures from files that give every one its place: a table with a row per figure, data with a list per indicator and area, areas with a property per figure."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

import numpy as np
from msgspec import Struct

from atlas.load.contents import Content
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Floats, Status

COLUMNS = ("indicator", "area", "period", "value", "status", "numerator", "denominator")

Cell = tuple[str, int, str]
"""Indicator, row of the area, period."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?|")
_Row = tuple[Any, ...]
_STATUS = {status.name.lower(): int(status) for status in Status}


class Records(Struct, frozen=True, kw_only=True):
    """The figures of a file: indicator, row of the area, period, a status and three numbers each, NaN where there is none."""

    file: str
    indicators: tuple[str, ...]
    rows: list[int]
    periods: list[str]
    status: list[int]
    values: Floats
    numerators: Floats
    denominators: Floats

    def cell(self, place: int) -> Cell:
        return self.indicators[place], self.rows[place], self.periods[place]


def read_records(content: Content, geography: Geography, register: Register) -> Records | None:
    """Read all figures of indicators that are known; None if the file is none of its kind. Pooled periods (2020–2022) go by their last year."""
    text = content.text or ""
    known, places = {one.id for one in register.indicators}, geography.rows
    rows = _listed(text) if text.startswith("{") else _tabled(text)
    kept = [row for row in rows if row[0] in known and row[1] in places]
    if not kept:
        return None
    indicators, areas, periods, values, status, numerators, denominators = zip(*kept, strict=True)
    last = {period: last_year(period) for period in set(periods)}
    return Records(
        file=content.name,
        indicators=indicators,
        rows=[places[area] for area in areas],
        periods=[last[period] for period in periods],
        status=[_STATUS[one] for one in status],
        values=_numbers(values),
        numerators=_numbers(numerators),
        denominators=_numbers(denominators),
    )


def last_year(period: str) -> str:
    """Give the last year of a period: 2020–2022 → 2022."""
    return period.rpartition("–")[2]


def _numbers(written: tuple[Any, ...]) -> Floats:
    return np.array([np.nan if one is None or one == "" else float(one) for one in written], dtype=np.float64)


def _tabled(text: str) -> Iterator[_Row]:
    """Read a table with a row per figure, or with a row per area and a column per figure."""
    head = text.partition("\n")[0].strip().split(",")
    lines = csv.reader(io.StringIO(text, newline=""))
    if {*head} >= {*COLUMNS}:
        next(lines)
        yield from map(itemgetter(*(head.index(name) for name in COLUMNS)), lines)
    elif {*head} >= {"key", "parent"}:
        next(lines)
        yield from _spread(dict(zip(head, line, strict=False)) for line in lines)


def _listed(text: str) -> Iterator[_Row]:
    """Read figures as `render.figures` writes them: periods with each indicator, then a list of values for each indicator and area. Or areas with their shapes."""
    try:
        if '"figures"' in text:
            yield from _figures(json.loads(text))
        elif text.startswith(('{"type":"FeatureCollection"', '{"type":"Topology"')):
            data = json.loads(text)
            shapes = data.get("features") or [one for layer in data["objects"].values() for one in layer["geometries"]]
            yield from _spread(one["properties"] for one in shapes)
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _figures(data: Mapping[str, Any]) -> Iterator[_Row]:
    periods = {one["id"]: one["periods"] for one in data["indicators"]}
    for line in data["figures"]:
        size = len(line["value"])
        counts = (line.get("numerator") or [None] * size, line.get("denominator") or [None] * size)
        names = ([line["indicator"]] * size, [line["area"]] * size)
        yield from zip(*names, periods[line["indicator"]], line["value"], line["status"], *counts, strict=True)


def _spread(areas: Iterable[Mapping[str, Any]]) -> Iterator[_Row]:
    """Read areas with their figures as `render.shapes` writes them: `sgb2_2024`, and its status beside it."""
    for area in areas:
        for name, value in area.items():
            indicator, _, period = name.rpartition("_")
            status = area.get(f"{name}_status", "ok")
            if indicator and status in _STATUS and (value is None or _NUMBER.fullmatch(str(value))):
                yield indicator, area["key"], period, value, status, None, None
