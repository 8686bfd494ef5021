"""What the atlas fills into a text, after the author's own words are clean: figures, citations, directives."""

import re
from collections.abc import Sequence
from functools import cache
from html import escape

from atlas.base.language import translate
from atlas.model.mark import FIRST
from atlas.model.media import Reference
from atlas.model.page import Cited, Insert, Quoted
from atlas.render.cells import dated

_PLACE = f"[{chr(FIRST)}-{chr(FIRST + 0xFFFD)}]"
_PLACES = re.compile(rf"<a\b.*?</a>|<[^>]*>|{_PLACE}", re.DOTALL)


def fill_inserts(html: str, inserts: Sequence[Insert], root: str, language: str) -> str:
    """Put everything in its place: links where a link may stand, within links and attributes plain words."""
    if not inserts:
        return html
    plain = {FIRST + place: escape(_words(insert)) for place, insert in enumerate(inserts)}
    full = {chr(FIRST + place): _shown(insert, root, language) for place, insert in enumerate(inserts)}
    return _PLACES.sub(lambda found: full.get(found[0]) or found[0].translate(plain), html)


def literature(inserts: Sequence[Insert], language: str) -> str:
    """List the works that a text cites, in the style's order; empty if it cites none. The entries are still to be cleaned."""
    works = {work.key: work for insert in inserts if isinstance(insert, Cited) for work, _ in insert.works}
    if not works:
        return ""
    entries = "".join(
        f'<li id="{_anchor(work)}">{_linked(work.entry)}</li>' for work in sorted(works.values(), key=lambda work: work.place)
    )
    return f'<h2 id="_literature">{escape(translate(language)("Literature"))}</h2><ul class="literature">{entries}</ul>'


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"https://[^\s<>\"']+[^\s<>\"'.,;)]")


def _linked(entry: str) -> str:
    return _address().sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', entry)


def _anchor(work: Reference) -> str:
    return f"_work-{escape(work.key)}"


def _words(insert: Insert) -> str:
    if isinstance(insert, Quoted):
        return insert.quote.text or dated(insert.quote.period, insert.quote.reference_date)
    return "; ".join(", ".join(part for part in (work.label, place) if part) for work, place in insert.works)


def _shown(insert: Insert, root: str, language: str) -> str:
    if isinstance(insert, Quoted):
        return _figure(insert, root, language)
    works = (f'<a href="#{_anchor(work)}">{escape(work.label)}</a>{escape(f", {place}" if place else "")}' for work, place in insert.works)
    return f"({'; '.join(works)})"


def _figure(figure: Quoted, root: str, language: str) -> str:
    quote = figure.quote
    words = translate(language)("{title}, {area}, {date}: {definition}").format(
        title=quote.title, area=quote.area, date=dated(quote.period, quote.reference_date), definition=quote.definition
    )
    return f'<a class="quoted" href="{escape(root + figure.href)}" title="{escape(words)}">{escape(_words(figure))}</a>'
