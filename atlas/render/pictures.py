"""Charts and maps to take home: each with its title, source, edition and terms of use written into the picture, as SVG or PNG."""

import re
from html import escape
from textwrap import wrap

from atlas.base.language import translate
from atlas.base.text import number
from atlas.model.job import ChartJob, PictureJob
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
    body, height = _map(job) if job.map is not None else _chart(job)
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


def _map(job: PictureJob) -> tuple[str, int]:
    page = job.map
    if page is None or page.map is None:
        raise ValueError(f"{job.path} has no map")
    view, spot = page.map, page.latest
    scale = _MAP_WIDTH / view.width
    height = round(view.height * scale)
    steps = (DIVERGING if view.diverging else RAMPS)[len(view.breaks) + 1]
    colours = [(OPPOSED if view.diverging else SEQUENCE)[int(step) - 1] for step in steps]
    codes = [maps.code_of(code, state) for code, state in zip(view.classes[:, spot].tolist(), view.status[:, spot].tolist(), strict=True)]
    fills = {code: _fill(code, colours, "") for code in codes}
    areas = "".join(f'<path fill="{fills[code]}" d="{area.path}"/>' for area, code in zip(view.areas, codes, strict=True))
    line = 1 / scale
    outlines = "".join(view.outlines)
    around = (
        f'<path fill="none" stroke="{LIGHT["ink"]}" stroke-opacity="0.5" stroke-width="{line:.1f}" d="{outlines}"/>' if outlines else ""
    )
    drawn = (
        f'<g transform="scale({scale:.6f})" stroke="{LIGHT["page"]}" stroke-width="{line:.1f}" stroke-linejoin="round">{areas}{around}</g>'
    )
    legend, low = _legend(job, codes, colours)
    return (
        f'<defs>{_patterns(scale, "")}{_patterns(1.0, _SMALL)}</defs>{drawn}<g transform="translate({_MAP_WIDTH + 20} 0)">{legend}</g>',
        max(height, low),
    )


def _legend(job: PictureJob, codes: list[str], colours: list[str]) -> tuple[str, int]:
    if job.map is None:
        raise ValueError(f"{job.path} has no map")
    words = cells.status_words(job.language)
    entries = [(str(code), borders) for code, borders in enumerate(maps.class_borders(job.map, job.language))]
    entries += [(code, words[ord(code) - ord("A")]) for code in sorted({code for code in codes if code.isalpha()})]
    drawn, y = [f'<text y="12" font-size="13" font-weight="bold">{escape(maps.measure(job.map, job.language))}</text>'], 12
    for code, meaning in entries:
        lines = wrap(f"{meaning} ({number(codes.count(code), 0, job.language)})", 30)
        y += 12
        drawn.append(f'<rect y="{y}" width="24" height="15" fill="{_fill(code, colours, _SMALL)}" stroke="{EDGE}" stroke-width="0.5"/>')
        for line in lines:
            y += 15
            drawn.append(f'<text x="32" y="{y - 3}" font-size="13">{escape(line)}</text>')
    say = translate(job.language)
    y += 24
    drawn.append(f'<text y="{y}" font-size="12" fill="{LIGHT["soft"]}">{escape(say("In brackets: number of areas"))}</text>')
    return "".join(drawn), y


def _fill(code: str, colours: list[str], size: str) -> str:
    return colours[int(code)] if code.isdecimal() else f"url(#{maps.pattern(ord(code) - ord('A'))}{size})"


def _patterns(scale: float, size: str) -> str:
    """Give the patterns of missing figures: hatching for confidential, dots for all others, as on the pages."""
    step = 9 / scale
    hatch = (
        f'<pattern id="_hatch{size}" width="{step:.0f}" height="{step:.0f}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{step:.0f}" height="{step:.0f}" fill="{BLANK}"/><path d="M0 {step / 2:.1f}h{step:.0f}" stroke="{EDGE}" stroke-width="{1.6 / scale:.1f}"/></pattern>'
    )
    dots = (
        f'<pattern id="_dots{size}" width="{step:.0f}" height="{step:.0f}" patternUnits="userSpaceOnUse"><rect width="{step:.0f}" height="{step:.0f}" fill="{BLANK}"/>'
        f'<circle cx="{step / 2:.1f}" cy="{step / 2:.1f}" r="{1.2 / scale:.1f}" fill="{EDGE}"/></pattern>'
    )
    return f"{hatch}{dots}"
