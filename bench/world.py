"""Holds what the texts of a corpus speak of: its words, actors, elections and topics."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from bench.cast import Figure, invent_cast
from bench.plan import Plan
from bench.words import Lexicon, invent_word, make_lexicon, weigh_ranks

_FIRST_DAY = date(2001, 3, 4)
_YEARS = 30
"""Over how long the elections are spread."""
_TOPIC_WORDS = 5_000
"""The first number of a topic's name; none of the words of the texts has it."""
KINDS = {
    "figure": 20,
    "event": 18,
    "description": 18,
    "allegation": 10,
    "denial": 5,
    "opinion": 16,
    "prediction": 4,
    "promise": 4,
    "legal-change": 3,
    "question": 2,
}
"""How often each kind of claim is, per cent."""


@dataclass(frozen=True)
class World:
    """What the texts speak of; things are named by their number, and low numbers are named most."""

    plan: Plan
    lexicon: Lexicon
    cast: list[Figure]
    cast_weights: list[float]
    """Added up, as `Random.choices` wants them."""
    speakers: list[int]
    """Actors that can speak: no places."""
    speaker_weights: list[float]
    press: list[int]
    election_days: list[date]
    election_weights: list[float]
    topics: list[str]
    topic_weights: list[float]

    def name_election(self, number: int) -> str:
        """Give an election's id."""
        return f"vote-{self.election_days[number].year}-{number + 1}"


def make_world(plan: Plan) -> World:
    """Invent what the texts speak of."""
    cast = invent_cast(plan.actors, plan.seed)
    speakers = [number for number, figure in enumerate(cast) if figure.role != "place"]
    weights = weigh_ranks(len(cast))
    rng = Random(f"{plan.seed}/days")
    span = _YEARS * 365
    days = [
        _FIRST_DAY + timedelta(days=span * number // plan.elections + rng.randrange(90))
        for number in range(plan.elections)
    ]
    rng.shuffle(days)
    return World(
        plan=plan,
        lexicon=make_lexicon(),
        cast=cast,
        cast_weights=list(accumulate(weights)),
        speakers=speakers,
        speaker_weights=list(accumulate(weights[number] for number in speakers)),
        press=[number for number, figure in enumerate(cast) if figure.role == "press"],
        election_days=days,
        election_weights=list(accumulate(weigh_ranks(plan.elections))),
        topics=[f"{invent_word(_TOPIC_WORDS + number, 2)}-{invent_word(number, 2)}" for number in range(plan.topics)],
        topic_weights=list(accumulate(weigh_ranks(plan.topics))),
    )
