"""Everything that can be looked up by name: areas with their other names, indicators, themes, pages."""

from collections.abc import Iterable

from atlas.base.language import translate
from atlas.model.analysis import AssociationRule, SegregationRule, SelectionRule
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
    found = site.analyses
    for typology in found.typologies:
        words = " ".join((typology.rule.question, *(kind.title for kind in typology.rule.types)))
        yield SearchEntry(title=typology.rule.title, words=words, kind=say("Types"), href=routes.typology(typology.rule.id))
    rules: tuple[SelectionRule | SegregationRule | AssociationRule, ...] = (
        *(one.rule for one in found.selections),
        *(one.rule for one in found.segregations),
        *(one.rule for one in found.associations),
    )
    for rule in rules:
        yield SearchEntry(title=rule.title, words=rule.note, kind=say("Analysis"), href=routes.analysis(rule.id))
    for scenario in found.scenarios:
        yield SearchEntry(title=scenario.title, words=scenario.note, kind=say("Scenarios"), href=routes.analysis(scenario.id))
    for document in site.documents:
        if document.kind == "page":
            yield SearchEntry(title=document.title, words=document.summary, kind=say("Page"), href=routes.text(document.key))
