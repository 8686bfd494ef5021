"""Compute composite indices from published figures, and try how much they hang on a single choice.

An index is made for the areas of one level. Each component is transformed, standardised over the areas that have all components and are not left out,
weighted, and added; the sum may be standardised once more (as the Berlin Monitoring Soziale Stadtentwicklung does). An area without one of the components
has no index: its status says why.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas.model.finding import NO_CLASS
from atlas.model.geography import Geography
from atlas.model.index import Component, Cube, Exclusion, IndexRecipe, IndexResult, Sensitivity
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Codes, Flag, Floats, Panel, Status, freeze, is_numeric
from atlas.model.precedence import QUOTIENT
from atlas.statistics.classify import EXACT, find_classes
from atlas.statistics.periods import years_before
from atlas.statistics.standardise import standardise, transform

MOVED_BY = 0.1
"""How far a class border is moved to see how many areas it parts, in standard deviations of the index."""


Mask = NDArray[np.bool_]


def make_indices(register: Register, panels: Mapping[str, Panel], geography: Geography) -> tuple[dict[str, Panel], dict[str, IndexResult]]:
    """Give the panels of all indicators, those of the indices added, and what each index was made of. An index may be part of another one."""
    known, results = dict(panels), {}
    broken = {indicator.id: tuple(found.period for found in indicator.series_breaks) for indicator in register.indicators}
    waiting = [indicator for indicator in register.indicators if indicator.recipe]
    while waiting:
        for indicator in waiting:
            if all(part.indicator in known for part in _recipe(indicator).components):
                known[indicator.id], results[indicator.id] = make_index(_recipe(indicator), known, geography, broken)
        waiting = [indicator for indicator in waiting if indicator.id not in known]
    return known, results


def make_index(
    recipe: IndexRecipe, panels: Mapping[str, Panel], geography: Geography, broken: Mapping[str, tuple[str, ...]]
) -> tuple[Panel, IndexResult]:
    """Compute an index: its panel (areas × periods, not collected outside of its level) and what it was computed from.

    `broken`: the periods in which indicators (by id) begin a new series; no change is measured across one.
    """
    rows = geography.level_rows[recipe.level]
    periods = _periods(recipe, panels)
    parts = [
        _component(part, periods, panels[part.indicator], geography, rows, broken.get(part.indicator, ())) for part in recipe.components
    ]
    figures = np.array([part[0] for part in parts])
    needed = [place for place, part in enumerate(recipe.components) if part.weight]
    status = np.array([parts[place][1] for place in needed])
    flags = np.bitwise_or.reduce(np.array([parts[place][2] for place in needed]), axis=0)
    reasons = _excluded(recipe.exclude, panels, geography, rows, periods)
    left_out = np.array([[reason != "" for reason in line] for line in reasons], dtype=bool).reshape(len(rows), len(periods))
    usable = is_numeric(status).all(axis=0) & ~left_out
    figures = np.where(usable, figures, np.nan)  # areas without an index play no part in mean and spread
    values, standardised, contributions, sums, centres, spreads = _compose(recipe, figures, panels, rows, periods)
    shown = np.flatnonzero(~np.isnan(values).all(axis=0))
    latest = int(shown[-1]) if shown.size else len(periods) - 1
    codes = np.where(left_out, np.uint8(Status.NOT_APPLICABLE), _status(status, values))
    result = IndexResult(
        rows=rows,
        periods=tuple(periods[spot] for spot in shown),
        figures=freeze(figures[:, :, shown]),
        standardised=freeze(standardised[:, :, shown]),
        contributions=freeze(contributions[:, :, shown]),
        sums=freeze(sums[:, shown]),
        centres=tuple(float(column[latest]) for column in centres) if periods else (),
        spreads=tuple(float(column[latest]) for column in spreads) if periods else (),
        excluded=tuple(line[latest] if line else "" for line in reasons),
    )
    return _panel(geography, result, values[:, shown], codes[:, shown], np.where(usable, flags, 0)[:, shown]), result


def find_sensitivity(indicator: Indicator, result: IndexResult, panels: Mapping[str, Panel], breaks: tuple[float, ...]) -> Sensitivity:
    """Count the areas whose class in the latest period would be another one: without each component, and with each border a little lower or higher.

    Without a component the others keep their weights; a plain sum is then stretched to the weight it had, so that borders mean the same.
    """
    recipe, panel = _recipe(indicator), panels[indicator.id]
    latest = slice(len(result.periods) - 1, None)
    values = panel.values[list(result.rows), latest]
    classes = find_classes(values, breaks, EXACT)
    without = [
        _differing(classes, find_classes(_without(recipe, place, result, panels), breaks, EXACT)) for place in range(len(recipe.components))
    ]
    step = MOVED_BY * float(np.nanstd(values)) if not np.isnan(values).all() else 0.0
    moved = [
        tuple(
            _differing(classes, find_classes(values, (*breaks[:place], border + way * step, *breaks[place + 1 :]), EXACT))
            for way in (-1, 1)
        )
        for place, border in enumerate(breaks)
    ]
    return Sensitivity(
        classified=int(np.count_nonzero(classes != NO_CLASS)),
        without=tuple(without),
        moved=tuple((down, up) for down, up in moved),
    )


def _recipe(indicator: Indicator) -> IndexRecipe:
    if indicator.recipe is None:
        raise ValueError(f"{indicator.id} is no index")
    return indicator.recipe


def _periods(recipe: IndexRecipe, panels: Mapping[str, Panel]) -> tuple[str, ...]:
    """Give the periods that all components share; components of a fixed period belong to every one."""
    moving = [set(panels[part.indicator].periods) for part in recipe.components if not part.period]
    if not moving:
        return (max(part.period for part in recipe.components),)
    return tuple(sorted(set.intersection(*moving)))


def _component(
    part: Component, periods: Sequence[str], panel: Panel, geography: Geography, rows: Sequence[int], breaks: Sequence[str]
) -> tuple[Floats, Codes, Codes]:
    """Give one component as values, status and flags (areas of the level × periods)."""
    values = np.full((len(rows), len(periods)), np.nan)
    status = np.full(values.shape, Status.UNKNOWN, dtype=np.uint8)
    flags = np.zeros(values.shape, dtype=np.uint8)
    since = np.array([geography.areas[row].since for row in rows])
    own = panel.values[list(rows)], panel.status[list(rows)], panel.flags[list(rows)]
    for spot, period in enumerate(periods):
        if (wanted := part.period or period) not in panel.periods:
            continue
        at = panel.periods.index(wanted)
        values[:, spot], status[:, spot], flags[:, spot] = own[0][:, at], own[1][:, at], own[2][:, at]
        if part.change:
            before = years_before(panel.periods, at, part.change)
            if before < 0:
                values[:, spot], status[:, spot] = np.nan, Status.UNKNOWN
                continue
            values[:, spot] -= own[0][:, before]
            status[:, spot] = QUOTIENT.of(status[:, spot], own[1][:, before])
            flags[:, spot] |= own[2][:, before]
            broken = (own[2][:, before + 1 : at + 1] & Flag.BREAK).any(axis=1) | (since > panel.periods[before])
            broken |= any(panel.periods[before] < found <= panel.periods[at] for found in breaks)
            status[broken, spot] = Status.NOT_APPLICABLE
    return values, status, flags


def _excluded(
    rules: Sequence[Exclusion], panels: Mapping[str, Panel], geography: Geography, rows: Sequence[int], periods: Sequence[str]
) -> list[list[str]]:
    """Give the reason why an area is left out of a period ("" = it is not), per area and period."""
    reasons = [[""] * len(periods) for _ in rows]
    for rule in rules:
        for place, row in enumerate(rows):
            for spot, period in enumerate(periods):
                if geography.areas[row].key in rule.areas or _under(rule, panels, row, period):
                    reasons[place][spot] = reasons[place][spot] or rule.reason
    return reasons


def _under(rule: Exclusion, panels: Mapping[str, Panel], row: int, period: str) -> bool:
    """Tell whether an area's figure lies under the limit; the last figure up to that period counts."""
    if not rule.indicator:
        return False
    panel = panels[rule.indicator]
    known = [spot for spot, found in enumerate(panel.periods) if found <= period and not np.isnan(panel.values[row, spot])]
    return bool(known) and bool(panel.values[row, known[-1]] < rule.below)


def _compose(
    recipe: IndexRecipe, figures: Cube, panels: Mapping[str, Panel], rows: Sequence[int], periods: Sequence[str]
) -> tuple[Floats, Cube, Cube, Floats, list[Floats], list[Floats]]:
    """Give values, standardised components, contributions, sums, and centre and spread of each component by period."""
    fixed = periods.index(recipe.fixed_to) if recipe.fixed_to in periods else -1
    weights = _weights(recipe.standardise.weighted_by, panels, rows, periods)
    standardised, centres, spreads = [], [], []
    for part, values in zip(recipe.components, figures, strict=True):
        moved, centre, spread = standardise(transform(values, part.transform, part.sign), recipe.standardise, weights, fixed)
        standardised.append(moved)
        # As readers know the figures: a centre before it was turned.
        centres.append(centre * part.sign if part.transform in {"none", "ln"} else centre)
        spreads.append(spread)
    total = sum(part.weight for part in recipe.components) if recipe.combine == "mean" else 1.0
    shares = np.array([part.weight / total for part in recipe.components])
    # A component without weight may be missing where the index is not.
    contributions = np.array([moved * share if share else np.zeros_like(moved) for moved, share in zip(standardised, shares, strict=True)])
    contributions[:, np.isnan(contributions).any(axis=0)] = np.nan
    sums = contributions.sum(axis=0)
    again = _weights(recipe.restandardise.weighted_by, panels, rows, periods)
    values, _, _ = standardise(sums, recipe.restandardise, again, fixed)
    return values, np.array(standardised), contributions, sums, centres, spreads


def _weights(indicator: str, panels: Mapping[str, Panel], rows: Sequence[int], periods: Sequence[str]) -> Floats:
    """Give the weight of every area in every period (0 where it is unknown), 1 without a weighing indicator."""
    weights = np.ones((len(rows), len(periods)))
    if indicator:
        panel = panels[indicator]
        for spot, period in enumerate(periods):
            known = [at for at, found in enumerate(panel.periods) if found <= period]
            weights[:, spot] = np.nan_to_num(panel.values[list(rows), known[-1]]) if known else 0.0
    return weights


def _without(recipe: IndexRecipe, place: int, result: IndexResult, panels: Mapping[str, Panel]) -> Floats:
    """Compute the latest period's index as if one component had never been part of it."""
    kept = tuple(part for spot, part in enumerate(recipe.components) if spot != place)
    remaining = sum(part.weight for part in kept)
    if not remaining:
        return np.full((len(result.rows), 1), np.nan)
    stretch = 1.0
    if recipe.combine == "sum" and recipe.restandardise.method == "none":
        stretch = (remaining + recipe.components[place].weight) / remaining
    figures = np.delete(result.figures, place, axis=0)
    values, *_ = _compose(replace(recipe, components=kept), figures, panels, result.rows, result.periods)
    return values[:, -1:] * stretch


def _differing(classes: Codes, others: Codes) -> int:
    return int(np.count_nonzero(classes != others))


def _status(status: Codes, values: Floats) -> Codes:
    """Give the status of every index figure: that of the least public component, else a figure; a small base in one makes it limited."""
    worst = QUOTIENT.of(*status)
    figure = np.where((status == Status.LIMITED).any(axis=0), np.uint8(Status.LIMITED), np.uint8(Status.OK))
    # A component may have a figure that its transformation is not defined for.
    lost = np.where(is_numeric(worst), np.uint8(Status.NOT_APPLICABLE), worst)
    return np.where(np.isnan(values), lost, figure).astype(np.uint8)


def _panel(geography: Geography, result: IndexResult, values: Floats, status: Codes, flags: Codes) -> Panel:
    shape = (len(geography.areas), len(result.periods))
    rows = list(result.rows)
    whole, states, marks = np.full(shape, np.nan), np.full(shape, Status.NOT_COLLECTED, dtype=np.uint8), np.zeros(shape, dtype=np.uint8)
    whole[rows], states[rows], marks[rows] = values, status, flags & ~np.uint8(Flag.BREAK)
    return Panel(
        periods=result.periods,
        values=freeze(whole),
        status=freeze(states),
        flags=freeze(marks),
        numerator=freeze(np.empty((0, 0))),
        denominator=freeze(np.empty((0, 0))),
    )
