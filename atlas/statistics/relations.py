"""Which sums outsiders know: areas that make up another one, series that add up to another one, periods with the same figures.

Many of them are found in the figures themselves, as an outsider would find them (`coincidences`); others are declared.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from msgspec import Struct

from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Floats
from atlas.model.protection import KnownRate, Protection, Total
from atlas.model.tabulation import KnownMean, KnownSum, KnownTotal, Pool, Tabulation
from atlas.statistics.coincidences import Book, Sum, find_same_periods, find_sums
from atlas.statistics.system import Ints, Mask, Relations, join

Window = tuple[int, int, int, list[int]]
"""A pooled series, the one it is made of, a period, and the periods that are summed up in it: all as places in the book."""


class Links(Struct, frozen=True, kw_only=True):
    """How figures were computed from others, as outsiders can: other borders, pooled years, weighted means, sums known from outside, rates."""

    sums: tuple[KnownSum, ...] = ()
    pools: tuple[Pool, ...] = ()
    means: tuple[KnownMean, ...] = ()
    totals: tuple[KnownTotal, ...] = ()
    rates: tuple[KnownRate, ...] = ()
    runs: tuple[Total, ...] = ()


def links_of(tabulation: Tabulation) -> Links:
    """Collect how the figures of a tabulation were computed."""
    return Links(
        sums=tabulation.sums,
        pools=tabulation.pools,
        means=tabulation.means,
        totals=tabulation.totals,
        rates=tabulation.rates,
        runs=tabulation.runs,
    )


def behind_pools(pools: Iterable[Pool], shown: Collection[str], register: Register) -> dict[str, tuple[Indicator, ...]]:
    """Name the series of single years that are published pooled only, each with the indicators that are made of its pools.

    Outsiders know nothing of them but that pooled counts are their sums. Magnitudes and ready-made figures are left out: no person is counted.
    """
    found: dict[str, tuple[Indicator, ...]] = {}
    for one in pools:
        if one.series in shown and one.of not in shown:
            uses = tuple(indicator for indicator in register.indicators if one.series in (indicator.numerator, indicator.value))
            found[one.of] = (*found.get(one.of, ()), *uses)
    return {name: uses for name, uses in found.items() if all(one.kind not in ("mean", "value") for one in uses)}


def known_relations(book: Book, geography: Geography, protection: Protection, links: Links, concerned: Mask) -> tuple[Relations, Mask]:
    """Give all relations of the series and periods that a concerned cell (series × areas × periods) has to do with, and mark these (series × periods).

    The constant of a relation is what the figures say: sums that do not come out exactly are known to outsiders, too.
    """
    totals = [*((one.total, one.parts) for one in (*protection.totals, *links.runs)), *find_sums(book)]
    same = [*_declared_periods(book, protection), *find_same_periods(book)]
    pools = list(_pools(book, links.pools))
    active = _active(book, totals, same, pools, np.asarray(concerned.any(axis=1)))
    found = [
        _hierarchy(book, geography, active),
        _totals(book, totals, active),
        _periods(book, same, active),
        _sums(book, links.sums, active),
        _windows(book, pools, active),
        _means(book, geography, links.means, active),
        _outer_totals(book, links.totals, active),
    ]
    return join(found), active


def _active(book: Book, totals: Iterable[Sum], same: Iterable[tuple[int, int, int]], pools: Sequence[Window], concerned: Mask) -> Mask:
    """Spread what is concerned (series × periods) over series and periods that are linked."""
    places = {name: place for place, name in enumerate(book.series)}
    active = concerned.copy()
    groups = [[places[name] for name in (total, *parts) if name in places] for total, parts in totals]
    links = list(same)
    while True:
        before = active.sum()
        for group in groups:
            active[group] |= active[group].any(axis=0)
        for place, earlier, later in links:
            active[place, [earlier, later]] |= active[place, [earlier, later]].any()
        for pooled, of, column, window in pools:
            linked = active[pooled, column] | active[of, window].any()
            active[pooled, column] = linked
            active[of, window] |= linked
        if active.sum() == before:
            return active


def _make(cells: Ints, coefficients: Floats, sizes: Ints, book: Book) -> Relations:
    """Make relations from the cells of all of them, one after the other."""
    starts = np.cumsum(sizes) - sizes
    terms = coefficients * book.values.ravel()[cells]
    sums = np.add.reduceat(terms, starts) if len(starts) else np.zeros(0)
    return Relations(starts=starts, members=cells, coefficients=coefficients, constants=np.where(np.isnan(sums), 0.0, sums))


def _hierarchy(book: Book, geography: Geography, active: Mask) -> Relations:
    """An area is the sum of the areas inside."""
    families = [(row, inside) for row, area in enumerate(geography.areas) if (inside := geography.children[area.key])]
    rows = np.array([row for parent, inside in families for row in (parent, *inside)], dtype=np.intp)
    signs = np.array([sign for _, inside in families for sign in (1.0, *([-1.0] * len(inside)))])
    sizes = np.array([1 + len(inside) for _, inside in families], dtype=np.intp)
    series, periods = np.nonzero(active & book.summed[:, None])
    cells = book.numbers[series[:, None], rows[None, :], periods[:, None]] if len(rows) else np.zeros((0, 0), dtype=np.intp)
    return _make(cells.ravel(), np.tile(signs, len(series)), np.tile(sizes, len(series)), book)


def _totals(book: Book, totals: Sequence[Sum], active: Mask) -> Relations:
    """A series is the sum of others, in every area and period."""
    places = {name: place for place, name in enumerate(book.series)}
    found: list[Relations] = []
    for total, parts in totals:
        if any(name not in places for name in (total, *parts)):
            continue
        columns = np.flatnonzero(active[places[total]])
        names = [places[total], *(places[part] for part in parts)]
        cells = book.numbers[names][:, :, columns].reshape(len(names), -1).T
        signs = np.tile(np.array([1.0, *([-1.0] * len(parts))]), len(cells))
        found.append(_make(cells.ravel(), signs, np.full(len(cells), len(names), dtype=np.intp), book))
    return join(found) if found else _none()


def _periods(book: Book, same: Sequence[tuple[int, int, int]], active: Mask) -> Relations:
    """Figures of one period are those of another."""
    chosen = [one for one in same if active[one[0], one[1]]]
    if not chosen:
        return _none()
    cells = np.concatenate([book.numbers[place][:, [earlier, later]] for place, earlier, later in chosen])
    return _make(cells.ravel(), np.tile([1.0, -1.0], len(cells)), np.full(len(cells), 2, dtype=np.intp), book)


def _sums(book: Book, sums: Sequence[KnownSum], active: Mask) -> Relations:
    """Figures computed from those of other areas, such as those of former borders."""
    places = {name: place for place, name in enumerate(book.series)}
    columns = {period: column for column, period in enumerate(book.periods)}
    cells: list[int] = []
    signs: list[float] = []
    sizes: list[int] = []
    for one in sums:
        if one.series in places and active[places[one.series], columns[one.period]]:
            own = [(one.row, -1.0), *one.parts]
            cells += [int(book.numbers[places[one.series], row, columns[one.period]]) for row, _ in own]
            signs += [weight for _, weight in own]
            sizes.append(len(own))
    return _make(np.array(cells, dtype=np.intp), np.array(signs), np.array(sizes, dtype=np.intp), book)


def _pools(book: Book, pools: Iterable[Pool]) -> Iterable[Window]:
    """Give the windows of all pooled series that are published beside the one they are made of."""
    columns = {int(period): place for place, period in enumerate(book.periods) if period.isdigit()}
    for one in pools:
        if one.series in book.series and one.of in book.series:
            for year, column in columns.items():
                window = [columns[past] for past in range(year - one.years + 1, year + 1) if past in columns]
                if len(window) == one.years:
                    yield book.series.index(one.series), book.series.index(one.of), column, window


def _windows(book: Book, pools: Sequence[Window], active: Mask) -> Relations:
    """A pooled count is the sum of its years."""
    chosen = [one for one in pools if active[one[0], one[2]]]
    if not chosen:
        return _none()
    cells = [np.column_stack((book.numbers[pooled][:, [column]], book.numbers[of][:, window])) for pooled, of, column, window in chosen]
    signs = [np.tile([1.0, *([-1.0] * (block.shape[1] - 1))], len(block)) for block in cells]
    sizes = np.concatenate([np.full(len(block), block.shape[1], dtype=np.intp) for block in cells])
    return _make(np.concatenate([block.ravel() for block in cells]), np.concatenate(signs), sizes, book)


def _means(book: Book, geography: Geography, means: Iterable[KnownMean], active: Mask) -> Relations:
    """A ready-made figure of a larger area is the mean of those inside: with published weights, one that is missing can be worked out."""
    cells: list[int] = []
    signs: list[float] = []
    sizes: list[int] = []
    for one in means:
        if one.series not in book.series or one.weights not in book.series:
            continue
        place, weights = book.series.index(one.series), book.values[book.series.index(one.weights)]
        for row, period in one.places:
            column, inside = book.periods.index(period), list(geography.children[geography.areas[row].key])
            total = float(weights[inside, column].sum())
            if active[place, column] and np.isfinite(total) and total > 0:
                cells += [int(cell) for cell in book.numbers[place, [row, *inside], column]]
                signs += [-1.0, *(float(weight) / total for weight in weights[inside, column])]
                sizes.append(1 + len(inside))
    return _make(np.array(cells, dtype=np.intp), np.array(signs), np.array(sizes, dtype=np.intp), book)


def _outer_totals(book: Book, totals: Iterable[KnownTotal], active: Mask) -> Relations:
    """Areas of a level add up to what is published of an area outside."""
    chosen = [one for one in totals if one.series in book.series and active[book.series.index(one.series), book.periods.index(one.period)]]
    sizes = np.array([len(one.rows) for one in chosen], dtype=np.intp)
    cells = [book.numbers[book.series.index(one.series), list(one.rows), book.periods.index(one.period)] for one in chosen]
    return Relations(
        starts=(np.cumsum(sizes) - sizes).astype(np.intp),
        members=np.concatenate([np.zeros(0, dtype=np.intp), *cells]),
        coefficients=np.ones(int(sizes.sum())),
        constants=np.array([one.total for one in chosen]),
    )


def _declared_periods(book: Book, protection: Protection) -> Iterable[tuple[int, int, int]]:
    for one in protection.unchanged:
        if one.series in book.series:
            columns = [book.periods.index(period) for period in one.periods if period in book.periods]
            yield from ((book.series.index(one.series), columns[0], later) for later in columns[1:])


def _none() -> Relations:
    empty = np.zeros(0, dtype=np.intp)
    return Relations(starts=empty, members=empty, coefficients=np.zeros(0), constants=np.zeros(0))
