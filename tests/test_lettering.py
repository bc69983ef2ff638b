"""Words in pictures fit the room that they are given, and show as they are or end in an ellipsis."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.views.lettering import draw_words, escape_label, fit_text, measure_text
from tests.sites import SOUP, expect, read_html, show_markdown


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("opponent of", ("opponent of",)),
        ("Press service of the president", ("Press service", "of the president")),
        ("successor of; ally of the president", ("successor of;", "ally of the president")),
        ("Общественный совет при Министерстве внутренних дел", ("Общественный", "совет при Минист…")),
        ("x" * 40, ("xxxxxxxxxxxxxxxx…",)),
        ("", ("",)),
    ],
    ids=[
        "one line",
        "two lines much alike",
        "after a semicolon",
        "cut in the second line",
        "one word too long",
        "nothing",
    ],
)
def test_lines_of_a_text(text: str, lines: tuple[str, ...]) -> None:
    assert fit_text(text, 150, 13) == lines


def test_a_cut_letter_keeps_its_accent() -> None:
    assert fit_text("e\u0301" * 30, 40, 13) == ("e\u0301" * 3 + "…",)


def test_wide_scripts_are_measured_wide() -> None:
    assert measure_text("選挙", 10) > measure_text("аб", 10) > measure_text("il", 10)


@given(SOUP | st.text(max_size=80), st.integers(20, 300))
@example("W" * 80, 20)
def test_lines_fit_and_are_the_text_or_its_beginning(text: str, width: int) -> None:
    lines = fit_text(text, width, 14)
    assert 1 <= len(lines) <= 2
    assert all(measure_text(line, 14) <= width for line in lines)
    whole, shown = " ".join(text.split()), " ".join(lines)
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1].rstrip()))


@given(SOUP | st.text(max_size=80))
@example('"><script>alert(1)</script>')
@example("{: onclick=x } &lt;\ufffe")
def test_escaped_labels_come_back_from_a_page(text: str) -> None:
    figure = f'<figure aria-label="{escape_label(text)}">{draw_words(("x",), text, (0, 0))}</figure>'
    drawn = show_markdown(f"a\n\n{figure}\n\nb").find("figure")
    wanted = " ".join(expect(text).translate({0xFFFE: None, 0xFFFF: None}).split())
    assert drawn.attributes["aria-label"] == wanted
    titles = drawn.find_all("title")
    assert (titles[0].text if titles else "x") == wanted


def test_only_what_is_cut_has_a_title() -> None:
    assert not read_html(draw_words(("a", "b"), "a b", (0, 0))).find_all("title")
    assert read_html(draw_words(("a…",), "a b", (0, 0))).find("title").text == "a b"
