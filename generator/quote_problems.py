"""Words the problems of quotations: what was written, what the source has, what to do."""

import re

from msgspec import Struct

from generator.model import Claim
from generator.problems import Place, Problem
from generator.quoting.quotes import Ambiguous, NotFound

_WIDTH = 90
"""Of an aligned line; longer texts are shown around the first difference."""
_SHOWN_PLACES = 4
_CURES = {
    "context-mismatch": "correct prefix and suffix to what stands just around the words, or remove them",
    "occurrence-out-of-range": "count the places in the text again",
    "paragraph-break": "put a blank line into the quote where the text has one (shown as ¶), or quote one side only",
}
_WARNINGS = {
    "negation-outside": (
        "a quotation must keep its negation, found one just outside it",
        "quote the negation too, or see that the paraphrase keeps it",
    ),
    "negation-elided": (
        "an elision must not drop a negation, found one in it",
        "quote the negation too, or see that the paraphrase keeps it",
    ),
    "quote-short": ("a quotation should have three words at least, found fewer", "quote a little more"),
    "quote-long": (
        "a quotation should have a hundred words at most, found more",
        "quote only the words that carry the claim",
    ),
    "context-unneeded": (
        "prefix, suffix or occurrence should be given only where needed, found one that isn't",
        "remove it",
    ),
}


class Miss(Struct, frozen=True):
    """A quotation that was not found, and what helps to mend it."""

    outcome: NotFound
    written: str
    """The quote, or the part of it that fails."""
    suggestion: str
    """The words most like it; empty where there are none."""
    paragraph: int | None
    """Where they stand."""
    elsewhere: str = ""
    """Another source that has the quote; empty where none has."""


def explain_not_found(ref: str, claim: Claim, miss: Miss) -> Problem:
    """Word why a quotation was not found, with both texts aligned at the first difference."""
    source = ref.partition("/")[0]
    place = claim.place_of("quote")
    if miss.elsewhere:
        message = f"quote of {ref} must stand once in source {source}, found it in {miss.elsewhere} instead"
        hint = f"move the claim to content/claims/{miss.elsewhere}.yml"
        return Problem(place, "found-in-other-source", message, hint)
    return explain_miss(place, f"quote of {ref} must stand once in source {source}", miss)


def explain_unexplained(ref: str, claim: Claim) -> Problem:
    """Word that a quotation was not found where too many fail to say of each why."""
    message = f"quote of {ref} must stand once in source {ref.partition('/')[0]}, found 0 times"
    hint = "mend the quotations above first: so many fail that not all were compared with their texts"
    return Problem(claim.place_of("quote"), "quote-unexplained", message, hint)


def explain_miss(place: Place, rule: str, miss: Miss) -> Problem:
    """Word in what some words differ from those of a text, with both aligned at the first difference."""
    reason = miss.outcome.reason
    context = _align(miss.written, miss.suggestion, miss.paragraph) if miss.suggestion else ()
    hint = _CURES.get(reason, "copy the words from the source again")
    if context and reason not in _CURES and len(miss.suggestion) < _WIDTH:
        hint = f"did you mean {_one_line(miss.suggestion)!r}?"
    return Problem(place, reason, f"{rule}, found 0 times: {miss.outcome.message}", hint, context)


def explain_ambiguous(ref: str, claim: Claim, outcome: Ambiguous) -> Problem:
    """Word that a quotation stands at several places, with a prefix for each that can be pasted."""
    source = ref.partition("/")[0]
    message = f"quote of {ref} must stand once in source {source}, found {outcome.count} times"
    lines = tuple(
        f"{number}. prefix: {_one_line(place.prefix)!r}"
        for number, place in enumerate(outcome.places[:_SHOWN_PLACES], start=1)
    )
    return Problem(
        claim.place_of("quote"), "quote-ambiguous", message, "add one of these prefixes, or occurrence: N", lines
    )


def explain_warning(ref: str, claim: Claim, code: str) -> Problem:
    """Word what is doubtful about a quotation that was found."""
    message, hint = _WARNINGS[code]
    return Problem(claim.place_of("quote"), code, f"{message}, in {ref}", hint, severity="warning")


def _align(written: str, source: str, paragraph: int | None) -> tuple[str, ...]:
    """Show both texts one above the other, with a mark under the first difference."""
    first, second = _one_line(written), _one_line(source)
    if first == second:
        return ()
    start = next(
        (number for number, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    cut = max(0, start - _WIDTH // 2)
    labels = ("you wrote", f"source p{paragraph}" if paragraph else "source")
    width = max(map(len, labels))
    dots = "…" if cut else ""
    lines = [
        f"{label.ljust(width)} : {dots}{text[cut : cut + _WIDTH]}"
        for label, text in zip(labels, (first, second), strict=True)
    ]
    end = next(
        (number for number in range(start + 1, min(len(first), len(second))) if first[number:] == second[number:]),
        start + 1,
    )
    marks = "^" * max(1, min(end - start, 12))
    return (*lines, " " * (width + 3 + len(dots) + start - cut) + marks)


def _one_line(text: str) -> str:
    """Fold white space, with a sign for a paragraph break."""
    return " ¶ ".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
