"""Searches a table that nobody has described for its areas: in a column, in a row above the figures, or nowhere."""

import re
from collections.abc import Collection, Mapping

from msgspec import Struct

from atlas.load.grid import Grid
from atlas.load.joins import is_total
from atlas.load.keysearch import LONG, KeyMatch, match_keys, match_names, named, widened
from atlas.load.recipe import TableKeys
from atlas.load.recognition import MOST, NOWHERE, are_figures, find_period, is_data, is_figure, is_header
from atlas.model.geography import Geography

TOP = 40
"""Areas side by side stand in one of the first rows."""

OPEN = "?"
"""Stands in a recipe for what its author has to fill in."""

_CODE = re.compile(r"\S*\d\S*")
"""No name, but the key of an area that the atlas does not have."""


class Areas(Struct, frozen=True, kw_only=True):
    """The areas of a table: the column they stand in, or, `in_header`, the row; `start`: the first column below such a row that belongs to one."""

    at: int
    match: KeyMatch
    in_header: bool = False
    start: int = 0


def find_areas(grid: Grid, geography: Geography) -> Areas | None:
    """Find keys, else names, in a column or a row; else what may be names of areas that the atlas does not have; else take a table with periods for one about the whole."""
    return (
        _column(grid, geography)
        or _row(grid, geography)
        or _names_alone(grid, geography)
        or _row_with_some(grid, geography)
        or _whole(grid, geography)
    )


def _column(grid: Grid, geography: Geography) -> Areas | None:
    """Find the best column of keys, else the best column of names."""
    figures = [
        {column for column in range(grid.width) if (cell := grid.cell(row, column)) and is_figure(cell)} for row in range(len(grid.rows))
    ]
    for search in (match_keys, match_names):
        found: list[tuple[int, KeyMatch]] = []
        for column in range(min(grid.width, 60)):
            cells = {grid.cell(row, column) for row, some in enumerate(figures) if some - {column}}
            match = search(cells, geography)
            found += [(column, match)] if match else []
        if found:
            column, match = max(found, key=lambda one: one[1].merit - 0.01 * one[0])
            return Areas(at=column, match=widened(match, grid.column(column, range(len(grid.rows))), geography))
    return None


def _row(grid: Grid, geography: Geography) -> Areas | None:
    """Find areas side by side, and figures below them. What stands to their left is no area, unless it is their total."""
    for row in range(min(len(grid.rows), TOP)):
        cells = _over(grid, row)
        match = match_keys(cells.values(), geography) or match_names(cells.values(), geography)
        columns = [column for column, cell in cells.items() if match and cell in match.joined]
        if match and _has_figures_below(grid, row, columns):
            start = min(column for column, cell in cells.items() if column in columns or is_total(cell))
            return Areas(at=row, match=match, in_header=True, start=start)
    return None


def _row_with_some(grid: Grid, geography: Geography) -> Areas | None:
    """Find names side by side of which the atlas knows at least two: a table of another level, or of a larger region."""
    for row in range(min(len(grid.rows), TOP)):
        cells = _over(grid, row)
        found = named(set(cells.values()), geography)
        if len(found) > 1 and _has_figures_below(grid, row, [column for column, cell in cells.items() if cell in found]):
            return Areas(at=row, match=_some(found, cells.values()), in_header=True, start=min((one for one in cells if one), default=0))
    return None


def _over(grid: Grid, row: int) -> dict[int, str]:
    return {column: cell for column in range(grid.width) if (cell := grid.cell(row, column))}


def _has_figures_below(grid: Grid, row: int, columns: Collection[int]) -> bool:
    return any(are_figures(grid.cell(one, column) for column in columns) for one in range(row + 1, len(grid.rows)))


def _names_alone(grid: Grid, geography: Geography) -> Areas | None:
    """Take the first column of different texts with figures beside them for the areas, although few of them or none is known."""
    for column in range(0 if strange_keys(grid) else min(grid.width, 5)):
        beside = [one for one in range(grid.width) if one != column]
        figures = {row: [one for one in beside if is_figure(grid.cell(row, one))] for row in range(len(grid.rows))}
        rows = [row for row, some in figures.items() if is_data(grid, row, column, some) and not is_header(grid, row, some, NOWHERE)]
        cells = [cell for row in rows if not is_figure(cell := grid.cell(row, column)) and not _CODE.fullmatch(cell)]
        if len(cells) > 2 and len(set(cells)) >= MOST * len(rows):
            return Areas(at=column, match=_some(named(set(cells), geography), cells))
    return None


def _some(found: Mapping[str, str], cells: Collection[str]) -> KeyMatch:
    """Give a map to be filled in: of the names that are known, else of all. The Land Bremen is not the city of Bremen: what has the same name is not taken for the same."""
    known = dict(found) if len(found) > 1 else dict.fromkeys(cells, OPEN)
    return KeyMatch(keys=TableKeys(map=dict.fromkeys(known, OPEN)), joined=known, merit=0, by_name=True)


def _whole(grid: Grid, geography: Geography) -> Areas | None:
    """Take a table that has periods and figures but no areas for one about the whole."""
    column, _ = find_period(grid, range(min(grid.width, 5)), range(1, len(grid.rows)))
    if column < 0 or len(geography.level_rows[geography.levels[0].id]) != 1 or strange_keys(grid):
        return None
    joined = dict.fromkeys(grid.column(column, range(1, len(grid.rows))), geography.areas[0].key)
    return Areas(at=column, match=KeyMatch(keys=TableKeys(), joined=joined, merit=0, whole=True))


def strange_keys(grid: Grid) -> tuple[int, list[str]] | None:
    """Find a column of keys such as E01000001, of areas that the atlas does not have."""
    for column in range(min(grid.width, 5)):
        cells = [cell for cell in grid.column(column, range(1, len(grid.rows))) if cell]
        if cells and all(_CODE.fullmatch(cell) and len(cell) > LONG and cell[0].isalpha() for cell in cells):
            return column, cells
    return None


def list_of_areas(grid: Grid, geography: Geography) -> tuple[int, dict[str, str], int] | None:
    """Find a column of names of areas beside which there are no figures: it, the names that are known, and how many names there are."""
    for column in range(min(grid.width, 5)):
        cells = {cell for cell in grid.column(column, range(1, len(grid.rows))) if cell}
        found = named(cells, geography)
        if len(found) > 1 and 2 * len(found) > len(cells):
            return column, found, len(cells)
    return None
