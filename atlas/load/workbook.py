"""Reads a workbook that `export-register` wrote and people filled in: every cell as text, by the keys in its first row."""

from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from atlas.base.diagnostics import Diagnostic, Location, diagnostic

Rows = list[dict[str, str]]


def read_workbook(path: Path) -> tuple[dict[str, Rows], tuple[Diagnostic, ...]]:
    """Give the rows of each sheet, below its two rows of heads; rows without a first cell are left out."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        grids = {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book.sheet_names}
    except (CalamineError, OSError) as error:
        return {}, (diagnostic("A420", Location(file=path.name), reason=error),)
    sheets: dict[str, Rows] = {}
    for title, grid in grids.items():
        keys = [_text(cell) for cell in grid[0]] if grid else []
        rows = [dict(zip(keys, map(_text, line), strict=False)) for line in grid[2:]]
        sheets[title] = [row for row in rows if keys and row.get(keys[0])]
    return sheets, ()


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n").replace("_x000D_", "").strip()
