"""With the texts everything is verified afresh; without them the lock vouches, or the build stops."""

import pytest

from generator.load import load_content
from generator.lock import read_lock
from generator.pipeline import make_lock, make_output
from generator.problems import InvalidContent, has_errors
from generator.validate import validate_content
from generator.verify import find_evidence
from generator.vouch import settle_evidence
from tests.helpers import LOCK, Project

CLAIMS = "content/claims/ferry-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
TEXT = "content/texts/ferry-2040.txt"
MIRA = "content/actors/mira-oss.yml"
TAM = "content/actors/tam-reel.yml"
RELOCK = "\n  hint: run `asreported lock` where the texts are, and review what it changes"
PARAPHRASE = "a quote must stand in the source word for word"


@pytest.mark.parametrize("has_texts", [True, False], ids=["with the texts", "without them"])
def test_the_fixture_has_no_error(orlan: Project, *, has_texts: bool) -> None:
    if not has_texts:
        orlan.remove_texts()
    assert orlan.errors() == []


def test_both_kinds_of_build_give_the_same(orlan: Project) -> None:
    library, pages = orlan.library(), make_output(orlan.root)[0].make_all()
    orlan.remove_texts()
    again = orlan.library()
    assert again.evidence == library.evidence
    assert again.coverage == library.coverage
    assert list(again.claims) == list(library.claims)
    assert make_output(orlan.root)[0].make_all() == pages
    assert len(pages) > 20


def test_one_letter_of_a_quote_gives_one_error(orlan: Project) -> None:
    orlan.edit(CLAIMS, "turnout at 58.2", "turnoot at 58.2")
    assert orlan.errors() == [
        (
            f"{CLAIMS}:17:12: error: quote of ferry-2040/c2 must stand once in source ferry-2040, found 0 "
            f"times: {PARAPHRASE}"
            ": you wrote “turnoot at”, the source has “turnout at” [paraphrase]\n"
            "  you wrote : turnoot at 58.2 per cent\n"
            "  source p2 : turnout at 58.2 per cent\n"
            "                   ^\n"
            "  hint: did you mean 'turnout at 58.2 per cent'?"
        )
    ]


def test_one_digit_of_a_quote_gives_one_error(orlan: Project) -> None:
    orlan.edit(CLAIMS, "quote: Reel had 52.25", "quote: Reel had 52.26")
    assert orlan.errors() == [
        (
            f"{CLAIMS}:8:12: error: quote of ferry-2040/c1 must stand once in source ferry-2040, found 0 "
            f"times: a quote must "
            "give the source's numbers: you wrote “52.26 per”, the source has “52.25 per” [number-differs]\n"
            "  you wrote : Reel had 52.26 per cent and Oss 41.5\n"
            "  source p2 : Reel had 52.25 per cent and Oss 41.5\n"
            "                           ^\n"
            "  hint: did you mean 'Reel had 52.25 per cent and Oss 41.5'?"
        )
    ]


def test_a_quote_that_is_not_found_leaves_no_paragraph_without_claim(orlan: Project) -> None:
    before = orlan.warnings("paragraph-without-claim")
    assert len(before) == 1
    orlan.edit(CLAIMS, "We do not accept that figure", "We do not accept this figure")
    assert len(orlan.errors()) == 1
    assert orlan.warnings("paragraph-without-claim") == []


def test_one_letter_of_a_text_gives_one_error_that_names_every_claim(orlan: Project) -> None:
    orlan.edit(TEXT, "Reel had 52.25", "Real had 52.25")
    assert orlan.errors() == [
        (
            f"{SOURCE}:1:1: error: the text of ferry-2040 must be the one that was verified (SHA-256 795f0b08c575…), "
            "found another (87f4698e1f24…) [source-changed]\n"
            "  claims on it: c1, c2, c3, c4, c5, c6\n"
            "  words no longer found: c1\n"
            "  hint: restore the text; or check these claims against the new one and run `asreported lock`"
        )
    ]


def test_a_letter_outside_all_quotes_changes_the_text_too(orlan: Project) -> None:
    orlan.edit(TEXT, "slow and friendly", "slow and fiendly")
    (error,) = orlan.errors()
    assert "[source-changed]\n  claims on it: c1, c2, c3, c4, c5, c6\n  words no longer found: none\n" in error


def test_a_line_end_changes_the_text_and_a_new_lock_takes_it(orlan: Project) -> None:
    orlan.write(TEXT, orlan.read(TEXT).replace("\n", "\r\n"))
    assert [error.split("[")[1].split("]")[0] for error in orlan.errors()] == ["source-changed"]
    before = orlan.read(LOCK)
    orlan.relock()
    assert orlan.errors() == []
    assert orlan.read(LOCK) != before


def test_a_quote_that_was_wrong_before_is_told_besides_a_changed_text(orlan: Project) -> None:
    orlan.edit(TEXT, "slow and friendly", "slow and fiendly")
    orlan.edit(CLAIMS, "turnout at 58.2", "turnout at 59.2")
    assert [error.rsplit("[", 1)[1].split("]")[0] for error in orlan.errors()] == ["number-differs", "source-changed"]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        pytest.param(
            CLAIMS,
            "turnout at 58.2 per cent",
            "turnout at 58.2",
            f"{CLAIMS}:17:12: error: the lock must hold what was found for ferry-2040/c2, found another quotation "
            f"[lock-stale]{RELOCK}",
            id="another quotation that the text has",
        ),
        pytest.param(
            CLAIMS,
            "  c6:",
            "  c7:",
            f"{CLAIMS}:44:12: error: the lock must hold what was found for ferry-2040/c7, found no entry "
            f"[lock-stale]{RELOCK}",
            id="a new claim",
        ),
        pytest.param(
            LOCK,
            '"segments": [[196, 220]]',
            '"segments": [[196, 221]]',
            f"{CLAIMS}:17:12: error: the lock must hold what was found for ferry-2040/c2, found another place "
            f"[lock-stale]{RELOCK}",
            id="an entry with another place",
        ),
        pytest.param(
            LOCK,
            '"words": "turnout at 58.2 per cent"',
            '"words": "turnout at 68.2 per cent"',
            f"{CLAIMS}:17:12: error: the lock must hold what was found for ferry-2040/c2, found another place "
            f"[lock-stale]{RELOCK}",
            id="an entry with other words",
        ),
        pytest.param(
            LOCK,
            "9, 42, 55",
            "9, 43, 55",
            f"{SOURCE}:1:1: error: the lock must hold what was read off ferry-2040, found another reading "
            f"[lock-stale]{RELOCK}",
            id="an entry with other numbers of words",
        ),
        pytest.param(
            TAM,
            "{name: Reel, lang: en}",
            "{name: Reel had, lang: en}",
            f"{TAM}:1:1: error: the lock must hold the mentions of tam-reel, found those of other spellings or texts "
            f"[lock-stale]{RELOCK}",
            id="another spelling",
        ),
        pytest.param(
            LOCK,
            '{"Reel": [1, 2]}',
            '{"Reel": [1]}',
            f"{TAM}:1:1: error: the lock must hold the mentions of tam-reel, found those of other spellings or texts "
            f"[lock-stale]{RELOCK}",
            id="an entry with other mentions",
        ),
        pytest.param(
            LOCK,
            '{"actor": "board"',
            '{"actor": "boart"',
            f"content/actors.yml:2:1: error: the lock must hold the mentions of board, found none "
            f"[lock-stale]{RELOCK}\n"
            f"{LOCK}:1:1: error: the lock must hold entries of the content only, found boart [lock-stale]{RELOCK}",
            id="an entry of another actor",
        ),
        pytest.param(
            LOCK,
            '{"source": "ferry-2040", "sha256',
            '{"source": "swan", "sha256": "", "words": []}\n{"source": "gull", "sha256": "", "words": []}\n'
            '{"actor": "auk", "spellings": "", "found": {}}\n{"source": "ferry-2040", "sha256',
            f"{LOCK}:1:1: error: the lock must hold entries of the content only, found auk, gull, swan "
            f"[lock-stale]{RELOCK}",
            id="entries that are left over",
        ),
        pytest.param(
            LOCK,
            '{"source": "ferry-2040", "sha256',
            '{"source": "gull", "sha256": "", "words": []}\n{"source": "ferry-2040", "sha256',
            f"{LOCK}:1:1: error: the lock must hold entries of the content only, found gull [lock-stale]{RELOCK}",
            id="an entry that is left over",
        ),
    ],
)
def test_a_stale_lock(orlan: Project, path: str, old: str, new: str, expected: str) -> None:
    orlan.edit(path, old, new)
    assert "\n".join(orlan.errors()) == expected
    assert [problem for problem in orlan.check(is_strict=False) if problem.severity == "error"] == []
    orlan.relock()
    assert orlan.errors() == []


def test_a_claim_that_is_gone_leaves_an_entry_over(orlan: Project) -> None:
    text = orlan.read(CLAIMS)
    orlan.write(CLAIMS, text[: text.index("  c6:")])
    assert orlan.errors() == [
        f"{LOCK}:1:1: error: the lock must hold entries of the content only, found ferry-2040/c6 [lock-stale]{RELOCK}"
    ]


def test_that_the_lock_is_stale_is_told_only_where_nothing_else_is_wrong(orlan: Project) -> None:
    orlan.edit(LOCK, "9, 42, 55", "9, 43, 55")
    orlan.edit(CLAIMS, "turnout at 58.2 per cent", "turnout at 58.2")
    orlan.edit(CLAIMS, "speaker: lake-watch", "speaker: lake-wotch")
    assert [error.rsplit("[", 1)[1].split("]")[0] for error in orlan.errors()] == ["unknown-id"]


def test_no_lock_where_the_texts_are(orlan: Project) -> None:
    (orlan.root / LOCK).unlink()
    assert not has_errors(orlan.check(is_strict=False))
    assert orlan.errors() == [
        (
            f"{LOCK}:1:1: error: what was found in the texts must be written down in a lock, found none "
            f"[lock-missing]\n"
            "  hint: run `asreported lock`"
        )
    ]


def test_neither_lock_nor_text(orlan: Project) -> None:
    (orlan.root / LOCK).unlink()
    orlan.remove_texts()
    assert orlan.errors() == [
        (
            f"{SOURCE}:1:1: error: the text of ferry-2040 must lie on this machine or be vouched for by the lock, "
            "found neither [source-missing]\n"
            "  hint: put the text into content/texts/ (or set ASREPORTED_TEXTS) and run `asreported lock`"
        )
    ]


def test_an_empty_lock_vouches_for_nothing(orlan: Project) -> None:
    orlan.write(LOCK, "")
    orlan.remove_texts()
    assert [error.rsplit("[", 1)[1].split("]")[0] for error in orlan.errors()] == ["source-missing"]


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        (CLAIMS, "turnout at 58.2 per cent", "turnout at 58.2", "another quotation"),
        (CLAIMS, "quote: turnout at 58.2", "prefix: put\n    quote: turnout at 58.2", "another quotation"),
        (LOCK, '"claim": "ferry-2040/c2"', '"claim": "ferry-2040/c20"', "no entry"),
    ],
    ids=["another quote", "another prefix", "no entry"],
)
def test_without_the_text_an_unknown_quote_is_refused(
    orlan: Project, path: str, old: str, new: str, found: str
) -> None:
    orlan.remove_texts()
    orlan.edit(path, old, new)
    line = 18 if "prefix" in new else 17
    assert orlan.errors() == [
        (
            f"{CLAIMS}:{line}:12: error: the lock must vouch for the quotation of ferry-2040/c2 while its "
            f"text is away, "
            f"found {found} [lock-missing-entry]{RELOCK}"
        )
    ]


def test_without_the_text_another_spelling_is_refused(orlan: Project) -> None:
    orlan.remove_texts()
    orlan.edit(TAM, "name: Reel,", "name: Real,")
    assert orlan.errors() == [
        (
            f"{TAM}:1:1: error: the lock must hold the mentions of tam-reel, found those of other spellings or texts "
            f"[lock-stale]{RELOCK}"
        )
    ]


def test_what_is_not_shown_of_a_claim_may_change_without_the_text(orlan: Project) -> None:
    orlan.remove_texts()
    orlan.edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: The turnout was 58.2 per cent.")
    assert orlan.errors() == []


def test_one_text_at_hand_and_one_away(orlan: Project) -> None:
    for path in (CLAIMS, SOURCE, TEXT):
        text = orlan.read(path).replace("ferry-2040/", "gull-2040/").replace("The Ferry.", "The Gull.")
        orlan.write(path.replace("ferry", "gull"), text)
    orlan.relock()
    assert orlan.errors() == []
    library = orlan.library()
    (orlan.root / TEXT).unlink()
    assert orlan.errors() == []
    assert orlan.library().evidence == library.evidence
    assert set(library.evidence.mentions["the-ferry"].found) == {"ferry-2040"}
    assert make_lock(orlan.root)[0] == orlan.read(LOCK)


def test_a_withdrawn_claim_needs_no_words(orlan: Project) -> None:
    orlan.edit(
        CLAIMS, "quote: there will be another vote", "quote: x\n    withdrawn: {date: 2040-06-01, reason: a mistake}"
    )
    orlan.relock()
    assert orlan.errors() == []
    assert "ferry-2040/c6" not in orlan.read(LOCK)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "paragraphs: 2-5",
            "paragraphs: 2-4",
            f"{SOURCE}:11:3: error: every paragraph must be in a section, found 5 of 7 in none "
            "[paragraph-unassigned]\n  hint: add them to a section",
            id="in none",
        ),
        pytest.param(
            "paragraphs: 2-5",
            "paragraphs: 2-6",
            f"{SOURCE}:13:35: error: a paragraph must be in one section, found 6 also in line 12 [paragraph-twice]\n"
            "  hint: correct the numbers",
            id="in two",
        ),
        pytest.param(
            "paragraphs: '7'",
            "paragraphs: 7-9",
            f"{SOURCE}:14:48: error: paragraphs must lie within the text's 7, found 8, 9 [paragraph-unknown]\n"
            "  hint: correct the numbers",
            id="beyond the text",
        ),
        pytest.param(
            "paragraphs: '7'",
            "paragraphs: '7, 10-90'",
            f"{SOURCE}:14:48: error: paragraphs must lie within the text's 7, found 10, 11, 12, 13, 14, 15, 16, 17, "
            "18, 19, 20, 21 … [paragraph-unknown]\n  hint: correct the numbers",
            id="far beyond the text",
        ),
    ],
)
@pytest.mark.parametrize("has_texts", [True, False], ids=["with the texts", "without them"])
def test_paragraphs_and_sections(orlan: Project, old: str, new: str, expected: str, *, has_texts: bool) -> None:
    if not has_texts:
        orlan.remove_texts()
    orlan.edit(SOURCE, old, new)
    assert orlan.errors() == [expected]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CLAIMS, "turnout at 58.2", "turnoot at 58.2"),
        (CLAIMS, "speaker: lake-watch", "speaker: lake-wotch"),
        (TAM, "type: person", "type: persn"),
        (SOURCE, "title:", "titel:"),
    ],
)
def test_no_lock_is_made_where_anything_is_wrong(orlan: Project, path: str, old: str, new: str) -> None:
    orlan.edit(path, old, new)
    with pytest.raises(InvalidContent) as caught:
        make_lock(orlan.root)
    assert len([problem for problem in caught.value.problems if problem.severity == "error"]) == 1


def test_a_spelling_stands_in_the_source_that_is_said_to_print_it(orlan: Project) -> None:
    orlan.edit(MIRA, "name: Myra Oss", "name: Mira Os")
    assert orlan.errors() == [
        (
            f"{MIRA}:6:56: error: a spelling must stand in each source of printed_in, found no 'Mira Os' in "
            "ferry-2040 [name-not-printed]\n  hint: copy the spelling from the source, or correct printed_in"
        )
    ]


def test_a_spelling_outside_its_paragraphs_is_not_printed(orlan: Project) -> None:
    orlan.edit(MIRA, "{name: Oss, lang: en", "{name: Oss, lang: en, only_at: [ferry-2040/3]")
    assert [error.rsplit("[", 1)[1].split("]")[0] for error in orlan.errors()] == ["name-not-printed"]
    orlan.edit(MIRA, "[ferry-2040/3]", "['ferry-2040/1, 2']")
    assert [error.split("[lock-stale]")[0] for error in orlan.errors()] == [
        f"{MIRA}:1:1: error: the lock must hold the mentions of mira-oss, found those of other spellings or texts "
    ]


def test_a_spelling_that_no_source_prints_is_a_finding_aid(orlan: Project) -> None:
    orlan.edit(MIRA, "finding_aid: true, note", "note")
    orlan.relock()
    assert (
        f"{MIRA}:7:5: warning: a spelling must be printed in a source or be marked as a finding aid, found 'Мира Осс' "
        in ("".join(orlan.warnings("spelling-unsourced")))
    )


def test_no_lock_is_made_of_spellings_that_were_never_looked_for(orlan: Project) -> None:
    orlan.remove_texts()
    orlan.edit(TAM, "name: Reel,", "name: Real,")
    orlan.edit("content/actors.yml", "reader-quill:", "gull: {type: group, name: The gulls}\nreader-quill:")
    with pytest.raises(InvalidContent) as caught:
        make_lock(orlan.root)
    message = "error: the lock must vouch for the spellings of {} while a text is away, found other ones"
    assert [str(problem) for problem in caught.value.problems if problem.severity == "error"] == [
        f"content/actors.yml:5:1: {message.format('gull')} [lock-missing-entry]{RELOCK}",
        f"{TAM}:1:1: {message.format('tam-reel')} [lock-missing-entry]{RELOCK}",
    ]


def double_source(orlan: Project) -> None:
    """Add a second source with the same text and claims."""
    for path in (CLAIMS, SOURCE, TEXT):
        orlan.write(path.replace("ferry-2040", "gull-2040"), orlan.read(path).replace("ferry-2040/", "gull-2040/"))
    orlan.relock()
    assert orlan.errors() == []


def test_a_source_that_the_lock_does_not_know_is_told_by_what_it_lacks(orlan: Project) -> None:
    entry = next(line for line in orlan.read(LOCK).splitlines() if line.startswith('{"source": "ferry-2040"'))
    orlan.edit(LOCK, entry, "")
    assert orlan.errors() == [
        f"{SOURCE}:1:1: error: the lock must hold what was read off ferry-2040, found no entry [lock-stale]{RELOCK}"
    ]


def test_changed_texts_are_told_in_the_order_of_their_sources_each_with_what_it_lost(orlan: Project) -> None:
    double_source(orlan)
    orlan.edit(TEXT, "Reel had 52.25 per cent and Oss 41.5", "Real had 52.26 per cent and Oss 41.6")
    orlan.edit(TEXT, "turnout at 58.2", "turnout at 58.3")
    orlan.edit(TEXT.replace("ferry", "gull"), "slow and friendly", "slow and fiendly")
    errors = orlan.errors()
    assert [error.partition(" must ")[0] for error in errors] == [
        f"{SOURCE}:1:1: error: the text of ferry-2040",
        f"{SOURCE.replace('ferry', 'gull')}:1:1: error: the text of gull-2040",
    ]
    assert "claims on it: c1, c2, c3, c4, c5, c6\n  words no longer found: c1, c2\n" in errors[0]
    assert "words no longer found: none\n" in errors[1]


def test_a_changed_text_without_claims_says_so(orlan: Project) -> None:
    double_source(orlan)
    (orlan.root / CLAIMS.replace("ferry", "gull")).unlink()
    orlan.edit(TEXT.replace("ferry", "gull"), "slow and friendly", "slow and fiendly")
    (error,) = [error for error in orlan.errors() if "[source-changed]" in error]
    assert "  claims on it: none\n  words no longer found: none\n" in error


def test_a_new_lock_keeps_what_it_knows_of_a_text_that_is_away(orlan: Project) -> None:
    """Even where another text changed: its quotations are found afresh, the others are vouched for."""
    double_source(orlan)
    orlan.edit(TEXT.replace("ferry", "gull"), "slow and friendly", "slow and fiendly")
    (orlan.root / TEXT).unlink()
    before = {line for line in orlan.read(LOCK).splitlines() if '"claim": "ferry-2040/' in line}
    orlan.relock()
    after = {line for line in orlan.read(LOCK).splitlines() if '"claim": "ferry-2040/' in line}
    assert after == before
    assert len(after) == 6
    assert orlan.errors() == []


def test_mentions_of_other_spellings_are_not_taken_from_the_lock(orlan: Project) -> None:
    double_source(orlan)
    (orlan.root / TEXT).unlink()
    orlan.edit(TAM, "name: Reel,", "name: Tam,")
    with pytest.raises(InvalidContent) as caught:
        make_lock(orlan.root)
    assert [problem.code for problem in caught.value.problems if problem.severity == "error"] == ["lock-missing-entry"]


def test_where_there_is_no_lock_that_is_all_that_is_told_of_it(orlan: Project) -> None:
    content, _ = load_content(orlan.root)
    corpus, _ = validate_content(content)
    assert corpus is not None
    _, problems = settle_evidence(corpus, find_evidence(corpus, content.texts), None)
    assert [problem.code for problem in problems if problem.severity == "error"] == ["lock-missing"]


def test_sources_come_in_the_order_of_their_ids_and_not_of_their_files(orlan: Project) -> None:
    second = SOURCE.replace("ferry-2040", "ferry-2040-b")
    assert second < SOURCE
    for path in (CLAIMS, SOURCE, TEXT):
        orlan.write(
            path.replace("ferry-2040", "ferry-2040-b"), orlan.read(path).replace("ferry-2040/", "ferry-2040-b/")
        )
    lock, _ = read_lock(orlan.relock())
    for path in (TEXT, TEXT.replace("ferry-2040", "ferry-2040-b")):
        orlan.edit(path, "slow and friendly", "slow and fiendly")
    content, _ = load_content(orlan.root)
    corpus, _ = validate_content(content)
    assert corpus is not None
    evidence, problems = settle_evidence(corpus, find_evidence(corpus, content.texts), lock)
    assert list(evidence.readings) == ["ferry-2040", "ferry-2040-b"]
    assert [problem.place.path for problem in problems if problem.code == "source-changed"] == [SOURCE, second]


def test_mentions_of_other_spellings_are_shown_nowhere(orlan: Project) -> None:
    lock, _ = read_lock(orlan.read(LOCK))
    orlan.remove_texts()
    orlan.edit(TAM, "name: Reel,", "name: Tam,")
    corpus, _ = validate_content(load_content(orlan.root)[0])
    assert corpus is not None
    evidence, _ = settle_evidence(corpus, find_evidence(corpus, {}), lock, is_strict=False)
    assert lock.mentions["tam-reel"].found
    assert evidence.mentions["tam-reel"].found == {}
    assert evidence.mentions["mira-oss"] == lock.mentions["mira-oss"]


def test_mentions_in_a_source_that_is_gone_are_dropped(orlan: Project) -> None:
    double_source(orlan)
    for path in (CLAIMS, SOURCE, TEXT):
        (orlan.root / path.replace("ferry", "gull")).unlink()
    orlan.relock()
    assert "gull-2040" not in orlan.read(LOCK)
    assert orlan.errors() == []


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ("7, 8-18", "8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18"),
        ("7, 8-19", "8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19"),
        ("7, 8-20", "8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 …"),
    ],
    ids=["eleven", "twelve", "thirteen"],
)
def test_a_dozen_of_numbers_is_told(orlan: Project, numbers: str, shown: str) -> None:
    orlan.edit(SOURCE, "paragraphs: '7'", f"paragraphs: '{numbers}'")
    (error,) = orlan.errors()
    assert f"paragraphs must lie within the text's 7, found {shown} [paragraph-unknown]" in error


@pytest.mark.parametrize(("kept", "lacking"), [("2-7", "1"), ("1-6", "7")], ids=["the first", "the last"])
def test_the_first_and_the_last_paragraph_must_be_in_a_section(orlan: Project, kept: str, lacking: str) -> None:
    text = orlan.read(SOURCE)
    orlan.write(SOURCE, text[: text.index("sections:")] + f"sections: [{{kind: body, paragraphs: {kept}}}]\n")
    (error,) = [error for error in orlan.errors() if "paragraph-unassigned" in error]
    assert error == (
        f"{SOURCE}:10:11: error: every paragraph must be in a section, found {lacking} of 7 in none "
        "[paragraph-unassigned]\n  hint: add them to a section"
    )
