"""Joins records with their evidence, collects backlinks and gives every page its path."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from generator.coverage import Coverage, check_coverage, measure_coverage
from generator.edtf import EdtfDate
from generator.evidence import Anchor, Evidence
from generator.markdown import check_page
from generator.model import Actor, Claim, Corpus, Dispute, Record, Section
from generator.moved import check_moved, is_reserved
from generator.page_links import check_page_links
from generator.problems import Place, Problem
from generator.publications import Past
from generator.references import check_references
from generator.uses import Use, collect_uses
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
_THEME_IDS = r"top|content|query|toc-title"
_TAKEN_BY_SOURCE = re.compile(rf"{_THEME_IDS}|coverage|passages|pages|withdrawn|index|p\d+")
"""Anchors of a source's page that no claim can have."""
_TAKEN_BY_EVENT = re.compile(
    rf"{_THEME_IDS}|not-stated|disputes|pages|timeline|sources|(?:contest|results|turnout|said-by)-.*"
)
"""Anchors of an event's page that no section of corpus.yml can have."""


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim with all that follows from where it stands."""

    ref: str
    """Such as morrow-herald/c1."""
    source: str
    key: str
    claim: Claim
    anchor: Anchor | None
    """None where it is withdrawn."""
    section: Section | None
    """Where its words begin; None where it is withdrawn."""
    speaker: str
    reporter: str
    own_voice: bool
    """Whether the reporter speaks."""
    side: str
    """In what capacity the speaker speaks; empty where nothing says."""
    elections: tuple[str, ...]
    said: EdtfDate | None
    """When it was said, if the text tells."""
    disputes: tuple[str, ...]
    """In which it takes a position."""
    uses: tuple[Use, ...]
    """What rests on it."""

    @property
    def url(self) -> str:
        """The permalink, relative to the site's root."""
        return f"claims/{self.ref}/"

    @property
    def whole(self) -> "LinkedClaim":
        """The claim itself: of one that notes what is read of it, all at once, for whoever reads much."""
        return self


@dataclass(frozen=True, slots=True)
class Library:
    """A corpus, resolved: what every page and export is made from."""

    corpus: Corpus
    evidence: Evidence
    claims: Mapping[str, LinkedClaim]
    """By reference: sources by date, claims in the order of the text."""
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


def link_corpus(corpus: Corpus, evidence: Evidence) -> tuple[Library, tuple[Problem, ...]]:
    """Resolve a corpus. The library is complete only where there is no error."""
    problems = [*check_references(corpus), *check_moved(corpus)]
    problems.extend((*_check_folder(corpus), *_check_anchors(corpus)))
    problems.extend(
        problem for name, text in corpus.pages.items() for problem in check_page(text, f"content/pages/{name}.md")
    )
    problems.extend(check_page_links(corpus))
    whole, corpus = corpus, withhold_words(corpus)
    problems.extend(check_repeats(whole, corpus))
    claims = {linked.ref: linked for linked in _link_claims(corpus, evidence)}
    anchors = _group((ref.partition("/")[0], anchor) for ref, anchor in evidence.anchors.items())
    coverage = {
        name: measure_coverage(corpus.sources[name], reading, anchors.get(name, ()))
        for name, reading in evidence.readings.items()
    }
    for name, measured in coverage.items():
        if corpus.sources[name].withdrawn:
            continue  # its paragraphs carry nothing any more, and that is as it should be
        problems.extend(check_coverage(corpus.sources[name], name, measured, corpus.settings.limits))
    problems.extend(_check_dates(corpus, claims.values()))
    problems.extend(_check_names(corpus))
    active = [linked for linked in claims.values() if not linked.claim.withdrawn]
    library = Library(
        corpus,
        evidence,
        claims,
        coverage,
        _group((linked.source, linked) for linked in claims.values()),
        _group((name, linked) for linked in claims.values() for name in dict.fromkeys(linked.claim.via)),
        _group((linked.speaker, linked) for linked in active),
        _group((subject, linked) for linked in active for subject in dict.fromkeys(linked.claim.about)),
        _group((election, linked) for linked in active for election in dict.fromkeys(linked.elections)),
        _group((topic, linked) for linked in active for topic in _widen(linked.claim.topics, corpus)),
        _group_in_order(corpus.settings.claim_kinds, ((linked.claim.kind, linked) for linked in active)),
        _group(sorted(((_find_year(linked, corpus), linked) for linked in active), key=lambda pair: int(pair[0]))),
        _group(
            (election, linked)
            for linked in active
            if linked.claim.assessment
            for election in dict.fromkeys(linked.elections)
        ),
        _group(_list_dated(corpus, active)),
        _group(
            (election, name)
            for name, dispute in corpus.disputes.items()
            for election in _find_elections(dispute, claims)
        ),
        _group((to, name) for name, one in corpus.actors.items() for to in _list_once(tie.to for tie in one.relations)),
        _group((of, name) for name, one in corpus.actors.items() for of in _list_once(role.of for role in one.roles)),
        _group(
            (option, name)
            for name, one in corpus.elections.items()
            for option in _list_once(option.option for contest in one.contests for option in contest.options)
        ),
    )
    problems.extend(_check_cited(library))
    return library, tuple(problems)


def list_dispute_claims(dispute: Dispute) -> tuple[str, ...]:
    """Give the claims of all positions, each once."""
    return tuple(dict.fromkeys(ref for position in dispute.positions for ref in position.claims))


def _link_claims(corpus: Corpus, evidence: Evidence) -> Iterator[LinkedClaim]:
    known = [name for name in corpus.claim_files if name in corpus.sources]
    disputes = _group((ref, name) for name, dispute in corpus.disputes.items() for ref in list_dispute_claims(dispute))
    uses = collect_uses(corpus)
    for source in sorted(known, key=lambda name: (corpus.sources[name].date, name)):
        claim_file, record = corpus.claim_files[source], corpus.sources[source]
        sections = {number: section for section in record.sections for number in section.paragraphs}
        linked: list[LinkedClaim] = []
        for key, claim in claim_file.claims.items():
            anchor = evidence.anchors.get(f"{source}/{key}")
            section = sections.get(anchor.paragraphs[0]) if anchor and anchor.paragraphs else None
            written_by = section.by if section else None
            reporter = claim.reporter or written_by or claim_file.reporter or record.publisher
            speaker = claim.speaker or reporter
            side = claim.side or (corpus.actors[speaker].side if speaker in corpus.actors else None) or ""
            elections = claim_file.elections if claim.elections is None else claim.elections
            own_voice = speaker == reporter
            ref = f"{source}/{key}"
            linked.append(
                LinkedClaim(
                    ref,
                    source,
                    key,
                    claim,
                    anchor,
                    section,
                    speaker,
                    reporter,
                    own_voice,
                    side,
                    elections,
                    claim.date or claim_file.date,
                    disputes.get(ref, ()),
                    uses.get(ref, ()),
                )
            )
        yield from sorted(linked, key=lambda one: one.anchor.start if one.anchor else -1)


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


def _find_elections(dispute: Dispute, claims: Mapping[str, LinkedClaim]) -> tuple[str, ...]:
    """Give the elections of a dispute: those it names, else those of its claims."""
    named = dispute.elections or (
        election for ref in list_dispute_claims(dispute) if ref in claims for election in claims[ref].elections
    )
    return tuple(dict.fromkeys(named))


def _find_year(linked: LinkedClaim, corpus: Corpus) -> str:
    return (linked.said or corpus.sources[linked.source].date).year


def _list_dated(corpus: Corpus, claims: Iterable[LinkedClaim]) -> Iterator[tuple[str, str | LinkedClaim]]:
    """Give everything dated, in the order of time, each with its year.

    Sorting is by date alone and stable, so an event comes before what is told of the same day.
    """
    events = [(election.date, name) for name, election in corpus.elections.items() if election.date]
    told = [(linked.claim.happened, linked) for linked in claims if linked.claim.happened]
    dated: list[tuple[EdtfDate, str | LinkedClaim]] = [*events, *told]
    yield from ((date.year, one) for date, one in sorted(dated, key=lambda pair: pair[0].order))


def _list_once(names: Iterable[str | None]) -> Iterator[str]:
    return (name for name in dict.fromkeys(names) if name)


def _group(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _group_in_order(order: Iterable[K], pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups = _group(pairs)
    return {key: groups[key] for key in order if key in groups}


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
    claims = (pair for claim_file in corpus.claim_files.values() for pair in claim_file.claims.items())
    sections = ((section.id, section) for section in corpus.settings.event_sections)
    for records, taken in ((claims, _TAKEN_BY_SOURCE), (sections, _TAKEN_BY_EVENT)):
        for name, record in records:
            if taken.fullmatch(name):
                message = f"an id must not be an anchor that its page has anyway, found {name}"
                yield Problem(record.place, "path-collision", message, "choose another id")


def _check_dates(corpus: Corpus, claims: Iterable[LinkedClaim]) -> Iterator[Problem]:
    for linked in claims:
        if not linked.anchor:
            continue  # nobody knows the section of words that were not found, or were withdrawn
        # A comment may be written long after the text above it.
        dated = linked.section.date if linked.section and linked.section.date else None
        said, published = linked.said, dated or corpus.sources[linked.source].date
        if said and said.earliest > published.latest:
            message = f"a claim must not be made after its source ({published}), found {said}"
            yield Problem(
                linked.claim.place_of("date"),
                "claim-after-source",
                message,
                "correct the date, or put it into happened:",
                severity="warning",
            )


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
    for linked in library.claims.values():
        yield from (*linked.claim.via, linked.reporter, *((linked.claim.to,) if linked.claim.to else ()))
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
