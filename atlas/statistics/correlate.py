"""How closely two indicators go together over areas. Areas are not persons: what holds for areas need not hold for the people in them (Robinson 1950)."""

import math
from collections.abc import Mapping

import numpy as np

from atlas.model.analysis import Association, AssociationRule
from atlas.model.finding import Finding
from atlas.model.geography import Geography
from atlas.model.panel import Floats, Panel
from atlas.statistics.standardise import ranks

FEWEST = 5
"""With fewer areas than this no coefficient is given."""


def associate(rule: AssociationRule, panels: Mapping[str, Panel], findings: Mapping[str, Finding], geography: Geography) -> Association:
    """Put the latest figures of two indicators side by side, for all areas of the level that have both."""
    columns = [findings[name].latest for name in (rule.x, rule.y)]
    rows = np.array(geography.level_rows[rule.level], dtype=np.intp)
    xs, ys = (
        panels[name].values[rows, column] if column >= 0 else np.full(rows.size, np.nan)
        for name, column in zip((rule.x, rule.y), columns, strict=True)
    )
    both = ~np.isnan(xs) & ~np.isnan(ys)
    x, y = xs[both], ys[both]
    periods = [panels[name].periods[column] if column >= 0 else "" for name, column in zip((rule.x, rule.y), columns, strict=True)]
    return Association(
        rule=rule,
        rows=tuple(rows[both].tolist()),
        periods=(periods[0], periods[1]),
        xs=tuple(x.tolist()),
        ys=tuple(y.tolist()),
        pearson=pearson(x, y),
        spearman=pearson(ranks(x[:, np.newaxis])[:, 0], ranks(y[:, np.newaxis])[:, 0]),
    )


def pearson(x: Floats, y: Floats) -> float:
    """Give Pearson's coefficient of correlation, from -1 to 1; of ranks it is Spearman's. NaN for few areas or without spread."""
    if x.size < FEWEST:
        return math.nan
    dx, dy = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((dx**2).sum() * (dy**2).sum()))
    return float((dx * dy).sum() / spread) if spread > 0 else math.nan
