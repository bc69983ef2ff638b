"""Draws what is dated down an axis of years: events by name, statements as blocks, periods as lines beside the axis."""

from collections.abc import Iterator

from msgspec import Struct

from generator.interface import fill_slots
from generator.markdown import Markdown
from generator.views.lettering import draw_words, escape_label, fit_text, measure_text
from generator.views.timescale import Period, TimelineMark, Year, make_timescale

_WIDTH = 300
"""As wide as a phone's column, so that words keep their size there."""
_LINE = 17
_BREAK = 16
"""Between years that don't follow each other."""
_FIRST_LANE = 39
_LANE_WIDTH = 8
_MOST_LINES = 40
_WIDEST_BLOCK = 8


class TimelineWords(Struct, frozen=True):
    """What the picture says in the language of the site."""

    label: str
    """Tells what is drawn to those who can't see it, with {first}, {last}, {events} and {statements}."""
    caption: str
    periods: str
    """Follows the caption where periods are drawn."""
    cut: str
    """Follows where there is no room for all, with {count}."""


class _Place(Struct, frozen=True):
    """Where a year is drawn."""

    year: Year
    top: int
    bottom: int
    follows: bool
    """Whether the year before stands right above it."""
    events: tuple[tuple[TimelineMark, tuple[str, ...], int], ...]
    """Each with its lines and how far down they begin."""


def draw_timeline(
    marks: tuple[TimelineMark, ...], words: TimelineWords, most_lines: int = _MOST_LINES
) -> Markdown | None:
    """Draw the latest years for which there is room, each that has anything dated; nothing for less than two."""
    scale = make_timescale(marks, most_lines)
    if len(scale.years) < 2:
        return None
    across = _FIRST_LANE + 2 + _LANE_WIDTH * max((period.lane + 1 for period in scale.periods), default=0)
    places = tuple(_place_years(scale.years, across))
    parts = (
        *_draw_axis(places, across),
        *_draw_blocks(places, across),
        *(_draw_period(period, places) for period in scale.periods),
        *_draw_events(places, across),
    )
    first, last = scale.years[0].number, scale.years[-1].number
    label = fill_slots(words.label, first=first, last=last, events=scale.events, statements=scale.statements)
    cut = fill_slots(words.cut, count=scale.left_out) if scale.left_out else ""
    caption = " ".join(filter(None, (words.caption, words.periods if scale.periods else "", cut)))
    head = f'<svg viewBox="0 0 {_WIDTH} {places[-1].bottom + 6}" role="img" aria-label="{escape_label(label)}">'
    body = f"{head}{''.join(parts)}</svg><figcaption>{escape_label(caption)}</figcaption>"
    return Markdown(f'<figure class="years">{body}</figure>')


def _place_years(years: tuple[Year, ...], across: int) -> Iterator[_Place]:
    """Give each year lines of its own, so that no words can run into others."""
    bottom, before = 0, years[0].number - 1
    for year in years:
        follows = year.number == before + 1
        top = bottom + (0 if follows else _BREAK)
        down = top + 15 + (_LINE if year.sure + year.unsure else 0)
        events = []
        for event in year.events:
            lines = fit_text(event.label, _WIDTH - across - 12, 14)
            events.append((event, lines, down))
            down += _LINE * len(lines)
        bottom = max(down - _LINE + 7, top + 22)
        before = year.number
        yield _Place(year, top, bottom, follows, tuple(events))


def _draw_axis(places: tuple[_Place, ...], across: int) -> Iterator[str]:
    axis = "".join(f"M{across} {place.top}V{place.bottom}" for place in places)
    breaks = "".join(f"M{across} {place.top - _BREAK + 4}v9" for place in places if not place.follows)
    yield f'<path class="axis" d="{axis}"/><path class="break" d="{breaks}"/>'
    for place in places:
        yield f'<text y="{place.top + 15}">{place.year.number}</text>'


def _draw_blocks(places: tuple[_Place, ...], across: int) -> Iterator[str]:
    """Draw a block for each statement, or bars without gaps where they are too many for that."""
    fullest = max(place.year.sure + place.year.unsure for place in places) or 1
    room = _WIDTH - across - 10 - measure_text(str(fullest), 13)
    block = min(_WIDEST_BLOCK, round(room / fullest, 2))
    sure, unsure, counts = "", "", ""
    for place in places:
        count = place.year.sure + place.year.unsure
        down, left = place.top + 10, across + 4
        middle, right = (round(left + block * number, 1) for number in (place.year.sure, count))
        sure += f"M{left} {down}H{middle}" if middle > left else ""
        unsure += f"M{middle} {down}H{right}" if right > middle else ""
        counts += f'<text x="{round(right) + 4}" y="{down + 5}">{count}</text>' if count else ""
    gaps = f' stroke-dasharray="{round(block - 1.5, 2)} 1.5"' if block >= 4 else ""
    yield f'<g{gaps}><path class="sure" d="{sure}"/><path class="unsure" d="{unsure}"/></g>{counts}'


def _draw_period(period: Period, places: tuple[_Place, ...]) -> str:
    """Draw a period from its first year to its last, with an arrow where it goes on beyond what is drawn."""
    by_year = {place.year.number: place for place in places}
    begins, ends = by_year.get(period.first), by_year.get(period.last)
    across = _FIRST_LANE + _LANE_WIDTH * period.lane
    top = begins.top + 5 if begins else 1
    bottom = ends.top + 15 if ends else places[-1].bottom - 1
    path = f"M{across} {top}V{bottom}"
    path += "" if begins else f"M{across} {top}l-3 5M{across} {top}l3 5"
    path += "" if ends else f"M{across} {bottom}l-3-5M{across} {bottom}l3-5"
    look = "period" if period.is_sure else "period unsure"
    return f'<path class="{look}" d="{path}"><title>{escape_label(" ".join(period.labels))}</title></path>'


def _draw_events(places: tuple[_Place, ...], across: int) -> Iterator[str]:
    for place in places:
        for event, lines, down in place.events:
            look = "event" if event.is_sure else "event unsure"
            yield f'<path class="{look}" d="M{across - 5} {down - 5}l5-5 5 5-5 5z"/>'
            yield draw_words(lines, event.label, (across + 12, down), "name")
