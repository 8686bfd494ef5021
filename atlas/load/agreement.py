"""Compares what files show with the published figures they are made of: whatever stands where a figure is kept back is a leak, however few digits it has."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from atlas.base.text import round_half_up
from atlas.load.page_cells import ANY, Mention
from atlas.load.records import Records, last_year
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Floats, Panel, Status, freeze, is_numeric

CLOSE = 1e-9
SECRET = int(Status.CONFIDENTIAL)


class Figures(Struct, frozen=True, kw_only=True, dict=True):
    """Published figures by indicator, rows as in the geography that files are read with."""

    panels: Mapping[str, Panel]
    register: Register

    @cached_property
    def gaps(self) -> dict[str, frozenset[int]]:
        """Give the areas (rows) that have a figure that is kept back, by indicator."""
        rows = {name: np.flatnonzero((panel.status == SECRET).any(axis=1)).tolist() for name, panel in self.panels.items()}
        return {name: frozenset(some) for name, some in rows.items() if some}

    def unexplained(self, seen: Iterable[Mention]) -> Iterator[Mention]:
        """Give the mentions of figures that are kept back, unless the number is that of another area or indicator of the same name, or a count that is shown."""
        gaps = self.gaps
        for one in seen:
            if any(row in gaps.get(name, ()) for name in one.indicators for row in one.rows) and self._is_unexplained(one):
                yield one

    def differing(self, records: Records) -> Iterator[Mention]:
        """Give the numbers of a file that are not those of the published figures, as far as they are shown there."""
        places = self._places(records)
        half = self._halves[places[0]]
        for shown, expected, room in (
            (records.values, self._blocks["values"], half),
            (records.numerators, self._blocks["numerator"], CLOSE),
            (records.denominators, self._blocks["denominator"], CLOSE),
        ):
            near = np.abs(shown - expected[places]) <= room + CLOSE * np.abs(np.nan_to_num(shown))
            for place in np.flatnonzero(~np.isnan(shown) & ~near).tolist():
                indicator, row, period = records.cell(place)
                yield Mention(records.file, (indicator,), (row,), period, float(shown[place]))

    def hides(self, one: Mention) -> bool:
        """Tell whether the figure is kept back, not merely another one."""
        return any(
            self.panels[name].status[row, column] == SECRET
            for name in one.indicators
            for column in self._meant(name, one.period)
            for row in one.rows
        )

    def _is_unexplained(self, one: Mention) -> bool:
        secret = False
        for name in one.indicators:
            status = self.panels[name].status
            for column in self._meant(name, one.period):
                for row in one.rows:
                    hidden = status[row, column] == SECRET
                    secret |= bool(hidden)
                    if (one.coloured and not hidden) or (not one.coloured and self._says(name, row, column, one.number)):
                        return False
        return secret

    def _says(self, name: str, row: int, column: int, number: float) -> bool:
        """Tell whether a published figure, or a count behind it, is this number as it is shown."""
        panel, decimals = self.panels[name], self._decimals[name]
        counts = [float(matrix[row, column]) for matrix in (panel.numerator, panel.denominator) if matrix.size]
        value = float(panel.values[row, column])
        return any(abs(count - number) < CLOSE for count in counts) or (
            not np.isnan(value) and abs(round_half_up(value, decimals) - round_half_up(number, decimals)) < CLOSE
        )

    def _meant(self, name: str, said: str) -> Iterable[int]:
        """Find the period that is said: by its name, or the last one in the words; nothing said is the latest with figures. None, one, or any."""
        known = self._columns[name]
        if said == ANY:
            return range(len(self.panels[name].periods))
        if not said:
            return (known[""],) if "" in known else ()
        if last_year(said) in known:
            return (known[last_year(said)],)
        inside = [period for period in known if period and period in said]
        return (known[max(inside, key=lambda period: (len(period), said.rfind(period)))],) if inside else ()

    @cached_property
    def _columns(self) -> dict[str, dict[str, int]]:
        found = {}
        for name, panel in self.panels.items():
            told = np.flatnonzero(is_numeric(panel.status).any(axis=0)).tolist()
            found[name] = {last_year(period): column for column, period in enumerate(panel.periods)} | ({"": told[-1]} if told else {})
        return found

    @cached_property
    def _decimals(self) -> dict[str, int]:
        return {one.id: one.decimals for one in self.register.indicators}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.panels)}

    @cached_property
    def _periods(self) -> dict[str, int]:
        return {
            period: place
            for place, period in enumerate(sorted({last_year(one) for panel in self.panels.values() for one in panel.periods}))
        }

    @cached_property
    def _halves(self) -> Floats:
        return np.array([0.5 * 10.0 ** -self._decimals[name] for name in self.panels])

    def _places(self, records: Records) -> tuple[NDArray[np.intp], ...]:
        order, periods, other = self._order, self._periods, len(self._periods)
        columns = {period: periods.get(period, other) for period in set(records.periods)}
        found = (map(order.__getitem__, records.indicators), records.rows, map(columns.__getitem__, records.periods))
        return tuple(np.fromiter(one, dtype=np.intp, count=len(records.rows)) for one in found)

    @cached_property
    def _blocks(self) -> dict[str, Floats]:
        """Give indicators × areas × periods, with one period more that nothing is known of."""
        size = max((len(panel.status) for panel in self.panels.values()), default=0)
        blocks = {}
        for kind in ("values", "numerator", "denominator"):
            block = blocks[kind] = np.full((len(self.panels), size, len(self._periods) + 1), np.nan)
            for place, panel in enumerate(self.panels.values()):
                matrix: Floats = getattr(panel, kind)
                if matrix.size:
                    block[place][:, [self._periods[last_year(one)] for one in panel.periods]] = matrix
        return blocks


def widened(figures: Mapping[str, Panel], shown: Geography, whole: Geography) -> dict[str, Panel]:
    """Give figures of all areas: those of areas that are not shown at all are kept back."""
    if len(shown.areas) == len(whole.areas):
        return dict(figures)
    rows = np.array([whole.rows[area.key] for area in shown.areas], dtype=np.intp)

    def widen(matrix: NDArray[Any], nothing: float) -> NDArray[Any]:
        wide = np.full((len(whole.areas), matrix.shape[1]), nothing, dtype=matrix.dtype)
        wide[rows] = matrix
        return freeze(wide)

    return {
        name: Panel(
            periods=panel.periods,
            values=widen(panel.values, np.nan),
            status=widen(panel.status, Status.CONFIDENTIAL),
            flags=widen(panel.flags, 0),
            numerator=widen(panel.numerator, np.nan) if panel.numerator.size else panel.numerator,
            denominator=widen(panel.denominator, np.nan) if panel.denominator.size else panel.denominator,
        )
        for name, panel in figures.items()
    }
