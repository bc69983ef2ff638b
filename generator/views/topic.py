"""The views of a topic's and a dispute's page."""

from dataclasses import dataclass

from generator.link import LinkedClaim
from generator.markdown import Markdown, escape_markdown
from generator.views.claim import ClaimView, view_claims
from generator.views.desk import Desk
from generator.views.election import order_elections


@dataclass(frozen=True, slots=True)
class TopicPart:
    """A topic's claims on one election, by who speaks."""

    id: str
    heading: Markdown
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """All that a topic's page shows."""

    title: str
    definition: Markdown | None
    broader: Markdown | None
    narrower: tuple[Markdown, ...]
    not_stated: tuple[Markdown, ...]
    parts: tuple[TopicPart, ...]
    count: int
    file: str


@dataclass(frozen=True, slots=True)
class PositionView:
    """One side of a dispute."""

    label: Markdown
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """All that a dispute's page shows."""

    title: str
    kind: str
    status: str
    settled_by: Markdown | None
    positions: tuple[PositionView, ...]
    elections: tuple[Markdown, ...]
    topics: tuple[Markdown, ...]
    note: Markdown | None
    file: str


def view_topic(topic_id: str, desk: Desk) -> TopicView:
    """Give the view of one topic."""
    topics = desk.library.corpus.topics
    topic = topics[topic_id]
    claims = desk.library.by_topic.get(topic_id, ())
    return TopicView(
        topic.label,
        desk.link_names(topic.definition) if topic.definition else None,
        desk.link_topic(topic.broader) if topic.broader else None,
        tuple(desk.link_topic(name) for name, other in topics.items() if other.broader == topic_id),
        tuple(desk.link_names(text) for text in topic.not_stated),
        tuple(_split_by_election(claims, desk)),
        len(claims),
        desk.library.corpus.paths[f"topics/{topic_id}"],
    )


def view_dispute(dispute_id: str, desk: Desk) -> DisputeView:
    """Give the view of one dispute."""
    library = desk.library
    dispute = library.corpus.disputes[dispute_id]
    elections = [name for name in order_elections(desk) if dispute_id in library.disputes_of_election.get(name, ())]
    return DisputeView(
        dispute.question,
        dispute.kind.replace("-", " "),
        dispute.status,
        desk.link_words(dispute.settled_by) if dispute.settled_by else None,
        tuple(
            PositionView(
                desk.link_names(position.label), view_claims((library.claims[ref] for ref in position.claims), desk)
            )
            for position in dispute.positions
        ),
        tuple(desk.link_election(name) for name in elections),
        tuple(desk.link_topic(name) for name in dispute.topics),
        desk.link_names(dispute.note) if dispute.note else None,
        library.corpus.paths[f"disputes/{dispute_id}"],
    )


def _split_by_election(claims: tuple[LinkedClaim, ...], desk: Desk) -> list[TopicPart]:
    """Split by election in the order of time; a claim on several stands under the first; those on none come last."""
    order = order_elections(desk)
    sides = [*desk.library.corpus.settings.sides, ""]
    parts: list[TopicPart] = []
    for election in (*order, None):
        chosen = [
            linked for linked in claims if next((name for name in order if name in linked.elections), None) == election
        ]
        if chosen:
            ranked = sorted(chosen, key=lambda linked: sides.index(linked.side))
            noun = desk.library.corpus.settings.event.noun
            heading = desk.link_election(election) if election else escape_markdown(f"Not tied to one {noun}")
            parts.append(TopicPart(election or "no-election", heading, view_claims(ranked, desk)))
    return parts
