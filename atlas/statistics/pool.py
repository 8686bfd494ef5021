"""Pool years: where one year has too few cases, the counts of several are summed before anything is divided, and the figure says which years it stands for."""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Panel, Status, freeze, is_numeric
from atlas.model.tabulation import Counts, Pool, Tabulation

SILENCES = (Status.CONFIDENTIAL, Status.NOT_COLLECTED, Status.NOT_APPLICABLE, Status.UNRELIABLE, Status.PENDING, Status.UNKNOWN)
"""Of several years without a figure the one that stands first here speaks for the pool."""


def pool(tabulation: Tabulation, register: Register) -> tuple[Tabulation, Register]:
    """Add the pooled counts that indicators ask for, each in the last of its years, and let these indicators be made of them."""
    series, sources = dict(tabulation.series), dict(tabulation.sources)
    pools: list[Pool] = []
    indicators = []
    for indicator in register.indicators:
        if indicator.pool == 1:
            indicators.append(indicator)
            continue
        called = {name: f"{name} ({indicator.pool})" for name in indicator.series if name in tabulation.series}
        for name, pooled in called.items():
            series[pooled] = _pooled(tabulation.series[name], _windows(tabulation.periods, indicator.pool))
            sources[pooled] = tabulation.sources[name]
            pools.append(Pool(series=pooled, of=name, years=indicator.pool))
        numerator, denominator, value = (called.get(name, name) for name in (indicator.numerator, indicator.denominator, indicator.value))
        indicators.append(replace(indicator, numerator=numerator, denominator=denominator, value=value))
    tabulation = replace(tabulation, series=series, sources=sources, pools=tuple(dict.fromkeys(pools)))
    return tabulation, replace(register, indicators=tuple(indicators))


def name_pools(figures: Mapping[str, Panel], indicators: Sequence[Indicator]) -> dict[str, Panel]:
    """Call the periods of pooled figures by their first and last year: `2020–2022`."""
    years = {indicator.id: indicator.pool for indicator in indicators}
    return {
        identifier: replace(panel, periods=tuple(f"{int(period) - years[identifier] + 1}–{period}" for period in panel.periods))
        if years[identifier] > 1
        else panel
        for identifier, panel in figures.items()
    }


def _windows(periods: Sequence[str], years: int) -> list[list[int]]:
    """Give for each period the columns of the years that end with it; nothing where one of them is missing, or the period is no year."""
    column = {int(period): place for place, period in enumerate(periods) if period.isdigit()}
    wanted = [range(int(period) - years + 1, int(period) + 1) if period.isdigit() else range(0) for period in periods]
    return [[column[year] for year in span] if span and all(year in column for year in span) else [] for span in wanted]


def _pooled(counts: Counts, windows: Sequence[Sequence[int]]) -> Counts:
    shape = counts.values.shape
    values, status = np.full(shape, np.nan), np.full(shape, Status.UNKNOWN, dtype=np.uint8)
    flags, delivered = np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=np.uint8)
    for place, window in enumerate(windows):
        if not window:
            continue
        parts = counts.status[:, window]
        complete = is_numeric(parts).all(axis=1)
        total = np.where(complete, np.nansum(counts.values[:, window], axis=1), np.nan)
        sign = np.where(total == 0, np.uint8(Status.ZERO), np.uint8(Status.OK))
        for silence in reversed(SILENCES):
            sign = np.where((parts == silence).any(axis=1), np.uint8(silence), sign)
        values[:, place], status[:, place] = total, sign
        flags[:, place] = np.bitwise_or.reduce(counts.flags[:, window], axis=1)
        delivered[:, place] = counts.delivered[:, window].min(axis=1)
    return Counts(values=freeze(values), status=freeze(status), flags=freeze(flags), delivered=freeze(delivered))
