"""Rules that authors set: areas that meet several criteria at once, and changes that deserve a look."""

from collections.abc import Mapping

import numpy as np

from atlas.model.analysis import Alert, Criterion, Outcome, Selection, SelectionRule, Watch, WatchRule
from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator
from atlas.model.panel import Flag, Floats, Panel
from atlas.statistics.compare import difference, whole_row
from atlas.statistics.periods import years_before


def select(rule: SelectionRule, panels: Mapping[str, Panel], findings: Mapping[str, Finding], geography: Geography) -> Selection:
    """Try a rule on the latest figures of every area of its level.

    An area is selected if it meets enough criteria, and not if it could not even with those that lack a figure; between the two it cannot be told.
    """
    rows = list(geography.level_rows[rule.level])
    whole = whole_row(geography)
    tried = [_try(one, rule.reference, panels[one.indicator], findings[one.indicator], rows, whole) for one in rule.criteria]
    values, outcomes = np.array([one[3] for one in tried]).T, np.array([one[4] for one in tried], dtype=np.uint8).T
    met = (outcomes == Outcome.YES).sum(axis=1)
    possible = met + (outcomes == Outcome.UNKNOWN).sum(axis=1)
    selected = np.where(met >= rule.at_least, Outcome.YES, np.where(possible >= rule.at_least, Outcome.UNKNOWN, Outcome.NO))
    return Selection(
        rule=rule,
        rows=tuple(rows),
        periods=tuple(one[0] for one in tried),
        references=tuple(one[1] for one in tried),
        limits=tuple(one[2] for one in tried),
        values=values,
        outcomes=outcomes,
        met=tuple(met.tolist()),
        selected=selected.astype(np.uint8).tobytes(),
    )


def watch(rule: WatchRule, indicator: Indicator, panel: Panel, finding: Finding, geography: Geography) -> Watch:
    """Find the areas whose figure moved at least as far as the rule says, the furthest first; never across a break in the series or new borders."""
    after = finding.latest
    before = years_before(panel.periods, after, rule.years) if after >= 0 else -1
    if before < 0:
        return Watch(rule=rule, base="", period=panel.periods[after] if after >= 0 else "", counted=0, alerts=())
    base, period = panel.periods[before], panel.periods[after]
    moved = difference(panel.values[:, after], panel.values[:, before], in_points=rule.measure == "points")
    moved[(panel.flags[:, before + 1 : after + 1] & Flag.BREAK).any(axis=1)] = np.nan
    moved[[area.since > base for area in geography.areas]] = np.nan
    if any(base < found.period <= period for found in indicator.series_breaks):
        moved[:] = np.nan
    rows = [row for row in geography.level_rows[rule.level] if not np.isnan(moved[row])]
    far = [row for row in rows if _far(float(moved[row]), rule)]
    alerts = (
        Alert(row=row, before=float(panel.values[row, before]), after=float(panel.values[row, after]), change=float(moved[row]))
        for row in sorted(far, key=lambda row: (-abs(moved[row]), geography.areas[row].key))
    )
    return Watch(rule=rule, base=base, period=period, counted=len(rows), alerts=tuple(alerts))


def _try(
    one: Criterion, reference: str, panel: Panel, finding: Finding, rows: list[int], whole: int | None
) -> tuple[str, float, float, Floats, Floats]:
    """Give period, reference, limit, figures and outcomes of a criterion."""
    nothing = np.full(len(rows), np.nan)
    if finding.latest < 0:
        return "", np.nan, np.nan, nothing, np.full(len(rows), Outcome.UNKNOWN, dtype=np.float64)
    column = panel.values[:, finding.latest]
    values = column[rows]
    known = values[~np.isnan(values)]
    middle = float(column[whole]) if reference == "whole" and whole is not None else float(known.mean()) if known.size else np.nan
    step = one.deviation * {"points": 1.0, "percent": abs(middle) / 100.0, "sd": float(known.std()) if known.size else np.nan}[one.measure]
    limit = middle + step if one.side == "above" else middle - step
    met = values >= limit if one.side == "above" else values <= limit
    outcomes = np.where(np.isnan(values) | np.isnan(limit), Outcome.UNKNOWN, np.where(met, Outcome.YES, Outcome.NO))
    return panel.periods[finding.latest], middle, limit, values, outcomes.astype(np.float64)


def _far(moved: float, rule: WatchRule) -> bool:
    way = {"rise": moved, "fall": -moved, "either": abs(moved)}[rule.direction]
    return way >= rule.change
