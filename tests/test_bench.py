"""The parts of the benchmark that need no other generator."""

import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from bench.corpus import write_corpus
from bench.machine import read_pins
from bench.measure import count_files, find_heaviest, run_measured, weigh_folder
from bench.peers import copy_pages, for_all, for_hugo
from bench.plan import plan_corpus
from bench.plot import draw_plot
from bench.project import restore_folder
from bench.report import draw_report, write_report
from bench.results import (
    CannotMeasureError,
    Measure,
    Query,
    Results,
    Scale,
    read_results,
    take_middle,
    write_results,
)
from bench.scenarios import change_text, choose_actor
from bench.searches import choose_queries
from bench.sources import share_claims, write_ranges
from bench.stages import time_stages
from bench.targets import list_targets
from bench.words import invent_name, invent_word, make_lexicon, write_cyrillic
from bench.yaml_text import write_flow, write_yaml
from generator.lock import write_lock
from generator.output import Output
from generator.pipeline import check_project

MB = 2**20


def write_sound(root: Path, pages: int, seed: int = 1) -> None:
    """Write a corpus with its lock."""
    write_corpus(root, pages, seed)
    library, _, problems = check_project(root, is_strict=False)
    assert library is not None
    assert list(map(str, problems)) == []
    (root / "content" / "evidence.lock").write_text(write_lock(library.evidence), encoding="utf-8")


def measure_of(cpu: float, memory: int = 100) -> Measure:
    return Measure(wall=cpu, cpu=cpu, memory=memory * MB, files=3, bytes=MB)


def results_of(**runs: Measure) -> Results:
    """Make results of one size, with names whose dashes are underscores."""
    facts = {"pages": 10_007, "claims": 7_000, "sources": 200, "bytes of content": MB, "bytes of Markdown": MB}
    scale = Scale(10_000, facts, {name.replace("_", "-"): [run] for name, run in runs.items()})
    return Results(
        "2026-11-22", {"cores": "2", "memory": "24 GB", "system": "Linux", "disk": "ext4"}, {"Hugo": "0.168.0"}, [scale]
    )


def read_files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# --- The corpus ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pages", [100, 400])
def test_a_corpus_is_sound_and_as_large_as_was_asked(tmp_path: Path, pages: int) -> None:
    write_sound(tmp_path, pages)
    library, content, problems = check_project(tmp_path)
    assert library is not None
    assert problems == ()
    made = [path for path in Output(library, content).files if path.endswith(".md")]
    assert abs(len(made) - pages) <= pages * 0.06


def test_a_seed_gives_the_same_corpus_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_corpus(tmp_path / name, 100, seed)
    assert read_files(tmp_path / "one") == read_files(tmp_path / "same")
    assert read_files(tmp_path / "one") != read_files(tmp_path / "other")


def test_most_claims_are_of_few_actors(tmp_path: Path) -> None:
    write_sound(tmp_path, 400)
    library, _, _ = check_project(tmp_path)
    assert library is not None
    counts = sorted((len(claims) for claims in library.by_speaker.values()), reverse=True)
    assert sum(counts[: len(counts) // 3]) > sum(counts) / 2


@pytest.mark.parametrize("pages", [100, 1_000, 10_000, 100_000])
def test_sources_share_all_claims(pages: int) -> None:
    plan = plan_corpus(pages, 1)
    shares = share_claims(plan)
    assert (sum(shares), len(shares)) == (plan.claims, plan.sources)
    assert min(shares) >= 16


def test_no_name_is_another_or_a_word_of_the_texts() -> None:
    names = [invent_name(number) for number in range(20_000)]
    words = make_lexicon().words
    assert len(set(names)) == len(names)
    assert len(set(words)) == len(words)
    assert not {name.lower() for name in names} & set(words)
    assert len(invent_word(3, 2)) >= 4


def test_names_are_written_in_cyrillic_letters() -> None:
    assert write_cyrillic("Yadra Vok") == "Йадра Вок"


@pytest.mark.parametrize(("numbers", "text"), [([], ""), ([4], "4"), ([1, 2, 3], "1-3"), ([1, 3, 4, 7], "1, 3-4, 7")])
def test_paragraphs_are_written_as_ranges(numbers: list[int], text: str) -> None:
    assert write_ranges(numbers) == text


@pytest.mark.parametrize("value", ["plain words", "a: b", "a, b", "[x]", 'says "no"', "it's", "- x", "# x", "Йок"])
def test_a_text_comes_back_from_yaml(value: str) -> None:
    assert yaml.safe_load(write_yaml({"a": value, "b": [value], "c": [{"d": value, "e": [value]}]})) == {
        "a": value,
        "b": [value],
        "c": [{"d": value, "e": [value]}],
    }


def test_yaml_is_written_as_maintainers_do() -> None:
    record = {"type": "person", "roles": [{"role": "chair", "claim": "a/c1"}], "counts": {"x": {"percent": 1.5}}}
    assert write_yaml(record) == (
        "type: person\nroles:\n  - {role: chair, claim: a/c1}\ncounts:\n  x: {percent: 1.5}\n"
    )
    assert write_flow({"flag": True}) == "{flag: true}"


# --- Measuring ----------------------------------------------------------------------------------------------------


def run(tmp_path: Path, code: str, limit: float = 60) -> Measure:
    return run_measured([sys.executable, "-c", code], tmp_path, {}, tmp_path / "log.txt", limit)


def test_a_command_is_measured_with_all_that_it_starts(tmp_path: Path) -> None:
    child = "b = bytearray(120_000_000); sum(range(3_000_000)); import time; time.sleep(0.2)"
    measure = run(tmp_path, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])")
    assert measure.memory > 110 * MB
    assert measure.cpu > 0.02
    assert measure.wall > 0.2


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(CannotMeasureError, match=r"gave exit code 1: (?s:.*)no such luck"):
        run(tmp_path, "raise SystemExit('no such luck')")


def test_a_command_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(CannotMeasureError, match="was stopped after 0 seconds"):
        run(tmp_path, "import time; time.sleep(30)", limit=0.1)


def test_a_folder_is_weighed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_text("four", encoding="utf-8")
    (tmp_path / "c.txt").write_text("five!", encoding="utf-8")
    assert weigh_folder(tmp_path) == (2, 9)
    assert count_files(tmp_path, ".md") == 1
    assert weigh_folder(tmp_path / "none") == (0, 0)


def test_the_heaviest_page_of_each_folder_is_found(tmp_path: Path) -> None:
    for path, size in (("index.html", 3), ("404.html", 2), ("a/index.html", 5), ("a/b/c.html", 7), ("a/x.css", 9)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x" * size, encoding="utf-8")
    assert find_heaviest(tmp_path) == {"": 3, "a/": 7}


def test_the_middle_is_taken_of_each_value() -> None:
    runs = [Measure(1, 9, 5, 1, 1), Measure(2, 8, 4, 1, 1), Measure(3, 7, 60, 1, 1)]
    assert take_middle(runs) == Measure(2, 8, 5, 1, 1)


def test_stages_are_timed(tmp_path: Path) -> None:
    write_sound(tmp_path, 100)
    spent = time_stages(tmp_path)
    assert list(spent)[:3] == ["load", "validate", "anchor"]
    assert spent["render"] > 0


def test_pins_are_read() -> None:
    assert read_pins("# x\nhugo==0.168.0 \\\n    --hash=sha256:00\ntomli==2 ; python_version < '3'\n") == {
        "hugo": "0.168.0",
        "tomli": "2",
    }


# --- Changes ------------------------------------------------------------------------------------------------------

CLAIMS = """elections: [vote]
claims:
  c1:
    kind: figure
    text: One was said.
    quote: text was here
    about: [mira, tam]
  c2:
    speaker: mira
    text: Two was said.
    about: [mira]
"""


def test_the_sentence_of_one_claim_is_changed() -> None:
    assert change_text(CLAIMS, "c2", "anew") == CLAIMS.replace("Two was said.", "Two was said anew.")


def test_a_claim_that_is_not_there_is_not_changed() -> None:
    with pytest.raises(CannotMeasureError, match="there is no claim c3 to change"):
        change_text(CLAIMS, "c3", "anew")


def test_a_busy_actor_is_chosen() -> None:
    assert choose_actor([CLAIMS]) == "mira"


def test_only_what_was_changed_is_restored(tmp_path: Path) -> None:
    kept, live = tmp_path / "kept", tmp_path / "live"
    for folder in (kept, live):
        folder.mkdir()
        (folder / "same").write_text("same", encoding="utf-8")
    (kept / "gone").write_text("gone", encoding="utf-8")
    (live / "new").write_text("new", encoding="utf-8")
    before = (live / "same").stat().st_mtime_ns
    restore_folder(kept, live)
    assert read_files(live) == read_files(kept)
    assert (live / "same").stat().st_mtime_ns == before


# --- Other generators ---------------------------------------------------------------------------------------------

PAGE = '---\ntitle: "A"\ntemplate: "search.html"\n---\n\n# A {: #top .sentence }\n\nIt says {: so }.\n'


def test_others_get_no_template_of_ours() -> None:
    assert for_all("a.md", PAGE, False) == ("a.md", PAGE.replace('template: "search.html"\n', ""))


@pytest.mark.parametrize(
    ("path", "has_folder", "name"),
    [
        ("index.md", False, "_index.md"),
        ("actors/index.md", True, "actors/_index.md"),
        ("timeline.md", True, "timeline/_index.md"),
        ("timeline.md", False, "timeline.md"),
        ("actors/mira.md", True, "actors/mira.md"),
    ],
)
def test_hugo_gets_its_own_names_and_attributes(path: str, has_folder: bool, name: str) -> None:  # noqa: FBT001
    found, text = for_hugo(path, PAGE, has_folder)
    assert found == name
    assert "# A {#top .sentence }\n\nIt says {: so }." in text
    assert ('folder: "/"' in text) == (name == "timeline/_index.md")


def test_all_pages_are_copied(tmp_path: Path) -> None:
    (tmp_path / "pages" / "timeline").mkdir(parents=True)
    for name in ("timeline.md", "timeline/2.md"):
        (tmp_path / "pages" / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages" / "data.json").write_text("{}", encoding="utf-8")
    copy_pages(tmp_path / "pages", tmp_path / "copy", for_hugo)
    assert sorted(read_files(tmp_path / "copy")) == ["timeline/2.md", "timeline/_index.md"]


# --- What is told -------------------------------------------------------------------------------------------------


def test_targets_are_met_or_missed() -> None:
    results = results_of(
        full=measure_of(11, 30),
        publish=measure_of(5, 20),
        hugo_links=measure_of(10, 240),
        mkdocs=measure_of(60),
        unchanged=measure_of(0.5),
        claim=measure_of(1.5),
    )
    small = Scale(1_000, {}, {"unchanged": [measure_of(0.2)], "claim": [measure_of(1)]})
    results.scales.append(small)
    assert [(target.measured, target.verdict) for target in list_targets(results)] == [
        ("5.0 s to 10.0 s, which is 1/2.0", "met"),
        ("5.0 s to 60.0 s, which is 1/12.0", "met"),
        ("11.0 s to 10.0 s, which is 1.1 times", "**missed**"),
        ("20.0 MB to 240.0 MB, which is 1/12.0", "met"),
        ("30.0 MB to 240.0 MB, which is 1/8.0", "met"),
        ("0.50 s", "met"),
        ("0.50 s to 0.20 s, which is 2.5 times", "**missed**"),
        ("1.50 s", "**missed**"),
        ("1.50 s to 1.00 s, which is 1.5 times", "met"),
    ]


def test_targets_that_were_not_measured_say_so() -> None:
    assert {target.verdict for target in list_targets(results_of())} == {"not measured"}


def test_the_page_has_a_row_for_each_contender_and_says_what_is_missing() -> None:
    results = results_of(full=measure_of(4), hugo_links=measure_of(2), mkdocs=measure_of(40))
    results.scales[0].failures["zensical"] = "gave exit code 1: where\nno module in /a/b/c.py"
    page = write_report(results)
    assert "| As Reported, full build (YAML to `site/`) | 4.00 | 4.00 | 100 | 1.0 | 3 | 2.00 | 0.10 | 1 |" in page
    assert "* Zensical: no module in c.py\n" in page
    assert "10,007 pages (1.0 MB of Markdown) from 1.00 MB of content; claims: 7,000, sources: 200." in page


def test_results_come_back_from_json(tmp_path: Path) -> None:
    results = results_of(full=measure_of(4), publish=replace(measure_of(1), memory=7))
    results.scales[0].queries = [Query("a b", 9, 40, 20)]
    write_results(results, tmp_path / "new" / "results.json")
    assert read_results(tmp_path / "new" / "results.json") == results


def test_searches_have_a_row_for_each_size() -> None:
    results = results_of(full=measure_of(4))
    assert "## Searches" not in write_report(results)
    results.scales[0].queries = [Query("a b", 9, 40 * 1024, 20 * 1024), Query("b c", 11, 80 * 1024, 30 * 1024)]
    results.scales[0].queries += [Query("c d", 10, 60 * 1024, 24 * 1024)]
    assert "\n| 10,000 pages | 3 | 10 | 11 | 60 | 80 | 24 | 30 |\n" in write_report(results)


def test_heaviest_pages_have_a_column_for_each_size() -> None:
    results = results_of(full=measure_of(4))
    assert "## Heaviest pages" not in write_report(results)
    results.scales[0].heaviest = {"": 10 * 1024, "actors/": 61 * 1024}
    results.scales.append(Scale(100_000, heaviest={"": 10 * 1024, "actors/": 62 * 1024, "topics/": 70 * 1024}))
    page = write_report(results)
    assert "\n|  | 10,000 pages | 100,000 pages |\n|---|---:|---:|\n| `topics/` | – | 70 |\n" in page
    assert "\n| `actors/` | 61 | 62 |\n| beside these | 10 | 10 |\n" in page


def test_queries_are_a_name_with_a_word_and_two_words() -> None:
    claims = "claims:\n  c1:\n    text: Trizalis Faforol said of Rotudrek that naso piza deniso.\n    quote: x\n"
    assert list(choose_queries([claims])) == ["Rotudrek deniso", "naso piza"]
    assert len(list(choose_queries([claims] * 100))) == 24
    assert list(choose_queries(["claims: {}\n"])) == []


def test_missing_results_are_told(tmp_path: Path) -> None:
    with pytest.raises(CannotMeasureError, match=r"there is no results\.json yet"):
        read_results(tmp_path / "results.json")


def test_the_picture_has_a_line_for_each_contender_that_was_measured() -> None:
    picture = ET.fromstring(draw_report(results_of(full=measure_of(4), mkdocs=measure_of(40))))  # noqa: S314
    assert len(picture.findall("{*}polyline")) == 2


def test_names_in_the_picture_do_not_stand_on_one_another() -> None:
    points = [(100.0, 1.0), (1_000.0, 10.0)]
    picture = ET.fromstring(draw_plot("T < U", {"a": points, "b": points, "c": [], "d": points}))  # noqa: S314
    names = {text.text: float(text.get("y", "")) for text in picture.findall("{*}text")}
    heights = sorted(names[name] for name in ("a", "b", "d"))
    assert min(after - before for before, after in pairwise(heights)) >= 15
    assert "c" not in names


def test_a_run_in_which_nothing_could_be_measured_is_told_too() -> None:
    results = results_of()
    results.scales[0].failures["full"] = "the time was up"
    assert "* As Reported, full build (YAML to `site/`): the time was up" in write_report(results)
    assert ET.fromstring(draw_report(results)).findall("{*}polyline") == []  # noqa: S314
