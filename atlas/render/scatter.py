"""Two indicators side by side: a point for each area, drawn as links on a plain canvas."""

from html import escape

import numpy as np
from markupsafe import Markup

from atlas.base.text import number, round_half_up, with_unit
from atlas.model.analysis_page import AssociationPage
from atlas.model.page import IndicatorLabel

WIDTH, HEIGHT = 640, 460
LEFT, TOP, RIGHT, BOTTOM = 60, 16, 16, 62
"""The canvas and its margins."""

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
TICKS = 5


def scatter(page: AssociationPage, root: str, language: str) -> Markup:
    """Draw the points; every one is a link to the area's profile whose name says both figures."""
    columns, rows = ticks(min(page.xs), max(page.xs)), ticks(min(page.ys), max(page.ys))

    def across(value: float) -> float:
        return LEFT + (value - columns[0]) / (columns[-1] - columns[0]) * (WIDTH - LEFT - RIGHT)

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - (value - rows[0]) / (rows[-1] - rows[0]) * (HEIGHT - TOP - BOTTOM)

    grid = "".join(f"M{LEFT} {up(value):.1f}H{WIDTH - RIGHT}" for value in rows)
    grid += "".join(f"M{across(value):.1f} {TOP}V{HEIGHT - BOTTOM}" for value in columns)
    marks = [
        f'<text x="{across(value):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{_tick(value, language)}</text>'
        for value in columns
    ]
    marks += [f'<text x="{LEFT - 8}" y="{up(value) + 5:.1f}" text-anchor="end">{_tick(value, language)}</text>' for value in rows]
    points = []
    for area, x, y in zip(page.areas, page.xs, page.ys, strict=True):
        words = escape(f"{area.name}: {_figure(page.x, x, language)}; {_figure(page.y, y, language)}")
        points.append(
            f'<a href="{root}{area.href}" aria-label="{words}"><circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="6"/><title>{words}</title></a>'
        )
    names = (
        f'<text class="axis" x="{WIDTH - RIGHT}" y="{HEIGHT - 12}" text-anchor="end">{escape(_axis(page.x))} →</text>'
        f'<text class="axis" transform="translate(14 {TOP}) rotate(-90)" text-anchor="end">{escape(_axis(page.y))} →</text>'
    )
    return Markup(
        f'<svg class="scatter" role="group" aria-label="{escape(page.rule.title)}" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<path class="grid" d="{grid}"/>{"".join(marks)}{names}{"".join(points)}</svg>'
    )


def ticks(low: float, high: float) -> list[float]:
    """Give readable numbers at equal distances around a range, five or a few more."""
    span = high - low or abs(high) or 1.0
    power = 10.0 ** np.floor(np.log10(span / TICKS))
    step = next(factor * power for factor in STEPS if span / (factor * power) <= TICKS)
    first, last = np.floor(low / step), np.ceil(high / step)
    return [float(round(place * step, 10)) for place in np.arange(first, max(last, first + 1) + 1)]


def _tick(value: float, language: str) -> str:
    return number(value, 0 if value.is_integer() else 1, language)


def _figure(label: IndicatorLabel, value: float, language: str) -> str:
    return f"{label.title} {with_unit(number(round_half_up(value, label.decimals), label.decimals, language), label.unit)}"


def _axis(label: IndicatorLabel) -> str:
    return f"{label.title}, {label.unit}" if label.unit else label.title
