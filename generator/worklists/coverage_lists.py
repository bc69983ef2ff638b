"""Lists paragraphs that nothing accounts for, and quotations near their limits."""

from collections.abc import Iterator
from decimal import Decimal

from generator.anchor import FEWEST_WORDS, MOST_WORDS
from generator.link import Library
from generator.load import Content
from generator.model import Section
from generator.quoting.words import count_words, split_paragraphs
from generator.worklists.entry import Entry, shorten

_NEAR = Decimal("0.8")
"""Of a limit; from here on one should know that it is near."""


def list_paragraphs(library: Library, content: Content) -> Iterator[Entry]:
    """Give each open paragraph that isn't furniture; its first words where the text is on this machine."""
    for name, coverage in library.coverage.items():
        source = library.corpus.sources[name]
        sections = {number: section for section in source.sections for number in section.paragraphs}
        for number in coverage.open:
            section = sections.get(number)
            if section and section.kind == "furniture":
                continue
            place = section.place_of("paragraphs") if section else source.place_of("sections")
            found = f"p{number} of {name}{_quote_start(name, number, content)} carries no claim"
            yield Entry(place, found, _advise(section))


def list_quotes(library: Library, content: Content) -> Iterator[Entry]:  # noqa: ARG001 - the signature of all lists
    """Give sources and quotations that are at a limit, or near one: in share, in length."""
    limits = library.corpus.settings.limits
    for name, coverage in library.coverage.items():
        source = library.corpus.sources[name]
        if source.rights.level != "full" and coverage.share_quoted >= limits.warn_share * _NEAR:
            found = f"{coverage.share_quoted} per cent of {name} is quoted, of {limits.warn_share} before a warning"
            yield Entry(source.place, found, "shorten a quotation before you add one")
    for linked in library.claims.values():
        words = sum(map(count_words, linked.anchor.printed)) if linked.anchor else FEWEST_WORDS
        place = linked.claim.place_of("quote")
        if words < FEWEST_WORDS:
            yield Entry(place, f"{linked.ref} quotes {words} words of {FEWEST_WORDS} at least", "quote a little more")
        if words >= MOST_WORDS * _NEAR:
            yield Entry(place, f"{linked.ref} quotes {words} words of {MOST_WORDS} at most", "quote only what it needs")


def _advise(section: Section | None) -> str:
    return "annotate it, or give its section a reason" if section else "put it into a section"


def _quote_start(name: str, number: int, content: Content) -> str:
    if name not in content.texts:
        return ""
    raw = content.texts[name].raw
    span = split_paragraphs(raw)[number - 1]
    return f" (line {raw.count(chr(10), 0, span.start) + 1}, {shorten(raw[span.start : span.end])})"
