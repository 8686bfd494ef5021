"""Looks for figures that are kept back among all that is published: in sentences, in labels, in any file of data.

Other than the attack (`audit`), which reckons with what is shown, this knows what to look for. So it runs beside the site, for its author.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property

import numpy as np
from msgspec import Struct

from atlas.base.text import round_half_up, slug
from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Floats, Panel, Status, rounded
from atlas.model.passage import Passage
from atlas.statistics.suppress import Account

MORE = 4
"""So many digits beyond those shown are looked for."""
TELLING = 3
"""A number of fewer digits may stand anywhere by chance."""
TELLING_OF_MANY = 5
"""The same in files about several indicators."""
_BLANKS = r" '’\u00a0\u202f\u2009"
_NUMBER = re.compile(rf"\d(?<![\w.,]\d)\d*(?:[.,{_BLANKS}]\d{{3}}(?!\d))*(?:[.,]\d+)?(?![\w])")
_GROUP = re.compile(rf"[{_BLANKS}](?=\d)")
_GROUPED = {sign: re.compile(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+") for sign in ",."}
_WORD = re.compile(r"\w+")
_INSIDE, _GOES_ON = re.compile(r"[\w.,-]"), re.compile(r"[\w-]|[.,]\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Secret(Struct, frozen=True, kw_only=True):
    """A figure that is kept back: of an indicator, an area (row), a period; `decimals` are those it would be shown with."""

    indicator: str
    row: int
    period: str
    number: float
    decimals: int


class Sighting(Struct, frozen=True, kw_only=True):
    """A place where a figure that is kept back stands."""

    file: str
    secret: Secret
    written: str


class Names(Struct, frozen=True, kw_only=True, dict=True):
    """By which words areas and indicators go; in `language` sentences are written."""

    geography: Geography
    register: Register
    language: str

    @cached_property
    def rows(self) -> dict[str, set[int]]:
        """Give areas by name, by key, and by their parts of addresses."""
        found: dict[str, set[int]] = defaultdict(set)
        for row, area in enumerate(self.geography.areas):
            for name in (area.name, area.key, slug(area.key), area.folder):
                found[name].add(row)
        return found

    @cached_property
    def indicators(self) -> dict[str, set[str]]:
        """Give indicators by title, id and series."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.register.indicators:
            for name in (one.title, one.id, *one.series):
                found[name].add(one.id)
        return found

    @cached_property
    def starts(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Give the names of areas and those of indicators by their first word, the longest first."""
        return _by_first_word(self.rows), _by_first_word(self.indicators)

    def meant(self, words: str) -> tuple[set[int], set[str]]:
        """Give areas and indicators that words name."""
        said = set(_WORD.findall(words))
        areas, indicators = (_named(words, {first: starts[first] for first in starts.keys() & said}) for starts in self.starts)
        return {row for name in areas for row in self.rows[name]}, {one for name in indicators for one in self.indicators[name]}

    def about(self, file: str) -> tuple[set[int], set[str]]:
        """Give areas and indicators that the last two parts of a path name."""
        return self.meant("/".join(file.split("/")[-2:]))

    def concerns(self, passage: Passage, cells: Mapping[str, Set[int]]) -> bool:
        """Tell whether a passage, or the path of its file, names one of these indicators and one of its areas (rows)."""
        (rows, indicators), (more_rows, more_indicators) = self.meant(passage.words), self.about(passage.file)
        return any((rows | more_rows) & cells.get(one, frozenset()) for one in indicators | more_indicators)


def secrets(account: Account, figures: Mapping[str, Panel], register: Register) -> tuple[Secret, ...]:
    """List all figures that are kept back, as far as they are known: values, numerators, denominators."""
    return tuple(one for indicator in register.indicators for one in _secrets(indicator, account, figures[indicator.id]))


def known_numbers(register: Register, figures: Mapping[str, Panel], findings: Mapping[str, Finding]) -> dict[str, set[float]]:
    """Give all numbers that are published for each indicator (id), figures, their intervals and samples, borders of classes, rounded in every way."""
    return {one.id: _shown(figures[one.id], findings[one.id], one) for one in register.indicators if one.id in figures}


def find_sightings(
    passages: Iterable[Passage], kept_back: Iterable[Secret], known: Mapping[str, set[float]], names: Names
) -> tuple[Sighting, ...]:
    """Name the passages that hold a figure that is kept back, are about its area and indicator, and hold no number that is known (`known_numbers`)."""
    kept_back = tuple(kept_back)
    wanted: dict[float, list[Secret]] = defaultdict(list)
    for secret in kept_back:
        for form in _forms(secret.number, secret.decimals):
            wanted[form].append(secret)
    search = _Search(wanted, known, names)
    return tuple(dict.fromkeys(one for passage in passages for one in search.seen(passage)))


def _meanings(written: str, languages: Iterable[str]) -> Iterator[float]:
    """Give the numbers that one written number may mean."""
    plain = _GROUP.sub("", written)
    for language in languages:
        group, point = (",", ".") if language == "en" else (".", ",")
        whole, _, fraction = plain.partition(point)
        if point not in fraction and group not in fraction and (group not in whole or _GROUPED[group].fullmatch(whole)):
            yield float(f"{whole.replace(group, '')}.{fraction}")


class _Search:
    """Looks for the numbers first, which few passages have, and then for the names beside them."""

    def __init__(self, wanted: Mapping[float, Sequence[Secret]], known: Mapping[str, Set[float]], names: Names) -> None:
        self.wanted, self.known, self.names = wanted, known, names
        self.forms = {True: _Forms(wanted, ("de", "en")), False: _Forms(wanted, (names.language,))}
        self.periods = {form: {one.period for one in some} for form, some in wanted.items() if _digits(form) < TELLING}
        self.about = cache(names.about)
        self.titles: dict[str, list[str]] = defaultdict(list)
        for name, indicators in names.indicators.items():
            for one in indicators:
                self.titles[one].append(name)

    def seen(self, passage: Passage) -> Iterator[Sighting]:
        """Give what one passage shows of what is kept back."""
        numbers = self.forms[passage.whole].written(passage.words)
        if not numbers:
            return
        years = set(_YEAR.findall(passage.words))
        # A number of few digits counts beside its year alone, and in no file of data.
        forms = [form for form in numbers if form not in self.periods or (not passage.whole and self.periods[form] & years)]
        if not self._may_concern(passage, forms):
            return
        (rows, indicators), (more_rows, more_indicators) = self.names.meant(passage.words), self.about(passage.file)
        for form in forms:
            if passage.whole and len(indicators | more_indicators) > 1 and _digits(form) < TELLING_OF_MANY:
                continue
            # A small number says little: both the area and the indicator must be named right beside it.
            few = _digits(form) < TELLING
            areas, meant = (rows, indicators) if few else (rows | more_rows, indicators | more_indicators)
            if any(form in self.known.get(indicator, ()) for indicator in meant):
                continue
            for secret in self.wanted[form]:
                in_time = passage.whole or (secret.period in years if few else not years or secret.period in years)
                if secret.row in areas and secret.indicator in meant and in_time:
                    yield Sighting(file=passage.file, secret=secret, written=numbers[form])

    def _may_concern(self, passage: Passage, forms: Iterable[float]) -> bool:
        """Tell, quicker than all names are found, whether the indicator of one of these numbers may be named."""
        indicators = {one.indicator for form in forms for one in self.wanted[form]}
        return not indicators.isdisjoint(self.about(passage.file)[1]) or any(
            name in passage.words for one in indicators for name in self.titles[one]
        )


class _Forms(dict[str, tuple[float, ...]]):
    """What written numbers may mean of what is wanted: each is understood once."""

    def __init__(self, wanted: Container[float], languages: tuple[str, ...]) -> None:
        super().__init__()
        self.wanted, self.languages = wanted, languages

    def __missing__(self, written: str) -> tuple[float, ...]:
        self[written] = tuple(form for form in _meanings(written, self.languages) if form in self.wanted)
        return self[written]

    def written(self, words: str) -> dict[float, str]:
        """Give the wanted numbers that words may mean, with how each is written."""
        telling = [written for written in set(_NUMBER.findall(words)) if self[written]]
        return {form: written for written in sorted(telling) for form in self[written]}


def _digits(number: float) -> int:
    return len(f"{number:.10g}".replace(".", "").strip("0"))


def _by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        first = _WORD.search(name)
        if first:
            found[first[0]].append(name)
    return dict(found)


def _named(words: str, starts: Mapping[str, Sequence[str]]) -> set[str]:
    """Give the names that stand in words, the longest that fits, between signs that belong to no word. Thousands of names cost no more than a few."""
    found: set[str] = set()
    end = 0
    for match in _WORD.finditer(words) if starts else ():
        for name in starts.get(match[0], ()):
            start = match.start() - name.index(match[0])
            if (
                start >= end
                and words.startswith(name, start)
                and not (start and _INSIDE.match(words, start - 1))
                and not _GOES_ON.match(words, start + len(name))
            ):
                found.add(name)
                end = start + len(name)
                break
    return found


def _secrets(indicator: Indicator, account: Account, panel: Panel) -> Iterator[Secret]:
    places = {name: place for place, name in enumerate(account.series)}

    def series(name: str, decimals: int) -> Iterator[Secret]:
        hidden = (account.reasons[places[name]] > 0) & np.isfinite(account.values[places[name]])
        for row, column in np.argwhere(hidden).tolist():
            number = float(account.values[places[name], row, column])
            yield Secret(indicator=indicator.id, row=row, period=account.periods[column], number=number, decimals=decimals)

    if indicator.value:
        yield from series(indicator.value, indicator.decimals)
        return
    yield from series(indicator.numerator, 0)
    yield from series(indicator.denominator, 0)
    above, below = (account.values[places[name]] for name in (indicator.numerator, indicator.denominator))
    columns = [account.periods.index(period) for period in panel.periods]
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = (above * indicator.factor / below)[:, columns]
    for row, column in np.argwhere((panel.status == Status.CONFIDENTIAL) & np.isfinite(ratios)).tolist():
        number = float(ratios[row, column])
        yield Secret(indicator=indicator.id, row=row, period=panel.periods[column], number=number, decimals=indicator.decimals)


def _shown(panel: Panel, finding: Finding, indicator: Indicator) -> set[float]:
    borders = np.array([*finding.breaks, *finding.steps], dtype=np.float64)
    values, counts = (panel.values, panel.low, panel.high, borders), (panel.numerator, panel.denominator, panel.sample)
    return _rounded(values, indicator.decimals) | _rounded(counts, 0)


def _rounded(matrices: Iterable[Floats], decimals: int) -> set[float]:
    numbers = np.unique(np.concatenate([matrix[np.isfinite(matrix)] for matrix in matrices]))
    return {number for places in range(decimals, decimals + MORE + 1) for number in rounded(numbers, places).tolist()}


def _forms(number: float, decimals: int) -> set[float]:
    return {round_half_up(number, places) for places in range(decimals, decimals + MORE + 1)}
