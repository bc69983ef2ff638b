"""Two states of a corpus are compared in the readers' terms: what they can't see is no change."""

from collections.abc import Callable

import pytest

from generator.change_plan import Kind, Renaming
from generator.comparison import Change
from generator.publications import compare_files
from generator.rewriting import prepare_merging, prepare_renaming, write_rewriting
from tests.helpers import LOCK, Project

CLAIMS = "content/claims/ferry-2040.yml"
C2 = "Turnout was 58.2 per cent."


def read_files(project: Project) -> dict[str, str]:
    folder = project.root / "content"
    paths = [
        path for path in folder.rglob("*") if path.suffix in {".yml", ".md", ".lock"} and "texts" not in path.parts
    ]
    return {path.relative_to(project.root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture
def compare(orlan: Project) -> Callable[[], tuple[Change, ...]]:
    """Give a function that tells what changed since the test began."""
    before = read_files(orlan)

    def compare_now() -> tuple[Change, ...]:
        changes = compare_files(before, read_files(orlan))
        assert changes is not None
        return changes

    return compare_now


Compare = Callable[[], tuple[Change, ...]]


@pytest.mark.parametrize(
    ("path", "old", "new", "change"),
    [
        pytest.param(
            CLAIMS,
            C2,
            "Turnout was 58.2.",
            Change("claim", "sentence", "ferry-2040/c2", "Turnout was 58.2.", C2, "Turnout was 58.2."),
            id="a sentence",
        ),
        pytest.param(
            CLAIMS,
            "turnout at 58.2 per cent",
            "at 58.2 per cent",
            Change("claim", "quotation", "ferry-2040/c2", C2, "turnout at 58.2 per cent", "at 58.2 per cent"),
            id="a quotation",
        ),
        pytest.param(
            CLAIMS,
            "to: the-ferry",
            "via: [the-ferry]",
            Change(
                "claim",
                "changed",
                "ferry-2040/c3",
                "Mira Oss did not accept the turnout that the Board gave.",
                fields=("to", "via"),
            ),
            id="who said it",
        ),
        pytest.param(
            CLAIMS,
            "  c2:\n",
            "  c2:\n    withdrawn: {date: 2041-01-01, reason: a slip}\n",
            Change("claim", "withdrawn", "ferry-2040/c2", C2, after="a slip"),
            id="a withdrawal",
        ),
        pytest.param(
            "content/disputes.yml",
            "How many voted",
            "How many people voted",
            Change("dispute", "changed", "orlan-2040-turnout", "How many people voted in 2040?", fields=("question",)),
            id="a dispute",
        ),
        pytest.param(
            "content/elections/orlan-2040.yml",
            "{percent: 52.25}",
            "{percent: 52.3}",
            Change(
                "result",
                "changed",
                "orlan-2040",
                "2040 early election: president, board, preliminary",
                fields=("counts",),
            ),
            id="a result",
        ),
        pytest.param(
            "content/elections/orlan-2040.yml",
            "timing: early",
            "timing: repeat",
            Change("election", "changed", "orlan-2040", "2040 early election", fields=("timing",)),
            id="an election",
        ),
        pytest.param(
            "content/actors/tam-reel.yml",
            "name: Tam Reel",
            "name: Tam Reel\nnote: once",
            Change("actor", "changed", "tam-reel", "Tam Reel", fields=("note",)),
            id="an actor",
        ),
        pytest.param(
            "content/sources/ferry-2040.yml",
            "[Ilo Marsh]",
            "[Ilo March]",
            Change(
                "source",
                "changed",
                "ferry-2040",
                "Board puts Reel ahead as observers doubt the count",
                fields=("authors",),
            ),
            id="a source",
        ),
        pytest.param(
            "content/topics.yml",
            "observation: {label: Election observation}\n",
            "",
            Change("topic", "removed", "observation", "Election observation"),
            id="a topic",
        ),
        pytest.param(
            "content/pages/method.md", "# ", "# On ", Change("page", "changed", "method", "method"), id="a page"
        ),
    ],
)
def test_one_change_is_told_in_one_line(  # noqa: PLR0917 - a table has columns
    orlan: Project, compare: Compare, path: str, old: str, new: str, change: Change
) -> None:
    orlan.edit(path, old, new)
    assert compare() == (change,)


def test_a_new_claim_and_one_that_is_gone(orlan: Project, compare: Compare) -> None:
    text = orlan.read(CLAIMS)
    orlan.write(CLAIMS, text.replace("  c2:\n", "  c9:\n"))
    assert [(change.how, change.id) for change in compare()] == [("new", "ferry-2040/c9"), ("removed", "ferry-2040/c2")]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param(CLAIMS, "claims:\n", "# a comment\nclaims:   # another\n", id="comments"),
        pytest.param(CLAIMS, f"text: {C2}", f'text: "{C2}"', id="marks"),
        pytest.param(CLAIMS, f"text: {C2}", "text:\n      Turnout was\n      58.2 per cent.", id="line breaks"),
        pytest.param(
            "content/actors/tam-reel.yml", "  - {name: Reel, lang: en}", "  - name: Reel\n    lang: en", id="style"
        ),
        pytest.param("content/topics.yml", "results: {label: Results}\n", "results:\n  label: Results\n", id="a block"),
        pytest.param("content/corpus.yml", "[en, ru]", "[en]", id="what only editors set"),
    ],
)
def test_what_readers_can_not_see_is_no_change(orlan: Project, compare: Compare, path: str, old: str, new: str) -> None:
    orlan.edit(path, old, new)
    assert compare() == ()


def test_an_actor_that_gets_a_file_of_its_own_did_not_change(orlan: Project, compare: Compare) -> None:
    line = "lake-watch: {type: organization, classification: observer-mission, name: Lake Watch, side: observer}\n"
    orlan.edit("content/actors.yml", line, "")
    orlan.write(
        "content/actors/lake-watch.yml",
        "type: organization\nclassification: observer-mission\nname: Lake Watch\nside: observer\n",
    )
    assert compare() == ()


def test_a_quotation_that_stands_elsewhere_is_told_also_where_its_file_is_the_same(
    orlan: Project, compare: Compare
) -> None:
    orlan.edit(LOCK, '"paragraphs": [2], "segments": [[196, 220]]', '"paragraphs": [3], "segments": [[296, 320]]')
    place = "paragraph 2, characters 196-220", "paragraph 3, characters 296-320"
    assert compare() == (Change("claim", "place", "ferry-2040/c2", C2, *place),)


@pytest.mark.parametrize(
    ("kind", "old", "new", "what", "label"),
    [
        ("actors", "tam-reel", "reel", "actor", "Tam Reel"),
        ("events", "orlan-2040", "o", "election", "2040 early election"),
        ("sources", "ferry-2040", "f", "source", "Board puts Reel ahead as observers doubt the count"),
        ("topics", "turnout", "t", "topic", "Turnout"),
        ("disputes", "orlan-2040-turnout", "d", "dispute", "How many voted in 2040?"),
        ("claims", "ferry-2040/c2", "ferry-2040/t", "claim", C2),
    ],
)
def test_a_renaming_is_one_change(  # noqa: PLR0917 - a table has columns
    orlan: Project, compare: Compare, kind: Kind, old: str, new: str, what: str, label: str
) -> None:
    write_rewriting(prepare_renaming(orlan.root, Renaming(kind, old, new)))
    assert [(change.what, change.how, change.id, change.label, change.before) for change in compare()] == [
        (what, "moved", new, label, old)
    ]


def test_a_merge_tells_what_became_of_both(orlan: Project) -> None:
    orlan.write("content/actors/quill.yml", "type: person\nname: Quill of the harbour\n")
    orlan.relock()
    before = read_files(orlan)
    write_rewriting(prepare_merging(orlan.root, "quill", "reader-quill"))
    changes = compare_files(before, read_files(orlan)) or ()
    assert [(change.how, change.id, change.fields) for change in changes] == [
        ("changed", "reader-quill", ("names",)),
        ("moved", "reader-quill", ()),
    ]


def test_what_can_not_be_read_is_left_out(orlan: Project, compare: Compare) -> None:
    orlan.edit(CLAIMS, "kind: denial", "kin: denial")
    orlan.edit("content/actors/tam-reel.yml", "type: person", "typ: person")
    assert compare() == ()


def test_without_settings_nothing_can_be_compared(orlan: Project) -> None:
    files = read_files(orlan)
    assert compare_files({"content/topics.yml": "a: {label: A}\n"}, files) is None
    assert compare_files(files, {"content/topics.yml": "a: {label: A}\n"}) is None


def test_compared_with_nothing_all_is_new(orlan: Project) -> None:
    changes = compare_files({}, read_files(orlan)) or ()
    assert {change.how for change in changes} == {"new"}
    assert [sum(change.what == what for change in changes) for what in ("claim", "actor", "source", "result")] == [
        *(6, 7, 1, 1),
    ]
