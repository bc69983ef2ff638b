"""Takes withdrawn words out of a corpus, so that nothing that is made of it can publish them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.model import Claim, ClaimFile, Corpus, Source, Withdrawal


def withhold_words(corpus: Corpus) -> Corpus:
    """Give a corpus without the words that were withdrawn.

    Of a claim the quotation goes, and what selects it. Where our own sentences go, too, its reference stands in place
    of ours, the note goes, and so does a source's summary; the claims of such a source count as withdrawn themselves.
    """
    sources = {name: _withhold_summary(source) for name, source in corpus.sources.items()}
    files = {
        name: _withhold_claims(name, file, sources[name].withdrawn if name in sources else None)
        for name, file in corpus.claim_files.items()
    }
    return replace(corpus, sources=sources, claim_files=files)


def is_withheld(ref: str, claim: Claim) -> bool:
    """Say whether nothing is left of a claim but its reference and what is known of it."""
    return claim.text == ref


def _withhold_summary(source: Source) -> Source:
    is_whole = source.withdrawn and source.withdrawn.with_text
    return source.model_copy(update={"summary": None}) if is_whole else source


def _withhold_claims(source: str, file: ClaimFile, withdrawn: Withdrawal | None) -> ClaimFile:
    if withdrawn is None and not any(claim.withdrawn for claim in file.claims.values()):
        return file
    claims = {key: _withhold_claim(f"{source}/{key}", claim, withdrawn) for key, claim in file.claims.items()}
    return file.model_copy(update={"claims": claims})


def _withhold_claim(ref: str, claim: Claim, source: Withdrawal | None) -> Claim:
    """Withhold what a claim's own withdrawal and that of its source want."""
    reasons = [reason for reason in (claim.withdrawn, source) if reason]
    if not reasons:
        return claim
    gone: Mapping[str, Any] = {"quote": "", "prefix": None, "suffix": None}
    whole = next((reason for reason in reasons if reason.with_text), None)
    if whole:
        gone = {**gone, "text": ref, "note": None, "withdrawn": claim.withdrawn or whole}
    return claim.model_copy(update=gone)
