"""YAML stays text, and knows where it stands."""

import pytest

from atlas.base.diagnostics import Location
from atlas.load.yaml import read

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_scalars_arrive_as_they_are_written() -> None:
    data, _, found = read("key: 0101\nedition: 2026\nno: yes\nday: 2026-05-04\nten: 1e1\nquoted: '~'\n", "f")
    assert (data, found) == ({"key": "0101", "edition": "2026", "no": "yes", "day": "2026-05-04", "ten": "1e1", "quoted": "~"}, ())


def test_an_empty_value_counts_as_not_written() -> None:
    assert read("a:\nb: ~\nc: ''\n", "f")[0] == {"c": ""}


def test_values_and_keys_have_line_and_column() -> None:
    _, places, _ = read("a:\n  - b: c\n", "f", first_line=3)
    expected = [Location(file="f", line=4, column=column) for column in (8, 5)]
    assert expected == [places.value("a", 0, "b"), places.key("a", 0, "b")]


def test_what_is_missing_is_located_at_what_would_contain_it() -> None:
    assert Location(file="f", line=1, column=4) == read("a: {b: c}\n", "f")[1].value("a", "x", "y")


def test_an_alias_repeats_what_its_anchor_names() -> None:
    assert read("a: &k {pad: 2}\nb: *k\n", "f")[0] == {"a": {"pad": "2"}, "b": {"pad": "2"}}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: 1\na: 2\n", ["A103"]),
        ("a: b: c\n", ["A111"]),
        ("a:\n\tb: c\n", ["A112"]),
        ("a: *b\n", ["A113"]),
        ("a: [b\n", ["A102"]),
        ("a: b\n---\nc: d\n", ["A102"]),
        ("{[a]: b}\n", ["A102"]),
        ("a: \x07\n", ["A102"]),
    ],
)
def test_what_is_wrong_is_told(text: str, codes: list[str]) -> None:
    assert codes == [one.code for one in read(text, "f")[2]]


def test_text_nested_without_end_is_refused() -> None:
    assert [one.code for one in read("[" * 100_000, "f")[2]] == ["A102"]


def test_aliases_that_stand_for_billions_are_refused() -> None:
    assert {one.code for one in read(BOMB, "f")[2]} == {"A113"}
