"""What maps show besides areas: layers for orientation, and places."""

from msgspec import Struct, field


class MapLayer(Struct, frozen=True, kw_only=True):
    """A layer for orientation as SVG path data on the canvas; `kind` (water, green, rail, road) gives its look, lines are not filled. `under` the areas, or over them."""

    title: str
    kind: str
    surfaces: str
    lines: str
    under: bool = False


class Place(Struct, frozen=True, kw_only=True):
    """A place of some kind. One that is to stay hidden has no `point`: where it is was dropped when it was read. `public`: released, where only that is shown."""

    title: str
    kind: str
    href: str
    point: tuple[int, int] | None
    public: bool = False


class Surroundings(Struct, frozen=True, kw_only=True):
    """Layers in the order of drawing, places by kind and title."""

    layers: tuple[MapLayer, ...] = field(default=())
    places: tuple[Place, ...] = field(default=())
