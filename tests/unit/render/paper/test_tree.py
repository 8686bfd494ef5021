"""Markup as typst gets it: words stay words, what is for screens alone is left out, drawings say what they show."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from atlas.render.paper.tree import Node, tree


def only(html: str) -> Node:
    (node,) = tree(html, "")
    assert isinstance(node, dict)
    return node


def test_elements_keep_their_classes_and_what_matters_on_paper() -> None:
    node = only('<th class="theme num" rowspan="2" id="x">Kinder</th>')
    assert {"t": "th", "c": ["theme", "num"], "k": ["Kinder"], "a": {"rowspan": "2"}} == node


def test_what_only_screen_readers_hear_is_left_out() -> None:
    assert ["1,5 ", {"t": "span", "c": [], "k": ["Pkt."], "a": {}}] == only(
        '<p>1,5 <span aria-hidden="true">Pkt.</span><span class="vh">Prozentpunkte</span></p>'
    )["k"]


def test_space_between_blocks_is_left_out() -> None:
    assert ["p", "p"] == [child["t"] for child in only("<div>\n<p>a</p>\n<p>b</p>\n</div>")["k"]]


def test_scripts_are_left_out() -> None:
    assert [] == tree("<script>alert(1)</script>", "")


def test_a_drawing_is_whole_and_has_the_styles_it_needs() -> None:
    node = only('<svg viewBox="0 0 9 9"><g><path d="M0 0"/></g><svg x="5%"><path d="M1 1"/></svg></svg>')
    drawing = ElementTree.fromstring(node["svg"])
    assert ("{http://www.w3.org/2000/svg}svg", 3) == (drawing.tag, len(drawing))


def test_a_drawing_says_what_its_label_says() -> None:
    assert {"alt": "Karte: Kinder", "hidden": False} == only('<svg role="group" aria-label="Karte: Kinder"></svg>')["a"]


def test_a_drawing_in_a_figure_says_what_its_caption_says() -> None:
    figure = only('<figure><svg aria-hidden="true"></svg><figcaption>Lage in <b>Kleinau</b>.</figcaption></figure>')
    assert {"alt": "Lage in Kleinau.", "hidden": False} == figure["k"][0]["a"]


def test_decoration_stays_decoration() -> None:
    assert only('<ul aria-hidden="true"><li><svg></svg></li></ul>')["k"][0]["k"][0]["a"]["hidden"]


@given(st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), min_size=1))
def test_words_come_through_unchanged(words: str) -> None:
    assert words == "".join(only(f"<p>{escape(words)}</p>")["k"])
