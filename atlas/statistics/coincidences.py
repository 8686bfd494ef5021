"""Sums that nobody declared, found in the figures themselves, as an outsider would find them.

Equal series, sums of two or three series, periods with the same figures, ready-made rates that are a count divided by another, areas outside
that are all areas of a level together: each is believed once it holds wherever it can be tested.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from atlas.model.geography import Geography
from atlas.model.indicator import Register
from atlas.model.panel import Floats
from atlas.model.protection import KnownRate, Total
from atlas.model.tabulation import KnownTotal, Tabulation
from atlas.statistics.system import Ints, Mask

CLOSE = 1e-6
ENOUGH = 8
"""So many cells must agree before figures are taken for a sum of others."""
PROBES, FEW = 64, 6
MANY = 150
"""Above so many series, sums are no longer looked for, only equal ones."""
FACTORS = (1.0, 100.0, 1000.0, 10_000.0, 100_000.0)
"""Rates are so many times a count divided by another."""

Sum = tuple[str, tuple[str, ...]]


class Book(Struct, frozen=True, kw_only=True):
    """All series as one block: series × areas × periods. `values` are NaN where there is no number, 0 where a count makes no sense and never did.

    `summed`: series whose figures add up over areas. Cell numbers are places in the flattened block.
    """

    series: tuple[str, ...]
    periods: tuple[str, ...]
    values: Floats
    summed: Mask

    @property
    def numbers(self) -> Ints:
        return np.arange(self.values.size).reshape(self.values.shape)


def find_sums(book: Book) -> list[Sum]:
    """Find series that are, in all cells known of them, equal to another one or to the sum of two or three others."""
    flat = np.where(book.summed[:, None, None], book.values, np.nan).reshape(len(book.series), -1)
    known = np.isfinite(flat)
    probes = np.argsort(-known.sum(axis=0), kind="stable")[:PROBES]
    probe = flat[:, probes]
    found: list[Sum] = []
    copies: set[int] = set()
    for one in range(len(flat)):
        for other in np.flatnonzero(_agree(probe[one], probe)).tolist():
            if other > one and other not in copies and _same(flat[one], flat[other]):
                found.append((book.series[one], (book.series[other],)))
                copies.add(other)
    left = [place for place in np.flatnonzero(known.sum(axis=1) >= ENOUGH).tolist() if place not in copies]
    if len(left) > MANY:
        return found
    probe = probe[left]
    few = probe[:, np.argsort(-((probe != 0) & np.isfinite(probe)).sum(axis=0), kind="stable")[:FEW]]
    for one in range(len(left)):
        differ = (np.abs(few - (few[one] + few[one + 1 :])[:, np.newaxis]) > CLOSE).any(axis=2)
        others, totals = np.nonzero(~differ)
        agree = _agree(probe[one] + probe[one + 1 + others], probe[totals])
        for other, total in zip(others[agree].tolist(), totals[agree].tolist(), strict=True):
            parts = left[one], left[one + 1 + other]
            if left[total] not in parts and _same(flat[list(parts)].sum(axis=0), flat[left[total]]):
                found.append((book.series[left[total]], (book.series[parts[0]], book.series[parts[1]])))
    return [*found, *_sums_of_three(book.series, flat, left)]


def _sums_of_three(names: tuple[str, ...], flat: Floats, left: list[int]) -> Iterator[Sum]:
    """Find sums of three by what is left of the whole: whole − one = other + third. Looked for where most series are known."""
    known = np.isfinite(flat[left])
    columns = np.flatnonzero(known.sum(axis=0) >= known.sum(axis=0).max(initial=0))[:PROBES]
    whole = [place for place in left if len(columns) >= ENOUGH and np.isfinite(flat[place, columns]).all() and flat[place, columns].any()]
    probe = np.rint(flat[whole][:, columns] / CLOSE).astype(np.int64) if whole else np.zeros((0, 0), dtype=np.int64)
    pairs: dict[bytes, list[tuple[int, int]]] = {}
    for one in range(len(whole)):
        for other in range(one + 1, len(whole)):
            pairs.setdefault((probe[one] + probe[other]).tobytes(), []).append((whole[one], whole[other]))
    told: set[tuple[int, ...]] = set()
    for total in range(len(whole)):
        for one in range(len(whole)):
            for pair in pairs.get((probe[total] - probe[one]).tobytes(), ()) if one != total else ():
                parts = tuple(sorted((whole[one], *pair)))
                if (
                    len({whole[total], *parts}) == 4
                    and (whole[total], *parts) not in told
                    and _same(flat[list(parts)].sum(axis=0), flat[whole[total]])
                ):
                    told.add((whole[total], *parts))
                    yield names[whole[total]], tuple(names[part] for part in parts)


def find_same_periods(book: Book) -> list[tuple[int, int, int]]:
    """Find a series' periods that have the same figures as an earlier one: (series, earlier, later)."""
    found: list[tuple[int, int, int]] = []
    for place in np.flatnonzero(book.summed).tolist():
        for later in range(1, len(book.periods)):
            earlier, now = book.values[place, :, :later], book.values[place, :, [later]].T
            both = np.isfinite(earlier) & np.isfinite(now) & ((earlier != 0) | (now != 0))
            same = (both.sum(axis=0) >= ENOUGH) & ~(both & (np.abs(earlier - now) > CLOSE)).any(axis=0)
            found += [(place, one, later) for one in np.flatnonzero(same)[-1:].tolist()]
    return found


def _agree(sums: Floats, candidates: Floats) -> Mask:
    """Tell which candidates (rows) are nowhere different from sums (one for all, or one each), and somewhere equal and not zero."""
    with np.errstate(invalid="ignore"):
        differ = np.abs(candidates - sums) > CLOSE
        equal = (np.abs(candidates - sums) <= CLOSE) & (sums != 0)
    return np.asarray(~differ.any(axis=1) & equal.any(axis=1))


def _same(one: Floats, other: Floats) -> bool:
    both = np.isfinite(one) & np.isfinite(other) & ((one != 0) | (other != 0))
    return bool(both.sum() >= ENOUGH and (np.abs(one - other)[both] <= CLOSE).all())


def find_runs(tabulation: Tabulation, groups: Sequence[tuple[str, ...]], names: Iterable[str]) -> tuple[Total, ...]:
    """Find series (`names`) that are all of some neighbouring age groups together: of one side of the age structure, or of both.

    `groups`: the series of each group, from the youngest to the oldest. Whoever sees both adds them up.
    """
    others = [name for name in names if name in tabulation.series and not any(name in group for group in groups)]
    if not groups or not all(name in tabulation.series for group in groups for name in group):
        return ()
    sides = [*zip(*groups, strict=True), tuple(groups)]
    found: list[Total] = []
    for side in sides:
        flat = np.array([sum(tabulation.series[name].values for name in ((one,) if isinstance(one, str) else one)) for one in side])
        sums = np.cumsum(np.concatenate((np.zeros((1, *flat.shape[1:])), flat)), axis=0)
        for first in range(len(side)):
            for last in range(first + 1, len(side) + 1):
                parts = tuple(name for one in side[first:last] for name in ((one,) if isinstance(one, str) else one))
                run = (sums[last] - sums[first]).ravel()
                found += [Total(total=name, parts=parts) for name in others if _same(run, tabulation.series[name].values.ravel())]
    return tuple(found)


def find_rates(book: Book, ready_made: Iterable[tuple[str, int]]) -> list[KnownRate]:
    """Find ready-made series (with the digits they are shown with) that are one count divided by another, times a round factor."""
    counts = np.flatnonzero(book.summed).tolist()
    if len(counts) > MANY:
        return []
    flat = book.values.reshape(len(book.series), -1)
    found: list[KnownRate] = []
    for name, decimals in ready_made:
        rate = flat[book.series.index(name)]
        places = np.flatnonzero(np.isfinite(rate) & (rate != 0))
        if len(places) < ENOUGH:
            continue
        probes = places[np.argsort(-np.isfinite(flat[counts][:, places]).sum(axis=0), kind="stable")[:PROBES]]
        for count in counts:
            with np.errstate(invalid="ignore", divide="ignore"):
                quotients = flat[count, probes] / flat[counts][:, probes]
            for factor in FACTORS:
                off = np.abs(quotients * factor - rate[probes]) > 0.5 * 10.0**-decimals + CLOSE
                known = np.isfinite(quotients)
                for base in np.flatnonzero(~(off & known).any(axis=1) & (known.sum(axis=1) >= ENOUGH)).tolist():
                    if counts[base] != count and _is_rate(rate, flat[count], flat[counts[base]], factor, decimals):
                        names = {"rate": name, "count": book.series[count], "base": book.series[counts[base]]}
                        found.append(KnownRate(**names, factor=factor, decimals=decimals))
    return found


def _is_rate(rate: Floats, count: Floats, base: Floats, factor: float, decimals: int) -> bool:
    """Tell whether a rate is a count divided by a base, to the digit, with more than chance behind it: the counts must differ from area to area."""
    with np.errstate(invalid="ignore", divide="ignore"):
        quotient = count / base * factor
    both = np.isfinite(quotient) & np.isfinite(rate)
    exact = np.abs(quotient[both] - rate[both]) <= 0.5 * 10.0**-decimals + CLOSE
    return bool(exact.sum() >= ENOUGH and exact.all() and len(np.unique(rate[both])) >= ENOUGH // 2)


def find_totals(tabulation: Tabulation, outside: Tabulation, geography: Geography, register: Register) -> tuple[KnownTotal, ...]:
    """Find figures of areas outside that are the sums of all areas of a level: an outside whole gives away what is missing within it.

    Only counts that are shown of areas outside are looked at. `tabulation` is the confidential one.
    """
    shown = (
        {indicator.value for indicator in register.indicators if indicator.kind == "count"} & set(outside.series) & set(tabulation.series)
    )
    return tuple(one for name in sorted(shown) for one in _totals_of(name, tabulation, outside, geography))


def _totals_of(name: str, tabulation: Tabulation, outside: Tabulation, geography: Geography) -> Iterator[KnownTotal]:
    within, whole = tabulation.series[name].values, outside.series[name].values
    for level in geography.levels:
        rows = list(geography.level_rows[level.id])
        sums = within[rows].sum(axis=0)
        for area, column in np.argwhere((np.abs(whole - sums) <= CLOSE) & (sums != 0)).tolist():
            period = outside.periods[column]
            yield KnownTotal(series=name, period=period, rows=tuple(rows), total=float(whole[area, column]))
