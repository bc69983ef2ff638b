"""Breaks and shortens words to fit a picture: drawn without a browser, it must guess how wide they are."""

import unicodedata

import regex

from generator.markdown import Markdown, escape_markdown

_NARROW = frozenset(" .,:;!|'’‘·ijlftrIJіїјІЇЈ()[]/-‐‑")
_WIDE = frozenset("mwMWæœÆŒ@%—―…©®жмшщыюфӘәӨөЖМШЩЫЮФЪъЊЉњљ")
_EMS = {"Mn": 0.0, "Me": 0.0, "Cf": 0.0, "Nd": 0.65, "Ll": 0.64, "Lu": 0.75, "So": 1.4}
"""By category. Measured in DejaVu Sans, the widest of the sheet's fonts."""
_NO_XML = str.maketrans("", "", "\ufffe\uffff")


def measure_text(text: str, size: float) -> float:
    """Guess how wide a text is, in the units of its size; seldom less than it is, as fonts differ."""
    return size * sum(map(_measure_letter, text))


def fit_text(text: str, width: float, size: float) -> tuple[str, ...]:
    """Break a text into a line or two that fit a width; what is too long is cut and ends in "…".

    The lines are much alike, but a list joined by semicolons breaks after one.
    """
    words = text.split()
    if measure_text(" ".join(words), size) <= width:
        return (" ".join(words),)
    halves = [(" ".join(words[:number]), " ".join(words[number:])) for number in range(1, len(words))]
    widths = {pair: tuple(measure_text(line, size) for line in pair) for pair in halves}
    fitting = [pair for pair in halves if max(widths[pair]) <= width]
    if fitting:
        return min(fitting, key=lambda pair: (not pair[0].endswith(";"), max(widths[pair])))
    begun = [pair for pair in halves if widths[pair][0] <= width]
    if begun:
        return begun[-1][0], _cut(begun[-1][1], width, size)
    return (_cut(" ".join(words), width, size),)


def escape_label(text: str) -> Markdown:
    """Escape a text for an attribute or the content of SVG that stands in Markdown."""
    escaped = str(escape_markdown(text.translate(_NO_XML)))
    return Markdown(escaped.replace('"', "&#34;"))


def draw_words(lines: tuple[str, ...], whole: str, place: tuple[int, int], look: str = "") -> str:
    """Draw lines below each other, from the place where the first begins; what was cut stands whole in the title."""
    across, down = place
    first, *others = (escape_label(line) for line in lines)
    more = "".join(f' <tspan x="{across}" dy="1.2em">{line}</tspan>' for line in others)
    title = f"<title>{escape_label(whole)}</title>" if " ".join(lines) != " ".join(whole.split()) else ""
    named = f' class="{look}"' if look else ""
    return f'<text{named} x="{across}" y="{down}">{title}{first}{more}</text>'


def _measure_letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.38
    if letter in _WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 1.1
    return _EMS.get(unicodedata.category(letter), 0.85)


def _cut(text: str, width: float, size: float) -> str:
    """Give the longest beginning that fits with an ellipsis; a letter keeps its accents."""
    kept = ""
    for cluster in regex.findall(r"\X", text):
        if measure_text(f"{kept}{cluster}…", size) > width:
            break
        kept += cluster
    return f"{kept.rstrip()}…"
