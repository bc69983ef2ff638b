"""The report of links to other sites tells what is gone from what merely doesn't answer; asked on this machine only."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audit import rot
from audit.rot import Answer, ask_all, list_outgoing, main, write_report
from audit.site import make_site


class _Host(BaseHTTPRequestHandler):
    """Answers with the status that the address names; 301 leads to /200, and /busy answers when asked again."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        is_first = self.asked.count(self.path) == 1
        status = (503 if is_first else 200) if self.path == "/busy" else int(self.path.strip("/"))
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Leave the tests' output alone."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(rot, "_PAUSE", 0.0)
    _Host.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "expected", "times"),
    [
        ("/200", Answer("answers"), 1),
        ("/404", Answer("gone", "404"), 1),
        ("/410", Answer("gone", "410"), 1),
        ("/403", Answer("unclear", "403"), 2),
        ("/500", Answer("unclear", "500"), 2),
        ("/busy", Answer("answers"), 2),
    ],
)
def test_answer_is_told(host: str, path: str, expected: Answer, times: int) -> None:
    assert ask_all([f"{host}{path}"]) == {f"{host}{path}": expected}
    assert _Host.asked == [path] * times


def test_another_address_is_told(host: str) -> None:
    assert ask_all([f"{host}/301"]) == {f"{host}/301": Answer("moved", f"{host}/200")}


def test_no_host_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rot, "_PAUSE", 0.0)
    (answer,) = ask_all(["http://127.0.0.1:9/"]).values()  # the port that discards
    assert answer.sort == "unclear"
    assert "refused" in answer.detail


def test_only_links_to_other_sites_are_asked_each_once() -> None:
    site = make_site(
        {
            "index.html": b'<link rel="canonical" href="https://own.example/"><a href="https://own.example/x/">x</a>'
            b'<a href="x/">x</a><a href="mailto:a@b.example">x</a><a href="https://a.example/#:~:text=x">x</a>',
            "x/index.html": b'<a href="https://a.example/">x</a><a href="http://b.example/y?z">x</a>',
        }
    )
    assert list_outgoing(site) == {"https://a.example/": "index.html", "http://b.example/y?z": "x/index.html"}


def test_report_begins_with_what_is_gone() -> None:
    answers = {"https://a.example/": Answer("answers"), "https://b.example/": Answer("gone", "404")}
    assert write_report(answers, dict.fromkeys(answers, "index.html")) == (
        "# Links to other sites\n\n"
        "## Gone (1)\n\n"
        "- <https://b.example/> (404), on index.html\n\n"
        "1 of 2 addresses answer where they are asked.\n"
    )


def test_rot_is_no_failure(host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text(f'<a href="{host}/404">x</a>', encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert f"- <{host}/404> (404), on index.html" in capsys.readouterr().out


def test_without_a_site_there_is_nothing_to_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no site in" in capsys.readouterr().err
