"""The attacker: what can be worked out about figures that are not published, from all that are.

It knows published figures and public relations only (`relations`), reckons with them (`intervals`), and reports every cell that can be
narrowed down further than the rule allows, with the equation that does it.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Floats, Panel, Status
from atlas.model.protection import KnownRate, Protection, Rule
from atlas.statistics.coincidences import Book
from atlas.statistics.intervals import Intervals, intervals
from atlas.statistics.primary import is_people
from atlas.statistics.relations import Links, behind_pools, known_relations
from atlas.statistics.suppress import Account, lowest
from atlas.statistics.system import TOLERANCE, Mask, Relations, System, join

NO_LINKS = Links()
LIMIT = 20
"""So many exposed cells are told in full."""


class Published(Struct, frozen=True, kw_only=True):
    """All that readers can see, by series: areas × periods. `values` are NaN where there is no number, `hidden` where one is kept back.

    `rounded`: bounds of counts that a published rate gives away with its base (low, high), by series.
    """

    periods: tuple[str, ...]
    values: Mapping[str, Floats]
    hidden: Mapping[str, Mask]
    rates: Mapping[str, tuple[Floats, Floats]] = field(default_factory=dict)


class Exposure(Struct, frozen=True, kw_only=True):
    """A cell that is not published and can be narrowed down too far: to `low` to `high`, by `derivation`."""

    series: str
    row: int
    period: str
    low: float
    high: float
    derivation: str


class Attack(Struct, frozen=True, kw_only=True):
    """What the attacker found: how many numbers were read, how many cells are kept back, and those exposed."""

    numbers: int
    hidden: int
    exposures: tuple[Exposure, ...]


def collect(
    figures: Mapping[str, Panel], register: Register, periods: tuple[str, ...], population: tuple[str, Panel] | None = None
) -> Published:
    """Collect what panels publish of each series in all periods of the atlas: numerators, denominators, counts, and what rates give away."""
    values: dict[str, Floats] = {}
    hidden: dict[str, Mask] = {}
    rates: dict[str, tuple[Floats, Floats]] = {}

    def enter(series: str, panel: Panel, matrix: Floats) -> None:
        columns = [periods.index(period) for period in panel.periods]
        shape = (len(panel.status), len(periods))
        known, secret = values.setdefault(series, np.full(shape, np.nan)), hidden.setdefault(series, np.zeros(shape, dtype=bool))
        known[:, columns] = np.where(np.isnan(matrix), known[:, columns], matrix)
        secret[:, columns] |= np.isnan(matrix) & (panel.status == Status.CONFIDENTIAL)

    for indicator in register.indicators:
        panel = figures[indicator.id]
        if indicator.value:
            enter(indicator.value, panel, panel.values)
            continue
        enter(indicator.numerator, panel, panel.numerator)
        enter(indicator.denominator, panel, panel.denominator)
    for indicator in register.indicators:
        if indicator.numerator:
            _enter_rate(rates, indicator, figures[indicator.id], periods, values[indicator.denominator])
    if population:
        enter(population[0], population[1], population[1].values)
    return Published(periods=periods, values=values, hidden=hidden, rates=rates)


def merge(first: Published, second: Published) -> Published:
    """Give what the first shows and keeps back, its gaps filled with what the second shows: all that a reader of both knows."""
    values = {}
    for name, matrix in first.values.items():
        filled = matrix.copy()
        other = second.values.get(name)
        for place, period in enumerate(first.periods):
            if other is not None and period in second.periods:
                column = other[:, second.periods.index(period)]
                filled[:, place] = np.where(np.isnan(filled[:, place]), column, filled[:, place])
        values[name] = filled
    return Published(periods=first.periods, values=values, hidden=first.hidden, rates=first.rates)


def needed(account: Account, published: Published) -> dict[str, Floats]:
    """Give the widths that single years behind pools need, for the periods of what is published."""
    columns = [(place, account.periods.index(period)) for place, period in enumerate(published.periods) if period in account.periods]
    found: dict[str, Floats] = {}
    for name in account.need.keys() - set(published.values):
        found[name] = np.zeros((len(account.need[name]), len(published.periods)))
        for place, column in columns:
            found[name][:, place] = account.need[name][:, column]
    return found


def audit(
    published: Published,
    geography: Geography,
    register: Register,
    protection: Protection,
    sources: Mapping[str, str],
    links: Links = NO_LINKS,
    need: Mapping[str, Floats] | None = None,
) -> Attack:
    """Attack what is published. `sources`: the table of each series; `need`: widths per cell, if they are known better than from the rules.

    With `need`, single years behind pools are asked for only where it says so: no other can turn out to be small, as what is true is always possible.
    """
    published = _with_rates(published, (*protection.rates, *links.rates))
    behind = behind_pools(links.pools, published.values, register)
    numbers = sum(int(np.isfinite(matrix).sum()) for matrix in published.values.values())
    published = _with_single_years(published, behind)
    names = tuple(published.values)
    uses = {name: [*behind.get(name, ()), *(one for one in register.indicators if name in (one.numerator, one.value))] for name in names}
    rules = {name: protection.rule_of(name, sources.get(name, ""), [one.id for one in uses[name]]) for name in names}
    hidden = np.array([published.hidden[name] & (rules[name].method != "none") for name in names])
    silent = np.array([name in behind and rules[name].method == "suppress" for name in names], dtype=bool)
    if not (hidden.any() or silent.any()):
        return Attack(numbers=numbers, hidden=0, exposures=())
    book = Book(
        series=names,
        periods=published.periods,
        values=np.array([published.values[name] for name in names]),
        summed=np.array([all(one.kind != "value" for one in uses[name]) for name in names], dtype=bool),
    )
    wanted_of = hidden | silent[:, np.newaxis, np.newaxis]
    relations, active = known_relations(book, geography, protection, links, wanted_of)
    people = np.array([is_people(uses[name]) for name in names], dtype=bool)
    asked = np.array([_asked(name, wanted_of[place], rules[name], need if silent[place] else None) for place, name in enumerate(names)])
    withheld = [row for row, area in enumerate(geography.areas) if area.key in protection.withheld]
    system = _system(published, book, register, rules, asked, silent, withheld, people, relations, active)
    found = intervals(system)
    low, high, wanted = _judged(system, found, book, people, need)
    considered = wanted_of & active[:, np.newaxis, :] & (wanted > 0)
    exposed = considered & (high - low < wanted - TOLERANCE) & np.isfinite(high - low) & (hidden | _told_small(low, high, rules, names))
    exposures = tuple(
        Exposure(
            series=names[place],
            row=row,
            period=published.periods[period],
            low=float(low[place, row, period]),
            high=float(high[place, row, period]),
            derivation=_derivation(int(cell), int(found.reason[cell]), system.relations, book, geography),
        )
        for place, row, period in np.argwhere(exposed).tolist()
        for cell in [book.numbers[place, row, period]]
    )
    return Attack(numbers=numbers, hidden=int(hidden.sum()), exposures=exposures)


def _with_single_years(published: Published, behind: Iterable[str]) -> Published:
    """Add the series of which pooled counts are published alone: nothing is known of them."""
    shape = next((matrix.shape for matrix in published.values.values()), (0, 0))
    unknown = {name: np.full(shape, np.nan) for name in behind}
    nothing = {name: np.zeros(shape, dtype=bool) for name in behind}
    return replace(published, values={**published.values, **unknown}, hidden={**published.hidden, **nothing})


def _asked(name: str, hidden: Mask, rule: Rule, need: Mapping[str, Floats] | None) -> Floats:
    """Give the width that each cell kept back must keep."""
    return need[name] if need and name in need else np.where(hidden, rule.width, 0.0)


def _told_small(low: Floats, high: Floats, rules: Mapping[str, Rule], names: Sequence[str]) -> Mask:
    """Tell which figures are certainly such as a rule would not show: a figure that is merely not published is no secret by itself."""
    least = np.array([0.0 if rules[name].zeros else -1.0 for name in names])[:, np.newaxis, np.newaxis]
    most = np.array([rules[name].minimum for name in names])[:, np.newaxis, np.newaxis]
    return np.asarray((low > least) & (high < most))


def _judged(system: System, found: Intervals, book: Book, people: Mask, need: Mapping[str, Floats] | None) -> tuple[Floats, Floats, Floats]:
    """Give bounds of all cells, those of whole counts rounded inwards, and how wide they must be: magnitudes at least one per cent."""
    shape, size = book.values.shape, book.values.size
    low, high = found.low[:size].reshape(shape), found.high[:size].reshape(shape)
    known = np.nan_to_num(book.values)
    whole = (people & (known == np.rint(known)).all(axis=(1, 2)))[:, np.newaxis, np.newaxis]
    low, high = np.where(whole, np.ceil(low - TOLERANCE), low), np.where(whole, np.floor(high + TOLERANCE), high)
    asked = system.width[:size].reshape(shape)
    wanted = np.where(people[:, np.newaxis, np.newaxis] | (asked == 0), asked, np.abs(low + high) / 200)
    for place, name in enumerate(book.series):
        if need and name in need and not people[place]:
            wanted[place] = np.where(asked[place] == 0, 0.0, need[name])
    return low, high, wanted


def report(attack: Attack, geography: Geography, sources: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Tell the author what is exposed, and how."""
    found = [
        diagnostic(
            "A620",
            Location(file=sources.get(one.series, "")),
            name=geography.areas[one.row].name,
            area=geography.areas[one.row].key,
            period=one.period,
            series=one.series,
            low=f"{one.low:g}",
            high="" if one.high == one.low else f"{one.high:g}",
            derivation=one.derivation,
        )
        for one in attack.exposures[:LIMIT]
    ]
    if len(attack.exposures) > LIMIT:
        found.append(diagnostic("A621", Location(file=""), more=len(attack.exposures) - LIMIT, total=len(attack.exposures)))
    return tuple(found)


def _enter_rate(
    rates: dict[str, tuple[Floats, Floats]], indicator: Indicator, panel: Panel, periods: tuple[str, ...], base: Floats
) -> None:
    """Note what a published share, rate or mean says about its numerator: figure ± half of the last digit, times the published base."""
    columns = [periods.index(period) for period in panel.periods]
    low, high = rates.setdefault(indicator.numerator, (np.full(base.shape, -np.inf), np.full(base.shape, np.inf)))
    half = 0.5 * 10.0**-indicator.decimals
    with np.errstate(invalid="ignore"):
        least = (panel.values - half) * base[:, columns] / indicator.factor
        most = (panel.values + half) * base[:, columns] / indicator.factor
    low[:, columns] = np.fmax(low[:, columns], least)
    high[:, columns] = np.fmin(high[:, columns], most)


def _with_rates(published: Published, known: Iterable[KnownRate]) -> Published:
    """Note what ready-made rates say about the count, the base and themselves, where the other two are published."""
    rates = dict(published.rates)

    def enter(series: str, low: Floats, high: Floats) -> None:
        least, most = rates.get(series, (np.full(low.shape, -np.inf), np.full(low.shape, np.inf)))
        rates[series] = np.fmax(least, low), np.fmin(most, high)

    for one in known:
        if {one.rate, one.count, one.base} <= set(published.values):
            rate, count, base = (published.values[name] for name in (one.rate, one.count, one.base))
            half = 0.5 * 10.0**-one.decimals
            with np.errstate(invalid="ignore", divide="ignore"):
                low, high = rate - half, rate + half
                enter(one.count, low * base / one.factor, high * base / one.factor)
                enter(
                    one.base,
                    np.where(count > 0, count * one.factor / high, np.nan),
                    np.where((count > 0) & (low > 0), count * one.factor / low, np.nan),
                )
                enter(one.rate, *[np.where(base > 0, count / base * one.factor, np.nan)] * 2)
    return replace(published, rates=rates)


def _system(
    published: Published,
    book: Book,
    register: Register,
    rules: Mapping[str, Rule],
    asked: Floats,
    silent: Mask,
    withheld: list[int],
    people: Mask,
    relations: Relations,
    active: Mask,
) -> System:
    """State what an outsider knows before reckoning. Where part and whole are both kept back, what is left of the whole is a cell of its own."""
    values, is_open = book.values, np.isnan(book.values) & active[:, np.newaxis, :]
    low, high, width = np.zeros(values.shape), np.full(values.shape, np.inf), asked.copy()
    pairs: list[tuple[int, int]] = []
    for place, name in enumerate(book.series):
        rule = rules[name]
        tells = rule.zeros and not silent[place] and (rule.method == "suppress" or bool((values[place] == 0).any()))
        low[place] = lowest(values[place], shows_zeros=tells)
        low[place, withheld] = np.minimum(low[place, withheld], 0.0)
    for indicator in register.indicators:
        if indicator.kind == "share":
            pairs.append((book.series.index(indicator.numerator), book.series.index(indicator.denominator)))
            high[pairs[-1][0]] = np.fmin(high[pairs[-1][0]], values[pairs[-1][1]])
    high = np.maximum(high, low)
    width = np.minimum(width, high - low)
    for name, (least, most) in published.rates.items():
        place = book.series.index(name)
        low[place], high[place] = np.maximum(low[place], np.where(np.isnan(least), -np.inf, least)), np.fmin(high[place], most)
    rests = _rests(book, pairs, is_open)
    more = len(rests.starts)
    return System(
        values=np.concatenate((values.ravel(), np.full(more, np.nan))),
        low=np.concatenate((low.ravel(), np.zeros(more))),
        high=np.concatenate((high.ravel(), np.full(more, np.inf))),
        width=np.concatenate((np.where(people[:, np.newaxis, np.newaxis], width, (width > 0) * TOLERANCE * 10).ravel(), np.zeros(more))),
        is_open=np.concatenate((is_open.ravel(), np.ones(more, dtype=bool))),
        relations=join([relations, rests]) if more else relations,
    )


def _rests(book: Book, pairs: Sequence[tuple[int, int]], is_open: Mask) -> Relations:
    """Relate part, rest and whole: part + rest - whole = 0, where neither part nor whole is published."""
    both = [
        np.column_stack((book.numbers[part][open_here], book.numbers[whole][open_here]))
        for part, whole in dict.fromkeys(pairs)
        for open_here in [is_open[part] & is_open[whole]]
    ]
    cells = np.concatenate([np.zeros((0, 2), dtype=np.intp), *both])
    rest = book.values.size + np.arange(len(cells))
    return Relations(
        starts=np.arange(len(cells)) * 3,
        members=np.column_stack((cells[:, 0], rest, cells[:, 1])).ravel().astype(np.intp),
        coefficients=np.tile([1.0, 1.0, -1.0], len(cells)),
        constants=np.zeros(len(cells)),
    )


def _derivation(cell: int, relation: int, relations: Relations, book: Book, geography: Geography) -> str:
    """Write the equation that gives a cell away: "Nord = Stadt − Süd − West"."""
    if relation < 0:
        return "Rate × Basis"
    start = relations.starts[relation]
    inside = slice(start, start + relations.sizes[relation])
    terms = [(int(member), float(sign)) for member, sign in zip(relations.members[inside], relations.coefficients[inside], strict=True)]
    own = next(sign for member, sign in terms if member == cell)
    places = {member: np.unravel_index(member, book.values.shape) for member, _ in terms if member < book.values.size}
    differ = [len({place[axis] for place in places.values()}) > 1 for axis in range(3)]

    def name(member: int) -> str:
        if member not in places:
            return "Rest"
        series, row, period = (int(step) for step in places[member])
        words = (book.series[series], geography.areas[row].name, book.periods[period])
        return " ".join(word for word, shown in zip(words, differ, strict=True) if shown)

    others = [(name(member), -sign / own) for member, sign in terms if member != cell]
    ordered = [term for term in others if term[1] > 0] + [term for term in others if term[1] < 0]
    text = "".join(f"{' + ' if sign > 0 else ' − '}{word}" for word, sign in ordered)
    return f"{name(cell)} ={text.removeprefix(' +')}"
