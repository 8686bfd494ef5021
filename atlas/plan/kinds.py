"""Typologies on the map explorer: chosen like an indicator, a script each."""

from collections.abc import Iterator

import numpy as np
from msgspec.structs import replace

from atlas.base import digest
from atlas.model.analysis import NO_TYPE, ImportedRule, Typology
from atlas.model.explorer import IndicatorChoice, TypesScriptJob
from atlas.model.frame import Link
from atlas.model.panel import Codes, freeze
from atlas.plan.desk import Desk


def type_jobs(desk: Desk, levels: frozenset[str]) -> Iterator[TypesScriptJob]:
    """Plan a script per typology of a level that is drawn. Addresses carry a digest of what they hold."""
    for typology in desk.site.analyses.typologies:
        if typology.rule.level in levels and typology.periods:
            job = _script(desk, typology)
            yield replace(job, path=f"assets/map/{job.id}-{digest.short(digest.of_value(job))}.js")


def type_choices(desk: Desk, scripts: dict[str, str]) -> tuple[IndicatorChoice, ...]:
    """Give the typologies that can be chosen; `scripts` gives the address of every script by its name here."""
    return tuple(
        IndicatorChoice(id=type_id(rule.id), title=rule.title, href=desk.routes.typology(rule.id), script=scripts[type_id(rule.id)])
        for rule in (typology.rule for typology in desk.site.analyses.typologies)
        if type_id(rule.id) in scripts
    )


def type_id(name: str) -> str:
    """Name a typology among indicators, whose own names hold no dot."""
    return f"types.{name}"


def _script(desk: Desk, typology: Typology) -> TypesScriptJob:
    rule = typology.rule
    places = {row: place for place, row in enumerate(typology.rows)}
    rows = desk.geography.level_rows[rule.level]
    codes: Codes = np.full((len(rows), len(typology.periods)), NO_TYPE, dtype=np.uint8)
    for place, row in enumerate(rows):
        if row in places:
            codes[place] = typology.codes[places[row]]
    return TypesScriptJob(
        path="",
        language=desk.site.config.language,
        id=type_id(rule.id),
        title=rule.title,
        source=rule.method.author if isinstance(rule.method, ImportedRule) else "",
        level=rule.level,
        periods=typology.periods,
        base=typology.base,
        types=tuple(Link(title=kind.title, href=desk.routes.type(rule.id, kind.id)) for kind in rule.types),
        codes=freeze(codes),
    )
