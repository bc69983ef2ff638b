"""Says what `asreported quote` prints and how it exits."""

from generator.anchor import Ambiguous, Found, Outcome

FOUND = 0
NOT_FOUND = 1
UNREADABLE = 3
"""Exit codes of the command; 2 is a wrong use of it, as everywhere."""

JsonObject = dict[str, object]


def exit_code(outcome: Outcome) -> int:
    """Give 0 if the quote was found once, else 1."""
    return FOUND if isinstance(outcome, Found) else NOT_FOUND


def describe_outcome(outcome: Outcome) -> JsonObject:
    """Give an outcome as one JSON object; every key is always there, null or empty where it doesn't apply."""
    described: JsonObject = {
        "status": "not-found",
        "start": None,
        "end": None,
        "segments": [],
        "places": [],
        "warnings": [],
        "reason": None,
        "suggestions": [],
    }
    if isinstance(outcome, Found):
        segments = [list(segment) for segment in outcome.segments]
        described |= {
            "status": "found",
            "start": outcome.start,
            "end": outcome.end,
            "segments": segments,
            "warnings": list(outcome.warnings),
        }
    elif isinstance(outcome, Ambiguous):
        places = [{"start": place.start, "end": place.end, "prefix": place.prefix} for place in outcome.places]
        described |= {"status": "ambiguous", "places": places}
    else:
        described |= {"reason": outcome.reason, "suggestions": list(map(_make_printable, outcome.suggestions))}
    return described


def print_outcome(outcome: Outcome) -> str:
    """Give a short text for people."""
    if isinstance(outcome, Found):
        warnings = (f"warning: {code}" for code in outcome.warnings)
        return _make_printable("\n".join((f"found at {outcome.start}-{outcome.end}: {outcome.display}", *warnings)))
    if isinstance(outcome, Ambiguous):
        lines = (
            f"  {place.start}-{place.end}" + (f"  prefix: {place.prefix}" if place.prefix else "")
            for place in outcome.places
        )
        more = (f"  and {outcome.count - len(outcome.places)} more",) if outcome.count > len(outcome.places) else ()
        return _make_printable("\n".join((f"found {outcome.count} times, must be once; add a prefix", *lines, *more)))
    hints = (f"  did you mean: {text}" for text in outcome.suggestions)
    return _make_printable("\n".join((f"not found: {outcome.message} [{outcome.reason}]", *hints)))


def _make_printable(text: str) -> str:
    """Replace lone surrogates, which no file and no terminal can take."""
    return text.encode("utf-8", "replace").decode("utf-8")
