"""Claims and plain numbers in texts, with their places."""

from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace

from atlas.check.claims import check_claims
from atlas.model.document import Document
from atlas.model.panel import Status
from atlas.model.site import Site
from atlas.statistics.find import find
from atlas.statistics.quote import answer_texts
from tests.unit.check.conftest import panel

Make = Callable[..., Site]
Text = Callable[..., Document]


@pytest.fixture
def found_in(site_of: Make, document_of: Text) -> Callable[..., list[str]]:
    """Give what is found in the profile of Nord, where every rent is 23.4 per cent and no other figure is known."""

    def check(body: str, **given: object) -> list[str]:
        text = document_of("profile/01.md", body, **given)
        site = site_of(text)
        register = replace(
            site.register, indicators=tuple(replace(one, kind="share", unit="%", decimals=1) for one in site.register.indicators)
        )
        figures = {"miete": panel(23.4, Status.OK), "abitur": panel(np.nan, Status.CONFIDENTIAL)}
        findings = {one.id: find(figures[one.id], one, site.geography, "area") for one in register.indicators}
        answers = answer_texts([text], site.geography, register, figures, findings, "area", "de")
        site = replace(site, register=register, figures=figures, findings=findings, answers=answers, documents=(text,))
        return [one.text("de") for one in check_claims(site)]

    return check


def test_a_false_claim_is_told_with_both_numbers_and_its_place(found_in: Callable[..., list[str]]) -> None:
    assert [
        "content/profile/01.md:7:27: Fehler A365: Was hier steht, stimmt nicht mit den Zahlen überein: „Miete“ hat in Nord 2024 den Wert 23,4\u202f%, "
        "verglichen mit 23,4\u202f% (Town). Behauptet war {miete > Stadt}."
    ] == found_in("Text.\n\nHier ist es [mehr als dort]{miete > Stadt}.")


def test_a_suppressed_figure_in_a_sentence_is_an_error(found_in: Callable[..., list[str]]) -> None:
    assert ["content/profile/01.md:5:5: Fehler A363: „Abitur“: Für Nord gibt es 2024 keinen Wert, in der Tabelle steht „·“."] == found_in(
        "Mit {abitur} liegt Nord vorn."
    )


def test_a_key_statement_is_checked_at_its_line(found_in: Callable[..., list[str]]) -> None:
    assert ["content/profile/01.md:3: Fehler A360"] == [
        line.partition(": In")[0] for line in found_in("Text.", key_statements=("Gut.", "{mite}"), sentence_lines=(2, 3))
    ]
