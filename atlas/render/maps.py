"""Maps as inline SVG: the choropleth with its legend, the map of links, the locator. Every area is a real link with a name that says its value."""

from collections import Counter
from html import escape
from itertools import pairwise

import numpy as np
from markupsafe import Markup

from atlas.base.language import translate, translate_count
from atlas.base.text import number, with_unit
from atlas.model.block import MapFigure, PlacesFigure
from atlas.model.finding import NO_CLASS
from atlas.model.map_view import Locator, MapView
from atlas.model.page import IndicatorPage
from atlas.model.panel import SIGNS, Codes, Floats, Status, rounded
from atlas.render import cells
from atlas.render.json_text import script_json

Mapped = IndicatorPage | MapFigure
"""What a map can be drawn from."""

PATTERNS = (
    '<defs><pattern id="_hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="blank" d="M0 0h9v9H0z"/>'
    '<path class="lines" d="M0 4.5h9"/></pattern><pattern id="_dots" width="10" height="10" patternUnits="userSpaceOnUse">'
    '<path class="blank" d="M0 0h10v10H0z"/><path class="spots" d="M5 5h0"/></pattern></defs>'
)
"""Hatching stands for confidential, dots for every other missing figure. Names with an underscore cannot meet an anchor of an author's heading."""


def choropleth(page: Mapped, root: str, language: str) -> Markup:
    """Draw the map of the latest period; `page.map` must be there. Areas without a class are hatched or dotted, never coloured."""
    view = _view(page)
    label = translate(language)("Map: {title}").format(title=page.indicator.title)
    return Markup(_svg(view, f"choropleth {ramp(len(view.breaks) + 1, view.diverging)}", label, PATTERNS, shapes(page, root, language)))


def shapes(page: Mapped, root: str, language: str) -> list[str]:
    """Draw every area of a map as a link in the colour of its class in the latest period."""
    view, spot = _view(page), page.latest
    classes, status = view.classes[:, spot].tolist(), view.status[:, spot].tolist()
    figures = cells.plain_all(view.values[:, spot], view.status[:, spot], page.indicator.decimals, language)
    spoken = [f", {place}" for place in _class_places(view, language)]
    signs = cells.status_words(language)
    drawn = []
    for area, code, figure, state in zip(view.areas, classes, figures, status, strict=True):
        said = f"{with_unit(figure, page.indicator.unit)}{spoken[code]}" if code != NO_CLASS else signs[state]
        words = f"{area.name}: {said}"
        drawn.append(f'<a href="{root}{area.href}" aria-label="{escape(words)}"{paint(code, state)}><path d="{area.path}"/></a>')
    return drawn


def link_map(view: MapView, root: str, language: str) -> Markup:
    """Draw a map whose areas lead to their profiles and say no more than their names."""
    shapes = [f'<a href="{root}{area.href}" aria-label="{escape(area.name)}"><path d="{area.path}"/></a>' for area in view.areas]
    label = translate(language)("Map: {title}").format(title=view.plural)
    return Markup(_svg(view, "links", label, "", shapes))


def measure(page: Mapped, language: str) -> str:
    """Say what the classes of a map measure."""
    indicator = page.indicator
    return (
        translate(language)("Share in {unit}").format(unit=indicator.unit)
        if indicator.kind == "share"
        else indicator.unit or indicator.title
    )


def legend(page: Mapped, language: str) -> Markup:
    """List the classes with their borders and the number of areas in each, then the signs of missing figures: those that occur in
    other periods only keep their room, unseen."""
    view, spot = _view(page), page.latest
    counts = Counter(
        code_of(code, state) for code, state in zip(view.classes[:, spot].tolist(), view.status[:, spot].tolist(), strict=True)
    )
    words = cells.status_words(language)
    entries = [(str(code), f'class="k{code}"', borders) for code, borders in enumerate(class_borders(page, language))]
    absent = [state for state in np.unique(view.status).tolist() if not cells.is_number(state)]
    entries += [(letter(state), f'fill="url(#{pattern(state)})"', f"{SIGNS[state]} {words[state]}") for state in absent]
    unseen = {letter(state): ' class="absent"' for state in absent if not counts[letter(state)]}
    items = "".join(
        f'<li data-k="{code}"{unseen.get(code, "")}><svg class="swatch" aria-hidden="true" width="28" height="18"><rect width="28" height="18" {paint}/></svg>'
        f'<span>{escape(meaning)}</span> <span class="count">{counts[code]}</span></li>'
        for code, paint, meaning in entries
    )
    return Markup(f'<ul class="legend {ramp(len(view.breaks) + 1, view.diverging)}">{items}</ul>')


def class_borders(page: Mapped, language: str) -> tuple[str, ...]:
    """Say the borders of each class in words, after its name if it has one; a class holds its lower border."""
    _ = translate(language)
    breaks = _view(page).breaks
    decimals = next(
        (few for few in range(page.indicator.decimals) if all(round(edge, few) == edge for edge in breaks)), page.indicator.decimals
    )
    edges = [number(edge, decimals, language) for edge in breaks]
    if not edges:
        return (_("all values"),)
    inner = (_("{low} to under {high}").format(low=low, high=high) for low, high in pairwise(edges))
    first = number(0, 0, language) if _view(page).zero else _("under {high}").format(high=edges[0])
    borders = (first, *inner, _("{low} and more").format(low=edges[-1]))
    names = page.indicator.classes.names
    return tuple(f"{name}: {words}" for name, words in zip(names, borders, strict=True)) if names else borders


def map_data(page: IndicatorPage, language: str) -> Markup:
    """Write what the map needs to show every period: a letter per area and period, the values, the whole's, and the words it speaks."""
    _ = translate(language)
    view = _view(page)
    data = {
        "keys": [area.key for area in view.areas],
        "names": [area.name for area in view.areas],
        "periods": page.periods,
        "dates": [cells.dated(period, page.indicator.reference_date) for period in page.periods],
        "latest": page.latest,
        "base": page.base,
        "codes": codes(view.classes, view.status),
        "values": rounded(view.values, page.indicator.decimals).tolist(),
        "marks": marks(view.values, view.status, page.indicator.decimals, language),
        "counts": _counts(page, language),
        "whole": rounded(np.array(page.whole.values), page.indicator.decimals).tolist() if page.whole is not None else [],
        "unit": page.indicator.unit,
        "decimals": page.indicator.decimals,
        "points": page.label.in_points,
        "classes": class_borders(page, language),
        "states": states(language),
        "words": {
            "class": _("class {k} of {n}"),
            "whole": page.whole_name,
            "counted": page.indicator.numerator_label,
            "above": _("{gap} above {place}"),
            "below": _("{gap} below {place}"),
            "equal": _("the same as {place}"),
            "change": _("{gap} since {period}"),
            "points": _("percentage points") if page.indicator.kind != "index" else _("points"),
            "profile": _("Open the profile"),
            "year": _("Year"),
            "play": _("Play the years"),
            "pause": _("Pause"),
            "closer": _("Closer"),
            "wider": _("Wider"),
            "all": _("Whole map"),
        },
    }
    return Markup(script_json(data))


def locator(view: Locator) -> Markup:
    """Draw where an area lies: the whole, the others, the parent darker, this one in the accent. Decoration: its caption says the same in words."""
    others = f'<path class="others" d="{"".join(view.others)}"/>' if view.others else ""
    parent = f'<path class="parent" d="{view.parent}"/>' if view.parent else ""
    edge = f'<path class="edge" d="{view.parent}"/>' if view.parent else ""
    return Markup(
        f'<svg class="locator" aria-hidden="true" viewBox="0 0 {view.width} {view.height}" width="{view.width}" height="{view.height}">'
        f'<path class="whole" d="{view.whole}"/>{parent}{others}{edge}<path class="own" d="{view.own}"/></svg>'
    )


def _svg(view: MapView, kind: str, label: str, definitions: str, shapes: list[str]) -> str:
    outlines = f'<path class="outline" d="{"".join(view.outlines)}"/>' if view.outlines else ""
    return (
        f'<svg class="areas {kind}" role="group" aria-label="{escape(label)}" viewBox="0 0 {view.width} {view.height}" width="{view.width}" height="{view.height}">'
        f"{definitions}{''.join(shapes)}{outlines}</svg>"
    )


def _class_places(view: MapView, language: str) -> list[str]:
    count = len(view.breaks) + 1
    return [translate(language)("class {k} of {n}").format(k=code + 1, n=count) for code in range(count)]


def ramp(count: int, diverging: bool) -> str:
    """Name the colours of a map's classes for the stylesheet: how many they are, and whether they run to both sides."""
    return f"of-{count}{' diverging' if diverging else ''}"


def paint(code: int, state: int) -> str:
    """Give the attribute that colours an area by its class, or patterns it by its status."""
    # An attribute, not a rule of the stylesheet: browsers disagree on what a fragment in a stylesheet refers to.
    return f' class="k{code}"' if code != NO_CLASS else f' fill="url(#{pattern(state)})"'


def pattern(state: int) -> str:
    """Name the pattern that stands for a missing figure."""
    return "_hatch" if state == Status.CONFIDENTIAL else "_dots"


def code_of(code: int, state: int) -> str:
    """Write a class as its number, a missing figure as the letter of its status."""
    return str(code) if code != NO_CLASS else letter(state)


def letter(state: int) -> str:
    """Give the letter of a status."""
    return chr(ord("A") + state)


def marks(values: Floats, status: Codes, decimals: int, language: str) -> dict[str, str]:
    """Write the figures that are more or less than a plain number (zero, nearly zero, with a small base) by `area.period`."""
    special = np.isin(status, [Status.ZERO, Status.BELOW_HALF, Status.LIMITED])
    return {
        f"{area}.{spot}": cells.plain(float(values[area, spot]), int(status[area, spot]), decimals, language)
        for area, spot in zip(*special.nonzero(), strict=True)
    }


def codes(classes: Codes, status: Codes) -> list[str]:
    """Write classes (areas × periods) as a text per period, a letter or digit for every area."""
    letters = np.where(classes != NO_CLASS, classes + ord("0"), status + ord("A")).astype(np.uint8)
    return [letters[:, spot].tobytes().decode("ascii") for spot in range(classes.shape[1])]


def states(language: str) -> dict[str, list[str]]:
    """Give the sign, the words and the pattern of every letter that stands for a missing figure."""
    words = cells.status_words(language)
    return {letter(state): [SIGNS[state], words[state], pattern(state)] for state in Status if not cells.is_number(state)}


def _counts(page: IndicatorPage, language: str) -> list[str]:
    """Write the counts behind the shares of the latest period in the order of the map's areas; empty where they are not known."""
    table = next(table for table in page.tables if table.plural == _view(page).plural)
    if page.indicator.kind != "share" or not table.numerator.size:
        return []
    words = cells.counts_all(table.numerator[:, page.latest], table.denominator[:, page.latest], language)
    found = dict(zip((area.key for area in table.areas), words, strict=True))
    return [found[area.key] for area in _view(page).areas]


def _view(page: Mapped) -> MapView:
    if page.map is None:
        raise ValueError(f"{page.indicator.id} has no map")
    return page.map


def counted_map(view: PlacesFigure, root: str, language: str) -> Markup:
    """Draw a map of links with the number of places in each area that has some."""
    counts = {area.key: count for area, _, _, count in view.counts}
    say = translate_count(language)
    shapes = []
    for area in view.map.areas:
        count = counts.get(area.key, 0)
        words = f"{area.name}: {say('{count} place', '{count} places', count).format(count=count)}" if count else area.name
        shapes.append(
            f'<a href="{root}{area.href}" aria-label="{escape(words)}"{" class=own" if count else ""}><path d="{area.path}"/></a>'
        )
    size = view.map.width // 20
    for _, x, y, count in view.counts:
        shapes.append(
            f'<text class="count" x="{x}" y="{y}" font-size="{size}" text-anchor="middle" dy="0.35em" aria-hidden="true">{count}</text>'
        )
    label = translate(language)("Map: {title}").format(title=view.map.plural)
    return Markup(_svg(view.map, "links places", label, "", shapes))
