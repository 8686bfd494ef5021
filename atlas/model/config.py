"""What `site.yaml` says of the atlas as a whole. How its inputs are read is the business of `load` alone."""

from dataclasses import dataclass

from atlas.model.judgement import USUAL, SmallBase, WordRule
from atlas.model.protection import UNPROTECTED, Protection


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Terms of reuse: an identifier, a title, an address (may be empty)."""

    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom readers ask; empty fields are not shown."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
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
    words: WordRule = USUAL
    small_base: SmallBase | None = None
