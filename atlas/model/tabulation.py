"""The confidential tabulation: what the tables deliver, before disclosure control. Check, plan, render and publish may not import this."""

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.model.panel import Codes, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """One series as delivered: areas × periods, rows as in `Geography.areas`. `delivered` is 1 where a table had a cell, 0 where nothing was said."""

    values: Floats
    status: Codes
    flags: Codes
    delivered: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """All series of all tables over the same periods (sorted texts). `sources` names the file each series came from."""

    periods: tuple[str, ...]
    series: Mapping[str, Counts]
    sources: Mapping[str, str]
