"""The decision on disclosure control in `site.yaml`: its shape, its defaults, and what does not fit together in it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load.strict import Strict, Text
from atlas.load.yaml import Places
from atlas.model.protection import Accepted, Exemption, KnownRate, Method, Protection, Rule, Total, Unchanged

MINIMUM = 3
MEAN = 10
BASE = 5

EXAMPLES = {
    "suppress": "protection: {method: suppress, minimum: 3}",
    "imported": "protection: {method: imported}",
    "none": 'protection: {method: none, reason: "…"}',
}
"""Decisions as they are written, for an author who has made none."""

Names = tuple[Text, ...]


class DominanceSpec(Strict):
    """The (n, k) rule: the n greatest contributions may not be more than k per cent of a magnitude."""

    n: Annotated[int, Field(ge=1, le=10, description="Number of greatest contributions")]
    k: Annotated[float, Field(gt=0, le=100, description="Per cent of the whole they may reach")]


class RuleSpec(Strict):
    """What is kept back, and how."""

    method: Annotated[Method, Field(description="suppress; round; imported: the tables come protected, with their signs; none")] = (
        "suppress"
    )
    reason: Annotated[Text, Field(description="Why nothing is protected; needed with none")] = ""
    minimum: Annotated[int, Field(ge=0, description="Smallest count of people that is shown")] = MINIMUM
    complement: Annotated[
        int | None, Field(ge=0, description="Smallest number of those not counted that is shown; as minimum otherwise")
    ] = None
    zeros: Annotated[bool, Field(description="Whether a count of zero is shown")] = True
    population: Annotated[int, Field(ge=0, description="Smallest number of inhabitants of an area with figures")] = 0
    mean: Annotated[int, Field(ge=0, description="Smallest number of cases behind a mean")] = MEAN
    base: Annotated[int, Field(description="round: counts become multiples of 3, 5 or 10")] = BASE
    controlled: Annotated[bool, Field(description="round: so that the parts still add up to the whole")] = True
    contributions: Annotated[Names, Field(description="Series with the greatest, second greatest … contribution to a magnitude")] = ()
    contributors: Annotated[Text, Field(description="Series with the number of contributors to a magnitude")] = ""
    dominance: Annotated[DominanceSpec | None, Field(description="The n greatest contributions may not exceed k per cent")] = None
    p_percent: Annotated[float, Field(ge=0, le=100, description="The second greatest must not estimate the greatest closer than this")] = (
        0.0
    )
    width: Annotated[float | None, Field(gt=0, description="Narrowest interval to which a figure not shown may be narrowed down")] = None


class ExemptionSpec(RuleSpec):
    """A rule of their own for some series, tables or indicators; what it does not say is as for the atlas."""

    series: Annotated[Names, Field(description="Ids of series")] = ()
    tables: Annotated[Names, Field(description="Files of tables, as under tables")] = ()
    indicators: Annotated[Names, Field(description="Ids of indicators")] = ()


class TotalSpec(Strict):
    """A series that is the sum of others."""

    total: Annotated[Text, Field(description="Series of the whole")]
    parts: Annotated[Names, Field(description="Series that add up to it")]


class UnchangedSpec(Strict):
    """Periods in which a series has the same figures, as outsiders know."""

    series: Annotated[Text, Field(description="The series")]
    periods: Annotated[Names, Field(description="Periods with the same figures")]


class RateSpec(Strict):
    """A ready-made rate from which a count can be computed with a published base."""

    rate: Annotated[Text, Field(description="Series of the rate")]
    count: Annotated[Text, Field(description="Series of the count")]
    base: Annotated[Text, Field(description="Series the count is related to")]
    factor: Annotated[float, Field(gt=0, description="100 for per cent")] = 100.0
    decimals: Annotated[int, Field(ge=0, le=6, description="Digits behind the decimal sign of the rate")] = 1


class AcceptedSpec(Strict):
    """An earlier edition that is not reckoned with, although readers have it."""

    edition: Annotated[Text, Field(description="Id of the edition")]
    reason: Annotated[Text, Field(description="Why what it gives away is accepted")]


class ProtectionSpec(RuleSpec):
    """How figures about few people are kept back."""

    exemptions: Annotated[tuple[ExemptionSpec, ...], Field(description="Rules of their own for some series, tables or indicators")] = ()
    totals: Annotated[tuple[TotalSpec, ...], Field(description="Series that are sums of others")] = ()
    unchanged: Annotated[tuple[UnchangedSpec, ...], Field(description="Periods with the same figures")] = ()
    rates: Annotated[tuple[RateSpec, ...], Field(description="Ready-made rates that give counts away")] = ()
    accepted: Annotated[
        tuple[AcceptedSpec, ...], Field(description="Earlier editions that may give away what is kept back now, each with a reason")
    ] = ()


def protection(said: ProtectionSpec) -> Protection:
    """Give the decision as the other stages know it, exemptions complete with what the atlas' own rule says."""
    own = said.model_dump(include=set(RuleSpec.model_fields), exclude_unset=True)
    return Protection(
        rule=_rule(said),
        exemptions=tuple(
            Exemption(series=one.series, tables=one.tables, indicators=one.indicators, rule=_rule(_completed(own, one)))
            for one in said.exemptions
        ),
        totals=tuple(Total(total=one.total, parts=one.parts) for one in said.totals),
        unchanged=tuple(Unchanged(series=one.series, periods=one.periods) for one in said.unchanged),
        rates=tuple(KnownRate(**one.model_dump()) for one in said.rates),
        accepted=tuple(Accepted(edition=one.edition, reason=one.reason) for one in said.accepted),
    )


def check_decision(said: ProtectionSpec | None, places: Places) -> Iterator[Diagnostic]:
    """Report a missing decision, and rules that lack what they need."""
    if said is None:
        yield diagnostic("A601", Location(file=places.file), **EXAMPLES)
        return
    own = said.model_dump(include=set(RuleSpec.model_fields), exclude_unset=True)
    rules: list[tuple[RuleSpec, tuple[str | int, ...]]] = [(said, ("protection",))]
    rules += [(_completed(own, one), ("protection", "exemptions", index)) for index, one in enumerate(said.exemptions)]
    for rule, trail in rules:
        if rule.method == "none" and not rule.reason:
            yield diagnostic("A602", places.value(*trail))
        if rule.method == "round" and rule.base not in (3, 5, 10):
            yield diagnostic("A603", places.value(*trail), base=rule.base)
        needed = max(rule.dominance.n if rule.dominance else 0, 2 if rule.p_percent else 0)
        if len(rule.contributions) < needed:
            yield diagnostic("A604", places.value(*trail), needed=needed, given=len(rule.contributions))
    for index, one in enumerate(said.exemptions):
        if not (one.series or one.tables or one.indicators):
            yield diagnostic("A605", places.value("protection", "exemptions", index))


def check_names(
    said: ProtectionSpec, places: Places, series: Mapping[str, object], indicators: Mapping[str, object], tables: Mapping[str, object]
) -> Iterator[Diagnostic]:
    """Report series, indicators and tables that a rule names and nobody else knows."""
    known = {"series": series, "indicators": indicators, "tables": tables}
    for index, one in enumerate(said.exemptions):
        for kind, names in known.items():
            for place, name in enumerate(getattr(one, kind)):
                yield from _unknown(name, names, places, ("protection", "exemptions", index, kind, place))
    for index, total in enumerate(said.totals):
        yield from _unknown(total.total, series, places, ("protection", "totals", index, "total"))
        for place, part in enumerate(total.parts):
            yield from _unknown(part, series, places, ("protection", "totals", index, "parts", place))
    for index, stock in enumerate(said.unchanged):
        yield from _unknown(stock.series, series, places, ("protection", "unchanged", index, "series"))
    for index, rate in enumerate(said.rates):
        for key in ("rate", "count", "base"):
            yield from _unknown(getattr(rate, key), series, places, ("protection", "rates", index, key))


def extra_series(said: ProtectionSpec) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Name the series that only rules need, with the place that asks for each: contributions and their number, sums and parts."""
    rules: list[tuple[RuleSpec, tuple[str | int, ...]]] = [(said, ("protection",))]
    rules += [(one, ("protection", "exemptions", index)) for index, one in enumerate(said.exemptions)]
    for rule, trail in rules:
        yield from ((name, (*trail, "contributions")) for name in rule.contributions)
        if rule.contributors:
            yield rule.contributors, (*trail, "contributors")


def _unknown(name: str, known: Mapping[str, object], places: Places, trail: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    if name not in known:
        yield diagnostic("A606", places.value(*trail), name=name, near=suggestion(name, known), known=", ".join(sorted(known)))


def _completed(own: Mapping[str, Any], exemption: ExemptionSpec) -> RuleSpec:
    return RuleSpec.model_validate({**own, **exemption.model_dump(include=set(RuleSpec.model_fields), exclude_unset=True)})


def _rule(said: RuleSpec) -> Rule:
    rounding = said.method == "round"
    return Rule(
        method=said.method,
        reason=said.reason,
        minimum=said.minimum,
        complement=said.minimum if said.complement is None else said.complement,
        zeros=said.zeros,
        population=said.population,
        mean=said.mean,
        base=said.base if rounding else 0,
        controlled=said.controlled and rounding,
        contributions=said.contributions,
        contributors=said.contributors,
        dominance=(said.dominance.n, said.dominance.k) if said.dominance else (0, 0.0),
        p_percent=said.p_percent,
        width=said.width or (1.0 if rounding else float(max(said.minimum, 1))),
    )
