"""What is printed by typst: documents as PDF, and cards as pictures. Each holds the pages it shows, the very values that become HTML.

No slots: see docs/decisions/006-values-on-the-way.md.
"""

from msgspec import Struct

from atlas.model.frame import Chrome, Head
from atlas.model.map_view import Locator, MapView
from atlas.model.page import IndicatorPage
from atlas.model.quality_view import AnyPage


class Chapter(Struct, frozen=True, kw_only=True):
    """A page on paper; `template` is one of those below `paper/`."""

    template: str
    head: Head
    page: AnyPage


class PaperJob(Struct, frozen=True, kw_only=True):
    """A PDF. `base`: where its links lead, an absolute address ending in a slash, or empty; `address`: where readers find it again.

    `cover`: with a title page and a table of contents. `styles`: what drawings look like, as CSS; `colours`: those of the paper, by the theme's tokens.
    """

    path: str
    title: str
    kicker: str
    description: str
    chrome: Chrome
    chapters: tuple[Chapter, ...]
    base: str
    address: str
    styles: str
    colours: tuple[tuple[str, str], ...]
    cover: bool = False


Pictured = Locator | MapView | IndicatorPage | None
"""What a card may show: where an area lies, the map of areas, the map of an indicator."""


class CardJob(Struct, frozen=True, kw_only=True):
    """A picture of 1200 × 630 pixels that stands for a page where it is shared: a title, what it belongs to, a map."""

    path: str
    title: str
    kicker: str
    lead: str
    foot: str
    language: str
    picture: Pictured
    styles: str
    colours: tuple[tuple[str, str], ...]
