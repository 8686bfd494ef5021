"""Answers browsers on this machine, and nobody else: files of the preview, its script, and news by long polling."""

import json
import mimetypes
import re
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import parse_qs, quote, unquote, urlsplit

from atlas.serve.overlay import as_json, inject
from atlas.serve.preview import Preview

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
"""A page elsewhere may lead a name of its own to this machine; what it asks for by that name is refused."""

PORTS = 20
"""So many ports are tried, from the wanted one upwards."""

OURS = "/__atlas/"
WAIT = 25.0
TYPES = {".js": "text/javascript", ".geojson": "application/geo+json", ".woff2": "font/woff2", ".csv": "text/csv", ".svg": "image/svg+xml"}

_LASTING = re.compile(r"assets/.*-[0-9a-f]{10}\.\w+$")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False


def open_server(preview: Preview, port: int) -> ThreadingHTTPServer:
    """Open a server at the first free port from `port` on (0: any). Raises OSError if there is none."""
    for candidate in range(port, port + PORTS):
        try:
            return _Server((HOST, candidate), partial(_Handler, preview))
        except OSError:
            if port == 0 or candidate == port + PORTS - 1:
                raise
    raise AssertionError


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "atlas"
    # Without these, the end of each answer waits 40 ms for the browser to acknowledge its beginning.
    disable_nagle_algorithm = True
    wbufsize = -1

    def __init__(self, preview: Preview, *arguments: object) -> None:
        self._preview = preview
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        if (self.headers.get("Host") or "").rpartition(":")[0] not in NAMES:
            self._send(403, "text/plain", b"This preview answers at 127.0.0.1 only.\n")
            return
        address = urlsplit(self.path)
        if address.path.startswith(OURS):
            self._send_ours(address.path.removeprefix(OURS), parse_qs(address.query))
        else:
            self._send_page(unquote(address.path).lstrip("/"))

    do_HEAD = do_GET  # noqa: N815 (the name is the library's)

    def _send_page(self, path: str) -> None:
        path = path + "index.html" if not path or path.endswith("/") else path
        content = self._preview.read(path)
        suffix = PurePosixPath(path).suffix
        if content is None and not suffix and self._preview.read(f"{path}/index.html") is not None:
            self._send(301, "text/plain", b"", {"Location": f"/{quote(path)}/"})
            return
        if suffix == ".html":
            self._send(404 if content is None else 200, "text/html", inject(content or self._preview.placeholder(), path))
        elif content is None:
            self._send(404, "text/plain", b"There is no such file.\n")
        else:
            lasting = {"Cache-Control": "max-age=31536000, immutable"} if _LASTING.match(path) else {}
            self._send(200, TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream", content, lasting)

    def _send_ours(self, name: str, query: dict[str, list[str]]) -> None:
        if name == "news":
            page, seen = (query.get(key, [""])[0] for key in ("page", "seen"))
            news = self._preview.news(page, seen, WAIT)
            self._send(200, "application/json", json.dumps(as_json(news, self._preview.root)).encode())
        elif name == "origin":
            address, words = (query.get(key, [""])[0] for key in ("address", "words"))
            self._send(200, "application/json", json.dumps(self._preview.trace(address, words)).encode())
        elif name in {"preview.js", "preview.css"}:
            self._send(200, TYPES.get(PurePosixPath(name).suffix, "text/css"), (files("atlas.serve") / "client" / name).read_bytes())
        else:
            self._send(404, "text/plain", b"There is no such file.\n")

    def _send(self, status: int, kind: str, content: bytes, more: dict[str, str] | None = None) -> None:
        text = kind.startswith("text/") or kind.endswith(("json", "+xml"))
        headers = {"Content-Type": f"{kind}; charset=utf-8" if text else kind, "Content-Length": str(len(content))}
        headers |= {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"} | (
            more or {}
        )
        try:
            self.send_response(status)
            for header, value in headers.items():
                self.send_header(header, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
        except ConnectionError:  # a tab was closed while it waited
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        """Say nothing: builds are told, requests are not."""
