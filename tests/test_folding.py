"""Folding: what is one and the same for a comparison, and where it came from."""

import pytest

from generator.quoting.folding import fold_text
from generator.quoting.source_text import read_source


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("a\r\nb\rc\nd", "a b c d", id="CRLF and CR are one line break"),
        pytest.param("a\r\n\r\nb", "a\nb", id="a blank line is a paragraph mark"),
        pytest.param("a\r\rb", "a\nb", id="two CR are a blank line"),
        pytest.param("a\n \t\u00a0\nb", "a\nb", id="a line of white space is blank"),
        pytest.param("a\u2029b", "a\nb", id="the paragraph separator is one"),
        pytest.param("a \u00a0\t\n\u2009b", "a b", id="a run of white space with one line break is a space"),
        pytest.param("a\n\u200b\nb", "a\nb", id="a zero-width character doesn't fill a line"),
        pytest.param("caf\u0065\u0301", "caf\u00e9", id="decomposed letters are composed"),
        pytest.param("\u0438\u0306", "\u0439", id="Cyrillic short i is composed"),
        pytest.param("\u1112\u1161\u11ab", "\ud55c", id="Hangul is composed"),
        pytest.param("\u212b\u2126", "\u00c5\u03a9", id="canonical singletons become letters"),
        pytest.param("e\u00ad\u0301", "\u00e9", id="an ignored character doesn't keep a mark from its letter"),
        pytest.param("10\u00b2 \uff15 \u2160", "10\u00b2 \uff15 \u2160", id="compatibility forms stay"),
        pytest.param("ﬀﬁﬂﬃﬄﬅﬆ", "fffiflffifflstst", id="Latin ligatures are letters"),
        pytest.param("æœĳ", "æœĳ", id="letters that look like ligatures stay"),
        pytest.param("“a” „b‟ «c» ＂d＂", '"a" "b" "c" "d"', id="double marks"),
        pytest.param("‘a’ ‚b‛ ‹c› dʼe 5′ ＇f＇", "'a' 'b' 'c' d'e 5' 'f'", id="single marks"),
        pytest.param("a-b‐c‑d‒e–f—g―h−i﹘j﹣k－l", "a-b-c-d-e-f-g-h-i-j-k-l", id="dashes"),
        pytest.param("a -- b —– c", "a - b - c", id="a run of dashes is one"),
        pytest.param("a… b..", "a... b..", id="an ellipsis is three stops"),
        pytest.param("\ufeffa\u00adb\u200bc\u200dd\u2060e\ufe0ff\u202eg\u2066h", "abcdefgh", id="what is ignored"),
        pytest.param("2\u20643", "2\u20643", id="an invisible plus is not ignored"),
        pytest.param("Consti\u00ad\ntutional", "Consti- tutional", id="a soft hyphen shows at a line's end"),
        pytest.param("İI ıi ß", "İI ıi ß", id="case is never folded"),
        pytest.param("×x кk 0O", "×x кk 0O", id="look-alikes are never folded"),
        pytest.param("a\x00b\ud800", "a\x00b\ud800", id="controls and lone surrogates stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold_text(text).text == folded


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        pytest.param("a\r\nb", [(0, 1), (1, 3), (3, 4)], id="a line break of two characters"),
        pytest.param("oﬃ…", [(0, 1), *[(1, 2)] * 3, *[(2, 3)] * 3], id="what becomes several characters"),
        pytest.param("e\u0301x", [(0, 2), (2, 3)], id="what is composed"),
        pytest.param("\u00ada\u00adb\u00ad", [(1, 2), (3, 4)], id="what is ignored"),
    ],
)
def test_fold_keeps_offsets(text: str, spans: list[tuple[int, int]]) -> None:
    folded = fold_text(text)
    assert list(zip(folded.starts, folded.ends, strict=True)) == spans


def test_a_symbol_keeps_its_variation_selector() -> None:
    source = read_source("Box \u2611\ufe0f on")
    assert source.locate(0, 5) == (0, 6)


def test_runs_of_marks_are_composed_in_linear_time() -> None:
    assert len(fold_text("a" + "\u0316\u0301" * 50_000).text) <= 100_001


def test_a_letter_and_a_mark_that_are_not_composed_keep_their_own_places() -> None:
    folded = fold_text("av\u0336ote\u0301")
    assert folded.text == "av\u0336ot\u00e9"
    assert list(zip(folded.starts, folded.ends, strict=True)) == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 7)]
