"""The view of an actor's page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.markdown import Markdown, escape_markdown, make_link, mark_language
from generator.model import Actor, Name
from generator.prose import make_relative
from generator.views.claim import ClaimView, Fact, join_links, view_claims
from generator.views.desk import Desk, write_date
from generator.views.election import Line, view_line
from generator.views.timeline import Moment, list_moments

_FEW_CLAIMS = 12
"""Of the people with a role in a body, to stand on its page too."""


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """A spelling and where it is printed."""

    spelling: Markdown
    language: str
    printed_in: Markdown
    note: Markdown | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role as a source states it."""

    role: Markdown
    dates: str
    claim: Markdown


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation, from this actor's end."""

    relation: Markdown
    dates: str
    claim: Markdown


@dataclass(frozen=True, slots=True)
class ActorView:
    """All that an actor's page shows."""

    title: str
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
    moments: tuple[Moment, ...]
    """What is dated in what it said and in what was said of it."""
    said: tuple[ClaimView, ...]
    said_of: tuple[Line, ...]
    relayed: tuple[Line, ...]
    """What it passed on that others said."""
    people: tuple[Markdown, ...]
    """Who holds a role here, and how much each of them says."""
    people_said: tuple[Line, ...]
    """What these said, where it is little enough to stand here."""
    not_stated: tuple[Markdown, ...]
    other_spellings: tuple[Markdown, ...]
    """Printed ones only, for the top of the page."""
    elections: tuple[Markdown, ...]
    sources: tuple[Markdown, ...]
    topics: tuple[Markdown, ...]
    is_resolved: bool
    speaks: bool
    """Whether a reader would look for its words: places and groups have none of their own."""
    file: str


def view_actor(actor_id: str, desk: Desk) -> ActorView:
    """Give the view of one actor."""
    library = desk.library
    actor = library.corpus.actors[actor_id]
    said = library.by_speaker.get(actor_id, ())
    said_of = tuple(linked for linked in library.by_subject.get(actor_id, ()) if linked.speaker != actor_id)
    people = _find_people(actor_id, desk)
    relayed = library.by_relayer.get(actor_id, ())
    elections = dict.fromkeys(
        (*_list_ballots(actor_id, desk), *(name for linked in (*said, *said_of) for name in linked.elections))
    )
    topics = sorted(
        {name for linked in said for name in linked.claim.topics}, key=lambda name: library.corpus.topics[name].label
    )
    return ActorView(
        actor.name,
        actor.type,
        tuple(_list_facts(actor, desk)),
        desk.link_names(actor.summary) if actor.summary else None,
        desk.link_names(actor.note) if actor.note else None,
        tuple(desk.link_actor(name) for name in actor.not_to_be_confused_with),
        tuple(_list_spellings(actor_id, actor, desk)),
        tuple(_write_aid(name, desk) for name in actor.names if name.finding_aid),
        tuple(Fact(label, escape_markdown(value)) for label, value in sorted(actor.links.items())),
        tuple(_list_roles(actor, desk)),
        tuple(_list_relations(actor_id, actor, desk)),
        list_moments((*said, *said_of), desk),
        view_claims(said, desk),
        tuple(view_line(linked, desk) for linked in said_of),
        tuple(view_line(linked, desk) for linked in relayed),
        tuple(_list_people(people, desk)),
        _list_words_of_people(actor_id, people, desk),
        tuple(desk.link_names(text) for text in actor.not_stated),
        tuple(
            mark_language(name.name, name.lang, desk.language)
            for name in actor.names
            if not name.finding_aid and name.name != actor.name
        ),
        tuple(desk.link_election(name) for name in elections),
        tuple(_list_sources(actor_id, desk)),
        tuple(desk.link_topic(name) for name in topics),
        actor.resolved,
        actor.type in {"person", "organization"},
        library.corpus.paths[f"actors/{actor_id}"],
    )


def list_spellings(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Give an actor's spellings, each once, with their languages; the site's own form comes first, without one."""
    spellings = {actor.name: ""}
    for name in actor.names:
        spellings.setdefault(name.name, name.lang)
    return tuple(spellings.items())


def _list_facts(actor: Actor, desk: Desk) -> Iterator[Fact]:
    if actor.classification:
        yield Fact("Classification", escape_markdown(actor.classification.replace("-", " ")))
    if actor.side:
        yield Fact("Grouped with", escape_markdown(desk.library.corpus.settings.sides[actor.side]))
    if actor.dates:
        yield Fact("Dates", escape_markdown(write_date(actor.dates)))


def _list_spellings(actor_id: str, actor: Actor, desk: Desk) -> Iterator[SpellingRow]:
    found = desk.library.evidence.mentions[actor_id].found
    by_name: dict[str, Name | None] = {actor.name: None, **{name.name: name for name in actor.names}}
    for spelling, name in by_name.items():
        if name and name.finding_aid:
            continue
        places = [
            _link_places(source, counts[spelling], desk) for source, counts in found.items() if spelling in counts
        ]
        language = name.lang if name else desk.language
        shown = mark_language(spelling, language, desk.language)
        note = desk.link_names(name.note) if name and name.note else None
        yield SpellingRow(
            shown,
            language,
            join_links(places) if places else Markdown("no source prints it; the form used on this site"),
            note,
        )


def _link_places(source: str, paragraphs: tuple[int, ...], desk: Desk) -> Markdown:
    shown = list(dict.fromkeys(paragraphs))
    few = ", ".join(map(str, shown[:8])) + (" …" if len(shown) > 8 else "")
    noun = "paragraph" if len(shown) == 1 else "paragraphs"
    return Markdown(f"{desk.link_source_short(source)} ({noun} {few})")


def _write_aid(name: Name, desk: Desk) -> Markdown:
    shown = mark_language(name.name, name.lang, desk.language)
    return Markdown(f"{shown} ({escape_markdown(name.note)})") if name.note else shown


def _list_roles(actor: Actor, desk: Desk) -> Iterator[RoleRow]:
    for role in actor.roles:
        label = escape_markdown(role.role)
        whole = Markdown(f"{label}, {desk.link_actor(role.of)}") if role.of else label
        if role.note:
            whole = Markdown(f"{whole} ({desk.link_names(role.note)})")
        yield RoleRow(whole, write_date(role.dates) or "not stated", desk.link_words(role.claim))


def _list_relations(actor_id: str, actor: Actor, desk: Desk) -> Iterator[RelationRow]:
    """Give the actor's own relations, and those that others state to it, turned round."""
    types = desk.library.corpus.settings.relation_types
    seen: set[tuple[str, str, str]] = set()
    rows = [(relation.type, relation.to, relation) for relation in actor.relations]
    for other_id, other in desk.library.corpus.actors.items():
        for relation in other.relations:
            if relation.to == actor_id:
                kind = types.get(relation.type)
                turned = relation.type if kind and kind.symmetric else (kind.inverse if kind and kind.inverse else "")
                if turned:
                    rows.append((turned, other_id, relation))
    for kind_id, other_id, relation in rows:
        if (kind_id, other_id, relation.claim) in seen:
            continue
        seen.add((kind_id, other_id, relation.claim))
        kind = types.get(kind_id)
        label = escape_markdown((kind and kind.label) or kind_id.replace("-", " "))
        note = f" ({desk.link_names(relation.note)})" if relation.note else ""
        yield RelationRow(
            Markdown(f"{label} {desk.link_actor(other_id)}{note}"),
            write_date(relation.dates) or "not stated",
            desk.link_words(relation.claim),
        )


def _find_people(actor_id: str, desk: Desk) -> Mapping[str, list[str]]:
    """Give the actors with a role in a body, each with its roles there; what has a role at a place is no part of it."""
    actors = desk.library.corpus.actors
    if actors[actor_id].type == "place":
        return {}
    held = {name: [role.role for role in other.roles if role.of == actor_id] for name, other in actors.items()}
    return {name: roles for name, roles in held.items() if roles}


def _list_words_of_people(actor_id: str, people: Iterable[str], desk: Desk) -> tuple[Line, ...]:
    said = [linked for name in people for linked in desk.library.by_speaker.get(name, ())]
    is_little = len(said) <= _FEW_CLAIMS and desk.library.corpus.actors[actor_id].type == "organization"
    return tuple(view_line(linked, desk) for linked in said) if is_little else ()


def _list_people(people: Mapping[str, list[str]], desk: Desk) -> Iterator[Markdown]:
    """Give the actors with a role here, which needn't mean that they speak on its behalf."""
    for name, roles in people.items():
        count = len(desk.library.by_speaker.get(name, ()))
        noun = "claim" if count == 1 else "claims"
        page = make_relative(f"actors/{name}.md#said", desk.here)
        said = f", {make_link(f'{count} {noun}', page)}" if count else ""
        yield Markdown(f"{desk.link_actor(name)} ({escape_markdown('; '.join(roles))}){said}")


def _list_ballots(actor_id: str, desk: Desk) -> Iterator[str]:
    """Give the elections in which the actor stands."""
    for election_id, election in desk.library.corpus.elections.items():
        if any(option.option == actor_id for contest in election.contests for option in contest.options):
            yield election_id


def _list_sources(actor_id: str, desk: Desk) -> Iterator[Markdown]:
    for source, counts in desk.library.evidence.mentions[actor_id].found.items():
        paragraphs = sorted({number for numbers in counts.values() for number in numbers})
        total = sum(len(numbers) for numbers in counts.values())
        times = "once" if total == 1 else f"{total} times"
        where = ", ".join(map(str, paragraphs[:12])) + (" …" if len(paragraphs) > 12 else "")
        yield Markdown(
            f"{desk.link_source(source)}, {times}, in {'paragraph' if len(paragraphs) == 1 else 'paragraphs'} {where}"
        )
