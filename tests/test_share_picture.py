"""Share pictures: what is drawn stays in its place, in letters that the fonts have, and is the same each time."""

import io
import struct
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files

import pytest
from PIL import Image, ImageFont

from generator.share_picture import CardBar, draw_card
from generator.typesetting import Weight, read_metrics

KICKER = "Kazakhstan’s elections, as reported"
TITLE = "2019 presidential election"
LINES = ("62 statements from 5 sources · 12 disputes",)
BARS = (
    CardBar("Kassym-Jomart Tokayev", Decimal("70.76"), Decimal("70.76"), "70.76 per cent"),
    CardBar("Nur Otan", Decimal(50), Decimal(75), "between 50 and 75 per cent"),
)
WIDEST = CardBar("W" * 90, Decimal(-5), Decimal(400), "M" * 90)
PAPER, LINK, LINE, UNSURE = (0xFD, 0xFD, 0xFB), (0x0B, 0x4F, 0x7D), (0xD9, 0xDC, 0xDF), (0x7C, 0x9D, 0xB3)
RULE, MARGIN = 24, 36
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
HOSTILE = {
    "nothing": "",
    "only white space": " \n\t\u00a0\u2028 ",
    "endless word": "W" * 10_000,
    "endless words": "Wow, " * 2_000,
    "controls": "".join(map(chr, range(32))) + "\x7f\x85 a",
    "bidi controls": "a\u202eb\u2066c\u2069d\u200f",
    "emoji": "🗳️👩‍💻🇰🇿",
    "another script": "選挙 انتخابات निर्वाचन",
    "marks without a letter": "\u0301\u0327" * 200,
    "tall and deep": "ǺǞẞŊјƷҔӁ" * 30,
    "half a character": "\ud800x",
    "markup": "<b>&amp;</b>{{ x }}",
}


def read_picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def list_chunks(png: bytes) -> Iterator[str]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    start = 8
    while start < len(png):
        (length,) = struct.unpack(">I", png[start : start + 4])
        yield png[start + 4 : start + 8].decode("ascii")
        start += length + 12


def assert_margins_are_free(png: bytes) -> None:
    picture = read_picture(png)
    assert picture.size == (1200, 630)
    assert picture.crop((0, 0, RULE, 630)).getcolors() == [(RULE * 630, LINK)]
    for edge in (
        (RULE, 0, RULE + MARGIN, 630),
        (1200 - MARGIN, 0, 1200, 630),
        (RULE, 0, 1200, MARGIN),
        (RULE, 630 - MARGIN, 1200, 630),
    ):
        colours = picture.crop(edge).getcolors()
        assert colours is not None
        assert [colour for _, colour in colours] == [PAPER]


def open_font(weight: Weight) -> ImageFont.FreeTypeFont:
    font = files("generator").joinpath("fonts", f"NotoSans-{weight}.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(font), 1000, layout_engine=ImageFont.Layout.BASIC)


def test_card_is_a_small_png_with_nothing_beside_the_picture() -> None:
    png = draw_card(KICKER, TITLE, LINES, BARS)
    assert set(list_chunks(png)) == {"IHDR", "PLTE", "IDAT", "IEND"}
    assert len(png) < 20_000
    assert_margins_are_free(png)


def test_same_input_gives_the_same_bytes() -> None:
    assert draw_card(KICKER, TITLE, LINES, BARS) == draw_card(KICKER, TITLE, LINES, BARS)


def test_every_part_is_seen() -> None:
    cards = {
        draw_card(KICKER, TITLE, LINES, BARS),
        draw_card("Another", TITLE, LINES, BARS),
        draw_card(KICKER, "2022 presidential election", LINES, BARS),
        draw_card(KICKER, TITLE, (), BARS),
        draw_card(KICKER, TITLE, (*LINES, "Another"), BARS),
        draw_card(KICKER, TITLE, LINES),
        draw_card(KICKER, TITLE, LINES, BARS[:1]),
    }
    assert len(cards) == 7


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_margins_stay_free_whatever_is_written(text: str) -> None:
    bar = CardBar(text, Decimal(1), Decimal(2), text)
    assert_margins_are_free(draw_card(text, text, (text,) * 5, (bar,) * 6))
    assert_margins_are_free(draw_card(text, text, ()))


def test_fullest_card_keeps_its_parts_apart() -> None:
    picture = read_picture(draw_card("W" * 99, "Wg " * 99, ("Wg " * 99,) * 3, (WIDEST,) * 4))
    ink = picture.crop((88, 0, 300, 630)).convert("L").point([255 * (value < 240) for value in range(256)])
    rows = [ink.crop((0, row, 212, row + 1)).getbbox() is not None for row in range(630)]
    groups = sum(1 for row in range(1, 630) if rows[row] and not rows[row - 1])
    assert groups == 1 + 2 + 4 + 1 + 3  # kicker, two lines of title, bars, hairline, lines


def test_blank_lines_take_no_room() -> None:
    assert draw_card(KICKER, TITLE, ("", "🗳️", *LINES)) == draw_card(KICKER, TITLE, LINES)


def test_bars_stand_on_one_scale() -> None:
    picture = read_picture(draw_card("", "", (), BARS))
    rows = [
        [picture.getpixel((column, row)) for column in range(88, 1120)]
        for row in range(630)
        if picture.crop((88, row, 1120, row + 1)).convert("RGB").tobytes().count(bytes(LINE)) > 50
    ]
    exact, between = rows[0], rows[-1]
    scale = sum(between.count(colour) for colour in (LINK, UNSURE, LINE))
    assert between.count(LINK) == pytest.approx(scale / 2, abs=1)
    assert between.count(UNSURE) == pytest.approx(scale / 4, abs=1)
    assert exact.count(LINK) == pytest.approx(scale * 0.7076, abs=1)
    assert exact.count(UNSURE) == 0


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_widths_are_those_of_the_font(weight: Weight) -> None:
    font = open_font(weight)
    widths = read_metrics(weight).widths
    assert {character: font.getlength(character) for character in widths} == widths


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_font_has_every_letter_it_says_it_has(weight: Weight) -> None:
    font = open_font(weight).font_variant(size=40)
    missing = bytes(font.getmask("\ufffd"))
    assert any(missing)
    letters = [letter for letter in read_metrics(weight).widths if letter != "\ufffd"]
    assert set(KAZAKH) | set("‘’“”«»–—…·№→ÄĞŞßЖЫЭёѓ") <= set(letters)
    assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == []
