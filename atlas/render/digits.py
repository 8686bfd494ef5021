"""Packed figures as texts, digit for digit as pages show them: whole columns at once."""

from functools import lru_cache

import numpy as np
from msgspec.json import encode

from atlas.model.cells import Cells

WHOLE = 1e12
"""Whole numbers below this are written with all their digits."""


@lru_cache(maxsize=4)
def digits(cells: Cells, decimals: tuple[int, ...], figures: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    """Write all numbers, in the order of the columns of a table: value, numerator, denominator, lower, upper, sample.

    A column without any number is empty, else it has a text for every figure, empty where there is no number. `decimals` of each indicator, and how many
    `figures` it has; counts have the digits they have, twelve at most.
    """
    # Kept for a moment: the table and the JSON of a cut come one after the other.
    pattern = "".join([f"%.{exact}f," * count for exact, count in zip(decimals, figures, strict=True)])
    value, lower, upper = (_exact(packed, pattern) for packed in (cells.values, cells.lower, cells.upper))
    numerator, denominator, sample = map(_counted, (cells.numerator, cells.denominator, cells.sample))
    return value, numerator, denominator, lower, upper, sample


def _exact(packed: bytes, pattern: str) -> tuple[str, ...]:
    return _known((pattern % tuple(np.frombuffer(packed).tolist())).split(","), packed) if packed else ()


def _counted(packed: bytes) -> tuple[str, ...]:
    if not packed:
        return ()
    numbers = np.nan_to_num(np.frombuffer(packed))
    if (np.abs(numbers) < WHOLE).all() and (numbers == np.rint(numbers)).all():
        # Nearly always; whole numbers are written in a tenth of the time.
        return _known(encode(numbers.astype(np.int64).tolist()).decode().strip("[]").split(","), packed)
    return _known(("%.12g," * numbers.size % tuple(numbers.tolist())).split(","), packed)


def _known(texts: list[str], packed: bytes) -> tuple[str, ...]:
    """Leave out what stands where there is no number."""
    unknown = np.isnan(np.frombuffer(packed))
    for place in unknown.nonzero()[0].tolist():
        texts[place] = ""
    return tuple(texts[: unknown.size])
