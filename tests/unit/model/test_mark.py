"""Braces in texts: what is a figure, what a claim, what is neither; and how a text looks without them."""

import pytest

from atlas.model.mark import FIRST, cut_marks, find_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein {unter18} hier", [("figure", "unter18", 1, 5)]),
        ("a\n\nb {unter18\n0201}", [("figure", "unter18 0201", 3, 3)]),
        ("[mehr als dort]{unter18 > Stadt}", [("claim", "unter18 > Stadt", 1, 15)]),
        ("[mit {unter18} mehr]{unter18 > Stadt}", [("figure", "unter18", 1, 6), ("claim", "unter18 > Stadt", 1, 20)]),
        ("[[a](b.md) mehr]{unter18 > Stadt}", [("claim", "unter18 > Stadt", 1, 16)]),
        ("## Titel {#anker}\n{: .breit}", []),
        (r"\{unter18}", []),
        ("`{unter18}`", []),
        ("```\n{unter18}\n```\n", []),
        ("```{karte}\na: b\n```\n", [("directive", "karte", 1, 1)]),
        ("````markdown\n```{karte}\na: b\n```\n````\n", []),
        ("{unter18\n\nb}", []),
        ("a] {b}", [("figure", "b", 1, 4)]),
    ],
)
def test_marks_are_found_with_their_places(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert expected == [(mark.kind, mark.words, mark.line, mark.column) for mark in find_marks(text)]


def test_figures_become_single_characters_and_claims_their_words() -> None:
    text = "Mit {a} [liegt {b} über]{b > Stadt} allem."
    assert f"Mit {chr(FIRST)} liegt {chr(FIRST + 1)} über allem." == cut_marks(text, find_marks(text))
