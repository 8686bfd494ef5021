"""What stands around a page: the navigation, the frame, the head. Computed once from the site; a page's own place is a field of its head."""

import re

from atlas.base import digest
from atlas.base.language import ACCESSIBILITY_PAGES, FOLDERS, translate
from atlas.model.document import Document
from atlas.model.frame import Chrome, Head, Link
from atlas.model.site import Site
from atlas.model.theme import FACES
from atlas.plan.routes import Routes, chart_script, root_of

PAGES_OWN = re.compile(r"assets/(css|js)/pages/")
"""Styles and scripts that only the pages load which name them."""


def make_chrome(site: Site, routes: Routes, search_index: str) -> Chrome:
    """Make the frame of every page."""
    config = site.config
    say = translate(config.language)
    faces = next((asset_path(asset.path, asset.content) for asset in site.theme.assets if asset.path == FACES), "")
    return Chrome(
        title=config.title,
        place=config.place,
        language=config.language,
        edition=config.edition,
        publisher=config.publisher,
        contact=config.contact,
        licence=config.licence,
        notice=config.notice,
        url=config.url,
        sections=sections(site, routes),
        footer=(
            *(_page_link(document, routes) for document in _pages(site, "footer")),
            Link(title=say("Data quality"), href=routes.quality()),
            *_legal_links(site, routes),
        ),
        az=Link(title=say("A–Z"), href=routes.index()),
        styles=tuple(path for path, _ in assets(site) if path.endswith(".css") and not PAGES_OWN.match(path) and path != faces),
        scripts=tuple(path for path, _ in assets(site) if path.endswith(".js") and not PAGES_OWN.match(path)),
        search_index=search_index,
        vega=chart_script("vega", config.language),
        frozen=site.archive.freezing is not None,
        editions=Link(title=translate(config.language)("Editions"), href=routes.editions()) if site.archive.frozen else None,
        report=Link(title=say("The whole report"), href=routes.report(config.title, config.edition)) if "pdf" in config.extras else None,
        logo=f"assets/{config.design.logo_asset}" if config.design.logo else "",
        faces=faces,
    )


def sections(site: Site, routes: Routes) -> tuple[Link, ...]:
    """Give the main navigation: areas, themes, analyses if there are any, data, the author's pages."""
    say = translate(site.config.language)
    plural = next(level.plural for level in site.geography.levels if level.id == site.config.main_level)
    return (
        Link(title=plural, href=routes.areas()),
        Link(title=say("Themes"), href=routes.themes()),
        Link(title=say("Map"), href=routes.map()),
        *([Link(title=say("Analyses"), href=routes.analyses())] if has_analyses(site) else []),
        Link(title=say("Data"), href=routes.data()),
        *(_page_link(document, routes) for document in _pages(site, "main")),
    )


def has_analyses(site: Site) -> bool:
    """Tell whether anything goes beyond single indicators."""
    found = site.analyses
    parts = (found.indices, found.typologies, found.selections, found.watches, found.segregations, found.associations)
    return any((*parts, found.targets, found.scenarios))


def make_head(path: str, title: str, description: str = "", section: str = "", crumbs: tuple[Link, ...] = ()) -> Head:
    """Make a page's head; `section` is the address of the entry of the navigation it belongs to."""
    return Head(title=title, description=description, path=path, root=root_of(path), section=section, crumbs=crumbs)


def page_assets(site: Site, *names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the styles and the scripts that a page has for itself: the theme's `css/pages/NAME.css` and `js/pages/NAME.js`."""
    wanted = {f"{kind}/pages/{name}.{kind}" for name in names for kind in ("css", "js")}
    paths = [asset_path(asset.path, asset.content) for asset in site.theme.assets if asset.path in wanted]
    return tuple(path for path in paths if path.endswith(".css")), tuple(path for path in paths if path.endswith(".js"))


def assets(site: Site) -> tuple[tuple[str, bytes], ...]:
    """Give the theme's assets with their addresses. Styles and scripts carry their digest, so that a browser may keep them for ever."""
    return tuple((asset_path(asset.path, asset.content), asset.content) for asset in site.theme.assets)


def asset_path(path: str, content: bytes) -> str:
    """Give the address of one asset of a theme."""
    stem, dot, suffix = path.rpartition(".")
    if suffix in {"css", "js"}:
        return f"assets/{stem}-{digest.short(digest.of_bytes(content))}{dot}{suffix}"
    return f"assets/{path}"


def _pages(site: Site, nav: str) -> list[Document]:
    pages = [document for document in site.documents if document.kind == "page" and document.nav == nav]
    return sorted(pages, key=lambda document: (document.order, document.title))


def _legal_links(site: Site, routes: Routes) -> tuple[Link, ...]:
    """Lead to the pages on licences and on accessibility, unless an author has their own, which stands in the navigation where its author put it."""
    language = site.config.language
    say, authors = translate(language), {document.key for document in site.documents if document.kind == "page"}
    licences = [] if FOLDERS[language]["licences"] in authors else [Link(title=say("Licences"), href=routes.licences())]
    stated = authors & {*ACCESSIBILITY_PAGES[language]}
    return (*licences, *([] if stated else [Link(title=say("Accessibility"), href=routes.accessibility())]))


def _page_link(document: Document, routes: Routes) -> Link:
    return Link(title=document.title, href=routes.text(document.key))
