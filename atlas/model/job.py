"""Jobs: the plan is a flat list of them. A job holds exactly what its output shows, and is at once cache key, message to a worker and context of a template.

No slots in this module, in `page` and in `chart`: see docs/decisions/006-values-on-the-way.md.
"""

from msgspec import Struct

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


class PageJob(Struct, frozen=True, kw_only=True):
    """An HTML page; `template` is chosen by the kind of page."""

    path: str
    template: str
    chrome: Chrome
    head: Head
    page: AnyPage


class ChartJob(Struct, frozen=True, kw_only=True):
    """A static SVG of a chart."""

    path: str
    language: str
    chart: Chart


class ChartScriptJob(Struct, frozen=True, kw_only=True):
    """A script that charts share: `name` is `vega` (the library) or a kind of chart (its compiled form)."""

    path: str
    name: str
    language: str


class CsvArea(Struct, frozen=True, kw_only=True):
    """An area as the first columns of a table."""

    key: str
    name: str
    level: str


class CsvIndicator(Struct, frozen=True, kw_only=True):
    """An indicator as columns of a table."""

    id: str
    unit: str
    decimals: int
    periods: tuple[str, ...]


class CsvJob(Struct, frozen=True, kw_only=True):
    """A table in long form, a row per indicator, area and period. `cells`: those of equal shares of the areas, in their order."""

    path: str
    areas: tuple[CsvArea, ...]
    indicators: tuple[CsvIndicator, ...]
    cells: tuple[Cells, ...]
    notes: tuple[DataNote, ...] = ()


class RecordsJob(Struct, frozen=True, kw_only=True):
    """A table of another shape: a header, and rows of texts as they are to be written."""

    path: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class GeoJsonJob(Struct, frozen=True, kw_only=True):
    """The areas of a level as GeoJSON (WGS84); `geometries` are JSON texts."""

    path: str
    name: str
    attribution: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    parents: tuple[str, ...]
    geometries: tuple[str, ...]


class SearchEntry(Struct, frozen=True, kw_only=True):
    """Something that can be found: its title, other words for it, what it is, where it is."""

    title: str
    words: str
    kind: str
    href: str


class SearchJob(Struct, frozen=True, kw_only=True):
    """The search index as a classic script; `shards` gives, by first letter, the address of the script with its streets."""

    path: str
    entries: tuple[SearchEntry, ...]
    shards: tuple[tuple[str, str], ...] = ()


class StreetsJob(Struct, frozen=True, kw_only=True):
    """Streets and postcodes that begin with one letter or digit, as a script."""

    path: str
    letter: str
    entries: tuple[SearchEntry, ...]


class CatalogueEntry(Struct, frozen=True, kw_only=True):
    """A page as a list for machines names it; `note` says what it is about."""

    title: str
    href: str
    note: str = ""


class CatalogueJob(Struct, frozen=True, kw_only=True):
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


class PictureJob(Struct, frozen=True, kw_only=True):
    """A chart or a map with all that must be said with it, as `svg` or `png` (`form`); `lines` stand below it."""

    path: str
    form: str
    language: str
    title: str
    subtitle: str
    lines: tuple[str, ...]
    chart: Chart | None = None
    map: MapFigure | TypologyFigure | None = None


class BundleJob(Struct, frozen=True, kw_only=True):
    """Several files as one ZIP; their paths are those in it."""

    path: str
    jobs: tuple[CsvJob | DataJob | ShapesJob | DescriptionJob, ...]


class CodeJob(Struct, frozen=True, kw_only=True):
    """The address of a page as a QR code."""

    path: str
    address: str


class AssetJob(Struct, frozen=True, kw_only=True):
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
