"""Entrances lead somewhere: every page and indicator that one names exists, and no name is given twice."""

from collections.abc import Iterator

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.model.entrance import PLACES
from atlas.model.site import Site

SITE = Location(file="site.yaml")


def check_entrances(site: Site) -> tuple[Diagnostic, ...]:
    """Find names in entrances that nothing bears."""
    return tuple(_lost(site))


def _lost(site: Site) -> Iterator[Diagnostic]:
    indicators = [one.id for one in site.register.indicators]
    pages = [
        *PLACES,
        *(text.file for text in site.documents if text.kind != "passage"),
        *(f"area:{area.key}" for area in site.geography.areas),
        *(f"indicator:{name}" for name in indicators),
        *(f"theme:{theme.id}" for theme in site.register.themes),
    ]
    seen: set[str] = set()
    for one in site.config.entrances:
        if one.id in seen:
            yield diagnostic("A167", SITE, id=one.id)
        seen.add(one.id)
        for name in one.indicators:
            if name not in indicators:
                yield diagnostic("A165", SITE, name=name, title=one.title, near=suggestion(name, indicators))
        for name in one.pages:
            if name not in pages:
                yield diagnostic("A166", SITE, name=name, title=one.title, near=suggestion(name, pages), known=", ".join(PLACES))
