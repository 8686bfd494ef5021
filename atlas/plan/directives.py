"""Directives resolved: each becomes a block that holds exactly what it shows. One small function per directive; those with figures are in `plan.blocks`."""

import math
import posixpath
from collections.abc import Callable, Mapping
from typing import Any

from atlas.model import block as views
from atlas.model.directive import (
    Captioned,
    Directive,
    DownloadOptions,
    IncludeOptions,
    MatrixOptions,
    MethodOptions,
    ProcessOptions,
    ScenarioOptions,
    SwotOptions,
    ThemeOptions,
    TypologyOptions,
)
from atlas.model.document import Document
from atlas.model.frame import Link
from atlas.model.prose import Prose
from atlas.model.quality_view import Method
from atlas.plan import blocks
from atlas.plan.analyses import future_of, scenario_view
from atlas.plan.charts import chart_block
from atlas.plan.desk import Desk
from atlas.plan.quality import method
from atlas.plan.typologies import type_map

NUMBERED = {"map": "figure", "typology": "figure", "chart": "figure", "places": "figure", "process": "figure"}
"""Directives that are figures; the others that bear a caption are tables."""


def blocks_of(desk: Desk, document: Document) -> Mapping[int, views.Block]:
    """Make what the directives of a document become, by their number; without those whose names check could not find."""
    made = ((directive.number, _block(desk, document, directive)) for directive in document.directives)
    return {number: block for number, block in made if block}


def _block(desk: Desk, document: Document, directive: Directive) -> views.Block | None:
    options = directive.options
    templates = {one.name: one.template for one in desk.site.theme.directives}
    try:
        view = _theirs(desk, document, options) if isinstance(options, ThemeOptions) else MAKERS[directive.name](desk, document, options)
    except LookupError:
        return None
    caption = options.caption if isinstance(options, Captioned) else ""
    return views.Block(
        name=directive.name,
        template=templates.get(directive.name, f"directives/{directive.name}.html"),
        numbered=NUMBERED.get(directive.name, "table") if caption else "",
        id=options.id if isinstance(options, Captioned) else "",
        caption=desk.addresses.prose(document, caption) if caption else None,
        view=view,
    )


def _typology(desk: Desk, _document: Document, options: TypologyOptions) -> views.TypologyFigure:
    typology = {one.rule.id: one for one in desk.site.analyses.typologies}[options.typology]
    names = [entry.id for entry in typology.rule.types]
    return views.TypologyFigure(
        map=type_map(desk, typology, names.index(options.type) if options.type in names else -1),
        period=typology.periods[-1] if typology.periods else "",
        page=Link(title=typology.rule.title, href=desk.routes.typology(typology.rule.id)),
    )


def _matrix(desk: Desk, document: Document, options: MatrixOptions) -> views.WordTable:
    return views.WordTable(
        corner=options.corner,
        columns=_all(desk, document, options.columns),
        rows=tuple(
            views.WordRow(head=desk.addresses.prose(document, row.title), cells=_all(desk, document, row.cells)) for row in options.rows
        ),
    )


def _swot(desk: Desk, document: Document, options: SwotOptions) -> views.Swot:
    return views.Swot(
        strengths=_all(desk, document, options.strengths),
        weaknesses=_all(desk, document, options.weaknesses),
        opportunities=_all(desk, document, options.opportunities),
        threats=_all(desk, document, options.threats),
    )


def _process(desk: Desk, document: Document, options: ProcessOptions) -> views.Process:
    steps = (
        views.ProcessStep(
            title=desk.addresses.prose(document, step.title),
            text=desk.addresses.prose(document, step.text) if step.text else None,
            who=step.who,
        )
        for step in options.steps
    )
    return views.Process(order=options.order, steps=tuple(steps))


def _scenario(desk: Desk, document: Document, options: ScenarioOptions) -> views.Scenarios:
    if options.scenario:
        return _analysed(desk, document, options.scenario)
    rows = (
        views.ScenarioRow(
            title=desk.addresses.prose(document, variant.title),
            assumptions=_all(desk, document, variant.assumptions),
            amounts=variant.values,
        )
        for variant in options.variants
    )
    return views.Scenarios(unit=options.unit, decimals=options.decimals, periods=options.periods, rows=tuple(rows), source=options.source)


def _analysed(desk: Desk, document: Document, name: str) -> views.Scenarios:
    """Show scenarios of the file of analyses: the words and values of their page."""
    found = {one.id: one for one in desk.site.analyses.scenarios}[name]
    label, periods = blocks.board_of(desk, found.indicator).label, future_of(found)
    rows = (
        views.ScenarioRow(
            title=desk.addresses.prose(document, variant.title),
            assumptions=(desk.addresses.prose(document, variant.assumption),),
            amounts=tuple(dict(variant.values).get(period, math.nan) for period in periods),
        )
        for variant in found.variants
    )
    return views.Scenarios(
        unit=label.unit,
        decimals=label.decimals,
        periods=periods,
        rows=tuple(rows),
        source=found.source,
        page=Link(title=found.title, href=desk.routes.analysis(found.id)),
        chart=scenario_view(desk, found),
    )


def _download(desk: Desk, _document: Document, options: DownloadOptions) -> views.Downloads:
    titles = {board.indicator.id: board.indicator.title for board in desk.boards}
    areas = [desk.geography.areas[desk.geography.rows[key]] for key in options.areas]
    levels = {level.id: level for level in desk.geography.levels}
    return views.Downloads(
        links=(
            *(Link(title=titles[one], href=desk.routes.indicator_table(one), note="CSV") for one in options.indicators),
            *(Link(title=area.name, href=desk.routes.area_table(area), note="CSV") for area in areas),
            *(Link(title=desk.geography.heading(levels[one]), href=desk.routes.shapes(one), note="GeoJSON") for one in options.levels),
        )
    )


def _include(desk: Desk, document: Document, options: IncludeOptions) -> views.Passage:
    file = posixpath.normpath(posixpath.join(posixpath.dirname(document.file), options.file))
    passage = {one.file: one for one in desk.site.documents if one.kind == "passage"}[file]
    return views.Passage(body=desk.addresses.prose(passage, passage.body, desk.blocks(passage)))


def _method(desk: Desk, _document: Document, _options: MethodOptions) -> Method:
    return method(desk)


def _theirs(desk: Desk, document: Document, options: ThemeOptions) -> views.ThemeBlock:
    def value(name: str, given: str | float | bool | tuple[str, ...]) -> str | float | bool | tuple[str, ...] | Prose:
        return desk.addresses.prose(document, given) if name in options.markdown and isinstance(given, str) else given

    return views.ThemeBlock(values=tuple((name, value(name, given)) for name, given in options.values))


def _all(desk: Desk, document: Document, texts: tuple[str, ...]) -> tuple[Prose, ...]:
    return tuple(desk.addresses.prose(document, text) for text in texts)


MAKERS: Mapping[str, Callable[[Desk, Document, Any], views.BlockView]] = {
    "map": blocks.map_figure,
    "chart": chart_block,
    "typology": _typology,
    "table": blocks.figure_table,
    "profile-card": blocks.card,
    "compare": blocks.compare,
    "places": blocks.places,
    "goals": blocks.goals,
    "matrix": _matrix,
    "swot": _swot,
    "process": _process,
    "scenario": _scenario,
    "download": _download,
    "include": _include,
    "method": _method,
}
