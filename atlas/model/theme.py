"""A theme as a value: its templates as text and its assets as bytes."""

from dataclasses import dataclass

FACES = "css/faces.css"
"""The asset with fonts for paper and for pages that are opened from a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that is copied: `path` below `assets/` and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveOption:
    """An option of a directive that a theme declares. `type`: text, markdown, number, yes-no, list, choice."""

    name: str
    type: str
    required: bool
    default: str
    choices: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDirective:
    """A directive that a theme declares as data: a template and its options."""

    name: str
    template: str
    description: str
    options: tuple[DirectiveOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Templates by name, assets, directives of its own, and one digest over all of it. A site's own files come before those of the base theme."""

    name: str
    templates: tuple[tuple[str, str], ...]
    assets: tuple[Asset, ...]
    digest: str
    directives: tuple[ThemeDirective, ...] = ()
