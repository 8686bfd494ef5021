"""What stands around every page: links, the frame of the site and the head of one page, as frozen values.

Addresses (`href`) are relative to the root of the site and end in a file name; templates put `head.root` in front.
"""

from msgspec import Struct

from atlas.model.citation import Citation
from atlas.model.config import Contact, Licence
from atlas.model.prose import PlainWords
from atlas.model.version import VersionLink


class Link(Struct, frozen=True, kw_only=True):
    """A link with its words; `note` is a small addition beside it (a count, a key, a file type)."""

    title: str
    href: str
    note: str = ""


class LinkGroup(Struct, frozen=True, kw_only=True):
    """Links under a common heading, which may be a link itself (`href` may be empty)."""

    title: str
    href: str
    links: tuple[Link, ...]
    note: str = ""


class Chrome(Struct, frozen=True, kw_only=True):
    """What stands around every page. `sections` is the main navigation; `scripts` are loaded deferred, `vega` lazily by them; `faces` (may be
    empty): fonts for paper and for folders."""

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
    report: Link | None = None
    faces: str = ""


class Embed(Struct, frozen=True, kw_only=True):
    """What a reader copies to show a part of a page elsewhere: lines for the newest figures, and for those of an edition (may be empty).

    `height` in pixels; `oembed`: the absolute address of its description.
    """

    title: str
    height: int
    oembed: str
    code: str
    fixed: str


class Head(Struct, frozen=True, kw_only=True):
    """One page's own place: `root` leads to the root of the site ("" or "../../"), `section` is the href of the current entry of the navigation.

    `unpublished`: a text that is not to be published yet, and whether it is a draft or internal; `styles`, `scripts`: besides the common ones. `paper`: the same as a document; `card`: the absolute address of the
    picture that stands for it; `embeds`: what others may show of it.
    `versions`: the same in other words; `plain`: the page in a few plain ones; `code`: the picture of a QR code of the address to cite, for paper.
    """

    title: str
    description: str
    path: str
    root: str
    section: str
    crumbs: tuple[Link, ...]
    citation: Citation | None = None
    unpublished: tuple[str, str] = ("", "")
    versions: tuple[VersionLink, ...] = ()
    plain: PlainWords | None = None
    code: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    paper: str = ""
    card: str = ""
    embeds: tuple[Embed, ...] = ()
