"""Areas side by side: the table of all areas by the core indicators, and the comparison of a few."""

import math
from collections.abc import Sequence

from atlas.base.language import translate
from atlas.model.explorer import ComparisonPage, HeatColumn, HeatPage
from atlas.model.geography import Area
from atlas.plan.desk import Desk
from atlas.plan.explorer import drawn_levels, level_choices, theme_choices
from atlas.plan.figures import Board, whole_row
from atlas.plan.indicators import level_around

MOST_COMPARED = 5


def heat_page(desk: Desk) -> HeatPage:
    """Make the table of all areas of the main level by the core indicators that have figures."""
    rows = desk.by_name[desk.main.id]
    return HeatPage(
        title=translate(desk.site.config.language)("Overview in a table"),
        plural=desk.main.plural,
        whole_name=_whole_name(desk),
        areas=tuple(desk.area_rows[row] for row in rows),
        columns=_columns(desk, rows),
    )


def comparison_page(desk: Desk, scripts: dict[str, str]) -> ComparisonPage:
    """Make the comparison, which starts with the first areas around those of the main level, or else with the first of these."""
    known = [level.id for level in drawn_levels(desk)]
    level = next(
        (found for found in (level_around(desk.geography, desk.main.id), desk.main.id) if found in known), known[-1] if known else ""
    )
    rows = desk.geography.level_rows[level][:MOST_COMPARED] if level else ()
    return ComparisonPage(
        level=level,
        whole_name=_whole_name(desk),
        areas=tuple(desk.area_rows[row] for row in rows),
        columns=_columns(desk, rows),
        levels=level_choices(desk, scripts),
        themes=theme_choices(desk, scripts),
        explorer=desk.routes.map(),
    )


def handout_page(desk: Desk, areas: Sequence[Area], indicators: Sequence[str]) -> ComparisonPage:
    """Lay chosen areas side by side by chosen indicators, the core indicators if none is chosen."""
    rows = [desk.geography.rows[area.key] for area in areas]
    return ComparisonPage(
        level=areas[0].level,
        whole_name=_whole_name(desk),
        areas=tuple(desk.area_rows[row] for row in rows),
        columns=_columns(desk, rows, indicators),
        levels=(),
        themes=(),
        explorer=desk.routes.map(),
    )


def _columns(desk: Desk, rows: Sequence[int], indicators: Sequence[str] = ()) -> tuple[HeatColumn, ...]:
    by_id = {board.indicator.id: board for board in desk.boards}
    boards = (by_id[name] for name in indicators or desk.site.register.core(desk.site.config.core))
    return tuple(_column(desk, board, list(rows)) for board in boards if board.finding.latest >= 0)


def _column(desk: Desk, board: Board, rows: list[int]) -> HeatColumn:
    panel, finding, whole = board.panel, board.finding, whole_row(desk.geography)
    spot = finding.latest
    return HeatColumn(
        label=board.label,
        period=panel.periods[spot],
        values=tuple(panel.values[rows, spot].tolist()),
        status=panel.status[rows, spot].tobytes(),
        flags=panel.flags[rows, spot].tobytes(),
        classes=finding.classes[rows, spot].tobytes(),
        count=len(finding.breaks) + 1,
        diverging=not math.isnan(finding.centre),
        whole=(float(panel.values[whole, spot]), int(panel.status[whole, spot]), int(panel.flags[whole, spot]))
        if whole is not None
        else None,
    )


def _whole_name(desk: Desk) -> str:
    whole = whole_row(desk.geography)
    return desk.geography.areas[whole].name if whole is not None else ""
