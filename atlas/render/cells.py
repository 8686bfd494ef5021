"""Single figures as readers see them: the number or its sign, the unit, flags, differences, dates, and the words behind each sign."""

import math
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from html import escape

import numpy as np

from atlas.base.language import translate
from atlas.base.text import MINUS, THIN, number, numbers, round_half_up, signed
from atlas.model.finding import Word
from atlas.model.page import FigureRow, IndicatorLabel
from atlas.model.panel import FLAG_LETTERS, NUMERIC, SIGNS, Codes, Floats, Status, letters, rounded

LONG_UNIT = 5
"""A unit with more letters than this stands below its number, so that columns keep to their numbers."""

PERCENT_DECIMALS = 1

POOL = "–"
"""The sign between the first and the last year of a pooled figure, which has no single day."""

OK, ZERO, LIMITED, NUMBERS = int(Status.OK), int(Status.ZERO), int(Status.LIMITED), frozenset(int(status) for status in NUMERIC)
"""As plain numbers: an enumeration answers ten times slower, and a page asks a thousand times."""


def plain(value: float, status: int, decimals: int, language: str) -> str:
    """Write a figure as text: the number, the number in brackets for a small base, or the sign of its status."""
    if status == OK:
        return number(round_half_up(value, decimals), decimals, language)
    if status == LIMITED:
        return f"({number(round_half_up(value, decimals), decimals, language)})"
    return SIGNS[status]


def plain_all(values: Floats, status: Codes, decimals: int, language: str) -> list[str]:
    """Write many figures, each as `plain` does."""
    texts = numbers(rounded(values, decimals).tolist(), decimals, language)
    for place in status.nonzero()[0].tolist():
        texts[place] = plain(float(values[place]), int(status[place]), decimals, language)
    return texts


def cell(value: float, status: int, flags: int, decimals: int, language: str) -> str:
    """Write a figure as markup without its unit: a sign carries its words for those who listen, flags follow as small letters."""
    if status == OK:
        text = number(round_half_up(value, decimals), decimals, language)
    elif status == LIMITED:
        written = number(round_half_up(value, decimals), decimals, language)
        text = f'<span aria-hidden="true">({written})</span>{heard(f"{written}, {status_words(language)[status]}")}'
    else:
        text = _signs(language)[status]
    return text + _flags(flags, language) if flags else text


def brief_cell(value: float, status: int, flags: int, decimals: int, language: str) -> str:
    """Write a figure as `cell` does, with a word or two behind its sign: in a table of hundreds, whose key says the whole."""
    text = plain(value, status, decimals, language)
    if status != OK:
        text += _brief_words(language)[status]
    return text + _flags(flags, language) if flags else text


def matrix(values: Floats, status: Codes, flags: Codes, decimals: int, language: str) -> list[list[str]]:
    """Write a whole matrix as `cell` does: plain figures at once, the others one by one. Halves are rounded away from zero, as everywhere."""
    width = values.shape[1]
    texts = numbers(rounded(values, decimals).ravel().tolist(), decimals, language)
    for place in ((status != Status.OK) | (flags != 0)).ravel().nonzero()[0].tolist():
        texts[place] = cell(float(values.flat[place]), int(status.flat[place]), int(flags.flat[place]), decimals, language)
    return [texts[start : start + width] for start in range(0, len(texts), width)]


def figure(value: float, status: int, flags: int, label: IndicatorLabel, language: str) -> str:
    """Write a figure as markup with its unit, small, beside or below it; flags hang outside of both."""
    text = cell(value, status, 0, label.decimals, language)
    if is_number(status) and status != ZERO:
        text += unit(label.unit)
    return text + _flags(flags, language) if flags else text


@cache
def unit(name: str) -> str:
    """Write a unit as the small companion of a number."""
    if not name:
        return ""
    return f'<span class="unit{" below" if len(name) > LONG_UNIT else ""}">{THIN}{escape(name)}</span>'


def difference(value: float, label: IndicatorLabel, language: str) -> str:
    """Write a difference: percentage points, the bare points of an index, or per cent of what it is compared with; empty if there is none."""
    if math.isnan(value):
        return ""
    decimals, unit = _of_differences(label, language)
    return signed(round_half_up(value, decimals), decimals, language) + unit


def differences(values: Floats, label: IndicatorLabel, language: str) -> list[str]:
    """Write many differences, each as `difference` does."""
    decimals, unit = _of_differences(label, language)
    moved = rounded(values, decimals)
    signs = np.select([moved > 0, moved < 0], ["+", MINUS], "±").tolist()
    sizes = numbers(np.abs(moved).tolist(), decimals, language)
    return [f"{sign}{size}{unit}" if size else "" for sign, size in zip(signs, sizes, strict=True)]


def counts(numerator: float, denominator: float, language: str) -> str:
    """Write the counts behind a share: `418 of 5,726`; empty where they are not known."""
    if math.isnan(numerator) or math.isnan(denominator):
        return ""
    count, total = number(numerator, 0, language), number(denominator, 0, language)
    return translate(language)("{count} of {total}").format(count=count, total=total)


def counts_all(numerators: Floats, denominators: Floats, language: str) -> list[str]:
    """Write the counts behind many shares, each as `counts` does."""
    pairs = zip(*(numbers(some.tolist(), 0, language) for some in (numerators, denominators)), strict=True)
    words = translate(language)("{count} of {total}")
    return [words.format(count=count, total=total) if count and total else "" for count, total in pairs]


def phrase(row: FigureRow, whole_name: str, language: str) -> str:
    """Say in plain words how an area stands to the whole, or why there is no value; empty if nothing is compared."""
    status = own_status(row)
    if not is_number(status):
        return row.reason or status_words(language)[status]
    words = _comparisons(language)[row.word]
    if status == Status.LIMITED:
        words = status_words(language)[status]
    return "; ".join(part for part in (words.format(place=whole_name), certainty(row, language)) if part)


def interval(low: float, high: float, decimals: int, language: str) -> str:
    """Write the interval of an uncertain figure: `3.1 to 9.8`; empty where there is none."""
    if math.isnan(low) or math.isnan(high):
        return ""
    ends = (number(round_half_up(end, decimals), decimals, language) for end in (low, high))
    return translate(language)("{low} to {high}").format(**dict(zip(("low", "high"), ends, strict=True)))


def certainty(row: FigureRow, language: str) -> str:
    """Say how sure a figure is: how many were asked, and between what it lies; empty where nothing is known of it."""
    if math.isnan(row.sample) and math.isnan(row.low):
        return ""
    _ = translate(language)
    asked = "" if math.isnan(row.sample) else _("{count} asked").format(count=number(row.sample, 0, language))
    span = interval(row.low, row.high, row.indicator.decimals, language)
    between = _("95 % interval {interval}").format(interval=span) if span else ""
    return ", ".join(part for part in (asked, between) if part)


def own_status(row: FigureRow) -> int:
    """Give the status of a row's latest figure; unknown if there never was one."""
    return row.own.status[row.latest] if row.latest >= 0 else Status.UNKNOWN


def dated(period: str, reference_date: str) -> str:
    """Join a period with the day or the words it stands for: `31.12.2025`, `31 December 2025`, `2025, school year`."""
    if period in reference_date:
        return reference_date
    day_month = reference_date.partition(",")[0]
    if day_month[:1].isdigit() and POOL not in period:
        return f"{day_month}{'' if day_month.endswith('.') else ' '}{period}"
    return f"{period}, {reference_date}" if reference_date else period


def short_date(period: str, reference_date: str) -> str:
    """Write the day a figure stands for, or its period alone where that is no day but a longer description."""
    return dated(period, reference_date) if reference_date[:1].isdigit() and POOL not in period else period


def day(iso: str, language: str) -> str:
    """Write a date as the language does: `27.04.2026`, `27 April 2026`; what is no date in ISO form stays as it is."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found:%d.%m.%Y}" if language == "de" else f"{found.day} {found:%B %Y}"


def is_number(status: int) -> bool:
    """Tell whether a status comes with a number."""
    return status in NUMBERS


def heard(words: str) -> str:
    """Wrap words that are meant for screen readers only."""
    return f'<span class="vh">{escape(words)}</span>'


def key(statuses: Iterable[int], flags: int, language: str) -> str:
    """Explain the signs and flags that a table uses, as one line of markup; empty if there are none."""
    return _key(tuple(sorted(set(statuses))), flags, language)


@cache
def status_words(language: str) -> tuple[str, ...]:
    """Give the words of each status, after the Zeichenerklärung of official statistics."""
    _ = translate(language)
    return (
        "",
        _("nothing present"),
        _("less than half of the last digit shown"),
        _("no value, for reasons of data protection"),
        _("no value known"),
        _("value will follow"),
        _("value too uncertain to show"),
        _("small base, limited reliability"),
        _("no meaningful value"),
        _("not collected at this level"),
    )


@cache
def flag_words(language: str) -> dict[str, str]:
    """Give the words of each flag's letter."""
    _ = translate(language)
    return dict(zip(FLAG_LETTERS, (_("provisional"), _("revised"), _("estimated"), _("break in series")), strict=True))


@cache
def _comparisons(language: str) -> dict[int, str]:
    _ = translate(language)
    return {
        Word.NONE: "",
        Word.WELL_BELOW: _("far lower than in {place}"),
        Word.BELOW: _("lower than in {place}"),
        Word.SIMILAR: _("much as in {place}"),
        Word.ABOVE: _("higher than in {place}"),
        Word.WELL_ABOVE: _("far higher than in {place}"),
    }


def _of_differences(label: IndicatorLabel, language: str) -> tuple[int, str]:
    """Give the decimals and the unit in which differences of an indicator are written."""
    if not label.in_points:
        return PERCENT_DECIMALS, f"{THIN}%"
    return label.decimals, "" if label.kind == "index" else _points(language)


@cache
def _points(language: str) -> str:
    _ = translate(language)
    return f'&nbsp;<span aria-hidden="true">{_("pts")}</span>{heard(_("percentage points"))}'


@lru_cache(maxsize=1024)
def _key(statuses: tuple[int, ...], flags: int, language: str) -> str:
    words = status_words(language)
    signs = [(SIGNS[status] if status != Status.LIMITED else "(12)", words[status]) for status in statuses if status]
    signs += [(letter, flag_words(language)[letter]) for letter in letters(flags)]
    if not signs:
        return ""
    listed = " ".join(f"<span><b>{sign}</b> {escape(meaning)}</span>" for sign, meaning in signs)
    return f'<p class="key">{listed}</p>'


@cache
def _signs(language: str) -> tuple[str, ...]:
    return tuple(f'<span aria-hidden="true">{sign}</span>{heard(words)}' for sign, words in zip(SIGNS, status_words(language), strict=True))


@cache
def _brief_words(language: str) -> tuple[str, ...]:
    """Give a word or two for each status, as markup."""
    _ = translate(language)
    words = (
        "",
        _("nothing"),
        _("almost nothing"),
        _("for data protection"),
        _("unknown"),
        _("will follow"),
        _("uncertain"),
        _("small base"),
        _("meaningless"),
        _("not collected"),
    )
    return tuple(heard(f" {word}") for word in words)


@cache
def _flags(flags: int, language: str) -> str:
    words = flag_words(language)
    return "".join(f'<abbr class="flag" title="{words[letter]}">{letter}</abbr>' for letter in letters(flags))
