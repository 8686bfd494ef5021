"""Micro graphics beside a number: the position strip, the sparkline, the bar. Drawn as text, in microseconds; each has its twin in words or in a table."""

import math
from collections.abc import Sequence

from atlas.base.language import translate
from atlas.base.text import number, round_half_up
from atlas.model.job import IndicatorLabel, Strip
from atlas.model.panel import Flag, Series
from atlas.render.cells import heard

SPAN = 1000
"""Width of a strip and of a sparkline in units of their canvases."""

DEPTH = 240
"""Height of a sparkline in the same units."""

WEDGE = '<path d="M-5 0H5L0 7z"/>'


def strip(view: Strip, position: int, label: IndicatorLabel, language: str) -> str:
    """Draw the place of an area (`position`, 0 to 1000, -1 = not shown) among all areas: a tick each, a wedge for the whole, a dot for this one.

    The ends of the scale follow as text.
    """
    low, high = (number(round_half_up(end, label.decimals), label.decimals, language) for end in (view.low, view.high))
    whole = f'<svg class="whole" x="{view.whole / 10:g}%" y="0">{WEDGE}<path d="M0 7V23"/></svg>' if view.whole >= 0 else ""
    own = f'<circle class="own" cx="{position / 10:g}%" cy="15" r="5.5"/>' if position >= 0 else ""
    spoken = heard(translate(language)("{count} {plural} from {low} to {high}").format(count=view.count, plural=view.plural, low=low, high=high))
    return (
        '<svg class="strip" aria-hidden="true" height="24"><path class="line" d="M0 15H9999"/>'
        f'<svg viewBox="0 0 {SPAN} 20" preserveAspectRatio="none" y="5" height="20"><path class="ticks" d="{view.ticks}"/></svg>{whole}{own}</svg>'
        f'{spoken}<span class="ends" aria-hidden="true"><span>{low}</span><span>{high}</span></span>'
    )


def sparkline(own: Series, whole: Series | None) -> str:
    """Draw an area's development, the whole's thin beside it on the same scale; gaps stay gaps, a break in the series is a thin rule. Empty without a line."""
    mine = own.values
    theirs = whole.values if whole is not None else ()
    known = [value for value in (*mine, *theirs) if not math.isnan(value)]
    if sum(not math.isnan(value) for value in mine) < 2:
        return ""
    low, high = min(known), max(known)
    reference = f'<path class="whole" d="{_line(theirs, low, high)}"/>' if whole is not None else ""
    breaks = "".join(f"M{_along(spot, len(mine))} 0V{DEPTH}" for spot, flag in enumerate(own.flags) if flag & Flag.BREAK and spot)
    rule = f'<path class="break" d="{breaks}"/>' if breaks else ""
    last = max(spot for spot, value in enumerate(mine) if not math.isnan(value))
    end = f"M{_along(last, len(mine))} {_up(mine[last], low, high)}h0"
    return (
        f'<svg class="spark" aria-hidden="true" viewBox="-40 -40 {SPAN + 80} {DEPTH + 80}" width="108" height="32">'
        f'{rule}{reference}<path class="own" d="{_line(mine, low, high)}"/><path class="end" d="{end}"/></svg>'
    )


def bar(value: float, whole: float, low: float, high: float) -> str:
    """Draw a value as a bar from zero on a scale from `low` to `high` (which hold zero), the whole as a line across; nothing for NaN."""
    span = high - low
    if math.isnan(value) or span <= 0:
        return ""
    start, end = sorted(((0 - low) / span * 100, (value - low) / span * 100))
    line = f'<svg x="{(whole - low) / span * 100:.4g}%" overflow="visible"><path d="M0 1V17"/></svg>' if not math.isnan(whole) else ""
    return f'<svg class="bar" aria-hidden="true" height="18"><rect x="{start:.4g}%" width="{end - start:.4g}%" y="4" height="10"/>{line}</svg>'


def _line(values: Sequence[float], low: float, high: float) -> str:
    parts: list[str] = []
    drawing = False
    for spot, value in enumerate(values):
        if math.isnan(value):
            drawing = False
            continue
        place = f"{_along(spot, len(values))} {_up(value, low, high)}"
        parts.append(f"L{place}" if drawing else f"M{place}h0")
        drawing = True
    return "".join(parts)


def _along(spot: int, count: int) -> int:
    return round(spot * SPAN / max(count - 1, 1))


def _up(value: float, low: float, high: float) -> int:
    return round((high - value) / (high - low) * DEPTH) if high > low else DEPTH // 2
