"""Texts with their links resolved: what an author writes as `area:0101` or `../methodik.md` becomes an address."""

import posixpath

from atlas.model.document import Document, link_targets
from atlas.model.page import Prose
from atlas.model.site import Site
from atlas.plan.routes import Routes


class Addresses:
    """Knows the address of every area, indicator and content file."""

    def __init__(self, site: Site, routes: Routes) -> None:
        self._known = {f"area:{area.key}": routes.area(area) for area in site.geography.areas}
        self._known |= {f"indicator:{indicator.id}": routes.indicator(indicator.id) for indicator in site.register.indicators}
        self._known |= {document.file: _address(document, site, routes) for document in site.documents}

    def prose(self, document: Document, text: str) -> Prose:
        """Give a piece of a document's text with the addresses of what it links to."""
        targets = sorted({target for target, _, _ in link_targets(text)})
        found = ((target, self._resolve(document, target)) for target in targets)
        return Prose(text=text, links=tuple((target, href) for target, href in found if href))

    def body(self, document: Document | None) -> Prose | None:
        """Give the body of a document, None if there is none."""
        return self.prose(document, document.body) if document and document.body.strip() else None

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
