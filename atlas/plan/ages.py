"""The age structure of an area beside that of the whole, and the table of all areas to take home."""

import math
from collections.abc import Iterator, Mapping

from atlas.model.ages import PREFIX, AgeRow, AgeRule, AgeView
from atlas.model.job import CsvArea, CsvIndicator, CsvJob
from atlas.model.panel import Panel
from atlas.plan.desk import Desk
from atlas.plan.figures import whole_row
from atlas.plan.stack import Stack

Sides = tuple[float, float]


def age_view(desk: Desk, row: int) -> AgeView | None:
    """Give the latest age structure of an area, by its row; None where nothing of it is known."""
    rule, panels = desk.site.config.ages, desk.site.ages
    period = _latest(panels, row)
    if rule is None or not period:
        return None
    whole = whole_row(desk.geography)
    compared = whole is not None and whole != row
    counts, status = _column(rule, panels, row, period)
    shares = _shares(desk, counts, row, period)
    around = _shares(desk, _column(rule, panels, whole, period)[0], whole, period) if compared and whole is not None else [(math.nan,) * 2]
    rows = (
        AgeRow(title=group.title, counts=one, status=state, shares=share, whole=around[place % len(around)])
        for place, (group, one, state, share) in enumerate(zip(rule.groups, counts, status, shares, strict=True))
    )
    return AgeView(
        left=rule.left,
        right=rule.right,
        whole_name=desk.geography.areas[whole].name if compared and whole is not None else "",
        date=f"{rule.reference_date}{period}" if rule.reference_date[:1].isdigit() else period,
        source=rule.source,
        file=desk.routes.ages(),
        rows=tuple(rows)[::-1],
    )


def age_table(desk: Desk) -> Iterator[CsvJob]:
    """Plan the table of all areas, if there is an age structure."""
    rule, panels, areas = desk.site.config.ages, desk.site.ages, desk.geography.areas
    if rule is None or not panels:
        return
    names = [name for name in rule.series if name in panels]
    stack = Stack([panels[name] for name in names], [0] * len(names), len(areas))
    yield CsvJob(
        path=desk.routes.ages(),
        areas=tuple(CsvArea(key=area.key, name=area.name, level=area.level) for area in areas),
        indicators=tuple(CsvIndicator(id=f"{PREFIX}{name}", unit="", decimals=0, periods=panels[name].periods) for name in names),
        cells=(stack.cut(tuple(range(len(names))), tuple(range(len(areas)))),),
    )


def _latest(panels: Mapping[str, Panel], row: int) -> str:
    known = (
        period for panel in panels.values() for period, value in zip(panel.periods, panel.values[row], strict=True) if not math.isnan(value)
    )
    return max(known, default="")


def _column(rule: AgeRule, panels: Mapping[str, Panel], row: int, period: str) -> tuple[list[Sides], list[tuple[int, int]]]:
    def at(name: str) -> tuple[float, int]:
        panel = panels[name]
        spot = panel.periods.index(period)
        return float(panel.values[row, spot]), int(panel.status[row, spot])

    pairs = [(at(group.left), at(group.right)) for group in rule.groups]
    return [(left[0], right[0]) for left, right in pairs], [(left[1], right[1]) for left, right in pairs]


def _shares(desk: Desk, counts: list[Sides], row: int, period: str) -> list[Sides]:
    """Divide by all inhabitants: their published number, or the sum of the groups if every one is published."""
    people, total = desk.site.population, sum(left + right for left, right in counts)
    if math.isnan(total) and people is not None and period in people.periods:
        total = float(people.values[row, people.periods.index(period)])
    return [(left / total * 100, right / total * 100) if total > 0 else (math.nan, math.nan) for left, right in counts]
