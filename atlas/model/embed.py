"""What others may show in pages of their own. Addresses (`href`) are relative to the root of the site.

No slots: see docs/decisions/006-values-on-the-way.md.
"""

from typing import Literal

from msgspec import Struct

from atlas.model.analysis_page import TypologyPage
from atlas.model.page import ChartView, FigureRow, IndicatorPage

Kind = Literal["map", "types", "chart", "figure"]


class EmbedPage(Struct, frozen=True, kw_only=True):
    """A part of a page that stands on its own: the map or a chart of an indicator, the map of types, or a figure of an area. `names`: of the area and of the whole."""

    kind: Kind
    title: str
    href: str
    indicator: IndicatorPage | None
    chart: ChartView | None
    row: FigureRow | None
    names: tuple[str, str]
    types: TypologyPage | None = None
    oembed: str = ""


class OembedJob(Struct, frozen=True, kw_only=True):
    """The description of an embed as services read it (oembed.com, version 1.0); sizes in pixels."""

    path: str
    title: str
    html: str
    width: int
    height: int
    author: str
    provider: str
    url: str
