"""The map explorer: one page with static maps, and the scripts that hold the shapes of every level and the figures of every indicator."""

import math
from collections.abc import Iterator

import numpy as np
from msgspec.structs import replace

from atlas.base import digest
from atlas.model.explorer import (
    ExplorerPage,
    IndicatorChoice,
    IndicatorScriptJob,
    LevelChoice,
    LevelFigures,
    LevelScriptJob,
    SmallMap,
    ThemeChoice,
    TypesScriptJob,
)
from atlas.model.frame import Link
from atlas.model.geography import Level
from atlas.model.map_view import MapView
from atlas.model.page import IndicatorPage
from atlas.model.panel import Codes, freeze
from atlas.plan.desk import Desk
from atlas.plan.figures import Board, whole_row
from atlas.plan.indicators import FEW_AREAS, level_around, link_map
from atlas.plan.kinds import type_choices, type_jobs

MOST_AREAS = 5000
"""Levels with more areas are not drawn: no browser could move them, and no eye could tell them apart."""

WAYS = ((-1, 0), (1, 0), (0, -1), (0, 1))
"""Left, right, above, below; the canvas has its origin at the top."""


ScriptJob = LevelScriptJob | IndicatorScriptJob | TypesScriptJob


def explorer_page(desk: Desk, scripts: dict[str, str]) -> ExplorerPage:
    """Make the page; `scripts` gives the address of every script by the id of its level or indicator."""
    drawn = drawn_levels(desk)
    first = next((board for board in _in_order(desk) if board.indicator.kind != "count" and _drawable(desk, board)), None)
    level = first.level if first else (drawn[-1].id if drawn else "")
    rows = list(desk.geography.level_rows[level]) if level else []
    whole = whole_row(desk.geography)
    return ExplorerPage(
        first=_labelled(desk, first, first.level) if first else None,
        level=level,
        levels=level_choices(desk, scripts),
        themes=theme_choices(desk, scripts),
        types=type_choices(desk, scripts),
        small=tuple(_small(board, rows) for board in _in_order(desk) if board.level == level and board.finding.latest >= 0),
        width=desk.geography.canvas[0],
        height=desk.geography.canvas[1],
        shapes=tuple(desk.geography.drawings[row].path for row in rows),
        anchors=tuple(desk.geography.drawings[row].anchor for row in rows),
        whole=desk.geography.drawings[whole].path if whole is not None else "",
        whole_name=desk.geography.areas[whole].name if whole is not None else "",
        comparison=desk.routes.comparison(),
        surroundings=desk.site.surroundings,
    )


def script_jobs(desk: Desk) -> Iterator[ScriptJob]:
    """Plan a script per level, per indicator and per typology. Their addresses carry a digest of what they hold."""
    levels = drawn_levels(desk)
    jobs = [_level_script(desk, level) for level in levels] + [_indicator_script(desk, board, levels) for board in desk.boards]
    for job in jobs:
        name = job.id if isinstance(job, LevelScriptJob) else job.page.indicator.id
        kind = "level" if isinstance(job, LevelScriptJob) else "figures"
        yield replace(job, path=f"assets/map/{kind}-{name}-{digest.short(digest.of_value(job))}.js")
    yield from type_jobs(desk, frozenset(level.id for level in levels))


def script_paths(jobs: tuple[ScriptJob, ...]) -> dict[str, str]:
    """Give the address of every script: `level:` or `indicator:` before its id, a typology by its name among indicators."""
    return {_named(job): job.path for job in jobs}


def drawn_levels(desk: Desk) -> list[Level]:
    """Give the levels with several areas, but not too many to be drawn, the coarsest first."""
    rows = desk.geography.level_rows
    return [level for level in desk.geography.levels if FEW_AREAS <= len(rows[level.id]) <= MOST_AREAS]


def level_choices(desk: Desk, scripts: dict[str, str]) -> tuple[LevelChoice, ...]:
    """Give the levels that can be drawn, the finest first."""
    return tuple(
        LevelChoice(id=level.id, plural=level.plural, script=scripts[f"level:{level.id}"]) for level in reversed(drawn_levels(desk))
    )


def theme_choices(desk: Desk, scripts: dict[str, str]) -> tuple[ThemeChoice, ...]:
    """Give the indicators by Handlungsfeld."""
    return tuple(
        ThemeChoice(
            title=theme.title,
            href=desk.routes.theme(theme.id),
            indicators=tuple(
                IndicatorChoice(
                    id=board.indicator.id,
                    title=board.indicator.title,
                    href=board.label.href,
                    script=scripts[f"indicator:{board.indicator.id}"],
                )
                for board in desk.boards
                if board.indicator.theme == theme.id
            ),
        )
        for theme in desk.site.register.themes
    )


def neighbours(anchors: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int, int, int], ...]:
    """Find the nearest point to the left, right, above and below of each; what lies aside counts double. A point without one is its own."""
    points, ways = np.array(anchors, dtype=np.float64).reshape(-1, 2), np.array(WAYS, dtype=np.float64)
    found = np.empty((len(points), len(WAYS)), dtype=np.intp)
    for place, point in enumerate(points):
        apart = (points - point).T
        ahead, aside = ways @ apart, np.abs(ways[:, ::-1] @ apart)
        costs = np.where(ahead > 0, ahead + 2 * aside, np.inf)
        found[place] = np.where(np.isfinite(costs.min(axis=1)), costs.argmin(axis=1), place)
    return tuple((left, right, above, below) for left, right, above, below in found.tolist())


def _named(job: ScriptJob) -> str:
    if isinstance(job, IndicatorScriptJob):
        return f"indicator:{job.page.indicator.id}"
    return f"level:{job.id}" if isinstance(job, LevelScriptJob) else job.id


def _in_order(desk: Desk) -> list[Board]:
    """Give the boards of the core indicators, or of all if there are none."""
    by_id = {board.indicator.id: board for board in desk.boards}
    return [by_id[name] for name in desk.site.register.core(desk.site.config.core)] or list(desk.boards)


def _drawable(desk: Desk, board: Board) -> bool:
    return board.finding.latest >= 0 and FEW_AREAS <= len(desk.geography.level_rows[board.level]) <= MOST_AREAS


def _small(board: Board, rows: list[int]) -> SmallMap:
    spot = board.finding.latest
    values = board.panel.values[rows, spot]
    numbers = values[~np.isnan(values)]
    return SmallMap(
        label=board.label,
        period=board.panel.periods[spot],
        classes=board.finding.classes[rows, spot].tobytes(),
        status=board.panel.status[rows, spot].tobytes(),
        breaks=len(board.finding.breaks),
        diverging=not math.isnan(board.finding.centre),
        values=tuple(values.tolist()) if board.indicator.kind == "count" else (),
        low=float(numbers.min()) if numbers.size else math.nan,
        high=float(numbers.max()) if numbers.size else math.nan,
    )


def _labelled(desk: Desk, board: Board, level: str) -> IndicatorPage:
    """Give an indicator's page as far as a map and its legend need it; without a `level`, no map but its classes."""
    rows = list(desk.geography.level_rows[level]) if level else []
    whole, theme = whole_row(desk.geography), next(theme for theme in desk.site.register.themes if theme.id == board.indicator.theme)
    none: Codes = freeze(np.zeros((0, 0), dtype=np.uint8))
    bare = (
        link_map(desk, level)
        if level
        else MapView(width=0, height=0, plural="", areas=(), outlines=(), breaks=(), classes=none, values=none.astype(float), status=none)
    )
    return IndicatorPage(
        indicator=board.indicator,
        label=board.label,
        theme=Link(title=theme.title, href=desk.routes.theme(theme.id)),
        periods=board.panel.periods,
        latest=board.finding.latest,
        base=board.finding.base,
        whole=board.series(whole) if whole is not None and board.indicator.kind != "count" else None,
        whole_name=desk.geography.areas[whole].name if whole is not None else "",
        highest=None,
        lowest=None,
        map=replace(
            bare,
            breaks=board.finding.breaks,
            classes=board.finding.classes[rows] if rows else none,
            values=board.panel.values[rows] if rows else bare.values,
            status=board.panel.status[rows] if rows else none,
            diverging=not math.isnan(board.finding.centre),
            zero=board.indicator.classes.zero and board.finding.breaks[:1] == (10.0**-board.indicator.decimals,),
        ),
        development=None,
        spread=None,
        tables=(),
        prose=None,
        previous=None,
        next=None,
        downloads=(),
    )


def _level_script(desk: Desk, level: Level) -> LevelScriptJob:
    geography, rows = desk.geography, desk.geography.level_rows[level.id]
    around = level_around(geography, level.id)
    anchors = tuple(geography.drawings[row].anchor for row in rows)
    return LevelScriptJob(
        path="",
        id=level.id,
        width=geography.canvas[0],
        height=geography.canvas[1],
        areas=tuple(desk.map_areas[row] for row in rows),
        parents=tuple(desk.area_rows[row].parent for row in rows),
        anchors=anchors,
        neighbours=neighbours(anchors),
        outlines=tuple(geography.drawings[row].path for row in geography.level_rows[around]) if around else (),
    )


def _indicator_script(desk: Desk, board: Board, levels: list[Level]) -> IndicatorScriptJob:
    return IndicatorScriptJob(
        path="",
        language=desk.site.config.language,
        page=_labelled(desk, board, ""),
        steps=board.finding.steps,
        levels=tuple(_level_figures(desk, board, level) for level in levels),
    )


def _level_figures(desk: Desk, board: Board, level: Level) -> LevelFigures:
    rows = list(desk.geography.level_rows[level.id])
    return LevelFigures(
        id=level.id,
        values=board.panel.values[rows],
        status=board.panel.status[rows],
        classes=board.finding.classes[rows],
        development=board.finding.development[rows],
        reason=dict(board.indicator.not_collected).get(level.id, ""),
    )
