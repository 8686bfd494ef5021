"""Notes that the tables have on single values: beside the indicator, beside the area, and as a table to take home."""

from collections.abc import Iterable, Iterator

from atlas.model.frame import Link, LinkGroup
from atlas.model.job import RecordsJob
from atlas.plan.desk import Desk
from atlas.plan.figures import Board

HEADER = ("area", "name", "level", "indicator", "period", "note")


def indicator_notes(desk: Desk, board: Board) -> tuple[LinkGroup, ...]:
    """Give the notes of an indicator, each with the areas and periods it is about."""
    areas = desk.geography.areas
    values = (
        (note, Link(title=areas[row].name, href=desk.routes.area(areas[row]), note=board.panel.periods[period]))
        for row, period, note in board.panel.notes
    )
    return _grouped(values)


def area_notes(desk: Desk, row: int) -> tuple[LinkGroup, ...]:
    """Give the notes on the values of an area, each with the indicators and periods it is about."""
    values = (
        (note, Link(title=board.indicator.title, href=desk.routes.indicator(board.indicator.id), note=board.panel.periods[period]))
        for board in desk.boards
        for place, period, note in board.panel.notes
        if place == row
    )
    return _grouped(values)


def note_jobs(desk: Desk) -> Iterator[RecordsJob]:
    """Plan a table of notes for every indicator that has some."""
    areas = desk.geography.areas
    for board in desk.boards:
        rows = tuple(
            (areas[row].key, areas[row].name, areas[row].level, board.indicator.id, board.panel.periods[period], note)
            for row, period, note in board.panel.notes
        )
        if rows:
            yield RecordsJob(path=desk.routes.notes(board.indicator.id), header=HEADER, rows=rows)


def _grouped(values: Iterable[tuple[str, Link]]) -> tuple[LinkGroup, ...]:
    groups: dict[str, list[Link]] = {}
    for note, link in values:
        groups.setdefault(note, []).append(link)
    return tuple(LinkGroup(title=note, href="", links=tuple(links)) for note, links in groups.items())
