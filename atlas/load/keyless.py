"""Weighs the rows of a table that have no key: whether they hold the whole, or what belongs to no area."""

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum, auto

from atlas.load import dialects
from atlas.load.cells import number, text
from atlas.load.survey import Survey
from atlas.model.geography import Geography

COUNT = 100
"""A column with a larger number holds no percentages: its figures can be added up."""

ALIKE = 0.02
"""So far, as a fraction, a published sum may be from the sum of its parts: rounding, and cases that are left out."""


class Keyless(Enum):
    """What rows without a key are."""

    NONE = auto()
    WHOLE = auto()
    REST = auto()
    UNCLEAR = auto()


def weigh(survey: Survey, geography: Geography) -> Keyless:
    """Compare the figures of rows without a key with the sums of the areas in the same period: alike they are the whole, smaller by far a rest."""
    if "" not in survey.unknown or survey.in_header:
        return Keyless.NONE
    pairs = [pair for column in survey.values for pair in _pairs(survey, geography, column)]
    if pairs and 2 * sum(abs(own - total) <= ALIKE * total for own, total in pairs) >= len(pairs):
        return Keyless.WHOLE
    if pairs and all(2 * own < total for own, total in pairs):
        return Keyless.REST
    return Keyless.UNCLEAR


def _pairs(survey: Survey, geography: Geography, column: int) -> Iterator[tuple[float, float]]:
    """Give for each period and further respect what the row without a key says, and the sum of the finest areas that have figures there."""
    cells = survey.grid.column(column, survey.rows)
    notation = dialects.notation(sorted(set(cells)), "de", "", "").notation
    totals: dict[tuple[str, ...], float] = defaultdict(float)
    own: dict[tuple[str, ...], float] = {}
    finest = _finest(survey, geography)
    largest = 0.0
    for row, cell in zip(survey.rows, cells, strict=True):
        value = number(cell, notation)
        if value is None:
            continue
        case = tuple(survey.grid.cell(row, one) for one in (*survey.respects, survey.period) if one >= 0)
        key = survey.match.joined.get(text(survey.grid.cell(row, survey.key)), "")
        if key in finest:
            totals[case] += value
            largest = max(largest, value)
        elif not survey.grid.cell(row, survey.key):
            own[case] = value
    if largest > COUNT:
        yield from ((value, totals[case]) for case, value in own.items() if totals[case] > 0)


def _finest(survey: Survey, geography: Geography) -> set[str]:
    """Give the areas of the finest level that the table has."""
    met = set(survey.match.joined.values())
    levels = ({geography.areas[row].key for row in geography.level_rows[level.id]} & met for level in reversed(geography.levels))
    return next((areas for areas in levels if areas), set())
