"""Joins records with their evidence, collects backlinks and gives every page its path."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct, field

from generator.claim_tables import Claims, Groups
from generator.coverage import Coverage, check_coverage, measure_coverage
from generator.evidence import Evidence, Reading
from generator.late import Late
from generator.lock import list_anchors
from generator.markdown import check_page
from generator.memo import Memo, make_key
from generator.model import Actor, Corpus, Dispute
from generator.moved import check_moved, is_reserved
from generator.page_links import check_page_links
from generator.problems import Place, Problem
from generator.publications import Past
from generator.record import Record
from generator.references import check_references
from generator.sheaf import Bonds, Gist, LinkedClaim, Origin, Sheaf, bind_claims, link_claims
from generator.uses import collect_uses
from generator.withdrawal import check_repeats, withhold_words

K = TypeVar("K")
V = TypeVar("V")
_FOLDERS = ("actors", "sources", "topics", "disputes")
_RESERVED = frozenset(
    {
        *(*_FOLDERS, "claims", "data", "index", "pages", "assets", "css", "js", "search", "texts", "timeline"),
        *("cite", "pictures", "changes", "corrections", "glossary", "guide", "locale"),
    }
)
"""Folders of the site that a corpus can't use for its events."""
CLAIM_GROUPS = (
    *("by_source", "by_relayer", "by_speaker", "by_subject", "by_election"),
    *("by_topic", "by_kind", "by_year", "judging"),
)
"""The tables of a library that group all claims by what their gists tell."""
_THEME_IDS = r"top|content|query|toc-title"
_TAKEN_BY_SOURCE = re.compile(rf"{_THEME_IDS}|coverage|passages|pages|withdrawn|index|p\d+")
"""Anchors of a source's page that no claim can have."""
_TAKEN_BY_EVENT = re.compile(
    rf"{_THEME_IDS}|not-stated|disputes|pages|timeline|sources|(?:contest|results|turnout|said-by)-.*"
)
"""Anchors of an event's page that no section of corpus.yml can have."""


class Library(Struct, frozen=True):
    """A corpus, resolved: what every page and export is made from."""

    corpus: Corpus
    evidence: Evidence
    claims: Mapping[str, LinkedClaim]
    """By reference: sources by date, claims in the order of the text."""
    gists: Mapping[str, Gist]
    """What can be told of claims, by reference, without reading them."""
    digests: Mapping[str, str]
    """Of all that can be read of each claim."""
    coverage: Mapping[str, Coverage]
    """By source."""
    by_source: Mapping[str, tuple[LinkedClaim, ...]]
    """With the withdrawn ones."""
    by_relayer: Mapping[str, tuple[LinkedClaim, ...]]
    """Claims that an actor passed on; with the withdrawn ones."""
    by_speaker: Mapping[str, tuple[LinkedClaim, ...]]
    by_subject: Mapping[str, tuple[LinkedClaim, ...]]
    """Claims about an actor."""
    by_election: Mapping[str, tuple[LinkedClaim, ...]]
    by_topic: Mapping[str, tuple[LinkedClaim, ...]]
    """With those of narrower topics."""
    by_kind: Mapping[str, tuple[LinkedClaim, ...]]
    """In the order of corpus.yml."""
    by_year: Mapping[str, tuple[LinkedClaim, ...]]
    """Claims by the year in which they were said or, where no text tells, published; years in the order of time."""
    judging: Mapping[str, tuple[LinkedClaim, ...]]
    """Claims that judge an election."""
    dated: Mapping[str, tuple[str | LinkedClaim, ...]]
    """Events by their ids, and claims that date what they tell, by the year in which that begins; in order of time."""
    disputes_of_election: Mapping[str, tuple[str, ...]]
    tied_to: Mapping[str, tuple[str, ...]]
    """Actors that state a relation to an actor."""
    roles_in: Mapping[str, tuple[str, ...]]
    """Actors with a role in an actor."""
    stands_in: Mapping[str, tuple[str, ...]]
    """Elections in which an actor is an option."""
    past: Past = field(default_factory=Past)
    """Earlier publications; read for a build only."""

    @property
    def event_folder(self) -> str:
        """The folder of the events' pages."""
        return self.corpus.settings.event.folder


def link_corpus(corpus: Corpus, evidence: Evidence, memo: Memo | None = None) -> tuple[Library, tuple[Problem, ...]]:
    """Resolve a corpus. The library is complete only where there is no error.

    A memo spares what was bound before: the claims of each source by themselves.
    """
    problems = [*check_references(corpus), *check_moved(corpus)]
    problems.extend((*_check_folder(corpus), *_check_anchors(corpus)))
    problems.extend(
        problem for name, text in corpus.pages.items() for problem in check_page(text, f"content/pages/{name}.md")
    )
    problems.extend(check_page_links(corpus))
    whole, corpus = corpus, withhold_words(corpus)
    problems.extend(check_repeats(whole, corpus))
    bonds = _collect_bonds(corpus)
    sides = {name: actor.side for name, actor in corpus.actors.items() if actor.side}
    origins = _list_origins(corpus, evidence, sides)
    opened = Late({name: partial(_open_source, name, origins, bonds) for name in origins})
    keys = _key_sources(corpus, evidence, origins, sides)
    memo = memo or Memo()
    sheaves = {name: memo.recall(key, partial(_bind_source, name, origins, opened)) for name, key in keys.items()}
    gists = {gist.ref: gist for sheaf in sheaves.values() for gist in sheaf.gists}
    coverage = {name: _find_coverage(name, sheaves, corpus, reading) for name, reading in evidence.readings.items()}
    for name, measured in coverage.items():
        if corpus.sources[name].withdrawn:
            continue  # its paragraphs carry nothing any more, and that is as it should be
        problems.extend(check_coverage(corpus.sources[name], name, measured, corpus.settings.limits))
    problems.extend(problem for sheaf in sheaves.values() for problem in sheaf.problems)
    problems.extend(_check_names(corpus))
    claims = Claims(gists, opened)
    tables = _group_claims(gists.values(), corpus)
    dated = _group(_list_dated(corpus, (gist for gist in gists.values() if not gist.is_withdrawn)))
    library = Library(
        corpus,
        evidence,
        claims,
        gists,
        _digest_claims(gists, bonds),
        coverage,
        **{name: Groups(refs, claims.__getitem__) for name, refs in tables.items()},
        dated=Groups(dated, lambda one: claims[one] if "/" in one else one),
        disputes_of_election=_group(
            (election, name)
            for name, dispute in corpus.disputes.items()
            for election in _find_elections(dispute, gists)
        ),
        tied_to=_group(
            (to, name) for name, one in corpus.actors.items() for to in _list_once(tie.to for tie in one.relations)
        ),
        roles_in=_group(
            (of, name) for name, one in corpus.actors.items() for of in _list_once(role.of for role in one.roles)
        ),
        stands_in=_group(
            (option, name)
            for name, one in corpus.elections.items()
            for option in _list_once(option.option for contest in one.contests for option in contest.options)
        ),
        past=Past(),
    )
    problems.extend(_check_cited(library))
    return library, tuple(problems)


def list_dispute_claims(dispute: Dispute) -> tuple[str, ...]:
    """Give the claims of all positions, each once."""
    return tuple(dict.fromkeys(ref for position in dispute.positions for ref in position.claims))


def _collect_bonds(corpus: Corpus) -> Bonds:
    """Give what binds claims to records elsewhere."""
    pairs = ((ref, name) for name, dispute in corpus.disputes.items() for ref in list_dispute_claims(dispute))
    return Bonds(_group(pairs), collect_uses(corpus))


def _digest_claims(gists: Mapping[str, Gist], bonds: Bonds) -> Mapping[str, str]:
    """Give the digest of all that can be read of each claim; few are bound to anything."""
    bound = (gists.keys() & bonds.disputes.keys()) | (gists.keys() & bonds.uses.keys())
    own = {ref: gist.digest for ref, gist in gists.items()}
    return own | {ref: f"{own[ref]} {bonds.disputes.get(ref)} {bonds.uses.get(ref)}" for ref in bound}


def _list_origins(corpus: Corpus, evidence: Evidence, sides: Mapping[str, str]) -> Late[Origin]:
    """Give what the claims of each source are bound from; sources by date."""
    known = [name for name in corpus.claim_files if name in corpus.sources]
    anchors = list_anchors(evidence.anchors)

    def find_origin(name: str) -> Origin:
        found = anchors[name].held.open() if name in anchors else {}
        record, reading = corpus.sources[name], evidence.readings.get(name)
        return Origin(name, record, corpus.claim_files[name], found, reading, sides)

    order = sorted(known, key=lambda name: (corpus.sources[name].date, name))
    return Late({name: partial(find_origin, name) for name in order})


def _open_source(name: str, origins: Mapping[str, Origin], bonds: Bonds) -> Mapping[str, LinkedClaim]:
    return link_claims(origins[name], bonds)


def _key_sources(
    corpus: Corpus, evidence: Evidence, names: Iterable[str], sides: Mapping[str, str]
) -> Mapping[str, str]:
    """Give the digest of all from which the claims of each source are bound."""
    anchors, ground = list_anchors(evidence.anchors), make_key(sides)
    keys: dict[str, str] = {}
    for name in names:
        files = (corpus.digests[corpus.paths[f"{kind}/{name}"]] for kind in ("sources", "claims"))
        found = anchors[name].digest if name in anchors else ""
        keys[name] = make_key("sheaf", name, *files, found, evidence.readings.get(name), ground)
    return keys


def _bind_source(name: str, origins: Mapping[str, Origin], opened: Mapping[str, Mapping[str, LinkedClaim]]) -> Sheaf:
    return bind_claims(origins[name], opened[name])


def _find_coverage(name: str, sheaves: Mapping[str, Sheaf], corpus: Corpus, reading: Reading) -> Coverage:
    """Give the coverage of a source, also of one without a file of claims."""
    known = sheaves[name].coverage if name in sheaves else None
    return known or measure_coverage(corpus.sources[name], reading, ())


def _group_claims(gists: Iterable[Gist], corpus: Corpus) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Give the references of claims in groups, by the tables of the library."""
    widen = cache(lambda topics: _widen(topics, corpus))
    tables = {name: defaultdict[str, list[str]](list) for name in CLAIM_GROUPS}
    by_source, by_relayer, by_speaker, by_subject, by_election, by_topic, by_kind, by_year, judging = tables.values()
    # In one go: there are tens of thousands, and a build after a small change groups them all.
    for gist in gists:
        ref = gist.ref
        by_source[ref.partition("/")[0]].append(ref)
        for relayer in dict.fromkeys(gist.via):
            by_relayer[relayer].append(ref)
        if gist.is_withdrawn:
            continue
        by_speaker[gist.speaker].append(ref)
        for subject in dict.fromkeys(gist.about):
            by_subject[subject].append(ref)
        for election in dict.fromkeys(gist.elections):
            by_election[election].append(ref)
            if gist.is_judging:
                judging[election].append(ref)
        for topic in widen(gist.topics):
            by_topic[topic].append(ref)
        by_kind[gist.kind].append(ref)
        by_year[gist.year].append(ref)
    orders = {
        "by_kind": [kind for kind in corpus.settings.claim_kinds if kind in by_kind],
        "by_year": sorted(by_year, key=int),
    }
    return {name: {key: tuple(table[key]) for key in orders.get(name, table)} for name, table in tables.items()}


def _widen(topics: Iterable[str], corpus: Corpus) -> tuple[str, ...]:
    """Give the topics and all broader ones, each once, even where they run in a circle."""
    widened: dict[str, None] = {}
    waiting = list(topics)
    while waiting:
        topic = waiting.pop(0)
        if topic in widened or topic not in corpus.topics:
            continue
        widened[topic] = None
        broader = corpus.topics[topic].broader
        waiting.extend([broader] if broader else [])
    return tuple(widened)


def _find_elections(dispute: Dispute, gists: Mapping[str, Gist]) -> tuple[str, ...]:
    """Give the elections of a dispute: those it names, else those of its claims."""
    named = dispute.elections or (
        election for ref in list_dispute_claims(dispute) if ref in gists for election in gists[ref].elections
    )
    return tuple(dict.fromkeys(named))


def _list_dated(corpus: Corpus, gists: Iterable[Gist]) -> Iterator[tuple[str, str]]:
    """Give everything dated, in the order of time, each with its year: events by their ids, claims by reference.

    Sorting is by date alone and stable, so an event comes before what is told of the same day.
    """
    events = [
        (election.date.order, election.date.year, name) for name, election in corpus.elections.items() if election.date
    ]
    told = [(order, year, gist.ref) for gist in gists if gist.moment for year, order in (gist.moment,)]
    yield from ((year, one) for _, year, one in sorted((*events, *told), key=itemgetter(0)))


def _list_once(names: Iterable[str | None]) -> Iterator[str]:
    return (name for name in dict.fromkeys(names) if name)


def _group(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _check_folder(corpus: Corpus) -> Iterator[Problem]:
    folder = corpus.settings.event.folder
    reserved = {*_RESERVED, *corpus.settings.languages}
    if folder in reserved:
        message = f"the events' folder must not be one that the site uses itself, found {folder}"
        yield Problem(corpus.settings.event.place_of("folder"), "path-collision", message, "choose another word")
    for page in corpus.pages:
        if page in {folder, *reserved}:
            message = f"a hand-written page must not take the address of another, found {page}"
            yield Problem(Place(f"content/pages/{page}.md"), "path-collision", message, "rename the file")
    tables: Mapping[str, Mapping[str, Record]] = {
        "actors": corpus.actors,
        "events": corpus.elections,
        "sources": corpus.sources,
        "topics": corpus.topics,
        "disputes": corpus.disputes,
    }
    for kind, table in tables.items():
        for name in (name for name in table if is_reserved(kind, name)):
            message = f"an id must not take the address of a page that lists others, found {name}"
            yield Problem(table[name].place, "path-collision", message, "choose another id")


def _check_anchors(corpus: Corpus) -> Iterator[Problem]:
    """Refuse ids that would stand twice on one page."""
    for source, outline in corpus.outlines.items():
        for key in filter(_TAKEN_BY_SOURCE.fullmatch, outline.keys):
            yield _refuse_anchor(key, corpus.claim_files[source].claims[key])
    for section in corpus.settings.event_sections:
        if _TAKEN_BY_EVENT.fullmatch(section.id):
            yield _refuse_anchor(section.id, section)


def _refuse_anchor(name: str, record: Record) -> Problem:
    message = f"an id must not be an anchor that its page has anyway, found {name}"
    return Problem(record.place, "path-collision", message, "choose another id")


def _check_names(corpus: Corpus) -> Iterator[Problem]:
    """Warn of a spelling that two actors share without saying where it means whom."""
    owners: dict[str, str] = {}
    for actor_id, actor in corpus.actors.items():
        for spelling in dict.fromkeys((actor.name, *(name.name for name in actor.names if not name.only_at))):
            other = owners.setdefault(spelling, actor_id)
            if other != actor_id:
                message = f"a spelling must mean one actor, found {spelling!r} also for {other}"
                yield Problem(
                    actor.place, "name-shared", message, "add only_at to both, or merge the two", severity="warning"
                )


def _check_cited(library: Library) -> Iterator[Problem]:
    """Warn of actors that no claim names and no text mentions."""
    used = list_cited(library)
    for actor_id, actor in library.corpus.actors.items():
        if actor_id not in used and not library.evidence.mentions[actor_id].found:
            message = f"an actor must be cited or mentioned, found {actor_id} nowhere"
            yield Problem(actor.place, "actor-uncited", message, "remove it, or cite it", severity="warning")


def list_cited(library: Library) -> frozenset[str]:
    """Give every actor that a claim, a source, an election or another actor names."""
    return frozenset({*library.by_speaker, *library.by_subject, *_list_used(library)})


def _list_used(library: Library) -> Iterator[str]:
    for source in library.corpus.sources.values():
        yield from (name for name in (source.publisher, source.carried_by) if name)
        yield from (section.by for section in source.sections if section.by)
    for gist in library.gists.values():
        yield from (*gist.via, *gist.others)
    for actor in library.corpus.actors.values():
        yield from _list_named(actor)
    for election in library.corpus.elections.values():
        yield from (name for name in (election.jurisdiction, election.administered_by) if name)
        for contest in election.contests:
            yield from (option.option for option in contest.options)
            yield from (option.nominated_by for option in contest.options if option.nominated_by)
            yield from (result.reported_by for result in contest.results)


def _list_named(actor: Actor) -> Iterator[str]:
    yield from (role.of for role in actor.roles if role.of)
    yield from (relation.to for relation in actor.relations)
