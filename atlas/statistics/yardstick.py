"""Publish the figures of areas outside of the atlas, in the periods of those inside."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from atlas.model.finding import Finding
from atlas.model.geography import Area, Geography, Level
from atlas.model.indicator import Register
from atlas.model.panel import Panel, Series, Status
from atlas.model.tabulation import Tabulation
from atlas.model.yardstick import Yardstick
from atlas.statistics.compare import difference

Publish = Callable[[Tabulation, Geography, Register], Mapping[str, Panel]]


def find_yardsticks(
    tabulation: Tabulation,
    names: Sequence[tuple[str, str]],
    register: Register,
    figures: Mapping[str, Panel],
    findings: Mapping[str, Finding],
    publish: Publish,
) -> tuple[Yardstick, ...]:
    """Publish yardsticks (`names`: key and name, in the order of the rows of `tabulation`) as `publish` does the areas, whose `figures` are given."""
    if not names:
        return ()
    areas = tuple(Area(key=key, name=name, level="yardstick", parent="", slug="", square_kilometres=0.0) for key, name in names)
    geography = Geography(levels=(Level(id="yardstick", title="", plural=""),), areas=areas, canvas=(1, 1), drawings=())
    everywhere = replace(register, indicators=tuple(replace(indicator, not_collected=()) for indicator in register.indicators))
    panels = publish(tabulation, geography, everywhere)
    return tuple(_yardstick(key, name, row, panels, figures, findings) for row, (key, name) in enumerate(names))


def _yardstick(
    key: str, name: str, row: int, panels: Mapping[str, Panel], figures: Mapping[str, Panel], findings: Mapping[str, Finding]
) -> Yardstick:
    known = [indicator for indicator in figures if indicator in panels and not np.isnan(panels[indicator].values[row]).all()]
    series = {indicator: _series(panels[indicator], row, figures[indicator].periods) for indicator in known}
    return Yardstick(
        key=key, name=name, figures=series, changes={indicator: _change(series[indicator], findings[indicator]) for indicator in known}
    )


def _change(series: Series, finding: Finding) -> float:
    """Give how far the latest figure lies from that of the base period; NaN where there is nothing to compare."""
    if finding.latest <= finding.base:
        return np.nan
    now, then = (np.array([series.values[place]]) for place in (finding.latest, finding.base))
    return float(difference(now, then, in_points=finding.in_points)[0])


def _series(panel: Panel, row: int, periods: Sequence[str]) -> Series:
    """Give one row over other periods; what it has no column for is unknown."""
    column = {period: place for place, period in enumerate(panel.periods)}
    places = [column.get(period, -1) for period in periods]
    return Series(
        values=tuple(float(panel.values[row, place]) if place >= 0 else np.nan for place in places),
        status=bytes(int(panel.status[row, place]) if place >= 0 else Status.UNKNOWN for place in places),
        flags=bytes(int(panel.flags[row, place]) if place >= 0 else 0 for place in places),
    )
