"""Reads and writes the record of what was verified, one entry a line."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from generator.evidence import AllMentions, Anchor, Anchors, Evidence, Mentions, Reading, SourceAnchors
from generator.late import Deferred
from generator.problems import Place, Problem

LOCK_PATH = "content/evidence.lock"
_CLAIM, _ACTOR = '{"claim": "', '{"actor": "'
"""How the lines of claims and actors begin."""
_Line = tuple[int, str]
"""A line with its number, from 1."""
_HEADER = "# Written by `asreported lock` from the source texts. Do not edit; on a merge conflict, run it again."


def write_lock(evidence: Evidence) -> str:
    """Give the lock's text: sorted, so that two people's additions merge."""
    entries = [
        *(
            {"source": source, "sha256": reading.sha256, "words": reading.paragraph_words}
            for source, reading in evidence.readings.items()
        ),
        *(_write_mentions(actor, mentions) for actor, mentions in evidence.mentions.items()),
        *(_write_anchor(claim, anchor) for claim, anchor in evidence.anchors.items()),
    ]
    lines = sorted((json.dumps(entry, ensure_ascii=False) for entry in entries), key=_sort_key)
    return "\n".join((_HEADER, *lines, ""))


def read_lock(
    text: str, found: Mapping[str, SourceAnchors] = MappingProxyType({}), mentions: AllMentions | None = None
) -> tuple[Evidence, tuple[Problem, ...]]:
    """Read a lock. A line that is none is a problem, and its entry is missing.

    Lines that say just what was found in the texts need not be read.
    """
    claims, actors, others = _sort_lines(text)
    digests = {source: _digest_lines(line.partition("/")[2] for _, line in lines) for source, lines in claims.items()}
    held = {name: found[name] for name, digest in digests.items() if name in found and found[name].digest == digest}
    is_known = mentions is not None and mentions.digest == _digest_lines(line for _, line in actors)
    unread = [line for source, lines in claims.items() if source not in held for line in lines]
    plain, problems = _read_lines([*unread, *(() if is_known else actors)])
    # Somebody may have written a line in a form of his own.
    odd, more = _read_lines(others)
    for source, anchors in _group_anchors(plain.anchors).items():
        held[source] = SourceAnchors(tuple(anchors), digests[source], Deferred(anchors))
    for source, anchors in _group_anchors(odd.anchors).items():
        before = held[source].held.open() if source in held else {}
        held[source] = hold_anchors({**before, **anchors})
    by_actor = mentions.by_actor if mentions is not None and is_known else plain.mentions
    by_actor = {**by_actor, **odd.mentions} if odd.mentions else by_actor
    return Evidence({**plain.readings, **odd.readings}, Anchors(held), by_actor), (*problems, *more)


def list_anchors(anchors: Mapping[str, Anchor]) -> Mapping[str, SourceAnchors]:
    """Give the anchors of each source."""
    if isinstance(anchors, Anchors):
        return anchors.by_source
    return {source: hold_anchors(group) for source, group in _group_anchors(anchors).items()}


def _group_anchors(anchors: Mapping[str, Anchor]) -> Mapping[str, Mapping[str, Anchor]]:
    """Give anchors by source and key."""
    groups: dict[str, dict[str, Anchor]] = {}
    for ref, anchor in anchors.items():
        source, _, key = ref.partition("/")
        groups.setdefault(source, {})[key] = anchor
    return groups


def hold_anchors(anchors: Mapping[str, Anchor]) -> SourceAnchors:
    """Hold the anchors of one source, by key, with the digest of the lines that a lock has for them."""
    # Which source it is doesn't count: a text may lie here under another name.
    written = (json.dumps(_write_anchor(f"/{key}", anchor), ensure_ascii=False) for key, anchor in anchors.items())
    return SourceAnchors(tuple(anchors), _digest_lines(line.partition("/")[2] for line in written), Deferred(anchors))


def hold_mentions(mentions: Mapping[str, Mentions]) -> AllMentions:
    """Hold the mentions of all actors, with the digest of the lines that a lock has for them."""
    lines = (json.dumps(_write_mentions(name, one), ensure_ascii=False) for name, one in mentions.items())
    return AllMentions(mentions, _digest_lines(lines))


def _digest_lines(lines: Iterable[str]) -> str:
    """Give the digest of lines in any order; JSON can hold halves of signs."""
    return hashlib.blake2b("\n".join(sorted(lines)).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _sort_lines(text: str) -> tuple[dict[str, list[_Line]], list[_Line], list[_Line]]:
    """Give the lines of claims by source, those of actors, and all other entries."""
    claims: dict[str, list[_Line]] = {}
    actors: list[_Line] = []
    others: list[_Line] = []
    for number, line in enumerate(text.split("\n"), start=1):
        # Not splitlines(): a spelling may hold a line separator, which JSON leaves as it is.
        if line.startswith(_CLAIM):
            claims.setdefault(line[len(_CLAIM) :].partition("/")[0], []).append((number, line))
        elif line.startswith(_ACTOR):
            actors.append((number, line))
        elif line.strip() and not line.startswith("#"):
            others.append((number, line))
    return claims, actors, others


def _read_lines(lines: Iterable[_Line]) -> tuple[Evidence, tuple[Problem, ...]]:
    readings: dict[str, Reading] = {}
    anchors: dict[str, Anchor] = {}
    mentions: dict[str, Mentions] = {}
    problems: list[Problem] = []
    for number, line in lines:
        try:
            entry = json.loads(line)
            if "source" in entry:
                readings[_read_name(entry["source"])] = Reading(str(entry["sha256"]), tuple(map(int, entry["words"])))
            elif "actor" in entry:
                mentions[_read_name(entry["actor"])] = Mentions(str(entry["spellings"]), _read_found(entry["found"]))
            else:
                anchors[_read_ref(entry["claim"])] = _read_anchor(entry)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            message = f"a line of the lock must be an entry that `asreported lock` wrote, found {line[:40]!r}"
            problems.append(
                Problem(
                    Place(LOCK_PATH, number), "lock-unreadable", message, "run `asreported lock` where the texts are"
                )
            )
    return Evidence(readings, anchors, mentions), tuple(problems)


def list_text_digests(text: str) -> dict[str, str]:
    """Give the SHA-256 of every text that a lock vouches for, by source; lines that are no entries are left out."""
    digests = {}
    # Only these lines are parsed: a lock has tens of thousands of others.
    for line in text.split("\n"):
        if line.startswith('{"source": '):
            with suppress(ValueError, KeyError, TypeError):
                entry = json.loads(line)
                digests[str(entry["source"])] = str(entry["sha256"])
    return digests


def _sort_key(line: str) -> tuple[str, str, int, str]:
    """Sort by kind, then by id, and claims by number, so that c10 follows c9."""
    kind, name = next(iter(json.loads(line).items()))
    stem, _, key = name.partition("/")
    digits = key.lstrip("abcdefghijklmnopqrstuvwxyz-")
    return kind, stem, int(digits) if digits.isdigit() else 0, key


def _write_mentions(actor: str, mentions: Mentions) -> Mapping[str, Any]:
    return {"actor": actor, "spellings": mentions.spellings, "found": mentions.found}


def _write_anchor(claim: str, anchor: Anchor) -> Mapping[str, Any]:
    warnings = {"warnings": anchor.warnings} if anchor.warnings else {}
    return {
        "claim": claim,
        "selector": anchor.selector,
        "paragraphs": anchor.paragraphs,
        "segments": anchor.segments,
        "word_ranges": anchor.word_ranges,
        "printed": anchor.printed,
        "words": anchor.words,
        **warnings,
    }


def _read_name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError("an entry names its record by a text")
    return name


def _read_ref(name: object) -> str:
    if "/" not in _read_name(name):
        raise ValueError("a claim is named by its source and its key")
    return str(name)


def _read_anchor(entry: Mapping[str, Any]) -> Anchor:
    return Anchor(
        str(entry["selector"]),
        _read_pairs(entry["segments"]),
        tuple(map(int, entry["paragraphs"])),
        _read_pairs(entry["word_ranges"]),
        tuple(map(str, entry["printed"])),
        str(entry["words"]),
        tuple(map(str, entry.get("warnings", ()))),
    )


def _read_pairs(pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    read = tuple((int(first), int(last)) for first, last in pairs)
    if not read:
        raise ValueError("a quotation stands somewhere")
    return read


def _read_found(found: Mapping[str, Mapping[str, list[int]]]) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
    return {
        source: {spelling: tuple(map(int, paragraphs)) for spelling, paragraphs in by_spelling.items()}
        for source, by_spelling in found.items()
    }
