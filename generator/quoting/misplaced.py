"""Explains why the parts of a quote with elisions don't stand in the source as they should."""

from generator.quoting.brackets import Reading
from generator.quoting.hints import make_hint
from generator.quoting.matching import LEAST_WORDS, LONGEST_GAP, MOST_BREAKS, find_sound
from generator.quoting.near import share_ends
from generator.quoting.quotes import NotFound, Span
from generator.quoting.similar import find_similar
from generator.quoting.source_text import SourceText
from generator.quoting.words import count_words


def explain_short(source: SourceText, reading: Reading) -> NotFound:
    """Explain that a part has too few words to be evidence."""
    short = next(segment.text for segment in reading.segments if count_words(segment.text) < LEAST_WORDS)
    message = f"each part of a quote with […] must have at least {LEAST_WORDS} words, found “{short}”"
    return make_hint(source, "elision-too-short", message, ())


def explain_missing(source: SourceText, reading: Reading, number: int) -> NotFound:
    """Explain that one part, numbered from 0, doesn't stand in the source."""
    found = [_locate_all(source, reading, other) for other in range(len(reading.segments))]
    missing = reading.segments[number].text
    near = find_similar(source.folded.text, missing)
    ranges = [places[0] for places in found if places]
    if near:
        ranges.insert(1, share_ends(source.folded.text, missing, (near.start, near.end)))
    message = f"every part of a quote with […] must stand in the source, found no “{missing}” (part {number + 1})"
    return make_hint(source, "elision-missing-segment", message, ranges)


def explain_order(source: SourceText, reading: Reading) -> NotFound:
    """Explain that all parts stand in the source, but not in this order or not near enough."""
    places = [_locate_all(source, reading, number) for number in range(len(reading.segments))]
    for start in places[0]:
        chain = [start]
        for options in places[1:]:
            following = next((place for place in options if place.start >= chain[-1].end), None)
            if following is None:
                break
            chain.append(following)
        else:
            rule = f"an elision must leave out at most {LONGEST_GAP} characters and {MOST_BREAKS} paragraph break"
            return make_hint(source, "elision-gap", f"{rule}; quote the parts separately", chain)
    ordered = sorted(options[0] for options in places)
    return make_hint(source, "elision-order", "the parts of a quote with […] must stand in the source's order", ordered)


def _locate_all(source: SourceText, reading: Reading, number: int) -> list[Span]:
    segment = reading.segments[number]
    return [Span(offset, offset + len(segment.text)) for offset in find_sound(source, segment, within_word=False)]
