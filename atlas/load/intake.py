"""Looks at a new table for an atlas: says what it found, writes the recipe, and reads the table with it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.load import recipe_text
from atlas.load.entries import read_entries
from atlas.load.grid import Grid, open_grid
from atlas.load.headers import letters
from atlas.load.keyless import Keyless, weigh
from atlas.load.keys import nearest
from atlas.load.layouts import arrange
from atlas.load.proposal import (
    UNNAMED,
    column_name,
    fixed_period,
    foot,
    heading_period,
    key_map,
    read_columns,
    sign_meanings,
    title_rows,
    twins,
)
from atlas.load.recipe import TableSpec
from atlas.load.recognition import NOWHERE
from atlas.load.rows import select
from atlas.load.schema import validate
from atlas.load.sheets import open_sheet
from atlas.load.stacked import part
from atlas.load.sums import add_up
from atlas.load.survey import Survey
from atlas.load.whereabouts import list_of_areas, strange_keys
from atlas.load.yaml import read
from atlas.model.geography import Geography
from atlas.model.panel import is_numeric

SHOWN = 10
"""So many keys are shown as examples."""

COMMENTS = {
    "de": {
        "series": "Spalte → Reihe; streichen, was nicht gebraucht wird",
        "make": "Reihen aus mehreren Zeilen oder Spalten; streichen, was nicht gebraucht wird",
        "period": "Zeitraum eintragen",
        "period_found": "aus Titel, Kopf oder Dateiname: prüfen",
        "names": "nach Namen vorgeschlagen: jede Zeile prüfen",
        "name": "Schlüssel eintragen",
        "namesake": "gleichnamig:",
        "empty": "Zeilen ohne Schlüssel: für welches Gebiet stehen sie?",
        "skip": "gehören zu keinem Gebiet des Atlas",
        "rest": "Zeilen ohne Schlüssel, vermutlich Fälle ohne Zuordnung",
        "members": "ebenso zu wählen, einzeln oder als Liste, die summiert wird, aus",
        "whole": "die Tabelle nennt keine Gebiete: gilt sie für das Ganze?",
        "sign": "Bedeutung prüfen",
        "marks": "Zeichen hinter Zahlen: p, r, s, b, eine Anmerkung oder nichts",
        "mark": "Bedeutung eintragen",
        "fractions": "die Anteile sind Bruchteile von 1; mit factor werden es Prozent",
        "thousands": "der Kopf nennt Tausend oder Millionen; mit factor werden es einfache Zahlen",
        "check": "Vorschlag von atlas import: bitte prüfen",
    },
    "en": {
        "series": "column → series; strike out what is not needed",
        "make": "series from several rows or columns; strike out what is not needed",
        "period": "enter the period",
        "period_found": "from title, header or file name: check",
        "names": "proposed by name: check each line",
        "name": "enter the key",
        "namesake": "of the same name:",
        "empty": "rows without a key: which area do they stand for?",
        "skip": "belong to no area of the atlas",
        "rest": "rows without a key, probably cases without an area",
        "members": "to be chosen likewise, one or a list that is added up, from",
        "whole": "the table names no areas: is it about the whole?",
        "sign": "check the meaning",
        "marks": "signs behind numbers: p, r, s, b, a note or nothing",
        "mark": "enter the meaning",
        "fractions": "the shares are fractions of 1; with factor they become per cent",
        "thousands": "the header speaks of thousands or millions; with factor they become plain numbers",
        "check": "proposed by atlas import: please check",
    },
}


def take_in(path: Path, file: str, geography: Geography, language: str, sheet: str = "") -> tuple[str, tuple[Diagnostic, ...]]:
    """Give the recipe for a table as YAML (empty if none can be made) and what was found. `file` is its name in the recipe."""
    grid, found = open_grid(path, sheet)
    if grid is None:
        return "", found
    tables = part(grid, geography)
    if not tables:
        return "", (*_of_grid(grid), _without_figures(grid, geography))
    words = COMMENTS[language]
    recipes = [f"  # {words['check']}\n" + recipe_text.write(looked, geography, file, words.__getitem__) for looked in tables]
    several = diagnostic("A346", Location(file=grid.file), count=len(tables), rows=", ".join(str(looked.first + 1) for looked in tables))
    return "".join(recipes), (
        *_of_grid(grid),
        *([several] if len(tables) > 1 else []),
        *(one for looked in tables for one in _of_table(looked, geography, len(tables) > 1)),
        *(one for looked, recipe in zip(tables, recipes, strict=True) for one in _tried(path, recipe, looked, geography, language)),
    )


def _without_figures(grid: Grid, geography: Geography) -> Diagnostic:
    """Say why a table has no recipe: it lists areas, it has keys of others, or it is something else."""
    where, listed, strange = Location(file=grid.file), list_of_areas(grid, geography), strange_keys(grid)
    if listed:
        column, found, count = listed
        return diagnostic("A338", where, column=grid.cell(0, column) or letters(column), joined=len(found), all=count)
    if strange:
        column, cells = strange
        known = geography.areas[geography.level_rows[geography.levels[-1].id][0]].key
        return diagnostic("A289", where, column=grid.cell(0, column) or letters(column), keys=cells[0], known=known)
    return diagnostic("A289", where, column="", keys="", known="")


def _of_grid(grid: Grid) -> Iterator[Diagnostic]:
    others = ", ".join(name for name in grid.sheets if name != grid.sheet)
    words = {
        "sheet": grid.sheet,
        "others": others,
        "encoding": grid.encoding,
        "delimiter": {"\t": "Tab"}.get(grid.delimiter, grid.delimiter),
    }
    yield diagnostic("A279", Location(file=grid.file), rows=len(grid.rows), columns=grid.width, **words)


def _of_table(looked: Survey, geography: Geography, one_of_several: bool) -> Iterator[Diagnostic]:
    grid = looked.grid
    where = Location(file=grid.file, line=min(looked.header, default=looked.first) + 1) if one_of_several else Location(file=grid.file)
    rows = {"header": ", ".join(str(row + 1) for row in looked.header), "first": looked.first + 1, "last": looked.last + 1}
    yield diagnostic("A280", where, titles=title_rows(grid, looked), **rows, foot="" if grid.end else foot(looked))
    yield from _of_keys(looked, geography, where)
    yield _of_periods(looked, where)
    if looked.respects:
        shown = (f"{column_name(looked, column)} ({_few(members)})" for column, members in looked.respects.items())
        yield diagnostic("A288", where, respects="; ".join(shown))
    if looked.signs:
        signs = (f"„{sign}“ {count} × → {status}" for sign, (status, count) in sign_meanings(looked).items())
        yield diagnostic("A286", where, signs=_few(list(signs)))
    if looked.thousands:
        columns = [f"{column_name(looked, column)} (× {number})" for column, number in looked.thousands.items()]
        yield diagnostic("A347", where, columns=_few(columns))
    if looked.marks:
        yield diagnostic("A295", where, marks=_few([f"„{mark}“ {count} ×" for mark, count in looked.marks.items()]))


def _of_periods(looked: Survey, where: Location) -> Diagnostic:
    """Say which periods the recipe reads, and where they stand."""
    columns = read_columns(looked)
    if columns.periods:
        return diagnostic("A285", where, periods=_few(columns.periods), origin=looked.names[looked.values[0]])
    if looked.period >= 0:
        cells = sorted({cell for cell in looked.grid.column(looked.period, looked.rows) if cell})
        periods = [found[1] for cell in cells if (found := re.fullmatch(looked.period_pattern or "(.+)", cell))]
        return diagnostic("A285", where, periods=_few(list(dict.fromkeys(periods))), origin=column_name(looked, looked.period))
    dates = [found[1] for one in looked.headings if (found := re.fullmatch(heading_period(looked) or "", one))]
    period = dates[0] if dates else fixed_period(looked, looked.grid.file)
    if period == UNNAMED:
        return diagnostic("A343", where)
    return diagnostic("A285", where, periods=period, origin=f"{looked.grid.file}:1-{looked.first}")


def _of_keys(looked: Survey, geography: Geography, where: Location) -> Iterator[Diagnostic]:
    joined = set(looked.match.joined.values())
    if looked.match.whole:
        yield diagnostic("A296", where, name=geography.areas[0].name, key=geography.areas[0].key)
        return
    place: dict[str, object] = (
        {"column": "", "row": looked.key + 1} if looked.in_header else {"column": column_name(looked, looked.key), "row": ""}
    )
    counts: dict[str, object] = {"joined": len(looked.match.joined), "all": len(looked.match.joined) + sum(map(bool, looked.unknown))}
    if not looked.match.merit:
        yield _of_names(looked, geography, where, place | counts)
        return
    if looked.match.by_name:
        yield diagnostic("A282", where, **place, **counts, levels=_levels(joined, geography))
    else:
        changed = [shown for key in looked.match.joined if (shown := recipe_text.shown(looked, key)) != key]
        levels = _levels(joined, geography)
        yield diagnostic("A281", where, **place, **counts, levels=levels, example=changed[0] if changed else "")
        if changed and not looked.in_header and _only_count(looked, geography):
            yield diagnostic("A340", where, column=place["column"], last=len(looked.match.joined))
    yield from _of_keyless(looked, geography, where)
    proposed, others = key_map(looked, geography), twins(looked, geography)
    if any(proposed) or others:
        pairs = [f"{key}{_in_brackets(looked.unknown[key])} → {area}" for key, area in proposed.items() if key]
        pairs += [f"{key} → {area} ({geography.areas[geography.rows[area]].name})" for key, area in others.items()]
        yield diagnostic("A293", where, pairs="; ".join(pairs[:SHOWN]))
    lost = {key: name for key, name in looked.unknown.items() if key not in proposed and key}
    if lost:
        yield diagnostic("A283", where, count=len(lost), keys=_few([_lost(key, name, geography) for key, name in lost.items()]))
    rest = recipe_text.sums_and_rests(looked)
    if rest:
        yield diagnostic("A287", where, rows=_few(rest))
    joined |= {*proposed.values(), *others.values()}
    for level in geography.levels:
        areas = [geography.areas[row] for row in geography.level_rows[level.id]]
        absent = [f"{area.key} ({area.name})" for area in areas if area.key not in joined]
        if absent and 2 * len(absent) < len(areas):
            yield diagnostic("A284", where, count=len(absent), all=len(areas), level=level.title, areas=_few(absent))


def _of_names(looked: Survey, geography: Geography, where: Location, words: Mapping[str, object]) -> Diagnostic:
    """Say that the names of a table are not those of the atlas, or which few are."""
    pairs = [f"{name}: {key}" for name, key in looked.match.joined.items() if key in geography.rows]
    if len(pairs) > 1:
        return diagnostic("A337", where, **words, pairs=_few(pairs), others=_few(list(looked.unknown)))
    return diagnostic("A294", where, column=words["column"], names=_few(list(looked.match.joined)))


def _of_keyless(looked: Survey, geography: Geography, where: Location) -> Iterator[Diagnostic]:
    """Say what rows without a key are taken for. Where it is not clear, the reading itself reports them."""
    found, whole = key_map(looked, geography).get(""), geography.areas[0]
    rows = [row + 1 for row in looked.rows if not looked.in_header and looked.key != NOWHERE and not looked.grid.cell(row, looked.key)]
    words = {"count": len(rows), "row": rows[0] if rows else 0}
    if found:
        yield diagnostic("A335", where, **words, name=whole.name, key=found)
    elif weigh(looked, geography) is Keyless.REST:
        yield diagnostic("A336", where, **words)


def _only_count(looked: Survey, geography: Geography) -> bool:
    """Tell whether keys are no more than the numbers from 1 on, and fewer than the areas they would stand for."""
    levels = {geography.areas[geography.rows[key]].level for key in looked.match.joined.values()}
    fewer = all(len(looked.match.joined) < len(geography.level_rows[level]) for level in levels)
    return fewer and sorted(looked.match.joined, key=len) == [str(number + 1) for number in range(len(looked.match.joined))]


def _lost(key: str, name: str, geography: Geography) -> str:
    near = nearest(key, geography.rows)
    return key + _in_brackets(name) + (f" ~ {near}" if near else "")


def _in_brackets(name: str) -> str:
    return f" ({name})" if name else ""


def _levels(joined: set[str], geography: Geography) -> str:
    counts = [(level.plural, {geography.areas[row].key for row in geography.level_rows[level.id]}) for level in reversed(geography.levels)]
    return ", ".join(f"{len(joined & keys)}/{len(keys)} {plural}" for plural, keys in counts if joined & keys)


def _few(words: list[str] | tuple[str, ...]) -> str:
    return ", ".join(words[:SHOWN]) + (f" … ({len(words)})" if len(words) > SHOWN else "")


def _tried(path: Path, recipe: str, looked: Survey, geography: Geography, language: str) -> Iterator[Diagnostic]:
    """Read the table as the recipe says, and report what an author would be told."""
    data, places, found = read("tables:\n" + recipe, looked.grid.file)
    entry: Mapping[str, object] = data["tables"][0] if not found else {}
    spec, wrong = validate(TableSpec, entry, places) if not found else (None, found)
    if spec is None:
        yield from wrong
        return
    sheet, found = open_sheet(path.parent, path, spec)
    yield from found
    if sheet is None:
        return
    sheet, taken, found = select(sheet, spec)
    blocks, missing = arrange(sheet, taken, spec)
    yield from (*found, *missing)
    if not blocks:
        return
    names = {str(cell) for block in blocks for cell in block.series.cells}
    entries, found = read_entries(sheet, blocks, spec, geography, names, language)
    entries, more = add_up(entries, geography)
    told = {"A203", "A217", "A212", "A219"}  # said before, in other words
    yield from (one for one in (*found, *more) if one.code not in told)
    met = {
        (part.names[series], int(area)) for part in entries for series, area in zip(part.series.tolist(), part.area.tolist(), strict=True)
    }
    periods = {part.periods[number] for part in entries for number in part.period.tolist()}
    figures = sum(int(is_numeric(part.status).sum()) for part in entries)
    counts = {"series": len({name for name, _ in met}), "areas": len({area for _, area in met}), "periods": len(periods)}
    yield diagnostic("A290" if figures else "A334", Location(file=looked.grid.file), figures=figures, **counts)
