"""What `site.yaml` says of the atlas as a whole. How its inputs are read is the business of `load` alone."""

from pathlib import PurePosixPath

from msgspec import Struct

from atlas.model.ages import AgeRule
from atlas.model.edition import Edition, Erratum
from atlas.model.entrance import Entrance
from atlas.model.extras import Extra
from atlas.model.judgement import USUAL, SmallBase, WordRule
from atlas.model.protection import UNPROTECTED, Protection


class Licence(Struct, frozen=True, kw_only=True):
    """Terms of reuse: an identifier, a title, an address (may be empty)."""

    id: str
    title: str
    url: str


class Contact(Struct, frozen=True, kw_only=True):
    """Whom readers ask; empty fields are not shown."""

    name: str
    email: str
    phone: str


class Design(Struct, frozen=True, kw_only=True):
    """A city's own look: colours by the theme's token for light and for dark pages; a logo and fonts, as files of the site ("" = the theme's)."""

    light: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()
    logo: str = ""
    sans: str = ""
    serif: str = ""

    @property
    def logo_asset(self) -> str:
        """The logo's path below `assets/`, empty without one."""
        return f"images/logo{PurePosixPath(self.logo).suffix.lower()}" if self.logo else ""


PLAIN = Design()
"""The look of the theme alone."""


class Catalogue(Struct, frozen=True, kw_only=True):
    """What portals of open data ask of a publisher: its own address there, that of its area, and the level of administration ("" = not known)."""

    contributor: str = ""
    area: str = ""
    level: str = ""


NO_CATALOGUE = Catalogue()
"""Nothing is known."""


class SiteConfig(Struct, frozen=True, kw_only=True):
    """The atlas' own words and choices. `main_level` is the level that pages show first; `core` are ids of core indicators, in order."""

    title: str
    place: str
    language: str
    edition: str
    publisher: str
    contact: Contact
    licence: Licence
    notice: str
    url: str
    theme: str
    main_level: str
    core: tuple[str, ...]
    population: str
    protection: Protection = UNPROTECTED
    release: str = "marked"
    words: WordRule = USUAL
    small_base: SmallBase | None = None
    design: Design = PLAIN
    border_notes: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = ()
    errata: tuple[Erratum, ...] = ()
    moved: tuple[tuple[str, tuple[str, ...]], ...] = ()
    extras: tuple[Extra, ...] = ()
    catalogue: Catalogue = NO_CATALOGUE
    ages: AgeRule | None = None
    entrances: tuple[Entrance, ...] = ()
