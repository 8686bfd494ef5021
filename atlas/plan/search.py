"""Everything that can be looked up by name: areas with their other names, indicators, themes, pages."""

from collections.abc import Iterable

from atlas.base.language import translate
from atlas.model.job import SearchEntry
from atlas.model.site import Site
from atlas.plan.routes import Routes


def search_entries(site: Site, routes: Routes) -> tuple[SearchEntry, ...]:
    """Give everything that can be looked up by name."""
    return tuple(_entries(site, routes))


def _entries(site: Site, routes: Routes) -> Iterable[SearchEntry]:
    say = translate(site.config.language)
    titles = {level.id: level.title for level in site.geography.levels}
    for area in site.geography.areas:
        yield SearchEntry(
            title=area.name, words=" ".join([area.key, *area.aliases]), kind=f"{titles[area.level]} {area.key}", href=routes.area(area)
        )
        for alias in area.aliases:
            yield SearchEntry(title=f"{alias} → {area.name}", words="", kind=f"{titles[area.level]} {area.key}", href=routes.area(area))
    for indicator in site.register.indicators:
        words = " ".join((*indicator.also, indicator.question, indicator.numerator_label))
        yield SearchEntry(title=indicator.title, words=words, kind=say("Indicator"), href=routes.indicator(indicator.id))
    for theme in site.register.themes:
        yield SearchEntry(title=theme.title, words=theme.question, kind=say("Theme"), href=routes.theme(theme.id))
    yield SearchEntry(title=say("Data quality"), words="", kind=say("Page"), href=routes.quality())
    for document in site.documents:
        if document.kind == "page":
            yield SearchEntry(title=document.title, words=document.summary, kind=say("Page"), href=routes.text(document.key))
