"""The view of the glossary: what the words on these pages mean."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.interface import mark
from generator.markdown import Markdown
from generator.views.claim import STATUS_LABELS
from generator.views.desk import Desk
from generator.views.topic import DISPUTE_KINDS

_TERMS: Mapping[str, str] = {
    mark("Claim"): mark(
        "One statement that a source makes or reports, in one sentence of ours, with the words it rests on."
    ),
    mark("Quotation"): mark(
        "The exact words of a source, between quotation marks and beside a line. All else is ours."
    ),
    mark("Speaker"): mark("Who says it, also where somebody else reports it."),
    mark("Reported by"): mark("Who prints it: the publisher, unless the text says otherwise."),
    mark("In its own voice"): mark("The publisher itself says it, and quotes nobody."),
    mark("Passed on"): mark("One person or body says that another said it."),
    mark("Side"): mark("In what capacity somebody speaks: as an official, an observer, an opponent, a reader."),
    mark("Editor's note"): mark("A remark of the editors of this site, not of a source."),
    mark("Contest"): mark("What is decided at the ballot, such as an office or the seats of a chamber."),
    mark("Option"): mark("What voters can choose: a person, a party, against all, yes or no."),
    mark("In dispute"): mark("Claims that do not agree, side by side, without a verdict of ours."),
    mark("Not stated in these sources"): mark("The sources of this site don't say it. Others may."),
    mark("Finding aid"): mark("A spelling that no source of this site prints, kept so that a search finds the name."),
    mark("Outcome"): mark("What a later text says of a prediction."),
    mark("Withdrawn"): mark("No longer published, for the reason given. The address stays."),
}
_STATUSES: Mapping[str, str] = {
    "estimated": mark("a guess from incomplete data"),
    "poll": mark("people were asked before or apart from the vote"),
    "exit-poll": mark("voters were asked as they left"),
    "preliminary": mark("announced before the final count"),
    "final": mark("announced as the end of the count"),
    "recount": mark("counted again"),
    "corrected": mark("changed later by who announced it"),
    "computed": mark("worked out by this site from stated figures"),
    "inferred": mark("concluded by the speaker, not counted"),
}
_DISPUTES: Mapping[str, str] = {
    "disagreement": mark("speakers hold different things"),
    "inconsistency": mark("a source does not agree with itself"),
    "change-over-time": mark("what was said later differs"),
    "misquotation": mark("the words given are not those of the text they are taken from"),
    "definition": mark("one word means different things"),
    "doubtful-figure": mark("there is a reason to doubt it"),
    "unsettled-prediction": mark("no text tells what came of it"),
    "name": mark("a spelling, or who is meant"),
}


class Term(Struct, frozen=True):
    """A word and what it means."""

    word: Markdown
    meaning: Markdown


class GlossaryView(Struct, frozen=True):
    """All that the glossary shows."""

    terms: tuple[Term, ...]
    kinds: tuple[Term, ...]
    """Of claims, as corpus.yml declares them."""
    statuses: tuple[Term, ...]
    disputes: tuple[Term, ...]
    sides: tuple[Markdown, ...]


def view_glossary(desk: Desk) -> GlossaryView:
    """Give the glossary."""
    settings = desk.library.corpus.settings
    return GlossaryView(
        tuple(Term(desk.say(word), desk.say(meaning)) for word, meaning in _TERMS.items()),
        tuple(_list_kinds(settings.claim_kinds, desk)),
        tuple(Term(desk.say(STATUS_LABELS[name]), desk.say(meaning)) for name, meaning in _STATUSES.items()),
        explain_disputes(desk),
        tuple(desk.term(label) for label in settings.sides.values()),
    )


def explain_disputes(desk: Desk) -> tuple[Term, ...]:
    """Say what sorts of dispute there are."""
    return tuple(Term(desk.say(DISPUTE_KINDS[name]), desk.say(meaning)) for name, meaning in _DISPUTES.items())


def _list_kinds(kinds: Mapping[str, str], desk: Desk) -> Iterator[Term]:
    for kind, meaning in kinds.items():
        yield Term(desk.term(kind.replace("-", " ")), desk.term(meaning))
