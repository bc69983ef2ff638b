"""Each rule about a record by itself: what breaks it, and what doesn't."""

import pytest

from generator.model import Actor, ClaimFile, CorpusSettings, Dispute, Election, Source
from generator.record import Record
from generator.rules import check_record
from tests.helpers import read_record, read_settings, show

SOURCE = """\
title: x
type: x
publisher: x
date: 2040
date_basis: printed
language: en
rights: {level: excerpt, statement: 'https://x', basis: x}
sections: [{kind: body, paragraphs: 1-9}]
"""
CLAIM = "claims:\n  c1: {text: x, quote: y, kind: figure, topics: [t]}\n"
ELECTION = """\
name: x
type: x
contests:
  - id: seat
    kind: candidate
    results:
      - {reported_by: a, claim: a/c1, REST}
"""
DISPUTE = "kind: disagreement\nquestion: x\npositions: [{label: x, claims: [a/c1]}]\n"
ACTOR = "type: person\nname: x\n"
CHECK = "check the figures in the source"


def tell(model: type[Record], text: str) -> str:
    """Give what the rules say of a record, as printed."""
    return show(tuple(check_record(read_record(model, text), "a", read_settings())))


def make_result(rest: str) -> str:
    return ELECTION.replace("REST", rest)


@pytest.mark.parametrize(
    ("model", "text"),
    [
        (Actor, ACTOR + "side: official\nnames: [{name: y, lang: ru, finding_aid: true}]\n"),
        (Actor, ACTOR + "relations:\n  - {type: led-by, to: b, claim: a/c1}\n  - {type: leads, to: b, claim: a/c1}\n"),
        (Election, "name: x\ntype: x\n"),
        (Election, "name: x\ntype: x\ndate: 2040\ntiming: early\nevidence: {date: a/c1, timing: a/c1}\n"),
        (Source, SOURCE),
        (Source, SOURCE.replace("printed\n", "inferred\ndate_inferred_from: the page\n")),
        (Source, SOURCE.replace("excerpt", "full").replace("basis: x", "basis: by permission")),
        (Source, SOURCE.replace("1-9}]", "1, id: entry}, {kind: comment, paragraphs: 2, answers: entry}]")),
        (ClaimFile, CLAIM.replace("topics", "occurrence: 1, status: final, topics")),
        (Dispute, DISPUTE),
        (Dispute, DISPUTE + "status: settled\nsettled_by: a/c1\n"),
        (Election, make_result("counts: {a: {percent: 60.5}, b: {percent: 40}}")),
        (Election, make_result("valid: 9, cast: 9, registered: 9, counts: {a: {votes: 9}}")),
        (Election, make_result("valid: 9, registered: 10")),
        (Election, make_result("counts: {a: {votes: 9}}")),
        (Election, make_result("counts: {a: {at_least: 5, at_most: 5}, b: {at_least: 9}, c: {at_most: 1}}")),
        (Election, make_result("counts: {a: {more_than: 5, less_than: 6}, b: {at_least: 5, less_than: 5}}")),
        (Actor, ACTOR + "dates: 2030/2035\nroles: [{role: x, dates: 2030-05/2035, claim: a/c1}]\n"),
        (Actor, ACTOR + "dates: 2030/..\nroles: [{role: x, dates: 2031/.., claim: a/c1}, {role: x, claim: a/c1}]\n"),
        (Actor, ACTOR + "dates: 2030-05-03/2035\nroles: [{role: x, dates: 2029/2030-05-03, claim: a/c1}]\n"),
        (Actor, ACTOR + "dates: 2030/2035-05-03\nroles: [{role: x, dates: 2035-05-03/2036, claim: a/c1}]\n"),
        (Election, make_result("registered: 1000, turnout: {votes: 501, percent: 50}")),
        (Election, make_result("registered: 0, turnout: {votes: 501, percent: 50}")),
        (Election, make_result("turnout: {votes: 501, percent: 50}")),
        (Election, make_result("registered: 1000, turnout: {votes: 501}")),
        (Election, make_result("registered: 1000, turnout: {percent: 50}")),
    ],
)
def test_what_keeps_the_rules(model: type[Record], text: str) -> None:
    assert tell(model, text) == ""


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        pytest.param(
            Actor,
            ACTOR + "side: oficial\n",
            "a.yml:3:7: error: side must be declared in corpus.yml, found oficial [unknown-word]\n"
            "  hint: did you mean official?",
            id="side of an actor",
        ),
        pytest.param(
            Actor,
            ACTOR + "names:\n  - {name: y, lang: ru}\n  - {name: y, lang: ru, scheme: iso-9}\n",
            "a.yml:5:33: error: scheme must be declared in corpus.yml, found iso-9 [unknown-word]\n"
            "  hint: declare it there",
            id="scheme of an actor's name",
        ),
        pytest.param(
            Election,
            "name: x\ntype: x\nnames: [{name: y, lang: ru, scheme: iso-9}]\n",
            "a.yml:3:37: error: scheme must be declared in corpus.yml, found iso-9 [unknown-word]\n"
            "  hint: declare it there",
            id="scheme of an election's name",
        ),
        pytest.param(
            Actor,
            ACTOR + "names:\n  - {name: y, lang: ru, finding_aid: true, printed_in: [a]}\n",
            "a.yml:4:5: error: a finding aid must be printed in no source, found y with printed_in or only_at "
            "[finding-aid-printed]\n  hint: remove finding_aid, or the sources",
            id="finding aid that is printed",
        ),
        pytest.param(
            Actor,
            ACTOR + "names:\n  - {name: y, lang: ru, finding_aid: true, only_at: [a/1]}\n",
            "a.yml:4:5: error: a finding aid must be printed in no source, found y with printed_in or only_at "
            "[finding-aid-printed]\n  hint: remove finding_aid, or the sources",
            id="finding aid that stands somewhere",
        ),
        pytest.param(
            Actor,
            ACTOR + "relations: [{type: oponent-of, to: b, claim: a/c1}]\n",
            "a.yml:3:20: error: type must be declared in corpus.yml, found oponent-of [unknown-word]\n"
            "  hint: did you mean opponent-of?",
            id="type of a relation",
        ),
        pytest.param(
            Election,
            "name: x\ntype: x\nevidence: {office: a/c1}\n",
            "a.yml:3:20: error: evidence must be given for one of date, timing, jurisdiction, administered_by, "
            "found office [unknown-field]\n  hint: remove it",
            id="evidence for another field",
        ),
        pytest.param(
            Election,
            "name: x\ntype: x\nevidence: {timming: a/c1}\n",
            "a.yml:3:21: error: evidence must be given for one of date, timing, jurisdiction, administered_by, "
            "found timming [unknown-field]\n  hint: did you mean timing?",
            id="evidence for a misspelt field",
        ),
        pytest.param(
            Election,
            "name: x\ntype: x\ndate: 2040\ntiming: early\nevidence: {date: a/c1}\n",
            "a.yml:4:9: warning: timing must name the claim it rests on, found none [value-unsourced]\n"
            "  hint: add evidence: {timing: SOURCE/CLAIM}",
            id="timing without evidence",
        ),
        pytest.param(
            Election,
            "name: x\ntype: x\ndate: 2040\n",
            "a.yml:3:7: warning: date must name the claim it rests on, found none [value-unsourced]\n"
            "  hint: add evidence: {date: SOURCE/CLAIM}",
            id="date without evidence",
        ),
        pytest.param(
            Election,
            "name: x\ntype: x\ncontests:\n  - {id: seat, kind: candidate}\n  - {id: seat, kind: party-list}\n",
            "a.yml:5:5: error: a contest's id must stand once in an election, found seat again [duplicate-id]\n"
            "  hint: rename one of the two",
            id="two contests of one id",
        ),
        pytest.param(
            Source,
            SOURCE.replace("printed", "inferred"),
            "a.yml:5:13: error: an inferred date must say from what, found nothing [date-basis-missing]\n"
            "  hint: add date_inferred_from:",
            id="inferred date without a basis",
        ),
        pytest.param(
            Source,
            SOURCE.replace("excerpt", "full").replace("basis: x", "basis: permission"),
            "a.yml:7:54: error: showing a whole text must have a basis in words, found 'permission' [rights-basis]\n"
            "  hint: say who allowed it, or set level: excerpt",
            id="whole text without a basis in words",
        ),
        pytest.param(
            Source,
            SOURCE.replace(
                "[{kind: body, paragraphs: 1-9}]",
                "\n  - {kind: body, paragraphs: 1-3}\n  - {kind: caption, paragraphs: '2, 7, 3'}",
            ),
            "a.yml:10:33: error: a paragraph must be in one section, found 2 also in line 9 [paragraph-twice]\n"
            "  hint: correct the numbers\n"
            "a.yml:10:33: error: a paragraph must be in one section, found 3 also in line 9 [paragraph-twice]\n"
            "  hint: correct the numbers",
            id="paragraphs in two sections",
        ),
        pytest.param(
            Source,
            SOURCE.replace("1-9}", "'1, 1'}"),
            "a.yml:8:37: error: a paragraph must be in one section, found 1 also in line 8 [paragraph-twice]\n"
            "  hint: correct the numbers",
            id="a paragraph twice in one section",
        ),
        pytest.param(
            Source,
            SOURCE.replace("1-9}]", "1, id: entry}, {kind: comment, paragraphs: 2, id: entry}]"),
            "a.yml:8:87: error: a section's id must stand once in a source, found entry again [duplicate-id]\n"
            "  hint: rename one of the two",
            id="two sections of one id",
        ),
        pytest.param(
            Source,
            SOURCE.replace("1-9}]", "1, id: comment-1}, {kind: comment, paragraphs: 2, answers: coment-1}]"),
            "a.yml:8:96: error: answers must name a section of this source, found coment-1 [unknown-id]\n"
            "  hint: did you mean comment-1?",
            id="answer to no section",
        ),
        pytest.param(
            ClaimFile,
            CLAIM.replace("c1", "nul"),
            "a.yml:2:3: error: an id must not be the name of a device, with which Windows can't make a file, found nul "
            "[invalid-id]\n  hint: rename it, and what refers to it",
            id="claim with the name of a device",
        ),
        pytest.param(
            ClaimFile,
            CLAIM.replace("figure", "figur"),
            "a.yml:2:33: error: kind must be declared in corpus.yml, found figur [unknown-word]\n"
            "  hint: did you mean figure?",
            id="kind of a claim",
        ),
        pytest.param(
            ClaimFile,
            CLAIM.replace("figure", "x"),
            "a.yml:2:33: error: kind must be declared in corpus.yml, found x [unknown-word]\n"
            "  hint: use one of denial, event, figure, legal-change, opinion, prediction",
            id="kind like no other",
        ),
        pytest.param(
            ClaimFile,
            CLAIM.replace("topics", "side: pres, topics"),
            "a.yml:2:47: error: side must be declared in corpus.yml, found pres [unknown-word]\n"
            "  hint: did you mean press?",
            id="side of a claim",
        ),
        pytest.param(
            ClaimFile,
            CLAIM.replace("topics", "assessment: {aspect: votes, rating: bad}, topics"),
            "a.yml:2:62: error: aspect must be declared in corpus.yml, found votes [unknown-word]\n"
            "  hint: use one of counting, voting\n"
            "a.yml:2:77: error: rating must be declared in corpus.yml, found bad [unknown-word]\n"
            "  hint: use one of mixed, negative, positive",
            id="assessment",
        ),
        pytest.param(
            ClaimFile,
            CLAIM.replace("topics: [t]", "topics: []"),
            "a.yml:2:3: warning: a claim must have a topic, found none in a/c1 [claim-without-topic]\n"
            "  hint: add topics: [...]",
            id="claim without a topic",
        ),
        pytest.param(
            ClaimFile,
            CLAIM.replace("figure", "opinion, status: final"),
            "a.yml:2:50: warning: status must be given for figures only, found it on a claim of kind opinion "
            "[status-without-figure]\n  hint: remove it, or set kind: figure",
            id="status of an opinion",
        ),
        pytest.param(
            Dispute,
            DISPUTE + "status: settled\n",
            "a.yml:4:9: error: a settled dispute must name the claim that settles it, found none "
            "[settled-without-claim]\n  hint: add settled_by:",
            id="settled by nothing",
        ),
        pytest.param(
            Dispute,
            DISPUTE + "settled_by: a/c1\n",
            "a.yml:4:13: error: a dispute with settled_by must have status: settled, found open "
            "[settled-without-claim]\n  hint: set status: settled, or remove settled_by",
            id="settled, and yet open",
        ),
        pytest.param(
            CorpusSettings,
            "title: x\nlanguages: [en]\nclaim_kinds: {figure: x}\n"
            "event_sections: [{id: a, heading: x, kinds: [figure, figures]}]\n",
            "a.yml:4:54: error: kinds must be declared in claim_kinds, found figures [unknown-word]\n"
            "  hint: did you mean figure?",
            id="kind of a section of every event's page",
        ),
        pytest.param(
            CorpusSettings,
            "title: x\nlanguages: [en]\nclaim_kinds: {figure: x}\n"
            "event_sections: [{id: a, heading: x, kinds: [opinion]}]\n",
            "a.yml:4:46: error: kinds must be declared in claim_kinds, found opinion [unknown-word]\n"
            "  hint: declare it, or correct the word",
            id="kind of a section like no other",
        ),
        pytest.param(
            Election,
            make_result("counts: {a: {percent: 60.6}, b: {percent: 40}}"),
            "a.yml:7:47: error: shares must add up to at most 100.5 per cent, found 100.6 [shares-over-100]\n"
            f"  hint: {CHECK}",
            id="shares over a hundred",
        ),
        pytest.param(
            Election,
            make_result("valid: 10, cast: 9, registered: 9"),
            f"a.yml:7:46: error: valid votes must not exceed cast, found 10 over 9 [votes-over-total]\n  hint: {CHECK}",
            id="valid over cast",
        ),
        pytest.param(
            Election,
            make_result("valid: 9, cast: 12345, registered: 1234"),
            "a.yml:7:55: error: cast votes must not exceed registered, found 12,345 over 1,234 [votes-over-total]\n"
            f"  hint: {CHECK}",
            id="cast over registered",
        ),
        pytest.param(
            Election,
            make_result("valid: 10, registered: 9"),
            "a.yml:7:46: error: valid votes must not exceed registered, found 10 over 9 [votes-over-total]\n"
            f"  hint: {CHECK}",
            id="valid over registered, where cast is not stated",
        ),
        pytest.param(
            Election,
            make_result("valid: 1234, counts: {a: {votes: 1230}, b: {votes: 5}}"),
            "a.yml:7:60: error: votes must not exceed valid, found 1,235 over 1,234 [votes-over-total]\n"
            f"  hint: {CHECK}",
            id="votes over valid",
        ),
        pytest.param(
            Election,
            make_result("counts: {a: {at_least: 6, at_most: 5}}"),
            "a.yml:7:51: error: a lower bound must not exceed the upper one, found 6 over 5 [bounds-reversed]\n"
            "  hint: swap the two",
            id="bounds reversed",
        ),
        pytest.param(
            Election,
            make_result("counts: {a: {more_than: 6, less_than: 5}}"),
            "a.yml:7:51: error: a lower bound must not exceed the upper one, found 6 over 5 [bounds-reversed]\n"
            "  hint: swap the two",
            id="open bounds reversed",
        ),
        pytest.param(
            Election,
            make_result("counts: {a: {at_least: 1, more_than: 6, at_most: 9, less_than: 5}}"),
            "a.yml:7:51: error: a lower bound must not exceed the upper one, found 6 over 5 [bounds-reversed]\n"
            "  hint: swap the two",
            id="the narrowest of four bounds reversed",
        ),
        pytest.param(
            Actor,
            ACTOR + "dates: 2030/2035\nroles: [{role: x, dates: 2036, claim: a/c1}]\n",
            "a.yml:4:26: warning: a role's dates must lie within the actor's (2030/2035), found 2036 "
            "[role-outside-dates]\n  hint: check both in the source",
            id="role after the end",
        ),
        pytest.param(
            Actor,
            ACTOR + "dates: 2030/..\nroles: [{role: x, dates: ../2029, claim: a/c1}]\n",
            "a.yml:4:26: warning: a role's dates must lie within the actor's (2030/..), found ../2029 "
            "[role-outside-dates]\n  hint: check both in the source",
            id="role before the beginning",
        ),
        pytest.param(
            Election,
            make_result("registered: 1000, turnout: {votes: 502, percent: 50}"),
            "a.yml:7:66: warning: percent and votes must agree to 0.1, found 50 and 50.20 computed "
            f"[percent-votes-disagree]\n  hint: {CHECK}",
            id="turnout in votes and in per cent",
        ),
    ],
)
def test_rule(model: type[Record], text: str, expected: str) -> None:
    assert tell(model, text) == expected
