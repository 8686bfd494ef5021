"""Text left alone comes out as if every rule had looked at it."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension

from atlas.base import text
from atlas.render.markdown.idle import REFERENCES, idle, normal
from atlas.render.markdown.rules import extensions, wanted
from atlas.render.prose import convert

PIECES = st.sampled_from(
    [
        "Wort",
        "zwei Wörter",
        " ",
        "  ",
        "\n",
        "\n\n",
        "  \n",
        "*",
        "**",
        "_",
        "`",
        "\\",
        "[",
        "](",
        ")",
        "!",
        "<b>",
        "<https://a.b>",
        "&amp;",
        "&",
        "#",
        "# ",
        "> ",
        ":   ",
        "=",
        "===",
        "-",
        "1. ",
        "| a | b |\n| - | - |\n| c | d |\n",
        "[^1]",
        "[^1]: ",
        "{",
        "}",
        "\x02",
        "\r",
        "\t",
        "~~~",
        "```\n",
        "\n    ",
        "\n ",
        "- ",
        "+ ",
        "[a]: https://a.b",
        "[a]",
        "[]",
        "^",
        "<div>",
        "<!-- ",
        " -->",
        "a@b.de>",
        '"',
        "*[Wort]: ",
        "Tabelle: ",
        "///Footnotes Go Here///",
        "# Überschrift",
    ]
)


def converted_in_full(source: str) -> str:
    """Convert with all rules, as the library brings them; definitions of links count where they are looked for, too, when links are checked."""
    extended = [
        "tables",
        "fenced_code",
        "def_list",
        "sane_lists",
        FootnoteExtension(BACKLINK_TITLE="Back to the text, note %d"),
        TocExtension(slugify=lambda words, _separator: text.slug(words), marker=""),
        *extensions(wanted(normal(source)), "en"),
    ]
    converter = Markdown(extensions=extended)
    converter.treeprocessors.deregister("prettify")
    for rule in REFERENCES & idle(normal(source)):
        converter.inlinePatterns.deregister(rule)
    return converter.convert(source)


@given(st.lists(PIECES, max_size=30).map("".join).filter(lambda source: normal(source).strip()))
def test_a_text_is_converted_as_without_the_short_cuts(source: str) -> None:
    assert converted_in_full(source) == convert(source, "en")
