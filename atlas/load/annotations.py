"""Finds the columns of a table that say something of the figures beside them: flags, marks of footnotes, and notes in words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from atlas.load.cells import flags
from atlas.load.grid import Grid
from atlas.load.headers import letters
from atlas.load.layouts import NEXT

FINAL = "e"
"""The mark of GENESIS for a final figure: it says nothing more."""

_MARK = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰*]+|\(?\w\)|[a-z]")
_NOTES = re.compile(
    r"(?i)\b(an|be)merkung(en)?\b|\bhinweise?\b|\bfu(ß|ss)noten?\b|\berl(ä|ae)uterung(en)?\b|\bkommentare?\b|\bnotes?\b|\bcomments?\b|\bremarks?\b"
)


class Annotations(Struct, frozen=True, kw_only=True):
    """The columns by the word of the recipe for them (`said`), all columns that are explained by this, and the marks in them that are no flags, counted."""

    said: Mapping[str, str | int] = field(default_factory=dict)
    columns: frozenset[int] = frozenset()
    marks: Mapping[str, int] = field(default_factory=dict)


def annotations(grid: Grid, columns: Iterable[int], names: Sequence[str], rows: range, values: Sequence[int]) -> Annotations:
    """Find flags and marks to the right of every column of figures, else the first column of flags; and the first one of notes, by its header."""
    texts = {column: [cell for cell in grid.column(column, rows) if cell] for column in columns}
    said: dict[str, str | int] = {}
    beside = [value + 1 for value in values]
    named = {column for column in beside if column < len(names) and names[column] not in {letters(column), names[column - 1]}}
    if len(beside) > 1 or not named:
        marked = all(_MARK.fullmatch(part) for column in beside for cell in texts.get(column, "?") for part in _parts(cell))
        if marked and any(texts.get(column) for column in beside):
            said["flags"] = NEXT
    for column, cells in texts.items():
        if cells and all(_is_flag(cell) for cell in cells):
            said.setdefault("flags", column)
        elif cells and _NOTES.search(names[column]):
            said.setdefault("notes", column)
    flagged = beside if said.get("flags") == NEXT else [one for one in (said.get("flags"),) if isinstance(one, int)]
    marks = Counter(part for column in flagged for cell in texts[column] for part in _parts(cell) if flags(part) is None)
    notes = [one for one in (said.get("notes"),) if isinstance(one, int)]
    return Annotations(said=said, columns=frozenset((*flagged, *notes)), marks=marks)


def _is_flag(cell: str) -> bool:
    return cell == FINAL or flags(cell) is not None


def _parts(cell: str) -> list[str]:
    """Part several marks of one figure."""
    return cell.replace(",", " ").split()
