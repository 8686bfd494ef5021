"""Looks at a table that nobody has described: where header, data and footnotes are, which columns hold keys, periods, other respects and figures."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import dropwhile

from msgspec import Struct

from atlas.load import headers
from atlas.load.annotations import annotations
from atlas.load.cells import SIGNS
from atlas.load.grid import Grid
from atlas.load.joins import is_total
from atlas.load.keysearch import KeyMatch
from atlas.load.recognition import MARKED, NOWHERE, NUMBER, PERIODS, SENTINELS, THOUSANDS, are_figures, find_period, is_data, is_header
from atlas.load.whereabouts import Areas, find_areas
from atlas.model.geography import Geography

MEMBERS = 60
"""A column with more different texts is not a respect in which figures are divided."""


class Survey(Struct, frozen=True, kw_only=True):
    """What a table looks like. Rows and columns count from 0; `last` is the last row of data.

    `headings`: what single cells between header and data say; `values`: columns with figures; `respects`: column → its different texts;
    `period`: the column with periods, -1 if there is none; `signs`: what stands for a figure, with how often; `labels`: key → name beside it;
    `thousands`: columns whose header says that figures are in thousands or millions, with that number; `beside`: columns with `flags` (NEXT: the one to the right of each column with figures) and with `notes`.
    """

    grid: Grid
    header: tuple[int, ...]
    first: int
    last: int
    headings: tuple[str, ...]
    names: tuple[str, ...]
    key: int
    match: KeyMatch
    in_header: bool
    period: int
    period_pattern: str
    values: tuple[int, ...]
    respects: Mapping[int, tuple[str, ...]]
    signs: Mapping[str, int]
    unknown: Mapping[str, str]
    marks: Mapping[str, int]
    fractions: bool
    thousands: Mapping[int, int]
    beside: Mapping[str, str | int]

    @property
    def rows(self) -> range:
        return range(self.first, self.last + 1)


def survey(grid: Grid, geography: Geography) -> Survey | None:
    """Look at a table; None if nothing in it can be joined to an area."""
    areas = find_areas(grid, geography)
    if areas is None:
        return None
    return _below(grid, areas) if areas.in_header else _beside(grid, areas)


def _beside(grid: Grid, areas: Areas) -> Survey:
    """Look at a table with a row per area, or at one that has none."""
    match = areas.match
    joined = [row for row in range(len(grid.rows)) if grid.cell(row, areas.at) in match.joined]
    key = NOWHERE if match.whole else areas.at
    values = [column for column in range(grid.width) if column != key and are_figures(grid.cell(row, column) for row in joined)]
    period, pattern = find_period(grid, [column for column in range(grid.width) if column != key], joined, key)
    values = [column for column in values if column != period]
    first = _first(grid, joined[0], key, values, period)
    last = _last(grid, joined[-1], key, values, period)
    header, headings, names = _header(grid, first)
    rows = range(first, last + 1)
    values = sorted({*values, *_pending(grid, names, values, rows)})
    texts = [column for column in range(grid.width) if column not in (key, period, *values)]
    remarks = annotations(grid, texts, names, rows, values)
    texts = [column for column in texts if column not in remarks.columns]
    values = [column for column in values if not _repeats(grid, key, column, rows) or not _is_code(grid, column, names, rows)]
    return Survey(
        grid=grid,
        header=header,
        first=first,
        last=last,
        headings=headings,
        names=names,
        key=key,
        match=match,
        in_header=False,
        period=period,
        period_pattern=pattern,
        values=tuple(values),
        respects=_respects(grid, key, texts, rows),
        signs=_signs(grid, values, rows),
        unknown=_unknown(grid, key, match, texts, rows),
        marks=_marks(grid, values, rows, remarks.marks),
        fractions=_fractions(grid, values, names, rows),
        thousands=_thousands(values, names),
        beside=remarks.said,
    )


def _below(grid: Grid, areas: Areas) -> Survey:
    """Look at a table with a column per area, or several."""
    over = [grid.cell(areas.at, column) for column in range(grid.width)]
    columns = [column for column, cell in enumerate(over) if cell in areas.match.joined]
    figures = [row for row in range(areas.at + 1, len(grid.rows)) if are_figures(grid.cell(row, column) for column in columns)]
    body = list(dropwhile(lambda row: is_header(grid, row, columns, NOWHERE), figures)) or figures
    header, headings, names = _header(grid, body[0])
    values = [column for column in range(areas.start, grid.width) if are_figures(grid.cell(row, column) for row in body)]
    rows = range(body[0], body[-1] + 1)
    texts = [column for column in range(grid.width) if column not in values]
    period, pattern = find_period(grid, texts, body)
    return Survey(
        grid=grid,
        header=header,
        first=rows[0],
        last=rows[-1],
        headings=headings,
        names=names,
        key=areas.at,
        match=areas.match,
        in_header=True,
        period=period,
        period_pattern=pattern,
        values=tuple(values),
        respects={column: cells for column in texts if column != period and (cells := _members(grid, column, rows))},
        signs=_signs(grid, values, rows),
        unknown={over[column]: "" for column in values if over[column] and over[column] not in areas.match.joined},
        marks=_marks(grid, values, rows, {}),
        fractions=False,
        thousands={},
        beside={},
    )


def _first(grid: Grid, row: int, key: int, values: Sequence[int], period: int) -> int:
    """Go up from the first row that joins to the first row of data: rows of other areas may stand above it."""
    while row > 0 and _belongs(grid, row - 1, key, values) and not is_header(grid, row - 1, values, period):
        row -= 1
    return row


def _last(grid: Grid, row: int, key: int, values: Sequence[int], period: int) -> int:
    """Go down from the last row that joins to the last row of data: figures of a period count without a key, too."""
    while row + 1 < len(grid.rows) and (_belongs(grid, row + 1, key, values) or _is_dated(grid, row + 1, values, period)):
        row += 1
    return row


def _is_dated(grid: Grid, row: int, values: Sequence[int], period: int) -> bool:
    dated = period >= 0 and any(form.fullmatch(grid.cell(row, period)) for form, _ in PERIODS)
    return dated and is_data(grid, row, NOWHERE, values)


def _belongs(grid: Grid, row: int, key: int, values: Sequence[int]) -> bool:
    """Tell whether a row beyond the known areas belongs to the data: it has a key, or calls itself a total."""
    total = any(is_total(grid.cell(row, column)) for column in range(grid.width))
    return is_data(grid, row, NOWHERE if total else key, values)


def _header(grid: Grid, first: int) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]:
    """Give the rows of the header above the first row of data, what single cells between them say, and the names of the columns."""
    rows, headings = _header_rows(grid, first)
    lines = [[grid.cell(row, column) for column in range(grid.width)] for row in rows]
    return rows, headings, headers.names(lines, [row + 1 for row in rows], grid.merged)


def _header_rows(grid: Grid, first: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    row = first - 1
    headings: list[str] = []
    while row >= 0 and is_title(grid, row):
        headings.append(grid.cell(row, 0))
        row -= 1
    header: list[int] = []
    while row >= 0 and not is_title(grid, row):
        header.append(row)
        row -= 1
    if not header and first > 0:
        return (first - 1,), ()
    return tuple(reversed(header)), tuple(one for one in reversed(headings) if one)


def is_title(grid: Grid, row: int) -> bool:
    """Tell whether a row is empty, or has nothing but its first cell."""
    return grid.filled(row) == 0 or (grid.filled(row) == 1 and grid.cell(row, 0) != "")


def _pending(grid: Grid, names: Sequence[str], values: Sequence[int], rows: range) -> list[int]:
    """Find the columns that hold nothing but signs yet, and are named like those with figures: years that will follow."""
    forms = {re.sub(r"\d", "#", names[column]) for column in values}
    return [
        column
        for column, name in enumerate(names)
        if column not in values and re.search(r"\d", name) and re.sub(r"\d", "#", name) in forms and _are_signs(grid.column(column, rows))
    ]


def _are_signs(cells: Sequence[str]) -> bool:
    return any(cells) and all(cell in SIGNS for cell in cells)


def _repeats(grid: Grid, key: int, column: int, rows: range) -> bool:
    """Tell whether a column says the same for the same key: a name or a second key."""
    said: dict[str, set[str]] = {}
    for row in rows:
        said.setdefault(grid.cell(row, key), set()).add(grid.cell(row, column))
    return all(len(cells) == 1 for cells in said.values())


def _is_code(grid: Grid, column: int, names: Sequence[str], rows: range) -> bool:
    """Tell whether figures are codes: they have leading zeros, or the header calls them so."""
    cells = grid.column(column, rows)
    padded = any(len(cell) > 1 and cell.startswith("0") and cell.isdecimal() for cell in cells)
    return padded or re.search(r"(?i)(schl(ü|ue)ssel|code|_id$|^id$|nummer$|\bnr\b|kennziffer)", names[column]) is not None


def _respects(grid: Grid, key: int, texts: Sequence[int], rows: range) -> dict[int, tuple[str, ...]]:
    """Find the columns by which the figures of one area and period are divided: sex, age, kind."""
    found: dict[int, tuple[str, ...]] = {}
    for column in texts:
        members = _members(grid, column, rows)
        if 1 < len(members) <= MEMBERS and not _repeats(grid, key, column, rows):
            found[column] = members
    return found


def _members(grid: Grid, column: int, rows: range) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell for cell in grid.column(column, rows) if cell))


def _signs(grid: Grid, values: Sequence[int], rows: range) -> dict[str, int]:
    """Count the cells that are no numbers, and numbers that usually stand for a missing figure."""
    cells = Counter(cell for column in values for cell in grid.column(column, rows) if not MARKED.fullmatch(cell))
    return {
        cell: count
        for cell, count in sorted(cells.items())
        if NUMBER.fullmatch(cell.rstrip(" %€")) is None or (cell in SENTINELS and count > 1)
    }


def _marks(grid: Grid, values: Sequence[int], rows: range, beside: Mapping[str, int]) -> dict[str, int]:
    """Count what stands behind numbers, and the signs in columns beside them."""
    found = Counter(match[3].strip() for column in values for cell in grid.column(column, rows) if (match := MARKED.fullmatch(cell)))
    return dict(sorted((found + Counter(beside)).items()))


def _fractions(grid: Grid, values: Sequence[int], names: Sequence[str], rows: range) -> bool:
    """Tell whether a column calls itself a share, and all its numbers lie between 0 and 1."""
    for column in values:
        cells = [cell.replace(",", ".") for cell in grid.column(column, rows) if NUMBER.fullmatch(cell)]
        if (
            re.search(r"(?i)anteil|quote|prozent|percent|share|%", names[column])
            and cells
            and all(re.fullmatch(r"[01]?(\.\d+)?", cell) for cell in cells)
        ):
            return True
    return False


def _unknown(grid: Grid, key: int, match: KeyMatch, texts: Sequence[int], rows: range) -> dict[str, str]:
    """Give the keys of rows that no area has, with the first text beside them; rows without a key have one only if all say the same."""
    found: dict[str, str] = {}
    for row in rows:
        cell = grid.cell(row, key)
        if key != NOWHERE and cell not in match.joined:
            name = next((beside for column in texts if (beside := grid.cell(row, column))), "")
            found[cell] = name if found.get(cell, name) == name else found[cell] if cell else ""
    return found


def _thousands(values: Sequence[int], names: Sequence[str]) -> dict[int, int]:
    """Find the columns whose header says that their figures count thousands or millions."""
    return {column: number for column in values for form, number in THOUSANDS if form.search(names[column])}
