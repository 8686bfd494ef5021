"""Figures packed for the way: a job of files holds thousands of them, is hashed and sent to another process."""

from array import array
from collections.abc import Iterator, Sequence
from math import isnan
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

    def numbers(self) -> tuple[bytes, ...]:
        """Give the packed numbers in the order of the columns of a table."""
        return self.values, self.numerator, self.denominator, self.lower, self.upper, self.sample


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

    def lines(self, indicators: Sequence[Indicator], areas: Sequence[Area]) -> Iterator[tuple[Indicator, Area, Line]]:
        """Cut the figures by those whose they are."""
        more = (self.numerator, self.denominator, self.lower, self.upper, self.sample)
        start = 0
        for indicator in indicators:
            for area in areas:
                end = start + len(indicator.periods)
                packed = [part and part[start * 8 : end * 8] for part in more]
                yield indicator, area, Line(self.values[start * 8 : end * 8], self.status[start:end], self.flags[start:end], *packed)
                start = end


def floats(packed: bytes) -> list[float]:
    """Unpack numbers."""
    return array("d", packed).tolist()


def is_known(packed: bytes) -> bool:
    """Tell whether any of the packed numbers is one."""
    return not all(map(isnan, floats(packed)))
