"""What drawings look like outside of a page: every class a map uses has its colour, and nothing is left that only a page knows."""

from atlas.plan.desk import Desk
from atlas.plan.drawing import drawing_colours, drawing_styles


def test_classes_and_patterns_of_maps_have_their_colours(desk: Desk) -> None:
    styles = drawing_styles(desk.site)
    assert [True] * 5 == [
        rule in styles
        for rule in ("svg .k1{fill: #", "pattern .blank{fill: #", "pattern .lines{stroke: #", "pattern .spots{stroke: #", ".strip .whole{")
    ]


def test_nothing_is_left_that_only_a_page_knows(desk: Desk) -> None:
    assert "var(" not in drawing_styles(desk.site)


def test_paper_has_the_colours_of_the_theme(desk: Desk) -> None:
    assert "#b8431a" == dict(drawing_colours(desk.site))["own"]
