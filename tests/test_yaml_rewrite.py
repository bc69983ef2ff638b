"""YAML is edited at places, and every character that isn't meant stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import InvalidContent
from generator.yaml_rewrite import YamlEdit, write_flow
from generator.yaml_tree import Node, parse_yaml

TEXT = """\
# Above all.
first: one   # behind

# Above the second.
second: {a: 'one', b: [one, "two"]}  # more
third:
  - one
  - two   # last
# At the end.
"""


def read(text: str) -> Node:
    tree, problems = parse_yaml(text, "content/a.yml")
    assert tree is not None, problems
    assert not problems
    return tree


@pytest.mark.parametrize(
    ("path", "after"),
    [
        pytest.param(("first",), "first: other   # behind", id="a plain text"),
        pytest.param(("second", "a"), "{a: 'other', b: [one,", id="a text between marks"),
        pytest.param(("second", "b", 0), "b: [other, ", id="a member of a list"),
        pytest.param(("third", 0), "  - other\n", id="a member of a list in block style"),
    ],
)
def test_a_text_is_replaced_where_it_stands(path: tuple[str | int, ...], after: str) -> None:
    edit = YamlEdit(TEXT)
    edit.replace_text(read(TEXT).at(*path).place, "one", "other")
    assert after in edit.apply()
    assert edit.apply().replace("other", "one") == TEXT


@pytest.mark.parametrize("written", [r'"\u006fne"', "|\n  one\n"])
def test_a_text_that_is_not_written_plainly_is_refused(written: str) -> None:
    text = f"a: {written}"
    with pytest.raises(InvalidContent, match="an id must be written on one line and without escapes to be changed"):
        YamlEdit(text).replace_text(read(text).at("a").place, "one", "other")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("a: [b]\n", "a: [b, c]\n", id="flow"),
        pytest.param("a: [b, ]\n", "a: [b,c ]\n", id="a comma at the end"),
        pytest.param("a: []\n", "a: [c]\n", id="an empty list"),
        pytest.param("a: [b  # x\n  ]\n", "a: [b  # x\n, c\n  ]\n", id="a comment before the bracket"),
        pytest.param("a:\n  - b  # x\nd: e\n", "a:\n  - b  # x\n  - c\nd: e\n", id="block"),
        pytest.param("a:\n- b", "a:\n- b\n- c\n", id="no line break at the end"),
        pytest.param("a:\r\n- b\r\n", "a:\r\n- b\r\n- c\r\n", id="line breaks of two signs"),
        pytest.param("a:\n  - |\n    b\n\nd: e\n", "a:\n  - |\n    b\n\n  - c\nd: e\n", id="behind a block of text"),
    ],
)
def test_a_member_is_added_at_the_end_of_a_list(before: str, after: str) -> None:
    edit = YamlEdit(before)
    edit.append_members(read(before).at("a"), ["c"])
    assert edit.apply() == after
    members = read(after).at("a").plain()
    assert isinstance(members, list)
    assert members[-1] == "c"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: {b: c}\n", "a: {b: c, d: e}\n"),
        ("a:\n  b: c  # x\n# y\nf: g\n", "a:\n  b: c  # x\n  d: e\n# y\nf: g\n"),
    ],
)
def test_a_field_is_added_at_the_end_of_a_mapping(before: str, after: str) -> None:
    edit = YamlEdit(before)
    edit.append_field(read(before).at("a"), "d", "e")
    assert edit.apply() == after


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        ("a: [b, c, d]", 0, "a: [c, d]"),
        ("a: [b, c, d]", 1, "a: [b, d]"),
        ("a: [b, c, d]", 2, "a: [b, c]"),
        ("a: [b]", 0, "a: []"),
        ("a:\n  - b  # x\n  - c\n", 0, "a:\n  - c\n"),
        ("a:\n  - b\n", 0, "a:\n  []\n"),
    ],
)
def test_a_member_is_removed(before: str, number: int, after: str) -> None:
    edit = YamlEdit(before)
    edit.remove_member(read(before).at("a"), number)
    assert edit.apply() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# x\na: {b: c} # y\n# z\nd: e\n", "# x\n# z\nd: e\n"),
        ("d: e\n# x\na:\n  b: c\n", "d: e\n# x\n"),
        ("{a: b, d: e}", "{d: e}"),
    ],
)
def test_a_field_is_removed_and_the_comments_around_it_stay(before: str, after: str) -> None:
    edit = YamlEdit(before)
    edit.remove_field(read(before), "a")
    assert edit.apply() == after
    assert read(after).plain() == {"d": "e"}


VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc -:#'", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_a_value_that_is_written_is_read_as_the_same_texts(value: object) -> None:
    text = f"a: {write_flow(value)}\nb: c\n"
    assert read(text).plain() == {"a": value, "b": "c"}


@given(st.lists(st.sampled_from(["one", "two", "'three'", "[a, b]", "{c: d}"]), min_size=1), st.booleans())
def test_what_ends_a_node_is_where_the_next_one_could_stand(members: list[str], is_flow: bool) -> None:  # noqa: FBT001
    text = f"a: [{', '.join(members)}]\n" if is_flow else "a:\n" + "".join(f"  - {member}\n" for member in members)
    node = read(text).at("a")
    edit = YamlEdit(text)
    assert [
        text[edit.find(child.place) : edit.find(child.end)] for child in node.value if isinstance(child, Node)
    ] == members
