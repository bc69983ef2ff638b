"""Plans what `asreported new claim` writes: one more claim in its source's file, with its words looked up."""

from pathlib import Path

from generator.authoring.claim_entry import ClaimWish, write_claim, write_claims_head, write_entry
from generator.authoring.find_words import find_key, name_place, read_shelf, show_place
from generator.authoring.finding import WordsPlace, explain_absence, find_words
from generator.authoring.workbench import CHECK, Draft, Workbench, refuse, require_known, say_unsure
from generator.authoring.yaml_text import add_entry, indent
from generator.problems import InvalidContent, Place, Problem

_MOST_LISTED = 10


def plan_claim(bench: Workbench, source: str, words: str, wish: ClaimWish, number: int | None = None) -> Draft:
    """Give the claims' file with one more. Raises InvalidContent where the words aren't there, or at several places."""
    path = f"content/claims/{source}.yml"
    corpus = bench.corpus
    require_known("content/sources", "the source", [source], [*corpus.sources, *bench.content.texts])
    require_known(path, "kind", filter(None, [wish.kind]), corpus.settings.claim_kinds)
    require_known(path, "speaker", filter(None, [wish.speaker]), corpus.actors)
    require_known(path, "topics", wish.topics, corpus.topics)
    shelf = read_shelf(bench, source)
    places = tuple(find_words(shelf, words))
    if not places:
        raise InvalidContent([explain_absence(shelf, words)])
    place = _choose_place(path, places, number)
    key = find_key(bench, source)
    entry = write_entry(key, write_claim(bench, place, shelf[source], wish))
    text = bench.content.files.get(path)
    fresh = (
        write_claims_head(bench) + indent(entry, 2) if text is None else add_entry(text, path, entry, below="claims")
    )
    return Draft({bench.root / Path(path): fresh}, _say(bench, place, key, entry))


def _choose_place(path: str, places: tuple[WordsPlace, ...], number: int | None) -> WordsPlace:
    if number is not None and not 1 <= number <= len(places):
        message = f"--place must be from 1 to {len(places)}, found {number}"
        raise refuse(path, "occurrence-out-of-range", message, "run it without --place to see them")
    if number is None and len(places) > 1:
        listed = (f"{place.number}. p{place.paragraphs[0]} {show_place(place)}" for place in places[:_MOST_LISTED])
        message = f"the words must stand once in source {places[0].source}, found {places[0].count} times"
        hint = "give more words, or choose one with --place N"
        raise InvalidContent([Problem(Place(path), "quote-ambiguous", message, hint, tuple(listed))])
    return places[(number or 1) - 1]


def _say(bench: Workbench, place: WordsPlace, key: str, entry: str) -> str:
    path = f"content/claims/{place.source}.yml"
    first = f"{path}: {key}, from {name_place(bench, place)}{say_unsure(entry)}"
    is_open = f"text:  {CHECK}" in entry
    todo = "write your sentence after text:, then " if is_open else ""
    return f"{first}\n\n{indent(entry.rstrip(), 2)}\n\nNext: {todo}asreported lock, then asreported build"
