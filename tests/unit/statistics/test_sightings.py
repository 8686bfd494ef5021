"""Numbers as sentences and files write them."""

import pytest

from atlas.statistics.sightings import numerals


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
    assert expected == set(numerals(words, languages))
