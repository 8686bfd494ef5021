"""Reads figures from files that give every one its place: a table with a row per figure, or data with a list per indicator and area."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np

from atlas.load.contents import Content
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Floats, Status

COLUMNS = ("indicator", "area", "period", "value", "status", "numerator", "denominator")

Cell = tuple[str, int, str]
"""Indicator, row of the area, period."""

_Row = tuple[Any, ...]
_STATUS = {status.name.lower(): int(status) for status in Status}


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The figures of a file: a cell, a status and three numbers each, NaN where there is none."""

    file: str
    cells: list[Cell]
    status: list[int]
    values: Floats
    numerators: Floats
    denominators: Floats


def read_records(content: Content, geography: Geography, register: Register) -> Records | None:
    """Read all figures of indicators that are known; None if the file is none of its kind. Pooled periods (2020–2022) go by their last year."""
    text = content.text or ""
    rows = _listed(text) if text.startswith("{") else _tabled(text)
    known, places = {one.id for one in register.indicators}, geography.rows
    kept = [row for row in rows if row[0] in known and row[1] in places]
    if not kept:
        return None
    indicators, areas, periods, values, status, numerators, denominators = zip(*kept, strict=True)
    return Records(
        file=content.name,
        cells=list(zip(indicators, [places[area] for area in areas], map(last_year, periods), strict=True)),
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
    head = text.partition("\n")[0].strip().split(",")
    if {*head} >= {*COLUMNS}:
        lines = csv.reader(io.StringIO(text, newline=""))
        next(lines)
        yield from map(itemgetter(*(head.index(name) for name in COLUMNS)), lines)


def _listed(text: str) -> Iterator[_Row]:
    """Read figures as `render.figures` writes them: periods with each indicator, then a list of values for each indicator and area."""
    if '"figures"' not in text:
        return
    try:
        data = json.loads(text)
        periods = {one["id"]: one["periods"] for one in data["indicators"]}
        for line in data["figures"]:
            size = len(line["value"])
            counts = (line.get("numerator") or [None] * size, line.get("denominator") or [None] * size)
            names = ([line["indicator"]] * size, [line["area"]] * size)
            yield from zip(*names, periods[line["indicator"]], line["value"], line["status"], *counts, strict=True)
    except (ValueError, KeyError, TypeError, AttributeError):
        return
