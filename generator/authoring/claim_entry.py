"""Writes the first version of a claim, with a valid choice, marked, at everything that a maintainer must decide."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.anchor import find_spellings
from generator.authoring.finding import WordsPlace
from generator.authoring.workbench import CHECK, Workbench
from generator.authoring.yaml_text import indent, write_list, write_scalar
from generator.examine import TextAtHand

_MOST_CHOICES = 12


class ClaimWish(Struct, frozen=True):
    """What a maintainer said of a claim; empty where it is to be guessed."""

    text: str = ""
    kind: str = ""
    speaker: str = ""
    topics: tuple[str, ...] = ()


def write_claim(bench: Workbench, place: WordsPlace, text: TextAtHand, wish: ClaimWish) -> str:
    """Give a claim's fields, each on a line. Only `text` may be empty, and then no check lets it pass."""
    lines = [
        *_write_speaker(bench, place, text, wish.speaker),
        *_write_kind(bench, place, wish.kind),
        f"text: {write_scalar(wish.text)}" if wish.text else f"text:  {CHECK}: your own sentence, neutral and short",
        f"quote: {write_scalar(place.selector.exact)}",
    ]
    for field, context in (("prefix", place.selector.prefix), ("suffix", place.selector.suffix)):
        lines += [f"{field}: {write_scalar(context)}"] if context else []
    lines += [f"occurrence: {place.selector.occurrence}"] if place.selector.occurrence else []
    return "\n".join((*lines, *_write_topics(bench, place, text, wish.topics)))


def write_claims_head(bench: Workbench) -> str:
    """Give what a new file of claims begins with: the election of them all, where there is one to choose."""
    elections = tuple(bench.corpus.elections)
    if not elections:
        return "claims:\n"
    chosen = elections[:1] if len(elections) == 1 else ()
    return f"elections: {write_list(chosen)}  {CHECK}: {_list_choices(elections)}\nclaims:\n"


def write_entry(key: str, fields: str) -> str:
    """Give a claim as an entry of `claims`, written for column 1."""
    return f"{key}:\n{indent(fields, 2)}\n"


def _write_speaker(bench: Workbench, place: WordsPlace, text: TextAtHand, given: str) -> Iterator[str]:
    if given:
        yield f"speaker: {given}"
        return
    publisher = bench.corpus.sources[place.source].publisher if place.source in bench.corpus.sources else ""
    named = [name for name in _list_named(bench, place, text) if name != publisher]
    others = f"; named here: {_list_choices(named)}" if named else ""
    if publisher in bench.corpus.actors:
        yield f"speaker: {publisher}  {CHECK}: who says it; now the publisher does{others}"
    else:
        yield f"# speaker:  {CHECK}: who says it{others}"


def _write_kind(bench: Workbench, place: WordsPlace, given: str) -> Iterator[str]:
    kinds = tuple(bench.corpus.settings.claim_kinds)
    has_figure = any(map(str.isdigit, place.selector.exact)) and "figure" in kinds
    # An event, or whatever else the corpus lists first but for figures, is the commonest claim without a number.
    plain = "event" if "event" in kinds else next((kind for kind in kinds if kind != "figure"), kinds[0])
    guessed = "figure" if has_figure else plain
    yield f"kind: {given}" if given else f"kind: {guessed}  {CHECK}: {_list_choices(kinds)}"


def _write_topics(bench: Workbench, place: WordsPlace, text: TextAtHand, given: Sequence[str]) -> Iterator[str]:
    topics = bench.corpus.topics
    if given:
        yield f"topics: {write_list(given)}"
    elif topics:
        passage = _read_paragraphs(place, text).casefold()
        near = (name for name, topic in topics.items() if {name, topic.label.casefold()} & {*passage.split()})
        likely = next((name for name in topics if topics[name].label.casefold() in place.selector.exact.casefold()), "")
        yield f"topics: [{likely or next(near, next(iter(topics)))}]  {CHECK}: {_list_choices(tuple(topics))}"
    else:
        yield f"topics: []  {CHECK}: none yet; asreported new topic ID adds one"


def _list_named(bench: Workbench, place: WordsPlace, text: TextAtHand) -> list[str]:
    """Give the actors who are named in the paragraphs of a place."""
    spellings: dict[str, str] = {}
    for actor_id, actor in bench.corpus.actors.items():
        names = (name.name for name in actor.names if not name.finding_aid and not name.only_at)
        for spelling in (actor.name, *names):
            spellings.setdefault(spelling, actor_id)
    found = find_spellings(text.source, tuple(spellings))
    here = set(place.paragraphs)
    spans = [(spelling, (span.start, span.end)) for spelling, listed in found.items() for span in listed]
    named = (spellings[spelling] for spelling, span in spans if here & set(text.find_paragraphs((span,))))
    return sorted(set(named))


def _read_paragraphs(place: WordsPlace, text: TextAtHand) -> str:
    view = text.source.view
    ranges = (text.paragraphs[number - 1] for number in place.paragraphs)
    return " ".join(view.text[bisect_left(view.starts, start) : bisect_left(view.starts, end)] for start, end in ranges)


def _list_choices(choices: Sequence[str]) -> str:
    more = f" and {len(choices) - _MOST_CHOICES} more" if len(choices) > _MOST_CHOICES else ""
    return ", ".join(choices[:_MOST_CHOICES]) + more
