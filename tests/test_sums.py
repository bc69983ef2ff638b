"""A site tells the digest of every file, and what it was made from; a copy can be compared with it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import imprint
from generator.cli import main
from generator.history import read_changes, read_state
from generator.imprint import IMPRINT, list_versions, write_imprint
from generator.ledger import open_folder
from generator.site_folder import update_site
from generator.sums import (
    SUMS,
    NoSumsError,
    compare_site,
    digest_file,
    read_sums,
    replace_sums,
    verify_site,
    write_sums,
)
from tests.sites import ORLAN, Corpus, build_offline_orlan, build_orlan, copy_orlan, snapshot

DIGEST = "0" * 64


# --- The list of digests ------------------------------------------------------------------------------------------


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1),
        st.just(DIGEST),
        min_size=1,
    )
)
def test_what_is_written_is_read(digests: dict[str, str]) -> None:
    assert read_sums(write_sums(digests)) == digests


def test_list_is_sorted_and_written_as_sha256sum_does() -> None:
    text = write_sums({"b.html": DIGEST, "a\nb\\.html": DIGEST})
    assert text == f"\\{DIGEST}  a\\nb\\\\.html\n{DIGEST}  b.html\n"


PATHS = st.sampled_from(["a.html", "b  a.html", "b/a.html", "  a.html", "a", "c\\d", "line\nbreak", "Қазақ"])
OTHER = "1" * 64


@given(st.sets(PATHS, min_size=1), st.sets(PATHS))
def test_digests_are_replaced_as_if_all_were_written_again(listed: set[str], changed: set[str]) -> None:
    text = write_sums(dict.fromkeys(listed, DIGEST))
    replaced = replace_sums(text, dict.fromkeys(changed, OTHER))
    is_usual = all(path in listed and "\\" not in path and "\n" not in path for path in changed)
    assert replaced == (write_sums(dict.fromkeys(listed, DIGEST) | dict.fromkeys(changed, OTHER)) if is_usual else None)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils are not here")
def test_sha256sum_agrees(tmp_path: Path) -> None:
    for name in ("a b.html", "back\\slash", "line\nbreak", "Қазақ"):
        (tmp_path / name).write_text(name)
    names = [path.name for path in tmp_path.iterdir()]
    digests = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    (tmp_path / SUMS).write_text(write_sums(digests))
    done = subprocess.run(["sha256sum", "--check", "--strict", SUMS], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(compare_site(tmp_path, digests)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must hold a digest a line and end with a line break, found less"),
        (f"{DIGEST}  a.html", "must hold a digest a line and end with a line break, found less"),
        (f"{DIGEST}  a.html\n<html>\n", "line 2 must be a digest and a path, found '<html>'"),
    ],
    ids=["empty", "broken off", "something else"],
)
def test_what_is_no_list_is_told(text: str, told: str) -> None:
    with pytest.raises(NoSumsError) as refused:
        read_sums(text)
    assert str(refused.value) == told


@pytest.mark.parametrize("make", [build_orlan, build_offline_orlan], ids=["site", "offline edition"])
def test_every_file_of_a_site_is_listed(make: Callable[[], object]) -> None:
    root = getattr(make(), "root")  # noqa: B009 - of either
    files = {path: content for path, content in snapshot(root).items() if path not in {SUMS, ".gitkeep"}}
    assert read_sums((root / SUMS).read_text()) == {
        path: hashlib.sha256(content).hexdigest() for path, content in files.items()
    }
    assert IMPRINT in files


# --- A copy -------------------------------------------------------------------------------------------------------


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    return Path(shutil.copytree(build_orlan().root, tmp_path / "mirror"))


def verify(folder: Path, *options: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["verify", str(folder), *options], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_copy_that_is_the_same_is_so_told(mirror: Path) -> None:
    count = len(read_sums((mirror / SUMS).read_text()))
    (mirror / ".nojekyll").touch()
    (mirror / ".git").mkdir()
    (mirror / ".git" / "config").touch()
    assert verify(mirror) == (0, "", f"{count} files: all are as they were published\n")


def test_folder_with_a_dot_is_compared_where_it_was_published(mirror: Path) -> None:
    contact = mirror / ".well-known" / "security.txt"
    contact.parent.mkdir()
    contact.write_text("Contact: mailto:board@orlan.example\n")
    digests = read_sums((mirror / SUMS).read_text())
    (mirror / SUMS).write_text(write_sums({**digests, ".well-known/security.txt": digest_file(contact)}))
    assert verify(mirror)[0] == 0
    contact.write_text("Contact: mailto:somebody@else.example\n")
    assert verify(mirror)[:2] == (1, "changed: .well-known/security.txt\n")
    contact.unlink()
    assert verify(mirror)[:2] == (1, "missing: .well-known/security.txt\n")


def test_every_difference_is_told(mirror: Path) -> None:
    count = len(read_sums((mirror / SUMS).read_text()))
    (mirror / "404.html").unlink()
    (mirror / "index.html").write_text("Moved.")
    (mirror / "actors" / "mira-oss" / "more.html").touch()
    (mirror / "style.css").unlink()
    (mirror / "style.css").symlink_to("search.js")
    code, said, end = verify(mirror)
    assert (code, end) == (1, f"{count} files: 4 differ\n")
    assert said == ("missing: 404.html\nsurplus: actors/mira-oss/more.html\nchanged: index.html\nchanged: style.css\n")


def test_copy_whose_list_was_forged_is_known_by_the_list_of_another(mirror: Path) -> None:
    (mirror / "index.html").write_text("Moved.")
    digests = read_sums((mirror / SUMS).read_text())
    digests["index.html"] = hashlib.sha256(b"Moved.").hexdigest()
    (mirror / SUMS).write_text(write_sums(digests))
    assert verify(mirror)[0] == 0
    for trusted in (build_orlan().root, build_orlan().root / SUMS):
        code, said, _ = verify(mirror, "--against", str(trusted))
        assert (code, said) == (1, "changed: SHA256SUMS\nchanged: index.html\n")


def test_copy_without_a_list(mirror: Path) -> None:
    (mirror / SUMS).unlink()
    assert verify(mirror) == (1, "", "SHA256SUMS must be there, found none\n")
    assert verify(mirror, "--against", str(build_orlan().root))[:2] == (1, "missing: SHA256SUMS\n")


# --- What a site was made from ------------------------------------------------------------------------------------


def git(root: Path, *command: str) -> None:
    dates = {"GIT_AUTHOR_DATE": "2040-06-01T01:30:00+05:00", "GIT_COMMITTER_DATE": "2040-06-01T01:30:00+05:00"}
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    subprocess.run(["git", *who, *command], cwd=root, env={**os.environ, **dates}, check=True, capture_output=True)


@pytest.fixture
def committed(tmp_path: Path) -> Corpus:
    corpus = copy_orlan(tmp_path / "project")
    corpus.write(".gitignore", "/build/\n/site/\n/.site*\n/content/texts/\n")
    corpus.write("README.md", "One.\n")
    git(corpus.root, "init", "--quiet")
    git(corpus.root, "add", ".")
    git(corpus.root, "commit", "--quiet", "--message", "One")
    return corpus


def test_imprint_tells_what_a_site_was_made_from(committed: Corpus) -> None:
    lock = (committed.root / "content/evidence.lock").read_text(encoding="utf-8")
    told = json.loads(write_imprint(committed.root, lock))
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=committed.root, capture_output=True, text=True, check=True)
    assert told.pop("libraries").keys() >= {"babel", "jinja2", "mkdocs", "pillow", "pyromark"}
    assert told == {
        "form": 1,
        "program": {"name": "as-reported", "version": "0.1.0"},
        "commit": head.stdout.strip(),
        "committed": "2040-05-31T20:30:00Z",
        "uncommitted": False,
        "lock": hashlib.sha256(lock.encode()).hexdigest(),
        "texts": {"ferry-2040": hashlib.sha256((ORLAN / "content/texts/ferry-2040.txt").read_bytes()).hexdigest()},
    }


def test_versions_are_those_of_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list_versions() == {name: version(name) for name in list_versions()}
    (tmp_path / "Jinja2-99.0.dist-info").mkdir()
    (tmp_path / "py_yaml.dist-info").mkdir()
    list_versions.cache_clear()
    imprint._list_installed.cache_clear()  # noqa: SLF001 - kept as long as the program runs
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        assert list_versions()["jinja2"] == "99.0", "what Python finds first counts"
        monkeypatch.setattr(sys, "path", [str(tmp_path / "nothing")])
        imprint._list_installed.cache_clear()  # noqa: SLF001
        list_versions.cache_clear()
        with pytest.raises(PackageNotFoundError):
            list_versions()
    finally:
        list_versions.cache_clear()
        imprint._list_installed.cache_clear()  # noqa: SLF001


def test_outside_a_checkout_the_commit_is_not_known(tmp_path: Path) -> None:
    told = json.loads(write_imprint(copy_orlan(tmp_path).root, None))
    assert [told[name] for name in ("commit", "committed", "uncommitted", "lock", "texts")] == [None] * 4 + [{}]


@pytest.mark.parametrize(
    ("path", "has_changes"),
    [("README.md", True), ("content/pages/more.md", True), ("notes.txt", False), ("site/x.html", False)],
    ids=["a file of the commit", "a new file of the content", "a file beside", "a file that git ignores"],
)
def test_imprint_tells_of_changes_that_were_not_committed(committed: Corpus, path: str, *, has_changes: bool) -> None:
    committed.write(path, "Two.\n")
    state = read_state(committed.root)
    assert state is not None
    assert state.has_changes is has_changes


def test_new_commit_changes_the_imprint_and_no_page(committed: Corpus) -> None:
    site = committed.build()
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in site.root.rglob("*") if path.is_file()}
    committed.write("README.md", "Two.\n")
    git(committed.root, "commit", "--quiet", "--all", "--message", "Two")
    committed.build()
    after = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in site.root.rglob("*") if path.is_file()}
    assert {path.name for path in after if after[path] != before.get(path)} - {".gitkeep"} == {SUMS, IMPRINT}
    assert verify(site.root)[0] == 0


# --- What git says ------------------------------------------------------------------------------------------------


def test_what_somebody_configured_for_git_does_not_show(
    committed: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_changes(committed.root), read_state(committed.root)
    assert before[0]["content/topics.yml"] == "2040-06-01"
    settings = "[log]\nshowSignature = true\nshowRoot = false\n[color]\nui = always\n[core]\nquotePath = true\n"
    (tmp_path / "gitconfig").write_text(settings)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("TZ", "Pacific/Honolulu")
    assert (read_changes(committed.root), read_state(committed.root)) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to others")
def test_checkout_that_git_does_not_trust_is_told(committed: Corpus) -> None:
    """Without its history, the same commit would give other bytes."""
    for path in (committed.root, *committed.root.rglob("*")):
        os.chown(path, 65534, 65534, follow_symlinks=False)
    done = committed.run("asreported", "build", GIT_CONFIG_GLOBAL="/dev/null")
    assert done.returncode == 2
    assert done.stderr.startswith(
        ".git:1:1: error: the system must let this be read and written, found: git doesn't trust another user's"
    )


@pytest.mark.parametrize("hand", ["nobody", "touched", "deleted", "undone"])
def test_files_that_are_gone_stand_in_no_list(tmp_path: Path, hand: str) -> None:
    site, part, pages = tmp_path / "site", tmp_path / ".site.new", tmp_path / "pages"
    pages.mkdir()

    def update(files: dict[str, str], undone: Sequence[str] = ()) -> None:
        live = open_folder(site, tmp_path / "site.ledger", "1")
        part.mkdir(exist_ok=True)
        for path, text in files.items():
            if live.digests.get(path) != text:
                (part / path).write_text(text)
        update_site(live, part, pages, files, undone)

    for _ in range(2):
        update({"a.html": "1", "b.html": "2", "c.html": "3"}, ["b.html"] if hand == "undone" else [])
    if hand == "touched":
        (site / "b.html").write_text("by hand")
    elif hand == "deleted":
        (site / "b.html").unlink()
    update({"a.html": "4", "c.html": "3"})
    assert set(read_sums((site / SUMS).read_text())) == {"a.html", "c.html"}
    assert verify_site(site) == (2, ())
