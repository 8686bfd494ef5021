"""Looks at a table that nobody has described: where header, data and footnotes are, which columns hold keys, periods, other respects and figures."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from atlas.load import headers
from atlas.load.annotations import annotations
from atlas.load.cells import SIGNS
from atlas.load.grid import Grid
from atlas.load.joins import is_total
from atlas.load.keysearch import LONG, KeyMatch, match_keys, match_names, widened
from atlas.load.recipe import TableKeys
from atlas.model.geography import Geography
from atlas.model.panel import Status

NUMBER = re.compile(r"\(?[+−-]?\d(?:[\d.,'\u00a0\u202f\u2009 ]*\d)?\)?(e[+-]?\d+)?", re.IGNORECASE)
MARK = r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰*]+|\(?\w\)|[a-z])"
"""What may stand behind a number: a footnote, a letter."""

MARKED = re.compile(rf"({NUMBER.pattern})({MARK})", re.IGNORECASE)
YEAR = r"(?:19|20)\d{2}"
PERIODS = (
    (re.compile(YEAR), ""),
    (re.compile(rf"\d{{1,2}}\.\d{{1,2}}\.({YEAR})"), r"\d+\.\d+\.(\d{4})"),
    (re.compile(rf"({YEAR})-\d\d-\d\d"), r"(\d{4})-\d\d-\d\d"),
    (re.compile(rf"{YEAR}/\d\d(\d\d)?"), ""),
    (re.compile(rf"({YEAR})(?:0[1-9]|1[0-2])"), r"(\d{4})\d\d"),
)
"""How periods are written, and the pattern that takes the year out of a date."""

NOWHERE = -1
"""The column with the keys of a table that has none."""

MOST = 0.8
"""Share of cells from which a column is taken for what these cells are."""

SPARSE = 3
"""Of areas and periods a table has at least every third pair."""

MEMBERS = 60
"""A column with more different texts is not a respect in which figures are divided."""

USUAL = {"*": "confidential", "k. A.": "unknown", "k.A.": "unknown", "n/a": "unknown", "NA": "unknown", ":": "unknown", "NULL": "unknown"}
"""Signs of single offices: they need a line in the recipe, and are taken for figures until then."""

_CODE = re.compile(r"\S*\d\S*")
"""No name, but the key of an area that the atlas does not have."""

SENTINELS = {"-9999": "unknown", "-999": "unknown", "-99": "unknown", "-1": "unknown", "9999999": "unknown", "99999": "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a table looks like. Rows and columns count from 0; `last` is the last row of data.

    `headings`: what single cells between header and data say; `values`: columns with figures; `respects`: column → its different texts;
    `period`: the column with periods, -1 if there is none; `signs`: what stands for a figure, with how often; `labels`: key → name beside it;
    `beside`: columns with `flags` and with `notes`.
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
    beside: Mapping[str, int]

    @property
    def rows(self) -> range:
        return range(self.first, self.last + 1)


def survey(grid: Grid, geography: Geography) -> Survey | None:
    """Look at a table; None if nothing in it can be joined to an area."""
    found = _columns_with_keys(grid, geography)
    if found is None:
        beside = _areas_in_header(grid, geography)
        found = None if beside else _names_alone(grid) or _whole(grid, geography)
        if found is None:
            return beside
    key, match = found
    joined = [row for row in range(len(grid.rows)) if grid.cell(row, key) in match.joined]
    if match.whole:
        key = NOWHERE
    values = [column for column in range(grid.width) if column != key and _are_figures(grid.cell(row, column) for row in joined)]
    period, pattern = _period(grid, [column for column in range(grid.width) if column != key], joined, key)
    values = [column for column in values if column != period]
    first = _first(grid, joined[0], key, values, period)
    last = _last(grid, joined[-1], key, values)
    header, headings = _header(grid, first)
    rows = range(first, last + 1)
    names = headers.names(
        [[grid.cell(row, column) for column in range(grid.width)] for row in header], [row + 1 for row in header], grid.merged
    )
    texts = [column for column in range(grid.width) if column not in (key, period, *values)]
    remarks = annotations(grid, texts, names, rows)
    texts = [column for column in texts if column not in remarks.values()]
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
        marks=_marks(grid, values, rows),
        fractions=_fractions(grid, values, names, rows),
        beside=remarks,
    )


def _columns_with_keys(grid: Grid, geography: Geography) -> tuple[int, KeyMatch] | None:
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
            return column, widened(match, grid.column(column, range(len(grid.rows))), geography)
    return None


def _areas_in_header(grid: Grid, geography: Geography) -> Survey | None:
    """Find areas side by side in one of the first rows, and figures below them."""
    for row in range(min(len(grid.rows), 40)):
        cells = [grid.cell(row, column) for column in range(grid.width)]
        match = match_keys(cells, geography) or match_names(cells, geography)
        if match is None:
            continue
        columns = [column for column, cell in enumerate(cells) if cell in match.joined]
        body = [one for one in range(row + 1, len(grid.rows)) if _are_figures((grid.cell(one, column) for column in columns), 1)]
        if not body:
            continue
        first, last = body[0], body[-1]
        header, headings = _header(grid, first)
        names = headers.names(
            [[grid.cell(one, column) for column in range(grid.width)] for one in header], [one + 1 for one in header], grid.merged
        )
        values = [column for column in range(columns[0], grid.width) if _are_figures(grid.cell(one, column) for one in body)]
        rows = range(first, last + 1)
        texts = [column for column in range(grid.width) if column not in values]
        period, pattern = _period(grid, texts, body)
        return Survey(
            grid=grid,
            header=header,
            first=first,
            last=last,
            headings=headings,
            names=names,
            key=row,
            match=match,
            in_header=True,
            period=period,
            period_pattern=pattern,
            values=tuple(values),
            respects={column: tuple(dict.fromkeys(grid.column(column, rows))) for column in texts if column != period},
            signs=_signs(grid, values, rows),
            unknown={},
            marks=_marks(grid, values, rows),
            fractions=False,
            beside={},
        )
    return None


def _names_alone(grid: Grid) -> tuple[int, KeyMatch] | None:
    """Take the first column of different texts with figures beside them for the areas, although none of them is known."""
    for column in range(0 if _has_strange_keys(grid) else min(grid.width, 5)):
        beside = [one for one in range(grid.width) if one != column]
        figures = {row: [one for one in beside if is_figure(grid.cell(row, one))] for row in range(len(grid.rows))}
        rows = [row for row, some in figures.items() if _is_data(grid, row, column, some) and not _is_header(grid, row, some, NOWHERE)]
        cells = [cell for row in rows if not is_figure(cell := grid.cell(row, column)) and not _CODE.fullmatch(cell)]
        if len(cells) > 2 and len(set(cells)) >= MOST * len(cells):
            nobody = dict.fromkeys(cells, "?")
            return column, KeyMatch(keys=TableKeys(map=nobody), joined=nobody, merit=0, by_name=True)
    return None


def _whole(grid: Grid, geography: Geography) -> tuple[int, KeyMatch] | None:
    """Take a table that has periods and figures but no areas for one about the whole."""
    column, _ = _period(grid, range(min(grid.width, 5)), range(1, len(grid.rows)))
    if column < 0 or len(geography.level_rows[geography.levels[0].id]) != 1 or _has_strange_keys(grid):
        return None
    joined = dict.fromkeys(grid.column(column, range(1, len(grid.rows))), geography.areas[0].key)
    return column, KeyMatch(keys=TableKeys(), joined=joined, merit=0, whole=True)


def _has_strange_keys(grid: Grid) -> bool:
    """Tell whether a column holds keys such as E01000001, of areas that the atlas does not have."""
    columns = ([cell for cell in grid.column(column, range(1, len(grid.rows))) if cell] for column in range(min(grid.width, 5)))
    return any(cells and all(_CODE.fullmatch(cell) and len(cell) > LONG and cell[0].isalpha() for cell in cells) for cells in columns)


def is_figure(cell: str) -> bool:
    """Tell whether a cell is a number or a sign that stands for one."""
    return NUMBER.fullmatch(cell.rstrip(" %€")) is not None or cell in SIGNS or cell in USUAL


def _are_figures(cells: Iterable[str], least: int = 1) -> bool:
    some = [cell for cell in cells if cell]
    numbers = sum(NUMBER.match(cell) is not None for cell in some)
    return numbers >= least and sum(is_figure(cell) or MARKED.fullmatch(cell) is not None for cell in some) >= MOST * len(some)


def _period(grid: Grid, columns: Sequence[int], rows: Sequence[int], key: int = NOWHERE) -> tuple[int, str]:
    """Find the first column whose cells are years or dates. Around two thousand inhabitants look like years, too, but differ from area to area."""
    areas = len({grid.cell(row, key) for row in rows}) if key != NOWHERE else 1
    for column in columns:
        cells = [cell for row in rows if (cell := grid.cell(row, column))]
        for form, pattern in PERIODS:
            if (
                cells
                and 2 * len(cells) > len(rows)
                and len(set(cells)) * areas <= SPARSE * len(rows)
                and all(form.fullmatch(cell) for cell in cells)
            ):
                return column, pattern
    return -1, ""


def _first(grid: Grid, row: int, key: int, values: Sequence[int], period: int) -> int:
    """Go up from the first row that joins to the first row of data: rows of other areas may stand above it."""
    while row > 0 and _belongs(grid, row - 1, key, values) and not _is_header(grid, row - 1, values, period):
        row -= 1
    return row


def _last(grid: Grid, row: int, key: int, values: Sequence[int]) -> int:
    while row + 1 < len(grid.rows) and _is_data(grid, row + 1, key, values):
        row += 1
    return row


def _is_data(grid: Grid, row: int, key: int, values: Sequence[int]) -> bool:
    cells = [cell for column in values if (cell := grid.cell(row, column))]
    return bool(cells) and (key == NOWHERE or grid.cell(row, key) != "") and all(is_figure(cell) for cell in cells)


def _belongs(grid: Grid, row: int, key: int, values: Sequence[int]) -> bool:
    """Tell whether a row above the first known area belongs to the data: it has a key, or calls itself a total."""
    total = any(is_total(grid.cell(row, column)) for column in range(grid.width))
    return _is_data(grid, row, NOWHERE if total else key, values)


def _is_header(grid: Grid, row: int, values: Sequence[int], period: int) -> bool:
    """Years side by side are a header, not figures."""
    cells = [cell for column in values if (cell := grid.cell(row, column))]
    dated = period >= 0 and any(form.fullmatch(grid.cell(row, period)) for form, _ in PERIODS)
    return not dated and all(any(form.fullmatch(cell) for form, _ in PERIODS) for cell in cells)


def _header(grid: Grid, first: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Give the rows of the header above the first row of data, and what single cells between them say."""
    row = first - 1
    headings: list[str] = []
    while row >= 0 and _is_title(grid, row):
        headings.append(grid.cell(row, 0))
        row -= 1
    header: list[int] = []
    while row >= 0 and not _is_title(grid, row):
        header.append(row)
        row -= 1
    if not header and first > 0:
        return (first - 1,), ()
    return tuple(reversed(header)), tuple(one for one in reversed(headings) if one)


def _is_title(grid: Grid, row: int) -> bool:
    """Tell whether a row is empty, or has nothing but its first cell."""
    return grid.filled(row) == 0 or (grid.filled(row) == 1 and grid.cell(row, 0) != "")


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
        members = tuple(dict.fromkeys(cell for cell in grid.column(column, rows) if cell))
        if 1 < len(members) <= MEMBERS and not _repeats(grid, key, column, rows):
            found[column] = members
    return found


def _signs(grid: Grid, values: Sequence[int], rows: range) -> dict[str, int]:
    """Count the cells that are no numbers, and numbers that usually stand for a missing figure."""
    cells = Counter(cell for column in values for cell in grid.column(column, rows) if not MARKED.fullmatch(cell))
    return {
        cell: count
        for cell, count in sorted(cells.items())
        if NUMBER.fullmatch(cell.rstrip(" %€")) is None or (cell in SENTINELS and count > 1)
    }


def _marks(grid: Grid, values: Sequence[int], rows: range) -> dict[str, int]:
    """Count what stands behind numbers."""
    found = Counter(match[3].strip() for column in values for cell in grid.column(column, rows) if (match := MARKED.fullmatch(cell)))
    return dict(sorted(found.items()))


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


def meaning(sign: str) -> str:
    """Say what a sign means where the table does not say: the status of the Zeichenerklärung, or unknown."""
    status = SIGNS.get(sign)
    return Status(status).name.lower() if status is not None else (USUAL | SENTINELS).get(sign, "unknown")
