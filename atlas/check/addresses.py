"""Addresses are for good: whatever an earlier edition had a page about still has one, or says what took its place; corrections concern what there is."""

from collections.abc import Iterator

from atlas.base.diagnostics import Diagnostic, Location, diagnostic, suggestion
from atlas.model.site import Site

SITE = Location(file="site.yaml")


def check_addresses(site: Site) -> tuple[Diagnostic, ...]:
    """Find addresses of earlier editions that would break, and entries about editions that lead nowhere."""
    return (*_broken(site), *_moved(site), *_errata(site))


def _broken(site: Site) -> Iterator[Diagnostic]:
    if site.archive.freezing:
        return
    now, told = _names(site), set[str]()
    for frozen in site.archive.frozen:
        for name, path in frozen.addresses.items():
            if name not in now and name not in site.archive.moved and name not in told:
                told.add(name)
                yield diagnostic("A452", SITE, name=name, path=path, edition=frozen.edition.id)


def _moved(site: Site) -> Iterator[Diagnostic]:
    now = _names(site)
    for heirs in site.archive.moved.values():
        for heir in heirs:
            if heir not in now:
                yield diagnostic("A453", SITE, name=heir, near=suggestion(heir, now))


def _errata(site: Site) -> Iterator[Diagnostic]:
    known = {frozen.edition.id for frozen in site.archive.frozen} | {edition.id for edition in site.archive.editions}
    for one in site.archive.errata:
        for edition in one.editions:
            if edition not in known:
                yield diagnostic("A454", SITE, edition=edition, near=suggestion(edition, known))


def _names(site: Site) -> set[str]:
    names = {f"area:{area.key}" for area in site.geography.areas}
    names |= {f"indicator:{indicator.id}" for indicator in site.register.indicators}
    names |= {f"theme:{theme.id}" for theme in site.register.themes}
    return names | {f"page:{document.key}" for document in site.documents if document.kind == "page" and document.body.strip()}
