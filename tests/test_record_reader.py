"""Each slip in a record becomes one problem with its place, the rule and the cure."""

import pytest

from generator import record_reader
from generator.model import Actor, Claim, ClaimFile, CorpusSettings, Dispute, Election, Source
from generator.problems import Place
from generator.record import Record, list_fields
from generator.yaml_file import YamlFile
from tests.helpers import Project, parse, read_record, show

CLAIM_FIELDS = ", ".join(list_fields(Claim))
ACTOR_FIELDS = ", ".join(list_fields(Actor))
COUNTS = (
    "name: x\ntype: x\ncontests:\n  - id: c\n    kind: candidate\n    results:\n      - "
    "{{reported_by: a, claim: a/c1, {}}}\n"
)
EDTF = "a date must be written like 2019-06-09, 2019-06, 2019?, 199X or 2007/2012, found"


def explain(model: type[Record], text: str) -> str:
    """Give what is wrong with a record, as printed."""
    record, problems = record_reader.read_record(model, parse(text), YamlFile("a.yml", text))
    assert record is None
    return show(problems)


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        pytest.param(
            Actor,
            "type: person\n",
            "a.yml:1:1: error: name must be given, found nothing [missing-field]\n  hint: add name:",
            id="missing field, at the record",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nroles:\n  - role: x\n",
            "a.yml:4:5: error: claim must be given, found nothing [missing-field]\n  hint: add claim:",
            id="missing field, at the member of a list",
        ),
        pytest.param(
            ClaimFile,
            "claims:\n  c1: {text: x, kind: y}\n",
            "a.yml:2:3: error: quote must be given, found nothing [missing-field]\n  hint: add quote:",
            id="missing field, at the key of a mapping",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nsumary: y\n",
            f"a.yml:3:1: error: a field must be one of {ACTOR_FIELDS}, found sumary [unknown-field]\n"
            "  hint: did you mean summary?",
            id="unknown field, with a suggestion",
        ),
        pytest.param(
            Dispute,
            "kind: name\nquestion: x\npositions:\n  - {label: x, claims: [a/c1], qqq: y}\n",
            "a.yml:4:32: error: a field must be one of label, claims, found qqq [unknown-field]\n"
            "  hint: remove it, or correct its name",
            id="unknown field in a list, without a suggestion",
        ),
        pytest.param(
            ClaimFile,
            "claims:\n  text: {text: x, quote: y, kind: z, spaeker: a}\n",
            f"a.yml:2:38: error: a field must be one of {CLAIM_FIELDS}, found spaeker [unknown-field]\n"
            "  hint: did you mean speaker?",
            id="unknown field in a mapping whose key is a field's name",
        ),
        pytest.param(
            ClaimFile,
            "claims:\n  c1: {text: x, quot: y, kind: z}\n",
            f"a.yml:2:17: error: a field must be one of {CLAIM_FIELDS}, found quot [unknown-field]\n"
            "  hint: did you mean quote?",
            id="a misspelt required field is not missing besides",
        ),
        pytest.param(
            ClaimFile,
            "claims:\n  c1: {text: x, quote: y, kind: z, withdrawn: {date: 2019, reasn: w}}\n",
            "a.yml:2:60: error: a field must be one of date, reason, with_text, found reasn [unknown-field]\n"
            "  hint: did you mean reason?",
            id="unknown field in an optional mapping",
        ),
        pytest.param(
            Election,
            COUNTS.format("counts: {a: {percents: 1}}"),
            "a.yml:7:52: error: a field must be one of votes, percent, mandates, at_least, at_most, "
            "more_than, less_than, found percents "
            "[unknown-field]\n  hint: did you mean percent?",
            id="unknown field five levels down",
        ),
        pytest.param(
            CorpusSettings,
            "title: x\nlanguages: [en]\nclaim_kinds: {a: b}\nrelation_types: {a: {invers: b}}\n",
            "a.yml:4:22: error: a field must be one of symmetric, inverse, label, found invers [unknown-field]\n"
            "  hint: did you mean inverse?",
            id="unknown field in a relation type",
        ),
        pytest.param(
            Actor,
            "type: persn\nname: x\n",
            "a.yml:1:7: error: type must be one of person, organization, place, group, found persn [invalid-value]\n"
            "  hint: did you mean person?",
            id="value that is none of a list, with a suggestion",
        ),
        pytest.param(
            Actor,
            "type:\nname: x\n",
            "a.yml:1:6: error: type must be one of person, organization, place, group, found nothing [invalid-value]\n"
            "  hint: write one of these words, or leave the field out",
            id="no value where one of a list is wanted",
        ),
        pytest.param(
            Actor,
            "type: [person]\nname: x\n",
            "a.yml:1:7: error: type must be one of person, organization, place, group, found a list [invalid-value]\n"
            "  hint: write one of these words, or leave the field out",
            id="list where one of a list is wanted",
        ),
        pytest.param(
            Actor,
            "type: person\nname: [x]\n",
            "a.yml:2:7: error: name must be a text, found a list [invalid-type]\n  hint: write x",
            id="list for a text",
        ),
        pytest.param(
            Actor,
            "type: person\nname: {x: y}\n",
            "a.yml:2:7: error: name must be a text, found a mapping [invalid-type]\n"
            "  hint: quote the text if it holds a colon and a space",
            id="mapping for a text",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nnot_to_be_confused_with: tam-reel\n",
            "a.yml:3:26: error: not_to_be_confused_with must be a list, found the text 'tam-reel' [invalid-type]\n"
            "  hint: write [tam-reel]",
            id="text for a list",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nlinks: wikidata\n",
            "a.yml:3:8: error: links must be a mapping, found the text 'wikidata' [invalid-type]\n"
            "  hint: write KEY: VALUE, one a line",
            id="text for a mapping of texts",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nroles: [leader]\n",
            "a.yml:3:9: error: roles must be a mapping, found the text 'leader' [invalid-type]\n"
            "  hint: write its fields, of which there are role, of, dates, claim, note",
            id="text for a record in a list",
        ),
        pytest.param(
            ClaimFile,
            "claims:\n",
            "a.yml:1:8: error: claims must be a mapping, found nothing [invalid-type]\n"
            "  hint: fill in claims, or remove it",
            id="nothing for a mapping",
        ),
        pytest.param(
            Actor,
            "- x\n",
            "a.yml:1:1: error: a record must be a mapping, found a list [invalid-type]\n"
            "  hint: write its fields, of which there are type, name, classification, side, resolved, names",
            id="list for a file",
        ),
        pytest.param(
            ClaimFile,
            "claims: {}\n",
            "a.yml:1:9: error: claims must not be empty [empty-value]\n  hint: fill in claims, or remove it",
            id="empty mapping",
        ),
        pytest.param(
            Actor,
            "type: person\nname: '  '\n",
            "a.yml:2:7: error: name must not be empty [empty-value]\n  hint: fill in name, or remove it",
            id="white space for a text",
        ),
        pytest.param(
            CorpusSettings,
            "title: x\nlanguages: []\nclaim_kinds: {a: b}\n",
            "a.yml:2:12: error: languages must not be empty [empty-value]\n  hint: fill in languages, or remove it",
            id="empty list",
        ),
        pytest.param(
            CorpusSettings,
            "title: x\nlanguages: [English]\nclaim_kinds: {a: b}\n",
            "a.yml:2:13: error: languages must be a language tag such as en, ru or kk-Latn, found English "
            "[invalid-value]\n  hint: look the tag up in BCP 47",
            id="a list of unsound members is not empty besides",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nlinks: {'': y}\n",
            "a.yml:3:9: error: a key must not be empty [empty-value]\n  hint: fill in a key, or remove it",
            id="empty key",
        ),
        pytest.param(
            ClaimFile,
            "claims:\n  C 1: {text: x, quote: y, kind: z}\n  c2: {text: x, quote: y, kind: z}\n",
            "a.yml:2:3: error: a key must be an id (lowercase ASCII letters, digits, single hyphens), found C 1 "
            "[invalid-id]\n  hint: did you mean c-1?",
            id="key that is no id",
        ),
        pytest.param(
            ClaimFile,
            "claims:\n  c1: {text: x, quote: y, kind: z, speaker: Mira Oss}\n",
            "a.yml:2:45: error: speaker must be an id (lowercase ASCII letters, digits, single hyphens), "
            "found Mira Oss [invalid-id]\n  hint: did you mean mira-oss?",
            id="name for an id",
        ),
        pytest.param(
            ClaimFile,
            "claims:\n  c1: {text: x, quote: y, kind: z, about: [a, мира]}\n",
            "a.yml:2:47: error: about must be an id (lowercase ASCII letters, digits, single hyphens), "
            "found мира [invalid-id]\n  hint: write the id of the record, not its name",
            id="Cyrillic for an id in a list",
        ),
        pytest.param(
            Actor,
            f"type: person\nname: x\nside: {'a' * 81}\n",
            f"a.yml:3:7: error: side must be at most 80 characters, found {'a' * 59}… [out-of-range]\n"
            "  hint: shorten it",
            id="too long an id",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nroles: [{role: x, claim: c1}]\n",
            "a.yml:3:26: error: claim must name a claim as SOURCE/CLAIM, such as morrow-herald/c1, found c1 "
            "[invalid-id]\n  hint: write the source's id, a slash and the claim's key",
            id="claim without its source",
        ),
        pytest.param(
            Source,
            "title: x\ntype: x\npublisher: x\ndate: 2019\ndate_basis: printed\nlanguage: en\nurl: www.example.org\n"
            "rights: {level: excerpt, statement: 'https://x', basis: x}\nsections: [{kind: body, paragraphs: 1}]\n",
            "a.yml:7:6: error: url must be an address that begins with http:// or https://, found www.example.org "
            "[invalid-value]\n  hint: copy the address from the browser",
            id="address without its scheme",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\ndates: 9 June 2019\n",
            f"a.yml:3:8: error: dates: {EDTF} 9 June 2019 [invalid-date]\n  hint: did you mean 2019-06-09?",
            id="date",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\ndates: [2019]\n",
            "a.yml:3:8: error: dates must be a text, found a list [invalid-type]\n  hint: write 2019",
            id="list for a date",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nresolved: no\n",
            "a.yml:3:11: error: resolved must be true or false, found no [invalid-value]\n  hint: write false",
            id="flag",
        ),
        pytest.param(
            Actor,
            "type: person\nname: x\nresolved: [true]\n",
            "a.yml:3:11: error: resolved must be true or false, found a list [invalid-value]\n"
            "  hint: write true or false",
            id="list for a flag",
        ),
        pytest.param(
            Election,
            COUNTS.format("cast: 1_000"),
            "a.yml:7:45: error: cast must be a whole number in plain digits, found 1_000 [invalid-value]\n"
            "  hint: did you mean 1000?",
            id="whole number",
        ),
        pytest.param(
            Election,
            COUNTS.format("counts: {a: {percent: 5%}}"),
            "a.yml:7:61: error: percent must be a number in plain digits with a decimal point, without a percent sign, "
            "found 5% [invalid-value]\n  hint: did you mean 5?",
            id="per cent",
        ),
        pytest.param(
            Election,
            COUNTS.format("turnout: {percent: [5]}"),
            "a.yml:7:58: error: percent must be a number in plain digits with a decimal point, without a percent sign, "
            "found a list [invalid-value]\n  hint: write the number in digits, such as 58.2",
            id="list for a per cent",
        ),
        pytest.param(
            Election,
            COUNTS.format("turnout: {percent: 100.1}"),
            "a.yml:7:58: error: percent must be at most 100, found 100.1 [out-of-range]\n"
            "  hint: check the figure in the source",
            id="over a hundred per cent",
        ),
        pytest.param(
            Election,
            COUNTS.format("turnout: {percent: -1}"),
            "a.yml:7:58: error: percent must be a number in plain digits with a decimal point, without a percent sign, "
            "found -1 [invalid-value]\n  hint: write the number in digits, such as 58.2",
            id="under nought per cent",
        ),
        pytest.param(
            Source,
            "title: x\ntype: x\npublisher: x\ndate: 2019\ndate_basis: printed\nlanguage: en\n"
            "rights: {level: excerpt, statement: 'https://x', basis: x}\nsections: [{kind: body, paragraphs: 9-7}]\n",
            "a.yml:8:37: error: paragraphs must be paragraph numbers such as 7, 9-12, found 9-7 [invalid-value]\n"
            "  hint: count from 1, and write the smaller number first, as in 9-12",
            id="paragraphs that run backwards",
        ),
        pytest.param(
            Source,
            "title: x\ntype: x\npublisher: x\ndate: 2019\ndate_basis: printed\nlanguage: en\n"
            "rights: {level: excerpt, statement: 'https://x', basis: x}\n"
            "sections: [{kind: body, paragraphs: 1-999999}]\n",
            "a.yml:8:37: error: paragraphs must be at most 100000 paragraphs, found 1-999999 [invalid-value]\n"
            "  hint: write the numbers of paragraphs that the text has",
            id="more paragraphs than any text has",
        ),
    ],
)
def test_message(model: type[Record], text: str, expected: str) -> None:
    assert explain(model, text) == expected


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL"])
def test_what_other_programs_read_as_nothing_is_no_text(word: str) -> None:
    assert explain(Actor, f"type: person\nname: {word}\n") == (
        f"a.yml:2:7: error: name must not be empty, found {word} [empty-value]\n  hint: fill in name, or remove it"
    )


@pytest.mark.parametrize("written", ["0", "-1", "a", "1-", "1-2-3", "1,,2", "0-3", "1 2", "٣", "1000000", "[1]", ""])
def test_what_is_no_paragraph_number_is_refused(written: str) -> None:
    text = f"kind: body\nparagraphs: '{written}'\n"
    source = (
        "title: x\ntype: x\npublisher: x\ndate: 2019\ndate_basis: printed\nlanguage: en\n"
        "rights: {level: excerpt, statement: 'https://x', basis: x}\nsections:\n  - " + text.replace("\n", "\n    ")
    )
    assert "paragraphs must be paragraph numbers such as 7, 9-12" in explain(Source, source)


def test_every_error_of_a_record_is_told_at_once() -> None:
    text = "type: x\nname: ''\ncolour: y\nroles: [{of: A B}]\n"
    codes = ["invalid-value", "empty-value", "missing-field", "invalid-id", "missing-field", "unknown-field"]
    told = explain(Actor, text)
    assert sorted(line.rsplit("[", 1)[1] for line in told.splitlines() if line.startswith("a.yml")) == sorted(
        f"{code}]" for code in codes
    )


def test_records_inside_a_record_get_their_places() -> None:
    actor = read_record(
        Actor,
        "type: person\nname: x\nnames:\n  - {name: y, lang: en, only_at: [a/1, b/2]}\nlinks: {wikidata: Q1}\n",
    )
    assert actor.place == Place("a.yml", 1, 1)
    assert actor.place_of("name") == Place("a.yml", 2, 7)
    assert actor.place_of("links", "wikidata") == Place("a.yml", 5, 19)
    assert actor.names[0].place == Place("a.yml", 4, 5)
    assert actor.names[0].place_of("only_at", 1) == Place("a.yml", 4, 40)
    assert actor.place_of("summary") == actor.place


def test_records_in_a_mapping_begin_at_their_keys() -> None:
    text = "claims:\n  c1: {text: x, quote: y, kind: z, assessment: {aspect: a, rating: b}}\n"
    record = read_record(ClaimFile, text)
    claim = record.claims["c1"]
    assert claim.place == Place("a.yml", 2, 3)
    assert claim.place_of("quote") == Place("a.yml", 2, 24)
    assert claim.place_of("speaker") == Place("a.yml", 2, 3)
    assert claim.assessment is not None
    assert claim.assessment.place_of("rating") == Place("a.yml", 2, 68)


def test_a_way_to_report_an_error_may_be_a_mail_address(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "mailto:errors@orlan.example", "errors@orlan.example")
    (error,) = orlan.errors()
    assert error == (
        "content/corpus.yml:20:9: error: report must be an address that begins with https://, http:// or mailto:, "
        "found errors@orlan.example [invalid-value]\n  hint: write mailto:errors@orlan.example"
    )
