"""Lists actors that are never cited, and names in the texts that belong to no actor."""

from collections import defaultdict
from collections.abc import Iterator

from generator.coverage import counts_as_text
from generator.link import Library, list_cited
from generator.load import Content, TextFile
from generator.model import Actor, Election, Section
from generator.problems import Place
from generator.quoting.source_text import read_source
from generator.quoting.words import split_paragraphs
from generator.worklists.entry import Entry
from generator.worklists.names import FoundName, find_names, list_ordinary

_MOST_PLACES = 6
_SKIPPED = frozenset({"headline", "byline"})
"""Headlines capitalise every word; bylines name authors, whom the source's record has."""
_CURE = "add it to names: of its actor, or an actor"


def list_uncited(library: Library, content: Content) -> Iterator[Entry]:  # noqa: ARG001 - the signature of all lists
    """Give each actor that no claim, source or election names, with how often the texts mention it."""
    cited = list_cited(library)
    for name, actor in library.corpus.actors.items():
        if name not in cited:
            found = library.evidence.mentions[name].found.values() if name in library.evidence.mentions else ()
            count = sum(len(places) for by_spelling in found for places in by_spelling.values())
            told = f"mentioned {count} times and never cited" if count != 1 else "mentioned once and never cited"
            yield Entry(actor.place, f"{name} is {told}", "cite it in a claim (about:), or let it be a mere mention")


def list_names(library: Library, content: Content) -> Iterator[Entry]:
    """Give capitalised names in the texts at hand that are no known spelling, the commonest first."""
    known = [library.corpus.settings.title, *_list_spellings(library)]
    found: dict[str, list[tuple[str, FoundName]]] = defaultdict(list)
    texts = {name: content.texts[name] for name in sorted(content.texts) if name in library.corpus.sources}
    shelf = {source: read_source(text.raw, text.format) for source, text in texts.items()}
    ordinary = list_ordinary(shelf.values())
    for source, text in shelf.items():
        for name in find_names(text, known, ordinary, _list_ranges(library, source, texts[source])):
            found[name.text].append((source, name))
    for spelling, places in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if not all(place.opens_sentence for _, place in places):
            where = _describe(places, content)
            told = "once" if len(places) == 1 else f"{len(places)} times"
            yield Entry(
                _locate(*places[0], content),
                f"{spelling} stands in the texts {told} ({where}) and is no actor's",
                _CURE,
            )


def _list_spellings(library: Library) -> Iterator[str]:
    records: list[Actor | Election] = [*library.corpus.actors.values(), *library.corpus.elections.values()]
    for record in records:
        yield record.name
        yield from (name.name for name in record.names)
    for source in library.corpus.sources.values():
        yield from (source.title, *source.authors)


def _list_ranges(library: Library, source: str, text: TextFile) -> tuple[tuple[int, int], ...]:
    """Give the ranges of the text where prose stands, in characters."""
    sections = library.corpus.sources[source].sections
    skipped = {number for section in sections if _is_skipped(section) for number in section.paragraphs}
    spans = enumerate(split_paragraphs(text.raw), start=1)
    return tuple((span.start, span.end) for number, span in spans if number not in skipped)


def _is_skipped(section: Section) -> bool:
    return section.kind in _SKIPPED or not counts_as_text(section)


def _describe(places: list[tuple[str, FoundName]], content: Content) -> str:
    """Give the paragraphs by source, such as `ferry-2040 p2, p5`."""
    by_source: dict[str, dict[str, None]] = defaultdict(dict)
    for source, place in places:
        spans = split_paragraphs(content.texts[source].raw)
        number = next(number for number, span in enumerate(spans, start=1) if place.start < span.end)
        by_source[source][f"p{number}"] = None
    listed = [(source, list(numbers)) for source, numbers in by_source.items()]
    return "; ".join(
        f"{source} {', '.join(numbers[:_MOST_PLACES])}{' …' if len(numbers) > _MOST_PLACES else ''}"
        for source, numbers in listed
    )


def _locate(source: str, name: FoundName, content: Content) -> Place:
    text = content.texts[source]
    before = text.raw[: name.start]
    ending = "md" if text.format == "markdown" else "txt"
    return Place(f"texts/{source}.{ending}", before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
