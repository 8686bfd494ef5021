"""How texts are reviewed is the author's choice: own words come first, words that ship may be allowed."""

from pathlib import Path

from atlas.load.config import load_config
from atlas.load.review import load_review
from atlas.model.review import Review, Term


def review(root: Path, settings: str = "", words: str = "") -> tuple[Review, list[str]]:
    if words:
        (root / "data" / "woerter.yaml").write_text(words, encoding="utf-8")
    file = root / "site.yaml"
    file.write_text(file.read_text(encoding="utf-8") + settings, encoding="utf-8")
    spec, found = load_config(root)
    assert spec is not None, found
    loaded, found = load_review(root, spec)
    return loaded, [one.code for one in found]


def test_the_words_that_ship_are_sound(minimal: Path) -> None:
    found = review(minimal)
    assert [True, []] == [len(found[0].terms) > 30, found[1]]


def test_the_english_words_that_ship_are_sound(minimal: Path) -> None:
    file = minimal / "site.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("language: de", "language: en"), encoding="utf-8")
    assert "the elderly" in {term.word for term in review(minimal)[0].terms}


def test_a_word_of_the_site_takes_the_place_of_one_that_ships(minimal: Path) -> None:
    settings = "check: {words: data/woerter.yaml, sections: [Lage], ease: 40, page: 300}\n"
    found, _ = review(minimal, settings, "words: [{word: 'Brennpunkt*', better: Kiez, why: stigma}]\n")
    assert [Term(word="Brennpunkt*", better="Kiez", why="stigma")] == [term for term in found.terms if term.word == "Brennpunkt*"]


def test_a_word_that_is_allowed_is_not_looked_for(minimal: Path) -> None:
    found, _ = review(minimal, "check: {words: data/woerter.yaml}\n", "allowed: ['Hotspot*']\n")
    assert "Hotspot*" not in {term.word for term in found.terms}


def test_a_list_that_is_not_there_or_wrong_is_told(minimal: Path) -> None:
    missing = review(minimal, "check: {words: data/woerter.yaml}\n")[1]
    wrong = review(minimal, words="words: [{word: Kiez, better: Viertel, why: taste}]\n")[1]
    assert [["A120"], 1] == [missing, len(wrong)]
