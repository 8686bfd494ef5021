"""Reads what a frozen edition published from its own files on indicators (JSON, as `schema.json` beside them describes)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from atlas.model.record import Record, RecordedArea, RecordedIndicator

_LISTS = ("notes", "series_breaks", "not_collected")
_NAMES = ("id", "title", "unit", "decimals", "periods", "breaks")


def read_record(edition: str, files: Iterable[bytes]) -> Record:
    """Read the record of an edition. Raises ValueError, KeyError or TypeError if a file is not what it should be."""
    areas: dict[str, RecordedArea] = {}
    indicators: dict[str, RecordedIndicator] = {}
    figures: dict[tuple[str, str], tuple[tuple[float | None, str], ...]] = {}
    for content in files:
        plain = json.loads(content)
        areas |= {one["key"]: RecordedArea(name=one["name"], level=one["level"], parent=one["parent"]) for one in plain["areas"]}
        indicators |= {one["id"]: _indicator(one) for one in plain["indicators"]}
        figures |= {(one["indicator"], one["area"]): tuple(zip(one["value"], one["status"], strict=True)) for one in plain["figures"]}
    return Record(edition=edition, areas=areas, indicators=indicators, figures=figures)


def _indicator(one: Mapping[str, Any]) -> RecordedIndicator:
    words = {name: said for name, said in one.items() if name not in _NAMES and name not in _LISTS}
    return RecordedIndicator(
        title=one["title"],
        unit=one["unit"],
        decimals=one["decimals"],
        periods=tuple(one["periods"]),
        about=words | {name: "\n".join(one[name]) for name in _LISTS if name in one},
        breaks=tuple(one["breaks"]),
    )
