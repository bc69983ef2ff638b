"""Laws: the order of files doesn't matter, and whatever an author writes gives pages or problems."""

import hashlib
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.link import Library, link_corpus
from generator.load import Content, load_content
from generator.lock import read_lock, write_lock
from generator.problems import Problem, has_errors, sort_problems
from generator.validate import validate_content
from generator.verify import find_evidence
from generator.vouch import settle_evidence
from generator.yaml_tree import Node
from tests.helpers import ORLAN, parse

# Fields that the fixture does not use.
RARE = {
    "content/actors/gull.yml": """
type: group
name: The gulls
classification: flock
resolved: false
dates: 2030/..
names: [{name: gull, lang: en, scheme: iso-9, of: gulls, note: x, only_at: ['ferry-2040/1, 3-4']}]
roles: [{role: x, of: orlan, dates: 2030, claim: ferry-2040/c1, note: x}]
relations: [{type: leads, to: tam-reel, election: orlan-2040, dates: 2030, claim: ferry-2040/c1, note: x}]
links: {wikidata: Q1}
note: x
""",
    "content/elections/orlan-2030.yml": """
name: x
names: [{name: the vote itself, lang: en, printed_in: [ferry-2040]}]
type: x
round_of: orlan-2040
contests:
  - id: a
    kind: party-list
    mandates: 5
    system: x
    threshold: x
    options: [{option: gull, status: refused, list_length: 5, claim: ferry-2040/c1, note: x}]
    options_stated: {count: 5, claim: ferry-2040/c1, note: x}
    results:
      - status: final
        reported_by: board
        claim: ferry-2040/c1
        precincts: {reported: 5, total: 6}
        registered: 100
        cast: 90
        valid: 80
        turnout: {votes: 90, percent: 90}
        percent_of: cast
        counts: {gull: {votes: 5, percent: 5, mandates: 1, at_least: 1, at_most: 5}}
        note: x
    note: x
note: x
""",
    "content/claims/ferry-2040.yml": """
elections: [orlan-2040]
reporter: the-ferry
date: 2040-05-07
claims:
  c1:
    text: x
    quote: the vote
    prefix: over
    suffix: of four
    occurrence: 1
    within_word: true
    speaker: board
    via: [lake-watch]
    to: the-ferry
    reporter: the-ferry
    side: press
    kind: prediction
    about: [gull]
    elections: [orlan-2036]
    outcome: [{claim: ferry-2040/c1, bears_out: false}]
    note: x
    withdrawn: {date: 2040, reason: x}
""",
}


@cache
def read_orlan() -> Content:
    content, problems = load_content(ORLAN)
    assert not problems
    return content


def run_stages(content: Content) -> tuple[Library | None, tuple[Problem, ...]]:
    """Run all pure stages."""
    corpus, validating = validate_content(content)
    if corpus is None:
        return None, sort_problems(validating)
    locked = read_lock(content.lock)[0] if content.lock else None
    evidence, anchoring = settle_evidence(corpus, find_evidence(corpus, content.texts), locked)
    library, linking = link_corpus(corpus, evidence)
    return library, sort_problems((*validating, *anchoring, *linking))


def change(path: str, text: str) -> Content:
    content = read_orlan()
    rare = {name: written for name, written in RARE.items() if path in RARE or name not in content.files}
    return replace(content, files={**content.files, **rare, path: text})


@given(st.permutations(range(len(read_orlan().files))))
@settings(max_examples=15, deadline=None)
def test_the_order_of_files_does_not_matter(order: list[int]) -> None:
    content = read_orlan()
    paths = list(content.files)
    shuffled = {paths[number]: content.files[paths[number]] for number in order}
    library, problems = run_stages(replace(content, files=shuffled))
    expected_library, expected = run_stages(content)
    assert library is not None
    assert expected_library is not None
    assert problems == expected
    assert write_lock(library.evidence) == write_lock(expected_library.evidence)
    assert list(library.claims) == list(expected_library.claims)


def list_paths(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the path of every value of a file."""
    if isinstance(node.value, str):
        return [path]
    members: Any = enumerate(node.value) if isinstance(node.value, tuple) else node.value.items()
    return [path, *(below for step, member in members for below in list_paths(member, (*path, step)))]


FIELDS = [
    (file, text, path)
    for file, text in (*RARE.items(), *read_orlan().files.items())
    if file.endswith(".yml")
    for path in list_paths(parse(text))
]
STRANGE = st.one_of(
    st.text(),
    st.sampled_from(
        ["", "no", "-1", "0", "999999999999999999999", "1-999999", "ferry-2040/c1", "2040/..", "[…]", "ё" * 200]
    ),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


def put(value: Any, path: tuple[str | int, ...], new: object) -> Any:
    if not path:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(copy[path[0]], path[1:], new)
    return copy


def write_flow(value: object) -> str:
    """Write a value as YAML in flow style, with every character that YAML forbids escaped."""
    if isinstance(value, str):
        return '"' + "".join(letter if letter.isalnum() else f"\\U{ord(letter):08x}" for letter in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    assert isinstance(value, dict)
    return "{" + ", ".join(f"? {write_flow(key)} : {write_flow(member)}" for key, member in value.items()) + "}"


@given(st.sampled_from(FIELDS), STRANGE)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_field_holds_gives_a_library_or_problems(
    field: tuple[str, str, tuple[str | int, ...]], new: object
) -> None:
    file, text, path = field
    spoilt = put(parse(text).plain(), path, new)
    library, problems = run_stages(change(file, write_flow(spoilt)))
    assert library is not None or has_errors(problems)
    for problem in problems:
        assert str(problem)
        assert problem.place.line >= 1


@given(st.sampled_from([file for file in read_orlan().files if file.endswith(".yml")]), st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_a_file_gives_a_library_or_problems(file: str, data: st.DataObject) -> None:
    text = read_orlan().files[file]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    new = data.draw(st.text(st.sampled_from("\n\t :-[]{}'\"#&*!|>ab1é\x00"), max_size=6))
    library, problems = run_stages(change(file, text[:start] + new + text[end:]))
    assert library is not None or has_errors(problems)


@given(st.integers(0, 10_000), st.sampled_from("xЖ7 —"))
@settings(max_examples=60, deadline=None)
def test_another_letter_in_a_text_never_passes(position: int, letter: str) -> None:
    content = read_orlan()
    text = content.texts["ferry-2040"]
    position %= len(text.raw)
    if text.raw[position] == letter:
        return
    raw = text.raw[:position] + letter + text.raw[position + 1 :]
    texts = {"ferry-2040": type(text)(raw, text.format, hashlib.sha256(raw.encode()).hexdigest())}
    _, problems = run_stages(replace(content, texts=texts))
    assert "source-changed" in {problem.code for problem in problems if problem.severity == "error"}


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_another_letter_in_a_quote_never_passes(data: st.DataObject) -> None:
    file = "content/claims/ferry-2040.yml"
    text = read_orlan().files[file]
    key = data.draw(st.sampled_from(["c1", "c2", "c3", "c4", "c5", "c6"]))
    quote = str(parse(text).at("claims", key, "quote").value)
    position = data.draw(st.integers(0, len(quote) - 1))
    letter = data.draw(st.sampled_from("xqzЖ7"))
    if quote[position] == letter or not quote[position].isalnum():
        return
    wrong = quote[:position] + letter + quote[position + 1 :]
    files = {**read_orlan().files, file: text.replace(f"quote: {quote}", f"quote: {wrong}")}
    _, problems = run_stages(replace(read_orlan(), files=files))
    errors = [problem for problem in problems if problem.severity == "error"]
    assert len(errors) == 1
    assert f"ferry-2040/{key}" in errors[0].message
    line = next(number for number, line in enumerate(text.splitlines(), 1) if f"quote: {quote}" in line)
    assert (errors[0].place.line, errors[0].place.column) == (line, 12)
