"""The areas of a level as one coverage: do they overlap, do they fill the coarser level, how are their common borders simplified and merged."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.load.features import Shapes

OVERLAP = 0.001
"""Share of the smaller area from which an overlap is told to the author; less is the noise of digitising."""

_SURFACES = (3, 6)

NESTED = 0.005
"""Share of an area by which the sum of its parts may differ and the level still counts as nested."""


def is_clean(shapes: Shapes) -> bool:
    """Tell whether neighbours share exactly the same border points."""
    return bool(shapely.coverage_is_valid(shapes))


def overlaps(shapes: Shapes) -> list[tuple[int, int, float, Shapes]]:
    """Find pairs that overlap by more than OVERLAP, the largest first: two positions, square metres, a point inside."""
    tree = shapely.STRtree(shapes)
    left, right = tree.query(shapes, predicate="intersects")
    left, right = left[left < right], right[left < right]
    common = shapely.intersection(shapes[left], shapes[right])
    size, areas = shapely.area(common), shapely.area(shapes)
    large = np.flatnonzero(size > OVERLAP * np.minimum(areas[left], areas[right]))
    pairs = [(int(left[one]), int(right[one]), float(size[one]), shapely.point_on_surface(common[one])) for one in large]
    return sorted(pairs, key=lambda pair: -pair[2])


def clean(shapes: Shapes, width: float) -> Shapes:
    """Fit neighbours to each other: overlaps go to one of them, gaps narrower than `width` are closed. Unchanged if an area would be lost."""
    fitted: Shapes = shapely.coverage_clean(shapes, gap_width=width)
    return fitted if _sound(fitted).all() else shapes


def simplify(shapes: Shapes, tolerance: float) -> Shapes:
    """Simplify common borders once for both neighbours (Visvalingam and Whyatt 1993); `tolerance` is the root of the area that may go.

    The tolerance is halved until no area is lost or broken.
    """
    simple: Shapes = shapely.coverage_simplify(shapes, tolerance)
    if tolerance > 0.01 and not _sound(simple).all():
        return simplify(shapes, tolerance / 2)
    return simple


def merge(shapes: Shapes, parents: Sequence[int], count: int) -> Shapes:
    """Merge areas into their `count` parents; an area without parts is empty."""
    groups = np.asarray(parents)
    return np.array([_union(shapes[groups == parent]) for parent in range(count)], dtype=object)


def _union(shapes: Shapes) -> Shapes:
    try:
        whole = shapely.coverage_union_all(shapes)
    except shapely.errors.GEOSException:  # neighbours that do not fit
        whole = shapely.union_all(shapes)
    if shapely.get_type_id(whole) not in _SURFACES:
        whole = shapely.multipolygons(shapely.get_parts(whole))
    surface: Shapes = whole
    return surface


def _sound(shapes: Shapes) -> NDArray[np.bool_]:
    return shapely.is_valid(shapes) & ~shapely.is_empty(shapes)  # type: ignore[no-any-return]
