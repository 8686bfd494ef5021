"""Words of the interface."""

from atlas.base.language import translate


def test_a_word_with_a_plural_is_found_alone_in_every_python() -> None:
    assert ["Quelle", "Source"] == [translate(language)("Source") for language in ("de", "en")]
