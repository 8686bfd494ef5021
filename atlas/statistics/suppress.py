"""Disclosure control: from the confidential tabulation to one in which nothing confidential is left.

Rules name the cells that must not be published (`primary`), complementary suppression those without which they could be computed
(`complementary`), for all series, areas and periods in one linear system (`relations`). What is kept back is gone: no number, only a sign.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.base.diagnostics import Diagnostic
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import SIGNS, Codes, Floats, Status, freeze, is_numeric
from atlas.model.protection import KnownRate, Protection
from atlas.model.tabulation import Counts, Tabulation
from atlas.statistics.coincidences import Book, find_rates
from atlas.statistics.primary import Primary, Reason, find_primary
from atlas.statistics.relations import behind_pools, known_relations, links_of
from atlas.statistics.rounding import room, rounded_to, rounded_together
from atlas.statistics.system import Mask, Relations, System

ROUNDS = 5
NUMBERS = ("own", "total", "value", "numerator", "denominator")
"""Details of diagnostics that hold counts."""


class Account(Struct, frozen=True, kw_only=True):
    """What was kept back, for the author alone: `reasons`, `values` and `weights` are series × areas × periods, `need` the widths asked for (series → areas × periods).

    Never stored: it holds the confidential figures.
    """

    series: tuple[str, ...]
    periods: tuple[str, ...]
    reasons: Codes
    values: Floats
    weights: Floats
    need: Mapping[str, Floats]


def tell(account: Account, geography: Geography) -> str:
    """List what was kept back and why, as CSV, with the loss of information at the end: for the author alone."""
    lines = ["series,area,name,period,reason"]
    for place, row, period in np.argwhere(account.reasons > 0).tolist():
        area = geography.areas[row]
        reason = Reason(account.reasons[place, row, period]).name.lower()
        lines.append(f'{account.series[place]},{area.key},"{area.name}",{account.periods[period]},{reason}')
    hidden, secondary = account.reasons > 0, account.reasons == Reason.SECONDARY
    lines.append(f"# {int(hidden.sum())} cells, {int(secondary.sum())} of them complementary, {loss(account):.4f} of the weight of all")
    return "\n".join([*lines, ""])


def loss(account: Account) -> float:
    """Give the weight of complementary suppressions as a fraction of the weight of all figures."""
    return float(account.weights[account.reasons == Reason.SECONDARY].sum() / max(account.weights.sum(), 1.0))


def suppress(
    tabulation: Tabulation, geography: Geography, register: Register, protection: Protection, population: str
) -> tuple[Tabulation, Account]:
    """Keep back what the rules say and what would give it away, and round where the rules say so."""
    shown = {name for indicator in register.indicators for name in (indicator.numerator, indicator.denominator, indicator.value)}
    behind = behind_pools(tabulation.pools, shown | {population}, register)
    book = _book(tabulation, geography, register, tuple(name for name in tabulation.series if name in shown | {population, *behind}))
    ready_made = [(one.value, one.decimals) for one in register.indicators if one.kind == "value"]
    tabulation = replace(tabulation, rates=tuple(find_rates(book, ready_made)))
    known = replace(protection, rates=(*protection.rates, *tabulation.rates))
    primary = find_primary(tabulation, register, known, population, book.series, behind)
    rounded = {
        name: _rounded(tabulation.series[name], one, geography) for name, one in primary.items() if one.rule.base and name not in behind
    }
    reasons = _block(book, {name: one.reasons for name, one in primary.items()}).astype(np.uint8)
    case = _Case(
        tabulation=tabulation,
        book=book,
        primary=primary,
        rounded=rounded,
        behind=frozenset(behind),
        withheld=[row for row, area in enumerate(geography.areas) if area.key in protection.withheld],
        rates=known.rates,
        reasons=_tied(reasons, book, known.rates, tabulation),
        width=_block(book, {name: one.width for name, one in primary.items()}),
        weights=1 + np.log1p(np.nan_to_num(np.abs(book.values))),
        pairs=tuple(
            (book.series.index(one.numerator), book.series.index(one.denominator)) for one in register.indicators if one.kind == "share"
        ),
    )
    reasons = _complete(case, geography, protection) if rounded or ((case.reasons > 0) & (case.width > 0)).any() else case.reasons
    hidden = dict(zip(book.series, reasons > 0, strict=True))
    own = [place for place, name in enumerate(book.series) if name not in behind]
    names = tuple(book.series[place] for place in own)
    safe = {name: _published(tabulation.series[name], hidden[name], rounded.get(name)) for name in names}
    account = Account(
        series=names,
        periods=tabulation.periods,
        reasons=reasons[own],
        values=book.values[own],
        weights=case.weights[own],
        need={name: one.width for name, one in primary.items()},
    )
    return replace(tabulation, series={**tabulation.series, **safe}), account


def redact(found: Iterable[Diagnostic], tabulation: Tabulation, geography: Geography) -> tuple[Diagnostic, ...]:
    """Take numbers out of what an author is told about cells that are kept back, or that hold one: what was found is kept beside the site."""
    return tuple(_redacted(one, tabulation, geography) for one in found)


def _redacted(one: Diagnostic, tabulation: Tabulation, geography: Geography) -> Diagnostic:
    details = dict(one.details)
    row = geography.rows.get(details.get("area", ""))
    counts = tabulation.series.get(details.get("series", ""))
    if row is None or counts is None or details.get("period") not in tabulation.periods:
        return one
    rows = [row, *geography.children[geography.areas[row].key]]
    if not (counts.status[rows, tabulation.periods.index(details["period"])] == Status.CONFIDENTIAL).any():
        return one
    told = tuple((name, SIGNS[Status.CONFIDENTIAL] if name in NUMBERS else word) for name, word in one.details)
    return replace(one, details=told)


def lowest(values: Floats, *, shows_zeros: bool) -> float:
    """Give the least number that a cell kept back may stand for, as outsiders know from the others: where zeros are shown, it is no zero."""
    known = values[np.isfinite(values)]
    if (known < 0).any():
        return -np.inf
    return 1.0 if shows_zeros and (known == np.rint(known)).all() else 0.0


class _Case(Struct, frozen=True, kw_only=True):
    """What complementary suppression works on: blocks of series × areas × periods. `pairs`: places of parts and their wholes; `behind`: published pooled only; `withheld`: rows that are not released."""

    tabulation: Tabulation
    book: Book
    primary: dict[str, Primary]
    rounded: dict[str, Floats]
    behind: frozenset[str]
    withheld: list[int]
    rates: tuple[KnownRate, ...]
    reasons: Codes
    width: Floats
    weights: Floats
    pairs: tuple[tuple[int, int], ...]


def _book(tabulation: Tabulation, geography: Geography, register: Register, names: tuple[str, ...]) -> Book:
    """Lay the tabulation out as a block. What made no sense in an area's present borders counts as nothing."""
    ready = {indicator.value for indicator in register.indicators if indicator.kind == "value"}
    settled = np.array([area.since for area in geography.areas])[:, np.newaxis] <= np.array(tabulation.periods, dtype=np.str_)
    values = np.full((len(names), len(geography.areas), len(tabulation.periods)), np.nan)
    for place, name in enumerate(names):
        counts = tabulation.series[name]
        nothing = (counts.status == Status.NOT_APPLICABLE) & settled
        values[place] = np.where(nothing, 0.0, np.where(is_numeric(counts.status), counts.values, np.nan))
    return Book(series=names, periods=tabulation.periods, values=values, summed=np.array([name not in ready for name in names], dtype=bool))


def _block(book: Book, matrices: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    return np.array([matrices[name] for name in book.series]).reshape(book.values.shape)


def _ceiling(case: _Case, reasons: Codes) -> Floats:
    """Give the least published whole that each count is a part of, infinity where there is none."""
    ceiling = np.full(reasons.shape, np.inf)
    for part, whole in case.pairs:
        ceiling[part] = np.fmin(ceiling[part], np.where(reasons[whole] > 0, np.inf, case.book.values[whole]))
    return ceiling


def _complete(case: _Case, geography: Geography, protection: Protection) -> Codes:
    """Add to the reasons what complementary suppression keeps back, and rounded figures that the others give away."""
    from atlas.statistics.complementary import Choice, complete
    from atlas.statistics.intervals import intervals, narrow

    book, reasons = case.book, case.reasons.copy()
    concerned = (reasons > 0) & (case.width > 0)
    for name in case.rounded:
        concerned[book.series.index(name)] = True
    relations, active = known_relations(book, geography, protection, links_of(case.tabulation), concerned)
    considered = np.broadcast_to(active[:, np.newaxis, :], reasons.shape)
    may_open = _may_open(case) & considered
    for _ in range(ROUNDS):
        system = _system(case, reasons, considered, relations)
        choice = Choice(may_open=(may_open & (reasons == 0)).ravel(), weight=case.weights.ravel(), single=(book.values == 1).ravel())
        is_open = complete(system, choice)
        reasons[is_open.reshape(reasons.shape) & may_open & (reasons == 0)] = Reason.SECONDARY
        after = replace(_system(case, reasons, considered, relations), is_open=is_open)
        left = narrow(after, intervals(after)).reshape(reasons.shape) & (reasons == 0)
        reasons[left] = Reason.ROUNDING
        tied = _tied(reasons, book, case.rates, case.tabulation)
        if not left.any() and (tied == reasons).all():
            break
        reasons = tied
    return reasons


def _tied(reasons: Codes, book: Book, rates: Iterable[KnownRate], tabulation: Tabulation) -> Codes:
    """A ready-made rate gives its count away, and the count the rate, where the base is published: what one hides, the other hides as well.

    Where the base is hidden, rate and count together would give it away.
    """
    tied = reasons.copy()
    for known in rates:
        if not {known.rate, known.count, known.base} <= set(book.series):
            continue
        rate, count, base = (tied[book.series.index(name)] for name in (known.rate, known.count, known.base))
        shown = {name: is_numeric(tabulation.series[name].status) for name in (known.rate, known.count, known.base)}
        published = (base == 0) & shown[known.base]
        for hidden, other, name in ((rate, count, known.count), (count, rate, known.rate)):
            other[published & (hidden > 0) & (other == 0) & shown[name]] = Reason.RATE
        rate[(base > 0) & (count == 0) & (rate == 0) & shown[known.rate]] = Reason.RATE
    return tied


def _may_open(case: _Case) -> Mask:
    """Tell what may be kept back besides: figures under a rule, zeros only where the rule does not show them."""
    allowed = np.isfinite(case.book.values)
    for place, name in enumerate(case.book.series):
        rule = case.primary[name].rule
        allowed[place] &= rule.method in ("suppress", "imported") and (not rule.zeros or case.book.values[place] != 0)
    return allowed


def _system(case: _Case, reasons: Codes, considered: Mask, relations: Relations) -> System:
    """State what outsiders know before they reckon, with these cells kept back."""
    book = case.book
    low, high = np.zeros(reasons.shape), _ceiling(case, reasons)
    is_open = (reasons > 0) | np.isnan(book.values)
    need = np.where(np.isnan(book.values) & (reasons == 0), 0.0, case.width)
    for place, name in enumerate(book.series):
        rule = case.primary[name].rule
        tells = name not in case.behind and rule.zeros and (rule.method == "suppress" or bool((book.values[place] == 0).any()))
        low[place] = lowest(book.values[place], shows_zeros=tells)
        low[place, case.withheld] = np.minimum(low[place, case.withheld], 0.0)
        if name in case.rounded:
            least, greatest = room(case.rounded[name], rule.base, controlled=rule.controlled)
            shown = reasons[place] == 0
            low[place], high[place] = np.where(shown, least, low[place]), np.where(shown, greatest, high[place])
            is_open[place] = True
            small = (book.values[place] > 0) & (book.values[place] < rule.minimum)
            need[place] = np.where(small, need[place], 0.0)
    high = np.maximum(high, low)
    return System(
        values=book.values.ravel(),
        low=low.ravel(),
        high=high.ravel(),
        width=np.minimum(need, high - low).ravel(),
        is_open=(is_open & considered).ravel(),
        relations=relations,
    )


def _rounded(counts: Counts, primary: Primary, geography: Geography) -> Floats:
    values = np.where(is_numeric(counts.status), counts.values, np.nan)
    if primary.rule.controlled:
        return rounded_together(values, primary.rule.base, geography)
    return rounded_to(values, primary.rule.base)


def _published(counts: Counts, hidden: Mask, rounded: Floats | None) -> Counts:
    """Leave nothing of what is kept back; a rounded zero may be one or not."""
    values, status = counts.values, counts.status
    if rounded is not None:
        numeric = is_numeric(status)
        values = np.where(numeric, rounded, values)
        status = np.where(numeric & (rounded == 0), np.uint8(Status.BELOW_HALF), np.where(numeric, np.uint8(Status.OK), status))
    return replace(
        counts,
        values=freeze(np.where(hidden, np.nan, values)),
        notes=tuple(note for note in counts.notes if not hidden[note[0], note[1]]),
        status=freeze(np.where(hidden, np.uint8(Status.CONFIDENTIAL), status).astype(np.uint8)),
    )
