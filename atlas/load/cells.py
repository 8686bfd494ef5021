"""What a cell says: a number or a sign of the Zeichenerklärung, as value and status."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
from msgspec import Struct, field

from atlas.model.panel import FLAG_LETTERS, Status

Cell = str | int | float
"""A cell as its file holds it: text, or a number that needs no reading."""

SIGNS: Mapping[str, Status] = {
    "": Status.UNKNOWN,
    "–": Status.ZERO,
    "-": Status.ZERO,
    "0*": Status.BELOW_HALF,
    "·": Status.CONFIDENTIAL,
    "•": Status.CONFIDENTIAL,
    ".": Status.UNKNOWN,
    "…": Status.PENDING,
    "...": Status.PENDING,
    "/": Status.UNRELIABLE,
    "x": Status.NOT_APPLICABLE,
    "X": Status.NOT_APPLICABLE,
    "#": Status.NOT_COLLECTED,
}
_ZEROS = (Status.ZERO, Status.BELOW_HALF)
_BLANKS = " \u00a0\u202f\u2009"
_GROUPED = re.compile(rf"[{_BLANKS}'’](?=\d{{3}}(?!\d))")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_IN_BRACKETS = re.compile(r"\(\s*(.+?)\s*\)")


class Notation(Struct, frozen=True, kw_only=True):
    """How numbers are written in one table: the decimal sign and the sign between groups of three digits (may be empty)."""

    decimal: str
    thousands: str


class Style(Struct, frozen=True, kw_only=True):
    """How cells are written in one table: numbers, its own signs, units behind numbers, and marks with what they say: a flag, a note, or nothing."""

    notation: Notation
    missing: Mapping[str, Status]
    units: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


class Reading(NamedTuple):
    """What a cell says: value, status, flags as bits, and a note (may be empty)."""

    value: float
    status: Status
    flags: int = 0
    note: str = ""


def plain(value: object) -> Cell:
    """Turn what a library read from a file into a cell: days as ISO dates, numpy's numbers as Python's."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, np.number):
        return plain(value.item())
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    return "" if value is None else str(value)


def text(cell: Cell) -> str:
    """Give the cell as text, as its author sees it: 101.0 of a spreadsheet is `101`, blanks around are dropped."""
    if isinstance(cell, str):
        return cell.strip()
    return str(int(cell)) if float(cell).is_integer() else str(cell)


def parse(cell: Cell, notation: Notation, missing: Mapping[str, Status]) -> tuple[float, Status] | None:
    """Read a cell as (value, status); None if it is neither a number nor a sign. Signs of the table (`missing`) come first.

    The value is NaN for a status without a figure, 0 for zero and below_half.
    """
    written = text(cell)
    status = missing.get(written, SIGNS.get(written))
    if status is not None:
        return (0.0 if status in _ZEROS else math.nan), status
    bracketed = _IN_BRACKETS.fullmatch(written)
    value = number(bracketed[1] if bracketed else cell, notation)
    if value is None:
        return None
    return value, Status.LIMITED if bracketed else Status.OK


def read(cell: Cell, style: Style) -> Reading | None:
    """Read a cell with its unit and its marks; None if what remains is neither a number nor a sign."""
    parsed = parse(cell, style.notation, style.missing)
    if parsed is not None:
        return Reading(*parsed)
    written = text(cell)
    for mark in sorted(style.marks, key=len, reverse=True):
        if mark and written.endswith(mark) and len(mark) < len(written):
            inner = read(written.removesuffix(mark).rstrip(_BLANKS), style)
            return inner and marked(inner, style.marks[mark])
    for unit in style.units:
        if written.endswith(unit) and len(unit) < len(written):
            return read(written.removesuffix(unit).rstrip(_BLANKS), style)
    return None


def marked(reading: Reading, meaning: str) -> Reading:
    """Add what a mark says: letters of flags, else a note."""
    bits = flags(meaning)
    if bits is not None:
        return reading._replace(flags=reading.flags | bits)
    return reading._replace(note=f"{reading.note} {meaning}".strip())


def bare(written: str, style: Style) -> str:
    """Take units and marks off a number."""
    if not style.marks and not style.units:
        return written
    for end in (*sorted(style.marks, key=len, reverse=True), *style.units):
        written = written.removesuffix(end).rstrip(_BLANKS) if end else written
    return written


def number(cell: Cell, notation: Notation) -> float | None:
    """Read a number; None if it is none. Groups of digits may always be parted by blanks or apostrophes."""
    if not isinstance(cell, str):
        return float(cell) if math.isfinite(cell) else None
    plain = _GROUPED.sub("", cell.strip().replace("−", "-"))
    if notation.thousands and notation.thousands in plain:
        whole, _, _ = plain.partition(notation.decimal)
        if any(len(group) != 3 for group in whole.split(notation.thousands)[1:]):
            return None
        plain = whole.replace(notation.thousands, "") + plain[len(whole) :]
    if notation.decimal != ".":
        plain = plain.replace(".", "?").replace(notation.decimal, ".")
    return float(plain) if _NUMBER.fullmatch(plain) else None


def says_yes(written: str) -> bool:
    """Tell whether a cell says yes beyond doubt."""
    return written.strip().lower() in {"1", "ja", "yes", "true", "wahr", "x", "j", "y"}


def says_no(written: str) -> bool:
    """Tell whether a cell says no, or nothing: what is neither yes nor no is taken for yes where people are to be protected."""
    return written.strip().lower() in {"", "0", "nein", "no", "false", "falsch", "n", "-", "–"}


def flags(written: str) -> int | None:
    """Read letters as flags: `pb` → 9; None if one is unknown."""
    letters = set(written.replace(" ", "").replace(",", "").lower())
    if not letters <= set(FLAG_LETTERS):
        return None
    return sum(1 << bit for bit, letter in enumerate(FLAG_LETTERS) if letter in letters)
