"""Every kind of page for those who cannot, or do not want to, use it as most do: with forced colours, with the keyboard alone, without motion."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import SCHEMES, violations
from tests.site_checks.demo import FURTHER, KINDS

pytestmark = pytest.mark.browser
Visit = Callable[..., Watched]
ALL = [*KINDS, *FURTHER]
MORE = 30
"""Stops that only appear on the way: one for each map, and the links beside it."""

FAINT = """() => {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map((part) => { const one = part / 255; return one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const apart = (one, other) => { const [high, low] = [light(one), light(other)].sort((a, b) => b - a); return (high + 0.05) / (low + 0.05); };
  const ground = getComputedStyle(document.body).backgroundColor;
  const marks = [...document.querySelectorAll('main :is(.spark, .strip, .courses, .scatter) :is(.own, .whole, .end, .ticks, circle)')].filter((one) => one.checkVisibility());
  const colours = (one) => { const style = getComputedStyle(one); return [style.stroke, style.fill].filter((colour) => colour.startsWith('rgb')); };
  return { marks: marks.length, faint: marks.filter((one) => Math.max(1, ...colours(one).map((colour) => apart(colour, ground))) < 3).map((one) => one.outerHTML.slice(0, 90)) };
}"""
"""Marks that say something and stand out from the page by less than 3 to 1."""

STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter((one) =>
  one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
  && !one.closest('svg.areas') && one.getClientRects().length).map((one) => { one.dataset.wanted = ''; }).length"""

STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  one.dataset.seen = '';
  return {
    what: one.outerHTML.slice(0, 100), map: Boolean(one.closest('svg.areas')),
    marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || Boolean(one.closest('svg')),
    there: box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.mark.parametrize("kind", ALL)
def test_with_forced_colours_everything_can_still_be_told_apart(visit: Visit, kind: str) -> None:
    watched = visit(forced_colors="active")
    watched.open(kind)
    for scheme in SCHEMES:
        watched.page.emulate_media(color_scheme=scheme)
        page = watched.settled()
        found = page.evaluate(FAINT)
        assert [] == found["faint"]
        assert found["marks"] > 0 or kind not in {"profile", "theme", "comparison", "segregation", "association"}
        assert violations(page) == []


@pytest.mark.parametrize("kind", ALL)
def test_the_keyboard_reaches_everything_shows_where_it_is_and_comes_out_at_the_end(visit: Visit, kind: str) -> None:
    watched = visit()
    watched.open(kind)
    page = watched.settled()
    wanted, stops = page.evaluate(STOPS), []
    for _ in range(wanted + MORE):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    assert stop is None
    assert [] == [one["what"] for one in stops if not (one["marked"] and one["there"])]
    assert [] == page.evaluate("[...document.querySelectorAll('[data-wanted]:not([data-seen])')].map((one) => one.outerHTML)")
    assert len([one for one in stops if one["map"]]) <= page.locator("svg.areas").count()


@pytest.mark.parametrize("kind", ALL)
def test_nothing_moves_for_those_who_want_no_motion(visit: Visit, kind: str) -> None:
    watched = visit(reduced_motion="reduce")
    watched.open(kind)
    page = watched.settled()
    moving = """() => [...document.querySelectorAll('*')].filter((one) => { const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) > 0.001 || (style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.001) || style.scrollBehavior === 'smooth'; }).length"""
    assert [0, 0] == [page.evaluate(moving), page.evaluate("document.getAnimations().length")]
