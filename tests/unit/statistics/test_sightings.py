"""Numbers as sentences and files write them."""

import pytest

from atlas.statistics.sightings import _by_first_word, _Forms, _named


class Anything:
    """Whatever number is wanted."""

    def __contains__(self, _number: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("words", "languages", "expected"),
    [
        ("8.461.937 Fälle", ("de",), {8461937}),
        ("8 461 937 Fälle", ("de",), {8461937}),
        ("8,461,937 cases", ("en",), {8461937}),
        ("12,34 %", ("de",), {12.34}),
        ("[10.3],[7]", ("de", "en"), {10.3, 7}),
        ("1.234", ("de", "en"), {1234, 1.234}),
        ("Version v2 und a7b", ("de",), set()),
        ("0101 und 2.5.1", ("de",), {101}),
    ],
)
def test_a_number_is_read_in_the_languages_given(words: str, languages: tuple[str, ...], expected: set[float]) -> None:
    assert expected == set(_Forms(Anything(), languages).written(words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("In Süd und in Nord/Mitte", {"Süd", "Nord/Mitte"}),
        ("Nord/Mitte-Ost, Südost", set()),
        ("Neu-Süd, 1.0101 und 0101.", {"0101"}),
        ("Alt (West) und Alt", {"Alt (West)", "Alt"}),
        ("Süd.5 und 0101,5", set()),
    ],
)
def test_a_name_stands_between_signs_that_belong_to_no_word(words: str, expected: set[str]) -> None:
    assert expected == _named(words, _by_first_word(["Süd", "Nord/Mitte", "Mitte", "0101", "Alt", "Alt (West)"]))
