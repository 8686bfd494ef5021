"""Make figures of different kinds comparable: transformations, z-scores, ranks and places between least and greatest.

Everything works along the last axis but one (areas), for each period by itself; NaN is no figure and stays NaN.
"""

import numpy as np

from atlas.model.index import Method, Scale, Transformation
from atlas.model.panel import Floats

IMD_DECAY = 23.0
"""Constant of the exponential transformation of the English Indices of Deprivation (McLennan et al. 2019, Technical Report, appendix E)."""


def ranks(values: Floats) -> Floats:
    """Give the rank of every figure in its column, from 1 for the least; equal figures share the mean of their ranks (areas × periods)."""
    found = np.full(values.shape, np.nan)
    for period, column in enumerate(values.T):
        known = np.flatnonzero(~np.isnan(column))
        _, place, counts = np.unique(column[known], return_inverse=True, return_counts=True)
        last = np.cumsum(counts)
        found[known, period] = (last - (counts - 1) / 2)[place]
    return found


def transform(values: Floats, how: Transformation, sign: int) -> Floats:
    """Transform figures (areas × periods) and turn them so that high results raise the index.

    `ln` is ln(x + 1), defined above -1 and NaN below. `percentile` is rank / n × 100. `exponential` stretches the upper end of the ranks R = rank / n:
    -23 ln(1 - R (1 - e^(-100/23))), from near 0 to 100 (McLennan et al. 2019).
    """
    if how == "none":
        return values * sign
    if how == "ln":
        usable = np.where(values > -1, values, np.nan)
        logarithms: Floats = np.log1p(usable) * sign
        return logarithms
    share: Floats = ranks(values * sign) / np.count_nonzero(~np.isnan(values), axis=0)
    if how == "percentile":
        return share * 100.0
    stretched: Floats = -IMD_DECAY * np.log(1.0 - share * (1.0 - np.exp(-100.0 / IMD_DECAY)))
    return stretched


def standardise(values: Floats, scale: Scale, weights: Floats, fixed: int = -1) -> tuple[Floats, Floats, Floats]:
    """Standardise figures (areas × periods); give them with the centre and the spread of every period.

    z: (x - mean) / standard deviation, both weighted; the squares are divided by the sum of weights less `ddof`. minmax: 0 for the least, 1 for the greatest.
    rank: rank / n. `fixed` is the period whose centre and spread hold for all (not for ranks), -1 for each its own. Without spread every figure is 0.
    """
    nothing = np.full(values.shape[1], np.nan)
    if scale.method == "none":
        return values, nothing, nothing
    if scale.method == "rank":
        return ranks(values) / np.count_nonzero(~np.isnan(values), axis=0), nothing, nothing
    centres, spreads = _measures(values, scale.method, scale.ddof, weights)
    if fixed >= 0:
        centres, spreads = np.full_like(centres, centres[fixed]), np.full_like(spreads, spreads[fixed])
    known = np.where(np.isnan(values), np.nan, 0.0)
    # A spread within the error of the arithmetic is none: the same figure everywhere.
    usable = spreads > np.abs(centres) * 1e-12
    moved = np.divide(values - centres, spreads, out=known, where=~np.isnan(values) & usable)
    return moved, centres, spreads


def _measures(values: Floats, method: Method, ddof: int, weights: Floats) -> tuple[Floats, Floats]:
    """Give centre and spread of each period: mean and standard deviation, or the least and the range."""
    empty = np.isnan(values).all(axis=0)
    if method == "minmax":
        least = np.where(empty, np.nan, np.min(values, axis=0, initial=np.inf, where=~np.isnan(values)))
        greatest = np.where(empty, np.nan, np.max(values, axis=0, initial=-np.inf, where=~np.isnan(values)))
        return least, greatest - least
    weighed = np.where(np.isnan(values), 0.0, weights)
    total = weighed.sum(axis=0)
    known = np.where(np.isnan(values), 0.0, values)
    mean = np.divide((known * weighed).sum(axis=0), total, out=np.full_like(total, np.nan), where=total > 0)
    squares = (weighed * (known - mean) ** 2).sum(axis=0)
    variance = np.divide(squares, total - ddof, out=np.full_like(total, np.nan), where=total > ddof)
    return mean, np.sqrt(variance)
