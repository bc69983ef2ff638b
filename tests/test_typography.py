"""A quote is written as its source prints it, where the two differ in typography only."""

import pytest

from generator.quoting.source_text import read_source
from generator.quoting.typography import changes_sense, reprint_quote

TEXT = """\
The chair—a former sailor—said: “We ‘count’ by hand,” and left.
The ﬁnal tally came after sun\u00ad
set, in the of\u00adfice of the pi-
lots. It is 58.2 per cent, or 1 000 votes.

Nobody was let in. A part of the crowd stood apart, not able to notice notable men. [Sic] it was.
"""


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        pytest.param("said: \"We 'count' by hand", "said: “We ‘count’ by hand", id="straight marks"),
        pytest.param('said: \'We "count" by hand', "said: “We ‘count’ by hand", id="single for double marks"),
        pytest.param("chair - a former sailor -- said", "chair—a former sailor—said", id="dashes with spaces"),
        pytest.param("final\u00a0tally  came", "ﬁnal tally came", id="spaces and a ligature"),
        pytest.param("after sunset, in the of\u00adfice", "after sun- set, in the office", id="soft hyphens"),
        pytest.param("Thechair— a former", "The chair—a former", id="a space lost and one too many"),
        pytest.param("The chair […] 'count'byhand", "The chair […] ‘count’ by hand", id="with an elision"),
        pytest.param("[t]hechair [of it] -a former", "[t]he chair [of it] —a former", id="with brackets"),
        pytest.param("men .[Sic]it", "men. [Sic] it", id="with a bracket of the source"),
        pytest.param("votes. Nobody was letin", "votes.\n\nNobody was let in", id="over a paragraph"),
    ],
)
def test_the_source_s_form(written: str, printed: str) -> None:
    assert list(reprint_quote(read_source(TEXT), written)) == [printed]


def test_a_form_that_the_source_prints_twice_is_given_once() -> None:
    source = read_source("She said “we won” in May, ‘we won’ in June, and “we won” again.")
    assert list(reprint_quote(source, '"we won"')) == ["“we won”", "‘we won’"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("The chairs—a former", id="another letter"),
        pytest.param("the chair—a former", id="another capital"),
        pytest.param("The chair, a former", id="another mark"),
        pytest.param("a former [sailor", id="a broken bracket"),
        pytest.param("A", id="too short"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_words_have_no_form(written: str) -> None:
    assert not list(reprint_quote(read_source(TEXT), written))


@pytest.mark.parametrize(
    ("written", "printed", "doubt"),
    [
        pytest.param("let in. Apart of", "let in. A part of", "Apart", id="a slip that is no word"),
        pytest.param(
            "of the crowd stood a part", "of the crowd stood apart", "a part may be what was meant", id="words"
        ),
        pytest.param("in 1000 votes", "in 1 000 votes", "other numbers", id="a number"),
        pytest.param("58. 2 per cent", "58.2 per cent", "other numbers", id="a decimal"),
        pytest.param("no body was let in", "nobody was let in", "a negation", id="a negation"),
        pytest.param("was l et in", "was let in", "", id="nothing"),
    ],
)
def test_what_may_change_the_sense(written: str, printed: str, doubt: str) -> None:
    text = TEXT.replace("A part", "a part")
    found = changes_sense(read_source(text), written, printed)
    assert doubt in found if doubt not in {"", "Apart"} else not found
