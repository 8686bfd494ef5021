"""Periods so many years apart."""

import pytest

from atlas.statistics.periods import years_before


@pytest.mark.parametrize(
    ("periods", "place", "years", "expected"),
    [
        (("2018", "2019", "2020"), 2, 2, 0),
        (("2018", "2020"), 1, 1, -1),
        (("2018/19", "2019/20", "2020/21"), 2, 1, 1),
        (("2019-06", "2019-12", "2020-06"), 2, 1, 0),
        (("Welle 1", "Welle 2", "Welle 3"), 2, 1, 1),
        (("Welle 1",), 0, 1, -1),
    ],
)
def test_the_period_so_many_years_before(periods: tuple[str, ...], place: int, years: int, expected: int) -> None:
    assert expected == years_before(periods, place, years)
