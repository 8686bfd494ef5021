"""Pages: a job and its template become HTML. What a template may call is listed here, once; the words of the interface come from the catalogues."""

from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from functools import cache, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import DictLoader, Environment, FileSystemBytecodeCache, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from atlas.base import digest
from atlas.base.diagnostics import AtlasError, Location, diagnostic
from atlas.base.language import translate, translate_count
from atlas.base.text import number, round_half_up, signed
from atlas.model.block import Block, FigureCell
from atlas.model.job import ChartJob, PageJob
from atlas.model.page import ChartView
from atlas.model.theme import Theme
from atlas.render import (
    ages,
    analyses,
    catalogue,
    cells,
    charts,
    citations,
    explorer,
    heat,
    kept,
    kinds,
    legal,
    maps,
    methods,
    prose,
    quality,
    reading,
    recipes,
    rows,
    scatter,
    tables,
    wording,
)

WAYS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.i18n"]}
"""How templates are read."""


class Templates(Environment):
    """All templates of a theme. None has words that others lack: the library would lay these over the shared ones anew for every page and every macro."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        assert d is None, "what a template may call is there for all of them"
        return self.globals


class Compiled(FileSystemBytecodeCache):
    """Templates that an earlier build compiled; the library sees by their source whether they are still right. Where nothing can be written, every build compiles."""

    def __init__(self) -> None:
        super().__init__(str(kept.folder() / f"templates-{digest.short(digest.of_value((version('jinja2'), repr(WAYS))))}"))

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


@cache
def open_templates(theme: Theme, language: str) -> Templates:
    """Open a theme's templates in one language; once per process."""
    environment = Templates(
        undefined=StrictUndefined,
        loader=DictLoader(dict(theme.templates)),
        auto_reload=False,
        bytecode_cache=Compiled(),
        cache_size=-1,
        **WAYS,
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    gettext = _gettext(language)
    environment.globals |= {"_": gettext, "gettext": gettext, "ngettext": _ngettext(language)}
    filters: dict[str, Callable[..., Any]] = {"number": _number, "signed": _signed, "day": cells.day}
    environment.filters |= {name: partial(function, language=language) for name, function in filters.items()}
    environment.globals |= {name: partial(function, language=language) for name, function in SPEAKING.items()}
    environment.globals |= SILENT | {"once": lru_cache(maxsize=256)(_once)}
    # Directives have templates of their own, which may show texts again.
    show = partial(_block, environment)
    environment.globals |= {name: partial(PROSE[name], language=language, show=show) for name in PROSE}
    return environment


def render_page(job: PageJob, templates: Templates) -> bytes:
    """Render a page as UTF-8. Raises AtlasError with file and line for a template that is wrong, or asks for what the job does not hold."""
    try:
        template = templates.get_template(job.template)
        return template.render(chrome=job.chrome, head=job.head, page=job.page, root=job.head.root).encode()
    except TemplateError as error:
        raise AtlasError([diagnostic("A510", _place(error, job.template), page=job.path, reason=error.message or error)]) from error


def _place(error: TemplateError, name: str) -> Location:
    """Find where a template went wrong: the error of its syntax says so itself, any other one stands in the innermost frame of a template."""
    if isinstance(error, TemplateSyntaxError):
        return Location(file=f"templates/{error.name or name}", line=error.lineno)
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return Location(file=f"templates/{name}", line=frames[-1].lineno or 0 if frames else 0)


def _once(macro: Callable[..., Markup], *values: Any) -> Markup:
    """Write a macro; what it gave is kept for the next page that gives it the same values."""
    return macro(*values)


def _gettext(language: str) -> Callable[..., Markup]:
    """Give what says the words of templates, with values in them. The library's own asks for the context, and copies it for every word within a block."""
    say = translate(language)

    @lru_cache(maxsize=4096)
    def constant(words: str) -> Markup:
        return _fill(say(words), {})

    def gettext(words: str, /, **values: Any) -> Markup:
        return _fill(say(words), values) if values else constant(words)

    return gettext


def _ngettext(language: str) -> Callable[..., Markup]:
    """Give what chooses between one and many, likewise."""
    choose = translate_count(language)

    def ngettext(one: str, many: str, count: int, /, **values: Any) -> Markup:
        return _fill(choose(one, many, count), {"num": count} | values)

    return ngettext


def _fill(words: str, values: Mapping[str, Any]) -> Markup:
    return Markup(words % {name: escape(value) for name, value in values.items()})


def _figure(view: Any, spot: int, label: Any, language: str) -> Markup:
    return Markup(cells.figure(view.values[spot], view.status[spot], view.flags[spot], label, language))


def _said_of(name: str, language: str) -> str:
    return wording.said_of(language).get(name, name)


def _amount(value: float, label: Any, language: str) -> Markup:
    return Markup(cells.figure(value, 0, 0, label, language))


def _number(value: float, decimals: int = 0, *, language: str) -> str:
    return number(round_half_up(value, decimals), decimals, language)


def _signed(value: float, decimals: int = 0, *, language: str) -> str:
    return signed(round_half_up(value, decimals), decimals, language)


def _block(environment: Environment, block: Block, number: str, root: str) -> str:
    return environment.get_template(block.template).render(block=block, view=block.view, number=number, root=root)


def _cells(cell: FigureCell, language: str, *, unit: bool = True) -> Markup:
    """Write a figure of a table."""
    text = cells.cell(cell.value, cell.status, cell.flags, cell.decimals, language)
    return Markup(text + (cells.unit(cell.unit) if unit and cells.is_number(cell.status) and cell.status != cells.ZERO else ""))


def _apart(value: float, label: Any, language: str) -> Markup:
    """Write how far two figures lie apart, without a sign."""
    if not label.in_points:
        return _amount(value, label, language)
    return Markup(f"{number(value, label.decimals, language)} {translate(language)('percentage points')}")


def _chart_picture(view: ChartView, language: str) -> Markup:
    """Draw a chart where it stands, with the words that tell what it shows."""
    drawn = charts.render_chart(ChartJob(path=view.image, language=language, chart=view.chart)).decode()
    return Markup(drawn.replace("<svg", f'<svg aria-label="{escape(view.alt)}"', 1))


def _chart_data(view: ChartView, language: str) -> Markup:
    return Markup(charts.chart_data(view.chart, language).replace("<", "\\u003c"))


SPEAKING: dict[str, Callable[..., Any]] = {
    "sentences": prose.sentences,
    "cells": _cells,
    "glance": rows.glance,
    "overview": rows.overview,
    "comparison": rows.comparison,
    "years": rows.years,
    "areas": tables.areas,
    "reading_help": reading.reading_help,
    "pyramid": ages.pyramid,
    "spread": tables.spread,
    "periods": tables.periods,
    "choropleth": maps.choropleth,
    "link_map": maps.link_map,
    "counted_map": maps.counted_map,
    "measure": maps.measure,
    "legend": maps.legend,
    "map_data": maps.map_data,
    "class_reason": methods.class_reason,
    "method_sections": methods.method_sections,
    "coverage": quality.coverage,
    "quality": quality.quality,
    "gaps": quality.gaps,
    "steps": recipes.steps,
    "components": recipes.components,
    "contributions": recipes.contributions,
    "sensitivity": recipes.sensitivity,
    "citation": citations.citation,
    "citation_formats": citations.formats,
    "explorer_map": explorer.explorer_map,
    "explorer_data": explorer.explorer_data,
    "small_words": explorer.small_words,
    "heat": heat.heat,
    "side_by_side": heat.side_by_side,
    "signs": heat.signs,
    "checked_rules": legal.checked_rules,
    "checked_when": legal.checked_when,
    "known_gaps": legal.known_gaps,
    "templates_checked": legal.templates_checked,
    "kinds_map": kinds.kinds_map,
    "kinds_legend": kinds.kinds_legend,
    "scatter": scatter.scatter,
    "typology_steps": analyses.typology_steps,
    "selection_words": analyses.selection_words,
    "criterion_words": analyses.criterion_words,
    "watch_words": analyses.watch_words,
    "segregation_words": analyses.segregation_words,
    "association_words": analyses.association_words,
    "parts_of": analyses.parts_of,
    "no_index": analyses.no_index,
    "position_strip": analyses.position_strip,
    "estimate": analyses.estimate,
    "figure": _figure,
    "said_of": _said_of,
    "phrase": cells.phrase,
    "amount": _amount,
    "apart": _apart,
    "chart_data": _chart_data,
    "chart_picture": _chart_picture,
}
"""Functions that write in the page's language."""

PROSE: dict[str, Callable[..., Any]] = {"prose": prose.prose, "sections": prose.sections}
"""Functions that write texts with directives."""

SILENT: dict[str, Any] = {
    "dataset": catalogue.dataset,
    "edition_dataset": catalogue.edition_dataset,
    "citation_metadata": citations.metadata,
    "contents": prose.contents,
    "locator": maps.locator,
    "patterns": Markup(maps.PATTERNS),
    "small_map": explorer.small_map,
    "symbol": explorer.symbol,
    "kinds": explorer.kinds,
    "small_shapes": explorer.small_shapes,
    "swatch": kinds.swatch,
    "type_areas": analyses.type_areas,
    "dated": cells.dated,
    "short_date": cells.short_date,
    "short_tables": tables.short_tables,
}
"""Functions that need no language."""
