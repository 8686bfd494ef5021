"""The shape of the register file: which keys a Handlungsfeld and an indicator have, and what they may hold."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from atlas.load.indices import IndexSpec
from atlas.load.schema import shape
from atlas.load.strict import Id, Strict, Text
from atlas.model.indicator import Kind, Polarity


class ThemeSpec(Strict):
    """A Handlungsfeld."""

    id: Annotated[Id, Field(description="Part of the address")]
    title: Annotated[Text, Field(description="Name of the Handlungsfeld")]
    question: Annotated[str, Field(description="The question it answers")] = ""


class BreakSpec(Strict):
    """From this period on, figures cannot be compared with those before."""

    period: Annotated[Text, Field(description="First period of the new series")]
    note: Annotated[Text, Field(description="What changed")]
    cut: Annotated[bool, Field(description="The series begins here: figures before are neither drawn, compared nor given away")] = False


class ClassSpec(Strict):
    """How classes of the map are made: a method and a number, or the author's own inner borders."""

    method: Annotated[
        Literal["quantiles", "equal", "jenks", "std", "headtail", "maximum", "boxplot", "percentiles"],
        Field(description="How borders are found"),
    ] = "quantiles"
    count: Annotated[int, Field(ge=2, le=9, description="Number of classes")] = 5
    breaks: Annotated[tuple[float, ...], Field(description="Inner borders, rising; instead of a method")] = ()
    zero: Annotated[Literal["", "own"], Field(description="own: what is printed as zero is a class of its own")] = ""
    diverging: Annotated[
        Literal["", "whole", "zero"], Field(description="Two opposed ramps around the figure of the whole, or around zero")
    ] = ""
    reason: Annotated[Text, Field(description="Why these borders, in one sentence for readers")] = ""
    names: Annotated[tuple[Text, ...], Field(description="Names of the classes, from the lowest; one more than there are borders")] = ()


class Weighted(Strict):
    """Ready-made values of a larger area are the mean of those inside, each weighted by a count."""

    weighted_by: Annotated[Text, Field(description="Series to weight by, such as einwohner")]


class SurveySpec(Strict):
    """A survey: how many were asked, and how sure the figures are."""

    n: Annotated[Text, Field(description="Series with the number of persons asked")]
    low: Annotated[Text, Field(description="Series with the lower end of the interval")] = ""
    high: Annotated[Text, Field(description="Series with the upper end of the interval")] = ""
    error: Annotated[Text, Field(description="Series with the standard error, in the indicator's unit, instead of the interval")] = ""


class IndicatorSpec(Strict):
    """An indicator, with everything a reader must know to use a figure."""

    id: Annotated[Id, Field(description="Part of the address")]
    title: Annotated[Text, Field(description="Name of the indicator")]
    theme: Annotated[Text, Field(description="Id of the Handlungsfeld")]
    question: Annotated[str, Field(description="The question it answers")] = ""
    kind: Annotated[
        Kind, Field(description="share, rate, mean: from two series; count, value: one series itself; index: from other indicators")
    ]
    numerator: Annotated[Text, Field(description="Series above the line")] = ""
    denominator: Annotated[Text, Field(description="Series below the line")] = ""
    value: Annotated[Text, Field(description="The series itself, for count and value")] = ""
    factor: Annotated[float | None, Field(gt=0, description="100 for per cent, 1000 for per thousand")] = None
    unit: Annotated[Text, Field(description="Unit behind the figure")] = ""
    decimals: Annotated[int, Field(ge=0, le=6, description="Digits behind the decimal sign")] = 1
    higher_is: Annotated[Polarity, Field(description="Whether a high figure is favourable, unfavourable or neutral")]
    definition: Annotated[Text, Field(description="What is counted, in one sentence")]
    numerator_label: Annotated[Text, Field(description="Words for the count above the line")] = ""
    denominator_label: Annotated[Text, Field(description="Words for the count below the line")] = ""
    source: Annotated[Text, Field(description="Where the data come from")]
    data_holder: Annotated[Text, Field(description="Office that keeps the data; the publisher otherwise")] = ""
    licence: Annotated[str, Field(description="Identifier of the licence; the site's otherwise")] = ""
    reference_date: Annotated[Text, Field(description="Day or time the figures refer to, such as 31.12.")]
    denominator_reference_date: Annotated[Text, Field(description="The denominator's, if it differs")] = ""
    update: Annotated[Text, Field(description="How often the figures are renewed")] = ""
    next_update: Annotated[Text, Field(description="When new figures are expected")] = ""
    also: Annotated[tuple[Text, ...], Field(description="Other words people look for, such as Hartz IV")] = ()
    notes: Annotated[tuple[Text, ...], Field(description="Remarks shown with the indicator")] = ()
    series_breaks: Annotated[tuple[BreakSpec, ...], Field(description="Breaks in the series")] = ()
    not_collected: Annotated[Mapping[str, Text], Field(description="Level → why there are no figures")] = Field(default_factory=dict)
    classes: Annotated[ClassSpec, Field(description="Classes of the map")] = Field(default_factory=ClassSpec)
    index: Annotated[IndexSpec | None, Field(description="How an index is computed")] = None
    public: Annotated[
        bool | Literal["values"],
        Field(description="Released, where site.yaml says release: marked; values: without the series that the figures are made of"),
    ] = False
    pool: Annotated[int, Field(ge=1, le=10, description="So many years are counted together")] = 1
    survey: Annotated[SurveySpec | None, Field(description="kind: value from a survey: persons asked and interval")] = None
    aggregate: Annotated[
        Annotated[Literal["sum", "none"], Tag("~text")] | Annotated[Weighted, Tag("~mapping")],
        Discriminator(shape),
        Field(
            description="How figures of larger areas are made of those inside: sum, none, or {weighted_by: series} for ready-made values"
        ),
    ] = "sum"


class RegisterSpec(Strict):
    """The register of indicators."""

    themes: Annotated[tuple[ThemeSpec, ...], Field(description="Handlungsfelder, in order")]
    indicators: Annotated[tuple[IndicatorSpec, ...], Field(description="Indicators, in order within the theme")]
