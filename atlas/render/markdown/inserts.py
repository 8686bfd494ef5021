"""What the atlas fills into a text, after the author's own words are clean: figures, citations, directives."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape

from msgspec import Struct

from atlas.base.language import translate
from atlas.model.block import Block
from atlas.model.mark import FIRST
from atlas.model.media import Reference
from atlas.model.prose import Cited, Insert, Prose, Quoted
from atlas.render.cells import dated
from atlas.render.maps import PATTERNS

_PLACE = f"[{chr(FIRST)}-{chr(FIRST + 0xFFFD)}]"
_BLOCKS = re.compile(rf"<p>({_PLACE})(?:\|([^<|]*))?</p>")
_PLACES = re.compile(rf"<a\b.*?</a>|<[^>]*>|{_PLACE}", re.DOTALL)


Show = Callable[[Block, str, str], str]
"""Writes a block: with its number in words (`Abbildung 1`, or empty) and the way back to the root."""


def nothing(_block: Block, _number: str, _root: str) -> str:
    """Write no block: for sentences, which hold none."""
    return ""


def fill_inserts(html: str, inserts: Sequence[Insert], root: str, language: str, show: Show) -> str:
    """Put everything in its place: blocks for their paragraphs, links where a link may stand, within links and attributes plain words."""
    if not inserts:
        return html
    blocks = {chr(FIRST + place): insert for place, insert in enumerate(inserts) if isinstance(insert, Block)}
    inline = {place: insert for place, insert in enumerate(inserts, FIRST) if not isinstance(insert, Block)}
    plain = {place: escape(_words(insert)) for place, insert in inline.items()}
    full = {chr(place): _shown(insert, root, language) for place, insert in inline.items()}
    html = _PLACES.sub(lambda found: full[found[0]] if found[0] in full else found[0].translate(plain), html)
    # Blocks come last: what they show is finished.
    html = _BLOCKS.sub(lambda found: show(blocks[found[1]], found[2] or "", root) if found[1] in blocks else found[0], html)
    before, patterns, after = html.partition(PATTERNS)
    return before + patterns + after.replace(PATTERNS, "")  # a name may stand only once on a page


def literature(inserts: Sequence[Insert], language: str) -> str:
    """List the works that a text cites, in the style's order; empty if it cites none. The entries are still to be cleaned."""
    works = {work.key: work for insert in _cited(tuple(inserts)) for work, _ in insert.works}
    if not works:
        return ""
    entries = "".join(
        f'<li id="{_anchor(work)}">{_linked(work.entry)}</li>' for work in sorted(works.values(), key=lambda work: work.place)
    )
    return f'<h2 id="_literature">{escape(translate(language)("Literature"))}</h2><ul class="literature">{entries}</ul>'


def _cited(part: object) -> Iterator[Cited]:
    """Find the citations in a text and in the words of its blocks."""
    if isinstance(part, Cited):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _cited(item)
    elif isinstance(part, Block):
        yield from _cited(part.caption)
        yield from _cited(part.view)
    elif isinstance(part, Prose):
        yield from _cited(part.inserts)
    elif type(part).__module__ == Block.__module__ and isinstance(part, Struct):
        for name in part.__struct_fields__:
            yield from _cited(getattr(part, name))


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
    if not isinstance(insert, Cited):
        return ""
    return "; ".join(", ".join(part for part in (work.label, place) if part) for work, place in insert.works)


def _shown(insert: Insert, root: str, language: str) -> str:
    if isinstance(insert, Quoted):
        return _figure(insert, root, language)
    if not isinstance(insert, Cited):
        return ""
    works = (f'<a href="#{_anchor(work)}">{escape(work.label)}</a>{escape(f", {place}" if place else "")}' for work, place in insert.works)
    return f"({'; '.join(works)})"


def _figure(figure: Quoted, root: str, language: str) -> str:
    quote = figure.quote
    words = translate(language)("{title}, {area}, {date}: {definition}").format(
        title=quote.title, area=quote.area, date=dated(quote.period, quote.reference_date), definition=quote.definition
    )
    return f'<a class="quoted" href="{escape(root + figure.href)}" title="{escape(words)}">{escape(_words(figure))}</a>'
