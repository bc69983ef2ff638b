"""The picture of an actor's ties: each other once, no words on words, and nothing that a page could choke on."""

import gzip
import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.views.lettering import measure_text
from generator.views.network import NetworkWords, Tie, draw_network
from tests.sites import SOUP, Element, expect, show_markdown

WORDS = NetworkWords(
    "Relations",
    "Roles",
    "{group} of {center}; actors drawn: {count}",
    "As sources state.",
    "Drawn: {drawn} of {total}.",
)
NUR = Tie("leader", "Nur", "role")
TIES = (
    Tie("rival of", "Auyl", "relation"),
    NUR,
    Tie("ally of", "Nur", "relation"),
    Tie("rival of", "Adal", "relation"),
)
LABELS = SOUP | st.text(max_size=80) | st.text("абвгдежшщЮҚғӘ ", max_size=80)
MANY = st.lists(st.builds(Tie, LABELS, LABELS, st.sampled_from(["role", "relation"])), min_size=1, max_size=20)


def draw(ties: tuple[Tie, ...], center: str = "Ana Miro", most: int = 12) -> Element:
    figure = draw_network(center, ties, WORDS, most)
    assert figure is not None
    assert "\n" not in figure
    assert "style" not in re.sub(r">[^<]*<|\"[^\"]*\"", "", figure)
    ET.fromstring(figure)  # noqa: S314 (our own)
    return show_markdown(f"a\n\n{figure}\n\nb").find("figure")


def list_words(drawn: Element, look: str) -> list[str]:
    return [text.text for text in drawn.find_all("text") if text.attributes["class"] == look]


def list_boxes(svg: Element) -> Iterator[tuple[float, float, float]]:
    """Give the top, the bottom and the right end of each line of words."""
    sizes: dict[str, float] = {"center": 16.5, "heading": 13, "tie": 13, "other": 14}
    for text in svg.find_all("text"):
        size = sizes[text.attributes["class"]]
        lines = [" ".join(child for child in text.children if isinstance(child, str))]
        lines += [line.text for line in text.find_all("tspan")]
        for number, line in enumerate(lines):
            down = float(text.attributes["y"]) + number * 1.2 * size
            yield down - 0.8 * size, down + 0.2 * size, float(text.attributes["x"]) + measure_text(line.strip(), size)


def is_shown(whole: str, text: Element) -> bool:
    """Tell whether a text shows another as it is, or its beginning and, for those who point at it, all of it."""
    wanted = " ".join(expect(whole).translate({0xFFFE: None, 0xFFFF: None}).split())
    titles = [title.text for title in text.find_all("title")]
    lines = [
        child if isinstance(child, str) else child.text
        for child in text.children
        if child not in text.find_all("title")
    ]
    shown = " ".join("".join(lines).split())
    return shown == wanted if not titles else titles == [wanted] and wanted.startswith(shown.rstrip("…").rstrip())


def test_nothing_to_draw() -> None:
    assert draw_network("Ana Miro", (), WORDS) is None


def test_each_other_stands_once_under_what_ties_it() -> None:
    drawn = draw(TIES)
    assert list_words(drawn, "tie") == ["rival of", "ally of; leader"]
    assert list_words(drawn, "other") == ["Auyl", "Adal", "Nur"]


def test_roles_have_a_tree_of_their_own() -> None:
    drawn = draw((*TIES, Tie("minister", "Orlan", "role")))
    assert list_words(drawn, "heading") == ["Relations", "Roles"]
    assert [svg.attributes["aria-label"] for svg in drawn.find_all("svg", role="img")] == [
        "Relations of Ana Miro; actors drawn: 3",
        "Roles of Ana Miro; actors drawn: 1",
    ]


def test_the_caption_says_what_is_left_out() -> None:
    assert draw(TIES).find("figcaption").text == "As sources state."
    drawn = draw(TIES, most=2)
    assert list_words(drawn, "other") == ["Auyl", "Nur"]
    assert drawn.find("figcaption").text == "As sources state. Drawn: 2 of 3."


def test_each_other_has_a_dot_and_a_line() -> None:
    lines, dots = draw(TIES).find_all("path")
    assert dots.attributes["d"].count("M50 ") == 3
    assert lines.attributes["d"].count("q") == 2 + 3


@given(MANY, LABELS)
def test_words_come_back_and_never_meet(ties: list[Tie], center: str) -> None:
    assert draw_network(center, tuple(ties), WORDS) == draw_network(center, tuple(ties), WORDS)
    drawn = draw(tuple(ties), center)
    others = [text for text in drawn.find_all("text") if text.attributes["class"] == "other"]
    assert len(others) <= 12
    assert all(any(is_shown(tie.other, text) for tie in ties) for text in others)
    for svg in drawn.find_all("svg"):
        boxes = sorted(list_boxes(svg))
        height = float(svg.attributes["viewbox"].split()[3])
        assert all(right <= 300 for _, _, right in boxes)
        assert boxes[0][0] >= 0
        assert boxes[-1][1] <= height
        assert all(above[1] <= below[0] + 1 for above, below in pairwise(boxes))


@pytest.mark.parametrize("label", ["<b>", '"quoted"', "{: .x }", "*a* `b` [c](d)", "a & b", "ҚазақстанШЩ"])
def test_signs_stay_signs(label: str) -> None:
    drawn = draw((Tie(label, label, "relation"),), label)
    assert {list_words(drawn, look)[0] for look in ("center", "tie", "other")} == {expect(label)}


def test_a_full_picture_is_small() -> None:
    ties = tuple(Tie(f"tied by word {number}", f"Actor of some length {number}", "relation") for number in range(40))
    figure = draw_network("Ana Miro", ties, WORDS)
    assert figure is not None
    assert len(gzip.compress(figure.encode(), mtime=0)) < 1500
