"""A number is a figure of an area exactly if its pages print it so, or a text rounds it to that."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas.base.text import number, round_half_up
from atlas.check.shown import Shown
from atlas.model.panel import Status
from atlas.model.site import Site
from atlas.statistics.find import find
from tests.unit.check.conftest import panel

Show = Callable[[float, int, str], Shown]

NORD = "01"


@pytest.fixture
def show(site_of: Callable[..., Site]) -> Show:
    """Give the figures of a town where everything has one value."""
    bare = site_of()

    def make(value: float, decimals: int, language: str) -> Shown:
        register = replace(bare.register, indicators=tuple(replace(one, decimals=decimals) for one in bare.register.indicators))
        figures = {one.id: panel(value, Status.OK) for one in register.indicators}
        findings = {one.id: find(figures[one.id], one, bare.geography, "area") for one in register.indicators}
        config = replace(bare.config, language=language)
        return Shown(replace(bare, config=config, register=register, figures=figures, findings=findings), [NORD])

    return make


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    value=st.floats(1, 99999),
    other=st.floats(1, 99999),
    decimals=st.integers(0, 3),
    places=st.integers(0, 4),
    language=st.sampled_from(["de", "en"]),
)
def test_a_figure_is_known_however_it_is_rounded(value: float, other: float, decimals: int, places: int, language: str, show: Show) -> None:
    printed = {number(round_half_up(value, less), less, language) for less in range(decimals + 1)}
    shown = show(value, decimals, language)
    for one in (value, other):
        written = number(round_half_up(one, places), places, language)
        assert (written in printed) == shown.has(NORD, written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1.234,5", True), ("1.234", False), ("1.235", True), ("1234,5", False), ("01.234,5", False), ("1.234," + "5" * 400, False)],
)
def test_a_figure_is_known_as_it_is_written(written: str, expected: bool, show: Show) -> None:
    assert expected == show(1234.5, 1, "de").has(NORD, written)


def test_nothing_is_known_where_there_is_no_figure(show: Show) -> None:
    assert [False, False] == [show(np.nan, 1, "de").has(NORD, written) for written in ("0,0", "5")]
