"""Files that readers take home: figures as CSV, shapes as GeoJSON. They hold what the pages show, digit for digit, and every figure's status."""

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from math import isnan

from atlas.model.cells import Line, floats
from atlas.model.download import DataNote
from atlas.model.job import CsvArea, CsvIndicator, CsvJob, GeoJsonJob, RecordsJob
from atlas.model.panel import Status, letters

HEADER = "area,name,level,indicator,period,value,unit,status,flags,numerator,denominator,lower,upper,n,note"

_LINE_END = "\r\n"
_STATUS = tuple(status.name.lower() for status in Status)
_FLAGS = tuple(letters(flags) for flags in range(16))
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = frozenset(',"\r\n')


def render_csv(job: CsvJob) -> bytes:
    """Write figures in long form: UTF-8, comma, decimal point, CRLF (RFC 4180). Values have the indicator's decimals; where there is no number the cell is empty."""
    notes = noted(job.notes)
    figures = job.cells.lines(job.indicators, job.areas)
    lines = (_lines(indicator, area, line, notes.get((indicator.id, area.key), ())) for indicator, area, line in figures)
    return f"{HEADER}{_LINE_END}{''.join(lines)}".encode()


def noted(notes: Iterable[DataNote]) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Sort notes on single values by (indicator, area), as (period, note) each; several on one value are one."""
    sorted_out: dict[tuple[str, str], dict[str, str]] = {}
    for one in notes:
        own = sorted_out.setdefault((one.indicator, one.area), {})
        own[one.period] = "; ".join(filter(None, (own.get(one.period), one.note)))
    return {place: tuple(own.items()) for place, own in sorted_out.items()}


def render_records(job: RecordsJob) -> bytes:
    """Write a table of texts in the same form of CSV; numbers (with a sign, too) stay numbers."""
    lines = (",".join(cell if _is_number(cell) else _text(cell) for cell in row) for row in (job.header, *job.rows))
    return _LINE_END.join([*lines, ""]).encode()


def render_geojson(job: GeoJsonJob) -> bytes:
    """Write areas as a FeatureCollection (RFC 7946, WGS84), a feature a line, the area's key as its id."""
    features = (
        f'{{"type":"Feature","id":{_json(key)},"properties":{_json({"key": key, "name": name, "parent": parent})},"geometry":{geometry}}}'
        for key, name, parent, geometry in zip(job.keys, job.names, job.parents, job.geometries, strict=True)
    )
    head = f'{{"type":"FeatureCollection","name":{_json(job.name)},"attribution":{_json(job.attribution)},"features":['
    return "\n".join([head, ",\n".join(features), "]}", ""]).encode()


@lru_cache(maxsize=2048)
def _lines(indicator: CsvIndicator, area: CsvArea, line: Line, notes: tuple[tuple[str, str], ...]) -> str:
    # Kept for a while: the table of every area repeats the figures of those around it.
    columns = [floats(packed) for packed in line.numbers()]
    cells = tuple(chain.from_iterable(zip(*filter(None, columns), strict=True)))
    pattern = _pattern(indicator, line.status, line.flags, tuple(map(bool, columns)), bytes(map(isnan, cells)), notes)
    return (pattern % cells).replace("\0", _head(area, indicator.id))


@lru_cache(maxsize=4096)
def _pattern(
    indicator: CsvIndicator, status: bytes, flags: bytes, present: tuple[bool, ...], unknown: bytes, notes: tuple[tuple[str, str], ...]
) -> str:
    """Give the printf pattern of an area's lines, with a null sign where its name comes: many areas have figures in the same years.

    `present`: which numbers of `Line.numbers` there are at all; `unknown`: which of those, line by line, are none.
    """
    exact, gaps, said, unit = f"%.{indicator.decimals}f", iter(unknown), dict(notes), _text(indicator.unit)
    signs = (exact, "%.12g", "%.12g", exact, exact, "%.12g")
    lines = []
    for period, state, mark in zip(indicator.periods, status, flags, strict=True):
        numbers = [("%.0s" if next(gaps) else sign) if there else "" for sign, there in zip(signs, present, strict=True)]
        what = f"{unit},{_STATUS[state]},{_FLAGS[mark]}".replace("%", "%%")
        words = (_text(period).replace("%", "%%"), numbers[0], what, *numbers[1:], _text(said.get(period, "")).replace("%", "%%"))
        lines.append(f"\0{','.join(words)}{_LINE_END}")
    return "".join(lines)


def _head(area: CsvArea, indicator: str) -> str:
    return ",".join(map(_text, (area.key, area.name, area.level, indicator, "")))


@cache
def _text(words: str) -> str:
    """Quote a text where the format needs it; a spreadsheet must not take it for a formula."""
    safe = f"'{words}" if words.startswith(_FORMULA_SIGNS) else words
    return '"' + safe.replace('"', '""') + '"' if _SPECIAL.intersection(safe) else safe


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
