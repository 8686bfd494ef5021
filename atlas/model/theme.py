"""A theme as a value: its templates as text and its assets as bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that is copied: `path` below `assets/` and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Templates by name, assets, and one digest over all of it. A site's own files come before those of the base theme."""

    name: str
    templates: tuple[tuple[str, str], ...]
    assets: tuple[Asset, ...]
    digest: str
