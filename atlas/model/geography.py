"""Areas, their levels, and their drawings. Keys are text; areas are never joined by name."""

from functools import cached_property

from msgspec import Struct

from atlas.base.text import slug


class Level(Struct, frozen=True, kw_only=True):
    """One layer of the territorial division, with its local names: `sozialraum`, Sozialraum, Sozialräume.

    One that is not `nested` is a division of its own: its areas lie in the whole only. `members` names the crosswalk that makes them of other areas.
    `public`: released, where only what is marked is.
    """

    id: str
    title: str
    plural: str
    nested: bool = True
    members: str = ""
    public: bool = False


class Area(Struct, frozen=True, kw_only=True):
    """One area. `parent` is the key of the next coarser area ("" at the top); `since` the first period with these borders ("" = always).

    `public`: released, where only what is marked is, and its level is.
    """

    key: str
    name: str
    level: str
    parent: str
    slug: str
    square_kilometres: float
    since: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()
    public: bool = True

    @property
    def folder(self) -> str:
        """The part of an address that stands for the area: key and name."""
        return "-".join(part for part in (slug(self.key), self.slug) if part)


class Drawing(Struct, frozen=True, kw_only=True):
    """One area's shape: `path` in integer units of the common canvas (y down), the anchor of its label, and a GeoJSON geometry (WGS84, RFC 7946) as text."""

    path: str
    anchor: tuple[int, int]
    geometry: str


class Frame(Struct, frozen=True, kw_only=True):
    """How metres become units of the canvas: the reference system (WKT), the west and north border of the shapes, units per metre."""

    crs: str
    west: float
    north: float
    scale: float


class Geography(Struct, frozen=True, kw_only=True, dict=True):
    """All areas, from the whole to the parts, divisions of their own last, within a level by key.

    `canvas` is the size of the common drawing; `drawings` go with `areas`; `frame` lets other shapes be drawn beside them.
    """

    levels: tuple[Level, ...]
    areas: tuple[Area, ...]
    canvas: tuple[int, int]
    drawings: tuple[Drawing, ...]
    frame: Frame | None = None

    @cached_property
    def rows(self) -> dict[str, int]:
        """Key → row in `areas` and in every panel."""
        return {area.key: row for row, area in enumerate(self.areas)}

    @cached_property
    def level_rows(self) -> dict[str, tuple[int, ...]]:
        """Level → rows of its areas, by key."""
        return {level.id: tuple(row for row, area in enumerate(self.areas) if area.level == level.id) for level in self.levels}

    @cached_property
    def children(self) -> dict[str, tuple[int, ...]]:
        """Key → rows of the areas of the next finer level inside it; a division of its own lies inside nothing."""
        found: dict[str, list[int]] = {area.key: [] for area in self.areas}
        apart = {level.id for level in self.levels if not level.nested}
        for row, area in enumerate(self.areas):
            if area.parent and area.level not in apart:
                found[area.parent].append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def siblings(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """Level and parent → rows of the areas of that level inside it."""
        found: dict[tuple[str, str], list[int]] = {}
        for row, area in enumerate(self.areas):
            found.setdefault((area.level, area.parent), []).append(row)
        return {place: tuple(rows) for place, rows in found.items()}

    def heading(self, level: Level) -> str:
        """Give the words above a level's areas: its plural, or its title if it has only one."""
        return level.plural if len(self.level_rows[level.id]) > 1 else level.title

    def ancestors(self, key: str) -> tuple[Area, ...]:
        """Give the areas around this one, the whole first."""
        chain: list[Area] = []
        parent = self.areas[self.rows[key]].parent
        while parent:
            chain.insert(0, self.areas[self.rows[parent]])
            parent = chain[0].parent
        return tuple(chain)
