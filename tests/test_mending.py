"""`asreported fix`: repairs that can't change the sense, shown first, written only where they cure."""

import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.cli import main
from generator.load import Content, load_content
from generator.lock import write_lock
from generator.mending.mend import is_better, mend_content
from generator.mending.quote_repairs import keep_likes, keep_lines
from generator.pipeline import check_content
from generator.problems import has_errors
from generator.publish import rewrite_files
from generator.quoting.folding import DOUBLE_MARKS, HYPHENS, LONG_DASHES, SINGLE_MARKS
from generator.unified_diff import show_diff
from generator.yaml_edit import Unwritable, replace_scalar
from tests.helpers import LOCK, ORLAN, Project, parse

CLAIMS = "content/claims/ferry-2040.yml"
ELECTION = "content/elections/orlan-2040.yml"
GULL = "content/claims/gull-2040.yml"
TEXT = "content/texts/ferry-2040.txt"
Run = Callable[..., Result]

DIFF = f"""\
--- a/{CLAIMS}
+++ b/{CLAIMS}
@@ -21,7 +21,7 @@
     to: the-ferry
     kind: denial
     text: Mira Oss did not accept the turnout that the Board gave.
-    quote: We do notaccept that figure
+    quote: We do not accept that figure
     about: [board]
     stance: opposes
     topics: [turnout]
"""


@pytest.fixture
def run(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(orlan.root)
    return lambda *arguments: CliRunner().invoke(main, ["fix", *arguments], catch_exceptions=False)


@pytest.fixture
def damaged(orlan: Project) -> Project:
    orlan.edit(CLAIMS, "We do not accept that", "We do notaccept that")
    return orlan


def add_gull(project: Project) -> None:
    """Add a second source, with a claim file of its own."""
    source = project.read("content/sources/ferry-2040.yml")
    head = source[: source.index("sections:")]
    project.write("content/sources/gull-2040.yml", head + "sections: [{kind: body, paragraphs: '1', reason: short}]\n")
    project.write(
        "content/texts/gull-2040.txt",
        "The gulls said nothing of it. The harbour slept through the evening. "
        "Lamps were lit along the quay at nine, and the boats that had been out since noon came home with what they "
        "had, which was little, so that the market opened late the next day and closed early, to the cats' sorrow.\n",
    )
    project.write(
        GULL,
        "elections: [orlan-2040]\nclaims:\n  g1:\n    kind: event\n    text: The gulls were quiet.\n"
        "    quote: The gulls said nothing of it\n    topics: [results]\n# the end\n",
    )
    project.relock()


def test_a_sound_corpus_needs_no_repair(run: Run, orlan: Project) -> None:
    before = orlan.read(CLAIMS)
    result = run("--apply")
    assert (result.exit_code, result.output) == (0, "")
    assert orlan.read(CLAIMS) == before


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_repair_is_shown_as_a_diff_and_not_written(run: Run, damaged: Project, options: tuple[str, ...]) -> None:
    before = damaged.read(CLAIMS)
    result = run(*options)
    assert (result.exit_code, result.stdout, result.stderr) == (1, DIFF, "")
    assert damaged.read(CLAIMS) == before


def test_apply_writes_it_and_then_there_is_nothing_to_do(run: Run, damaged: Project) -> None:
    result = run("--apply")
    assert (result.exit_code, result.stdout) == (0, DIFF)
    assert damaged.read(CLAIMS) == (ORLAN / CLAIMS).read_text(encoding="utf-8")
    assert not damaged.errors()
    assert run("--apply").output == ""


def test_git_takes_the_diff(run: Run, damaged: Project) -> None:
    damaged.write(
        ELECTION, damaged.read(ELECTION).rstrip("\n").replace("timing: ferry-2040/c1", "timing: ferry-2040#c1")
    )
    subprocess.run(["git", "apply", "-"], input=run().stdout.encode(), cwd=damaged.root, check=True)
    assert not damaged.errors()


def test_apply_and_dry_run_exclude_each_other(run: Run) -> None:
    assert run("--apply", "--dry-run").exit_code == 2


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param(ELECTION, "timing: ferry-2040/c1", "timing: Ferry_2040/C01", id="capitals, underscore, zero"),
        pytest.param(ELECTION, "timing: ferry-2040/c1", "timing: claims/ferry-2040.yml#c1", id="a path"),
        pytest.param(ELECTION, "timing: ferry-2040/c1", "timing: sources/ferry-2040/#c1", id="an address"),
        pytest.param("content/disputes.yml", "[ferry-2040/c2]", "[ferry-2040 / c2]", id="white space"),
        pytest.param("content/actors/mira-oss.yml", "name: Oss, lang: en, printed_in: [ferry-2040]",
                     "name: Oss, lang: en, printed_in: [ferry-2040.txt]", id="a file's ending"),
    ],
)  # fmt: skip
def test_a_reference_in_another_form(run: Run, orlan: Project, path: str, old: str, new: str) -> None:
    before = orlan.read(path)
    orlan.edit(path, old, new)
    assert orlan.errors()
    assert run("--apply").exit_code == 0
    assert orlan.read(path) == before


def test_a_similar_reference_is_another_one(run: Run, orlan: Project) -> None:
    orlan.edit(ELECTION, "timing: ferry-2040/c1", "timing: ferry-2041/c1")
    result = run("--apply")
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_form_that_fits_two_claims_is_left(run: Run, orlan: Project) -> None:
    orlan.edit(CLAIMS, "  c6:\n", "  c06:\n")
    orlan.edit(CLAIMS, "  c5:\n", "  c6:\n")
    orlan.edit(ELECTION, "timing: ferry-2040/c1", "timing: ferry-2040/c006")
    assert run("--apply").stdout == ""


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        pytest.param("turnout at 58.2 per cent", "turnout at 58. 2 per cent", "makes other numbers", id="a number"),
        pytest.param("could not follow", "couldnot follow", "makes or unmakes a negation", id="a negation"),
    ],
)
def test_what_could_change_the_sense_is_left(run: Run, orlan: Project, old: str, new: str, advice: str) -> None:
    """The lock would vouch for the form that was verified; here it has never heard of the claim."""
    lines = orlan.read(LOCK).splitlines(keepends=True)
    orlan.write(LOCK, "".join(line for line in lines if '"claim"' not in line))
    orlan.edit(CLAIMS, old, new)
    result = run("--apply")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{CLAIMS}:" in result.stderr
    assert advice in result.stderr


def test_a_paragraph_break_that_a_plain_text_cannot_hold_is_left(run: Run, orlan: Project) -> None:
    orlan.edit(CLAIMS, "We do not accept that figure", "and nothing else. PORT ORLAN")
    orlan.edit(TEXT, "PORT ORLAN", "There was snow and nothing else.\n\nPORT ORLAN")
    result = run("--apply")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "a plain text can't hold its paragraph break; write a block (|) with a blank line" in result.stderr


def test_a_byte_order_mark_and_crlf_stay(run: Run, damaged: Project) -> None:
    text = damaged.read(CLAIMS).replace("\n", "\r\n")
    damaged.write(CLAIMS, f"\ufeff{text}")
    assert run("--apply").exit_code == 0
    assert damaged.read(CLAIMS) == f"\ufeff{text.replace('notaccept', 'not accept')}"


def test_a_quote_is_brought_back_to_what_the_lock_vouches_for(run: Run, orlan: Project) -> None:
    orlan.edit(CLAIMS, "turnout at 58.2 per cent", "turnout at\u00a058.2 per cent")
    assert "lock-stale" in orlan.errors()[0]
    assert run("--apply").exit_code == 0
    assert not orlan.errors()


def test_where_the_lock_is_behind_it_says_what_to_run(run: Run, orlan: Project) -> None:
    orlan.edit(CLAIMS, "turnout at 58.2 per cent", "turnout at 58.2")
    result = run("--apply")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{LOCK}:1:1: an entry is behind: run `asreported lock`, and review what it changes\n"


def test_without_the_texts_quotes_are_left(run: Run, damaged: Project) -> None:
    damaged.remove_texts()
    assert run("--apply").stdout == ""


def test_a_file_that_was_changed_meanwhile_is_left(damaged: Project) -> None:
    content, _ = load_content(damaged.root)
    mended = mend_content(content)
    damaged.edit(CLAIMS, "elections: [orlan-2040]\nclaims", "# mine\nelections: [orlan-2040]\nclaims")
    assert rewrite_files(damaged.root, content.files, mended.files) == (CLAIMS,)
    assert "notaccept" in damaged.read(CLAIMS)


def test_a_broken_file_gives_no_traceback(run: Run, damaged: Project) -> None:
    damaged.write("content/topics.yml", "a: [\n")
    before = damaged.read(CLAIMS)
    assert run().exit_code == 1
    assert damaged.read(CLAIMS) == before


def test_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["fix"], catch_exceptions=False).exit_code == 1


# --- moving a claim -------------------------------------------------------------------------------------------------


@pytest.fixture
def misplaced(orlan: Project) -> Project:
    add_gull(orlan)
    orlan.edit(CLAIMS, "We do not accept that figure", "slept through the evening")
    return orlan


def test_a_misplaced_claim_is_named_with_the_command_that_moves_it(run: Run, misplaced: Project) -> None:
    result = run("--apply")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{CLAIMS}:24:12: the quote of ferry-2040/c3 stands in gull-2040 only: "
        "`asreported fix --move ferry-2040/c3` shows the move\n"
    )
    assert misplaced.read(CLAIMS)


def test_a_move_takes_the_claim_and_what_refers_to_it(run: Run, misplaced: Project) -> None:
    before = {path: misplaced.read(path) for path in (CLAIMS, GULL, "content/disputes.yml")}
    shown = run("--move", "ferry-2040/c3")
    assert misplaced.read(CLAIMS) == before[CLAIMS]
    moved = run("--move", "ferry-2040/c3", "--apply")
    assert moved.stdout == shown.stdout
    block = before[CLAIMS][before[CLAIMS].index("  c3:\n") : before[CLAIMS].index("  c4:\n")]
    assert misplaced.read(CLAIMS) == before[CLAIMS].replace(block, "")
    gull = before[GULL]
    assert misplaced.read(GULL) == gull.replace("# the end\n", f"{block}# the end\n")
    disputes = before["content/disputes.yml"]
    assert misplaced.read("content/disputes.yml") == disputes.replace("ferry-2040/c3", "gull-2040/c3")
    misplaced.relock()
    assert not misplaced.errors()


@pytest.mark.parametrize(
    ("path", "old", "new", "reason"),
    [
        pytest.param(GULL, "  g1:", "  c3:", "gull-2040 has a c3 already", id="the key"),
        pytest.param(GULL, "[orlan-2040]", "[orlan-2036]", "takes elections from", id="defaults"),
        pytest.param(CLAIMS, "slept through the evening", "nowhere at all", "found none", id="the words"),
        pytest.param(CLAIMS, "slept through the evening", "nothing else", "not in their own", id="its own source"),
    ],
)  # fmt: skip
def test_a_move_that_needs_a_decision_is_refused(  # noqa: PLR0917 - a table has columns
    run: Run, misplaced: Project, path: str, old: str, new: str, reason: str
) -> None:
    misplaced.edit(path, old, new)
    before = misplaced.read(CLAIMS)
    result = run("--move", "ferry-2040/c3", "--apply")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("ferry-2040/c3 was left where it is: ")
    assert reason in result.stderr
    assert misplaced.read(CLAIMS) == before


def test_a_claim_that_is_not_there_is_not_moved(run: Run) -> None:
    assert "found no such ferry-2040/c99" in run("--move", "ferry-2040/c99").stderr


# --- laws -----------------------------------------------------------------------------------------------------------

PAGE = """\
The keeper—a quiet man—wrote “The lamp ‘never’ failed,” then rowed home.
Nine boats of the har\u00adbour passed the office at 6:15 and 1,200 people waved.

It was, as the old saying has it, “a ﬁne night for fish”… and for nobody else!
"""
QUOTES = [
    "a quiet man—wrote “The lamp ‘never’ failed,” then",
    "Nine boats of the harbour passed the office at 6:15",
    "office at 6:15 and 1,200 people waved",
    "as the old saying has it, “a fine night for fish”… and",
    "The keeper—a quiet man […] then rowed home",
    "boats of the [H]arbour passed the office [of the port] at 6:15",
]
STYLES = {
    "plain": lambda quote: quote,
    "single": lambda quote: "'" + quote.replace("'", "''") + "'",
    "double": lambda quote: '"' + quote.replace("\\", "\\\\").replace('"', '\\"') + '"',
    "literal": lambda quote: "|\n      " + quote,
    "folded": lambda quote: ">-\n      " + quote.replace(" ", "\n      ", 3).replace("\n      ", " ", 2),
}


@cache
def make_corpus(quote: str, style: str) -> Content:
    """Give a sound corpus of one claim, with its lock."""
    content, _ = load_content(ORLAN)
    files = {path: text for path, text in content.files.items() if "topics" in path or "corpus" in path}
    source = content.files["content/sources/ferry-2040.yml"]
    files["content/sources/ferry-2040.yml"] = source[: source.index("sections:")] + (
        "sections: [{kind: body, paragraphs: 1-2, reason: short}]\n"
    )
    files["content/actors.yml"] = "the-ferry: {type: organization, name: The Ferry}\n"
    files[CLAIMS] = (
        "# Claims of a fictional lamp.\nclaims:\n  c1: # the only one\n    kind: event\n    text: It was so.\n"
        f"    quote: {STYLES[style](quote)}\n    topics: [results]   # kept\n"
    )
    texts = {"ferry-2040": replace(content.texts["ferry-2040"], raw=PAGE)}
    files["content/corpus.yml"] = re.sub(r"(?m)^languages:.*$", "languages: [en]", files["content/corpus.yml"])
    # Without catalogues a check takes a tenth of the time.
    bare = replace(content, files=files, texts=texts, lock=None, catalogues={})
    library, _ = check_content(bare, is_strict=False)
    assert library is not None
    return replace(bare, lock=write_lock(library.evidence))


@st.composite
def damage(draw: st.DrawFn, quote: str) -> str:
    """Do to a quote what word processors and hasty hands do, but nothing that could be meant."""
    spoilt = ""
    for number, char in enumerate(quote):
        before, after = quote[number - 1 : number], quote[number + 1 : number + 2]
        is_inside = quote.rfind("[", 0, number) > quote.rfind("]", 0, number)
        is_near_bracket = is_inside or bool({"[", "]", "…"} & {before, char, after})
        is_near_digit = any(near.isdigit() for near in (before, char, after))
        choices = [char]
        if char in DOUBLE_MARKS or (char in SINGLE_MARKS and not (before.isalpha() and after.isalpha())):
            choices += ['"', "'", "“", "”", "«", "‚"]
        elif char in HYPHENS + LONG_DASHES:
            choices += ["-", "–", " — ", "--", " - "]
        elif char == " " and not is_near_bracket:
            choices += ["\u00a0", "  ", "\u2009", " \u00ad"] + ([""] if not is_near_digit else [])
        elif char.isalpha() and after.isalpha() and not is_near_bracket:
            choices += [f"{char}\u00ad", f"{char}\u200b"]
        elif char == "…" and before != "[":
            choices += ["..."]
        spoilt += draw(st.sampled_from(choices)) if draw(st.integers(0, 3)) == 0 else char
    return spoilt.replace("fi", "ﬁ") if draw(st.booleans()) else spoilt


@given(st.sampled_from(QUOTES), st.sampled_from(sorted(STYLES)), st.data())
@settings(max_examples=100, deadline=None)
def test_typographic_damage_is_undone_within_the_scalar(quote: str, style: str, data: st.DataObject) -> None:
    sound = make_corpus(quote, style)
    assert not has_errors(check_content(sound)[1])
    node = parse(sound.files[CLAIMS]).at("claims", "c1", "quote")
    whole = str(node.value)
    spoilt = whole.replace(quote, data.draw(damage(quote)))
    try:
        text = replace_scalar(sound.files[CLAIMS], replace(node.place, path=CLAIMS), spoilt)
    except Unwritable:
        return
    damaged = replace(sound, files={**sound.files, CLAIMS: text})
    mended = mend_content(damaged)
    assert not has_errors(mended.problems), (spoilt, list(map(str, mended.advice)))
    assert set(mended.files) <= {CLAIMS}
    after = mended.files.get(CLAIMS, text)
    first, last = text.index("    quote:"), text.index("    topics:")
    assert after.startswith(text[:first])
    assert after.endswith(text[last:])
    assert mend_content(replace(damaged, files={**damaged.files, CLAIMS: after})).files == {}


@given(
    st.text(st.sampled_from("ab '\"—\n\u00a0"), max_size=30), st.text(st.sampled_from("ab '\"—\n\u00a0"), max_size=30)
)
def test_what_is_kept_of_the_old_form_never_adds_letters(written: str, printed: str) -> None:
    for keep in (keep_lines, keep_likes):
        merged = keep(written, printed)
        assert [char for char in merged if char in "ab"] == [char for char in printed if char in "ab"]


@given(st.text(st.sampled_from("ab\n\r\u2028"), max_size=40), st.text(st.sampled_from("ab\n\r\u2028"), max_size=40))
def test_a_diff_leads_from_the_one_text_to_the_other(old: str, new: str) -> None:
    shown = show_diff({"a.yml": old}, {"a.yml": new})
    assert bool(shown) == (old != new)
    assert shown.endswith("\n") or not shown


FILES = [path for path in load_content(ORLAN)[0].files if path.endswith(".yml")]


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_file_repairs_add_no_error(file: str, data: st.DataObject) -> None:
    whole, _ = load_content(ORLAN)
    text = whole.files[file]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 8)))
    new = data.draw(st.text(st.sampled_from("\n :-[]{}'\"#&*|>ab1é\x00/_"), max_size=4))
    spoilt = replace(whole, files={**whole.files, file: text[:start] + new + text[end:]})
    before = check_content(spoilt)[1]
    mended = mend_content(spoilt)
    assert len(mended.problems) <= len(before) or mended.files
    if mended.files:
        assert is_better(before, mended.problems)
        fresh = replace(spoilt, files={**spoilt.files, **mended.files})
        assert not mend_content(fresh).files
