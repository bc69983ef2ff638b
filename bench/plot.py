"""Draws seconds against pages as SVG, both on a logarithmic scale."""

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 760, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 560, 40, 410
_LINE = 15
"""Pixels between two names at least."""
_COLOURS = ("#0b6e4f", "#c1440e", "#1f4e9e", "#8a2be2", "#b8860b", "#444444", "#d81b60", "#00838f")
_FONT = 'font-family="sans-serif" font-size="12"'
_DASHES = ("", "6 3", "2 3")

Points = Sequence[tuple[float, float]]
"""Pages and seconds."""


def draw_plot(title: str, lines: Mapping[str, Points]) -> str:
    """Give a picture of lines, each with its name at its end; lines without points are left out."""
    drawn = {name: points for name, points in lines.items() if points}
    scale = _Scale([point for points in drawn.values() for point in points] or [(1.0, 1.0)])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" {_FONT}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14" font-weight="bold">{escape(title)}</text>',
        *scale.draw_grid(),
    ]
    places = _spread({name: scale.place(points[-1])[1] for name, points in drawn.items()})
    for number, (name, points) in enumerate(drawn.items()):
        parts.extend(_draw_line(number, name, points, scale, places[name]))
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Scale:
    """Knows where on the picture a number of pages and of seconds stands."""

    def __init__(self, points: Points) -> None:
        self.pages, seconds = sorted({pages for pages, _ in points}), [second for _, second in points]
        self.least, self.most = math.log10(self.pages[0]), math.log10(self.pages[-1])
        self.low, self.high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)) + 0.01)

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        pages, seconds = (math.log10(value) for value in point)
        share = (pages - self.least) / (self.most - self.least) if self.most > self.least else 0.5
        rise = (seconds - self.low) / (self.high - self.low)
        return round(_LEFT + share * (_RIGHT - _LEFT), 1), round(_BOTTOM - rise * (_BOTTOM - _TOP), 1)

    def draw_grid(self) -> Iterator[str]:
        for power in range(self.low, self.high + 1):
            _, y = self.place((10**self.least, 10.0**power))
            yield f'<path d="M{_LEFT} {y}H{_RIGHT}" stroke="#ddd"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>'
        for pages in self.pages:
            x, _ = self.place((pages, 10.0**self.low))
            yield f'<path d="M{x} {_TOP}V{_BOTTOM}" stroke="#ddd"/>'
            yield f'<text x="{x}" y="{_BOTTOM + 18}" text-anchor="middle">{pages:,.0f} pages</text>'


def _draw_line(number: int, name: str, points: Points, scale: _Scale, label: float) -> Iterator[str]:
    colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    places = [scale.place(point) for point in points]
    way = " ".join(f"{x},{y}" for x, y in places)
    yield f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places)
    x, y = places[-1]
    yield f'<path d="M{x} {y}L{_RIGHT + 14} {label}" stroke="{colour}" stroke-width="0.5" fill="none"/>'
    yield f'<text x="{_RIGHT + 18}" y="{label + 4}" fill="{colour}">{escape(name)}</text>'


def _spread(places: Mapping[str, float]) -> dict[str, float]:
    """Move names apart that would stand on one another, and keep their order."""
    spread: dict[str, float] = {}
    last = -math.inf
    for name in sorted(places, key=lambda name: places[name]):
        last = spread[name] = max(places[name], last + _LINE)
    # What was pushed out below goes up again, with what it meets.
    limit = float(_BOTTOM)
    for name in reversed(spread):
        limit = spread[name] = min(spread[name], limit)
        limit -= _LINE
    return spread
