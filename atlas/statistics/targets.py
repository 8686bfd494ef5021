"""How far figures are from what has been decided to reach."""

import math
from collections.abc import Mapping

from atlas.model.analysis import Outcome, Target, TargetRule, TargetState
from atlas.model.finding import Finding
from atlas.model.panel import Panel


def aim(rule: TargetRule, panels: Mapping[str, Panel], findings: Mapping[str, Finding]) -> Target:
    """Set the latest figure of each area beside its target: a fixed figure, or one worked out from the figure of the base period."""
    panel, latest = panels[rule.indicator], findings[rule.indicator].latest
    start = panel.periods.index(rule.base) if rule.base in panel.periods else -1
    states = tuple(_state(rule, row, panel, start, latest) for row in rule.rows)
    return Target(rule=rule, period=panel.periods[latest] if latest >= 0 else "", states=states)


def _state(rule: TargetRule, row: int, panel: Panel, start: int, latest: int) -> TargetState:
    before = float(panel.values[row, start]) if start >= 0 else math.nan
    value = float(panel.values[row, latest]) if latest >= 0 else math.nan
    target = rule.value
    if not math.isnan(rule.relative):
        target = before * (1 + rule.relative / 100.0)
    elif not math.isnan(rule.points):
        target = before + rule.points
    gap = value - target
    reached = gap >= 0 if rule.direction == "at_least" else gap <= 0
    return TargetState(
        row=row,
        start=before,
        target=target,
        value=value,
        gap=gap,
        reached=Outcome.UNKNOWN if math.isnan(gap) else Outcome.YES if reached else Outcome.NO,
    )
