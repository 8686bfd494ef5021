"""Entrances: pages for those who share a question or a stage of life, from the configuration."""

from dataclasses import dataclass

PLACES = ("areas", "themes", "map", "comparison", "table", "questions", "data", "quality", "analyses", "index")
"""Pages of the atlas itself that an entrance may lead to, besides content files, `area:`, `indicator:` and `theme:`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """An entrance. `group`: what it has in common with others, such as stages of life; `pages`: where it leads; `indicators`: what it shows."""

    id: str
    group: str
    title: str
    text: str
    pages: tuple[str, ...]
    indicators: tuple[str, ...]
