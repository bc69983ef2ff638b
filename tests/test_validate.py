"""Files become records; what is unsound is set aside, and the rest is still checked."""

import pytest

from generator.load import Content
from generator.validate import validate_content
from tests.helpers import Project, show

CLAIMS = "content/claims/ferry-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
TAM = "content/actors/tam-reel.yml"
SETTINGS = "title: x\nlanguages: [en]\nclaim_kinds: {figure: x}\n"


def codes(project: Project) -> list[str]:
    return [f"{problem.place.path} {problem.code}" for problem in project.check() if problem.severity == "error"]


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        pytest.param(TAM, "type: person", "type: persn", "invalid-value", id="an actor is unsound"),
        pytest.param(TAM, "type: person", "type: 'person", "yaml-syntax", id="an actor's file is broken"),
        pytest.param(TAM, "type: person", "type: person\ntype: person", "duplicate-key", id="a key stands twice"),
        pytest.param("content/actors.yml", "orlan: {", "orlan: {{[", "yaml-key", id="actors.yml is broken"),
        pytest.param("content/actors.yml", "orlan: {", "orlan: {'", "yaml-syntax", id="actors.yml has no end"),
        pytest.param("content/actors.yml", "board: {", "board: &b {", "yaml-alias", id="actors.yml has an anchor"),
        pytest.param(
            "content/actors.yml", "lake-watch: {t", "lake-watch: {d", "unknown-field", id="an actor in a list"
        ),
        pytest.param("content/topics.yml", "results: {", "results: {'", "yaml-syntax", id="topics.yml is broken"),
        pytest.param("content/topics.yml", "results: {label", "results: {lable", "unknown-field", id="a topic"),
        pytest.param("content/disputes.yml", "kind: dis", "kind: this", "invalid-value", id="a dispute"),
        pytest.param("content/elections/orlan-2036.yml", "2036?", "2036??", "invalid-date", id="an election"),
        pytest.param(SOURCE, "title:", "titel:", "unknown-field", id="a source"),
        pytest.param(SOURCE, "date_basis: printed", "date_basis: 'printed", "yaml-syntax", id="a source's file"),
        pytest.param(CLAIMS, "claims:\n", "claims:\n\t", "yaml-syntax", id="a claim file"),
        pytest.param(CLAIMS, "    happened:", "    hapened:", "unknown-field", id="a claim that others rest on"),
        pytest.param(
            CLAIMS, "elections: [orlan-2040]\nc", "election: [orlan-2040]\nc", "unknown-field", id="a default"
        ),
        pytest.param("content/corpus.yml", "title:", "titel:", "unknown-field", id="corpus.yml"),
        pytest.param("content/corpus.yml", "title: ", "title: [", "yaml-syntax", id="corpus.yml is broken"),
    ],
)
def test_what_follows_from_an_error_is_not_reported(orlan: Project, path: str, old: str, new: str, code: str) -> None:
    orlan.edit(path, old, new)
    assert codes(orlan) == [f"{path} {code}"]
    following = {"actor-uncited", "paragraph-without-claim", "spelling-unsourced"}
    assert not following & {problem.code for problem in orlan.check()}


def test_one_unsound_claim_is_set_aside_and_the_others_are_checked(orlan: Project) -> None:
    orlan.edit(CLAIMS, "    status: preliminary", "    statos: preliminary")
    orlan.edit(CLAIMS, "turnout at 58.2", "turnout at 58.3")
    orlan.edit(CLAIMS, "speaker: lake-watch", "speaker: lake-wotch")
    orlan.edit(CLAIMS, "kind: prediction", "kind: predicton")
    assert codes(orlan) == [
        f"{CLAIMS} unknown-field",
        f"{CLAIMS} number-differs",
        f"{CLAIMS} unknown-id",
        f"{CLAIMS} unknown-word",
    ]


def test_a_file_whose_claims_are_all_unsound_is_set_aside(orlan: Project) -> None:
    orlan.write(CLAIMS, "claims:\n  c1: {text: x}\n  c2: y\n")
    assert codes(orlan) == [f"{CLAIMS} missing-field", f"{CLAIMS} missing-field", f"{CLAIMS} invalid-type"]


def test_a_wrong_id_is_still_told_beside_a_broken_file(orlan: Project) -> None:
    orlan.edit(TAM, "type: person", "type: 'person")
    orlan.edit(CLAIMS, "speaker: mira-oss", "speaker: mira-os")
    assert codes(orlan) == [f"{TAM} yaml-syntax", f"{CLAIMS} unknown-id"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {},
            "content/corpus.yml:1:1: error: a corpus must say what it is in content/corpus.yml, found no such file "
            "[corpus-missing]\n  hint: write it: title, languages, claim_kinds",
            id="no corpus.yml",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/actors/Mira_Oss.yml": "type: person\nname: x\n"},
            "content/actors/Mira_Oss.yml:1:1: error: an id must be lowercase ASCII letters, digits and single hyphens, "
            "found Mira_Oss [invalid-id]\n  hint: did you mean mira-oss?",
            id="a file's name is no id",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/topics.yml": "ok: {label: x}\nвыборы: {label: x}\n"},
            "content/topics.yml:2:1: error: an id must be lowercase ASCII letters, digits and single hyphens, "
            "found выборы [invalid-id]\n  hint: rename it, and what refers to it",
            id="a key is no id",
        ),
        pytest.param(
            {
                "content/corpus.yml": SETTINGS,
                "content/actors.yml": "a: {type: place, name: x}\nb: {type: place, name: x}\n",
                "content/actors/b.yml": "type: place\nname: x\n",
            },
            "content/actors/b.yml:1:1: error: an id must stand once, found b also in content/actors.yml "
            "[duplicate-id]\n  hint: remove one of the two",
            id="an actor in two files",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/actor/b.yml": "type: place\nname: x\n"},
            "content/actor/b.yml:1:1: error: a folder of content/ must be one of actors, elections, "
            "sources, claims and "
            "pages, found actor [unknown-folder]\n  hint: did you mean actors?",
            id="a folder that nobody reads",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/actors.yml": "- a\n"},
            "content/actors.yml:1:1: error: actors.yml must be a mapping of ids, found a list [invalid-type]\n"
            "  hint: write ID: {FIELD: VALUE}, one record a line",
            id="a list of actors",
        ),
    ],
)
def test_message(files: dict[str, str], expected: str) -> None:
    _, problems = validate_content(Content(files, {}, {}, None))
    assert show(problems) == expected


def test_the_folder_of_events_is_named_in_corpus_yml() -> None:
    settings = SETTINGS + "event: {folder: trials, noun: trial, plural: trials}\n"
    files = {"content/corpus.yml": settings, "content/trials/a.yml": "name: x\ntype: x\n"}
    corpus, problems = validate_content(Content(files, {}, {}, None))
    assert not problems
    assert corpus is not None
    assert list(corpus.elections) == ["a"]
    assert list(corpus.paths.values()) == ["content/trials/a.yml"]
    assert codes_of({**files, "content/elections/b.yml": "name: x\ntype: x\n"}) == ["unknown-folder"]


def codes_of(files: dict[str, str]) -> list[str]:
    return [problem.code for problem in validate_content(Content(files, {}, {}, None))[1]]


def test_pages_are_kept_by_their_names() -> None:
    files = {"content/corpus.yml": SETTINGS, "content/pages/home.md": "Hello\n"}
    corpus, _ = validate_content(Content(files, {}, {}, None))
    assert corpus is not None
    assert corpus.pages == {"home": "Hello\n"}


def test_every_problem_of_every_file_is_told_at_once() -> None:
    files = {
        "content/corpus.yml": SETTINGS,
        "content/topics.yml": "a: {lable: x}\nb: {label: ''}\n",
        "content/actors/x.yml": "type: person\n",
        "content/sources/y.yml": "a: 1\na: 2\n",
        "content/claims/z.yml": "claims: [\n",
        "content/disputes.yml": "",
    }
    assert sorted(codes_of(files)) == [
        *("duplicate-key", "empty-value", "missing-field", "unknown-field", "yaml-empty", "yaml-syntax"),
    ]


def list_set_aside(*unread: str) -> frozenset[str]:
    corpus, _ = validate_content(Content({"content/corpus.yml": SETTINGS}, {}, {}, None, unread=frozenset(unread)))
    assert corpus is not None
    return corpus.set_aside


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("content/topics.yml", {"topics/*"}),
        ("content/actors.yml", {"actors/*"}),
        ("content/actors", {"actors/*"}),
        ("content/sources", {"sources/*"}),
        ("content/actors/tern.yml", {"actors/tern"}),
    ],
)
def test_ids_of_what_can_not_be_read_are_remembered(path: str, ids: set[str]) -> None:
    assert list_set_aside(path) == ids


def test_a_record_in_the_folder_of_another_kind_is_led_to_its_own_only_where_it_is_sound_there(orlan: Project) -> None:
    actor = orlan.read(TAM)
    orlan.write("content/sources/tern.yml", actor.replace("Tam Reel", "Ada Tern"))
    (error,) = [error for error in orlan.errors() if "wrong-folder" in error]
    assert error.endswith("move it to content/actors/")
    orlan.edit("content/sources/tern.yml", "type: person", "type: [person]")
    assert [error for error in orlan.errors() if "wrong-folder" in error] == []
