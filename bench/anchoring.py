"""Measures how long it takes to find many quotes in many texts, and to say of wrong ones why they are not there."""

import argparse
import random
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

from generator.anchor import seek_quote
from generator.load import TextFile
from generator.misses import study_misses
from generator.quoting.quotes import Selector
from generator.quoting.source_text import read_source

_SEED = 20_261_122
_FEWEST_WORDS, _MOST_WORDS = 5, 14
"""Of a quote."""
_SYLLABLES = (
    "ka",
    "zo",
    "mi",
    "ter",
    "lan",
    "dor",
    "su",
    "vek",
    "ri",
    "est",
    "um",
    "qu",
    "or",
    "ит",
    "бу",
    "нда",
    "ко",
)
_VOCABULARY = 8_000


@dataclass(frozen=True, slots=True)
class Size:
    """How much is to be found in one text."""

    characters: int
    quotes: int


def main() -> None:
    """Print what it took, in seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1_000)
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--wrong", type=int, default=10_000, help="quotes that stand in none of the texts")
    parser.add_argument("--characters", type=int, default=20_000, help="of a text")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    size = Size(options.characters, options.quotes // options.texts)
    began = time.monotonic()
    with ProcessPoolExecutor(options.processes) as pool:
        found = sum(pool.map(partial(find_all, size), range(options.texts), chunksize=10))
    _tell(f"{found:,} of {size.quotes * options.texts:,} quotes found in {options.texts:,} texts", began)
    began = time.monotonic()
    texts = {str(number): TextFile(make_text(number, size), "plain", "") for number in range(options.texts)}
    wanted = [(str(number % options.texts), Selector(make_wrong_quote(number))) for number in range(options.wrong)]
    explained = sum(miss is not None for miss in study_misses(wanted, texts))
    _tell(f"{explained:,} of {options.wrong:,} wrong quotes explained, the others told", began)


def find_all(size: Size, number: int) -> int:
    """Read one text, and give how many of the quotes that were cut from it are found in it, once or more often."""
    text = make_text(number, size)
    source, chance = read_source(text), random.Random(f"{_SEED} quotes {number}")
    outcomes = (seek_quote(source, Selector(cut_quote(text, chance))) for _ in range(size.quotes))
    return sum(outcome is not None for outcome in outcomes)


def make_text(number: int, size: Size) -> str:
    """Give a text that is the same in every run."""
    chance = random.Random(f"{_SEED} text {number}")
    words = _make_words()
    paragraphs: list[str] = []
    length = 0
    while length < size.characters:
        signs = chance.choices(("", ",", ".", " – 3.5 %", "’s"), (90, 5, 3, 1, 1), k=chance.randint(30, 90))
        paragraphs.append(" ".join(chance.choice(words) + sign for sign in signs))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def cut_quote(text: str, chance: random.Random) -> str:
    """Give some words of one paragraph, from the beginning of one to the end of another."""
    words = chance.choice(text.split("\n\n")).split(" ")
    count = chance.randint(_FEWEST_WORDS, _MOST_WORDS)
    first = chance.randrange(max(1, len(words) - count))
    return " ".join(words[first : first + count]).strip("–%,. ")


def make_wrong_quote(number: int) -> str:
    """Give words that stand nowhere in this order."""
    chance = random.Random(f"{_SEED} wrong {number}")
    return " ".join(chance.choices(_make_words(), k=10))


@cache
def _make_words() -> tuple[str, ...]:
    chance = random.Random(_SEED)
    return tuple("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(_VOCABULARY))


def _tell(what: str, began: float) -> None:
    spent = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(usage.ru_utime + usage.ru_stime for usage in spent)
    print(f"{what}: {time.monotonic() - began:.1f} s, {seconds:.1f} s of processors so far")  # noqa: T201


if __name__ == "__main__":
    main()
