"""Records are joined with their evidence; backlinks, addresses and names are checked."""

from collections.abc import Iterable, Mapping

import pytest

from generator.sheaf import LinkedClaim
from tests.helpers import Project

CLAIMS = "content/claims/ferry-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
TAM = "content/actors/tam-reel.yml"
ACTORS = "content/actors.yml"


def test_claims_stand_in_the_order_of_the_text(orlan: Project) -> None:
    library = orlan.library()
    assert list(library.claims) == [f"ferry-2040/c{number}" for number in (1, 2, 5, 3, 4, 6)]
    assert library.claims["ferry-2040/c5"].url == "claims/ferry-2040/c5/"


@pytest.mark.parametrize(
    ("key", "speaker", "reporter", "side", "elections"),
    [
        pytest.param("c1", "board", "the-ferry", "official", ("orlan-2040",), id="a speaker"),
        pytest.param("c3", "mira-oss", "the-ferry", "opposition", ("orlan-2040",), id="a speaker of a side"),
        pytest.param("c5", "the-ferry", "the-ferry", "press", ("orlan-2036",), id="the reporter's own voice"),
        pytest.param("c6", "reader-quill", "reader-quill", "reader", ("orlan-2040",), id="who wrote the section"),
    ],
)
def test_who_speaks(  # noqa: PLR0917 - a table has columns
    orlan: Project, key: str, speaker: str, reporter: str, side: str, elections: tuple[str, ...]
) -> None:
    linked = orlan.library().claims[f"ferry-2040/{key}"]
    assert (linked.speaker, linked.reporter, linked.side, linked.elections) == (speaker, reporter, side, elections)
    assert linked.own_voice == (speaker == reporter)


def test_a_claim_may_have_its_own_reporter_side_and_no_election(orlan: Project) -> None:
    orlan.edit(CLAIMS, "    elections: [orlan-2036]", "    elections: []\n    reporter: lake-watch\n    side: reader")
    linked = orlan.library().claims["ferry-2040/c5"]
    assert (linked.speaker, linked.reporter, linked.side, linked.elections) == (
        "lake-watch",
        "lake-watch",
        "reader",
        (),
    )
    assert linked.own_voice


def test_a_file_may_have_its_own_reporter(orlan: Project) -> None:
    orlan.edit(CLAIMS, "elections: [orlan-2040]\nclaims", "elections: [orlan-2040]\nreporter: lake-watch\nclaims")
    claims = orlan.library().claims
    assert claims["ferry-2040/c5"].speaker == "lake-watch"
    assert claims["ferry-2040/c6"].speaker == "reader-quill"


def test_backlinks(orlan: Project) -> None:
    library = orlan.library()
    keys = {
        "by_speaker": (library.by_speaker, "the-ferry"),
        "by_subject": (library.by_subject, "board"),
        "by_election": (library.by_election, "orlan-2036"),
        "by_topic": (library.by_topic, "turnout"),
    }
    found = {name: [linked.key for linked in groups[key]] for name, (groups, key) in keys.items()}
    assert found == {"by_speaker": ["c5"], "by_subject": ["c3"], "by_election": ["c5"], "by_topic": ["c2", "c3"]}
    assert [linked.key for linked in library.by_topic["results"]] == ["c1", "c2", "c5", "c3", "c6"]
    assert {ref: linked.disputes for ref, linked in library.claims.items() if linked.disputes} == {
        "ferry-2040/c2": ("orlan-2040-turnout",),
        "ferry-2040/c3": ("orlan-2040-turnout",),
    }
    assert dict(library.disputes_of_election) == {"orlan-2040": ("orlan-2040-turnout",)}


def test_claims_by_kind_year_and_what_they_tell(orlan: Project) -> None:
    orlan.edit(CLAIMS, "    kind: event", '    kind: event\n    happened: 2036?\n    date: "0987"')
    library = orlan.library()

    def name(groups: Mapping[str, Iterable[LinkedClaim | str]]) -> dict[str, list[str]]:
        return {key: [one if isinstance(one, str) else one.key for one in members] for key, members in groups.items()}

    kinds = list(library.corpus.settings.claim_kinds)
    assert list(library.by_kind) == sorted(library.by_kind, key=kinds.index)
    assert name(library.by_kind)["figure"] == ["c1", "c2"]
    # By when they were said, or published where no text tells; years are numbers.
    assert list(library.by_year) == ["987", "2040"]
    assert name(library.by_year) == {"987": ["c5"], "2040": ["c1", "c2", "c3", "c4", "c6"]}
    assert name(library.judging) == {"orlan-2040": ["c4"]}
    # An event stands before what is told of the same day.
    assert name(library.dated) == {"2036": ["orlan-2036", "c5"], "2040": ["orlan-2040", "c1"]}


def test_topics_in_a_circle_are_each_taken_once(orlan: Project) -> None:
    orlan.edit("content/topics.yml", "results: {label: Results}", "results: {label: Results, broader: turnout}")
    assert [linked.key for linked in orlan.library().by_topic["turnout"]] == ["c1", "c2", "c5", "c3", "c6"]


def test_a_withdrawn_claim_keeps_its_address_but_backs_nothing(orlan: Project) -> None:
    orlan.edit(
        CLAIMS, "    kind: prediction", "    withdrawn: {date: 2040-06-01, reason: a mistake}\n    kind: prediction"
    )
    orlan.relock()
    library = orlan.library()
    linked = library.claims["ferry-2040/c6"]
    assert (linked.anchor, linked.section) == (None, None)
    assert "reader-quill" not in library.by_speaker


def test_the_events_folder_is_not_one_of_the_sites_own(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "folder: elections", "folder: topics")
    (orlan.root / "content" / "elections").rename(orlan.root / "content" / "topics")
    assert (
        "content/corpus.yml:3:17: error: the events' folder must not be one that the site uses itself, found topics "
        "[path-collision]\n  hint: choose another word"
    ) in orlan.errors()


def test_another_noun_for_events(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "folder: elections", "folder: trials")
    (orlan.root / "content" / "elections").rename(orlan.root / "content" / "trials")
    assert orlan.errors() == []
    assert orlan.library().event_folder == "trials"


@pytest.mark.parametrize("name", ["elections", "actors", "data", "search"])
def test_a_page_does_not_take_the_address_of_another(orlan: Project, name: str) -> None:
    orlan.write(f"content/pages/{name}.md", "# Mine\n")
    assert orlan.errors() == [
        (
            f"content/pages/{name}.md:1:1: error: a hand-written page must not take the address of another, "
            f"found {name} "
            "[path-collision]\n  hint: rename the file"
        )
    ]


def test_a_page_holds_markdown_only(orlan: Project) -> None:
    orlan.write("content/pages/about.md", "# About\n\nSome <b>bold</b> words.\n\n[x](javascript:alert(1))\n")
    errors = orlan.errors()
    assert errors[0].startswith("content/pages/about.md:3:1: error: a hand-written page must hold no HTML, found '<b>")
    assert errors[0].endswith(" [page-html]\n  hint: write it in Markdown")


@pytest.mark.parametrize(
    ("date", "is_late"),
    [("2040-05-07", False), ("2040-05", False), ("2040-05-08", True), ("2040-06/2040-07", True), ("../2041", False)],
)
def test_a_claim_is_not_made_after_its_source(orlan: Project, date: str, *, is_late: bool) -> None:
    orlan.edit(CLAIMS, "date: 2040-05-07", f"date: {date}")
    expected = (
        f"{CLAIMS}:11:11: warning: a claim must not be made after its source (2040-05-07), found {date} "
        "[claim-after-source]\n  hint: correct the date, or put it into happened:"
    )
    assert orlan.warnings("claim-after-source") == ([expected] if is_late else [])


def test_a_comment_has_its_own_date(orlan: Project) -> None:
    assert orlan.warnings("claim-after-source") == []
    orlan.edit(CLAIMS, "date: 2040-05-08", "date: 2040-05-09")
    assert [warning.partition(":")[0] for warning in orlan.warnings("claim-after-source")] == [CLAIMS]


def test_a_spelling_means_one_actor(orlan: Project) -> None:
    orlan.edit(TAM, "{name: Reel, lang: en}", "{name: Oss, lang: en}")
    assert orlan.warnings("name-shared") == [
        (
            f"{TAM}:1:1: warning: a spelling must mean one actor, found 'Oss' also for mira-oss [name-shared]\n"
            "  hint: add only_at to both, or merge the two"
        )
    ]
    orlan.edit(TAM, "{name: Oss, lang: en}", "{name: Oss, lang: en, only_at: [ferry-2040/3]}")
    assert orlan.warnings("name-shared") == []


def test_an_actor_is_cited_or_mentioned(orlan: Project) -> None:
    orlan.write("content/actors/gull.yml", "type: group\nname: The gulls\n")
    assert orlan.warnings("actor-uncited") == [
        (
            "content/actors/gull.yml:1:1: warning: an actor must be cited or mentioned, found gull nowhere "
            "[actor-uncited]\n  hint: remove it, or cite it"
        )
    ]
    orlan.write("content/actors/gull.yml", "type: group\nname: the cat\n")
    assert orlan.warnings("actor-uncited") == []
