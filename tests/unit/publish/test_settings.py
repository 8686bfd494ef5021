"""Recipes are added to site.yaml where its tables are, and nothing else of it changes."""

import pytest

from atlas.publish.settings import with_entries

ENTRY = "  - file: b.csv\n    area: k\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A\ntables:\n  - file: a.csv\n", "title: A\ntables:\n  - file: a.csv\n" + ENTRY),
        ("tables:   # mine\n  - file: a.csv\n\n# end\ntitle: A\n", "tables:   # mine\n  - file: a.csv\n" + ENTRY + "\n# end\ntitle: A\n"),
        ("tables:\n- file: a.csv\n", "tables:\n- file: a.csv\n- file: b.csv\n  area: k\n"),
        ("tables:\n    - file: a.csv\n", "tables:\n    - file: a.csv\n    - file: b.csv\n      area: k\n"),
        ("title: A\n", "title: A\ntables:\n" + ENTRY),
        ("tables: []\n", ""),
    ],
)
def test_an_entry_stands_behind_the_last_table(before: str, after: str) -> None:
    assert after == with_entries(before, ENTRY)
