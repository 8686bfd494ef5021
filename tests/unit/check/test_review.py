"""What check says beyond mistakes: missing sections, overdue updates, large pages."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from atlas.check.review import review_site
from atlas.model.document import Document
from atlas.model.review import Review
from atlas.model.site import Site

TODAY = date(2026, 6, 15)


USUAL = Review()


def codes(site: Site, sizes: dict[str, int] | None = None) -> list[str]:
    return [one.code for one in review_site(site, USUAL, "data/indikatoren.yaml", TODAY, sizes or {})]


def test_a_profile_without_a_wanted_section_is_named(site_of: Callable[..., Site], document_of: Callable[..., Document]) -> None:
    site = site_of(documents=(document_of("profile/01.md", "## Lage\n\nText.\n"), document_of("methodik.md")))
    (found,) = review_site(site, Review(sections=("Lage", "Stärken und Bedarfe")), "", TODAY, {})
    assert ["A410", "content/profile/01.md", True] == [found.code, found.where.file, "Stärken und Bedarfe" in found.message("de")]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("", []),
        ("2026-06", []),
        ("2026-05", ["A411"]),
        ("2026", []),
        ("2025", ["A411"]),
        ("2026-06-14", ["A411"]),
        ("2026-06-15", []),
        ("bald", []),
    ],
)
def test_an_update_is_overdue_once_its_day_month_or_year_is_over(site_of: Callable[..., Site], due: str, expected: list[str]) -> None:
    site = site_of()
    first, *others = site.register.indicators
    register = replace(site.register, indicators=(replace(first, next_update=due), *others))
    assert expected == codes(replace(site, register=register))


def test_a_page_that_is_larger_than_agreed_is_named(site_of: Callable[..., Site]) -> None:
    sizes = {"index.html": 500_001, "karte/index.html": 500_000, "daten/alle.csv": 9_000_000}
    assert ["A412"] == codes(site_of(), sizes=sizes)
