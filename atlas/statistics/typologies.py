"""Give every area its type, in every period for which it can be told, and say what the areas of a type have in common."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from atlas.model.analysis import NO_TYPE, ClassesRule, ClusterRule, CrossRule, ImportedRule, TypeMean, Typology, TypologyRule
from atlas.model.finding import NO_CLASS, Finding
from atlas.model.geography import Geography
from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Codes, Panel, freeze
from atlas.statistics.cluster import centres_of, find_clusters, nearest, ordered, silhouettes

Sorted = tuple[tuple[str, ...], Codes, tuple[float, ...], float]
"""Periods, types (areas × periods), mean silhouette per type and over all areas (NaN where types are not found by likeness)."""


def make_typology(
    rule: TypologyRule, register: Register, panels: Mapping[str, Panel], findings: Mapping[str, Finding], geography: Geography
) -> Typology:
    """Sort the areas of a level into types. Periods in which no area has a type are left out."""
    rows = geography.level_rows[rule.level]
    match rule.method:
        case CrossRule() as cross:
            periods, codes, parts, mean = _cross(cross, panels, findings, rows)
        case ClassesRule() as classes:
            periods, codes, parts, mean = _classes(classes, panels, findings, rows)
        case ClusterRule() as cluster:
            periods, codes, parts, mean = _cluster(cluster, len(rule.types), panels, geography, rows)
        case ImportedRule() as imported:
            periods, codes, parts, mean = _imported(imported, rows)
    kept = np.flatnonzero((codes != NO_TYPE).any(axis=0))
    periods, codes = tuple(periods[spot] for spot in kept), codes[:, kept]
    base = periods.index(rule.base) if rule.base in periods[:-1] else -1
    described = {name: place for place, name in enumerate(rule.indicators)}
    latest = codes[:, -1] if periods else np.full(len(rows), NO_TYPE, dtype=np.uint8)
    return Typology(
        rule=rule,
        rows=rows,
        periods=periods,
        codes=freeze(codes),
        base=base,
        means=tuple(
            _mean(indicator, latest, len(rule.types), panels[indicator.id], findings[indicator.id], rows)
            for indicator in sorted(register.indicators, key=lambda one: described.get(one.id, 0))
            if indicator.id in described
        ),
        silhouette=parts,
        silhouette_mean=mean,
    )


def _cross(rule: CrossRule, panels: Mapping[str, Panel], findings: Mapping[str, Finding], rows: Sequence[int]) -> Sorted:
    periods = tuple(period for period in panels[rule.rows].periods if period in panels[rule.columns].periods)
    down, across = (
        findings[name].classes[list(rows)][:, [panels[name].periods.index(period) for period in periods]]
        for name in (rule.rows, rule.columns)
    )
    known = (down != NO_CLASS) & (across != NO_CLASS)
    cells = np.array(rule.cells, dtype=np.uint8)
    codes = np.full(known.shape, NO_TYPE, dtype=np.uint8)
    codes[known] = cells[down[known], across[known]]
    return periods, codes, (), math.nan


def _classes(rule: ClassesRule, panels: Mapping[str, Panel], findings: Mapping[str, Finding], rows: Sequence[int]) -> Sorted:
    classes = findings[rule.indicator].classes[list(rows)]
    return panels[rule.indicator].periods, np.where(classes == NO_CLASS, NO_TYPE, classes).astype(np.uint8), (), math.nan


def _imported(rule: ImportedRule, rows: Sequence[int]) -> Sorted:
    periods = tuple(sorted({period for _, period in rule.types}))
    codes = np.array([[rule.types.get((row, period), NO_TYPE) for period in periods] for row in rows], dtype=np.uint8)
    return periods, codes.reshape(len(rows), len(periods)), (), math.nan


def _cluster(rule: ClusterRule, count: int, panels: Mapping[str, Panel], geography: Geography, rows: Sequence[int]) -> Sorted:
    """Find types by likeness in one period, and sort the areas of all others to the nearest of them, measured by the same mean and spread."""
    shared = sorted(set.intersection(*(set(panels[name].periods) for name in rule.indicators)))
    nothing = np.full((len(rows), len(shared)), NO_TYPE, dtype=np.uint8)
    cube = np.array(
        [panels[name].values[list(rows)][:, [panels[name].periods.index(found) for found in shared]] for name in rule.indicators]
    )
    complete = ~np.isnan(cube).any(axis=0)
    usable = np.flatnonzero(complete.sum(axis=0) > count)
    wanted = [spot for spot in usable if not rule.period or shared[spot] == rule.period]
    if not wanted:
        return tuple(shared), nothing, (), math.nan
    at = wanted[-1]
    # By key, so that neither the order of areas nor that of files plays a part.
    places = sorted(np.flatnonzero(complete[:, at]).tolist(), key=lambda place: geography.areas[rows[place]].key)
    figures = cube[:, places, at].T
    centre, spread = figures.mean(axis=0), figures.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    points = (figures - centre) / scale
    names = [geography.areas[rows[place]].key for place in places]
    measure = panels[rule.order_by].values[list(rows)][places, panels[rule.order_by].periods.index(shared[at])]
    labels = ordered(find_clusters(points, count, rule.method, rule.seed), measure, names)
    middles, quality = centres_of(points, labels), silhouettes(points, labels)
    for spot in usable:
        some = np.flatnonzero(complete[:, spot])
        nothing[some, spot] = nearest((cube[:, some, spot].T - centre) / scale, middles)
    nothing[places, at] = labels
    parts = tuple(float(quality[labels == label].mean()) for label in range(len(middles)))
    return tuple(shared), nothing, parts, float(quality.mean())


def _mean(indicator: Indicator, codes: Codes, count: int, panel: Panel, finding: Finding, rows: Sequence[int]) -> TypeMean:
    """Give an indicator's latest figure for the areas of each type: of their people together where counts are published, else the mean of the areas."""
    if finding.latest < 0:
        return TypeMean(indicator=indicator.id, values=(math.nan,) * count, counted=(0,) * count, pooled=False)
    pooled = panel.numerator.size > 0
    values = panel.values[list(rows), finding.latest]
    parts = panel.numerator[list(rows), finding.latest] if pooled else values
    wholes = panel.denominator[list(rows), finding.latest] if pooled else np.ones(len(rows))
    known = ~np.isnan(values) & ~np.isnan(parts) & (wholes > 0)
    chosen = [known & (codes == label) for label in range(count)]
    return TypeMean(
        indicator=indicator.id,
        values=tuple(
            float(parts[some].sum() / wholes[some].sum() * (indicator.factor if pooled else 1.0)) if some.any() else math.nan
            for some in chosen
        ),
        counted=tuple(int(some.sum()) for some in chosen),
        pooled=pooled,
    )
