"""The figures of several indicators side by side, to be cut into files."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from atlas.model.cells import Cells
from atlas.model.panel import Floats, Panel, rounded

Spots = NDArray[np.intp]


class Stack:
    """Matrices of areas × all periods of all indicators; decimals are those that are printed."""

    def __init__(self, panels: Sequence[Panel], decimals: Sequence[int], areas: int) -> None:
        none = np.empty((areas, 0))
        exact = {
            "values": [panel.values for panel in panels],
            "lower": [panel.low for panel in panels],
            "upper": [panel.high for panel in panels],
        }
        counted = {
            "numerator": [panel.numerator for panel in panels],
            "denominator": [panel.denominator for panel in panels],
            "sample": [panel.sample for panel in panels],
        }
        printed = {name: [rounded(one, places) for one, places in zip(some, decimals, strict=True)] for name, some in exact.items()}
        self._numbers: dict[str, Floats] = {
            name: np.hstack([none, *map(_filled, some, panels)])
            for name, some in (printed | counted).items()
            if any(one.size for one in some)
        }
        self._codes = {
            "status": np.hstack([none.astype(np.uint8), *(panel.status for panel in panels)]),
            "flags": np.hstack([none.astype(np.uint8), *(panel.flags for panel in panels)]),
        }
        ends = np.cumsum([0, *(len(panel.periods) for panel in panels)])
        self._columns = [np.arange(start, end) for start, end in pairwise(ends)]
        self._spots: dict[tuple[tuple[int, ...], int], tuple[Spots, Spots]] = {}

    def cut(self, places: tuple[int, ...], rows: tuple[int, ...]) -> Cells:
        """Give the figures of some indicators, by their places, in some areas, by their rows."""
        if (places, len(rows)) not in self._spots:
            self._spots[places, len(rows)] = self._order(places, len(rows))
        which, columns = self._spots[places, len(rows)]
        at = (np.asarray(rows, dtype=np.intp)[which], columns)
        numbers = {name: matrix[at] for name, matrix in self._numbers.items()}
        packed = {name: some.tobytes() for name, some in numbers.items() if name == "values" or not np.isnan(some).all()}
        return Cells(**{"values": b"", **packed}, **{name: matrix[at].tobytes() for name, matrix in self._codes.items()})

    def _order(self, places: tuple[int, ...], rows: int) -> tuple[Spots, Spots]:
        """Give the order of `Cells`: which of so many rows, and which column, comes where."""
        blocks = [
            (np.repeat(np.arange(rows), len(columns)), np.tile(columns, rows)) for columns in (self._columns[place] for place in places)
        ]
        nothing = np.empty(0, dtype=np.intp)
        return np.concatenate([nothing, *(block[0] for block in blocks)]), np.concatenate([nothing, *(block[1] for block in blocks)])


def _filled(matrix: Floats, panel: Panel) -> Floats:
    return matrix if matrix.size else np.full(panel.values.shape, np.nan)
