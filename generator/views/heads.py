"""Writes each page's title and description, for tabs, search engines and previews."""

from msgspec import Struct

from generator.interface import capitalize
from generator.sheaf import LinkedClaim
from generator.views.actor import TYPES
from generator.views.claim import shorten
from generator.views.desk import Desk
from generator.views.topic import DISPUTE_KINDS

SITE_PICTURE = "pictures/site.png"
_LONGEST_TITLE = 90
"""Letters; more are cut off where pages are listed."""
_LONGEST_DESCRIPTION = 200


class Head(Struct, frozen=True):
    """What a page says of itself, as plain text."""

    title: str
    description: str


def name_picture(path: str, event_folder: str) -> str:
    """Give the picture to be shown with links to a page: an event's, a source's, or the site's."""
    folder, _, rest = path.removesuffix(".md").partition("/")
    record = rest.partition("/")[0]
    if folder == event_folder and record not in {"index", "compare"}:
        return f"pictures/{folder}/{record}.png"
    if folder in {"sources", "claims"} and record not in {"index", "kinds", "years"}:
        return f"pictures/sources/{record}.png"
    return SITE_PICTURE


def head_home(desk: Desk) -> Head:
    """Give the head of the home page."""
    settings = desk.library.corpus.settings
    return Head(desk.plain_term(settings.title), shorten(settings.description or settings.title, _LONGEST_DESCRIPTION))


def head_election(name: str, desk: Desk) -> Head:
    """Give the head of an event's page."""
    claims = desk.library.by_election.get(name, ())
    sources = len({linked.source for linked in claims})
    words = desk.word(
        "{claims} from {sources}, each with the exact words it rests on.",
        claims=desk.count_claims(len(claims)),
        sources=desk.tally(sources, "{number} source", "{number} sources"),
    )
    return Head(desk.library.corpus.elections[name].name, words)


def head_actor(name: str, desk: Desk) -> Head:
    """Give the head of an actor's page."""
    actor = desk.library.corpus.actors[name]
    words = desk.word(
        "{kind}: {said} by it, {said_of} about it, and every spelling of the name.",
        kind=capitalize(desk.word(TYPES[actor.type])),
        said=desk.count_claims(len(desk.library.by_speaker.get(name, ()))),
        said_of=desk.number(len(desk.library.by_subject.get(name, ()))),
    )
    return Head(actor.name, words)


def head_source(name: str, desk: Desk) -> Head:
    """Give the head of a source's page."""
    source = desk.library.corpus.sources[name]
    words = desk.word(
        "{publisher}, {date}: {claims} in the order of the text.",
        publisher=desk.library.corpus.actors[source.publisher].name,
        date=desk.write_publication(source),
        claims=desk.count_claims(len(desk.library.by_source.get(name, ()))),
    )
    return Head(source.title, words)


def head_claim(linked: LinkedClaim, desk: Desk) -> Head:
    """Give the head of a claim's page. Quoted words stay out of it: search engines would show them."""
    corpus, whole = desk.library.corpus, linked.whole
    source = corpus.sources[whole.source]
    words = desk.word(
        "Said by {speaker}, in {publisher}, {date}, {place}.",
        speaker=corpus.actors[whole.speaker].name,
        publisher=corpus.actors[source.publisher].name,
        date=desk.write_publication(source),
        place=desk.describe_place(whole),
    )
    return Head(shorten(whole.claim.text, _LONGEST_TITLE), words)


def head_topic(name: str, desk: Desk) -> Head:
    """Give the head of a topic's page."""
    topic = desk.library.corpus.topics[name]
    count = desk.count_claims(len(desk.library.by_topic.get(name, ())))
    words = desk.word("{claims} on one subject, by election and by who speaks.", claims=count)
    definition = f"{capitalize(topic.definition.rstrip('.'))}. " if topic.definition else ""
    return Head(desk.plain_term(topic.label), shorten(definition + words, _LONGEST_DESCRIPTION))


def head_dispute(name: str, desk: Desk) -> Head:
    """Give the head of a dispute's page."""
    dispute = desk.library.corpus.disputes[name]
    labels = "; ".join(position.label for position in dispute.positions)
    words = desk.word("{kind}: {positions}", kind=capitalize(desk.word(DISPUTE_KINDS[dispute.kind])), positions=labels)
    return Head(dispute.question, shorten(words, _LONGEST_DESCRIPTION))


def head_further(head: Head, number: int, last: int, desk: Desk) -> Head:
    """Give the head of a page that goes on where another ended."""
    title = desk.word("{title}, page {number} of {last}", title=head.title, number=number, last=last)
    page = desk.word("Page {number}", number=number)
    return Head(title, f"{head.description} {page}.")
