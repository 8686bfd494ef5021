"""Writes the recipe for a surveyed table: YAML for `tables:` in site.yaml, with comments that say what its author has to check."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from atlas.base.text import slug
from atlas.load.grid import Grid
from atlas.load.headers import BETWEEN, letters
from atlas.load.joins import is_total
from atlas.load.keyless import Keyless, weigh
from atlas.load.keysearch import folded, spellings
from atlas.load.recognition import NOWHERE, PERIODS, UNIT, YEAR, is_figure, meaning
from atlas.load.survey import Survey
from atlas.model.geography import Geography

MANY = 12
"""From so many keys of one form that no area has, rows are chosen by a pattern; of more cells of a respect only the first become series."""

UNNAMED = "????"
"""Stands where the author has to write the period."""

_PLAIN = re.compile(r"[A-Za-zÄÖÜäöüß_][\wÄÖÜäöüß.() %/+-]*")
_WORDS = {"", "null", "true", "false", "yes", "no", "on", "off", "~"}
_ANYWHERE = re.compile(rf"\d{{1,2}}\.\d{{1,2}}\.({YEAR})|({YEAR})")
_TOTAL = ("insgesamt", "gesamt", "total", "zusammen", "alle", "beide")


class Columns(Struct, frozen=True, kw_only=True):
    """What the names of the columns with figures say: a pattern (empty if they say nothing but series), and series by the words of the file."""

    pattern: str
    series: Mapping[str, str]
    periods: tuple[str, ...]


def key_map(survey: Survey, geography: Geography) -> dict[str, str]:
    """Propose areas for keys that no area has: the whole for a total, an area of the same name whose key begins with this one."""
    met = set(survey.match.joined.values())
    whole = geography.areas[0]
    one_whole = len(geography.level_rows[geography.levels[0].id]) == 1 and whole.key not in met
    proposed: dict[str, str] = {}
    for key, name in survey.unknown.items():
        total = is_total(key) or is_total(name) or folded(whole.name) in {*spellings(key), *spellings(name)}
        total = total or (not key and weigh(survey, geography) is Keyless.WHOLE)
        alike = [area.key for area in geography.areas if key and area.key.startswith(key) and folded(area.name) in set(spellings(name))]
        if one_whole and total:
            proposed[key] = whole.key
        elif len(alike) == 1 and alike[0] not in met:
            proposed[key] = alike[0]
    return proposed


def twins(survey: Survey, geography: Geography) -> dict[str, str]:
    """Propose areas that have the figures of another: the only parts of areas that join, if they have no row, but the same name and a key that begins alike."""
    met = set(survey.match.joined.values())
    met_by_map = set(key_map(survey, geography).values())
    parts = Counter(area.parent for area in geography.areas)
    areas = [area for area in geography.areas if area.key not in met | met_by_map and parts[area.parent] == 1]
    found: dict[str, str] = {}
    for area in areas:
        alike = [
            key
            for key in met
            if key and area.key.startswith(key) and folded(geography.areas[geography.rows[key]].name) == folded(area.name)
        ]
        found |= {alike[0]: area.key} if len(alike) == 1 and area.parent == alike[0] else {}
    return dict(sorted(found.items()))


def read_columns(survey: Survey) -> Columns:
    """Find out what the names of the columns with figures say: one part of them may be a period, one a series; the rest is the same in all."""
    names = [survey.names[column] for column in survey.values]
    parts = [name.split(BETWEEN) for name in names]
    if len({len(part) for part in parts}) == 1 and (len(parts[0]) > 1 or survey.in_header):
        pattern = _pattern_of_parts(list(zip(*parts, strict=True)), survey)
    else:
        pattern = _pattern_of_words(names)
    if not pattern:
        names = [column_name(survey, column) for column in survey.values]
        labels = _labels([name.split(BETWEEN) for name in names])
        ids = _ids(labels)
        return Columns(pattern="", series={name: ids[label] for name, label in zip(names, labels, strict=True)}, periods=())
    others = [
        re.escape(name).replace(r"\ ", " ") for name in dict.fromkeys(survey.names) if name not in names and re.fullmatch(pattern, name)
    ]
    pattern = f"(?!(?:{'|'.join(others)})$){pattern}" if others else pattern
    groups = [match.groupdict() for name in names if (match := re.fullmatch(pattern, name))]
    periods = tuple(dict.fromkeys(group["period"] for group in groups if group.get("period")))
    return Columns(pattern=pattern, series=_ids([group["series"] for group in groups if group.get("series")]), periods=periods)


def _pattern_of_parts(columns: Sequence[Sequence[str]], survey: Survey) -> str:
    """Say what each part of a name is: the area, the period, a series, something that goes with the area, or the same in all."""
    known = {*survey.match.joined, *survey.unknown}
    said: list[str] = []
    periods = 0
    areas = next((cells for cells in columns if survey.in_header and set(cells) <= known), ())
    for cells in columns:
        dates = [_ANYWHERE.fullmatch(cell) for cell in cells]
        if all(dates):
            periods += 1
            said.append(r"\d+\.\d+\.(?P<period>\d{4})" if all("." in cell for cell in cells) else r"(?P<period>\d{4})")
        elif cells is areas:
            said.append("(?P<area>.+)")
        elif areas and len(set(zip(cells, areas, strict=True))) == len(set(cells)) == len(set(areas)):
            said.append(".+")
        elif len(set(cells)) == 1:
            said.append(re.escape(cells[0]).replace(r"\ ", " "))
        else:
            said.append("?")
    if periods > 1 or (not periods and not survey.in_header):
        return ""
    varying = [index for index, part in enumerate(said) if part == "?"]
    if varying:
        for number, (start, end) in enumerate(_runs(varying)):
            said[start : end + 1] = [f"(?P<{'series' if number == 0 else f'merkmal{number + 1}'}>.+)", *[""] * (end - start)]
    return BETWEEN.join(part for part in said if part)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last of each row of adjacent numbers."""
    start = before = numbers[0]
    for number in numbers[1:]:
        if number != before + 1:
            yield start, before
            start = number
        before = number
    yield start, before


def _pattern_of_words(names: Sequence[str]) -> str:
    """Find a year inside names such as `EW_2018`."""
    found = [list(_ANYWHERE.finditer(name)) for name in names]
    if not names or not all(found):
        return ""
    dated = all("." in one[0][0] for one in found)
    year = r"\d+\.\d+\.(?P<period>\d{4})" if dated else r"(?P<period>\d{4})"
    before = {name[: one[0].start()] for name, one in zip(names, found, strict=True)}
    after = {name[one[0].end() :] for name, one in zip(names, found, strict=True)}
    if len(before) > 1 and len(after) > 1:
        return ""
    front = re.escape(before.pop()) if len(before) == 1 else "(?P<series>.+?)"
    back = re.escape(after.pop()) if len(after) == 1 else "(?P<series>.+)"
    return (front + year + back).replace(r"\ ", " ")


def _labels(names: Sequence[Sequence[str]]) -> list[str]:
    """Give each column the last of its words that no other has and that is no unit: of `Betten / Augenheilkunde / Anzahl` the second. Of one column alone the first."""
    times = Counter(part for parts in names for part in set(parts))
    if len(names) == 1:
        return [names[0][0]]
    return [
        next((part for part in reversed(parts) if times[part] == 1 and not UNIT.fullmatch(part)), BETWEEN.join(parts)) for parts in names
    ]


def title_id(survey: Survey) -> str:
    """Make a short name for the one series of a table from its last title."""
    titles = [words for row in range(min(survey.header, default=survey.first)) if (words := survey.grid.cell(row, 0))]
    return next(iter(_ids([titles[-1]]).values())) if titles else "reihe"


def _ids(names: Iterable[str]) -> dict[str, str]:
    """Give each name a short one, unlike all others."""
    ids: dict[str, str] = {}
    for name in dict.fromkeys(names):
        short = "_".join(slug(re.sub(r"\s\([^)]*\)", "", name)).split("-")[:6]) or "reihe"
        number = sum(one == short or (one.startswith(f"{short}_") and one[len(short) + 1 :].isdecimal()) for one in ids.values())
        ids[name] = f"{short}_{number + 1}" if number else short
    return ids


def made(survey: Survey, series: Mapping[str, str]) -> dict[str, tuple[str, dict[str, tuple[str, ...]]]]:
    """Propose the series of a table whose rows are divided: id → column and chosen cells; in the whole, and by each respect alone."""
    respects = {survey.names[column]: members for column, members in survey.respects.items()}
    every = {name: (total,) if (total := _total(members)) else members for name, members in respects.items()}
    found: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {}
    for column, short in series.items():
        found[short] = column, every
        for name, members in respects.items():
            some = [one for one in members if (one,) != every[name]]
            for member, part in _ids(some if len(some) <= MANY else some[:2]).items():
                found[f"{short}_{part}"] = column, every | {name: (member,)}
    return found


def _total(members: Sequence[str]) -> str:
    return next((one for one in members if folded(one).startswith(_TOTAL)), "")


def fixed_period(survey: Survey, file: str) -> str:
    """Find the one period that titles, the name of the file or else the header speak of; UNNAMED if there is none or more than one."""
    grid = survey.grid
    titles = [grid.cell(row, 0) for row in range(min(survey.header, default=survey.first))]
    others = [name for column, name in enumerate(survey.names) if column not in survey.values]
    for words in ((*survey.headings, *titles), (file,), others):
        years = {match[1] or match[2] for text in words for match in _ANYWHERE.finditer(text)}
        if len(years) == 1:
            return years.pop()
    return UNNAMED


def heading_period(survey: Survey) -> str:
    """Give the pattern of a date that stands in a row of its own between header and figures."""
    return next((pattern or f"({form.pattern})" for one in survey.headings for form, pattern in PERIODS if form.fullmatch(one)), "")


def foot(survey: Survey) -> str:
    """Give the words that the first row behind the table begins with, if no row of data does; its number if another table begins there."""
    grid = survey.grid
    if grid.end:
        return str(grid.end + 1)
    behind = [row for row in range(survey.last + 1, len(grid.rows)) if grid.filled(row)]
    if not behind:
        return ""
    words = next(cell for column in range(grid.width) if (cell := grid.cell(behind[0], column))).split("\n")[0][:20].strip()
    data = (grid.cell(row, column) for row in survey.rows for column in range(grid.width))
    return words if len(words) > 2 and not is_figure(words) and not any(cell.startswith(words) for cell in data) else ""


def quoted(words: str) -> str:
    """Write a text as YAML that is text for every reader."""
    if _PLAIN.fullmatch(words) and words.lower() not in _WORDS and words == words.strip() and not words.endswith(":"):
        return words if not re.search(r"[,\[\]{}#&*!|>'\"@`]|: ", words) else f"'{words}'"
    return "'" + words.replace("'", "''") + "'" if "\\" in words or '"' in words else f'"{words}"'.replace("\n", "\\n")


def column_name(survey: Survey, column: int) -> str:
    """Name a column as the recipe calls it: by its header, with its letter where others have the same."""
    name = survey.names[column] if column < len(survey.names) else letters(column)
    return name if survey.names.count(name) == 1 else f"{name} ({letters(column)})"


def new_names(survey: Survey) -> dict[str, str]:
    """Give by its letter the name of each column that shares its header with another, and is needed."""
    beside = (column for column in survey.beside.values() if isinstance(column, int))
    needed = sorted({survey.key, survey.period, *survey.values, *survey.respects, *beside} - {NOWHERE})
    return {letters(column): column_name(survey, column) for column in needed if survey.names.count(survey.names[column]) > 1}


def title_rows(grid: Grid, survey: Survey) -> int:
    """Count the rows with text above the header."""
    return sum(grid.filled(row) > 0 for row in range(min(survey.header, default=survey.first)))


def sign_meanings(survey: Survey) -> dict[str, tuple[str, int]]:
    """Give for each sign what it will mean, and how often it occurs."""
    return {sign: (meaning(sign), count) for sign, count in survey.signs.items()}
