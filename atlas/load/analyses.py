"""Reads the file of analyses: typed, checked against register, levels and areas, every name at the place where it is written."""

from collections.abc import Iterator
from math import nan
from pathlib import Path
from typing import Any

from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, diagnostic, failed, suggestion
from atlas.load.analyses_spec import AnalysesSpec, CriterionSpec, ScenarioSpec, SelectionSpec, TargetSpec
from atlas.load.config import SiteSpec
from atlas.load.files import locate, read_text
from atlas.load.indicators import ENDINGS
from atlas.load.keys import nearest
from atlas.load.schema import validate
from atlas.load.typologies import make_typology
from atlas.load.yaml import Places, read
from atlas.model.analysis import (
    AssociationRule,
    Criterion,
    Plans,
    ScenarioSet,
    SegregationRule,
    SelectionRule,
    TargetRule,
    Variant,
    WatchRule,
)
from atlas.model.geography import Geography
from atlas.model.indicator import Register

FEWEST_VARIANTS = 3
"""Fewer courses than this look like a forecast and its error; three make readers see that the future is open."""

SECTIONS = ("typologies", "selections", "watches", "segregation", "associations", "targets", "scenarios")
_NAMES = ("indicator", "x", "y", "classes")


class Known(Struct, frozen=True, kw_only=True):
    """What a file of analyses may name."""

    root: Path
    register: Register
    geography: Geography
    main_level: str


def load_analyses(root: Path, spec: SiteSpec, register: Register, geography: Geography) -> tuple[Plans, tuple[Diagnostic, ...]]:
    """Read what the author wants worked out; every error at once. Empty plans if there is no such file, or one with errors."""
    if not spec.settings.analyses:
        return Plans(), ()
    said, places, found = _said(root, spec)
    if said is None or places is None:
        return Plans(), found
    known = Known(root=root, register=register, geography=geography, main_level=spec.site.main_level)
    found = (*_ids(said, places), *_names(said, places, known), *_rules(said, places, known))
    if failed(found):
        return Plans(), found
    typologies, more = [], list(found)
    for place, entry in enumerate(said.typologies):
        typology, doubts = make_typology(entry, ("typologies", place), places, root, register, geography, spec)
        more += doubts
        typologies += [typology] if typology else []
    return _plans(said, places, known, tuple(typologies)), tuple(more)


def _said(root: Path, spec: SiteSpec) -> tuple[AnalysesSpec | None, Places | None, tuple[Diagnostic, ...]]:
    """Read the file as its author wrote it."""
    path, found = locate(root, spec.settings.analyses, spec.where("analyses"), ENDINGS)
    if path is None:
        return None, None, found
    text, found = read_text(root, path)
    if text is None:
        return None, None, found
    data, places, found = read(text, path.relative_to(root).as_posix())
    if found:
        return None, None, found
    said, found = validate(AnalysesSpec, {} if data is None else data, places)
    return said, places, found


def _ids(said: AnalysesSpec, places: Places) -> Iterator[Diagnostic]:
    """Find ids that are used twice: pages of analyses share a folder, typologies have their own."""
    sections = [("typologies",), ("selections", "segregation", "associations", "scenarios")]
    for names in sections:
        seen: dict[str, int] = {}
        for section in names:
            for place, entry in enumerate(getattr(said, section)):
                where = places.value(section, place, "id")
                if entry.id in seen:
                    yield diagnostic("A382", where, id=entry.id, line=seen[entry.id])
                seen.setdefault(entry.id, where.line)


def _names(said: AnalysesSpec, places: Places, known: Known) -> Iterator[Diagnostic]:
    """Find indicators, levels and areas that do not exist."""
    ids = [indicator.id for indicator in known.register.indicators]
    levels = [level.id for level in known.geography.levels]
    for section in SECTIONS:
        for place, entry in enumerate(getattr(said, section)):
            for trail, word in _named(entry, (section, place)):
                if word and word not in ids:
                    yield diagnostic("A380", places.value(*trail), id=word, near=suggestion(word, ids))
            level = getattr(entry, "level", "")
            if level and level not in levels:
                where = places.value(section, place, "level")
                yield diagnostic("A128", where, id=level, near=suggestion(level, levels), known=", ".join(levels))
            for trail, key in _areas(entry, (section, place)):
                if key and key not in known.geography.rows:
                    yield diagnostic("A381", places.value(*trail), key=key, near=nearest(key, known.geography.rows))


def _named(entry: Any, trail: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give every id of an indicator in an entry, with its place."""
    yield from (((*trail, name), getattr(entry, name)) for name in _NAMES if hasattr(entry, name))
    yield from (((*trail, "criteria", place, "indicator"), one.indicator) for place, one in enumerate(getattr(entry, "criteria", ())))
    yield from (((*trail, "indicators", place), word) for place, word in enumerate(getattr(entry, "indicators", ())))
    if getattr(entry, "cross", None):
        yield from (((*trail, "cross", name), getattr(entry.cross, name)) for name in ("rows", "columns"))
    if getattr(entry, "cluster", None):
        yield from (((*trail, "cluster", "indicators", place), word) for place, word in enumerate(entry.cluster.indicators))
        yield ((*trail, "cluster", "order_by"), entry.cluster.order_by)


def _areas(entry: Any, trail: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(entry, TargetSpec):
        yield from (((*trail, "areas", place), key) for place, key in enumerate(entry.areas))
    if isinstance(entry, ScenarioSpec):
        yield ((*trail, "area"), entry.area)


def _rules(said: AnalysesSpec, places: Places, known: Known) -> Iterator[Diagnostic]:
    """Find rules that lack something, or contradict themselves."""
    shares = {indicator.id for indicator in known.register.indicators if indicator.kind == "share"}
    for place, rule in enumerate(said.selections):
        if rule.at_least > len(rule.criteria):
            where = places.value("selections", place, "at_least")
            yield diagnostic("A392", where, id=rule.id, wanted=rule.at_least, criteria=len(rule.criteria))
        for number, one in enumerate(rule.criteria):
            if (one.above is None) == (one.below is None):
                yield diagnostic("A394", places.value("selections", place, "criteria", number), indicator=one.indicator)
    for place, group in enumerate(said.segregation):
        if group.indicator not in shares and group.indicator in {indicator.id for indicator in known.register.indicators}:
            yield diagnostic("A395", places.value("segregation", place, "indicator"), id=group.indicator)
    for place, target in enumerate(said.targets):
        given = [name for name in ("value", "relative", "points") if getattr(target, name) is not None]
        if len(given) != 1 or (given != ["value"]) != bool(target.base):
            yield diagnostic("A396", places.value("targets", place), indicator=target.indicator)
    for place, scenario in enumerate(said.scenarios):
        if len(scenario.variants) < FEWEST_VARIANTS:
            yield diagnostic("A393", places.value("scenarios", place, "variants"), id=scenario.id, variants=len(scenario.variants))


def _plans(said: AnalysesSpec, places: Places, known: Known, typologies: tuple[Any, ...]) -> Plans:
    main = known.main_level
    return Plans(
        file=places.file,
        tables=tuple(entry.imported.file for entry in said.typologies if entry.imported),
        typologies=typologies,
        selections=tuple(_selection(entry, main) for entry in said.selections),
        watches=tuple(
            WatchRule(
                indicator=entry.indicator,
                change=entry.change,
                direction=entry.direction,
                years=entry.years,
                measure=entry.measure,
                level=entry.level or main,
                note=entry.note,
            )
            for entry in said.watches
        ),
        segregations=tuple(
            SegregationRule(id=entry.id, title=entry.title, indicator=entry.indicator, level=entry.level or main, note=entry.note)
            for entry in said.segregation
        ),
        associations=tuple(
            AssociationRule(id=entry.id, title=entry.title, x=entry.x, y=entry.y, level=entry.level or main, note=entry.note)
            for entry in said.associations
        ),
        targets=tuple(_target(entry, known.geography) for entry in said.targets),
        scenarios=tuple(_scenario(entry, known.geography) for entry in said.scenarios),
    )


def _selection(said: SelectionSpec, main_level: str) -> SelectionRule:
    return SelectionRule(
        id=said.id,
        title=said.title,
        label=said.label,
        note=said.note,
        level=said.level or main_level,
        reference=said.reference,
        at_least=said.at_least,
        criteria=tuple(map(_criterion, said.criteria)),
    )


def _criterion(said: CriterionSpec) -> Criterion:
    return Criterion(
        indicator=said.indicator,
        side="below" if said.above is None else "above",
        deviation=said.above if said.above is not None else said.below or 0.0,
        measure=said.measure,
    )


def _target(said: TargetSpec, geography: Geography) -> TargetRule:
    value, relative, points = (nan if given is None else given for given in (said.value, said.relative, said.points))
    return TargetRule(
        indicator=said.indicator,
        rows=tuple(geography.rows[key] for key in said.areas) or geography.level_rows[geography.levels[0].id][:1],
        value=value,
        relative=relative,
        points=points,
        base=said.base,
        by=said.by,
        direction=said.direction,
        source=said.source,
    )


def _scenario(said: ScenarioSpec, geography: Geography) -> ScenarioSet:
    return ScenarioSet(
        id=said.id,
        title=said.title,
        indicator=said.indicator,
        row=geography.rows[said.area] if said.area else geography.level_rows[geography.levels[0].id][0],
        note=said.note,
        source=said.source,
        variants=tuple(
            Variant(title=one.title, assumption=one.assumption, values=tuple(sorted(one.values.items()))) for one in said.variants
        ),
    )
