"""Exports what the search page looks through, as scripts: from a folder on disk, a page may load nothing else."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from generator.exports.search_folding import describe_folding, split_folded
from generator.exports.search_pieces import (
    Postings,
    cut_rows,
    cut_terms,
    join_rows,
    name_groups,
    write_cut,
    write_json,
    write_number,
    write_rows,
    write_terms,
)
from generator.interface import Interface, mark
from generator.link import Library
from generator.model import Actor, Election
from generator.portions import OpenPortions, Recall, keep_nothing
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


@dataclass(frozen=True, slots=True)
class _Name:
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
    width = _measure_width(groups)
    postings = Postings(width)
    endings: set[str] = set()
    for key, name in names.items():
        spelled = [split_folded(spelling) for spelling in name.spellings]
        postings.note(groups[key], write_terms(enumerate(spelled)))
        if name.kind != _ABSENCE:
            endings.update(word[::-1] for words in spelled for word in words if _SLIPPERY.fullmatch(word))
    of_words, words_bounds = write_cut("names/words", cut_terms(postings.write()))
    of_endings, endings_bounds = write_cut("names/endings", cut_terms(dict.fromkeys(endings, ""), is_fine=True))
    rows = {
        (groups[key], 0): write_json([name.name, name.kind, name.address, *name.spellings])
        for key, name in names.items()
    }
    count, pieces = cut_rows(rows, _SIZE)
    of_rows = dict(
        write_rows("names", number, {group: rows[group, row] for group, row in held}) for number, held in pieces.items()
    )
    shape = {"words": words_bounds, "endings": endings_bounds, "rows": count, "width": width}
    return {**of_words, **of_endings, **of_rows}, shape


def _write_claims(library: Library, recall: Recall) -> _Written:
    """Write the pieces by which claims are found."""
    corpus = library.corpus
    groups = name_groups({name: _order_source(library, name) for name in library.by_source})
    sources = {group: source for source, group in groups.items()}
    width = _measure_width(groups)
    words, choices = Postings(width), Postings(width)
    rows: dict[tuple[str, int], str] = {}
    elections: dict[tuple[str, int], Sequence[str]] = {}
    for source in library.by_source:
        group, found = groups[source], recall(f"claims {source}", partial(_index_claims, source, library))
        words.note(group, found["words"])
        choices.note(group, found["choices"])
        listed = found["rows"].split("\n") if found["numbers"] else ()
        for number, row, named in zip(found["numbers"], listed, found["elections"], strict=True):
            rows[group, number], elections[group, number] = row, named
    of_words, words_bounds = write_cut("claims/words", cut_terms(words.write()))
    of_choices, choices_bounds = write_cut("claims/choices", cut_terms(choices.write()))
    count, pieces = cut_rows(rows, _SIZE)
    of_rows: dict[str, str] = {}
    for number, held in pieces.items():
        named = sorted({name for one in held for name in elections[one]})
        titles = {name: corpus.sources[name].title for name in sorted({sources[group] for group, _ in held})}
        events = {name: corpus.elections[name].name for name in named}
        path, text = write_rows("claims", number, join_rows(held, rows), sources=titles, elections=events)
        of_rows[path] = text
    shape = {"words": words_bounds, "choices": choices_bounds, "rows": count, "width": width}
    return {**of_words, **of_choices, **of_rows}, shape


def _index_claims(source: str, library: Library) -> Mapping[str, Any]:
    """Give where the words and filters of a source's claims stand, and their rows with the elections of each."""
    claims = library.by_source[source]
    numbers = _number_claims(claims)
    chosen = [(numbers[one.key], one.whole) for one in claims if not one.claim.withdrawn]
    rows = {number: _list_claim(library, linked) for number, linked in chosen}
    words = ((number, _list_words(library, linked, rows[number])) for number, linked in chosen)
    return {
        "words": write_terms(words),
        "choices": write_terms((number, _list_choices(linked)) for number, linked in chosen),
        "numbers": [number for number, _ in chosen],
        "rows": "\n".join(write_json(rows[number]) for number, _ in chosen),
        "elections": [linked.elections for _, linked in chosen],
    }


def _list_words(library: Library, linked: LinkedClaim, row: Sequence[str]) -> list[str]:
    """Give what a claim is found by: the words of its sentence, its quotation, its speaker and its elections."""
    elections = (library.corpus.elections[name].name for name in linked.elections)
    return split_folded(" ".join((*row[:3], *elections)))


def _measure_width(groups: Mapping[str, str]) -> int:
    """Give how many letters the name of each group has."""
    return max((len(name) for name in groups.values()), default=0)


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
