"""Names the columns of a table by its header: one row or several, with cells that stand over more than one column."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from atlas.load.recipe import Rows

BETWEEN = " / "
"""Stands between the parts of a name that come from several header rows."""

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""Merged cells of a workbook: first and last row and column, counted from 0."""


def find(records: Iterable[Sequence[str]], rows: Rows) -> tuple[list[list[str]], int]:
    """Give the header rows and the number of the last one, 0 if the table ends before; reads no further than that."""
    start = int(rows.start) if rows.start.isdecimal() else 0 if rows.start else 1
    lines: list[list[str]] = []
    for number, record in enumerate(records, 1):
        if not start and begins(record, rows.start):
            start = number
        if start and number - start + 1 in rows.header:
            lines.append([cell.strip() for cell in record])
        if start and number - start + 1 == max(rows.header):
            return lines, number
    return [], 0


def begins(record: Iterable[str], words: str) -> bool:
    """Tell whether a cell of the row begins with these words."""
    return any(cell.lstrip().startswith(words) for cell in record)


def names(lines: Sequence[Sequence[str]], numbers: Sequence[int] = (), merged: Merged = ()) -> tuple[str, ...]:
    """Join the header rows to one name per column: `männlich` below `2018` is `2018 / männlich`. A column without a name goes by its letter.

    A cell over several columns (`merged`, `numbers` are the rows of `lines` in the file; without them: a cell followed by empty ones) counts for
    each of them. What two rows say alike is said once.
    """
    width = max((len(line) for line in lines), default=0)
    full = [[*line, *[""] * (width - len(line))] for line in lines]
    spread = [one for one in merged if any(one[0][0] < number <= one[1][0] + 1 for number in numbers)]
    if spread:
        _spread(full, numbers, spread)
    else:
        for index in range(len(full) - 1):
            _continue(full, index)
    parts = ([part for part, _ in groupby(line[column] for line in full if line[column])] for column in range(width))
    return tuple(BETWEEN.join(" ".join(part.split()) for part in said) or letters(column) for column, said in enumerate(parts))


def letters(column: int) -> str:
    """Name a column as spreadsheets do: 0 → A, 27 → AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _spread(lines: list[list[str]], numbers: Sequence[int], merged: Merged) -> None:
    for (top, left), (_, right) in merged:
        if top + 1 in numbers:
            line = lines[numbers.index(top + 1)]
            line[left : right + 1] = [line[left]] * (min(right + 1, len(line)) - left)


def _continue(lines: list[list[str]], index: int) -> None:
    """Let a cell count for the empty ones behind it, as long as the rows above say the same."""
    line = lines[index]
    for column in range(1, len(line)):
        if not line[column] and all(above[column] == above[column - 1] for above in lines[:index]):
            line[column] = line[column - 1]
