"""What released rates tell of counts that are not released."""

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.model.indicator import Indicator, Register
from atlas.model.panel import Panel, no_figures
from atlas.statistics.inferred import find_inferred
from tests.bench.disclosure import share


def panel(values: list[float], denominator: list[float] | None = None) -> Panel:
    column = np.array([values]).T
    return Panel(
        periods=("2024",),
        values=column,
        status=np.zeros(column.shape, dtype=np.uint8),
        flags=np.zeros(column.shape, dtype=np.uint8),
        numerator=no_figures(),
        denominator=no_figures() if denominator is None else np.array([denominator]).T,
    )


def told(indicator: Indicator, values: list[float], base: list[float]) -> list[tuple[str, list[bool]]]:
    """Give what follows from a bare share where another indicator shows the base."""
    count = replace(share("count"), kind="count", value="people", numerator="", denominator="")
    register = Register(themes=(), indicators=(indicator, count))
    found = find_inferred({indicator.id: panel(values), "count": panel(base)}, register)
    return [(one.series, one.cells.ravel().tolist()) for one in found]


def test_a_share_with_a_digit_tells_the_count_of_a_small_base() -> None:
    assert [("s", [True, False])] == told(replace(share("s"), bare=True), [12.5, 12.5], [240.0, 2400.0])


def test_without_digits_the_base_must_be_smaller_still() -> None:
    assert [("s", [False, True])] == told(replace(share("s"), bare=True, decimals=0), [12.0, 12.0], [240.0, 25.0])


@pytest.mark.parametrize("change", [{"bare": False}, {"bare": True, "kind": "mean"}, {"bare": True, "denominator": "households"}])
def test_what_is_released_itself_a_mean_and_a_base_that_nobody_knows_tell_nothing(change: dict[str, object]) -> None:
    assert [] == told(replace(share("s"), **change), [12.5], [240.0])  # type: ignore[arg-type]


def test_a_known_count_tells_the_base() -> None:
    known = replace(share("s"), bare=True, numerator="people", denominator="households")
    assert [("households", [True, False])] == told(known, [50.0, 0.1], [3.0, 3.0])


def test_a_figure_that_is_kept_back_tells_nothing() -> None:
    assert [] == told(replace(share("s"), bare=True), [np.nan], [240.0])
