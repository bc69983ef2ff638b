"""What is shown while one edits is what is published; a mistake is told, and the next save mends it."""

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

from generator.interface import Interface
from generator.leaves import Leaf
from generator.problems import Problem
from generator.render import Press
from generator.serve import Bench, open_bench
from generator.views.pages import Unit
from tests.sites import Corpus, build_orlan, copy_orlan

ACTOR = "content/actors/mira-oss.yml"
POLICY = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>\n')
SCRIPT = re.compile("<script>.*?</script>\\Z", re.DOTALL)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


@pytest.fixture
def told() -> list[tuple[Problem, ...]]:
    return []


@pytest.fixture
def bench(corpus: Corpus, told: list[tuple[Problem, ...]]) -> Iterator[Bench]:
    started = open_bench(corpus.root, 0, lambda problems: told.append(tuple(problems)))
    thread = Thread(target=started.serve_forever, daemon=True)
    thread.start()
    yield started
    started.shutdown()
    started.server_close()


def get(bench: Bench, path: str) -> tuple[int, str]:
    """Give the status and the body of an answer."""
    connection = HTTPConnection("127.0.0.1", bench.server_port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def wait_for_version(bench: Bench, known: int) -> int:
    """Wait as a page does, until there is a newer version."""
    return int(json.loads(get(bench, f"/-/version?{known}")[1]))


def test_pages_are_those_that_a_build_publishes(bench: Bench) -> None:
    site = build_orlan()
    # Days of change come from git, of which neither copy has any.
    for path in sorted(site.pages):
        if path == "404.html":
            continue
        status, shown = get(bench, "/" + path.removesuffix("index.html"))
        published = (site.root / path).read_text(encoding="utf-8")
        assert status == 200, path
        assert SCRIPT.sub("", shown).strip() == POLICY.sub("", published).strip(), path


def test_files_that_are_no_pages_are_served(bench: Bench) -> None:
    assert get(bench, "/search/names/words.js")[1].startswith('asReported.pieces["names/words"] = ')
    assert json.loads(get(bench, "/data/claims.json")[1])
    assert "@online" in get(bench, "/cite/actors/mira-oss.bib")[1]
    assert get(bench, "/style.css")[1].startswith("/*")


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/main.html", "/content/actors.yml"]
)
def test_nothing_else_is_served(bench: Bench, path: str) -> None:
    status, body = get(bench, path)
    assert status == 404
    assert "Nothing is published here." in body


def test_a_save_is_shown(bench: Bench, corpus: Corpus) -> None:
    corpus.edit(ACTOR, lambda actor: actor.update(summary="Leads a new party."))
    assert wait_for_version(bench, 1) == 2
    assert "Leads a new party." in get(bench, "/actors/mira-oss/")[1]


def test_page_is_planned_without_the_others(bench: Bench, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    assert get(bench, "/actors/mira-oss/")[0] == 200
    planned: list[str] = []
    whole = Press._plan  # noqa: SLF001 - it plans a bundle

    def listen(press: Press, unit: Unit, interface: Interface, prefix: str) -> Iterator[Leaf]:
        planned.append(f"{prefix}{unit.name}")
        return whole(press, unit, interface, prefix)

    monkeypatch.setattr(Press, "_plan", listen)
    corpus.edit(ACTOR, lambda actor: actor.update(summary="Leads a new party."))
    assert wait_for_version(bench, 1) == 2
    assert "Leads a new party." in get(bench, "/actors/mira-oss/")[1]
    assert get(bench, "/style.css")[1].startswith("/*")
    assert len(planned) == 1
    assert get(bench, "/nowhere/")[0] == 404
    assert len(planned) > 5, "what nobody knows is looked for everywhere"


def test_new_record_has_its_page_and_a_removed_one_none(bench: Bench, corpus: Corpus) -> None:
    assert get(bench, "/actors/nika-var/")[0] == 404
    record = "content/actors/nika-var.yml"
    corpus.write(record, "type: person\nname: Nika Var\nnames: [{name: N. Var, lang: en, finding_aid: true}]\n")
    assert wait_for_version(bench, 1) == 2
    assert "Nika Var" in get(bench, "/actors/nika-var/")[1]
    assert "/actors/nika-var/" in get(bench, "/sitemap.xml")[1]
    (corpus.root / record).unlink()
    assert wait_for_version(bench, 2) == 3
    assert get(bench, "/actors/nika-var/")[0] == 404
    assert "/actors/nika-var/" not in get(bench, "/sitemap.xml")[1]


def test_a_mistake_is_told_and_the_last_sound_state_stays(
    bench: Bench, corpus: Corpus, told: list[tuple[Problem, ...]]
) -> None:
    before = get(bench, "/actors/mira-oss/")[1]
    corpus.edit(ACTOR, lambda actor: actor.update(sidde="<b>opposition</b>"))
    assert wait_for_version(bench, 1) == 2
    shown = get(bench, "/actors/mira-oss/")[1]
    assert "[unknown-field]" in shown
    assert "content/actors/mira-oss.yml:" in shown
    assert "<b>opposition</b>" not in shown
    assert (
        shown.partition("</pre>")[2].partition("<script>")[0] == before.partition("<body>")[2].partition("<script>")[0]
    )
    assert [problem.code for problem in told[-1] if problem.severity == "error"] == ["unknown-field"]
    corpus.edit(ACTOR, lambda actor: actor.pop("sidde"))
    assert wait_for_version(bench, 2) == 3
    assert "[unknown-field]" not in get(bench, "/actors/mira-oss/")[1]


def test_content_that_never_was_sound_shows_its_problems(corpus: Corpus) -> None:
    corpus.write(ACTOR, "type: [\n")
    bench = Bench(corpus.root, 0, lambda _: None)
    Thread(target=bench.serve_forever, daemon=True).start()
    status, shown = get(bench, "/")
    bench.shutdown()
    bench.server_close()
    assert status == 200
    assert f"{ACTOR}:" in shown


def test_a_port_that_is_taken_is_an_error(bench: Bench, corpus: Corpus) -> None:
    with pytest.raises(OSError, match="in use"):
        open_bench(corpus.root, bench.server_port, lambda _: None)


def test_a_page_asks_no_other_host(bench: Bench) -> None:
    shown = get(bench, "/")[1]
    assert not re.search(r'(?:src|action)="https?://', shown)
