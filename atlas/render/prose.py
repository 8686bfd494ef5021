"""Authors' Markdown as safe HTML. Texts are not trusted: whatever the converter lets through is cleaned against an allow-list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape, unescape

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markupsafe import Markup
from msgspec import Struct

from atlas.base.language import translate
from atlas.model.mark import FIRST
from atlas.model.prose import Prose
from atlas.render.markdown import callouts
from atlas.render.markdown.anchors import AnchorExtension
from atlas.render.markdown.idle import idle, lighten, normal
from atlas.render.markdown.inserts import Show, fill_inserts, literature, nothing
from atlas.render.markdown.notes import NoteExtension
from atlas.render.markdown.plain import ParagraphExtension, PlainExtension
from atlas.render.markdown.rules import extensions, wanted
from atlas.render.markdown.terms import anchor_terms, explain_terms

TAGS = """
a abbr b blockquote br cite code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s section small span strong sub sup
table tbody td tfoot th thead tr ul
"""
ATTRIBUTES = {
    "*": {"id", "lang", "title"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
CHOSEN = {"wide", "narrow", "small", "compact", "columns", "lead"}
"""Classes that authors may give to their paragraphs, lists, figures and tables."""
CLASSES = {
    "p": {"by", "label", *CHOSEN},
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote"},
    "td": {"num", "mid"},
    "th": {"num", "mid"},
    "section": {"callout", *callouts.KINDS},
    "figure": {"figure", "table", *CHOSEN},
    "ul": {"literature", *CHOSEN},
    "ol": CHOSEN,
}
ALIGNMENTS = {"right": "num", "center": "mid", "left": ""}

JOINER = "\u2060"
"""Stands before a sentence so that it starts no list and no heading; takes no room and is taken out again."""

_known: dict[tuple[str, str], str] = {}

_TAGS = set(TAGS.split())
_TARGET = re.compile(r'(<(?:a|img)\b[^>]*?\s)(href|src)="([^"]*)"')
_HEADING = re.compile(r"(</?h)([1-6])\b")
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (right|center|left);"')
_SECTION = re.compile(r"<h2([^>]*)>(.*?)</h2>", re.DOTALL)
_ANCHORED = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_SIGNED = re.compile(r"<p>([–—] )")
_QUOTE = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)
_RESERVED = re.compile(r' id="_[^"]*"')
"""Names that begin so belong to templates."""
_PARAGRAPH = re.compile(f"<p>{JOINER}(.*?)</p>", re.DOTALL)


class Section(Struct, frozen=True):
    """A part of a narrative under its own heading; `kind` is finding, assessment or plain. `title` and `anchor` are empty for what stands before the first."""

    title: Markup
    anchor: Markup
    kind: str
    body: Markup


def prose(view: Prose, root: str, language: str, show: Show = nothing) -> Markup:
    """Turn a text into HTML whose headings start at h2; links lead where `view.links` says, `show` writes its blocks."""
    return Markup(_clean(view, root, language, show))


def sentences(views: Sequence[Prose], root: str, language: str) -> tuple[Markup, ...]:
    """Turn sentences into HTML without paragraphs around them, all at once; whatever they start with, they are no lists or headings."""
    if not views:
        return ()
    lines = "\n\n".join(f"{JOINER}{' '.join(text.split())}" for text in _numbered_on(views))
    links = tuple(link for view in views for link in view.links)
    html = _clean(
        Prose(text=lines, links=links, inserts=tuple(insert for view in views for insert in view.inserts)), root, language, listed=False
    )
    return tuple(Markup(sentence) for sentence in _PARAGRAPH.findall(html))


def sections(view: Prose, root: str, language: str, show: Show = nothing) -> tuple[Section, ...]:
    """Cut a narrative at its headings of the second order; those within go one step down, to stand below the section's own."""
    parts = _SECTION.split(_clean(view, root, language, show))
    opening = [Section(title=Markup(""), anchor=Markup(""), kind="plain", body=Markup(_deepen(parts[0], 1)))] if parts[0].strip() else []
    kinds = _kinds(language)
    rest = [
        Section(
            title=Markup(title),
            anchor=Markup(anchor),
            kind=kinds.get(unescape(title).strip().casefold(), "plain"),
            body=Markup(_deepen(body, 1)),
        )
        for anchor, title, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    ]
    return (*opening, *rest)


def contents(html: Markup) -> tuple[tuple[str, Markup], ...]:
    """List the headings of the second order in a text: anchor and words."""
    return tuple((anchor, Markup(words)) for anchor, words in _ANCHORED.findall(html))


@cache
def _kinds(language: str) -> dict[str, str]:
    _ = translate(language)
    return {_("Findings").casefold(): "finding", _("Assessment").casefold(): "assessment"}


@cache
def _converter(left_out: frozenset[str], rules: frozenset[str], language: str) -> Markdown:
    """Give a converter with these rules beyond plain Markdown, and without those to be left out."""
    back = translate(language)("Back to the text, note {}").replace("{}", "%d")
    used: list[Extension] = [
        # By themselves, not by name: names are looked up among all packages that are installed.
        TableExtension(),
        FencedCodeExtension(),
        DefListExtension(),
        SaneListExtension(),
        NoteExtension(BACKLINK_TITLE=back),
        AnchorExtension(),
        ParagraphExtension(),
        *extensions(rules, language),
        *([] if "abbreviations" in rules else [PlainExtension()]),
    ]
    converter = Markdown(extensions=used)
    # White space is made normal beforehand; line breaks between elements are only for those who read the source.
    return lighten(converter, (*left_out, "normalize_whitespace", "prettify"))


def convert(source: str, language: str) -> str:
    """Turn Markdown into HTML that is neither aimed nor cleaned."""
    known = _known.get((source, language))
    if known is not None:
        return known
    text = normal(source)
    return _converter(idle(text), wanted(text), language).reset().convert(text)


def remember(converted: Mapping[str, str], language: str) -> None:
    """Take over what `convert` gave in another process, instead of what was taken over before."""
    _known.clear()
    _known.update({(source, language): html for source, html in converted.items()})


def _clean(view: Prose, root: str, language: str, show: Show = nothing, *, listed: bool = True) -> str:
    """Convert and clean; with the list of what is cited, if there is something (`listed`)."""
    html = convert(view.text, language)
    links = dict(view.links)
    sizes = {written: f' width="{width}" height="{height}"' for written, width, height in view.sizes}

    def aim(found: re.Match[str]) -> str:
        start, name, written = found.groups()
        target = links.get(unescape(written))
        if target is not None:
            return f'{start}{name}="{escape(root + target)}"{sizes.get(unescape(written), "")}'
        return f'{start}rel="noopener" {found[2]}="{written}"' if name == "href" and written.startswith("http") else found[0]

    html = _TARGET.sub(aim, html)
    if ' style="' in html:
        html = _ALIGNED.sub(lambda found: f'{found[1]} class="{ALIGNMENTS[found[2]]}"' if ALIGNMENTS[found[2]] else found[1], html)
    if "<blockquote>" in html:
        html = _QUOTE.sub(lambda quote: _SIGNED.sub(r'<p class="by">\1', quote[0]), html)
    if "<h1" in html:
        html = _deepen(html, 1)
    if ' id="_' in html:
        html = _RESERVED.sub("", html)
    if "<dt>" in html:
        html = anchor_terms(html)
    html += literature(view.inserts, language) if listed else ""
    html = _cleaner().clean(html)
    if "<table>" in html:
        label = escape(translate(language)("Table, can be scrolled"))
        html = html.replace("<table>", f'<div class="scroll" role="group" tabindex="0" aria-label="{label}"><table>').replace(
            "</table>", "</table></div>"
        )
    if view.terms:
        html = explain_terms(html, view.terms, root, language)
    return fill_inserts(html, view.inserts, root, language, show)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes={"https", "http", "mailto", "tel"}, link_rel=None
    )


def _numbered_on(views: Sequence[Prose]) -> Iterator[str]:
    """Give the texts with their inserts counted through, as if they were one."""
    before = 0
    for view in views:
        text = view.text.translate({FIRST + place: FIRST + before + place for place in range(len(view.inserts))}) if before else view.text
        yield text
        before += len(view.inserts)


def _deepen(html: str, steps: int) -> str:
    return _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + steps, 6)}", html)
