"""How a table is written: encoding, delimiter, decimal and thousands sign."""

import pytest

from atlas.load.cells import Notation
from atlas.load.dialects import Evidence, decode, delimiter, notation


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac_roman"])
def test_german_words_are_read_in_every_encoding_offices_use(encoding: str) -> None:
    words = "Schlüssel;Straße;Größe\n01;Bäckergasse;4\n"
    assert words == decode(words.encode(encoding))[0]


def test_an_unknown_encoding_is_refused() -> None:
    assert decode(b"a", "utf9")[0] is None


def test_the_delimiter_is_the_one_that_yields_the_wanted_columns() -> None:
    assert delimiter("Name, Ort;Wert, gesamt;a,b,c\n", ["Wert, gesamt"]) == ";"


def test_the_delimiter_is_found_in_the_row_of_the_header() -> None:
    assert delimiter("Titel, Tabelle, Stand\nkey\tjahr\n", ["key"], row=2) == "\t"


@pytest.mark.parametrize(
    ("texts", "decimal", "thousands"),
    [
        (["12,5", "3"], ",", ""),
        (["12.5", "3"], ".", ""),
        (["1.234,5"], ",", "."),
        (["1,234.5"], ".", ","),
        (["1.234.567"], ",", "."),
        (["1,234,567"], ".", ","),
        (["0.123"], ".", ""),
        (["1.234", "12,5"], ",", "."),
        (["1.234", "2500"], ".", ""),
        (["12", "7"], ",", ""),
        (["(1,5)", "/", "k. A."], ",", ""),
    ],
)
def test_the_notation_is_decided_by_the_numbers_that_allow_no_doubt(texts: list[str], decimal: str, thousands: str) -> None:
    found = notation(texts, "de")
    assert (Notation(decimal=decimal, thousands=thousands), "") == (found.notation, found.doubt)


def test_numbers_that_can_be_read_in_two_ways_follow_the_language_and_are_named() -> None:
    expected = [Evidence(notation=Notation(decimal=d, thousands=t), doubt="1.234") for d, t in ((",", "."), (".", ","))]
    assert expected == [notation(["1.234", "987"], language) for language in ("de", "en")]


def test_what_the_author_sets_is_not_questioned() -> None:
    assert notation(["1.234"], "de", decimal=".") == Evidence(notation=Notation(decimal=".", thousands=""))
    assert notation(["1.234"], "en", thousands=".") == Evidence(notation=Notation(decimal=",", thousands="."))


def test_a_sign_in_a_cell_of_its_own_is_no_umlaut_of_another_encoding() -> None:
    table = "Süd;…\nOst;…\nWest;…\n"
    assert (table, "cp1252") == decode(table.encode("cp1252"))
