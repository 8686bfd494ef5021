"""Borders that an author set for the classes of a map, seen with the figures: classes without a figure, ramps that do not meet in their middle."""

from collections.abc import Iterator

import numpy as np

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.site import Site

REGISTER = Location(file="site.yaml")


def classes_by_hand(site: Site) -> Iterator[Diagnostic]:
    """Report the author's own borders that leave a class empty in all periods, or more classes on one side of a centre than on the other."""
    for indicator in site.register.indicators:
        breaks = indicator.classes.breaks
        finding = site.findings[indicator.id] if breaks else None
        if finding is None or finding.latest < 0:
            continue
        words = {"indicator": indicator.id, "title": indicator.title, "breaks": ", ".join(f"{border:g}" for border in breaks)}
        rows = list(site.geography.level_rows[site.config.main_level])
        met = set(np.unique(finding.classes[rows]).tolist())
        empty = [str(code + 1) for code in range(len(breaks) + 1) if code not in met]
        if empty and len(met) > 1:
            yield diagnostic("A320", REGISTER, **words, classes=", ".join(empty), count=len(breaks) + 1)
        below, above = (int(np.sum(side)) for side in (np.array(breaks) < finding.centre, np.array(breaks) > finding.centre))
        if not np.isnan(finding.centre) and below != above:
            yield diagnostic("A321", REGISTER, **words, centre=f"{finding.centre:.{indicator.decimals}f}", below=below, above=above)
