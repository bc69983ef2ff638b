"""Finds the passage of a source that is most like a quote which isn't in it; on a budget, and only ever for a hint."""

from collections import Counter
from collections.abc import Sequence

import regex
from msgspec import Struct
from rapidfuzz import fuzz, process

from generator.quoting.lookalikes import make_skeleton

_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['\-.,:/][\p{L}\p{M}\p{N}]+)*")
_MOST_WORDS = 100
"""Of the quote; more say nothing more about where it came from."""
_MOST_REGIONS = 3
_MOST_HINTS = 5
_MOST_VOCABULARY = 20_000
_LIKE_WORD = 70
"""Per cent of likeness from which two words are taken for variants of one."""
_LEAST_LIKENESS = 0.5
"""Share of words in common, of the shorter side, from which a passage is offered."""
_EXTRA_COST = 0.3
"""Of a word that only the source has: cheap, since quotes leave out rather than add."""


class Token(Struct, frozen=True):
    """A word of a folded text."""

    text: str
    start: int
    """Offset in the folded text."""
    end: int
    """The first offset after the word."""
    skeleton: str
    """Without case, marks and look-alikes."""


Pair = tuple[Token | None, Token | None]
"""A word of the quote and what stands for it in the source; nothing where one side has no such word."""


class Passage(Struct, frozen=True):
    """A passage of the source like the quote."""

    start: int
    """Offset in the folded source."""
    end: int
    """The first offset after the passage."""
    pairs: tuple[Pair, ...]
    """The words of both, aligned."""


def find_similar(source: str, quote: str) -> Passage | None:
    """Give the passage of a folded source most like a folded quote, if any is like it at all."""
    table = make_skeleton(set(source) | set(quote))
    wanted = _tokenise(quote[: _MOST_WORDS * 40], table)[:_MOST_WORDS]
    words = _tokenise(source, table)
    weights = _weigh(words, wanted)
    best: tuple[float, Passage] | None = None
    for first, last in _choose_regions(words, weights, len(wanted)):
        likeness, pairs = _align(wanted, words[first:last])
        kept = [right for _, right in pairs if right]
        if kept and (best is None or likeness > best[0]):
            best = (likeness, Passage(kept[0].start, kept[-1].end, tuple(pairs)))
    if best is None or best[0] < _LEAST_LIKENESS * min(len(wanted), len(words)):
        return None
    return best[1]


def _tokenise(text: str, table: dict[int, str]) -> list[Token]:
    return [Token(match[0], match.start(), match.end(), match[0].translate(table)) for match in _TOKEN.finditer(text)]


def _weigh(words: Sequence[Token], wanted: Sequence[Token]) -> dict[str, float]:
    """Give each word that both have, or almost, with a weight: the rarer, the heavier."""
    counts = Counter(word.skeleton for word in words)
    shared = {token.skeleton for token in wanted if token.skeleton in counts}
    if len(shared) * 2 < len(wanted) and len(counts) <= _MOST_VOCABULARY:
        missing = sorted({token.skeleton for token in wanted} - shared, key=len, reverse=True)[:_MOST_HINTS]
        vocabulary = list(counts)
        near = (
            process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_LIKE_WORD)
            for word in missing
            if len(word) > 1
        )
        shared.update(match[0] for match in near if match)
    return {word: 1 / counts[word] for word in shared}


def _choose_regions(words: Sequence[Token], weights: dict[str, float], size: int) -> list[tuple[int, int]]:
    """Give the ranges of words, a few quotes long, where most of the weight comes together."""
    hits = [number for number, word in enumerate(words) if word.skeleton in weights]
    sums: list[tuple[float, int]] = []
    total, tail = 0.0, 0
    for head, number in enumerate(hits):
        total += weights[words[number].skeleton]
        while hits[tail] < number - 2 * size:
            total -= weights[words[hits[tail]].skeleton]
            tail += 1
        sums.append((total + (head - tail) * 1e-3, hits[tail]))
    regions: list[tuple[int, int]] = []
    taken: set[int] = set()
    for _, first in sorted(sums, reverse=True):
        if len(regions) == _MOST_REGIONS:
            break
        if first // (2 * size + 1) not in taken:
            taken.add(first // (2 * size + 1))
            regions.append((max(0, first - size - 1), first + 3 * size + 1))
    return regions


def _align(wanted: Sequence[Token], words: Sequence[Token]) -> tuple[float, list[Pair]]:
    """Align all of the quote with the best stretch of the words. Source: Sellers 1980, with words as letters."""
    costs = [[0.0] * (len(words) + 1)]
    for number, left in enumerate(wanted, 1):
        row = [float(number)]
        for column, right in enumerate(words, 1):
            swap = costs[-1][column - 1] + _compare(left, right)
            row.append(min(swap, costs[-1][column] + 1, row[-1] + _EXTRA_COST))
        costs.append(row)
    row_number, column = len(wanted), min(range(len(words) + 1), key=costs[-1].__getitem__)
    pairs: list[Pair] = []
    likeness = 0.0
    while row_number:
        cost = costs[row_number][column]
        left = wanted[row_number - 1]
        if column and cost == costs[row_number - 1][column - 1] + _compare(left, words[column - 1]):
            row_number, column = row_number - 1, column - 1
            likeness += 1 - _compare(left, words[column])
            pairs.append((left, words[column]))
        elif column and cost == costs[row_number][column - 1] + _EXTRA_COST:
            column -= 1
            pairs.append((None, words[column]))
        else:
            row_number -= 1
            pairs.append((left, None))
    return likeness, pairs[::-1]


def _compare(left: Token, right: Token) -> float:
    """Give the cost of one word for another, from 0 to 1."""
    if left.skeleton == right.skeleton:
        return 0.0
    ratio = fuzz.ratio(left.skeleton, right.skeleton)
    return 1 - ratio / 200 if ratio >= _LIKE_WORD else 1.0
