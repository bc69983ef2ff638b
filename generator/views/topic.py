"""The views of a topic's and a dispute's page."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from generator.interface import mark
from generator.link import Library
from generator.markdown import Markdown
from generator.sheaf import LinkedClaim
from generator.views.claim import ClaimView, view_claim, view_claims
from generator.views.desk import Desk
from generator.views.election import order_elections
from generator.views.sheets import Part, SheetView

SHEET = 50
"""Claims on one page of a topic."""
DISPUTE_KINDS = {
    "disagreement": mark("disagreement"),
    "inconsistency": mark("inconsistency"),
    "change-over-time": mark("change over time"),
    "misquotation": mark("misquotation"),
    "definition": mark("definition"),
    "doubtful-figure": mark("doubtful figure"),
    "unsettled-prediction": mark("unsettled prediction"),
    "name": mark("name"),
}


class TopicView(Struct, frozen=True):
    """All that a topic's page shows."""

    title: Markdown
    definition: Markdown | None
    broader: Markdown | None
    narrower: tuple[Markdown, ...]
    not_stated: tuple[Markdown, ...]
    sheet: SheetView
    """Its claims, by election and by who speaks."""
    count: str


class PositionView(Struct, frozen=True):
    """One side of a dispute."""

    label: Markdown
    claims: tuple[ClaimView, ...]


class DisputeView(Struct, frozen=True):
    """All that a dispute's page shows."""

    title: Markdown
    kind: Markdown
    settled_by: Markdown | None
    is_settled: bool
    positions: tuple[PositionView, ...]
    events: Markdown
    """The heading above these."""
    elections: tuple[Markdown, ...]
    topics: tuple[Markdown, ...]
    note: Markdown | None


def view_topic(topic_id: str, sheet: SheetView, desk: Desk) -> TopicView:
    """Give the view of one topic."""
    topics = desk.library.corpus.topics
    topic = topics[topic_id]
    number = len(desk.library.by_topic.get(topic_id, ()))
    return TopicView(
        desk.term(topic.label),
        desk.link_names(topic.definition) if topic.definition else None,
        desk.link_topic(topic.broader) if topic.broader else None,
        tuple(desk.link_topic(name) for name, other in topics.items() if other.broader == topic_id),
        tuple(desk.link_names(text) for text in topic.not_stated),
        sheet,
        desk.count_claims(number),
    )


def plan_topic(topic_id: str, library: Library) -> Iterator[Part]:
    """Give a topic's claims by election; one on several stands under the first; those on none come last."""
    claims = library.by_topic.get(topic_id, ())
    order = order_elections(library)
    ranks = {name: rank for rank, name in enumerate(order)}
    sides = [*library.corpus.settings.sides, ""]
    chosen: dict[str, list[LinkedClaim]] = {}
    for linked in claims:
        first = min((name for name in linked.elections if name in ranks), key=ranks.__getitem__, default="")
        chosen.setdefault(first, []).append(linked)
    for election in (*order, ""):
        if election in chosen:
            ranked = tuple(sorted(chosen[election], key=lambda linked: sides.index(linked.side)))
            yield Part(election or "no-election", partial(_head_election, election=election), view_claim, ranked)


def view_dispute(dispute_id: str, desk: Desk) -> DisputeView:
    """Give the view of one dispute."""
    library = desk.library
    dispute = library.corpus.disputes[dispute_id]
    elections = [name for name in order_elections(library) if dispute_id in library.disputes_of_election.get(name, ())]
    return DisputeView(
        desk.own(dispute.question),
        desk.say(DISPUTE_KINDS[dispute.kind]),
        desk.link_words(dispute.settled_by) if dispute.settled_by else None,
        dispute.status == "settled",
        tuple(
            PositionView(
                desk.link_names(position.label), view_claims((library.claims[ref] for ref in position.claims), desk)
            )
            for position in dispute.positions
        ),
        desk.head(library.corpus.settings.event.plural),
        tuple(desk.link_election(name) for name in elections),
        tuple(desk.link_topic(name) for name in dispute.topics),
        desk.link_names(dispute.note) if dispute.note else None,
    )


def say_untied(desk: Desk) -> Markdown:
    """Head what is on no event of the corpus."""
    return desk.say("Not tied to one {event}", event=desk.term(desk.library.corpus.settings.event.noun))


def _head_election(desk: Desk, *, election: str) -> Markdown:
    return desk.link_election(election) if election else say_untied(desk)
