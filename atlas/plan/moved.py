"""Addresses that must hold: what each page is about, and a page at every former address that leads to what took its place."""

from collections.abc import Iterator

from atlas.base import digest
from atlas.base.language import translate
from atlas.model.edition import Erratum
from atlas.model.edition_page import EditionRow, EditionsPage, MovedPage
from atlas.model.site import Site
from atlas.plan.routes import Routes


def addresses(site: Site) -> dict[str, str]:
    """Give what a page is about (`area:0101`, `indicator:sgb2`, `theme:…`, `page:…`) → its address."""
    routes = Routes(site.config.language)
    found = {f"area:{area.key}": routes.area(area) for area in site.geography.areas}
    found |= {f"indicator:{indicator.id}": routes.indicator(indicator.id) for indicator in site.register.indicators}
    found |= {f"theme:{theme.id}": routes.theme(theme.id) for theme in site.register.themes}
    return found | {
        f"page:{document.key}": routes.text(document.key)
        for document in site.documents
        if document.kind == "page" and document.body.strip()
    }


def titles(site: Site) -> dict[str, str]:
    """Give what a page is about (`area:0101`, …) → its title."""
    found = {f"area:{area.key}": area.name for area in site.geography.areas}
    found |= {f"indicator:{indicator.id}": indicator.title for indicator in site.register.indicators}
    found |= {f"theme:{theme.id}": theme.title for theme in site.register.themes}
    return found | {f"page:{document.key}": document.title for document in site.documents if document.kind == "page"}


def moved_pages(site: Site) -> Iterator[tuple[str, MovedPage]]:
    """Give each former address with the page that stands there now."""
    now = addresses(site)
    named = titles(site)
    taken = set(now.values())
    for frozen in site.archive.frozen:
        for name, path in frozen.addresses.items():
            if path in taken:
                continue
            heirs = (name,) if name in now else site.archive.moved.get(name, ())
            targets = tuple((named[heir], now[heir]) for heir in heirs if heir in now)
            if targets:
                taken.add(path)
                yield path, MovedPage(heirs=targets)


def editions_page(site: Site) -> EditionsPage:
    """List all frozen editions, the latest first, and all corrections."""
    say = translate(site.config.language)
    kinds = {"data": say("Figures of a year"), "report": say("Report"), "partial": say("Some themes")}
    named = titles(site)
    return EditionsPage(
        rows=tuple(
            EditionRow(
                edition=frozen.edition,
                kind=kinds[frozen.edition.kind],
                href=f"{Routes(frozen.language).edition(frozen.edition.id)}index.html",
            )
            for frozen in site.archive.frozen
        ),
        errata=site.archive.errata,
        names=tuple(
            (named.get(f"indicator:{one.indicator}", one.indicator), named.get(f"area:{one.area}", one.area)) for one in site.archive.errata
        ),
        marks=tuple(erratum_mark(one) for one in site.archive.errata),
        changes=Routes(site.config.language).changes(),
    )


def erratum_mark(erratum: Erratum) -> str:
    """Name a correction by what it says, so that its address stays the same however many follow."""
    return f"_{digest.short(digest.of_value(erratum))}"
