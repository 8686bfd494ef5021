"""Reads the register: themes and indicators, typed, checked against each other and against the levels of the atlas."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from atlas.base.diagnostics import Diagnostic, diagnostic, suggestion
from atlas.base.language import translate
from atlas.load.config import SiteSpec
from atlas.load.files import locate, read_text
from atlas.load.indices import check_index, check_order, make_recipe
from atlas.load.protection import check_names
from atlas.load.register import IndicatorSpec, RegisterSpec, Weighted
from atlas.load.schema import validate
from atlas.load.yaml import Places, read
from atlas.model.indicator import ClassRule, Indicator, Register, SeriesBreak, Survey, ThemeEntry

ENDINGS = (".yaml", ".yml")

_RATIO = ("numerator", "denominator")
_NEEDED = {"share": _RATIO, "rate": (*_RATIO, "factor"), "mean": _RATIO, "count": ("value",), "value": ("value",), "index": ()}
_SERIES = ("numerator", "denominator", "value")
_FACTOR = {"share": 100.0}
_UNIT = {"share": "%"}


def load_register(root: Path, spec: SiteSpec) -> tuple[Register | None, tuple[Diagnostic, ...]]:
    """Read the register of indicators; every error at once, with line and column. None if there is an error."""
    path, found = locate(root, spec.indicators, spec.where("indicators"), ENDINGS)
    if path is None:
        return None, found
    text, found = read_text(root, path)
    if text is None:
        return None, found
    data, places, found = read(text, path.relative_to(root).as_posix())
    if found:
        return None, found
    said, found = validate(RegisterSpec, {} if data is None else data, places)
    if said is None:
        return None, found
    levels = [level.id for level in spec.geography.levels]
    found = (*_ids(said, places), *_fields(said, places), *_references(said, places, levels))
    found += (*_protected(said, spec), *_indices(said, places, levels))
    return (None if found else _register(said, spec)), found


def _ids(said: RegisterSpec, places: Places) -> Iterator[Diagnostic]:
    for kind, ids in (("themes", [theme.id for theme in said.themes]), ("indicators", [entry.id for entry in said.indicators])):
        for index, written in enumerate(ids):
            first = ids.index(written)
            if first != index:
                line = places.value(kind, first, "id").line
                yield diagnostic("A131", places.value(kind, index, "id"), id=written, line=line)


def _fields(said: RegisterSpec, places: Places) -> Iterator[Diagnostic]:
    for index, entry in enumerate(said.indicators):
        needed = _NEEDED[entry.kind]
        for key in needed:
            if not getattr(entry, key):
                yield diagnostic("A132", places.value("indicators", index), key=key, kind=entry.kind, id=entry.id)
        for key in _SERIES:
            if key not in needed and getattr(entry, key):
                yield diagnostic("A133", places.key("indicators", index, key), key=key, kind=entry.kind, id=entry.id)
        if isinstance(entry.aggregate, Weighted) and entry.kind != "value":
            yield diagnostic("A328", places.value("indicators", index, "aggregate"), kind=entry.kind, id=entry.id)
        if entry.pool > 1 and entry.kind == "value":
            yield diagnostic("A330", places.value("indicators", index, "pool"), id=entry.id)
        if entry.survey and (entry.kind != "value" or bool(entry.survey.low) != bool(entry.survey.high)):
            yield diagnostic("A331", places.value("indicators", index, "survey"), id=entry.id)
        if any(low >= high for low, high in pairwise(entry.classes.breaks)):
            borders = ", ".join(f"{border:g}" for border in entry.classes.breaks)
            yield diagnostic("A134", places.value("indicators", index, "classes", "breaks"), breaks=borders, id=entry.id)


def _references(said: RegisterSpec, places: Places, levels: list[str]) -> Iterator[Diagnostic]:
    themes = [theme.id for theme in said.themes]
    for index, entry in enumerate(said.indicators):
        if entry.theme not in themes:
            words = {"theme": entry.theme, "id": entry.id, "near": suggestion(entry.theme, themes), "known": ", ".join(themes)}
            yield diagnostic("A135", places.value("indicators", index, "theme"), **words)
        for level in entry.not_collected:
            if level not in levels:
                where = places.key("indicators", index, "not_collected", level)
                yield diagnostic("A128", where, id=level, near=suggestion(level, levels), known=", ".join(levels))


def _protected(said: RegisterSpec, spec: SiteSpec) -> Iterator[Diagnostic]:
    if spec.settings.protection is None:
        return
    series = {name: 0 for entry in said.indicators for name in (entry.numerator, entry.denominator, entry.value) if name}
    ages = spec.site.ages.series if spec.site.ages else ()
    series |= dict.fromkeys([name for name in (spec.site.population, *ages) if name], 0)
    tables, indicators = {table.file: 0 for table in spec.tables}, {entry.id: 0 for entry in said.indicators}
    yield from check_names(spec.settings.protection, spec.places, series, indicators, tables)


def _indices(said: RegisterSpec, places: Places, levels: list[str]) -> Iterator[Diagnostic]:
    recipes = {entry.id: entry.index for entry in said.indicators}
    for index, entry in enumerate(said.indicators):
        names, borders = len(entry.classes.names), len(entry.classes.breaks)
        if names and names != borders + 1:
            yield diagnostic("A384", places.value("indicators", index, "classes", "names"), names=names, wanted=borders + 1, id=entry.id)
        if (entry.kind == "index") != (entry.index is not None):
            yield diagnostic("A383", places.value("indicators", index), id=entry.id)
        if entry.index:
            yield from check_index(entry.index, ("indicators", index, "index"), places, tuple(recipes), levels)
    yield from check_order(recipes, places)


def _register(said: RegisterSpec, spec: SiteSpec) -> Register:
    order = [theme.id for theme in said.themes]
    entries = sorted(said.indicators, key=lambda entry: order.index(entry.theme))
    return Register(
        themes=tuple(ThemeEntry(id=theme.id, title=theme.title, question=theme.question) for theme in said.themes),
        indicators=tuple(_indicator(entry, spec) for entry in entries),
    )


def _indicator(said: IndicatorSpec, spec: SiteSpec) -> Indicator:
    rule = said.classes
    recipe = make_recipe(said.index, spec.site.main_level) if said.index else None
    return Indicator(
        id=said.id,
        title=said.title,
        theme=said.theme,
        question=said.question,
        kind=said.kind,
        numerator=said.numerator,
        denominator=said.denominator,
        value=said.value,
        factor=said.factor or _FACTOR.get(said.kind, 1.0),
        unit=said.unit or _UNIT.get(said.kind, ""),
        decimals=said.decimals,
        higher_is=said.higher_is,
        definition=said.definition,
        numerator_label=said.numerator_label,
        denominator_label=said.denominator_label,
        source=said.source,
        data_holder=said.data_holder or spec.settings.publisher,
        licence=said.licence,
        reference_date=said.reference_date,
        denominator_reference_date=said.denominator_reference_date,
        update=said.update,
        next_update=said.next_update,
        notes=said.notes,
        series_breaks=tuple(SeriesBreak(period=one.period, note=one.note, cut=one.cut) for one in said.series_breaks),
        not_collected=(*said.not_collected.items(), *(_elsewhere(recipe.level, spec) if recipe else ())),
        classes=ClassRule(
            method="breaks" if rule.breaks else rule.method,
            count=rule.count,
            breaks=rule.breaks,
            zero=bool(rule.zero),
            diverging=rule.diverging,
            reason=rule.reason,
            names=rule.names,
        ),
        recipe=recipe,
        additive=said.aggregate != "none",
        weighted_by=said.aggregate.weighted_by if isinstance(said.aggregate, Weighted) else "",
        pool=said.pool,
        public=bool(said.public),
        bare=said.public == "values",
        also=said.also,
        survey=Survey(size=said.survey.n, low=said.survey.low, high=said.survey.high, error=said.survey.error) if said.survey else None,
    )


def _elsewhere(level: str, spec: SiteSpec) -> Iterator[tuple[str, str]]:
    """Say of every other level why an index has no figures there."""
    plural = next(found.plural for found in spec.geography.levels if found.id == level)
    words = translate(spec.site.language)("The index is computed for {plural} only.").format(plural=plural)
    return ((found.id, words) for found in spec.geography.levels if found.id != level)
