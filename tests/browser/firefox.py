"""Firefox, spoken to over WebDriver BiDi, which it understands by itself: no driver, no browser but the one of the system."""

import itertools
import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.conftest import REPORT_VIOLATIONS

NAMES = ("firefox-esr", "firefox")
PATIENCE = 60
"""Seconds for one command, on a busy machine."""

SETTINGS = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.aboutwelcome.enabled": False,
}


@dataclass(slots=True)
class Firefox:
    """A tab of a running Firefox, with what its console said and what it asked for. `still`: pages run no scripts."""

    socket: ClientConnection
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    still: bool = False
    context: str = ""
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its result; events that come meanwhile are written down."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=PATIENCE))
            if message.get("id") == number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['message']}")
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def open(self, address: str) -> None:
        """Open a page and wait until it is there."""
        self.said.clear()
        self.asked.clear()
        self.command("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Evaluate an expression on the page, waiting for a promise where scripts run; gives plain values only."""
        wrapped = (
            f"JSON.stringify({expression})"
            if self.still
            else f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"
        )
        # Where pages run no scripts, a sandbox beside the page still does.
        target = {"context": self.context, **({"sandbox": "beside"} if self.still else {})}
        result = self.command("script.evaluate", expression=wrapped, target=target, awaitPromise=not self.still)
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def printed(self) -> bytes:
        """Print the page on A4 and give the PDF."""
        result = self.command("browsingContext.print", context=self.context, page={"width": 21.0, "height": 29.7}, background=True)
        return b64decode(result["data"])

    def wait(self, condition: str) -> None:
        """Wait until a condition holds on the page. It is asked again and again from here: a page that waits may be left meanwhile, and never answer."""
        end = monotonic() + PATIENCE
        while not self._holds(condition):
            assert monotonic() < end, condition
            sleep(0.025)

    def resize(self, width: int, height: int = 900) -> None:
        """Give the page another size."""
        self.command("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.command("input.performActions", context=self.context, actions=[{"type": "key", "id": "keys", "actions": actions}])

    def _holds(self, condition: str) -> bool:
        try:
            return bool(self.evaluate(f"Boolean({condition})"))
        except RuntimeError:  # between two pages
            return False

    def _note(self, message: dict[str, Any]) -> None:
        said = message.get("params", {})
        if message.get("method") == "log.entryAdded" and said["level"] in {"error", "warn"}:
            self.said.append(said.get("text") or "")
        elif message.get("method") == "network.beforeRequestSent":
            self.asked.append(said["request"]["url"])


@contextmanager
def start(profile: Path, *, still: bool = False) -> Iterator[Firefox]:
    """Start Firefox with an empty profile in this folder; `still`: without scripts."""
    profile.mkdir(parents=True, exist_ok=True)
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in (SETTINGS | {"javascript.enabled": not still}).items()
    )
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program() or NAMES[0], "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as running:
        try:
            assert running.stderr
            address = next(line.split()[-1] for line in running.stderr if "BiDi listening on" in line)
            with connect(f"{address}/session", max_size=None) as socket:
                yield _begin(Firefox(socket, still=still))
        finally:
            running.terminate()


def program() -> str | None:
    """Find Firefox on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _begin(firefox: Firefox) -> Firefox:
    firefox.command("session.new", capabilities={})
    firefox.command("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
    firefox.command("script.addPreloadScript", functionDeclaration=f"() => {{ {REPORT_VIOLATIONS} }}")
    firefox.context = firefox.command("browsingContext.create", type="tab")["context"]
    return firefox
