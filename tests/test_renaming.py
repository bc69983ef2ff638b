"""A record gets another id: every reference follows, every other character stays, and its old address leads on."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.change_plan import Kind, Renaming
from generator.cli import main
from generator.moved import list_moves
from generator.rewriting import prepare_renaming, write_rewriting
from tests.helpers import LOCK, ORLAN, Project
from tests.sites import snapshot

MOVED = "content/moved.yml"
Run = Callable[..., Result]


@pytest.fixture
def run(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs a command in the project."""
    monkeypatch.chdir(orlan.root)
    return lambda *arguments: CliRunner().invoke(main, arguments, catch_exceptions=False)


RECORDS: list[tuple[str, str, str]] = [
    ("actor", "tam-reel", "tam-real"),
    ("actor", "board", "electoral-board"),
    ("election", "orlan-2036", "first"),
    ("source", "ferry-2040", "f"),
    ("topic", "results", "outcomes"),
    ("dispute", "orlan-2040-turnout", "turnout-of-2040"),
    ("claim", "ferry-2040/c1", "preliminary-count"),
]


@pytest.mark.parametrize(("kind", "old", "new"), RECORDS)
def test_there_and_back_again_gives_the_same_bytes(run: Run, orlan: Project, kind: str, old: str, new: str) -> None:
    before = snapshot(orlan.root)
    warnings = len(orlan.check())
    there = run("rename", kind, old, new)
    assert there.exit_code == 0, there.output
    assert len(orlan.check()) == warnings
    assert not orlan.errors()
    full = f"{old.partition('/')[0]}/{new}" if "/" in old else new
    assert run("rename", kind, full, old.rpartition("/")[2]).exit_code == 0
    after = snapshot(orlan.root)
    moved = after.pop(MOVED).decode()
    assert after == before
    folder = {"dispute": "disputes", "topic": "topics", "actor": "actors", "election": "elections"}.get(
        kind, f"{kind}s"
    )
    assert moved.splitlines()[1:] == [f"{folder}/{full}: {folder}/{old}"]


def test_all_that_names_a_source_follows(run: Run, orlan: Project) -> None:
    orlan.edit(
        "content/actors/mira-oss.yml",
        "{name: Oss, lang: en, printed_in: [ferry-2040]}",
        "{name: Oss, lang: en, only_at: ['ferry-2040/2, 3']}  # short",
    )
    orlan.edit(
        "content/pages/method.md", "# ", "See [it](sources/ferry-2040.md#c2) and [them](claims/ferry-2040/c1.md).\n\n# "
    )
    orlan.relock()
    result = run("rename", "source", "ferry-2040", "gull-2040")
    assert result.stdout == (
        "sources/ferry-2040 becomes sources/gull-2040: 15 references in 5 files\n"
        "  content/actors/mira-oss.yml: 4\n"
        "  content/claims/ferry-2040.yml → content/claims/gull-2040.yml\n"
        "  content/disputes.yml: 2\n"
        "  content/elections/orlan-2036.yml: 1\n"
        "  content/elections/orlan-2040.yml: 6\n"
        "  content/evidence.lock\n"
        "  content/moved.yml\n"
        "  content/pages/method.md: 2\n"
        "  content/sources/ferry-2040.yml → content/sources/gull-2040.yml\n"
        "  the text ferry-2040 → gull-2040\n"
    )
    assert "{name: Oss, lang: en, only_at: ['gull-2040/2, 3']}  # short\n" in orlan.read("content/actors/mira-oss.yml")
    assert "[it](sources/gull-2040.md#c2) and [them](claims/gull-2040/c1.md)" in orlan.read("content/pages/method.md")
    assert not [path for path in snapshot(orlan.root) if "ferry-2040" in path]
    left = {path for path, content in snapshot(orlan.root).items() if b"ferry-2040" in content}
    assert left == {MOVED}
    assert list_moves(orlan.library().corpus)["claims/ferry-2040/c4"] == "claims/gull-2040/c4"
    assert orlan.relock() == orlan.read(LOCK)


def test_without_the_texts_the_lock_still_vouches(run: Run, orlan: Project) -> None:
    orlan.remove_texts()
    assert run("rename", "source", "ferry-2040", "gull-2040").exit_code == 0
    assert run("rename", "actor", "mira-oss", "m").exit_code == 0
    assert run("rename", "claim", "gull-2040/c2", "gull-2040/turnout").exit_code == 0
    assert not orlan.errors()
    entries = [json.loads(line) for line in orlan.read(LOCK).splitlines()[1:]]
    assert {"gull-2040/turnout", "gull-2040/c1"} <= {entry.get("claim") for entry in entries}


def test_addresses_that_moved_before_follow(run: Run, orlan: Project) -> None:
    for kind, old, new in (
        ("claim", "ferry-2040/c2", "turnout"),
        ("source", "ferry-2040", "gull"),
        ("claim", "gull/turnout", "share"),
        ("actor", "board", "b1"),
        ("actor", "b1", "b2"),
    ):
        assert run("rename", kind, old, new).exit_code == 0
    assert orlan.read(MOVED).splitlines()[1:] == [
        "claims/ferry-2040/c2: claims/gull/share",
        "sources/ferry-2040: sources/gull",
        "claims/gull/turnout: claims/gull/share",
        "actors/board: actors/b2",
        "actors/b1: actors/b2",
    ]
    moves = list_moves(orlan.library().corpus)
    assert moves["claims/ferry-2040/turnout"] == moves["claims/ferry-2040/c2"] == "claims/gull/share"


OTHER = "choose another id"


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("actor bord x", "the record must be one of this corpus, found no bord in actors", "did you mean board?"),
        ("actor board orlan", "the new id must be free, found a record orlan", OTHER),
        ("actor board board", "the new id must be another one, found board", OTHER),
        ("actor board self", "the new id must not be a word that the site uses itself, found self", OTHER),
        ("actor board a-to-z", "the new id must not be a word that the site uses itself, found a-to-z", OTHER),
        (
            "election orlan-2036 compare",
            "the new id must not be a word that the site uses itself, found compare",
            OTHER,
        ),
        (
            "topic results Results!",
            "an id must be lowercase ASCII letters, digits and single hyphens, found Results!",
            OTHER,
        ),
        ("claim ferry-2040/c1 gull/c1", "a claim must stay with its source, found gull/c1", "give the new key only"),
        ("claim ferry-2040/c1 c2", "the new id must be free, found a record ferry-2040/c2", OTHER),
        ("claim ferry-2040/c1 p7", "an id must not be an anchor that its page has anyway, found p7", OTHER),
    ],
)
def test_a_clash_changes_nothing(run: Run, orlan: Project, words: str, message: str, hint: str) -> None:
    before = snapshot(orlan.root)
    result = run("rename", *words.split())
    assert result.exit_code == 1
    assert result.stdout == ""
    code = "path-collision" if words.endswith("p7") else "rename-refused"
    assert result.stderr.partition("error: ")[2] == f"{message} [{code}]\n  hint: {hint}\nNothing was changed.\n"
    assert snapshot(orlan.root) == before


def test_an_address_that_was_another_records_is_refused(run: Run, orlan: Project) -> None:
    run("rename", "actor", "board", "electoral-board")
    before = snapshot(orlan.root)
    result = run("rename", "actor", "lake-watch", "board")
    assert "the new address must never have been another record's, found actors/board, now actors/electoral-board" in (
        result.stderr
    )
    assert snapshot(orlan.root) == before


def test_a_corpus_with_an_error_is_left_alone(run: Run, orlan: Project) -> None:
    orlan.edit("content/disputes.yml", "ferry-2040/c3", "ferry-2040/c33")
    before = snapshot(orlan.root)
    result = run("rename", "actor", "board", "electoral-board")
    assert result.exit_code == 1
    assert result.stderr.count(" error: ") == 1
    assert result.stderr.endswith("[unknown-id]\n  hint: did you mean ferry-2040/c3?\nNothing was changed.\n")
    assert snapshot(orlan.root) == before


def test_an_id_with_escapes_is_refused(run: Run, orlan: Project) -> None:
    orlan.edit("content/topics.yml", "broader: results", r'broader: "result\u0073"')
    result = run("rename", "topic", "results", "outcomes")
    assert result.exit_code == 1
    assert "[id-not-plain]" in result.stderr


def test_a_dry_run_shows_the_difference_and_changes_nothing(run: Run, orlan: Project) -> None:
    before = snapshot(orlan.root)
    result = run("rename", "dispute", "orlan-2040-turnout", "turnout", "--dry-run")
    assert result.stdout == (
        "disputes/orlan-2040-turnout becomes disputes/turnout: 0 references in 0 files\n"
        "  content/disputes.yml\n"
        "  content/moved.yml\n"
        "--- a/content/disputes.yml\n+++ b/content/disputes.yml\n@@ -1,4 +1,4 @@\n"
        "-orlan-2040-turnout:\n+turnout:\n   kind: disagreement\n"
        "   question: How many voted in 2040?\n   positions:\n"
        "--- /dev/null\n+++ b/content/moved.yml\n@@ -0,0 +1,2 @@\n"
        "+# Addresses that records had before, and those that answer now. Written by `asreported rename` and"
        " `asreported merge`.\n"
        "+disputes/orlan-2040-turnout: disputes/turnout\n"
    )
    assert snapshot(orlan.root) == before


def test_a_mark_of_the_encoding_and_line_breaks_stay(run: Run, orlan: Project) -> None:
    path = orlan.root / "content/topics.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    expected = path.read_bytes().replace(b"results:", b"outcomes:").replace(b"broader: results", b"broader: outcomes")
    assert run("rename", "topic", "results", "outcomes").exit_code == 0
    assert path.read_bytes() == expected


IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
KINDS: list[tuple[Kind, str]] = [
    ("actors", "mira-oss"),
    ("actors", "board"),
    ("events", "orlan-2040"),
    ("sources", "ferry-2040"),
    ("topics", "turnout"),
    ("disputes", "orlan-2040-turnout"),
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(KINDS), IDS)
def test_whatever_the_id_only_the_id_changes(
    tmp_path_factory: pytest.TempPathFactory, what: tuple[Kind, str], new: str
) -> None:
    root: Path = tmp_path_factory.mktemp("orlan")
    shutil.copytree(ORLAN / "content", root / "content")
    kind, old = what
    project = Project(root)
    if project.library().corpus.paths.get(f"{kind}/{new}") or new in {"yes", "no", "self", "index", "kinds", "years"}:
        return
    before = "".join(sorted(text.decode() for text in snapshot(root / "content").values()))
    write_rewriting(prepare_renaming(root, Renaming(kind, old, new)))
    assert not project.errors()
    write_rewriting(prepare_renaming(root, Renaming(kind, new, old)))
    (root / MOVED).unlink()
    assert "".join(sorted(text.decode() for text in snapshot(root / "content").values())) == before
