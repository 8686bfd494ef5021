"""Everything that is not a page: tables, shapes, charts, scripts, the search index, the theme's assets."""

from collections.abc import Iterator

from atlas.model.job import AssetJob, ChartJob, ChartScriptJob, CsvArea, CsvIndicator, CsvJob, GeoJsonJob, SearchJob, StreetsJob
from atlas.model.panel import Floats
from atlas.plan.analyses import scenario_chart
from atlas.plan.desk import Desk
from atlas.plan.indicators import development_chart, spread_chart
from atlas.plan.navigation import assets
from atlas.plan.routes import chart_script


def chart_jobs(desk: Desk) -> Iterator[ChartJob | ChartScriptJob]:
    """Plan the static charts of every indicator and scenario, and the scripts of the interactive ones."""
    language = desk.site.config.language
    yield ChartScriptJob(path=chart_script("vega", language), name="vega", language=language)
    for kind in ("development", "spread"):
        yield ChartScriptJob(path=chart_script(kind, language), name=kind, language=language)
    for scenario in desk.site.analyses.scenarios:
        yield ChartJob(path=desk.routes.analysis_chart(scenario.id), language=language, chart=scenario_chart(desk, scenario))
    for board in desk.boards:
        for kind, chart in (("development", development_chart(desk.site, board)), ("spread", spread_chart(desk.site, board))):
            if chart:
                yield ChartJob(path=desk.routes.chart(board.indicator.id, kind), language=language, chart=chart)


def table_jobs(desk: Desk) -> Iterator[CsvJob]:
    """Plan a table per indicator (all areas) and per area (all indicators)."""
    boards = desk.boards
    areas = tuple(CsvArea(key=area.key, name=area.name, level=area.level) for area in desk.geography.areas)
    indicators = tuple(
        CsvIndicator(id=board.indicator.id, unit=board.indicator.unit, decimals=board.indicator.decimals, periods=board.panel.periods)
        for board in boards
    )
    above = [_counts(board.panel.numerator, len(areas)) for board in boards]
    below = [_counts(board.panel.denominator, len(areas)) for board in boards]
    for place, board in enumerate(boards):
        yield CsvJob(
            path=desk.routes.indicator_table(board.indicator.id),
            areas=areas,
            indicators=indicators[place : place + 1],
            figures=tuple(map(board.series, range(len(areas)))),
            numerators=above[place],
            denominators=below[place],
        )
    for row, area in enumerate(desk.geography.areas):
        yield CsvJob(
            path=desk.routes.area_table(area),
            areas=areas[row : row + 1],
            indicators=indicators,
            figures=tuple(board.series(row) for board in boards),
            numerators=tuple(counts[row] for counts in above),
            denominators=tuple(counts[row] for counts in below),
        )


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


def asset_jobs(desk: Desk) -> Iterator[AssetJob | SearchJob | StreetsJob]:
    """Plan the theme's files, the pictures of texts and the search index."""
    yield desk.search
    yield from desk.streets
    for path, content in assets(desk.site):
        yield AssetJob(path=path, content=content)
    pictures = {desk.routes.picture(picture): picture.content for picture in desk.site.pictures}
    for path, content in pictures.items():
        yield AssetJob(path=path, content=content)


def _counts(counts: Floats, areas: int) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, counts.tolist())) if counts.size else ((),) * areas
