"""Exports what the search page looks through, as scripts: from a folder on disk, a page may load nothing else."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from msgspec import Struct

from generator.exports.search_folding import describe_folding, split_folded
from generator.exports.search_pieces import (
    Postings,
    cut_rows,
    cut_terms,
    group_rows,
    join_pieces,
    name_groups,
    write_cut,
    write_json,
    write_letters,
    write_number,
    write_pieces,
    write_rows,
    write_terms,
)
from generator.interface import Interface, mark
from generator.link import Library
from generator.model import Actor, Election
from generator.portions import OpenPortions, Recall, keep_nothing
from generator.reads import digest_text
from generator.sheaf import LinkedClaim

_ACTORS = (mark("person"), mark("organization"), mark("place"), mark("group"))
_ABSENCE = mark("not stated")
_TYPES = (*_ACTORS, mark("topic"), mark("dispute"), mark("source"), _ABSENCE)
"""What pages are about, as results name it."""
_SIZE = 2 * 1024
"""Characters of a piece of what is shown of results, where there is much: each result may lie in another."""
_FIRST_DAY = date(1800, 1, 1).toordinal()
MOST_CHOICES = 100
"""Up to so many events or sources a filter lists all; of more, those of what was found."""
_SLIPPERY = re.compile(r"[a-z]{4,}")
"""Words in which the search page forgives a slip."""


_Written = tuple[dict[str, str], Mapping[str, Any]]
"""Texts by path, and what the search page must know of the pieces' shape."""


class _Name(Struct, frozen=True):
    """What a result names: a page, or one absence on it."""

    spellings: tuple[str, ...]
    """By which it is found."""
    name: str
    kind: str
    address: str

    @property
    def order(self) -> str:
        """How it sorts among what fits alike: persons, other pages, absences; shorter names first.

        The last letter tells actors, whose spellings stand for each other, from the rest.
        """
        rank = "c" if self.kind == _ABSENCE else "a" if self.kind == "person" else "b"
        return f"{rank}{write_number(len(self.name), 2)}{'a' if self.kind in _ACTORS else 'b'}"


def export_search(
    library: Library, interfaces: Iterable[Interface], open_portions: OpenPortions = keep_nothing
) -> Mapping[str, str]:
    """Give the search data by path. Addresses are relative to the site's root, or to the folder of a language.

    What is found is the same in every language; the labels are the language's.
    """
    files: dict[str, str] = {}
    for number, interface in enumerate(interfaces):
        path = f"search/filters{f'.{interface.language}' if number else ''}.js"
        files[path] = f"asReported.filters = {write_json(_list_filters(library, interface))};\n"
    with open_portions("search") as recall:
        of_names, names = recall("names", partial(_write_names, library))
        of_claims, claims = _write_claims(library, recall)
    shape = {"folding": describe_folding(), "names": names, "claims": claims}
    return {**files, **of_names, **of_claims, "search/pieces.js": f"asReported.shape = {write_json(shape)};\n"}


def _write_names(library: Library) -> _Written:
    """Write the pieces by which names are found."""
    names = _list_names(library)
    groups = name_groups({key: name.order for key, name in names.items()})
    width = _measure_width(groups.values())
    postings = Postings(width)
    endings: set[str] = set()
    for key, name in names.items():
        spelled = [split_folded(spelling) for spelling in name.spellings]
        postings.note(groups[key], write_terms(enumerate(spelled)))
        if name.kind != _ABSENCE:
            endings.update(word[::-1] for words in spelled for word in words if _SLIPPERY.fullmatch(word))
    of_words, words_bounds = write_cut("names/words", join_pieces(write_pieces(postings.write())))
    listed = ((start, write_json(" ".join(held))) for start, held in cut_terms(dict.fromkeys(endings, "")))
    of_endings, endings_bounds = write_cut("names/endings", listed)
    rows = {
        groups[key]: write_json([name.name, name.kind, name.address, *name.spellings]) for key, name in names.items()
    }
    count, pieces = cut_rows(((group, 0) for group in rows), sum(map(len, rows.values())), _SIZE)
    of_rows = dict(
        write_rows("names", number, {group: rows[group] for group, _ in held}) for number, held in pieces.items()
    )
    shape = {"words": words_bounds, "endings": endings_bounds, "rows": count, "width": width}
    return {**of_words, **of_endings, **of_rows}, shape


def _write_claims(library: Library, recall: Recall) -> _Written:
    """Write the pieces by which claims are found."""
    groups = name_groups({name: _order_source(library, name) for name in library.by_source})
    found = {
        group: recall(f"claims {source}", partial(_index_claims, source, library)) for source, group in groups.items()
    }
    of_words, words_bounds = _write_part("words", found, recall)
    of_choices, choices_bounds = _write_part("choices", found, recall)
    count, of_rows = _write_claim_rows(library, {group: source for source, group in groups.items()}, found)
    shape = {"words": words_bounds, "choices": choices_bounds, "rows": count, "width": _measure_width(found)}
    return {**of_words, **of_choices, **of_rows}, shape


def _write_part(part: str, found: Mapping[str, Mapping[str, Any]], recall: Recall) -> tuple[dict[str, str], str]:
    """Write the pieces of words or choices, given what was found by group.

    The pieces of each letter are a portion, named by all that it is made from: a claim touches but a few.
    """
    letters: dict[str, dict[str, str]] = {}
    for group, one in found.items():
        for letter, rows in one[part].items():
            letters.setdefault(letter, {})[group] = rows
    pieces: list[str] = []
    for letter, groups in sorted(letters.items()):
        name = f"{part} {letter} {digest_text(write_json(groups))}"
        pieces += recall(name, partial(_join_groups, groups))
    return write_cut(f"claims/{part}", join_pieces(pieces))


def _join_groups(groups: Mapping[str, str]) -> list[str]:
    """Write the pieces of terms, given the rows of each group."""
    postings = Postings(_measure_width(groups))
    for group, rows in groups.items():
        postings.note(group, rows)
    return write_pieces(postings.write())


def _write_claim_rows(
    library: Library, sources: Mapping[str, str], found: Mapping[str, Mapping[str, Any]]
) -> tuple[int, dict[str, str]]:
    """Write the rows of claims, given their sources and what was found by group; tell in how many pieces."""
    corpus = library.corpus
    blocks = {(group, number): rest for group, one in found.items() for number, *rest in one["blocks"]}
    count, pieces = cut_rows(blocks, sum(one["size"] for one in found.values()), _SIZE)
    files: dict[str, str] = {}
    for number, held in pieces.items():
        members: dict[str, list[str]] = {}
        named: set[str] = set()
        for group, block in held:
            rows, elections = blocks[group, block]
            members.setdefault(group, []).append(rows)
            named.update(elections)
        shown = {group: f"{{{','.join(rows)}}}" for group, rows in members.items()}
        titles = {name: corpus.sources[name].title for name in sorted(map(sources.__getitem__, members))}
        events = {name: corpus.elections[name].name for name in sorted(named)}
        path, text = write_rows("claims", number, shown, sources=titles, elections=events)
        files[path] = text
    return count, files


def _index_claims(source: str, library: Library) -> Mapping[str, Any]:
    """Give where the words and filters of a source's claims stand, by first letter, and their rows.

    Rows come in blocks with the elections of each, and with how many characters they have in all.
    """
    claims = library.by_source[source]
    numbers = _number_claims(claims)
    chosen = {numbers[one.key]: one.whole for one in claims if not one.claim.withdrawn}
    rows = {number: _list_claim(library, linked) for number, linked in sorted(chosen.items())}
    written = {number: write_json(row) for number, row in rows.items()}
    return {
        "words": write_letters((number, _list_words(library, chosen[number], row)) for number, row in rows.items()),
        "choices": write_letters((number, _list_choices(linked)) for number, linked in chosen.items()),
        "size": sum(map(len, written.values())),
        "blocks": [
            [block, ",".join(f'"{number}":{written[number]}' for number in held), _list_elections(chosen, held)]
            for block, held in group_rows(written)
        ],
    }


def _list_elections(claims: Mapping[int, LinkedClaim], numbers: Iterable[int]) -> list[str]:
    return sorted({name for number in numbers for name in claims[number].elections})


def _list_words(library: Library, linked: LinkedClaim, row: Sequence[str]) -> list[str]:
    """Give what a claim is found by: the words of its sentence, its quotation, its speaker and its elections."""
    elections = (library.corpus.elections[name].name for name in linked.elections)
    return split_folded(" ".join((*row[:3], *elections)))


def _measure_width(groups: Iterable[str]) -> int:
    """Give how many letters the name of each group has."""
    return max(map(len, groups), default=0)


def _order_source(library: Library, source: str) -> str:
    """Give what sorts the claims of a source among others: when it appeared."""
    year, month, day = library.corpus.sources[source].date.known.earliest
    return write_number(date(max(year, 1), month, day).toordinal() - _FIRST_DAY, 3)


def _number_claims(claims: Iterable[LinkedClaim]) -> Mapping[str, int]:
    """Give each claim of a source a number that stays as long as new claims take the next free key, as they should."""
    keys = sorted((one.key for one in claims), key=lambda key: ([int(part) for part in re.findall(r"\d+", key)], key))
    return {key: number for number, key in enumerate(keys)}


def _list_choices(linked: LinkedClaim) -> Iterator[str]:
    """Give the filters through which a claim passes."""
    yield from (f"election-{name}" for name in linked.elections)
    yield from (f"side-{linked.side}" for _ in linked.side[:1])
    yield f"kind-{linked.claim.kind}"
    yield f"source-{linked.source}"


def _list_names(library: Library) -> Mapping[str, _Name]:
    """Give everything that has a name, by an id: actors, events, absences, topics, disputes, sources."""
    corpus = library.corpus
    events, event = library.event_folder, corpus.settings.event.noun
    groups: tuple[tuple[str, Mapping[str, Actor] | Mapping[str, Election]], ...] = (
        ("actors", corpus.actors),
        (events, corpus.elections),
    )
    listed: list[_Name] = []
    for folder, records in groups:
        for name, record in records.items():
            spellings = tuple(dict.fromkeys((record.name, *(one.name for one in record.names))))
            kind = record.type if isinstance(record, Actor) else event
            listed.append(_Name(spellings, record.name, kind, f"{folder}/{name}/"))
            # A reader may look for just what is not stated.
            listed.extend(
                _Name((f"{record.name}: {text}",), record.name, _ABSENCE, f"{folder}/{name}/#not-stated")
                for text in record.not_stated
            )
    listed.extend(
        _Name((label,), label, kind, f"{folder}/{name}/")
        for kind, folder, labels in (
            ("topic", "topics", {name: topic.label for name, topic in corpus.topics.items()}),
            ("dispute", "disputes", {name: dispute.question for name, dispute in corpus.disputes.items()}),
            ("source", "sources", {name: source.title for name, source in corpus.sources.items()}),
        )
        for name, label in labels.items()
    )
    return {f"{one.address} {one.spellings[0] if one.kind == _ABSENCE else ''}": one for one in listed}


def _list_claim(library: Library, linked: LinkedClaim) -> list[Any]:
    """Give a claim's sentence, words, speaker, side, kind, source, elections and address."""
    source = library.corpus.sources[linked.source]
    words = linked.anchor.words if linked.anchor and source.rights.level != "metadata" else ""
    speaker = library.corpus.actors[linked.speaker].name
    return [
        linked.claim.text,
        words,
        speaker,
        linked.side,
        linked.claim.kind,
        linked.source,
        list(linked.elections),
        linked.url,
    ]


def _list_filters(library: Library, interface: Interface) -> Mapping[str, Any]:
    """Give the labels of what results can be narrowed by, and of what pages are about.

    None stands for a filter that would have too many.
    """
    corpus = library.corpus
    types = (*_TYPES, corpus.settings.event.noun)
    elections = {name: election.name for name, election in corpus.elections.items()}
    sources = {name: source.title for name, source in corpus.sources.items()}
    return {
        "elections": elections if len(elections) <= MOST_CHOICES else None,
        "sides": {side: interface.find_term(label) or label for side, label in corpus.settings.sides.items()},
        "kinds": {kind: _find_label(kind.replace("-", " "), interface) for kind in corpus.settings.claim_kinds},
        "sources": sources if len(sources) <= MOST_CHOICES else None,
        "types": {kind: _find_label(kind, interface) for kind in types},
    }


def _find_label(term: str, interface: Interface) -> str:
    return interface.find_term(term) or term
