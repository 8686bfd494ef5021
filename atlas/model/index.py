"""Composite indices: the recipe that the register gives, and what was computed by it, step by step, so that every reader can follow."""

from typing import Literal

from msgspec import Struct
from numpy import float64
from numpy.typing import NDArray

from atlas.model.panel import Floats

Cube = NDArray[float64]
"""Components × areas of the level × periods."""

Transformation = Literal["none", "ln", "percentile", "exponential"]
Method = Literal["none", "z", "rank", "minmax"]
NEUTRAL = "none"


class Component(Struct, frozen=True, kw_only=True):
    """An indicator within an index.

    `sign` is 1 if high values raise the index, -1 if they lower it. `period` fixes the period ("" = that of the index); with `change` the component is not
    the figure but how far it moved in so many years, in the figure's own unit. `weight` is above zero or zero; `reason` says why it is part of the index.
    """

    indicator: str
    sign: int
    weight: float
    transform: Transformation
    period: str
    change: int
    reason: str


class Scale(Struct, frozen=True, kw_only=True):
    """How figures become comparable: a z-score (`ddof` 0 or 1), a rank, or the place between least and greatest.

    `weighted_by`: the indicator (a count) that weighs areas in mean and standard deviation, "" if all areas count alike.
    """

    method: Method
    ddof: int
    weighted_by: str


class Exclusion(Struct, frozen=True, kw_only=True):
    """Areas left out of an index: named ones, or those whose figure of `indicator` lies under `below`."""

    areas: tuple[str, ...]
    indicator: str
    below: float
    reason: str


class IndexRecipe(Struct, frozen=True, kw_only=True):
    """How an index is made, for the areas of one level.

    Components are transformed, standardised, weighted and added (`combine` sum) or averaged (mean); the result may be standardised once more.
    `fixed_to`: the period whose mean and spread hold for all periods, "" if every period has its own.
    """

    level: str
    components: tuple[Component, ...]
    combine: Literal["sum", "mean"]
    standardise: Scale
    restandardise: Scale
    fixed_to: str
    exclude: tuple[Exclusion, ...]


class Sensitivity(Struct, frozen=True, kw_only=True):
    """How many areas would be in another class: without each component (in order), and with each border moved by a tenth of a standard deviation down and up."""

    classified: int
    without: tuple[int, ...]
    moved: tuple[tuple[int, int], ...]


class IndexResult(Struct, frozen=True, kw_only=True):
    """What an index was computed from: `rows` are its areas (rows in `Geography.areas`), `periods` those of its panel.

    `figures`, `standardised` and `contributions` are cubes; the contributions of an area add up to `sums` (areas × periods), before the last
    standardisation. `centres` and `spreads`: mean and standard deviation of each component in the latest period, NaN where the method knows none.
    `excluded`: per area the reason why it is left out in the latest period, "" if it is not. NaN where there is no figure.
    """

    rows: tuple[int, ...]
    periods: tuple[str, ...]
    figures: Cube
    standardised: Cube
    contributions: Cube
    sums: Floats
    centres: tuple[float, ...]
    spreads: tuple[float, ...]
    excluded: tuple[str, ...]
