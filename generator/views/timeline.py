"""Writes what is dated, in the order of time."""

from collections.abc import Iterable

from generator.edtf import EdtfDate
from generator.interface import capitalize
from generator.link import Library
from generator.markdown import Markdown, escape_markdown
from generator.sheaf import LinkedClaim
from generator.views.claim import write_line
from generator.views.desk import Desk


def order_by_date(claims: Iterable[LinkedClaim]) -> tuple[LinkedClaim, ...]:
    """Give those claims that date what they tell, in the order of time."""
    dated = [(linked.moment, linked) for linked in claims if linked.moment and not linked.is_withdrawn]
    return tuple(linked for _, linked in sorted(dated, key=lambda pair: pair[0][1]))


def find_moment(dated: str | LinkedClaim, library: Library) -> EdtfDate:
    """Give the date of an event, or of what a claim tells."""
    date = library.corpus.elections[dated].date if isinstance(dated, str) else dated.claim.happened
    assert date, "only what is dated comes here"
    return date


def write_moment(dated: str | LinkedClaim, desk: Desk) -> Markdown:
    """Write an event or what a claim tells, after its date."""
    date = escape_markdown(capitalize(desk.date(find_moment(dated, desk.library))))
    told = _write_event(dated, desk) if isinstance(dated, str) else write_line(dated, desk)
    return Markdown(f"**{date}:** {told}")


def _write_event(name: str, desk: Desk) -> Markdown:
    election = desk.library.corpus.elections[name]
    words = f" ({desk.link_words(election.evidence['date'])})" if "date" in election.evidence else ""
    return Markdown(f"**{desk.link_election(name)}**{words}")
