"""Words that deny are known in three languages, glued, in parts or disguised; what only looks like them is not."""

import pytest

from generator.quoting.negation import ends_in_negation, has_denial, has_negation, is_denied_after, is_denied_before


@pytest.mark.parametrize(
    "text",
    [
        *("It was not fair", "NOT", "cannot", "didn't", "didn't-you", "whether-or-not", "and/or/not", "didnt", "hasnt"),
        *("не видели", "Нет", "нельзя", "никакого", "емеспін", "жоқтың", "ешқандай", "хабарсыз", "негізсіз"),
        *("үнсіз", "ойсыз"),
        *("ﬁne, not", "n\u0335ot"),
    ],
)
def test_a_word_that_denies(text: str) -> None:
    assert has_negation(text)
    assert has_denial(text)


@pytest.mark.parametrize(
    "verb",
    "ai are ca could did does do had has have is must need should was were wo would".split(),  # noqa: SIM905
)
def test_a_contraction_without_its_apostrophe_denies(verb: str) -> None:
    assert has_negation(f"they {verb}nt so")


@pytest.mark.parametrize(
    "text",
    [
        *("notable", "knot", "Nota bene", "didntx", "xdidnt", "note-book", "сіз", "Сіздің"),
        *("денег", "жоба", "сызық", "", "5 of 7"),
    ],
)
def test_a_word_that_does_not_deny(text: str) -> None:
    assert not has_negation(text)


@pytest.mark.parametrize(
    "text",
    ["denied", "It failed", "careless", "hope-less", "w/o", "non-voters", "un-fair", "anti-party", "отрицает", "vоte"],
)
def test_what_turns_the_sense_besides(text: str) -> None:
    assert has_denial(text)
    assert not has_negation(text)


@pytest.mark.parametrize(
    "text",
    ["nevertheless", "regardless", "lesson", "union", "antique", "the office", "кандидат", "two words", "Ada-non"],
)
def test_what_turns_no_sense(text: str) -> None:
    assert not has_denial(text)


def test_one_disguised_word_among_others_is_enough() -> None:
    assert has_denial("the vоte was free")
    assert not has_denial("the vote was свободен")


@pytest.mark.parametrize(
    ("ending", "verdict"),
    [
        *(("n't", True), ("N'T", True), ("'t", True), ("less", True), ("-less", True), ("'less", True), ("free", True)),
        *(("-free", True), ("сыз", True), ("сіздік", True), ("СЫЗ", True), ("ｌｅｓｓ", True), ("lessly", True)),
        *(
            ("s", False),
            ("ness", False),
            ("t", False),
            ("unless", False),
            ("carefree", False),
            ("", False),
            ("ның", False),
        ),
        *(("x't", False), ("cn't", False)),
    ],
)
def test_the_rest_of_a_word_denies(ending: str, *, verdict: bool) -> None:
    assert ends_in_negation(ending) is verdict


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        ("They did not ", True),
        ("They denied that ", True),
        ("not one two ", True),
        ("not one two three ", False),
        ("They did not. Then ", False),
        ("They did not! ", False),
        ("not\nso ", False),
        ("They did (not.) So ", False),
        ("not e.g. so ", False),
        ("", False),
        ("not " + "x" * 157, False),
        ("not " + "x" * 150, True),
    ],
)
def test_what_stands_before_denies(before: str, *, verdict: bool) -> None:
    assert is_denied_before(before) is verdict


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (" не было", True),
        (" one two not", True),
        (" one two three not", False),
        (". Not so", False),
        (" one. Not so", False),
        (" denied it", False),
        (" " + "x" * 150 + " not", True),
        (" " + "x" * 157 + " not", False),
        ("", False),
    ],
)
def test_what_stands_after_denies(after: str, *, verdict: bool) -> None:
    assert is_denied_after(after) is verdict
