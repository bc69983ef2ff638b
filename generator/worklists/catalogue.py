"""Names the work lists, and makes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.link import Library
from generator.load import Content
from generator.worklists.actor_lists import list_names, list_uncited
from generator.worklists.claim_lists import list_predictions, list_single_sources, list_topics
from generator.worklists.coverage_lists import list_paragraphs, list_quotes
from generator.worklists.dispute_list import list_disputes
from generator.worklists.entry import Entry
from generator.worklists.lock_list import list_lock

LISTS: Mapping[str, Callable[[Library, Content], Iterator[Entry]]] = {
    "paragraphs": list_paragraphs,
    "topics": list_topics,
    "single-source": list_single_sources,
    "names": list_names,
    "uncited": list_uncited,
    "predictions": list_predictions,
    "quotes": list_quotes,
    "lock": list_lock,
    "disputes": list_disputes,
}
"""By the name that `asreported todo` takes, in the order in which it prints them."""


def make_lists(library: Library, content: Content, names: Iterable[str] = ()) -> Mapping[str, tuple[Entry, ...]]:
    """Give the entries of the lists that are named, or of all; lists without any are left out."""
    wanted = tuple(names) or tuple(LISTS)
    made = {name: tuple(LISTS[name](library, content)) for name in LISTS if name in wanted}
    return {name: entries for name, entries in made.items() if entries}
