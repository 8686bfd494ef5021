"""Figures as pages show them: one row per indicator and area, with its comparison and its place among all areas of the level."""

import math
from collections.abc import Mapping

import numpy as np
from msgspec import Struct, field

from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator
from atlas.model.page import FigureRow, IndicatorLabel, Strip
from atlas.model.panel import Panel, Series
from atlas.model.site import Site
from atlas.plan.routes import Routes

STRIP_WIDTH = 1000
TICK_STEP = 4
"""Ticks closer than this (of STRIP_WIDTH) are drawn as one: nobody could tell them apart."""


class Board(Struct, frozen=True, kw_only=True):
    """One indicator, ready to be cut into rows: everything that is the same for all areas is made once.

    `level`: the level its page shows, the main one unless only others have figures.
    """

    indicator: Indicator
    label: IndicatorLabel
    level: str
    panel: Panel
    finding: Finding
    strips: Mapping[str, Strip | None]
    positions: tuple[int, ...]
    numerators: tuple[float, ...]
    denominators: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    samples: tuple[float, ...]
    to_whole: tuple[float, ...]
    to_parent: tuple[float, ...]
    changes: tuple[float, ...]
    relatives: tuple[float, ...]
    words: bytes
    made: dict[int, Series] = field(default_factory=dict)

    def series(self, row: int) -> Series:
        """Give an area's figures, made once for all rows that show them."""
        if row not in self.made:
            self.made[row] = self.panel.series(row)
        return self.made[row]


def make_boards(site: Site, routes: Routes) -> tuple[Board, ...]:
    """Make the boards of all indicators, in the register's order."""
    return tuple(_board(site, routes, indicator) for indicator in site.register.indicators)


def whole_row(geography: Geography) -> int | None:
    """Give the row of the area that is the whole, None if the coarsest level has several."""
    rows = geography.level_rows[geography.levels[0].id]
    return rows[0] if len(rows) == 1 and len(geography.areas) > 1 else None


def figure_row(board: Board, geography: Geography, row: int, *, placed: bool = True) -> FigureRow:
    """Cut one area's row out of a board; `placed`: with its place among the areas of its level."""
    whole = whole_row(geography)
    area = geography.areas[row]
    parent = geography.rows[area.parent] if area.parent else None
    level = area.level if row != whole else ""
    return FigureRow(
        indicator=board.label,
        periods=board.panel.periods,
        latest=board.finding.latest,
        base=board.finding.base,
        own=board.series(row),
        parent=board.series(parent) if parent not in (None, whole) else None,
        whole=board.series(whole) if whole is not None else None,
        numerator=board.numerators[row],
        denominator=board.denominators[row],
        to_whole=board.to_whole[row],
        to_parent=board.to_parent[row],
        change=board.changes[row],
        word=board.words[row],
        strip=board.strips[level] if placed else None,
        position=board.positions[row],
        reason=dict(board.indicator.not_collected).get(area.level, ""),
        relative=board.relatives[row],
        whole_change=board.changes[whole] if whole not in (None, row) else math.nan,
        low=board.lows[row],
        high=board.highs[row],
        sample=board.samples[row],
    )


def _board(site: Site, routes: Routes, indicator: Indicator) -> Board:
    geography = site.geography
    panel, finding = site.figures[indicator.id], site.findings[indicator.id]
    strips: dict[str, Strip | None] = {}
    positions = [-1] * len(geography.areas)
    whole = whole_row(geography)
    for level in geography.levels:
        rows = [row for row in geography.level_rows[level.id] if row != whole]
        strips[level.id], places = _strip(panel, finding.latest, rows, None if indicator.kind == "count" else whole, level.plural)
        for row, place in zip(rows, places, strict=True):
            positions[row] = place
    # The whole itself shows where the areas of the main level stand.
    strips[""] = strips[site.config.main_level]
    return Board(
        indicator=indicator,
        label=_label(indicator, finding, routes),
        level=_level(site, panel),
        panel=panel,
        finding=finding,
        strips=strips,
        positions=tuple(positions),
        numerators=_column(panel.numerator, finding.latest, len(geography.areas)),
        denominators=_column(panel.denominator, finding.latest, len(geography.areas)),
        lows=_column(panel.low, finding.latest, len(geography.areas)),
        highs=_column(panel.high, finding.latest, len(geography.areas)),
        samples=_column(panel.sample, finding.latest, len(geography.areas)),
        to_whole=tuple(finding.to_whole.tolist()),
        to_parent=tuple(finding.to_parent.tolist()),
        changes=tuple(finding.change.tolist()),
        relatives=tuple(finding.relative.tolist()) if finding.relative.size else (math.nan,) * len(geography.areas),
        words=finding.words.tobytes(),
    )


def _label(indicator: Indicator, finding: Finding, routes: Routes) -> IndicatorLabel:
    return IndicatorLabel(
        id=indicator.id,
        title=indicator.title,
        href=routes.indicator(indicator.id),
        kind=indicator.kind,
        unit=indicator.unit,
        decimals=indicator.decimals,
        in_points=finding.in_points,
        reference_date=indicator.reference_date,
        source=indicator.source,
    )


def _level(site: Site, panel: Panel) -> str:
    main = site.config.main_level
    levels = [main, *(level.id for level in reversed(site.geography.levels))]
    return next((level for level in levels if not np.isnan(panel.values[list(site.geography.level_rows[level])]).all()), main)


def _column(counts: np.ndarray, period: int, areas: int) -> tuple[float, ...]:
    if counts.size == 0 or period < 0:
        return (math.nan,) * areas
    return tuple(counts[:, period].tolist())


def _strip(panel: Panel, period: int, rows: list[int], whole: int | None, plural: str) -> tuple[Strip | None, list[int]]:
    nowhere = [-1] * len(rows)
    if period < 0:
        return None, nowhere
    values = panel.values[rows, period]
    shown = values[~np.isnan(values)]
    if shown.size < 2 or shown.min() == shown.max():
        return None, nowhere
    reference = panel.values[whole, period] if whole is not None else math.nan
    low, high = np.nanmin([*shown, reference]), np.nanmax([*shown, reference])

    scaled = np.rint((np.append(values, reference) - low) / (high - low) * STRIP_WIDTH)
    *places, place = np.where(np.isnan(scaled), -1, scaled).astype(int).tolist()
    ticks = sorted({spot // TICK_STEP * TICK_STEP for spot in places if spot >= 0})
    strip = Strip(
        ticks="".join(f"M{spot} 5v10" for spot in ticks),
        whole=place,
        low=float(shown.min()),
        high=float(shown.max()),
        count=int(shown.size),
        plural=plural,
    )
    return strip, places
