"""Laws of writing YAML: a text is read as itself, and an entry changes nothing but what it adds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.yaml_text import add_entry, drop_controls, write_list, write_scalar
from generator.problems import InvalidContent
from tests.helpers import parse

TRICKY = st.text() | st.lists(
    st.sampled_from(["a", " ", ": ", " #", "- ", "'", '"', "\n", "\n\n", "{", "]", ",", "%", "@", "é", "0", "\\", "…"]),
    max_size=8,
).map("".join)


@given(TRICKY)
def test_a_text_is_read_as_itself(text: str) -> None:
    assert parse(f"key: {write_scalar(text)}\n").plain() == {"key": drop_controls(text)}


@given(st.lists(TRICKY, max_size=4))
def test_a_list_is_read_as_itself(texts: list[str]) -> None:
    assert parse(f"key: {write_list(texts)}\n").plain() == {"key": [drop_controls(text) for text in texts]}


@pytest.mark.parametrize("text", ["Turnout was 47.3 per cent.", "It's “calm”", "2031-03-02", "a-b", "Мира Осс"])
def test_plain_texts_stay_bare(text: str) -> None:
    assert write_scalar(text) == text


FILES = {
    "one claim": "claims:\n  c1:\n    text: a\n",
    "comments everywhere": "# top\nclaims: # all\n  # first\n  c1: {text: a} # here\n  # last\n\n# end\n",
    "a key that follows": "claims:\n    c1:\n        text: a\n\n# of all\nelections: [x]\n",
    "a block without a last line break": "claims:\n  c1:\n    quote: |\n      a\n\n      b",
    "Windows": "claims:\r\n  c1:\r\n    text: a\r\n",
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_an_entry_is_added_and_everything_else_stays(text: str) -> None:
    fresh = add_entry(text, "a.yml", "c2:\n  text: 'b: c'\n", below="claims")
    claims = parse(fresh).at("claims").plain()
    assert isinstance(claims, dict)
    assert (list(claims), claims["c2"]) == (["c1", "c2"], {"text": "b: c"})
    rest = iter(fresh.splitlines())
    assert all(line in rest for line in text.splitlines()), fresh
    assert ("\r\n" in text) == ("\r\n" in fresh)
    assert fresh.count("\n") == fresh.count("\r\n") or "\r\n" not in fresh


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("claims: {c1: {text: a}}\n", "entry-not-added"),
        ("claims: []\n", "entry-not-added"),
        ("other: 1\n", "entry-not-added"),
        ("claims:\n  c1: a\n...\n", "entry-not-added"),
        ("claims: [\n", "yaml-syntax"),
        ("claims:\n  c1: a\n  c1: b\n", "duplicate-key"),
    ],
)
def test_a_file_to_which_nothing_can_be_added_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidContent) as caught:
        add_entry(text, "a.yml", "c2: b\n", below="claims")
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "# no line break"])
def test_an_empty_file_takes_its_first_entry(text: str) -> None:
    fresh = add_entry(text, "a.yml", "a: b\n")
    assert fresh.startswith(text)
    assert parse(fresh).plain() == {"a": "b"}
