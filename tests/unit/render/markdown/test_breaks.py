"""Breaks: a backslash at the end of a line ends it, and nothing else does."""

import pytest

from atlas.model.prose import Prose
from atlas.render.prose import prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Markt 1\\\n00000 Wallenfurt", "<p>Markt 1<br>00000 Wallenfurt</p>"),
        ("Ende\\", "<p>Ende\\</p>"),
        ("zwei\\\\\nZeilen", "<p>zwei\\\nZeilen</p>"),
        ("`a\\\nb`", "<p><code>a\\\nb</code></p>"),
    ],
)
def test_only_a_backslash_at_the_end_of_a_line_breaks_it(text: str, expected: str) -> None:
    assert expected == str(prose(Prose(text=text, links=()), "", "de"))
