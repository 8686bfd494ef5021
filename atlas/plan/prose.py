"""Texts with their links resolved: what an author writes as `area:0101` or `../methodik.md` becomes an address."""

import posixpath

from atlas.model.document import Document, link_targets
from atlas.model.mark import cut_marks, find_marks
from atlas.model.page import Prose, Quoted
from atlas.model.quote import Quote
from atlas.model.site import Site
from atlas.plan.routes import Routes

DEFINITION = "_definition"
"""The anchor of an indicator's page where it says what is counted."""


class Addresses:
    """Knows the address of every area, indicator and content file."""

    def __init__(self, site: Site, routes: Routes) -> None:
        self._answers = site.answers
        self._indicators = {indicator.id: f"{routes.indicator(indicator.id)}#{DEFINITION}" for indicator in site.register.indicators}
        self._known = {f"area:{area.key}": routes.area(area) for area in site.geography.areas}
        self._known |= {f"indicator:{indicator.id}": routes.indicator(indicator.id) for indicator in site.register.indicators}
        self._known |= {document.file: _address(document, site, routes) for document in site.documents}

    def prose(self, document: Document, text: str) -> Prose:
        """Give a piece of a document's text with the addresses of what it links to and the figures it shows."""
        targets = sorted({target for target, _, _ in link_targets(text)})
        found = ((target, self._resolve(document, target)) for target in targets)
        links = tuple((target, href) for target, href in found if href)
        found_marks = [(mark, self._answers.get((document.file, mark.kind, mark.words))) for mark in find_marks(text)]
        return Prose(
            # A figure without an answer stays as it is written: check says why, and a preview shows it.
            text=cut_marks(text, [mark for mark, answer in found_marks if mark.kind == "claim" or isinstance(answer, Quote)]),
            links=links,
            figures=tuple(self._quoted(answer) for mark, answer in found_marks if mark.kind == "figure" and isinstance(answer, Quote)),
        )

    def body(self, document: Document | None) -> Prose | None:
        """Give the body of a document, None if there is none."""
        return self.prose(document, document.body) if document and document.body.strip() else None

    def _quoted(self, quote: Quote) -> Quoted:
        return Quoted(quote=quote, href=self._indicators[quote.indicator])

    def _resolve(self, document: Document, target: str) -> str:
        if target in self._known:
            return self._known[target]
        path, mark, anchor = target.partition("#")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(document.file), path))
        return f"{self._known[file]}{mark}{anchor}" if path and file in self._known else ""


def _address(document: Document, site: Site, routes: Routes) -> str:
    match document.kind:
        case "start":
            return routes.start()
        case "profile":
            return routes.area(site.geography.areas[site.geography.rows[document.key]])
        case "theme":
            return routes.theme(document.key)
        case "indicator":
            return routes.indicator(document.key)
        case "page":
            return routes.text(document.key)
