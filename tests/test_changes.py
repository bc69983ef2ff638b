"""Readers see what each publication changed: on a page, in two feeds, and maintainers in a command."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.exports.security_txt import SECURITY_FILE
from generator.pipeline import check_project, make_output
from tests.helpers import LOCK, ORLAN, Project
from tests.test_history import EARLY, LATE, Checkout

CLAIMS = "content/claims/ferry-2040.yml"
Run = Callable[..., Result]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Give the fixture corpus in a repository of its own, with two days on which it was published."""
    made = Checkout(tmp_path / "project")
    shutil.copytree(ORLAN / "content", made.root / "content")
    (made.root / ".gitignore").write_text("content/texts/\nbuild/\n")
    made.commit({}, EARLY)
    project = Project(made.root)
    project.edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: Turnout was put at 58.2 per cent.")
    project.edit(
        CLAIMS, "  c6:\n", "  c6:\n    withdrawn: {date: 2041-01-01, reason: The reader <b>asked</b> for it.}\n"
    )
    project.relock()
    made.commit({}, LATE)
    return made


@pytest.fixture
def run(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs a command in the checkout."""
    monkeypatch.chdir(checkout.root)
    return lambda *arguments: CliRunner().invoke(main, arguments, catch_exceptions=False)


def make(checkout: Checkout) -> dict[str, str]:
    return {path: text for path, text in make_output(checkout.root)[0].make_all().items() if isinstance(text, str)}


def test_the_page_tells_the_newest_publication_first(checkout: Checkout) -> None:
    page = make(checkout)["changes.md"].partition("\n---\n\n<details")[0].partition("\n---\n\n")[2]
    assert page.strip() == (
        "# What changed {#top}\n\n"
        "What each publication of this site changed for its readers, the newest first. To be told of the next one, "
        "follow a feed: [Atom](changes.atom), [JSON Feed](feed.json).\n\n"
        "## 9 March 2026 {#on-2026-03-09}\n\n"
        "**Withdrawn claims** (1)\n\n"
        "- [Quill expected another vote within a year.](claims/ferry-2040/c6.md) Reason: The reader "
        "&#60;b&#62;asked&#60;/b&#62; for it.\n\n"
        "**Sentences of ours that changed** (1)\n\n"
        "- [Turnout was put at 58.2 per cent.](claims/ferry-2040/c2.md) Before: Turnout was 58.2 per cent.\n\n"
        "## 5 January 2026 {#on-2026-01-05}\n\n"
        "The first publication.\n\n"
        "- New claims: 6\n- New disputes: 1\n- New results: 1\n- New sources: 1\n- New events: 2\n- New actors: 7\n"
        "- New topics: 3\n- New pages of ours: 2"
    )


def test_of_a_removed_claim_only_the_id_is_told(checkout: Checkout) -> None:
    project = Project(checkout.root)
    text = project.read(CLAIMS)
    project.write(CLAIMS, text[: text.index("  c6:")])
    project.relock()
    checkout.commit({}, "2026-04-01T12:00:00+00:00")
    page = make(checkout)["changes.md"]
    assert "**Removed claims** (1)\n\n- ferry-2040/c6\n" in page
    assert "Quill expected" not in page.partition("## 9 March 2026")[0]


def test_a_tag_names_its_publication(checkout: Checkout) -> None:
    checkout.ask("tag", "v1.0_<x>")
    assert "## 9 March 2026: v1.0&#95;&#60;x&#62; {#on-2026-03-09-v1-0-x}" in make(checkout)["changes.md"]


def test_what_is_not_committed_is_not_told(checkout: Checkout) -> None:
    before = make(checkout)["changes.md"]
    Project(checkout.root).edit("content/actors/tam-reel.yml", "name: Tam Reel", "name: Tam Reel\nnote: new")
    assert make(checkout)["changes.md"] == before


def test_reformatting_is_no_publication(checkout: Checkout) -> None:
    before = make(checkout)["changes.md"]
    Project(checkout.root).edit(CLAIMS, "claims:\n", "claims:   # a comment\n")
    checkout.commit({}, "2026-04-01T12:00:00+00:00")
    after = make(checkout)["changes.md"]
    assert after.replace("1 April 2026", "9 March 2026").replace("April 1", "March 9") == before


def test_a_clone_gives_the_same_bytes(checkout: Checkout, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    checkout.ask("clone", "--quiet", str(checkout.root), str(clone))
    assert make_output(clone)[0].make_all() == make_output(checkout.root)[0].make_all()


def test_a_shallow_clone_says_that_it_does_not_know_and_gives_the_same_pages_otherwise(
    checkout: Checkout, tmp_path: Path
) -> None:
    shallow = tmp_path / "shallow"
    checkout.ask("clone", "--quiet", "--depth", "1", checkout.root.as_uri(), str(shallow))
    plain = tmp_path / "plain"
    shutil.copytree(shallow / "content", plain / "content")
    here, there = make_output(shallow)[0], make_output(plain)[0]
    # Until when security.txt holds follows from the last commit, which a shallow clone knows and a copy doesn't.
    made = {path: content for path, content in here.make_all().items() if path != SECURITY_FILE}
    assert made == there.make_all()
    page = str(here.make_all()["changes.md"])
    assert "What changed before is not known here: this copy of the site was built without its history." in page
    assert "## " not in page
    assert here.site == make_output(checkout.root)[0].site
    assert set(here.make_all()) == set(make_output(checkout.root)[0].make_all())


def test_at_most_twenty_publications_are_told(checkout: Checkout) -> None:
    project = Project(checkout.root)
    for number in range(21):
        project.write("content/pages/method.md", f"# Method {number}\n")
        checkout.commit({}, f"2026-05-{number + 1:02}T12:00:00+00:00")
    page = make(checkout)["changes.md"]
    assert page.count("\n## ") == 20
    assert "## 2 May 2026" in page
    assert "## 1 May 2026" not in page
    assert "Earlier publications are not listed." in page
    assert "The first publication." not in page


def test_a_long_list_is_cut_and_the_rest_is_counted(checkout: Checkout) -> None:
    actors = "".join(f"actor-{number}: {{type: place, name: Place {number}}}\n" for number in range(45))
    project = Project(checkout.root)
    project.write("content/actors.yml", project.read("content/actors.yml") + actors)
    project.relock()
    checkout.commit({}, "2026-04-01T12:00:00+00:00")
    page = make(checkout)["changes.md"]
    assert "**New actors** (45)" in page
    assert "\nand 5 more\n" in page


def test_a_revision_that_is_no_longer_read_says_so(checkout: Checkout) -> None:
    project = Project(checkout.root)
    good = project.read("content/corpus.yml")
    project.edit("content/corpus.yml", "title:", "titel:")
    checkout.commit({}, "2026-04-01T12:00:00+00:00")
    project.write("content/corpus.yml", good)
    checkout.commit({}, "2026-04-02T12:00:00+00:00")
    page = make(checkout)["changes.md"]
    told = "What this publication changed can't be told: the content before it has a form that is no longer read."
    assert page.count(told) == 2


def test_the_feeds_are_sound_and_lead_to_the_site(checkout: Checkout) -> None:
    feedparser: Any = pytest.importorskip("feedparser")
    pages = make(checkout)
    atom = feedparser.parse(pages["changes.atom"])
    assert not atom.bozo
    assert atom.version == "atom10"
    assert (atom.feed.id, atom.feed.title) == (
        "https://orlan.example/changes/",
        "Elections in Orlan, as reported: what changed",
    )
    assert atom.feed.updated == "2026-03-09T23:30:00-05:00"
    assert [entry.title for entry in atom.entries] == ["9 March 2026", "5 January 2026"]
    assert [entry.id for entry in atom.entries] == [
        "https://orlan.example/changes/#on-2026-03-09",
        "https://orlan.example/changes/#on-2026-01-05",
    ]
    html = atom.entries[0].content[0].value
    assert '<a href="https://orlan.example/claims/ferry-2040/c2/">Turnout was put at 58.2 per cent.</a>' in html
    told = json.loads(pages["feed.json"])
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in told["items"]] == [entry.id for entry in atom.entries]
    assert [dt.datetime.fromisoformat(item["date_published"]).year for item in told["items"]] == [2026, 2026]
    assert all(item["content_html"] for item in told["items"])
    assert {told["home_page_url"], told["feed_url"]} == {
        "https://orlan.example/changes/",
        "https://orlan.example/feed.json",
    }


def test_without_a_history_the_feeds_are_sound_and_empty(orlan: Project) -> None:
    feedparser: Any = pytest.importorskip("feedparser")
    pages = make_output(orlan.root)[0].make_all()
    atom = feedparser.parse(str(pages["changes.atom"]))
    assert (atom.bozo, atom.entries) == (False, [])
    assert json.loads(str(pages["feed.json"]))["items"] == []


def test_a_site_without_an_address_has_no_feed(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "address: https://orlan.example/\n", "")
    built = make_output(orlan.root)[0]
    assert not {"changes.atom", "feed.json"} & set(built.make_all())
    assert json.loads(built.site)["feeds"] == []
    assert "follow a feed" not in str(built.make_all()["changes.md"])


def test_checking_does_not_read_the_history(checkout: Checkout) -> None:
    library, _, _ = check_project(checkout.root)
    assert library is not None
    assert not library.past.is_known


def test_diff_tells_what_is_not_published_yet(run: Run, checkout: Checkout) -> None:
    checkout.ask("tag", "v1.0")
    assert (run("diff").exit_code, run("diff").output) == (0, "")
    Project(checkout.root).edit(CLAIMS, "was put at 58.2 per cent", "was given as 58.2 per cent")
    result = run("diff")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Since v1.0 (2026-03-09):\n\n"
        "Sentences of ours that changed (1)\n"
        "  ferry-2040/c2: Turnout was given as 58.2 per cent.\n"
        "    before: Turnout was put at 58.2 per cent.\n"
        "    after : Turnout was given as 58.2 per cent.\n"
    )


def test_diff_without_a_tag_compares_with_the_last_other_content(run: Run, checkout: Checkout) -> None:
    last, first = checkout.ask("log", "--format=%H").split()
    assert run("diff").stdout.startswith(f"Since {first[:12]} (2026-01-05):\n")
    Project(checkout.root).edit(CLAIMS, "was put at", "was given as")
    assert run("diff").stdout.startswith(f"Since {last[:12]} (2026-03-09):\n")


def test_diff_as_json(run: Run, checkout: Checkout) -> None:
    first = checkout.ask("rev-parse", "HEAD~1").strip()
    told = json.loads(run("diff", "HEAD~1", "--json").stdout)
    assert told["since"] == {"revision": first, "tag": None, "date": "2026-01-05T12:00:00+00:00"}
    assert told["changes"][0] == {
        "what": "claim",
        "how": "withdrawn",
        "id": "ferry-2040/c6",
        "label": "Quill expected another vote within a year.",
        "before": "",
        "after": "The reader <b>asked</b> for it.",
        "fields": [],
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("v9",), "a revision must be a tag, a branch or a commit of this checkout, found v9 [revision-unknown]"),
        (
            ("--", "--all"),
            "a revision must be a tag, a branch or a commit of this checkout, found --all [revision-unknown]",
        ),
    ],
)
def test_diff_refuses_what_is_no_revision(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("diff", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"error: {message}" in result.stderr


def test_diff_says_where_an_old_content_is_no_longer_read(run: Run, checkout: Checkout) -> None:
    project = Project(checkout.root)
    project.edit("content/corpus.yml", "title:", "titel:")
    checkout.commit({}, LATE)
    project.edit("content/corpus.yml", "titel:", "title:")
    result = run("diff", "HEAD")
    assert result.exit_code == 1
    assert "the content must be readable at both ends, found a corpus.yml that isn't, here or at" in result.stderr


def test_diff_outside_a_checkout(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(orlan.root.parent))
    monkeypatch.chdir(orlan.root)
    result = CliRunner().invoke(main, ["diff"])
    assert result.exit_code == 1
    assert "a project must be the top of a git checkout to be compared with what it was, found none" in result.stderr
    assert (orlan.root / LOCK).is_file()
