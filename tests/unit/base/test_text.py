"""Numbers and words as readers see them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.base.text import number, numbers, round_all, round_half_up, signed, slug, with_unit


@pytest.mark.parametrize(
    ("value", "decimals", "language", "expected"),
    [
        (1234.5, 1, "de", "1.234,5"),
        (1234.5, 1, "en", "1,234.5"),
        (-3.14159, 2, "de", "−3,14"),
        (-0.04, 1, "de", "0,0"),
        (1234567, 0, "de", "1.234.567"),
        (math.nan, 1, "de", ""),
    ],
)
def test_numbers_follow_the_language(value: float, decimals: int, language: str, expected: str) -> None:
    assert expected == number(value, decimals, language)


@pytest.mark.parametrize(
    ("value", "expected"), [(0.7, "+0,7"), (-1.2, "−1,2"), (0.0, "±0,0"), (-0.04, "±0,0"), (0.04, "±0,0"), (math.nan, "")]
)
def test_differences_carry_their_sign(value: float, expected: str) -> None:
    assert expected == signed(value, 1, "de")


def test_a_unit_never_leaves_its_number() -> None:
    assert ["12\u202f%", "12", ""] == [with_unit("12", "%"), with_unit("12", ""), with_unit("", "%")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Süd / Weiße Höhe", "sued-weisse-hoehe"), ("St. Georg", "st-georg"), ("Łódź", "odz"), ("中文", ""), ("Ärzte", "aerzte")],
)
def test_slugs_are_plain_ascii(words: str, expected: str) -> None:
    assert expected == slug(words)


@pytest.mark.parametrize(("value", "decimals", "expected"), [(0.25, 1, 0.3), (-0.25, 1, -0.3), (2.5, 0, 3.0), (1.005, 1, 1.0)])
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, expected: float) -> None:
    assert expected == round_half_up(value, decimals)


@given(st.lists(st.floats(-2000, 2000) | st.just(math.nan), max_size=12), st.integers(0, 3), st.sampled_from(["de", "en"]))
def test_many_numbers_are_written_as_each_of_them(values: list[float], decimals: int, language: str) -> None:
    assert [number(value, decimals, language) for value in values] == numbers(values, decimals, language)


@given(st.lists(st.floats(-2000, 2000) | st.just(math.nan), max_size=12), st.integers(0, 3))
def test_many_numbers_are_rounded_as_each_of_them(values: list[float], decimals: int) -> None:
    assert [repr(round_half_up(value, decimals)) for value in values] == [repr(rounded) for rounded in round_all(values, decimals)]
