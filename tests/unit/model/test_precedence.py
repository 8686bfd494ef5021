"""Which status holds for a figure made of several."""

import numpy as np
import pytest

from atlas.model.panel import Codes, Status
from atlas.model.precedence import QUOTIENT, SUM, Precedence


def codes(*statuses: Status) -> Codes:
    return np.array(statuses, dtype=np.uint8)


@pytest.mark.parametrize("precedence", [QUOTIENT, SUM])
def test_every_status_has_a_place(precedence: Precedence) -> None:
    assert sorted(Status) == sorted(precedence.order)


def test_what_says_least_holds_cell_by_cell() -> None:
    found = QUOTIENT.of(codes(Status.OK, Status.ZERO), codes(Status.UNKNOWN, Status.OK), codes(Status.CONFIDENTIAL, Status.OK))
    assert [Status.CONFIDENTIAL, Status.ZERO] == found.tolist()


def test_a_group_has_one_status_and_one_without_cells_is_zero() -> None:
    found = SUM.of_groups(codes(Status.ZERO, Status.OK, Status.ZERO), np.array([0, 0, 1]), 3)
    assert [Status.OK, Status.ZERO, Status.ZERO] == found.tolist()
