"""A map as a page shows it, and the rows of areas beside it."""

from msgspec import Struct, field

from atlas.model.panel import Codes, Floats, no_figures


class Locator(Struct, frozen=True, kw_only=True):
    """A small map: the whole, the areas around (siblings or districts), the parent, this area. Paths on the canvas (`width` × `height`)."""

    width: int
    height: int
    whole: str
    others: tuple[str, ...]
    parent: str
    own: str


class MapArea(Struct, frozen=True, kw_only=True):
    """One clickable area of a map."""

    key: str
    name: str
    href: str
    path: str


class MapView(Struct, frozen=True, kw_only=True):
    """A map of one level. `outlines`: borders of the coarser level. `classes`, `values`, `status`: areas × periods (0 × 0 for a map of links only).

    `diverging`: two opposed ramps; `zero`: the first class is what is printed as zero.
    """

    width: int
    height: int
    plural: str
    areas: tuple[MapArea, ...]
    outlines: tuple[str, ...]
    breaks: tuple[float, ...]
    classes: Codes
    values: Floats
    status: Codes
    diverging: bool = False
    zero: bool = False


class AreaRow(Struct, frozen=True, kw_only=True):
    """An area as the head of a table row."""

    key: str
    name: str
    href: str
    parent: str


class LevelTable(Struct, frozen=True, kw_only=True):
    """All areas of a level (sorted by name) and all periods of one indicator; `reason` tells why a level has no figures.

    `low`, `high`: ends of the intervals of uncertain figures; `sample`: persons asked in a survey; 0 × 0 where there are none.
    """

    id: str
    title: str
    plural: str
    areas: tuple[AreaRow, ...]
    values: Floats
    status: Codes
    flags: Codes
    numerator: Floats
    denominator: Floats
    change: Floats
    reason: str
    low: Floats = field(default_factory=no_figures)
    high: Floats = field(default_factory=no_figures)
    sample: Floats = field(default_factory=no_figures)
