"""The sentences of diagnostics."""

from atlas.base.diagnostics import Location, diagnostic


def hint(**words: str) -> str:
    found = diagnostic("A363", Location(file="a.md"), title="Kinder", area="Nord", sign="·", **words)
    return found.hint("en").strip()


def test_an_optional_part_is_left_out_when_any_of_its_words_is_empty() -> None:
    assert "Write the sentence without it, or name another period: 2021." in hint(periods="2021", period="2020", around="")


def test_an_optional_part_stands_when_all_its_words_are_there() -> None:
    assert "Write the sentence without it; for 2020 there are figures of Stadt (00)." in hint(
        periods="", period="2020", around="Stadt (00)"
    )
