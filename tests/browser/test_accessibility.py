"""Accessibility: every kind of page, in every width, light and dark, after the rules of WCAG 2.2 AA that a machine can check."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Watched
from tests.browser.test_charts import wake
from tests.site_checks.demo import FURTHER, KINDS

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Name every rule that is broken, with the element that breaks it."""
    found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response
    assert found["passes"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_page_has_no_violation(visit: Callable[..., Watched], kind: str, width: int, scheme: str) -> None:
    page = visit(width=width, color_scheme=scheme).open(kind)
    assert violations(page) == []


def test_living_charts_have_no_violation(visit: Callable[..., Watched]) -> None:
    page = visit().open("indicator")
    wake(page)
    assert violations(page) == []


@pytest.mark.parametrize("kind", ["profile", "indicator"])
def test_an_unfolded_page_has_no_violation(visit: Callable[..., Watched], kind: str) -> None:
    page = visit(width=768).open(kind)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    assert violations(page) == []
