"""One scalar gets another text; every byte outside it stays."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Place
from generator.yaml_edit import Unwritable, replace_scalar, walk_scalars
from generator.yaml_scalars import find_scalar
from tests.helpers import parse

FILE = """\
# a comment, with a mark’
plain: it runs
  over two lines  # and ends
single: 'it''s "so"'
double: "one \\"two\\" \\u2014 three\\
  four"
literal: |
  one
  two

  three
folded: >-
  one
  two

  three
flow: {first: y z, rest: [a b, 'c, d']}
last: the end"""


def edit(text: str, old: str, new: str) -> str:
    """Replace the scalar that has a text."""
    place = next(node.place for _, node in walk_scalars(parse(text)) if node.value == old)
    return replace_scalar(text, place, new)


def test_every_scalar_is_read_as_the_parser_reads_it() -> None:
    for _, node in walk_scalars(parse(FILE)):
        scalar = find_scalar(FILE, node.place)
        assert scalar is not None
        assert scalar.value == node.value


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        pytest.param("it runs over two lines", "it run over two lines", "it runs", "it run", id="plain, on its lines"),
        pytest.param('it\'s "so"', "it’s 'so'", "it''s \"so\"", "it’s ''so''", id="single marks"),
        pytest.param(
            'one "two" — threefour', 'one "two" – "three"four', "\\u2014 three", '– \\"three\\"', id="double marks"
        ),
        pytest.param("one\ntwo\n\nthree\n", "one,\ntwo\n\nthree\n", "|\n  one", "|\n  one,", id="a block"),
        pytest.param("one\ntwo\n\nthree\n", "one\n\ntwo\n\nthree\n", "|\n  one", "|\n  one\n", id="a break in a block"),
        pytest.param("one two\nthree", "one, two\nthree", ">-\n  one", ">-\n  one,", id="a folded block"),
        pytest.param("y z", "y—z", "y z", "y—z", id="inside a flow"),
        pytest.param("the end", "the end.", "the end", "the end.", id="at the end of the file"),
    ],
)
def test_only_what_differs_is_written(old: str, new: str, before: str, after: str) -> None:
    assert FILE.count(before) == 1
    assert edit(FILE, old, new) == FILE.replace(before, after)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: one\n\n  two\n", id="plain, with a blank line"),
        pytest.param("a: 'one\n\n\n  two'\n", id="single marks, with two blank lines"),
        pytest.param('a: "one\n\n\n\n  two"\n', id="double marks, with three blank lines"),
        pytest.param("a: |\n  \n  one\n", id="a block that begins with spaces"),
        pytest.param("a: |\r\n\r\n  one\r\n", id="a block that begins with a blank line of Windows"),
        pytest.param("a: |2-\n  one\n", id="a block that tells its indentation"),
        pytest.param("a: >\n  a b\n  c\n", id="folded, after a line whose second letter is a space"),
        pytest.param("a: >\n  one\n    two\n  three\n  four\n\n  five\n  six\n", id="folded, after a line further in"),
        pytest.param("a: >2\n\n  \tone\n  two\n", id="folded, after a first line further in"),
    ],
)
def test_lines_are_read_as_the_parser_reads_them(text: str) -> None:
    node = parse(text).at("a")
    scalar = find_scalar(text, node.place)
    assert scalar is not None
    assert scalar.value == node.value


def test_a_break_gives_way_to_a_space() -> None:
    assert edit("a: 'one\n\n  two'\n", "one\ntwo", "one two") == "a: 'one two'\n"


def test_crlf_stays() -> None:
    text = FILE.replace("\n", "\r\n")
    assert edit(text, "y z", "y, z".replace(",", "")) == text
    assert edit(text, "it runs over two lines", "it ran over two lines") == text.replace("it runs", "it ran")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param("the end", "the end: not yet", "a plain text would read it as something else", id="a colon"),
        pytest.param("the end", "the end #1", "a plain text would read it as something else", id="a comment"),
        pytest.param("y z", "y, z", "a plain text would read it as something else", id="a comma in a flow"),
        pytest.param("the end", "the\n\nend", "can't hold its paragraph break; write a block", id="a paragraph"),
        pytest.param('it\'s "so"', "it's\n\nso", "a text in single marks can't hold", id="a paragraph in marks"),
    ],
)
def test_what_a_style_cannot_hold_is_refused(old: str, new: str, reason: str) -> None:
    with pytest.raises(Unwritable, match=reason):
        edit(FILE, old, new)


def test_where_no_scalar_begins_nothing_is_edited() -> None:
    with pytest.raises(Unwritable, match="too unusual"):
        replace_scalar(FILE, Place("a.yml", 1, 1), "x")
    with pytest.raises(Unwritable, match="too unusual"):
        edit("a: |2\n    x\n", "  x\n", "  y\n")
    with pytest.raises(Unwritable, match="too unusual"):
        replace_scalar("a: !!str x\n", Place("a.yml", 1, 4), "y")


WORDS = st.text(st.sampled_from("ab ’'\"“—-,.:#é\u00a0"), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(WORDS, WORDS, st.sampled_from(["'", '"', "|", None]))
@settings(deadline=None)
def test_a_text_comes_back_as_it_was_written(old: str, new: str, style: str | None) -> None:
    text = "# before\n" + yaml.dump({"a": "x", "b": old, "c": ["y"]}, default_style=style, allow_unicode=True)
    node = parse(text).at("b")
    try:
        edited = replace_scalar(text, node.place, new)
    except Unwritable:
        return
    assert parse(edited).plain() == {"a": "x", "b": new, "c": ["y"]}
    try:
        back = replace_scalar(edited, node.place, old)
    except Unwritable:
        return
    assert parse(back).plain() == {"a": "x", "b": old, "c": ["y"]}


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ("a: |\n  one\n  two", "one\ntwo"),
        ("a: >\n  one\n  two", "one two"),
        ("a: >\n  one\n\n  two\n", "one\ntwo\n"),
        ("a: |-\n\n  one\n", "\none"),
        ("a: >\n  one\n    two\n  three\n", "one\n  two\nthree\n"),
    ],
)
def test_a_block_is_read_to_its_end_with_a_line_break_there_or_without(block: str, shown: str) -> None:
    ((_, node),) = [found for found in walk_scalars(parse(block)) if found[1].value == shown]
    scalar = find_scalar(block, node.place)
    assert scalar is not None
    assert scalar.value == shown


@pytest.mark.parametrize("block", ["a: |2\n   one\n", "a: >-2\n   one\n", "a: |", "a: >-"])
def test_a_block_that_tells_not_where_its_lines_begin_is_left_alone(block: str) -> None:
    place = next(node.place for _, node in walk_scalars(parse(block)))
    scalar = find_scalar(block, place)
    assert scalar is None or scalar.pieces == ()
