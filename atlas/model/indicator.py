"""The register: Handlungsfelder and indicators, with everything a reader must know to use a figure."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from atlas.model.index import IndexRecipe

CORE_WITHOUT_CHOICE = 8

Kind = Literal["share", "rate", "mean", "count", "value", "index"]
Polarity = Literal["favourable", "unfavourable", "neutral"]


class ThemeEntry(Struct, frozen=True, kw_only=True):
    """A Handlungsfeld and the question it answers."""

    id: str
    title: str
    question: str


class ClassRule(Struct, frozen=True, kw_only=True):
    """How classes are made: a method and a number, or the author's own `breaks` (inner borders, rising).

    `zero`: what is printed as zero is a class of its own. `diverging`: the centre of two opposed ramps, `whole` or `zero`, else "". `reason`: the author's
    words for the choice. `names` of the classes, if they have any.
    """

    method: str
    count: int
    breaks: tuple[float, ...]
    zero: bool = False
    diverging: str = ""
    reason: str = ""
    names: tuple[str, ...] = ()


class Survey(Struct, frozen=True, kw_only=True):
    """The series of a survey beside its figures: persons asked (`size`), and the interval, or else the standard error in the indicator's unit."""

    size: str
    low: str
    high: str
    error: str


class SeriesBreak(Struct, frozen=True, kw_only=True):
    """From `period` on, figures are not comparable with those before; `cut`: those before are not shown."""

    period: str
    note: str
    cut: bool = False


class Indicator(Struct, frozen=True, kw_only=True):
    """One indicator. `numerator`, `denominator`, `value` name series; a share or rate is numerator / denominator × `factor`.

    An index has a `recipe` instead: it is computed from other indicators' published figures.
    Counts of areas add up to those of larger ones if they are `additive`; ready-made values are averaged if a series is named to weight them by.
    `pool`: so many years are counted together. `public`: released, where only what is marked is; `bare`: without the series that its figures are made of. `also`: words that lay people look for.
    """

    id: str
    title: str
    theme: str
    question: str
    kind: Kind
    numerator: str
    denominator: str
    value: str
    factor: float
    unit: str
    decimals: int
    higher_is: Polarity
    definition: str
    numerator_label: str
    denominator_label: str
    source: str
    data_holder: str
    licence: str
    reference_date: str
    denominator_reference_date: str
    update: str
    next_update: str
    notes: tuple[str, ...]
    series_breaks: tuple[SeriesBreak, ...]
    not_collected: tuple[tuple[str, str], ...]
    classes: ClassRule
    recipe: IndexRecipe | None = None
    additive: bool = True
    weighted_by: str = ""
    pool: int = 1
    survey: Survey | None = None
    public: bool = False
    bare: bool = False
    also: tuple[str, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """Name the series that the indicator is made of, each once."""
        asked = (self.survey.size, self.survey.low, self.survey.high, self.survey.error) if self.survey else ()
        named = (self.numerator, self.denominator, self.value, self.weighted_by, *asked)
        return tuple(dict.fromkeys(name for name in named if name))


class Register(Struct, frozen=True, kw_only=True):
    """Themes and indicators in the author's order; indicators sorted by theme."""

    themes: tuple[ThemeEntry, ...]
    indicators: tuple[Indicator, ...]

    def core(self, chosen: Sequence[str]) -> tuple[str, ...]:
        """Give the ids of the core indicators: the author's choice, else the first of each theme that compares areas."""
        if chosen:
            return tuple(chosen)
        first: dict[str, str] = {}
        for indicator in self.indicators:
            if indicator.kind != "count":
                first.setdefault(indicator.theme, indicator.id)
        return tuple(first.values())[:CORE_WITHOUT_CHOICE]

    @property
    def measured(self) -> "Register":
        """The register without indices: what tables deliver."""
        return replace(self, indicators=tuple(indicator for indicator in self.indicators if indicator.kind != "index"))
