"""Files that readers take home: figures as CSV, shapes as GeoJSON. They hold what the pages show, digit for digit, and every figure's status."""

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import product

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
    figures = job.cells.lines([len(indicator.periods) for indicator in job.indicators], len(job.areas))
    rows = zip(product(job.indicators, job.areas), figures, strict=True)
    lines = (_lines(indicator, area, line, notes.get((indicator.id, area.key), ())) for (indicator, area), line in rows)
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


def printed(packed: bytes, pattern: str, nothing: str = "") -> list[str]:
    """Write packed numbers by a printf pattern, in one go; `nothing` where there is no number."""
    numbers = tuple(floats(packed))
    return (f"{pattern}\n" * len(numbers) % numbers).replace("nan", nothing).split("\n")[:-1]


@lru_cache(maxsize=2048)
def _lines(indicator: CsvIndicator, area: CsvArea, line: Line, notes: tuple[tuple[str, str], ...]) -> str:
    # Kept for a while: the table of every area repeats the figures of those around it.
    head, tails = _head(area, indicator.id), _tails(indicator.unit)
    values = printed(line.values, f"%.{indicator.decimals}f")
    counts = _counts(line, len(values)) if line.numerator or line.denominator else [","] * len(values)
    ends = _ends(line, dict(notes), indicator) if notes or line.lower or line.sample else [",,,"] * len(values)
    rows = zip(map(_text, indicator.periods), values, line.status, line.flags, counts, ends, strict=True)
    return "".join(
        [f"{head}{period},{value},{tails[status][flags]},{both},{end}{_LINE_END}" for period, value, status, flags, both, end in rows]
    )


def _head(area: CsvArea, indicator: str) -> str:
    return ",".join(map(_text, (area.key, area.name, area.level, indicator, "")))


@cache
def _tails(unit: str) -> tuple[tuple[str, ...], ...]:
    """Give the end of a line by status and flags; a site has few units and millions of lines."""
    return tuple(tuple(f"{_text(unit)},{status},{flags}" for flags in _FLAGS) for status in _STATUS)


def _counts(line: Line, periods: int) -> list[str]:
    above, below = (printed(counts, "%.12g") or ("",) * periods for counts in (line.numerator, line.denominator))
    return list(map(",".join, zip(above, below, strict=True)))


def _ends(line: Line, notes: Mapping[str, str], indicator: CsvIndicator) -> list[str]:
    """Write interval (with the decimals of the figures), persons asked and note of every period."""
    nothing, pattern = ("",) * len(indicator.periods), f"%.{indicator.decimals}f"
    lower, upper = (printed(ends, pattern) or nothing for ends in (line.lower, line.upper))
    rows = zip(lower, upper, printed(line.sample, "%.12g") or nothing, indicator.periods, strict=True)
    return [f"{low},{high},{asked},{_text(notes.get(period, ''))}" for low, high, asked, period in rows]


@cache
def _text(words: str) -> str:
    """Quote a text where the format needs it; a spreadsheet must not take it for a formula."""
    safe = f"'{words}" if words.startswith(_FORMULA_SIGNS) else words
    return '"' + safe.replace('"', '""') + '"' if _SPECIAL.intersection(safe) else safe


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
