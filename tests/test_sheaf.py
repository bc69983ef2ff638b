"""The gist of each claim agrees with the claim, and its digest changes with all that can be read of it."""

import pytest
from msgspec.structs import replace

from generator.link import Library
from generator.load import load_content
from generator.memo import Memo
from generator.model import ClaimFile
from generator.pipeline import check_content
from generator.problems import has_errors
from generator.reads import Notebook, watch_library
from generator.sheaf import Gist, LinkedClaim
from generator.views.actor import plan_actor
from generator.views.election import plan_election
from generator.views.indexes import plan_lists
from generator.views.topic import plan_topic
from tests.helpers import Project

CLAIMS = "content/claims/ferry-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
UNTOUCHED = "gull-2040/c3"


def test_gists_tell_what_claims_tell(orlan: Project) -> None:
    library = orlan.library()
    assert list(library.gists) == list(library.claims)
    for ref, gist in library.gists.items():
        linked = library.claims[ref]
        claim, said = linked.claim, linked.said or library.corpus.sources[linked.source].date
        shared = {name for name in Gist._fields if hasattr(linked, name)}
        assert {name: getattr(gist, name) for name in shared} == {name: getattr(linked, name) for name in shared}
        assert gist._asdict() | {"digest": ""} == {name: getattr(linked, name) for name in shared} | {
            "about": claim.about,
            "via": claim.via,
            "others": (linked.reporter, claim.to) if claim.to else (linked.reporter,),
            "year": said.year,
            "is_judging": claim.assessment is not None,
            "paragraph": linked.anchor.paragraphs[0] if linked.anchor else None,
            "digest": "",
        }
        assert linked.moment == ((claim.happened.year, claim.happened.order) if claim.happened else None)


@pytest.mark.parametrize(
    ("path", "old", "new", "changed"),
    [
        pytest.param(CLAIMS, "kind: denial", "kind: denial  # ours", "", id="a comment"),
        pytest.param(CLAIMS, "stance: opposes", "stance: mixed", "c3", id="a field"),
        pytest.param(CLAIMS, "turnout at 58.2 per cent", "turnout at 58.2", "c2", id="where it stands"),
        pytest.param(CLAIMS, "elections: [orlan-2040]", "elections: []", "c1 c2 c3 c4 c6", id="the file's elections"),
        pytest.param(
            CLAIMS,
            "elections: [orlan-2040]",
            "elections: [orlan-2040]\nreporter: board",
            "c1 c2 c3 c4 c5",
            id="who reports",
        ),
        pytest.param(SOURCE, "date: 2040-05-07", "date: 2041-05-07", "c2 c3 c4 c5", id="the year of its source"),
        pytest.param(SOURCE, "date: 2040-05-08", "date: 2040-05-09", "c6", id="its section"),
        pytest.param(SOURCE, "by: reader-quill", "by: tam-reel", "c6", id="who wrote its section"),
        pytest.param(
            "content/disputes.yml", "claims: [ferry-2040/c3]", "claims: [ferry-2040/c4]", "c3 c4", id="a dispute"
        ),
        pytest.param("content/actors/mira-oss.yml", "side: opposition", "side: official", "c3", id="the speaker"),
    ],
)
def test_a_digest_changes_with_what_can_be_read(orlan: Project, path: str, old: str, new: str, changed: str) -> None:
    before = orlan.library()
    orlan.edit(path, old, new)
    orlan.relock()
    after = orlan.library()
    differing = [ref for ref in after.claims if after.digests[ref] != before.digests[ref]]
    moved = [ref for ref in after.claims if before.gists[ref].year != after.gists[ref].year]
    assert differing == [ref for ref in after.claims if ref in moved or before.claims[ref] != after.claims[ref]]
    assert " ".join(sorted(ref.partition("/")[2] for ref in differing)) == changed


@pytest.fixture
def two_sources(orlan: Project) -> Project:
    """Give a corpus with a second source that says the same."""
    # A warning of a claim is worded with its place, for which its file is read.
    orlan.edit(CLAIMS, "quote: the vote of four years ago", "quote: four years ago")
    for path, suffix in (("claims", "yml"), ("sources", "yml"), ("texts", "txt")):
        orlan.write(f"content/{path}/gull-2040.{suffix}", orlan.read(f"content/{path}/ferry-2040.{suffix}"))
    orlan.relock()
    return orlan


def test_a_small_change_reads_the_claims_that_it_touches(two_sources: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    give_text = ClaimFile.give_text

    def note(file: ClaimFile, text: str) -> None:
        opened.append(file.claims["c3"].text)
        give_text(file, text)

    monkeypatch.setattr(ClaimFile, "give_text", note)
    library = check(two_sources)
    assert len(opened) == 2
    opened.clear()
    two_sources.edit(CLAIMS, "Mira Oss did not accept", "Oss did not accept")
    again = check(two_sources)
    assert opened == ["Oss did not accept the turnout that the Board gave."]
    assert library.by_speaker.keys() == again.by_speaker.keys()
    (told, other) = (linked.claim.text for linked in again.by_speaker["mira-oss"])
    assert (told, other) == (
        "Oss did not accept the turnout that the Board gave.",
        library.claims[UNTOUCHED].claim.text,
    )


def test_where_a_claim_stands_in_its_file_is_known_though_it_was_stored(two_sources: Project) -> None:
    fresh = check(two_sources).claims[UNTOUCHED].claim.place_of("quote")
    assert check(two_sources).claims[UNTOUCHED].claim.place_of("quote") == fresh


def check(project: Project) -> Library:
    """Check a project as a build does, with what is known from the last time."""
    memo = Memo(project.root / "memo")
    content, loading = load_content(project.root)
    library, problems = check_content(content, loading, memo=memo)
    assert library is not None
    assert not has_errors(problems), list(map(str, problems))
    memo.keep()
    memo.close()
    return library


class Unread(dict[str, LinkedClaim]):
    """Claims that nobody may read."""

    def __getitem__(self, ref: str) -> LinkedClaim:
        raise AssertionError(f"{ref} was read")


def test_long_pages_are_planned_without_reading_their_claims(orlan: Project) -> None:
    library = orlan.library()
    unread = replace(library, claims=Unread(library.claims))
    notebook = Notebook()
    watched = watch_library(unread, notebook)
    with notebook.noting() as facts:
        planned = [*plan_topic("results", watched), *plan_election("orlan-2040", watched)]
        planned += plan_actor("mira-oss", watched)
        planned += (part for plan in plan_lists(watched) for sheet in plan.spread(watched) for part in sheet)
    members = {one.ref for part in planned for one in part.members if hasattr(one, "ref")}
    assert members == set(library.claims)
    # What is planned from a gist depends on all that can be read of the claim.
    assert {("claims", linked.ref) for linked in library.by_topic["results"]} <= facts


def test_whoever_looks_at_all_gists_reads_each(orlan: Project) -> None:
    library, notebook = orlan.library(), Notebook()
    with notebook.noting() as facts:
        assert len(watch_library(library, notebook).gists.values()) == len(library.claims)
    assert {("claims", ref) for ref in library.claims} <= facts
