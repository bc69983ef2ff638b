"""What the command prints, to the letter: other programs read it."""

import json

import pytest

from generator.anchor import Selector, find_quote, read_source
from generator.quote_command import FOUND, NOT_FOUND, describe_outcome, exit_code, print_outcome

TEXT = "In Karaoba they said so. In Aksay they said so."


@pytest.mark.parametrize(
    ("selector", "printed", "code"),
    [
        pytest.param(
            Selector("In Karaoba […] In Aksay"),
            '{"status": "found", "start": 0, "end": 33, "segments": [[0, 10], [25, 33]], "places": [], '
            '"warnings": [], "reason": null, "suggestions": []}',
            FOUND,
            id="found",
        ),
        pytest.param(
            Selector("they said so"),
            '{"status": "ambiguous", "start": null, "end": null, "segments": [], "places": '
            '[{"start": 11, "end": 23, "prefix": "Karaoba"}, {"start": 34, "end": 46, "prefix": "Aksay"}], '
            '"warnings": [], "reason": null, "suggestions": []}',
            NOT_FOUND,
            id="ambiguous",
        ),
        pytest.param(
            Selector("in Karaoba"),
            '{"status": "not-found", "start": null, "end": null, "segments": [], "places": [], "warnings": [], '
            '"reason": "case-differs", "suggestions": ["In Karaoba", "[i]n Karaoba"]}',
            NOT_FOUND,
            id="not found",
        ),
    ],
)
def test_json(selector: Selector, printed: str, code: int) -> None:
    outcome = find_quote(read_source(TEXT), selector)
    assert json.dumps(describe_outcome(outcome)) == printed
    assert exit_code(outcome) == code


@pytest.mark.parametrize(
    ("selector", "printed"),
    [
        pytest.param(Selector("In Karaoba"), "found at 0-10: In Karaoba\nwarning: quote-short", id="found"),
        pytest.param(
            Selector("they said so"),
            "found 2 times, must be once; add a prefix\n  11-23  prefix: Karaoba\n  34-46  prefix: Aksay",
            id="ambiguous",
        ),
        pytest.param(
            Selector("they said \ud800"),
            "not found: a quote must keep the source's punctuation: you wrote “said ?”, the source has “said” "
            "[punctuation-differs]\n  did you mean: they said",
            id="not found",
        ),
    ],
)
def test_text(selector: Selector, printed: str) -> None:
    assert print_outcome(find_quote(read_source(TEXT), selector)) == printed


def test_more_places_than_are_listed_are_counted() -> None:
    assert print_outcome(find_quote(read_source("yes " * 60), Selector("yes"))).endswith("  and 10 more")
