"""Files that readers take home: figures as CSV, shapes as GeoJSON. They hold what the pages show, digit for digit, and every figure's status."""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from atlas.model.cells import Cells, shares
from atlas.model.download import DataNote
from atlas.model.job import CsvArea, CsvIndicator, CsvJob, GeoJsonJob, RecordsJob
from atlas.model.panel import Status, letters
from atlas.render.digits import digits
from atlas.render.json_text import json_text

HEADER = "area,name,level,indicator,period,value,unit,status,flags,numerator,denominator,lower,upper,n,note"

_LINE_END = "\r\n"
_STATUS = tuple(status.name.lower() for status in Status)
_FLAGS = tuple(letters(flags) for flags in range(16))
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = frozenset(',"\r\n')


def render_csv(job: CsvJob) -> bytes:
    """Write figures in long form: UTF-8, comma, decimal point, CRLF (RFC 4180). Values have the indicator's decimals; where there is no number the cell is empty."""
    # The files of all areas repeat the figures of those around them; any other share of the areas is written once.
    write = _kept if len(job.cells) > 1 else _parts
    parts = [write(job.indicators, areas, cells, _within(job.notes, areas)) for areas, cells in shares(job.cells, job.areas)]
    return "".join([HEADER, _LINE_END, *chain.from_iterable(zip(*parts, strict=True))]).encode()


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
        f'{{"type":"Feature","id":{json_text(key)},"properties":{json_text({"key": key, "name": name, "parent": parent})},"geometry":{geometry}}}'
        for key, name, parent, geometry in zip(job.keys, job.names, job.parents, job.geometries, strict=True)
    )
    head = f'{{"type":"FeatureCollection","name":{json_text(job.name)},"attribution":{json_text(job.attribution)},"features":['
    return "\n".join([head, ",\n".join(features), "]}", ""]).encode()


def _parts(indicators: tuple[CsvIndicator, ...], areas: tuple[CsvArea, ...], cells: Cells, notes: tuple[DataNote, ...]) -> list[str]:
    """Write the lines of some areas, a text per indicator."""
    said = noted(notes)
    decimals = tuple(indicator.decimals for indicator in indicators)
    figures = tuple(len(indicator.periods) * len(areas) for indicator in indicators)
    columns = digits(cells, decimals, figures)
    present = tuple(map(bool, columns))
    numbers = tuple(chain.from_iterable(zip(*filter(None, columns), strict=True)))
    heads = [(area.key, ",".join(map(_text, (area.key, area.name, area.level)))) for area in areas]
    parts, start, width = [], 0, sum(present)
    for indicator in indicators:
        lines, name = [], _text(indicator.id)
        for key, head in heads:
            end = start + len(indicator.periods)
            own = said.get((indicator.id, key), ()) if said else ()
            pattern = _pattern(indicator, cells.status[start:end], cells.flags[start:end], present, own)
            lines.append((pattern % numbers[start * width : end * width]).replace("\0", f"{head},{name},"))
            start = end
        parts.append("".join(lines))
    return parts


_kept = lru_cache(maxsize=64)(_parts)


def _within(notes: tuple[DataNote, ...], areas: tuple[CsvArea, ...]) -> tuple[DataNote, ...]:
    keys = {area.key for area in areas} if notes else set()
    return tuple(note for note in notes if note.area in keys)


@lru_cache(maxsize=4096)
def _pattern(indicator: CsvIndicator, status: bytes, flags: bytes, present: tuple[bool, ...], notes: tuple[tuple[str, str], ...]) -> str:
    """Give the printf pattern of an area's lines, with a null sign where its name comes: many areas have the same.

    `present`: which columns of `digits` there are at all.
    """
    said, unit = dict(notes), _text(indicator.unit)
    numbers = ["%s" if there else "" for there in present]
    lines = []
    for period, state, mark in zip(indicator.periods, status, flags, strict=True):
        what = f"{unit},{_STATUS[state]},{_FLAGS[mark]}".replace("%", "%%")
        words = (_text(period).replace("%", "%%"), numbers[0], what, *numbers[1:], _text(said.get(period, "")).replace("%", "%%"))
        lines.append(f"\0{','.join(words)}{_LINE_END}")
    return "".join(lines)


@cache
def _text(words: str) -> str:
    """Quote a text where the format needs it; a spreadsheet must not take it for a formula."""
    safe = f"'{words}" if words.startswith(_FORMULA_SIGNS) else words
    return '"' + safe.replace('"', '""') + '"' if _SPECIAL.intersection(safe) else safe


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()
