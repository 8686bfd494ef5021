"""Files to take home: the same figures cut by indicator, by area, by Handlungsfeld and whole, each in every form, with what describes them."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from atlas.base.language import translate
from atlas.model.cells import Cells
from atlas.model.download import About, Cut, DataArea, DataFile, DataIndicator, DataJob, DataNote, DescriptionJob, Imprint
from atlas.model.frame import Link
from atlas.model.job import CsvArea, CsvIndicator, CsvJob
from atlas.plan.desk import Desk
from atlas.plan.figures import Board, whole_row
from atlas.plan.stack import Stack

PLAIN = (("csv", "CSV"), ("json", "JSON"))
"""The forms that every build makes: ending, words for readers."""

ALL = (
    ("csv", "CSV"),
    ("json", "JSON"),
    ("xlsx", "XLSX"),
    ("geojson", "GeoJSON"),
    ("topojson", "TopoJSON"),
    ("gpkg", "GeoPackage"),
    ("zip", "ZIP"),
)
"""The forms that are made if extras are asked for."""

SHEET = 1_000_000
"""A sheet of a workbook has hardly more rows."""


class Slice(Struct, frozen=True, kw_only=True):
    """A part of all figures that becomes a file: rows of areas, places of boards. `stem`: its address without the ending."""

    cut: Cut
    id: str
    title: str
    page: str
    stem: str
    rows: tuple[int, ...]
    places: tuple[int, ...]


def wants_extras(desk: Desk) -> bool:
    """Tell whether more is made than CSV and JSON."""
    return "downloads" in desk.site.config.extras


def forms(desk: Desk, one: Slice) -> tuple[tuple[str, str], ...]:
    """Give the forms in which files of a cut are made: ending, words for readers."""
    if not wants_extras(desk):
        return PLAIN
    return tuple((form, words) for form, words in ALL if form != "xlsx" or fits_a_sheet(desk, one))


def fits_a_sheet(desk: Desk, one: Slice) -> bool:
    """Tell whether a sheet of a workbook has enough rows for a cut."""
    return len(one.rows) * sum(len(desk.boards[place].panel.periods) for place in one.places) < SHEET


def slices(desk: Desk) -> Iterator[Slice]:
    """Cut the figures, where the page with the same figures is to be planned, too. A file about an area also has the areas around it and the whole.

    Files on several indicators for all areas are long: they are extras.
    """
    geography, routes, register = desk.geography, desk.routes, desk.site.register
    rows, places = tuple(range(len(geography.areas))), tuple(range(len(desk.boards)))
    title = desk.site.config.title
    whole = wants_extras(desk)
    if whole and desk.wants("start", "index"):
        yield Slice(cut="atlas", id="", title=title, page=routes.start(), stem=routes.everything(""), rows=rows, places=places)
    for theme in register.themes if whole else ():
        own = tuple(place for place in places if desk.boards[place].indicator.theme == theme.id)
        if own and desk.wants("theme", theme.id):
            stem, page = routes.theme_table(theme.id, ""), routes.theme(theme.id)
            yield Slice(cut="theme", id=theme.id, title=theme.title, page=page, stem=stem, rows=rows, places=own)
    for place, board in enumerate(desk.boards):
        if desk.wants("indicator", board.indicator.id):
            stem, page = routes.indicator_table(board.indicator.id, ""), board.label.href
            yield Slice(
                cut="indicator", id=board.indicator.id, title=board.indicator.title, page=page, stem=stem, rows=rows, places=(place,)
            )
    for row, area in enumerate(geography.areas):
        if desk.wants("profile", area.key):
            stem, page = routes.area_table(area, ""), desk.area_rows[row].href
            yield Slice(cut="area", id=area.key, title=area.name, page=page, stem=stem, rows=_with_around(desk, row), places=places)


def table_jobs(desk: Desk) -> Iterator[CsvJob | DataJob]:
    """Plan every cut as CSV and as JSON."""
    cuts = tuple(slices(desk))
    if not cuts:
        return
    imprint, source = make_imprint(desk), Source(desk)
    for one in cuts:
        yield source.table(one)
        yield source.job(one, "json", imprint)


def description_jobs(desk: Desk) -> Iterator[DescriptionJob]:
    """Plan what describes the files: the data package, CSV on the Web, the interface, the words for people."""
    folder, imprint, files = desk.routes.data_folder(), make_imprint(desk), tuple(_files(desk))
    for kind, link in description_files(desk).items():
        yield DescriptionJob(path=link.href, kind=kind, folder=folder, imprint=imprint, files=files if kind != "schema" else ())


def description_files(desk: Desk) -> dict[str, Link]:
    """Link to what describes the files, by the kind of description."""
    folder, say = desk.routes.data_folder(), translate(desk.site.config.language)
    named = {
        "readme": (say("README.txt"), say("columns, signs, terms of use")),
        "openapi": ("openapi.json", say("all addresses, as OpenAPI 3.1")),
        "schema": ("schema.json", say("the shape of the JSON files, as JSON Schema")),
        "package": ("datapackage.json", say("all tables, as a Data Package")),
        "csvw": ("csv-metadata.json", say("all tables, as CSV on the Web")),
    }
    return {kind: Link(title=name, href=f"{folder}{name}", note=note) for kind, (name, note) in named.items()}


def make_imprint(desk: Desk) -> Imprint:
    """Say whose figures they are."""
    config, archive = desk.site.config, desk.site.archive
    announced = archive.freezing or archive.announced(config.edition)
    return Imprint(
        title=config.title,
        place=config.place,
        publisher=config.publisher,
        edition=config.edition,
        date=announced.date if announced else "",
        licence=config.licence.title,
        licence_url=config.licence.url,
        url=config.url,
        language=config.language,
        notice=config.notice,
    )


def about(desk: Desk, board: Board) -> About:
    """Say all that must be known to use an indicator."""
    indicator = board.indicator
    words = (
        ("theme", next(theme.title for theme in desk.site.register.themes if theme.id == indicator.theme)),
        ("question", indicator.question),
        ("definition", indicator.definition),
        ("kind", indicator.kind),
        ("factor", f"{indicator.factor:g}" if indicator.numerator else ""),
        ("numerator_label", indicator.numerator_label),
        ("denominator_label", indicator.denominator_label),
        ("higher_is", indicator.higher_is),
        ("reference_date", indicator.reference_date),
        ("denominator_reference_date", indicator.denominator_reference_date),
        ("source", indicator.source),
        ("data_holder", indicator.data_holder),
        ("licence", indicator.licence),
        ("update", indicator.update),
    )
    lists = (
        ("notes", (*indicator.notes, *board.panel.remarks)),
        ("series_breaks", tuple(f"{one.period}: {one.note}" for one in indicator.series_breaks)),
        ("not_collected", tuple(f"{level}: {reason}" for level, reason in indicator.not_collected)),
    )
    return About(
        words=tuple((name, said) for name, said in words if said),
        lists=tuple((name, said) for name, said in lists if said),
        breaks=board.finding.breaks,
    )


class Source:
    """Everything that files are cut from, each part made once."""

    def __init__(self, desk: Desk) -> None:
        geography, boards = desk.geography, desk.boards
        self._desk = desk
        self._csv_areas = tuple(CsvArea(key=area.key, name=area.name, level=area.level) for area in geography.areas)
        self._csv_indicators = tuple(
            CsvIndicator(id=board.indicator.id, unit=board.indicator.unit, decimals=board.indicator.decimals, periods=board.panel.periods)
            for board in boards
        )
        self._areas = tuple(
            DataArea(key=area.key, name=area.name, level=area.level, parent=area.parent, since=area.since) for area in geography.areas
        )
        self._indicators = tuple(_indicator(board, desk.routes.indicator_table(board.indicator.id, "json")) for board in boards)
        self._about = tuple(about(desk, board) for board in boards)
        stack = Stack([board.panel for board in boards], [board.indicator.decimals for board in boards], len(geography.areas))
        # Kept for a while: the files of every area have the figures of those around it.
        self._cut = lru_cache(maxsize=128)(stack.cut)
        self._notes = tuple(_notes(desk, board) for board in boards)

    def areas(self, one: Slice) -> tuple[DataArea, ...]:
        """Give the areas of a cut."""
        return tuple(self._areas[row] for row in one.rows)

    def cells(self, one: Slice) -> tuple[Cells, ...]:
        """Give the figures of a cut; those about an area, area by area, because others have them, too."""
        shares = [(row,) for row in one.rows] if one.cut == "area" else [one.rows]
        return tuple(self._cut(one.places, rows) for rows in shares)

    def table(self, one: Slice) -> CsvJob:
        """Make the job of a cut as a table."""
        return CsvJob(
            path=f"{one.stem}csv",
            areas=tuple(self._csv_areas[row] for row in one.rows),
            indicators=tuple(self._csv_indicators[place] for place in one.places),
            cells=self.cells(one),
            notes=self.notes(one),
        )

    def notes(self, one: Slice) -> tuple[DataNote, ...]:
        """Give the notes on single values of a cut."""
        rows = set(one.rows)
        return tuple(note for place in one.places for row, note in self._notes[place] if row in rows)

    def job(self, one: Slice, form: str, imprint: Imprint) -> DataJob:
        """Make the job of a cut in one form. JSON about an area names the indicators and leads to what is known of them; a workbook says it all."""
        return DataJob(
            path=f"{one.stem}{form}",
            form=form,
            cut=one.cut,
            id=one.id,
            title=one.title,
            page=one.page,
            imprint=imprint,
            areas=self.areas(one),
            indicators=tuple(self._indicators[place] for place in one.places),
            about=tuple(self._about[place] for place in one.places) if (one.cut, form) != ("area", "json") else (),
            cells=self.cells(one),
            notes=self.notes(one),
        )


def _with_around(desk: Desk, row: int) -> tuple[int, ...]:
    geography, whole = desk.geography, whole_row(desk.geography)
    around = [geography.rows[area.key] for area in reversed(geography.ancestors(geography.areas[row].key))]
    return tuple(dict.fromkeys((row, *around, *([whole] if whole is not None else []))))


def _indicator(board: Board, href: str) -> DataIndicator:
    indicator = board.indicator
    return DataIndicator(
        id=indicator.id,
        title=indicator.title,
        unit=indicator.unit,
        decimals=indicator.decimals,
        periods=board.panel.periods,
        href=href,
    )


def _notes(desk: Desk, board: Board) -> tuple[tuple[int, DataNote], ...]:
    areas, periods = desk.geography.areas, board.panel.periods
    return tuple(
        (row, DataNote(area=areas[row].key, indicator=board.indicator.id, period=periods[period], note=note))
        for row, period, note in board.panel.notes
    )


def _files(desk: Desk) -> Iterator[DataFile]:
    by_id = {board.indicator.id: board.indicator for board in desk.boards}
    for one in slices(desk):
        text = by_id[one.id].definition if one.cut == "indicator" else ""
        for form, _ in forms(desk, one):
            yield DataFile(path=f"{one.stem}{form}", cut=one.cut, id=one.id, title=one.title, text=text)
    for level in desk.geography.levels:
        yield DataFile(path=desk.routes.shapes(level.id), cut="shapes", id=level.id, title=desk.geography.heading(level), text="")
