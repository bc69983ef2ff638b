"""Plans the pages that list others: actors, spellings, topics, disputes, what is dated, claims by kind and year."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from generator.interface import capitalize, mark
from generator.link import Library
from generator.markdown import Markdown, escape_markdown, make_link
from generator.prose import make_relative
from generator.sheaf import LinkedClaim
from generator.views.actor import list_spellings
from generator.views.claim import join_links, write_line
from generator.views.compare import plan_compare, view_compare
from generator.views.desk import Desk
from generator.views.election import order_elections
from generator.views.headings import Heading, fold, head_letter, list_parts, order_name
from generator.views.list_pages import LINES, ListPlan
from generator.views.long_lists import MOST
from generator.views.sheets import Part, Sheet, SheetView, spread_parts, view_sheet
from generator.views.tables import plan_elections, plan_sources, view_elections
from generator.views.timeline import find_moment, write_moment
from generator.views.timeline_picture import TimelineWords, draw_timeline
from generator.views.timescale import TimelineMark
from generator.views.topic import DISPUTE_KINDS, say_untied

CLAIMS = 66
"""On one page of an index of claims."""
_Spelled = tuple[tuple[str, str], str, str, str]
"""What sorts a spelling, its actor, itself and its language."""
_KIND_HEADINGS = {
    "person": mark("Persons"),
    "organization": mark("Organizations"),
    "place": mark("Places"),
    "group": mark("Groups"),
}


class TimelineView(Struct, frozen=True):
    """A page of the timeline."""

    list: SheetView
    picture: Markdown | None


class ClaimsView(Struct, frozen=True):
    """The ways into all claims."""

    kinds: tuple[Markdown, ...]
    years: tuple[Markdown, ...]
    sources: tuple[Markdown, ...]
    """Each with its claims or, of many, the way to their table."""


class ClaimIndexView(Struct, frozen=True):
    """The claims of one kind or year."""

    title: Markdown
    definition: Markdown | None
    back: Markdown
    sheet: SheetView


class ClaimIndexPlan(Struct, frozen=True):
    """The claims of one kind or year, not yet written."""

    page: str
    title: Callable[[Desk], str]
    definition: str | None
    """In the words of corpus.yml."""
    choose: Callable[[], tuple[LinkedClaim, ...]]


def plan_lists(library: Library) -> Iterator[ListPlan]:
    """Give all lists."""
    folder = library.event_folder
    events, actors = (f"content/{folder}/",), ("content/actors.yml", "content/actors/")
    words = _word(mark("All that the sources name, also in passing, with dates and numbers of claims."))
    yield ListPlan(f"{folder}/index.md", "elections", _name_events, words, plan_elections, events, view_elections)
    words = _word(mark("What was reported of each, and who judged what."))
    yield ListPlan(f"{folder}/compare.md", "compare", _name_comparison, words, plan_compare, events, view_compare)
    words, of_sources = _word(mark("The texts that this site reads.")), ("content/sources/",)
    yield ListPlan("sources/index.md", "sources", _word(mark("Sources")), words, plan_sources, of_sources)
    words = _word(mark("Persons, organizations, places and groups that the sources name."))
    yield ListPlan("actors/index.md", "actors", _word(mark("Actors")), words, plan_actors, actors)
    words = _word(mark("Every spelling of every name, in every script, from A to Z."))
    yield ListPlan("actors/a-to-z.md", "spellings", _word(mark("All spellings")), words, plan_spellings, actors)
    words, of_topics = _word(mark("What the claims are about.")), ("content/topics.yml",)
    yield ListPlan("topics/index.md", "topics", _word(mark("Topics")), words, plan_topics, of_topics)
    words = _word(mark("Where claims do not agree, side by side, without a verdict of ours."))
    of_disputes = ("content/disputes.yml",)
    yield ListPlan("disputes/index.md", "disputes", _word(mark("Disputes")), words, plan_disputes, of_disputes)
    words = _word(mark("Everything that the sources date, in the order of time."))
    files = ("content/claims/", *events)
    yield ListPlan("timeline.md", "timeline", _word(mark("Timeline")), words, plan_timeline, files, view_timeline)


def plan_claim_indexes(library: Library) -> Iterator[ClaimIndexPlan]:
    """Give the indexes of claims by kind and by year."""
    meanings = library.corpus.settings.claim_kinds
    for kind in library.by_kind:
        title, choose = partial(_name_kind, kind=kind.replace("-", " ")), partial(library.by_kind.__getitem__, kind)
        yield ClaimIndexPlan(f"claims/kinds/{kind}.md", title, meanings[kind], choose)
    for year in library.by_year:
        title, choose = partial(_name_year, year=year), partial(library.by_year.__getitem__, year)
        yield ClaimIndexPlan(f"claims/years/{year}.md", title, None, choose)


def view_claim_index(plan: ClaimIndexPlan, sheet: SheetView, desk: Desk) -> ClaimIndexView:
    """Give the first page of an index of claims."""
    definition = desk.term(plan.definition) if plan.definition else None
    back = desk.link(desk.say("All claims"), "claims/index.md")
    return ClaimIndexView(escape_markdown(plan.title(desk)), definition, back, sheet)


def view_timeline(sheets: Sequence[Sheet], number: int, page: str, desk: Desk) -> TimelineView:
    """Give a page of the timeline; the first has the picture."""
    return TimelineView(view_sheet(sheets, number, page, desk), _draw_years(desk) if number == 1 else None)


def _draw_years(desk: Desk) -> Markdown | None:
    """Draw everything dated in the corpus, by year."""
    library, elections = desk.library, desk.library.corpus.elections
    marks = tuple(
        TimelineMark(
            find_moment(dated, library),
            elections[dated].name if isinstance(dated, str) else dated.claim.text,
            is_event=isinstance(dated, str),
        )
        for members in library.dated.values()
        for dated in members
    )
    words = TimelineWords(
        desk.word(
            "What the sources date, by year, from {first} to {last}; dated statements: {statements}, events: {events}"
        ),
        desk.word(
            "Each block is a dated statement, each diamond an event; thin blocks and hollow diamonds have an uncertain "
            "date. Dots stand for years left out."
        ),
        desk.word("Upright lines are statements about several years."),
        desk.word("Left out for want of room: {count}."),
    )
    return draw_timeline(marks, words)


def plan_actors(library: Library) -> tuple[Sheet, ...]:
    """Give the actors by kind."""
    actors = library.corpus.actors
    parts = []
    for kind, heading in _KIND_HEADINGS.items():
        names = sorted(
            (name for name, one in actors.items() if one.type == kind), key=lambda name: fold(actors[name].name)
        )
        if names:
            parts.append(Part(kind, partial(_say, message=heading), _write_actor, tuple(names)))
    return spread_parts(parts, LINES)


def plan_spellings(library: Library) -> tuple[Sheet, ...]:
    """Give every spelling of every actor under its first letter."""
    spellings = [
        (order_name(spelling), actor_id, spelling, language)
        for actor_id, actor in library.corpus.actors.items()
        for spelling, language in list_spellings(actor)
    ]
    return spread_parts(list_parts(sorted(spellings), _head_spelling, _write_spelling), 2 * LINES)


def _head_spelling(spelled: _Spelled) -> Heading:
    return head_letter(spelled[2])


def plan_topics(library: Library) -> tuple[Sheet, ...]:
    """Give the topics by their labels."""
    topics = library.corpus.topics
    names = sorted(topics, key=lambda name: fold(topics[name].label))
    return spread_parts([Part("all", partial(_say, message=mark("All topics")), _write_topic, tuple(names))], LINES)


def plan_disputes(library: Library) -> tuple[Sheet, ...]:
    """Give the disputes by election; one on several stands under each."""
    parts = []
    listed: set[str] = set()
    for election in order_elections(library):
        names = library.disputes_of_election.get(election, ())
        listed.update(names)
        if names:
            heading = partial(_own, text=library.corpus.elections[election].name)
            parts.append(Part(election, heading, _write_dispute, names))
    rest = tuple(name for name in library.corpus.disputes if name not in listed)
    if rest:
        parts.append(Part("others", say_untied, _write_dispute, rest))
    return spread_parts(parts, LINES)


def plan_timeline(library: Library) -> tuple[Sheet, ...]:
    """Give everything dated in the corpus, by year; what spans years stands in its first."""
    parts = (
        Part(f"year-{year}", partial(_show, text=year), write_moment, members)
        for year, members in library.dated.items()
    )
    return spread_parts(parts, CLAIMS)


def view_claims_index(desk: Desk) -> ClaimsView:
    """Give the ways into all claims, by kind, year and source."""
    library = desk.library
    kinds = [
        _write_way(desk.term(kind.replace("-", " ")), f"claims/kinds/{kind}.md", len(claims), desk)
        for kind, claims in library.by_kind.items()
    ]
    years = [
        _write_way(Markdown(year), f"claims/years/{year}.md", len(claims), desk)
        for year, claims in library.by_year.items()
    ]
    sources = [
        Markdown(f"{desk.link_source(name)} ({desk.number(len(claims))})") for name, claims in library.by_source.items()
    ]
    if len(sources) > MOST:
        sources = [desk.link(desk.say("Sources: {number}", number=desk.number(len(sources))), "sources/index.md")]
    return ClaimsView(tuple(kinds), tuple(years), tuple(sources))


def plan_claims(claims: Sequence[LinkedClaim]) -> Iterator[Part]:
    """Give claims by the source in which they stand."""
    chosen: dict[str, list[LinkedClaim]] = {}
    for linked in claims:
        chosen.setdefault(linked.source, []).append(linked)
    for name, ones in chosen.items():
        yield Part(f"from-{name}", partial(_head_source, source=name), write_line, tuple(ones))


def _name_kind(desk: Desk, *, kind: str) -> str:
    return desk.word("Claims by kind: {kind}", kind=desk.plain_term(kind))


def _name_year(desk: Desk, *, year: str) -> str:
    return desk.word("Claims of the year {year}", year=year)


def _name_events(desk: Desk) -> str:
    return capitalize(desk.plain_term(desk.library.corpus.settings.event.plural))


def _name_comparison(desk: Desk) -> str:
    return desk.word("{events} side by side", events=_name_events(desk))


def _word(message: str) -> Callable[[Desk], str]:
    return lambda desk: desk.word(message)


def _say(desk: Desk, *, message: str) -> Markdown:
    return desk.say(message)


def _own(desk: Desk, *, text: str) -> Markdown:
    return desk.own(text)


def _show(_: Desk, *, text: str) -> Markdown:
    return Markdown(text)


def _head_source(desk: Desk, *, source: str) -> Markdown:
    return desk.link_source_short(source)


def _write_way(label: Markdown, page: str, number: int, desk: Desk) -> Markdown:
    return Markdown(f"{desk.link(label, page)} ({desk.number(number)})")


def _write_actor(actor_id: str, desk: Desk) -> Markdown:
    actor = desk.library.corpus.actors[actor_id]
    others = [desk.mark(spelling, language) for spelling, language in list_spellings(actor) if language]
    link = desk.link_actor(actor_id)
    return desk.say("{name}, also {spellings}", name=link, spellings=join_links(others)) if others else link


def _write_spelling(spelled: _Spelled, desk: Desk) -> Markdown:
    _, actor_id, spelling, language = spelled
    name = desk.library.corpus.actors[actor_id].name
    shown = desk.mark(spelling, language or desk.interface.content_language)
    link = make_link(shown, make_relative(f"actors/{actor_id}.md", desk.here))
    return Markdown(f"{link}: {desk.own(name)}") if spelling != name else link


def _write_topic(name: str, desk: Desk) -> Markdown:
    topic = desk.library.corpus.topics[name]
    number = len(desk.library.by_topic.get(name, ()))
    count = desk.count_claims(number)
    definition = f": {desk.own(topic.definition)}" if topic.definition else ""
    return Markdown(f"{desk.link_topic(name)} ({count}){definition}")


def _write_dispute(name: str, desk: Desk) -> Markdown:
    dispute = desk.library.corpus.disputes[name]
    kind = desk.say(DISPUTE_KINDS[dispute.kind])
    marks = [kind, desk.say("settled by a later text")] if dispute.status == "settled" else [kind]
    return Markdown(f"{desk.link_dispute(name)} ({join_links(marks)})")
