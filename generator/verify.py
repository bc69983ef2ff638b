"""Finds every quotation and spelling afresh in the texts that are on this machine."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from generator.anchor import find_quote, find_spellings
from generator.evidence import Anchor, Evidence, Mentions, Reading, Segment, digest_selector, digest_spellings
from generator.fields import read_paragraphs
from generator.load import TextFile
from generator.model import Claim, Corpus, Name
from generator.problems import Problem
from generator.quote_problems import Miss, explain_ambiguous, explain_not_found, explain_warning
from generator.quoting.brackets import split_elisions
from generator.quoting.quotes import Ambiguous, Found, NotFound, Selector, Span
from generator.quoting.source_text import SourceText, read_source
from generator.quoting.words import split_paragraphs, word_spans

_START, _END = itemgetter(0), itemgetter(1)


@dataclass(frozen=True, slots=True)
class TextAtHand:
    """A source's text, folded for searching and measured in paragraphs and words."""

    source: SourceText
    sha256: str
    paragraphs: tuple[Segment, ...]
    """In code points; paragraph 1 first."""
    words: tuple[Segment, ...]
    """In code points."""

    def find_paragraphs(self, segments: tuple[Segment, ...]) -> tuple[int, ...]:
        """Give the numbers, from 1, of the paragraphs that the segments touch."""
        touched: set[int] = set()
        for start, end in segments:
            first, last = (
                bisect_right(self.paragraphs, start, key=_START),
                bisect_left(self.paragraphs, end, key=_START),
            )
            touched.update(range(first, last + 1))
        return tuple(sorted(touched))

    def find_words(self, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        """Give each segment as a range of words, from 0."""
        return tuple(
            (bisect_right(self.words, start, key=_END), bisect_left(self.words, end, key=_START))
            for start, end in segments
        )


@dataclass(frozen=True, slots=True)
class Findings:
    """What a look into the texts brought."""

    evidence: Evidence
    """Of the sources at hand only."""
    failures: Mapping[str, Problem] = field(default_factory=dict)
    """The problem of each claim whose words were not found, or not just once."""
    notices: tuple[Problem, ...] = ()
    """What is wrong or doubtful besides."""


def find_evidence(corpus: Corpus, texts: Mapping[str, TextFile]) -> Findings:
    """Look every quotation and every spelling up in the texts at hand."""
    shelf = {name: measure_text(text) for name, text in texts.items() if name in corpus.sources}
    anchors: dict[str, Anchor] = {}
    failures: dict[str, Problem] = {}
    notices: list[Problem] = []
    for ref, claim in list_quoted(corpus):
        name = ref.partition("/")[0]
        if name not in shelf:
            continue
        selector = Selector(claim.quote, claim.prefix or "", claim.suffix or "", claim.occurrence, claim.within_word)
        outcome = find_quote(shelf[name].source, selector)
        if isinstance(outcome, Found):
            anchors[ref] = _make_anchor(claim, outcome, shelf[name])
            notices.extend(explain_warning(ref, claim, code) for code in outcome.warnings)
        elif isinstance(outcome, Ambiguous):
            failures[ref] = explain_ambiguous(ref, claim, outcome)
        else:
            failures[ref] = explain_not_found(ref, claim, study_miss(name, selector, outcome, shelf))
    mentions = {name: Mentions(digest_spellings(actor), {}) for name, actor in corpus.actors.items()}
    for name, text in shelf.items():
        for actor, found in _locate_actors(name, corpus, text).items():
            mentions[actor] = Mentions(mentions[actor].spellings, {**mentions[actor].found, name: found})
    notices.extend(_check_names(corpus, mentions, frozenset(shelf)))
    readings = {name: Reading(text.sha256, _count_words(text)) for name, text in shelf.items()}
    return Findings(Evidence(readings, anchors, mentions), failures, tuple(notices))


def list_quoted(corpus: Corpus) -> Iterator[tuple[str, Claim]]:
    """Give every claim whose words are published, with its reference."""
    for name, claim_file in corpus.claim_files.items():
        if name in corpus.sources and not corpus.sources[name].withdrawn:
            yield from ((f"{name}/{key}", claim) for key, claim in claim_file.claims.items() if not claim.withdrawn)


def measure_text(text: TextFile) -> TextAtHand:
    """Fold a text for searching, and count its paragraphs and words."""
    return TextAtHand(read_source(text.raw, text.format), text.sha256, split_paragraphs(text.raw), word_spans(text.raw))


def _count_words(text: TextAtHand) -> tuple[int, ...]:
    return tuple(
        bisect_left(text.words, end, key=_START) - bisect_left(text.words, start, key=_START)
        for start, end in text.paragraphs
    )


def _make_anchor(claim: Claim, found: Found, text: TextAtHand) -> Anchor:
    segments = tuple((segment[0], segment[1]) for segment in found.segments)
    ranges = list(text.find_words(segments))
    # Typed context is published in text fragments, so it counts as quoted (evidence.md).
    ranges[0] = (max(0, ranges[0][0] - len((claim.prefix or "").split())), ranges[0][1])
    ranges[-1] = (ranges[-1][0], min(len(text.words), ranges[-1][1] + len((claim.suffix or "").split())))
    printed = tuple(" ".join(_show(text.source, segment).split()) for segment in found.segments)
    return Anchor(
        digest_selector(claim),
        segments,
        text.find_paragraphs(segments),
        tuple(ranges),
        printed,
        found.display,
        found.warnings,
    )


def _show(source: SourceText, span: Span) -> str:
    """Give what a reader sees of a range of the text."""
    starts = source.view.starts
    return source.view.text[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def study_miss(name: str, selector: Selector, outcome: NotFound, shelf: Mapping[str, TextAtHand]) -> Miss:
    """Look what helps most: another source that has the words, the part of the quote that fails, and its like."""
    written, near, suggestions = selector.exact, outcome.near, outcome.suggestions
    if outcome.reason == "elision-missing-segment":
        for part in split_elisions(selector.exact):
            alone = find_quote(shelf[name].source, Selector(part, within_word=selector.within_word))
            if isinstance(alone, NotFound):
                written, near, suggestions = part, alone.near, alone.suggestions
                break
    paragraphs = shelf[name].find_paragraphs(((near.start, near.end),)) if near else ()
    suggestion = suggestions[0] if suggestions else ""
    paragraph = paragraphs[0] if paragraphs else None
    return Miss(outcome, written, suggestion, paragraph, _find_elsewhere(name, selector, shelf))


def _find_elsewhere(name: str, selector: Selector, shelf: Mapping[str, TextAtHand]) -> str:
    """Give another source that holds the words, since a wrong source is the commonest slip."""
    others = (other for other in shelf if other != name)
    return next((other for other in others if isinstance(find_quote(shelf[other].source, selector), Found)), "")


def _locate_actors(source: str, corpus: Corpus, text: TextAtHand) -> dict[str, dict[str, tuple[int, ...]]]:
    """Give the paragraphs where each actor's spellings stand, one number for each occurrence."""
    owners: dict[str, list[tuple[str, frozenset[int] | None]]] = {}
    for actor_id, actor in corpus.actors.items():
        owners.setdefault(actor.name, []).append((actor_id, None))
        for name in actor.names:
            if not name.finding_aid and (name.name != actor.name or name.only_at):
                owners.setdefault(name.name, []).append((actor_id, _limit_paragraphs(source, name)))
    located: dict[str, dict[str, tuple[int, ...]]] = {}
    for spelling, spans in find_spellings(text.source, tuple(owners)).items():
        paragraphs = tuple(number for span in spans for number in text.find_paragraphs(((span[0], span[1]),)))
        for actor_id, limit in owners[spelling]:
            here = tuple(number for number in paragraphs if limit is None or number in limit)
            if here:
                located.setdefault(actor_id, {})[spelling] = here
    return located


def _limit_paragraphs(source: str, name: Name) -> frozenset[int] | None:
    """Give the paragraphs of a source to which a short form is limited, or none where it isn't."""
    if not name.only_at:
        return None
    here = (place.partition("/")[2] for place in name.only_at if place.partition("/")[0] == source)
    return frozenset(number for numbers in here for number in read_paragraphs(numbers))


def _check_names(corpus: Corpus, mentions: Mapping[str, Mentions], at_hand: frozenset[str]) -> Iterator[Problem]:
    for actor_id, actor in corpus.actors.items():
        found = mentions[actor_id].found
        for name in actor.names:
            printed = {source for source, by_spelling in found.items() if name.name in by_spelling}
            for number, source in enumerate(name.printed_in):
                if source in at_hand and source not in printed and not name.finding_aid:
                    message = f"a spelling must stand in each source of printed_in, found no {name.name!r} in {source}"
                    yield Problem(
                        name.place_of("printed_in", number),
                        "name-not-printed",
                        message,
                        "copy the spelling from the source, or correct printed_in",
                    )
            if not name.finding_aid and not name.printed_in and not printed and at_hand == frozenset(corpus.sources):
                message = f"a spelling must be printed in a source or be marked as a finding aid, found {name.name!r}"
                yield Problem(name.place, "spelling-unsourced", message, "add finding_aid: true", severity="warning")
