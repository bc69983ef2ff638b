"""The view of a claim: its sentence, its words, and who says them."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.link import LinkedClaim
from generator.markdown import Markdown, encode_address, escape_markdown, make_link, mark_language
from generator.views.desk import Desk, describe_place, make_fragment, write_date

STATUS_LABELS = {
    "estimated": "estimated",
    "poll": "opinion poll",
    "exit-poll": "exit poll",
    "preliminary": "preliminary",
    "final": "final",
    "recount": "recount",
    "corrected": "corrected",
    "computed": "computed by this site",
    "inferred": "inferred by the speaker",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled line below a claim."""

    label: str
    value: Markdown


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as a card."""

    key: str
    """Its anchor on the page of its source."""
    side: str
    """For the style sheet; "none" where nothing says in what capacity the speaker speaks."""
    side_label: str
    text: Markdown
    words: Markdown | None
    """None where the source's rights or a withdrawal forbid to show them."""
    attribution: Markdown
    """One sentence: who says it, to whom, through whom, where and when."""
    facts: tuple[Fact, ...]
    permalink: Markdown
    original: Markdown | None
    """The way to the words in the original."""


def view_claim(linked: LinkedClaim, desk: Desk) -> ClaimView:
    """Give the view of a claim on the page of the desk."""
    source = desk.library.corpus.sources[linked.source]
    shows_words = linked.anchor is not None and source.rights.level != "metadata"
    words = (
        mark_language(linked.anchor.words, source.language, desk.language) if linked.anchor and shows_words else None
    )
    original = (
        make_link("Words in the original", encode_address(make_fragment(source.url, linked)))
        if source.url and shows_words
        else None
    )
    return ClaimView(
        linked.key,
        linked.side or "none",
        desk.library.corpus.settings.sides[linked.side] if linked.side else "",
        desk.link_names(linked.claim.text),
        words,
        _attribute(linked, desk),
        tuple(_list_facts(linked, desk)),
        desk.link_claim(linked.ref, f"Permalink {linked.ref}"),
        original,
    )


def view_claims(claims: Iterable[LinkedClaim], desk: Desk) -> tuple[ClaimView, ...]:
    """Give the views of several claims, in their order."""
    return tuple(view_claim(linked, desk) for linked in claims)


def _attribute(linked: LinkedClaim, desk: Desk) -> Markdown:
    claim = linked.claim
    speaker = desk.link_actor(linked.speaker)
    parts = [
        f"{speaker}, in its own voice" if linked.own_voice and not _is_person(linked.speaker, desk) else str(speaker)
    ]
    if claim.to:
        parts.append(f"to {desk.link_actor(claim.to)}")
    if claim.via:
        parts.append(f"through {join_links([desk.link_actor(name) for name in claim.via])}")
    if not linked.own_voice:
        parts.append(f"reported by {desk.link_actor(linked.reporter)}")
    if desk.here != f"sources/{linked.source}.md":
        parts.append(f"in {desk.link_source(linked.source)}")
    parts.append(escape_markdown(describe_place(linked)))
    if linked.said:
        parts.append(escape_markdown(f"said {write_date(linked.said)}"))
    return Markdown(", ".join(parts) + ".")


def _list_facts(linked: LinkedClaim, desk: Desk) -> Iterable[Fact]:
    claim = linked.claim
    status = (
        f", {STATUS_LABELS[claim.status]}" if claim.status else ", status not stated" if claim.kind == "figure" else ""
    )
    yield Fact("Kind", escape_markdown(claim.kind.replace("-", " ") + status))
    if claim.happened:
        yield Fact("When", escape_markdown(write_date(claim.happened)))
    if claim.assessment:
        aspect = claim.assessment.aspect.replace("-", " ")
        yield Fact("Judges", escape_markdown(f"{aspect}: {claim.assessment.rating}"))
    if desk.here == f"sources/{linked.source}.md":
        yield from _list_places(linked, desk)
    for dispute in desk.library.disputes_of_claim.get(linked.ref, ()):
        if f"disputes/{dispute}.md" != desk.here:
            yield Fact("In dispute", desk.link_dispute(dispute))
    for outcome in claim.outcome:
        verdict = "borne out by" if outcome.bears_out else "not borne out by"
        yield Fact("Outcome", Markdown(f"{verdict} {desk.link_words(outcome.claim)}"))
    if claim.note:
        yield Fact("Editor's note", desk.link_names(claim.note))
    if claim.withdrawn:
        yield Fact("Withdrawn", escape_markdown(f"{write_date(claim.withdrawn.date)}: {claim.withdrawn.reason}"))


def _list_places(linked: LinkedClaim, desk: Desk) -> Iterable[Fact]:
    """Give whom the claim is about and where else it stands: said once, on the page of its permalink."""
    claim, noun = linked.claim, desk.library.corpus.settings.event.noun
    if claim.about:
        stance = f" ({claim.stance})" if claim.stance else ""
        yield Fact("About", Markdown(join_links([desk.link_actor(name) for name in claim.about]) + stance))
    if linked.elections:
        yield Fact(noun.capitalize(), join_links([desk.link_election(name) for name in linked.elections]))
    if claim.topics:
        yield Fact("Topics", join_links([desk.link_topic(name) for name in claim.topics]))


def _is_person(actor_id: str, desk: Desk) -> bool:
    return desk.library.corpus.actors[actor_id].type == "person"


def join_links(links: Iterable[Markdown]) -> Markdown:
    """Join what is Markdown already with commas."""
    return Markdown(", ".join(links))
