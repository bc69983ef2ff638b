"""The views of a claim: as a card, as a line, and as a page of its own."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.interface import mark
from generator.markdown import Markdown, encode_address, escape_markdown, make_link
from generator.sheaf import LinkedClaim
from generator.views.desk import Desk, make_fragment
from generator.views.uses import list_uses

STATUS_LABELS = {
    "estimated": mark("estimated"),
    "poll": mark("opinion poll"),
    "exit-poll": mark("exit poll"),
    "preliminary": mark("preliminary"),
    "final": mark("final"),
    "recount": mark("recount"),
    "corrected": mark("corrected"),
    "computed": mark("computed by this site"),
    "inferred": mark("inferred by the speaker"),
}
_SHORT = 70
"""Letters of a sentence that only shows the way."""
_STANCES = {
    "supports": mark("supports"),
    "opposes": mark("opposes"),
    "neutral": mark("neutral"),
    "mixed": mark("mixed"),
}


class Fact(Struct, frozen=True):
    """A labelled line."""

    label: Markdown
    value: Markdown


class ClaimView(Struct, frozen=True):
    """One claim as a card."""

    key: str
    """Its anchor where it stands in its text."""
    side: str
    """For the style sheet; "none" where nothing says in what capacity the speaker speaks."""
    side_label: Markdown | None
    text: Markdown | None
    """Our sentence; none on the claim's own page, which is headed by it."""
    words: Markdown | None
    """None where the source's rights or a withdrawal forbid to show them."""
    attribution: Markdown
    """One sentence: who says it, to whom, through whom, where and when."""
    marks: tuple[Markdown, ...]
    """What kind of statement it is, and what else must be known at a glance; last, the way to its own page."""
    note: Markdown | None
    """The editor's, where the claim stands in its text."""
    withdrawn: Markdown | None


class ClaimPage(Struct, frozen=True):
    """All that a claim's own page shows."""

    title: Markdown
    card: ClaimView
    facts: tuple[Fact, ...]
    uses: tuple[Markdown, ...]
    """Where the site builds on it, each with the sentence that does."""
    previous: Markdown | None
    following: Markdown | None


def view_claim(linked: LinkedClaim, desk: Desk) -> ClaimView:
    """Give the card of a claim on the page of the desk."""
    linked = linked.whole
    claim = linked.claim
    is_in_place, is_own_page = desk.here == desk.places[linked.ref], desk.here == f"claims/{linked.ref}.md"
    withdrawn = (
        Markdown(f"{escape_markdown(desk.date(claim.withdrawn.date))}: {desk.own(claim.withdrawn.reason)}")
        if claim.withdrawn
        else None
    )
    return ClaimView(
        linked.key,
        linked.side or "none",
        desk.term(desk.library.corpus.settings.sides[linked.side]) if linked.side else None,
        None if is_own_page else desk.link_names(claim.text),
        desk.show_words(linked),
        attribute(linked, desk),
        tuple(_list_marks(linked, desk)),
        desk.link_names(claim.note) if claim.note and is_in_place else None,
        withdrawn,
    )


def view_claims(claims: Iterable[LinkedClaim], desk: Desk) -> tuple[ClaimView, ...]:
    """Give the cards of several claims, in their order."""
    return tuple(view_claim(linked, desk) for linked in claims)


def write_line(linked: LinkedClaim, desk: Desk) -> Markdown:
    """Write a claim in one line: our sentence, who said it, and the way to the words, which stand behind it."""
    linked = linked.whole
    words = desk.show_words(linked)
    # The style sheet shows the words where the link is hovered or focused, and in print.
    shown = f"<q data-nosnippet>{words}</q>" if words else ""
    return desk.say(
        "{sentence} Said by {speaker} ({claim}).",
        sentence=desk.link_names(linked.claim.text),
        speaker=desk.link_actor(linked.speaker),
        claim=Markdown(f"{desk.link_words(linked.ref)}{shown}"),
    )


def view_claim_page(ref: str, desk: Desk) -> ClaimPage:
    """Give the page of one claim."""
    library = desk.library
    linked = library.claims[ref].whole
    siblings = ["", *(one.ref for one in library.by_source[linked.source]), ""]
    position = siblings.index(ref)
    previous, following = siblings[position - 1], siblings[position + 1]
    return ClaimPage(
        desk.own(linked.claim.text),
        view_claim(linked, desk),
        tuple(_list_facts(linked, desk)),
        tuple(list_uses(linked, desk)),
        _link_sibling(previous, desk),
        _link_sibling(following, desk),
    )


def shorten(text: str, longest: int) -> str:
    """Cut a text between words, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return f"{flat[: longest - 2].rsplit(' ', 1)[0].rstrip(',;:.')} …"


def _link_sibling(ref: str, desk: Desk) -> Markdown | None:
    text = desk.library.claims[ref].claim.text if ref else ""
    return desk.link_claim(ref, desk.own(shorten(text, _SHORT))) if ref else None


def attribute(linked: LinkedClaim, desk: Desk) -> Markdown:
    """Say in one sentence who says it, to whom, through whom, where and when."""
    claim = linked.claim
    speaker = desk.link_actor(linked.speaker)
    is_body = desk.library.corpus.actors[linked.speaker].type != "person"
    parts = [desk.say("{speaker}, in its own voice", speaker=speaker) if linked.own_voice and is_body else speaker]
    if claim.to:
        parts.append(desk.say("to {person}", person=desk.link_actor(claim.to)))
    if claim.via:
        parts.append(desk.say("through {people}", people=join_links([desk.link_actor(name) for name in claim.via])))
    if not linked.own_voice:
        parts.append(desk.say("reported by {reporter}", reporter=desk.link_actor(linked.reporter)))
    is_in_source = desk.here.startswith((f"sources/{linked.source}.", f"sources/{linked.source}/"))
    if not is_in_source:
        parts.append(desk.say("in {source}", source=desk.link_source_short(linked.source)))
    place = desk.describe_place(linked)
    parts.append(escape_markdown(place) if is_in_source else desk.link_place(linked.ref, place))
    if linked.said:
        parts.append(desk.say("said {date}", date=desk.date(linked.said)))
    return Markdown(", ".join(parts) + ".")


def describe_kind(linked: LinkedClaim, desk: Desk) -> Markdown:
    """Name a claim's kind and, of a figure, its status."""
    claim = linked.claim
    kind = desk.term(claim.kind.replace("-", " "))
    if claim.kind != "figure" and not claim.status:
        return kind
    status = desk.say(STATUS_LABELS[claim.status]) if claim.status else desk.say("status not stated")
    return Markdown(f"{kind}, {status}")


def join_links(links: Iterable[Markdown]) -> Markdown:
    """Join what is Markdown already with commas."""
    return Markdown(", ".join(links))


def _list_marks(linked: LinkedClaim, desk: Desk) -> Iterator[Markdown]:
    claim = linked.claim
    yield describe_kind(linked, desk)
    if claim.happened:
        yield desk.say("tells of {date}", date=desk.date(claim.happened))
    if claim.assessment:
        aspect, rating = claim.assessment.aspect.replace("-", " "), claim.assessment.rating
        yield desk.say("judges {aspect}: {rating}", aspect=desk.term(aspect), rating=desk.term(rating))
    yield from _list_outcomes(linked, desk)
    disputes = linked.disputes
    if disputes and desk.here not in {f"disputes/{name}.md" for name in disputes}:
        label = desk.say("in dispute")
        is_one = len(disputes) == 1
        yield desk.link(label, f"disputes/{disputes[0]}.md") if is_one else desk.link_claim(linked.ref, label)
    if desk.here != f"claims/{linked.ref}.md":
        yield desk.link_claim(linked.ref, desk.say("Details and note") if claim.note else desk.say("Details"))


def _list_outcomes(linked: LinkedClaim, desk: Desk) -> Iterator[Markdown]:
    for outcome in linked.claim.outcome:
        words = desk.link_words(outcome.claim)
        yield (
            desk.say("borne out by {claim}", claim=words)
            if outcome.bears_out
            else desk.say("not borne out by {claim}", claim=words)
        )


def _list_facts(linked: LinkedClaim, desk: Desk) -> Iterator[Fact]:
    """Give all that is known of a claim and is not on its card."""
    claim, settings, source = linked.claim, desk.library.corpus.settings, desk.library.corpus.sources[linked.source]
    yield Fact(desk.say("In the text"), desk.link_place(linked.ref, desk.describe_place(linked)))
    yield Fact(desk.say("Source"), desk.link_source(linked.source))
    if claim.about:
        stance = f" ({desk.say(_STANCES[claim.stance])})" if claim.stance else ""
        yield Fact(desk.say("About"), Markdown(join_links(desk.link_actor(name) for name in claim.about) + stance))
    if linked.elections:
        links = join_links(desk.link_election(name) for name in linked.elections)
        yield Fact(desk.head(settings.event.noun), links)
    if claim.topics:
        yield Fact(desk.say("Topics"), join_links(desk.link_topic(name) for name in claim.topics))
    for dispute in linked.disputes:
        yield Fact(desk.say("In dispute"), desk.link_dispute(dispute))
    if claim.note:
        yield Fact(desk.say("Editor's note"), desk.link_names(claim.note))
    if source.url and desk.show_words(linked):
        words = make_link(desk.say("Words in the original"), encode_address(make_fragment(source.url, linked)))
        yield Fact(desk.say("Original"), words)
