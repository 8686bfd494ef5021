"""Addresses and telephone numbers in texts: welcome under a heading on contacts, doubted elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from atlas.check.contacts import contacts

Make = Callable[..., Any]


@pytest.fixture
def told(site_of: Make) -> Callable[[str], list[str]]:
    """Give what is found in a text on an area."""

    def run(body: str, key: str = "notiz") -> list[str]:
        site = site_of()
        document = replace(site.documents[0], kind="page", key=key, body=body, summary="", key_statements=(), strengths=(), needs=())
        return [dict(one.details)["found"] for one in contacts(replace(site, documents=(document,)))]

    return run


@pytest.mark.parametrize("written", ["erika@example.org", "0461 12345-67", "+49 461 1234567", "(0461) 85 1234"])
def test_an_address_or_a_number_in_a_text_is_reported(told: Callable[[str], list[str]], written: str) -> None:
    assert [written] == told(f"Frau M. erreicht man unter {written}.")


@pytest.mark.parametrize("heading", ["## Kontakt", "### Ihre Ansprechpartnerin", "## Contact"])
def test_below_a_heading_on_contacts_they_are_welcome(told: Callable[[str], list[str]], heading: str) -> None:
    assert [] == told(f"{heading}\n\nerika@example.org, 0461 12345-67\n")


def test_the_next_heading_ends_the_part_on_contacts(told: Callable[[str], list[str]]) -> None:
    assert ["erika@example.org"] == told("## Kontakt\n\nAmt\n\n## Befund\n\nerika@example.org\n")


def test_pages_that_owe_a_contact_may_have_one(told: Callable[[str], list[str]]) -> None:
    assert [] == told("erika@example.org", "impressum")


@pytest.mark.parametrize("written", ["2014 bis 2025", "1.234.567", "12,5 %", "01.02.2024", "0101", "3 000 – 4 000", "05112 und 05113"])
def test_figures_years_and_keys_are_no_telephone_numbers(told: Callable[[str], list[str]], written: str) -> None:
    assert [] == told(f"Es waren {written}.")
