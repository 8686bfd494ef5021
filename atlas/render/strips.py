"""Micro graphics beside a number: the position strip, the sparkline, the bar. Drawn as text, in microseconds; each has its twin in words or in a table."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from operator import eq

from atlas.base.language import translate
from atlas.base.text import number, round_half_up
from atlas.model.page import IndicatorLabel, Strip
from atlas.model.panel import Flag, Series
from atlas.render.cells import heard

SPAN = 1000
"""Width of a strip and of a sparkline in units of their canvases."""

DEPTH = 240
"""Height of a sparkline in the same units."""

BREAK = int(Flag.BREAK)
"""As a plain number: an enumeration answers ten times slower, and every line of every profile asks."""

WEDGE = '<path d="M-5 0H5L0 7z"/>'


def strip(view: Strip, position: int, label: IndicatorLabel, language: str) -> str:
    """Draw the place of an area (`position`, 0 to 1000, -1 = not shown) among all areas: a tick each, a wedge for the whole, a dot for this one.

    The ends of the scale follow as text.
    """
    before, after = _frame(view, label.decimals, language)
    own = f'<circle class="own" cx="{position / 10:g}%" cy="15" r="5.5"/>' if position >= 0 else ""
    return f"{before}{own}{after}"


def sparkline(own: Series, whole: Series | None) -> str:
    """Draw an area's development, the whole's thin beside it on the same scale; gaps stay gaps, a break in the series is a thin rule. Empty without a line."""
    thin = () if whole is None else whole.values
    values = (*thin, *own.values)
    known = tuple(map(eq, values, values))  # what is not a number does not equal itself
    if known[len(thin) :].count(True) < 2:
        return ""
    figures = tuple(compress(values, known))
    high = max(figures)
    low = min(figures)
    # A line that never moves runs through the middle.
    high, scale = (high, DEPTH / (high - low)) if high > low else (high + DEPTH / 2, 1.0)
    depths = [round((high - value) * scale) for value in figures]
    return _drawing(known, len(thin), own.flags) % (*depths, depths[-1])


def bar(value: float, whole: float, low: float, high: float) -> str:
    """Draw a value as a bar from zero on a scale from `low` to `high` (which hold zero), the whole as a line across; nothing for NaN."""
    return bars([value], whole, low, high)[0]


def bars(values: Sequence[float], whole: float, low: float, high: float) -> list[str]:
    """Draw many values, each as `bar` does."""
    span = high - low
    if span <= 0:
        return [""] * len(values)
    line = f'<svg x="{(whole - low) / span * 100:.4g}%%" overflow="visible"><path d="M0 1V17"/></svg>' if not math.isnan(whole) else ""
    drawn = f'<svg class="bar" aria-hidden="true" height="18"><rect x="%.4g%%" width="%.4g%%" y="4" height="10"/>{line}</svg>'
    zero, ends = (0 - low) / span * 100, ((value - low) / span * 100 for value in values)
    return ["" if math.isnan(end) else drawn % ((zero, end - zero) if zero <= end else (end, zero - end)) for end in ends]


@lru_cache(maxsize=256)
def _frame(view: Strip, decimals: int, language: str) -> tuple[str, str]:
    """Give what stands before and behind the dot: the same for all areas."""
    low, high = (number(round_half_up(end, decimals), decimals, language) for end in (view.low, view.high))
    whole = f'<svg class="whole" x="{view.whole / 10:g}%" y="0">{WEDGE}<path d="M0 7V23"/></svg>' if view.whole >= 0 else ""
    spoken = heard(
        translate(language)("{count} {plural} from {low} to {high}").format(count=view.count, plural=view.plural, low=low, high=high)
    )
    return (
        '<svg class="strip" aria-hidden="true" height="24"><path class="line" d="M0 15H9999"/>'
        f'<svg viewBox="0 0 {SPAN} 20" preserveAspectRatio="none" y="5" height="20"><path class="ticks" d="{view.ticks}"/></svg>{whole}',
        f'</svg>{spoken}<span class="ends" aria-hidden="true"><span>{low}</span><span>{high}</span></span>',
    )


@lru_cache(maxsize=1024)
def _drawing(known: tuple[bool, ...], thin: int, flags: bytes) -> str:
    """Give a sparkline with a place for the depth of each known figure, the whole's first (`thin` of the periods are its own), the last one's twice."""
    own = known[thin:]
    places = [round(spot * SPAN / max(len(own) - 1, 1)) for spot in range(len(own))]
    breaks = "".join(f"M{place} 0V{DEPTH}" for place, flag in zip(places, flags, strict=True) if flag & BREAK and place)
    rule = f'<path class="break" d="{breaks}"/>' if breaks else ""
    reference = f'<path class="whole" d="{_line(places, known[:thin])}"/>' if thin else ""
    return (
        f'<svg class="spark" aria-hidden="true" viewBox="-40 -40 {SPAN + 80} {DEPTH + 80}">{rule}{reference}'
        f'<path class="own" d="{_line(places, own)}"/><path class="end" d="M{max(compress(places, own))} %dh0"/></svg>'
    )


def _line(places: Sequence[int], known: Sequence[bool]) -> str:
    parts: list[str] = []
    drawing = False
    for place, shown in zip(places, known, strict=True):
        if shown:
            parts.append(f"L{place} %d" if drawing else f"M{place} %dh0")
        drawing = shown
    return "".join(parts)
