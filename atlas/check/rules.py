"""Rules that need the whole site: each a small function from the site to what its author should know; the ordered list of them stands on top."""

from collections.abc import Iterator, Sequence

import numpy as np

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.base.language import FOLDERS
from atlas.check.classes import classes_by_hand
from atlas.check.contacts import contacts
from atlas.model.document import Document
from atlas.model.site import Site

CONFIG = Location(file="site.yaml")

NAMED = 5
"""So many areas or themes are named in a summary; of the others the number is told."""

DUTIES = {
    "de": {"Impressum": "impressum", "Datenschutz": "datenschutz", "Barrierefreiheit": "barrierefreiheit"},
    "en": {"Imprint": "imprint", "Privacy": "privacy", "Accessibility": "accessibility"},
}
"""Pages that public bodies owe their readers (§ 5 DDG, Art. 13 DSGVO, § 7 BITV 2.0): title → file name."""


def check_site(site: Site) -> tuple[Diagnostic, ...]:
    """Apply all rules, in order."""
    return tuple(found for rule in RULES for found in rule(site))


def core_indicators(site: Site) -> Iterator[Diagnostic]:
    known = [indicator.id for indicator in site.register.indicators]
    for word in site.config.core:
        if word not in known:
            yield diagnostic("A350", CONFIG, word=word, suggestion=suggestion(word, known))


def themes_without_indicators(site: Site) -> Iterator[Diagnostic]:
    used = {indicator.theme for indicator in site.register.indicators}
    for theme in site.register.themes:
        if theme.id not in used:
            yield diagnostic("A353", CONFIG, theme=theme.id, title=theme.title)


def indicators_without_figures(site: Site) -> Iterator[Diagnostic]:
    for indicator in site.register.measured.indicators:
        if np.isnan(site.figures[indicator.id].values).all():
            yield diagnostic("A354", CONFIG, indicator=indicator.id, title=indicator.title, series=indicator.numerator or indicator.value)


def inhabitants(site: Site) -> Iterator[Diagnostic]:
    if site.config.population and site.population is None:
        yield diagnostic("A355", CONFIG, word=site.config.population)


def areas_without_text(site: Site) -> Iterator[Diagnostic]:
    main, geography = site.config.main_level, site.geography
    areas = [geography.areas[row] for row in geography.level_rows[main]]
    written = {document.key for document in _texts(site, "profile")}
    missing = [(area.key, area.name) for area in areas if area.key not in written]
    level = next(level.title for level in geography.levels if level.id == main)
    yield from _without_text(site, "A356", "profile", missing, total=len(areas), level=level)


def needs_without_strengths(site: Site) -> Iterator[Diagnostic]:
    areas = {area.key: area for area in site.geography.areas}
    for document in _texts(site, "profile"):
        if document.needs and not document.strengths:
            yield diagnostic("A357", Location(file=document.file), area=document.key, name=areas[document.key].name)


def themes_without_text(site: Site) -> Iterator[Diagnostic]:
    written = {document.key for document in _texts(site, "theme")}
    missing = [(theme.id, theme.title) for theme in site.register.themes if theme.id not in written]
    yield from _without_text(site, "A358", "theme", missing, total=len(site.register.themes))


def pages_owed(site: Site) -> Iterator[Diagnostic]:
    reached = {document.key for document in _texts(site, "page") if document.nav != "none"}
    for page, key in DUTIES[site.config.language].items():
        if key not in reached:
            yield diagnostic("A359", Location(file="content"), page=page, file=f"content/{key}.md")


RULES = (
    core_indicators,
    themes_without_indicators,
    indicators_without_figures,
    classes_by_hand,
    inhabitants,
    areas_without_text,
    needs_without_strengths,
    themes_without_text,
    pages_owed,
    contacts,
)


def _texts(site: Site, kind: str) -> list[Document]:
    return [document for document in site.documents if document.kind == kind]


def _without_text(site: Site, code: str, kind: str, missing: Sequence[tuple[str, str]], **words: object) -> Iterator[Diagnostic]:
    """Sum up in one line what has no text yet: (key, name) of each."""
    if not missing:
        return
    folder = f"content/{FOLDERS[site.config.language][kind]}"
    names = ", ".join(name for _, name in missing[:NAMED])
    more = max(len(missing) - NAMED, 0) or ""
    yield diagnostic(code, Location(file=folder), folder=folder, count=len(missing), names=names, more=more, example=missing[0][0], **words)
