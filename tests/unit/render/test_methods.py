"""Why class borders lie where they do, in words."""

from msgspec.structs import replace

from atlas.model.indicator import ClassRule
from atlas.model.page import IndicatorPage
from atlas.render.methods import class_reason, method_words
from atlas.statistics.borders import METHODS


def test_every_method_has_its_sentence() -> None:
    assert {"breaks", *METHODS} == set(method_words("de"))


def test_borders_found_by_a_method_are_rounded(page: IndicatorPage) -> None:
    assert "In jeder Klasse liegen etwa gleich viele Werte (Quantile). Sie sind gerundet." == class_reason(page, "de")


def test_the_authors_own_reason_comes_first(page: IndicatorPage) -> None:
    rule = ClassRule(method="breaks", count=2, breaks=(10.0,), reason="Wie im Landesbericht.")
    assert "Wie im Landesbericht." == class_reason(replace(page, indicator=replace(page.indicator, classes=rule)), "de")


def test_two_ramps_name_their_middle(page: IndicatorPage) -> None:
    assert page.map is not None
    rule = ClassRule(method="std", count=4, breaks=(), diverging="whole")
    shown = replace(page, indicator=replace(page.indicator, classes=rule), map=replace(page.map, diverging=True))
    assert class_reason(shown, "de").endswith("Die Farben laufen nach beiden Seiten von Wallenfurt (2025: 9,8\u202f%).")
    zero = replace(shown, indicator=replace(page.indicator, classes=replace(rule, diverging="zero")))
    assert class_reason(zero, "de").endswith("Die Farben laufen nach beiden Seiten von 0.")


def test_without_borders_there_is_nothing_to_explain(page: IndicatorPage) -> None:
    assert page.map is not None
    assert ["", ""] == [class_reason(replace(page, map=view), "de") for view in (None, replace(page.map, breaks=()))]
