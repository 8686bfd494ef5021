"""Understand what stands in braces: which indicator, which area, which period, and what of it. German and English words mean the same everywhere.

The order is free, but for two rules: the indicator comes first, and what a figure is compared with comes behind the word that compares.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from msgspec import Struct, field

from atlas.base.diagnostics import suggestion
from atlas.model.geography import Area, Geography
from atlas.model.indicator import Indicator
from atlas.model.panel import Panel
from atlas.model.quote import Problem

VERBS: Mapping[str, tuple[str, ...]] = {
    "value": ("wert", "value"),
    "difference": ("unterschied", "differenz", "difference"),
    "distance": ("abstand", "distance"),
    "rank": ("rang", "lage", "rank"),
    "highest": ("höchster", "höchste", "höchsten", "am höchsten", "highest"),
    "lowest": ("niedrigster", "niedrigste", "niedrigsten", "am niedrigsten", "lowest"),
    "sum": ("summe", "sum"),
    "count": ("anzahl", "count"),
    "date": ("datum", "stichtag", "date"),
    "period": ("jahr", "zeitraum", "year", "period"),
    "change": ("veränderung", "change"),
    ">": (">", "über", "höher", "mehr", "above", "more", "higher"),
    "<": ("<", "unter", "niedriger", "weniger", "below", "less", "lower"),
    "≈": ("≈", "~", "=", "etwa", "wie", "ähnlich", "rund", "about", "like", "similar"),
    ">=": (">=", "≥", "mindestens", "at least"),
    "<=": ("<=", "≤", "höchstens", "at most"),
    "risen": ("gestiegen", "gewachsen", "risen", "grown"),
    "fallen": ("gesunken", "gefallen", "zurückgegangen", "fallen"),
}
"""What can be asked (up to change) or asserted of a figure → the words for it, in small letters."""

ASKING = ("value", "difference", "distance", "rank", "highest", "lowest", "sum", "count", "date", "period", "change")
COMPARING = (">", "<", "≈", ">=", "<=")
ASSERTING = (*COMPARING, "risen", "fallen", "highest", "lowest")

LATEST = ("latest", "aktuell", "zuletzt")
WHOLE = ("stadt", "kreis", "gesamt", "insgesamt", "city", "district", "whole")
PARENT = ("übergeordnet", "parent")
SINCE = ("seit", "since")
FILLERS = [
    "als",
    "am",
    "an",
    "auf",
    "bei",
    "das",
    "dem",
    "den",
    "der",
    "des",
    "die",
    "gegen",
    "gegenüber",
    "im",
    "in",
    "ist",
    "mit",
    "vom",
    "von",
    "zu",
    "zum",
    "zur",
    "at",
    "by",
    "compared",
    "in",
    "is",
    "of",
    "than",
    "the",
    "to",
    "with",
]
"""Words that only make the rest easier to read."""

_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)(?:/(\d+(?:[.,]\d+)?))?\s?%?")


class Query(Struct):
    """What is asked or asserted: an indicator, rows of areas, a period (index, None: the latest), a verb, and what it is compared with.

    `target` is a row, `number` a plain number or a fraction (`fraction`), `since` an earlier period, `level` a level's id.
    """

    indicator: Indicator
    rows: list[int] = field(default_factory=list)
    period: int | None = None
    verb: str = ""
    target: int | None = None
    number: float | None = None
    fraction: bool = False
    since: int | None = None
    level: str = ""


@dataclass(slots=True)
class NotUnderstoodError(Exception):
    """Ends the reading of a mark."""

    problem: Problem


def refuse(code: str, words: str, **details: object) -> NotUnderstoodError:
    """Make the exception that says why a mark has no answer; its words are shown in braces, as they are written."""
    shown = {"words": f"{{{words}}}"} | details
    return NotUnderstoodError(Problem(code=code, details=tuple((name, str(value)) for name, value in shown.items())))


def understand(
    words: str, own: int | None, geography: Geography, indicators: Mapping[str, Indicator], figures: Mapping[str, Panel]
) -> Query:
    """Read the words of a mark; `own` is the row of the area its page is about. Raises NotUnderstoodError."""
    first, *rest = _tokens(words)
    if first not in indicators:
        raise refuse("A360", word=first, suggestion=suggestion(first, indicators), words=words)
    query, panel = Query(indicators[first]), figures[first]
    tokens = iter(rest)
    for token in tokens:
        _take(token, tokens, query, own, geography, panel, words)
    return query


def _take(token: str, tokens: Iterator[str], query: Query, own: int | None, geography: Geography, panel: Panel, words: str) -> None:
    """Add what one word says to the query."""
    lower = token.casefold()
    if lower in SINCE:
        query.since = _period(next(tokens, ""), panel, words)
    elif query.verb in COMPARING and (number := _NUMBER.fullmatch(token)):
        query.number, query.fraction = _number(number)
    elif lower in _verbs():
        query.verb = _verbs()[lower]
    elif lower in LATEST:
        query.period = None
    elif token in panel.periods and token not in geography.rows:
        query.period = panel.periods.index(token)
    elif (level := _level(lower, geography)) and query.verb in {"highest", "lowest", "rank"}:
        query.level = level
    elif (row := _row(token, own, geography)) is not None:
        if query.verb in {*COMPARING, "difference", "distance"}:
            query.target = row
        else:
            query.rows.append(row)
    elif token in panel.periods:
        query.period = panel.periods.index(token)
    elif lower not in FILLERS:
        raise refuse("A361", word=token, suggestion=_near(token, geography, panel), words=words)


def _tokens(words: str) -> list[str]:
    """Part the words; a sign of comparison may touch its neighbours, and two words may be one."""
    spaced = re.sub(r"(>=|<=|[<>≈=≥≤~])", r" \1 ", words)
    for pair in (word for known in VERBS.values() for word in known if " " in word):
        spaced = re.sub(rf"\b{pair}\b", pair.replace(" ", "\0"), spaced, flags=re.IGNORECASE)
    return [token.replace("\0", " ") for token in spaced.split()]


@cache
def _verbs() -> dict[str, str]:
    return {word: verb for verb, words in VERBS.items() for word in words}


def _number(match: re.Match[str]) -> tuple[float, bool]:
    above, below = (float(part.replace(",", ".")) if part else None for part in match.groups())
    return (above or 0.0) / (below or 1.0), below is not None


def _period(token: str, panel: Panel, words: str) -> int:
    if token not in panel.periods:
        raise refuse("A361", word=token or "seit", suggestion=suggestion(token, panel.periods) or panel.periods[0], words=words)
    return panel.periods.index(token)


def _level(word: str, geography: Geography) -> str:
    return next((level.id for level in geography.levels if word in {level.id, level.title.casefold(), level.plural.casefold()}), "")


def _row(token: str, own: int | None, geography: Geography) -> int | None:
    """Find the area that is meant: by its key, as the whole, as the one around the page's own, or as its level's."""
    key, lower = token.removeprefix("area:"), token.casefold()
    if key in geography.rows:
        return geography.rows[key]
    level = _level(lower, geography)
    around: list[Area] = [*geography.ancestors(geography.areas[own].key), geography.areas[own]] if own is not None else []
    named = next((geography.rows[area.key] for area in around if area.level == level), None)
    if named is not None:
        return named
    top = geography.level_rows[geography.levels[0].id]
    if (lower in WHOLE or level == geography.levels[0].id) and len(top) == 1:
        return top[0]
    if lower in PARENT and len(around) > 1:
        return geography.rows[around[-2].key]
    return None


def _near(token: str, geography: Geography, panel: Panel) -> str:
    names = {area.name.casefold(): area.key for area in geography.areas}
    if token.casefold() in names:
        return names[token.casefold()]
    words = [*_verbs(), *LATEST, *WHOLE, *SINCE, *panel.periods, *geography.rows]
    return suggestion(token.casefold(), words) or names.get(suggestion(token.casefold(), names), "")
