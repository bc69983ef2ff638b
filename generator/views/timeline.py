"""The view of what is dated, in the order of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.edtf import EdtfDate, format_date
from generator.link import LinkedClaim
from generator.markdown import Markdown
from generator.views.desk import Desk


@dataclass(frozen=True, slots=True)
class Moment:
    """Something dated: what a claim tells, or an event of the corpus."""

    date: str
    """For readers; uncertain ones say so."""
    text: Markdown
    speaker: Markdown | None
    """None where it is an event of the corpus."""
    claim: Markdown | None


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """What is dated in one year."""

    id: str
    heading: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """All that the timeline's page shows."""

    years: tuple[TimelineYear, ...]


def view_timeline(desk: Desk) -> TimelineView:
    """Give everything dated in the corpus, by year; what spans years stands in its first."""
    years: dict[str, list[Moment]] = {}
    for date, moment in sorted(
        (*_list_elections(desk), *_list_claims(desk.library.claims.values(), desk)), key=_by_date
    ):
        years.setdefault(str(date.known.earliest[0]), []).append(moment)
    return TimelineView(tuple(TimelineYear(f"year-{year}", year, tuple(moments)) for year, moments in years.items()))


def list_moments(claims: Iterable[LinkedClaim], desk: Desk) -> tuple[Moment, ...]:
    """Give what some claims date, in the order of time."""
    return tuple(moment for _, moment in sorted(_list_claims(claims, desk), key=_by_date))


def _list_claims(claims: Iterable[LinkedClaim], desk: Desk) -> Iterator[tuple[EdtfDate, Moment]]:
    for linked in claims:
        happened = linked.claim.happened
        if happened and not linked.claim.withdrawn:
            text = desk.link_names(linked.claim.text)
            yield happened, Moment(_write(happened), text, desk.link_actor(linked.speaker), desk.link_words(linked.ref))


def _list_elections(desk: Desk) -> Iterator[tuple[EdtfDate, Moment]]:
    for name, election in desk.library.corpus.elections.items():
        if election.date:
            evidence = election.evidence.get("date")
            text = Markdown(f"**{desk.link_election(name)}**")
            yield (
                election.date,
                Moment(_write(election.date), text, None, desk.link_words(evidence) if evidence else None),
            )


def _by_date(dated: tuple[EdtfDate, Moment]) -> EdtfDate:
    """Order by date alone: sorting is stable, so an election comes before what is told of the same day."""
    return dated[0]


def _write(date: EdtfDate) -> str:
    words = format_date(date)
    return words[0].upper() + words[1:]
