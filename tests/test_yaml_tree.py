"""YAML is read with places, as text, and whatever could mean two things is refused."""

import pickle
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place
from generator.yaml_builder import UNSEEN
from generator.yaml_tree import Node, parse_yaml
from tests.helpers import ORLAN, parse, show


def tell(text: str) -> str:
    """Give what is wrong with a YAML text, as printed."""
    return show(parse_yaml(text, "a.yml")[1])


@pytest.mark.parametrize(
    "written",
    [
        *("no", "yes", "on", "off", "true", "null", "~", "2019-06-09", "2019-06-09 12:30:00", "12:30", "010", "1_000"),
        *("0x1F", "1e3", ".5", "5.", ".inf", "-1", "+7", "=", "1.10", "<<"),
    ],
)
def test_every_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert parse(f"key: {written}\n").plain() == {"key": written}
    assert parse(f"{written}: value\n").plain() == {written: "value"}
    assert parse(f"- {written}\n").plain() == [written]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("a:\nb: ''\n", {"a": "", "b": ""}, id="nothing is the empty text"),
        pytest.param("a: 'it''s'\n", {"a": "it's"}, id="single quotes"),
        pytest.param('a: "x\\ty\\u00e9"\n', {"a": "x\tyé"}, id="double quotes with escapes"),
        pytest.param("a: |\n  x\n  y\n", {"a": "x\ny\n"}, id="literal block"),
        pytest.param("a: >\n  x\n  y\n", {"a": "x y\n"}, id="folded block"),
        pytest.param("a: x\n  y\n", {"a": "x y"}, id="plain text over two lines"),
        pytest.param("a: 1  # why\n# more\n", {"a": "1"}, id="comments"),
        pytest.param("a: [x, {b: c}]\n", {"a": ["x", {"b": "c"}]}, id="flow style"),
        pytest.param("? a\n: b\n", {"a": "b"}, id="explicit key"),
        pytest.param("---\na: 1\n...\n", {"a": "1"}, id="document marks"),
        pytest.param("\ufeffa: 1\n", {"a": "1"}, id="byte order mark"),
        pytest.param("a: 1\r\nb:\r\n  - x\r\n", {"a": "1", "b": ["x"]}, id="CRLF"),
        pytest.param("ключ: «я»\n", {"ключ": "«я»"}, id="Cyrillic"),
        pytest.param("<<: {a: 1}\n", {"<<": {"a": "1"}}, id="a merge key merges nothing"),
        pytest.param("a: <<<<<<< b\n", {"a": "<<<<<<< b"}, id="a conflict mark inside a text"),
    ],
)
def test_values(text: str, value: object) -> None:
    assert parse(text).plain() == value


DUPLICATE = "a key must stand once in a mapping, found {} again (first in line {}) [duplicate-key]"
ONCE = "\n  hint: remove one of the two, or rename it"
STRAY = "\n  hint: remove the stray bracket"
VALID = "error: the file must be valid YAML, found: "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\na: 2\n", f"a.yml:2:1: error: {DUPLICATE.format('a', 1)}{ONCE}", id="duplicate key"),
        pytest.param(
            "b:\n  - a: 1\n  - a: 1\n    'a': 2\n",
            f"a.yml:4:5: error: {DUPLICATE.format('a', 3)}{ONCE}",
            id="duplicate key in a list, quoted otherwise",
        ),
        pytest.param("{a: 1, b: 2, a: 3}", f"a.yml:1:14: error: {DUPLICATE.format('a', 1)}{ONCE}", id="in flow style"),
        pytest.param(
            "привет: я\nпривет: ты\n", f"a.yml:2:1: error: {DUPLICATE.format('привет', 1)}{ONCE}", id="in Cyrillic"
        ),
        pytest.param("a: 1\r\nb: 2\r\nb: 3\r\n", f"a.yml:3:1: error: {DUPLICATE.format('b', 2)}{ONCE}", id="with CRLF"),
        pytest.param("\ufeffa: 1\na: 2\n", f"a.yml:2:1: error: {DUPLICATE.format('a', 1)}{ONCE}", id="after a BOM"),
        pytest.param(
            "a: 1\na: 2\na: 3\n",
            f"a.yml:2:1: error: {DUPLICATE.format('a', 1)}{ONCE}\na.yml:3:1: error: {DUPLICATE.format('a', 1)}{ONCE}",
            id="a key three times",
        ),
        pytest.param(
            "id: x\nname: a\nid: y\nname: b\n",
            "a.yml:3:1: error: a key must stand once in a mapping, found id again (first in line 1), "
            "and also name [duplicate-key]\n  hint: indent the keys of another record under its own key",
            id="two keys again",
        ),
        pytest.param(
            "id: x\nname: a\nkind: b\nid: y\nname: c\nkind: d\n",
            "a.yml:4:1: error: a key must stand once in a mapping, found id again (first in line 1), "
            "and also name, kind [duplicate-key]\n  hint: indent the keys of another record under its own key",
            id="three keys again",
        ),
        pytest.param(
            "a: &x 1\nb: *x\n",
            "a.yml:1:4: error: values must be written out, found the anchor &x [yaml-alias]\n"
            "  hint: remove the anchor, and copy the value wherever *x stands",
            id="anchor and alias",
        ),
        pytest.param(
            "a: &x [1]\nb: *x\n",
            "a.yml:1:4: error: values must be written out, found the anchor &x [yaml-alias]\n"
            "  hint: remove the anchor, and copy the value wherever *x stands",
            id="anchor of a list",
        ),
        pytest.param(
            "a: *x\n",
            "a.yml:1:4: error: values must be written out, found the alias *x [yaml-alias]\n"
            "  hint: copy the value itself, or quote a text that begins with *",
            id="alias",
        ),
        pytest.param(
            "a: !!str 1\n",
            "a.yml:1:4: error: values must have no tag, found tag:yaml.org,2002:str [yaml-tag]\n"
            "  hint: remove the tag, or quote a text that begins with !",
            id="tag",
        ),
        pytest.param(
            "a: ! Stop\n",
            "a.yml:1:4: error: values must have no tag, found ! [yaml-tag]\n"
            "  hint: remove the tag, or quote a text that begins with !",
            id="a text that begins with an exclamation mark",
        ),
        pytest.param(
            "a: !!python/object/apply:os.system [ls]\n",
            "a.yml:1:4: error: values must have no tag, found "
            "tag:yaml.org,2002:python/object/apply:os.system [yaml-tag]"
            "\n  hint: remove the tag, or quote a text that begins with !",
            id="a tag that asks for code",
        ),
        pytest.param(
            "a: 1\n---\nb: 2\n---\nb: 3\n",
            "a.yml:2:1: error: a file must hold one document, found a second one [yaml-second-document]\n"
            "  hint: remove the line ---",
            id="second document",
        ),
        pytest.param(
            "a: 1\n---\nb: 2\nb: 3\n",
            "a.yml:2:1: error: a file must hold one document, found a second one [yaml-second-document]\n"
            "  hint: remove the line ---",
            id="a second document, in which nothing else is told",
        ),
        pytest.param(
            "[a]: 1\n",
            "a.yml:1:1: error: a key must be a text, found a list or a mapping [yaml-key]\n"
            "  hint: put a key that begins with a bracket between quotation marks",
            id="a list as key",
        ),
        pytest.param(
            "[a]: b # c\n",
            "a.yml:1:1: error: a key must be a text, found a list or a mapping [yaml-key]\n"
            "  hint: put a key that begins with a bracket between quotation marks",
            id="a list as key, and a comment close to a value",
        ),
        pytest.param(
            "a:\n  {b: 1}: 2\n",
            "a.yml:2:3: error: a key must be a text, found a list or a mapping [yaml-key]\n"
            "  hint: put a key that begins with a bracket between quotation marks",
            id="a mapping as key",
        ),
        pytest.param(
            "",
            "a.yml:1:1: error: the file must hold one YAML document, found none [yaml-empty]\n"
            "  hint: fill the file, or remove it",
            id="empty",
        ),
        pytest.param(
            "# only this\n",
            "a.yml:1:1: error: the file must hold one YAML document, found none [yaml-empty]\n"
            "  hint: fill the file, or remove it",
            id="comments only",
        ),
        pytest.param(
            "ключ: я\nc: d\nb: я\x01\n",
            "a.yml:3:5: error: text must hold printable characters only, found U+0001 [yaml-character]\n"
            "  hint: remove the character",
            id="control character, counted in characters",
        ),
        pytest.param(
            "a: 😀😀 \x7f",
            "a.yml:1:7: error: text must hold printable characters only, found U+007F [yaml-character]\n"
            "  hint: remove the character",
            id="control character after signs beyond the BMP",
        ),
        pytest.param(
            "\x01a: b\n",
            "a.yml:1:1: error: text must hold printable characters only, found U+0001 [yaml-character]\n"
            "  hint: remove the character",
            id="control character at the very beginning",
        ),
        pytest.param(
            "a: \x00b\x00",
            "a.yml:1:4: error: text must hold printable characters only, found U+0000 [yaml-character]\n"
            "  hint: save the file as UTF-8, or remove the character",
            id="what UTF-16 looks like",
        ),
        pytest.param(
            "\ufeff\ufeffa: 1\n",
            "a.yml:1:2: error: text must hold printable characters only, found U+FEFF [yaml-character]\n"
            "  hint: remove the character",
            id="two byte order marks",
        ),
        pytest.param(
            "a:\n\tb: 1\n",
            f"a.yml:2:1: {VALID}found character that cannot start any token [yaml-syntax]\n"
            "  hint: replace tabs by spaces",
            id="tab",
        ),
        pytest.param(
            "a: @x\n",
            f"a.yml:1:4: {VALID}found character that cannot start any token [yaml-syntax]\n"
            "  hint: put the text that begins with @ between quotation marks",
            id="special sign",
        ),
        pytest.param(
            "ok: 1\na: 'x\nb: 2\n",
            f"a.yml:2:4: {VALID}found unexpected end of stream [yaml-syntax]\n  hint: close the quotation "
            f"mark or bracket",
            id="unclosed single quote, where it opens",
        ),
        pytest.param(
            'a: "x\nb: 2\n',
            f"a.yml:1:4: {VALID}found unexpected end of stream [yaml-syntax]\n  hint: close the quotation "
            f"mark or bracket",
            id="unclosed double quote, where it opens",
        ),
        pytest.param(
            "a: [1\nb: 2\n",
            f"a.yml:1:4: {VALID}did not find expected ',' or ']' [yaml-syntax]\n"
            "  hint: close the bracket, or quote a text that holds a comma or a bracket",
            id="unclosed bracket",
        ),
        pytest.param(
            "a: b: c\n",
            f"a.yml:1:5: {VALID}mapping values are not allowed in this context [yaml-syntax]\n"
            "  hint: quote the text if it holds a colon and a space",
            id="colon and space in a plain text",
        ),
        pytest.param(
            "a:\n  b: 1\n c: 2\n",
            f"a.yml:3:2: {VALID}did not find expected key [yaml-syntax]\n  hint: indent this line like its siblings",
            id="indentation",
        ),
        pytest.param(
            "a: *\n",
            f"a.yml:1:5: {VALID}did not find expected alphabetic or numeric character [yaml-syntax]\n"
            "  hint: quote the text that begins with * or &",
            id="a text that begins with an asterisk",
        ),
        pytest.param(
            "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n",
            "a.yml:2:1: error: the file must be valid YAML, found the mark of a merge conflict <<<<<<< [yaml-syntax]\n"
            "  hint: keep one of the two versions, and remove the marks",
            id="merge conflict",
        ),
        pytest.param(
            "a: 1\r\n=======\r\nb: 2\r\n",
            "a.yml:2:1: error: the file must be valid YAML, found the mark of a merge conflict ======= [yaml-syntax]\n"
            "  hint: keep one of the two versions, and remove the marks",
            id="the middle of a merge conflict",
        ),
    ],
)
def test_message(text: str, expected: str) -> None:
    assert tell(text) == expected


def test_an_alias_is_read_as_the_empty_text() -> None:
    tree, _ = parse_yaml("a: *x\n", "a.yml")
    assert tree is not None
    assert tree.plain() == {"a": ""}


def test_twenty_levels_are_enough_and_more_are_refused() -> None:
    assert tell("[" * 20 + "]" * 20) == ""
    assert (
        tell("[" * 21 + "]" * 21)
        == f"a.yml:1:21: error: values must nest at most 20 deep, found more [yaml-too-deep]{STRAY}"
    )
    assert tell("{a: " * 21 + "}" * 21) == (
        f"a.yml:1:81: error: values must nest at most 20 deep, found more [yaml-too-deep]{STRAY}"
    )


def test_a_million_brackets_are_refused_at_once() -> None:
    assert tell("[" * 1_000_000).endswith("[yaml-too-deep]\n  hint: remove the stray bracket")


def test_broken_syntax_hides_what_was_found_before_it() -> None:
    tree, problems = parse_yaml("a: 1\na: !t 2\nb: 'x\n", "a.yml")
    assert tree is None
    assert [problem.code for problem in problems] == ["yaml-syntax"]


def test_a_tree_comes_with_the_problems_of_sound_syntax() -> None:
    tree, problems = parse_yaml("a: 1\na: 2\nb: !t 3\n", "a.yml")
    assert tree is not None
    assert tree.plain() == {"a": "1", "b": "3"}
    assert {problem.code for problem in problems} == {"duplicate-key", "yaml-tag"}


TREE = parse("first: x\nlist:\n  - a\n  - b: [c, 'd']\nтри: {z: 1}\n")


@pytest.mark.parametrize(
    ("path", "value_at", "key_at"),
    [
        ((), (1, 1), (1, 1)),
        (("first",), (1, 8), (1, 1)),
        (("list",), (3, 3), (2, 1)),
        (("list", 0), (3, 5), (3, 5)),
        (("list", 1), (4, 5), (4, 5)),
        (("list", 1, "b"), (4, 8), (4, 5)),
        (("list", 1, "b", 1), (4, 12), (4, 12)),
        (("три", "z"), (5, 10), (5, 7)),
    ],
    ids=str,
)
def test_places_count_lines_and_characters_from_1(
    path: tuple[str | int, ...], value_at: tuple[int, int], key_at: tuple[int, int]
) -> None:
    node = TREE.at(*path)
    assert node.place == Place("a.yml", *value_at)
    assert node.key_place == Place("a.yml", *key_at)


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("none",), ()),
        (("list", 2), ("list",)),
        (("list", 7), ("list",)),
        (("list", "b"), ("list",)),
        (("first", 0), ("first",)),
        (("first", "x"), ("first",)),
        (("list", "member", 1, "b"), ("list", 1, "b")),
    ],
    ids=str,
)
def test_a_step_that_no_node_has_is_skipped(path: tuple[str | int, ...], nearest: tuple[str | int, ...]) -> None:
    assert TREE.at(*path) is TREE.at(*nearest)


@pytest.mark.parametrize(
    ("path", "end"),
    [(("a",), (2, 7)), (("d",), (7, 11)), (("d", 0), (6, 9)), (("d", 1), (7, 11)), ((), (7, 11))],
    ids=str,
)
def test_a_value_ends_behind_its_last_member_and_no_comment(path: tuple[str | int, ...], end: tuple[int, int]) -> None:
    tree = parse("a:\n  b: c\n\n# of d\nd:\n  - e: f\n  - [g, h]\n\n# the end\n")
    assert tree.at(*path).end == Place("a.yml", *end)


@given(st.text())
def test_any_text_gives_a_tree_or_says_why_not(text: str) -> None:
    tree, problems = parse_yaml(text, "a.yml")
    assert tree is not None or problems
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 2
    for problem in problems:
        assert 1 <= problem.place.line <= lines
        assert problem.place.column >= 1


YAML = st.recursive(
    st.text(
        st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff")
    ).filter(lambda text: not UNSEEN.search(text)),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(alphabet="abcя :#-", max_size=5), inner)),
    max_leaves=12,
)


def write_flow(value: object) -> str:
    """Write a value as YAML in flow style, every text between double quotes."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    assert isinstance(value, dict)
    return "{" + ", ".join(f"{write_flow(key)}: {write_flow(member)}" for key, member in value.items()) + "}"


@given(YAML)
def test_what_is_written_is_what_is_read(value: object) -> None:
    written = write_flow(value)
    tree = parse(written)
    assert tree.plain() == value
    for node in tree.walk():
        opening = '"' if isinstance(node.value, str) else "[" if isinstance(node.value, tuple) else "{"
        assert written[node.place.column - 1] == opening
        assert node.is_flow == (opening in "[{")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hall: room # 5 was closed\n", id="of a mapping"),
        pytest.param("- hall\n- room # 5 was closed\n", id="of a list"),
        pytest.param("halls: [hall,\n  room # 5 was closed\n  ]\n", id="between brackets"),
        pytest.param("hall: 'a'\nroom: |\n  room # 5\nother: room # 5 was closed\n", id="after others"),
        pytest.param("hall: room # 5 was closed  \r\n", id="with white space behind"),
        pytest.param("hall: 'a\u2028b'\nroom: room # 5 was closed\n", id="after a line separator"),
    ],
)
def test_text_that_may_be_cut_is_told(text: str) -> None:
    tree, problems = parse_yaml(text, "a.yml")
    assert tree is not None
    lines = text[: text.index("# 5 was")].splitlines()
    line, column = len(lines), len(lines[-1]) + 1
    assert list(map(str, problems)) == [
        (
            f"a.yml:{line}:{column}: error: a comment must stand two spaces behind a value, "
            "found # 5 was closed behind one [yaml-comment]\n"
            "  hint: put the value between quotation marks if it goes on there, else add a space before #"
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hall: room  # 5\n", id="two spaces"),
        pytest.param("hall: 'room # 5'\n", id="in single marks"),
        pytest.param('hall: "room" # 5\n', id="behind a mark"),
        pytest.param("halls: [hall] # 5\n", id="behind a bracket"),
        pytest.param("hall: |\n  room # 5\n", id="in a block"),
        pytest.param("hall: # 5\n  room\n", id="behind a key"),
        pytest.param("# a # 5\nhall: room\n", id="in a comment"),
        pytest.param("hall: room#5\n", id="without a space"),
    ],
)
def test_comment_that_can_be_nothing_else_is_left_alone(text: str) -> None:
    assert parse_yaml(text, "a.yml")[1] == ()


def assert_alike(node: Node, composed: yaml.Node, key: yaml.Node | None = None) -> None:
    """Compare a node, with its places, with what PyYAML's own composer makes of the same text."""
    start, end, above = composed.start_mark, composed.end_mark, (key or composed).start_mark
    assert node.place == Place("a.yml", start.line + 1, start.column + 1)
    assert node.key_place == Place("a.yml", above.line + 1, above.column + 1)
    if isinstance(composed, yaml.ScalarNode):
        assert node.value == composed.value
    elif isinstance(composed, yaml.SequenceNode):
        assert isinstance(node.value, tuple)
        for member, other in zip(node.value, composed.value, strict=True):
            assert_alike(member, other)
    else:
        assert isinstance(node.value, dict)
        assert list(node.value) == [name.value for name, _ in composed.value]
        for member, (name, other) in zip(node.value.values(), composed.value, strict=True):
            assert_alike(member, other, name)
    if isinstance(composed, yaml.ScalarNode) or getattr(composed, "flow_style", False):
        assert node.end == Place("a.yml", end.line + 1, end.column + 1)


@given(YAML, st.booleans(), st.sampled_from([None, "'", '"', "|", ">"]), st.integers(8, 80))
def test_a_tree_is_the_one_that_the_parser_composes(value: object, flow: object, style: str | None, width: int) -> None:
    text = yaml.dump(value, default_flow_style=bool(flow), default_style=style, width=width, allow_unicode=True)
    composed = yaml.compose(text, Loader=yaml.BaseLoader)
    tree, problems = parse_yaml(text, "a.yml")
    if not any(problem.code == "yaml-tag" for problem in problems):
        assert tree is not None
        assert composed is not None
        assert_alike(tree, composed)


@pytest.mark.parametrize("path", sorted((ORLAN / "content").rglob("*.yml")), ids=lambda path: path.stem)
def test_a_file_is_the_tree_that_the_parser_composes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    composed = yaml.compose(text, Loader=yaml.BaseLoader)
    assert composed is not None
    assert_alike(parse(text), composed)


@given(YAML)
def test_a_tree_can_be_kept_and_read_again(value: object) -> None:
    tree = parse(write_flow(value))
    assert pickle.loads(pickle.dumps(tree)) == tree  # noqa: S301 - our own bytes
