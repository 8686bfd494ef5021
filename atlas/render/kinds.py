"""Maps of kinds: types, selected areas. Colours tell kinds apart and judge none; hatching lies over areas that were of another kind before."""

from collections import Counter
from html import escape

from markupsafe import Markup

from atlas.base.language import translate
from atlas.model.analysis import NO_TYPE
from atlas.model.analysis_page import TypeMap

CHANGED = '<pattern id="_changed" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="moved" d="M0 4h8"/></pattern>'


def kinds_map(view: TypeMap, root: str, language: str) -> Markup:
    """Draw the areas by kind; each is a link whose name says its kind, and whether it changed."""
    shapes = [
        f'<a href="{root}{area.href}" aria-label="{escape(_spoken(view, place, language))}" class="{_paint(view, place)}"><path d="{area.path}"/></a>'
        for place, area in enumerate(view.areas)
    ]
    moved = "".join(area.path for area, changed in zip(view.areas, view.changed, strict=True) if changed)
    over = f'<path class="over" fill="url(#_changed)" d="{moved}"/>' if moved else ""
    outlines = f'<path class="outline" d="{"".join(view.outlines)}"/>' if view.outlines else ""
    label = translate(language)("Map: {title}").format(title=view.plural)
    return Markup(
        f'<svg class="areas kinds {view.palette}" role="group" aria-label="{escape(label)}" viewBox="0 0 {view.width} {view.height}" width="{view.width}" '
        f'height="{view.height}"><defs>{CHANGED}</defs>{"".join(shapes)}{over}{outlines}</svg>'
    )


def kinds_legend(view: TypeMap, language: str) -> Markup:
    """List the kinds with the number of areas in each, then what has no kind, and what hatching means."""
    say, counts = translate(language), Counter(view.codes)
    entries = [
        (f'class="t{number if view.faint in (-1, number) else "f"}"', escape(title), counts[number])
        for number, title in enumerate(view.kinds)
        if view.faint in (-1, number)
    ]
    if view.faint >= 0:
        entries.append(
            ('class="tf"', escape(say("other types")), sum(counts[number] for number in range(len(view.kinds))) - counts[view.faint])
        )
    if counts[NO_TYPE]:
        entries.append(('class="tn"', escape(say("not assigned, because figures are missing")), counts[NO_TYPE]))
    if any(view.changed):
        words = say("hatched: another type than in {period}").format(period=view.since)
        entries.append(('fill="url(#_changed)" class="th"', escape(words), sum(view.changed)))
    items = "".join(
        f'<li><svg class="swatch" aria-hidden="true" width="28" height="18"><rect width="28" height="18" {paint}/></svg>'
        f'<span>{meaning}</span> <span class="count">{count}</span></li>'
        for paint, meaning, count in entries
    )
    return Markup(f'<ul class="legend {view.palette}">{items}</ul>')


def swatch(number: int) -> Markup:
    """Draw the colour of a kind, beside its name."""
    return Markup(f'<svg class="swatch" aria-hidden="true" width="18" height="14"><rect width="18" height="14" class="t{number}"/></svg>')


def _paint(view: TypeMap, place: int) -> str:
    code = view.codes[place]
    if code == NO_TYPE:
        return "tn"
    return f"t{code}" if view.faint in (-1, code) else "tf"


def _spoken(view: TypeMap, place: int, language: str) -> str:
    say, code = translate(language), view.codes[place]
    kind = view.kinds[code] if code != NO_TYPE else say("not assigned, because figures are missing")
    changed = f", {say('another type than in {period}').format(period=view.since)}" if view.changed[place] else ""
    return f"{view.areas[place].name}: {kind}{changed}"
