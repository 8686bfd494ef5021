"""The author's decision on disclosure control: by which rules figures about few people are kept back, and what outsiders know besides."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

Method = Literal["suppress", "round", "imported", "none"]


class Rule(Struct, frozen=True, kw_only=True):
    """How the figures of one series are protected.

    `minimum`: the smallest count of people that is shown; `complement`: the same for those that are not counted (denominator less
    numerator); `zeros`: whether a count of zero is shown (0 % and, with `complement`, 100 %); `population`: the smallest number of
    inhabitants of an area that has figures at all; `mean`: the smallest number of cases behind a mean. `base`: counts are rounded to
    multiples of it, `controlled`: so that they still add up. `contributions`: series with the greatest, second greatest … single
    contribution to a magnitude, for `dominance` (n, k per cent) and `p_percent`; `contributors`: the series that counts them.
    `width`: the narrowest interval to which an outsider may narrow down a figure that is not shown.
    """

    method: Method
    reason: str
    minimum: int
    complement: int
    zeros: bool
    population: int
    mean: int
    base: int
    controlled: bool
    contributions: tuple[str, ...]
    contributors: str
    dominance: tuple[int, float]
    p_percent: float
    width: float


class Exemption(Struct, frozen=True, kw_only=True):
    """Series, tables (paths) or indicators (ids) that follow a rule of their own."""

    series: tuple[str, ...]
    tables: tuple[str, ...]
    indicators: tuple[str, ...]
    rule: Rule


class Total(Struct, frozen=True, kw_only=True):
    """A series that is the sum of others."""

    total: str
    parts: tuple[str, ...]


class Unchanged(Struct, frozen=True, kw_only=True):
    """Periods in which a series has the same figures, as outsiders know."""

    series: str
    periods: tuple[str, ...]


class KnownRate(Struct, frozen=True, kw_only=True):
    """A ready-made rate from which, with a published base, a count can be computed: rate = count / base × factor, published with `decimals`."""

    rate: str
    count: str
    base: str
    factor: float
    decimals: int


class Accepted(Struct, frozen=True, kw_only=True):
    """An earlier edition whose figures may give some of the present ones away, by decision of the office."""

    edition: str
    reason: str


class Protection(Struct, frozen=True, kw_only=True):
    """The rule of the atlas, its exemptions, relations between series that outsiders know, and earlier editions that are not reckoned with.

    `withheld`: keys of areas that are not released; all of their figures are kept back, zeros too.
    """

    rule: Rule
    exemptions: tuple[Exemption, ...] = ()
    totals: tuple[Total, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    rates: tuple[KnownRate, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    withheld: tuple[str, ...] = ()

    def rule_of(self, series: str, table: str, indicators: Collection[str]) -> Rule:
        """Give the rule of a series: its own before that of its indicators, that before the rule of its table; of several the last."""
        found = self.rule
        for reach in ("tables", "indicators", "series"):
            names = {"tables": (table,), "indicators": indicators, "series": (series,)}[reach]
            for exemption in self.exemptions:
                if any(name in getattr(exemption, reach) for name in names):
                    found = exemption.rule
        return found


UNPROTECTED = Protection(
    rule=Rule(
        method="none",
        reason="",
        minimum=0,
        complement=0,
        zeros=True,
        population=0,
        mean=0,
        base=0,
        controlled=False,
        contributions=(),
        contributors="",
        dominance=(0, 0.0),
        p_percent=0.0,
        width=0.0,
    )
)
"""Nothing is kept back but what the tables themselves deliver as confidential."""
