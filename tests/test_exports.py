"""The data files hold every record, with the fields that are promised, and lead where they say."""

from pathlib import Path
from typing import Any

import pytest

from tests.sites import ORLAN, Corpus, Site, build_orlan, copy_orlan

TABLES = ("elections", "actors", "sources", "claims", "topics", "disputes")
CLAIM_FIELDS: dict[str, tuple[type, ...]] = {
    "id": (str,),
    "source": (str,),
    "paragraphs": (list,),
    "start": (int,),
    "end": (int,),
    "speaker": (str,),
    "reporter": (str,),
    "own_voice": (bool,),
    "via": (list,),
    "kind": (str,),
    "text": (str,),
    "quote": (str,),
    "about": (list,),
    "elections": (list,),
    "topics": (list,),
    "url": (str,),
    "verified": (bool,),
}
"""Source: issue 2, section 7."""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


@pytest.fixture(scope="module")
def site() -> Site:
    return build_orlan()


@pytest.fixture(scope="module")
def claims(site: Site) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in site.data("claims")}


@pytest.mark.parametrize("table", TABLES)
def test_table_is_one_array_of_records_each_once(site: Site, table: str) -> None:
    rows = site.data(table)
    assert isinstance(rows, list)
    assert rows
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))


def test_no_other_table_is_published(site: Site) -> None:
    assert {path.stem for path in (site.root / "data").iterdir() if path.name.endswith(".json")} >= set(TABLES)


@pytest.mark.parametrize("field", CLAIM_FIELDS)
def test_every_claim_has_the_field(claims: dict[str, dict[str, Any]], field: str) -> None:
    assert len(claims) == 6
    for ref, row in claims.items():
        assert type(row[field]) in CLAIM_FIELDS[field], (ref, field, row[field])
        if isinstance(row[field], list):
            assert all(type(member) is (int if field == "paragraphs" else str) for member in row[field])


def test_offsets_hold_the_quoted_words(claims: dict[str, dict[str, Any]]) -> None:
    text = (ORLAN / "content" / "texts" / "ferry-2040.txt").read_bytes().decode()
    for row in claims.values():
        segments = [" ".join(text[start:end].split()) for start, end in row["segments"]]
        assert " […] ".join(segments) == row["quote"]
        assert (row["start"], row["end"]) == (row["segments"][0][0], row["segments"][-1][1])
        if len(segments) == 1:
            assert " ".join(text[row["start"] : row["end"]].split()) == row["quote"]
    assert [len(row["segments"]) for row in claims.values()].count(2) == 1


def test_paragraphs_are_those_of_the_words(claims: dict[str, dict[str, Any]]) -> None:
    text = (ORLAN / "content" / "texts" / "ferry-2040.txt").read_bytes().decode()
    for row in claims.values():
        assert row["paragraphs"] == [text.count("\n\n", 0, row["start"]) + 1]


def test_claims_carry_what_the_yaml_says_and_what_follows(claims: dict[str, dict[str, Any]]) -> None:
    third = claims["ferry-2040/c3"]
    assert third["source"] == "ferry-2040"
    assert third["speaker"] == "mira-oss"
    assert third["reporter"] == "the-ferry"
    assert third["own_voice"] is False
    assert third["about"] == ["board"]
    assert third["elections"] == ["orlan-2040"]
    assert third["topics"] == ["turnout"]
    assert third["kind"] == "denial"
    assert third["url"] == "claims/ferry-2040/c3/"
    assert third["quote"] == "We do not accept that figure"
    assert third["verified"] is True
    assert third["disputes"] == ["orlan-2040-turnout"]
    assert claims["ferry-2040/c5"]["elections"] == ["orlan-2036"]


def test_own_voice_is_that_of_the_reporter(claims: dict[str, dict[str, Any]]) -> None:
    fifth, sixth = claims["ferry-2040/c5"], claims["ferry-2040/c6"]
    assert (fifth["speaker"], fifth["reporter"], fifth["own_voice"]) == ("the-ferry", "the-ferry", True)
    assert (sixth["speaker"], sixth["reporter"], sixth["own_voice"]) == ("reader-quill", "reader-quill", True)


def test_every_named_id_is_a_record(site: Site, claims: dict[str, dict[str, Any]]) -> None:
    known = {table: {row["id"] for row in site.data(table)} for table in TABLES}
    for row in claims.values():
        assert {row["speaker"], row["reporter"], *row["via"], *row["about"]} <= known["actors"]
        assert row["source"] in known["sources"]
        assert set(row["elections"]) <= known["elections"]
        assert set(row["topics"]) <= known["topics"]
        assert set(row["disputes"]) <= known["disputes"]


@pytest.mark.parametrize("table", TABLES)
def test_addresses_are_relative_and_lead_to_their_pages(site: Site, table: str) -> None:
    for row in site.data(table):
        assert not row["url"].startswith(("/", "http", "."))
        path, fragment = site.resolve(row["url"])
        assert path == f"{table}/{row['id']}/index.html"
        assert path in site.pages
        assert not fragment


def test_actor_lists_its_names(site: Site) -> None:
    actors = {row["id"]: row for row in site.data("actors")}
    for row in actors.values():
        assert {"id", "name", "names", "url"} <= row.keys()
        assert all({"name", "lang"} <= name.keys() for name in row["names"])
    assert ("Oss", "en") in [(name["name"], name["lang"]) for name in actors["mira-oss"]["names"]]


def test_dates_and_numbers_keep_their_form(site: Site) -> None:
    elections = {row["id"]: row for row in site.data("elections")}
    assert elections["orlan-2036"]["date"] == "2036?"
    assert elections["orlan-2040"]["date"] == "2040-05-06"
    result = elections["orlan-2040"]["contests"][0]["results"][0]
    assert result["counts"]["mira-oss"]["percent"] == 41.5
    assert result["counts"]["tam-reel"]["percent"] == 52.25
    assert elections["orlan-2040"]["claims"] == [f"ferry-2040/c{number}" for number in (1, 2, 3, 4, 6)]
    assert elections["orlan-2040"]["disputes"] == ["orlan-2040-turnout"]


def test_source_tells_its_coverage_and_its_rights(site: Site) -> None:
    (source,) = site.data("sources")
    assert source["paragraphs"] == 7
    assert source["paragraphs_open"] == [5]
    assert source["words_quoted"] == 41
    assert source["share_quoted"] == 18.6
    assert source["rights"]["level"] == "excerpt"
    assert len(source["sha256"]) == 64


def test_texts_are_exported_as_they_are(corpus: Corpus) -> None:
    hostile = 'A "b" <c> & *d* \\ Ж 😀'
    corpus.edit("content/claims/ferry-2040.yml", lambda file: file["claims"]["c1"].update(text=hostile))
    row = next(row for row in corpus.rows("claims") if row["id"] == "ferry-2040/c1")
    assert row["text"] == hostile
    assert hostile.replace("\\", "\\\\").replace('"', '\\"') in corpus.pages()["data/claims.json"]


def test_empty_table_is_an_empty_array(corpus: Corpus) -> None:
    (corpus.root / "content" / "disputes.yml").unlink()
    assert corpus.rows("disputes") == []


def test_record_stands_on_a_line_of_its_own(corpus: Corpus) -> None:
    lines = corpus.pages()["data/claims.json"].splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", 8)


def test_elided_words_show_the_gap_and_other_brackets(corpus: Corpus) -> None:
    quote = "members could not [easily] follow the count […] a third of the stations"
    corpus.edit("content/claims/ferry-2040.yml", lambda file: file["claims"]["c4"].update(quote=quote))
    row = next(row for row in corpus.rows("claims") if row["id"] == "ferry-2040/c4")
    text = (ORLAN / "content" / "texts" / "ferry-2040.txt").read_bytes().decode()
    assert row["quote"] == quote
    assert [text[start:end] for start, end in row["segments"]] == [
        "members could not follow the count",
        "a third of the stations",
    ]
