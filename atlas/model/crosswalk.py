"""Crosswalks: how figures for other borders (an earlier Gebietsstand, blocks, another Gliederung) become figures of the atlas' areas."""

from collections.abc import Sequence

from msgspec import Struct


class Link(Struct, frozen=True, kw_only=True):
    """A part of a unit that lies in an area: `weight` is the part of the unit's count, as a fraction; `target` is the row of the area."""

    unit: int
    target: int
    weight: float


class Unit(Struct, frozen=True, kw_only=True):
    """Something a table has figures for: its key, and the last period in which the key meant this ("" = it always does)."""

    key: str
    until: str


class Crosswalk(Struct, frozen=True, kw_only=True):
    """Units and their parts in areas (rows as in `Geography.areas`); `note` tells readers how the weights were found."""

    id: str
    note: str
    units: tuple[Unit, ...]
    links: tuple[Link, ...]


def valid_unit(units: Sequence[Unit], key: str, period: str) -> int:
    """Give the place of the unit that a key means in a period: the one that ends first among those that have not ended; -1 if there is none."""
    places = [place for place, unit in enumerate(units) if unit.key == key and (not unit.until or period <= unit.until)]
    return min(places, key=lambda place: (not units[place].until, units[place].until), default=-1)
