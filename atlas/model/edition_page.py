"""What pages about editions show, as frozen values. Addresses (`href`) are relative to the root of the site."""

from msgspec import Struct

from atlas.model.edition import Edition, Erratum


class EditionRow(Struct, frozen=True, kw_only=True):
    """A frozen edition with its kind in words and its address."""

    edition: Edition
    kind: str
    href: str


class EditionsPage(Struct, frozen=True, kw_only=True):
    """All frozen editions and all corrections; `names` of indicator and area and `marks` (anchors) go with `errata`; `changes`: address of the page of what changed."""

    rows: tuple[EditionRow, ...]
    errata: tuple[Erratum, ...]
    names: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    changes: str


class MovedPage(Struct, frozen=True, kw_only=True):
    """What stands at a former address: one heir (then readers are taken there) or several, each as (title, href)."""

    heirs: tuple[tuple[str, str], ...]
