"""Writes where the site builds on a claim, each with the sentence that does."""

from collections.abc import Iterator

from generator.interface import mark
from generator.markdown import Markdown
from generator.sheaf import LinkedClaim
from generator.uses import Use
from generator.views.desk import Desk

_FIELDS = {
    "date": mark("its date"),
    "timing": mark("its timing"),
    "jurisdiction": mark("where it is held"),
    "administered_by": mark("who administers it"),
}


def list_uses(linked: LinkedClaim, desk: Desk) -> Iterator[Markdown]:
    """Give a sentence for each place that rests on a claim."""
    for use in linked.uses:
        yield Markdown(f"{_link_record(use, desk)}: {_describe(use, desk)}")


def _link_record(use: Use, desk: Desk) -> Markdown:
    match use.kind:
        case "role" | "relation":
            return desk.link_actor(use.record)
        case "position" | "settles":
            return desk.link_dispute(use.record)
        case "outcome":
            return desk.link_claim(use.record, desk.own(desk.library.claims[use.record].claim.text))
        case _:
            return desk.link_election(use.record)


def _describe(use: Use, desk: Desk) -> Markdown:  # noqa: PLR0911 - one sentence for each kind
    match use.kind:
        case "evidence":
            return desk.say(_FIELDS[use.detail])
        case "option":
            return desk.say("that {option} stands for election", option=desk.link_option(use.detail))
        case "number":
            return desk.say("the number of candidates or lists")
        case "result":
            return desk.say("a result or a turnout")
        case "relation":
            return Markdown(f"{name_relation(use.relation, desk)} {desk.link_actor(use.detail)}")
        case "settles":
            return desk.say("settled by this claim")
        case "outcome":
            return desk.say("a prediction, of which this claim tells the outcome")
        case _:
            return desk.own(use.detail)


def name_relation(kind: str, desk: Desk) -> Markdown:
    """Name a type of relation in the page's language."""
    return desk.term(label_relation(kind, desk))


def label_relation(kind: str, desk: Desk) -> str:
    """Name a type of relation, as corpus.yml labels it."""
    declared = desk.library.corpus.settings.relation_types.get(kind)
    return (declared and declared.label) or kind.replace("-", " ")
