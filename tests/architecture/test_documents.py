"""The pages of docs/ that come from the code are up to date."""

import pytest

from tests.conftest import ROOT
from tests.tools import documents, handbook


def test_the_architecture_page_is_as_the_code_says() -> None:
    assert documents.architecture() == (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_page_of_diagnostics_is_as_the_catalogue_says() -> None:
    assert documents.errors() == (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(handbook.pages()))
def test_the_reference_of_the_handbook_is_as_the_code_says(name: str) -> None:
    assert handbook.pages()[name] == (handbook.CONTENT / name).read_text(encoding="utf-8")
