"""The table of slips: one mistake each, made in a copy of tests/orlan, with the one problem that it must give."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from tests.helpers import Project

ACTORS = "content/actors.yml"
CLAIMS = "content/claims/ferry-2040.yml"
CORPUS = "content/corpus.yml"
DISPUTES = "content/disputes.yml"
LOCK = "content/evidence.lock"
METHOD = "content/pages/method.md"
MIRA = "content/actors/mira-oss.yml"
TAM = "content/actors/tam-reel.yml"
VOTE = "content/elections/orlan-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
TEXT = "content/texts/ferry-2040.txt"
TOPICS = "content/topics.yml"
TIDE = "content/claims/tide-2040.yml"
C2 = """  c2:
    speaker: board
    kind: figure
    text: Turnout was 58.2 per cent.
    quote: turnout at 58.2 per cent
    topics: [turnout]
"""

Spoil = Callable[[Project], object]


@dataclass(frozen=True)
class Slip:
    """A mistake, and what must be said of it."""

    name: str
    spoil: Spoil
    problem: str
    """Place and code, such as `content/actors.yml:2:1 duplicate-key`."""


def edit(path: str, old: str, new: str) -> Spoil:
    return lambda project: project.edit(path, old, new)


def drop(path: str, beginning: str) -> Spoil:
    """Take out the line that begins so."""

    def spoil(project: Project) -> None:
        lines = project.read(path).splitlines(keepends=True)
        project.write(path, "".join(line for line in lines if not line.startswith(beginning)))

    return spoil


def write(path: str, text: str | bytes) -> Spoil:
    return lambda project: _write(project, path, text.encode() if isinstance(text, str) else text)


def recode(path: str, old: str, new: bytes) -> Spoil:
    """Replace what stands once in a file by bytes that need be no text."""
    return lambda project: _write(project, path, project.read(path).encode().replace(old.encode(), new, 1))


def save(path: str, encoding: str) -> Spoil:
    """Save a file in another encoding."""
    return lambda project: _write(project, path, project.read(path).encode(encoding))


def move(path: str, target: str) -> Spoil:
    return lambda project: (project.root / path).rename(project.root / target)


def remove(path: str) -> Spoil:
    return lambda project: (project.root / path).unlink()


def replace(path: str, make: Callable[[Project], object]) -> Spoil:
    """Put something else in the place of a file."""

    def spoil(project: Project) -> None:
        (project.root / path).unlink()
        make(project)

    return spoil


def link(path: str, target: str) -> Spoil:
    return replace(path, lambda project: (project.root / path).symlink_to(target))


def add_tide(project: Project) -> None:
    """Add a second source with a claim of its own."""
    source = project.read(SOURCE).partition("sections:")[0]
    project.write("content/sources/tide-2040.yml", source + "sections: [{kind: body, paragraphs: '1'}]\n")
    project.write(
        "content/texts/tide-2040.txt",
        "Ice stopped the boats on Monday, and nobody voted on the skerries until the wind had turned.\n",
    )
    project.write(
        TIDE,
        "claims:\n  t1:\n    kind: event\n    text: Ice stopped the boats.\n"
        "    quote: Ice stopped the boats\n    topics: [results]\n",
    )
    project.relock()


def misfile(project: Project) -> None:
    add_tide(project)
    project.edit(TIDE, "Ice stopped the boats\n", "turnout at 58.2 per cent\n")


def _write(project: Project, path: str, content: bytes) -> None:
    (project.root / path).parent.mkdir(parents=True, exist_ok=True)
    (project.root / path).write_bytes(content)


def _anchor_and_alias(project: Project) -> None:
    project.edit(CLAIMS, "[turnout]\n  c3", "&t [turnout]\n  c3")
    project.edit(CLAIMS, "[observation]", "*t")


def _conflict_lock(project: Project) -> None:
    project.write(LOCK, "<<<<<<< HEAD\n" + project.read(LOCK))


def _link_folder(project: Project) -> None:
    (project.root / "content" / "actors").rename(project.root / "elsewhere")
    (project.root / "content" / "actors").symlink_to(project.root / "elsewhere")


def _lose_text(project: Project) -> None:
    (project.root / TEXT).rename(project.root / "content" / "texts" / "fery-2040.txt")
    (project.root / LOCK).unlink()


_NAMES = (
    Slip(
        "an actor's id with a typo",
        edit(CLAIMS, "lake-watch", "lake-wotch"),
        "content/claims/ferry-2040.yml:29:14 unknown-id",
    ),
    Slip(
        "a topic's id with a typo",
        edit(CLAIMS, "[observation]", "[observaton]"),
        "content/claims/ferry-2040.yml:34:14 unknown-id",
    ),
    Slip(
        "an election's id with a typo",
        edit(CLAIMS, "[orlan-2040]", "[orlan-2041]"),
        "content/claims/ferry-2040.yml:1:13 unknown-id",
    ),
    Slip(
        "a claim's key that is none",
        edit(DISPUTES, "ferry-2040/c2", "ferry-2040/c22"),
        "content/disputes.yml:5:39 unknown-id",
    ),
    Slip(
        "a claim's source with a typo",
        edit(DISPUTES, "ferry-2040/c2", "fery-2040/c2"),
        "content/disputes.yml:5:39 unknown-id",
    ),
    Slip("a claim without its source", edit(DISPUTES, "ferry-2040/c2", "c2"), "content/disputes.yml:5:39 invalid-id"),
    Slip(
        "a capital in an id",
        edit(CLAIMS, "speaker: lake-watch", "speaker: Lake-watch"),
        "content/claims/ferry-2040.yml:29:14 invalid-id",
    ),
    Slip(
        "a Cyrillic letter in an id",
        edit(CLAIMS, "lake-watch", "lаke-watch"),
        "content/claims/ferry-2040.yml:29:14 invalid-id",
    ),
    Slip(
        "an underscore in an id",
        edit(CLAIMS, "lake-watch", "lake_watch"),
        "content/claims/ferry-2040.yml:29:14 invalid-id",
    ),
    Slip(
        "a name instead of an id",
        edit(CLAIMS, "speaker: lake-watch", "speaker: Lake Watch"),
        "content/claims/ferry-2040.yml:29:14 invalid-id",
    ),
    Slip(
        "an author of a section that is none",
        edit(SOURCE, "by: reader-quill", "by: quill"),
        "content/sources/ferry-2040.yml:14:57 unknown-id",
    ),
    Slip(
        "a publisher with a typo",
        edit(SOURCE, "publisher: the-ferry", "publisher: the-fery"),
        "content/sources/ferry-2040.yml:3:12 unknown-id",
    ),
    Slip(
        "a relation to nobody",
        edit(MIRA, "to: tam-reel", "to: tam-real"),
        "content/actors/mira-oss.yml:11:29 unknown-id",
    ),
    Slip(
        "a broader topic that is none",
        edit(TOPICS, "broader: results", "broader: result"),
        "content/topics.yml:2:36 unknown-id",
    ),
    Slip(
        "a source of a spelling that is none",
        edit(MIRA, "{name: Oss, lang: en, printed_in: [ferry-2040]", "{name: Oss, lang: en, printed_in: [fery-2040]"),
        "content/actors/mira-oss.yml:5:40 unknown-id",
    ),
    Slip(
        "a place of a spelling that is none",
        edit(TAM, "lang: en}", "lang: en, only_at: [fery-2040/2]}"),
        "content/actors/tam-reel.yml:4:38 unknown-id",
    ),
    Slip(
        "an answer to no section",
        edit(SOURCE, "by: reader-quill", "answers: letter, by: reader-quill"),
        "content/sources/ferry-2040.yml:14:62 unknown-id",
    ),
    Slip(
        "an actor's key with a typo", edit(ACTORS, "board:", "bord:"), "content/claims/ferry-2040.yml:4:14 unknown-id"
    ),
    Slip(
        "an actor's key with a capital", edit(ACTORS, "lake-watch:", "Lake-Watch:"), "content/actors.yml:3:1 invalid-id"
    ),
    Slip(
        "an actor's key with an underscore",
        edit(ACTORS, "lake-watch:", "lake_watch:"),
        "content/actors.yml:3:1 invalid-id",
    ),
    Slip(
        "an actor's key with a Cyrillic letter", edit(ACTORS, "board:", "bоard:"), "content/actors.yml:2:1 invalid-id"
    ),
    Slip(
        "an actor's file with a typo",
        move(TAM, "content/actors/tam-real.yml"),
        "content/actors/mira-oss.yml:11:29 unknown-id",
    ),
    Slip(
        "an actor's file with capitals",
        move(TAM, "content/actors/Tam-Reel.yml"),
        "content/actors/Tam-Reel.yml:1:1 invalid-id",
    ),
    Slip(
        "an actor's file with a blank",
        move(TAM, "content/actors/tam reel.yml"),
        "content/actors/tam reel.yml:1:1 invalid-id",
    ),
    Slip(
        "an actor in two files",
        write("content/actors/board.yml", "type: organization\nname: The Board\n"),
        "content/actors/board.yml:1:1 duplicate-id",
    ),
    Slip("an actor removed", remove(TAM), "content/actors/mira-oss.yml:11:29 unknown-id"),
    Slip(
        "a topic's key with a typo",
        edit(TOPICS, "observation:", "observatoin:"),
        "content/claims/ferry-2040.yml:34:14 unknown-id",
    ),
    Slip(
        "a kind of claim that is none",
        edit(CLAIMS, "kind: opinion", "kind: opinon"),
        "content/claims/ferry-2040.yml:30:11 unknown-word",
    ),
    Slip(
        "a kind of claim renamed in corpus.yml",
        edit(CORPUS, "figure: a number", "figures: a number"),
        "content/claims/ferry-2040.yml:5:11 unknown-word",
    ),
    Slip(
        "an aspect that is none",
        edit(CLAIMS, "aspect: counting", "aspect: count"),
        "content/claims/ferry-2040.yml:33:26 unknown-word",
    ),
    Slip(
        "a side that is none",
        edit(MIRA, "side: opposition", "side: oposition"),
        "content/actors/mira-oss.yml:3:7 unknown-word",
    ),
    Slip(
        "a type of relation that is none",
        edit(MIRA, "type: opponent-of", "type: opponent"),
        "content/actors/mira-oss.yml:11:12 unknown-word",
    ),
    Slip(
        "a scheme that is none",
        edit(TAM, "lang: en}", "lang: en, scheme: bgn}"),
        "content/actors/tam-reel.yml:4:36 unknown-word",
    ),
    Slip(
        "a stance that is none",
        edit(CLAIMS, "stance: opposes", "stance: against"),
        "content/claims/ferry-2040.yml:26:13 invalid-value",
    ),
    Slip(
        "a status that is none",
        edit(VOTE, "status: preliminary", "status: prelim"),
        "content/elections/orlan-2040.yml:17:17 invalid-value",
    ),
    Slip(
        "an option that is nobody",
        edit(VOTE, "tam-reel: {percent: 52.25}", "tam-real: {percent: 52.25}"),
        "content/elections/orlan-2040.yml:25:21 option-not-on-ballot",
    ),
    Slip(
        "an option with an underscore",
        edit(VOTE, "option: against-all", "option: against_all"),
        "content/elections/orlan-2040.yml:15:18 invalid-id",
    ),
    Slip(
        "evidence for a field that is none",
        edit(VOTE, "timing: ferry-2040/c1}", "timing: ferry-2040/c1, office: ferry-2040/c1}"),
        "content/elections/orlan-2040.yml:5:64 unknown-field",
    ),
    Slip(
        "a language without a catalogue",
        edit(CORPUS, "[en, ru]", "[en, fr]"),
        "content/corpus.yml:2:17 language-unknown",
    ),
    Slip(
        "a contest's id twice",
        edit(VOTE, "contests:\n", "contests:\n  - {id: president, kind: candidate}\n"),
        "content/elections/orlan-2040.yml:10:5 duplicate-id",
    ),
    Slip(
        "a section's id twice",
        edit(SOURCE, "id: comment-1", "id: headline"),
        "content/sources/ferry-2040.yml:14:10 duplicate-id",
    ),
)
"""Ids, and words that the corpus declares."""
_QUOTES = (
    Slip(
        "a changed figure",
        edit(CLAIMS, "quote: turnout at 58.2", "quote: turnout at 52.8"),
        "content/claims/ferry-2040.yml:17:12 number-differs",
    ),
    Slip(
        "a cut word",
        edit(CLAIMS, "turnout at 58.2 per cent", "urnout at 58.2 per cent"),
        "content/claims/ferry-2040.yml:17:12 word-truncated",
    ),
    Slip(
        "a word left out",
        edit(CLAIMS, "We do not accept that figure", "We do not accept figure"),
        "content/claims/ferry-2040.yml:24:12 paraphrase",
    ),
    Slip(
        "a word changed",
        edit(CLAIMS, "We do not accept", "We cannot accept"),
        "content/claims/ferry-2040.yml:24:12 paraphrase",
    ),
    Slip(
        "a capital changed",
        edit(CLAIMS, "quote: We do", "quote: we do"),
        "content/claims/ferry-2040.yml:24:12 case-differs",
    ),
    Slip(
        "a Cyrillic letter in a quote",
        edit(CLAIMS, "the vote of four", "the vоte of four"),
        "content/claims/ferry-2040.yml:38:12 homoglyph",
    ),
    Slip(
        "a quote at two places",
        edit(CLAIMS, "quote: there will be another vote", "quote: The Board"),
        "content/claims/ferry-2040.yml:44:12 quote-ambiguous",
    ),
    Slip(
        "marks around a quote",
        edit(CLAIMS, "turnout at 58.2 per cent", "'\"turnout at 58.2 per cent\"'"),
        "content/claims/ferry-2040.yml:17:12 outer-quotes",
    ),
    Slip(
        "a bare ellipsis",
        edit(CLAIMS, "count […] in", "count ... in"),
        "content/claims/ferry-2040.yml:32:12 unmarked-elision",
    ),
    Slip(
        "a bracket left open",
        edit(CLAIMS, "count […] in", "count [… in"),
        "content/claims/ferry-2040.yml:32:12 brackets-malformed",
    ),
    Slip(
        "a quote that crosses paragraphs",
        edit(CLAIMS, "quote: the vote of four years ago", "quote: the vote of four years ago. Mira Oss"),
        "content/claims/ferry-2040.yml:38:12 paragraph-break",
    ),
    Slip("a quote in the wrong claim file", misfile, "content/claims/tide-2040.yml:5:12 found-in-other-source"),
    Slip(
        "text and quote swapped",
        edit(
            CLAIMS,
            "text: Turnout was 58.2 per cent.\n    quote: turnout at 58.2 per cent",
            "quote: Turnout was 58.2 per cent.\n    text: turnout at 58.2 per cent",
        ),
        "content/claims/ferry-2040.yml:16:12 paraphrase",
    ),
    Slip(
        "a prefix that does not touch",
        edit(CLAIMS, "quote: there will be", "prefix: Quill\n    quote: there will be"),
        "content/claims/ferry-2040.yml:45:12 context-mismatch",
    ),
    Slip(
        "an occurrence that is none",
        edit(CLAIMS, "quote: there will be", "occurrence: 2\n    quote: there will be"),
        "content/claims/ferry-2040.yml:45:12 occurrence-out-of-range",
    ),
    Slip(
        "an occurrence of nought",
        edit(CLAIMS, "quote: there will be", "occurrence: 0\n    quote: there will be"),
        "content/claims/ferry-2040.yml:44:17 out-of-range",
    ),
    Slip(
        "an occurrence in words",
        edit(CLAIMS, "quote: there will be", "occurrence: first\n    quote: there will be"),
        "content/claims/ferry-2040.yml:44:17 invalid-value",
    ),
    Slip(
        "a letter of the text changed",
        edit(TEXT, "Subscribe", "Subscripe"),
        "content/sources/ferry-2040.yml:1:1 source-changed",
    ),
    Slip(
        "a spelling that the source does not print",
        edit(MIRA, "Myra Oss", "Mura Oss"),
        "content/actors/mira-oss.yml:6:57 name-not-printed",
    ),
)
"""Quotations and spellings."""
_SYNTAX = (
    Slip(
        "a key twice",
        edit(CLAIMS, "    stance: opposes\n", "    stance: opposes\n    kind: denial\n"),
        "content/claims/ferry-2040.yml:27:5 duplicate-key",
    ),
    Slip("a claim's key twice", edit(CLAIMS, "  c2:\n", "  c1:\n"), "content/claims/ferry-2040.yml:13:3 duplicate-key"),
    Slip("an actor's key twice", edit(ACTORS, "lake-watch:", "board:"), "content/actors.yml:3:1 duplicate-key"),
    Slip(
        "a tab as indentation",
        edit(CLAIMS, "    stance: opposes", "\tstance: opposes"),
        "content/claims/ferry-2040.yml:26:1 yaml-syntax",
    ),
    Slip(
        "a tab after blanks",
        edit(CLAIMS, "    stance: opposes", "  \tstance: opposes"),
        "content/claims/ferry-2040.yml:26:3 yaml-syntax",
    ),
    Slip(
        "a no-break space as indentation",
        edit(CLAIMS, "    stance: opposes", "\u00a0\u00a0\u00a0\u00a0stance: opposes"),
        "content/claims/ferry-2040.yml:26:1 yaml-syntax",
    ),
    Slip(
        "a colon in a plain text",
        edit(CLAIMS, "text: Turnout was 58.2", "text: Turnout: 58.2"),
        "content/claims/ferry-2040.yml:16:18 yaml-syntax",
    ),
    Slip(
        "a colon in a continued text",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: Turnout was\n      so: 58.2 per cent."),
        "content/claims/ferry-2040.yml:17:9 yaml-syntax",
    ),
    Slip(
        "the sign of a comment in a plain text",
        edit(CLAIMS, "text: Turnout was 58.2", "text: Turnout was # 1 at 58.2"),
        "content/claims/ferry-2040.yml:16:23 yaml-comment",
    ),
    Slip(
        "a double quotation mark left open",
        edit(CLAIMS, "text: Turnout was", 'text: "Turnout was'),
        "content/claims/ferry-2040.yml:16:11 yaml-syntax",
    ),
    Slip(
        "a single quotation mark left open",
        edit(CLAIMS, "text: Turnout was", "text: 'Turnout was"),
        "content/claims/ferry-2040.yml:16:11 yaml-syntax",
    ),
    Slip(
        "an apostrophe in single marks",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: 'The Board's turnout.'"),
        "content/claims/ferry-2040.yml:16:22 yaml-syntax",
    ),
    Slip(
        "words after a closing mark",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", 'text: "Turnout" was 58.2.'),
        "content/claims/ferry-2040.yml:16:21 yaml-syntax",
    ),
    Slip(
        "a mark at the end only",
        edit(CLAIMS, "quote: turnout at 58.2 per cent", "quote: turnout at 58.2 per cent'"),
        "content/claims/ferry-2040.yml:17:12 punctuation-differs",
    ),
    Slip(
        "a backslash in double marks",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", 'text: "Turnout \\was."'),
        "content/claims/ferry-2040.yml:16:20 yaml-syntax",
    ),
    Slip(
        "a list left open",
        edit(CLAIMS, "[turnout]\n  c3", "[turnout\n  c3"),
        "content/claims/ferry-2040.yml:18:13 yaml-syntax",
    ),
    Slip(
        "a list not opened",
        edit(CLAIMS, "[turnout]\n  c3", "turnout]\n  c3"),
        "content/claims/ferry-2040.yml:18:13 invalid-type",
    ),
    Slip(
        "a mapping left open",
        edit(CLAIMS, "rating: negative}", "rating: negative"),
        "content/claims/ferry-2040.yml:33:17 yaml-syntax",
    ),
    Slip(
        "a mapping closed twice",
        edit(CLAIMS, "rating: negative}", "rating: negative}}"),
        "content/claims/ferry-2040.yml:33:53 yaml-syntax",
    ),
    Slip(
        "a bracket of the other kind",
        edit(CLAIMS, "rating: negative}", "rating: negative]"),
        "content/claims/ferry-2040.yml:33:52 yaml-syntax",
    ),
    Slip(
        "a comma left out of a mapping",
        edit(CLAIMS, "{aspect: counting, rating", "{aspect: counting rating"),
        "content/claims/ferry-2040.yml:33:41 yaml-syntax",
    ),
    Slip(
        "a comma in a plain text of a mapping",
        edit(DISPUTES, "label: Not so many,", "label: Not so many, she said,"),
        "content/disputes.yml:6:28 unknown-field",
    ),
    Slip(
        "a changed capital unquoted",
        edit(CLAIMS, "quote: there will", "quote: [t]here will"),
        "content/claims/ferry-2040.yml:44:15 yaml-syntax",
    ),
    Slip(
        "a colon left out",
        edit(CLAIMS, "    stance: opposes", "    stance opposes"),
        "content/claims/ferry-2040.yml:26:5 yaml-syntax",
    ),
    Slip(
        "a blank after the colon left out",
        edit(CLAIMS, "    stance: opposes", "    stance:opposes"),
        "content/claims/ferry-2040.yml:26:5 yaml-syntax",
    ),
    Slip(
        "a full-width colon",
        edit(CLAIMS, "    stance: opposes", "    stance： opposes"),
        "content/claims/ferry-2040.yml:26:5 yaml-syntax",
    ),
    Slip(
        "a blank after the dash left out",
        edit(SOURCE, "  - {kind: body", "  -{kind: body"),
        "content/sources/ferry-2040.yml:12:3 yaml-syntax",
    ),
    Slip(
        "a blank too few",
        edit(CLAIMS, "    stance: opposes", "   stance: opposes"),
        "content/claims/ferry-2040.yml:26:4 yaml-syntax",
    ),
    Slip(
        "a blank too many",
        edit(CLAIMS, "    stance: opposes", "     stance: opposes"),
        "content/claims/ferry-2040.yml:26:6 yaml-syntax",
    ),
    Slip(
        "a claim indented like the file",
        edit(CLAIMS, "  c2:\n", "c2:\n"),
        "content/claims/ferry-2040.yml:19:3 yaml-syntax",
    ),
    Slip(
        "a claim indented like a field",
        edit(CLAIMS, "  c2:\n", "    c2:\n"),
        "content/claims/ferry-2040.yml:14:5 duplicate-key",
    ),
    Slip(
        "a claim's fields like the claim",
        edit(CLAIMS, C2, C2.replace("    ", "  ")),
        "content/claims/ferry-2040.yml:13:6 invalid-type",
    ),
    Slip(
        "a topic's fields like the topic",
        edit(
            TOPICS,
            "observation: {label: Election observation}",
            "observation:\nlabel: Observation\ndefinition: Who observes.",
        ),
        "content/topics.yml:3:13 invalid-type",
    ),
    Slip(
        "a list's member indented less",
        edit(SOURCE, "  - {kind: furniture", " - {kind: furniture"),
        "content/sources/ferry-2040.yml:13:2 yaml-syntax",
    ),
    Slip(
        "a list's member indented more",
        edit(SOURCE, "  - {kind: furniture", "   - {kind: furniture"),
        "content/sources/ferry-2040.yml:13:4 yaml-syntax",
    ),
    Slip(
        "the mark of a merge conflict",
        edit(CLAIMS, "  c2:\n", "<<<<<<< HEAD\n  c2:\n"),
        "content/claims/ferry-2040.yml:13:1 yaml-syntax",
    ),
    Slip(
        "a merge conflict",
        edit(
            TOPICS,
            "results: {label: Results}\n",
            "<<<<<<< HEAD\nresults: {label: Results}\n=======\nresults: {label: Outcome}\n>>>>>>> other\n",
        ),
        "content/topics.yml:1:1 yaml-syntax",
    ),
    Slip(
        "a merge conflict inside a block",
        edit(CLAIMS, "quote: there will be another vote", "quote: |\n      there will be another vote\n<<<<<<< HEAD"),
        "content/claims/ferry-2040.yml:46:1 yaml-syntax",
    ),
    Slip("a merge conflict in the lock", _conflict_lock, "content/evidence.lock:1:1 lock-unreadable"),
    Slip(
        "an anchor",
        edit(CLAIMS, "stance: opposes", "stance: &s opposes"),
        "content/claims/ferry-2040.yml:26:13 yaml-alias",
    ),
    Slip("an alias", edit(CLAIMS, "stance: opposes", "stance: *s"), "content/claims/ferry-2040.yml:26:13 yaml-alias"),
    Slip("an anchor and its alias", _anchor_and_alias, "content/claims/ferry-2040.yml:18:13 yaml-alias"),
    Slip(
        "a tag",
        edit(CLAIMS, "date: 2040-05-08", "date: !!str 2040-05-08"),
        "content/claims/ferry-2040.yml:46:11 yaml-tag",
    ),
    Slip(
        "a text that begins with an asterisk",
        edit(CLAIMS, "text: Turnout was", "text: *Turnout was"),
        "content/claims/ferry-2040.yml:16:20 yaml-syntax",
    ),
    Slip(
        "a text that begins with a comma",
        edit(CLAIMS, "text: Turnout was", "text: , Turnout was"),
        "content/claims/ferry-2040.yml:16:11 yaml-syntax",
    ),
    Slip(
        "a text that begins with an at sign",
        edit(CLAIMS, "text: Turnout was", "text: @Turnout was"),
        "content/claims/ferry-2040.yml:16:11 yaml-syntax",
    ),
    Slip(
        "a text that begins with a per cent sign",
        edit(CLAIMS, "text: Turnout was", "text: %Turnout was"),
        "content/claims/ferry-2040.yml:16:11 yaml-syntax",
    ),
    Slip(
        "a text that begins with an exclamation mark",
        edit(CLAIMS, "text: Turnout was", "text: !Turnout was"),
        "content/claims/ferry-2040.yml:16:11 yaml-tag",
    ),
    Slip(
        "a text that begins with an ampersand",
        edit(CLAIMS, "text: Turnout was", "text: &Turnout was"),
        "content/claims/ferry-2040.yml:16:11 yaml-alias",
    ),
    Slip(
        "a text that begins with a bar",
        edit(CLAIMS, "text: Turnout was", "text: |Turnout was"),
        "content/claims/ferry-2040.yml:16:12 yaml-syntax",
    ),
    Slip(
        "a text that begins with a dash",
        edit(CLAIMS, "text: Turnout was", "text: - Turnout was"),
        "content/claims/ferry-2040.yml:16:11 yaml-syntax",
    ),
    Slip(
        "a text that begins with a question mark",
        edit(CLAIMS, "text: Turnout was", "text: ? Turnout was"),
        "content/claims/ferry-2040.yml:16:11 yaml-syntax",
    ),
    Slip("a list as key", edit(TOPICS, "observation:", "[observation]:"), "content/topics.yml:3:1 yaml-key"),
    Slip(
        "a second document",
        edit(TOPICS, "observation:", "---\nobservation:"),
        "content/topics.yml:3:1 yaml-second-document",
    ),
    Slip(
        "a heading in a YAML file",
        write("content/topics.yml", "results: {label: Results}\n# Turnout\nTurnout\n=======\n"),
        "content/topics.yml:4:1 yaml-syntax",
    ),
)
"""YAML."""
_BYTES = (
    Slip("UTF-16", save(CLAIMS, "utf-16"), "content/claims/ferry-2040.yml:1:1 encoding"),
    Slip("UTF-16 without a mark", save(TOPICS, "utf-16-le"), "content/topics.yml:1:2 yaml-character"),
    Slip("Windows-1251", save(MIRA, "cp1251"), "content/actors/mira-oss.yml:7:12 encoding"),
    Slip("Latin-1", recode(CLAIMS, "Turnout was", b"Caf\xe9 was"), "content/claims/ferry-2040.yml:16:14 encoding"),
    Slip(
        "Latin-1 after letters of two bytes",
        recode(MIRA, "note: Russian", "note: Мир caf".encode() + b"\xe9"),
        "content/actors/mira-oss.yml:7:64 encoding",
    ),
    Slip("Latin-1 in a text", recode(TEXT, "Subscribe", b"Subscrib\xe9"), "content/texts/ferry-2040.txt:13:9 encoding"),
    Slip("Latin-1 in a page", recode(METHOD, "checked", b"check\xe9d"), "content/pages/method.md:3:20 encoding"),
    Slip("UTF-16 in corpus.yml", save(CORPUS, "utf-16"), "content/corpus.yml:1:1 encoding"),
    Slip(
        "a byte order mark in the middle",
        edit(CLAIMS, "  c2:\n", "\ufeff  c2:\n"),
        "content/claims/ferry-2040.yml:13:1 yaml-character",
    ),
    Slip(
        "a byte order mark in a text",
        edit(CLAIMS, "text: Turnout was", "text: Turn\ufeffout was"),
        "content/claims/ferry-2040.yml:16:15 yaml-character",
    ),
    Slip(
        "NUL",
        edit(CLAIMS, "text: Turnout was", "text: Turn\0out was"),
        "content/claims/ferry-2040.yml:16:15 yaml-character",
    ),
    Slip(
        "a control character",
        edit(CLAIMS, "text: Turnout was", "text: Turn\x07out was"),
        "content/claims/ferry-2040.yml:16:15 yaml-character",
    ),
    Slip(
        "an escaped control character",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", 'text: "Turn\\x07out was."'),
        "content/claims/ferry-2040.yml:16:11 yaml-character",
    ),
    Slip(
        "half a character, escaped",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", 'text: "Turn\\uD800out was."'),
        "content/claims/ferry-2040.yml:16:18 yaml-syntax",
    ),
    Slip("NUL in a page", edit(METHOD, "checked", "check\0ed"), "content/pages/method.md:3:20 page-character"),
    Slip("HTML in a page", edit(METHOD, "checked", "<b>checked</b>"), "content/pages/method.md:3:1 page-html"),
    Slip(
        "a link of a page to nothing",
        edit(METHOD, "checked", "[checked](chek.md)"),
        "content/pages/method.md:3:25 page-address",
    ),
)
"""Encodings and characters."""
_FILES = (
    Slip("an empty file", write(TOPICS, ""), "content/topics.yml:1:1 yaml-empty"),
    Slip("an empty record", write(TAM, ""), "content/actors/tam-reel.yml:1:1 yaml-empty"),
    Slip("a file of comments", write(TOPICS, "# nothing yet\n"), "content/topics.yml:1:1 yaml-empty"),
    Slip("an empty corpus.yml", write(CORPUS, ""), "content/corpus.yml:1:1 yaml-empty"),
    Slip("no corpus.yml", remove(CORPUS), "content/corpus.yml:1:1 corpus-missing"),
    Slip(
        "a folder where a file should be",
        replace(TOPICS, lambda project: (project.root / TOPICS).mkdir()),
        "content/topics.yml:1:1 file-unreadable",
    ),
    Slip(
        "a folder where a record should be",
        replace(TAM, lambda project: (project.root / TAM).mkdir()),
        "content/actors/tam-reel.yml:1:1 file-unreadable",
    ),
    Slip("a file of fifty million bytes", write(TOPICS, b"#" * 50_000_000), "content/topics.yml:1:1 file-too-large"),
    Slip(
        "a text of fifty million bytes",
        write(TEXT, b"x" * 50_000_000),
        "content/texts/ferry-2040.txt:1:1 file-too-large",
    ),
    Slip(
        "a pipe",
        replace(TAM, lambda project: os.mkfifo(project.root / TAM)),
        "content/actors/tam-reel.yml:1:1 file-unreadable",
    ),
    Slip(
        "a pipe as text",
        replace(TEXT, lambda project: os.mkfifo(project.root / TEXT)),
        "content/texts/ferry-2040.txt:1:1 file-unreadable",
    ),
    Slip("a link", link(TAM, "../actors.yml"), "content/actors/tam-reel.yml:1:1 file-unreadable"),
    Slip("a link that leads nowhere", link(TOPICS, "nowhere.yml"), "content/topics.yml:1:1 file-unreadable"),
    Slip("a folder that is a link", _link_folder, "content/actors:1:1 file-unreadable"),
    Slip("a .yaml ending", move(TAM, "content/actors/tam-reel.yaml"), "content/actors/tam-reel.yaml:1:1 unknown-file"),
    Slip("topics.yaml", move(TOPICS, "content/topics.yaml"), "content/topics.yaml:1:1 unknown-file"),
    Slip("a .YML ending", move(TAM, "content/actors/tam-reel.YML"), "content/actors/tam-reel.YML:1:1 unknown-file"),
    Slip("a file in the wrong folder", move(TAM, "content/tam-reel.yml"), "content/tam-reel.yml:1:1 unknown-file"),
    Slip(
        "an actor among the sources",
        move(TAM, "content/sources/tam-reel.yml"),
        "content/sources/tam-reel.yml:1:1 wrong-folder",
    ),
    Slip(
        "a folder with a typo", move("content/actors", "content/actor"), "content/actor/mira-oss.yml:1:1 unknown-folder"
    ),
    Slip(
        "the events' folder renamed",
        move("content/elections", "content/election"),
        "content/election/orlan-2036.yml:1:1 unknown-folder",
    ),
    Slip(
        "the events' folder renamed in corpus.yml",
        edit(CORPUS, "folder: elections", "folder: votes"),
        "content/elections/orlan-2036.yml:1:1 unknown-folder",
    ),
    Slip(
        "a source's file with a typo",
        move(SOURCE, "content/sources/fery-2040.yml"),
        "content/sources/fery-2040.yml:1:1 pair-missing",
    ),
    Slip(
        "a claim file with a typo",
        move(CLAIMS, "content/claims/fery-2040.yml"),
        "content/sources/ferry-2040.yml:1:1 pair-missing",
    ),
    Slip("a claim file removed", remove(CLAIMS), "content/sources/ferry-2040.yml:1:1 pair-missing"),
    Slip("a source's record removed", remove(SOURCE), "content/claims/ferry-2040.yml:1:1 pair-missing"),
    Slip(
        "a text with a typo in its name, and no lock", _lose_text, "content/sources/ferry-2040.yml:1:1 source-missing"
    ),
    Slip("two texts", write("content/texts/ferry-2040.md", "x\n"), "content/sources/ferry-2040.yml:1:1 text-twice"),
    Slip(
        "a backup of an editor",
        write("content/actors/tam-reel.yml~", "x\n"),
        "content/actors/tam-reel.yml~:1:1 unknown-file",
    ),
    Slip("no lock", remove(LOCK), "content/evidence.lock:1:1 lock-missing"),
)
"""Files and folders."""
_VALUES = (
    Slip(
        "`no` for a flag",
        edit(MIRA, "side: opposition", "resolved: no"),
        "content/actors/mira-oss.yml:3:11 invalid-value",
    ),
    Slip(
        "`on` for a flag",
        edit(MIRA, "finding_aid: true", "finding_aid: on"),
        "content/actors/mira-oss.yml:7:45 invalid-value",
    ),
    Slip(
        "`True` for a flag",
        edit(MIRA, "finding_aid: true", "finding_aid: True"),
        "content/actors/mira-oss.yml:7:45 invalid-value",
    ),
    Slip(
        "null for a text",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: null"),
        "content/claims/ferry-2040.yml:16:11 empty-value",
    ),
    Slip("a tilde for a text", edit(MIRA, "note: Russian", "note: ~"), "content/actors/mira-oss.yml:7:57 empty-value"),
    Slip(
        "a tilde for an id",
        edit(CLAIMS, "speaker: lake-watch", "speaker: ~"),
        "content/claims/ferry-2040.yml:29:14 invalid-id",
    ),
    Slip(
        "null for a date",
        edit(CLAIMS, "date: 2040-05-08", "date: null"),
        "content/claims/ferry-2040.yml:46:11 invalid-date",
    ),
    Slip(
        "nothing for a text",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text:"),
        "content/claims/ferry-2040.yml:16:10 empty-value",
    ),
    Slip(
        "nothing for a quote",
        edit(CLAIMS, "quote: turnout at 58.2 per cent", "quote:"),
        "content/claims/ferry-2040.yml:17:11 empty-value",
    ),
    Slip(
        "nothing for an id",
        edit(CLAIMS, "speaker: lake-watch", "speaker:"),
        "content/claims/ferry-2040.yml:29:13 invalid-id",
    ),
    Slip(
        "nothing for a list",
        edit(CLAIMS, "topics: [observation]", "topics:"),
        "content/claims/ferry-2040.yml:34:12 invalid-type",
    ),
    Slip(
        "nothing for a mapping",
        edit(CLAIMS, "assessment: {aspect: counting, rating: negative}", "assessment:"),
        "content/claims/ferry-2040.yml:33:16 invalid-type",
    ),
    Slip(
        "nothing for a date",
        edit(CLAIMS, "date: 2040-05-08", "date:"),
        "content/claims/ferry-2040.yml:46:10 invalid-date",
    ),
    Slip(
        "nothing for a share",
        edit(VOTE, "turnout: {percent: 58.2}", "turnout: {percent: }"),
        "content/elections/orlan-2040.yml:21:28 invalid-value",
    ),
    Slip(
        "a text for a list",
        edit(CLAIMS, "about: [board]", "about: board"),
        "content/claims/ferry-2040.yml:25:12 invalid-type",
    ),
    Slip(
        "a list without dashes",
        edit(CLAIMS, "about: [board]", "about:\n      board"),
        "content/claims/ferry-2040.yml:26:7 invalid-type",
    ),
    Slip(
        "a list for an id",
        edit(CLAIMS, "speaker: lake-watch", "speaker: [lake-watch]"),
        "content/claims/ferry-2040.yml:29:14 invalid-type",
    ),
    Slip(
        "two speakers",
        edit(CLAIMS, "speaker: lake-watch", "speaker: [lake-watch, board]"),
        "content/claims/ferry-2040.yml:29:14 invalid-type",
    ),
    Slip(
        "a text for a mapping",
        edit(CLAIMS, "assessment: {aspect: counting, rating: negative}", "assessment: negative"),
        "content/claims/ferry-2040.yml:33:17 invalid-type",
    ),
    Slip(
        "a number for a mapping",
        edit(VOTE, "turnout: {percent: 58.2}", "turnout: 58.2"),
        "content/elections/orlan-2040.yml:21:18 invalid-type",
    ),
    Slip(
        "a mapping for a text",
        edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: {turnout: 58.2}"),
        "content/claims/ferry-2040.yml:16:11 invalid-type",
    ),
    Slip(
        "a mapping for a list",
        edit(CLAIMS, "about: [board]", "about: {board: true}"),
        "content/claims/ferry-2040.yml:25:12 invalid-type",
    ),
    Slip(
        "claims as a list",
        write(CLAIMS, "claims:\n  - {text: x, quote: y, kind: figure}\n"),
        "content/claims/ferry-2040.yml:2:3 invalid-type",
    ),
    Slip("topics as a list", write(TOPICS, "- {label: Results}\n"), "content/topics.yml:1:1 invalid-type"),
    Slip(
        "an actor that is a text",
        edit(ACTORS, "orlan: {type: place, name: Orlan}", "orlan: Orlan"),
        "content/actors.yml:1:8 invalid-type",
    ),
    Slip("a record that is a text", write(TAM, "Tam Reel\n"), "content/actors/tam-reel.yml:1:1 invalid-type"),
    Slip(
        "a record that is a list",
        write(TAM, "- type: person\n- name: Tam Reel\n"),
        "content/actors/tam-reel.yml:1:1 invalid-type",
    ),
    Slip(
        "counts as a list",
        edit(
            VOTE,
            "          mira-oss: {percent: 41.5}\n          tam-reel: {percent: 52.25}",
            "          - {option: mira-oss, percent: 41.5}",
        ),
        "content/elections/orlan-2040.yml:24:11 invalid-type",
    ),
    Slip("one language without brackets", edit(CORPUS, "[en, ru]", "en"), "content/corpus.yml:2:12 invalid-type"),
    Slip(
        "the events as a text",
        edit(CORPUS, "event: {folder: elections, noun: election, plural: elections}", "event: election"),
        "content/corpus.yml:3:8 invalid-type",
    ),
    Slip(
        "kinds of claim as a list",
        edit(CORPUS, "aspects: [voting, counting]", "aspects: {voting: Voting, counting: Counting}"),
        "content/corpus.yml:11:10 invalid-type",
    ),
    Slip(
        "a share over a hundred",
        edit(VOTE, "turnout: {percent: 58.2}", "turnout: {percent: 582}"),
        "content/elections/orlan-2040.yml:21:28 out-of-range",
    ),
    Slip(
        "shares that add up to more",
        edit(VOTE, "percent: 41.5", "percent: 51.5"),
        "content/elections/orlan-2040.yml:24:11 shares-over-100",
    ),
    Slip(
        "a share with a sign",
        edit(VOTE, "turnout: {percent: 58.2}", "turnout: {percent: 58.2%}"),
        "content/elections/orlan-2040.yml:21:28 invalid-value",
    ),
    Slip(
        "a share with a minus",
        edit(VOTE, "turnout: {percent: 58.2}", "turnout: {percent: -58.2}"),
        "content/elections/orlan-2040.yml:21:28 invalid-value",
    ),
    Slip(
        "a share with a comma",
        edit(VOTE, "turnout: {percent: 58.2}", "turnout: {percent: 58,2}"),
        "content/elections/orlan-2040.yml:21:31 unknown-field",
    ),
    Slip(
        "a share with a comma in marks",
        edit(VOTE, "turnout: {percent: 58.2}", "turnout: {percent: '58,2'}"),
        "content/elections/orlan-2040.yml:21:28 invalid-value",
    ),
    Slip(
        "a number with thousands",
        edit(VOTE, "percent_of: valid", "registered: 1,204,500"),
        "content/elections/orlan-2040.yml:22:21 invalid-value",
    ),
    Slip(
        "a number with thousands in a mapping",
        edit(VOTE, "turnout: {percent: 58.2}", "turnout: {votes: 1,204,500}"),
        "content/elections/orlan-2040.yml:21:28 unknown-field",
    ),
    Slip(
        "a number in words",
        edit(VOTE, "percent_of: valid", "valid: a million"),
        "content/elections/orlan-2040.yml:22:16 invalid-value",
    ),
    Slip(
        "valid and registered swapped",
        edit(VOTE, "percent_of: valid", "valid: 900\n        registered: 800"),
        "content/elections/orlan-2040.yml:22:16 votes-over-total",
    ),
    Slip(
        "bounds swapped",
        edit(VOTE, "tam-reel: {percent: 52.25}", "tam-reel: {at_least: 53, at_most: 52}"),
        "content/elections/orlan-2040.yml:25:21 bounds-reversed",
    ),
    Slip(
        "a date in words",
        edit(CLAIMS, "date: 2040-05-08", "date: 8 May 2040"),
        "content/claims/ferry-2040.yml:46:11 invalid-date",
    ),
    Slip(
        "a date with stops",
        edit(CLAIMS, "date: 2040-05-08", "date: 08.05.2040"),
        "content/claims/ferry-2040.yml:46:11 invalid-date",
    ),
    Slip(
        "a date without noughts",
        edit(CLAIMS, "date: 2040-05-08", "date: 2040-5-8"),
        "content/claims/ferry-2040.yml:46:11 invalid-date",
    ),
    Slip(
        "a date with slashes",
        edit(CLAIMS, "date: 2040-05-08", "date: 2040/05/08"),
        "content/claims/ferry-2040.yml:46:11 invalid-date",
    ),
    Slip(
        "a month that is none",
        edit(CLAIMS, "date: 2040-05-08", "date: 2040-13-08"),
        "content/claims/ferry-2040.yml:46:11 invalid-date",
    ),
    Slip(
        "a day that is none",
        edit(CLAIMS, "date: 2040-05-08", "date: 2040-02-30"),
        "content/claims/ferry-2040.yml:46:11 invalid-date",
    ),
    Slip(
        "a time of day",
        edit(CLAIMS, "date: 2040-05-08", "date: 2040-05-08 12:00"),
        "content/claims/ferry-2040.yml:46:11 invalid-date",
    ),
    Slip(
        "an interval with a dash", edit(MIRA, "2036~/..", "2036–2040"), "content/actors/mira-oss.yml:9:38 invalid-date"
    ),
    Slip(
        "an interval that runs backwards",
        edit(MIRA, "2036~/..", "2040/2036"),
        "content/actors/mira-oss.yml:9:38 invalid-date",
    ),
    Slip(
        "a list of dates",
        edit(CLAIMS, "date: 2040-05-08", "date: [2040-05-08]"),
        "content/claims/ferry-2040.yml:46:11 invalid-type",
    ),
    Slip(
        "a paragraph beyond the text",
        edit(SOURCE, "paragraphs: '7'", "paragraphs: 7-8"),
        "content/sources/ferry-2040.yml:14:48 paragraph-unknown",
    ),
    Slip(
        "sections that overlap",
        edit(SOURCE, "paragraphs: 2-5", "paragraphs: 2-6"),
        "content/sources/ferry-2040.yml:13:35 paragraph-twice",
    ),
    Slip(
        "a paragraph in no section",
        edit(SOURCE, "paragraphs: 2-5", "paragraphs: 2-4"),
        "content/sources/ferry-2040.yml:11:3 paragraph-unassigned",
    ),
    Slip(
        "paragraphs with an en dash",
        edit(SOURCE, "paragraphs: 2-5", "paragraphs: 2–5"),
        "content/sources/ferry-2040.yml:12:30 invalid-value",
    ),
    Slip(
        "paragraphs backwards",
        edit(SOURCE, "paragraphs: 2-5", "paragraphs: 5-2"),
        "content/sources/ferry-2040.yml:12:30 invalid-value",
    ),
    Slip(
        "paragraphs as a list",
        edit(SOURCE, "paragraphs: 2-5", "paragraphs: [2, 3, 4, 5]"),
        "content/sources/ferry-2040.yml:12:30 invalid-value",
    ),
    Slip(
        "paragraph 0",
        edit(SOURCE, "paragraphs: 2-5", "paragraphs: 0-5"),
        "content/sources/ferry-2040.yml:12:30 invalid-value",
    ),
    Slip(
        "a comma in paragraphs of a mapping",
        edit(SOURCE, "paragraphs: 2-5", "paragraphs: 2, 3-5"),
        "content/sources/ferry-2040.yml:12:33 unknown-field",
    ),
    Slip(
        "an address without http",
        edit(SOURCE, "url: https://ferry", "url: ferry"),
        "content/sources/ferry-2040.yml:8:6 invalid-value",
    ),
    Slip(
        "a language in words",
        edit(SOURCE, "language: en", "language: English"),
        "content/sources/ferry-2040.yml:7:11 invalid-value",
    ),
    Slip(
        "an inferred date without a reason",
        edit(SOURCE, "date_basis: printed", "date_basis: inferred"),
        "content/sources/ferry-2040.yml:6:13 date-basis-missing",
    ),
    Slip(
        "a whole text without a basis",
        edit(SOURCE, "level: excerpt", "level: full"),
        "content/sources/ferry-2040.yml:9:87 rights-basis",
    ),
    Slip(
        "a dispute settled by nothing",
        edit(DISPUTES, "  kind: disagreement", "  status: settled\n  kind: disagreement"),
        "content/disputes.yml:2:11 settled-without-claim",
    ),
    Slip(
        "a finding aid that is printed",
        edit(MIRA, "finding_aid: true", "finding_aid: true, printed_in: [ferry-2040]"),
        "content/actors/mira-oss.yml:7:5 finding-aid-printed",
    ),
)
"""Values and shapes."""
_FIELDS = (
    Slip(
        "a claim without its quote",
        edit(CLAIMS, "    quote: turnout at 58.2 per cent\n", ""),
        "content/claims/ferry-2040.yml:13:3 missing-field",
    ),
    Slip(
        "a claim without its kind",
        edit(CLAIMS, "    kind: opinion\n", ""),
        "content/claims/ferry-2040.yml:28:3 missing-field",
    ),
    Slip(
        "a source without its title",
        edit(SOURCE, "title: Board puts Reel ahead as observers doubt the count\n", ""),
        "content/sources/ferry-2040.yml:1:1 missing-field",
    ),
    Slip(
        "a source without its rights",
        drop(SOURCE, "rights:"),
        "content/sources/ferry-2040.yml:1:1 missing-field",
    ),
    Slip(
        "an actor without its type",
        edit(ACTORS, "orlan: {type: place, name: Orlan}", "orlan: {name: Orlan}"),
        "content/actors.yml:1:1 missing-field",
    ),
    Slip(
        "an actor's file without its name",
        edit(TAM, "name: Tam Reel\n", ""),
        "content/actors/tam-reel.yml:1:1 missing-field",
    ),
    Slip(
        "a dispute without positions",
        write(DISPUTES, "d1: {kind: disagreement, question: Who won?}\n"),
        "content/disputes.yml:1:1 missing-field",
    ),
    Slip(
        "a contest without its id",
        edit(VOTE, "  - id: president\n    kind: candidate", "  - kind: candidate"),
        "content/elections/orlan-2040.yml:9:5 missing-field",
    ),
    Slip(
        "a result without its claim",
        edit(VOTE, "        claim: ferry-2040/c1\n        turnout", "        turnout"),
        "content/elections/orlan-2040.yml:17:9 missing-field",
    ),
    Slip(
        "a corpus without its title",
        edit(CORPUS, "title: Elections in Orlan, as reported\n", ""),
        "content/corpus.yml:1:1 missing-field",
    ),
    Slip(
        "a way to report an error that is no address",
        edit(CORPUS, "mailto:errors@orlan.example", "errors@orlan.example"),
        "content/corpus.yml:20:9 invalid-value",
    ),
    Slip(
        "a corpus with an unknown field",
        edit(CORPUS, "title: Elections", "titel: Elections"),
        "content/corpus.yml:1:1 unknown-field",
    ),
    Slip(
        "a field with a typo",
        edit(CLAIMS, "speaker: lake-watch", "speeker: lake-watch"),
        "content/claims/ferry-2040.yml:29:5 unknown-field",
    ),
    Slip(
        "a field in the singular",
        edit(CLAIMS, "topics: [observation]", "topic: [observation]"),
        "content/claims/ferry-2040.yml:34:5 unknown-field",
    ),
    Slip(
        "a field with a capital",
        edit(CLAIMS, "kind: opinion", "Kind: opinion"),
        "content/claims/ferry-2040.yml:30:5 unknown-field",
    ),
    Slip(
        "a field with a hyphen",
        edit(SOURCE, "date_basis:", "date-basis:"),
        "content/sources/ferry-2040.yml:6:1 unknown-field",
    ),
    Slip(
        "a field that nothing resembles",
        edit(CLAIMS, "kind: opinion", "kind: opinion\n    colour: red"),
        "content/claims/ferry-2040.yml:31:5 unknown-field",
    ),
    Slip(
        "a field of another record",
        edit(CLAIMS, "kind: opinion", "kind: opinion\n    publisher: the-ferry"),
        "content/claims/ferry-2040.yml:31:5 unknown-field",
    ),
    Slip(
        "a field of a claim at the file",
        edit(CLAIMS, "claims:\n", "topics: [results]\nclaims:\n"),
        "content/claims/ferry-2040.yml:2:1 unknown-field",
    ),
    Slip(
        "a field deep down with a typo",
        edit(VOTE, "tam-reel: {percent: 52.25}", "tam-reel: {percnt: 52.25}"),
        "content/elections/orlan-2040.yml:25:22 unknown-field",
    ),
    Slip(
        "a field of rights with a typo",
        edit(SOURCE, "basis: quotation", "bases: quotation"),
        "content/sources/ferry-2040.yml:9:83 unknown-field",
    ),
    Slip(
        "the id inside the record",
        edit(TAM, "type: person", "id: tam-reel\ntype: person"),
        "content/actors/tam-reel.yml:1:1 unknown-field",
    ),
    Slip(
        "a merge key",
        edit(CLAIMS, "kind: opinion", "kind: opinion\n    <<: {}"),
        "content/claims/ferry-2040.yml:31:5 unknown-field",
    ),
)
"""Fields that are missing or unknown."""

SLIPS = (*_NAMES, *_QUOTES, *_SYNTAX, *_BYTES, *_FILES, *_VALUES, *_FIELDS)
