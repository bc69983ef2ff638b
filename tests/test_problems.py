"""Problems are printed in one form, in one order, and every code is documented."""

import ast
import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import InvalidContent, Place, Problem, drop_consequences, has_errors, sort_problems, suggest
from generator.quoting.hints import state_rule
from generator.yaml_tree import parse_yaml
from tests.helpers import ROOT

CODE = re.compile(r"[a-z]+(-[a-z]+)+|encoding|entity|homoglyph|paraphrase")
PLACE = Place("content/a.yml", 4, 2)


def test_form_of_a_problem() -> None:
    problem = Problem(PLACE, "a-code", "it must be so, found no", "do it", ("you wrote : x", "source    : y"))
    assert str(problem) == (
        "content/a.yml:4:2: error: it must be so, found no [a-code]\n  you wrote : x\n  source    : y\n  hint: do it"
    )


def test_form_of_a_warning_without_a_hint() -> None:
    warning = Problem(Place("content"), "a-code", "it must be so", severity="warning")
    assert str(warning) == "content:1:1: warning: it must be so [a-code]"


def test_problems_are_sorted_by_place_and_told_once() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 2), ("a", 9, 1)]
    problems = [Problem(Place(*place), "x", "m") for place in places]
    others = [Problem(Place("a", 9, 1), "w", "m"), Problem(Place("a", 9, 1), "x", "l")]
    ordered = sort_problems([*problems, *others, *problems])
    assert [(str(problem.place), problem.code, problem.message) for problem in ordered] == [
        ("a:9:1", "w", "m"),
        ("a:9:1", "x", "l"),
        ("a:9:1", "x", "m"),
        ("a:9:2", "x", "m"),
        ("a:10:1", "x", "m"),
        ("b:1:1", "x", "m"),
    ]


PROBLEMS = st.lists(
    st.builds(
        Problem,
        st.builds(Place, st.sampled_from("ab"), st.integers(1, 3), st.integers(1, 3)),
        st.sampled_from(["x", "y"]),
        st.sampled_from(["m", "n"]),
    )
)


@given(PROBLEMS, st.randoms(use_true_random=False))
def test_the_order_of_finding_does_not_matter(problems: list[Problem], random: Random) -> None:
    shuffled = list(problems)
    random.shuffle(shuffled)
    assert sort_problems(shuffled) == sort_problems(problems)
    assert set(sort_problems(problems)) == set(problems)


def test_only_errors_forbid_to_publish() -> None:
    warning = Problem(PLACE, "a-code", "m", severity="warning")
    assert not has_errors([warning])
    assert has_errors([warning, Problem(PLACE, "a-code", "m")])


def test_the_exception_prints_all_problems_in_order() -> None:
    error = InvalidContent([Problem(Place("b"), "x-x", "m"), Problem(Place("a"), "x-x", "m")])
    assert str(error) == "a:1:1: error: m [x-x]\nb:1:1: error: m [x-x]"


@pytest.mark.parametrize(
    ("wrong", "known", "hint"),
    [
        ("sumary", ["summary", "names"], "did you mean summary?"),
        ("tam-real", ["tam-reel", "tam"], "did you mean tam-reel?"),
        ("x", ["summary"], ""),
        ("", ["summary"], ""),
        ("summary", [], ""),
        ("мира", ["мира-осс"], "did you mean мира-осс?"),
    ],
)
def test_suggestion(wrong: str, known: list[str], hint: str) -> None:
    assert suggest(wrong, known) == hint


STALE = Problem(PLACE, "lock-stale", "m")
WRONG = Problem(PLACE, "unknown-id", "m")
OPEN = Problem(PLACE, "paragraph-without-claim", "m", severity="warning")


@pytest.mark.parametrize(
    ("problems", "is_partial", "kept"),
    [
        ((STALE, OPEN), False, (STALE, OPEN)),
        ((STALE, WRONG, OPEN), False, (WRONG, OPEN)),
        ((STALE, WRONG, OPEN), True, (WRONG,)),
        ((), False, ()),
    ],
)
def test_consequences_are_dropped(
    problems: tuple[Problem, ...], kept: tuple[Problem, ...], *, is_partial: bool
) -> None:
    assert drop_consequences(problems, is_partial=is_partial) == kept


def list_codes() -> set[str]:
    """Give every code in the source: what `Problem` and `NotFound` are made with, and the keys of tables of codes."""
    codes: set[str] = set()
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                codes.update(_read_call(node))
            elif isinstance(node, ast.Assign | ast.Return | ast.AnnAssign) and path.name in EVIDENCE:
                codes.update(_list_texts(node.value))
    return codes


EVIDENCE = {"quote_problems.py", "mismatch.py", "hints.py", "anchor.py", "likeness.py", "misplaced.py"}
"""Modules that give codes by way of tables and variables."""
MAKERS = {"Problem": 1, "_refuse": 1, "NotFound": 0, "make_hint": 1, "_hint": 1, "state_rule": 0, "replace": 1}
"""What is made with a code, and the number of the argument that holds it."""


def _read_call(call: ast.Call) -> set[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in MAKERS:
        return set()
    arguments = [*call.args[MAKERS[name] : MAKERS[name] + 1]]
    arguments += [keyword.value for keyword in call.keywords if keyword.arg in {"code", "reason"}]
    return {code for argument in arguments for code in _list_texts(argument)}


def _list_texts(node: ast.AST | None) -> set[str]:
    """Give the texts in an expression that can be codes; keys of a table, not its values' words."""
    texts = {part.value for part in ast.walk(node or ast.Pass()) if isinstance(part, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


def test_the_list_of_codes_holds_those_that_are_met_elsewhere() -> None:
    found = list_codes()
    assert {problem.code for problem in parse_yaml("a: &b !c 1\na: 2\n", "x")[1]} <= found
    assert {"unknown-id", "lock-stale", "yaml-key", "quote-short", "number-differs", "share-over-limit"} <= found
    assert {"homoglyph", "word-truncated", "found-in-other-source", "no-similar-passage", "elision-gap"} <= found
    assert all(state_rule(code) for code in ("number-differs", "homoglyph"))
    assert len(found) > 60


def test_every_code_has_a_section() -> None:
    path = ROOT / "docs" / "problems.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    headings = {
        code for line in text.splitlines() if line.startswith("#") for code in re.findall(r"[a-z]+(?:-[a-z]+)*", line)
    }
    assert sorted(list_codes() - headings) == [], "codes without a section in docs/problems.md"
