"""The recipe of an index on its page: components, contributions of every area, sensitivity; and the same as a file."""

import math
from collections.abc import Iterator

from atlas.model.analysis_view import IndexPart, IndexRow, IndexView
from atlas.model.finding import NO_CLASS
from atlas.model.index import IndexRecipe, IndexResult
from atlas.model.job import RecordsJob
from atlas.model.panel import Status
from atlas.plan.desk import Desk
from atlas.plan.figures import Board

RECORDS = ("area", "name", "period", "component", "value", "standardised", "weight", "contribution", "sum", "index", "class")


def index_view(desk: Desk, board: Board) -> IndexView | None:
    """Show how an index was made; None for other indicators."""
    recipe, result = board.indicator.recipe, desk.site.analyses.indices.get(board.indicator.id)
    if recipe is None or result is None or not result.periods:
        return None
    titles = {other.indicator.id: other.indicator.title for other in desk.boards}
    plural = next(level.plural for level in desk.geography.levels if level.id == recipe.level)
    return IndexView(
        recipe=recipe,
        parts=tuple(_parts(desk, recipe, result)),
        period=result.periods[-1],
        plural=plural,
        weighted_by=titles.get(recipe.standardise.weighted_by, ""),
        weighted_again_by=titles.get(recipe.restandardise.weighted_by, ""),
        counted=sum(not math.isnan(value) for value in result.sums[:, -1].tolist()),
        rows=tuple(_rows(desk, board, result)),
        sensitivity=desk.site.analyses.sensitivities[board.indicator.id],
        records=desk.routes.records(board.indicator.id),
    )


def record_jobs(desk: Desk) -> Iterator[RecordsJob]:
    """Plan a table per index with everything it was computed from: a row per area, period and component."""
    for board in desk.boards:
        recipe, result = board.indicator.recipe, desk.site.analyses.indices.get(board.indicator.id)
        if recipe is not None and result is not None:
            yield RecordsJob(
                path=desk.routes.records(board.indicator.id), header=RECORDS, rows=tuple(_records(desk, board, recipe, result))
            )


def _parts(desk: Desk, recipe: IndexRecipe, result: IndexResult) -> Iterator[IndexPart]:
    labels = {board.indicator.id: board.label for board in desk.boards}
    total = sum(part.weight for part in recipe.components)
    for part, centre, spread in zip(recipe.components, result.centres, result.spreads, strict=True):
        label = labels[part.indicator]
        yield IndexPart(
            title=label.title,
            href=label.href,
            unit=label.unit,
            decimals=label.decimals,
            share=part.weight / total * 100.0,
            centre=centre,
            spread=spread,
        )


def _rows(desk: Desk, board: Board, result: IndexResult) -> Iterator[IndexRow]:
    places = {row: place for place, row in enumerate(result.rows)}
    for row in desk.by_name[desk.geography.areas[result.rows[0]].level]:
        place, code = places[row], int(board.finding.classes[row, -1])
        yield IndexRow(
            name=desk.geography.areas[row].name,
            href=desk.area_rows[row].href,
            contributions=tuple(result.contributions[:, place, -1].tolist()),
            total=float(result.sums[place, -1]),
            value=float(board.panel.values[row, -1]),
            code=code if code != NO_CLASS else -1,
            status=int(board.panel.status[row, -1]),
            gap=result.excluded[place],
        )


def _records(desk: Desk, board: Board, recipe: IndexRecipe, result: IndexResult) -> Iterator[tuple[str, ...]]:
    names = board.indicator.classes.names
    for place, row in enumerate(result.rows):
        area = desk.geography.areas[row]
        for spot, period in enumerate(result.periods):
            code = int(board.finding.classes[row, spot])
            known = names[code] if names and code != NO_CLASS else ""
            closing = (_written(result.sums[place, spot]), _written(board.panel.values[row, spot]), known)
            if board.panel.status[row, spot] == Status.NOT_APPLICABLE:
                yield (area.key, area.name, period, *[""] * 8)
                continue
            for number, part in enumerate(recipe.components):
                cubes = (result.figures, result.standardised, result.contributions)
                figure, standardised, contribution = (_written(cube[number, place, spot]) for cube in cubes)
                yield (area.key, area.name, period, part.indicator, figure, standardised, f"{part.weight:g}", contribution, *closing)


def _written(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.6f}"
