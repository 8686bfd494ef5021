"""The age structure: women and men by age, from the rule in `site.yaml` to what a profile shows.

Its series are counts like those of any indicator, and pass disclosure control as such; they have no pages of their own.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from atlas.model.indicator import ClassRule, Indicator, Register

PREFIX = "age-"
"""Before the name of a series: its id as an indicator, and in tables for download."""


class AgeGroup(Struct, frozen=True, kw_only=True):
    """An age group and its two series."""

    title: str
    left: str
    right: str


class AgeRule(Struct, frozen=True, kw_only=True):
    """What the age structure is made of: titles of the two sides, groups from the youngest to the oldest, where the counts come from."""

    left: str
    right: str
    groups: tuple[AgeGroup, ...]
    source: str
    reference_date: str

    @property
    def series(self) -> tuple[str, ...]:
        """Name all series, group by group."""
        return tuple(name for group in self.groups for name in (group.left, group.right))


class AgeRow(Struct, frozen=True, kw_only=True):
    """A group in one area, left and right: counts with their status, their shares of all inhabitants in per cent, and the shares in the whole."""

    title: str
    counts: tuple[float, float]
    status: tuple[int, int]
    shares: tuple[float, float]
    whole: tuple[float, float]


class AgeView(Struct, frozen=True, kw_only=True):
    """The age structure of one area, from the oldest group to the youngest; `whole_name` is empty where the area is the whole.

    `file`: the table of all areas, to take home.
    """

    left: str
    right: str
    whole_name: str
    date: str
    source: str
    file: str
    rows: tuple[AgeRow, ...]


def with_ages(register: Register, rule: AgeRule | None) -> Register:
    """Add the series of the age structure to a register, as indicators that count people."""
    return replace(register, indicators=(*register.indicators, *_indicators(rule))) if rule else register


def _indicators(rule: AgeRule) -> Iterator[Indicator]:
    for group in rule.groups:
        for side, name in ((rule.left, group.left), (rule.right, group.right)):
            yield Indicator(
                id=f"{PREFIX}{name}",
                title=f"{side}, {group.title}",
                theme="",
                question="",
                kind="count",
                numerator="",
                denominator="",
                value=name,
                factor=1.0,
                unit="",
                decimals=0,
                higher_is="neutral",
                definition="",
                numerator_label="",
                denominator_label="",
                source=rule.source,
                data_holder="",
                licence="",
                reference_date=rule.reference_date,
                denominator_reference_date="",
                update="",
                next_update="",
                notes=(),
                series_breaks=(),
                not_collected=(),
                classes=ClassRule(method="quantiles", count=5, breaks=()),
            )
