"""The built site and its pages, for checks that need no browser."""

from pathlib import Path

import pytest

from tests.site_checks.demo import demo
from tests.site_checks.markup import Page, read_page

__all__ = ["demo"]


@pytest.fixture(scope="session")
def pages(demo: Path) -> dict[str, Page]:
    """All pages by address."""
    return {path.relative_to(demo).as_posix(): read_page(path) for path in sorted(demo.rglob("*.html"))}
