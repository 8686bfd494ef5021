"""The shape of the file of analyses: which keys typologies, rules, targets and scenarios have, and what they may hold."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from atlas.load.recipe import KeyRecipe
from atlas.load.strict import Id, Strict, Text

Title = Annotated[Text, Field(description="Name for readers")]
Note = Annotated[Text, Field(description="A sentence shown with the result")]
LevelName = Annotated[Text, Field(description="Level whose areas are meant; the main one otherwise")]
IndicatorId = Annotated[Text, Field(description="Id of the indicator")]


class TypeSpec(Strict):
    """A type."""

    id: Annotated[Id, Field(description="Part of the address")]
    title: Title
    text: Annotated[Text, Field(description="What the type means, in a sentence or two")] = ""
    cells: Annotated[tuple[tuple[Text, ...], ...], Field(description="cross: pairs of classes [row, column] that belong here")] = ()
    code: Annotated[Text, Field(description="imported: how the file calls it; the id otherwise")] = ""


class CrossSpec(Strict):
    """Types from the named classes of two indicators."""

    rows: IndicatorId
    columns: IndicatorId


class ClusterSpec(Strict):
    """Types found by likeness."""

    indicators: Annotated[tuple[Text, ...], Field(description="What areas are compared by")]
    method: Annotated[Literal["kmeans", "ward"], Field(description="How types are found")] = "ward"
    order_by: Annotated[Text, Field(description="Types are numbered by their mean of this indicator; the first one otherwise")] = ""
    period: Annotated[Text, Field(description="Period in which types are found; the latest otherwise")] = ""
    seed: Annotated[int, Field(ge=0, description="Start of the random numbers (kmeans)")] = 1


class ImportedSpec(Strict):
    """Types found elsewhere: columns of a table, and how they were made."""

    file: Annotated[str, Field(description="CSV, XLSX or ODS with a row per area")]
    sheet: Annotated[Text, Field(description="Sheet of a workbook")] = ""
    area: Annotated[Text, Field(description="Column with the key of the area")]
    types: Annotated[Mapping[str, Text], Field(description="Column with types: period")]
    keys: Annotated[KeyRecipe, Field(description="How keys of the file become keys of the atlas")] = Field(default_factory=KeyRecipe)
    procedure: Annotated[Text, Field(description="The method, in words for readers")]
    variables: Annotated[Text, Field(description="What it was based on")] = ""
    author: Annotated[Text, Field(description="Who made it")] = ""
    year: Annotated[Text, Field(description="When it was made")] = ""


class TypologySpec(Strict):
    """A typology: one of cross, classes, cluster, imported."""

    id: Annotated[Id, Field(description="Part of the address")]
    title: Title
    question: Annotated[Text, Field(description="The question it answers")] = ""
    definition: Annotated[Text, Field(description="What the types are, in one sentence")] = ""
    note: Note = ""
    level: LevelName = ""
    base: Annotated[Text, Field(description="Period against which changes are shown, hatched on the map")] = ""
    indicators: Annotated[tuple[Text, ...], Field(description="Indicators whose means describe the types")] = ()
    types: Annotated[tuple[TypeSpec, ...], Field(description="The types, in order")] = ()
    cross: Annotated[CrossSpec | None, Field(description="From the classes of two indicators")] = None
    classes: Annotated[Text, Field(description="Id of an indicator with named classes")] = ""
    cluster: Annotated[ClusterSpec | None, Field(description="By likeness")] = None
    imported: Annotated[ImportedSpec | None, Field(description="From a file")] = None
    public: Annotated[
        bool, Field(description="imported: released, where site.yaml says release: marked; others are if their indicators are")
    ] = False


class CriterionSpec(Strict):
    """What an area has to be above or below."""

    indicator: IndicatorId
    above: Annotated[float | None, Field(ge=0, description="At least so far above the reference")] = None
    below: Annotated[float | None, Field(ge=0, description="At least so far below the reference")] = None
    measure: Annotated[
        Literal["points", "percent", "sd"], Field(description="points (of the unit), percent (of the reference), sd (standard deviations)")
    ] = "points"


class SelectionSpec(Strict):
    """Areas that meet at least so many criteria."""

    id: Annotated[Id, Field(description="Part of the address")]
    title: Title
    label: Annotated[Text, Field(description="What a selected area is called, in neutral words")]
    note: Note = ""
    level: LevelName = ""
    reference: Annotated[
        Literal["whole", "mean"], Field(description="What areas are compared with: the whole, or the mean of the areas")
    ] = "whole"
    at_least: Annotated[int, Field(ge=1, description="How many criteria an area has to meet")]
    criteria: Annotated[tuple[CriterionSpec, ...], Field(description="The criteria")]


class WatchSpec(Strict):
    """A change that deserves a look."""

    indicator: IndicatorId
    change: Annotated[float, Field(gt=0, description="Changes from this on are shown")]
    measure: Annotated[Literal["points", "percent"], Field(description="points (of the unit) or percent (of the earlier figure)")] = (
        "points"
    )
    direction: Annotated[Literal["rise", "fall", "either"], Field(description="Which changes are meant")] = "either"
    years: Annotated[int, Field(ge=1, description="Within so many years")] = 1
    level: LevelName = ""
    note: Note = ""


class SegregationSpec(Strict):
    """How unevenly a group lives over the city."""

    id: Annotated[Id, Field(description="Part of the address")]
    title: Title
    indicator: Annotated[Text, Field(description="Id of a share: its numerator is the group, the rest of the denominator the others")]
    level: LevelName = ""
    note: Note = ""


class AssociationSpec(Strict):
    """Two indicators side by side."""

    id: Annotated[Id, Field(description="Part of the address")]
    title: Title
    x: IndicatorId
    y: IndicatorId
    level: LevelName = ""
    note: Note = ""


class TargetSpec(Strict):
    """A target: value, or relative or points with base."""

    indicator: IndicatorId
    areas: Annotated[tuple[Text, ...], Field(description="Keys of areas; the whole otherwise")] = ()
    value: Annotated[float | None, Field(description="The figure to be reached")] = None
    relative: Annotated[float | None, Field(description="Per cent more (or less) than in the base period")] = None
    points: Annotated[float | None, Field(description="So much more (or less) than in the base period, in the unit")] = None
    base: Annotated[Text, Field(description="Period a relative target starts from")] = ""
    by: Annotated[Text, Field(description="When it is to be reached, such as 2030")]
    direction: Annotated[Literal["at_least", "at_most"], Field(description="Whether the figure is to be at least or at most the target")]
    source: Annotated[Text, Field(description="Who decided on it, and when")]


class VariantSpec(Strict):
    """One possible course."""

    title: Title
    assumption: Annotated[Text, Field(description="What it assumes")]
    values: Annotated[Mapping[str, float], Field(description="Future period: figure")]


class ScenarioSpec(Strict):
    """Possible courses of an indicator, three or more."""

    id: Annotated[Id, Field(description="Part of the address")]
    title: Title
    indicator: IndicatorId
    area: Annotated[Text, Field(description="Key of the area; the whole otherwise")] = ""
    note: Note = ""
    source: Annotated[Text, Field(description="Who worked them out")]
    variants: Annotated[tuple[VariantSpec, ...], Field(description="The courses")]


class AnalysesSpec(Strict):
    """The file of analyses."""

    typologies: Annotated[tuple[TypologySpec, ...], Field(description="Types of areas")] = ()
    selections: Annotated[tuple[SelectionSpec, ...], Field(description="Rules that select areas")] = ()
    watches: Annotated[tuple[WatchSpec, ...], Field(description="Changes that deserve a look")] = ()
    segregation: Annotated[tuple[SegregationSpec, ...], Field(description="How unevenly groups live")] = ()
    associations: Annotated[tuple[AssociationSpec, ...], Field(description="Pairs of indicators")] = ()
    targets: Annotated[tuple[TargetSpec, ...], Field(description="Targets")] = ()
    scenarios: Annotated[tuple[ScenarioSpec, ...], Field(description="Possible courses")] = ()
