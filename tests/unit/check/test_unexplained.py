"""Plain numbers in texts on areas, with their places."""

from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.check.unexplained import unexplained_numbers
from atlas.model.document import Document
from atlas.model.panel import Status
from atlas.model.site import Site
from atlas.statistics.find import find
from tests.unit.check.conftest import panel

Make = Callable[..., Site]
Text = Callable[..., Document]


@pytest.fixture
def found_in(site_of: Make, document_of: Text) -> Callable[..., list[str]]:
    """Give what is found in the profile of Nord, where every rent is 23.4 per cent and no other figure is known."""

    def search(body: str, language: str = "de") -> list[str]:
        site = site_of(document_of("profile/01.md", body))
        register = replace(
            site.register, indicators=tuple(replace(one, kind="share", unit="%", decimals=1) for one in site.register.indicators)
        )
        figures = {"miete": panel(23.4, Status.OK), "abitur": panel(np.nan, Status.CONFIDENTIAL)}
        findings = {one.id: find(figures[one.id], one, site.geography, "area") for one in register.indicators}
        config = replace(site.config, language=language)
        return [
            one.text(language)
            for one in unexplained_numbers(replace(site, config=config, register=register, figures=figures, findings=findings))
        ]

    return search


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Der Anteil ist 22,4 %.", ["22,4"]),
        ("Fast 38 Prozent ziehen um.", ["38"]),
        ("Der Anteil ist 23,4 %, rund 23 %.", []),
        ("Seit 2018, am 12.3.2024 um 17.30 Uhr, im Haus 7, drei von 39.", []),
        ("„Hier sind es 80 %“, sagt jemand. `12,3`", []),
        ("> 80 % sind zufrieden", []),
        ("Es sind {miete}, [viel]{miete >= 20,5}.", []),
    ],
)
def test_numbers_that_no_table_holds_are_noted(body: str, expected: list[str], found_in: Callable[..., list[str]]) -> None:
    assert expected == [line.split("„")[1].split("“")[0] for line in found_in(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The share is 22.4 %, or 1,022.4 in all.", ["22.4", "1,022.4"]),
        ("Almost 38 per cent move, 39 percent stay.", ["38", "39"]),
        ("The share is 23.4 %, about 23 %.", []),
        ("Since 2018, on 12/3/2024 at 17:30, in house 7, three of 39, 1,234 people.", []),
        ('"Here it is 80 %", somebody says. `12.3`', []),
    ],
)
def test_they_are_noted_in_english_too(body: str, expected: list[str], found_in: Callable[..., list[str]]) -> None:
    assert expected == [line.split('"')[1] for line in found_in(body, "en")]


def test_a_slip_comes_with_the_number_that_was_meant(found_in: Callable[..., list[str]]) -> None:
    assert ["content/profile/01.md:5:16: Hinweis A367: „22,4“ steht in keiner Tabelle von Nord; gemeint 23,4?"] == found_in(
        "Der Anteil ist 22,4 %."
    )
