"""Compares two states of a corpus in the readers' terms: claims, quotations, disputes, results, records."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct, field

from generator.evidence import Anchor, Evidence
from generator.model import Claim, Contest, Corpus, Election, Result, Source
from generator.moved import list_moves
from generator.record import Record
from generator.walk import ACTOR_KINDS, dump_record

What = Literal["claim", "dispute", "result", "actor", "election", "source", "topic", "page"]
How = Literal["new", "withdrawn", "removed", "restored", "sentence", "quotation", "place", "changed", "moved"]
Translate = Callable[[str, str], str]
_QUOTE = ("quote", "prefix", "suffix", "occurrence", "within_word")
_ORDER: tuple[What, ...] = ("claim", "dispute", "result", "source", "election", "actor", "topic", "page")
_HOWS: tuple[How, ...] = (
    *("new", "withdrawn", "restored", "removed", "sentence", "quotation", "place", "changed", "moved"),
)


class Change(Struct, frozen=True):
    """One thing that is another than before."""

    what: What
    how: How
    id: str
    """The record's; of a claim with its source; of a result the event's; of what is gone, the one that it had."""
    label: str = ""
    """What the record is called: a sentence, a question, a name, a title."""
    before: str = ""
    """A sentence, a quotation, the places of one, or an id, as it was."""
    after: str = ""
    fields: tuple[str, ...] = ()
    """Names of the fields that changed, where that is all there is to say."""


class State(Struct, frozen=True):
    """What a corpus was at some time, or the part of it that may have changed."""

    corpus: Corpus
    evidence: Evidence = field(default_factory=Evidence)


def compare_states(old: State, new: State) -> tuple[Change, ...]:
    """Give all that changed for readers, sorted. Records that one of the two can't read are left out."""
    translate = _make_translation(new.corpus)
    changes = [
        *_compare_claims(old, new, translate),
        *_compare_tables(old.corpus, new.corpus, translate),
        *_compare_pages(old.corpus, new.corpus),
    ]
    return tuple(sorted(changes, key=lambda one: (_ORDER.index(one.what), _HOWS.index(one.how), one.id, one.label)))


def _make_translation(corpus: Corpus) -> Translate:
    """Give a function that knows the ids that records have now, by what may stand in a field, and by those before."""
    moves: dict[str, dict[str, str]] = {}
    for old, new in list_moves(corpus).items():
        folder, _, rest = old.partition("/")
        kind = "events" if folder == corpus.settings.event.folder else folder
        moves.setdefault(kind, {})[rest] = new.partition("/")[2]

    def translate(kind: str, value: str) -> str:
        if kind == "limits":
            source, slash, rest = value.partition("/")
            return f"{moves.get('sources', {}).get(source, source)}{slash}{rest}"
        return moves.get("actors" if kind in ACTOR_KINDS else kind, {}).get(value, value)

    return translate


def _list_claims(corpus: Corpus) -> Mapping[str, Claim]:
    return {
        f"{source}/{key}": claim for source, file in corpus.claim_files.items() for key, claim in file.claims.items()
    }


def _compare_claims(old: State, new: State, translate: Translate) -> Iterator[Change]:
    before, after = _list_claims(old.corpus), _list_claims(new.corpus)
    doubtful = old.corpus.set_aside | new.corpus.set_aside
    now = {translate("claims", ref): ref for ref in before if translate("claims", ref) in after}
    for ref, claim in after.items():
        if {f"claims/{ref}", f"claims/{ref.partition('/')[0]}"} & doubtful:
            continue
        if ref not in now:
            yield Change("claim", "new", ref, claim.text)
            continue
        was = now[ref]
        if was.partition("/")[2] != ref.partition("/")[2]:
            yield Change("claim", "moved", ref, claim.text, was, ref)
        anchors = (old.evidence.anchors.get(was), new.evidence.anchors.get(ref))
        yield from _compare_claim(ref, (before[was], claim), anchors, translate)
    for ref, claim in before.items():
        if ref not in now.values() and not {f"claims/{ref}", f"claims/{ref.partition('/')[0]}"} & doubtful:
            yield Change("claim", "removed", ref, claim.text)


def _compare_claim(
    ref: str, claims: tuple[Claim, Claim], anchors: tuple[Anchor | None, Anchor | None], translate: Translate
) -> Iterator[Change]:
    before, after = claims
    if (before.withdrawn is None) != (after.withdrawn is None):
        reason = after.withdrawn.reason if after.withdrawn else ""
        yield Change("claim", "withdrawn" if after.withdrawn else "restored", ref, after.text, after=reason)
    if after.withdrawn:
        return  # what its words were replaced by tells nobody anything
    if _flatten(before.text) != _flatten(after.text):
        yield Change("claim", "sentence", ref, after.text, before.text, after.text)
    if _flatten(before.quote) != _flatten(after.quote):
        yield Change("claim", "quotation", ref, after.text, before.quote, after.quote)
    elif all(anchors) and _find_place(anchors[0]) != _find_place(anchors[1]):
        yield Change("claim", "place", ref, after.text, _find_place(anchors[0]), _find_place(anchors[1]))
    fields = _list_changed(dump_record(before, translate), dump_record(after, _keep))
    others = tuple(name for name in fields if name not in {"text", "withdrawn", *_QUOTE})
    if others:
        yield Change("claim", "changed", ref, after.text, fields=others)


def _find_place(anchor: Anchor | None) -> str:
    """Write where a quotation stands: its paragraphs, and where in the text it begins and ends."""
    assert anchor, "only what stands somewhere has a place"
    segments = ", ".join(f"{start}-{end}" for start, end in anchor.segments)
    return f"paragraph {', '.join(map(str, anchor.paragraphs))}, characters {segments}"


def _compare_tables(old: Corpus, new: Corpus, translate: Translate) -> Iterator[Change]:
    tables: tuple[tuple[What, str, Mapping[str, Record], Mapping[str, Record]], ...] = (
        ("dispute", "disputes", old.disputes, new.disputes),
        ("actor", "actors", old.actors, new.actors),
        ("election", "events", old.elections, new.elections),
        ("source", "sources", old.sources, new.sources),
        ("topic", "topics", old.topics, new.topics),
    )
    for what, kind, before, after in tables:
        folders = {kind, *(corpus.settings.event.folder for corpus in (old, new) if kind == "events")}
        doubtful = {
            name.partition("/")[2] for name in old.set_aside | new.set_aside if name.partition("/")[0] in folders
        }
        if "*" not in doubtful:
            for change in _compare_table((what, kind), before, after, translate):
                if change.id not in doubtful:
                    yield change


def _compare_table(
    sort: tuple[What, str], before: Mapping[str, Record], after: Mapping[str, Record], translate: Translate
) -> Iterator[Change]:
    what, kind = sort
    now: dict[str, str] = {name: name for name in before if name in after}
    for name in (name for name in before if name not in after):
        target = translate(kind, name)
        if target in after and target != name:
            yield Change(what, "moved", target, _name_record(after[target]), name, target)
            now.setdefault(target, name)
        else:
            yield Change(what, "removed", name, _name_record(before[name]))
    for name, record in after.items():
        label = _name_record(record)
        if name not in now:
            yield Change(what, "new", name, label)
            yield from _compare_results(name, None, record, translate)
            continue
        was = before[now[name]]
        if (
            isinstance(record, Source)
            and isinstance(was, Source)
            and (was.withdrawn is None) != (record.withdrawn is None)
        ):
            reason = record.withdrawn.reason if record.withdrawn else ""
            yield Change(what, "withdrawn" if record.withdrawn else "restored", name, label, after=reason)
        yield from _compare_results(name, was, record, translate)
        fields = _list_changed(_dump_rest(was, translate), _dump_rest(record, _keep))
        if fields:
            yield Change(what, "changed", name, label, fields=fields)


def _compare_results(name: str, was: Record | None, record: Record, translate: Translate) -> Iterator[Change]:
    """Give what changed of an event's results, each known by its contest, its reporter, its status and its claim."""
    if not isinstance(record, Election):
        return
    before = dict(_list_results(was, translate)) if isinstance(was, Election) else {}
    after = dict(_list_results(record, _keep))
    for key, result in after.items():
        if before.get(key) != result:
            how: How = "changed" if key in before else "new"
            fields = _list_changed(before[key], result) if key in before else ()
            yield Change("result", how, name, f"{record.name}: {', '.join(filter(None, key[:3]))}", fields=fields)
    for key in before.keys() - after.keys():
        yield Change("result", "removed", name, f"{record.name}: {', '.join(filter(None, key[:3]))}")


def _list_results(election: Election, translate: Translate) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    def key(contest: Contest, result: Result) -> tuple[str, ...]:
        claim = translate("claims", result.claim)
        return contest.id, translate("actors", result.reported_by), result.status or "", claim

    for contest in election.contests:
        seen: dict[tuple[str, ...], int] = {}
        for result in contest.results:
            own = key(contest, result)
            seen[own] = seen.get(own, 0) + 1
            yield (*own, str(seen[own])), dump_record(result, translate)


def _dump_rest(record: Record, translate: Translate) -> Mapping[str, Any]:
    """Give a record's fields, without those of which more is said elsewhere."""
    dumped = {name: value for name, value in dump_record(record, translate).items() if name != "withdrawn"}
    if "contests" in dumped:
        dumped["contests"] = [
            {name: value for name, value in contest.items() if name != "results"} for contest in dumped["contests"]
        ]
    return dumped


def _compare_pages(old: Corpus, new: Corpus) -> Iterator[Change]:
    for name in sorted({*old.pages, *new.pages}):
        before, after = old.pages.get(name), new.pages.get(name)
        if before is None or after is None:
            yield Change("page", "new" if before is None else "removed", name, name)
        elif before.split() != after.split():
            yield Change("page", "changed", name, name)


def _list_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in sorted({*before, *after}) if _flatten(before.get(name)) != _flatten(after.get(name)))


def _flatten(value: Any) -> Any:
    """Give a value without differences of white space, which readers don't see."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_flatten(member) for member in value]
    if isinstance(value, Mapping):
        return {key: _flatten(member) for key, member in value.items()}
    return value


def _keep(_: str, value: str) -> str:
    return value


def _name_record(record: Record) -> str:
    return next(str(getattr(record, name)) for name in ("question", "title", "name", "label") if hasattr(record, name))
