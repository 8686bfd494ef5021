"""What is made besides if it is asked for: workbooks, shapes with figures, bundles, pictures. Heavy, and not needed to look at a page."""

from collections.abc import Iterator

from msgspec.structs import replace

from atlas.base.language import translate
from atlas.model.download import DataFile, DataJob, DescriptionJob, ShapesJob
from atlas.model.job import BundleJob, CsvJob, Job
from atlas.model.panel import rounded
from atlas.plan.desk import Desk
from atlas.plan.downloads import Slice, Source, fits_a_sheet, make_imprint, slices, wants_extras
from atlas.plan.pictures import picture_jobs

SHAPES = ("geojson", "topojson", "gpkg")


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
