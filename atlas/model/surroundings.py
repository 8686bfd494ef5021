"""What maps show besides areas: layers for orientation, and places."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class MapLayer:
    """A layer for orientation as SVG path data on the canvas; `kind` (water, green, rail, road) gives its look, lines are not filled. `under` the areas, or over them."""

    title: str
    kind: str
    surfaces: str
    lines: str
    under: bool = False


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place of some kind. One that is to stay hidden has no `point`: where it is was dropped when it was read. `public`: released, where only that is shown."""

    title: str
    kind: str
    href: str
    point: tuple[int, int] | None
    public: bool = False


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Layers in the order of drawing, places by kind and title."""

    layers: tuple[MapLayer, ...] = field(default=())
    places: tuple[Place, ...] = field(default=())
