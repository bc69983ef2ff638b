"""Lists disputes that the figures suggest and nobody recorded."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from generator.link import Library
from generator.load import Content
from generator.sheaf import LinkedClaim
from generator.worklists.entry import Entry
from generator.worklists.figures import list_figures

_NUMBER = re.compile(
    r"(?P<number>\d+(?:[.,  ]\d{3})*(?:[.,]\d+)?)\s*"
    r"(?P<unit>%|per ?cent|(?:(?:of|the|all|main|million|billion|thousand)\s+)*[^\W\d_]+)"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_UNITS = {"per cent": "%", "percent": "%"}


def list_disputes(library: Library, content: Content) -> Iterator[Entry]:  # noqa: ARG001 - the signature of all lists
    """Give pairs of claims whose figures can't both be true, where no dispute holds both.

    A pair is suggested for one of two reasons, both narrow, since a work list with noise is not read:

    - two results of the same contest, on different claims, give figures for the same thing (an option's share, votes
      or seats, turnout, voters) that exclude each other. Bounds count: 82 to 85 excludes 81.3, "less than 10" and
      "at most 3.5" agree.
    - two claims of kind figure by different speakers share an election, are about exactly the same actors (at least
      one), share a topic, and their paraphrases each give a single number in the same unit, and these differ. The
      unit is the per cent sign or the word after the number. A status in one that makes it another sort of figure
      (poll, exit poll, estimate) is no excuse: that is what a dispute can say.

    Parts and wholes by one speaker, figures of other elections and numbers in other units are never paired.
    """
    told: set[frozenset[str]] = set()
    for first, second, why in (*_pair_results(library), *_pair_claims(library)):
        pair = frozenset({first, second})
        if len(pair) == 2 and pair not in told and not _is_recorded(library, first, second):
            told.add(pair)
            if first in library.claims:
                place = library.claims[first].claim.place
                yield Entry(place, f"{first} and {second} differ: {why}", "record a dispute, or say in a note why not")


def _pair_results(library: Library) -> Iterator[tuple[str, str, str]]:
    for (one, result), (other, rival) in combinations(list_figures(library), 2):
        if one.excludes(other):
            yield result.claim, rival.claim, f"{one.what} {one.value} and {other.value}"


def _pair_claims(library: Library) -> Iterator[tuple[str, str, str]]:
    figures = [
        linked
        for linked in library.claims.values()
        if linked.claim.kind == "figure" and linked.claim.about and not linked.claim.withdrawn
    ]
    for one, other in combinations(figures, 2):
        if _are_alike(one, other):
            left, right = _read_numbers(one.claim.text), _read_numbers(other.claim.text)
            for unit in left.keys() & right.keys():
                if left[unit] != right[unit] and "" not in (left[unit], right[unit]):
                    yield one.ref, other.ref, f"{left[unit]} and {right[unit]} {unit}"


def _are_alike(one: LinkedClaim, other: LinkedClaim) -> bool:
    return (
        one.speaker != other.speaker
        and set(one.claim.about) == set(other.claim.about)
        and not set(one.elections).isdisjoint(other.elections)
        and not set(one.claim.topics).isdisjoint(other.claim.topics)
    )


def _read_numbers(text: str) -> Mapping[str, str]:
    """Give the number in each unit; empty for a unit with several, which can't be compared."""
    numbers: dict[str, str] = {}
    for match in _NUMBER.finditer(text):
        unit = match["unit"].split()[-1] if " " in match["unit"] and "cent" not in match["unit"] else match["unit"]
        unit = _UNITS.get(unit, unit.casefold())
        number = match["number"]
        if _YEAR.fullmatch(number) and unit != "%":
            continue
        numbers[unit] = number if numbers.get(unit, number) == number else ""
    return numbers


def _is_recorded(library: Library, first: str, second: str) -> bool:
    return not set(library.claims[first].disputes).isdisjoint(library.claims[second].disputes)
