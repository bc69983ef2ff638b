"""Writes what is dated, in the order of time."""

from collections.abc import Iterable

from generator.edtf import EdtfDate
from generator.interface import capitalize
from generator.link import Library, LinkedClaim
from generator.markdown import Markdown, escape_markdown
from generator.views.claim import write_line
from generator.views.desk import Desk


def order_by_date(claims: Iterable[LinkedClaim]) -> tuple[LinkedClaim, ...]:
    """Give those claims that date what they tell, in the order of time."""
    dated = [
        (linked.claim.happened, linked) for linked in claims if linked.claim.happened and not linked.claim.withdrawn
    ]
    return tuple(linked for _, linked in sorted(dated, key=lambda pair: pair[0]))


def order_all(library: Library) -> list[tuple[EdtfDate, str | LinkedClaim]]:
    """Give everything dated, in the order of time: events by their ids, and what claims tell.

    Sorting is by date alone and stable, so an event comes before what is told of the same day.
    """
    events = [(election.date, name) for name, election in library.corpus.elections.items() if election.date]
    claims = [(one.claim.happened, one) for one in order_by_date(library.claims.values()) if one.claim.happened]
    return sorted([*events, *claims], key=lambda dated: dated[0])


def write_moment(dated: str | LinkedClaim, desk: Desk) -> Markdown:
    """Write an event or what a claim tells, after its date."""
    if isinstance(dated, str):
        return _write_event(dated, desk)
    assert dated.claim.happened, "only a claim that dates what it tells comes here"
    return Markdown(f"**{_write_date(dated.claim.happened, desk)}:** {write_line(dated, desk)}")


def _write_event(name: str, desk: Desk) -> Markdown:
    election = desk.library.corpus.elections[name]
    assert election.date, "only a dated event comes here"
    words = f" ({desk.link_words(election.evidence['date'])})" if "date" in election.evidence else ""
    return Markdown(f"**{_write_date(election.date, desk)}:** **{desk.link_election(name)}**{words}")


def _write_date(date: EdtfDate, desk: Desk) -> Markdown:
    return escape_markdown(capitalize(desk.date(date)))
