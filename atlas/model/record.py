"""What an edition published, as far as a later one can differ from it: read from its own file of everything."""

from collections.abc import Mapping

from msgspec import Struct


class RecordedArea(Struct, frozen=True, kw_only=True):
    """An area as an edition knew it."""

    name: str
    level: str
    parent: str


class RecordedIndicator(Struct, frozen=True, kw_only=True):
    """An indicator as an edition explained it: `about` by name (definition, source, …), `breaks` of its classes."""

    title: str
    unit: str
    decimals: int
    periods: tuple[str, ...]
    about: Mapping[str, str]
    breaks: tuple[float, ...]


class Record(Struct, frozen=True, kw_only=True):
    """An edition: areas by key, indicators by id, and by (indicator, area) its figures and their status, one for every period; None where there is no number."""

    edition: str
    areas: Mapping[str, RecordedArea]
    indicators: Mapping[str, RecordedIndicator]
    figures: Mapping[tuple[str, str], tuple[tuple[float | None, str], ...]]
