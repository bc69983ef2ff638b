"""The view of an actor's page."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from msgspec import Struct

from generator.interface import mark
from generator.link import Library
from generator.markdown import Markdown, escape_markdown
from generator.model import Actor, Name, Relation, Role
from generator.sheaf import LinkedClaim
from generator.views.claim import Fact, join_links, view_claim, write_line
from generator.views.desk import Desk
from generator.views.election import link_election, order_elections
from generator.views.headings import head_letter, head_year, order_name
from generator.views.long_lists import MOST, LongList
from generator.views.network import NetworkWords, Tie, draw_network
from generator.views.sheets import Part, SheetView
from generator.views.source import order_sources
from generator.views.timeline import order_by_date, write_moment
from generator.views.uses import label_relation, name_relation

SHEET = 39
"""Claims on one page of an actor, in lines and in cards."""
TYPES = {
    "person": mark("person"),
    "organization": mark("organization"),
    "place": mark("place"),
    "group": mark("group"),
}
_FEWEST_TIES = 2
"""Other actors for which a picture says more than the tables."""
_FEW_CLAIMS = 12
"""Of the people with a role in a body, to stand on its page too."""
_FEW_OF_TEXT = 12
"""Paragraphs that are told of a text that names an actor."""
_FEW_OF_SPELLING = 8
"""The same in the table of spellings."""


class SpellingRow(Struct, frozen=True):
    """A spelling and where it is printed."""

    spelling: Markdown
    language: str
    printed_in: Markdown
    note: Markdown | None


class RoleRow(Struct, frozen=True):
    """A role as a source states it."""

    role: Markdown
    dates: Markdown
    claim: Markdown


class RelationRow(Struct, frozen=True):
    """A relation, from this actor's end."""

    relation: Markdown
    dates: Markdown
    claim: Markdown


class _Tied(NamedTuple):
    """A relation from this actor's end."""

    kind: str
    """Its type, turned round where another actor states it."""
    other: str
    relation: Relation


class ActorView(Struct, frozen=True):
    """All that an actor's page shows."""

    title: Markdown
    kind: str
    facts: tuple[Fact, ...]
    summary: Markdown | None
    note: Markdown | None
    look_alikes: tuple[Markdown, ...]
    spellings: tuple[SpellingRow, ...]
    finding_aids: tuple[Markdown, ...]
    links: tuple[Fact, ...]
    roles: tuple[RoleRow, ...]
    relations: tuple[RelationRow, ...]
    all_relations: Markdown | None
    """The way to all, where these are not all."""
    network: Markdown | None
    """Its roles and relations as a picture."""
    sheet: SheetView
    """What it said, what it passed on that others said, what was said of it, and what of all this is dated."""
    people: tuple[Markdown, ...]
    """Who holds a role here, and how much each of them says."""
    people_said: tuple[Markdown, ...]
    """What these said, where it is little enough to stand here."""
    not_stated: tuple[Markdown, ...]
    other_spellings: tuple[Markdown, ...]
    """Printed ones only, for the top of the page."""
    events: Markdown
    """The heading above these."""
    elections: tuple[Markdown, ...]
    sources: tuple[Markdown, ...]
    topics: tuple[Markdown, ...]
    is_resolved: bool


def view_actor(actor_id: str, sheet: SheetView, desk: Desk) -> ActorView:
    """Give the view of one actor."""
    library = desk.library
    actor = library.corpus.actors[actor_id]
    ties = _list_ties(actor_id, actor, library)
    long = {one.id: one for one in list_long(actor_id, library)}
    people, elections, texts = (long[name].write_start(desk.here, desk) for name in ("people", "elections", "sources"))
    relations = long["relations"]
    topics = sorted(
        {name for linked in library.by_speaker.get(actor_id, ()) for name in linked.topics},
        key=lambda name: library.corpus.topics[name].label,
    )
    return ActorView(
        desk.own(actor.name),
        desk.word(TYPES[actor.type]),
        tuple(_list_facts(actor, desk)),
        desk.link_names(actor.summary) if actor.summary else None,
        desk.link_names(actor.note) if actor.note else None,
        tuple(desk.link_actor(name) for name in actor.not_to_be_confused_with),
        tuple(_list_spellings(actor_id, actor, long["sources"], desk)),
        tuple(_write_aid(name, desk) for name in actor.names if name.finding_aid),
        tuple(Fact(desk.own(label), escape_markdown(value)) for label, value in sorted(actor.links.items())),
        tuple(_list_roles(actor, desk)),
        tuple(_write_relation(tie, desk) for tie in ties[:MOST]),
        relations.link_all(desk.here, desk) if relations.is_long else None,
        _draw_network(actor, ties, desk),
        sheet,
        people,
        _list_words_of_people(actor_id, long["people"].members, desk),
        tuple(desk.link_names(text) for text in actor.not_stated),
        tuple(
            desk.mark(name.name, name.lang) for name in actor.names if not name.finding_aid and name.name != actor.name
        ),
        desk.head(library.corpus.settings.event.plural),
        elections,
        texts,
        tuple(desk.link_topic(name) for name in topics),
        actor.resolved,
    )


def plan_actor(actor_id: str, library: Library) -> Iterator[Part]:
    """Give what an actor said, what it passed on, what was said of it, and what of all this is dated."""
    actor = library.corpus.actors[actor_id]
    said, said_of = _find_said(actor_id, library)
    say = partial(_say, name=actor.name)
    if said:
        yield Part("said", partial(say, message=_SAID), view_claim, said)
    elif actor.type in {"person", "organization"}:  # a reader would not look for the words of a place or a group
        yield Part("said", partial(say, message=_SAID), view_claim, (), partial(_say_wordless, actor_id=actor_id))
    relayed = library.by_relayer.get(actor_id, ())
    if relayed:
        yield Part("passed-on", partial(say, message=_PASSED_ON), write_line, relayed)
    lead_of = None if said_of else partial(say, message=_NOTHING_OF)
    yield Part("said-of", partial(say, message=_SAID_OF), write_line, said_of, lead_of)
    dated = order_by_date((*said, *said_of))
    if dated:
        yield Part("timeline", partial(_say, message=mark("Timeline")), write_moment, dated)


def list_long(actor_id: str, library: Library) -> Iterator[LongList]:
    """Give the lists that may be too long for an actor's page: relations, people, elections, texts that name it."""
    actors, elections, sources = library.corpus.actors, library.corpus.elections, library.corpus.sources
    actor, files = actors[actor_id], ("content/actors.yml", "content/actors/")

    def name(one: str) -> str:
        return actors[one].name

    ties = sorted(_list_ties(actor_id, actor, library), key=lambda tie: order_name(name(tie.other)))
    head_tie, head_person = (lambda tie: head_letter(name(tie.other))), (lambda one: head_letter(name(one)))
    yield LongList("relations", _RELATIONS, actor.name, tuple(ties), head_tie, _write_tie, files)
    people = tuple(sorted(_find_people(actor_id, library), key=lambda one: order_name(name(one))))
    write_person = partial(_write_person, body=actor_id)
    yield LongList("people", _PEOPLE, actor.name, people, head_person, write_person, files, lead=_NOT_ON_BEHALF)
    claims = (*library.by_speaker.get(actor_id, ()), *library.by_subject.get(actor_id, ()))
    named = {*library.stands_in.get(actor_id, ()), *(one for linked in claims for one in linked.elections)}
    order = tuple(order_elections(library, named))
    files = ("content/claims/", f"content/{library.event_folder}/")
    head_election, head_text = (lambda one: head_year(elections[one].date)), (lambda one: head_year(sources[one].date))
    yield LongList("elections", _EVENTS, actor.name, order, head_election, link_election, files)
    texts = tuple(order_sources(library, library.evidence.mentions[actor_id].found))
    write, write_more = (partial(one, actor_id=actor_id) for one in (_write_text, _write_text_by_spelling))
    yield LongList("sources", _TEXTS, actor.name, texts, head_text, write, ("content/sources/",), write_more)


_RELATIONS = mark("{name}: relations")
_PEOPLE = mark("{name}: people with a role")
_NOT_ON_BEHALF = mark("They need not speak on its behalf.")
_EVENTS = mark("{name}: {events}")
_TEXTS = mark("Where the texts name {name}")
_SAID = mark("What {name} said")
_PASSED_ON = mark("What {name} passed on")
_SAID_OF = mark("What was said of {name}")
_NO_WORDS = mark("These sources report no words of {name}.")
_NO_WORDS_BUT = mark("These sources report no words of {name} itself; see the people above.")
_NOTHING_OF = mark("No claim of this site is about {name}.")


def _say(desk: Desk, *, message: str, name: str = "") -> Markdown:
    return desk.say(message, name=desk.own(name))


def _say_wordless(desk: Desk, *, actor_id: str) -> Markdown:
    lead = _NO_WORDS_BUT if _holds_roles(actor_id, desk.library) else _NO_WORDS
    return _say(desk, message=lead, name=desk.library.corpus.actors[actor_id].name)


def _find_said(actor_id: str, library: Library) -> tuple[tuple[LinkedClaim, ...], tuple[LinkedClaim, ...]]:
    """Give what an actor said, and what others said of it."""
    said_of = tuple(linked for linked in library.by_subject.get(actor_id, ()) if linked.speaker != actor_id)
    return library.by_speaker.get(actor_id, ()), said_of


def _holds_roles(actor_id: str, library: Library) -> bool:
    """Tell whether somebody holds a role in a body."""
    return actor_id in library.roles_in


def list_spellings(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Give an actor's spellings, each once, with their languages; the site's own form comes first, without one."""
    spellings = {actor.name: ""}
    for name in actor.names:
        spellings.setdefault(name.name, name.lang)
    return tuple(spellings.items())


def _list_facts(actor: Actor, desk: Desk) -> Iterator[Fact]:
    if actor.classification:
        yield Fact(desk.say("Classification"), desk.term(actor.classification.replace("-", " ")))
    if actor.side:
        yield Fact(desk.say("Grouped with"), desk.term(desk.library.corpus.settings.sides[actor.side]))
    if actor.dates:
        yield Fact(desk.say("Dates"), escape_markdown(desk.date(actor.dates)))


def _list_spellings(actor_id: str, actor: Actor, texts: LongList, desk: Desk) -> Iterator[SpellingRow]:
    found = desk.library.evidence.mentions[actor_id].found
    by_name: dict[str, Name | None] = {actor.name: None, **{name.name: name for name in actor.names}}
    for spelling, name in by_name.items():
        if name and name.finding_aid:
            continue
        printed_in = [source for source in texts.members if spelling in found[source]]
        places = [_link_places(source, found[source][spelling], desk) for source in printed_in[:MOST]]
        rest = len(printed_in) - MOST
        if rest > 0:
            more = desk.tally(rest, "and {number} more", "and {number} more")
            places.append(texts.link_all(desk.here, desk, more))
        language = name.lang if name else desk.interface.content_language
        note = desk.link_names(name.note) if name and name.note else None
        yield SpellingRow(
            desk.mark(spelling, language),
            desk.interface.name_language(language),
            join_links(places) if places else desk.say("no source prints it; the form used on this site"),
            note,
        )


def _link_places(source: str, paragraphs: tuple[int, ...], desk: Desk) -> Markdown:
    return Markdown(f"{desk.link_source_short(source)} ({_write_paragraphs(paragraphs, _FEW_OF_SPELLING, desk)})")


def _write_aid(name: Name, desk: Desk) -> Markdown:
    shown = desk.mark(name.name, name.lang)
    return Markdown(f"{shown} ({desk.own(name.note)})") if name.note else shown


def _list_roles(actor: Actor, desk: Desk) -> Iterator[RoleRow]:
    for role in actor.roles:
        label = desk.term(role.role)
        whole = Markdown(f"{label}, {desk.link_actor(role.of)}") if role.of else label
        if role.note:
            whole = Markdown(f"{whole} ({desk.link_names(role.note)})")
        yield RoleRow(whole, _write_dates(role, desk), desk.link_words(role.claim))


def _list_ties(actor_id: str, actor: Actor, library: Library) -> tuple[_Tied, ...]:
    """Give the actor's own relations, and those that others state to it, turned round."""
    ties = [_Tied(relation.type, relation.to, relation) for relation in actor.relations]
    ties.extend(
        _Tied(kind, other_id, relation)
        for other_id in library.tied_to.get(actor_id, ())
        for relation in library.corpus.actors[other_id].relations
        if relation.to == actor_id and (kind := _turn(relation.type, library))
    )
    return tuple({(tie.kind, tie.other, tie.relation.claim): tie for tie in ties}.values())


def _write_relation(tie: _Tied, desk: Desk) -> RelationRow:
    note = f" ({desk.link_names(tie.relation.note)})" if tie.relation.note else ""
    return RelationRow(
        Markdown(f"{name_relation(tie.kind, desk)} {desk.link_actor(tie.other)}{note}"),
        _write_dates(tie.relation, desk),
        desk.link_words(tie.relation.claim),
    )


def _write_tie(tie: _Tied, desk: Desk) -> Markdown:
    row = _write_relation(tie, desk)
    dated = f", {row.dates}" if tie.relation.dates else ""
    return Markdown(f"{row.relation}{dated}: {row.claim}")


def _draw_network(actor: Actor, known: tuple[_Tied, ...], desk: Desk) -> Markdown | None:
    actors = desk.library.corpus.actors
    ties = [
        Tie(desk.plain_term(label_relation(kind, desk)).rstrip(":"), actors[other].name, "relation")
        for kind, other, _ in known
    ]
    ties += [Tie(desk.plain_term(role.role), actors[role.of].name, "role") for role in actor.roles if role.of]
    if len({tie.other for tie in ties}) < _FEWEST_TIES:
        return None
    words = NetworkWords(
        desk.word("Relations"),
        desk.word("Roles"),
        desk.word("{group} of {center} that sources state; actors drawn: {count}"),
        desk.word("Each line is a role or a relation that a source states; the tables have the dates and the claims."),
        desk.word("Drawn here: {drawn} of {total}."),
    )
    return draw_network(actor.name, tuple(ties), words)


def _turn(kind: str, library: Library) -> str:
    """Name the type that a relation has from its other end; empty where corpus.yml declares none."""
    declared = library.corpus.settings.relation_types.get(kind)
    if declared and declared.symmetric:
        return kind
    return (declared and declared.inverse) or ""


def _write_dates(stated: Role | Relation, desk: Desk) -> Markdown:
    return escape_markdown(desk.date(stated.dates)) if stated.dates else desk.say("not stated")


def _find_people(actor_id: str, library: Library) -> tuple[str, ...]:
    """Give the actors with a role in a body; what has a role at a place is no part of it."""
    return () if library.corpus.actors[actor_id].type == "place" else library.roles_in.get(actor_id, ())


def _list_words_of_people(actor_id: str, people: Iterable[str], desk: Desk) -> tuple[Markdown, ...]:
    said = [linked for name in people for linked in desk.library.by_speaker.get(name, ())]
    is_little = len(said) <= _FEW_CLAIMS and desk.library.corpus.actors[actor_id].type == "organization"
    return tuple(write_line(linked, desk) for linked in said) if is_little else ()


def _write_person(name: str, desk: Desk, *, body: str) -> Markdown:
    """Write an actor with a role in a body, which needn't mean that it speaks on its behalf."""
    count = len(desk.library.by_speaker.get(name, ()))
    label = desk.count_claims(count)
    said = f", {desk.link_part(label, f'actors/{name}.md#said')}" if count else ""
    held = "; ".join(desk.term(role.role) for role in desk.library.corpus.actors[name].roles if role.of == body)
    return Markdown(f"{desk.link_actor(name)} ({held}){said}")


def _write_text(source: str, desk: Desk, *, actor_id: str) -> Markdown:
    """Write how often and where a text names an actor."""
    counts = desk.library.evidence.mentions[actor_id].found[source]
    numbers = sorted(number for numbers in counts.values() for number in numbers)
    times = desk.tally(len(numbers), "once", "{number} times")
    return Markdown(
        f"{desk.link_source(source)}: {escape_markdown(times)}, {_write_paragraphs(numbers, _FEW_OF_TEXT, desk)}"
    )


def _write_text_by_spelling(source: str, desk: Desk, *, actor_id: str) -> Markdown:
    """Write how often and where a text names an actor, by which spellings."""
    counts = desk.library.evidence.mentions[actor_id].found[source]
    times = desk.tally(sum(map(len, counts.values())), "once", "{number} times")
    languages, content = dict(list_spellings(desk.library.corpus.actors[actor_id])), desk.interface.content_language
    written = (
        f"{desk.mark(spelling, languages[spelling] or content)} ({_write_paragraphs(numbers, _FEW_OF_TEXT, desk)})"
        for spelling, numbers in counts.items()
    )
    return Markdown(f"{desk.link_source(source)}: {escape_markdown(times)}, {', '.join(written)}")


def _write_paragraphs(paragraphs: Iterable[int], most: int, desk: Desk) -> Markdown:
    shown = list(dict.fromkeys(paragraphs))
    few = ", ".join(map(str, shown[:most])) + (" …" if len(shown) > most else "")
    return escape_markdown(desk.tally(len(shown), "paragraph {list}", "paragraphs {list}", list=few))
