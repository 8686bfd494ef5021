"""Terms in a text: explained once, where words are plain words, and named in the glossary."""

import re

from atlas.model.term import Term
from atlas.render.markdown.terms import anchor_terms, explain_terms

SHARE = Term(word="Anteil", text="Teil <einer> Gesamtheit.", href="glossar/index.html#term-anteil")


def shown(html: str, *terms: Term) -> str:
    return explain_terms(html, terms or (SHARE,), "../", "de")


def test_the_first_use_opens_an_explanation_beside_it() -> None:
    expected = (
        '<p>Der <button type="button" class="term" popovertarget="_t1">Anteil</button>'
        '<span class="explained" popover id="_t1"><b>Anteil</b> Teil &lt;einer&gt; Gesamtheit. '
        '<a href="../glossar/index.html#term-anteil">Glossar</a></span> steigt, der Anteil fällt.</p>'
    )
    assert expected == shown("<p>Der Anteil steigt, der Anteil fällt.</p>")


def test_headings_links_and_quotations_stay_as_they_are() -> None:
    html = "<h2>Anteil</h2><p><a href='x'>Anteil</a></p><blockquote><p>Anteil</p></blockquote>"
    assert html == shown(html)


def test_words_for_the_same_are_explained_once() -> None:
    job, work = (Term(word=word, text="Was man tut.", href="") for word in ("Job", "Arbeit"))
    assert 1 == shown("<p>Arbeit und Job</p>", job, work).count("popovertarget")


def test_every_explanation_has_a_name_of_its_own() -> None:
    other = Term(word="Miete", text="Was man zahlt.", href="")
    assert ["_t1", "_t2"] == re.findall(r' id="([^"]*)"', shown("<p>Miete und Anteil</p>", SHARE, other))


def test_a_glossary_has_a_place_for_every_term() -> None:
    assert '<dt id="term-anteil"><b>Anteil</b></dt><dt>Anteil</dt>' == anchor_terms("<dt><b>Anteil</b></dt><dt>Anteil</dt>")
