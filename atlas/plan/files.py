"""Everything that is neither a page nor a table: shapes, charts, scripts, the search index, the theme's assets."""

from collections.abc import Iterator

from atlas.model.job import AssetJob, ChartJob, ChartScriptJob, GeoJsonJob, SearchJob, StreetsJob
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
