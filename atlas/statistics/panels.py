"""Turn the confidential tabulation into published figures: what is not published is in no panel, as a number or hidden behind one.

This is the door between `Tabulation` and everything else. It honours the signs that the tables deliver. A figure made of two counts is as
public as the less public of them: its status is the first of these that either has: not collected, not applicable, confidential,
unreliable, pending, unknown, limited, below half, zero; only the last three are figures. A denominator of zero makes it not applicable, a
numerator of zero makes it zero.
"""

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Panel, Status, freeze, is_numeric
from atlas.model.precedence import QUOTIENT
from atlas.model.tabulation import Counts, Tabulation
from atlas.statistics.plausibility import (
    report_impossible_percentages,
    report_negative,
    report_parts_above_whole,
    report_totals,
    report_without_denominator,
)

Mask = NDArray[np.bool_]


def make_panels(tabulation: Tabulation, geography: Geography, register: Register) -> tuple[dict[str, Panel], tuple[Diagnostic, ...]]:
    """Make the published panel of every indicator (by its id), and report what is implausible in them.

    A panel has the periods for which a table says something about the numerator or the value. Shares, rates and means are in the
    indicator's unit: numerator / denominator × factor. Numerators and denominators are NaN where that count is not a figure, and at levels
    that are declared not collected.
    """
    panels: dict[str, Panel] = {}
    found = [*report_negative(tabulation, geography, register), *report_totals(tabulation, geography, register)]
    for indicator in register.indicators:
        closed = _not_collected(geography, indicator)
        if indicator.kind in ("count", "value"):
            panel = panels[indicator.id] = _published(tabulation, indicator.value, indicator.value, closed)
            found += report_impossible_percentages(panel, indicator, tabulation, geography)
            continue
        parts = _published(tabulation, indicator.numerator, indicator.numerator, closed)
        wholes = _published(tabulation, indicator.denominator, indicator.numerator, closed)
        panel = panels[indicator.id] = _ratio(parts, wholes, indicator.factor)
        found += report_without_denominator(panel, indicator, tabulation)
        if indicator.kind == "share":
            found += report_parts_above_whole(panel, indicator, tabulation, geography)
    return panels, tuple(found)


def population(tabulation: Tabulation, series: str) -> Panel | None:
    """Publish one series as it is, for the heads of profiles; None if no table delivers it."""
    if series not in tabulation.series:
        return None
    return _published(tabulation, series, series, np.zeros(len(tabulation.series[series].status), dtype=bool))


def _published(tabulation: Tabulation, series: str, leader: str, closed: Mask) -> Panel:
    """Publish one series for the periods of another (`leader`); what is no figure becomes NaN, `closed` rows not collected."""
    counts, columns = tabulation.series[series], _periods(tabulation.series[leader])
    status, flags = counts.status[:, columns], counts.flags[:, columns]
    status[closed], flags[closed] = Status.NOT_COLLECTED, 0
    values = np.where(is_numeric(status), counts.values[:, columns], np.nan)
    return Panel(
        periods=tuple(tabulation.periods[column] for column in columns),
        values=freeze(values),
        status=freeze(status),
        flags=freeze(flags),
        numerator=freeze(np.empty((0, 0))),
        denominator=freeze(np.empty((0, 0))),
        notes=tuple((row, columns.index(column), note) for row, column, note in counts.notes if column in columns),
        remarks=counts.remarks,
    )


def _ratio(parts: Panel, wholes: Panel, factor: float) -> Panel:
    """Divide one published panel by another."""
    status = QUOTIENT.of(parts.status, wholes.status)
    status[is_numeric(status) & (wholes.values == 0)] = Status.NOT_APPLICABLE
    status[(status == Status.OK) & (parts.values == 0)] = Status.ZERO
    values = np.full(status.shape, np.nan)
    np.divide(parts.values * factor, wholes.values, out=values, where=is_numeric(status))
    return replace(
        parts,
        values=freeze(values),
        status=freeze(status),
        flags=freeze(parts.flags | wholes.flags),
        numerator=parts.values,
        denominator=wholes.values,
        notes=tuple(sorted({*parts.notes, *wholes.notes})),
        remarks=tuple(dict.fromkeys((*parts.remarks, *wholes.remarks))),
    )


def _periods(counts: Counts) -> list[int]:
    """Give the periods for which the tables say more than that nothing is known: an empty column is no period of the series."""
    return [int(column) for column in np.flatnonzero((counts.status != Status.UNKNOWN).any(axis=0))]


def _not_collected(geography: Geography, indicator: Indicator) -> Mask:
    """Tell which rows belong to a level at which the indicator is not collected."""
    closed = np.zeros(len(geography.areas), dtype=bool)
    for level, _ in indicator.not_collected:
        closed[list(geography.level_rows[level])] = True
    return closed
