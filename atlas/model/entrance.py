"""Entrances: pages for those who share a question or a stage of life, from the configuration."""

from msgspec import Struct

PLACES = ("areas", "themes", "map", "comparison", "table", "questions", "data", "quality", "analyses", "index")
"""Pages of the atlas itself that an entrance may lead to, besides content files, `area:`, `indicator:` and `theme:`."""


class Entrance(Struct, frozen=True, kw_only=True):
    """An entrance. `group`: what it has in common with others, such as stages of life; `pages`: where it leads; `indicators`: what it shows."""

    id: str
    group: str
    title: str
    text: str
    pages: tuple[str, ...]
    indicators: tuple[str, ...]
