"""Proposes to write quotes as their sources print them, where only the typography differs."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher

from msgspec.structs import replace

from generator.anchor import find_quote
from generator.evidence import Evidence, digest_selector
from generator.mending.repair import Advice, Repair
from generator.model import Claim, Corpus
from generator.quoting.folding import DOUBLE_MARKS, HYPHENS, LIGATURES, LONG_DASHES, SINGLE_MARKS, fold_text
from generator.quoting.quotes import Found, NotFound, Selector
from generator.quoting.source_text import SourceText
from generator.quoting.typography import changes_sense, reprint_quote
from generator.verify import find_claims, list_quoted

_TOKEN = re.compile(r"\s+|[^\s]+")
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys(DOUBLE_MARKS, '"'),
        **dict.fromkeys(SINGLE_MARKS, "'"),
        **dict.fromkeys(HYPHENS + LONG_DASHES, "-"),
    }
)


def propose_quotes(corpus: Corpus, shelf: Mapping[str, SourceText], locked: Evidence) -> Iterator[Repair | Advice]:
    """Give a repair for each quote that isn't found, or that isn't the one that the lock vouches for.

    A quote that is sound as it stands is left as it stands, whatever its typography.
    """
    quoted = list_quoted(corpus)
    claims = [
        (shelf[name], f"{name}/{key}", claim)
        for name, keys in quoted.items()
        if name in shelf
        for key, claim in find_claims(name, keys, corpus).items()
    ]
    for source, ref, claim in claims:
        outcome = find_quote(source, select_quote(claim, claim.quote))
        if isinstance(outcome, Found) and _fits_lock(ref, claim, claim.quote, locked):
            continue
        forms = tuple(_list_forms(source, claim))
        vouched = next((form for form in forms if _fits_lock(ref, claim, form, locked) and ref in locked.anchors), None)
        if vouched is not None:
            yield _write(claim, vouched)
        elif isinstance(outcome, NotFound):
            yield from _propose_unlocked(ref, claim, source, shelf, forms)


def _propose_unlocked(
    ref: str, claim: Claim, source: SourceText, shelf: Mapping[str, SourceText], forms: tuple[str, ...]
) -> Iterator[Repair | Advice]:
    """Give the one form in which the source prints a quote that isn't found, or why there is none."""
    if not forms:
        yield from _advise_move(ref, claim, shelf)
        return
    printed = {fold_text(form).text for form in forms}
    doubt = changes_sense(source, claim.quote, forms[0])
    if len(printed) > 1:
        doubt = "the source prints such words in several ways"
    if doubt:
        yield Advice(claim.place_of("quote"), f"left the quote of {ref} as it is: {doubt}")
    else:
        yield _write(claim, forms[0])


def _advise_move(ref: str, claim: Claim, shelf: Mapping[str, SourceText]) -> Iterator[Advice]:
    own = ref.partition("/")[0]
    homes = [
        name
        for name, source in shelf.items()
        if name != own and isinstance(find_quote(source, select_quote(claim, claim.quote)), Found)
    ]
    if len(homes) == 1:
        text = f"the quote of {ref} stands in {homes[0]} only: `asreported fix --move {ref}` shows the move"
        yield Advice(claim.place_of("quote"), text)


def _list_forms(source: SourceText, claim: Claim) -> Iterator[str]:
    """Give the forms of a quote that stand once in the source, those that print it best first, each once."""
    sound = [
        form
        for form in reprint_quote(source, claim.quote)
        if isinstance(find_quote(source, select_quote(claim, form)), Found)
    ]
    spelt, straight = str.maketrans(LIGATURES), {**_STRAIGHT, **str.maketrans(LIGATURES)}
    ways: tuple[Callable[[str, str], str], ...] = (
        keep_lines,
        keep_likes,
        lambda written, printed: keep_lines(written, printed).translate(spelt),
        lambda written, printed: keep_lines(written, printed).translate(straight),
    )
    seen: set[str] = set()
    for way in ways:
        for form in (way(claim.quote, form) for form in sound):
            if form not in seen and isinstance(find_quote(source, select_quote(claim, form)), Found):
                seen.add(form)
                yield form


def keep_lines(written: str, printed: str) -> str:
    """Give what the source prints, in the lines in which the quote is written."""
    return _merge(written, printed, is_kept=lambda token: "\n" in token and not token.strip())


def keep_likes(written: str, printed: str) -> str:
    """Give what is written wherever it counts as alike anyway, else what the source prints."""
    return _merge(written, printed, is_kept=lambda _: True)


def _merge(written: str, printed: str, *, is_kept: Callable[[str], bool]) -> str:
    left, right = _TOKEN.findall(written), _TOKEN.findall(printed)
    one, other = ([fold_text(token).text for token in tokens] for tokens in (left, right))
    merged: list[str] = []
    for tag, first, last, begin, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs = zip(left[first:last], right[begin:end], strict=True)
            merged += [old if is_kept(old) else new for old, new in pairs]
        else:
            merged += right[begin:end]
    return "".join(merged)


def select_quote(claim: Claim, quote: str) -> Selector:
    """Give what to look for, with other words than the claim's own."""
    return Selector(quote, claim.prefix or "", claim.suffix or "", claim.occurrence, claim.within_word)


def _fits_lock(ref: str, claim: Claim, quote: str, locked: Evidence) -> bool:
    """Say whether the lock vouches for a quote, or has never heard of its claim."""
    anchor = locked.anchors.get(ref)
    return anchor is None or anchor.selector == digest_selector(replace(claim, quote=quote))


def _write(claim: Claim, quote: str) -> Repair:
    return Repair(claim.place_of("quote"), claim.quote, quote)
