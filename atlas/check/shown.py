"""Whether a number in a text about an area is a figure of its pages, however the text rounds it: asked of all figures at once, not of their print."""

from collections.abc import Iterable

import numpy as np

from atlas.base.text import SIGNS, number
from atlas.model.panel import Floats, rounded
from atlas.model.site import Site


class Shown:
    """The figures of some areas and of those around them in all periods, and the differences of these areas to them; rounded when first asked for."""

    def __init__(self, site: Site, areas: Iterable[str]) -> None:
        geography = site.geography
        rows = {
            key: [geography.rows[key], *(geography.rows[area.key] for area in geography.ancestors(key))] for key in dict.fromkeys(areas)
        }
        self._site = site
        self._used = sorted({row for places in rows.values() for row in places})
        place = {row: place for place, row in enumerate(self._used)}
        self._places = {key: [place[row] for row in around] for key, around in rows.items()}
        self._most = max((one.decimals for one in site.register.indicators), default=0)
        self._rounded: dict[int, tuple[Floats, Floats]] = {}

    def has(self, area: str, written: str) -> bool:
        """Tell whether a number, written as figures are printed, is one of an area: its own, one of the areas around it, or a difference."""
        point, group = SIGNS[self._site.config.language]
        decimals = len(written.partition(point)[2])
        if decimals > self._most:
            return False
        value = float(written.replace(group, "").replace(point, "."))
        if number(value, decimals, self._site.config.language) != written:
            return False
        if decimals not in self._rounded:
            self._rounded[decimals] = self._round(decimals)
        figures, differences = self._rounded[decimals]
        places = self._places[area]
        return bool((figures[places] == value).any() or (differences[places[0]] == value).any())

    def _round(self, decimals: int) -> tuple[Floats, Floats]:
        """Give figures and differences, a row for each area that is used, of all indicators that have so many decimals or more."""
        site, used = self._site, self._used
        ids = [one.id for one in site.register.indicators if one.decimals >= decimals]
        findings = [site.findings[one] for one in ids]
        figures = [site.figures[one].values[used] for one in ids]
        differences = [values[used, np.newaxis] for one in findings for values in (one.to_whole, one.to_parent, one.change)]
        nothing = np.empty((len(used), 0))
        return rounded(np.hstack([nothing, *figures]), decimals), rounded(np.abs(np.hstack([nothing, *differences])), decimals)
