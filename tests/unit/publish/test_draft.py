"""A register is drafted by the words of the columns: people as shares, ready-made figures as they are, all else as counts."""

import pytest

from atlas.load.yaml import read
from atlas.publish.draft import draft_register

SERIES = {
    "einwohner": "Einwohner insgesamt",
    "kinder": "darunter unter 6 Jahre",
    "haushalte": "Haushalte",
    "quote": "Arbeitslosenquote in %",
}


@pytest.mark.parametrize(("series", "kind"), [("einwohner", "count"), ("kinder", "share"), ("haushalte", "count"), ("quote", "value")])
def test_the_words_of_a_column_say_what_it_holds(series: str, kind: str) -> None:
    data, _, found = read(draft_register("Kleinau", "de", "a.xlsx", SERIES).register, "a.yaml")
    entry = next(one for one in data["indicators"] if series in (one.get("numerator"), one.get("value")))
    assert ((), kind) == (found, entry["kind"])


def test_without_inhabitants_nothing_is_a_share() -> None:
    draft = draft_register("Kleinau", "de", "a.xlsx", {"kinder": "Kinder unter 6 Jahren"})
    assert ("", {"kinder": "Kinder unter 6 Jahren"}, False) == (draft.population, draft.core, "kind: share" in draft.register)


def test_quotation_marks_in_a_column_are_no_harm() -> None:
    data, _, found = read(draft_register('Bad "Au"', "de", "a.xlsx", {"x": 'Zahl der "Orte" \\ alle'}).register, "a.yaml")
    assert ((), 'Zahl der "Orte" \\ alle') == (found, data["indicators"][0]["title"])
