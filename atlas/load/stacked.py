"""Parts a sheet that holds several tables below each other."""

from itertools import pairwise

from msgspec.structs import replace

from atlas.load.grid import Grid
from atlas.load.recognition import MARKED, is_figure
from atlas.load.survey import Survey, is_title, survey
from atlas.model.geography import Geography


def part(grid: Grid, geography: Geography) -> list[Survey]:
    """Look at each table of a sheet by itself: where words stand among the figures, the header of another begins, with the titles above it."""
    looked = survey(grid, geography)
    if looked is None or not looked.values:
        return []
    starts = [_start(grid, row) for row in looked.rows if not looked.in_header and _is_another_header(looked, row)]
    if not starts:
        return [looked]
    bounds = [0, *dict.fromkeys(starts), len(grid.rows)]
    parts = [survey(_only(grid, top, bottom), geography) for top, bottom in pairwise(bounds)]
    return [one for one in parts if one and one.values]


def _is_another_header(looked: Survey, row: int) -> bool:
    """Tell whether a row in the midst of a table has words in most columns of figures, and no key."""
    cells = [looked.grid.cell(row, column) for column in looked.values]
    words = [cell for cell in cells if cell and not is_figure(cell) and not MARKED.fullmatch(cell)]
    return 2 * len(words) > len(cells) and looked.grid.cell(row, looked.key) not in looked.match.joined


def _start(grid: Grid, row: int) -> int:
    """Go up from a header to the first of the rows above it that are titles or empty."""
    while row > 0 and is_title(grid, row - 1):
        row -= 1
    return row


def _only(grid: Grid, top: int, bottom: int) -> Grid:
    """Blank the rows of other tables: all rows keep their numbers."""
    rows = tuple(row if top <= number < bottom else () for number, row in enumerate(grid.rows))
    return replace(grid, rows=rows, end=bottom if bottom < len(grid.rows) else 0)
