"""The project's table of quotes: what is found, where, and what is said of the rest."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.anchor import Ambiguous, Found, NotFound, Selector, Span, find_quote, read_source

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "quote-vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vector(vector: dict[str, Any]) -> None:
    source = read_source(vector["text"], vector.get("format", "plain"))
    fields = {name: vector[name] for name in ("prefix", "suffix", "occurrence", "within_word") if name in vector}
    outcome = find_quote(source, Selector(vector["exact"], **fields))
    if vector["expect"] == "ambiguous":
        assert isinstance(outcome, Ambiguous)
    elif vector["expect"] == "not-found":
        assert isinstance(outcome, NotFound)
        assert outcome.reason == vector["reason"]
        if "suggest" in vector:
            assert outcome.suggestions[0] == vector["suggest"]
    else:
        expected = Span(vector["expect"]["start"], vector["expect"]["end"])
        segments = tuple(Span(part["start"], part["end"]) for part in vector.get("segments", [vector["expect"]]))
        assert isinstance(outcome, Found)
        assert (outcome.start, outcome.end) == expected
        assert outcome.segments == segments
        assert vector.get("warn") is None or vector["warn"] in outcome.warnings
