"""Versions of texts: one in *Leichte Sprache* names who checked it, and none is older than its original."""

from collections.abc import Iterator

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.site import Site
from atlas.model.version import VARIANTS


def check_versions(site: Site) -> tuple[Diagnostic, ...]:
    """Find versions that nobody has checked, and those whose original has changed since."""
    return tuple(_doubts(site))


def _doubts(site: Site) -> Iterator[Diagnostic]:
    originals = {(text.kind, text.key): text for text in site.documents}
    for text in site.documents:
        if text.of is None:
            continue
        variant, original = VARIANTS[text.variant], originals.get(text.of)
        if variant.needs_check and not text.checked_by:
            yield diagnostic("A163", Location(file=text.file), title=variant.title)
        if original is not None and text.date and original.date > text.date:
            where = Location(file=text.file)
            yield diagnostic("A164", where, title=variant.title, date=text.date, original=original.file, changed=original.date)
