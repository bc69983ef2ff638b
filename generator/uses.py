"""Collects what rests on each claim: facts of events, options, results, roles, relations, disputes, outcomes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from generator.model import Actor, Contest, Corpus, Dispute

UseKind = Literal["evidence", "option", "number", "result", "role", "relation", "position", "settles", "outcome"]


class Use(Struct, frozen=True):
    """One place that rests on a claim."""

    kind: UseKind
    record: str
    """The id of the event, actor or dispute, or the reference of the claim."""
    detail: str = ""
    """What rests on it there: a field's name, a role, the id of an option or of who is related, a position's label."""
    relation: str = ""
    """The type of a relation."""


def collect_uses(corpus: Corpus) -> Mapping[str, tuple[Use, ...]]:
    """Give the uses of each claim by its reference, each once."""
    uses: dict[str, dict[Use, None]] = defaultdict(dict)
    for ref, use in _walk(corpus):
        uses[ref][use] = None
    return {ref: tuple(found) for ref, found in uses.items()}


def _walk(corpus: Corpus) -> Iterator[tuple[str, Use]]:
    for name, election in corpus.elections.items():
        yield from ((ref, Use("evidence", name, field)) for field, ref in election.evidence.items())
        for contest in election.contests:
            yield from _walk_contest(name, contest)
    for name, actor in corpus.actors.items():
        yield from _walk_actor(name, actor)
    for name, dispute in corpus.disputes.items():
        yield from _walk_dispute(name, dispute)
    for source, outline in corpus.outlines.items():
        yield from ((ref, Use("outcome", f"{source}/{key}")) for ref, key in outline.outcomes)


def _walk_contest(election: str, contest: Contest) -> Iterator[tuple[str, Use]]:
    yield from ((option.claim, Use("option", election, option.option)) for option in contest.options)
    if contest.options_stated:
        yield contest.options_stated.claim, Use("number", election)
    yield from ((result.claim, Use("result", election)) for result in contest.results)


def _walk_actor(name: str, actor: Actor) -> Iterator[tuple[str, Use]]:
    yield from ((role.claim, Use("role", name, role.role)) for role in actor.roles)
    for relation in actor.relations:
        yield relation.claim, Use("relation", name, relation.to, relation.type)


def _walk_dispute(name: str, dispute: Dispute) -> Iterator[tuple[str, Use]]:
    for position in dispute.positions:
        yield from ((ref, Use("position", name, position.label)) for ref in position.claims)
    if dispute.settled_by:
        yield dispute.settled_by, Use("settles", name)
