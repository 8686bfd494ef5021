"""Figures as JSON, the form for programs: what `schema.json` beside the files describes. Digits are those of the pages and of the CSV."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import isnan
from typing import Any

from atlas.base.text import round_half_up
from atlas.model.download import About, DataIndicator, DataJob, Imprint
from atlas.model.panel import Margin, Series, Status, letters

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
        "indicators": list(_indicators(job)),
        "notes": [{"area": one.area, "indicator": one.indicator, "period": one.period, "note": one.note} for one in job.notes],
    }
    rows = zip(product(job.indicators, job.areas), job.figures, job.numerators, job.denominators, job.margins, strict=True)
    figures = ",\n".join(_entry(indicator, area.key, *counted) for (indicator, area), *counted in rows)
    return f'{_json(head)[:-1]},"figures":[\n{figures}\n]}}\n'.encode()


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


def _indicators(job: DataJob) -> Iterator[dict[str, Any]]:
    about: Sequence[About | None] = job.about or [None] * len(job.indicators)
    for indicator, known in zip(job.indicators, about, strict=True):
        named = {"id": indicator.id, "title": indicator.title, "unit": indicator.unit, "decimals": indicator.decimals}
        more = {**dict(known.words), **dict(known.lists), "breaks": known.breaks} if known else {"description": indicator.href}
        yield {**named, "periods": indicator.periods, **more}


@lru_cache(maxsize=2048)
def _entry(
    indicator: DataIndicator, area: str, figures: Series, numerator: tuple[float, ...], denominator: tuple[float, ...], margin: Margin
) -> str:
    # Kept for a while: the file of every area repeats the figures of those around it.
    values = _rounded(figures.values, indicator.decimals)
    status, flags = ",".join(_STATUS[code] for code in figures.status), ",".join(_FLAGS[code] for code in figures.flags)
    counts = f',"numerator":[{_counts(numerator)}],"denominator":[{_counts(denominator)}]' if numerator else ""
    if margin.lower:
        counts += f',"lower":[{_rounded(margin.lower, indicator.decimals)}],"upper":[{_rounded(margin.upper, indicator.decimals)}]'
    if margin.sample:
        counts += f',"n":[{_counts(margin.sample)}]'
    head = f'{{"indicator":{_json(indicator.id)},"area":{_json(area)}'
    return f'{head},"value":[{values}],"status":[{status}],"flags":[{flags}]{counts}}}'


def _rounded(values: tuple[float, ...], decimals: int) -> str:
    return ",".join("null" if isnan(value) else f"{round_half_up(value, decimals):.{decimals}f}" for value in values)


def _counts(values: tuple[float, ...]) -> str:
    return ",".join("null" if isnan(value) else f"{value:.12g}" for value in values)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
