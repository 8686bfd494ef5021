"""A host on this machine that serves a folder as a web host does: over a connection that stays open, texts packed."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PACKED = ("text/", "application/javascript", "application/json", "image/svg+xml")


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve the folder until the block ends; gives the address, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if not path.is_file():
            return self.send_error(404)
        packed = kind.startswith(PACKED)
        content = gzip.compress(path.read_bytes(), mtime=0) if packed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packed else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=31536000")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        pass
