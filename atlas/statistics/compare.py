"""Compare areas with the area around them and with the whole, in numbers and in words.

The words follow one rule, which the method page prints. An area is *similar* to the whole if it lies no further from it than a quarter (or what the
author says) of the standard deviation of the main level's areas, or if the printed figures cannot show a difference; *below* or *above* up to one
standard deviation; *well below* or *well above* beyond that. The standard deviation is that of the published figures, unweighted, divided by n: the
areas are all there are, no sample. No word is given for the whole itself, for figures of limited reliability, for counts, and where too few areas have
a figure.
"""

import numpy as np
from numpy.typing import NDArray

from atlas.model.finding import Word
from atlas.model.geography import Geography
from atlas.model.judgement import WordRule
from atlas.model.panel import Codes, Floats, freeze

Rows = NDArray[np.intp]


def difference(values: Floats, reference: Floats, *, in_points: bool) -> Floats:
    """Give how far values lie from their reference: in percentage points, or in per cent of the reference.

    NaN where one of the two is missing, and in per cent also where the reference is not above zero.
    """
    if in_points:
        return values - reference
    usable = np.where(reference > 0, reference, np.nan)
    return (values - usable) / usable * 100.0


def compare_to_whole(values: Floats, whole: int | None, *, in_points: bool) -> Floats:
    """Give the difference of every area's figure (one per row) to that of the whole; NaN for the whole itself and without one."""
    if whole is None:
        return freeze(np.full(len(values), np.nan))
    found = difference(values, np.full(len(values), values[whole]), in_points=in_points)
    found[whole] = np.nan
    return freeze(found)


def compare_to_parent(values: Floats, geography: Geography, *, in_points: bool) -> Floats:
    """Give the difference of every area's figure (one per row) to that of the next coarser area around it; NaN at the top."""
    parents = np.array([geography.rows.get(area.parent, -1) for area in geography.areas], dtype=np.intp)
    around = np.where(parents < 0, np.nan, values[parents])
    return freeze(difference(values, around, in_points=in_points))


def find_words(values: Floats, limited: NDArray[np.bool_], rows: Rows, whole: int | None, decimals: int, rule: WordRule) -> Codes:
    """Give every area's `Word` against the whole; `limited` marks figures too uncertain for one, `rows` the areas whose spread is the measure."""
    shown = values[rows][~np.isnan(values[rows])]
    if whole is None or np.isnan(values[whole]) or shown.size < rule.fewest:
        return freeze(np.full(len(values), Word.NONE, dtype=np.uint8))
    distance = values - values[whole]
    spread = shown.std()
    near = np.abs(distance) <= max(rule.similar * spread, 0.5 / 10.0**decimals)
    far = np.abs(distance) > rule.far * spread
    below = np.where(far, Word.WELL_BELOW, Word.BELOW)
    above = np.where(far, Word.WELL_ABOVE, Word.ABOVE)
    words = np.where(near, Word.SIMILAR, np.where(distance < 0, below, above)).astype(np.uint8)
    words[np.isnan(values) | limited] = Word.NONE
    words[whole] = Word.NONE
    return freeze(words)


def whole_row(geography: Geography) -> int | None:
    """Give the row of the area that is the whole, None if the coarsest level has several."""
    rows = geography.level_rows[geography.levels[0].id]
    return rows[0] if len(rows) == 1 else None
