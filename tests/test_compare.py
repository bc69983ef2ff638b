"""Elections side by side, and the timeline: in order, with absence shown and judgements given to their speakers."""

from pathlib import Path

import pytest

from tests.sites import Corpus, Element, copy_orlan

CLAIMS, ELECTION = "content/claims/ferry-2040.yml", "content/elections/orlan-2040.yml"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


def read_rows(table: Element) -> dict[str, list[str]]:
    rows = [[cell.text for cell in row.find_all("td", "th")] for row in table.find_all("tr")]
    return {row[0]: row[1:] for row in rows}


def test_facts_stand_side_by_side(corpus: Corpus) -> None:
    facts = read_rows(corpus.show("elections/compare.md").find_all("table")[0])
    assert facts["What"] == ["2040 early election"]
    assert facts["Timing"][0].endswith("early")
    assert "Mira Oss: 41.5 per cent, preliminary (The Ferry, paragraph 2)" in facts["Results"][0]
    assert "58.2 per cent, preliminary" in facts["Turnout"][0]
    assert facts["Number of candidates or lists"][0].endswith("not stated in these sources")


def test_judgement_names_who_judges(corpus: Corpus) -> None:
    judged = read_rows(corpus.show("elections/compare.md").find_all("table")[1])
    assert list(judged) == ["Aspect", "Counting"]
    assert judged["Counting"][0].endswith("negative: Lake Watch (The Ferry, paragraph 4)")


def test_timeline_is_in_the_order_of_time(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda record: record["claims"]["c2"].update(happened="../2039-02"))
    corpus.edit(CLAIMS, lambda record: record["claims"]["c3"].update(happened="2038~"))
    shown = corpus.show("timeline.md")
    assert [heading.text for heading in shown.find_all("h2")] == ["2036", "2038", "2039", "2040"]
    lines = [line.text for line in shown.find_all("li")]
    assert lines[0].startswith("Probably 2036: 2036 election (The Ferry")
    assert lines[1].startswith("About 2038: Mira Oss did not accept")
    assert lines[2].startswith("Until February 2039: Turnout was 58.2 per cent.")
    assert lines[3].startswith("6 May 2040: 2040 early election (The Ferry")


def test_timeline_of_an_actor_holds_what_concerns_it(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda record: record["claims"]["c3"].update(happened="2040-05-08"))
    assert "8 May 2040" in corpus.show("actors/mira-oss.md").text
    assert "8 May 2040" not in corpus.show("actors/tam-reel.md").text
