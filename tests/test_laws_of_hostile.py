"""Laws of what is hostile: whatever stands in a file is data. `make fuzz` looks for what breaks them."""

import hashlib
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.hypertext import Dialect, set_page
from generator.lock import read_lock, write_lock
from generator.markdown import check_page, escape_markdown
from generator.problems import has_errors
from generator.quoting.source_text import read_source
from generator.yaml_tree import parse_yaml
from tests.sites import SOUP, Element, expect, read_html, seen

_YAML = st.lists(
    st.sampled_from(
        [*"\n:-?[]{},&*!|>'\"%@`# \\", "  ", "a: ", "- ", "? ", "<<: ", "--- ", "...", "\\u", "\\x", "!!b ", "é"]
    )
    | st.text(max_size=3),
    max_size=30,
).map("".join)
_MARKDOWN_SIGNS = (
    *"\n#>-+*_`~[]()<>!|\\&:;= \t\"'/",
    *("    ", "\n\n", "](", "<b>", "</b>", "<!--", "-->", "<a ", "&amp;", "| ", "x"),
    *("{#a}", "{: .b}", "https://a.b", "javascript:x", "]: "),
)
_MARKDOWN = st.lists(st.sampled_from(_MARKDOWN_SIGNS) | st.text(max_size=3), max_size=30).map("".join)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["source", "actor", "claim", "sha256", "words", "found", "segments", "spellings", "selector"]
            )
            | st.sampled_from(["paragraphs", "word_ranges", "printed", "warnings"]),
            inner,
            max_size=8,
        )
    ),
    max_leaves=12,
)
BY_HAND = Dialect(("attr_list", "md_in_html", "toc", "tables"), {"toc": {"permalink": False}})
_OF_MARKDOWN = frozenset(
    "a blockquote br code em h1 h2 h3 h4 h5 h6 hr li ol p pre strong table tbody td th thead tr ul".split()  # noqa: SIM905
)


@given(_YAML | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_whatever_a_file_holds_is_a_tree_or_has_problems(text: str) -> None:
    tree, problems = parse_yaml(text, "a.yml")
    assert tree is not None or has_errors(problems)
    for problem in problems:
        assert str(problem).isprintable() or "\n" in str(problem)
        assert 1 <= problem.place.line <= text.count("\n") + text.count("\r") + text.count("\x85") + 3
    if tree is not None and not problems:
        json.dumps(tree.plain()).encode()


@given(_MARKDOWN)
@settings(max_examples=100, deadline=None)
def test_whatever_markdown_holds_can_be_viewed(text: str) -> None:
    view = read_source(text, "markdown").view
    assert len(view.text) == len(view.starts) == len(view.ends)
    for start, end in zip(view.starts, view.ends, strict=True):
        assert 0 <= start <= end <= len(text)


def show(page: str, *, by_hand: bool) -> Element:
    head = "---\nby_hand: true\n---\n\n" if by_hand else ""
    return read_html(set_page("a.md", f"{head}{page}", BY_HAND).html)


@given(SOUP | st.text(max_size=40), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_text_is_shown_as_it_is_by_each_engine(text: str, by_hand: bool) -> None:  # noqa: FBT001 - drawn
    written = escape_markdown(text)
    page = (
        f"# H{written}\n\nA {written}\n\n- {written}\n\n| a {written} |\n|---|\n| b {written} |\n\n[x{written}](y.md)\n"
    )
    top = show(page, by_hand=by_hand)
    for tag, before in (("h1", "H"), ("p", "A "), ("li", ""), ("th", "a "), ("td", "b "), ("a", "x")):
        assert seen(top.find(tag).text) == seen(before + expect(text)), tag
    assert {element.tag for element in top} <= {
        "",
        "h1",
        "p",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
    }


@given(_MARKDOWN)
@settings(max_examples=200, deadline=None)
def test_a_checked_page_makes_nothing_but_what_markdown_makes(text: str) -> None:
    if list(check_page(text, "a.md")):
        return
    top = show(text, by_hand=True)
    for element in top:
        assert not element.tag or element.tag in _OF_MARKDOWN, element.tag
        assert element.attributes.keys() <= {"href", "id", "title", "start", "class", "style"}, element.attributes
        assert not element.attributes.get("href", "").lower().strip().startswith(("javascript", "data", "vbscript"))


@given(_JSON, st.text(max_size=10))
@settings(max_examples=100, deadline=None)
def test_whatever_a_lock_holds_is_read_or_has_problems(entry: object, rest: str) -> None:
    line = json.dumps(entry, ensure_ascii=hashlib.md5(rest.encode("utf-8", "replace")).digest()[0] % 2 == 0)  # noqa: S324
    evidence, problems = read_lock(f"{line}\n{rest}\n")
    assert problems or evidence is not None
    for problem in problems:
        str(problem).encode()
    write_lock(evidence)
