"""What is withdrawn is published nowhere: whatever the withdrawn words were, every byte of what is made is the same."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.pipeline import make_lock, make_output
from tests.helpers import LOCK, Project
from tests.sites import ORLAN, Corpus, copy_orlan
from tests.test_history import EARLY, LATE, Checkout

CLAIMS = "content/claims/ferry-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
REASON = "The paper asked for it."
OTHER = {"quote": "wholly other words", "prefix": "before", "suffix": "after", "occurrence": "2"}
OTHER_TEXT = {"text": "A wholly other sentence.", "note": "A wholly other note."}
Made = Mapping[str, str | bytes]


def withdraw(corpus: Corpus, key: str, *, with_text: bool) -> None:
    """Withdraw a claim, or the source where no key is given."""
    withdrawn = {"date": "2041-01-01", "reason": REASON, **({"with_text": "true"} if with_text else {})}
    if key:
        corpus.edit(CLAIMS, lambda file: file["claims"][key].update(withdrawn=withdrawn))
    else:
        corpus.edit(SOURCE, lambda source: source.update(withdrawn=withdrawn, summary="What the paper said."))


def replace_words(corpus: Corpus, key: str, *, with_text: bool) -> None:
    """Write something else in place of every word that was withdrawn."""

    def change(file: dict[str, Any]) -> None:
        for claim in [file["claims"][key]] if key else file["claims"].values():
            claim.update(OTHER, **(OTHER_TEXT if with_text else {}))

    corpus.edit(CLAIMS, change)
    if with_text and not key:
        corpus.edit(SOURCE, lambda source: source.update(summary="What another paper said."))


def publish(corpus: Corpus) -> Made:
    corpus.relock()
    return make_output(corpus.root)[0].make_all()


def join(made: Made) -> str:
    texts = [text for path, text in made.items() if isinstance(text, str) and not path.startswith("guide/")]
    return "\n".join(texts).replace("&#91;", "[").replace("&#93;", "]")


@pytest.mark.parametrize("with_text", [False, True], ids=["words only", "with our sentences"])
@pytest.mark.parametrize("key", ["c4", ""], ids=["a claim", "a source"])
def test_nothing_that_is_published_depends_on_withdrawn_words(tmp_path: Path, key: str, *, with_text: bool) -> None:
    corpus = copy_orlan(tmp_path)
    withdraw(corpus, key, with_text=with_text)
    made, locked = publish(corpus), (corpus.root / LOCK).read_text(encoding="utf-8")
    replace_words(corpus, key, with_text=with_text)
    assert publish(corpus) == made
    assert (corpus.root / LOCK).read_text(encoding="utf-8") == locked
    shutil.rmtree(corpus.root / "content" / "texts")
    corpus.relock()
    assert (corpus.root / LOCK).read_text(encoding="utf-8") == locked


def test_the_same_change_shows_where_nothing_was_withdrawn(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    made = publish(corpus)
    corpus.edit(CLAIMS, lambda file: file["claims"]["c2"].update(OTHER_TEXT))
    changed = {path for path, content in publish(corpus).items() if made[path] != content}
    wanted = {"claims/ferry-2040/c2.md", "ru/claims/ferry-2040/c2.md", "data/claims.json", "actors/board.md"}
    assert wanted < changed
    assert [path for path in changed if path.startswith("search/claims/")]


def test_record_and_reason_stay(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    before = publish(corpus)
    withdraw(corpus, "", with_text=True)
    made = publish(corpus)
    assert made.keys() >= {path for path in before if path.startswith(("claims/ferry-2040/", "sources/", "data/"))}
    page = str(made["sources/ferry-2040.md"])
    assert REASON in page
    assert "Board puts Reel ahead" in page
    assert "SHA-256" in page
    assert "## ferry" not in page
    for prefix in ("", "ru/"):
        assert 'title: "ferry-2040/c2"' in str(made[f"{prefix}claims/ferry-2040/c2.md"])
    assert "Turnout was 58.2" not in join(made)


def test_claims_of_a_source_that_is_withdrawn_for_its_words_only_still_tell_what_it_said(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    withdraw(corpus, "", with_text=False)
    published = join(publish(corpus))
    assert "Turnout was 58.2 per cent." in published
    assert "turnout at 58.2 per cent" not in published


@pytest.mark.parametrize("is_away", [False, True], ids=["text at hand", "text away"])
def test_a_lock_that_still_holds_the_words_is_refused(orlan: Project, *, is_away: bool) -> None:
    orlan.edit(CLAIMS, "  c6:\n", f"  c6:\n    withdrawn: {{date: 2041-01-01, reason: {REASON}}}\n")
    if is_away:
        orlan.remove_texts()
    (told,) = orlan.errors()
    assert "the lock must hold entries of the content only, found ferry-2040/c6 [lock-stale]" in told
    orlan.relock()
    assert orlan.errors() == []
    assert "another vote" not in orlan.read(LOCK)


def test_nothing_is_asked_of_the_words_of_a_withdrawn_source(orlan: Project) -> None:
    # A comment may be dated after its text, but nobody knows any more that this claim is a comment's.
    codes = ("paragraph-without-claim", "claim-after-source")
    assert [len(orlan.warnings(code)) for code in codes] == [1, 0]
    withdraw_source(orlan)
    orlan.relock()
    assert [orlan.warnings(code) for code in codes] == [[], []]


@pytest.mark.parametrize("with_text", [False, True], ids=["words only", "with our sentence"])
def test_words_that_are_repeated_elsewhere_are_warned_of(orlan: Project, *, with_text: bool) -> None:
    more = ", with_text: true" if with_text else ""
    orlan.edit(CLAIMS, "  c6:\n", f"  c6:\n    withdrawn: {{date: 2041-01-01, reason: {REASON}{more}}}\n")
    orlan.write("content/pages/about.md", "# About\n\nIt said that there will be\nanother vote soon.\n")
    orlan.edit("content/corpus.yml", "elections in Orlan, with", "elections in Orlan, there will be another vote, with")
    actor = "content/actors/tam-reel.yml"
    orlan.write(actor, f"{orlan.read(actor)}note: Quill expected another vote within a year.\n")
    orlan.relock()
    told = [warning.partition(": ")[0] for warning in orlan.warnings("withdrawn-repeated")]
    line = orlan.read(actor).count("\n")
    expected = ["content/corpus.yml:17:14", "content/pages/about.md:1:1"]
    assert told == [*([f"{actor}:{line}:7"] if with_text else []), *expected]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Give a corpus to which a claim was added after the first publication."""
    made = Checkout(tmp_path / "project")
    shutil.copytree(ORLAN / "content", made.root / "content")
    project = Project(made.root)
    whole = project.read(CLAIMS)
    project.write(CLAIMS, whole[: whole.index("  c6:")])
    project.relock()
    made.commit({}, EARLY)
    project.write(CLAIMS, whole)
    project.relock()
    made.commit({}, LATE)
    project.edit(CLAIMS, "Quill expected another vote within a year.", "Quill foretold another vote.")
    made.commit({}, "2026-04-01T12:00:00+00:00")
    return made


def take_out(project: Project) -> None:
    text = project.read(CLAIMS)
    project.write(CLAIMS, text[: text.index("  c6:")])


def withdraw_whole(project: Project) -> None:
    withdrawn = f"withdrawn: {{date: 2041-01-01, reason: {REASON}, with_text: true}}"
    project.edit(CLAIMS, "quote: there will be another vote", f"quote: withdrawn\n    {withdrawn}")


def withdraw_source(project: Project) -> None:
    text = project.read(SOURCE)
    project.write(SOURCE, f"{text}withdrawn: {{date: 2041-01-01, reason: {REASON}, with_text: true}}\n")


@pytest.mark.parametrize("act", [take_out, withdraw_whole, withdraw_source])
def test_earlier_publications_do_not_tell_it_either(checkout: Checkout, act: Callable[[Project], None]) -> None:
    before = join(make_output(checkout.root)[0].make_all())
    assert "Quill expected another vote" in before
    assert "Quill foretold another vote" in before
    act(Project(checkout.root))
    (checkout.root / LOCK).write_text(make_lock(checkout.root)[0], encoding="utf-8")
    checkout.commit({}, "2026-05-01T12:00:00+00:00")
    after = make_output(checkout.root)[0].make_all()
    assert "another vote" not in join(after)
    assert "New claims" in str(after["changes.md"])
    assert "ferry-2040/c6" in str(after["changes.md"]).replace("&#45;", "-")


def test_the_page_says_once_that_a_claim_was_withdrawn(checkout: Checkout) -> None:
    withdraw_whole(Project(checkout.root))
    (checkout.root / LOCK).write_text(make_lock(checkout.root)[0], encoding="utf-8")
    checkout.commit({}, "2026-05-01T12:00:00+00:00")
    newest = str(make_output(checkout.root)[0].make_all()["changes.md"]).partition("## 1 May")[2].partition("## 1 A")[0]
    assert newest.count("ferry-2040/c6") == 2  # the label and the address of one link
    assert "Quotations that changed" not in newest
    assert REASON in newest
