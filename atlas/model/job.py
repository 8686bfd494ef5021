"""Jobs: the plan is a flat list of them. A job holds exactly what its output shows, and is at once cache key, message to a worker and context of a template.

No slots in this module, in `page` and in `chart`: see docs/decisions/006-values-on-the-way.md.
"""

from dataclasses import dataclass

from atlas.model.block import MapFigure, TypologyFigure
from atlas.model.cells import Cells
from atlas.model.chart import Chart
from atlas.model.dcat import DcatJob
from atlas.model.download import DataJob, DataNote, DescriptionJob, ShapesJob
from atlas.model.embed import OembedJob
from atlas.model.explorer import CoursesScriptJob, IndicatorScriptJob, LevelScriptJob, TypesScriptJob
from atlas.model.feed import FeedJob
from atlas.model.frame import Chrome, Head
from atlas.model.paper import CardJob, PaperJob
from atlas.model.quality_view import AnyPage


@dataclass(frozen=True, kw_only=True)
class PageJob:
    """An HTML page; `template` is chosen by the kind of page."""

    path: str
    template: str
    chrome: Chrome
    head: Head
    page: AnyPage


@dataclass(frozen=True, kw_only=True)
class ChartJob:
    """A static SVG of a chart."""

    path: str
    language: str
    chart: Chart


@dataclass(frozen=True, kw_only=True)
class ChartScriptJob:
    """A script that charts share: `name` is `vega` (the library) or a kind of chart (its compiled form)."""

    path: str
    name: str
    language: str


@dataclass(frozen=True, kw_only=True)
class CsvArea:
    """An area as the first columns of a table."""

    key: str
    name: str
    level: str


@dataclass(frozen=True, kw_only=True)
class CsvIndicator:
    """An indicator as columns of a table."""

    id: str
    unit: str
    decimals: int
    periods: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CsvJob:
    """A table in long form, a row per indicator, area and period."""

    path: str
    areas: tuple[CsvArea, ...]
    indicators: tuple[CsvIndicator, ...]
    cells: Cells
    notes: tuple[DataNote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordsJob:
    """A table of another shape: a header, and rows of texts as they are to be written."""

    path: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class GeoJsonJob:
    """The areas of a level as GeoJSON (WGS84); `geometries` are JSON texts."""

    path: str
    name: str
    attribution: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    parents: tuple[str, ...]
    geometries: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SearchEntry:
    """Something that can be found: its title, other words for it, what it is, where it is."""

    title: str
    words: str
    kind: str
    href: str


@dataclass(frozen=True, kw_only=True)
class SearchJob:
    """The search index as a classic script; `shards` gives, by first letter, the address of the script with its streets."""

    path: str
    entries: tuple[SearchEntry, ...]
    shards: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class StreetsJob:
    """Streets and postcodes that begin with one letter or digit, as a script."""

    path: str
    letter: str
    entries: tuple[SearchEntry, ...]


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """A page as a list for machines names it; `note` says what it is about."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CatalogueJob:
    """A file for search engines and catalogues; `kind` is a key of `render.catalogue.KINDS`. `address`: where the edition stays, or empty."""

    path: str
    kind: str
    language: str
    title: str
    publisher: str
    edition: str
    date: str
    doi: str
    licence: str
    licence_url: str
    url: str
    address: str
    entries: tuple[CatalogueEntry, ...]


@dataclass(frozen=True, kw_only=True)
class PictureJob:
    """A chart or a map with all that must be said with it, as `svg` or `png` (`form`); `lines` stand below it."""

    path: str
    form: str
    language: str
    title: str
    subtitle: str
    lines: tuple[str, ...]
    chart: Chart | None = None
    map: MapFigure | TypologyFigure | None = None


@dataclass(frozen=True, kw_only=True)
class BundleJob:
    """Several files as one ZIP; their paths are those in it."""

    path: str
    jobs: tuple[CsvJob | DataJob | ShapesJob | DescriptionJob, ...]


@dataclass(frozen=True, kw_only=True)
class CodeJob:
    """The address of a page as a QR code."""

    path: str
    address: str


@dataclass(frozen=True, kw_only=True)
class AssetJob:
    """A file that is copied as it is."""

    path: str
    content: bytes


Job = (
    PageJob
    | ChartJob
    | ChartScriptJob
    | CsvJob
    | RecordsJob
    | GeoJsonJob
    | SearchJob
    | StreetsJob
    | AssetJob
    | LevelScriptJob
    | IndicatorScriptJob
    | TypesScriptJob
    | CoursesScriptJob
    | CatalogueJob
    | PaperJob
    | CardJob
    | OembedJob
    | CodeJob
    | DataJob
    | DescriptionJob
    | ShapesJob
    | PictureJob
    | BundleJob
    | FeedJob
    | DcatJob
)
