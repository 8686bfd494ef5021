"""Editions: what an author announces, what has been frozen, and what was corrected or moved afterwards."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from atlas.model.record import Record

EditionKind = Literal["data", "report", "partial"]


class Edition(Struct, frozen=True, kw_only=True):
    """An edition as its author announces it. `date`: the day it appears (ISO); `reference_date`: the day its figures stand for, in the author's words.

    `themes`: ids of the Handlungsfelder it has, empty for all; `doi` without a resolver in front; `remarks`: what the author says of the changes.
    """

    id: str
    title: str
    kind: EditionKind
    date: str
    reference_date: str = ""
    doi: str = ""
    themes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class FrozenFile(Struct, frozen=True, kw_only=True):
    """A file of a frozen edition: SHA-256 of its bytes, and how many they are."""

    sha256: str
    size: int


class FrozenEdition(Struct, frozen=True, kw_only=True):
    """What the manifest of a frozen edition says.

    `version`: of the program; `files`: path below the edition → FrozenFile; `inputs`: file of the site → SHA-256;
    `addresses`: what a page is about (`area:0101`, `indicator:sgb2`, `theme:…`, `page:…`) → its address; `state`: digest of what was published;
    `configuration`: the settings of the atlas as (key, value).
    """

    edition: Edition
    version: str
    language: str
    state: str
    files: Mapping[str, FrozenFile]
    inputs: Mapping[str, str]
    addresses: Mapping[str, str]
    configuration: Mapping[str, str]


class Erratum(Struct, frozen=True, kw_only=True):
    """A figure that was wrong in one or more editions: `old` and `new` as they are printed, `date` of the correction (ISO). `area` may be empty: all areas."""

    editions: tuple[str, ...]
    indicator: str
    area: str
    period: str
    old: str
    new: str
    reason: str
    date: str


class Archive(Struct, frozen=True, kw_only=True):
    """Everything a site knows of its editions. `freezing`: the one that is being made, None for the living site. `before`: what the edition before published, if there is one.

    `moved`: what is no longer there (`area:0101`) → what took its place, in the author's order.
    """

    editions: tuple[Edition, ...] = ()
    frozen: tuple[FrozenEdition, ...] = ()
    errata: tuple[Erratum, ...] = ()
    moved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    freezing: Edition | None = None
    before: Record | None = None

    def announced(self, identifier: str) -> Edition | None:
        """Give the edition with this id as the author announces it."""
        return next((edition for edition in self.editions if edition.id == identifier), None)
