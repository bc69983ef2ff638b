"""Every id that a record names is an id of the corpus, or one error says which is not."""

import pytest

from generator.load import Content
from generator.references import check_references, name_target
from generator.validate import validate_content
from tests.helpers import Project, show

CLAIMS = "content/claims/ferry-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
MIRA = "content/actors/mira-oss.yml"
ELECTION = "content/elections/orlan-2040.yml"
DISPUTES = "content/disputes.yml"
POSITION = "{label: 58.2 per cent, claims: [ferry-2040/c2]}"

CHANGES = [
    # path, old, new, field, noun, id, hint
    (MIRA, "with: [tam-reel]", "with: [tam-real]", "not_to_be_confused_with", "an actor", "tam-real", "tam-reel"),
    (MIRA, "of: orlan", "of: orland", "of", "an actor", "orland", "orlan"),
    (MIRA, "36~/.., claim: ferry-2040/c1", "36~/.., claim: fery-2040/c1", "claim", "a claim", "fery-2040/c1", "*"),
    (MIRA, "to: tam-reel", "to: tam-rell", "to", "an actor", "tam-rell", "tam-reel"),
    (MIRA, "election: orlan-2040", "election: orlan-2041", "election", "an event", "orlan-2041", "orlan-2040"),
    (MIRA, "2040, claim: ferry-2040/c1", "2040, claim: ferry-2040/c7", "claim", "a claim", "ferry-2040/c7", "*"),
    (MIRA, "lang: en, printed_in: [f", "lang: en, printed_in: [g", "printed_in", "a source", "gerry-2040", "*"),
    (ELECTION, "jurisdiction: orlan", "jurisdiction: orlam", "jurisdiction", "an actor", "orlam", "orlan"),
    (ELECTION, "administered_by: board", "administered_by: bord", "administered_by", "an actor", "bord", "board"),
    (ELECTION, "type: p", "round_of: orlan-2030\ntype: p", "round_of", "an event", "orlan-2030", "*"),
    (ELECTION, "timing: ferry-2040/c1", "timing: ferry-2040/d1", "evidence", "a claim", "ferry-2040/d1", "*"),
    (ELECTION, "nominated_by: self", "nominated_by: selv", "nominated_by", "an actor or self", "selv", "self"),
    (ELECTION, "tam-reel, claim: f", "tam-reel, claim: g", "claim", "a claim", "gerry-2040/c1", "*"),
    (ELECTION, "reported_by: board", "reported_by: boards", "reported_by", "an actor", "boards", "board"),
    (ELECTION, "        claim: ferry", "        claim: berry", "claim", "a claim", "berry-2040/c1", "*"),
    (SOURCE, "publisher: the-ferry", "publisher: the-fery", "publisher", "an actor", "the-fery", "the-ferry"),
    (SOURCE, "language: en", "carried_by: nobody\nlanguage: en", "carried_by", "an actor", "nobody", ""),
    (SOURCE, "by: reader-quill", "by: reader-quil", "by", "an actor", "reader-quil", "reader-quill"),
    (CLAIMS, "elections: [orlan-2040]", "elections: [orlan-204]", "elections", "an event", "orlan-204", "*"),
    (CLAIMS, "claims:\n", "reporter: the-fery\nclaims:\n", "reporter", "an actor", "the-fery", "the-ferry"),
    (CLAIMS, "speaker: mira-oss", "speaker: mira-os", "speaker", "an actor", "mira-os", "mira-oss"),
    (CLAIMS, "to: the-ferry", "to: the-fery", "to", "an actor", "the-fery", "the-ferry"),
    (CLAIMS, "to: the-ferry", "via: [board, bord]", "via", "an actor", "bord", "board"),
    (CLAIMS, "to: the-ferry", "reporter: fery", "reporter", "an actor", "fery", "*"),
    (CLAIMS, "about: [tam-reel, m", "about: [tam-reel, n", "about", "an actor", "nira-oss", "mira-oss"),
    (CLAIMS, "topics: [turnout]\n  c3", "topics: [turnuot]\n  c3", "topics", "a topic", "turnuot", "turnout"),
    (CLAIMS, "[orlan-2036]", "[orlan-2035]", "elections", "an event", "orlan-2035", "*"),
    (DISPUTES, "[ferry-2040/c3]", "[ferry-2040/c30]", "claims", "a claim", "ferry-2040/c30", "ferry-2040/c3"),
    (DISPUTES, "  question", "  elections: [orlan]\n  question", "elections", "an event", "orlan", "*"),
    (DISPUTES, "  question", "  topics: [result]\n  question", "topics", "a topic", "result", "results"),
    (DISPUTES, "  question", "  status: settled\n  settled_by: a/c1\n  question", "settled_by", "a claim", "a/c1", ""),
    ("content/topics.yml", "broader: results", "broader: result", "broader", "a topic", "result", "results"),
    ("content/corpus.yml", "kinds: [", "topics: [law], kinds: [", "topics", "a topic", "law", ""),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "field", "noun", "wrong", "right"),
    CHANGES,
    ids=[f"{path.split('/')[1]}-{field}-{wrong}" for path, _, _, field, _, wrong, _ in CHANGES],
)
def test_a_wrong_id_gives_one_error(  # noqa: PLR0917 - a table has columns
    orlan: Project, path: str, old: str, new: str, field: str, noun: str, wrong: str, right: str
) -> None:
    orlan.edit(path, old, new)
    first, _, hint = "\n".join(orlan.errors()).partition("\n  hint: ")
    line, column = map(int, first.split(":")[1:3])
    assert orlan.read(path).splitlines()[line - 1][column - 1 :].startswith(wrong)
    assert (
        first == f"{path}:{line}:{column}: error: {field} must name {noun} of this corpus, found {wrong} [unknown-id]"
    )
    if right == "":
        assert hint == f"add {wrong}, or correct the id"
    elif right == "*":
        assert hint.startswith("did you mean ")
    else:
        assert hint == f"did you mean {right}?"


def test_the_outcome_of_a_prediction_is_a_claim(orlan: Project) -> None:
    orlan.edit(CLAIMS, "date: 2040-05-08", "outcome: [{claim: ferry-2041/c1, bears_out: true}]")
    assert orlan.errors() == [
        (
            f"{CLAIMS}:46:23: error: claim must name a claim of this corpus, found ferry-2041/c1 [unknown-id]\n"
            "  hint: did you mean ferry-2040/c1?"
        )
    ]


def test_options_may_be_given_as_a_number_that_a_claim_carries(orlan: Project) -> None:
    orlan.edit(ELECTION, "    office:", "    options_stated: {count: 3, claim: ferry-2040/c99}\n    office:")
    assert orlan.errors() == [
        (
            f"{ELECTION}:11:39: error: claim must name a claim of this corpus, found ferry-2040/c99 [unknown-id]\n"
            "  hint: did you mean ferry-2040/c6?"
        )
    ]


@pytest.mark.parametrize("word", ["against-all", "yes", "no"])
def test_some_options_are_no_actors(orlan: Project, word: str) -> None:
    orlan.edit(ELECTION, "option: against-all", f"option: {word}")
    assert orlan.errors() == []


def test_an_option_that_nobody_is_gives_one_error_though_results_count_it(orlan: Project) -> None:
    orlan.edit(ELECTION, "option: tam-reel", "option: tam-real")
    assert orlan.errors() == [
        (
            f"{ELECTION}:14:18: error: option must name an actor or against-all, yes, no of this corpus, "
            f"found tam-real "
            "[unknown-id]\n  hint: did you mean tam-reel?"
        )
    ]


@pytest.mark.parametrize(
    ("wrong", "hint"), [("tam-real", "did you mean tam-reel?"), ("board", "add it to options:")], ids=str
)
def test_results_count_options_only(orlan: Project, wrong: str, hint: str) -> None:
    orlan.edit(ELECTION, "tam-reel: {percent", f"{wrong}: {{percent")
    column = 11 + len(wrong) + 2
    assert orlan.errors() == [
        (
            f"{ELECTION}:25:{column}: error: counts must hold options of the contest only, found {wrong} "
            f"[option-not-on-ballot]\n  hint: {hint}"
        )
    ]


def test_a_claim_file_has_its_source(orlan: Project) -> None:
    orlan.write("content/claims/fery-2040.yml", "claims:\n  c1: {text: x, quote: y, kind: event, topics: [turnout]}\n")
    assert orlan.errors() == [
        (
            "content/claims/fery-2040.yml:1:1: error: a claim file must have a source of the same name, "
            "found no content/sources/fery-2040.yml [pair-missing]\n  hint: did you mean ferry-2040?"
        )
    ]


def test_a_source_has_its_claim_file(orlan: Project) -> None:
    orlan.write("content/sources/gull-2040.yml", orlan.read(SOURCE))
    orlan.write("content/texts/gull-2040.txt", orlan.read("content/texts/ferry-2040.txt"))
    assert orlan.errors() == [
        (
            "content/sources/gull-2040.yml:1:1: error: a source must have a claim file of the same name, "
            "found no content/claims/gull-2040.yml [pair-missing]\n  hint: annotate the source"
        )
    ]


def test_two_halves_that_differ_by_a_slip_give_one_error(orlan: Project) -> None:
    orlan.write("content/claims/fery-2040.yml", orlan.read(CLAIMS))
    (orlan.root / CLAIMS).unlink()
    assert orlan.errors() == [
        (
            f"{SOURCE}:1:1: error: a source must have a claim file of the same name, "
            "found no content/claims/ferry-2040.yml [pair-missing]\n  hint: did you mean fery-2040?"
        )
    ]


@pytest.mark.parametrize("place", ["ferry-2040", "ferry-2040/", "ferry-2040/x", "/2", "ferry-2040/0", "gull/9-1"])
def test_only_at_names_paragraphs_of_a_source(orlan: Project, place: str) -> None:
    orlan.edit(MIRA, "{name: Oss, lang: en", f"{{name: Oss, lang: en, only_at: [ferry-2040/2, {place}]")
    assert orlan.errors() == [
        (
            f"{MIRA}:5:51: error: only_at must be written as SOURCE/PARAGRAPHS, such as morrow-herald/3, "
            f"5-6, found {place} "
            "[invalid-value]\n  hint: correct the value"
        )
    ]


@pytest.mark.parametrize("path", ["content/actors/tam-reel.yml", ELECTION])
def test_only_at_names_a_source_that_there_is(orlan: Project, path: str) -> None:
    names = "names: [{name: T, lang: en, only_at: [fery-2040/2]}]\n"
    orlan.write(path, names + orlan.read(path).replace("names:\n  - {name: Reel, lang: en}\n", ""))
    assert orlan.errors() == [
        (
            f"{path}:1:39: error: only_at must name a source of this corpus, found fery-2040 [unknown-id]\n"
            "  hint: did you mean ferry-2040?"
        )
    ]
    orlan.edit(path, "fery-2040/2", "tern/2")
    (error,) = orlan.errors()
    assert error.endswith("found tern [unknown-id]\n  hint: correct the id")


@pytest.mark.parametrize("path", [CLAIMS, SOURCE])
def test_only_at_may_name_a_source_of_which_only_half_is_there(orlan: Project, path: str) -> None:
    orlan.edit(MIRA, "{name: Oss, lang: en", "{name: Oss, lang: en, only_at: [ferry-2040/2, gull/2]")
    half = path.replace("ferry-2040", "gull")
    orlan.write(half, orlan.read(path))
    assert [error.partition(":")[0] for error in orlan.errors()] == [half]


SETTINGS = "title: x\nlanguages: [en]\nclaim_kinds: {figure: x}\n"
VOTE = "name: x\ntype: x\n"
OPTION = (
    f"{VOTE}contests: [{{id: c, kind: candidate, options: [{{option: yes, nominated_by: tern, claim: gull/c1}}]}}]\n"
)
CLAIM = "claims:\n  c1: {text: x, quote: y, kind: figure}\n"
RECORDED = (
    "title: x\ntype: x\npublisher: board\ndate: 2019\ndate_basis: printed\nlanguage: en\n"
    "rights: {level: excerpt, statement: 'https://x', basis: x}\nsections: [{kind: body, paragraphs: 1}]\n"
)
BOARD = "type: organization\nname: x\n"
PAIR = {"content/sources/gull.yml": RECORDED, "content/claims/gull.yml": CLAIM, "content/actors/board.yml": BOARD}


@pytest.mark.parametrize(
    ("files", "unread"),
    [
        pytest.param({"content/elections/a.yml": OPTION}, {"content/actors/tern.yml"}, id="who nominates"),
        pytest.param({"content/elections/a.yml": OPTION}, {"content/actors"}, id="who nominates, of a folder"),
        pytest.param({"content/elections/a.yml": f"{VOTE}round_of: b\n"}, {"content/elections/b.yml"}, id="an event"),
        pytest.param(
            {"content/elections/a.yml": f"{VOTE}round_of: b\n"}, {"content/elections"}, id="an event of a folder"
        ),
        pytest.param(
            {"content/elections/a.yml": f"{VOTE}round_of: b\n", "content/elections/выборы.yml": VOTE},
            set(),
            id="an event that may be the one whose id is none",
        ),
        pytest.param(
            {"content/actors/oss.yml": f"{BOARD}names: [{{name: y, lang: en, only_at: [tern/2]}}]\n"},
            {"content/sources/tern.yml"},
            id="a source that limits a name",
        ),
        pytest.param({"content/claims/tern.yml": CLAIM}, {"content/sources"}, id="the other half of a claim file"),
        pytest.param({"content/claims/tern.yml": CLAIM}, {"content/sources/tern.yml"}, id="that half by itself"),
        pytest.param({"content/sources/tern.yml": RECORDED}, {"content/claims"}, id="the other half of a source"),
    ],
)
def test_what_can_not_be_read_may_be_named(files: dict[str, str], unread: set[str]) -> None:
    whole = {"content/corpus.yml": SETTINGS, **PAIR, **files}
    corpus, _ = validate_content(Content(whole, {}, {}, None, unread=frozenset(unread)))
    assert corpus is not None
    assert not show(tuple(check_references(corpus)))


def test_a_broken_file_excuses_no_record_of_another_kind(orlan: Project) -> None:
    orlan.edit(CLAIMS, "claims:\n", "claims:\n\t")
    orlan.edit(MIRA, "of: orlan", "of: ferry-2040")
    told = [error.partition(" error: ")[2].partition(" [")[0] for error in orlan.errors()]
    assert "of must name an actor of this corpus, found ferry-2040" in told
    assert len(told) == 2


@pytest.mark.parametrize(
    ("record", "field", "noun"),
    [
        ("Role", "of", "actor"),
        ("Role", "claim", "claim"),
        ("Name", "printed_in", "source"),
        ("Claim", "topics", "topic"),
        ("Claim", "elections", "event"),
        ("Claim", "about", "actor"),
        ("Option", "nominated_by", "actor or self"),
        ("Role", "role", ""),
    ],
)
def test_what_a_field_names_is_one_word(record: str, field: str, noun: str) -> None:
    assert name_target(record, field) == noun
