"""Versions: who checked them, and whether they are behind their original."""

from collections.abc import Callable

from atlas.check.versions import check_versions
from atlas.model.document import Document
from atlas.model.site import Site

Make = Callable[..., Document]


def codes(site_of: Callable[..., Site], *documents: Document) -> list[tuple[str, str]]:
    return [(one.code, one.where.file) for one in check_versions(site_of(documents=documents))]


def version(document_of: Make, **given: object) -> Document:
    return document_of("profile/01.leicht.md", kind="version", of=("profile", "01"), variant="leicht", **given)


def test_easy_language_names_who_checked_it(document_of: Make, site_of: Callable[..., Site]) -> None:
    assert [("A163", "content/profile/01.leicht.md")] == codes(site_of, version(document_of))


def test_a_version_behind_its_original_is_told(document_of: Make, site_of: Callable[..., Site]) -> None:
    original = document_of("profile/01.md", date="2026-05-04")
    behind = version(document_of, checked_by="Prüfgruppe", date="2026-05-03")
    assert [("A164", "content/profile/01.leicht.md")] == codes(site_of, original, behind)


def test_a_version_as_new_as_its_original_is_fine(document_of: Make, site_of: Callable[..., Site]) -> None:
    original = document_of("profile/01.md", date="2026-05-04")
    assert [] == codes(site_of, original, version(document_of, checked_by="Prüfgruppe", date="2026-05-04"))
