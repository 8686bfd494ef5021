"""Terms: read from a definition list, met in a text with or without an ending."""

from atlas.model.term import Term, read_terms, terms_in

GLOSSARY = "Text davor.\n\nAnteil\n:   Teil einer *Gesamtheit*,\n    meist in [Prozent](x.md).\n\nJob\nArbeit\n:   Was man tut.\n"


def term(word: str) -> Term:
    return Term(word=word, text="", href="")


def test_terms_are_read_with_their_explanation_in_plain_words() -> None:
    expected = [("Anteil", "Teil einer Gesamtheit, meist in Prozent."), ("Job", "Was man tut."), ("Arbeit", "Was man tut.")]
    assert expected == list(read_terms(GLOSSARY))


def test_a_term_is_met_with_an_ending() -> None:
    assert (term("Haushalt"),) == terms_in("In vielen Haushalten leben Kinder.", (term("Haushalt"), term("Miete")))


def test_a_term_inside_another_word_is_not_met() -> None:
    assert () == terms_in("Der Haushaltsplan und das Mehr-Personen-Haushalte-Papier.", (term("Haushalt"),))


def test_the_longer_of_two_terms_is_met() -> None:
    terms = (term("Grundsicherung"), term("Grundsicherung im Alter"))
    assert (terms[1],) == terms_in("Wer Grundsicherung im Alter bekommt.", terms)
