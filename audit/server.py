"""Serves a site in memory on this machine, as static hosts do: compressed, cacheable, with its own 404 page."""

import mimetypes
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from audit.weights import compress

_COMPRESSED = ("text/", "image/svg+xml", "application/json", "application/xml", "application/javascript")
_CACHE = "public, max-age=600"
"""What GitHub Pages says."""


@contextmanager
def serve(files: Mapping[str, bytes], headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve files by path on a free port, and give the address, without a slash at its end.

    The headers, if any, are sent with every file.
    """
    server = _Server(("127.0.0.1", 0), partial(_Handler, files, headers or {}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    """Says nothing where a browser leaves before it was answered."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of all other errors, as ever."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    # Connections stay open, as with every host today.
    protocol_version = "HTTP/1.1"

    def __init__(self, files: Mapping[str, bytes], more: Mapping[str, str], *arguments: object) -> None:
        self.files, self.more = files, more
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if path.endswith("/") or not path:
            path += "index.html"
        if path in self.files:
            self._send(HTTPStatus.OK, path)
        elif f"{path}/index.html" in self.files:
            self._redirect(f"/{path}/")
        elif "404.html" in self.files:
            self._send(HTTPStatus.NOT_FOUND, "404.html")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, status: HTTPStatus, path: str) -> None:
        content = self.files[path]
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Cache-Control", _CACHE)
        for name, value in self.more.items():
            self.send_header(name, value)
        if kind.startswith(_COMPRESSED):
            self.send_header("Vary", "Accept-Encoding")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                content = compress(content)
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Leave the report alone."""
