"""Everything that is not a page: tables, shapes, charts, scripts, the search index, the theme's assets."""

from collections.abc import Iterator, Sequence

from atlas.model.geography import Area
from atlas.model.job import AssetJob, ChartJob, ChartScriptJob, CsvBlock, CsvJob, CsvRow, GeoJsonJob, SearchJob
from atlas.model.panel import Floats
from atlas.plan.desk import Desk
from atlas.plan.figures import Board
from atlas.plan.indicators import development_chart, spread_chart
from atlas.plan.navigation import assets
from atlas.plan.routes import chart_script


def chart_jobs(desk: Desk) -> Iterator[ChartJob | ChartScriptJob]:
    """Plan the static charts of every indicator, and the scripts of the interactive ones."""
    language = desk.site.config.language
    yield ChartScriptJob(path=chart_script("vega", language), name="vega", language=language)
    for kind in ("development", "spread"):
        yield ChartScriptJob(path=chart_script(kind, language), name=kind, language=language)
    for board in desk.boards:
        for kind, chart in (("development", development_chart(desk.site, board)), ("spread", spread_chart(desk.site, board))):
            if chart:
                yield ChartJob(path=desk.routes.chart(board.indicator.id, kind), language=language, chart=chart)


def table_jobs(desk: Desk) -> Iterator[CsvJob]:
    """Plan a table per indicator (all areas) and per area (all indicators)."""
    routes, boards = desk.routes, desk.boards
    language, areas = desk.site.config.language, desk.geography.areas
    rows = {board.indicator.id: _rows(board, areas) for board in boards}
    for board in boards:
        yield CsvJob(path=routes.indicator_table(board.indicator.id), language=language, blocks=(_block(board, rows[board.indicator.id]),))
    for place, area in enumerate(areas):
        blocks = tuple(_block(board, rows[board.indicator.id][place : place + 1]) for board in boards)
        yield CsvJob(path=routes.area_table(area), language=language, blocks=blocks)


def shape_jobs(desk: Desk) -> Iterator[GeoJsonJob]:
    """Plan the shapes of every level."""
    geography, config = desk.geography, desk.site.config
    for level in geography.levels:
        rows = geography.level_rows[level.id]
        areas = [geography.areas[row] for row in rows]
        yield GeoJsonJob(
            path=desk.routes.shapes(level.id),
            name=level.plural,
            attribution=f"{config.publisher}, {config.licence.title}",
            keys=tuple(area.key for area in areas),
            names=tuple(area.name for area in areas),
            parents=tuple(area.parent for area in areas),
            geometries=tuple(geography.drawings[row].geometry for row in rows),
        )


def asset_jobs(desk: Desk) -> Iterator[AssetJob | SearchJob]:
    """Plan the theme's files and the search index."""
    yield desk.search
    for path, content in assets(desk.site):
        yield AssetJob(path=path, content=content)


def _rows(board: Board, areas: Sequence[Area]) -> tuple[CsvRow, ...]:
    numerators, denominators = _counts(board.panel.numerator, len(areas)), _counts(board.panel.denominator, len(areas))
    return tuple(
        CsvRow(key=area.key, name=area.name, level=area.level, own=own, numerator=numerator, denominator=denominator)
        for area, own, numerator, denominator in zip(areas, board.series, numerators, denominators, strict=True)
    )


def _counts(counts: Floats, areas: int) -> list[tuple[float, ...]]:
    return [tuple(row) for row in counts.tolist()] if counts.size else [()] * areas


def _block(board: Board, rows: tuple[CsvRow, ...]) -> CsvBlock:
    indicator = board.indicator
    return CsvBlock(indicator=indicator.id, unit=indicator.unit, decimals=indicator.decimals, periods=board.panel.periods, rows=rows)
