"""Nothing moves on load: what scripts and fonts bring has its room from the start."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Watched
from tests.site_checks.demo import FURTHER, KINDS

pytestmark = pytest.mark.browser
MOST = 0.05
"""Of the cumulative layout shift: half of its good range."""

WATCH = """window.moved = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; }).observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("kind", [*KINDS, *FURTHER])
def test_nothing_moves_on_load(visit: Callable[..., Watched], kind: str, width: int) -> None:
    watched = visit(width=width)
    watched.page.add_init_script(WATCH)
    watched.open(kind)
    assert watched.settled().evaluate("moved") < MOST
