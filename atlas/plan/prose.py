"""Texts with their links resolved: what an author writes as `area:0101` or `../methodik.md` becomes an address."""

import posixpath
from collections.abc import Mapping
from types import MappingProxyType

from atlas.model.block import Block
from atlas.model.document import Document, DocumentKind, link_targets
from atlas.model.mark import Mark, cut_marks, find_marks
from atlas.model.media import cited
from atlas.model.prose import Cited, Insert, PlainWords, Prose, Quoted
from atlas.model.quote import Quote
from atlas.model.site import Site
from atlas.model.term import Term, anchor_of, read_terms, terms_in
from atlas.model.version import FROM_THE_RIGHT, VARIANTS, VersionLink
from atlas.plan.routes import PAGE, Routes

DEFINITION = "_definition"
"""The anchor of an indicator's page where it says what is counted."""


class Addresses:
    """Knows the address of every area, indicator and content file."""

    def __init__(self, site: Site, routes: Routes) -> None:
        self._answers = site.answers
        self._language = site.config.language
        self._works = {work.key: work for work in site.references}
        self._pictures = {picture.file: picture for picture in site.pictures}
        self._indicators = {indicator.id: f"{routes.indicator(indicator.id)}#{DEFINITION}" for indicator in site.register.indicators}
        self._known = {f"area:{area.key}": routes.area(area) for area in site.geography.areas}
        self._known |= {f"indicator:{indicator.id}": routes.indicator(indicator.id) for indicator in site.register.indicators}
        self._known |= {document.file: _address(document, site, routes) for document in site.documents}
        self._known |= {picture.file: routes.picture(picture) for picture in site.pictures}
        self._terms = tuple(
            Term(word=word, text=words, href=f"{self._known[text.file]}#{anchor_of(word)}")
            for text in site.documents
            if text.glossary
            for word, words in read_terms(text.body)
        )
        self.unpublished = {
            self._known[text.file]: (text.file, text.status) for text in site.documents if text.status in {"draft", "internal"}
        }
        """Address → the text there that is not to be published yet, and its status."""

    def prose(self, document: Document, text: str, blocks: Mapping[int, Block] = MappingProxyType({})) -> Prose:
        """Give a piece of a document's text with the addresses of what it links to and what is filled in; `blocks`: its directives by their number."""
        targets = sorted({target for target, _, _ in link_targets(text)})
        found = ((target, self._resolve(document, target)) for target in targets)
        links = tuple((target, href) for target, href in found if href)
        pictures = ((target, self._pictures.get(_beside(document, target))) for target in targets)
        marks = find_marks(text)
        numbers = {mark: number for number, mark in enumerate(mark for mark in marks if mark.kind == "directive")}
        filled = [(mark, blocks.get(numbers[mark]) if mark in numbers else self._insert(document, mark)) for mark in marks]
        return Prose(
            # What has no answer stays as it is written: check says why, and a preview shows it.
            text=cut_marks(
                text,
                [mark for mark, insert in filled if insert or mark.kind == "claim"],
                {mark: f"|{insert.numbered}|{insert.id}" for mark, insert in filled if isinstance(insert, Block) and insert.numbered},
            ),
            links=links,
            sizes=tuple((target, picture.width, picture.height) for target, picture in pictures if picture),
            inserts=tuple(insert for _, insert in filled if insert),
        )

    def of(self, file: str) -> str:
        """Give the address of a content file."""
        return self._known[file]

    def terms(self, document: Document) -> tuple[Term, ...]:
        """Give the terms of the glossary that a text uses; the glossary itself needs none explained, nor does a text in another language."""
        foreign = document.of is not None and VARIANTS[document.variant].language != self._language
        return () if document.glossary or foreign else terms_in(document.body, self._terms)

    def _insert(self, document: Document, mark: Mark) -> Insert | None:
        if mark.kind == "figure":
            quote = self._answers.get((document.file, mark.kind, mark.words))
            return Quoted(quote=quote, href=self._indicators[quote.indicator]) if isinstance(quote, Quote) else None
        if mark.kind == "citation":
            works = [(self._works.get(key), place) for key, place in cited(mark.words)]
            return Cited(works=tuple((work, place) for work, place in works if work)) if any(work for work, _ in works) else None
        return None

    def _resolve(self, document: Document, target: str) -> str:
        if target in self._known:
            return self._known[target]
        path, mark, anchor = target.partition("#")
        file = _beside(document, path)
        return f"{self._known[file]}{mark}{anchor}" if path and file in self._known else ""


def version_links(site: Site, addresses: Addresses) -> dict[str, tuple[VersionLink, ...]]:
    """Give the versions of every page, by its address."""
    found: dict[str, list[VersionLink]] = {}
    originals = {(text.kind, text.key): text for text in site.documents}
    versions = [text for text in site.documents if text.of]
    for text in sorted(versions, key=lambda text: list(VARIANTS).index(text.variant)):
        variant, href, original = VARIANTS[text.variant], addresses.of(text.file), originals.get(text.of) if text.of else None
        link = VersionLink(
            title=variant.title,
            href=href,
            language=variant.language,
            rtl=variant.language in FROM_THE_RIGHT,
            older=original is not None and is_older(text, original),
        )
        found.setdefault(original_of(href), []).append(link)
    return {path: tuple(links) for path, links in found.items()}


def plain_words(site: Site, addresses: Addresses) -> dict[str, PlainWords]:
    """Give what pages say in plain language, by their address."""
    return {
        addresses.of(document.file): PlainWords(
            sentences=tuple(addresses.prose(document, text) for text in document.plain_summary), checked_by=document.checked_by
        )
        for document in site.documents
        if document.plain_summary and document.kind != "passage"
    }


def is_older(version: Document, original: Document) -> bool:
    """Tell whether an original has changed since a version of it was written."""
    return bool(version.date) and original.date > version.date


def original_of(version: str) -> str:
    """Give the address of the page that a version, by its address, says in other words."""
    return f"{posixpath.dirname(posixpath.dirname(version))}/{PAGE}".lstrip("/")


def _beside(document: Document, path: str) -> str:
    """Give the file, relative to the site, that a path means in a document."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.file), path))


def _address(document: Document, site: Site, routes: Routes) -> str:
    if document.of is None:
        return _place(document.kind, document.key, site, routes)
    return f"{_place(*document.of, site, routes).removesuffix(PAGE)}{document.variant}/{PAGE}"


def _place(kind: DocumentKind, key: str, site: Site, routes: Routes) -> str:
    match kind:
        case "start":
            return routes.start()
        case "profile":
            return routes.area(site.geography.areas[site.geography.rows[key]])
        case "theme":
            return routes.theme(key)
        case "indicator":
            return routes.indicator(key)
        case "page":
            return routes.text(key)
    return ""
