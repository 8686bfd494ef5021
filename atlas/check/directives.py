"""Directives that can be carried out: what they name exists, and what belongs together is there."""

import posixpath
from collections.abc import Iterator, Sequence

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.model.directive import (
    ChartOptions,
    Directive,
    GoalsOptions,
    MapOptions,
    MatrixOptions,
    Options,
    OwnChartOptions,
    PlacesOptions,
    ScenarioOptions,
    TableOptions,
    TypologyOptions,
    strings,
)
from atlas.model.document import Document
from atlas.model.site import Site

Reason = tuple[str, dict[str, object]]

INDICATORS = {"indicator", "indicators", "against", "left", "right", "names"}
AREAS = {"area", "areas"}
LEVELS = {"level", "levels"}
PERIODS = {"period", "periods"}
"""Options by what they name."""


def check_directives(site: Site) -> tuple[Diagnostic, ...]:
    """Check every directive of every text."""
    return tuple(
        found
        for document in site.documents
        for directive in document.directives
        for found in (*_names(site, document, directive), *_whole(site, document, directive))
    )


def _names(site: Site, document: Document, directive: Directive) -> Iterator[Diagnostic]:
    """Look up everything that an option names. Options of a theme's directives have names of their own and are not looked up."""
    periods = {period for panel in site.figures.values() for period in panel.periods}
    known: dict[str, Sequence[str]] = {
        **{name: [indicator.id for indicator in site.register.indicators] for name in INDICATORS},
        **{name: [area.key for area in site.geography.areas] for name in AREAS},
        **{name: [level.id for level in site.geography.levels] for name in LEVELS},
        **{name: sorted(periods) for name in PERIODS},
        "typology": [one.rule.id for one in site.analyses.typologies],
        "scenario": [one.id for one in site.analyses.scenarios],
        "targets": sorted({one.rule.indicator for one in site.analyses.targets}),
    } | _types(site, directive.options)
    own = isinstance(directive.options, ScenarioOptions)
    for (trail, word), line in zip(strings(directive.options), directive.lines, strict=True):
        option = next((str(step) for step in reversed(trail) if isinstance(step, str)), "")
        choices = known.get(option)
        if word and choices is not None and word not in choices and not (own and option in PERIODS):
            yield diagnostic(
                "A701", Location(file=document.file, line=line), option=option, word=word, suggestion=_near(word, choices, option, site)
            )
        if directive.name == "include" and option == "file":
            yield from _passage(site, document, word, line)


def _types(site: Site, options: Options) -> dict[str, Sequence[str]]:
    """Give the types that a directive may name: those of its typology."""
    found = [one.rule for one in site.analyses.typologies if isinstance(options, TypologyOptions) and one.rule.id == options.typology]
    return {"type": [entry.id for rule in found for entry in rule.types]} if found else {}


def _passage(site: Site, document: Document, word: str, line: int) -> Iterator[Diagnostic]:
    passages = {one.file: one for one in site.documents if one.kind == "passage"}
    file = posixpath.normpath(posixpath.join(posixpath.dirname(document.file), word))
    where = Location(file=document.file, line=line)
    if file not in passages:
        ways = [posixpath.relpath(one, posixpath.dirname(document.file)) for one in passages]
        yield diagnostic("A701", where, option="file", word=word, suggestion=suggestion(word, ways))
    elif any(one.name == "include" for one in passages[file].directives):
        yield diagnostic("A714", where, passage=file)


def _whole(site: Site, document: Document, directive: Directive) -> Iterator[Diagnostic]:
    for code, details in _missing(site, directive.options):
        yield diagnostic(code, Location(file=document.file, line=directive.line), name=directive.name, **details)


def _missing(site: Site, options: Options) -> Iterator[Reason]:
    """Say what does not fit together: a code with its words."""
    match options:
        case ChartOptions():
            yield from _chart(site, options)
        case MapOptions() if options.indicator in {one.id for one in site.register.indicators if one.kind == "count"}:
            yield "A708", {"indicator": options.indicator}
        case PlacesOptions() if not options.items:
            yield "A702", {"missing": "items"}
        case TableOptions() if not options.indicators:
            yield "A702", {"missing": "indicators"}
        case TableOptions() if options.periods and len(options.indicators) > 1:
            yield "A709", {"count": len(options.indicators)}
        case MatrixOptions():
            yield from (
                _unequal(row.title, len(row.cells), len(options.columns)) for row in options.rows if len(row.cells) != len(options.columns)
            )
        case GoalsOptions() if not options.goals and not options.targets:
            yield "A702", {"missing": "goals"}
        case ScenarioOptions() if options.scenario and (options.variants or options.periods):
            yield "A715", {"scenario": options.scenario}
        case ScenarioOptions() if not options.scenario:
            if len(options.variants) < 2:
                yield "A711", {}
            sizes = [(variant.title, len(variant.values)) for variant in options.variants]
            yield from (_unequal(title, size, len(options.periods)) for title, size in sizes if size != len(options.periods))


def _chart(site: Site, options: ChartOptions) -> Iterator[Reason]:
    needed = {"pyramid": ["left", "right"], "scatter": ["indicator", "against"], "portfolio": ["indicator", "against"]}
    own = isinstance(options, OwnChartOptions)
    missing = [name for name in (["alt"] if own else needed.get(options.kind, ["indicator"])) if not getattr(options, name)]
    if missing:
        yield "A702", {"missing": ", ".join(missing)}
    elif options.kind == "pyramid" and len(options.left) != len(options.right):
        yield _unequal("right", len(options.right), len(options.left))
    elif options.kind == "strip" and sum(len(rows) > 1 for rows in site.geography.level_rows.values()) < 2:
        yield "A713", {}
    elif options.kind == "line" and options.indicator in site.figures and len(site.figures[options.indicator].periods) < 2:
        yield "A712", {"indicator": options.indicator}


def _unequal(title: str, count: int, needed: int) -> Reason:
    return "A710", {"title": title, "count": count, "needed": needed}


def _near(word: str, choices: Sequence[str], option: str, site: Site) -> str:
    names = {area.name.casefold(): area.key for area in site.geography.areas} if option in AREAS else {}
    names |= {one.title.casefold(): one.id for one in site.register.indicators} if option in INDICATORS else {}
    return names.get(word.casefold()) or suggestion(word, choices)
