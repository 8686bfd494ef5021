"""For whom an atlas is built. With `release: marked` the public one holds nothing but what is marked: the rest is gone before anything is made of it.

Indicators leave before a table is read, areas once the figures of larger ones are counted, texts and offers before anything links to them, analyses
before anything is worked out.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.base.diagnostics import AtlasError, Location, diagnostic
from atlas.load.documents import UNPUBLISHED
from atlas.model.analysis import ImportedRule, Plans, TypologyRule
from atlas.model.config import SiteConfig
from atlas.model.directive import Directive, PlacesOptions, strings
from atlas.model.document import Document
from atlas.model.geography import Area, Geography
from atlas.model.indicator import Register
from atlas.model.panel import Panel, Status, freeze, is_numeric, no_figures
from atlas.model.protection import UNPROTECTED, Protection, Rule
from atlas.model.surroundings import Surroundings
from atlas.model.tabulation import Tabulation
from atlas.pipeline.audiences import Audience

if TYPE_CHECKING:
    from atlas.load.config import SiteSpec

INTERNAL = {"de": "Interne Fassung, nicht zur Veröffentlichung.", "en": "Internal version, not for publication."}


def release(spec: "SiteSpec", register: Register, audience: Audience) -> "tuple[SiteSpec, Register]":
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
    known = {name for one in indicators if not one.bare for name in one.series}
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
    """Take out areas that are not released, alone or with their level, and their rows; what lay in them lies in what is around them."""
    levels = tuple(level for level in geography.levels if level.public)
    rows = _rows(geography)
    if audience == "internal" or config.release == "all" or len(rows) == len(geography.areas):
        return geography, dict(figures), population
    shown = {geography.areas[row].key for row in rows}
    narrowed = replace(
        geography,
        levels=levels,
        areas=tuple(_under(geography.areas[row], geography, shown) for row in rows),
        drawings=tuple(geography.drawings[row] for row in rows),
    )
    return narrowed, {name: _cut(panel, rows) for name, panel in figures.items()}, _cut(population, rows) if population else None


def _under(area: Area, geography: Geography, shown: set[str]) -> Area:
    around = [one.key for one in geography.ancestors(area.key) if one.key in shown]
    return replace(area, parent=around[-1] if around else "")


def keep_back(tabulation: Tabulation, geography: Geography, config: SiteConfig, audience: Audience) -> Tabulation:
    """Mark the figures of areas that alone of their level are not released as confidential: else they were what is left of the whole."""
    rows = [row for row, area in enumerate(geography.areas) if not area.public]
    if audience == "internal" or config.release == "all" or not rows:
        return tabulation
    series = {}
    for name, counts in tabulation.series.items():
        status = counts.status.copy()
        status[rows] = np.where(is_numeric(status[rows]), np.uint8(Status.CONFIDENTIAL), status[rows])
        series[name] = replace(counts, status=freeze(status))
    return replace(tabulation, series=series)


def release_series(figures: Mapping[str, Panel], register: Register, config: SiteConfig, audience: Audience) -> dict[str, Panel]:
    """Take out the counts behind figures of which the figures alone are released."""
    if audience == "internal" or config.release == "all":
        return dict(figures)
    bare = {one.id for one in register.indicators if one.bare}
    return {
        name: replace(panel, numerator=no_figures(), denominator=no_figures()) if name in bare else panel for name, panel in figures.items()
    }


def guarded(protection: Protection, geography: Geography, config: SiteConfig, audience: Audience) -> Protection:
    """Protect areas that alone of their level are not released in series that need no protection otherwise, too: nothing is small there, but what is left of the
    whole would give them away."""
    withheld = tuple(area.key for area in geography.areas if not area.public)
    if audience == "internal" or config.release == "all" or not withheld:
        return protection
    exemptions = tuple(replace(one, rule=_guarding(one.rule)) for one in protection.exemptions)
    return replace(protection, rule=_guarding(protection.rule), exemptions=exemptions, withheld=withheld)


def _guarding(rule: Rule) -> Rule:
    if rule.method != "none":
        return rule
    return replace(UNPROTECTED.rule, method="suppress", reason=rule.reason, width=1.0)


def release_plans(plans: Plans, everything: Register, register: Register, geography: Geography, audience: Audience) -> Plans:
    """Take out analyses of what is not released (`everything` less `register`), and typologies from files that are not marked themselves."""
    if audience == "internal" or everything is register:
        return plans
    hidden = {one.id for one in everything.indicators} - {one.id for one in register.indicators}
    hidden |= {level.id for level in geography.levels if not level.public}

    areas = {area.key for area in geography.areas} - {geography.areas[row].key for row in _rows(geography)}

    def released(rules: tuple[Any, ...], more: Set[str] = frozenset()) -> tuple[Any, ...]:
        return tuple(rule for rule in rules if not (hidden | more) & set(_words(rule)))

    places = {row: place for place, row in enumerate(_rows(geography))}
    typologies = [_typology(one, places) for one in plans.typologies if one.public or not isinstance(one.method, ImportedRule)]
    return replace(
        plans,
        typologies=released(tuple(typologies)),
        selections=released(plans.selections),
        watches=released(plans.watches),
        segregations=released(plans.segregations, {one.id for one in register.indicators if one.bare}),
        associations=released(plans.associations),
        targets=released(plans.targets, areas),
        scenarios=released(plans.scenarios, areas),
    )


def _rows(geography: Geography) -> list[int]:
    """Give the rows of areas that are released."""
    released = {level.id for level in geography.levels if level.public}
    return [row for row, area in enumerate(geography.areas) if area.level in released and area.public]


def _typology(rule: TypologyRule, places: Mapping[int, int]) -> TypologyRule:
    if not isinstance(rule.method, ImportedRule):
        return rule
    types = {(places[row], period): kind for (row, period), kind in rule.method.types.items() if row in places}
    return replace(rule, method=replace(rule.method, types=types))


def _words(value: object) -> Iterator[str]:
    """Give all texts in a value that may be names of something."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _words(one)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _words(getattr(value, name))


def release_places(surroundings: Surroundings, config: SiteConfig, audience: Audience) -> Surroundings:
    """Take out places on the map that are not released."""
    if audience == "internal" or config.release == "all":
        return surroundings
    return replace(surroundings, places=tuple(place for place in surroundings.places if place.public))


def release_offers(documents: tuple[Document, ...], config: SiteConfig, audience: Audience) -> tuple[Document, ...]:
    """Take out offers in texts that are not released."""
    if audience == "internal" or config.release == "all":
        return documents
    return tuple(replace(one, directives=tuple(map(_released, one.directives))) if one.directives else one for one in documents)


def _released(directive: Directive) -> Directive:
    if not isinstance(directive.options, PlacesOptions):
        return directive
    items = directive.options.items
    kept = {place for place, item in enumerate(items) if item.public}
    told = zip(strings(directive.options), directive.lines, strict=True)
    return replace(
        directive,
        options=dataclasses.replace(directive.options, items=tuple(item for item in items if item.public)),
        lines=tuple(line for (trail, _), line in told if trail[0] != "items" or trail[1] in kept),
    )


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
        notes=tuple((rows.index(row), column, note) for row, column, note in panel.notes if row in rows),
        remarks=panel.remarks,
    )
