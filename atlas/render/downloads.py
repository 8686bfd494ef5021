"""Files that readers take home: figures as CSV, shapes as GeoJSON. They hold what the pages show, digit for digit, and every figure's status."""

import json
from collections.abc import Iterator
from functools import cache
from math import isnan

from atlas.base.text import round_half_up
from atlas.model.job import CsvBlock, CsvJob, CsvRow, GeoJsonJob
from atlas.model.panel import Status, letters

HEADER = "area,name,level,indicator,period,value,unit,status,flags,numerator,denominator"

_LINE_END = "\r\n"
_STATUS = tuple(status.name.lower() for status in Status)
_FLAGS = tuple(letters(flags) for flags in range(16))
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = frozenset(',"\r\n')


def render_csv(job: CsvJob) -> bytes:
    """Write figures in long form: UTF-8, comma, decimal point, CRLF (RFC 4180). Values have the indicator's decimals; where there is no number the cell is empty."""
    lines = [HEADER, *(line for block in job.blocks for line in _block(block)), ""]
    return _LINE_END.join(lines).encode()


def render_geojson(job: GeoJsonJob) -> bytes:
    """Write areas as a FeatureCollection (RFC 7946, WGS84), a feature a line, the area's key as its id."""
    features = (
        f'{{"type":"Feature","id":{_json(key)},"properties":{_json({"key": key, "name": name, "parent": parent})},"geometry":{geometry}}}'
        for key, name, parent, geometry in zip(job.keys, job.names, job.parents, job.geometries, strict=True)
    )
    head = f'{{"type":"FeatureCollection","name":{_json(job.name)},"attribution":{_json(job.attribution)},"features":['
    return "\n".join([head, ",\n".join(features), "]}", ""]).encode()


def _block(block: CsvBlock) -> Iterator[str]:
    decimals, figure = block.decimals, f"%.{block.decimals}f"
    indicator, unit = _text(block.indicator), _text(block.unit)
    tails = _tails(unit)
    periods = [_text(period) for period in block.periods]
    for row in block.rows:
        head = f"{_text(row.key)},{_text(row.name)},{_text(row.level)},{indicator},"
        values = ["" if isnan(value) else figure % round_half_up(value, decimals) for value in row.own.values]
        for period, value, status, flags, counts in zip(
            periods, values, row.own.status, row.own.flags, _counts(row, len(periods)), strict=True
        ):
            yield f"{head}{period},{value},{tails[status][flags]},{counts}"


@cache
def _tails(unit: str) -> tuple[tuple[str, ...], ...]:
    """Give the end of a line by status and flags; a site has few units and millions of lines."""
    return tuple(tuple(f"{unit},{status},{flags}" for flags in _FLAGS) for status in _STATUS)


def _counts(row: CsvRow, periods: int) -> list[str]:
    if not row.numerator:
        return [","] * periods
    return [f"{above:.12g},{below:.12g}".replace("nan", "") for above, below in zip(row.numerator, row.denominator, strict=True)]


def _text(words: str) -> str:
    """Quote a text where the format needs it; a spreadsheet must not take it for a formula."""
    safe = f"'{words}" if words.startswith(_FORMULA_SIGNS) else words
    return '"' + safe.replace('"', '""') + '"' if _SPECIAL.intersection(safe) else safe


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
