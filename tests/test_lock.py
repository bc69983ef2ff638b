"""The lock is written sorted, one entry a line, and read back as it was."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence import Anchor, Evidence, Mentions, Reading
from generator.lock import hold_anchors, hold_mentions, list_anchors, list_text_digests, read_lock, write_lock
from tests.helpers import LOCK, ORLAN, Project, show

HEADER = "# Written by `asreported lock` from the source texts. Do not edit; on a merge conflict, run it again.\n"
ANCHOR = Anchor(
    "5e1", ((3, 9), (12, 20)), (2, 3), ((0, 2), (3, 4)), ("some “words”", "слова"), "some", ("quote-short",)
)


def test_form() -> None:
    evidence = Evidence(
        {"gull": Reading("ab", (5, 7))},
        {"gull/c1": ANCHOR, "gull/c2": Anchor("x", ((0, 1),), (1,), ((0, 1),), ("a",), "a")},
        {"mira": Mentions("99", {"gull": {"Мира": (1, 1)}})},
    )
    assert write_lock(evidence) == HEADER + (
        '{"actor": "mira", "spellings": "99", "found": {"gull": {"Мира": [1, 1]}}}\n'
        '{"claim": "gull/c1", "selector": "5e1", "paragraphs": [2, 3], "segments": [[3, 9], [12, 20]], '
        '"word_ranges": [[0, 2], [3, 4]], "printed": ["some “words”", "слова"], "words": "some", '
        '"warnings": ["quote-short"]}\n'
        '{"claim": "gull/c2", "selector": "x", "paragraphs": [1], "segments": [[0, 1]], "word_ranges": [[0, 1]], '
        '"printed": ["a"], "words": "a"}\n'
        '{"source": "gull", "sha256": "ab", "words": [5, 7]}\n'
    )


def test_entries_are_sorted_by_kind_then_id_and_claims_by_number() -> None:
    refs = ["b/c1", "a/c10", "a/c9", "a/c1", "a/summary", "a-b/c2"]
    evidence = Evidence(
        {"z": Reading("", ()), "b": Reading("", ())},
        dict.fromkeys(refs, ANCHOR),
        {"y": Mentions(""), "x": Mentions("")},
    )
    entries = [json.loads(line) for line in write_lock(evidence).splitlines()[1:]]
    assert [next(iter(entry.items())) for entry in entries] == [
        *(("actor", "x"), ("actor", "y")),
        # A key without a number comes before those with one.
        *(
            ("claim", "a/summary"),
            ("claim", "a/c1"),
            ("claim", "a/c9"),
            ("claim", "a/c10"),
            ("claim", "a-b/c2"),
            ("claim", "b/c1"),
        ),
        *(("source", "b"), ("source", "z")),
    ]


IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
PAIRS = st.lists(st.tuples(st.integers(0), st.integers(0)), min_size=1, max_size=3).map(tuple)
NUMBERS = st.lists(st.integers(0), max_size=4).map(tuple)
TEXTS = st.lists(st.text(), max_size=3).map(tuple)
EVIDENCE = st.builds(
    Evidence,
    st.dictionaries(IDS, st.builds(Reading, st.text(), NUMBERS), max_size=3),
    st.dictionaries(
        st.tuples(IDS, IDS).map("/".join),
        st.builds(Anchor, st.text(), PAIRS, NUMBERS, PAIRS, TEXTS, st.text(), TEXTS),
        max_size=3,
    ),
    st.dictionaries(
        IDS,
        st.builds(
            Mentions, st.text(), st.dictionaries(IDS, st.dictionaries(st.text(), NUMBERS, max_size=2), max_size=2)
        ),
        max_size=3,
    ),
)


@given(EVIDENCE)
def test_a_lock_read_back_is_the_same(evidence: Evidence) -> None:
    text = write_lock(evidence)
    assert read_lock(text) == (evidence, ())
    assert read_lock(text.replace("\n", "\r\n")) == (evidence, ())
    assert write_lock(read_lock(text)[0]) == text
    entries = len(evidence.readings) + len(evidence.anchors) + len(evidence.mentions)
    assert text.count("\n") == 1 + entries


@given(EVIDENCE, EVIDENCE)
def test_what_was_found_changes_nothing_of_what_is_read(evidence: Evidence, other: Evidence) -> None:
    text = write_lock(evidence)
    for found in (evidence.anchors, other.anchors, {**other.anchors, **evidence.anchors}):
        for mentions in (hold_mentions(evidence.mentions), hold_mentions(other.mentions)):
            assert read_lock(text, list_anchors(found), mentions) == (evidence, ())


def test_lines_that_say_what_was_found_need_not_be_read() -> None:
    mentions = {"post": Mentions("x"), "mira": Mentions("y", {"gull": {"Mira": (1,)}})}
    text = write_lock(Evidence({}, dict.fromkeys(("gull/c2", "gull/c10", "tern/c1", "auk/c1"), ANCHOR), mentions))
    found = {"gull": hold_anchors(dict.fromkeys(("c10", "c2"), ANCHOR)), "tern": hold_anchors({"c2": ANCHOR})}
    held = hold_mentions(mentions)
    (read, problems) = read_lock(text.replace('{"claim": "auk', '{"claim: "auk'), found, held)
    assert read.mentions is held.by_actor
    assert list_anchors(read.anchors)["gull"] is found["gull"]
    assert read == Evidence({}, dict.fromkeys(("gull/c10", "gull/c2", "tern/c1"), ANCHOR), mentions)
    assert [problem.place.line for problem in problems] == [4]


def test_a_line_in_another_form_counts_beside_those_that_need_not_be_read() -> None:
    anchors = dict.fromkeys(("gull/c1", "gull/c2"), ANCHOR)
    found = {"gull": hold_anchors({"c1": ANCHOR})}
    mentions = {"post": Mentions("x"), "mira": Mentions("y", {"gull": {"Mira": (1,)}})}
    text = write_lock(Evidence({}, anchors, mentions))
    for entry in ('"claim": "gull/c2"', '"actor": "post"'):
        text = text.replace(f"{{{entry}", f"{{ {entry}")
    held = hold_mentions({"mira": mentions["mira"]})
    assert read_lock(text, found, held) == (Evidence({}, anchors, mentions), ())
    other = text.replace('"y"', '"z"')
    assert read_lock(other, found, held)[0].mentions["mira"] == Mentions("z", mentions["mira"].found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ferry-2040/c2", "ferry-2040/c²"),
        ("ferry-2040/c2", f"ferry-2040/c{'9' * 5_000}"),
        ("ferry-2040/c2", r"ferry-2040/c\ud800"),
        ("turnout at 58.2", r"turnout \ud800 58.2"),
    ],
    ids=["no plain digit", "a long number", "half a sign in a key", "half a sign in words"],
)
def test_an_odd_entry_is_refused_like_any_that_is_behind(orlan: Project, old: str, new: str) -> None:
    lock = orlan.read(LOCK)
    line = next(line for line in lock.split("\n") if '"ferry-2040/c2"' in line)
    orlan.write(LOCK, f"{lock}{line.replace(old, new)}\n")
    assert [problem.code for problem in orlan.check() if problem.severity == "error"] == ["lock-stale"]
    assert orlan.relock() == lock


def test_an_actor_in_another_form_is_refused(orlan: Project) -> None:
    lock = orlan.read(LOCK)
    orlan.write(LOCK, f'{lock}{{ "actor": "ghost", "spellings": "", "found": {{}}}}\n')
    (error,) = orlan.errors()
    assert "found ghost" in error


@given(EVIDENCE, st.randoms(use_true_random=False))
def test_the_order_of_what_was_found_does_not_matter(evidence: Evidence, random: Random) -> None:
    def shuffle(entries: dict[str, object]) -> dict[str, object]:
        keys = list(entries)
        random.shuffle(keys)
        return {key: entries[key] for key in keys}

    shuffled = Evidence(*(shuffle(dict(part)) for part in (evidence.readings, evidence.anchors, evidence.mentions)))  # type: ignore[arg-type]
    assert write_lock(shuffled) == write_lock(evidence)


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "=======",
        "not JSON",
        "[]",
        "17",
        "null",
        '"source"',
        "{}",
        '{"source": "a"}',
        '{"source": ["a"], "sha256": "", "words": []}',
        '{"source": 17, "sha256": "", "words": []}',
        '{"source": "a", "sha256": "", "words": "many"}',
        '{"source": "a", "sha256": "", "words": [Infinity]}',
        '{"actor": "a", "spellings": "", "found": []}',
        '{"actor": "a", "spellings": "", "found": {"b": {"c": "d"}}}',
        '{"claim": "a/c1"}',
        (
            '{"claim": "a", "selector": "", "paragraphs": [1], "segments": [[0, 1]], "word_ranges": [[0, 1]], '
            '"printed": [], "words": ""}'
        ),
        (
            '{"claim": "a/c1", "selector": "", "paragraphs": [1], "segments": [], "word_ranges": [[0, 1]], '
            '"printed": [], "words": ""}'
        ),
        (
            '{"claim": "a/c1", "selector": "", "paragraphs": [1], "segments": [[1, 2, 3]], "word_ranges": [[0, 1]], '
            '"printed": [], "words": ""}'
        ),
        "[" * 100_000,
    ],
    ids=lambda line: line[:60],
)
def test_a_line_that_is_no_entry_is_refused_and_the_others_are_read(line: str) -> None:
    evidence, problems = read_lock(f'{HEADER}{line}\n{{"source": "b", "sha256": "c", "words": [1]}}\n')
    assert evidence == Evidence({"b": Reading("c", (1,))})
    assert show(problems) == (
        f"{LOCK}:2:1: error: a line of the lock must be an entry that `asreported lock` wrote, found {line[:40]!r} "
        "[lock-unreadable]\n  hint: run `asreported lock` where the texts are"
    )


@given(st.text(st.sampled_from('{}[]":,sourceclaimactor0 \n'), max_size=80))
def test_any_text_is_a_lock_or_says_why_not(text: str) -> None:
    _, problems = read_lock(text)
    assert {problem.code for problem in problems} <= {"lock-unreadable"}


def test_comments_and_empty_lines_are_no_entries() -> None:
    assert read_lock("# a\n\n  \n# b\n") == (Evidence(), ())


def test_the_lock_of_the_fixture_is_what_is_written_today(orlan: Project) -> None:
    assert orlan.relock() == (ORLAN / LOCK).read_text(encoding="utf-8")


def test_the_digests_of_texts_are_those_of_the_readings() -> None:
    lock = (ORLAN / LOCK).read_text(encoding="utf-8")
    readings = read_lock(lock)[0].readings
    assert list_text_digests(lock) == {source: reading.sha256 for source, reading in readings.items()}


def test_a_line_that_is_no_entry_has_no_digest() -> None:
    lines = ('{"source": "a", "sha256": "b"}', '{"source": "c"', '{"source": "d"}', '{"actor": "e", "sha256": "f"}')
    assert list_text_digests("\n".join(lines)) == {"a": "b"}


def test_an_unreadable_line_is_reported_with_the_claim_that_it_leaves_without_entry(orlan: Project) -> None:
    orlan.remove_texts()
    orlan.edit(LOCK, '{"claim": "ferry-2040/c2"', '{"claim: "ferry-2040/c2"')
    codes = [problem.code for problem in orlan.check() if problem.severity == "error"]
    assert codes == ["lock-missing-entry", "lock-unreadable"]
