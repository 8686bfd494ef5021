"""Figures as JSON, the form for programs: what `schema.json` beside the files describes. Digits are those of the pages and of the CSV."""

from functools import lru_cache
from itertools import chain, zip_longest
from typing import Any

from atlas.model.cells import Cells, shares
from atlas.model.download import About, DataIndicator, DataJob, Imprint
from atlas.model.panel import Status, letters
from atlas.render.digits import digits
from atlas.render.json_text import json_text

_STATUS = tuple(f'"{status.name.lower()}"' for status in Status)
_MORE = ("numerator", "denominator", "lower", "upper", "n")
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
    # The files of all areas repeat the figures of those around them; any other share of the areas is written once.
    write = _kept if len(job.cells) > 1 else _parts
    parts = [write(job.indicators, tuple(area.key for area in areas), cells) for areas, cells in shares(job.cells, job.areas)]
    figures = ",\n".join(chain.from_iterable(zip(*parts, strict=True)))
    said = f'"indicators":{_indicators(job.indicators, job.about)},"notes":{json_text(notes)}'
    return f'{json_text(head)[:-1]},{said},"figures":[\n{figures}\n]}}\n'.encode()


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
    return json_text(entries)


def _parts(indicators: tuple[DataIndicator, ...], areas: tuple[str, ...], cells: Cells) -> list[str]:
    """Write the entries of some areas, a text per indicator."""
    decimals = tuple(indicator.decimals for indicator in indicators)
    figures = tuple(len(indicator.periods) * len(areas) for indicator in indicators)
    value, *counted = digits(cells, decimals, figures)
    more = [(name, texts) for name, texts in zip(_MORE, counted, strict=True) if texts]
    parts, start = [], 0
    for indicator in indicators:
        head, entries = f'{{"indicator":{_name(indicator.id)},"area":', []
        for area in areas:
            end = start + len(indicator.periods)
            said = "".join([f',"{name}":[{_array(texts[start:end])}]' for name, texts in more if any(texts[start:end])])
            states, marks = _statuses(cells.status[start:end]), _flags(cells.flags[start:end])
            entries.append(f'{head}{_name(area)},"value":[{_array(value[start:end])}],"status":[{states}],"flags":[{marks}]{said}}}')
            start = end
        parts.append(",\n".join(entries))
    return parts


_kept = lru_cache(maxsize=64)(_parts)


def _array(texts: tuple[str, ...]) -> str:
    return ",".join(texts if all(texts) else [text or "null" for text in texts])


@lru_cache(maxsize=4096)
def _statuses(codes: bytes) -> str:
    return ",".join([_STATUS[code] for code in codes])


@lru_cache(maxsize=4096)
def _flags(codes: bytes) -> str:
    return ",".join([_FLAGS[code] for code in codes])


@lru_cache(maxsize=4096)
def _name(words: str) -> str:
    return json_text(words)
