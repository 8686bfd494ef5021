"""What pages show: the context of every template, as frozen values.

Addresses (`href`) are relative to the root of the site and end in a file name; templates put `head.root` in front.
"""

import math

from msgspec import Struct

from atlas.model.ages import AgeView
from atlas.model.analysis_view import IndexView, Mention, ProfileAnalyses, TargetRow
from atlas.model.chart import Chart
from atlas.model.document import News
from atlas.model.frame import Link, LinkGroup
from atlas.model.indicator import Indicator
from atlas.model.likeness import SimilarArea
from atlas.model.map_view import LevelTable, Locator, MapView
from atlas.model.panel import Figure, Series
from atlas.model.prose import Prose
from atlas.model.quality import Coverage, Gap
from atlas.model.spread import Spread


class IndicatorLabel(Struct, frozen=True, kw_only=True):
    """An indicator as a row head: enough to name, format and date a figure."""

    id: str
    title: str
    href: str
    kind: str
    unit: str
    decimals: int
    in_points: bool
    reference_date: str
    source: str


class Strip(Struct, frozen=True, kw_only=True):
    """Where all areas of a level stand in one period: `ticks` is SVG path data on a canvas 1000 wide and 20 high; positions run from 0 to 1000, -1 means none."""

    ticks: str
    whole: int
    low: float
    high: float
    count: int
    plural: str


class FigureRow(Struct, frozen=True, kw_only=True):
    """One indicator in one area: the series, the comparison at `latest`, the place in the strip. `parent` is None where it would repeat the whole."""

    indicator: IndicatorLabel
    periods: tuple[str, ...]
    latest: int
    base: int
    own: Series
    parent: Series | None
    whole: Series | None
    numerator: float
    denominator: float
    to_whole: float
    to_parent: float
    change: float
    word: int
    strip: Strip | None
    position: int
    reason: str
    """Why the level has no figures (not collected), else empty."""
    relative: float = math.nan
    whole_change: float = math.nan
    """The change of a share in per cent of what it was, and the change of the whole."""
    low: float = math.nan
    high: float = math.nan
    sample: float = math.nan
    """Ends of the interval of an uncertain figure, and how many were asked in a survey."""


class ThemeRows(Struct, frozen=True, kw_only=True):
    """A Handlungsfeld with its rows."""

    title: str
    href: str
    rows: tuple[FigureRow, ...]


class Courses(Struct, frozen=True, kw_only=True):
    """Where the figures of development charts are: a script, the id of the area's level, and id and key of the area around it ("" = the whole)."""

    script: str
    level: str
    parent: str


class ProfilePage(Struct, frozen=True, kw_only=True):
    """A Sozialraumprofil. `level`: its title; `plural`: of all areas of this level; `inside`: the finer areas in it."""

    key: str
    name: str
    level: str
    plural: str
    whole_name: str
    parent_name: str
    population: float
    population_period: str
    square_kilometres: float
    since: str
    note: str
    locator: Locator | None
    key_statements: tuple[Prose, ...]
    strengths: tuple[Prose, ...]
    needs: tuple[Prose, ...]
    narrative: Prose | None
    author: str
    date: str
    core: tuple[ThemeRows, ...]
    themes: tuple[ThemeRows, ...]
    inside: LinkGroup | None
    previous: Link | None
    next: Link | None
    downloads: tuple[Link, ...]
    similar: tuple[SimilarArea, ...] = ()
    notes: tuple[LinkGroup, ...] = ()
    analyses: ProfileAnalyses | None = None
    courses: Courses | None = None
    ages: AgeView | None = None


class YardstickLine(Struct, frozen=True, kw_only=True):
    """An area outside of the atlas in a table of areas: its figures, and their change since the base period."""

    name: str
    figures: Series
    change: float


class ChartView(Struct, frozen=True, kw_only=True):
    """A chart on a page: the static picture, its text, and what the interactive form needs: `spec` is a shared script, `chart` is written as JSON beside it."""

    image: str
    width: int
    height: int
    alt: str
    spec: str
    chart: Chart


class IndicatorPage(Struct, frozen=True, kw_only=True):
    """An indicator: the answer for the whole, the map of the main level, development, tables of all levels, what is counted; for an index its recipe."""

    indicator: Indicator
    label: IndicatorLabel
    theme: Link
    periods: tuple[str, ...]
    latest: int
    base: int
    whole: Series | None
    whole_name: str
    highest: Figure | None
    lowest: Figure | None
    map: MapView | None
    development: ChartView | None
    spread: ChartView | None
    tables: tuple[LevelTable, ...]
    prose: Prose | None
    previous: Link | None
    next: Link | None
    downloads: tuple[Link, ...]
    index: IndexView | None = None
    remarks: tuple[str, ...] = ()
    notes: tuple[LinkGroup, ...] = ()
    yardsticks: tuple[YardstickLine, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    quality: str = ""
    spreads: tuple[tuple[str, Spread], ...] = ()
    targets: tuple[TargetRow, ...] = ()
    mentions: tuple[Mention, ...] = ()
    uses: tuple[LinkGroup, ...] = ()
    core: bool = False
    counts: tuple[float, float] = (math.nan, math.nan)


class ThemePage(Struct, frozen=True, kw_only=True):
    """A Handlungsfeld, or an entrance: its question, a text, a row per indicator for the whole, with the strip of the main level; `ways`: where it leads."""

    title: str
    question: str
    summary: str
    plural: str
    whole_name: str
    rows: tuple[FigureRow, ...]
    prose: Prose | None
    previous: Link | None
    next: Link | None
    ways: tuple[Link, ...] = ()


class StartPage(Struct, frozen=True, kw_only=True):
    """The way in: map, search, what is new, themes, areas by district, the core figures of the whole. `ways`: other pages to look around from."""

    title: str
    summary: str
    prose: Prose | None
    news: tuple[News, ...]
    map: MapView | None
    themes: tuple[Link, ...]
    areas: tuple[LinkGroup, ...]
    level: str
    plural: str
    core: tuple[FigureRow, ...]
    ways: tuple[Link, ...] = ()
    entrances: tuple[LinkGroup, ...] = ()


class ListPage(Struct, frozen=True, kw_only=True):
    """A page of grouped links: all areas, all themes with their indicators, A–Z, all downloads. `lead` is a sentence on top."""

    lead: str
    groups: tuple[LinkGroup, ...]
    letters: bool


class TextPage(Struct, frozen=True, kw_only=True):
    """A page of prose from `content/`."""

    prose: Prose


class VersionPage(Struct, frozen=True, kw_only=True):
    """A text in other words or another language. `changed`: the date of its original, where that is newer."""

    title: str
    variant: str
    language: str
    rtl: bool
    prose: Prose
    author: str
    checked_by: str
    date: str
    changed: str
    original: str


Page = ProfilePage | IndicatorPage | ThemePage | StartPage | ListPage | TextPage | VersionPage
