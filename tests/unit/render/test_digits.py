"""Numbers in files: as many at once as there are, each as if it stood alone."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from atlas.model.cells import Cells
from atlas.render.digits import digits

COUNTS = st.floats(allow_nan=True, allow_infinity=False, width=32).map(lambda count: count + 0.0) | st.integers(0, 10**14).map(float)


def packed(*numbers: float) -> bytes:
    return np.array(numbers).tobytes()


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_counts_have_the_digits_they_have_and_twelve_at_most(counts: list[float]) -> None:
    cells = Cells(values=packed(*counts), status=bytes(len(counts)), flags=bytes(len(counts)), numerator=packed(*counts))
    assert tuple("" if math.isnan(count) else f"{count:.12g}" for count in counts) == digits(cells, (0,), (len(counts),))[1]


def test_every_indicator_has_its_decimals() -> None:
    cells = Cells(values=packed(1.5, math.nan, 2.0), status=bytes(3), flags=bytes(3))
    assert ("1.5", "", "2.000") == digits(cells, (1, 3), (2, 1))[0]


def test_a_column_without_numbers_is_empty() -> None:
    cells = Cells(values=packed(1.0), status=bytes(1), flags=bytes(1))
    assert ((),) * 5 == digits(cells, (0,), (1,))[1:]
