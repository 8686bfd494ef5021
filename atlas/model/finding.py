"""What statistics say about one indicator's published figures: which period to show, classes, comparisons, development."""

from enum import IntEnum

from msgspec import Struct, field

from atlas.model.panel import Codes, Floats, no_figures
from atlas.model.quality import Coverage, Gap
from atlas.model.spread import Spread

NO_CLASS = 255
"""The class of a cell without a figure: never drawn in the colour of a class."""


class Word(IntEnum):
    """How an area stands to the whole, by the rule that the method page prints. NONE: no comparison is made."""

    NONE = 0
    WELL_BELOW = 1
    BELOW = 2
    SIMILAR = 3
    ABOVE = 4
    WELL_ABOVE = 5


class Finding(Struct, frozen=True, kw_only=True):
    """One indicator, all areas (rows as in `Geography.areas`).

    `latest`: index of the period shown first, -1 if there is no figure at all. `base`: index of the first period that may be compared with it (after
    the last series break). `breaks`: inner class borders, rising; a class holds its lower border. `centre`: the figure around which they lie, NaN if around
    none. `classes`: areas × periods, NO_CLASS without a figure.
    `in_points`: differences are percentage points (shares in per cent), else per cent of the reference value.
    `to_whole`, `to_parent`, `change` (latest against base): one difference per area, NaN where there is none. `words`: a `Word` per area against the whole.
    `relative`: the change of shares in per cent of what they were, 0 × 0 for others. `spreads`: of the level shown, and within each area around.
    `coverage`: a statement per level on the latest figures; `gaps`: periods in which areas of the level shown lack a figure.
    `development`: areas × periods, how far every figure lies from that at `base`; `steps`: the borders of its classes, the same on both sides of zero.
    """

    latest: int
    base: int
    breaks: tuple[float, ...]
    centre: float
    classes: Codes
    in_points: bool
    to_whole: Floats
    to_parent: Floats
    change: Floats
    words: Codes
    relative: Floats = field(default_factory=no_figures)
    spreads: tuple[Spread, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    development: Floats = field(default_factory=no_figures)
    steps: tuple[float, ...] = ()
