"""What outsiders can reckon with: cells, some of them published, and linear relations that hold between them.

A cell is one count: a series in an area and a period. A relation says that a sum of cells, each times a coefficient, is a constant. Cells
that are not published are *open*: outsiders know bounds of them, and narrow these with every relation.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.model.panel import Floats

Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]

TOLERANCE = 1e-6


class Relations(Struct, frozen=True, kw_only=True, dict=True):
    """Relations one after the other: relation r has the members from `starts[r]` on, and their sum is `constants[r]`."""

    starts: Ints
    members: Ints
    coefficients: Floats
    constants: Floats

    @cached_property
    def sizes(self) -> Ints:
        return np.diff(self.starts, append=len(self.members))

    @cached_property
    def owners(self) -> Ints:
        """Give the relation of every member."""
        return np.repeat(np.arange(len(self.starts)), self.sizes)

    def choose(self, keep: Mask) -> "Relations":
        """Give some of the relations."""
        inside = np.repeat(keep, self.sizes)
        sizes = self.sizes[keep]
        return Relations(
            starts=np.cumsum(sizes) - sizes,
            members=self.members[inside],
            coefficients=self.coefficients[inside],
            constants=self.constants[keep],
        )

    def reduce(self, values: Floats, is_open: Mask) -> tuple["Relations", Ints]:
        """Move the cells that are not open to the other side; give what is left, and the number each relation had."""
        inside = is_open[self.members]
        known = np.where(inside, 0.0, self.coefficients * np.where(inside, 0.0, values[self.members]))
        constants = self.constants - np.add.reduceat(known, self.starts) if len(self.starts) else self.constants
        sizes = np.bincount(self.owners[inside], minlength=len(self.starts))
        kept = sizes > 0
        sizes = sizes[kept]
        reduced = Relations(
            starts=np.cumsum(sizes) - sizes,
            members=self.members[inside],
            coefficients=self.coefficients[inside],
            constants=constants[kept],
        )
        return reduced, np.flatnonzero(kept)


class System(Struct, frozen=True, kw_only=True):
    """All cells, flat. `low` and `high`: what outsiders know of a cell before they reckon; `width`: how narrow its interval may become (0: no matter).

    `values` are NaN where nobody knows the figure; such cells are open.
    """

    values: Floats
    low: Floats
    high: Floats
    width: Floats
    is_open: Mask
    relations: Relations


def join(relations: Sequence[Relations]) -> Relations:
    """Put sets of relations one after the other."""
    counts = np.cumsum([0, *(len(one.members) for one in relations)])
    return Relations(
        starts=np.concatenate([one.starts + offset for one, offset in zip(relations, counts, strict=False)]).astype(np.intp),
        members=np.concatenate([one.members for one in relations]).astype(np.intp),
        coefficients=np.concatenate([one.coefficients for one in relations]),
        constants=np.concatenate([one.constants for one in relations]),
    )


def related(relations: Relations, cells: Ints, count: int) -> tuple[Ints, Ints]:
    """Number the parts of a system that hang together: the part of every cell, and the part of every relation."""
    labels, members, owners = np.arange(count), relations.members, relations.owners
    while len(members):
        before, least = labels.copy(), np.minimum.reduceat(labels[members], relations.starts)[owners]
        np.minimum.at(labels, before[members], least)
        np.minimum.at(labels, members, least)
        labels = labels[labels]
        if (labels == before).all():
            break
    return labels[cells], labels[members[relations.starts]]


def part_of(system: System, cells: Ints, relations: Relations) -> System:
    """Cut out some cells and relations among them; the cells get new numbers in their order."""
    numbers = np.full(len(system.values), -1, dtype=np.intp)
    numbers[cells] = np.arange(len(cells))
    return System(
        values=system.values[cells],
        low=system.low[cells],
        high=system.high[cells],
        width=system.width[cells],
        is_open=system.is_open[cells],
        relations=replace(relations, members=numbers[relations.members]),
    )
