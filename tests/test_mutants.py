"""A mutant is one small change, has a name of its own, and is killed by a test that notices it."""

import ast
import json
from pathlib import Path

import pytest

from tests.helpers import ROOT
from torture.mutants.changes import change_node
from torture.mutants.choice import choose_tests, find_mentions, is_at_import, make_sight, read_sight
from torture.mutants.listing import Mutant, list_mutants, make_tree
from torture.mutants.patterns import shorten_pattern
from torture.mutants.reviewed import REVIEWED, find_idle, read_reviews
from torture.mutants.running import Place, survey_tests, try_mutants
from torture.mutants.scope import AREAS, list_modules, list_tests

PROGRAM = '''"""A module."""

LIMIT = 3


def is_long(text: str) -> bool:
    """Say whether a text is long."""
    assert text is not None
    return len(text) > LIMIT


def spin(number: int) -> int:
    while number:
        number -= 1
    return number
'''


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a == b", ["a != b"]),
        ("a in b", ["a not in b"]),
        ("a < b <= c", ["a <= b <= c", "a >= b <= c", "a < b < c", "a < b > c"]),
        ("a and b and c", ["b and c", "a and c", "a and b"]),
        ("a or b", ["b", "a"]),
        ("not a", ["a"]),
        ("a + b", ["a - b"]),
        ("a | b", ["a & b"]),
        ("a + 'text'", []),
        ("f'{a}' + b", []),
        ("3", ["4", "2"]),
        ("0", ["1"]),
        ("True", ["False"]),
        ("'text'", ["''"]),
        ("''", ["'XX'"]),
        ("None", []),
        ("a if b else c", ["a", "c"]),
        ("min(a)", ["max(a)"]),
        ("a.strip()", ["a"]),
        ("a.rfind(b)", ["a.find(b)"]),
        ("a.lower()", ["a.upper()", "a"]),
        ("sorted(a, key=b)", ["list(a)"]),
        ("re.compile('a+b')", ["re.compile('ab')", "re.compile('a+')"]),
        ("call(a)", []),
    ],
)
def test_an_expression_is_changed_in_every_way_we_know(code: str, changed: list[str]) -> None:
    node = ast.parse(code, mode="eval").body
    assert [ast.unparse(other) for other in change_node(node)] == changed


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("if a:\n    b", ["if True:\n    b", "if False:\n    b"]),
        ("while a:\n    b", ["while False:\n    b"]),
        ("while True:\n    b", []),
        ("a += 1", ["pass"]),
        ("a[0] = 1", ["pass"]),
        ("a = 1", []),
        ("a()", ["pass"]),
        ("raise a", ["pass"]),
        ("return", ["pass"]),
        ("return a", []),
        ("continue", ["pass"]),
    ],
)
def test_a_statement_is_changed_in_every_way_we_know(code: str, changed: list[str]) -> None:
    assert [ast.unparse(other) for other in change_node(ast.parse(code).body[0])] == changed


@pytest.mark.parametrize(
    ("pattern", "shorter"),
    [
        ("ab", ["b", "a"]),
        ("[ab]", ["ab]", "[b]", "[a]"]),
        (r"\d+", [r"\d"]),
        (r"^a{2}$", ["a{2}$", "^{2}$", "^a$", "^a{2}"]),
        ("aa", ["a"]),
    ],
)
def test_a_pattern_loses_each_piece_without_which_it_is_one_still(pattern: str, shorter: list[str]) -> None:
    assert [found for found in shorten_pattern(pattern) if found] == shorter


@pytest.fixture
def listed(tmp_path: Path) -> list[Mutant]:
    (tmp_path / "a.py").write_text(PROGRAM, encoding="utf-8")
    return list_mutants(tmp_path, "a.py")


def test_mutants_have_names_and_places(listed: list[Mutant]) -> None:
    assert [(mutant.name, mutant.function, mutant.lines, mutant.constant) for mutant in listed] == [
        ("module: 3 → 4", "", (3,), "LIMIT"),
        ("module: 3 → 2", "", (3,), "LIMIT"),
        ("is_long: len(text) > LIMIT → len(text) >= LIMIT", "is_long", (9,), ""),
        ("is_long: len(text) > LIMIT → len(text) <= LIMIT", "is_long", (9,), ""),
        ("spin: while number → while False", "spin", (13,), ""),
        ("spin: number -= 1 → pass", "spin", (14,), ""),
        ("spin: 1 → 2", "spin", (14,), ""),
        ("spin: 1 → 0", "spin", (14,), ""),
    ]


def test_a_mutant_is_its_module_with_one_change(listed: list[Mutant]) -> None:
    for mutant in listed:
        before, after = PROGRAM.splitlines(), ast.unparse(make_tree(PROGRAM, mutant.number))
        assert after != ast.unparse(ast.parse(PROGRAM))
        assert len(after.splitlines()) <= len(before)


def test_tests_are_those_that_execute_what_is_changed(tmp_path: Path, listed: list[Mutant]) -> None:
    (tmp_path / "b.py").write_text("import a\n\nx = a.LIMIT\n", encoding="utf-8")
    sight = make_sight(
        {"tests/test_a.py::slow": 2.0, "tests/test_b.py::quick": 1.0, "tests/test_b.py::other": 0.5},
        {
            "a.py": {
                3: frozenset({""}),
                9: frozenset({"tests/test_a.py::slow", "tests/test_b.py::quick"}),
                13: frozenset({""}),
            },
            "b.py": {3: frozenset({"tests/test_b.py::other"})},
        },
    )
    mentions = find_mentions(tmp_path, sight, ["LIMIT"])
    chosen = {mutant.name: choose_tests(sight, mutant, mentions) for mutant in listed}
    assert chosen["module: 3 → 4"] == [*("tests/test_a.py::slow", "tests/test_b.py::other", "tests/test_b.py::quick")]
    assert chosen["is_long: len(text) > LIMIT → len(text) >= LIMIT"] == [
        *("tests/test_a.py::slow", "tests/test_b.py::quick"),
    ]
    assert chosen["spin: 1 → 2"] == []
    assert [is_at_import(sight, mutant) for mutant in listed] == [True, True, False, False, True, False, False, False]


def test_a_review_excuses_the_mutants_that_it_names(listed: list[Mutant]) -> None:
    reviews = read_reviews("- {reason: same, module: a.py, mutants: ['is_long: *<= LIMIT', 'gone: *']}\n")
    assert [mutant.name for mutant in listed if reviews[0].covers(mutant)] == [
        "is_long: len(text) > LIMIT → len(text) <= LIMIT"
    ]
    assert find_idle(reviews, listed) == ("a.py: gone: *",)


def test_every_review_has_a_reason_and_names_mutants_that_there_are() -> None:
    reviews = read_reviews(REVIEWED.read_text(encoding="utf-8"))
    mutants = [mutant for area in AREAS for path in list_modules(area) for mutant in list_mutants(ROOT, path)]
    assert all(len(review.reason) > 20 for review in reviews)
    assert find_idle(reviews, mutants) == ()


def test_modules_and_tests_are_there() -> None:
    modules = [path for area in AREAS for path in list_modules(area)]
    assert {"generator/anchor.py", "generator/quoting/matching.py", "generator/lock.py", "generator/markdown.py"} <= {
        *modules
    }
    assert len(modules) == len(set(modules))
    assert all((ROOT / path).is_file() for path in modules)
    assert {path for path in modules if "/quoting/" in path} == {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "generator" / "quoting").glob("*.py")
        if path.name != "__init__.py"
    }
    assert "tests/test_anchor.py" in list_tests(ROOT)
    assert "tests/test_browser.py" not in list_tests(ROOT)


CHECKED = """
import pytest
from generator.a import is_long, spin


@pytest.mark.parametrize(("text", "verdict"), [("abcd", True), ("ab", False)])
def test_long(text, verdict):
    assert is_long(text) is verdict


def test_spin():
    assert spin(2) == 0
"""


def test_mutants_are_killed_by_tests_that_notice_and_stopped_where_they_never_end(tmp_path: Path) -> None:
    """Slow: two runs of pytest, and a process a mutant."""
    root, scratch = tmp_path / "project", tmp_path / "scratch"
    for folder in (root / "generator", root / "tests", scratch):
        folder.mkdir(parents=True)
    (root / "generator" / "__init__.py").touch()
    (root / "generator" / "a.py").write_text(PROGRAM, encoding="utf-8")
    (root / "tests" / "test_anchor.py").write_text(CHECKED, encoding="utf-8")
    (root / "torture").symlink_to(ROOT / "torture")
    (root / "pyproject.toml").write_text('[tool.pytest.ini_options]\nfilterwarnings = ["error"]\n', encoding="utf-8")
    place = Place(root, scratch)
    sight = survey_tests(place, ["generator/a.py"])
    mutants = list_mutants(root, "generator/a.py")
    verdicts = try_mutants(place, sight, mutants, patience=1)
    assert {mutant.name: verdicts[mutant.path, mutant.number][0] for mutant in mutants} == {
        # No test has a text of three or four letters at the limit.
        "module: 3 → 4": "killed",
        "module: 3 → 2": "survived",
        "is_long: len(text) > LIMIT → len(text) >= LIMIT": "survived",
        "is_long: len(text) > LIMIT → len(text) <= LIMIT": "killed",
        "spin: while number → while False": "killed",
        "spin: number -= 1 → pass": "stopped",
        "spin: 1 → 2": "survived",
        "spin: 1 → 0": "stopped",
    }
    assert read_sight(json.loads((scratch / "survey.json").read_text(encoding="utf-8"))) == sight
