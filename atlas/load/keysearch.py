"""Searches a table for the keys of the atlas: in which column or header they stand, and how they have to be changed to agree."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product, takewhile

from msgspec import Struct
from msgspec.structs import replace

from atlas.base.text import collation
from atlas.load.keys import convert
from atlas.load.recipe import TableKeys
from atlas.model.geography import Geography

ENOUGH = 0.5
"""A column counts as one of keys from this merit on: the share of its cells that are keys, and of a level's areas that are met."""

LONG = 4
"""Characters of a key that does not agree by chance."""


class KeyMatch(Struct, frozen=True, kw_only=True):
    """Texts that join: how keys are made, and for each text that joins the key of its area. `by_name`: the map is a proposal from names alone; `whole`: the table has no
    areas, all its figures are of the whole."""

    keys: TableKeys
    joined: Mapping[str, str]
    merit: float
    by_name: bool = False
    whole: bool = False


def match_keys(cells: Collection[str], geography: Geography) -> KeyMatch | None:
    """Find the simplest change that makes most of these texts keys of the atlas."""
    different = sorted({cell for cell in cells if cell})
    if not different:
        return None
    levels = [{geography.areas[row].key for row in rows} for rows in geography.level_rows.values()]
    best: tuple[float, TableKeys] | None = None
    for steps, recipe in _recipes(different, geography):
        made = [convert(cell, recipe) for cell in different]
        merit = _merit(different, made, levels, steps) - 0.001 * steps
        if best is None or merit > best[0]:
            best = merit, recipe
    if best is None or best[0] < ENOUGH:
        return None
    joined = {cell: key for cell in different if (key := convert(cell, best[1])) in geography.rows}
    return KeyMatch(keys=best[1], joined=joined, merit=best[0]) if len(joined) > 1 else None


def widened(match: KeyMatch, cells: Iterable[str], geography: Geography) -> KeyMatch:
    """Join more texts in the same way: rows that have no figures have keys all the same."""
    more = {cell: key for cell in cells if (key := convert(cell, match.keys)) in geography.rows}
    return replace(match, joined=more | dict(match.joined))


def match_names(cells: Collection[str], geography: Geography) -> KeyMatch | None:
    """Propose a key for each text that is the name of one area and of no other; never more than a proposal."""
    found = named(cells, geography)
    different = sorted({cell for cell in cells if cell})
    levels = [{geography.areas[row].key for row in rows} for rows in geography.level_rows.values()]
    merit = _merit(different, [found.get(cell, "") for cell in different], levels, 0) if different else 0
    return KeyMatch(keys=TableKeys(map=found), joined=found, merit=merit, by_name=True) if merit >= ENOUGH and len(found) > 1 else None


def named(cells: Collection[str], geography: Geography) -> dict[str, str]:
    """Give the texts that are the name of one area and of no other, with its key."""
    names: dict[str, list[str]] = {}
    for area in geography.areas:
        for name in {folded(area.name), *map(folded, area.aliases)}:
            names.setdefault(name, []).append(area.key)
    different = sorted({cell for cell in cells if cell})
    return {cell: names[name][0] for cell in different for name in spellings(cell) if len(names.get(name, ())) == 1}


def spellings(cell: str) -> Iterator[str]:
    """Give a name as it may stand in the atlas: whole, without what follows a comma or stands in brackets, without a number in front."""
    for words in (cell, cell.split(",", maxsplit=1)[0], re.sub(r"\s*\(.*\)", "", cell), re.sub(r"^[\d.]+\s+", "", cell)):
        yield folded(words)


def folded(name: str) -> str:
    return collation(name.strip())


def _merit(cells: Sequence[str], keys: Sequence[str], levels: Sequence[Collection[str]], steps: int) -> float:
    """Rate keys from 0 to 1: how many of them belong to areas, and how many areas of the best level are met.

    Short numbers agree by chance: if they have to be changed, half of a level's areas must be met. Long keys do not: a table of the whole country may
    be one for an atlas of a single district.
    """
    joined = {key for key in keys if any(key in level for level in levels)}
    share = sum(key in joined for key in keys) / len(keys)
    met = max(len(joined.intersection(level)) / len(level) for level in levels if level)
    if any(len(cell) >= LONG and key in joined for cell, key in zip(cells, keys, strict=True)):
        share = max(share, ENOUGH) if met > ENOUGH else share
    elif steps and met < ENOUGH:
        return 0
    return share * 0.6 + met * 0.4 if min(share, met) > 0.1 else 0


def _recipes(cells: Sequence[str], geography: Geography) -> Iterator[tuple[int, TableKeys]]:
    """Give changes from none to several, with the number of their steps."""
    known = [area.key for area in geography.areas]
    fronts = sorted({front for rows in geography.level_rows.values() if (front := _front(geography.areas[row].key for row in rows))})
    letters = Counter(match[0] for cell in cells if (match := re.match(r"\D+(?=\d)", cell)))
    own = letters.most_common(1)[0][0] if letters else ""
    strips = ["", *([own] if own else []), *(strip for strip in ("000", "0") if _often(cells, strip))]
    lengths = sorted({len(key) for key in known} | {len(key) - len(front) for key in known for front in fronts if key.startswith(front)})
    shortest = min((len(cell) - len(strip) for cell in cells for strip in strips if strip in cell), default=0)
    pads = [0, *(length for length in lengths if max(1, shortest) < length <= 20)]
    patterns = ["", r"^([^\s]*\d[^\s]*)\s"] if any(re.match(r"[^\s]*\d[^\s]*\s", cell) for cell in cells) else [""]
    for pattern, strip, pad, prefix in product(patterns, strips, pads, ["", *fronts]):
        steps = sum(map(bool, (pattern, strip, pad, prefix)))
        yield steps, TableKeys(pattern=pattern, strip=strip, pad=pad, prefix=prefix)


def _front(keys: Iterable[str]) -> str:
    """Give the letters that all keys begin with."""
    ordered = sorted(keys)
    alike = takewhile(lambda pair: pair[0] == pair[1] and not pair[0].isdecimal(), zip(ordered[0], ordered[-1], strict=False))
    return "".join(letter for letter, _ in alike)


def _often(cells: Sequence[str], strip: str) -> bool:
    return 5 * sum(cell.startswith(strip) or cell.endswith(strip) for cell in cells) > len(cells)
