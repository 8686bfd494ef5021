"""Texts are read as an editor would: single words with their places, and how hard the whole is."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from atlas.check.language import check_language, count_syllables, reading_ease
from atlas.model.document import Document
from atlas.model.review import Review, Term
from atlas.model.site import Site

REVIEW = Review(
    terms=(
        Term(word="sozial schwach*", better="Menschen mit wenig Einkommen", why="stigma"),
        Term(word="Benchmark*", better="Vergleichswert", why="anglicism"),
        Term(word="führt zu", better="geht einher mit", why="cause"),
        Term(word="Schlusslicht*", better="der Wert selbst", why="rank"),
    )
)
PLAIN = "Das Haus ist alt. Hier wohnt ein Kind. Es geht zur Schule. " * 12
HARD = "Die Inanspruchnahme sozialversicherungsrechtlicher Transferleistungen korreliert mit Arbeitsmarktbeteiligungsdefiziten " * 20


@pytest.fixture
def found(site_of: Callable[..., Site], document_of: Callable[..., Document]) -> Callable[..., list[tuple[str, int, int]]]:
    def look(body: str = "Text.\n", review: Review = REVIEW, **given: object) -> list[tuple[str, int, int]]:
        site = site_of(document_of("profile/01.md", body, **given))
        return [(one.code, one.where.line, one.where.column) for one in check_language(site, review)]

    return look


def test_a_word_that_belittles_is_found_at_its_place_whatever_its_ending(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert [("A405", 6, 11)] == found("Erste Zeile.\nHier sind sozial schwache Familien.\n")


def test_words_broken_over_two_lines_are_found(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert [("A405", 5, 6)] == found("Hier sozial\nschwache Familien.\n")


@pytest.mark.parametrize(
    ("body", "code"), [("Ein Benchmark.\n", "A406"), ("Das führt zu Armut.\n", "A407"), ("# Das Schlusslicht\n", "A408")]
)
def test_each_reason_has_its_code(found: Callable[..., list[tuple[str, int, int]]], body: str, code: str) -> None:
    assert [code] == [one for one, _, _ in found(body)]


def test_a_rank_is_no_headline_but_may_stand_in_a_text(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert [] == found("Niemand nennt es noch das Schlusslicht.\n")


def test_a_rank_in_a_key_statement_is_one(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert [("A408", 4, 0)] == found(key_statements=("Das Viertel ist Schlusslicht.",), sentence_lines=(4,))


def test_code_is_no_text(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert [] == found("Das Wort `Benchmark` steht im Programm.\n")


def test_a_part_of_a_longer_word_is_another_word(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert [] == found("Das Xbenchmark.\n")


def test_a_hard_text_is_told_with_its_ease(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert ["A409"] == [code for code, _, _ in found(HARD)]


def test_a_plain_text_is_not_told(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert [] == found(PLAIN)


def test_the_least_ease_is_the_authors(found: Callable[..., list[tuple[str, int, int]]]) -> None:
    assert ["A409"] == [code for code, _, _ in found(PLAIN, replace(REVIEW, ease=150))]


def test_the_ease_of_german_follows_amstad() -> None:
    words, syllables, sentences = 12 * 12, 13 * 12, 3 * 12
    assert reading_ease(PLAIN, "de") == pytest.approx(180 - words / sentences - 58.5 * syllables / words)


def test_the_ease_of_english_follows_flesch() -> None:
    text = "The cat sat on the mat. " * 20
    assert reading_ease(text, "en") == pytest.approx(206.835 - 1.015 * 6 - 84.6)


def test_a_short_text_has_no_ease() -> None:
    assert reading_ease("Kurz und gut.", "de") is None


@pytest.mark.parametrize(
    ("word", "language", "count"), [("Haus", "de", 1), ("Schule", "de", 2), ("Einwohner", "de", 3), ("table", "en", 2), ("home", "en", 1)]
)
def test_syllables_are_groups_of_vowels(word: str, language: str, count: int) -> None:
    assert count == count_syllables(word, language)
