"""Directives that can be carried out: what they name exists, and what belongs together is there."""

import posixpath
from collections.abc import Iterator, Sequence

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.model.directive import (
    ChartOptions,
    Directive,
    MapOptions,
    MatrixOptions,
    Options,
    OwnChartOptions,
    PlacesOptions,
    ScenarioOptions,
    TableOptions,
    strings,
)
from atlas.model.document import Document
from atlas.model.site import Site

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
    }
    own = isinstance(directive.options, ScenarioOptions)
    for (trail, word), line in zip(strings(directive.options), directive.lines, strict=True):
        option = next((str(step) for step in reversed(trail) if isinstance(step, str)), "")
        choices = known.get(option, ())
        if word and choices and word not in choices and not (own and option in PERIODS):
            yield diagnostic(
                "A701", Location(file=document.file, line=line), option=option, word=word, suggestion=_near(word, choices, option, site)
            )
        if directive.name == "include" and option == "file":
            yield from _passage(site, document, word, line)


def _passage(site: Site, document: Document, word: str, line: int) -> Iterator[Diagnostic]:
    passages = {one.file: one for one in site.documents if one.kind == "passage"}
    file = posixpath.normpath(posixpath.join(posixpath.dirname(document.file), word))
    where = Location(file=document.file, line=line)
    if file not in passages:
        ways = [posixpath.relpath(one, posixpath.dirname(document.file)) for one in passages]
        yield diagnostic("A701", where, option="file", word=word, suggestion=suggestion(word, ways))
    elif any(one.name == "include" for one in passages[file].directives):
        yield diagnostic("A702", where, name="include", reason=f"{file}: include")


def _whole(site: Site, document: Document, directive: Directive) -> Iterator[Diagnostic]:
    for reason in _missing(site, directive.options):
        yield diagnostic("A702", Location(file=document.file, line=directive.line), name=directive.name, reason=reason)


def _missing(site: Site, options: Options) -> Iterator[str]:
    """Say in brief what does not fit together."""
    match options:
        case ChartOptions():
            yield from _chart(site, options)
        case MapOptions() if options.indicator in {one.id for one in site.register.indicators if one.kind == "count"}:
            yield f"{options.indicator}: count"
        case PlacesOptions() if not options.items:
            yield "items"
        case TableOptions() if not options.indicators:
            yield "indicators"
        case TableOptions() if options.periods and len(options.indicators) > 1:
            yield "periods: 1 indicator"
        case MatrixOptions():
            yield from (
                _unequal(row.title, len(row.cells), len(options.columns)) for row in options.rows if len(row.cells) != len(options.columns)
            )
        case ScenarioOptions():
            if len(options.variants) < 2:
                yield "variants: ≥ 2"
            sizes = [(variant.title, len(variant.values)) for variant in options.variants]
            yield from (_unequal(title, size, len(options.periods)) for title, size in sizes if size != len(options.periods))


def _chart(site: Site, options: ChartOptions) -> Iterator[str]:
    needed = {"pyramid": ["left", "right"], "scatter": ["indicator", "against"], "portfolio": ["indicator", "against"]}
    own = isinstance(options, OwnChartOptions)
    missing = [name for name in (["alt"] if own else needed.get(options.kind, ["indicator"])) if not getattr(options, name)]
    if missing:
        yield ", ".join(missing)
    elif options.kind == "pyramid" and len(options.left) != len(options.right):
        yield _unequal("left, right", len(options.left), len(options.right))
    elif options.kind == "strip" and sum(len(rows) > 1 for rows in site.geography.level_rows.values()) < 2:
        yield "strip: 2 levels"
    elif options.kind == "line" and options.indicator in site.figures and len(site.figures[options.indicator].periods) < 2:
        yield "line: 2 periods"


def _unequal(title: str, one: int, other: int) -> str:
    return f"{title}: {one} ≠ {other}"


def _near(word: str, choices: Sequence[str], option: str, site: Site) -> str:
    names = {area.name.casefold(): area.key for area in site.geography.areas} if option in AREAS else {}
    names |= {one.title.casefold(): one.id for one in site.register.indicators} if option in INDICATORS else {}
    return names.get(word.casefold()) or suggestion(word, choices)
