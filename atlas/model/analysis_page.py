"""What pages of analyses show: the context of their templates, as frozen values. Addresses are relative to the root of the site."""

from msgspec import Struct

from atlas.model.analysis import (
    AssociationRule,
    ClusterRule,
    Criterion,
    ImportedRule,
    SegregationRule,
    SelectionRule,
    TypologyRule,
    Variant,
    WatchRule,
)
from atlas.model.analysis_view import TargetRow
from atlas.model.frame import Link
from atlas.model.map_view import AreaRow, MapArea
from atlas.model.page import ChartView, IndicatorLabel, Strip
from atlas.model.panel import Series


class TypeMap(Struct, frozen=True, kw_only=True):
    """A map of kinds: `codes` gives each area's kind by its number, NO_TYPE for none; `changed` areas are hatched. `faint`: only this kind has its colour.

    `palette`: `types` tells kinds apart, `picks` sets those that are picked (1) or open (2) against all others (0).
    """

    width: int
    height: int
    plural: str
    areas: tuple[MapArea, ...]
    outlines: tuple[str, ...]
    kinds: tuple[str, ...]
    codes: bytes
    changed: bytes
    since: str
    faint: int = -1
    palette: str = "types"


class TypeSummary(Struct, frozen=True, kw_only=True):
    """A type in a list: its page, what it means, its areas, and its silhouette (NaN without)."""

    number: int
    title: str
    href: str
    text: str
    areas: tuple[Link, ...]
    silhouette: float


class MeanRow(Struct, frozen=True, kw_only=True):
    """An indicator's figures by type, beside that of the whole (NaN without one)."""

    label: IndicatorLabel
    values: tuple[float, ...]
    counted: tuple[int, ...]
    pooled: bool
    whole: float


class Move(Struct, frozen=True, kw_only=True):
    """An area that changed its type: from, to."""

    area: Link
    before: str
    after: str


class CrossTable(Struct, frozen=True, kw_only=True):
    """Numbers of areas by the classes of two indicators; `kinds`: the type of each cell."""

    down: Link
    across: Link
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    kinds: tuple[tuple[int, ...], ...]


class TypologyPage(Struct, frozen=True, kw_only=True):
    """A typology: map, types, cross table, means, what changed since `base`, how it was made."""

    rule: TypologyRule
    plural: str
    period: str
    base: str
    map: TypeMap
    types: tuple[TypeSummary, ...]
    cross: CrossTable | None
    means: tuple[MeanRow, ...]
    moves: tuple[Move, ...]
    compared: int
    cluster: ClusterRule | None
    imported: ImportedRule | None
    used: tuple[Link, ...]
    ordered: str
    silhouette: float
    whole_name: str


class TypePlace(Struct, frozen=True, kw_only=True):
    """An indicator of a type: its figure, the whole's, the strip of all areas and the type's place in it (0 to 1000, -1 for none)."""

    label: IndicatorLabel
    period: str
    value: float
    whole: float
    counted: int
    pooled: bool
    strip: Strip | None
    position: int


class TypePage(Struct, frozen=True, kw_only=True):
    """One type: what it means, where its areas are, how they stand to the whole, who came and who left since `base`."""

    typology: Link
    summary: TypeSummary
    plural: str
    period: str
    base: str
    map: TypeMap
    places: tuple[TypePlace, ...]
    joined: tuple[Move, ...]
    left: tuple[Move, ...]
    whole_name: str
    previous: Link | None
    next: Link | None


class CriterionView(Struct, frozen=True, kw_only=True):
    """A criterion in a selection rule, with its reference and the limit that follows from it."""

    criterion: Criterion
    label: IndicatorLabel
    period: str
    reference: float
    limit: float


class SelectionRow(Struct, frozen=True, kw_only=True):
    """An area under a rule: its figures and outcomes by criterion, how many it meets, and whether it is selected."""

    area: AreaRow
    values: tuple[float, ...]
    outcomes: tuple[int, ...]
    met: int
    selected: int


class SelectionPage(Struct, frozen=True, kw_only=True):
    """A selection rule with its outcome for every area."""

    rule: SelectionRule
    plural: str
    whole_name: str
    map: TypeMap
    criteria: tuple[CriterionView, ...]
    rows: tuple[SelectionRow, ...]


class AlertRow(Struct, frozen=True, kw_only=True):
    """An area whose figure moved."""

    area: AreaRow
    before: float
    after: float
    change: float


class WatchView(Struct, frozen=True, kw_only=True):
    """An early-warning rule and what it found."""

    rule: WatchRule
    label: IndicatorLabel
    plural: str
    base: str
    period: str
    counted: int
    alerts: tuple[AlertRow, ...]


class WatchPage(Struct, frozen=True, kw_only=True):
    """All early-warning rules."""

    watches: tuple[WatchView, ...]


class SegregationYear(Struct, frozen=True, kw_only=True):
    """One period: both indices and the share of the group (0 to 1), the areas counted, and where all of them stand (NaN, None without)."""

    period: str
    dissimilarity: float
    isolation: float
    share: float
    counted: int
    ticks: str


class SegregationPage(Struct, frozen=True, kw_only=True):
    """How unevenly a group lives, by period; the strips share the scale from `low` to `high`."""

    rule: SegregationRule
    label: IndicatorLabel
    group: str
    plural: str
    areas: int
    low: float
    high: float
    years: tuple[SegregationYear, ...]


class AssociationPage(Struct, frozen=True, kw_only=True):
    """Two indicators over areas, a point each."""

    rule: AssociationRule
    x: IndicatorLabel
    y: IndicatorLabel
    periods: tuple[str, str]
    plural: str
    total: int
    areas: tuple[AreaRow, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    pearson: float
    spearman: float


class TargetPage(Struct, frozen=True, kw_only=True):
    """All targets of the site."""

    targets: tuple[TargetRow, ...]


class ScenarioPage(Struct, frozen=True, kw_only=True):
    """Possible courses of an indicator, apart from its figures."""

    title: str
    note: str
    source: str
    label: IndicatorLabel
    area: Link
    periods: tuple[str, ...]
    past: Series
    variants: tuple[Variant, ...]
    future: tuple[str, ...]
    chart: ChartView | None


AnalysisPage = TypologyPage | TypePage | SelectionPage | WatchPage | SegregationPage | AssociationPage | TargetPage | ScenarioPage
