"""Finds every quotation and spelling afresh in the texts that are on this machine."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from msgspec import Struct, field

from generator.evidence import (
    AllMentions,
    Anchors,
    Evidence,
    Examination,
    Mentions,
    digest_spellings,
    make_selector,
)
from generator.forms import read_paragraphs
from generator.load import TextFile
from generator.lock import hold_mentions
from generator.memo import Memo, make_key
from generator.model import Claim, Corpus, Name
from generator.problems import Problem
from generator.quote_problems import explain_ambiguous, explain_not_found, explain_unexplained, explain_warning

Owners = Mapping[str, tuple[tuple[str, Name | None], ...]]
"""The actors who carry each spelling, each with the record of it where that says more."""


class Findings(Struct, frozen=True):
    """What a look into the texts brought."""

    evidence: Evidence
    """Of the sources at hand only."""
    mentions: AllMentions
    """Those of the evidence."""
    failures: Mapping[str, Problem] = field(default_factory=dict)
    """The problem of each claim whose words were not found, or not just once."""
    notices: tuple[Problem, ...] = ()
    """What is wrong or doubtful besides."""


def find_evidence(corpus: Corpus, texts: Mapping[str, TextFile], memo: Memo | None = None) -> Findings:
    """Look every quotation and every spelling up in the texts at hand; a memo spares what was looked up before."""
    memo = memo or Memo()
    at_hand = {name: text for name, text in texts.items() if name in corpus.sources}
    owners = _list_owners(corpus)
    spellings = make_key(*sorted(owners))
    examine_text = cache(lambda: _equip(owners))
    quoted = list_quoted(corpus)

    def examine(name: str) -> Examination:
        text, of_source = at_hand[name], quoted.get(name, {})
        key = make_key(text.sha256, text.format, list(of_source.items()), spellings)
        return memo.recall(key, lambda: examine_text()(text, find_claims(name, of_source, corpus)))

    examined = {name: examine(name) for name in at_hand}
    anchors = Anchors({name: one.found for name, one in examined.items()})
    mentions = memo.recall(
        _key_mentions(corpus, examined), lambda: hold_mentions(_join_mentions(corpus, owners, examined))
    )
    notices = [
        *(
            explain_warning(f"{name}/{key}", corpus.claim_files[name].claims[key], code)
            for name, one in examined.items()
            for key, code in one.warned
        ),
        *_check_names(corpus, mentions.by_actor, frozenset(at_hand)),
    ]
    readings = {name: one.reading for name, one in examined.items()}
    evidence, failures = Evidence(readings, anchors, mentions.by_actor), _explain_failures(corpus, examined, at_hand)
    return Findings(evidence, mentions, failures, tuple(notices))


def _equip(owners: Owners) -> Callable[[TextFile, Mapping[str, Claim]], Examination]:
    """Give what looks the quotations of a source, and all spellings, up in its text."""
    # They take a twentieth of a second, which a build doesn't need where all texts and words are as they were.
    from generator.examine import examine_source  # noqa: PLC0415
    from generator.quoting.spellings import index_spellings  # noqa: PLC0415

    return partial(examine_source, index=index_spellings(owners))


def list_quoted(corpus: Corpus) -> Mapping[str, Mapping[str, str]]:
    """Give the claims whose words are published, by source and key, each with the digest of what selects its words."""
    return {
        name: outline.quoted
        for name, outline in corpus.outlines.items()
        if name in corpus.sources and not corpus.sources[name].withdrawn
    }


def find_claims(source: str, keys: Iterable[str], corpus: Corpus) -> dict[str, Claim]:
    """Give some claims of a source by key, in the order of its file; of none, the file isn't read."""
    wanted = frozenset(keys)
    claims = corpus.claim_files[source].claims if wanted else {}
    return {key: claim for key, claim in claims.items() if key in wanted}


def _explain_failures(
    corpus: Corpus, examined: Mapping[str, Examination], texts: Mapping[str, TextFile]
) -> dict[str, Problem]:
    claims = [
        (f"{name}/{key}", claim)
        for name in corpus.outlines
        if name in examined
        for key, claim in find_claims(name, (*examined[name].missing, *examined[name].ambiguous), corpus).items()
    ]
    ambiguous = {f"{name}/{key}": found for name, one in examined.items() for key, found in one.ambiguous.items()}
    lost = {f"{name}/{key}" for name, one in examined.items() for key in one.missing}
    missing = [(ref, claim) for ref, claim in claims if ref in lost]
    failures = dict(_explain_missing(missing, texts)) if missing else {}
    return failures | {ref: explain_ambiguous(ref, claim, ambiguous[ref]) for ref, claim in claims if ref in ambiguous}


def _explain_missing(
    missing: Sequence[tuple[str, Claim]], texts: Mapping[str, TextFile]
) -> Iterator[tuple[str, Problem]]:
    from generator.misses import study_misses  # noqa: PLC0415 - as above: it finds quotations, too

    misses = study_misses(((ref.partition("/")[0], make_selector(claim)) for ref, claim in missing), texts)
    for (ref, claim), miss in zip(missing, misses, strict=True):
        yield ref, explain_not_found(ref, claim, miss) if miss else explain_unexplained(ref, claim)


def _list_owners(corpus: Corpus) -> Owners:
    owners: dict[str, list[tuple[str, Name | None]]] = {}
    for actor_id, actor in corpus.actors.items():
        names = [name for name in actor.names if not name.finding_aid]
        is_recorded = any(name.name == actor.name for name in names)
        owners.setdefault(actor.name, []).extend([] if is_recorded else [(actor_id, None)])
        for name in names:
            owners.setdefault(name.name, []).append((actor_id, name))
    return {spelling: tuple(carriers) for spelling, carriers in owners.items()}


def _key_mentions(corpus: Corpus, examined: Mapping[str, Examination]) -> str:
    """Give the digest of all that decides where actors are mentioned: their records, and what was found in texts."""
    records = {path: corpus.digests[path] for path in (corpus.paths[f"actors/{name}"] for name in corpus.actors)}
    return make_key("mentions", *corpus.actors, records, {name: one.spelled for name, one in examined.items()})


def _join_mentions(corpus: Corpus, owners: Owners, examined: Mapping[str, Examination]) -> dict[str, Mentions]:
    """Give, for each actor, the paragraphs where the spellings stand, one number for each occurrence."""
    found: dict[str, dict[str, dict[str, tuple[int, ...]]]] = {name: {} for name in corpus.actors}
    rank = {spelling: number for number, spelling in enumerate(owners)}
    for source, one in sorted(examined.items()):
        for spelling in sorted(one.spellings, key=rank.__getitem__):
            paragraphs = one.spellings[spelling]
            for actor_id, name in owners[spelling]:
                limit = _limit_paragraphs(source, name, is_own=spelling == corpus.actors[actor_id].name)
                here = tuple(number for number in paragraphs if limit is None or number in limit)
                if here:
                    found[actor_id].setdefault(source, {})[spelling] = here
    return {name: Mentions(digest_spellings(actor), found[name]) for name, actor in corpus.actors.items()}


def _limit_paragraphs(source: str, name: Name | None, *, is_own: bool) -> frozenset[int] | None:
    """Give the paragraphs of a source to which a spelling is limited, or none where it isn't.

    A short form counts nowhere else, the actor's own name in all other sources.
    """
    if name is None or not name.only_at:
        return None
    here = [place.partition("/")[2] for place in name.only_at if place.partition("/")[0] == source]
    if is_own and not here:
        return None
    return frozenset(number for numbers in here for number in read_paragraphs(numbers))


def _check_names(corpus: Corpus, mentions: Mapping[str, Mentions], at_hand: frozenset[str]) -> Iterator[Problem]:
    for actor_id, actor in corpus.actors.items():
        found = mentions[actor_id].found
        for name in actor.names:
            printed = {source for source, by_spelling in found.items() if name.name in by_spelling}
            for number, source in enumerate(name.printed_in):
                if source in at_hand and source not in printed and not name.finding_aid:
                    message = f"a spelling must stand in each source of printed_in, found no {name.name!r} in {source}"
                    yield Problem(
                        name.place_of("printed_in", number),
                        "name-not-printed",
                        message,
                        "copy the spelling from the source, or correct printed_in",
                    )
            if not name.finding_aid and not name.printed_in and not printed and at_hand == frozenset(corpus.sources):
                message = f"a spelling must be printed in a source or be marked as a finding aid, found {name.name!r}"
                yield Problem(name.place, "spelling-unsourced", message, "add finding_aid: true", severity="warning")
