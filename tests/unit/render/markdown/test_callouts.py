"""Callouts: quotations that say what they are."""

from atlas.model.prose import Prose
from atlas.render.prose import prose


def html(text: str) -> str:
    return str(prose(Prose(text=text, links=()), "", "de"))


def test_a_callout_has_its_label_and_its_passage() -> None:
    expected = (
        '<section class="callout recommendation"><p class="label">Empfehlung</p><p>Die Stadt sollte <strong>bauen</strong>.</p></section>'
    )
    assert expected == html("> [!Empfehlung]\n> Die Stadt sollte **bauen**.")


def test_a_title_stands_beside_the_label() -> None:
    assert '<p class="label">Beispiel: <strong>Hafen</strong></p>' in html("> [!Beispiel] Hafen\n> Text")


def test_the_words_of_the_other_language_do_too() -> None:
    assert '<section class="callout plain">' in html("> [!Plain language]\n> Kurz.")


def test_callouts_one_after_the_other_keep_apart() -> None:
    found = html("> [!Befund]\n> Eins.\n\n> [!Bewertung]\n> Zwei.\n>\n> Drei.")
    assert (2, "<p>Zwei.</p><p>Drei.</p></section>") == (found.count("<section"), found[found.index("<p>Zwei") :])


def test_a_quotation_is_signed() -> None:
    assert '<blockquote><p>Schön hier.</p><p class="by">– Frau Meier</p></blockquote>' == html("> [!Zitat] Frau Meier\n> Schön hier.")


def test_an_unknown_kind_stays_a_quotation() -> None:
    assert "<blockquote><p>[!Tipp]\nText</p></blockquote>" == html("> [!Tipp]\n> Text")
