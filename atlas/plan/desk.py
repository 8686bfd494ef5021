"""The site, laid out for planning: what more than one page needs is made once."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from atlas.base import digest
from atlas.base.text import collation
from atlas.model.block import Block
from atlas.model.document import Document
from atlas.model.frame import Chrome
from atlas.model.geography import Geography, Level
from atlas.model.job import SearchJob, StreetsJob
from atlas.model.map_view import AreaRow, MapArea
from atlas.model.prose import PlainWords, Prose
from atlas.model.site import Site
from atlas.model.version import VersionLink
from atlas.plan.figures import Board, make_boards
from atlas.plan.navigation import make_chrome
from atlas.plan.prose import Addresses, plain_words, version_links
from atlas.plan.routes import Routes
from atlas.plan.search import search_entries
from atlas.plan.streets import street_jobs


class Desk(Struct, frozen=True, kw_only=True):
    """The site with its addresses, its figures cut for rows, and its areas as maps and tables show them.

    `map_areas` and `area_rows` go with `Geography.areas`; `by_name` gives, per level, the rows of its areas in the order of their names.
    """

    site: Site
    routes: Routes
    chrome: Chrome
    search: SearchJob
    streets: tuple[StreetsJob, ...]
    boards: tuple[Board, ...]
    addresses: Addresses
    documents: dict[tuple[str, str], Document]
    versions: Mapping[str, tuple[VersionLink, ...]]
    plain: Mapping[str, PlainWords]
    map_areas: tuple[MapArea, ...]
    area_rows: tuple[AreaRow, ...]
    by_name: dict[str, tuple[int, ...]]
    only: frozenset[tuple[str, str]] | None
    blocks_of: "BlocksOf"

    @property
    def geography(self) -> Geography:
        return self.site.geography

    @property
    def main(self) -> Level:
        """The level that pages show first."""
        return next(level for level in self.geography.levels if level.id == self.site.config.main_level)

    def wants(self, kind: str, key: str) -> bool:
        """Tell whether the page of this text is to be planned."""
        return self.only is None or (kind, key) in self.only

    def body(self, document: Document | None) -> Prose | None:
        """Give the body of a document with everything it shows, None if there is none."""
        if document is None or not document.body.strip():
            return None
        prose = self.addresses.prose(document, document.body, self.blocks(document))
        return replace(prose, terms=self.addresses.terms(document))

    def blocks(self, document: Document) -> Mapping[int, Block]:
        """Give what the directives of a document become, by their number."""
        return self.blocks_of(self, document) if document.directives else {}

    def document(self, kind: str, key: str) -> Document | None:
        """Give the author's text on something, None if there is none."""
        return self.documents.get((kind, key))


BlocksOf = Callable[[Desk, Document], Mapping[int, Block]]
"""What makes blocks of a document's directives."""


def make_desk(
    site: Site,
    blocks_of: BlocksOf = lambda _desk, _document: {},
    former: Desk | None = None,
) -> Desk:
    """Lay out a site.

    `former`: the desk of a site that differed in nothing but bodies of texts; what does not hang on them is taken from there.
    """
    geography, routes = site.geography, Routes(site.config.language)
    addresses = Addresses(site, routes)
    documents: dict[tuple[str, str], Document] = {(document.kind, document.key): document for document in site.documents}
    if former:
        versions, plain = version_links(site, addresses), plain_words(site, addresses)
        return replace(former, site=site, only=None, addresses=addresses, documents=documents, versions=versions, plain=plain)
    entries = search_entries(site, routes)
    streets = street_jobs(site, routes)
    shards = tuple((job.letter, job.path) for job in streets)
    search = SearchJob(path=f"assets/search-{digest.short(digest.of_value((entries, shards)))}.js", entries=entries, shards=shards)
    hrefs = [routes.area(area) for area in geography.areas]
    return Desk(
        site=site,
        only=None,
        blocks_of=blocks_of,
        routes=routes,
        chrome=make_chrome(site, routes, search.path),
        search=search,
        streets=streets,
        boards=make_boards(site, routes),
        addresses=addresses,
        versions=version_links(site, addresses),
        plain=plain_words(site, addresses),
        documents=documents,
        map_areas=tuple(
            MapArea(key=area.key, name=area.name, href=href, path=drawing.path)
            for area, href, drawing in zip(geography.areas, hrefs, geography.drawings, strict=True)
        ),
        area_rows=tuple(
            AreaRow(key=area.key, name=area.name, href=href, parent=_parent(geography, row))
            for row, (area, href) in enumerate(zip(geography.areas, hrefs, strict=True))
        ),
        by_name={
            level.id: tuple(sorted(geography.level_rows[level.id], key=lambda row: collation(geography.areas[row].name)))
            for level in geography.levels
        },
    )


def _parent(geography: Geography, row: int) -> str:
    """Name the area around this one, unless it is the whole."""
    around = geography.ancestors(geography.areas[row].key)
    return around[-1].name if len(around) > 1 else ""
