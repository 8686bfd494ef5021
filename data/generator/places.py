"""Reads the invented city: its areas and districts, and the traits that make each area what it is.

`areas.csv` and `districts.csv` name them; `kinds.csv` gives the typical traits of each kind of area in 2025;
`overrides.csv` says where a single area departs from its kind.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class District:
    """A district (Stadtbezirk)."""

    key: str
    name: str


@dataclass(frozen=True)
class Area:
    """An area (Sozialraum) with its inhabitants at the end of 2025."""

    key: str
    name: str
    district: str
    kind: str
    inhabitants: int


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_areas() -> list[Area]:
    """All areas in the order of their keys."""
    return [Area(r["key"], r["name"], r["district"], r["kind"], int(r["inhabitants"])) for r in _rows("areas.csv")]


def read_districts() -> list[District]:
    """All districts in the order of their keys."""
    return [District(r["key"], r["name"]) for r in _rows("districts.csv")]


def read_traits(areas: list[Area]) -> dict[str, list[float]]:
    """Trait by trait, the value of each area in 2025."""
    kinds = {row.pop("kind"): {name: float(value) for name, value in row.items()} for row in _rows("kinds.csv")}
    overrides = {(row["key"], row["trait"]): float(row["value"]) for row in _rows("overrides.csv")}
    names = next(iter(kinds.values()))
    return {name: [overrides.get((area.key, name), kinds[area.kind][name]) for area in areas] for name in names}
