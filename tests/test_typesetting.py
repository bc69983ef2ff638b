"""Typesetting: text stays in its box, whatever it is."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.typesetting import clean_text, fit_text, measure_text, place_letters, read_metrics, wrap_text

SIZES = (60, 40, 30)
WIDTH = 500


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("", ""),
        ("  two \n\t words ", "two words"),
        ("“Қазақстан” → Łódź", "“Қазақстан” → Łódź"),
        ("И\u0306оа\u0308", "Йоӓ"),
        ("a\x00b\x1bc\u202ed\u2066e\u200bf\u00adg", "abcdefg"),
        ("votes 🗳\ufe0f counted 👩\u200d💻", "votes counted"),
        ("選挙 2019", "\ufffd\ufffd 2019"),
        ("x" * 10_000, "x" * 400 + "…"),
    ],
    ids=["nothing", "white space", "our scripts", "composed", "controls", "emoji", "another script", "endless"],
)
def test_what_of_a_text_can_be_drawn(written: str, drawn: str) -> None:
    assert clean_text(written) == drawn


def test_pairs_are_kerned() -> None:
    apart = measure_text("T", "Bold", 100) + measure_text("o", "Bold", 100)
    assert measure_text("To", "Bold", 100) < apart
    assert [letter for _, letter in place_letters("Toy", "Bold", 100)] == ["T", "o", "y"]


def test_both_weights_have_the_same_characters() -> None:
    assert read_metrics("Regular").widths.keys() == read_metrics("Bold").widths.keys()


def test_short_text_takes_the_first_size() -> None:
    assert fit_text("Short", "Bold", (WIDTH, 100), SIZES).size == 60


def test_lines_are_balanced() -> None:
    setting = fit_text("2019 presidential election in a land", "Regular", (WIDTH, 120), (40,))
    assert setting.lines == ("2019 presidential", "election in a land")


def test_long_text_is_cut_between_words_of_the_smallest_size() -> None:
    setting = fit_text("many words, " * 20, "Bold", (WIDTH, 80), SIZES)
    assert setting.size == 30
    assert len(setting.lines) == 2
    assert setting.lines[-1].endswith("…")
    assert not setting.lines[-1].endswith(",…")


def test_word_is_broken_only_where_it_is_too_long() -> None:
    assert wrap_text("of " + "x" * 60, "Regular", 30, WIDTH)[0] == "of"
    assert "".join(wrap_text("x" * 60, "Regular", 30, WIDTH)) == "x" * 60


@given(
    st.text(st.sampled_from(string.ascii_letters + "Қғң ’—.") | st.characters(), max_size=500), st.sampled_from(SIZES)
)
def test_lines_stay_in_their_box(text: str, least: int) -> None:
    box = (WIDTH, 100)
    setting = fit_text(clean_text(text), "Bold", box, (60, least))
    assert setting.width <= box[0]
    assert setting.height <= box[1]
