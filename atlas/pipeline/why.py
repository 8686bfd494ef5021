"""Why a page is as it is: which inputs had it made anew, and from which cells of which files a number comes, by which formula and rule.

Places of cells are read anew when somebody asks; no build pays for them. They lead into confidential files, so what they hold is not repeated here.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from atlas.base.diagnostics import AtlasError, Location
from atlas.base.language import translate
from atlas.base.text import anchor
from atlas.pipeline.ahead import Ahead
from atlas.pipeline.sources import engine_digest, load_site
from atlas.plan.routes import PAGE, Routes
from atlas.publish.store import FIRST, PROGRAM, Manifest, Store

if TYPE_CHECKING:
    from atlas.load.recipe import Match, TableSpec
    from atlas.model.crosswalk import Crosswalk
    from atlas.model.geography import Geography
    from atlas.model.indicator import Indicator
    from atlas.model.site import Site
    from atlas.model.tabulation import Tabulation

NAMED = 6
"""So many places are named; of the others the number is told."""


class Subject(Struct, frozen=True, kw_only=True):
    """A figure: one indicator in one area (by its row) and period."""

    indicator: "Indicator"
    row: int
    period: str


def why(root: Path, out: Path, address: str) -> list[str]:
    """Explain a page, or with `#anchor` a figure on it, in the language of the site. `address`: as in a browser, or a path below `out`.

    Raises AtlasError if the site is wrong, LookupError if there is no such page or figure.
    """
    root, out = root.resolve(), out.resolve()
    site, before = _load(root, out)
    path, _, place = address.partition("#")
    path = _page(path, out)
    if before.files and path not in before.files:
        raise LookupError(path)
    lines = [path, *causes(site, before, path)]
    if place:
        lines += origin(root, site, figure_at(site, path, place))
    return lines


def trace(root: Path, out: Path, address: str, words: str = "") -> list[str]:
    """Say where a figure comes from: the one at a place of a page (`#anchor`), or one in a sentence, by the words that explain it there.

    Raises AtlasError if the site is wrong, LookupError if that is no figure.
    """
    site, _ = _load(root.resolve(), out.resolve())
    path, _, place = address.partition("#")
    subjects = quoted(site, words) if words else [figure_at(site, _page(path, out), place)]
    many = translate(site.config.language)("A sum of {count} figures:").format(count=len(subjects))
    return [*([many] if len(subjects) > 1 else []), *(line for subject in subjects for line in origin(root, site, subject))]


def quoted(site: "Site", words: str) -> list[Subject]:
    """Find the figures that a sentence explains as `title, area, day: definition`; a sum names several areas. Raises LookupError if it is none, or not clear."""
    found: list[Subject] = []
    for indicator in (one for one in site.register.indicators if words.startswith(f"{one.title}, ")):
        rows, day = _areas_named(site.geography, words.removeprefix(f"{indicator.title}, "))
        periods = [period for period in site.figures[indicator.id].periods if period in day.partition(":")[0]]
        if rows and periods:
            found += [Subject(indicator=indicator, row=row, period=max(periods, key=len)) for row in rows]
    if not found or len({one.indicator.id for one in found}) > 1:
        raise LookupError(words)
    return found


def _areas_named(geography: "Geography", words: str) -> tuple[list[int], str]:
    """Give the rows of the areas that words begin with, each followed by a comma, and the rest. Raises LookupError if several areas have such a name."""
    rows: list[int] = []
    while True:
        named = [row for row, area in enumerate(geography.areas) if words.startswith(f"{area.name}, ")]
        longest = max((len(geography.areas[row].name) for row in named), default=0)
        best = [row for row in named if len(geography.areas[row].name) == longest]
        if len(best) > 1:
            raise LookupError(words)
        if not best:
            return rows, words
        rows += best
        words = words[longest + 2 :]


def causes(site: "Site", before: Manifest, path: str) -> Iterator[str]:
    """Say why the last build made a file anew, or that it kept it."""
    _ = translate(site.config.language)
    texts = [document.file for document in site.documents if _address(site, document.kind, document.key) == path]
    if not before.files:
        yield _("Not built yet.")
    elif path not in before.fresh:
        yield _("The last build that changed something kept this file: nothing on it had changed.")
    elif FIRST in before.causes:
        yield _("Made by the first build of this folder.")
    else:
        # A text shows on its own page; what else changed may show on any.
        own = [cause for cause in before.causes if cause in texts or not cause.startswith("content/")] or list(before.causes)
        named = ", ".join(_("the program") if cause == PROGRAM else cause for cause in own)
        yield _("Made anew by the last build, because these inputs changed: {names}").format(names=named)
    for text in texts:
        yield _("Text: {file}").format(file=text)


def figure_at(site: "Site", path: str, place: str) -> Subject:
    """Find the figure that a place on a page shows. Raises LookupError if it is none."""
    routes, geography = Routes(site.config.language), site.geography
    for row, area in enumerate(geography.areas):
        if routes.area(area) == path:
            for indicator in site.register.indicators:
                for period in site.figures[indicator.id].periods:
                    if place in {anchor(indicator.id, period), f"{indicator.id}-{period}"}:
                        return Subject(indicator=indicator, row=row, period=period)
                if place.lstrip("_") == indicator.id:
                    return Subject(indicator=indicator, row=row, period=_latest(site, indicator))
    for indicator in site.register.indicators:
        if routes.indicator(indicator.id) == path:
            for row, area in enumerate(geography.areas):
                if place in {anchor("area", area.key), area.key}:
                    return Subject(indicator=indicator, row=row, period=_latest(site, indicator))
    raise LookupError(place)


def origin(root: Path, site: "Site", subject: Subject) -> Iterator[str]:
    """Say where a figure comes from: formula, cells of files, protection."""
    _ = translate(site.config.language)
    indicator, area = subject.indicator, site.geography.areas[subject.row]
    yield f"{indicator.title}, {area.name} ({area.key}), {subject.period}"
    if indicator.recipe is not None:
        yield _("An index, computed from published figures; its page shows the contributions.")
        titles = {one.id: one.title for one in site.register.indicators}
        yield _("Made of: {names}").format(names=", ".join(titles[one.indicator] for one in indicator.recipe.components))
        return
    if indicator.denominator:
        yield _("Formula: {formula}").format(formula=f"{indicator.numerator} / {indicator.denominator} × {indicator.factor:g}")
    tabulation, tables, crosswalks = _tabulation(root, site)
    years = _years(tabulation, indicator, subject.period)
    if len(years) > 1:
        yield _("The counts of {count} years are summed: {years}").format(count=len(years), years=", ".join(years))
    units = _units(crosswalks, len(next(iter(tabulation.series.values())).values), subject.row)
    for series in (name for name in (indicator.numerator, indicator.denominator, indicator.value) if name):
        cells, areas = _cells(tabulation, site.geography, series, subject.row, years)
        summed = _("{series}, summed over {count} areas: {places}") if areas > 1 else _("{series}: {places}")
        if not cells and units:
            summed, areas = _("{series}, by the crosswalk from {count} units with other borders: {places}"), len(units)
            cells = [place for unit in units for place in _cells(tabulation, site.geography, series, unit, years)[0]]
        if cells:
            named = ", ".join(map(str, cells[:NAMED])) + (f" … (+{len(cells) - NAMED})" if len(cells) > NAMED else "")
            yield summed.format(series=series, count=areas, places=named)
            yield from (f"  {_('made of')} {recipe}" for recipe in _made_of(tables, series, {place.file for place in cells}))
        else:
            yield _("{series}: in no table for this area and period").format(series=series)
        rule = site.config.protection.rule_of(series, tabulation.sources.get(series, ""), {indicator.id})
        yield "  " + _protection(site, rule.method).format(minimum=rule.minimum, base=rule.base, reason=rule.reason)


def _load(root: Path, out: Path) -> "tuple[Site, Manifest]":
    store = Store(root)
    before = store.manifest(out)
    return load_site(root, store, engine_digest(), Ahead(root), before.data, drafts=before.drafts).site, before


def _protection(site: "Site", method: str) -> str:
    _ = translate(site.config.language)
    return {
        "suppress": _("Protection: counts under {minimum} are kept back, and others with which they could be worked out."),
        "round": _("Protection: counts are rounded to multiples of {base}."),
        "imported": _("Protection: the table is protected already; its signs are kept."),
        "none": _("Protection: none. {reason}"),
    }[method]


def _cells(tabulation: "Tabulation", geography: "Geography", series: str, row: int, periods: list[str]) -> tuple[list[Location], int]:
    """Give the cells that a figure is made of: its own, else those of the areas inside; and of how many areas."""
    if series not in tabulation.series:
        return [], 1
    own = [place for period in periods for place in tabulation.origins(series, row, tabulation.periods.index(period))]
    if own or row >= len(geography.areas):
        return own, 1
    inner = [_cells(tabulation, geography, series, child, periods) for child in geography.children[geography.areas[row].key]]
    return [place for places, _count in inner for place in places], sum(count for places, count in inner if places)


def _made_of(tables: Sequence["TableSpec"], series: str, files: set[str]) -> Iterator[str]:
    """Write the recipes by which tables make a series of several columns or rows."""
    for made in (table.make[series] for table in tables if series in table.make and table.file in files):
        columns = " + ".join(made.sum) + "".join(f" − {name}" for name in made.minus)
        rows = ", ".join(f"{name}: {_chosen(match)}" for name, match in made.where.items())
        yield "; ".join(filter(None, (columns, rows)))


def _chosen(match: "Match") -> str:
    """Write which cells of a column are meant."""
    return " + ".join(match) if isinstance(match, tuple) else match.pattern or f"≠ {', '.join(match.others)}"


def _years(tabulation: "Tabulation", indicator: "Indicator", period: str) -> list[str]:
    """Give the periods whose counts make up a figure: its own, or all years of a pool (`2020–2022`)."""
    if indicator.pool == 1:
        return [one for one in tabulation.periods if one == period]
    first, _, last = period.partition("–")
    return [one for one in tabulation.periods if one.isdigit() and first <= one <= last]


def _units(crosswalks: "Sequence[Crosswalk]", rows: int, area: int) -> list[int]:
    """Give the rows of the tabulation with the units that lie in an area, at least in part; units stand behind everything else."""
    first = rows - sum(len(one.units) for one in crosswalks)
    found: list[int] = []
    for one in crosswalks:
        found += sorted({first + link.unit for link in one.links if link.target == area})
        first += len(one.units)
    return found


def _tabulation(root: Path, site: "Site") -> "tuple[Tabulation, Sequence[TableSpec], Sequence[Crosswalk]]":
    from atlas.load.config import load_config
    from atlas.load.crosswalks import load_crosswalks
    from atlas.load.tables import load_tables

    spec, found = load_config(root)
    if spec is None:
        raise AtlasError(found)
    crosswalks, found = load_crosswalks(root, spec, site.geography)
    tabulation, more = load_tables(root, spec, site.geography, site.register.measured, crosswalks)
    if tabulation is None:
        raise AtlasError(found + more)
    return tabulation, spec.tables, crosswalks


def _address(site: "Site", kind: str, key: str) -> str:
    routes = Routes(site.config.language)
    if kind == "profile":
        return routes.area(site.geography.areas[site.geography.rows[key]])
    return {"start": routes.start(), "theme": routes.theme(key), "indicator": routes.indicator(key)}.get(kind, routes.text(key))


def _latest(site: "Site", indicator: "Indicator") -> str:
    spot = site.findings[indicator.id].latest
    return site.figures[indicator.id].periods[spot] if spot >= 0 else ""


def _page(address: str, out: Path) -> str:
    """Give the path of a page below the output, whatever way it was named."""
    if "://" in address:
        address = address.split("://", 1)[1].partition("/")[2]
    named = Path(address).resolve() if Path(address).exists() else Path(address)
    path = named.relative_to(out).as_posix() if named.is_relative_to(out) else address.strip("/")
    path = "" if path == "." else path
    return path if path.endswith((".html", ".csv", ".svg", ".js", ".css", ".geojson")) else f"{path}/{PAGE}".lstrip("/")
