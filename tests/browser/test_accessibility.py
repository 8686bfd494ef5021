"""Accessibility: every kind of page, in every width, light and dark, after the rules of WCAG 2.2 AA that a machine can check."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Watched
from tests.site_checks.demo import KINDS

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_violation(visit: Callable[..., Watched], kind: str, width: int, scheme: str) -> None:
    page = visit(width=width, color_scheme=scheme).open(kind)
    found = Axe().run(page, options={"runOnly": TAGS})
    assert found.response["passes"]
    assert [f"{one['id']}: {node['html'][:120]}" for one in found.response["violations"] for node in one["nodes"]] == []


@pytest.mark.parametrize("kind", ["profile", "indicator"])
def test_an_unfolded_page_has_no_violation(visit: Callable[..., Watched], kind: str) -> None:
    page = visit(width=768).open(kind)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    found = Axe().run(page, options={"runOnly": TAGS})
    assert [f"{one['id']}: {node['html'][:120]}" for one in found.response["violations"] for node in one["nodes"]] == []
