"""Plain `mkdocs build` and `mkdocs serve` do all that `asreported build` does, and follow every edit once."""

import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from generator import mkdocs_hook
from tests.sites import BIN, Corpus, copy_orlan, make_environment, snapshot

PATIENCE = 20.0
"""Seconds; a rebuild takes less than one."""
QUIET = 1.5
"""Seconds in which a second rebuild would show itself: the server looks for changes twice a second."""


def test_plain_build_does_everything_and_warns_of_nothing(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    done = corpus.run("mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert "ERROR" not in done.stderr
    plain = snapshot(tmp_path / "site")
    assert "sources/ferry-2040/index.html" in plain
    assert (tmp_path / "build/pages/index.md").is_file()
    corpus.build("asreported", "build")
    assert snapshot(tmp_path / "site") == plain


def test_build_into_another_folder_leaves_the_live_site(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.write("site/index.html", "live")
    corpus.build("mkdocs", "build", "--strict", "--site-dir", "elsewhere")
    assert snapshot(tmp_path / "site") == {".gitkeep": b"", "index.html": b"live"}
    assert (tmp_path / "elsewhere" / "sources" / "ferry-2040" / "index.html").is_file()


def test_warnings_of_the_content_are_told_without_failing_the_build(tmp_path: Path) -> None:
    done = copy_orlan(tmp_path).run("mkdocs", "build", "--strict")
    assert "content/sources/ferry-2040.yml:" in done.stderr
    assert "[paragraph-without-claim]" in done.stderr


@pytest.mark.parametrize("texts", ["content/texts", "elsewhere"])
def test_server_watches_what_is_written_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: str) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.write("templates/home.md.j2", "# Home\n")
    corpus.write(f"{texts}/ferry-2040.txt", "x")
    if texts == "elsewhere":
        monkeypatch.setenv("ASREPORTED_TEXTS", str(tmp_path / "elsewhere"))
    config = load_config(str(tmp_path / "mkdocs.yml"))
    server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(tmp_path / "site"))
    try:
        server.watch(config.docs_dir)
        server.watch(str(tmp_path / "mkdocs.yml"))
        assert mkdocs_hook.on_serve(server, config=config, builder=server.builder) is server
        watched = {Path(path).relative_to(tmp_path).as_posix() for path in server._watched_paths}  # noqa: SLF001 - it has no other way to ask
    finally:
        server.server_close()
    assert "build/pages" not in watched
    assert {"content", "templates", "mkdocs.yml"} <= watched
    # A folder watched twice would be seen to change twice.
    assert ("elsewhere" in watched) == (texts == "elsewhere")
    assert "content/texts" not in watched


# --- Serving ------------------------------------------------------------------------------------------------------


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, corpus: Corpus) -> None:
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.address = f"127.0.0.1:{found.getsockname()[1]}"
        self.log = corpus.root / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [str(BIN / "mkdocs"), "serve", "--dev-addr", self.address],
                cwd=corpus.root,
                env=make_environment(PYTHONUNBUFFERED="1"),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait_for_log("Serving on")

    def read_log(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def count(self, words: str) -> int:
        return self.read_log().count(words)

    def wait_for_log(self, words: str, times: int = 1) -> None:
        end = time.monotonic() + PATIENCE
        while self.count(words) < times:
            assert self.process.poll() is None, self.read_log()
            assert time.monotonic() < end, f"{words!r} not {times} times in:\n{self.read_log()}"
            time.sleep(0.05)

    def settle(self) -> None:
        """Wait until a further rebuild would have begun."""
        time.sleep(QUIET)

    def get(self, path: str) -> str:
        base = re.search(r"Serving on http://[^/\s]+(/\S*)", self.read_log())
        assert base
        connection = HTTPConnection(self.address, timeout=PATIENCE)
        connection.request("GET", f"{base[1]}{path}")
        answer = connection.getresponse()
        assert answer.status == 200
        page = answer.read().decode()
        connection.close()
        return page

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Corpus, Server]]:
    corpus = copy_orlan(tmp_path_factory.mktemp("served"))
    server = Server(corpus)
    yield corpus, server
    server.stop()


def test_edit_of_a_record_is_followed_once(served: tuple[Corpus, Server]) -> None:
    corpus, server = served
    server.settle()
    assert "How many took part." in server.get("topics/turnout/")
    before = server.count("Detected file changes")
    done = server.count("Reloading browsers")
    corpus.edit("content/topics.yml", lambda topics: topics["turnout"].update(definition="How many really took part."))
    server.wait_for_log("Reloading browsers", done + 1)
    assert "How many really took part." in server.get("topics/turnout/")
    server.settle()
    assert server.count("Detected file changes") == before + 1
    assert server.count("Reloading browsers") == done + 1


def test_edit_of_a_text_is_followed_once_and_verified_afresh(served: tuple[Corpus, Server]) -> None:
    corpus, server = served
    path = "content/texts/ferry-2040.txt"
    text = (corpus.root / path).read_text(encoding="utf-8")
    before = server.count("Detected file changes")
    done = server.count("Reloading browsers")
    corpus.write(path, text.replace("PORT ORLAN, ", "PORT ORLAN, on "))
    server.wait_for_log("Reloading browsers", done + 1)
    server.settle()
    assert server.count("Detected file changes") == before + 1
    assert "42 of" not in server.get("sources/ferry-2040/")
    assert "of 221 words" in server.get("sources/ferry-2040/")


def test_mistake_is_told_and_mended(served: tuple[Corpus, Server]) -> None:
    corpus, server = served
    path = "content/claims/ferry-2040.yml"
    claims = (corpus.root / path).read_text(encoding="utf-8")
    before = server.count("Detected file changes")
    done = server.count("Reloading browsers")
    corpus.write(path, claims.replace("turnout at 58.2 per cent", "turnout at 58.3 per cent"))
    server.wait_for_log("An error happened during the rebuild")
    assert "[number-differs]" in server.read_log()
    assert "Traceback" not in server.read_log()
    assert server.process.poll() is None
    server.settle()
    assert server.count("Detected file changes") == before + 1
    corpus.write(path, claims.replace("Turnout was 58.2", "The turnout was 58.2"))
    server.wait_for_log("Reloading browsers", done + 1)
    assert "The turnout was 58.2 per cent." in server.get("sources/ferry-2040/")
    server.settle()
    assert server.count("Detected file changes") == before + 2


def test_served_site_is_the_one_that_a_fresh_server_makes(
    served: tuple[Corpus, Server], tmp_path_factory: pytest.TempPathFactory
) -> None:
    corpus, server = served
    server.settle()
    done = server.count("Reloading browsers")
    corpus.edit("content/actors.yml", lambda actors: actors["board"].update(name="Board of Orlan"))
    corpus.relock()
    server.wait_for_log("Reloading browsers", done + 1)
    server.settle()
    fresh = copy_orlan(tmp_path_factory.mktemp("fresh"))
    shutil.copytree(corpus.root / "content", fresh.root / "content", dirs_exist_ok=True)
    other = Server(fresh)
    try:
        found, wanted = (snapshot(find_served(one)) for one in (corpus, fresh))
    finally:
        other.stop()
    assert b"Board of Orlan" in wanted["actors/board/index.html"]
    assert found.keys() == wanted.keys()
    assert [path for path in wanted if found[path] != wanted[path]] == []


def find_served(corpus: Corpus) -> Path:
    """Give the folder that a server serves, which lies among the system's passing ones."""
    setting = json.loads((corpus.root / "build/cache/serve/setting.json").read_text(encoding="utf-8"))
    return Path(setting["live"])


def test_serving_leaves_the_published_site_alone(served: tuple[Corpus, Server]) -> None:
    corpus, _ = served
    assert snapshot(corpus.root / "site") == {".gitkeep": b""}
    assert not (corpus.root / ".site.new").exists()
