"""Charts and maps to take home: each with its title, source, edition and terms of use written into the picture, as SVG or PNG."""

import re
from html import escape
from textwrap import wrap

from atlas.base.language import translate
from atlas.base.text import number
from atlas.model.analysis import NO_TYPE
from atlas.model.analysis_page import TypeMap
from atlas.model.block import MapFigure, TypologyFigure
from atlas.model.job import ChartJob, PictureJob
from atlas.model.map_view import MapView
from atlas.render import cells, maps
from atlas.render.charts import LIGHT, render_chart
from atlas.render.pixels import with_palette

WIDTH, MARGIN = 720, 24
SCALE = 1.5
"""Pixels of a PNG for one of the SVG."""

RAMPS = {
    1: "5",
    2: "37",
    3: "258",
    4: "1469",
    5: "13579",
    6: "134679",
    7: "1245689",
    8: "12345789",
    9: "123456789",
}
DIVERGING = RAMPS | {2: "37", 3: "357", 4: "2468", 6: "134679", 7: "1345679", 8: "12346789"}
"""Which steps of the nine of a ramp so many classes take, as in the theme's stylesheet."""

SEQUENCE = ("#e3eeed", "#c5dfdf", "#a5cfd1", "#82bbc3", "#5ea5b2", "#428c9f", "#2b728a", "#1f5876", "#173c62")
OPPOSED = ("#a34d05", "#d07712", "#eeac5c", "#f8d9ab", "#e9e6e2", "#d2cfe4", "#aaa2cb", "#796bab", "#4d2382")
"""The ramps of the base theme by day."""

KINDS = (
    "#9cc8d8",
    "#e5c76b",
    "#b9a7d6",
    "#2b728a",
    "#a8622e",
    "#5c4a8c",
    "#c9cdd1",
    "#d79bb0",
    "#7f9a4e",
    "#6d7781",
    "#8c3b58",
    "#d8e3b8",
)
"""The colours of kinds, such as types."""

BLANK, EDGE = "#f6f3ec", "#8b949c"
_FONT = "'Liberation Sans', Arial, Helvetica, sans-serif"
_STYLE = re.compile(r"<style>.*?</style>")
_FAMILY = re.compile(r' font-family="[^"]*"')
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
_MAP_WIDTH = 420
_SMALL = "_small"


def render_picture(job: PictureJob) -> bytes:
    """Draw a picture in the form of its job. A PNG has the letters of the drawing library, whatever the machine has."""
    svg = _draw(job)
    if job.form == "svg":
        return svg.encode()
    import vl_convert  # noqa: PLC0415

    return with_palette(vl_convert.svg_to_png(svg, scale=SCALE))


def _draw(job: PictureJob) -> str:
    match job.map:
        case MapFigure():
            body, height = _map(job.map, job.language)
        case TypologyFigure():
            body, height = _kinds(job.map.map, job.language)
        case None:
            body, height = _chart(job)
    parts: list[str] = []
    y = MARGIN
    for line in wrap(job.title, 58):
        y += 24
        parts.append(f'<text x="{MARGIN}" y="{y}" font-size="20" font-weight="bold">{escape(line)}</text>')
    for line in wrap(job.subtitle, 92):
        y += 20
        parts.append(f'<text x="{MARGIN}" y="{y}" font-size="14" fill="{LIGHT["soft"]}">{escape(line)}</text>')
    y += 20
    parts.append(f'<g transform="translate({MARGIN} {y})">{body}</g>')
    y += height + 14
    for said in job.lines:
        for line in wrap(said, 108):
            y += 16
            parts.append(f'<text x="{MARGIN}" y="{y}" font-size="12" fill="{LIGHT["soft"]}">{escape(line)}</text>')
    y += MARGIN
    name = escape(f"{job.title}. {job.subtitle}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}" role="img" font-family="{_FONT}" '
        f'fill="{LIGHT["ink"]}"><title>{name}</title><desc>{escape(" ".join(job.lines))}</desc>'
        f'<rect width="{WIDTH}" height="{y}" fill="{LIGHT["page"]}"/>{"".join(parts)}</svg>\n'
    )


def _chart(job: PictureJob) -> tuple[str, int]:
    if job.chart is None:
        raise ValueError(f"{job.path} has nothing to draw")
    svg = render_chart(ChartJob(path=job.path, language=job.language, chart=job.chart)).decode()
    plain = _FAMILY.sub("", _STYLE.sub("", svg))
    size = _SIZE.search(plain)
    return plain, int(size[2]) if size else 0


def _map(page: MapFigure, language: str) -> tuple[str, int]:
    """Draw areas in the colours of their classes, or the pattern of what is missing."""
    if page.map is None:
        raise ValueError(f"{page.indicator.id} has no map")
    view, spot = page.map, page.latest
    steps = (DIVERGING if view.diverging else RAMPS)[len(view.breaks) + 1]
    colours = [(OPPOSED if view.diverging else SEQUENCE)[int(step) - 1] for step in steps]
    codes = [maps.code_of(code, state) for code, state in zip(view.classes[:, spot].tolist(), view.status[:, spot].tolist(), strict=True)]
    words = cells.status_words(language)
    entries = [(str(code), borders) for code, borders in enumerate(maps.class_borders(page, language))]
    entries += [(code, words[ord(code) - ord("A")]) for code in sorted({code for code in codes if code.isalpha()})]
    legend = [(_fill(code, colours, _SMALL), meaning, codes.count(code)) for code, meaning in entries]
    drawn, height = _areas(view, [_fill(code, colours, "") for code in codes])
    return _beside(drawn, height, view.width, _legend(maps.measure(page, language), legend, language))


def _kinds(view: TypeMap, language: str) -> tuple[str, int]:
    """Draw areas in the colours of their kinds, hatched where they were of another kind before."""
    say = translate(language)
    fills = [BLANK if code == NO_TYPE else KINDS[code] for code in view.codes]
    legend = [(KINDS[code], title, view.codes.count(code)) for code, title in enumerate(view.kinds)]
    if NO_TYPE in view.codes:
        legend.append((BLANK, say("not assigned, because figures are missing"), view.codes.count(NO_TYPE)))
    if any(view.changed):
        legend.append((f"url(#_moved{_SMALL})", say("hatched: another type than in {period}").format(period=view.since), sum(view.changed)))
    moved = "".join(area.path for area, changed in zip(view.areas, view.changed, strict=True) if changed)
    drawn, height = _areas(view, fills, f'<path fill="url(#_moved)" stroke="none" d="{moved}"/>' if moved else "")
    return _beside(drawn, height, view.width, _legend(say("Types"), legend, language))


def _areas(view: MapView | TypeMap, fills: list[str], over: str = "") -> tuple[str, int]:
    scale = _MAP_WIDTH / view.width
    line = 1 / scale
    areas = "".join(f'<path fill="{fill}" d="{area.path}"/>' for area, fill in zip(view.areas, fills, strict=True))
    outlines = "".join(view.outlines)
    around = (
        f'<path fill="none" stroke="{LIGHT["ink"]}" stroke-opacity="0.5" stroke-width="{line:.1f}" d="{outlines}"/>' if outlines else ""
    )
    drawn = (
        f'<g transform="scale({scale:.6f})" stroke="{LIGHT["page"]}" stroke-width="{line:.1f}" stroke-linejoin="round">'
        f"{areas}{over}{around}</g>"
    )
    return drawn, round(view.height * scale)


def _beside(drawn: str, height: int, width: int, legend: tuple[str, int]) -> tuple[str, int]:
    words, low = legend
    patterns = f"{_patterns(_MAP_WIDTH / width, '')}{_patterns(1.0, _SMALL)}"
    return f'<defs>{patterns}</defs>{drawn}<g transform="translate({_MAP_WIDTH + 20} 0)">{words}</g>', max(height, low)


def _legend(heading: str, entries: list[tuple[str, str, int]], language: str) -> tuple[str, int]:
    """List fill, meaning and number of areas."""
    drawn, y = [f'<text y="12" font-size="13" font-weight="bold">{escape(heading)}</text>'], 12
    for fill, meaning, count in entries:
        y += 12
        drawn.append(f'<rect y="{y}" width="24" height="15" fill="{fill}" stroke="{EDGE}" stroke-width="0.5"/>')
        for line in wrap(f"{meaning} ({number(count, 0, language)})", 30):
            y += 15
            drawn.append(f'<text x="32" y="{y - 3}" font-size="13">{escape(line)}</text>')
    y += 24
    words = translate(language)("In brackets: number of areas")
    drawn.append(f'<text y="{y}" font-size="12" fill="{LIGHT["soft"]}">{escape(words)}</text>')
    return "".join(drawn), y


def _fill(code: str, colours: list[str], size: str) -> str:
    return colours[int(code)] if code.isdecimal() else f"url(#{maps.pattern(ord(code) - ord('A'))}{size})"


def _patterns(scale: float, size: str) -> str:
    """Give the patterns of missing figures, hatching for confidential, dots for all others, and of areas that were of another kind, as on the pages."""
    step = 9 / scale
    hatch = (
        f'<pattern id="_hatch{size}" width="{step:.0f}" height="{step:.0f}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{step:.0f}" height="{step:.0f}" fill="{BLANK}"/><path d="M0 {step / 2:.1f}h{step:.0f}" stroke="{EDGE}" stroke-width="{1.6 / scale:.1f}"/></pattern>'
    )
    dots = (
        f'<pattern id="_dots{size}" width="{step:.0f}" height="{step:.0f}" patternUnits="userSpaceOnUse"><rect width="{step:.0f}" height="{step:.0f}" fill="{BLANK}"/>'
        f'<circle cx="{step / 2:.1f}" cy="{step / 2:.1f}" r="{1.2 / scale:.1f}" fill="{EDGE}"/></pattern>'
    )
    moved = (
        f'<pattern id="_moved{size}" width="{step:.0f}" height="{step:.0f}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 {step / 2:.1f}h{step:.0f}" stroke="{LIGHT["ink"]}" stroke-opacity="0.75" stroke-width="{1.7 / scale:.1f}"/></pattern>'
    )
    return f"{hatch}{dots}{moved}"
