"""Authors' Markdown: what it may do, what it may not, and how narratives are cut."""

import pytest

from atlas.model.prose import Prose
from atlas.render.prose import contents, prose, sections, sentences


def html(text: str, *links: tuple[str, str], root: str = "../") -> str:
    return prose(Prose(text=text, links=links), root, "de")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x.png" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        '<p style="color:red">x</p>',
        '<iframe src="https://example.org"></iframe>',
        "<svg><script>alert(1)</script></svg>",
        '<a href="data:text/html,x">x</a>',
    ],
)
def test_nothing_active_comes_through(text: str) -> None:
    found = html(text)
    assert [] == [mark for mark in ("<script", "onerror", "javascript:", "style=", "<iframe", "<svg", "data:") if mark in found]


def test_links_lead_where_the_plan_says() -> None:
    assert '<p><a href="../profile/0101-altstadt/index.html">Altstadt</a></p>' == html(
        "[Altstadt](area:0101)", ("area:0101", "profile/0101-altstadt/index.html")
    )


def test_a_link_the_plan_does_not_know_loses_its_target() -> None:
    assert "<p><a>Altstadt</a></p>" == html("[Altstadt](area:0101)")


def test_links_out_of_the_atlas_do_not_hand_over_the_window() -> None:
    assert '<a rel="noopener" href="https://example.org/">' in html("[x](https://example.org/)")


def test_the_title_of_the_page_stays_its_only_heading_of_the_first_order() -> None:
    assert '<h2 id="eins">Eins</h2><h3 id="zwei">Zwei</h3>' == html("# Eins\n\n## Zwei")


def test_anchors_are_slugs() -> None:
    assert '<h2 id="sued-weisse-hoehe">' in html("## Süd / Weiße Höhe")


def test_columns_of_tables_are_aligned_by_classes() -> None:
    table = html("| a | b |\n|---|--:|\n| x | 1 |")
    assert (True, True, False) == ('<td class="num">1</td>' in table, "<td>x</td>" in table, "style" in table)


def test_a_table_can_be_scrolled_with_the_keyboard() -> None:
    assert html("| a |\n|---|\n| x |").startswith('<div class="scroll" role="group" tabindex="0" aria-label=')


def test_footnotes_lead_there_and_back() -> None:
    text = html("Satz.[^1]\n\n[^1]: Quelle.")
    assert ['href="#fn:1"', 'href="#fnref:1"'] == [part for part in ('href="#fn:1"', 'href="#fnref:1"') if part in text]


def test_one_text_s_footnotes_do_not_reach_into_the_next() -> None:
    assert html("Satz.[^1]\n\n[^1]: Quelle.") == html("Satz.[^1]\n\n[^1]: Quelle.")


def test_who_speaks_stands_apart_from_the_quotation() -> None:
    assert '<p>„So ist es.“</p><p class="by">– Danuta, 56</p>' in html("> „So ist es.“\n>\n> – Danuta, 56")


def test_a_dash_outside_a_quotation_is_a_dash() -> None:
    assert "<p>– kein Zitat</p>" == html("– kein Zitat")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "<code>b</code>"),
        (r"a \* b", "a * b"),
        ("[x][1]\n\n[1]: https://example.org/", 'href="https://example.org/"'),
        ("<https://example.org/>", 'href="https://example.org/"'),
        ("a  \nb", "<br>"),
        ("a &amp; b", "a &amp; b"),
        ("a **b** *c*", "<strong>b</strong> <em>c</em>"),
        ("x<sup>2</sup>", "<sup>2</sup>"),
        ("![x](bild.png)", 'src="../img/bild.png"'),
    ],
)
def test_every_inline_rule_is_there_when_it_is_needed(text: str, expected: str) -> None:
    assert expected in html(text, ("bild.png", "img/bild.png"))


def test_sentences_have_no_paragraph_around_them() -> None:
    views = (
        Prose(text="Das Viertel **wächst**.", links=()),
        Prose(text="Es ist [jung](indicator:u18).", links=(("indicator:u18", "i/u18.html"),)),
    )
    assert ("Das Viertel <strong>wächst</strong>.", 'Es ist <a href="../i/u18.html">jung</a>.') == sentences(views, "../", "de")


@pytest.mark.parametrize("text", ["- kein Punkt", "1. keine Nummer", "# keine Überschrift", "> kein Zitat", "zwei\nZeilen"])
def test_whatever_a_sentence_starts_with_it_stays_a_sentence(text: str) -> None:
    assert 1 == len(sentences((Prose(text=text, links=()),), "", "de"))


def test_no_sentences_need_no_converter() -> None:
    assert () == sentences((), "", "de")


def test_a_narrative_is_cut_at_its_headings() -> None:
    parts = sections(Prose(text="Vorab.\n\n## Befund\n\nA\n\n### Mehr\n\nB\n\n## Bewertung\n\nC\n\n## Geschichte\n\nD", links=()), "", "de")
    assert [("", "plain"), ("Befund", "finding"), ("Bewertung", "assessment"), ("Geschichte", "plain")] == [
        (part.title, part.kind) for part in parts
    ]


def test_headings_within_a_section_step_down() -> None:
    (part,) = sections(Prose(text="## Befund\n\n### Mehr\n\nB", links=()), "", "de")
    assert '<h4 id="mehr">Mehr</h4><p>B</p>' == part.body.strip()


def test_the_kinds_of_sections_follow_the_language() -> None:
    assert ["finding", "assessment"] == [
        part.kind for part in sections(Prose(text="## Findings\n\nA\n\n## Assessment\n\nB", links=()), "", "en")
    ]


def test_contents_list_the_headings() -> None:
    assert (("eins", "Eins"), ("zwei", "Zwei")) == contents(prose(Prose(text="## Eins\n\n### Mehr\n\n## Zwei", links=()), "", "de"))
