"""Every kind of page, however it is reached: nothing is blocked, nothing fails, nothing is asked of anyone else, nothing sticks out."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import ALL_LIVE, WAYS, Watched
from tests.site_checks.demo import FURTHER, KINDS

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]


def read_through(watched: Watched) -> None:
    """Scroll down to the end as a reader does, and let what wakes up on the way settle."""
    page = watched.page
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    for _ in range(40):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(25)
        if page.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 2"):
            break
    watched.settled()
    page.wait_for_function(ALL_LIVE)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_page_has_no_error_and_asks_nothing_elsewhere(visit: Visit, kind: str, way: str) -> None:
    watched = visit(way)
    watched.open(kind)
    read_through(watched)
    assert watched.complaints == []


@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_narrow_page_does_not_scroll_sideways(visit: Visit, kind: str) -> None:
    page = visit(width=320).open(kind)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_a_page_says_the_same_without_scripts(visit: Visit, kind: str) -> None:
    still = visit(java_script_enabled=False).open(kind)
    heading = still.locator("h1")
    assert heading.is_visible()
    text = still.locator("main").inner_text()
    lively = visit().open(kind).locator("main").inner_text()
    assert [line for line in text.splitlines() if line.strip() and line.strip() not in lively] == []
