"""Recognises what the cells of a table hold that nobody has described: figures, signs, marks behind numbers, periods."""

import re
from collections.abc import Iterable, Sequence

from atlas.load.cells import SIGNS
from atlas.load.grid import Grid
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

_EACH = r"(?<!je )(?<!pro )(?<!auf )(?<!per )\b"
THOUSANDS = (
    (re.compile(rf"(?i)(?:^|/ |\(|\bin )1[. \u00a0]?000(?![. ]?\d)|{_EACH}(?:tsd|tausend|thousands?)\b"), 1000),
    (re.compile(rf"(?i){_EACH}(?:mill|mio|millionen|millions?)\b"), 1_000_000),
)
"""How a header says that figures count thousands or millions. `je 1.000 Einwohner` is a rate, and another matter."""

UNIT = re.compile(
    r"(?i)(in )?(1[. \u00a0]?000|tsd\.?|tausend|mio\.?|mill\.?|anzahl|number|prozent|per ?cent|%|km²|qkm|ha|€|eur|euro)( €| eur| euro)?"
)
"""A row of the header that says the unit, and not what is counted."""

NOWHERE = -1
"""The column with the keys of a table that has none."""

MOST = 0.8
"""Share of cells from which a column is taken for what these cells are."""

SPARSE = 3
"""Of areas and periods a table has at least every third pair."""

USUAL = {"*": "confidential", "k. A.": "unknown", "k.A.": "unknown", "n/a": "unknown", "NA": "unknown", ":": "unknown", "NULL": "unknown"}
"""Signs of single offices: they need a line in the recipe, and are taken for figures until then."""

SENTINELS = {"-9999": "unknown", "-999": "unknown", "-99": "unknown", "-1": "unknown", "9999999": "unknown", "99999": "unknown"}


def is_figure(cell: str) -> bool:
    """Tell whether a cell is a number or a sign that stands for one."""
    return NUMBER.fullmatch(cell.rstrip(" %€")) is not None or cell in SIGNS or cell in USUAL


def are_figures(cells: Iterable[str]) -> bool:
    """Tell whether most of these cells are numbers or signs, and at least one a number."""
    some = [cell for cell in cells if cell]
    return any(NUMBER.match(cell) for cell in some) and sum(
        is_figure(cell) or MARKED.fullmatch(cell) is not None for cell in some
    ) >= MOST * len(some)


def meaning(sign: str) -> str:
    """Say what a sign means where the table does not say: the status of the Zeichenerklärung, or unknown."""
    status = SIGNS.get(sign)
    return Status(status).name.lower() if status is not None else (USUAL | SENTINELS).get(sign, "unknown")


def find_period(grid: Grid, columns: Sequence[int], rows: Sequence[int], key: int = NOWHERE) -> tuple[int, str]:
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


def is_data(grid: Grid, row: int, key: int, values: Sequence[int]) -> bool:
    """Tell whether a row holds figures and nothing else in these columns, and a key."""
    cells = [cell for column in values if (cell := grid.cell(row, column))]
    return bool(cells) and (key == NOWHERE or grid.cell(row, key) != "") and all(is_figure(cell) for cell in cells)


def is_header(grid: Grid, row: int, values: Sequence[int], period: int) -> bool:
    """Years side by side are a header, not figures."""
    cells = [cell for column in values if (cell := grid.cell(row, column))]
    dated = period >= 0 and any(form.fullmatch(grid.cell(row, period)) for form, _ in PERIODS)
    return not dated and all(any(form.fullmatch(cell) for form, _ in PERIODS) for cell in cells)
