"""Draws the picture that social networks and messengers show with a link: PNG, 1200 by 630 pixels."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

from generator.typesetting import LEADING, Setting, Weight, clean_text, fit_text, place_letters

_WIDTH, _HEIGHT = 1200, 630
_LEFT, _RIGHT = 88, 1120
"""Where type and bars begin and end."""
_RULE = 24

_Colour = tuple[int, int, int]
# The light scheme of templates/theme/style.css, under its names.
_PAPER, _INK, _QUIET = (0xFD, 0xFD, 0xFB), (0x1C, 0x1F, 0x22), (0x54, 0x5B, 0x62)
_LINE, _LINK, _UNSURE = (0xD9, 0xDC, 0xDF), (0x0B, 0x4F, 0x7D), (0x7C, 0x9D, 0xB3)
_FLAT = (_PAPER, _LINE, _LINK, _UNSURE)
_WRITTEN = (_INK, _QUIET, _LINK)
_SHADES = 4
"""Steps from paper to the colour of a letter, for smooth edges. With these there are sixteen colours at most, so that
two points are a byte; more of them look the same, weigh a fifth more and take longer."""

_KICKER_BASELINE, _KICKER_SIZE = 84, 30
_TITLE_TOP, _TITLE_SIZES = 126, (88, 80, 72, 66, 60, 55, 50, 46, 42, 38, 35)
_LINE_BASELINE, _LINE_SIZES, _LINE_PITCH = 556, (34, 32, 30, 28), 42
"""The baseline is that of the last line."""
_BAR_SIZE, _BAR_PITCH, _BAR_HEIGHT = 28, 42, 20
_LABEL_WIDTH, _WORDS_WIDTH, _GUTTER = 350, 380, 24

_REMEMBERED = 1 << 10
"""Letters that are kept drawn, each in one weight and size."""


class CardBar(Struct, frozen=True):
    """A share, or the bounds of one, in per cent."""

    label: str
    lower: Decimal
    upper: Decimal
    """The same as the lower where the share is exact."""
    words: str


def draw_card(kicker: str, title: str, lines: tuple[str, ...], bars: tuple[CardBar, ...] = ()) -> bytes:
    """Give a PNG: a kicker, a title as large as there is room for, up to four bars and up to three lines.

    What is too long becomes smaller, and is cut at last. Letters that the fonts lack become boxes, emoji are left out.
    The same input gives the same bytes, with the same versions of Pillow and its libraries.
    """
    picture = Image.new("L", (_WIDTH, _HEIGHT), _FLAT.index(_PAPER))
    _fill(picture, (0, 0), (_RULE, _HEIGHT), _LINK)
    _write(picture, (_LEFT, _KICKER_BASELINE), _set_line(kicker, "Bold", (_KICKER_SIZE,)), _LINK)
    bottom = _draw_lines(picture, [line for line in lines if clean_text(line)][:3])
    bottom = _draw_bars(picture, bars[:4], bottom)
    setting = fit_text(clean_text(title), "Bold", (_RIGHT - _LEFT, bottom - _TITLE_TOP), _TITLE_SIZES)
    _write(picture, (_LEFT, _TITLE_TOP + round(setting.size * 0.78)), setting, _INK)
    picture.putpalette(bytes(part for colour in _list_colours() for part in colour))
    buffer = BytesIO()
    # Runs of one colour are all that there is to find; to look for more takes twice the time for one byte in eighty.
    picture.save(buffer, "PNG", compress_type=Image.RLE)
    return buffer.getvalue()


def _draw_lines(picture: Image.Image, lines: list[str]) -> int:
    """Write lines at the foot, all in the size that the longest needs. Gives where they begin."""
    if not lines:
        return _LINE_BASELINE
    size = min(_set_line(line, "Regular", _LINE_SIZES).size for line in lines)
    first = _LINE_BASELINE - _LINE_PITCH * (len(lines) - 1)
    for number, line in enumerate(lines):
        _write(picture, (_LEFT, first + _LINE_PITCH * number), _set_line(line, "Regular", (size,)), _QUIET)
    _fill(picture, (_LEFT, first - 60), (_RIGHT - _LEFT, 2), _LINE)
    return first - 76


def _draw_bars(picture: Image.Image, bars: tuple[CardBar, ...], bottom: int) -> int:
    """Draw bars on one scale, each between its label and its words. Gives where they begin."""
    if not bars:
        return bottom
    labels = [_set_line(bar.label, "Bold", (_BAR_SIZE,), _LABEL_WIDTH) for bar in bars]
    words = [_set_line(bar.words, "Regular", (_BAR_SIZE,), _WORDS_WIDTH) for bar in bars]
    left = _LEFT + round(max(setting.width for setting in labels)) + _GUTTER
    right = _RIGHT - round(max(setting.width for setting in words)) - _GUTTER
    first = bottom - 16 - _BAR_PITCH * (len(bars) - 1)
    for number, bar in enumerate(bars):
        baseline = first + _BAR_PITCH * number
        _write(picture, (_LEFT, baseline), labels[number], _INK)
        _write(picture, (right + _GUTTER, baseline), words[number], _INK)
        for share, colour in ((Decimal(100), _LINE), (bar.upper, _UNSURE), (bar.lower, _LINK)):
            width = round((right - left) * min(max(share, Decimal(0)), Decimal(100)) / 100)
            _fill(picture, (left, baseline - _BAR_HEIGHT), (width, _BAR_HEIGHT), colour)
    return first - 42


def _set_line(text: str, weight: Weight, sizes: tuple[int, ...], width: int = _RIGHT - _LEFT) -> Setting:
    return fit_text(clean_text(text), weight, (width, sizes[0] * LEADING), sizes)


def _fill(picture: Image.Image, corner: tuple[int, int], size: tuple[int, int], colour: _Colour) -> None:
    left, top = corner
    picture.paste(_FLAT.index(colour), (left, top, left + size[0], top + size[1]))


def _write(picture: Image.Image, start: tuple[int, int], setting: Setting, colour: _Colour) -> None:
    """Write lines, the first one's baseline beginning at the start."""
    drawn, shades = _list_steps(colour)
    for number, line in enumerate(setting.lines):
        letters = _draw_letters(line, setting)
        place = (start[0] - _overhang(setting), start[1] + round((number * LEADING - 2) * setting.size))
        picture.paste(letters.point(shades), place, letters.point(drawn))


@cache
def _list_steps(colour: _Colour) -> tuple[list[int], list[int]]:
    """Give, for each value of a letter drawn white on black, whether it is drawn and in which shade of the palette."""
    paler = len(_FLAT) + _WRITTEN.index(colour) * _SHADES - 1
    steps = [round(value * _SHADES / 255) for value in range(256)]
    return [255 * bool(step) for step in steps], [paler + step for step in steps]


def _draw_letters(line: str, setting: Setting) -> Image.Image:
    """Draw a line, white on black, with its overhang on the left and right; the baseline is two sizes from the top."""
    size, overhang = setting.size, _overhang(setting)
    mask = Image.new("L", (round(setting.width) + 2 * overhang, 3 * size))
    pen = ImageDraw.Draw(mask)
    for position, letter in place_letters(line, setting.weight, size):
        # At whole pixels, so that a letter is the same each time, which compresses well.
        pen.bitmap((round(position), 0), _draw_letter(letter, setting.weight, size, overhang), fill=255)
    return mask


@lru_cache(_REMEMBERED)
def _draw_letter(letter: str, weight: Weight, size: int, overhang: int) -> Image.Image:
    """Draw a letter as it stands in a line that it begins."""
    font = _open_font(weight, size)
    mask = Image.new("L", (round(font.getlength(letter)) + 2 * overhang, 3 * size))
    ImageDraw.Draw(mask).text((overhang, 2 * size), letter, fill=255, font=font, anchor="ls")
    return mask


def _overhang(setting: Setting) -> int:
    """Give the pixels by which letters may stand out, such as the hook of a j. What stands out more is cut off."""
    return setting.size // 4


@cache
def _open_font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    font = files("generator").joinpath("fonts", f"NotoSans-{weight}.ttf").read_bytes()
    # Not the other engine: it needs a library that only some systems have.
    return ImageFont.truetype(BytesIO(font), size, layout_engine=ImageFont.Layout.BASIC)


def _list_colours() -> Iterator[_Colour]:
    yield from _FLAT
    for colour in _WRITTEN:
        for step in range(1, _SHADES + 1):
            red, green, blue = (
                round(paper + (full - paper) * step / _SHADES) for paper, full in zip(_PAPER, colour, strict=True)
            )
            yield red, green, blue
