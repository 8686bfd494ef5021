"""Signs of the Zeichenerklärung and numbers, as they stand in a cell."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.base.text import number as written
from atlas.load.cells import Notation, flags, number, parse, text
from atlas.model.panel import Flag, Status

GERMAN = Notation(decimal=",", thousands=".")
PLAIN = Notation(decimal=".", thousands="")


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("–", Status.ZERO),
        (" - ", Status.ZERO),
        ("0*", Status.BELOW_HALF),
        ("·", Status.CONFIDENTIAL),
        ("•", Status.CONFIDENTIAL),
        (".", Status.UNKNOWN),
        ("…", Status.PENDING),
        ("...", Status.PENDING),
        ("/", Status.UNRELIABLE),
        ("x", Status.NOT_APPLICABLE),
        ("X", Status.NOT_APPLICABLE),
        ("#", Status.NOT_COLLECTED),
        ("", Status.UNKNOWN),
        ("  ", Status.UNKNOWN),
    ],
)
def test_a_sign_becomes_a_status_with_zero_or_no_value(cell: str, status: Status) -> None:
    expected = "0.0" if status in {Status.ZERO, Status.BELOW_HALF} else "nan"
    read = parse(cell, GERMAN, {})
    assert read is not None
    assert (expected, status) == (str(read[0]), read[1])


def test_a_plain_zero_is_the_figure_zero() -> None:
    assert parse("0", GERMAN, {}) == (0.0, Status.OK)


def test_a_number_in_brackets_is_of_limited_reliability() -> None:
    assert parse("( 1.234,5 )", GERMAN, {}) == (1234.5, Status.LIMITED)


def test_a_sign_of_the_table_goes_before_a_number() -> None:
    read = parse(-9999.0, PLAIN, {"-9999": Status.CONFIDENTIAL})
    assert read is not None
    assert (math.isnan(read[0]), read[1]) == (True, Status.CONFIDENTIAL)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("1.234.567", 1234567.0), ("−1,5", -1.5), ("+3", 3.0), ("1 234 567", 1234567.0), ("12'345,6", 12345.6), ("1e-05", 1e-05), (",5", 0.5)],
)
def test_numbers_are_read_as_people_and_programs_write_them(cell: str, expected: float) -> None:
    assert expected == number(cell, GERMAN)


@pytest.mark.parametrize("cell", ["nan", "inf", "1,2,3", "12.34,5", "3 Pers.", "1 23", "0x10", "1_000", "12 %", "--5", "٣"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    assert number(cell, GERMAN) is None


def test_a_point_is_no_digit_where_the_comma_is_the_decimal_sign() -> None:
    assert number("12.5", Notation(decimal=",", thousands="")) is None


def test_a_number_of_a_spreadsheet_is_text_without_a_decimal_point() -> None:
    assert (text(1001000.0), text(0.1), text(" 07 ")) == ("1001000", "0.1", "07")


def test_flags_are_read_from_their_letters() -> None:
    assert (flags("pb"), flags(""), flags("vorl.")) == (Flag.PROVISIONAL | Flag.BREAK, 0, None)


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda value: round(value, 3)))
def test_every_number_written_in_german_is_read_again(value: float) -> None:
    assert value == number(written(value, 3, "de"), GERMAN)
