"""Where records stand is found again from the file when somebody asks, and takes no memory until then."""

import copy
import pickle

import pytest
from msgspec.structs import replace

from generator.model import ClaimFile
from generator.problems import Place
from generator.yaml_tree import parse_yaml
from tests.helpers import read_record

TEXT = """\
claims:
  c1: {text: x, quote: y, kind: z}
  c2:
    text: x
    quote: y
    kind: z
    outcome:
      - {claim: a/c1, bears_out: true}
"""


def test_each_record_is_found_where_it_was_read() -> None:
    record = read_record(ClaimFile, TEXT)
    claims = record.claims
    assert record.place == Place("a.yml", 1, 1)
    assert [claims[key].place for key in ("c1", "c2")] == [Place("a.yml", 2, 3), Place("a.yml", 3, 3)]
    assert [claims[key].place_of("kind") for key in ("c1", "c2")] == [Place("a.yml", 2, 33), Place("a.yml", 6, 11)]
    assert claims["c2"].outcome[0].place_of("claim") == Place("a.yml", 8, 17)


def test_a_stored_record_leaves_out_the_text_and_is_found_once_its_file_has_it_again() -> None:
    stored = pickle.dumps(read_record(ClaimFile, TEXT))
    assert b"quote: y" not in stored
    record: ClaimFile = pickle.loads(stored)  # noqa: S301 - written above
    assert record == read_record(ClaimFile, TEXT)
    file = record.claims["c2"].provenance.file
    file.text = TEXT
    assert record.claims["c2"].place == Place("a.yml", 3, 3)


def test_a_copy_was_read_where_the_first_was() -> None:
    claim = read_record(ClaimFile, TEXT).claims["c2"]
    assert copy.copy(claim) == claim
    other = replace(claim, text="another")
    assert (claim.text, other.text, other.place) == ("x", "another", claim.place)
    assert claim != other


def test_records_are_alike_that_say_the_same_at_different_places() -> None:
    claims = read_record(ClaimFile, "claims:\n  c1: {text: x, quote: y, kind: z}\n  c2: {text: x, quote: y, kind: z}\n")
    assert claims.claims["c1"] == claims.claims["c2"]


def test_a_file_is_parsed_again_when_somebody_asks_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def parse(text: str, path: str) -> object:
        parsed.append(path)
        return parse_yaml(text, path)

    monkeypatch.setattr("generator.yaml_file.parse_yaml", parse)
    record = read_record(ClaimFile, TEXT)
    assert parsed == []
    assert {record.place.path, record.claims["c1"].place.path} == {"a.yml"}
    assert parsed == ["a.yml"]
