"""Figures in sentences: each a link to what is counted, with its definition; within links, titles and other attributes the number alone."""

import re
from collections.abc import Sequence
from html import escape

from atlas.base.language import translate
from atlas.model.mark import FIRST
from atlas.model.page import Quoted
from atlas.render.cells import dated

_PLACES = re.compile(f"<a\\b.*?</a>|<[^>]*>|[{chr(FIRST)}-{chr(FIRST + 0xFFFD)}]", re.DOTALL)


def fill_figures(html: str, figures: Sequence[Quoted], root: str, language: str) -> str:
    """Put figures in their places of a text that is clean already."""
    if not figures:
        return html
    numbers = {FIRST + place: escape(_text(figure)) for place, figure in enumerate(figures)}
    links = {chr(FIRST + place): _link(figure, root, language) for place, figure in enumerate(figures)}
    return _PLACES.sub(lambda found: links.get(found[0]) or found[0].translate(numbers), html)


def _text(figure: Quoted) -> str:
    return figure.quote.text or dated(figure.quote.period, figure.quote.reference_date)


def _link(figure: Quoted, root: str, language: str) -> str:
    quote = figure.quote
    words = translate(language)("{title}, {area}, {date}: {definition}").format(
        title=quote.title, area=quote.area, date=dated(quote.period, quote.reference_date), definition=quote.definition
    )
    return f'<a class="quoted" href="{escape(root + figure.href)}" title="{escape(words)}">{escape(_text(figure))}</a>'
