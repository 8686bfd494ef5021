"""What is made besides if it is asked for: workbooks, shapes with figures, bundles, pictures. Heavy, and not needed to look at a page."""

from collections.abc import Iterator
from dataclasses import replace

from atlas.base.language import translate
from atlas.model.block import MapFigure
from atlas.model.chart import Chart
from atlas.model.download import DataFile, DataJob, DescriptionJob, ShapesJob
from atlas.model.job import BundleJob, CsvJob, Job, PictureJob
from atlas.model.panel import rounded
from atlas.plan.analyses import scenario_chart
from atlas.plan.desk import Desk
from atlas.plan.downloads import Slice, Source, fits_a_sheet, make_imprint, slices, wants_extras
from atlas.plan.figures import Board
from atlas.plan.indicators import development_chart, indicator_map, spread_chart

SHAPES = ("geojson", "topojson", "gpkg")
PICTURES = ("svg", "png")


def extra_jobs(desk: Desk) -> Iterator[Job]:
    """Plan all extras; nothing if they are not asked for."""
    if not wants_extras(desk):
        return
    yield from picture_jobs(desk)
    source, imprint = Source(desk), make_imprint(desk)
    for one in slices(desk):
        tables = (source.table(one), source.job(one, "json", imprint))
        shapes = tuple(_shapes(desk, source, one, form) for form in SHAPES)
        if fits_a_sheet(desk, one):
            yield source.job(one, "xlsx", imprint)
        yield from shapes
        yield _bundle(desk, one, (*tables, shapes[0]))


def picture_jobs(desk: Desk) -> Iterator[PictureJob]:
    """Plan map and charts of every indicator, and the chart of every scenario, as pictures that speak for themselves."""
    say = translate(desk.site.config.language)
    for board in desk.boards:
        indicator, latest = board.indicator, board.finding.latest
        period = board.panel.periods[latest] if latest >= 0 else ""
        source = say("Source: {source}").format(source=indicator.source)
        span = f"{board.panel.periods[0]}–{period}" if period else ""
        charts = {"development": development_chart(desk.site, board), "spread": spread_chart(desk.site, board)}
        for kind, chart in charts.items():
            if chart:
                when = span if kind == "development" else period
                yield from _pictures(desk, f"{indicator.id}-{kind}", indicator.title, _joined(indicator.unit, when), source, chart)
        figure = _map(desk, board)
        if figure and figure.map:
            below = _joined(figure.map.plural, period)
            yield from _pictures(desk, f"{indicator.id}-map", indicator.title, below, source, None, figure)
    for scenario in desk.site.analyses.scenarios:
        yield from _pictures(desk, f"{scenario.id}-scenario", scenario.title, "", "", scenario_chart(desk, scenario))


def _pictures(
    desk: Desk, name: str, title: str, subtitle: str, source: str, chart: Chart | None, figure: MapFigure | None = None
) -> Iterator[PictureJob]:
    config = desk.site.config
    edition = translate(config.language)("Edition {edition}").format(edition=config.edition)
    lines = (
        source,
        f"{config.title}, {edition}. {config.publisher}.",
        " ".join(part for part in (config.licence.title, config.licence.url) if part),
        config.notice,
    )
    for form in PICTURES:
        yield PictureJob(
            path=desk.routes.picture_file(name, form),
            form=form,
            language=config.language,
            title=title,
            subtitle=subtitle,
            lines=tuple(line for line in lines if line),
            chart=chart,
            map=figure,
        )


def _map(desk: Desk, board: Board) -> MapFigure | None:
    latest, view = board.finding.latest, indicator_map(desk, board)
    if view is None:
        return None
    one = slice(latest, latest + 1)
    drawn = replace(view, classes=view.classes[:, one], values=view.values[:, one], status=view.status[:, one])
    return MapFigure(indicator=board.indicator, label=board.label, periods=(board.panel.periods[latest],), latest=0, map=drawn)


def _shapes(desk: Desk, source: Source, one: Slice, form: str) -> ShapesJob:
    """Make the shapes of a cut: of one indicator with all its figures, of several with the latest of each."""
    config, rows = desk.site.config, list(one.rows)
    columns, values, status = [], [], []
    for place in one.places:
        board = desk.boards[place]
        figures = rounded(board.panel.values, board.indicator.decimals)
        spots = range(len(board.panel.periods)) if len(one.places) == 1 else range(max(board.finding.latest, 0), board.finding.latest + 1)
        for spot in spots:
            columns.append(f"{board.indicator.id}_{board.panel.periods[spot]}")
            values.append(tuple(figures[rows, spot].tolist()))
            status.append(board.panel.status[rows, spot].tobytes())
    return ShapesJob(
        path=f"{one.stem}{form}",
        form=form,
        name=one.title,
        attribution=f"{config.publisher}, {config.licence.title}",
        areas=source.areas(one),
        geometries=tuple(desk.geography.drawings[row].geometry for row in one.rows),
        columns=tuple(columns),
        values=tuple(values),
        status=tuple(status),
    )


def _bundle(desk: Desk, one: Slice, jobs: tuple[CsvJob | DataJob | ShapesJob, ...]) -> BundleJob:
    """Pack the tables and shapes of a cut with their description."""
    say, name = translate(desk.site.config.language), one.stem.rpartition("/")[2]
    inside = tuple(replace(job, path=f"{name}{job.path.rpartition('.')[2]}") for job in jobs)
    files = tuple(DataFile(path=job.path, cut=one.cut, id=one.id, title=one.title, text="") for job in inside)
    described = tuple(
        DescriptionJob(path=path, kind=kind, folder="", imprint=make_imprint(desk), files=files)
        for path, kind in (
            (say("README.txt"), "readme"),
            ("datapackage.json", "package"),
            ("csv-metadata.json", "csvw"),
            ("schema.json", "schema"),
        )
    )
    return BundleJob(path=f"{one.stem}zip", jobs=(*described, *inside))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
