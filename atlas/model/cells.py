"""Figures packed for the way: a job of files holds thousands of them, is hashed and sent to another process."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar

from msgspec import Struct


class Dated(Protocol):
    """An indicator, in whatever form it goes into a file: it has periods."""

    @property
    def periods(self) -> tuple[str, ...]: ...


Indicator = TypeVar("Indicator", bound=Dated)
Area = TypeVar("Area")


class Line(NamedTuple):
    """The figures of one indicator in one area, an entry per period, packed as in `Cells`."""

    values: bytes
    status: bytes
    flags: bytes
    numerator: bytes
    denominator: bytes
    lower: bytes
    upper: bytes
    sample: bytes


class Cells(Struct, frozen=True, kw_only=True):
    """Figures of some indicators in some areas: indicator by indicator, area by area, period by period.

    `values`, and the ends of their interval, `lower` and `upper`, are in the indicator's unit, rounded as they are printed; `sample` is the number of persons
    asked. Numbers are packed as float64 in the order of this machine, NaN where there is none; `status` and `flags` have a byte each. What no figure
    has is empty.
    """

    values: bytes
    status: bytes
    flags: bytes
    numerator: bytes = b""
    denominator: bytes = b""
    lower: bytes = b""
    upper: bytes = b""
    sample: bytes = b""


def shares(cells: Sequence[Cells], areas: tuple[Area, ...]) -> Iterator[tuple[tuple[Area, ...], Cells]]:
    """Give the figures of a job with the areas whose they are: each `Cells` of several has an equal share of the areas, in their order."""
    size = len(areas) // len(cells)
    for place, share in enumerate(cells):
        yield areas[place * size : (place + 1) * size], share


def lines(cells: Sequence[Cells], indicators: Sequence[Indicator], areas: tuple[Area, ...]) -> Iterator[tuple[Indicator, Area, Line]]:
    """Cut the figures of a job by those whose they are: indicator by indicator, area by area."""
    parts = [_lines(share, indicators, own) for own, share in shares(cells, areas)]
    for _ in indicators:
        for part in parts:
            yield from islice(part, len(areas) // len(cells))


def _lines(cells: Cells, indicators: Sequence[Indicator], areas: Sequence[Area]) -> Iterator[tuple[Indicator, Area, Line]]:
    more = (cells.numerator, cells.denominator, cells.lower, cells.upper, cells.sample)
    start = 0
    for indicator in indicators:
        for area in areas:
            end = start + len(indicator.periods)
            packed = [part and part[start * 8 : end * 8] for part in more]
            yield indicator, area, Line(cells.values[start * 8 : end * 8], cells.status[start:end], cells.flags[start:end], *packed)
            start = end


def floats(packed: bytes) -> list[float]:
    """Unpack numbers."""
    return array("d", packed).tolist()
