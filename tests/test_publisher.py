"""A second process makes MkDocs ready and publishes small changes; the site is the same as without it."""

import errno
import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from click.testing import CliRunner

from generator import crew, mkdocs_run, publisher
from generator.cli import main
from generator.imprint import IMPRINT
from generator.ledger import Changes, Stamp, list_stamps, remove_files
from generator.mkdocs_run import Stage
from generator.progress import tell_nobody
from generator.publication import (
    PAGES,
    PAGES_READY,
    SITE_FILE,
    digest_imprint,
    open_pages,
    plan_publication,
    read_pages,
    read_setting,
)
from generator.publish import write_file
from generator.publisher import open_publisher
from tests.sites import Corpus, copy_orlan, snapshot

CONFIG = "mkdocs.yml"


@pytest.fixture(autouse=True)
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher, "count_cores", lambda: 2)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """A project that was published once."""
    made = copy_orlan(tmp_path)
    monkeypatch.chdir(made.root)
    build()
    return made


def build() -> str:
    result = CliRunner().invoke(main, ["build"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def relabel(corpus: Corpus, label: str) -> None:
    corpus.edit("content/topics.yml", lambda topics: topics["results"].update(label=label))


@pytest.fixture
def published_here(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The projects that this process publishes itself."""
    asked: list[Path] = []
    whole = mkdocs_run.build_site

    def listen(root: Path, *given: object) -> tuple[str, ...]:
        asked.append(root)
        return whole(root, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(publisher, "build_site", listen)
    return asked


def test_first_site_is_published_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published_here: list[Path]
) -> None:
    monkeypatch.chdir(copy_orlan(tmp_path).root)
    monkeypatch.setattr(os, "fork", None)
    build()
    assert len(published_here) == 1


def test_small_change_is_published_by_another_process(corpus: Corpus, published_here: list[Path]) -> None:
    relabel(corpus, "Outcomes")
    build()
    assert b"Outcomes" in snapshot(corpus.root / "site")["topics/index.html"]
    assert published_here == []


def test_nothing_is_published_where_nothing_changed(corpus: Corpus, published_here: list[Path]) -> None:
    before = dict(list_stamps(corpus.root / "site"))
    build()
    assert dict(list_stamps(corpus.root / "site")) == before
    assert published_here == []


def test_site_is_the_same_as_without_another_process(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    relabel(corpus, "Outcomes")
    (corpus.root / "site" / "topics" / "index.html").unlink()
    (corpus.root / "build" / "pages" / "timeline.md").unlink()
    (corpus.root / "site" / "stranger.html").write_text("left by somebody", encoding="utf-8")
    build()
    alone = copy_orlan(tmp_path / "alone")
    relabel(alone, "Outcomes")
    monkeypatch.chdir(alone.root)
    monkeypatch.setattr(publisher, "count_cores", lambda: 1)
    build()
    assert snapshot(corpus.root / "site") == snapshot(alone.root / "site")


def test_much_is_published_here(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, published_here: list[Path]) -> None:
    monkeypatch.setattr(crew, "MUCH", 1)
    relabel(corpus, "Outcomes")
    build()
    assert b"Outcomes" in snapshot(corpus.root / "site")["topics/index.html"]
    assert len(published_here) == 1


def test_process_that_cannot_begin_is_done_without(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, published_here: list[Path]
) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    before = os.dup(0)
    os.close(before)
    with open_publisher(corpus.root, CONFIG) as one:
        assert one.look() == dict(list_stamps(corpus.root / PAGES))
        assert one.publish(open_pages(corpus.root), tell_nobody) == ()
    after = os.dup(0)
    os.close(after)
    assert after == before, "nothing was left open"
    assert len(published_here) == 1


def fail(*_: object) -> None:
    raise MemoryError


@pytest.mark.parametrize(
    ("owner", "name"),
    [(publisher, "list_stamps"), (Stage, "__init__"), (Stage, "make_ready"), (Stage, "publish")],
)
def test_what_goes_wrong_over_there_is_done_here(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, published_here: list[Path], owner: object, name: str
) -> None:
    monkeypatch.setattr(owner, name, fail)
    relabel(corpus, "Outcomes")
    build()
    assert b"Outcomes" in snapshot(corpus.root / "site")["topics/index.html"]
    assert len(published_here) == 1


def test_process_that_is_killed_once_it_has_published_leaves_nothing_behind(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, published_here: list[Path]
) -> None:
    publish = Stage.publish

    def die(stage: Stage, changes: Changes) -> None:
        assert publish(stage, changes) == ()
        (corpus.root / ".site.new").mkdir()
        os._exit(9)

    monkeypatch.setattr(Stage, "publish", die)
    relabel(corpus, "Outcomes")
    build()
    assert b"Outcomes" in snapshot(corpus.root / "site")["topics/index.html"]
    assert len(published_here) == 1
    assert not (corpus.root / ".site.new").exists()


def test_nobody_waits_for_a_process_that_can_not_tell_what_it_saw(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, published_here: list[Path]
) -> None:
    put = publisher._put  # noqa: SLF001 - what fails where there is no memory

    def tell(sink: BinaryIO, value: object) -> None:
        if isinstance(value, dict):  # the stamps
            fail()
        put(sink, value)

    monkeypatch.setattr(publisher, "_put", tell)
    relabel(corpus, "Outcomes")
    build()
    assert b"Outcomes" in snapshot(corpus.root / "site")["topics/index.html"]
    assert len(published_here) == 1


def test_configuration_that_changed_since_it_was_read_is_read_again(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, stamps = corpus.root / CONFIG, dict(list_stamps(corpus.root / PAGES))
    stage = Stage(corpus.root, CONFIG)
    stage.make_ready()
    config.write_text(f"{config.read_text(encoding='utf-8')}use_directory_urls: false\n", encoding="utf-8")
    monkeypatch.setattr(crew, "MUCH", len(stamps) + 1)
    assert stage.publish(open_pages(corpus.root).changes) == ()
    assert (corpus.root / "site" / "actors" / "mira-oss.html").is_file()


def test_record_of_the_pages_is_read_before_anybody_hears_what_stands_there(corpus: Corpus) -> None:
    before = open_pages(corpus.root)

    def look() -> dict[str, Stamp]:
        stamps = dict(list_stamps(corpus.root / PAGES))
        later = open_pages(corpus.root)
        later.is_changed = True
        later.save()
        return stamps

    assert open_pages(corpus.root, look).mark == before.mark
    assert open_pages(corpus.root).mark != before.mark


def test_what_mkdocs_says_stops_the_command(corpus: Corpus, published_here: list[Path]) -> None:
    before = snapshot(corpus.root / "site")
    page = corpus.root / "content" / "pages" / "method.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nSee [this](topics/index.md#nowhere).\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 1
    assert "found none at" in result.output
    assert "content/pages/method.md:" in result.output
    assert snapshot(corpus.root / "site") == before
    assert published_here == []


def test_warning_of_the_configuration_stops_the_command(corpus: Corpus) -> None:
    config = corpus.root / CONFIG
    config.write_text(f"{config.read_text(encoding='utf-8')}\nnobody_knows: this\n", encoding="utf-8")
    relabel(corpus, "Outcomes")
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 1
    assert "nobody_knows" in result.output


def test_who_waits_for_no_children_gets_the_same(corpus: Corpus) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        relabel(corpus, "Outcomes")
        build()
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert b"Outcomes" in snapshot(corpus.root / "site")["topics/index.html"]


def test_nobody_need_ask(corpus: Corpus) -> None:
    with open_publisher(corpus.root, CONFIG):
        pass
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_process_ends_with_the_one_that_is_killed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock is held by whoever has its file open, so the next command would wait for it."""
    alive, ours = os.pipe()
    monkeypatch.setattr(Stage, "make_ready", lambda _: time.sleep(60))
    command = os.fork()
    if not command:
        os.close(alive)
        with open_publisher(corpus.root, CONFIG) as one:
            one.make_ready()
            one.look()
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(ours)
    os.waitpid(command, 0)
    started = time.monotonic()
    assert os.read(alive, 1) == b"", "it ends once nobody has it open"
    os.close(alive)
    assert time.monotonic() - started < 30


def test_interrupt_is_for_the_first_process_alone(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Callable[[Stage, Changes], tuple[str, ...] | None] = Stage.publish

    def publish(stage: Stage, changes: Changes) -> tuple[str, ...] | None:
        os.kill(os.getpid(), signal.SIGINT)
        return whole(stage, changes)

    monkeypatch.setattr(Stage, "publish", publish)
    monkeypatch.setattr(publisher, "build_site", fail)
    relabel(corpus, "Outcomes")
    build()
    assert b"Outcomes" in snapshot(corpus.root / "site")["topics/index.html"]


def test_templates_are_compiled_ahead(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    from jinja2 import Environment  # noqa: PLC0415

    compiled: list[str | None] = []
    whole = Environment.compile

    def listen(env: Environment, source: str, name: str | None = None, *given: object, **more: object) -> object:
        compiled.append(name)
        return whole(env, source, name, *given, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", listen)
    stage = Stage(corpus.root, CONFIG)
    (corpus.root / "site" / "topics" / "index.html").unlink()
    stage = Stage(corpus.root, CONFIG)
    stage.make_ready()
    assert "main.html" in compiled
    compiled.clear()
    assert stage.publish(open_pages(corpus.root).changes) == ()
    assert (corpus.root / "site" / "topics" / "index.html").is_file()
    assert compiled == []


def test_another_record_is_not_published(corpus: Corpus) -> None:
    stage = Stage(corpus.root, CONFIG)
    assert stage.publish(Changes(b"of another folder", {})) is None


def test_what_became_of_the_pages_is_planned_as_if_it_was_read(corpus: Corpus) -> None:
    setting = read_setting(corpus.root, CONFIG)
    assert setting
    known = plan_publication(corpus.root, setting, read_pages(corpus.root))
    pages = open_pages(corpus.root)
    for path, content in {"topics/index.md": "# Other", "data/new.json": "{}", "new.md": "# New"}.items():
        write_file(path, content.encode(), pages)
    remove_files(["timeline.md", "data/claims.json"], pages)
    (corpus.root / "build" / IMPRINT).write_text("{}", encoding="utf-8")
    followed = known.follow(pages.changes, digest_imprint(corpus.root))
    pages.save()
    planned = plan_publication(corpus.root, setting, read_pages(corpus.root), known.live)
    assert followed
    assert (followed.wanted, followed.sources) == (planned.wanted, planned.sources)
    assert followed.pages.digests == planned.pages.digests
    assert followed.pages.stamps == planned.pages.stamps
    assert set(followed.changed) >= {"topics/index.md", "data/new.json", "new.md"}
    assert known.wanted != planned.wanted, "what was known before is left as it was"
    (corpus.root / "build" / IMPRINT).unlink()
    gone = known.follow(Changes(known.pages.mark, {}), digest_imprint(corpus.root))
    assert gone
    assert IMPRINT not in gone.wanted


def test_file_that_was_touched_is_among_what_became_of_the_pages(corpus: Corpus) -> None:
    before = read_pages(corpus.root)
    (corpus.root / PAGES / "timeline.md").write_text("touched", encoding="utf-8")
    assert open_pages(corpus.root).changes == Changes(before.mark, {"timeline.md": None})


def test_whoever_is_told_writes_no_record(corpus: Corpus) -> None:
    pages = open_pages(corpus.root)
    write_file("topics/index.md", b"# Other", pages)
    told = read_pages(corpus.root).follow(pages.changes)
    assert told
    told.save()
    assert read_pages(corpus.root).mark == pages.mark, "that is the other one's to write"


@pytest.mark.parametrize("label", ["Outcomes", "Results"])
def test_site_that_was_published_before_its_build_was_killed_follows_the_next(corpus: Corpus, label: str) -> None:
    relabel(corpus, "Results")
    build()
    cache = corpus.root / "build" / "cache"
    records = {path: path.read_bytes() for path in (cache / "pages.ledger", cache / "reads.ledger")}
    before = snapshot(corpus.root / "site")
    relabel(corpus, "Outcomes")
    build()
    after = snapshot(corpus.root / "site")
    assert after != before
    for path, content in records.items():
        path.write_bytes(content)
    relabel(corpus, label)
    build()
    assert snapshot(corpus.root / "site") == {"Outcomes": after, "Results": before}[label]


def test_words_of_the_theme_are_published_where_no_page_has_changed(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = dict(list_stamps(corpus.root / PAGES))
    stage = Stage(corpus.root, CONFIG)
    words = corpus.root / "build" / SITE_FILE
    site = json.loads(words.read_text(encoding="utf-8"))
    site["editors"] = "Written while it was looked elsewhere"
    words.write_text(json.dumps(site), encoding="utf-8")
    monkeypatch.setattr(crew, "MUCH", len(stamps) + 1)
    assert stage.publish(open_pages(corpus.root).changes) == ()
    assert b"Written while it was looked elsewhere" in snapshot(corpus.root / "site")["topics/index.html"]


def test_program_publishes_without_having_been_ready(corpus: Corpus) -> None:
    (corpus.root / "site" / "topics" / "index.html").unlink()
    stage = Stage(corpus.root, CONFIG)
    assert stage.publish(open_pages(corpus.root).changes) == ()
    assert (corpus.root / "site" / "topics" / "index.html").is_file()
    assert PAGES_READY not in os.environ
