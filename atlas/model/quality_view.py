"""What the pages of data quality and of methods show, as frozen values. Addresses (`href`) are relative to the root of the site."""

from msgspec import Struct

from atlas.model.analysis_page import AnalysisPage
from atlas.model.change_page import ChangesPage
from atlas.model.data_page import DataPage
from atlas.model.edition_page import EditionsPage, MovedPage
from atlas.model.embed import EmbedPage
from atlas.model.explorer import LookPage
from atlas.model.frame import Link
from atlas.model.judgement import SmallBase, WordRule
from atlas.model.legal_page import LegalPage
from atlas.model.page import IndicatorLabel, Page
from atlas.model.prose import Prose
from atlas.model.protection import Protection
from atlas.model.quality import Coverage, Gap


class QualityRow(Struct, frozen=True, kw_only=True):
    """One indicator on the page of data quality: its coverage at the level shown, how current it is, its breaks and gaps."""

    indicator: IndicatorLabel
    latest: str
    update: str
    next_update: str
    coverage: Coverage | None
    breaks: tuple[str, ...]
    gaps: tuple[Gap, ...]


class QualityGroup(Struct, frozen=True, kw_only=True):
    """The indicators of a Handlungsfeld."""

    title: str
    href: str
    rows: tuple[QualityRow, ...]


class QualityPage(Struct, frozen=True, kw_only=True):
    """How complete and current all figures are. `plural`: the areas of the level shown."""

    plural: str
    groups: tuple[QualityGroup, ...]
    method: Link


class Method(Struct, frozen=True, kw_only=True):
    """What was really computed in this atlas, for the page of methods: rules with their numbers, methods with the indicators they were used for.

    `levels`: (plural, areas, nested); `classes`: (method, titles); `pools`: (title, years); `redrawn`: areas with the first period of their borders; `kept_back`, `shown`: cells without and with a figure; all others are titles or texts as they are.
    """

    whole_name: str
    plural: str
    levels: tuple[tuple[str, int, bool], ...]
    ratios: int
    weighted: tuple[str, ...]
    not_additive: tuple[str, ...]
    border_notes: tuple[str, ...]
    redrawn: tuple[tuple[str, str], ...]
    words: WordRule
    classes: tuple[tuple[str, tuple[str, ...]], ...]
    small_base: SmallBase | None
    surveys: tuple[str, ...]
    pools: tuple[tuple[str, int], ...]
    yardsticks: tuple[str, ...]
    protection: Protection
    kept_back: int
    shown: int
    quality: Link


class MethodPage(Struct, frozen=True, kw_only=True):
    """The page of methods: the author's text, if there is one, and what the atlas says of itself, if the text does not hold that."""

    prose: Prose | None
    method: Method | None


AnyPage = (
    Page | ChangesPage | DataPage | AnalysisPage | QualityPage | MethodPage | LookPage | EditionsPage | MovedPage | EmbedPage | LegalPage
)
"""Every kind of page."""
