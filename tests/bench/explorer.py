"""Scripting when a reader switches indicator or year on 542 areas: `python -m tests.bench.explorer [BUILT]`, with a real browser.

BUILT is a built atlas (default: the workload of `tests/bench/run.py` with 542 districts). Keys are pressed as a reader presses them, and the browser's own trace
says how long scripts ran on the page's main thread, without style and layout. Beside it stands the same key on a control whose handler does nothing, in the same
run: the ratio can be compared between machines. A median over the goal is told, not failed.
"""

import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.run import ATLAS, seconds, site

AREAS = 542
GOAL = 50
"""Milliseconds of scripting for one switch."""
TURNS = 9
SETTLED = 0.4
"""Seconds in which all that follows from a key has long been done."""
SCRIPTING = {
    "EventDispatch",
    "FunctionCall",
    "EvaluateScript",
    "RunMicrotasks",
    "TimerFire",
    "FireAnimationFrame",
    "v8.compile",
    "MajorGC",
    "MinorGC",
}
RENDERING = {"UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit"}
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
IDLE = """() => {
  const select = document.createElement('select');
  select.id = '_idle';
  for (let number = 0; number < 40; number += 1) select.append(new Option(String(number)));
  select.addEventListener('change', () => {});
  document.querySelector('h1').after(select);
}"""

Span = tuple[float, float]


def main(built: Path) -> None:
    """Measure the map explorer and the map of an indicator's page."""
    print(f"load        {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors taken before", flush=True)
    (explorer,) = (file for name in ("map", "karte") if (file := built / name / "index.html").is_file())
    indicator = next(file for name in ("indicators", "indikatoren") for file in sorted((built / name).glob("*/index.html")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(explorer.as_uri())
        page.wait_for_selector("svg.areas .chosen", state="attached")
        page.evaluate(IDLE)
        print(f"areas       {page.locator('svg.areas a').count()}")
        idle = measure(browser, page, "#_idle", "ArrowDown")
        tell("nothing", idle, idle)
        choice, slider = ".settings select[name=indicator]", "input[type=range]"
        tell("another indicator, loaded for the first time", measure(browser, page, choice, "ArrowDown"), idle)
        tell("another indicator, seen before", measure(browser, page, choice, "ArrowUp"), idle)
        tell("another year", measure(browser, page, slider, "ArrowLeft"), idle)
        assert {"indicator", "year"} <= {part.partition("=")[0] for part in page.url.partition("#")[2].split("&")}, "nothing was switched"
        page.goto(indicator.as_uri())
        tell("another year of an indicator's page", measure(browser, page, f"figure.map {slider}", "ArrowLeft"), idle)
        assert "year=" in page.url, "nothing was switched"
        browser.close()


def measure(browser: Browser, page: Page, control: str, key: str) -> float:
    """Press a key on a control several times and give the median of the milliseconds of scripting that follow."""
    page.locator(control).first.focus()
    time.sleep(SETTLED)
    return statistics.median(scripting(browser, page, lambda: page.keyboard.press(key)) for _ in range(TURNS))


def scripting(browser: Browser, page: Page, act: Callable[[], None]) -> float:
    """Give the milliseconds that scripts run on the page's main thread when something is done, those of style and layout within taken off."""
    browser.start_tracing(page=page, categories=["devtools.timeline", "v8"])
    act()
    time.sleep(SETTLED)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    threads = {(one["pid"], one["tid"]) for one in events if one["name"] == "EventDispatch"}
    ours = [one for one in events if one.get("ph") == "X" and (one["pid"], one["tid"]) in threads]
    scripts, drawing = (union(spans(ours, names)) for names in (SCRIPTING, RENDERING))
    return (length(scripts) - sum(length(union(cut(script, drawing))) for script in scripts)) / 1000


def spans(events: Iterable[dict[str, Any]], names: set[str]) -> list[Span]:
    return [(one["ts"], one["ts"] + one["dur"]) for one in events if one["name"] in names]


def union(found: Iterable[Span]) -> list[Span]:
    """Join spans that overlap."""
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def cut(whole: Span, parts: Iterable[Span]) -> list[Span]:
    """Give what of some spans lies within another."""
    return [(max(whole[0], start), min(whole[1], end)) for start, end in parts if start < whole[1] and end > whole[0]]


def length(found: Iterable[Span]) -> float:
    return sum(end - start for start, end in found)


def tell(what: str, found: float, idle: float) -> None:
    over = "" if found <= GOAL else f"   over the goal of {GOAL} ms"
    print(f"{found:7.1f} ms {found / idle:8.1f} × a handler that does nothing   {what}{over}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        workload = site(AREAS)
        seconds([*ATLAS, "--site", str(workload), "--out", str(workload / "public")])
        main(workload / "public")
