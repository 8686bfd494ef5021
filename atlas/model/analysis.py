"""What is worked out from published figures besides indicators: the author's rules, and what came of them.

A rule says what is to be done, its result what was found. Rows are rows in `Geography.areas`; results that go with a level have an entry per area of it.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from atlas.model.index import IndexResult, Sensitivity
from atlas.model.likeness import Likeness
from atlas.model.panel import Codes, Floats

NO_TYPE = 255
"""The type of an area that has none."""

Measure = Literal["points", "percent", "sd"]
"""What a deviation is counted in: the indicator's own unit (percentage points), per cent of the reference, standard deviations of the areas."""


class TypeEntry(Struct, frozen=True, kw_only=True):
    """A type: part of its address, its name, what it means."""

    id: str
    title: str
    text: str


class CrossRule(Struct, frozen=True, kw_only=True):
    """Types from the classes of two indicators: `cells` gives, per class of `rows`, the type of every class of `columns`."""

    rows: str
    columns: str
    cells: tuple[tuple[int, ...], ...]


class ClassesRule(Struct, frozen=True, kw_only=True):
    """The classes of one indicator as types."""

    indicator: str


class ClusterRule(Struct, frozen=True, kw_only=True):
    """Types found by likeness in `indicators` (z-scores) in one period ("" = the latest that all share).

    Types are numbered by their mean of `order_by`, the lowest first; other periods are sorted into the types of this one.
    """

    method: Literal["kmeans", "ward"]
    indicators: tuple[str, ...]
    order_by: str
    period: str
    seed: int


class ImportedRule(Struct, frozen=True, kw_only=True):
    """Types found elsewhere: the type of each area by (row, period), and the method in the author's words."""

    types: Mapping[tuple[int, str], int]
    procedure: str
    variables: str
    author: str
    year: str
    file: str


class TypologyRule(Struct, frozen=True, kw_only=True):
    """A typology of the areas of one level. `indicators`: those whose means describe the types; `base`: the period against which changes are shown.

    `public`: released where only what is marked is; only types from a file need it.
    """

    id: str
    title: str
    question: str
    definition: str
    note: str
    level: str
    base: str
    types: tuple[TypeEntry, ...]
    indicators: tuple[str, ...]
    method: CrossRule | ClassesRule | ClusterRule | ImportedRule
    public: bool = False


class TypeMean(Struct, frozen=True, kw_only=True):
    """An indicator's figure for all areas of a type together: from summed counts where there are any (`pooled`), else the mean of `counted` areas."""

    indicator: str
    values: tuple[float, ...]
    counted: tuple[int, ...]
    pooled: bool


class Typology(Struct, frozen=True, kw_only=True):
    """The type of every area. `codes`: areas of the level × periods. `base`: column of the period compared with, -1 for none. `silhouette`: mean per type."""

    rule: TypologyRule
    rows: tuple[int, ...]
    periods: tuple[str, ...]
    codes: Codes
    base: int
    means: tuple[TypeMean, ...]
    silhouette: tuple[float, ...]
    silhouette_mean: float


class Criterion(Struct, frozen=True, kw_only=True):
    """An area meets it if its figure lies at least `deviation` above or below the reference."""

    indicator: str
    side: Literal["above", "below"]
    deviation: float
    measure: Measure


class SelectionRule(Struct, frozen=True, kw_only=True):
    """Areas that meet at least so many criteria. `label` is what such an area is called; the reference is the whole or the mean of the areas."""

    id: str
    title: str
    label: str
    note: str
    level: str
    reference: Literal["whole", "mean"]
    at_least: int
    criteria: tuple[Criterion, ...]


class Outcome:
    """Whether an area meets a criterion, or a rule: no, yes, or not to be told because figures are missing."""

    NO = 0
    YES = 1
    UNKNOWN = 2


class Selection(Struct, frozen=True, kw_only=True):
    """What a rule selects. Per criterion its period, reference and limit; `values` and `outcomes`: areas × criteria; `met` and `selected` per area."""

    rule: SelectionRule
    rows: tuple[int, ...]
    periods: tuple[str, ...]
    references: tuple[float, ...]
    limits: tuple[float, ...]
    values: Floats
    outcomes: Codes
    met: tuple[int, ...]
    selected: bytes


class WatchRule(Struct, frozen=True, kw_only=True):
    """A change of an indicator that deserves a look: more than `change` within `years`."""

    indicator: str
    change: float
    direction: Literal["rise", "fall", "either"]
    years: int
    measure: Literal["points", "percent"]
    level: str
    note: str


class Alert(Struct, frozen=True, kw_only=True):
    """An area whose figure moved further than the rule allows."""

    row: int
    before: float
    after: float
    change: float


class Watch(Struct, frozen=True, kw_only=True):
    """What an early-warning rule found between two periods ("" if there is no such period), among `counted` areas with both figures."""

    rule: WatchRule
    base: str
    period: str
    counted: int
    alerts: tuple[Alert, ...]


class SegregationRule(Struct, frozen=True, kw_only=True):
    """How unevenly a group (the numerator of a share) lives over the areas of a level."""

    id: str
    title: str
    indicator: str
    level: str
    note: str


class Segregation(Struct, frozen=True, kw_only=True):
    """Indices of segregation per period, from 0 to 1, NaN where too few areas have counts; `values`: shares of the areas (areas × periods)."""

    rule: SegregationRule
    rows: tuple[int, ...]
    periods: tuple[str, ...]
    dissimilarity: tuple[float, ...]
    isolation: tuple[float, ...]
    shares: tuple[float, ...]
    counted: tuple[int, ...]
    values: Floats


class AssociationRule(Struct, frozen=True, kw_only=True):
    """Two indicators side by side over the areas of a level."""

    id: str
    title: str
    x: str
    y: str
    level: str
    note: str


class Association(Struct, frozen=True, kw_only=True):
    """Two indicators' latest figures for the areas that have both, and how closely they go together (Pearson, Spearman; NaN below three areas)."""

    rule: AssociationRule
    rows: tuple[int, ...]
    periods: tuple[str, str]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    pearson: float
    spearman: float


class TargetRule(Struct, frozen=True, kw_only=True):
    """A target for an indicator: a `value`, or how far from the figure of `base` (`relative` in per cent, `points` in its unit); NaN for what is not given."""

    indicator: str
    rows: tuple[int, ...]
    value: float
    relative: float
    points: float
    base: str
    by: str
    direction: Literal["at_least", "at_most"]
    source: str


class TargetState(Struct, frozen=True, kw_only=True):
    """One area's target beside its latest figure: `gap` is the figure less the target; `reached` is an Outcome."""

    row: int
    start: float
    target: float
    value: float
    gap: float
    reached: int


class Target(Struct, frozen=True, kw_only=True):
    """A target and how far areas are from it in `period`."""

    rule: TargetRule
    period: str
    states: tuple[TargetState, ...]


class Variant(Struct, frozen=True, kw_only=True):
    """One possible course: what it assumes, and a figure for each future period."""

    title: str
    assumption: str
    values: tuple[tuple[str, float], ...]


class ScenarioSet(Struct, frozen=True, kw_only=True):
    """Several possible courses of one indicator in one area. They are estimates and never mixed with figures."""

    id: str
    title: str
    indicator: str
    row: int
    note: str
    source: str
    variants: tuple[Variant, ...]


class Plans(Struct, frozen=True, kw_only=True):
    """Everything that the author wants worked out, in the author's order. `file` is where it is written, `tables` are read for it besides."""

    file: str = ""
    tables: tuple[str, ...] = ()
    typologies: tuple[TypologyRule, ...] = ()
    selections: tuple[SelectionRule, ...] = ()
    watches: tuple[WatchRule, ...] = ()
    segregations: tuple[SegregationRule, ...] = ()
    associations: tuple[AssociationRule, ...] = ()
    targets: tuple[TargetRule, ...] = ()
    scenarios: tuple[ScenarioSet, ...] = ()


class Analyses(Struct, frozen=True, kw_only=True):
    """All analyses of a site. `indices` and `sensitivities` by the id of the indicator; `similar`: the areas most like each area, by row."""

    indices: Mapping[str, IndexResult] = field(default_factory=dict)
    sensitivities: Mapping[str, Sensitivity] = field(default_factory=dict)
    similar: Mapping[int, tuple[Likeness, ...]] = field(default_factory=dict)
    typologies: tuple[Typology, ...] = ()
    selections: tuple[Selection, ...] = ()
    watches: tuple[Watch, ...] = ()
    segregations: tuple[Segregation, ...] = ()
    associations: tuple[Association, ...] = ()
    targets: tuple[Target, ...] = ()
    scenarios: tuple[ScenarioSet, ...] = ()
