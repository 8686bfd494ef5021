"""Find groups of areas that are alike, the same on every machine: areas are taken by key, random numbers come from a seed, ties are broken by a rule."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from atlas.model.panel import Floats

STARTS = 25
"""So many random starts of k-means; the tightest result counts."""
DIGITS = 9
"""Results that agree in so many digits are equally tight: what is behind them differs from machine to machine."""

Labels = NDArray[np.intp]


def find_clusters(points: Floats, count: int, method: Literal["kmeans", "ward"], seed: int) -> Labels:
    """Group points (areas × indicators, standardised) into `count` clusters: Ward's method (1963), or k-means with seeded starts and that of Ward."""
    from scipy.cluster.hierarchy import fcluster, ward  # noqa: PLC0415  for sites with such a typology only

    grown: Labels = np.asarray(fcluster(ward(points), count, criterion="maxclust"), dtype=np.intp) - 1
    return grown if method == "ward" else _tightest(points, grown, count, seed)


def nearest(points: Floats, centres: Floats) -> Labels:
    """Give for every point the number of the nearest centre."""
    return np.asarray(_squares(points, centres).argmin(axis=1), dtype=np.intp)


def centres_of(points: Floats, labels: Labels) -> Floats:
    """Give the mean of every cluster (clusters × indicators)."""
    return np.array([points[labels == label].mean(axis=0) for label in range(labels.max() + 1)])


def silhouettes(points: Floats, labels: Labels) -> Floats:
    """Give every point's silhouette (Rousseeuw 1987): from -1 (nearer to another cluster) to 1 (deep in its own); 0 if it is alone in its cluster."""
    distances = np.sqrt(_squares(points, points))
    means = np.array([distances[:, labels == label].sum(axis=1) for label in range(labels.max() + 1)]).T
    sizes = np.bincount(labels)
    own = sizes[labels] - 1
    inside = means[np.arange(len(points)), labels] / np.maximum(own, 1)
    means /= sizes
    means[np.arange(len(points)), labels] = np.inf
    outside = means.min(axis=1)
    found: Floats = np.where(own > 0, (outside - inside) / np.maximum(np.maximum(outside, inside), 1e-300), 0.0)
    return found


def ordered(labels: Labels, measure: Floats, names: Sequence[str]) -> Labels:
    """Number clusters anew: by their mean of `measure`, the lowest first; of equal ones the one with the first name comes first."""
    ranking = sorted(
        range(labels.max() + 1),
        key=lambda label: (
            round(float(measure[labels == label].mean()), DIGITS),
            min(name for name, own in zip(names, labels, strict=True) if own == label),
        ),
    )
    return np.argsort(np.array(ranking, dtype=np.intp))[labels]


def _tightest(points: Floats, grown: Labels, count: int, seed: int) -> Labels:
    from scipy.cluster.vq import ClusterError, kmeans2  # noqa: PLC0415  the same

    chance = np.random.default_rng(seed)
    starts = [centres_of(points, grown), *(points[chance.choice(len(points), count, replace=False)] for _ in range(STARTS))]
    best, least = grown, round(_spread(points, grown), DIGITS)
    for start in starts:
        try:
            _, labels = kmeans2(points, start, iter=100, minit="matrix", missing="raise")
        except ClusterError:  # this start left a cluster without a point
            continue
        spread = round(_spread(points, labels), DIGITS)
        if len(np.unique(labels)) == count and spread < least:
            best, least = np.asarray(labels, dtype=np.intp), spread
    return best


def _spread(points: Floats, labels: Labels) -> float:
    return float(((points - centres_of(points, labels)[labels]) ** 2).sum())


def _squares(points: Floats, others: Floats) -> Floats:
    found: Floats = ((points[:, np.newaxis, :] - others[np.newaxis, :, :]) ** 2).sum(axis=2)
    return found
