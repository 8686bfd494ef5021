"""The preview: builds the site into a folder of its own, shows it at 127.0.0.1, and builds again whenever an input changes."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from atlas.serve.preview import Outcome, Preview
from atlas.serve.server import open_server
from atlas.serve.watcher import Watcher


class Listeners(Struct, frozen=True, kw_only=True):
    """Who hears of what happens: the address once it answers, every build, and the reason why files are polled instead of watched."""

    ready: Callable[[str], None]
    built: Callable[[Outcome], None]
    polling: Callable[[str], None]


def serve(root: Path, port: int, listeners: Listeners, *, poll: bool = False) -> None:
    """Show a site until the process is interrupted. Raises OSError if no port near `port` is free."""
    root = root.resolve()
    preview = Preview(root)
    server = open_server(preview, port)
    watcher = Watcher(root, preview.out, poll=poll, heard=preview.show_style)
    with suppress(KeyboardInterrupt):
        threading.Thread(target=server.serve_forever, name="preview", daemon=True).start()
        # What is saved while the first build runs is seen after it.
        reason = watcher.start()
        if reason:
            listeners.polling(reason)
        listeners.ready(f"http://127.0.0.1:{server.server_port}/")
        listeners.built(preview.build(frozenset()))
        while True:
            outcome = preview.build(watcher.wait(), watcher.pending)
            if outcome.worth_telling:
                listeners.built(outcome)
    watcher.stop()
    preview.close()
    server.shutdown()
    server.server_close()
