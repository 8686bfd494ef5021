"""Figures as JSON, the form for programs: what `schema.json` beside the files describes. Digits are those of the pages and of the CSV."""

import json
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from atlas.model.cells import Line, floats, is_known
from atlas.model.download import About, DataIndicator, DataJob, Imprint
from atlas.model.panel import Status, letters

_STATUS = tuple(f'"{status.name.lower()}"' for status in Status)
_FLAGS = tuple(f'"{letters(flags)}"' for flags in range(16))


def render_json(job: DataJob) -> bytes:
    """Write figures as an object: what they are, areas, indicators, notes, then an entry per indicator and area with a value for every period.

    There is `null` where there is no number; the status says why. Nothing is missing that the CSV of the same cut has.
    """
    head = {
        "$schema": f"{'../' * (job.path.count('/') - 1)}schema.json",
        "cut": job.cut,
        "id": job.id,
        "title": job.title,
        "page": job.page,
        "atlas": imprint(job.imprint),
        "areas": [
            {"key": area.key, "name": area.name, "level": area.level, "parent": area.parent, "since": area.since} for area in job.areas
        ],
    }
    notes = [{"area": one.area, "indicator": one.indicator, "period": one.period, "note": one.note} for one in job.notes]
    lines = job.cells.lines(job.indicators, job.areas)
    figures = ",\n".join([_entry(indicator.id, indicator.decimals, area.key, line) for indicator, area, line in lines])
    said = f'"indicators":{_indicators(job.indicators, job.about)},"notes":{_json(notes)}'
    return f'{_json(head)[:-1]},{said},"figures":[\n{figures}\n]}}\n'.encode()


def imprint(said: Imprint) -> dict[str, Any]:
    """Write down whose figures they are."""
    return {
        "title": said.title,
        "place": said.place,
        "publisher": said.publisher,
        "edition": said.edition,
        "date": said.date,
        "licence": {"title": said.licence, "url": said.licence_url},
        "url": said.url,
        "language": said.language,
        "notice": said.notice,
    }


@lru_cache(maxsize=8)
def _indicators(indicators: tuple[DataIndicator, ...], about: tuple[About, ...]) -> str:
    # Kept for a while: the files of all areas say the same.
    entries: list[dict[str, Any]] = []
    for indicator, known in zip_longest(indicators, about):
        named = {"id": indicator.id, "title": indicator.title, "unit": indicator.unit, "decimals": indicator.decimals}
        more = {**dict(known.words), **dict(known.lists), "breaks": known.breaks} if known else {"description": indicator.href}
        entries.append({**named, "periods": indicator.periods, **more})
    return _json(entries)


@lru_cache(maxsize=2048)
def _entry(indicator: str, decimals: int, area: str, line: Line) -> str:
    # Kept for a while: the file of every area repeats the figures of those around it.
    exact = f"%.{decimals}f"
    parts = (
        ("numerator", line.numerator, "%.12g"),
        ("denominator", line.denominator, "%.12g"),
        ("lower", line.lower, exact),
        ("upper", line.upper, exact),
        ("n", line.sample, "%.12g"),
    )
    more = "".join([f',"{name}":[{_numbers(packed, pattern)}]' for name, packed, pattern in parts if packed and is_known(packed)])
    head = f'{{"indicator":{_name(indicator)},"area":{_name(area)},"value":[{_numbers(line.values, exact)}]'
    return f'{head},"status":[{_statuses(line.status)}],"flags":[{_flags(line.flags)}]{more}}}'


@lru_cache(maxsize=4096)
def _statuses(codes: bytes) -> str:
    return ",".join([_STATUS[code] for code in codes])


@lru_cache(maxsize=4096)
def _flags(codes: bytes) -> str:
    return ",".join([_FLAGS[code] for code in codes])


def _numbers(packed: bytes, pattern: str) -> str:
    numbers = tuple(floats(packed))
    return (",".join([pattern] * len(numbers)) % numbers).replace("nan", "null")


@lru_cache(maxsize=4096)
def _name(words: str) -> str:
    return _json(words)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
