"""Where an indicator is used in words: goals that are measured by it, and texts that quote it or lead to it."""

import re
from collections.abc import Iterator, Mapping

from atlas.base.language import translate
from atlas.model.directive import GoalsOptions
from atlas.model.document import Document
from atlas.model.frame import Link, LinkGroup
from atlas.model.quote import Quote
from atlas.model.site import Site
from atlas.plan.prose import Addresses

_LED_TO = re.compile(r"\]\(\s*<?indicator:([a-z0-9-]+)")

Uses = Mapping[str, tuple[LinkGroup, ...]]
"""By the id of an indicator: links in groups, goals first."""


def indicator_uses(site: Site, addresses: Addresses) -> Uses:
    """Find for every indicator the goals and the texts that use it."""
    say = translate(site.config.language)
    names = {"profile": say("Profiles"), "theme": say("Themes"), "indicator": say("Indicators")}
    quoted: dict[str, set[str]] = {}
    for (file, _, _), answer in site.answers.items():
        if isinstance(answer, Quote):
            quoted.setdefault(file, set()).add(answer.indicator)
    found: dict[str, dict[str, list[Link]]] = {}
    for text in site.documents:
        if text.kind in {"passage", "version"}:
            continue
        href = addresses.of(text.file)
        for name, goal in _goals(text):
            found.setdefault(name, {}).setdefault(say("Goals"), []).append(Link(title=goal, href=href))
        for name in sorted(quoted.get(text.file, set()) | set(_LED_TO.findall(text.body))):
            link = Link(title=_title(site, text), href=href)
            found.setdefault(name, {}).setdefault(names.get(text.kind, say("Texts")), []).append(link)
    return {
        name: tuple(
            LinkGroup(title=title, href="", links=tuple(links))
            for title, links in sorted(groups.items(), key=lambda group: group[0] != say("Goals"))
        )
        for name, groups in found.items()
    }


def _goals(text: Document) -> Iterator[tuple[str, str]]:
    for directive in text.directives:
        if isinstance(directive.options, GoalsOptions):
            yield from ((goal.indicator, goal.title) for goal in directive.options.goals if goal.indicator)


def _title(site: Site, text: Document) -> str:
    titles = {
        "profile": {area.key: area.name for area in site.geography.areas},
        "theme": {theme.id: theme.title for theme in site.register.themes},
        "indicator": {indicator.id: indicator.title for indicator in site.register.indicators},
    }
    return titles.get(text.kind, {}).get(text.key) or text.title or site.config.title
