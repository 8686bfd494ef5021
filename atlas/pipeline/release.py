"""For whom an atlas is built. With `release: marked` the public one holds nothing but what is marked: the rest is gone before anything is made of it.

Indicators leave before a table is read, areas once the figures of larger ones are counted, texts before anything links to them.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from atlas.base.diagnostics import AtlasError, Location, diagnostic
from atlas.load.config import SiteSpec
from atlas.load.documents import UNPUBLISHED
from atlas.model.config import SiteConfig
from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Panel, freeze
from atlas.pipeline.audiences import Audience

INTERNAL = {"de": "Interne Fassung, nicht zur Veröffentlichung.", "en": "Internal version, not for publication."}


def release(spec: SiteSpec, register: Register, audience: Audience) -> tuple[SiteSpec, Register]:
    """Take out what this audience does not get; an internal atlas says on every page that it is one.

    Raises AtlasError if a released index is made of what is not released.
    """
    said = spec.settings
    if audience == "internal":
        notice = " ".join(word for word in (INTERNAL[said.language], said.notice) if word)
        return replace(spec, settings=said.model_copy(update={"notice": notice})), register
    if said.release == "all":
        return spec, register
    indicators = tuple(one for one in register.indicators if one.public)
    themes = tuple(theme for theme in register.themes if any(one.theme == theme.id for one in indicators))
    hidden = {one.id for one in register.indicators if not one.public}
    lacking = [(one.id, part.indicator) for one in indicators if one.recipe for part in one.recipe.components if part.indicator in hidden]
    if lacking:
        raise AtlasError([diagnostic("A640", Location(file=spec.indicators), id=name, part=part) for name, part in lacking])
    known = {name for one in indicators for name in one.series}
    profile = said.profile.model_copy(
        update={
            "core": tuple(one for one in said.profile.core if one not in hidden),
            "population": said.profile.population if said.profile.population in known else "",
            "ages": said.profile.ages if said.profile.ages and said.profile.ages.public else None,
        }
    )
    levels = [level.id for level in said.geography.levels if level.public]
    main = spec.site.main_level
    geography = said.geography.model_copy(update={"main": main if main in levels or not levels else levels[-1]})
    settings = said.model_copy(update={"profile": profile, "geography": geography})
    return replace(spec, settings=settings), Register(themes=themes, indicators=indicators)


def withheld(config: SiteConfig, audience: Audience) -> tuple[str, ...]:
    """Name the states of texts that this audience does not get."""
    if audience == "internal":
        return ("draft",)
    return ("", *UNPUBLISHED) if config.release == "marked" else UNPUBLISHED


def release_areas(
    geography: Geography, figures: Mapping[str, Panel], population: Panel | None, config: SiteConfig, audience: Audience
) -> tuple[Geography, dict[str, Panel], Panel | None]:
    """Take out the areas of levels that are not released, and their rows."""
    levels = tuple(level for level in geography.levels if level.public)
    if audience == "internal" or config.release == "all" or len(levels) == len(geography.levels):
        return geography, dict(figures), population
    released = {level.id for level in levels}
    rows = [row for row, area in enumerate(geography.areas) if area.level in released]
    narrowed = replace(
        geography,
        levels=levels,
        areas=tuple(geography.areas[row] for row in rows),
        drawings=tuple(geography.drawings[row] for row in rows),
    )
    return narrowed, {name: _cut(panel, rows) for name, panel in figures.items()}, _cut(population, rows) if population else None


def _cut(panel: Panel, rows: list[int]) -> Panel:
    def cut(matrix: NDArray[Any]) -> NDArray[Any]:
        return freeze(matrix[rows]) if len(matrix) else matrix

    return Panel(
        periods=panel.periods,
        values=cut(panel.values),
        status=cut(panel.status),
        flags=cut(panel.flags),
        numerator=cut(panel.numerator),
        denominator=cut(panel.denominator),
        low=cut(panel.low),
        high=cut(panel.high),
        sample=cut(panel.sample),
    )
