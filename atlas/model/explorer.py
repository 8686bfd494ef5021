"""What the pages for looking around show: the map explorer, the comparison, the table of all areas. Addresses are relative to the root of the site."""

from msgspec import Struct

from atlas.model.frame import Link
from atlas.model.map_view import AreaRow, MapArea
from atlas.model.page import IndicatorLabel, IndicatorPage
from atlas.model.panel import Codes, Floats
from atlas.model.surroundings import Surroundings


class LevelChoice(Struct, frozen=True, kw_only=True):
    """A level that can be chosen; `script` holds its shapes."""

    id: str
    plural: str
    script: str


class IndicatorChoice(Struct, frozen=True, kw_only=True):
    """An indicator that can be chosen; `script` holds its figures."""

    id: str
    title: str
    href: str
    script: str


class ThemeChoice(Struct, frozen=True, kw_only=True):
    """A Handlungsfeld with the indicators that can be chosen."""

    title: str
    href: str
    indicators: tuple[IndicatorChoice, ...]


class SmallMap(Struct, frozen=True, kw_only=True):
    """A map of the latest period, small: a class and a status per area; for counts the `values`, whose symbols stand at the areas' anchors."""

    label: IndicatorLabel
    period: str
    classes: bytes
    status: bytes
    breaks: int
    diverging: bool
    values: tuple[float, ...]
    low: float
    high: float


class ExplorerPage(Struct, frozen=True, kw_only=True):
    """The map explorer; `types` are typologies, shown like indicators. Without a script: the map of `first`, and `small` maps of the core indicators that share its `shapes` and `anchors`."""

    first: IndicatorPage | None
    level: str
    levels: tuple[LevelChoice, ...]
    themes: tuple[ThemeChoice, ...]
    types: tuple[IndicatorChoice, ...]
    small: tuple[SmallMap, ...]
    width: int
    height: int
    shapes: tuple[str, ...]
    anchors: tuple[tuple[int, int], ...]
    whole: str
    whole_name: str
    comparison: str
    surroundings: Surroundings


class LevelScriptJob(Struct, frozen=True, kw_only=True):
    """The shapes of a level as a script: areas, the point inside each, the four nearest (left, right, above, below; places in `areas`), outlines."""

    path: str
    id: str
    width: int
    height: int
    areas: tuple[MapArea, ...]
    parents: tuple[str, ...]
    anchors: tuple[tuple[int, int], ...]
    neighbours: tuple[tuple[int, int, int, int], ...]
    outlines: tuple[str, ...]


class LevelFigures(Struct, frozen=True, kw_only=True):
    """One level's figures of an indicator: areas (as in the level's script) × periods; `reason` tells why there are none."""

    id: str
    values: Floats
    status: Codes
    classes: Codes
    development: Floats
    reason: str


class IndicatorScriptJob(Struct, frozen=True, kw_only=True):
    """An indicator's figures as a script, with all words that need its register entry. `page` has no tables and charts: only what a legend says."""

    path: str
    language: str
    page: IndicatorPage
    steps: tuple[float, ...]
    levels: tuple[LevelFigures, ...]


class TypesScriptJob(Struct, frozen=True, kw_only=True):
    """A typology as a script: the type of every area of one `level` (as in the level's script) in every period, NO_TYPE for none.

    `types`: title and address of each; `base`: the period compared with, -1 for none; `source`: who made it, empty for this atlas.
    """

    path: str
    language: str
    id: str
    title: str
    source: str
    level: str
    periods: tuple[str, ...]
    base: int
    types: tuple[Link, ...]
    codes: Codes


class CoursesScriptJob(Struct, frozen=True, kw_only=True):
    """Where development charts find figures: the script of each level by its id, of each indicator (id, script) by its address."""

    path: str
    language: str
    whole_name: str
    levels: tuple[tuple[str, str], ...]
    indicators: tuple[tuple[str, str, str], ...]


class HeatColumn(Struct, frozen=True, kw_only=True):
    """A core indicator in its latest period, an entry per area: figure, status, flags and class; `whole` is that of the whole, if it is compared."""

    label: IndicatorLabel
    period: str
    values: tuple[float, ...]
    status: bytes
    flags: bytes
    classes: bytes
    count: int
    diverging: bool
    whole: tuple[float, int, int] | None


class HeatPage(Struct, frozen=True, kw_only=True):
    """All areas of the main level by the core indicators."""

    title: str
    plural: str
    whole_name: str
    areas: tuple[AreaRow, ...]
    columns: tuple[HeatColumn, ...]


class ComparisonPage(Struct, frozen=True, kw_only=True):
    """Areas side by side. Without a script: the first `areas` of a level by the core indicators."""

    level: str
    whole_name: str
    areas: tuple[AreaRow, ...]
    columns: tuple[HeatColumn, ...]
    levels: tuple[LevelChoice, ...]
    themes: tuple[ThemeChoice, ...]
    explorer: str


LookPage = ExplorerPage | HeatPage | ComparisonPage
