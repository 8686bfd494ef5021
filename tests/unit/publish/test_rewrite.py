"""Single values change; every other sign of a YAML text stays as it is."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from atlas.publish.rewrite import Trail, Value, rewrite, written

TEXT = """\
# Kopf
themes:
  - {id: a, title: Alt, leer: }   # am Ende
list:
  - id: eins        # hier
    title: "Alt"
    long: >
      Zeile eins
      Zeile zwei
    items:
      - x
      - y
  - id: zwei
"""


@pytest.mark.parametrize(
    ("trail", "value", "before", "after"),
    [
        (("themes", 0, "title"), "Neu", "title: Alt,", "title: Neu,"),
        (("themes", 0, "question"), "Wer?", "leer: }", "leer: , question: Wer?}"),
        (("list", 0, "title"), "a: b", '"Alt"', '"a: b"'),
        (("list", 0, "id"), "ein", "id: eins        # hier", "id: ein        # hier"),
        (("list", 0, "long"), "kurz", ">\n      Zeile eins\n      Zeile zwei\n", "kurz\n"),
        (("list", 0, "items"), ("p", "q r"), "- x\n      - y", "[p, q r]"),
        (("list", 1, "unit"), "%", "  - id: zwei\n", '  - id: zwei\n    unit: "%"\n'),
    ],
)
def test_only_the_place_changes(trail: Trail, value: Value, before: str, after: str) -> None:
    assert TEXT.replace(before, after, 1) == rewrite(TEXT, [(trail, value)])


def test_nothing_to_change_changes_nothing() -> None:
    assert TEXT == rewrite(TEXT, [])


def test_what_is_added_in_one_place_keeps_its_order() -> None:
    assert rewrite(TEXT, [(("list", 1, "a"), "eins"), (("list", 1, "b"), "zwei")]).endswith("  - id: zwei\n    a: eins\n    b: zwei\n")


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert text.replace("title: Alt,", "title: Neu,") == rewrite(text, [(("themes", 0, "title"), "Neu")])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_whatever_is_written_is_read_as_this_text(words: str) -> None:
    assert words == str(yaml.load(f"key: {written(words)}", Loader=yaml.BaseLoader)["key"])
