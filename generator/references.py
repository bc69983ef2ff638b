"""Resolves every id that a record names, and suggests the right one for a wrong one."""

from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct

from generator.model import Actor, Corpus, Election
from generator.problems import Problem, suggest
from generator.record import Record
from generator.rules import BALLOT_WORDS
from generator.walk import KINDS, list_named

_NOUNS = {
    "events": "event",
    "options": "actor or against-all, yes, no",
    "nominators": "actor or self",
    "subjects": "actor",
}


class _Known(Struct, frozen=True):
    ids: Collection[str]
    """Every id that a field may name."""
    doubtful: Callable[[str], bool]
    """Whether an id belongs to a record that was set aside, so that nothing can be said of it."""


def name_target(record: str, field: str) -> str:
    """Give what a field of a kind of record names, such as actor, or nothing where it names no record."""
    kind = KINDS.get((record, field), "")
    return _name_kind(kind)


def check_references(corpus: Corpus) -> Iterator[Problem]:
    """Give a problem for every id that no record has."""
    known = _list_known(corpus)
    for record in _list_suspects(corpus, known):
        for holder, field, path, value, kind in list_named(record):
            if value not in known[kind].ids and not known[kind].doubtful(value):
                noun = _name_kind(kind)
                message = f"{field} must name {'an' if noun[0] in 'aeio' else 'a'} {noun} of this corpus, found {value}"
                yield Problem(
                    holder.place_of(field, *path),
                    "unknown-id",
                    message,
                    suggest(value, known[kind].ids) or f"add {value}, or correct the id",
                )
    yield from _check_ballots(corpus, known["options"])
    yield from _check_pairs(corpus)
    yield from _check_limits_of_names(corpus, known["sources"])


def _list_suspects(corpus: Corpus, known: Mapping[str, _Known]) -> Iterator[Record]:
    """Give the records that may name what no record is: the settings, and those of files that do."""
    yield corpus.settings
    ids = {kind: frozenset(one.ids) for kind, one in known.items()}
    files = {
        path for path, named in corpus.named.items() if any(not names <= ids[kind] for kind, names in named.items())
    }
    tables: Mapping[str, Mapping[str, Record]] = {
        "topics": corpus.topics,
        "actors": corpus.actors,
        "events": corpus.elections,
        "sources": corpus.sources,
        "claims": corpus.claim_files,
        "disputes": corpus.disputes,
    }
    for kind, table in tables.items() if files else ():
        yield from (table[name] for name in table if corpus.paths[f"{kind}/{name}"] in files)


def _name_kind(kind: str) -> str:
    """Give the words for what may stand in a field."""
    return _NOUNS.get(kind, kind.removesuffix("s"))


def _list_known(corpus: Corpus) -> Mapping[str, _Known]:
    ids: Mapping[str, Collection[str]] = {
        "actors": corpus.actors,
        "events": corpus.elections,
        "sources": corpus.sources,
        "topics": corpus.topics,
        "claims": {f"{source}/{key}" for source, outline in corpus.outlines.items() for key in outline.keys},
        "options": corpus.actors.keys() | BALLOT_WORDS,
        "nominators": corpus.actors.keys() | {"self"},
        "subjects": corpus.actors,
    }
    set_aside = corpus.set_aside | _list_lonely(corpus)
    folders = {
        "events": corpus.settings.event.folder,
        "options": "actors",
        "nominators": "actors",
        "subjects": "actors",
    }
    return {kind: _Known(known, _make_doubt(set_aside, folders.get(kind, kind), kind)) for kind, known in ids.items()}


def _make_doubt(set_aside: frozenset[str], folder: str, kind: str) -> Callable[[str], bool]:
    def is_doubtful(name: str) -> bool:
        keys = {f"{folder}/{name}", f"{kind}/{name}", f"{folder}/*", f"{kind}/*"}
        if kind == "claims":
            keys.add(f"claims/{name.partition('/')[0]}")
        return bool(keys & set_aside)

    return is_doubtful


def _check_ballots(corpus: Corpus, known: _Known) -> Iterator[Problem]:
    """Give a problem for every result of what nobody could choose; not where an option's own id is wrong."""
    for contest in (contest for election in corpus.elections.values() for contest in election.contests):
        ballot = {option.option for option in contest.options}
        if any(option not in known.ids for option in ballot):
            continue
        for result in contest.results:
            for option in (option for option in result.counts if option not in ballot):
                message = f"counts must hold options of the contest only, found {option}"
                hint = suggest(option, ballot) or "add it to options:"
                yield Problem(result.place_of("counts", option), "option-not-on-ballot", message, hint)


def _list_lonely(corpus: Corpus) -> frozenset[str]:
    """Give what the two halves of pairs would hold, so that only the absence of one is reported."""
    claims = {f"claims/{name}" for name in corpus.sources if name not in corpus.claim_files}
    return frozenset(claims | {f"sources/{name}" for name in corpus.claim_files})


def _check_pairs(corpus: Corpus) -> Iterator[Problem]:
    """Report each half of a pair; of two halves that differ by a typo, the source's only."""
    claims_only = [name for name in corpus.claim_files if name not in corpus.sources]
    for name, source in corpus.sources.items():
        if name not in corpus.claim_files and not _is_aside(corpus, "claims", name):
            message = f"a source must have a claim file of the same name, found no content/claims/{name}.yml"
            near = suggest(name, claims_only)
            claims_only = [other for other in claims_only if f"did you mean {other}?" != near]
            yield Problem(source.place, "pair-missing", message, near or "annotate the source")
    for name in claims_only:
        if not _is_aside(corpus, "sources", name):
            message = f"a claim file must have a source of the same name, found no content/sources/{name}.yml"
            place, hint = corpus.claim_files[name].place, suggest(name, corpus.sources) or "write the source's record"
            yield Problem(place, "pair-missing", message, hint)


def _is_aside(corpus: Corpus, kind: str, name: str) -> bool:
    return bool({f"{kind}/{name}", f"{kind}/*"} & corpus.set_aside)


def _check_limits_of_names(corpus: Corpus, known: _Known) -> Iterator[Problem]:
    """Check the sources in only_at, which names a source and paragraphs in one text."""
    records: list[Actor | Election] = [*corpus.actors.values(), *corpus.elections.values()]
    for name in (name for record in records for name in record.names):
        for number, place in enumerate(name.only_at):
            source = place.partition("/")[0]
            if source not in known.ids and not known.doubtful(source):
                message = f"only_at must name a source of this corpus, found {source}"
                hint = suggest(source, known.ids) or "correct the id"
                yield Problem(name.place_of("only_at", number), "unknown-id", message, hint)
