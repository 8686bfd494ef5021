"""The page of all files to take home."""

from collections.abc import Iterable, Iterator

from atlas.base.language import translate
from atlas.model.data_page import DataPage, FileGroup, FileRow
from atlas.model.frame import Link
from atlas.plan.desk import Desk
from atlas.plan.downloads import Slice, description_files, forms, slices, wants_extras
from atlas.plan.pictures import Drawing, drawings, files_of


def data_page(desk: Desk) -> DataPage:
    """List every file, by what it is about."""
    say, config = translate(desk.site.config.language), desk.site.config
    lead = say(
        "All figures as tables in long form (CSV, UTF-8, decimal point) and as JSON, all borders as GeoJSON (WGS 84). Reuse: {licence}, “{publisher}”."
    )
    return DataPage(
        lead=lead.format(licence=config.licence.title, publisher=config.publisher),
        groups=tuple(_groups(desk, list(slices(desk)))),
        machines=tuple(description_files(desk).values()),
        changes=Link(title=say("What changed"), href=desk.routes.changes()) if desk.site.archive.editions else None,
    )


def _groups(desk: Desk, cuts: list[Slice]) -> Iterator[FileGroup]:
    geography, say = desk.geography, translate(desk.site.config.language)
    whole = tuple(file for one in cuts if one.cut == "atlas" for file in _files(desk, one))
    shapes = tuple(
        FileRow(subject=Link(title=geography.heading(level), href=""), files=(Link(title="GeoJSON", href=desk.routes.shapes(level.id)),))
        for level in geography.levels
    )
    if whole:
        yield FileGroup(heading=Link(title=say("All figures"), href=""), files=whole, rows=())
    yield FileGroup(heading=Link(title=say("Borders"), href=""), files=(), rows=shapes)
    if desk.site.ages:
        heading = Link(title=say("Inhabitants by age and sex, all areas"), href="")
        yield FileGroup(heading=heading, files=(Link(title="CSV", href=desk.routes.ages()),), rows=())
    places = {board.indicator.id: board.indicator.theme for board in desk.boards}
    for theme in desk.site.register.themes:
        together = tuple(file for one in cuts if one.cut == "theme" and one.id == theme.id for file in _files(desk, one))
        rows = _rows(desk, (one for one in cuts if one.cut == "indicator" and places[one.id] == theme.id))
        yield FileGroup(heading=Link(title=theme.title, href=desk.routes.theme(theme.id)), files=together, rows=rows)
    if wants_extras(desk):
        rows = tuple(FileRow(subject=_named(drawing), files=files_of(desk, drawing)) for drawing in drawings(desk))
        yield FileGroup(heading=Link(title=say("Charts and maps as pictures"), href=""), files=(), rows=rows)
    levels = {area.key: area.level for area in geography.areas}
    for level in geography.levels:
        rows = _rows(desk, (one for one in cuts if one.cut == "area" and levels[one.id] == level.id))
        yield FileGroup(heading=Link(title=geography.heading(level), href=""), files=(), rows=rows)


def _named(drawing: Drawing) -> Link:
    """Lead to the page, and say which of its drawings it is."""
    return Link(title=": ".join(part for part in (drawing.page.title, drawing.kind) if part), href=drawing.page.href)


def _rows(desk: Desk, cuts: Iterable[Slice]) -> tuple[FileRow, ...]:
    return tuple(FileRow(subject=Link(title=one.title, href=one.page), files=_files(desk, one)) for one in cuts)


def _files(desk: Desk, one: Slice) -> tuple[Link, ...]:
    return tuple(Link(title=words, href=f"{one.stem}{form}") for form, words in forms(desk, one))
