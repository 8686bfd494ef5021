"""Finding link targets in Markdown: each with line and column, none from code."""

from time import perf_counter

import pytest

from atlas.model.document import link_targets


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a](b.md)", [("b.md", 1, 5)]),
        ("Text\n\n  [a]( b.md 'Titel')", [("b.md", 3, 8)]),
        ("![a](b.png)", [("b.png", 1, 6)]),
        ("[a](<b c.md>)", [("b c.md", 1, 6)]),
        ("[a](b_(c).md)", [("b_(c).md", 1, 5)]),
        ("[![a](b.png)](c.md)", [("b.png", 1, 7), ("c.md", 1, 15)]),
        ("[zwei\nZeilen](b.md)", [("b.md", 2, 9)]),
        ("[a][b]\n\n[b]: c.md 'Titel'", [("c.md", 3, 6)]),
        ("[b]: <c d.md>", [("c d.md", 1, 7)]),
        ("[a]()", [("", 1, 5)]),
        ("Ohne Verweis (b.md) [a] [b].", []),
        ("Satz.[^1]\n\n[^1]: Quelle: Amt, [a](b.md)", [("b.md", 3, 24)]),
        (r"\[a\](b.md)", []),
        ("`[a](b.md)` [c](d.md)", [("d.md", 1, 17)]),
        ("``[a](b.md) ` [c](d.md)``", []),
        ("Ein ` allein\n\n[a](b.md) und `noch einer", [("b.md", 3, 5)]),
        ("```\n[a](b.md)\n\n[c](d.md)\n```\n[e](f.md)", [("f.md", 6, 5)]),
        ("~~~ text\n[a](b.md)\n~~~\n[e](f.md)", [("f.md", 4, 5)]),
        ("```\n[a](b.md)\n", []),
    ],
)
def test_targets_are_found_with_line_and_column(body: str, expected: list[tuple[str, int, int]]) -> None:
    assert expected == list(link_targets(body))


def test_a_text_made_to_be_slow_is_not() -> None:
    started = perf_counter()
    for unit in ("`", "](", "[a]: ", "](a(", "``` ", "\n```", "\n[", "](<"):
        link_targets(f"[a](b.md){unit * 4000}")
    assert perf_counter() - started < 5
