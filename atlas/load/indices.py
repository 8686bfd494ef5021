"""How an author writes the recipe of an index, and what is wrong with one that cannot be computed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from atlas.base.diagnostics import Diagnostic, diagnostic, suggestion
from atlas.load.strict import Strict, Text
from atlas.load.yaml import Places, Trail
from atlas.model.index import Component, Exclusion, IndexRecipe, Method, Scale, Transformation


class ComponentSpec(Strict):
    """A part of an index."""

    indicator: Annotated[Text, Field(description="Id of the indicator")]
    direction: Annotated[Literal["higher", "lower"], Field(description="Whether higher or lower values raise the index")] = "higher"
    weight: Annotated[float, Field(ge=0, description="Weight among the components")] = 1.0
    transform: Annotated[
        Transformation, Field(description="none, ln (x + 1), percentile (rank in per cent), exponential (as in the English IMD)")
    ] = "none"
    period: Annotated[Text, Field(description="A fixed period; that of the index otherwise")] = ""
    change: Annotated[int, Field(ge=0, description="Instead of the figure: how far it moved in so many years")] = 0
    reason: Annotated[Text, Field(description="Why it is part of the index")] = ""


class ScaleSpec(Strict):
    """How figures become comparable."""

    method: Annotated[Method, Field(description="z, rank, minmax or none")] = "z"
    ddof: Annotated[Literal["0", "1"], Field(description="Squares are divided by n (0) or by n - 1 (1)")] = "0"
    weighted_by: Annotated[Text, Field(description="Id of the count that weighs areas, such as inhabitants")] = ""


class ExclusionSpec(Strict):
    """Areas that are left out."""

    areas: Annotated[tuple[Text, ...], Field(description="Keys of areas")] = ()
    of: Annotated[Text, Field(description="Id of the indicator that has to reach a limit")] = ""
    below: Annotated[float, Field(description="Areas under this limit are left out")] = 0.0
    reason: Annotated[Text, Field(description="Why, in words for readers")]


class IndexSpec(Strict):
    """The recipe of an index."""

    level: Annotated[Text, Field(description="Level whose areas are compared; the main one otherwise")] = ""
    components: Annotated[tuple[ComponentSpec, ...], Field(description="What the index is made of")]
    combine: Annotated[Literal["sum", "mean"], Field(description="Weighted sum or weighted mean of the components")] = "mean"
    standardise: Annotated[ScaleSpec, Field(description="How components become comparable")] = Field(default_factory=ScaleSpec)
    restandardise: Annotated[ScaleSpec, Field(description="Whether the result is standardised once more, and how")] = Field(
        default_factory=lambda: ScaleSpec(method="none")
    )
    fixed_to: Annotated[Text, Field(description="Period whose mean and spread hold for all; each its own otherwise")] = ""
    exclude: Annotated[tuple[ExclusionSpec, ...], Field(description="Areas that are left out, with the reason")] = ()


def check_index(said: IndexSpec, trail: Trail, places: Places, known: Sequence[str], levels: Sequence[str]) -> Iterator[Diagnostic]:
    """Find what is wrong with a recipe: unknown indicators and levels, rules without an end, components without any weight."""
    named = [((*trail, "components", place, "indicator"), part.indicator) for place, part in enumerate(said.components)]
    named += [((*trail, key, "weighted_by"), getattr(said, key).weighted_by) for key in ("standardise", "restandardise")]
    named += [((*trail, "exclude", place, "of"), rule.of) for place, rule in enumerate(said.exclude)]
    for place, word in named:
        if word and word not in known:
            yield diagnostic("A380", places.value(*place), id=word, near=suggestion(word, known))
    if said.level and said.level not in levels:
        near = suggestion(said.level, levels)
        yield diagnostic("A128", places.value(*trail, "level"), id=said.level, near=near, known=", ".join(levels))
    for number, rule in enumerate(said.exclude):
        if bool(rule.areas) == bool(rule.of):
            yield diagnostic("A386", places.value(*trail, "exclude", number))
    if not any(part.weight for part in said.components):
        yield diagnostic("A387", places.value(*trail, "components"))


def check_order(recipes: Mapping[str, IndexSpec | None], places: Places) -> Iterator[Diagnostic]:
    """Find indices that need themselves, directly or through others."""
    parts = {name: [part.indicator for part in recipe.components] for name, recipe in recipes.items() if recipe}
    for place, name in enumerate(recipes):
        reached, waiting = set[str](), list(parts.get(name, ()))
        while waiting:
            found = waiting.pop()
            if found not in reached:
                reached.add(found)
                waiting += parts.get(found, ())
        if name in reached:
            yield diagnostic("A385", places.value("indicators", place, "index"), id=name)


def make_recipe(said: IndexSpec, main_level: str) -> IndexRecipe:
    """Give the recipe as the model knows it."""
    return IndexRecipe(
        level=said.level or main_level,
        components=tuple(
            Component(
                indicator=part.indicator,
                sign=1 if part.direction == "higher" else -1,
                weight=part.weight,
                transform=part.transform,
                period=part.period,
                change=part.change,
                reason=part.reason,
            )
            for part in said.components
        ),
        combine=said.combine,
        standardise=_scale(said.standardise),
        restandardise=_scale(said.restandardise),
        fixed_to=said.fixed_to,
        exclude=tuple(Exclusion(areas=rule.areas, indicator=rule.of, below=rule.below, reason=rule.reason) for rule in said.exclude),
    )


def _scale(said: ScaleSpec) -> Scale:
    return Scale(method=said.method, ddof=int(said.ddof), weighted_by=said.weighted_by)
