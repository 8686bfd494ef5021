"""Work out everything that goes beyond single indicators, from published figures only, and say what could not be worked out."""

from collections.abc import Iterator, Mapping

import numpy as np

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.analysis import Analyses
from atlas.model.finding import Finding
from atlas.model.index import IndexRecipe, IndexResult
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Panel
from atlas.statistics.index import find_sensitivity


def analyse(
    register: Register,
    panels: Mapping[str, Panel],
    findings: Mapping[str, Finding],
    indices: Mapping[str, IndexResult],
    where: Location,
) -> tuple[Analyses, tuple[Diagnostic, ...]]:
    """Give all analyses of a site; `where` is the register, for what is wrong with indices."""
    composed = [indicator for indicator in register.indicators if indicator.id in indices]
    found = [doubt for indicator in composed for doubt in _doubts(indicator, indices[indicator.id], panels, where)]
    sensitivities = {
        indicator.id: find_sensitivity(indicator, indices[indicator.id], panels, findings[indicator.id].breaks) for indicator in composed
    }
    return Analyses(indices=indices, sensitivities=sensitivities), tuple(found)


def _doubts(indicator: Indicator, result: IndexResult, panels: Mapping[str, Panel], where: Location) -> Iterator[Diagnostic]:
    """Find what keeps an index from being what its author meant."""
    recipe = indicator.recipe
    if recipe is None:
        return
    unknown = list(_unknown_periods(indicator, recipe, panels, where))
    yield from unknown
    if not result.periods:
        if not unknown:
            periods = "; ".join(f"{part.indicator}: {', '.join(panels[part.indicator].periods)}" for part in recipe.components)
            yield diagnostic("A389", where, id=indicator.id, periods=periods)
        return
    for part, figures in zip(recipe.components, result.figures, strict=True):
        known = figures[:, -1][~np.isnan(figures[:, -1])]
        if part.weight and known.size > 1 and np.ptp(known) == 0:
            yield diagnostic("A388", where, id=indicator.id, component=part.indicator, period=result.periods[-1])


def _unknown_periods(indicator: Indicator, recipe: IndexRecipe, panels: Mapping[str, Panel], where: Location) -> Iterator[Diagnostic]:
    for part in recipe.components:
        known = panels[part.indicator].periods
        if part.period and part.period not in known:
            yield diagnostic("A390", where, what=f"{indicator.id}, {part.indicator}", period=part.period, known=", ".join(known))
    if recipe.fixed_to:
        periods = [set(panels[part.indicator].periods) for part in recipe.components if not part.period]
        shared = sorted(set.intersection(*periods)) if periods else []
        if recipe.fixed_to not in shared:
            yield diagnostic("A390", where, what=f"{indicator.id}, fixed_to", period=recipe.fixed_to, known=", ".join(shared))
