"""Figures in finished texts: links where a link may stand, plain numbers elsewhere."""

import pytest

from atlas.model.mark import FIRST
from atlas.model.prose import Prose, Quoted
from atlas.model.quote import Quote
from atlas.render.prose import prose, sentences

QUOTE = Quote(
    text="23,4\u202f%", indicator="miete", title="Miete", area="Süd", period="2025", reference_date="31.12.", definition='Miete "kalt".'
)
ONE = chr(FIRST)


def show(text: str, quote: Quote = QUOTE) -> str:
    return str(prose(Prose(text=text, links=(), inserts=(Quoted(quote=quote, href="i/index.html#_definition"),)), "../", "de"))


def test_a_figure_leads_to_what_is_counted_and_carries_the_definition() -> None:
    title = "Miete, Süd, 31.12.2025: Miete &quot;kalt&quot;."
    assert f'<p>Hier <a class="quoted" href="../i/index.html#_definition" title="{title}">23,4\u202f%</a>.</p>' == show(f"Hier {ONE}.")


def test_the_day_of_a_figure_is_written_out() -> None:
    assert ">31.12.2025</a>" in show(ONE, Quote(**{**{name: getattr(QUOTE, name) for name in Quote.__struct_fields__}, "text": ""}))


@pytest.mark.parametrize("text", [f"[{ONE}](https://example.org/)", f'[x](https://example.org/ "{ONE}")'])
def test_within_a_link_stands_the_number_alone(text: str) -> None:
    assert ("23,4" in show(text), "quoted" in show(text)) == (True, False)


def test_a_number_in_a_heading_is_not_part_of_its_anchor() -> None:
    assert '<h2 id="anteil">' in show(f"## Anteil {ONE}")


def test_figures_of_several_sentences_keep_apart() -> None:
    views = [
        Prose(text=f"A {ONE}", links=(), inserts=(Quoted(quote=QUOTE, href="a"),)),
        Prose(text="B", links=()),
        Prose(text=f"C {ONE}", links=(), inserts=(Quoted(quote=QUOTE, href="c"),)),
    ]
    first, _, third = sentences(views, "", "de")
    assert ('href="a"' in first, 'href="c"' in third) == (True, True)
