"""What is looked for in the texts is what the records say, no more and no less."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import structs

from generator.evidence import Anchor
from generator.load import TextFile, load_content
from generator.memo import Memo
from generator.misses import MOST_COMPARED
from generator.model import Corpus
from generator.problems import Problem
from generator.validate import validate_content
from generator.verify import Findings, find_evidence, list_quoted
from tests.helpers import Project, show

FILES = {
    "content/corpus.yml": "title: Gull Island\nlanguages: [en]\nclaim_kinds: {figure: a number is given}\n",
    "content/actors.yml": (
        "tern:\n"
        "  type: person\n"
        "  name: Ada Tern\n"
        "  names:\n"
        "    - {name: Tern, lang: en, only_at: [gull/2, heron/1]}\n"
        "    - {name: Auntie, lang: en, finding_aid: true}\n"
        "    - {name: Mrs Tern, lang: en, printed_in: [gull]}\n"
        "post: {type: organization, name: The Post}\n"
        "crane:\n"
        "  type: person\n"
        "  name: Mo Crane\n"
        "  names:\n"
        "    - {name: Mo Crane, lang: en, only_at: [heron/2]}\n"
    ),
    "content/texts/gull.txt": (
        "Mrs Tern won the seat in the bay.\n\nTern had nine votes and Auntie six of them in the bay.\n\n"
        "A tern is a bird. Tern again, wrote The Post.\n"
    ),
    "content/texts/heron.txt": (
        "Tern of the north won by nine votes, said Mo Crane.\n\nAda Tern met Mo Crane in the bay, and in the bay.\n"
    ),
    "content/claims/gull.yml": (
        "claims:\n"
        "  c1: {kind: figure, text: She had nine., quote: Tern had nine votes}\n"
        "  c2: {kind: figure, text: She won., quote: won the seat}\n"
    ),
    "content/claims/heron.yml": "claims:\n  c1: {kind: figure, text: By nine., quote: won by nine votes}\n",
}
SOURCE = (
    "title: A page\ntype: webpage\npublisher: post\ndate: 2040-05-07\ndate_basis: printed\nlanguage: en\n"
    "rights: {level: excerpt, statement: 'http://rightsstatements.org/vocab/InC/1.0/', basis: quotation}\n"
    "sections: [{kind: body, paragraphs: 1-3}]\n"
)


@pytest.fixture
def island(tmp_path: Path) -> Project:
    """Give a corpus of two sources, which a test may spoil."""
    project = Project(tmp_path)
    for path, text in FILES.items():
        project.write(path, text)
    project.write("content/sources/gull.yml", SOURCE)
    project.write("content/sources/heron.yml", SOURCE.replace("1-3", "1-2"))
    return project


def read(project: Project) -> tuple[Corpus, Mapping[str, TextFile]]:
    content, _ = load_content(project.root)
    corpus, _ = validate_content(content)
    assert corpus is not None
    return corpus, content.texts


def look(project: Project, memo: Memo | None = None) -> Findings:
    return find_evidence(*read(project), memo)


def failures(findings: Findings) -> dict[str, str]:
    return {ref: problem.code for ref, problem in findings.failures.items()}


def notices(findings: Findings, code: str) -> list[Problem]:
    return [problem for problem in findings.notices if problem.code == code]


def test_each_quotation_is_found_in_its_own_source(island: Project) -> None:
    found = look(island)
    assert {ref: anchor.words for ref, anchor in found.evidence.anchors.items()} == {
        "gull/c1": "Tern had nine votes",
        "gull/c2": "won the seat",
        "heron/c1": "won by nine votes",
    }
    assert found.failures == {}
    assert {source: reading.paragraph_words for source, reading in found.evidence.readings.items()} == {
        "gull": (8, 12, 10),
        "heron": (11, 12),
    }


def test_an_anchor_begins_with_its_first_segment_and_ends_with_its_last() -> None:
    anchor = Anchor("", ((3, 9), (12, 20)), (1,), ((0, 1),), ("a", "b"), "a")
    assert (anchor.start, anchor.end) == (3, 20)


def test_quotations_that_fail_are_told_each_by_its_kind(island: Project) -> None:
    island.edit("content/claims/gull.yml", "quote: won the seat", "quote: in the bay")
    island.edit("content/claims/gull.yml", "quote: Tern had nine votes", "quote: Tern had ten votes")
    island.edit("content/claims/heron.yml", "quote: won by nine votes", "quote: won the seat in the bay")
    assert failures(look(island)) == {
        "gull/c1": "paraphrase",
        "gull/c2": "quote-ambiguous",
        "heron/c1": "found-in-other-source",
    }


def test_every_quotation_that_fails_is_told_however_many_there_are(island: Project) -> None:
    lost = "".join(
        f"  c{number}: {{kind: figure, text: Lost., quote: no such words {number}}}\n" for number in range(9)
    )
    island.write("content/claims/gull.yml", f"claims:\n{lost}")
    assert set(failures(look(island))) == {f"gull/c{number}" for number in range(9)}


def test_a_text_without_a_sound_source_is_not_looked_into(island: Project) -> None:
    corpus, texts = read(island)
    found = find_evidence(corpus, {**texts, "stray": texts["gull"]})
    assert set(found.evidence.readings) == {"gull", "heron"}
    assert found.evidence == find_evidence(corpus, texts).evidence


def test_claims_of_a_text_that_is_away_are_neither_found_nor_missing(island: Project) -> None:
    (island.root / "content/texts/heron.txt").unlink()
    found = look(island)
    assert set(found.evidence.anchors) == {"gull/c1", "gull/c2"}
    assert found.failures == {}
    assert notices(found, "spelling-unsourced") == []


WITHDRAWN = "{date: 2041-01-01, reason: a mistake}"


@pytest.mark.parametrize(
    ("path", "old", "new", "left"),
    [
        pytest.param(
            "content/sources/gull.yml",
            "title: A page",
            f"withdrawn: {WITHDRAWN}\ntitle: A page",
            ["heron/c1"],
            id="a source that is withdrawn",
        ),
        pytest.param(
            "content/claims/gull.yml",
            "quote: won the seat",
            f"quote: won the seat, withdrawn: {WITHDRAWN}",
            ["gull/c1", "heron/c1"],
            id="a claim that is withdrawn",
        ),
        pytest.param(
            "content/sources/gull.yml",
            "language: en",
            "language: [wrong]",
            ["heron/c1"],
            id="a source that is unsound",
        ),
    ],
)
def test_what_is_not_published_is_not_quoted(island: Project, path: str, old: str, new: str, left: list[str]) -> None:
    island.edit(path, old, new)
    corpus, texts = read(island)
    assert [f"{name}/{key}" for name, keys in list_quoted(corpus).items() for key in keys] == left
    assert list(find_evidence(corpus, texts).evidence.anchors) == left


def test_spellings_are_found_where_their_records_let_them(island: Project) -> None:
    found = look(island).evidence.mentions
    assert {actor: mentions.found for actor, mentions in found.items()} == {
        # Tern stands in the third paragraph of gull as well, and Auntie in the second.
        "tern": {"gull": {"Mrs Tern": (1,), "Tern": (2,)}, "heron": {"Tern": (1,), "Ada Tern": (2,)}},
        "post": {"gull": {"The Post": (3,)}},
        "crane": {"heron": {"Mo Crane": (2,)}},
    }


def test_a_limit_counts_in_its_own_source_only(island: Project) -> None:
    island.edit("content/actors.yml", "only_at: [gull/2, heron/1]", "only_at: [gull/3]")
    mentions = look(island).evidence.mentions["tern"].found
    assert mentions == {"gull": {"Mrs Tern": (1,), "Tern": (3,)}, "heron": {"Ada Tern": (2,)}}
    island.edit("content/actors.yml", "only_at: [gull/3]", "only_at: [gull/1]")
    mentions = look(island).evidence.mentions["tern"].found
    assert mentions == {"gull": {"Mrs Tern": (1,)}, "heron": {"Ada Tern": (2,)}}


def test_the_name_itself_counts_everywhere_unless_a_record_of_it_limits_it(island: Project) -> None:
    island.edit("content/actors.yml", "name: Mo Crane, lang: en, only_at: [heron/2]", "name: Mo Crane, lang: en")
    assert look(island).evidence.mentions["crane"].found == {"heron": {"Mo Crane": (1, 2)}}


def test_the_name_itself_is_limited_in_the_sources_that_are_listed_only(island: Project) -> None:
    island.edit("content/texts/gull.txt", "wrote The Post.", "wrote Mo Crane in The Post.")
    assert look(island).evidence.mentions["crane"].found == {"gull": {"Mo Crane": (3,)}, "heron": {"Mo Crane": (2,)}}
    island.edit("content/actors.yml", "only_at: [heron/2]", "only_at: [gull/1]")
    assert look(island).evidence.mentions["crane"].found == {"heron": {"Mo Crane": (1, 2)}}


def test_spellings_stand_in_the_order_of_their_records(island: Project) -> None:
    assert list(look(island).evidence.mentions["tern"].found["heron"]) == ["Ada Tern", "Tern"]


def test_a_quotation_beyond_what_there_is_time_to_compare_is_told_without_its_reason(island: Project) -> None:
    island.edit("content/claims/gull.yml", "quote: won the seat", "quote: won no seat")
    memo = Memo()
    corpus, texts = read(island)
    assert failures(find_evidence(corpus, texts, memo)) == {"gull/c2": "paraphrase"}
    # What was looked up under a digest is remembered, so that this text is only counted.
    long = structs.replace(texts["gull"], raw="x" * (MOST_COMPARED + 1))
    assert failures(find_evidence(corpus, {**texts, "gull": long}, memo)) == {"gull/c2": "quote-unexplained"}


@pytest.mark.parametrize(
    ("record", "code", "message"),
    [
        pytest.param(
            "name: Terns, lang: en, printed_in: [heron]", "name-not-printed", "found no 'Terns' in heron", id="nowhere"
        ),
        pytest.param("name: Mrs Tern, lang: en, printed_in: [heron]", "name-not-printed", "in heron", id="elsewhere"),
        pytest.param("name: Terns, lang: en", "spelling-unsourced", "found 'Terns'", id="without a source"),
        pytest.param(
            "name: Terns, lang: en, finding_aid: true, printed_in: [heron]", "", "", id="an aid with a source"
        ),
        pytest.param("name: Terns, lang: en, finding_aid: true", "", "", id="an aid"),
        pytest.param("name: Mrs Tern, lang: en", "", "", id="printed"),
    ],
)
def test_a_spelling_is_printed_or_a_finding_aid(island: Project, record: str, code: str, message: str) -> None:
    island.edit("content/actors.yml", "name: Mrs Tern, lang: en, printed_in: [gull]", record)
    told = [problem for problem in look(island).notices if problem.code.startswith(("name-", "spelling-"))]
    assert [problem.code for problem in told] == ([code] if code else [])
    assert all(message in problem.message for problem in told)


def test_a_spelling_that_nothing_prints_is_told_with_its_cure(island: Project) -> None:
    island.edit("content/actors.yml", "name: Mrs Tern, lang: en, printed_in: [gull]", "name: Terns, lang: en")
    assert show(notices(look(island), "spelling-unsourced")) == (
        "content/actors.yml:7:7: warning: a spelling must be printed in a source or be marked as a finding aid, "
        "found 'Terns' [spelling-unsourced]\n  hint: add finding_aid: true"
    )


def test_what_was_looked_up_before_is_not_looked_up_again(island: Project) -> None:
    memo = Memo()
    corpus, texts = read(island)
    before = find_evidence(corpus, texts, memo)
    # The same digest stands for the same text, so that another one under it is not read.
    changed = {name: structs.replace(text, raw="") for name, text in texts.items()}
    assert find_evidence(corpus, changed, memo).evidence == before.evidence
    assert find_evidence(corpus, changed).evidence != before.evidence


def test_another_quote_or_another_spelling_is_looked_up_afresh(island: Project) -> None:
    memo = Memo()
    look(island, memo)
    island.edit("content/claims/gull.yml", "quote: won the seat", "quote: won the seat in the bay")
    assert look(island, memo).evidence.anchors["gull/c2"].words == "won the seat in the bay"
    island.edit("content/actors.yml", "name: The Post", "name: Post")
    assert look(island, memo).evidence.mentions["post"].found == {"gull": {"Post": (3,)}}
    assert look(island, memo) == look(island)
