"""Reads `site.yaml`: the settings of the atlas, checked as a whole, each with the place where it is written."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.load.ages import check_ages, make_ages
from atlas.load.design import check_design, design
from atlas.load.editions import editions, errata
from atlas.load.entrances import make_entrances
from atlas.load.files import read_text
from atlas.load.protection import check_decision, protection
from atlas.load.recipe import Choice, PeriodSource, TableSpec
from atlas.load.schema import validate
from atlas.load.spec import GeographySpec, Settings
from atlas.load.yaml import Places, read
from atlas.model.config import Catalogue, Contact, Licence, SiteConfig
from atlas.model.judgement import SmallBase, WordRule
from atlas.model.protection import UNPROTECTED

FILE = "site.yaml"

_NEEDED = {"columns": ("area", "period"), "long": ("area", "period", "value"), "periods": ("area",), "wide": ("columns",)}


class SiteSpec(Struct, frozen=True, kw_only=True):
    """What `site.yaml` says, and where it says it."""

    settings: Settings
    places: Places

    @property
    def geography(self) -> GeographySpec:
        return self.settings.geography

    @property
    def tables(self) -> tuple[TableSpec, ...]:
        return self.settings.tables

    @property
    def indicators(self) -> str:
        """The path of the register, relative to the site."""
        return self.settings.indicators

    @property
    def theme(self) -> str:
        """The name of the theme."""
        return self.settings.theme

    @property
    def site(self) -> SiteConfig:
        """The part that the other stages know."""
        said = self.settings
        return SiteConfig(
            title=said.title,
            place=said.place,
            language=said.language,
            edition=said.edition,
            publisher=said.publisher,
            contact=Contact(name=said.contact.name, email=said.contact.email, phone=said.contact.phone),
            licence=Licence(id=said.licence.id, title=said.licence.title, url=said.licence.url),
            notice=said.notice,
            url=said.url,
            theme=said.theme,
            main_level=said.geography.main or said.geography.levels[-1].id,
            core=said.profile.core,
            population=said.profile.population,
            ages=make_ages(said.profile.ages),
            entrances=make_entrances(said.entrances),
            design=design(said.design),
            release=said.release or "marked",
            editions=editions(said.editions),
            errata=errata(said.errata),
            moved=tuple(said.moved.items()),
            extras=said.extras,
            catalogue=Catalogue(**said.catalogue.model_dump()),
            protection=protection(said.protection) if said.protection else UNPROTECTED,
            words=WordRule(**said.comparison.model_dump()),
            small_base=SmallBase(**said.uncertainty.model_dump()) if said.uncertainty else None,
            border_notes=tuple(one.note for one in said.geography.crosswalks if one.note),
        )

    def where(self, *trail: str | int) -> Location:
        """Locate a value of `site.yaml`."""
        return self.places.value(*trail)


def load_config(root: Path) -> tuple[SiteSpec | None, tuple[Diagnostic, ...]]:
    """Read `site.yaml`; every error at once, with line and column. None if the settings cannot be used at all."""
    path = root / FILE
    if not path.is_file():
        return None, (diagnostic("A101", Location(file=FILE), folder=root.name),)
    text, found = read_text(root, path)
    if text is None:
        return None, found
    data, places, found = read(text, FILE)
    if found:
        return None, found
    settings, found = validate(Settings, {} if data is None else data, places)
    if settings is None:
        return None, found
    spec = SiteSpec(settings=settings, places=places)
    found = (
        *_levels(spec),
        *_tables(spec),
        *(() if settings.release else (diagnostic("A642", Location(file=FILE)),)),
        *check_decision(settings.protection, places),
        *check_design(root, settings.design, places),
        *check_ages(settings.profile.ages, places),
    )
    return (None if found else spec), found


def schema() -> dict[str, Any]:
    """Give the JSON Schema of `site.yaml`, with which editors complete and explain its keys."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Settings.model_json_schema()}


def _levels(spec: SiteSpec) -> Iterator[Diagnostic]:
    levels = spec.geography.levels
    ids = [level.id for level in levels]
    if not levels:
        yield diagnostic("A116", spec.where("geography", "levels"))
    for index, level in enumerate(levels):
        trail = ("geography", "levels", index)
        if Counter(ids[:index])[level.id]:
            yield diagnostic("A117", spec.where(*trail, "id"), id=level.id)
        if not _has_group(level.name_pattern or "()"):
            yield diagnostic("A136", spec.where(*trail, "name_pattern"), pattern=level.name_pattern)
        if bool(level.file) == (level.dissolve is not None):
            yield diagnostic("A118", spec.where(*trail), id=level.id)
        elif level.dissolve and index == len(levels) - 1:
            yield diagnostic("A119", spec.where(*trail, "dissolve"), id=level.id)
        if not level.nested and (index == 0 or level.dissolve):
            yield diagnostic("A329", spec.where(*trail, "nested"), id=level.id)
    url = spec.settings.url
    if url and not url.startswith(("https://", "http://")):
        yield diagnostic("A137", spec.where("url"), value=url)
    main = spec.geography.main
    if main and main not in ids:
        yield diagnostic("A128", spec.where("geography", "main"), id=main, near=suggestion(main, ids), known=", ".join(ids))


def _tables(spec: SiteSpec) -> Iterator[Diagnostic]:
    for index, table in enumerate(spec.tables):
        trail = ("tables", index)
        for key in _NEEDED[table.layout]:
            if not getattr(table, key):
                yield diagnostic("A129", spec.where(*trail), key=key, layout=table.layout, file=table.file)
        yield from _series(table, spec.where(*trail, "series"))
        yield from _patterns(table, spec.where(*trail))
        yield from _open(table, spec, index)


def _series(table: TableSpec, where: Location) -> Iterator[Diagnostic]:
    """A table names its series, in the form that goes with its layout."""
    if not table.series and not table.make and not (table.layout == "wide" and "series" in (_groups(str(table.columns)) or ())):
        yield diagnostic("A276", where, file=table.file)
    listed = isinstance(table.series, Mapping) and list(table.series) != ["fixed"]
    by_name = table.layout == "columns" or (table.layout == "wide" and "series" in (_groups(str(table.columns)) or ()))
    if table.series and listed != by_name:
        yield diagnostic("A130", where, layout=table.layout, file=table.file)


def _patterns(table: TableSpec, where: Location) -> Iterator[Diagnostic]:
    """Regular expressions can be read, and a wide table says where area and period are."""
    patterns = [table.keys.pattern, *table.rows.headings.values()]
    patterns += [table.period.pattern] if isinstance(table.period, PeriodSource) else []
    patterns += [table.columns] if isinstance(table.columns, str) else []
    choices = [*table.rows.where.values(), *(match for made in table.make.values() for match in made.where.values())]
    patterns += [choice.pattern for choice in choices if isinstance(choice, Choice)]
    wrong = [pattern for pattern in patterns if _groups(pattern) is None]
    for pattern in wrong:
        yield diagnostic("A277", where, pattern=pattern, file=table.file)
    if table.layout == "wide" and not wrong and isinstance(table.columns, str) and table.columns:
        for key in ("area", "period"):
            if not getattr(table, key) and key not in (_groups(table.columns) or ()):
                yield diagnostic("A278", where, key=key, file=table.file)


def _open(table: TableSpec, spec: SiteSpec, index: int) -> Iterator[Diagnostic]:
    """Find the question marks that `atlas import` leaves for an author to replace."""
    said: dict[tuple[str, ...], str] = {("period", "fixed"): table.period.fixed} if isinstance(table.period, PeriodSource) else {}
    said |= {("keys", "map", key): area for key, area in table.keys.map.items()}
    said |= {("marks", mark): meaning for mark, meaning in table.marks.items()}
    for trail, value in said.items():
        if value and not value.strip("?"):
            yield diagnostic("A333", spec.where("tables", index, *trail), file=table.file, key=": ".join(trail), value=value)


def _groups(pattern: str) -> Mapping[str, int] | None:
    """Give the named groups of a regular expression; None if it cannot be read."""
    try:
        return re.compile(pattern).groupindex
    except re.error:
        return None


def _has_group(pattern: str) -> bool:
    try:
        return re.compile(pattern).groups > 0
    except re.error:
        return False
