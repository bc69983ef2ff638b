"""The schemas that editors use say what the model says."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator import model
from generator.examples import EXAMPLES
from generator.record import Record, list_fields
from generator.schemas import make_schemas
from tests.helpers import ORLAN, ROOT, read_record

SCHEMAS: Mapping[str, dict[str, Any]] = {name: json.loads(text) for name, text in make_schemas().items()}
ONE_FILE = {"corpus.yml": "corpus", "topics.yml": "topics", "actors.yml": "actors", "disputes.yml": "disputes"}
FOLDERS = {"actors": "actor", "elections": "election", "sources": "source", "claims": "claims"}


class EditorLoader(yaml.SafeLoader):
    """Reads a file as editors do, by YAML 1.2: numbers and true/false are no texts, but dates are."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, first, pattern in (
    ("bool", "tTfF", r"true|True|TRUE|false|False|FALSE"),
    ("null", "~nN\0", r"~|null|Null|NULL|"),
    ("int", "-+0123456789", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", "-+.0123456789", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN)"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


EditorLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if node.value[1:2] in {"o", "x"} else 10)
)


def read_as_editor(text: str) -> Any:
    return yaml.load(text, EditorLoader)  # noqa: S506 - a SafeLoader with other scalars


def name_schema(path: Path) -> str:
    name = (
        {**ONE_FILE, "moved.yml": "moved"}.get(path.name)
        if path.parent.name == "content"
        else FOLDERS[path.parent.name]
    )
    return f"{name}.schema.json"


def list_files() -> list[Path]:
    return [
        path
        for folder in (ORLAN / "content", ROOT / "content")
        for path in sorted(folder.rglob("*.yml"))
        if "texts" not in path.parts
    ]


def validate(schema: str, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(SCHEMAS[schema])
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(read_as_editor(text))]


def test_the_loader_reads_as_editors_do() -> None:
    text = "[no, 2019-06-09, 12:30, 010, 1_000, 1.5, true, '7', 7, ~]"
    assert read_as_editor(text) == ["no", "2019-06-09", "12:30", 10, "1_000", 1.5, True, "7", 7, None]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_draft_07(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
    assert "$defs" not in json.dumps(SCHEMAS[name])
    references = set(json.dumps(SCHEMAS[name]).split('"$ref": "#/definitions/')[1:])
    assert {reference.partition('"')[0] for reference in references} <= set(SCHEMAS[name].get("definitions", {}))


@pytest.mark.parametrize("name", SCHEMAS)
def test_nothing_stands_beside_a_reference(name: str) -> None:
    def check(value: Any) -> None:
        if isinstance(value, dict):
            assert "$ref" not in value or len(value) == 1, value
        for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(member)

    check(SCHEMAS[name])


@pytest.mark.parametrize("path", list_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_schema_accepts_what_is_written(path: Path) -> None:
    assert validate(name_schema(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", [*ONE_FILE, *(f"{folder}/x.yml" for folder in FOLDERS)])
def test_the_schema_refuses_an_unknown_field(name: str) -> None:
    paths = [path for path in list_files() if path.match(name.replace("x.yml", "*.yml")) and ORLAN in path.parents]
    text = paths[0].read_text(encoding="utf-8")
    value = read_as_editor(text)
    target = value if paths[0].name == "corpus.yml" or paths[0].name not in ONE_FILE else next(iter(value.values()))
    target["colour"] = "red"
    validator = jsonschema.Draft7Validator(SCHEMAS[name_schema(paths[0])])
    errors = list(validator.iter_errors(value))
    assert len(errors) == 1
    assert "'colour' was unexpected" in errors[0].message


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("claims", "claims:\n  c1: {text: x, quote: y, kind: z, spaeker: a}\n"),
        ("claims", "claims:\n  c1: {text: x, quote: y}\n"),
        ("claims", "claims:\n  c1: {text: x, quote: y, kind: A B}\n"),
        ("claims", "claims: {}\n"),
        ("actor", "type: persn\nname: x\n"),
        ("actor", "type: person\nname: x\nnames: y\n"),
        ("actor", "type: person\nname: x\nresolved: no\n"),
        ("topics", "a: {}\n"),
        ("election", "name: x\ntype: x\ncontests: [{id: a, kind: candidate, mandates: many}]\n"),
    ],
)
def test_the_schema_refuses(schema: str, text: str) -> None:
    assert validate(f"{schema}.schema.json", text)


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("actor", "type: person\nname: 1984\ndates: 1984\nlinks: {x: 5}\n"),
        ("election", "name: x\ntype: x\ncontests: [{id: a, kind: candidate, mandates: '5'}]\n"),
        ("actor", "type: person\nname: true\ndates: 1984-05/..\n"),
        ("topics", "a: {label: 2040}\n"),
        (
            "election",
            "name: 2040\ntype: x\ndate: 2040\ncontests: [{id: a, kind: candidate, mandates: 1, threshold: 5}]\n",
        ),
        ("corpus", "title: x\nlanguages: [no]\nclaim_kinds: {a: b}\nrelation_types: {a: symmetric, b: {inverse: c}}\n"),
    ],
)
def test_a_plain_scalar_that_editors_take_for_another_type_is_accepted(schema: str, text: str) -> None:
    assert validate(f"{schema}.schema.json", text) == []


def test_the_files_in_schema_are_what_the_model_says() -> None:
    folder = ROOT / "schema"
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    assert found == make_schemas(), "run `asreported schema`"


RECORDS: Mapping[str, type[Record]] = {
    name: kind
    for name, kind in vars(model).items()
    if isinstance(kind, type) and issubclass(kind, Record) and kind is not Record
}


def list_objects(schema: object) -> list[dict[str, Any]]:
    """Give every part of a schema that has properties."""
    if isinstance(schema, list):
        return [part for member in schema for part in list_objects(member)]
    if not isinstance(schema, dict):
        return []
    here = [schema] if isinstance(schema.get("properties"), dict) else []
    return [*here, *(part for member in schema.values() for part in list_objects(member))]


def test_what_moved_is_described_with_an_example() -> None:
    assert SCHEMAS["moved.schema.json"]["description"].endswith(".")
    jsonschema.Draft7Validator(SCHEMAS["moved.schema.json"]).validate(SCHEMAS["moved.schema.json"]["examples"][0])


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name != "moved.schema.json"])
def test_every_property_has_a_description_and_examples_that_are_valid(name: str) -> None:
    parts = list_objects(SCHEMAS[name])
    assert parts
    for part in parts:
        assert part["description"]
        for field, schema in part["properties"].items():
            assert schema.get("description", "").endswith((".", ")")), f"{field}: {schema}"
            assert schema.get("examples"), f"{field} has no example"
            whole = {**schema, "definitions": SCHEMAS[name].get("definitions", {})}
            for example in schema["examples"]:
                jsonschema.Draft7Validator(whole).validate(example)


@pytest.mark.parametrize("name", RECORDS)
def test_the_examples_of_a_record_make_one_that_the_loader_reads(name: str) -> None:
    assert list(EXAMPLES[name]) == list(list_fields(RECORDS[name]))
    read_record(RECORDS[name], "".join(f"{field}: {text}\n" for field, text in EXAMPLES[name].items()))


def test_an_editor_refuses_a_field_without_a_value_as_the_loader_does() -> None:
    assert validate("actor.schema.json", "type: person\nname: x\nnote:\n")
    assert validate("actor.schema.json", "type: person\nname: x\nnote: ~\n")
