"""Serves a site while it is being edited: a page is made when somebody asks for it, and reloads after every save."""

import html
import json
import mimetypes
import re
import time
from collections.abc import Callable, Iterable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import unquote, urlsplit

from generator.load import stamp_project
from generator.problems import InvalidContent, Problem, has_errors
from generator.watch import await_change
from generator.workshop import Workshop

_OURS = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)
"""Hosts that mean this machine, whoever asks. Against DNS rebinding."""
_PAUSE = 0.08
"""Seconds between two looks at the files."""
_PATIENCE = 25.0
"""Seconds for which a browser's question after a newer version is left open."""
_VERSION = "/-/version"
# A build's policy forbids inline scripts; this one is never published.
_SCRIPT = """<script>
(function ask(version) {
  fetch("%s?" + version).then(function (answer) { return answer.json(); }).then(function (now) {
    if (version && now !== version) { location.reload(); } else { ask(now); }
  }).catch(function () { setTimeout(function () { ask(version); }, 1000); });
})(%d);
</script>"""
_NOTICE = '<pre role="alert" class="problems">{title}\n\n{problems}</pre>'


class Bench(ThreadingHTTPServer):
    """A server of one workshop."""

    daemon_threads = True

    def __init__(self, root: Path, port: int, tell: Callable[[Iterable[Problem]], None]) -> None:
        """Listen on this machine only; `tell` is given the problems of each new state."""
        # Before the files are read: what changes meanwhile is a change.
        self._stamps = stamp_project(root)
        self.workshop = Workshop(root)
        self.changed = Condition()
        self._tell = tell
        super().__init__(("127.0.0.1", port), _Answer)

    def watch(self) -> None:
        """Look for changed files until the program ends."""
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._stamps = await_change(self.workshop.root, self._stamps, partial(time.sleep, _PAUSE))
            self.workshop.refresh()
            self._tell(self.workshop.problems)
            with self.changed:
                self.changed.notify_all()


class _Answer(BaseHTTPRequestHandler):
    server: Bench
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        """Answer as to GET, but for the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a page, a file, or the version of the workshop; to nobody who asks for another host.

        A page of another site could else have its own name lead here, and read what isn't published yet.
        """
        if not self._is_asked_for_us():
            self._send(421, "text/plain; charset=utf-8", b"This server answers for this machine only.\n")
            return
        try:
            parts = urlsplit(self.path)
        except ValueError:
            self._send(400, "text/plain; charset=utf-8", b"This is no address.\n")
            return
        if parts.path == _VERSION:
            self._tell_version(parts.query)
            return
        found = find_answer(self.server.workshop, unquote(parts.path).lstrip("/"))
        if found is None:
            page = show_page(_NOWHERE, self.server.workshop)
            self._send(404, "text/html; charset=utf-8", page.encode())
            return
        kind, body = found
        self._send(200, kind, body)

    def _is_asked_for_us(self) -> bool:
        """Say whether the browser asked for this machine by a name that nobody else can give it."""
        asked = self.headers.get_all("Host") or []
        return len(asked) == 1 and _OURS.fullmatch(asked[0]) is not None

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
        """Say nothing of requests: the terminal is for the content's problems."""

    def _tell_version(self, known: str) -> None:
        """Answer at once where the browser has another version, else when there is a new one, or patience ends."""
        bench = self.server
        with bench.changed:
            bench.changed.wait_for(lambda: str(bench.workshop.version) != known, timeout=_PATIENCE)
        self._send(200, "application/json", json.dumps(bench.workshop.version).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        try:
            self.wfile.write(body)
        except ConnectionError:
            return  # the reader has gone elsewhere


def find_answer(workshop: Workshop, url: str) -> tuple[str, bytes] | None:
    """Give the type and the bytes of what is published at an address; none where nothing is."""
    try:
        made = workshop.shown.find(url) if workshop.shown else _EMPTY
    except InvalidContent as error:  # a template that the page needs
        made = f"{_EMPTY}<pre>{html.escape(str(error))}</pre>"
    kind = mimetypes.guess_type(url)[0] or "text/html"
    if made is None or isinstance(made, bytes):
        return (kind, made) if made is not None else None
    if kind == "text/html":
        made = show_page(made, workshop)
    return f"{kind}; charset=utf-8", made.encode()


_NOWHERE = "<!doctype html><title>404</title><body><p>Nothing is published here."
_EMPTY = "<!doctype html><title>As Reported</title><body>"


def show_page(page: str, workshop: Workshop) -> str:
    """Put the problems of the present state above a page, and what reloads it below."""
    notice = ""
    if has_errors(workshop.problems):
        title = "This is the last sound state. The files have these problems:"
        listed = "\n\n".join(str(problem) for problem in workshop.problems if problem.severity == "error")
        notice = _NOTICE.format(title=html.escape(title), problems=html.escape(listed))
    head, body, rest = page.partition("<body>")
    return f"{head}{body}{notice}{rest}{_SCRIPT % (_VERSION, workshop.version)}"


def open_bench(root: Path, port: int, tell: Callable[[Iterable[Problem]], None]) -> Bench:
    """Give a server that already watches. Raises OSError where the port is taken."""
    bench = Bench(root, port, tell)
    bench.watch()
    return bench
