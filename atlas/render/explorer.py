"""The map explorer: its static maps, and the scripts that hold shapes and figures. Every script adds to `window.atlasMaps`, because pages opened from a
folder may load nothing but scripts."""

import json
import math
from html import escape
from itertools import groupby
from typing import Any

import numpy as np
from markupsafe import Markup

from atlas.base.language import translate
from atlas.base.text import signed, with_unit
from atlas.model.analysis import NO_TYPE
from atlas.model.explorer import (
    ComparisonPage,
    CoursesScriptJob,
    ExplorerPage,
    IndicatorChoice,
    IndicatorScriptJob,
    LevelFigures,
    LevelScriptJob,
    SmallMap,
    TypesScriptJob,
)
from atlas.model.finding import NO_CLASS
from atlas.model.page import IndicatorPage
from atlas.model.panel import Codes, Floats, Status, rounded
from atlas.model.surroundings import Place, Surroundings
from atlas.render import cells, maps
from atlas.render.json_text import json_text, script_json
from atlas.render.methods import class_reason

CHANGE_DECIMALS = 1
"""Of a change in per cent."""

NARROW, WIDE = 8, 60
"""The radius of the largest symbol, in units of the canvas: few areas have room for large ones."""

ROOM = 380
"""Largest symbol × square root of the number of areas."""

SHAPES = ("M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z", "M-6-6h12v12h-12z", "M0-8L8 6H-8z", "M0-8L8 0L0 8L-8 0z", "M0 8L8-6H-8z")
"""Symbols of places: circle, square, triangle, diamond, triangle upside down."""

HATCHES = (
    '<defs><pattern id="_rise" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(90)"><path class="strokes" d="M0 6h12"/></pattern>'
    '<pattern id="_fall" width="12" height="12" patternUnits="userSpaceOnUse"><path class="strokes" d="M0 6h12"/></pattern></defs>'
)
"""Hatching for change, over the colours of the classes: upright for a rise, lying for a fall, so that neither is taken for what is confidential."""


def explorer_map(page: ExplorerPage, root: str, language: str) -> Markup:
    """Draw the map that stands there without a script, and that the script takes over."""
    first = page.first
    assert first is not None
    assert first.map is not None
    view = first.map
    label = translate(language)("Map: {title}").format(title=first.indicator.title)
    return Markup(
        f'<svg class="areas choropleth {maps.ramp(len(view.breaks) + 1, view.diverging)}" role="group" aria-label="{escape(label)}" '
        f'viewBox="0 0 {view.width} {view.height}" width="{view.width}" height="{view.height}">{maps.PATTERNS}{HATCHES}'
        f'{_layers(page.surroundings, under=True)}<g data-areas>{"".join(maps.shapes(first, root, language))}</g><g data-over aria-hidden="true">'
        f'<path class="outline" d="{"".join(view.outlines)}"/></g>{_context(page.surroundings)}</svg>'
    )


def small_shapes(page: ExplorerPage) -> Markup:
    """Write the shapes that the small maps share, once."""
    paths = "".join(f'<path id="_a{place}" d="{path}"/>' for place, path in enumerate(page.shapes))
    return Markup(f'<svg class="vh" aria-hidden="true" width="0" height="0"><defs>{paths}<path id="_whole" d="{page.whole}"/></defs></svg>')


def small_map(page: ExplorerPage, one: SmallMap) -> Markup:
    """Draw a small map: the areas of each class together; for a count a symbol in each area."""
    return Markup(
        f'<svg class="small-map {maps.ramp(one.breaks + 1, one.diverging)}" aria-hidden="true" viewBox="0 0 {page.width} {page.height}" '
        f'width="{page.width}" height="{page.height}">{_symbols(page, one) if one.values else _classes(one)}</svg>'
    )


def small_words(one: SmallMap, language: str) -> str:
    """Say between which figures a small map runs; empty without any."""
    if math.isnan(one.low):
        return ""
    low, high = (cells.plain(value, cells.OK, one.label.decimals, language) for value in (one.low, one.high))
    return with_unit(translate(language)("{low} to {high}").format(low=low, high=high), one.label.unit)


def explorer_data(page: ExplorerPage | ComparisonPage, language: str) -> Markup:
    """Write what the scripts of the explorer and the comparison need from the start: the addresses of all others, and the words they speak."""
    data = {
        "level": page.level,
        "indicator": page.first.indicator.id if isinstance(page, ExplorerPage) and page.first else "",
        "core": [] if isinstance(page, ExplorerPage) else [column.label.id for column in page.columns],
        "areas": [] if isinstance(page, ExplorerPage) else [area.key for area in page.areas],
        "levels": {level.id: level.script for level in page.levels},
        "indicators": {one.id: [one.script, one.href] for one in _choices(page)},
        "whole": page.whole_name,
        "comparison": page.comparison if isinstance(page, ExplorerPage) else page.explorer,
        "states": maps.states(language),
        "words": _words(language),
    }
    return Markup(script_json(data))


def render_level(job: LevelScriptJob) -> bytes:
    """Write a level's shapes: `[key, name, address, path, parent, x, y, [left, right, above, below]]` per area."""
    areas = [
        [area.key, area.name, area.href, area.path, parent, *anchor, near]
        for area, parent, anchor, near in zip(job.areas, job.parents, job.anchors, job.neighbours, strict=True)
    ]
    radius = min(WIDE, max(NARROW, round(ROOM / math.sqrt(len(areas)))))
    return _script("levels", job.id, {"size": [job.width, job.height], "radius": radius, "outline": "".join(job.outlines), "areas": areas})


def render_indicator(job: IndicatorScriptJob) -> bytes:
    """Write an indicator's figures: what its legend says, and per level values, codes and changes (areas × periods)."""
    page, language = job.page, job.language
    view, indicator = page.map, page.indicator
    assert view is not None
    decimals = indicator.decimals if page.label.in_points else CHANGE_DECIMALS
    data = {
        "title": indicator.title,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "measure": maps.measure(page, language),
        "source": indicator.source,
        "periods": page.periods,
        "dates": [cells.dated(period, indicator.reference_date) for period in page.periods],
        "latest": page.latest,
        "base": page.base,
        "classes": maps.class_borders(page, language),
        "ramp": maps.ramp(len(view.breaks) + 1, view.diverging),
        "reason": class_reason(page, language),
        "whole": rounded(np.array(page.whole.values), indicator.decimals).tolist() if page.whole is not None else [],
        "points": page.label.in_points,
        "change": _changes(job.steps, decimals, page, language),
        "levels": {level.id: _level(level, page, job.steps, decimals, language) for level in job.levels},
    }
    return _script("indicators", indicator.id, data)


def render_types(job: TypesScriptJob) -> bytes:
    """Write the type of every area as a digit (or a small letter, from the eleventh on) per period; the other script texts as for an indicator."""
    _ = translate(job.language)
    marks = np.array([np.base_repr(code, 36).lower() for code in range(len(job.types))] + [maps.letter(Status.UNKNOWN)])
    signs = marks[np.minimum(job.codes, len(job.types))]
    before = job.codes[:, [max(job.base, 0)]]
    moved = (job.base >= 0) & (before != job.codes) & (before != NO_TYPE) & (job.codes != NO_TYPE)
    data = {
        "title": job.title,
        "kind": "types",
        "unit": "",
        "measure": _("Types"),
        "source": job.source or _("own analysis"),
        "periods": job.periods,
        "dates": job.periods,
        "latest": len(job.periods) - 1,
        "base": job.base,
        "classes": [kind.title for kind in job.types],
        "links": [kind.href for kind in job.types],
        "ramp": "types",
        "reason": _("Colours tell types apart and judge none."),
        "whole": [],
        "change": {},
        "levels": {
            job.level: {
                "reason": "",
                "codes": ["".join(column) for column in signs.T.tolist()],
                "changes": [],
                "steps": ["".join(column) for column in np.where(moved, "1", "0").T.tolist()],
            }
        },
    }
    return _script("indicators", job.id, data)


def render_courses(job: CoursesScriptJob) -> bytes:
    """Write where development charts find their figures, and the words they speak."""
    _ = translate(job.language)
    data = {
        "whole": job.whole_name,
        "levels": dict(job.levels),
        "indicators": {href: [name, script] for href, name, script in job.indicators},
        "words": {"beside": _("Another area beside it:"), "course": _words(job.language)["course"]},
    }
    return f"(window.atlasMaps=window.atlasMaps||{{levels:{{}},indicators:{{}}}}).courses={script_json(data)};\n".encode()


def symbol(number: int, x: int = 9, y: int = 9) -> Markup:
    """Draw the symbol of the n-th kind of places; after the last shape the first comes again, filled the other way."""
    look = "place" if number // len(SHAPES) % 2 == 0 else "place open"
    return Markup(f'<path class="{look}" transform="translate({x} {y})" d="{SHAPES[number % len(SHAPES)]}"/>')


def kinds(page: ExplorerPage) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """Give the places by kind, kinds with points first: they have a symbol, by their number."""
    return _by_kind(page.surroundings)


def _by_kind(around: Surroundings) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    groups = [(kind, tuple(places)) for kind, places in groupby(around.places, key=lambda place: place.kind)]
    return tuple(sorted(groups, key=lambda group: not any(place.point for place in group[1])))


def _context(around: Surroundings) -> str:
    """Draw layers and places over the areas; their legend and list stand beside the map."""
    groups = "".join(
        f'<g data-layer="{len(around.layers) + number}">{"".join(symbol(number, *place.point) for place in places if place.point)}</g>'
        for number, (_kind, places) in enumerate(_by_kind(around))
    )
    return f'<g class="context" aria-hidden="true">{_layers(around, under=False)}{groups}</g>'


def _layers(around: Surroundings, *, under: bool) -> str:
    """Draw the layers that belong under the areas, or those over them."""
    return "".join(
        f'<g class="layer {layer.kind}" data-layer="{number}" aria-hidden="true">'
        f'<path class="surface" d="{layer.surfaces}"/><path class="line" d="{layer.lines}"/></g>'
        for number, layer in enumerate(around.layers)
        if layer.under == under
    )


def _choices(page: ExplorerPage | ComparisonPage) -> tuple[IndicatorChoice, ...]:
    """Give all indicators that can be chosen, and on the map the typologies."""
    types = page.types if isinstance(page, ExplorerPage) else ()
    return (*(one for theme in page.themes for one in theme.indicators), *types)


def _script(kind: str, name: str, data: Any) -> bytes:
    return f"(window.atlasMaps=window.atlasMaps||{{levels:{{}},indicators:{{}}}}).{kind}[{json.dumps(name)}]={json_text(data)};\n".encode()


def _classes(one: SmallMap) -> str:
    groups: dict[str, list[int]] = {}
    for place, (code, state) in enumerate(zip(one.classes, one.status, strict=True)):
        groups.setdefault(maps.paint(code, state), []).append(place)
    used = {look: "".join(f'<use href="#_a{place}"/>' for place in places) for look, places in groups.items()}
    return "".join(f"<g{look}>{uses}</g>" for look, uses in used.items())


def _symbols(page: ExplorerPage, one: SmallMap) -> str:
    largest = max(value for value in (*one.values, 0.0) if not math.isnan(value)) or 1.0
    radius = min(WIDE, max(NARROW, round(ROOM / math.sqrt(len(one.values)))))
    circles = "".join(
        f'<circle cx="{x}" cy="{y}" r="{radius * math.sqrt(value / largest):.1f}"/>'
        for (x, y), value in zip(page.anchors, one.values, strict=True)
        if value > 0
    )
    return f'<use class="land" href="#_whole"/><g class="symbols">{circles}</g>'


def _level(level: LevelFigures, page: IndicatorPage, steps: tuple[float, ...], decimals: int, language: str) -> dict[str, Any]:
    moved = level.development
    return {
        "reason": level.reason,
        "values": rounded(level.values, page.indicator.decimals).tolist(),
        "codes": maps.codes(level.classes, level.status),
        "marks": maps.marks(level.values, level.status, page.indicator.decimals, language),
        "changes": rounded(moved, decimals).tolist() if steps else [],
        "steps": _steps(moved, steps, decimals, level.status) if steps else [],
    }


def _steps(moved: Floats, steps: tuple[float, ...], decimals: int, status: Codes) -> list[str]:
    """Sort changes into their classes as they are printed; a change that cannot be told is not known, or as secret as the figure."""
    scale = 10.0**decimals
    classes = np.searchsorted(np.array(steps), np.rint(moved * scale) / scale, side="right").astype(np.uint8)
    secret = np.where(status == Status.CONFIDENTIAL, status, np.uint8(Status.UNKNOWN))
    return maps.codes(np.where(np.isnan(moved), np.uint8(NO_CLASS), classes), secret)


def _changes(steps: tuple[float, ...], decimals: int, page: IndicatorPage, language: str) -> dict[str, Any]:
    """Say the classes of change in words; empty if there are none."""
    if not steps:
        return {}
    _ = translate(language)
    unit = "%" if not page.label.in_points else _("percentage points") if page.indicator.kind != "index" else _("points")
    few = next((few for few in range(decimals) if all(round(edge, few) == edge for edge in steps)), decimals)
    edges = [signed(edge, few, language) for edge in steps]
    words = [
        _("by more than {edge}").format(edge=edges[0]),
        _("{low} to {high}").format(low=edges[0], high=edges[1]),
        _("hardly changed"),
        _("{low} to {high}").format(low=edges[2], high=edges[3]),
        _("by more than {edge}").format(edge=edges[3]),
    ]
    return {"unit": unit, "decimals": decimals, "classes": words}


def _words(language: str) -> dict[str, str]:
    _ = translate(language)
    return {
        "class": _("class {k} of {n}"),
        "above": _("{gap} above {place}"),
        "below": _("{gap} below {place}"),
        "equal": _("the same as {place}"),
        "change": _("{gap} since {period}"),
        "points": _("percentage points"),
        "plain": _("points"),
        "profile": _("Open the profile"),
        "play": _("Play the years"),
        "pause": _("Pause"),
        "step": _("Next year"),
        "add": _("Compare"),
        "remove": _("Do not compare"),
        "indicator": _("Indicator"),
        "course": _("{name}: {first} in {start}, {last} in {end}"),
        "full": _("Five areas can be compared."),
        "value": _("Value"),
        "development": _("Change since {period}"),
        "hatched": _("{change}, as hatching"),
        "rise": _("risen noticeably since {period}"),
        "other": _("another type than in {period}"),
        "fall": _("fallen noticeably since {period}"),
        "map": _("Map: {title}"),
        "same": _("Circles: their area stands for the number."),
        "fixed": _("Class borders are the same for all years."),
    }
