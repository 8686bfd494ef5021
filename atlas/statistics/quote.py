"""Answer what texts ask of the published figures, and judge what they assert. Everything is judged by the figures as they are printed: rounded."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from atlas.base.language import translate
from atlas.base.text import number, round_half_up, signed, with_unit
from atlas.model.document import Document
from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.judgement import USUAL, WordRule
from atlas.model.mark import MarkKind, find_marks
from atlas.model.panel import SIGNS, Panel, Status
from atlas.model.quote import Answers, Problem, Quote
from atlas.statistics.compare import difference, whole_row
from atlas.statistics.terms import ASKING, ASSERTING, NotUnderstoodError, Query, refuse, understand

ROUGHLY = 0.1
"""“About a quarter” is true of every figure that lies no further from it than a tenth of it."""

SHORT_UNIT = 5
"""Longer units are written by the author: `{einwohner} Menschen`."""


class Library(Struct, frozen=True, kw_only=True):
    """The published figures of a site, as sentences ask for them."""

    geography: Geography
    indicators: Mapping[str, Indicator]
    figures: Mapping[str, Panel]
    findings: Mapping[str, Finding]
    main_level: str
    language: str
    rule: WordRule = USUAL


def answer_texts(
    documents: Iterable[Document],
    geography: Geography,
    register: Register,
    figures: Mapping[str, Panel],
    findings: Mapping[str, Finding],
    main_level: str,
    language: str,
    rule: WordRule = USUAL,
) -> Answers:
    """Answer every mark of every text. In a profile a figure without an area is that of the profile's own, elsewhere that of the whole."""
    library = Library(
        geography=geography,
        indicators={indicator.id: indicator for indicator in register.indicators},
        figures=figures,
        findings=findings,
        main_level=main_level,
        language=language,
        rule=rule,
    )
    answers: dict[tuple[str, MarkKind, str], Quote | Problem | None] = {}
    for document in documents:
        own = geography.rows[document.key] if document.kind == "profile" else whole_row(geography)
        for text, _, _ in document.pieces():
            for mark in find_marks(text):
                if mark.kind not in {"figure", "claim"}:
                    continue
                answers[document.file, mark.kind, mark.words] = answer(mark.kind, mark.words, own, library)
    return answers


def answer(kind: MarkKind, words: str, own: int | None, library: Library) -> Quote | Problem | None:
    """Answer one mark on a page about the area in row `own`."""
    try:
        query = understand(words, own, library.geography, library.indicators, library.figures)
        if not query.rows and query.verb != "sum":
            if own is None:
                raise refuse("A362", words=words)
            query.rows.append(own)
        if kind == "figure":
            return _quote(query, words, library)
        if query.verb not in ASSERTING:
            raise refuse("A366", words=words)
        judge = _moved if query.verb in {"risen", "fallen"} else _extreme if query.verb in {"highest", "lowest"} else _compared
        judge(query, words, library)
    except NotUnderstoodError as reason:
        return reason.problem
    return None


def _quote(query: Query, words: str, library: Library) -> Quote:
    if (query.verb or "value") not in ASKING:
        raise refuse("A364", words=words)
    if query.since is not None:
        query.verb = query.verb or "change"
    text, row, period = ANSWERS[query.verb or "value"](query, words, library)
    indicator = query.indicator
    return Quote(
        text=text,
        indicator=indicator.id,
        title=indicator.title,
        area=library.geography.areas[row].name
        if query.verb != "sum"
        else ", ".join(library.geography.areas[one].name for one in query.rows),
        period=library.figures[indicator.id].periods[period],
        reference_date=indicator.reference_date,
        definition=indicator.definition,
    )


Answered = tuple[str, int, int]
"""The words, the row and the period they stand for."""


def _value(query: Query, words: str, library: Library) -> Answered:
    row, period = query.rows[0], _period(query, library)
    value = _figure(query, row, period, words, library)
    text = _text(value, query, library)
    limited = library.figures[query.indicator.id].status[row, period] == Status.LIMITED
    return f"({text})" if limited else text, row, period


def _difference(query: Query, words: str, library: Library) -> Answered:
    row, period = query.rows[0], _period(query, library)
    target = query.target if query.target is not None else whole_row(library.geography)
    if target is None or target == row:
        raise refuse("A362", words=words)
    value, other = (_figure(query, one, period, words, library) for one in (row, target))
    return _distance(value, other, query, words, library, sign=query.verb == "difference"), row, period


def _change(query: Query, words: str, library: Library) -> Answered:
    row, period = query.rows[0], _period(query, library)
    since = query.since if query.since is not None else library.findings[query.indicator.id].base
    value, before = (_figure(query, row, one, words, library) for one in (period, since))
    return _distance(value, before, query, words, library, sign=True), row, period


def _rank(query: Query, words: str, library: Library) -> Answered:
    row, period = query.rows[0], _period(query, library)
    value = _figure(query, row, period, words, library)
    others = [other for _, other in _level_figures(query, library.geography.areas[row].level, period, library)]
    return str(1 + sum(other > value for other in others)), row, period


def _extreme_value(query: Query, words: str, library: Library) -> Answered:
    level, period = _level_of(query, library), _period(query, library)
    found = _level_figures(query, level, period, library)
    if not found:
        raise _missing(query, query.rows[0], period, words, library)
    best = (max if query.verb == "highest" else min)(value for _, value in found)
    rows = [row for row, value in found if value == best]
    names = ", ".join(library.geography.areas[row].name for row in rows)
    return f"{_text(best, query, library)} ({names})", rows[0], period


def _sum(query: Query, words: str, library: Library) -> Answered:
    period = _period(query, library)
    if query.indicator.kind != "count" or len(query.rows) < 2:
        raise refuse("A364", words=words)
    return _text(sum(_figure(query, row, period, words, library) for row in query.rows), query, library), query.rows[0], period


def _count(query: Query, words: str, library: Library) -> Answered:
    row, period = query.rows[0], _period(query, library)
    counts = library.figures[query.indicator.id].numerator
    if not counts.size:
        raise refuse("A364", words=words)
    _figure(query, row, period, words, library)
    if math.isnan(counts[row, period]):
        raise _missing(query, row, period, words, library)
    return number(float(counts[row, period]), 0, library.language), row, period


def _date(query: Query, words: str, library: Library) -> Answered:
    row, period = query.rows[0], _period(query, library)
    _figure(query, row, period, words, library)
    return library.figures[query.indicator.id].periods[period] if query.verb == "period" else "", row, period


ANSWERS = {
    "value": _value,
    "difference": _difference,
    "distance": _difference,
    "rank": _rank,
    "highest": _extreme_value,
    "lowest": _extreme_value,
    "sum": _sum,
    "count": _count,
    "date": _date,
    "period": _date,
    "change": _change,
}


def _compared(query: Query, words: str, library: Library) -> None:
    """Judge a comparison with another area, a number or a fraction."""
    row, period = query.rows[0], _period(query, library)
    value = _figure(query, row, period, words, library)
    near = 0.0
    if query.number is not None:
        other = query.number * (100.0 if query.fraction and query.indicator.unit == "%" else 1.0)
        against, near = _text(other, query, library), abs(other) * ROUGHLY
    else:
        target = query.target if query.target is not None else whole_row(library.geography)
        if target is None or target == row:
            raise refuse("A366", words=words)
        other = _figure(query, target, period, words, library)
        against, near = f"{_text(other, query, library)} ({library.geography.areas[target].name})", _similar(query, period, library)
    true = {
        ">": value > other,
        "<": value < other,
        ">=": value >= other,
        "<=": value <= other,
        "≈": abs(value - other) <= near,
    }[query.verb]
    if not true:
        raise _untrue(query, row, period, value, against, words, library)


def _moved(query: Query, words: str, library: Library) -> None:
    """Judge whether a figure has risen or fallen since an earlier period, by default the first that may be compared."""
    row, period = query.rows[0], _period(query, library)
    since = query.since if query.since is not None else library.findings[query.indicator.id].base
    value, before = (_figure(query, row, one, words, library) for one in (period, since))
    if not (value > before if query.verb == "risen" else value < before):
        against = f"{_text(before, query, library)} ({library.figures[query.indicator.id].periods[since]})"
        raise _untrue(query, row, period, value, against, words, library)


def _extreme(query: Query, words: str, library: Library) -> None:
    """Judge whether an area has the highest or lowest figure of its level; one that it shares counts."""
    row, period = query.rows[0], _period(query, library)
    value = _figure(query, row, period, words, library)
    found = _level_figures(query, library.geography.areas[row].level, period, library)
    best, holder = (max if query.verb == "highest" else min)((other, one) for one, other in found)
    if value != best:
        against = f"{_text(best, query, library)} ({library.geography.areas[holder].name})"
        raise _untrue(query, row, period, value, against, words, library)


def _similar(query: Query, period: int, library: Library) -> float:
    """Give how far an area may lie from another to be much like it: the rule of `statistics.compare`."""
    rows = list(library.geography.level_rows[library.main_level])
    spread = float(np.nanstd(library.figures[query.indicator.id].values[rows, period]))
    return max(library.rule.similar * spread, 0.5 / 10.0**query.indicator.decimals)


def _untrue(query: Query, row: int, period: int, value: float, against: str, words: str, library: Library) -> NotUnderstoodError:
    return refuse(
        "A365",
        words=words,
        title=query.indicator.title,
        area=library.geography.areas[row].name,
        period=library.figures[query.indicator.id].periods[period],
        value=_text(value, query, library),
        against=against,
    )


def _missing(query: Query, row: int, period: int, words: str, library: Library) -> NotUnderstoodError:
    """Say that there is no figure, and where there are some: other periods of the area, the areas around it."""
    geography, panel = library.geography, library.figures[query.indicator.id]
    known = ~np.isnan(panel.values)
    around = geography.ancestors(geography.areas[row].key)
    return refuse(
        "A363",
        words=words,
        title=query.indicator.title,
        area=geography.areas[row].name,
        period=panel.periods[period],
        sign=SIGNS[panel.status[row, period]],
        periods=", ".join(name for name, there in zip(panel.periods, known[row], strict=True) if there),
        around=", ".join(f"{area.name} ({area.key})" for area in around if known[geography.rows[area.key], period]),
    )


def _period(query: Query, library: Library) -> int:
    """Give the period that is asked for: by default the one that the indicator's page shows first."""
    return query.period if query.period is not None else max(library.findings[query.indicator.id].latest, 0)


def _level_of(query: Query, library: Library) -> str:
    own = library.geography.areas[query.rows[0]].level
    return query.level or (own if len(library.geography.level_rows[own]) > 1 else library.main_level)


def _level_figures(query: Query, level: str, period: int, library: Library) -> Sequence[tuple[int, float]]:
    values = library.figures[query.indicator.id].values[:, period]
    rows = library.geography.level_rows[query.level or level]
    return [(row, round_half_up(float(values[row]), query.indicator.decimals)) for row in rows if not math.isnan(values[row])]


def _figure(query: Query, row: int, period: int, words: str, library: Library) -> float:
    """Give a figure as it is printed, rounded. Raises NotUnderstoodError where there is none."""
    value = float(library.figures[query.indicator.id].values[row, period])
    if math.isnan(value):
        raise _missing(query, row, period, words, library)
    return round_half_up(value, query.indicator.decimals)


def _text(value: float, query: Query, library: Library) -> str:
    unit = query.indicator.unit if len(query.indicator.unit) <= SHORT_UNIT else ""
    return with_unit(number(value, query.indicator.decimals, library.language), unit)


def _distance(value: float, other: float, query: Query, words: str, library: Library, *, sign: bool) -> str:
    """Write how far two figures lie apart: in percentage points, counts in their unit, all others in per cent of the second."""
    say, indicator = translate(library.language), query.indicator
    write = signed if sign else number
    in_points = indicator.unit == "%"
    if in_points or indicator.kind == "count":
        apart = value - other
        text = write(round_half_up(apart if sign else abs(apart), indicator.decimals), indicator.decimals, library.language)
        return f"{text}\u00a0{say('percentage points')}" if in_points else text
    if other <= 0:
        raise refuse("A364", words=words)
    apart = float(difference(np.array([value]), np.array([other]), in_points=False)[0])
    return with_unit(write(round_half_up(apart if sign else abs(apart), 1), 1, library.language), "%")
