"""Work out everything that goes beyond single indicators, from published figures only, and say what could not be worked out."""

from collections.abc import Iterator, Mapping

import numpy as np

from atlas.base.diagnostics import Diagnostic, Location, diagnostic
from atlas.model.analysis import Analyses, ClassesRule, ClusterRule, CrossRule, Plans
from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.index import IndexRecipe, IndexResult
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Panel
from atlas.statistics.correlate import associate
from atlas.statistics.index import find_sensitivity
from atlas.statistics.rules import select, watch
from atlas.statistics.segregate import segregate
from atlas.statistics.targets import aim
from atlas.statistics.typologies import make_typology


def analyse(
    plans: Plans,
    register: Register,
    panels: Mapping[str, Panel],
    findings: Mapping[str, Finding],
    indices: Mapping[str, IndexResult],
    geography: Geography,
    where: Location,
) -> tuple[Analyses, tuple[Diagnostic, ...]]:
    """Give all analyses of a site; `where` is the register, for what is wrong with indices."""
    composed = [indicator for indicator in register.indicators if indicator.id in indices]
    by_id = {indicator.id: indicator for indicator in register.indicators}
    found = [doubt for indicator in composed for doubt in _doubts(indicator, indices[indicator.id], panels, where)]
    found += _unknown(plans, panels)
    typologies = tuple(make_typology(rule, register, panels, findings, geography) for rule in plans.typologies)
    found += [
        diagnostic("A389", Location(file=plans.file), id=typology.rule.id, periods=_periods(typology.rule.method, panels))
        for typology in typologies
        if not typology.periods
    ]
    analyses = Analyses(
        indices=indices,
        sensitivities={
            indicator.id: find_sensitivity(indicator, indices[indicator.id], panels, findings[indicator.id].breaks)
            for indicator in composed
        },
        typologies=typologies,
        selections=tuple(select(rule, panels, findings, geography) for rule in plans.selections),
        watches=tuple(
            watch(rule, by_id[rule.indicator], panels[rule.indicator], findings[rule.indicator], geography) for rule in plans.watches
        ),
        segregations=tuple(segregate(rule, panels, geography) for rule in plans.segregations),
        associations=tuple(associate(rule, panels, findings, geography) for rule in plans.associations),
        targets=tuple(aim(rule, panels, findings) for rule in plans.targets),
        scenarios=plans.scenarios,
    )
    return analyses, tuple(found)


def _unknown(plans: Plans, panels: Mapping[str, Panel]) -> Iterator[Diagnostic]:
    """Find periods that rules name and figures do not have."""
    named = [(rule.indicator, rule.base) for rule in plans.targets]
    named += [
        (name, rule.method.period) for rule in plans.typologies if isinstance(rule.method, ClusterRule) for name in rule.method.indicators
    ]
    for name, period in named:
        known = panels[name].periods
        if period and period not in known:
            yield diagnostic("A390", Location(file=plans.file), what=name, period=period, known=", ".join(known))


def _periods(method: object, panels: Mapping[str, Panel]) -> str:
    kinds: dict[type, tuple[str, ...]] = {CrossRule: ("rows", "columns"), ClassesRule: ("indicator",), ClusterRule: ("indicators",)}
    names = kinds.get(type(method), ())
    given = [getattr(method, name) for name in names]
    flat = [word for words in given for word in ([words] if isinstance(words, str) else words)]
    return "; ".join(f"{word}: {', '.join(panels[word].periods)}" for word in flat)


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
