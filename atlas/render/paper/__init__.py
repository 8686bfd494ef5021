"""PDF and cards through typst. Layout is in the `.typ` files beside this one, what is shown comes as data: no text can become a command."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from atlas.base.diagnostics import AtlasError, Location, diagnostic
from atlas.base.language import translate
from atlas.model.map_view import Locator, MapView
from atlas.model.page import IndicatorPage
from atlas.model.paper import CardJob, PaperJob, Pictured
from atlas.model.theme import Theme
from atlas.render import maps
from atlas.render.paper.tree import SVG, tree
from atlas.render.templates import open_templates

HERE = Path(__file__).parent
CARD_SCALE = 72.0
"""A card is laid out in points, a pixel each."""


def render_paper(job: PaperJob, theme: Theme, language: str) -> bytes:
    """Print a document as PDF/UA-1, the same bytes for the same job everywhere. Raises AtlasError if anything on it cannot be told to those who hear it."""
    say = translate(language)
    templates = open_templates(theme, language)
    body: list[Any] = []
    for chapter in job.chapters:
        html = templates.get_template(chapter.template).render(chrome=job.chrome, head=chapter.head, page=chapter.page, root=job.base)
        body += tree(html, job.styles)
    chrome = job.chrome
    edition = say("Edition {edition}").format(edition=chrome.edition)
    data = {
        "title": job.title,
        "kicker": job.kicker,
        "description": job.description,
        "publisher": chrome.publisher,
        "language": language,
        "running": " · ".join(part for part in (job.title, chrome.title, edition) if part),
        "subtitle": " · ".join((edition, chrome.publisher)),
        "imprint": " · ".join(
            part for part in (chrome.publisher, chrome.contact.name, chrome.contact.email, chrome.licence.title, chrome.notice) if part
        ),
        "colours": dict(job.colours),
        "words": {"of": say("of"), "contents": say("Contents"), "qr": say("QR code: {address}").format(address=job.address)},
        "cover": job.cover,
        "body": body,
        "foot": [
            f"{chrome.title}, {edition}. {chrome.publisher}.",
            f"{say('Reuse:')} {chrome.licence.title}",
            *([job.address] if job.address else []),
            *([chrome.notice] if chrome.notice else []),
        ],
        "qr": _qr(job.address) if job.address else "",
    }
    try:
        printed: bytes = _press("paper").compile(format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_standards=["ua-1"], timestamp=0)
    except RuntimeError as error:
        raise AtlasError([diagnostic("A730", Location(file=job.path), reason=" ".join(str(error).split()))]) from error
    return printed


def render_card(job: CardJob) -> bytes:
    """Draw a card as PNG."""
    svg = str(_drawing(job.picture, job.language))
    picture = svg.replace("<svg", f'<svg xmlns="{SVG}"', 1).replace(">", f"><style>{job.styles}</style>", 1) if svg else ""
    data = {
        "title": job.title,
        "kicker": job.kicker,
        "lead": job.lead,
        "foot": job.foot,
        "language": job.language,
        "drawing": picture,
        "colours": dict(job.colours),
    }
    drawn: bytes = _press("card").compile(format="png", ppi=CARD_SCALE, sys_inputs={"data": json.dumps(data)})
    return drawn


def _drawing(picture: Pictured, language: str) -> str:
    match picture:
        case Locator():
            return maps.locator(picture)
        case MapView():
            return maps.link_map(picture, "", language)
        case IndicatorPage():
            return maps.choropleth(picture, "", language)
    return ""


@cache
def _press(name: str) -> Any:
    """Get typst ready for one layout, with the fonts that ship and no others."""
    import typst  # noqa: PLC0415

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
    return typst.Compiler(input=str(HERE / f"{name}.typ"), root=str(HERE), font_paths=fonts)


def _qr(address: str) -> str:
    import segno  # noqa: PLC0415

    drawn: str = segno.make(address, error="m", micro=False).svg_inline(border=0, scale=4)
    return drawn.replace("<svg", f'<svg xmlns="{SVG}"', 1)
