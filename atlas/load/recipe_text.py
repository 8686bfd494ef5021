"""Writes a recipe as its author would: YAML for `tables:`, with a comment wherever something is to be checked."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from atlas.load.annotations import FINAL
from atlas.load.grid import downwards
from atlas.load.joins import is_rest, is_total
from atlas.load.keyless import Keyless, weigh
from atlas.load.keys import convert
from atlas.load.proposal import (
    MANY,
    UNNAMED,
    Columns,
    column_name,
    fixed_period,
    foot,
    heading_period,
    key_map,
    made,
    new_names,
    quoted,
    read_columns,
    sign_meanings,
    title_id,
    twins,
)
from atlas.load.survey import Survey
from atlas.load.whereabouts import OPEN
from atlas.model.geography import Geography

Remark = Callable[[str], str]

HEADING = "stand"
"""Name of the column that a heading with a date becomes."""

_INLINE = 100


def write(survey: Survey, geography: Geography, file: str, remark: Remark) -> str:
    """Write the entry of a table, indented as below `tables:`. `remark` gives a comment by its name."""
    columns = read_columns(survey)
    lines = [
        f"- file: {quoted(file)}",
        *_file(survey),
        *_rows(survey, geography),
        *_values(survey, columns, file, remark),
        *_keys(survey, geography, remark),
        *_cells(survey, columns, remark),
    ]
    return "".join(f"  {line}\n" for line in (lines[0], *(f"  {line}" for line in lines[1:])))


def _file(survey: Survey) -> Iterator[str]:
    grid = survey.grid
    if len(grid.sheets) > 1:
        yield f"sheet: {quoted(grid.sheet)}"
    if grid.encoding not in {"", "utf-8", "utf-8-sig"}:
        yield f"encoding: {grid.encoding}"
    if grid.delimiter:
        yield f"delimiter: {'tab' if grid.delimiter == chr(9) else quoted(grid.delimiter)}"


def _rows(survey: Survey, geography: Geography) -> Iterator[str]:
    header = [row + 1 for row in survey.header]
    said = [f"header: {header[0] if len(header) == 1 else header}"] if header != [1] else []
    end = foot(survey)
    said += [f"end: {end if end.isdecimal() else quoted(end)}"] if end else []
    forms = chosen_forms(survey, geography)
    said += [f"where: {{{quoted(column_name(survey, survey.key))}: {{pattern: '{forms}'}}}}"] if forms else []
    fill = dict.fromkeys(column for top, _, column in downwards(survey.grid.merged) if top in survey.rows and column not in survey.values)
    said += [f"fill: [{', '.join(quoted(column_name(survey, column)) for column in fill)}]"] if fill else []
    pattern = heading_period(survey)
    said += [f"headings: {{{HEADING}: '{pattern.replace('(', '').replace(')', '')}'}}"] if pattern else []
    if said:
        yield "rows:"
        yield from (f"  {line}" for line in said)


def chosen_forms(survey: Survey, geography: Geography) -> str:
    """Give a pattern that leaves out keys of other forms than those that join (Länder among Kreise), if there are many; empty otherwise."""
    if survey.in_header or survey.match.by_name or survey.match.whole:
        return ""
    front = commonprefix(survey.match.joined)
    forms = sorted({re.escape(front) + _form(key[len(front) :]) for key in survey.match.joined})
    others = [key for key in survey.unknown if not re.fullmatch("|".join(forms), key)]
    mapped = [key for key in key_map(survey, geography) if key in others]
    return "|".join([*forms, *map(re.escape, mapped)]) if len(others) >= MANY and len(forms) <= 3 else ""


def commonprefix(keys: Iterable[str]) -> str:
    """Give what all keys begin with."""
    ordered = sorted(keys)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(ordered[0], ordered[-1], strict=False))
    return "".join(letter for letter, _ in same)


def _form(key: str) -> str:
    """Give the pattern of a key: digits by their number, letters as they are."""
    return re.sub(r"(?:\\d)+", lambda run: rf"\d{{{len(run[0]) // 2}}}", re.sub(r"\d", r"\\d", re.escape(key)))


def _values(survey: Survey, columns: Columns, file: str, remark: Remark) -> Iterator[str]:
    wide = bool(columns.pattern)
    if wide:
        yield "layout: wide"
        yield f"columns: '{columns.pattern}'"
    elif new_names(survey):
        yield f"columns: {{{', '.join(f'{letter}: {quoted(name)}' for letter, name in new_names(survey).items())}}}"
    if survey.match.whole:
        yield f'area: {{fixed: "{next(iter(survey.match.joined.values()))}"}}   # {remark("whole")}'
    elif not survey.in_header:
        yield f"area: {quoted(column_name(survey, survey.key))}"
    yield from _period(survey, columns, file, remark)
    if survey.respects or (survey.in_header and len(columns.series) > 1):
        yield from _made(survey, columns, remark)
    elif wide and not columns.series:
        yield f"series: {{fixed: {title_id(survey)}}}   # {remark('series')}"
    else:
        yield from _mapping("series", columns.series, {next(iter(columns.series), ""): remark("series")})
    for word, column in sorted(survey.beside.items()):
        yield f"{word}: {quoted(column if isinstance(column, str) else column_name(survey, column))}"


def _period(survey: Survey, columns: Columns, file: str, remark: Remark) -> Iterator[str]:
    if columns.periods:
        return
    if survey.period >= 0:
        name, pattern = quoted(column_name(survey, survey.period)), survey.period_pattern
        yield f"period: {{column: {name}, pattern: '{pattern}'}}" if pattern else f"period: {name}"
    elif heading_period(survey):
        yield f"period: {{column: {HEADING}, pattern: '{heading_period(survey)}'}}"
    else:
        year = fixed_period(survey, file)
        yield f'period: {{fixed: "{year}"}}   # {remark("period" if year == UNNAMED else "period_found")}'


def _made(survey: Survey, columns: Columns, remark: Remark) -> Iterator[str]:
    """Write the series of a table whose rows or columns are divided by more respects."""
    yield f"make:   # {remark('make')}"
    wide = bool(columns.pattern)
    series = {} if wide and not columns.series else columns.series
    if wide:
        named = made(survey, {"": title_id(survey)}) if not series else made(survey, series)
    else:
        named = made(survey, {column_name(survey, column): columns.series[column_name(survey, column)] for column in survey.values})
    for short, (column, cells) in named.items():
        parts = [f"sum: {quoted(column)}"] if column else []
        where = ", ".join(f"{quoted(name)}: {_flow(members)}" for name, members in cells.items())
        parts += [f"where: {{{where}}}"] if where else []
        yield f"  {short}: {{{', '.join(parts)}}}"
    for number, members in survey.respects.items():
        if len(members) > MANY:
            yield f"  # {remark('members')} {column_name(survey, number)}: {_flow(members)}"


def _keys(survey: Survey, geography: Geography, remark: Remark) -> Iterator[str]:
    recipe, proposed = survey.match.keys, key_map(survey, geography)
    names = {area.key: area.name for area in geography.areas}
    steps = [f"{name}: {quoted(value)}" for name in ("pattern", "strip", "prefix") if (value := getattr(recipe, name))]
    steps += [f"pad: {recipe.pad}"] if recipe.pad else []
    steps += [f"empty: {quoted(proposed.pop(''))}"] if "" in proposed else []
    joined, others = dict(recipe.map) | proposed, twins(survey, geography)
    if joined or others:
        yield "keys:" + (f"   # {remark('names')}" if survey.match.by_name else "")
        yield from (f"  {step}" for step in steps)
        namesakes = {key: f", {remark('namesake')} {area}" for key, area in survey.match.joined.items() if area in names}
        comments = {key: names.get(area, remark("name") + namesakes.get(key, "")) for key, area in joined.items()}
        yield from (f"  {line}" for line in (_mapping("map", joined, comments) if joined else ()))
        yield from (
            f"  {line}" for line in (_mapping("also", others, {key: names[area] for key, area in others.items()}) if others else ())
        )
    elif steps:
        yield f"keys: {{{', '.join(steps)}}}"
    if weigh(survey, geography) is Keyless.UNCLEAR and not any(step.startswith("empty") for step in steps):
        yield f"# keys: {{empty: …}}   {remark('empty')}"
    lost = left_out(survey, geography)
    if lost:
        yield f"skip:   # {remark('skip')}"
        for key, name in lost.items():
            comment = name or ("" if key else remark("rest"))
            yield f"  - {quoted(key)}" + (f"   # {comment}" if comment else "")


def left_out(survey: Survey, geography: Geography) -> dict[str, str]:
    """Give the keys that no area has and none is proposed for, with the names beside them."""
    forms, proposed = chosen_forms(survey, geography), key_map(survey, geography)
    kept = {key: name for key, name in survey.unknown.items() if key not in proposed and (not forms or re.fullmatch(forms, key))}
    return {key: name for key, name in kept.items() if key or weigh(survey, geography) is Keyless.REST}


def _cells(survey: Survey, columns: Columns, remark: Remark) -> Iterator[str]:
    signs = sign_meanings(survey)
    if signs:
        yield "missing:"
        for sign, (status, count) in signs.items():
            words = remark("sign") if sign not in {"", "-", "–", ".", "...", "…", "/", "x", "X", "·"} else ""
            yield f"  {quoted(sign)}: {status}   # {count} ×{f', {words}' if words else ''}"
    marks = survey.marks
    if marks:
        yield f"marks:   # {remark('marks')}"
        yield from (
            f"  {quoted(mark)}: {quoted(said)}   # {count} ×" + (f", {remark('mark')}" if said == OPEN else "")
            for mark, count in marks.items()
            for said in ("" if mark == FINAL else mark if mark in "prsb" else OPEN,)
        )
    if survey.fractions:
        yield f"# factor: 100   {remark('fractions')}"
    if survey.thousands and not columns.pattern:
        factors = ", ".join(f"{columns.series[column_name(survey, column)]}: {number}" for column, number in survey.thousands.items())
        yield f"# factor: {{{factors}}}   {remark('thousands')}"


def _mapping(name: str, entries: Mapping[str, str], comments: Mapping[str, str]) -> Iterator[str]:
    yield f"{name}:"
    for key, value in entries.items():
        comment = f"   # {comments[key]}" if comments.get(key) else ""
        yield f"  {quoted(key)}: {quoted(value)}{comment}"


def _flow(cells: Sequence[str]) -> str:
    return quoted(cells[0]) if len(cells) == 1 else f"[{', '.join(map(quoted, cells))}]"


def sums_and_rests(survey: Survey) -> list[str]:
    """Name the rows that are sums or hold what belongs to no area."""
    pairs = survey.unknown.items()
    return [key or name for key, name in pairs if any(is_total(one) or is_rest(one) for one in (key, name))]


def shown(survey: Survey, key: str) -> str:
    """Write a key with what the recipe makes of it."""
    made_of = convert(key, survey.match.keys)
    return key if made_of == key else f"{key} → {made_of}"
