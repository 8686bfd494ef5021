"""Refuses tables with a row per person: what an atlas shows is counted, and must be counted before it comes here."""

import re
from collections.abc import Iterator
from datetime import date

from atlas.base.diagnostics import Diagnostic, diagnostic
from atlas.load.cells import Cell, text
from atlas.load.sheets import Sheet

_HEADERS = re.compile(
    r"geb(urts)?[\s._-]*(dat|tag|jahr(?!g))|date[\s._-]*of[\s._-]*birth|birth[\s._-]*(date|day)|\bdob\b"
    r"|vor[\s._-]*name|nach[\s._-]*name|familien[\s._-]*name|(first|last|given|family|sur)[\s._-]*name"
    r"|haus[\s._-]*n(umme)?r|anschrift|wohn[\s._-]*adresse|postal[\s._-]*address|(sozial|renten)?versicherten?[\s._-]*n(umme)?r|steuer[\s._-]*id|\biban\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.(\d{1,2})\.(\d{4}))(?:[T ].*)?")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_STREET = re.compile(r".*(stra(ß|ss)e|str\.|weg|platz|gasse|allee|ring|damm)\s+\d+\s*[a-z]?", re.IGNORECASE)

ENOUGH = 8
"""So few cells say nothing."""
MOST = 0.8
GENERATION = 20
"""Days of birth lie decades apart, reference dates do not."""


def refuse_persons(sheet: Sheet) -> Iterator[Diagnostic]:
    """Report columns that tell of single people: by their header, or because their cells are days of birth, addresses, e-mail addresses."""
    for place, (name, column) in enumerate(zip(sheet.header, sheet.columns, strict=False)):
        header = name.strip()
        filled = [cell for cell in column.cells if text(cell)]
        if len(filled) >= 2 and (_HEADERS.search(header) or _personal(filled)):
            yield diagnostic("A650", sheet.place(0, place), column=header or str(place + 1))


def _personal(cells: list[Cell]) -> bool:
    """Tell whether different cells are mostly personal. `cells` are the different ones of a column."""
    written = [cell for cell in cells if isinstance(cell, str)]
    if len(written) < ENOUGH or len(written) < MOST * len(cells):
        return False
    years = [found.year for cell in written if (found := _day(cell))]
    if len(years) >= MOST * len(written) and len(set(years)) >= ENOUGH and max(years) - min(years) >= GENERATION:
        return True
    return any(sum(bool(pattern.fullmatch(cell.strip())) for cell in written) >= MOST * len(written) for pattern in (_EMAIL, _STREET))


def _day(cell: str) -> date | None:
    found = _DATE.fullmatch(cell.strip())
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
