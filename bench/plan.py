"""Says how many records of each kind a corpus of so many pages holds."""

from dataclasses import dataclass

_FIXED_PAGES = 68
"""Pages that every corpus has: the guide, the home page, the indexes, one a kind of claim."""
_PAGES_PER_CLAIM = 1.33
"""A claim's own page, and its share of the pages of actors, sources, lists and the rest."""
_CLAIMS_PER_SOURCE = 32


@dataclass(frozen=True)
class Plan:
    """The size of a corpus."""

    pages: int
    """How many pages are asked for; what comes out is within a few per cent of it."""
    seed: int
    """The same seed and size give the same corpus, byte for byte."""
    claims: int
    sources: int
    actors: int
    elections: int
    topics: int
    disputes: int


def plan_corpus(pages: int, seed: int) -> Plan:
    """Give the size of a corpus that makes about so many pages. Fewer than 100 can't be had."""
    claims = max(16, round((pages - _FIXED_PAGES) / _PAGES_PER_CLAIM))
    return Plan(
        pages=pages,
        seed=seed,
        claims=claims,
        sources=max(1, round(claims / _CLAIMS_PER_SOURCE)),
        actors=8 + claims // 9,
        elections=1 + claims // 130,
        topics=min(4 + claims // 40, 90),
        disputes=1 + claims // 60,
    )
