"""Compares what was found in the texts with the lock, and lets the lock vouch for texts that are away."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from generator.evidence import Anchor, Anchors, Evidence, Mentions, Reading, SourceAnchors, digest_spellings
from generator.lock import LOCK_PATH, hold_anchors, list_anchors
from generator.model import Corpus
from generator.problems import Place, Problem, has_errors
from generator.verify import Findings, list_quoted

_RELOCK = "run `asreported lock` where the texts are, and review what it changes"


class _Case(Struct, frozen=True, dict=True):
    """All that decides whether what was found counts."""

    corpus: Corpus
    found: Evidence
    failures: Mapping[str, Problem]
    locked: Evidence
    readings: Mapping[str, Reading]
    changed: frozenset[str]
    """Sources of which the text isn't the one that was verified."""
    is_strict: bool

    @cached_property
    def known(self) -> Mapping[str, SourceAnchors]:
        """What was found in texts at hand."""
        return list_anchors(self.found.anchors)

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Sources of which something was not found, or isn't what the lock says."""
        locked = list_anchors(self.locked.anchors)
        differing = (
            source
            for source, found in self.known.items()
            if self.is_strict and (source not in locked or locked[source].digest != found.digest)
        )
        return self.changed.union((ref.partition("/")[0] for ref in self.failures), differing)


def settle_evidence(
    corpus: Corpus, findings: Findings, lock: Evidence | None, *, is_strict: bool = True
) -> tuple[Evidence, tuple[Problem, ...]]:
    """Join what was found afresh with what the lock vouches for.

    Where strict, what was found must be what the lock says; `asreported lock` and `serve` do without.
    """
    locked = lock or Evidence()
    problems = list(findings.notices)
    if lock is None and is_strict and findings.evidence.readings:
        message = "what was found in the texts must be written down in a lock, found none"
        problems.append(Problem(Place(LOCK_PATH), "lock-missing", message, "run `asreported lock`"))
        is_strict = False
    readings = _settle_readings(corpus, findings, locked, problems)
    changed = _list_changed(findings, locked) if is_strict else []
    case = _Case(corpus, findings.evidence, findings.failures, locked, readings, frozenset(changed), is_strict)
    settled = {source: _settle_source(source, quoted, case, problems) for source, quoted in list_quoted(corpus).items()}
    anchors = Anchors(settled)
    problems.extend(_report_change(corpus, source, findings, locked) for source in changed)
    problems.extend(_check_sections(corpus, readings))
    mentions = _settle_mentions(corpus, findings, locked)
    if not is_strict and any(source not in findings.evidence.readings for source in readings):
        problems.extend(_check_spellings(corpus, mentions, locked))
    if is_strict and not has_errors(problems):
        problems.extend(_compare_rest(corpus, Evidence(readings, anchors, mentions), locked))
    return Evidence(readings, anchors, mentions), tuple(problems)


def _settle_source(source: str, quoted: Mapping[str, str], case: _Case, problems: list[Problem]) -> SourceAnchors:
    """Settle the quotes of a source; where all were found as the lock says, nobody need look at each."""
    found, locked = case.known.get(source), list_anchors(case.locked.anchors).get(source)
    if found and source not in case.doubtful:
        return found
    anchors: dict[str, Anchor] = {}
    for key, selector in quoted.items():
        anchor, problem = _settle_quote(source, key, selector, case)
        problems.extend([problem] if problem else [])
        if anchor:
            anchors[key] = anchor
    return locked if locked and locked.held.open() == anchors else hold_anchors(anchors)


def _settle_quote(source: str, key: str, selector: str, case: _Case) -> tuple[Anchor | None, Problem | None]:
    """Give where a quote stands, if that is known, and what is wrong with it; what selects it is given as a digest."""
    ref, locked = f"{source}/{key}", case.locked
    if source not in case.found.readings:
        return _take_locked(ref, selector, locked, case.corpus) if source in case.readings else (None, None)
    anchor, problem = case.found.anchors.get(ref), case.failures.get(ref)
    if source in case.changed:
        problem = None if _is_vouched(ref, selector, locked) else problem
    elif anchor and case.is_strict:
        problem = _compare(ref, anchor, locked, case.corpus)
    return anchor, problem


def _settle_readings(
    corpus: Corpus, findings: Findings, locked: Evidence, problems: list[Problem]
) -> dict[str, Reading]:
    readings: dict[str, Reading] = {}
    for source in sorted(corpus.sources):
        reading = findings.evidence.readings.get(source) or locked.readings.get(source)
        if reading:
            readings[source] = reading
            continue
        message = f"the text of {source} must lie on this machine or be vouched for by the lock, found neither"
        hint = "put the text into content/texts/ (or set ASREPORTED_TEXTS) and run `asreported lock`"
        problems.append(Problem(corpus.sources[source].place, "source-missing", message, hint))
    return readings


def _list_changed(findings: Findings, locked: Evidence) -> list[str]:
    at_hand = findings.evidence.readings
    return [
        source
        for source in sorted(at_hand)
        if source in locked.readings and locked.readings[source].sha256 != at_hand[source].sha256
    ]


def _report_change(corpus: Corpus, source: str, findings: Findings, locked: Evidence) -> Problem:
    claims = corpus.claim_files[source].claims if source in corpus.claim_files else {}
    lost = [key for key in claims if f"{source}/{key}" in findings.failures]
    context = (f"claims on it: {', '.join(claims) or 'none'}", f"words no longer found: {', '.join(lost) or 'none'}")
    digest, found = locked.readings[source].sha256[:12], findings.evidence.readings[source].sha256[:12]
    message = f"the text of {source} must be the one that was verified (SHA-256 {digest}…), found another ({found}…)"
    hint = "restore the text; or check these claims against the new one and run `asreported lock`"
    return Problem(corpus.sources[source].place, "source-changed", message, hint, context)


def _is_vouched(ref: str, selector: str, locked: Evidence) -> bool:
    return ref in locked.anchors and locked.anchors[ref].selector == selector


def _take_locked(ref: str, selector: str, locked: Evidence, corpus: Corpus) -> tuple[Anchor | None, Problem | None]:
    if _is_vouched(ref, selector, locked):
        return locked.anchors[ref], None
    found = "another quotation" if ref in locked.anchors else "no entry"
    message = f"the lock must vouch for the quotation of {ref} while its text is away, found {found}"
    return None, Problem(_place_quote(ref, corpus), "lock-missing-entry", message, _RELOCK)


def _compare(ref: str, anchor: Anchor, locked: Evidence, corpus: Corpus) -> Problem | None:
    if locked.anchors.get(ref) == anchor:
        return None
    found = (
        "no entry"
        if ref not in locked.anchors
        else "another place"
        if _is_vouched(ref, anchor.selector, locked)
        else "another quotation"
    )
    message = f"the lock must hold what was found for {ref}, found {found}"
    return Problem(_place_quote(ref, corpus), "lock-stale", message, _RELOCK)


def _place_quote(ref: str, corpus: Corpus) -> Place:
    source, _, key = ref.partition("/")
    return corpus.claim_files[source].claims[key].place_of("quote")


def _check_sections(corpus: Corpus, readings: dict[str, Reading]) -> Iterator[Problem]:
    for source, reading in readings.items():
        record = corpus.sources[source]
        total = len(reading.paragraph_words)
        covered = {number for section in record.sections for number in section.paragraphs}
        missing = [number for number in range(1, total + 1) if number not in covered]
        if missing:
            message = f"every paragraph must be in a section, found {_join(missing)} of {total} in none"
            yield Problem(record.place_of("sections"), "paragraph-unassigned", message, "add them to a section")
        for section in record.sections:
            beyond = [number for number in section.paragraphs if number > total]
            if beyond:
                message = f"paragraphs must lie within the text's {total}, found {_join(beyond)}"
                yield Problem(section.place_of("paragraphs"), "paragraph-unknown", message, "correct the numbers")


def _settle_mentions(corpus: Corpus, findings: Findings, locked: Evidence) -> Mapping[str, Mentions]:
    """Take mentions in texts at hand from there, others from the lock if it looked for the same spellings."""
    at_hand = findings.evidence.readings
    if corpus.sources.keys() <= at_hand.keys():
        return findings.evidence.mentions
    settled: dict[str, Mentions] = {}
    for actor_id, actor in corpus.actors.items():
        digest = digest_spellings(actor)
        found = dict(findings.evidence.mentions[actor_id].found)
        entry = locked.mentions.get(actor_id)
        if entry and entry.spellings == digest:
            found |= {
                source: spellings
                for source, spellings in entry.found.items()
                if source not in at_hand and source in corpus.sources
            }
        settled[actor_id] = Mentions(digest, dict(sorted(found.items())))
    return settled


def _check_spellings(corpus: Corpus, mentions: Mapping[str, Mentions], locked: Evidence) -> Iterator[Problem]:
    """Refuse to write down where a spelling stands that was never looked for, since a text is away."""
    for actor_id, settled in mentions.items():
        if actor_id not in locked.mentions or locked.mentions[actor_id].spellings != settled.spellings:
            message = f"the lock must vouch for the spellings of {actor_id} while a text is away, found other ones"
            yield Problem(corpus.actors[actor_id].place, "lock-missing-entry", message, _RELOCK)


def _compare_rest(corpus: Corpus, evidence: Evidence, locked: Evidence) -> Iterator[Problem]:
    """Report what no claim's own comparison can: readings, mentions, and entries that nothing needs any more."""
    for source, reading in evidence.readings.items():
        if locked.readings.get(source) != reading:
            found = "another reading" if source in locked.readings else "no entry"
            message = f"the lock must hold what was read off {source}, found {found}"
            yield Problem(corpus.sources[source].place, "lock-stale", message, _RELOCK)
    # Most often they are the same table, since the lock's lines said what was found.
    differing = {} if evidence.mentions is locked.mentions else evidence.mentions
    for actor_id, mentions in differing.items():
        if locked.mentions.get(actor_id) != mentions:
            found = "none" if actor_id not in locked.mentions else "those of other spellings or texts"
            message = f"the lock must hold the mentions of {actor_id}, found {found}"
            yield Problem(corpus.actors[actor_id].place, "lock-stale", message, _RELOCK)
    left_over = [
        *(set(locked.readings) - set(evidence.readings)),
        *(set(locked.anchors) - set(evidence.anchors)),
        *(set(locked.mentions) - set(evidence.mentions)),
    ]
    if left_over:
        message = f"the lock must hold entries of the content only, found {', '.join(sorted(left_over))}"
        yield Problem(Place(LOCK_PATH), "lock-stale", message, _RELOCK)


def _join(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")
