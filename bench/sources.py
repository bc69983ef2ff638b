"""Invents sources: a text, its record, and the claims read in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from bench.claims import Author, Draft, Occasion
from bench.ledger import Ledger
from bench.plan import Plan
from bench.words import draw_words, write_sentence
from bench.world import World

_HEAD_PARAGRAPHS = 2
"""The headline and the byline."""


@dataclass(frozen=True)
class Source:
    """One source with all its files."""

    id: str
    text: str
    record: dict[str, Any]
    claims: dict[str, Any]


def share_claims(plan: Plan) -> list[int]:
    """Say how many claims each source has: all in all as many as planned, some sources more than others."""
    rng = Random(f"{plan.seed}/shares")
    each, rest = divmod(plan.claims, plan.sources)
    counts = [each + (number < rest) for number in range(plan.sources)]
    for number in range(0, plan.sources - 1, 2):
        moved = rng.randrange(min(8, each))
        counts[number] += moved
        counts[number + 1] -= moved
    return counts


def invent_sources(world: World, ledger: Ledger) -> Iterator[Source]:
    """Give all sources, one at a time, so that no more than one is in memory."""
    for number, count in enumerate(share_claims(world.plan)):
        yield _invent_source(number, count, world, ledger)


def _invent_source(number: int, count: int, world: World, ledger: Ledger) -> Source:
    rng = Random(f"{world.plan.seed}/source/{number}")
    elections = len(world.election_days)
    # The first sources see to it that no election is without one.
    election = number if number < elections else rng.choices(range(elections), cum_weights=world.election_weights)[0]
    publisher = rng.choice(world.press)
    ledger.used.add(publisher)
    day = world.election_days[election] + timedelta(days=rng.randrange(-30, 120))
    name = f"{world.cast[publisher].surname.lower()}-{day.year}-{number + 1}"
    author = Author(Occasion(name, day, election), world, ledger, rng)
    drafts = {f"c{key}": author.draft_claim(f"c{key}") for key in range(1, count + 1)}
    title = write_sentence(draw_words(world.lexicon, rng, 8))[:-1]
    body, annotated = _write_body(drafts, world, rng)
    byline = f"{world.cast[publisher].surname}, {day.day}.{day.month}.{day.year}"
    record = {
        "title": title,
        "type": "article-newspaper",
        "publisher": world.cast[publisher].id,
        "date": day.isoformat(),
        "date_basis": "printed",
        "language": "en",
        "url": f"https://{world.cast[publisher].surname.lower()}.example/{day.year}/{number + 1}",
        "accessed": "2032-01-05",
        "rights": {
            "level": "excerpt",
            "statement": "http://rightsstatements.org/vocab/InC/1.0/",
            "basis": "quotation",
            "holder": world.cast[publisher].name,
        },
        "sections": _list_sections(annotated, len(body)),
        "summary": " ".join(write_sentence(draw_words(world.lexicon, rng, 14)) for _ in range(2)),
    }
    claims = {
        "elections": [world.name_election(election)],
        "claims": {key: dict(draft.record) for key, draft in drafts.items()},
    }
    return Source(name, "\n\n".join((title, byline, *body)) + "\n", record, claims)


def _write_body(drafts: dict[str, Draft], world: World, rng: Random) -> tuple[list[str], set[int]]:
    """Give the paragraphs, and the places, from 0, of those that carry a claim."""
    size = max(6, round(len(drafts) * 1.15))
    places = sorted(rng.randrange(size) for _ in drafts)
    paragraphs = [
        [write_sentence(draw_words(world.lexicon, rng, rng.randrange(9, 22))) for _ in range(rng.randrange(4, 7))]
        for _ in range(size)
    ]
    for place, draft in zip(places, drafts.values(), strict=True):
        paragraphs[place].insert(rng.randrange(len(paragraphs[place])), draft.sentences)
    return [" ".join(sentences) for sentences in paragraphs], set(places)


def _list_sections(annotated: set[int], size: int) -> list[dict[str, Any]]:
    first = _HEAD_PARAGRAPHS + 1
    sections = [
        {"kind": "headline", "paragraphs": "1", "reason": "repeats the text below it"},
        {"kind": "byline", "paragraphs": "2", "reason": "place and date"},
        {"kind": "body", "paragraphs": write_ranges([place + first for place in sorted(annotated)])},
    ]
    silent = [place + first for place in range(size) if place not in annotated]
    if silent:
        sections.append({"kind": "body", "paragraphs": write_ranges(silent), "reason": "background only"})
    return sections


def write_ranges(numbers: list[int]) -> str:
    """Give numbers in order as in 3-5, 8."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
