"""All that tables may have figures for: the areas of the atlas, areas to compare with, and units with other borders that a crosswalk places in areas.

Rows of a tabulation follow this order: `Geography.areas`, references, the units of each crosswalk.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic, diagnostic
from atlas.load.entries import Entries
from atlas.load.excerpt import excerpt
from atlas.load.spec import ReferenceSpec
from atlas.model.crosswalk import Crosswalk, valid_unit
from atlas.model.geography import Area, Geography


class Roster(Struct, frozen=True, kw_only=True, dict=True):
    """The geography with references behind its areas (`known`), and the crosswalks whose units come behind both."""

    known: Geography
    crosswalks: tuple[Crosswalk, ...] = ()

    @cached_property
    def places(self) -> tuple[Area, ...]:
        """Give an area for every row of a tabulation."""
        units = (unit for crosswalk in self.crosswalks for unit in crosswalk.units)
        return (*self.known.areas, *(_place(unit.key, f"{unit.key} (bis {unit.until})" if unit.until else unit.key) for unit in units))

    def joinable(self, name: str) -> Geography:
        """Give what the keys of a table are joined to: with the crosswalk of this name, the keys of its units too."""
        units = next((one.units for one in self.crosswalks if one.id == name), ())
        keys = dict.fromkeys(unit.key for unit in units if unit.key not in self.known.rows)
        return replace(self.known, areas=(*self.known.areas, *(_place(key, key) for key in keys))) if keys else self.known

    def settle(self, part: Entries, name: str) -> tuple[Entries, tuple[Diagnostic, ...]]:
        """Move entries of a table from what their keys joined to the units that these keys meant in their periods.

        A key that is no unit of the period means the area of the atlas; entries that are neither are left out and reported.
        """
        place = next((place for place, one in enumerate(self.crosswalks) if one.id == name), -1)
        if place < 0 or not len(part.row):
            return part, ()
        crosswalk = self.crosswalks[place]
        first = len(self.known.areas) + sum(len(one.units) for one in self.crosswalks[:place])
        areas = self.joinable(name).areas
        pairs, inverse = np.unique(part.area * len(part.periods) + part.period, return_inverse=True)
        rows = np.empty(len(pairs), dtype=np.intp)
        for number, pair in enumerate(pairs.tolist()):
            joined, period = divmod(pair, len(part.periods))
            unit = valid_unit(crosswalk.units, areas[joined].key, part.periods[period])
            rows[number] = first + unit if unit >= 0 else joined if joined < len(self.known.areas) else -1
        settled = rows[inverse]
        lost = np.flatnonzero(settled < 0).tolist()
        kept = settled >= 0
        place_of = np.cumsum(kept) - 1
        moved = replace(
            part,
            **{name: getattr(part, name)[kept] for name in ("row", "period", "series", "values", "status", "flags")},
            area=settled[kept],
            sum=None if part.sum is None else part.sum[kept],
            notes={int(place_of[index]): note for index, note in part.notes.items() if kept[index]},
        )
        return moved, tuple(excerpt(lost, lambda index: _outlived(part, index, areas, crosswalk), part.sheet.file))


def make_roster(geography: Geography, references: Sequence[ReferenceSpec], crosswalks: tuple[Crosswalk, ...]) -> Roster:
    """Put references behind the areas, and the units of crosswalks behind both."""
    if not references:
        return Roster(known=geography, crosswalks=crosswalks)
    others = tuple(_place(one.key, one.name) for one in references)
    return Roster(known=replace(geography, areas=(*geography.areas, *others)), crosswalks=crosswalks)


def repeated(geography: Geography, references: Sequence[ReferenceSpec]) -> Iterator[tuple[int, str]]:
    """Give the place and the key of references whose key already means an area or another reference."""
    seen = set(geography.rows)
    for index, one in enumerate(references):
        if one.key in seen:
            yield index, one.key
        seen.add(one.key)


def _place(key: str, name: str) -> Area:
    return Area(key=key, name=name, level="", parent="", slug="", square_kilometres=0.0)


def _outlived(part: Entries, index: int, areas: Sequence[Area], crosswalk: Crosswalk) -> Diagnostic:
    key, period = areas[int(part.area[index])].key, part.periods[int(part.period[index])]
    last = max(unit.until for unit in crosswalk.units if unit.key == key)
    return diagnostic("A326", part.sheet.place(int(part.row[index]), 0), key=key, period=period, last=last, crosswalk=crosswalk.id)
