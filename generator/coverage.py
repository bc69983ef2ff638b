"""Measures how much of a source is annotated and how much of it is quoted."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from msgspec import Struct

from generator.evidence import Anchor, Reading, Segment
from generator.model import Limits, Section, Source
from generator.problems import Problem


class Coverage(Struct, frozen=True):
    """How much of a source is accounted for."""

    paragraphs: int
    annotated: tuple[int, ...]
    """Paragraphs that carry claims."""
    explained: tuple[int, ...]
    """Paragraphs without claims whose section says why."""
    open: tuple[int, ...]
    """Paragraphs that are neither."""
    words: int
    """Of the paragraphs that count: neither furniture nor off-topic teasers."""
    words_quoted: int
    """Each word once."""

    @property
    def share_covered(self) -> Decimal:
        """Per cent of the paragraphs that are annotated or explained."""
        return _percent(self.paragraphs - len(self.open), self.paragraphs)

    @property
    def share_quoted(self) -> Decimal:
        """Per cent of the words that are quoted."""
        return _percent(self.words_quoted, self.words)


def measure_coverage(source: Source, reading: Reading, anchors: Iterable[Anchor]) -> Coverage:
    """Give a source's coverage, from its sections and the places of its quotations."""
    listed = tuple(anchors)
    annotated = {number for anchor in listed for number in anchor.paragraphs}
    kinds = {number: section for section in source.sections for number in section.paragraphs}
    numbers = range(1, len(reading.paragraph_words) + 1)
    explained = tuple(
        number for number in numbers if number not in annotated and number in kinds and kinds[number].reason
    )
    counted = [number for number in numbers if number in kinds and counts_as_text(kinds[number])]
    limits = _list_ranges(reading)
    words = sum(reading.paragraph_words[number - 1] for number in counted)
    quoted = _count_quoted(_unite(listed), limits, frozenset(counted))
    left = tuple(number for number in numbers if number not in annotated and number not in explained)
    return Coverage(len(numbers), tuple(sorted(annotated)), explained, left, words, quoted)


def check_coverage(source: Source, name: str, coverage: Coverage, limits: Limits) -> Iterator[Problem]:
    """Refuse a source of which too much is quoted; warn of paragraphs that nothing accounts for."""
    share = coverage.share_quoted
    if source.rights.level != "full" and share > limits.warn_share:
        is_over = share > limits.refuse_share
        limit = limits.refuse_share if is_over else limits.warn_share
        found = f"{share} ({coverage.words_quoted} of {coverage.words} words)"
        message = f"at most {limit} per cent of {name} must be quoted, found {found}"
        hint = "shorten quotations, or let claims share one"
        yield Problem(source.place, "share-over-limit", message, hint, severity="error" if is_over else "warning")
    for section in source.sections:
        bare = [number for number in section.paragraphs if number in coverage.open]
        if bare and section.kind != "furniture":
            message = f"a paragraph must carry a claim or have a reason, found {', '.join(map(str, bare))} with neither"
            yield Problem(
                section.place_of("paragraphs"),
                "paragraph-without-claim",
                message,
                "annotate it, or give the section a reason",
                severity="warning",
            )


def counts_as_text(section: Section) -> bool:
    """Say whether a section is what one reads the source for: neither furniture nor a teaser off the topic."""
    return section.kind != "furniture" and not (section.kind == "teaser" and not section.on_topic)


def _list_ranges(reading: Reading) -> list[Segment]:
    """Give each paragraph as a range of words, from 0."""
    ends = list(accumulate(reading.paragraph_words))
    return list(zip([0, *ends], ends, strict=False))


def _unite(anchors: Iterable[Anchor]) -> list[Segment]:
    """Join overlapping ranges of words, so that each word counts once."""
    united: list[Segment] = []
    for start, end in sorted(segment for anchor in anchors for segment in anchor.word_ranges):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _count_quoted(united: Iterable[Segment], limits: Sequence[Segment], counted: frozenset[int]) -> int:
    """Count the words of some ranges that lie in paragraphs that count."""
    ends = [end for _, end in limits]
    quoted = 0
    for segment in united:
        number = bisect_right(ends, segment[0])
        while number < len(limits) and limits[number][0] < segment[1]:
            quoted += _overlap(limits[number], segment) if number + 1 in counted else 0
            number += 1
    return quoted


def _overlap(first: Segment, second: Segment) -> int:
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def _percent(part: int, whole: int) -> Decimal:
    if not whole:
        return Decimal("0.0")
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
