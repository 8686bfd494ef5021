"""Looks up columns of a sheet by name, joins and filters them, and collects the names that are not there."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic, diagnostic, suggestion
from atlas.load.cells import text
from atlas.load.recipe import Choice, Match
from atlas.load.sheets import Column, Sheet

Mask = NDArray[np.bool_]


class Finder:
    """Finds the columns that a recipe names; what is not there is reported once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.found: list[Diagnostic] = []

    def number(self, name: str) -> int:
        """Give the number of a column; 0, and a report, if there is none or there are several."""
        header = self.sheet.header
        if header.count(name) == 1:
            return header.index(name)
        if name in header:
            self.report("A208", column=name)
        else:
            self.report("A207", column=name, near=suggestion(name, header), known=", ".join(header))
        return 0

    def column(self, name: str) -> Column:
        return self.sheet.columns[self.number(name)]

    def fixed(self, said: str) -> Column:
        """Give a column that says the same in every row."""
        return Column(cells=[said], codes=np.zeros(self.sheet.rows, dtype=np.intp))

    def report(self, code: str, **details: str) -> None:
        where = self.sheet.header_place
        if not any(one.code == code and one.details[0][1] == next(iter(details.values()), "") for one in self.found):
            self.found.append(diagnostic(code, where, **details))

    def chosen(self, where: Mapping[str, Match], own: Mapping[str, Column]) -> Mask:
        """Tell which rows are meant; `own` are columns that are not in the sheet, by name."""
        rows = np.ones(self.sheet.rows, dtype=bool)
        for name, match in where.items():
            column = own[name] if name in own else self.column(name)
            rows &= np.array([_is_meant(text(cell), match) for cell in column.cells])[column.codes]
        return rows


def combine(columns: Sequence[Column], between: str = "") -> Column:
    """Join the texts of several columns, row by row."""
    if len(columns) == 1:
        return columns[0]
    codes = np.zeros_like(columns[0].codes)
    for column in columns:
        codes = codes * len(column.cells) + column.codes
    kept, first, codes = np.unique(codes, return_index=True, return_inverse=True)
    cells = [between.join(text(column.cells[column.codes[row]]) for column in columns) for row in first.tolist()]
    return Column(cells=cells if len(kept) else [""], codes=codes.astype(np.intp))


def _is_meant(cell: str, match: Match) -> bool:
    if isinstance(match, Choice):
        return cell not in match.others and (not match.pattern or re.fullmatch(match.pattern, cell) is not None)
    return cell in match
