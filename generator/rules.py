"""Checks a record by itself: one small function per rule, each yielding problems."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import singledispatch
from itertools import pairwise

from generator.edtf import EdtfDate
from generator.forms import is_device
from generator.model import (
    Actor,
    ClaimFile,
    Contest,
    CorpusSettings,
    Dispute,
    Election,
    Result,
    Section,
    Source,
)
from generator.problems import Problem, suggest
from generator.record import Record

BALLOT_WORDS = frozenset({"against-all", "yes", "no"})
"""Options that are no actors."""
_EVIDENCE_FIELDS = ("date", "timing", "jurisdiction", "administered_by")
_SHARE_SLACK = Decimal("0.5")
"""Rounded shares may add up to a little over 100 (content-model.md)."""
_TURNOUT_SLACK = Decimal("0.1")


@singledispatch
def check_record(record: Record, name: str, settings: CorpusSettings) -> Iterator[Problem]:  # noqa: ARG001 - the signature of all checks
    """Give the problems of one record that need no other record. The name is its id."""
    yield from ()


@check_record.register
def _(record: CorpusSettings, name: str, settings: CorpusSettings) -> Iterator[Problem]:  # noqa: ARG001
    for section in record.event_sections:
        for number, kind in enumerate(section.kinds):
            if kind not in record.claim_kinds:
                message = f"kinds must be declared in claim_kinds, found {kind}"
                hint = suggest(kind, record.claim_kinds) or "declare it, or correct the word"
                yield Problem(section.place_of("kinds", number), "unknown-word", message, hint)


@check_record.register
def _(record: Actor, name: str, settings: CorpusSettings) -> Iterator[Problem]:  # noqa: ARG001
    yield from _check_word(record, "side", record.side, settings.sides)
    yield from _check_names(record, settings)
    for number, role in enumerate(record.roles):
        if record.dates and role.dates and not _lies_within(role.dates, record.dates):
            message = f"a role's dates must lie within the actor's ({record.dates}), found {role.dates}"
            place = record.place_of("roles", number, "dates")
            yield Problem(place, "role-outside-dates", message, "check both in the source", severity="warning")
    known = {name for name, kind in settings.relation_types.items()} | {
        kind.inverse for kind in settings.relation_types.values() if kind.inverse
    }
    for number, relation in enumerate(record.relations):
        yield from _check_word(record, "type", relation.type, known, ("relations", number))


@check_record.register
def _(record: Election, name: str, settings: CorpusSettings) -> Iterator[Problem]:  # noqa: ARG001
    yield from _check_names(record, settings)
    for field in record.evidence:
        if field not in _EVIDENCE_FIELDS:
            message = f"evidence must be given for one of {', '.join(_EVIDENCE_FIELDS)}, found {field}"
            yield Problem(
                record.place_of("evidence", field),
                "unknown-field",
                message,
                suggest(field, _EVIDENCE_FIELDS) or "remove it",
            )
    for field in ("date", "timing"):
        if getattr(record, field) is not None and field not in record.evidence:
            message = f"{field} must name the claim it rests on, found none"
            yield Problem(
                record.place_of(field),
                "value-unsourced",
                message,
                f"add evidence: {{{field}: SOURCE/CLAIM}}",
                severity="warning",
            )
    seen: set[str] = set()
    for contest in record.contests:
        if contest.id in seen:
            yield Problem(
                contest.place,
                "duplicate-id",
                f"a contest's id must stand once in an election, found {contest.id} again",
                "rename one of the two",
            )
        seen.add(contest.id)
        for result in contest.results:
            yield from _check_result(contest, result)


@check_record.register
def _(record: Source, name: str, settings: CorpusSettings) -> Iterator[Problem]:  # noqa: ARG001
    if record.date_basis == "inferred" and not record.date_inferred_from:
        yield Problem(
            record.place_of("date_basis"),
            "date-basis-missing",
            "an inferred date must say from what, found nothing",
            "add date_inferred_from:",
        )
    if record.rights.level == "full" and len(record.rights.basis.split()) < 2:
        message = f"showing a whole text must have a basis in words, found {record.rights.basis!r}"
        yield Problem(
            record.rights.place_of("basis"), "rights-basis", message, "say who allowed it, or set level: excerpt"
        )
    taken: dict[int, Section] = {}
    ids: set[str] = set()
    for section in record.sections:
        if section.id in ids:
            message = f"a section's id must stand once in a source, found {section.id} again"
            yield Problem(section.place_of("id"), "duplicate-id", message, "rename one of the two")
        ids.update([section.id] if section.id else [])
    for section in record.sections:
        for paragraph in section.paragraphs:
            if paragraph in taken:
                line = taken[paragraph].place_of("paragraphs").line
                message = f"a paragraph must be in one section, found {paragraph} also in line {line}"
                yield Problem(section.place_of("paragraphs"), "paragraph-twice", message, "correct the numbers")
            taken.setdefault(paragraph, section)
        if section.answers and section.answers not in ids:
            message = f"answers must name a section of this source, found {section.answers}"
            hint = suggest(section.answers, ids) or "give the section that is answered this id"
            yield Problem(section.place_of("answers"), "unknown-id", message, hint)


@check_record.register
def _(record: ClaimFile, name: str, settings: CorpusSettings) -> Iterator[Problem]:
    for claim_id, claim in record.claims.items():
        if is_device(claim_id):
            message = f"an id must not be the name of a device, with which Windows can't make a file, found {claim_id}"
            yield Problem(claim.place, "invalid-id", message, "rename it, and what refers to it")
        yield from _check_word(claim, "kind", claim.kind, settings.claim_kinds)
        yield from _check_word(claim, "side", claim.side, settings.sides)
        if claim.assessment:
            yield from _check_word(claim.assessment, "aspect", claim.assessment.aspect, settings.aspects)
            yield from _check_word(claim.assessment, "rating", claim.assessment.rating, settings.ratings)
        if not claim.topics:
            message = f"a claim must have a topic, found none in {name}/{claim_id}"
            yield Problem(claim.place, "claim-without-topic", message, "add topics: [...]", severity="warning")
        if claim.kind != "figure" and claim.status:
            message = f"status must be given for figures only, found it on a claim of kind {claim.kind}"
            yield Problem(
                claim.place_of("status"),
                "status-without-figure",
                message,
                "remove it, or set kind: figure",
                severity="warning",
            )


@check_record.register
def _(record: Dispute, name: str, settings: CorpusSettings) -> Iterator[Problem]:  # noqa: ARG001
    if record.status == "settled" and not record.settled_by:
        yield Problem(
            record.place_of("status"),
            "settled-without-claim",
            "a settled dispute must name the claim that settles it, found none",
            "add settled_by:",
        )
    if record.settled_by and record.status != "settled":
        message = "a dispute with settled_by must have status: settled, found open"
        yield Problem(
            record.place_of("settled_by"), "settled-without-claim", message, "set status: settled, or remove settled_by"
        )


def _check_names(record: Actor | Election, settings: CorpusSettings) -> Iterator[Problem]:
    for number, spelling in enumerate(record.names):
        yield from _check_word(record, "scheme", spelling.scheme, settings.name_schemes, ("names", number))
        if spelling.finding_aid and (spelling.printed_in or spelling.only_at):
            message = f"a finding aid must be printed in no source, found {spelling.name} with printed_in or only_at"
            yield Problem(spelling.place, "finding-aid-printed", message, "remove finding_aid, or the sources")


def _check_word(
    record: Record,
    field: str,
    word: str | None,
    known: "Mapping[str, object] | tuple[str, ...] | set[str]",
    path: tuple[str | int, ...] = (),
) -> Iterator[Problem]:
    """Refuse a word that corpus.yml doesn't declare."""
    if word is not None and word not in known:
        message = f"{field} must be declared in corpus.yml, found {word}"
        yield Problem(
            record.place_of(*path, field),
            "unknown-word",
            message,
            suggest(word, known) or (f"use one of {', '.join(sorted(known))}" if known else "declare it there"),
        )


def _lies_within(inner: EdtfDate, outer: EdtfDate) -> bool:
    """Say whether a date can lie within another, at least in part; an open side reaches any day."""
    return inner.latest >= outer.earliest and inner.earliest <= outer.latest


def _check_result(contest: Contest, result: Result) -> Iterator[Problem]:
    for check in _RESULT_CHECKS:
        yield from check(contest, result)


def _check_shares(contest: Contest, result: Result) -> Iterator[Problem]:  # noqa: ARG001 - the signature of all checks
    total = sum((count.percent for count in result.counts.values() if count.percent is not None), Decimal(0))
    if total > 100 + _SHARE_SLACK:
        message = f"shares must add up to at most {100 + _SHARE_SLACK} per cent, found {total}"
        yield Problem(result.place_of("counts"), "shares-over-100", message, "check the figures in the source")


def _check_order(contest: Contest, result: Result) -> Iterator[Problem]:  # noqa: ARG001
    chain = (("valid", result.valid), ("cast", result.cast), ("registered", result.registered))
    stated = [(field, number) for field, number in chain if number is not None]
    for (field, number), (larger_field, larger) in pairwise(stated):
        if number > larger:
            message = f"{field} votes must not exceed {larger_field}, found {number:,} over {larger:,}"
            yield Problem(result.place_of(field), "votes-over-total", message, "check the figures in the source")
    votes = sum(count.votes for count in result.counts.values() if count.votes is not None)
    if stated and votes > stated[0][1]:
        field, number = stated[0]
        message = f"votes must not exceed {field}, found {votes:,} over {number:,}"
        yield Problem(result.place_of("counts"), "votes-over-total", message, "check the figures in the source")


def _check_bounds(contest: Contest, result: Result) -> Iterator[Problem]:  # noqa: ARG001
    for option, count in result.counts.items():
        lower = max((bound for bound in (count.at_least, count.more_than) if bound is not None), default=None)
        upper = min((bound for bound in (count.at_most, count.less_than) if bound is not None), default=None)
        if lower is not None and upper is not None and lower > upper:
            message = f"a lower bound must not exceed the upper one, found {lower} over {upper}"
            yield Problem(result.place_of("counts", option), "bounds-reversed", message, "swap the two")


def _check_turnout(contest: Contest, result: Result) -> Iterator[Problem]:  # noqa: ARG001
    turnout = result.turnout
    if not turnout or turnout.percent is None or turnout.votes is None or not result.registered:
        return
    computed = Decimal(100) * turnout.votes / result.registered
    if abs(computed - turnout.percent) > _TURNOUT_SLACK:
        message = f"percent and votes must agree to 0.1, found {turnout.percent} and {computed:.2f} computed"
        yield Problem(
            result.place_of("turnout"),
            "percent-votes-disagree",
            message,
            "check the figures in the source",
            severity="warning",
        )


_RESULT_CHECKS: tuple[Callable[[Contest, Result], Iterator[Problem]], ...] = (
    _check_shares,
    _check_order,
    _check_bounds,
    _check_turnout,
)
