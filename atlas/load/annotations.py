"""Finds the columns of a table that say something of the figures beside them: flags, and notes in words."""

import re
from collections.abc import Iterable, Sequence

from atlas.load.cells import flags
from atlas.load.grid import Grid

_NOTES = re.compile(
    r"(?i)\b(an|be)merkung(en)?\b|\bhinweise?\b|\bfu(ß|ss)noten?\b|\berl(ä|ae)uterung(en)?\b|\bkommentare?\b|\bnotes?\b|\bcomments?\b|\bremarks?\b"
)


def annotations(grid: Grid, columns: Iterable[int], names: Sequence[str], rows: range) -> dict[str, int]:
    """Give the first column of flags (nothing but the letters p, r, s, b) and of notes (by its header), by the word of the recipe for it."""
    found: dict[str, int] = {}
    for column in columns:
        said = {cell for cell in grid.column(column, rows) if cell}
        if said and all(flags(cell) for cell in said):
            found.setdefault("flags", column)
        elif said and _NOTES.search(names[column]):
            found.setdefault("notes", column)
    return found
