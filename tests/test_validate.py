"""Files become records; what is unsound is set aside, and the rest is still checked."""

import pytest

from generator.load import Content
from generator.memo import Memo
from generator.model import Corpus
from generator.validate import validate_content
from tests.helpers import Project, show

CLAIMS = "content/claims/ferry-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
TAM = "content/actors/tam-reel.yml"
SETTINGS = "title: x\nlanguages: [en]\nclaim_kinds: {figure: x}\n"
TWO_CLAIMS = (
    "claims:\n  c1: {text: x, quote: x, kind: figure, topics: [a]}\n  c2: {text: x, kind: figure, topics: [a]}\n"
)
PLACE = "type: place\nname: x\n"


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
            {"content/corpus.yml": SETTINGS, "content/trials/b.yml": "name: x\ntype: x\n"},
            "content/trials/b.yml:1:1: error: a folder of content/ must be one of actors, elections, sources, claims "
            "and pages, found trials [unknown-folder]\n"
            "  hint: rename it, or set folder: trials of event: in corpus.yml",
            id="a folder like no other",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/sources/b.yml": "type: place\nname: x\n"},
            "content/sources/b.yml:1:1: error: a file of sources/ must hold what belongs there, found what reads like "
            "one of actors/ [wrong-folder]\n  hint: move it to content/actors/",
            id="an actor among the sources",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/actors.yml": "- a\n"},
            "content/actors.yml:1:1: error: actors.yml must be a mapping of ids, found a list [invalid-type]\n"
            "  hint: write ID: {FIELD: VALUE}, one record a line",
            id="a list of actors",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/topics.yml": "a: x\nb: {label: x}\n"},
            "content/topics.yml:1:4: error: a record must be a mapping, found the text 'x' [invalid-type]\n"
            "  hint: write its fields, of which there are label, definition, broader, not_stated",
            id="a topic that is a text",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/topics.yml": "nul: {label: x}\n"},
            "content/topics.yml:1:1: error: an id must not be the name of a device, with which Windows can't make a "
            "file, found nul [invalid-id]\n  hint: rename it, and what refers to it",
            id="the name of a device",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/claims/a.yml": "- elections: []\n"},
            "content/claims/a.yml:1:1: error: a record must be a mapping, found a list [invalid-type]\n"
            "  hint: write its fields, of which there are elections, reporter, date, claims",
            id="a list in the place of a claim file",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/claims/a.yml": "claims: [x]\n"},
            "content/claims/a.yml:1:9: error: claims must be a mapping, found a list [invalid-type]\n"
            "  hint: write KEY: VALUE, one a line",
            id="a list of claims",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/claims/a.yml": "claims: {}\n"},
            "content/claims/a.yml:1:9: error: claims must not be empty [empty-value]\n"
            "  hint: fill in claims, or remove it",
            id="no claims",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/claims/a.yml": f"elections: x\n{TWO_CLAIMS}"},
            "content/claims/a.yml:1:12: error: elections must be a list, found the text 'x' [invalid-type]\n"
            "  hint: write [x]\n"
            "content/claims/a.yml:4:3: error: quote must be given, found nothing [missing-field]\n  hint: add quote:",
            id="a default and a claim are unsound",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS.replace("[en]", "[en, xx]")},
            "content/corpus.yml:2:17: error: a language must be one of en, found xx [language-unknown]\n"
            "  hint: add content/locale/xx.po, or leave the language out",
            id="a language that the interface doesn't know",
        ),
        pytest.param(
            {"content/corpus.yml": SETTINGS, "content/moved.yml": "x: actors/b\n"},
            "content/moved.yml:1:1: error: a key must be FOLDER/ID or claims/SOURCE/CLAIM, such as "
            "actors/ana-miro, found x [invalid-id]\n"
            "  hint: write it without the site's address and without a slash at an end",
            id="an address that moved",
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


def read_corpus(files: dict[str, str], memo: Memo | None = None) -> Corpus:
    corpus, _ = validate_content(Content({"content/corpus.yml": SETTINGS, **files}, {}, {}, None), memo)
    assert corpus is not None
    return corpus


def test_of_two_records_of_one_id_the_first_path_counts() -> None:
    corpus = read_corpus({"content/actors/b.yml": PLACE, "content/actors.yml": "b: {type: place, name: first}\n"})
    assert corpus.actors["b"].name == "first"
    assert corpus.paths == {"actors/b": "content/actors.yml"}


def test_a_file_in_a_folder_is_one_record_also_with_the_name_of_a_list() -> None:
    assert list(read_corpus({"content/actors/topics.yml": PLACE}).actors) == ["topics"]


def test_a_list_that_nobody_reads_is_refused() -> None:
    assert codes_of({"content/corpus.yml": SETTINGS, "content/other.yml": PLACE}) == ["unknown-folder"]


def test_a_record_with_every_field_is_in_its_own_folder() -> None:
    defaults = "elections: [a]\nreporter: b\ndate: 2040\n"
    claims = TWO_CLAIMS.replace("c2: {", "c2: {quote: y, ")
    assert codes_of({"content/corpus.yml": SETTINGS, "content/claims/a.yml": defaults + claims}) == []


def test_fields_that_are_not_indented_are_no_records_but_what_follows_them_is() -> None:
    files = {"content/topics.yml": "a:\nlabel: x\nbroader: y\nb: {label: x}\n"}
    assert codes_of({"content/corpus.yml": SETTINGS, **files}) == ["invalid-type"]
    corpus = read_corpus(files)
    assert list(corpus.topics) == ["b"]
    assert corpus.set_aside == {"topics/a"}


def test_addresses_that_moved_are_read() -> None:
    moved = read_corpus({"content/moved.yml": "actors/a: actors/b\n"}).moved
    assert moved is not None
    assert moved.addresses == {"actors/a": "actors/b"}


def test_what_a_memo_knows_is_not_read_again() -> None:
    files, memo = {"content/actors/a.yml": PLACE, "content/actors/b.yml": PLACE}, Memo()
    first = read_corpus(files, memo)
    again = read_corpus({**files, "content/actors/b.yml": PLACE.replace("x", "y")}, memo)
    assert again.actors["a"] is first.actors["a"]
    assert [first.actors["b"].name, again.actors["b"].name] == ["x", "y"]


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        ({"content/actors/Mira_Oss.yml": PLACE}, {"actors/mira-oss"}),
        ({"content/topics.yml": "выборы: {label: x}\n"}, {"topics/*"}),
        ({"content/topics.yml": "nul: {label: x}\n"}, {"topics/nul"}),
        ({"content/sources/b.yml": PLACE}, {"actors/b", "sources/b"}),
        ({"content/claims/a.yml": TWO_CLAIMS}, {"claims/a/c2"}),
    ],
)
def test_ids_of_what_is_unsound_are_remembered_and_it_is_left_out(files: dict[str, str], ids: set[str]) -> None:
    corpus = read_corpus(files)
    assert corpus.set_aside == ids
    assert not corpus.actors
    assert not corpus.topics
    assert [list(claim_file.claims) for claim_file in corpus.claim_files.values()] in ([], [["c1"]])


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


def test_without_settings_the_syntax_of_every_file_is_still_told_once() -> None:
    files = {"content/corpus.yml": "title: [\n", "content/actors.yml": "a: {\n", "content/topics.yml": "a: x\n"}
    _, problems = validate_content(Content(files, {}, {}, None))
    assert [f"{problem.place.path} {problem.code}" for problem in problems] == [
        "content/corpus.yml yaml-syntax",
        "content/actors.yml yaml-syntax",
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
        ("content/actors/tern", {"actors/tern"}),
        ("content/actors/topics.yml", {"actors/topics"}),
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
