"""Lists claims that could be told more of, and results that only one source gives."""

from collections import defaultdict
from collections.abc import Iterator

from generator.link import Library
from generator.load import Content
from generator.model import Result
from generator.worklists.entry import Entry
from generator.worklists.figures import Figure, list_figures


def list_topics(library: Library, content: Content) -> Iterator[Entry]:  # noqa: ARG001 - the signature of all lists
    """Give each claim without a topic."""
    for linked in library.claims.values():
        if not linked.claim.topics and not linked.claim.withdrawn:
            yield Entry(linked.claim.place, f"{linked.ref} has no topic", "add topics:")


def list_predictions(library: Library, content: Content) -> Iterator[Entry]:  # noqa: ARG001
    """Give each prediction of which no later claim says how it came out, and no dispute that it is unsettled."""
    for linked in library.claims.values():
        claim = linked.claim
        disputes = (library.corpus.disputes[name] for name in linked.disputes)
        is_told = claim.outcome or any(dispute.kind == "unsettled-prediction" for dispute in disputes)
        if claim.kind == "prediction" and not is_told and not claim.withdrawn:
            due = f", for {claim.happened}" if claim.happened else ""
            found = f"the prediction {linked.ref}{due} has no outcome"
            yield Entry(claim.place, found, "add outcome: where a later claim tells it")


def list_single_sources(library: Library, content: Content) -> Iterator[Entry]:  # noqa: ARG001
    """Give each result of an election with a figure that no other publisher's text states just so.

    Figures are those that results show: shares, votes, seats, turnout, registered voters. Claims of kind figure on
    which no result rests are left out, since most of them (an age, a number of comments) never have a second source.
    """
    publishers: dict[Figure, set[str]] = defaultdict(set)
    alone: dict[str, tuple[Result, list[Figure]]] = {}
    for figure, result in list_figures(library):
        publishers[figure].add(_find_publisher(library, result))
    for figure, result in list_figures(library):
        if len(publishers[figure]) == 1:
            alone.setdefault(str(result.place), (result, []))[1].append(figure)
    for result, figures in alone.values():
        told = ", ".join(dict.fromkeys(f"{figure.what} {figure.value}" for figure in figures))
        found = f"{told} ({figures[0].election}) rests on {_find_publisher(library, result)} only"
        yield Entry(result.place_of("claim"), found, "look for a second source")


def _find_publisher(library: Library, result: Result) -> str:
    source = result.claim.partition("/")[0]
    return library.corpus.sources[source].publisher if source in library.corpus.sources else source
