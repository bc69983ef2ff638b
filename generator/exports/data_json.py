"""Exports every record as JSON: one file a kind, one array each, fields as in the YAML and computed ones."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from generator.link import Library
from generator.model import Actor
from generator.portions import OpenPortions, keep_nothing
from generator.record import Record, list_fields
from generator.sheaf import LinkedClaim

_LINE_END = ",\n"


def list_data(library: Library, open_portions: OpenPortions = keep_nothing) -> Mapping[str, Callable[[], str]]:
    """Give what writes each data file, by path, such as data/claims.json. Addresses are relative to the site's root."""
    corpus, folder = library.corpus, library.event_folder
    tables: Mapping[str, Callable[[], Iterable[Mapping[str, Any]]]] = {
        folder: lambda: (_export_election(library, name) for name in corpus.elections),
        "actors": lambda: (_export_actor(name, actor) for name, actor in corpus.actors.items()),
        "sources": lambda: (_export_source(library, name) for name in corpus.sources),
        "topics": lambda: (_export_plain(f"topics/{name}/", name, one) for name, one in corpus.topics.items()),
        "disputes": lambda: (_export_plain(f"disputes/{name}/", name, one) for name, one in corpus.disputes.items()),
    }
    files = {name: partial(_write_array, partial(_write_rows, rows)) for name, rows in tables.items()}
    files["claims"] = partial(_write_array, partial(_write_claims, library, open_portions))
    return {f"data/{name}.json": write for name, write in files.items()}


def _write_claims(library: Library, open_portions: OpenPortions) -> Iterator[str]:
    """Give the claims, those of a source at once: in a large corpus they are much, of which little changes."""
    with open_portions("claims") as recall:
        for source in library.by_source:
            yield recall(source, partial(_write_claims_of, source, library))


def _write_claims_of(source: str, library: Library) -> str:
    return _LINE_END.join(_write_row(_export_claim(library, linked.whole)) for linked in library.by_source[source])


def _write_rows(rows: Callable[[], Iterable[Mapping[str, Any]]]) -> Iterator[str]:
    return map(_write_row, rows())


def _export_claim(library: Library, linked: LinkedClaim) -> Mapping[str, Any]:
    claim, anchor = linked.claim, linked.anchor
    shows_words = anchor is not None and library.corpus.sources[linked.source].rights.level != "metadata"
    return {
        "id": linked.ref,
        "source": linked.source,
        "paragraphs": list(anchor.paragraphs) if anchor else [],
        "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None,
        "segments": [list(segment) for segment in anchor.segments] if anchor else [],
        "section": linked.section.kind if linked.section else None,
        "speaker": linked.speaker,
        "reporter": linked.reporter,
        "own_voice": linked.own_voice,
        "side": linked.side or None,
        "via": list(claim.via),
        "to": claim.to,
        "kind": claim.kind,
        "status": claim.status,
        "text": claim.text,
        "quote": anchor.words if anchor and shows_words else None,
        "about": list(claim.about),
        "stance": claim.stance,
        "elections": list(linked.elections),
        "topics": list(claim.topics),
        "date": str(linked.said) if linked.said else None,
        "happened": str(claim.happened) if claim.happened else None,
        "assessment": _plain(claim.assessment),
        "outcome": _plain(claim.outcome),
        "disputes": list(linked.disputes),
        "note": claim.note,
        "withdrawn": _plain(claim.withdrawn),
        "url": linked.url,
        "verified": anchor is not None,
    }


def _export_election(library: Library, name: str) -> Mapping[str, Any]:
    disputes = list(library.disputes_of_election.get(name, ()))
    claims = [linked.ref for linked in library.by_election.get(name, ())]
    url = f"{library.event_folder}/{name}/"
    return {**_export_plain(url, name, library.corpus.elections[name]), "disputes": disputes, "claims": claims}


def _export_actor(name: str, actor: Actor) -> Mapping[str, Any]:
    return _export_plain(f"actors/{name}/", name, actor)


def _export_source(library: Library, name: str) -> Mapping[str, Any]:
    measured = library.coverage[name]
    computed = {
        "sha256": library.evidence.readings[name].sha256,
        "paragraphs": measured.paragraphs,
        "paragraphs_open": list(measured.open),
        "words": measured.words,
        "words_quoted": measured.words_quoted,
        "share_quoted": float(measured.share_quoted),
        "share_covered": float(measured.share_covered),
    }
    record = library.corpus.sources[name]
    # Everywhere in these files `url` is the address on this site; the YAML's is the original's.
    return {**_export_plain(f"sources/{name}/", name, record), "original": record.url, **computed}


def _export_plain(url: str, name: str, record: Record) -> Mapping[str, Any]:
    return {"id": name, **_plain(record), "url": url}


def _plain(value: Any) -> Any:
    """Turn a record or a field into what JSON can hold: dates as EDTF, decimals as numbers."""
    if isinstance(value, Record):
        return {field: _plain(getattr(value, field)) for field in list_fields(type(value))}
    if isinstance(value, Mapping):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _write_row(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _write_array(written: Callable[[], Iterable[str]]) -> str:
    """Write one record a line, so that a change reads well in a diff; several lines may come joined already."""
    lines = _LINE_END.join(written())
    return f"[\n{lines}\n]\n" if lines else "[]\n"
