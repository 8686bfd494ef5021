"""Captions: numbered through a text, referred to by number, with their source."""

import pytest

from atlas.model.mark import FIRST
from atlas.model.media import Reference
from atlas.model.prose import Cited, Prose
from atlas.render.prose import prose

TABLE = "| a |\n|---|\n| x |\n"


def html(text: str, **given: object) -> str:
    return str(prose(Prose(**{"text": text, "links": (), **given}), "../", "de"))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [f"Tabelle: Wege\n\n{TABLE}", f"{TABLE}\nTabelle: Wege"])
def test_a_caption_above_or_below_a_table_belongs_to_it(text: str) -> None:
    assert html(text).startswith('<figure class="table"><figcaption><b>Tabelle 1</b> Wege</figcaption><div class="scroll"')


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_picture_has_its_caption_below_and_its_size(gap: str) -> None:
    expected = (
        '<figure class="figure"><img alt="Kran" src="../assets/h.png" width="40" height="30">'
        "<figcaption><b>Abbildung 1</b> Der Hafen</figcaption></figure>"
    )
    assert expected == html(f"![Kran](h.png){gap}Abbildung: Der Hafen", links=(("h.png", "assets/h.png"),), sizes=(("h.png", 40, 30),))


def test_numbers_run_by_kind_and_references_find_them() -> None:
    text = f"[](#b) und [](#c)\n\nTabelle: A\n\n{TABLE}\nTabelle: B {{#b}}\n\n{TABLE}\n![x](h.png)\nAbbildung: C {{#c}}"
    assert '<p><a href="#b">Tabelle 2</a> und <a href="#c">Abbildung 1</a></p>' in html(text)


def test_source_name_and_classes_of_a_caption() -> None:
    found = html(f"Tabelle: *Wege* {{#wege .compact .evil}}\nQuelle: [Amt](https://example.org/)\n\n{TABLE}")
    source = '<small>Quelle: <a rel="noopener" href="https://example.org/">Amt</a></small>'
    assert found.startswith(f'<figure class="table compact" id="wege"><figcaption><b>Tabelle 1</b> <em>Wege</em> {source}</figcaption>')


def test_a_paragraph_that_only_begins_like_a_caption_stays_one() -> None:
    assert "<p>Tabelle: Das ist keine.</p><p>Ende.</p>" == html("Tabelle: Das ist keine.\n\nEnde.")


def test_names_that_belong_to_templates_are_taken_away() -> None:
    assert "<p>Text</p>" == html("Text\n{: #_main onclick=x }")


def test_abbreviations_are_explained_where_they_stand() -> None:
    assert '<abbr title="Sozialgesetzbuch">SGB</abbr> II' in html("Nach SGB II.\n\n*[SGB]: Sozialgesetzbuch")


def test_what_is_cited_is_listed_in_the_order_of_the_style_and_clean() -> None:
    late = Reference(key="b", label="B, 2008", entry="B (2008) <i>Zwei<script>x</script></i>. https://b.example/x.", place=1)
    early = Reference(key="a", label="A, 2009", entry="A (2009).", place=0)
    found = html(f"Text {chr(FIRST)}.", inserts=(Cited(works=((late, "S. 3"), (early, ""))),))
    assert [
        '<p>Text (<a href="#_work-b">B, 2008</a>, S. 3; <a href="#_work-a">A, 2009</a>).</p>'
        '<h2 id="_literature">Literatur</h2><ul class="literature"><li id="_work-a">A (2009).</li>'
        '<li id="_work-b">B (2008) <i>Zwei</i>. <a href="https://b.example/x">https://b.example/x</a>.</li></ul>'
    ] == [found.replace(' rel="noopener"', "")]
