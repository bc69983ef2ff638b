"""Invents the records that rest on claims: actors, elections, topics and disputes."""

from collections.abc import Iterator
from random import Random
from typing import Any

from bench.ledger import Ledger
from bench.words import draw_words, write_cyrillic, write_sentence
from bench.world import World

_RELATIONS = ("opponent-of", "ally-of", "member-of", "critic-of")
_DISPUTES = ("disagreement", "inconsistency", "doubtful-figure", "change-over-time")
_TIMINGS = ("regular", "early", "repeat")
_SPELT_SHARE = 0.5
"""How many persons have a spelling in Cyrillic letters."""


def invent_elections(world: World, ledger: Ledger) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each election with its id, and note the actors that it names."""
    for number in range(len(world.election_days)):
        rng = Random(f"{world.plan.seed}/election/{number}")
        yield world.name_election(number), _invent_election(number, world, ledger, rng)


def invent_actors(world: World, ledger: Ledger) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each actor that anything names, with its id."""
    used = sorted(ledger.used)
    for number in used:
        rng = Random(f"{world.plan.seed}/actor/{number}")
        yield world.cast[number].id, _invent_actor(number, used, world, ledger, rng)


def invent_topics(world: World) -> dict[str, Any]:
    """Give all topics by id, some below others."""
    rng = Random(f"{world.plan.seed}/topics")
    topics: dict[str, Any] = {}
    for number, name in enumerate(world.topics):
        topics[name] = {"label": name.replace("-", " ").capitalize()}
        if number % 3 == 0:
            topics[name]["definition"] = write_sentence(draw_words(world.lexicon, rng, 9))
        if number > 8 and number % 2:
            topics[name]["broader"] = world.topics[rng.randrange(8)]
    return topics


def invent_disputes(world: World, ledger: Ledger) -> dict[str, Any]:
    """Give all disputes by id; the claims of each are of one election."""
    rng = Random(f"{world.plan.seed}/disputes")
    elections = [number for number, refs in ledger.by_election.items() if len(refs) > 5]
    disputes: dict[str, Any] = {}
    for number in range(world.plan.disputes):
        refs = ledger.by_election[rng.choice(elections)]
        chosen = rng.sample(refs, rng.choice((2, 2, 3, 4)))
        positions = [
            {"label": write_sentence(draw_words(world.lexicon, rng, 4))[:-1], "claims": [ref]} for ref in chosen
        ]
        disputes[f"dispute-{number + 1}"] = {
            "kind": rng.choice(_DISPUTES),
            "question": write_sentence(draw_words(world.lexicon, rng, 8))[:-1] + "?",
            "topics": [rng.choices(world.topics, cum_weights=world.topic_weights)[0]],
            "positions": positions,
        }
    return disputes


def _invent_election(number: int, world: World, ledger: Ledger, rng: Random) -> dict[str, Any]:
    day = world.election_days[number]
    refs = ledger.by_election[number]
    place, commission = world.cast[0], world.cast[1]
    candidates = rng.sample([n for n, one in enumerate(world.cast) if one.role == "person"], 3)
    ledger.used.update((0, 1, *candidates))
    return {
        "name": f"{day.year} vote in {place.name}, number {number + 1}",
        "type": "presidential",
        "timing": rng.choice(_TIMINGS),
        "date": day.isoformat(),
        "jurisdiction": place.id,
        "administered_by": commission.id,
        "evidence": {field: rng.choice(refs) for field in ("date", "timing", "jurisdiction", "administered_by")},
        "contests": [
            {
                "id": "president",
                "kind": "candidate",
                "office": f"President of {place.name}",
                "options": [{"option": world.cast[one].id, "claim": rng.choice(refs)} for one in candidates],
                "results": [
                    _invent_result(status, candidates, refs, world, rng) for status in ("preliminary", "final")
                ],
            }
        ],
        "not_stated": [write_sentence(draw_words(world.lexicon, rng, 10)) for _ in range(3)],
        "summary": " ".join(write_sentence(draw_words(world.lexicon, rng, 16)) for _ in range(3)),
    }


def _invent_result(status: str, candidates: list[int], refs: list[str], world: World, rng: Random) -> dict[str, Any]:
    shares = (rng.randrange(300, 600), rng.randrange(100, 250), rng.randrange(20, 99))
    return {
        "status": status,
        "reported_by": world.cast[1].id,
        "claim": rng.choice(refs),
        "turnout": {"percent": rng.randrange(400, 900) / 10},
        "counts": {world.cast[one].id: {"percent": share / 10} for one, share in zip(candidates, shares, strict=True)},
    }


def _invent_actor(number: int, used: list[int], world: World, ledger: Ledger, rng: Random) -> dict[str, Any]:
    figure, refs = world.cast[number], ledger.by_actor[number]
    record: dict[str, Any] = {"type": figure.type, "name": figure.name}
    record |= {"classification": figure.classification} if figure.classification else {}
    record |= {"side": figure.side} if figure.side else {}
    spelt = ledger.surnames[number][:3]
    names: list[dict[str, Any]] = [{"name": figure.surname, "lang": "en", "printed_in": spelt}] if spelt else []
    if figure.type == "person" and rng.random() < _SPELT_SHARE:
        names.append({"name": write_cyrillic(figure.name), "lang": "ru", "finding_aid": True})
    record |= {"names": names} if names else {}
    if figure.type == "person" and len(refs) > 1:
        bodies = [one for one in used[:60] if world.cast[one].type == "organization"]
        role, body = " ".join(draw_words(world.lexicon, rng, 3)), world.cast[rng.choice(bodies)].id
        record["roles"] = [{"role": role, "of": body, "claim": rng.choice(refs)}]
    if len(refs) > 3 and rng.random() < 0.6:
        others = [one for one in rng.sample(used, min(4, len(used))) if one != number]
        record["relations"] = [
            {"type": rng.choice(_RELATIONS), "to": world.cast[one].id, "claim": rng.choice(refs)}
            for one in others[: rng.randrange(1, 4)]
        ]
    if len(refs) > 8:
        record["summary"] = write_sentence([figure.name, *draw_words(world.lexicon, rng, 18)])
        record["not_stated"] = [write_sentence(draw_words(world.lexicon, rng, 8))]
    return record
