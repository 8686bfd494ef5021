"""Primary suppression: which cells must not be published by themselves, and how narrow their intervals may become.

Sources: minimum counts, zeros and complements as statistical offices use them (Handbuch zur statistischen Geheimhaltung, Rothe 2015);
(n, k) dominance and p % rule after Hundepool et al., Statistical Disclosure Control (2012), chapter 4.2.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from types import MappingProxyType

import numpy as np
from msgspec import Struct

from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Codes, Floats, Status, is_numeric
from atlas.model.protection import Protection, Rule
from atlas.model.tabulation import Counts, Tabulation
from atlas.statistics.system import Mask


class Reason(IntEnum):
    """Why a cell is not published; only for the author."""

    NONE = 0
    DELIVERED = 1
    SMALL = 2
    ZERO = 3
    COMPLEMENT = 4
    POPULATION = 5
    MEAN = 6
    DOMINANCE = 7
    P_PERCENT = 8
    RATE = 9
    ROUNDING = 10
    SECONDARY = 11
    POOLED = 12


class Primary(Struct, frozen=True, kw_only=True):
    """One series: areas × periods. `reasons` (0: may be published), `width` (how narrow an interval may become; for every cell, published or not)."""

    rule: Rule
    reasons: Codes
    width: Floats


def find_primary(
    tabulation: Tabulation,
    register: Register,
    protection: Protection,
    population: str,
    names: Iterable[str],
    behind: Mapping[str, tuple[Indicator, ...]] = MappingProxyType({}),
) -> dict[str, Primary]:
    """Judge every series that is published (`names`) by its rule. `population` names the series with the inhabitants of areas.

    `behind`: series that are published pooled only, with their indicators: none of their figures is shown, and only those that a rule names need protection.
    """
    found: dict[str, Primary] = {}
    for name in names:
        counts = tabulation.series[name]
        uses = [*behind.get(name, ()), *(indicator for indicator in register.indicators if name in (indicator.numerator, indicator.value))]
        rule = protection.rule_of(name, tabulation.sources[name], [indicator.id for indicator in uses])
        reasons = np.zeros(counts.status.shape, dtype=np.uint8)
        width = np.zeros(counts.status.shape)
        if rule.method != "none":
            width = _width(counts, uses, rule)
            reasons[counts.status == Status.CONFIDENTIAL] = Reason.DELIVERED
        if rule.method == "suppress":
            for mask, reason in _judge(name, counts, uses, tabulation, rule, population):
                reasons[mask & is_numeric(counts.status) & (reasons == 0)] = reason
            width = np.maximum(width, _magnitude_width(counts, tabulation, rule))
        if name in behind:
            width = np.where(reasons > 0, width, 0.0) if rule.method == "suppress" else np.zeros(width.shape)
            reasons[reasons == 0] = Reason.POOLED
        found[name] = Primary(rule=rule, reasons=reasons, width=width)
    return found


def is_people(uses: Iterable[Indicator]) -> bool:
    """Tell whether a series counts people (or cases), other than magnitudes and ready-made figures."""
    return all(indicator.kind not in ("mean", "value") for indicator in uses)


def _judge(
    name: str, counts: Counts, uses: list[Indicator], tabulation: Tabulation, rule: Rule, population: str
) -> Iterable[tuple[Mask, Reason]]:
    values, series = counts.values, tabulation.series
    if rule.population and population in series and name != population:
        people = series[population]
        yield is_numeric(people.status) & (people.values < rule.population), Reason.POPULATION
    if rule.contributors in series:
        yield _small(series[rule.contributors].values, rule.minimum), Reason.SMALL
    if rule.contributions and rule.dominance[0]:
        n, k = rule.dominance
        greatest = sum(np.nan_to_num(series[one].values) for one in rule.contributions[:n] if one in series)
        yield (values > 0) & (greatest > values * k / 100), Reason.DOMINANCE
    if rule.p_percent and len(rule.contributions) > 1:
        first, second = (np.nan_to_num(series[one].values) if one in series else 0.0 for one in rule.contributions[:2])
        yield (values > 0) & (values - first - second < first * rule.p_percent / 100), Reason.P_PERCENT
    for indicator in uses:
        if indicator.kind == "mean" and rule.mean:
            cases = series[indicator.denominator].values
            yield (cases > 0) & (cases < rule.mean), Reason.MEAN
    if not is_people(uses):
        return
    yield _small(values, rule.minimum), Reason.SMALL
    if not rule.zeros:
        yield values == 0, Reason.ZERO
    for indicator in uses:
        if indicator.kind == "share" and indicator.numerator == name and rule.complement:
            rest = series[indicator.denominator].values - values
            yield _small(rest, rule.complement) & (values > 0), Reason.COMPLEMENT
            if not rule.zeros:
                yield (rest == 0) & (series[indicator.denominator].values > 0), Reason.COMPLEMENT


def _small(values: Floats, minimum: int) -> Mask:
    with np.errstate(invalid="ignore"):
        return np.asarray((values > 0) & (values < minimum))


def _width(counts: Counts, uses: list[Indicator], rule: Rule) -> Floats:
    """Counts of people are as uncertain as the rule says; magnitudes must at least not be known to one per cent."""
    if is_people(uses):
        return np.full(counts.values.shape, rule.width)
    return np.nan_to_num(np.abs(counts.values)) / 100


def _magnitude_width(counts: Counts, tabulation: Tabulation, rule: Rule) -> Floats:
    """Give the room that dominance and p % rules ask for around a magnitude (upper protection level, Hundepool et al., table 4.2)."""
    room = np.zeros(counts.values.shape)
    if not rule.contributions or rule.contributions[0] not in tabulation.series:
        return room
    first = np.nan_to_num(tabulation.series[rule.contributions[0]].values)
    values = np.nan_to_num(counts.values)
    n, k = rule.dominance
    if n:
        greatest = sum(np.nan_to_num(tabulation.series[one].values) for one in rule.contributions[:n] if one in tabulation.series)
        room = np.maximum(room, greatest * 100 / k - values)
    if rule.p_percent and len(rule.contributions) > 1 and rule.contributions[1] in tabulation.series:
        second = np.nan_to_num(tabulation.series[rule.contributions[1]].values)
        room = np.maximum(room, first * rule.p_percent / 100 - (values - first - second))
    return np.asarray(np.maximum(room, 0.0))
