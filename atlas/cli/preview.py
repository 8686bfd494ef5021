"""`atlas serve`: the preview, and what it says on the terminal."""

import signal
import sys
import time
import webbrowser
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atlas.base.diagnostics import Severity
from atlas.base.text import number
from atlas.cli.screen import print_found, site_option
from atlas.load.tongue import language_of

if TYPE_CHECKING:
    from atlas.serve.preview import Outcome

WORDS = {
    "de": {
        "ready": "Vorschau: {address}  (beenden mit Strg+C)",
        "built": "{time}  {count} von {files} Dateien neu in {seconds} s",
        "broken": "{time}  Nicht gebaut; die Vorschau zeigt den letzten fehlerfreien Stand.",
        "polling": "Das System meldet Änderungen nicht ({reason}); atlas sieht deshalb zweimal in der Sekunde selbst nach.",
        "no_port": "Kein freier Port ab {port}: {reason}. Einen anderen mit --port nennen.",
        "no_folder": "Den Ordner {root} gibt es nicht.",
    },
    "en": {
        "ready": "Preview: {address}  (stop with Ctrl+C)",
        "built": "{time}  {count} of {files} files made anew in {seconds} s",
        "broken": "{time}  Not built; the preview shows the last good state.",
        "polling": "The system does not tell of changes ({reason}); atlas therefore looks for itself twice a second.",
        "no_port": "No free port from {port} on: {reason}. Name another one with --port.",
        "no_folder": "There is no folder {root}.",
    },
}


@click.command("serve")
@site_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; if it is taken, the next free one.")
@click.option("--poll", is_flag=True, help="Look for changes again and again: for network drives, which do not tell of them.")
@click.option("--open", "show", is_flag=True, help="Open the preview in the browser.")
def serve_command(root: Path, port: int, poll: bool, show: bool) -> None:
    """Build, show at 127.0.0.1, and build again at every change."""
    from atlas.serve import Listeners, serve

    words = WORDS[language_of(root)]
    if not root.is_dir():
        raise click.UsageError(words["no_folder"].format(root=root.resolve()))

    def ready(address: str) -> None:
        click.echo(words["ready"].format(address=address))
        if show:
            webbrowser.open(address)

    # Whoever ends us by another way than Ctrl+C has the same right to an orderly end.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    polling = partial(_print_polling, words)
    try:
        serve(root, port, Listeners(ready=ready, built=_print_outcome, polling=polling), poll=poll)
    except OSError as error:
        click.echo(words["no_port"].format(port=port, reason=error.strerror or error), err=True)
        sys.exit(1)


def _print_polling(words: dict[str, str], reason: str) -> None:
    click.secho(words["polling"].format(reason=reason), fg="yellow", err=True)


def _print_outcome(outcome: "Outcome") -> None:
    words, now = WORDS[outcome.language], time.strftime("%H:%M:%S")
    if outcome.result is not None:
        counts = {
            name: number(value, 0, outcome.language) for name, value in (("count", outcome.result.ran), ("files", outcome.result.files))
        }
        click.echo(words["built"].format(time=now, **counts, seconds=number(outcome.seconds, 2, outcome.language)))
        return
    if outcome.defect:
        click.echo(outcome.defect, err=True)
    else:
        print_found(outcome.found, outcome.language, Severity.ERROR)
    click.echo(words["broken"].format(time=now), err=True)
