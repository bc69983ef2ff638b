"""Markdown sources: what a reader sees, and where it stands in the file."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.anchor import Found, NotFound, Selector, find_quote, read_source
from generator.quoting.markdown_view import view_markdown


@pytest.mark.parametrize(
    ("raw", "view"),
    [
        pytest.param("a *b* __c__ ***d***", "a b c d", id="emphasis"),
        pytest.param("2 * 3 * 4, snake_case_word", "2 * 3 * 4, snake_case_word", id="what is no emphasis"),
        pytest.param(r"5\* \[x\] \a", r"5* [x] \a", id="escapes"),
        pytest.param("AT&amp;T &#78;o&shy;t &nope; &", "AT&T No\u00adt &nope; &", id="entities"),
        pytest.param("a [b *c*](http://x 'not') d", "a b c d", id="a link"),
        pytest.param("a [b][ref] [ref]\n\n[ref]: /x 'not'", "a b ref", id="links by reference"),
        pytest.param("[a] ![", "[a] ![", id="what is no link"),
        pytest.param("<http://e.com/a> <a@b.cd>", "http://e.com/a a@b.cd", id="links without a text"),
        pytest.param("a `b *c*` `` d`e ``", "a b *c* d`e", id="code"),
        pytest.param("# A *b* #\nc", "A b\n\nc", id="a heading"),
        pytest.param("## #a # #\nc", "#a #\n\nc", id="a heading with signs"),
        pytest.param("A *b*\nc\n---\nd", "A b\nc\n\nd", id="an underlined heading"),
        pytest.param("- a\n  b\n- c\n\n  d", "a\nb\n\nc\n\nd", id="a list"),
        pytest.param("1. a\n   > b\n   > c", "a\n\nb\nc", id="a quotation in a list"),
        pytest.param("> > a\n> > b\nc", "a\nb\nc", id="a lazy line"),
        pytest.param("| a | b \\| c |\n|--|--|\n| | `d\\|e` *f* |", "a\n\nb | c\n\n\n\nd|e f", id="a table"),
        pytest.param("> | a | b |\n> |--|--|\n> | c |", "a\n\nb\n\nc\n\n", id="a table in a quotation"),
        pytest.param("a  \nb\\\nc\n d", "a\nb\nc\nd", id="line breaks"),
        pytest.param("```py\na  *b*\n\nc\n```\n\n    d\n\te", "a  *b*\n\nc\n\nd\ne", id="blocks of code"),
        pytest.param("a\r\n> b\r\n> c\r", "a\n\nb\nc", id="line breaks of other systems"),
        pytest.param("a ~~b~~", "a ~~b~~", id="tildes are text"),
        pytest.param("---\n\na\n\n***", "a", id="rules"),
        pytest.param("a\u00a0\n\u2003b", "a\u00a0\n\u2003b", id="white space that isn't Markdown's"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_view(raw: str, view: str) -> None:
    assert view_markdown(raw).text == view


@pytest.mark.parametrize(
    ("raw", "view"),
    [
        pytest.param("a <b>b</b><!-- not -->c<br>d", "a bc\nd", id="bold, a comment, a break"),
        pytest.param("<div>\na &amp; <b>b</b>\n</div>", "\n\n\na & b\n\n\n", id="a block"),
        pytest.param("10<sup>2</sup>", "10\ufffc2\ufffc", id="a superscript"),
        pytest.param("did <del>not</del> go", "did \ufff9\ufff9 go", id="struck out"),
        pytest.param("did <i hidden>a<i>b</i>c</i> go", "did \ufff9 go", id="hidden"),
        pytest.param('<i style="display: none">a</i>b', "\ufff9b", id="hidden by style"),
        pytest.param("did ![not](x.png) go", "did \ufff9 go", id="a picture"),
        pytest.param("un<x-y>fair", "un\ufff9fair", id="a tag of unknown effect"),
        pytest.param('<p title="a > b">c', "\n\nc", id="a sign in an attribute"),
        pytest.param('<p title="a > b>c', "\n\n", id="an attribute that isn't closed"),
        pytest.param("<del>\n\na\n\n</del>\n\nb", "\ufff9\n\n\n\n\ufff9\n\n\nb", id="paragraphs struck out"),
    ],
)
def test_view_of_html(raw: str, view: str) -> None:
    assert view_markdown(raw).text == view


@pytest.mark.parametrize(
    ("raw", "exact", "words"),
    [
        ("The **neither** _open_ nor.", "neither open nor", "neither** _open_ nor"),
        ("A [link *here*](http://x) now.", "link here now", "link *here*](http://x) now"),
        ("> The count\n> was halted.", "count was", "count\n> was"),
        ("> > a b\r\n> > c d\r\n", "b c", "b\r\n> > c"),
        ("- one\n- two `x  y` z", "two x y z", "two `x  y` z"),
        ("AT&amp;T and R&amp;D", "AT&T and R&D", "AT&amp;T and R&amp;D"),
        ("# Head *x* here #\n\nHead y", "Head x here", "Head *x* here"),
        ("| a a | a b |\n|---|---|\n| a | a \\| b c |", "a | b c", "a \\| b c"),
        ("\ta b\n\tc d", "b c", "b\n\tc"),
        ("* x\n\n      code a\n\n  more", "code a", "code a"),
        ("~~~\n  a  b\nc\n~~~", "b c", "b\nc"),
        ("<div>\none &amp; <b>two</b>\n</div>", "one & two", "one &amp; <b>two"),
        ("Café e\u0301 *x* y", "é x y", "e\u0301 *x* y"),
    ],
)
def test_offsets_are_of_the_file(raw: str, exact: str, words: str) -> None:
    outcome = find_quote(read_source(raw, "markdown"), Selector(exact))
    assert isinstance(outcome, Found)
    assert raw[outcome.start : outcome.end] == words
    assert " ".join(outcome.display.split()).replace("e\u0301", "é") == exact


@pytest.mark.parametrize(
    ("raw", "exact"),
    [
        ("10<sup>2</sup> paces", "102 paces"),
        ("10<sup>2</sup> paces", "10"),
        ("un**fair** vote", "fair vote"),
        ("un<b>fair</b> vote", "fair vote"),
        ("un<x-y>fair vote", "fair vote"),
        ("un![x](y)fair vote", "fair vote"),
        ("un&shy;fair vote", "fair vote"),
        ("un&#8203;fair vote", "fair vote"),
        ("&lt;5% of votes", "5% of votes"),
        ("did <del>not</del> go home", "did not go home"),
        ("did <del>not</del> go home", "did go home"),
        ("did <del>not</del> go home", "did \ufff9\ufff9 go home"),
        ("did ~~not~~ go home", "did not go home"),
        ("did <span hidden>not</span> go home", "not go home"),
        ("did ![not](x.png) go home", "did go home"),
        ("# Results\nThey won it", "Results They won"),
        ("- one two\n- three", "one two three"),
        ("| one two | three |\n|--|--|", "two three"),
        ("<!-- they lost --> they won", "they lost"),
        ("[they won](/x 'they lost')", "they lost"),
    ],
)
def test_not_in_what_a_reader_sees(raw: str, exact: str) -> None:
    assert isinstance(find_quote(read_source(raw, "markdown"), Selector(exact)), NotFound)


_MARKDOWN = st.text(st.sampled_from("ab 1.\n\r\t*_`~[]()<>!#>-+|\\&;:/\"'=é\u00a0\x00"), max_size=60)


@given(_MARKDOWN | st.text(max_size=40))
def test_offsets_are_in_order_and_in_the_file(raw: str) -> None:
    view = view_markdown(raw)
    spans = list(zip(view.starts, view.ends, strict=True))
    assert len(spans) == len(view.text)
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert all(left[0] <= right[0] and left[1] <= right[1] for left, right in itertools.pairwise(spans))


@given(_MARKDOWN)
def test_letters_are_where_the_view_says(raw: str) -> None:
    view = view_markdown(raw)
    for char, start, end in zip(view.text, view.starts, view.ends, strict=True):
        if char.isalpha() and end - start == 1:
            assert raw[start] == char
