"""The pages of docs/ that come from the code are up to date."""

from tests.conftest import ROOT
from tests.tools import documents


def test_the_architecture_page_is_as_the_code_says() -> None:
    assert documents.architecture() == (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_page_of_diagnostics_is_as_the_catalogue_says() -> None:
    assert documents.errors() == (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


def test_the_page_of_directives_is_as_the_options_say() -> None:
    assert documents.directives() == (ROOT / "docs" / "bausteine.md").read_text(encoding="utf-8")
