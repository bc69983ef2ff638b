"""Takes withdrawn words out of a corpus, so that nothing that is made of it can publish them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from generator.late import Late
from generator.model import Claim, ClaimFile, Corpus, Source, Withdrawal
from generator.problems import Place, Problem
from generator.record import Record, list_fields
from generator.walk import list_records

_TELLING = 4
"""Words of which fewer stand anywhere by chance."""


def withhold_words(corpus: Corpus) -> Corpus:
    """Give a corpus without the words that were withdrawn.

    Of a claim the quotation goes, and what selects it. Where our own sentences go, too, its reference stands in place
    of ours, the note goes, and so does a source's summary; the claims of such a source count as withdrawn themselves.
    """
    sources = {name: _withhold_summary(source) for name, source in corpus.sources.items()}
    gone = {name: partial(_withhold_claims, name, corpus.claim_files, sources) for name in _list_touched(corpus)}
    files = {name: gone.get(name, partial(corpus.claim_files.__getitem__, name)) for name in corpus.claim_files}
    return replace(corpus, sources=sources, claim_files=Late(files))


def is_withheld(ref: str, claim: Claim) -> bool:
    """Say whether nothing is left of a claim but its reference and what is known of it."""
    return claim.text == ref


def check_repeats(corpus: Corpus, published: Corpus) -> Iterator[Problem]:
    """Warn of withdrawn words that stand elsewhere in what is still published, given both states of a corpus."""
    gone = dict(_list_gone(corpus, published))
    if not gone:
        return
    for record in list_records(published):
        yield from _find_repeats(record, gone)
    for name, page in published.pages.items():
        for ref in _match(page, gone):
            yield _report(Place(f"content/pages/{name}.md"), ref)


def _list_gone(corpus: Corpus, published: Corpus) -> Iterator[tuple[str, str]]:
    """Give all words that tell something and were withdrawn, each with its claim."""
    for source in _list_touched(corpus):
        for key, claim in corpus.claim_files[source].claims.items():
            left = published.claim_files[source].claims[key]
            for before, after in ((claim.quote, left.quote), (claim.text, left.text)):
                if before != after and len(before.split()) >= _TELLING:
                    yield " ".join(before.split()), f"{source}/{key}"


def _find_repeats(record: Record, gone: Mapping[str, str]) -> Iterator[Problem]:
    for field in list_fields(type(record)):
        # A source's title is of its record, which stays, also where a claim rests on it.
        if (type(record), field) != (Source, "title"):
            yield from _look_into(getattr(record, field), record, (field,), gone)


def _look_into(value: Any, record: Record, path: tuple[str | int, ...], gone: Mapping[str, str]) -> Iterator[Problem]:
    if isinstance(value, Record):
        yield from _find_repeats(value, gone)
    elif isinstance(value, str):
        yield from (_report(record.place_of(*path), ref) for ref in _match(value, gone))
    elif isinstance(value, tuple | Mapping):
        for key, member in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _look_into(member, record, (*path, key), gone)


def _match(text: str, gone: Mapping[str, str]) -> list[str]:
    flat = " ".join(text.split())
    return [ref for words, ref in gone.items() if words in flat]


def _report(place: Place, ref: str) -> Problem:
    message = f"withdrawn words must stand nowhere else, found those of {ref}"
    return Problem(place, "withdrawn-repeated", message, "say it in other words, or leave it out", severity="warning")


def _withhold_summary(source: Source) -> Source:
    is_whole = source.withdrawn and source.withdrawn.with_text
    return replace(source, summary=None) if is_whole else source


def _list_touched(corpus: Corpus) -> list[str]:
    """Give the sources of which something was withdrawn, or all."""
    return [
        name
        for name, outline in corpus.outlines.items()
        if outline.has_withdrawn or (name in corpus.sources and corpus.sources[name].withdrawn)
    ]


def _withhold_claims(source: str, files: Mapping[str, ClaimFile], sources: Mapping[str, Source]) -> ClaimFile:
    file, withdrawn = files[source], sources[source].withdrawn if source in sources else None
    claims = {key: _withhold_claim(f"{source}/{key}", claim, withdrawn) for key, claim in file.claims.items()}
    return replace(file, claims=claims)


def _withhold_claim(ref: str, claim: Claim, source: Withdrawal | None) -> Claim:
    """Withhold what a claim's own withdrawal and that of its source want."""
    reasons = [reason for reason in (claim.withdrawn, source) if reason]
    if not reasons:
        return claim
    gone: Mapping[str, Any] = {"quote": "", "prefix": None, "suffix": None}
    whole = next((reason for reason in reasons if reason.with_text), None)
    if whole:
        gone = {**gone, "text": ref, "note": None, "withdrawn": claim.withdrawn or whole}
    return replace(claim, **gone)
