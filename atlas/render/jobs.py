"""Job → bytes: pure, in whatever process it runs. A render may fail; it may not warn, because a cached result would hide the warning."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from atlas.model.dcat import DcatJob
from atlas.model.download import DataJob, DescriptionJob, ShapesJob
from atlas.model.embed import OembedJob
from atlas.model.explorer import CoursesScriptJob, IndicatorScriptJob, LevelScriptJob, TypesScriptJob
from atlas.model.feed import FeedJob
from atlas.model.job import (
    AssetJob,
    BundleJob,
    CatalogueJob,
    ChartJob,
    ChartScriptJob,
    CodeJob,
    CsvJob,
    GeoJsonJob,
    Job,
    PageJob,
    PictureJob,
    RecordsJob,
    SearchJob,
    StreetsJob,
)
from atlas.model.paper import CardJob, PaperJob
from atlas.model.theme import Theme


def render(jobs: Sequence[Job], theme: Theme, language: str) -> list[bytes]:
    """Render some jobs in order. Whatever fails is raised with the path of the job it failed on."""
    return [_render(job, theme, language) for job in jobs]


def remember(converted: Mapping[str, str], language: str) -> None:
    """Take over texts that were converted in another process (Markdown → HTML), for the jobs that come next."""
    from atlas.render import prose

    prose.remember(converted, language)


def _render(job: Job, theme: Theme, language: str) -> bytes:
    try:
        if isinstance(job, PageJob):
            from atlas.render.templates import open_templates, render_page

            return render_page(job, open_templates(theme, language))
        if isinstance(job, PaperJob):
            return _paper(job, theme, language)
        return RENDERERS[type(job)](job)
    except Exception as error:
        error.add_note(f"while rendering {job.path}")
        raise


def _chart(job: ChartJob) -> bytes:
    from atlas.render.charts import render_chart

    return render_chart(job)


def _chart_script(job: ChartScriptJob) -> bytes:
    from atlas.render.charts import shared_spec, vega_bundle

    return vega_bundle() if job.name == "vega" else shared_spec(job.name, job.language)


def _csv(job: CsvJob) -> bytes:
    from atlas.render.downloads import render_csv

    return render_csv(job)


def _records(job: RecordsJob) -> bytes:
    from atlas.render.downloads import render_records

    return render_records(job)


def _geojson(job: GeoJsonJob) -> bytes:
    from atlas.render.downloads import render_geojson

    return render_geojson(job)


def _search(job: SearchJob) -> bytes:
    from atlas.render.search import render_search

    return render_search(job)


def _level_script(job: LevelScriptJob) -> bytes:
    from atlas.render.explorer import render_level

    return render_level(job)


def _indicator_script(job: IndicatorScriptJob) -> bytes:
    from atlas.render.explorer import render_indicator

    return render_indicator(job)


def _types_script(job: TypesScriptJob) -> bytes:
    from atlas.render.explorer import render_types

    return render_types(job)


def _courses(job: CoursesScriptJob) -> bytes:
    from atlas.render.explorer import render_courses

    return render_courses(job)


def _streets(job: StreetsJob) -> bytes:
    from atlas.render.search import render_streets

    return render_streets(job)


def _catalogue(job: CatalogueJob) -> bytes:
    from atlas.render.catalogue import render_catalogue

    return render_catalogue(job)


def _data(job: DataJob) -> bytes:
    if job.form == "xlsx":
        from atlas.render.workbook import render_workbook

        return render_workbook(job)
    from atlas.render.figures import render_json

    return render_json(job)


def _shapes(job: ShapesJob) -> bytes:
    from atlas.render.shapes import render_shapes

    return render_shapes(job)


def _picture(job: PictureJob) -> bytes:
    from atlas.render.pictures import render_picture

    return render_picture(job)


def _bundle(job: BundleJob) -> bytes:
    from atlas.render.bundle import make_zip

    return make_zip((inside.path, RENDERERS[type(inside)](inside)) for inside in job.jobs)


def _description(job: DescriptionJob) -> bytes:
    from atlas.render.describe import render_description

    return render_description(job)


def _feed(job: FeedJob) -> bytes:
    from atlas.render.feed import render_feed

    return render_feed(job)


def _dcat(job: DcatJob) -> bytes:
    from atlas.render.dcat import render_catalog

    return render_catalog(job)


def _paper(job: PaperJob, theme: Theme, language: str) -> bytes:
    from atlas.render.paper import render_paper

    return render_paper(job, theme, language)


def _card(job: CardJob) -> bytes:
    from atlas.render.paper import render_card

    return render_card(job)


def _oembed(job: OembedJob) -> bytes:
    from atlas.render.embeds import render_oembed

    return render_oembed(job)


def _code(job: CodeJob) -> bytes:
    from atlas.render.codes import render_code

    return render_code(job)


def _asset(job: AssetJob) -> bytes:
    return job.content


# The libraries behind these are imported where they are used: a build that draws no chart starts no chart engine.
RENDERERS: dict[type[Any], Callable[[Any], bytes]] = {
    ChartJob: _chart,
    ChartScriptJob: _chart_script,
    CsvJob: _csv,
    RecordsJob: _records,
    GeoJsonJob: _geojson,
    SearchJob: _search,
    StreetsJob: _streets,
    LevelScriptJob: _level_script,
    IndicatorScriptJob: _indicator_script,
    TypesScriptJob: _types_script,
    CoursesScriptJob: _courses,
    CatalogueJob: _catalogue,
    DataJob: _data,
    DescriptionJob: _description,
    ShapesJob: _shapes,
    PictureJob: _picture,
    BundleJob: _bundle,
    FeedJob: _feed,
    DcatJob: _dcat,
    CardJob: _card,
    OembedJob: _oembed,
    CodeJob: _code,
    AssetJob: _asset,
}
