"""Git is asked when files were changed, and is believed only where it knows."""

import subprocess
from pathlib import Path

import pytest

from generator.history import (
    find_revision,
    is_checkout,
    list_commits,
    list_revisions,
    read_changes,
    read_commit_time,
    read_editions,
)
from generator.load import load_content

EARLY, LATE = "2026-01-05T12:00:00+00:00", "2026-03-09T23:30:00-05:00"


class Checkout:
    """A project in a repository of its own, which is made where there is none."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not root.is_dir():
            root.mkdir()
            self.ask("init", "--quiet", "--initial-branch=main")

    def ask(self, *arguments: str, day: str = EARLY) -> str:
        names = {f"GIT_{who}_{what}": "x@y.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        plain = {
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null",
        }
        command = ["git", *arguments]
        done = subprocess.run(
            command, cwd=self.root, env={**plain, **names, **dates}, capture_output=True, text=True, check=True
        )
        return done.stdout

    def commit(self, files: dict[str, str], day: str) -> None:
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, encoding="utf-8")
        self.ask("add", "--all", day=day)
        self.ask("commit", "--quiet", "--message", "x", day=day)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    made = Checkout(tmp_path / "project")
    made.commit({"content/a.yml": "a", "content/claims/b.yml": "b", "content/Жер “1”.md": "c", "README.md": "d"}, EARLY)
    made.commit({"content/a.yml": "A", "README.md": "D"}, LATE)
    return made


def test_each_file_has_the_day_of_its_last_commit(checkout: Checkout) -> None:
    assert read_changes(checkout.root) == {
        "content/a.yml": "2026-03-09",
        "content/claims/b.yml": "2026-01-05",
        "content/Жер “1”.md": "2026-01-05",
    }


def test_what_is_not_committed_has_no_day(checkout: Checkout) -> None:
    (checkout.root / "content/new.yml").write_text("x")
    assert "content/new.yml" not in read_changes(checkout.root)


def test_content_carries_the_days(checkout: Checkout) -> None:
    content, _ = load_content(checkout.root)
    assert content.changes == read_changes(checkout.root)


def test_time_of_the_last_commit_is_given_in_seconds(checkout: Checkout) -> None:
    assert read_commit_time(checkout.root) == "1773117000"


def test_a_shallow_clone_tells_nothing(checkout: Checkout, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    checkout.ask("clone", "--quiet", "--depth", "1", checkout.root.as_uri(), str(shallow))
    assert (shallow / "content/a.yml").is_file()
    assert read_changes(shallow) == {}
    assert read_commit_time(shallow) == "1773117000"


def test_a_project_inside_another_checkout_tells_nothing(checkout: Checkout) -> None:
    inner = checkout.root / "tests" / "inner"
    checkout.commit({"tests/inner/content/a.yml": "a"}, LATE)
    assert read_changes(inner) == {}


def test_a_folder_outside_any_checkout_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert read_changes(tmp_path) == {}
    assert read_commit_time(tmp_path) is None


def test_a_checkout_without_commits_tells_nothing(tmp_path: Path) -> None:
    empty = Checkout(tmp_path / "empty")
    assert read_changes(empty.root) == {}
    assert read_commit_time(empty.root) is None


def test_without_git_nothing_is_told(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert read_changes(checkout.root) == {}
    assert read_commit_time(checkout.root) is None


def list_names(checkout: Checkout) -> list[tuple[str, str]]:
    return [(revision.day, revision.tag) for revision in list_revisions(checkout.root) or ()]


def test_without_tags_each_day_is_a_publication(checkout: Checkout) -> None:
    checkout.commit({"content/a.yml": "AA"}, LATE)
    assert list_names(checkout) == [("2026-03-09", ""), ("2026-01-05", "")]
    newest, first = read_editions(checkout.root, list_revisions(checkout.root) or (), is_whole=True)
    assert (newest.files["content/a.yml"], first.files["content/a.yml"]) == ("AA", "a")
    assert (newest.is_first, first.is_first) == (False, True)


def test_with_tags_each_tag_is_a_publication_and_what_goes_beyond_them(checkout: Checkout) -> None:
    checkout.ask("tag", "v1")
    checkout.commit({"README.md": "no content"}, LATE)
    checkout.ask("tag", "v1.1")
    assert list_names(checkout) == [("2026-03-09", "v1")]
    checkout.commit({"content/a.yml": "AA"}, LATE)
    assert list_names(checkout) == [("2026-03-09", ""), ("2026-03-09", "v1")]
    checkout.commit({"README.md": "again no content"}, LATE)
    checkout.ask("tag", "--annotate", "--message", "x", "v2")
    assert list_names(checkout) == [("2026-03-09", "v2"), ("2026-03-09", "v1")]


def test_texts_of_sources_links_and_what_is_no_text_are_not_read(checkout: Checkout) -> None:
    (checkout.root / "content/b.yml").write_bytes(b"\xff")
    (checkout.root / "content/c.yml").symlink_to("a.yml")
    checkout.commit({"content/texts/t.md": "words"}, LATE)
    (edition,) = read_editions(checkout.root, [list_commits(checkout.root)[0]])
    assert dict(edition.files) == {"content/a.yml": "A", "content/claims/b.yml": "b", "content/Жер “1”.md": "c"}


def test_a_revision_is_found_by_any_name(checkout: Checkout) -> None:
    checkout.ask("tag", "v1", "HEAD~1")
    assert find_revision(checkout.root, "v1") == find_revision(checkout.root, "HEAD~1")
    assert find_revision(checkout.root, "nothing") is None
    assert find_revision(checkout.root, "--all") is None


def test_where_the_history_is_not_known_there_are_no_revisions(checkout: Checkout, tmp_path: Path) -> None:
    checkout.ask("clone", "--quiet", "--depth", "1", checkout.root.as_uri(), str(tmp_path / "shallow"))
    assert list_revisions(tmp_path / "shallow") is None
    assert list_revisions(checkout.root / "content") is None
    assert is_checkout(tmp_path / "shallow")
    assert not is_checkout(checkout.root / "content")


def test_a_checkout_without_commits_has_no_revisions(tmp_path: Path) -> None:
    empty = Checkout(tmp_path / "empty")
    assert not list_revisions(empty.root)
