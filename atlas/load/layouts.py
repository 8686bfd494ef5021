"""Finds in a sheet where areas, periods, series and values stand, for each way a table can be laid out."""

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic, suggestion
from atlas.load.cells import text
from atlas.load.columns import Finder, Mask, combine
from atlas.load.recipe import Fixed, Made, PeriodSource, TableSpec
from atlas.load.sheets import Column, Sheet

NONE = -1

NEXT = "+1"
"""What a recipe writes for flags that stand in the column to the right of each value."""

_YEAR = re.compile(r"(19|20)\d\d")


class Block(Struct, frozen=True, kw_only=True):
    """One column of values: its number in the sheet, those of the flags and of the notes beside it (NONE: there is none), and for each row area,
    period and series as the file writes them, and whether it is read.

    `area_at` is the number of the column with the area; NONE if it stands in the header. `part` and `sign` belong to a series that is made from
    several blocks or rows: which part this is, and whether it is added or subtracted.
    """

    value: int
    flags: int
    notes: int
    area: Column
    area_at: int
    period: Column
    series: Column
    taken: Mask
    own: Mapping[str, Column] = field(default_factory=dict)
    part: Column | None = None
    sign: int = 1
    absent: str = ""


def arrange(sheet: Sheet, taken: Mask, table: TableSpec) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Find the columns of values that `table` names, direct ones first, then those that series are made from; every missing one at once."""
    finder = Finder(sheet)
    layout = _LAYOUTS[table.layout]
    direct = layout(finder, taken, table, None)
    made: list[Block] = []
    for series, recipe in table.make.items():
        made += _made(finder, layout(finder, taken, table, recipe), series, recipe)
    return (() if finder.found else (*direct, *made)), tuple(finder.found)


def _block(finder: Finder, taken: Mask, table: TableSpec, value: int, series: Column, known: Mapping[str, Column]) -> Block:
    """Make the block of one column; `known` are the dimensions that its header says."""
    numbers = [finder.number(name) for name in table.area] if "area" not in known and not isinstance(table.area, Fixed) else []
    if isinstance(table.area, Fixed):
        area = finder.fixed(table.area.fixed)
    else:
        area = known["area"] if "area" in known else combine([finder.sheet.columns[number] for number in numbers])
    period = known["period"] if "period" in known else _period(finder, table.period)
    beside = {NEXT: value + 1} if value + 1 < len(finder.sheet.columns) else {}
    return Block(
        value=value,
        flags=NONE if not table.flags else beside[table.flags] if table.flags in beside else finder.number(table.flags),
        notes=finder.number(table.notes) if isinstance(table.notes, str) and table.notes else NONE,
        area=area,
        area_at=numbers[0] if numbers else NONE,
        period=period,
        series=series,
        taken=taken,
        own=known,
    )


def _period(finder: Finder, said: str | PeriodSource) -> Column:
    if isinstance(said, PeriodSource):
        return finder.column(said.column) if said.column else finder.fixed(said.fixed)
    return finder.column(said)


def _series(finder: Finder, table: TableSpec) -> Column:
    said = table.series
    return finder.fixed(said["fixed"]) if isinstance(said, Mapping) else finder.column(said) if said else finder.fixed("")


def _columns(finder: Finder, taken: Mask, table: TableSpec, recipe: Made | None) -> list[Block]:
    """A column per series; for a series that is made, the columns of its parts under their own names."""
    if recipe:
        named: Iterable[tuple[str, str]] = [(name, name) for name in (*recipe.sum, *recipe.minus)]
    else:
        named = table.series.items() if isinstance(table.series, Mapping) else ()
    return [_block(finder, taken, table, finder.number(column), finder.fixed(series), {}) for column, series in named]


def _long(finder: Finder, taken: Mask, table: TableSpec, recipe: Made | None) -> list[Block]:
    if not recipe and not table.series:
        return []
    return [_block(finder, taken, table, finder.number(table.value), _series(finder, table), {})]


def _periods(finder: Finder, taken: Mask, table: TableSpec, recipe: Made | None) -> list[Block]:
    if isinstance(table.periods, str):
        periods: Mapping[str, str] = {name: name for name in finder.sheet.header if _YEAR.fullmatch(name)}
    else:
        periods = table.periods
    if not periods:
        finder.report("A225", known=", ".join(finder.sheet.header))
    if not recipe and not table.series:
        return []
    series = _series(finder, table)
    return [_block(finder, taken, table, finder.number(name), series, {"period": finder.fixed(said)}) for name, said in periods.items()]


def _wide(finder: Finder, taken: Mask, table: TableSpec, recipe: Made | None) -> list[Block]:
    """A column per header that matches the pattern, whose groups say area, period, series, or anything that rows are chosen by."""
    pattern = str(table.columns)
    header = finder.sheet.header
    beside = {number + 1 for number in range(len(header) - 1) if table.flags == NEXT and header[number] == header[number + 1]}
    matches = [(number, match) for number, name in enumerate(header) if number not in beside and (match := re.fullmatch(pattern, name))]
    if not matches:
        finder.report("A273", pattern=pattern, known=", ".join(header))
    names = table.series if isinstance(table.series, Mapping) and not recipe and "series" in re.compile(pattern).groupindex else None
    if not recipe and not table.series and (table.make or "series" not in re.compile(pattern).groupindex):
        return []
    if names is not None:
        _expect(finder, names, {match["series"].strip() for _, match in matches})
    blocks: list[Block] = []
    for number, match in matches:
        known = {name: finder.fixed((said or "").strip()) for name, said in match.groupdict().items()}
        said = text(known["series"].cells[0]) if "series" in known else ""
        if names is not None and said not in names:
            continue
        series = _series(finder, table) if "series" not in known else finder.fixed(names[said] if names is not None else said)
        blocks.append(_block(finder, taken, table, number, series, known))
    return blocks


_LAYOUTS: dict[str, Callable[[Finder, Mask, TableSpec, Made | None], list[Block]]] = {
    "columns": _columns,
    "long": _long,
    "periods": _periods,
    "wide": _wide,
}


def _made(finder: Finder, blocks: list[Block], series: str, recipe: Made) -> list[Block]:
    """Take from the blocks of a table what belongs to one series; rows and columns that differ in a named respect are its parts."""
    signs = ((recipe.sum, 1), (recipe.minus, -1)) if recipe.minus else ((recipe.sum, 1),)
    _expect(finder, (*recipe.sum, *recipe.minus), {text(cell) for block in blocks for cell in block.series.cells})
    parts: list[Block] = []
    for names, sign in signs:
        for block in blocks:
            taken = block.taken & finder.chosen(recipe.where, block.own)
            if names:
                taken &= finder.chosen({"series": names}, {"series": block.series})
            respects = [block.own[name] if name in block.own else finder.column(name) for name in recipe.where]
            part = combine([block.series, *respects], ", ")
            if taken.any():
                parts.append(replace(block, series=finder.fixed(series), taken=taken, part=part, sign=sign, absent=recipe.absent))
    return parts


def _expect(finder: Finder, names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            finder.report("A247", series=name, near=suggestion(name, known), known=", ".join(sorted(known)))
