"""Invents claims: the sentence of the text, the words quoted of it, and what is recorded of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from bench.ledger import Ledger
from bench.words import draw_words, write_sentence
from bench.world import KINDS, World

ASPECTS = ("overall", "campaign", "voting", "counting")
RATINGS = ("negative", "mixed", "positive")
_STANCES = ("supports", "opposes", "neutral", "mixed")
_STATUSES = ("preliminary", "final", "estimated")


@dataclass(frozen=True)
class Draft:
    """A claim, with the sentences of the text that carry it."""

    sentences: str
    record: Mapping[str, Any]


@dataclass(frozen=True)
class Occasion:
    """In what a claim is made."""

    source: str
    day: date
    """When the source was published."""
    election: int
    """The one that most claims of the source are about."""


@dataclass(frozen=True)
class Author:
    """Invents the claims of one source, and notes in the ledger what they speak of."""

    occasion: Occasion
    world: World
    ledger: Ledger
    rng: Random

    def draft_claim(self, key: str) -> Draft:
        """Invent the next claim."""
        world, rng, ref = self.world, self.rng, f"{self.occasion.source}/{key}"
        kind = rng.choices(tuple(KINDS), cum_weights=tuple(accumulate(KINDS.values())))[0]
        speaker, about = self._draw_speaker(), self._draw_about()
        said, names = world.cast[speaker].name, [world.cast[number].name for number in about]
        quote = self._draw_quote(kind)
        of = f" of {' and '.join(names)}" if names else ""
        sentences = f"{said} said{of} that {quote} {' '.join(self._draw(4, 9))}."
        if world.cast[speaker].type == "person" and rng.random() < 0.4:
            sentences += f" {world.cast[speaker].surname} {' '.join(self._draw(7, 11))}."
            self.ledger.note_surname(speaker, self.occasion.source)
        for number in (speaker, *about):
            self.ledger.note_actor(number, ref)
        subject = [f"of {names[0]}"] if names else []
        record: dict[str, Any] = {"speaker": world.cast[speaker].id} if rng.random() < 0.85 else {}
        record |= {"kind": kind, "text": write_sentence([said, "said", *subject, "that", *self._draw(8, 18)])}
        record |= {"quote": quote, **self._draw_people(ref), **self._draw_stance(kind, about), **self._draw_topics()}
        return Draft(sentences, record | self._draw_election(ref) | self._draw_rest(kind))

    def _draw(self, least: int, most: int) -> list[str]:
        return draw_words(self.world.lexicon, self.rng, self.rng.randrange(least, most))

    def _draw_speaker(self) -> int:
        return self.rng.choices(self.world.speakers, cum_weights=self.world.speaker_weights)[0]

    def _draw_about(self) -> list[int]:
        count = self.rng.choice((0, 1, 1, 2))
        everybody = range(len(self.world.cast))
        return list(dict.fromkeys(self.rng.choices(everybody, cum_weights=self.world.cast_weights, k=count)))

    def _draw_quote(self, kind: str) -> str:
        words = self._draw(8, 14)
        if kind == "figure":
            words[3:5] = ["at", f"{self.rng.randrange(10, 90)}.{self.rng.randrange(10)}", "per", "cent"]
        return " ".join(words)

    def _draw_people(self, ref: str) -> dict[str, Any]:
        drawn: dict[str, Any] = {}
        for field, share in (("via", 0.06), ("reporter", 0.05), ("to", 0.03)):
            if self.rng.random() < share:
                number = self._draw_speaker()
                self.ledger.note_actor(number, ref)
                name = self.world.cast[number].id
                drawn[field] = [name] if field == "via" else name
        return drawn

    def _draw_stance(self, kind: str, about: list[int]) -> dict[str, Any]:
        drawn: dict[str, Any] = {"about": [self.world.cast[number].id for number in about]} if about else {}
        if about and self.rng.random() < 0.2:
            drawn["stance"] = self.rng.choice(_STANCES)
        if kind == "opinion" and self.rng.random() < 0.6:
            drawn["assessment"] = {"aspect": self.rng.choice(ASPECTS), "rating": self.rng.choice(RATINGS)}
        return drawn

    def _draw_topics(self) -> dict[str, Any]:
        count, every = self.rng.choice((1, 1, 2)), range(len(self.world.topics))
        topics = dict.fromkeys(self.rng.choices(every, cum_weights=self.world.topic_weights, k=count))
        return {"topics": [self.world.topics[number] for number in topics]}

    def _draw_election(self, ref: str) -> dict[str, Any]:
        drawn: dict[str, Any] = {}
        election = self.occasion.election
        if self.rng.random() < 0.1:
            every = range(len(self.world.election_days))
            election = self.rng.choices(every, cum_weights=self.world.election_weights)[0]
            drawn["elections"] = [self.world.name_election(election)]
        self.ledger.note_election(election, ref)
        if self.rng.random() < 0.35:
            before = timedelta(days=self.rng.randrange(0, 200, 8))
            drawn["happened"] = (self.world.election_days[election] - before).isoformat()
        return drawn

    def _draw_rest(self, kind: str) -> dict[str, Any]:
        drawn: dict[str, Any] = {}
        if self.rng.random() < 0.35:
            drawn["date"] = (self.occasion.day - timedelta(days=self.rng.randrange(6))).isoformat()
        if kind == "figure" and self.rng.random() < 0.5:
            drawn["status"] = self.rng.choice(_STATUSES)
        if self.rng.random() < 0.1:
            drawn["note"] = write_sentence(self._draw(8, 18))
        return drawn
