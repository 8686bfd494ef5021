"""Text left alone comes out as if every rule had looked at it."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension

from atlas.render.markdown.plain import PlainExtension

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
        "~~~",
    ]
)


def convert(text: str, *more: Extension) -> str:
    return Markdown(extensions=["tables", "fenced_code", "def_list", "sane_lists", "footnotes", "toc", *more]).convert(text)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_text_is_converted_as_without_the_short_cut(text: str) -> None:
    assert convert(text) == convert(text, PlainExtension())
