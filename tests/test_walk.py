"""No field that names a record is forgotten, so that a renaming reaches all of them."""

import typing
from typing import Any

import pytest

from generator.fields import ClaimRef, Id
from generator.model import Actor, Election, Topic
from generator.record import Record, list_fields
from generator.walk import KINDS, dump_record, list_references
from tests.helpers import ORLAN, Project, read_record

NO_RECORDS = {
    *(("Name", "scheme"), ("Actor", "classification"), ("Actor", "side"), ("Relation", "type"), ("Contest", "id")),
    *(("Election", "type"), ("Section", "id"), ("Section", "answers"), ("Source", "type"), ("Assessment", "aspect")),
    *(("Assessment", "rating"), ("Claim", "side"), ("Claim", "kind"), ("EventNoun", "folder"), ("PageSection", "id")),
    *(("RelationType", "inverse"), ("PageSection", "kinds"), ("CorpusSettings", "aspects")),
    ("CorpusSettings", "ratings"),
}
"""Fields that hold ids of words of corpus.yml, of CSL, or of parts of the same record."""
KEYS = {
    *(("Result", "counts"), ("ClaimFile", "claims"), ("CorpusSettings", "claim_kinds"), ("CorpusSettings", "sides")),
    *(("CorpusSettings", "relation_types"), ("CorpusSettings", "name_schemes")),
}
"""Mappings by ids: of options, which are followed; of claims, which are records; of words."""


def holds_id(annotation: Any) -> bool:
    """Say whether an id of a record or a claim may stand somewhere in a field."""
    return annotation in {Id, ClaimRef} or any(holds_id(part) for part in typing.get_args(annotation))


def list_models(above: type[Record] = Record) -> list[type[Record]]:
    return [model for child in above.__subclasses__() for model in (child, *list_models(child))]


def test_every_field_that_holds_an_id_is_known() -> None:
    found = {
        (model.__name__, name)
        for model in list_models()
        if model.__module__ == "generator.model"
        for name, known in list_fields(model).items()
        if holds_id(known.type)
    }
    assert found - KEYS == set(KINDS) | NO_RECORDS


def test_every_reference_stands_where_it_says() -> None:
    corpus = Project(ORLAN).library().corpus
    references = list(list_references(corpus))
    assert len(references) > 40
    for reference in references:
        lines = (ORLAN / reference.place.path.removeprefix("tests/orlan/")).read_text(encoding="utf-8").split("\n")
        assert lines[reference.place.line - 1][reference.place.column - 1 :].startswith(reference.value), reference


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        pytest.param(
            Topic,
            "label: Turnout\nbroader: results\n",
            {"label": "Turnout", "broader": "topics:results"},
            id="without what is empty",
        ),
        pytest.param(
            Actor,
            "type: person\nname: Oss\ndates: 1999~/..\nlinks: {wikidata: Q1}\nnames:\n"
            "  - {name: O., lang: en, printed_in: [gull], only_at: [gull/2, tern/3-4]}\n",
            {
                "type": "person",
                "name": "Oss",
                "resolved": True,
                "names": [
                    {
                        "name": "O.",
                        "lang": "en",
                        "printed_in": ["sources:gull"],
                        "finding_aid": False,
                        "only_at": ["limits:gull/2", "limits:tern/3-4"],
                    }
                ],
                "dates": "1999~/..",
                "links": {"wikidata": "Q1"},
            },
            id="sources that limit a name, a date, and keys that are no ids",
        ),
        pytest.param(
            Election,
            "name: Vote\ntype: local\nevidence: {date: gull/c1}\ncontests:\n  - id: mayor\n    kind: candidate\n"
            "    mandates: 1\n    results:\n"
            "      - {reported_by: board, claim: gull/c2, counts: {oss: {percent: 41.50}}}\n",
            {
                "name": "Vote",
                "type": "local",
                "evidence": {"date": "claims:gull/c1"},
                "contests": [
                    {
                        "id": "mayor",
                        "kind": "candidate",
                        "mandates": 1,
                        "results": [
                            {
                                "reported_by": "actors:board",
                                "claim": "claims:gull/c2",
                                "counts": {"options:oss": {"percent": "41.50"}},
                            }
                        ],
                    }
                ],
            },
            id="counts by the options' ids, and numbers",
        ),
    ],
)
def test_a_record_is_written_as_plain_values(model: type[Record], text: str, expected: dict[str, Any]) -> None:
    assert dump_record(read_record(model, text), lambda kind, value: f"{kind}:{value}") == expected
