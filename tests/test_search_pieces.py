"""What the search page loads: pieces of bounded size, of which a change touches few."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports import search_js, search_pieces
from generator.exports.search_folding import split_folded
from generator.exports.search_js import export_search
from generator.exports.search_pieces import (
    Postings,
    cut_rows,
    cut_terms,
    group_rows,
    join_pieces,
    name_groups,
    write_cut,
    write_letters,
    write_number,
    write_pieces,
    write_terms,
)
from generator.interface import Interface
from tests.sites import Corpus, copy_orlan

TERMS = st.dictionaries(st.from_regex(r"[a-d0-9]{1,6}(-[a-d0-9]{1,3})?", fullmatch=True), st.text("x", max_size=30))


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut as if the fixture corpus were large."""
    monkeypatch.setattr(search_pieces, "SMALL", 0)
    monkeypatch.setattr(search_pieces, "TERMS", 100)
    monkeypatch.setattr(search_js, "_SIZE", 400)


def export(corpus: Corpus) -> Mapping[str, str]:
    return export_search(corpus.library(), [Interface("en", "en")])


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    return {path for path in {*one, *other} if one.get(path) != other.get(path)}


# --- Words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Toqaev Tokayev Токаев Тоқаев Tokaeff", ["tokaev"] * 4 + ["tokaefv"], id="one name"),
        pytest.param("Жаңаөзен Zhanaozen", ["janaozen", "janaozen"], id="Kazakh letters"),
        pytest.param("Nur-Sultan, d’Or 58.2 %", ["nur", "sultan", "dor", "58", "2"], id="signs and numbers"),
        pytest.param("Й й ё İ ſ", ["i", "i", "e", "i"], id="letters with marks"),
        pytest.param("  \u2028\n", [], id="nothing"),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert split_folded(text) == words


# --- Rows ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 64**3 - 1)))
def test_numbers_sort_as_texts(numbers: list[int]) -> None:
    assert sorted(write_number(one, 3) for one in numbers) == [write_number(one, 3) for one in sorted(numbers)]


def test_groups_have_names_of_their_own_that_sort_by_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_pieces, "_HASH_WIDTH", 1)
    orders = {f"source-{number}": "ab"[number % 2] for number in range(60)}
    names = name_groups(orders)
    assert len(set(names.values())) == 60
    assert all(names[one].startswith(order) for one, order in orders.items())
    assert names == name_groups(dict(reversed(orders.items())))


def test_rows_are_written_by_group() -> None:
    postings = Postings(1)
    for group, rows in (("b", (0, 400)), ("a", (1, 7))):
        postings.note(group, write_terms((row, ["turnout"]) for row in rows))
    # Of each group pairs: an offset in sixes, and which of the six. 400 is 4 behind 66 sixes, which are 63 and 3.
    assert postings.write() == {"turnout": "a-101 b-0z2F"}


def test_rows_of_each_letter_are_those_of_all() -> None:
    rows = [(0, ["turnout", "was", "told"]), (7, ["was", "58"])]
    assert write_letters(rows) == {"t": "turnout -0 told -0", "w": "was -001", "5": "58 01"}
    assert " ".join(write_letters(rows).values()) == "turnout -0 told -0 was -001 58 01"
    assert sorted(write_terms(rows).split()) == sorted(" ".join(write_letters(rows).values()).split())


def test_of_a_word_that_is_everywhere_the_first_groups_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_pieces, "MOST_ROWS", 12)
    postings = Postings(1)
    for group in "dacb":
        postings.note(group, write_terms([(0, ["election"]), (1, ["election", "day"])]))
    assert postings.write()["election"] == "+8 a-2 b-2 c-2"


@given(st.sets(st.tuples(st.sampled_from(["aaa", "abc", "zzz", "_x-"]), st.integers(0, 300)), max_size=60))
def test_every_row_lies_in_one_piece(rows: set[tuple[str, int]]) -> None:
    blocks = {
        (group, block): held
        for group in {group for group, _ in rows}
        for block, held in group_rows(sorted(row for one, row in rows if one == group))
    }
    count, pieces = cut_rows(blocks, 2000 * len(rows), 4000)
    laid = [(group, row) for held in pieces.values() for group, block in held for row in blocks[group, block]]
    assert sorted(laid) == sorted(rows)
    assert count.bit_count() == 1
    assert all(0 <= number < count for number in pieces)


# --- Terms --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("tiny")
def test_terms_are_cut_where_they_sort() -> None:
    terms = {f"{one}{two}": "x" * 20 for one in "abmz" for two in ("", "a", "ab", "-1", "9")}
    pieces = list(cut_terms(terms))
    assert [term for _, held in pieces for term in held] == sorted(terms)
    bounds = [start for start, _ in pieces]
    assert bounds == sorted(bounds)
    for (start, held), end in zip(pieces, [*bounds[1:], "~"], strict=True):
        assert all(start <= term < end for term in held)
        assert len(held) == 1 or sum(len(term) + 26 for term in held) <= 100


@given(TERMS, st.data())
def test_a_change_of_a_term_changes_no_other_piece(terms: dict[str, str], data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_pieces, "SMALL", 0)
        patch.setattr(search_pieces, "TERMS", 60)
        before = dict(cut_terms(terms))
        term = data.draw(st.sampled_from(sorted(terms) or ["a"]))
        after = dict(cut_terms({**terms, term: "xxx"}))
    starts = [start for start in {**before, **after} if before.get(start) != after.get(start)]
    touched = {one for start in starts for one in (*before.get(start, ()), *after.get(start, ()))}
    beside = {one for piece in before.values() if term in piece for one in piece}
    # Where a piece grows too large or becomes small enough, it is halved, or two are joined.
    assert len(touched - beside - {term}) <= 60 / 7


@given(TERMS, st.integers(40, 400))
def test_pieces_of_each_letter_are_joined_to_what_would_be_cut_at_once(terms: dict[str, str], coarse: int) -> None:
    pieces: list[str] = []
    for letter in sorted({term[0] for term in terms}):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search_pieces, "TERMS", 40)
            pieces += write_pieces({term: rows for term, rows in terms.items() if term[0] == letter})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_pieces, "COARSE", coarse)
        joined = list(join_pieces(pieces))
        # As if the part were large and had that limit.
        patch.setattr(search_pieces, "TERMS", coarse)
        assert [(start, json.loads(table) or {}) for start, table in joined] == list(cut_terms(terms))


def test_bounds_tell_how_many_letters_are_those_of_the_one_before() -> None:
    files, told = write_cut("names/words", [(start, '""') for start in ("", "elect", "election", "m")])
    assert list(files) == [
        *("search/names/words.js", "search/names/words-elect.js"),
        *("search/names/words-election.js", "search/names/words-m.js"),
    ]
    assert told == "- -elect 4ion -m"


# --- Exports ------------------------------------------------------------------------------------------------------


def test_a_small_corpus_has_few_pieces(corpus: Corpus) -> None:
    assert len(export(corpus)) == 8


@pytest.mark.usefixtures("tiny")
def test_a_claim_more_changes_few_pieces(corpus: Corpus) -> None:
    before = export(corpus)
    assert len(before) > 50
    path = "content/claims/ferry-2040.yml"

    def add(claims: dict[str, dict[str, dict[str, str]]]) -> None:
        claims["claims"]["c99"] = {**deepcopy(claims["claims"]["c2"]), "text": "Turnout was given."}

    corpus.edit(path, add)
    changed = differing(before, export(corpus))
    # One with its sentence, those with its words, and with the filters through which it passes.
    assert len([one for one in changed if "/rows-" in one]) == 1
    assert len(changed) < len(before) / 3
    assert not [one for one in changed if "/names/" in one or "filters" in one]


def test_of_a_word_in_too_many_rows_their_number_is_told(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_pieces, "MOST_ROWS", 3)
    text = export(corpus)["search/claims/choices.js"]
    kinds = dict(re.findall(r'"(kind-[a-z-]+)":"\+(\d+)"', text))
    claims = [linked.claim for linked in corpus.library().claims.values()]
    expected = Counter(f"kind-{claim.kind}" for claim in claims if not claim.withdrawn)
    assert {kind: int(told) for kind, told in kinds.items()} == expected


@pytest.mark.usefixtures("tiny")
def test_too_many_choices_are_left_to_what_is_found(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_js, "MOST_CHOICES", 0)
    filters = export(corpus)["search/filters.js"]
    assert '"elections":null' in filters
    assert '"sources":null' in filters
