"""Finds in a sheet where areas, periods, series and values stand, for each way a table can be laid out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from atlas.base.diagnostics import Diagnostic, diagnostic, suggestion
from atlas.load.sheets import Column, Sheet
from atlas.load.spec import Fixed, TableSpec

_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One column of values: its number in the sheet, that of the flags beside it (-1: none), and for each row the period and the series."""

    value: int
    flags: int
    period: Column
    series: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The number of the column with the areas, and the columns of values."""

    area: int
    blocks: tuple[Block, ...]


def arrange(sheet: Sheet, table: TableSpec) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """Find the columns that `table` names; every missing one at once."""
    finder = _Finder(sheet, table)
    area = finder.number(table.area)
    match table.layout:
        case "columns":
            blocks = _columns(finder, table)
        case "long":
            blocks = [Block(value=finder.number(table.value), flags=finder.flags(), period=finder.period(), series=finder.series())]
        case "periods":
            blocks = _periods(finder, table)
    return (None if finder.found else Layout(area=area, blocks=tuple(blocks))), tuple(finder.found)


class _Finder:
    """Looks columns up by name and collects what is not there."""

    def __init__(self, sheet: Sheet, table: TableSpec) -> None:
        self.sheet = sheet
        self.table = table
        self.found: list[Diagnostic] = []

    def number(self, name: str) -> int:
        header = self.sheet.header
        if header.count(name) == 1:
            return header.index(name)
        if name in header:
            self.report("A208", column=name)
        else:
            self.report("A207", column=name, near=suggestion(name, header), known=", ".join(header))
        return 0

    def report(self, code: str, **details: str) -> None:
        where = self.sheet.header_place
        if not any(one.code == code and one.details[0][1] == next(iter(details.values()), "") for one in self.found):
            self.found.append(diagnostic(code, where, **details))

    def column(self, name: str) -> Column:
        return self.sheet.columns[self.number(name)]

    def fixed(self, text: str) -> Column:
        return Column(cells=[text], codes=np.zeros(self.sheet.rows, dtype=np.intp))

    def period(self) -> Column:
        said = self.table.period
        return self.fixed(said.fixed) if isinstance(said, Fixed) else self.column(said)

    def series(self) -> Column:
        said = self.table.series
        return self.column(said) if isinstance(said, str) else self.fixed(said["fixed"])

    def flags(self) -> int:
        return self.number(self.table.flags) if self.table.flags else -1


def _columns(finder: _Finder, table: TableSpec) -> list[Block]:
    assert isinstance(table.series, Mapping)
    period = finder.period()
    return [
        Block(value=finder.number(column), flags=-1, period=period, series=finder.fixed(series)) for column, series in table.series.items()
    ]


def _periods(finder: _Finder, table: TableSpec) -> list[Block]:
    if isinstance(table.periods, str):
        periods: Mapping[str, str] = {name: name for name in finder.sheet.header if _YEAR.fullmatch(name)}
    else:
        periods = table.periods
    if not periods:
        finder.report("A225", known=", ".join(finder.sheet.header))
    series = finder.series()
    return [Block(value=finder.number(column), flags=-1, period=finder.fixed(period), series=series) for column, period in periods.items()]
