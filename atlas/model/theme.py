"""A theme as a value: its templates as text and its assets as bytes."""

from msgspec import Struct

FACES = "css/faces.css"
"""The asset with fonts for paper and for pages that are opened from a folder."""


class Asset(Struct, frozen=True, kw_only=True):
    """A file that is copied: `path` below `assets/` and its bytes."""

    path: str
    content: bytes


class DirectiveOption(Struct, frozen=True, kw_only=True):
    """An option of a directive that a theme declares. `type`: text, markdown, number, yes-no, list, choice."""

    name: str
    type: str
    required: bool
    default: str
    choices: tuple[str, ...]
    description: str


class ThemeDirective(Struct, frozen=True, kw_only=True):
    """A directive that a theme declares as data: a template and its options."""

    name: str
    template: str
    description: str
    options: tuple[DirectiveOption, ...]


class Theme(Struct, frozen=True, kw_only=True):
    """Templates by name, assets, directives of its own, and one digest over all of it. A site's own files come before those of the base theme."""

    name: str
    templates: tuple[tuple[str, str], ...]
    assets: tuple[Asset, ...]
    digest: str
    directives: tuple[ThemeDirective, ...] = ()
