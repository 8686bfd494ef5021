"""Borders set by hand, seen with the figures."""

from collections.abc import Callable
from typing import Any

import numpy as np
from msgspec.structs import replace

from atlas.check.classes import classes_by_hand
from atlas.model.indicator import ClassRule, Register
from atlas.model.panel import Panel
from atlas.model.site import Site
from atlas.statistics.find import find

Make = Callable[..., Any]


def told(site: Site, breaks: tuple[float, ...], diverging: str = "", values: tuple[float, float, float] = (5.0, 4.0, 6.0)) -> list[str]:
    """Check the first indicator with these borders; figures of the town and of its two areas."""
    first = replace(
        site.register.indicators[0], kind="value", classes=ClassRule(method="breaks", count=5, breaks=breaks, diverging=diverging)
    )
    panel: Panel = replace(site.figures[first.id], values=np.array([[value] for value in values]))
    site = replace(
        site,
        register=Register(themes=site.register.themes, indicators=(first,)),
        figures={first.id: panel},
        findings={first.id: find(panel, first, site.geography, "area")},
    )
    return [found.text("en") for found in classes_by_hand(site)]


def test_a_class_without_a_figure_in_any_year_is_told(site_of: Make) -> None:
    assert ["site.yaml: warning A320: indicator miete (Miete): class 3 of 3 is empty in all years; borders: 5, 9"] == told(
        site_of(), (5.0, 9.0)
    )


def test_classes_that_are_all_in_use_are_no_matter(site_of: Make) -> None:
    assert [] == told(site_of(), (5.0,))


def test_figures_that_are_all_alike_leave_classes_empty_without_a_word(site_of: Make) -> None:
    assert [] == told(site_of(), (5.0,), values=(4.0, 4.0, 4.0))


def test_two_ramps_must_meet_in_the_middle(site_of: Make) -> None:
    words = "2 class borders lie below the middle (5), 0 above it; colours then turn at the wrong place. Borders: 4.5, 4.8"
    assert words in told(site_of(), (4.5, 4.8), "whole")[-1]
    assert [] == told(site_of(), (5.0,), "whole")
