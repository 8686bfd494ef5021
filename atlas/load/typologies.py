"""Reads typologies: which types there are, what makes an area one of them, and, for types found elsewhere, the file that says so."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.base.text import slug
from atlas.load.analyses_spec import ImportedSpec, TypologySpec
from atlas.load.cells import text
from atlas.load.config import SiteSpec
from atlas.load.files import locate
from atlas.load.inputs import TABLES
from atlas.load.keys import convert, nearest
from atlas.load.recipe import TableSpec
from atlas.load.sheets import Sheet, open_sheet
from atlas.load.yaml import Places, Trail
from atlas.model.analysis import ClassesRule, ClusterRule, CrossRule, ImportedRule, TypeEntry, TypologyRule
from atlas.model.geography import Geography
from atlas.model.indicator import Register

WAYS = ("cross", "classes", "cluster", "imported")
Method = CrossRule | ClassesRule | ClusterRule | ImportedRule


def make_typology(
    said: TypologySpec, trail: Trail, places: Places, root: Path, register: Register, geography: Geography, spec: SiteSpec
) -> tuple[TypologyRule | None, tuple[Diagnostic, ...]]:
    """Give the rule of a typology, or every reason why there is none."""
    ways = [way for way in WAYS if getattr(said, way)]
    if len(ways) != 1:
        return None, (diagnostic("A397", places.value(*trail), id=said.id, known=", ".join(WAYS)),)
    types, method, found = _made(said, (*trail, ways[0]), places, root, register, geography)
    twice = [entry.id for place, entry in enumerate(types) if entry.id in [other.id for other in types[:place]]]
    found += tuple(diagnostic("A391", places.value(*trail), id=said.id, name=word) for word in twice)
    if method is None or found:
        return None, found
    described = said.indicators or (method.indicators if isinstance(method, ClusterRule) else spec.site.core)
    return (
        TypologyRule(
            id=said.id,
            title=said.title,
            question=said.question,
            definition=said.definition,
            note=said.note,
            level=said.level or spec.site.main_level,
            base=said.base,
            types=types,
            indicators=tuple(described),
            method=method,
            public=said.public,
        ),
        (),
    )


def _made(
    said: TypologySpec, trail: Trail, places: Places, root: Path, register: Register, geography: Geography
) -> tuple[tuple[TypeEntry, ...], Method | None, tuple[Diagnostic, ...]]:
    """Give types and method of a typology."""
    entries = tuple(TypeEntry(id=entry.id, title=entry.title, text=entry.text) for entry in said.types)
    names = {indicator.id: indicator.classes.names for indicator in register.indicators}
    if said.cluster:
        rule = said.cluster
        if len(entries) < 2:
            return entries, None, (diagnostic("A397", places.value(*trail), id=said.id, known=", ".join(WAYS)),)
        order = rule.order_by or rule.indicators[0]
        cluster = ClusterRule(method=rule.method, indicators=rule.indicators, order_by=order, period=rule.period, seed=rule.seed)
        return entries, cluster, ()
    if said.imported:
        codes = {entry.code or entry.id: place for place, entry in enumerate(said.types)}
        rules, found = _imported(said.imported, trail, places, root, codes, geography)
        return entries, rules, found
    wanted = [said.cross.rows, said.cross.columns] if said.cross else [said.classes]
    nameless = [indicator for indicator in register.indicators if indicator.id in wanted and not indicator.classes.names]
    if nameless:
        borders = [(one.id, len(one.classes.breaks) + 1) for one in nameless]
        return entries, None, tuple(diagnostic("A384", places.value(*trail), id=word, names=0, wanted=count) for word, count in borders)
    if said.cross is None:
        types = tuple(TypeEntry(id=slug(name), title=name, text="") for name in names[said.classes])
        return entries if len(entries) == len(types) else types, ClassesRule(indicator=said.classes), ()
    return _crossed(said, trail, places, (names[said.cross.rows], names[said.cross.columns]), entries)


def _crossed(
    said: TypologySpec, trail: Trail, places: Places, names: tuple[Sequence[str], Sequence[str]], entries: tuple[TypeEntry, ...]
) -> tuple[tuple[TypeEntry, ...], CrossRule | None, tuple[Diagnostic, ...]]:
    """Give the types of a cross table: those of the author, each with its cells, or every cell as a type."""
    if said.cross is None:
        raise ValueError(f"{said.id} is no cross table")
    cells = [(row, column) for row in names[0] for column in names[1]]
    if not entries:
        entries = tuple(TypeEntry(id=slug(f"{row} {column}"), title=f"{row} / {column}", text="") for row, column in cells)
        of_cell = {cell: place for place, cell in enumerate(cells)}
    else:
        written = [(tuple(cell), place) for place, entry in enumerate(said.types) for cell in entry.cells]
        wrong = [" / ".join(cell) for cell, _ in written if cell not in cells]
        wrong += [" / ".join(cell) for cell in cells if [given for given, _ in written].count(cell) != 1]
        if wrong:
            return entries, None, tuple(diagnostic("A391", places.value(*trail), id=said.id, name=cell) for cell in wrong)
        of_cell = {(cell[0], cell[1]): place for cell, place in written}
    grid = tuple(tuple(of_cell[row, column] for column in names[1]) for row in names[0])
    return entries, CrossRule(rows=said.cross.rows, columns=said.cross.columns, cells=grid), ()


def _imported(
    said: ImportedSpec, trail: Trail, places: Places, root: Path, codes: Mapping[str, int], geography: Geography
) -> tuple[ImportedRule | None, tuple[Diagnostic, ...]]:
    """Read the types of areas from a table."""
    path, found = locate(root, said.file, places.value(*trail, "file"), TABLES)
    if path is None or found:
        return None, found
    table = TableSpec(file=said.file, area=said.area, series=said.types, period={"fixed": "-"}, sheet=said.sheet)  # type: ignore[arg-type]
    sheet, found = open_sheet(root, path, table)
    if sheet is None:
        return None, found
    missing = [name for name in (said.area, *said.types) if name not in sheet.header]
    if missing:
        known = ", ".join(sheet.header)
        return None, tuple(
            diagnostic("A398", sheet.header_place, column=name, near=suggestion(name, sheet.header), known=known) for name in missing
        )
    keys = [convert(cell, said.keys) if cell else "" for cell in _column(sheet, said.area)]
    types: dict[tuple[int, str], int] = {}
    doubts: list[Diagnostic] = []
    for column, period in said.types.items():
        at = sheet.header.index(column)
        for line, (key, word) in enumerate(zip(keys, _column(sheet, column), strict=True)):
            if key in geography.rows and word in codes:
                types[geography.rows[key], period] = codes[word]
            elif word and key:
                doubts += _strange(key, word, sheet.place(line, at), codes, geography)
    rule = ImportedRule(types=types, procedure=said.procedure, variables=said.variables, author=said.author, year=said.year, file=said.file)
    return (None if doubts else rule), tuple(doubts)


def _column(sheet: Sheet, name: str) -> list[str]:
    column = sheet.columns[sheet.header.index(name)]
    cells = [text(cell) for cell in column.cells]
    return [cells[code] for code in column.codes.tolist()]


def _strange(key: str, word: str, where: Location, codes: Mapping[str, int], geography: Geography) -> Iterator[Diagnostic]:
    if key not in geography.rows:
        yield diagnostic("A381", where, key=key, near=nearest(key, geography.rows))
    if word not in codes:
        yield diagnostic("A399", where, word=word, near=suggestion(word, codes), known=", ".join(codes))
