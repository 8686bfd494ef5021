"""What pages show: the context of every template, as frozen values.

Addresses (`href`) are relative to the root of the site and end in a file name; templates put `head.root` in front.
"""

import math
from dataclasses import dataclass, field

from atlas.model.analysis_view import IndexView, Mention, ProfileAnalyses, TargetRow
from atlas.model.chart import Chart
from atlas.model.citation import Citation
from atlas.model.config import Contact, Licence
from atlas.model.document import News
from atlas.model.indicator import Indicator
from atlas.model.likeness import SimilarArea
from atlas.model.media import Reference
from atlas.model.panel import Codes, Figure, Floats, Series, no_figures
from atlas.model.quality import Coverage, Gap
from atlas.model.quote import Quote
from atlas.model.spread import Spread


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link with its words; `note` is a small addition beside it (a count, a key, a file type)."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class LinkGroup:
    """Links under a common heading, which may be a link itself (`href` may be empty)."""

    title: str
    href: str
    links: tuple[Link, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Chrome:
    """What stands around every page. `sections` is the main navigation; `scripts` are loaded deferred, `vega` lazily by them."""

    title: str
    place: str
    language: str
    edition: str
    publisher: str
    contact: Contact
    licence: Licence
    notice: str
    url: str
    sections: tuple[Link, ...]
    footer: tuple[Link, ...]
    az: Link
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    search_index: str
    vega: str
    logo: str
    frozen: bool = False
    editions: Link | None = None


@dataclass(frozen=True, kw_only=True)
class Head:
    """One page's own place: `root` leads to the root of the site ("" or "../../"), `section` is the href of the current entry of the navigation.

    `unpublished`: a text that is not to be published yet, and whether it is a draft or internal; `styles`, `scripts`: besides the common ones.
    """

    title: str
    description: str
    path: str
    root: str
    section: str
    crumbs: tuple[Link, ...]
    citation: Citation | None = None
    unpublished: tuple[str, str] = ("", "")
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Insert:
    """Something that is filled into a text."""


@dataclass(frozen=True, kw_only=True)
class Quoted(Insert):
    """A figure in a sentence, and where it comes from."""

    quote: Quote
    href: str


@dataclass(frozen=True, kw_only=True)
class Cited(Insert):
    """Works cited in one place of a text, each with the place within it (`S. 12`, may be empty)."""

    works: tuple[tuple[Reference, str], ...]


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Markdown with the targets it links to (as written, href), the sizes of its pictures (as written, width, height in pixels), and what is filled in:
    the n-th insert stands in the text as the character `mark.FIRST` + n."""

    text: str
    links: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, int, int], ...] = ()
    inserts: tuple[Insert, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndicatorLabel:
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


@dataclass(frozen=True, kw_only=True)
class Strip:
    """Where all areas of a level stand in one period: `ticks` is SVG path data on a canvas 1000 wide and 20 high; positions run from 0 to 1000, -1 means none."""

    ticks: str
    whole: int
    low: float
    high: float
    count: int
    plural: str


@dataclass(frozen=True, kw_only=True)
class FigureRow:
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


@dataclass(frozen=True, kw_only=True)
class ThemeRows:
    """A Handlungsfeld with its rows."""

    title: str
    href: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, kw_only=True)
class Locator:
    """A small map: the whole, the areas around (siblings or districts), the parent, this area. Paths on the canvas (`width` × `height`)."""

    width: int
    height: int
    whole: str
    others: tuple[str, ...]
    parent: str
    own: str


@dataclass(frozen=True, kw_only=True)
class ProfilePage:
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


@dataclass(frozen=True, kw_only=True)
class MapArea:
    """One clickable area of a map."""

    key: str
    name: str
    href: str
    path: str


@dataclass(frozen=True, kw_only=True)
class MapView:
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


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """An area as the head of a table row."""

    key: str
    name: str
    href: str
    parent: str


@dataclass(frozen=True, kw_only=True)
class LevelTable:
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


@dataclass(frozen=True, kw_only=True)
class YardstickLine:
    """An area outside of the atlas in a table of areas: its figures, and their change since the base period."""

    name: str
    figures: Series
    change: float


@dataclass(frozen=True, kw_only=True)
class ChartView:
    """A chart on a page: the static picture, its text, and what the interactive form needs: `spec` is a shared script, `chart` is written as JSON beside it."""

    image: str
    width: int
    height: int
    alt: str
    spec: str
    chart: Chart


@dataclass(frozen=True, kw_only=True)
class IndicatorPage:
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


@dataclass(frozen=True, kw_only=True)
class ThemePage:
    """A Handlungsfeld: its question, a text, and a row per indicator for the whole, with the strip of the main level."""

    title: str
    question: str
    summary: str
    plural: str
    whole_name: str
    rows: tuple[FigureRow, ...]
    prose: Prose | None
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, kw_only=True)
class StartPage:
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


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A page of grouped links: all areas, all themes with their indicators, A–Z, all downloads. `lead` is a sentence on top."""

    lead: str
    groups: tuple[LinkGroup, ...]
    letters: bool


@dataclass(frozen=True, kw_only=True)
class TextPage:
    """A page of prose from `content/`."""

    prose: Prose


Page = ProfilePage | IndicatorPage | ThemePage | StartPage | ListPage | TextPage
