"""Figures: dense matrices of values with their status, one panel per indicator, a row per area, a column per period."""

from enum import IntEnum, IntFlag

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.uint8]


class Status(IntEnum):
    """What a cell says, after the Zeichenerklärung of German official statistics."""

    OK = 0
    ZERO = 1
    BELOW_HALF = 2
    CONFIDENTIAL = 3
    UNKNOWN = 4
    PENDING = 5
    UNRELIABLE = 6
    LIMITED = 7
    NOT_APPLICABLE = 8
    NOT_COLLECTED = 9


SIGNS = ("", "–", "0", "·", ".", "…", "/", "()", "x", "#")
"""The printed sign of each status; `()` stands around the figure, an empty sign means the figure itself."""

NUMERIC = (Status.OK, Status.ZERO, Status.BELOW_HALF, Status.LIMITED)
"""Statuses whose cell holds a number. Every other cell is NaN: a suppressed number is nowhere in a panel."""


class Flag(IntFlag):
    """Marks on a figure; their letters, in this order, are p, r, s, b."""

    PROVISIONAL = 1
    REVISED = 2
    ESTIMATED = 4
    BREAK = 8


FLAG_LETTERS = "prsb"


class Figure(Struct, frozen=True, kw_only=True):
    """A single value in a sentence, with the area it belongs to."""

    name: str
    href: str
    value: float


class Series(Struct, frozen=True, kw_only=True):
    """One area's development: one entry per period, NaN where there is no number. Shares are in the indicator's unit (per cent, not fraction).

    Plain tuples and bytes (indexing gives a number), because jobs hold thousands of them and are hashed and sent to other processes.
    """

    values: tuple[float, ...]
    status: bytes
    flags: bytes


def no_figures() -> Floats:
    """Give the empty matrix that stands where an indicator has no such figures."""
    nothing: Floats = np.empty((0, 0))
    nothing.setflags(write=False)
    return nothing


class Panel(Struct, frozen=True, kw_only=True):
    """An indicator's published figures.

    `values`, `status`, `flags`: areas × periods, rows as in `Geography.areas`. `numerator` and `denominator` are the counts
    behind a share or rate (NaN where unknown or confidential), empty matrices (0 × 0) where an indicator has none. So are `low` and `high`, the interval
    of uncertain figures in the indicator's unit, and `sample`, the number of persons asked in a survey. `notes`: what is to be known of single
    values, as (row, period, note); `remarks`: what is to be known of all.
    """

    periods: tuple[str, ...]
    values: Floats
    status: Codes
    flags: Codes
    numerator: Floats
    denominator: Floats
    low: Floats = field(default_factory=no_figures)
    high: Floats = field(default_factory=no_figures)
    sample: Floats = field(default_factory=no_figures)
    notes: tuple[tuple[int, int, str], ...] = ()
    remarks: tuple[str, ...] = ()

    def series(self, row: int) -> Series:
        return Series(values=tuple(self.values[row].tolist()), status=self.status[row].tobytes(), flags=self.flags[row].tobytes())


def freeze(array: np.ndarray) -> np.ndarray:
    """Make an array read-only and give it back."""
    array.setflags(write=False)
    return array


def rounded(values: Floats, decimals: int) -> Floats:
    """Round a matrix as offices do, halves away from zero (as `base.text.round_half_up` does for one value)."""
    scale = 10.0**decimals
    return np.copysign(np.floor(np.abs(values) * scale + 0.5) / scale, values) + 0.0  # no negative zero


def is_numeric(status: Codes) -> NDArray[np.bool_]:
    """Tell which cells hold a number."""
    return np.isin(status, NUMERIC)


def letters(flags: int) -> str:
    """Spell flags as letters: 9 → `pb`."""
    return "".join(letter for bit, letter in enumerate(FLAG_LETTERS) if flags >> bit & 1)
