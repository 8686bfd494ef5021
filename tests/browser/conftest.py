"""A real browser, a real server, and pages that are watched: whatever goes wrong on one is written down.

What a test waits for is said as a function, `() => …`: a plain expression that is not yet true is evaluated anew, which the pages' policy on content forbids.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.site_checks.demo import address, demo

__all__ = ["demo"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000
"""Milliseconds that a page has to do what is expected of it, on a busy machine."""

SUB_PATH = "/a/sub/path"
WAYS = ("http", "sub-path", "file")
"""How a site may reach its readers: from a host of its own, from a folder of a host, from a folder on disk."""

FRAME = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done))))"
"""A frame with all that is drawn, observed and run because of it."""

ALL_LIVE = """(() => {
  const waiting = document.querySelector('figure.chart:not(.is-live)');
  waiting?.scrollIntoView({ behavior: 'instant' });
  return !waiting;
})()"""
"""Whether every chart of a page is drawn anew; else the next is brought into view. A page scrolled on a busy machine may pass a chart between two frames."""

REPORT_VIOLATIONS = "document.addEventListener('securitypolicyviolation', (event) => console.error('blocked: ' + event.violatedDirective + ' ' + event.blockedURI))"


@dataclass(slots=True)
class Watched:
    """A page in a browser, with what its console said and what it asked for elsewhere."""

    page: Page
    base: str
    site: Path
    complaints: list[str] = field(default_factory=list)
    awaited: set[Request] = field(default_factory=set)

    def open(self, kind: str) -> Page:
        """Open the page that stands for a kind."""
        self.page.goto(self.base + address(self.site, kind))
        return self.page

    def settled(self) -> Page:
        """Wait until nothing is on its way any more and a frame has passed in which nothing more was asked for."""
        quiet, end = 0, monotonic() + PATIENCE / 1000
        while quiet < 2 and monotonic() < end:
            self.page.evaluate(FRAME)
            quiet = 0 if self.awaited else quiet + 1
        return self.page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def host(demo: Path) -> Iterator[str]:
    """The address of a server on this machine that shows the site at its root and in a folder."""
    with serve(demo) as address:
        yield address


@pytest.fixture(scope="session")
def bases(demo: Path, host: str) -> dict[str, str]:
    """Where the site begins, by the way it reaches its readers."""
    return dict(zip(WAYS, (f"{host}/", f"{host}{SUB_PATH}/", f"{demo.as_uri()}/"), strict=True))


@pytest.fixture
def visit(browser: Browser, demo: Path, bases: dict[str, str]) -> Iterator[Callable[..., Watched]]:
    """Open watched pages: `visit(way, width=…, and options of a browser's context)`."""
    contexts: list[BrowserContext] = []

    def start(way: str = "http", width: int = 1280, **options: object) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return watch(context.new_page(), bases[way], demo)

    yield start
    for context in contexts:
        context.close()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Show a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def said(page: Page) -> str:
    """Give the address as a page has it. `page.url` hears of what scripts write there only later."""
    address: str = page.evaluate("location.href")
    return address


def watch(page: Page, base: str, site: Path) -> Watched:
    """Write down what goes wrong on a page."""
    watched = Watched(page, base, site)

    def asked(request: Request) -> None:
        watched.awaited.add(request)
        if not request.url.startswith((base, "data:")):
            watched.complaints.append(f"elsewhere: {request.url}")

    def answered(request: Request) -> None:
        watched.awaited.discard(request)
        if request.failure:
            watched.complaints.append(f"failed: {request.url}")

    page.add_init_script(REPORT_VIOLATIONS)
    page.on("console", lambda message: watched.complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on("request", asked)
    page.on("requestfinished", answered)
    page.on("requestfailed", answered)
    return watched


def chromium() -> str:
    wanted = os.environ.get("CHROMIUM", "")
    found = next((path for name in (wanted, *BROWSERS) if name and (path := shutil.which(name))), None)
    if not found:
        pytest.fail(
            f"no Chromium found ({', '.join(BROWSERS)}): install one (Debian: apt-get install chromium) or set CHROMIUM to its path",
            pytrace=False,
        )
    return found


class _Handler(SimpleHTTPRequestHandler):
    """Serves the same folder at the root and below a longer path."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(SUB_PATH))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        pass
