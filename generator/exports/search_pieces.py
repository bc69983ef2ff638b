"""Cuts an index into pieces of bounded size, so that a query loads little however much there is to be searched.

What a piece holds depends on the terms and names themselves and on no running number: a change stays in its pieces.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate, groupby, takewhile
from typing import TypeVar

from msgspec import Struct, field
from msgspec.json import Encoder

V = TypeVar("V")
_ENCODER = Encoder()
Block = tuple[str, int]
"""Some neighbouring rows of a group, by its name and their number."""

_DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""Six bits each, in the order of ASCII, so that numbers of one width sort as texts."""
_HASH_WIDTH = 3
_ROWS_PER_DIGIT = 6
_ROWS_PER_BLOCK = 4
"""How many neighbouring rows of a group lie in one piece: those that are found together are often said together."""
_PAIR = re.compile(f"{_DIGITS[63]}*..")
"""An offset and which of the six are meant."""
_LETTERS = "-0123456789abcdefghijklmnopqrstuvwxyz"
"""What terms are made of: folded words and ids. In the order of ASCII."""

SMALL = 256 * 1024
"""Up to so many characters in all, a part is cut coarsely: few files, soon loaded whole."""
COARSE = 12 * 1024
TERMS = 8 * 1024
"""Characters of a piece of terms in a part that is not small; one term alone may need more."""
MOST_ROWS = 24 * 1024
"""Characters of the rows of one term. Beyond, the first groups are listed and the number of rows is told."""


def write_number(number: int, width: int) -> str:
    """Write a number in so many digits; what is too large or too small becomes the largest or the smallest."""
    number = min(max(number, 0), 64**width - 1)
    return "".join(_DIGITS[number >> 6 * place & 63] for place in reversed(range(width)))


def name_groups(orders: Mapping[str, str]) -> dict[str, str]:
    """Give each id a short name that sorts by its order, and of which the end is spread evenly.

    An order is a text of ASCII; all must be equally long.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for group, order in sorted(orders.items()):
        number = int.from_bytes(sha256(group.encode()).digest()[:4])
        while (name := order + write_number(number % 64**_HASH_WIDTH, _HASH_WIDTH)) in taken:
            number += 1
        taken.add(name)
        names[group] = name
    return names


def write_terms(rows: Iterable[tuple[int, Iterable[str]]]) -> str:
    """Write each term and in which rows of a group it stands, such as claims of a source; rows are numbers from 0.

    These are pairs of digits: an offset, in sixes, and which of the six are meant. As one text they are soon read.
    """
    return " ".join(_write_each(rows))


def write_letters(rows: Iterable[tuple[int, Iterable[str]]]) -> dict[str, str]:
    """Do the same for the terms of each first letter."""
    letters: dict[str, list[str]] = {}
    for written in _write_each(rows):
        letters.setdefault(written[0], []).append(written)
    return {letter: " ".join(terms) for letter, terms in letters.items()}


def _write_each(rows: Iterable[tuple[int, Iterable[str]]]) -> Iterator[str]:
    bits: dict[str, int] = {}
    for row, terms in rows:
        for term in terms:
            bits[term] = bits.get(term, 0) | 1 << row
    return (f"{term} {''.join(_write_sixes(found))}" for term, found in bits.items())


def _write_sixes(rows: int) -> Iterator[str]:
    offset = 0
    while rows:
        if rows & 63:
            # The last digit stands for 63 and says that more follows.
            yield _DIGITS[63] * (offset // 63) + _DIGITS[offset % 63] + _DIGITS[rows & 63]
        rows >>= _ROWS_PER_DIGIT
        offset += 1


def _count_rows(sixes: str) -> int:
    """Count the rows that were written as pairs of digits."""
    return sum(_DIGITS.index(pair[-1]).bit_count() for pair in _PAIR.findall(sixes))


class Postings(Struct, frozen=True):
    """In which rows of which groups each term stands."""

    width: int
    """Letters of a group's name."""
    terms: dict[str, list[str]] = field(default_factory=dict)
    """Names of groups, each with its rows behind it, by term."""

    def note(self, group: str, rows: str) -> None:
        """Note the rows of all terms of a group, as `write_terms` writes them; a group is noted once."""
        parts = rows.split()
        for term, sixes in zip(parts[::2], parts[1::2], strict=True):
            self.terms.setdefault(term, []).append(group + sixes)

    def write(self) -> dict[str, str]:
        """Write the rows of each term, and forget them, which take much more memory than what is written."""
        return {term: self._write_groups(self.terms.pop(term)) for term in list(self.terms)}

    def _write_groups(self, groups: list[str]) -> str:
        written: list[str] = []
        length = 0
        for text in sorted(groups):
            length += len(text) + 1
            if length > MOST_ROWS:
                return " ".join((f"+{sum(_count_rows(one[self.width :]) for one in groups)}", *written))
            written.append(text)
        return " ".join(written)


def cut_terms(terms: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Cut terms finely into pieces by their letters: each with the text at which it begins, in the order of terms."""
    entries = sorted(terms.items())
    for start, held in _cut(entries, [term for term, _ in entries], map(_measure, entries), TERMS):
        yield start, dict(held)


def write_pieces(terms: Mapping[str, str]) -> list[str]:
    """Cut terms finely and write the members of each piece as JSON, from which `join_pieces` makes tables."""
    return [write_json(held)[1:-1] for _, held in cut_terms(terms) if held]


def join_pieces(pieces: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Cut a part by its letters, given the pieces of each letter in their order: where each begins, and its table.

    The pieces of a small part are coarse.
    """
    terms = [piece[1 : piece.index('"', 1)] for piece in pieces]
    sizes = [len(piece) + 1 for piece in pieces]
    limit = TERMS if sum(sizes) > SMALL else COARSE
    for start, held in _cut(pieces, terms, sizes, limit):
        yield start, f"{{{','.join(held)}}}" if held else '""'


def _cut(
    entries: Sequence[V], terms: Sequence[str], sizes: Iterable[int], limit: int
) -> Iterator[tuple[str, Sequence[V]]]:
    """Cut entries, given the first term and the size of each, into pieces up to a limit; none make one empty piece.

    What is too large is halved in the middle of the alphabet, wherever its terms lie, so that no growth moves the
    bounds of other pieces. So what was cut finely, and even each letter for itself, fits into what is cut coarsely.
    """
    sums = [0, *accumulate(sizes)]
    # From which entry to which, where their piece begins, and between which codes lies their letter at a depth; 0 is a
    # term's end.
    waiting = [(0, len(entries), "", 0, 0, len(_LETTERS) + 1)]
    while waiting:
        first, end, start, depth, low, high = waiting.pop()
        if end - first < 2 or sums[end] - sums[first] <= limit:
            if first < end or not entries:
                yield start, entries[first:end]
        elif high - low == 1:
            waiting.append((first, end, start, depth + 1, 0, len(_LETTERS) + 1))
        else:
            middle = (low + high) // 2
            bound = terms[first][:depth] + _LETTERS[middle - 1]
            half = bisect_left(terms, bound, first, end)
            waiting.append((half, end, bound, depth, middle, high))
            waiting.append((first, half, start, depth, low, middle))


def _measure(entry: tuple[str, str]) -> int:
    """Give how many characters a term and its rows take as a member of a table and with a comma, as JSON."""
    term, rows = entry
    return len(term) + len(rows) + 6


def group_rows(numbers: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    """Give the blocks of a group's rows, given their numbers in order."""
    for block, held in groupby(numbers, lambda number: number // _ROWS_PER_BLOCK):
        yield block, list(held)


def cut_rows(blocks: Iterable[Block], total: int, size: int) -> tuple[int, Mapping[int, list[Block]]]:
    """Spread blocks of rows over pieces of about a size in characters: how many pieces, and what lies in each.

    Given is how many characters all rows have. There are 1, 2, 4, 8 or more pieces, so that only a corpus that doubles
    lays its rows anew.
    """
    size = COARSE if total <= SMALL else size
    count = 1
    while total > count * size:
        count *= 2
    pieces: dict[int, list[Block]] = {}
    for group, block in sorted(blocks):
        pieces.setdefault(_find_piece(group, block, count), []).append((group, block))
    return count, dict(sorted(pieces.items()))


def _find_piece(group: str, block: int, count: int) -> int:
    number = 0
    for digit in group[-_HASH_WIDTH:]:
        number = number * 64 + _DIGITS.index(digit)
    return (number + block) % count


def write_rows(part: str, number: int, groups: Mapping[str, str], **names: object) -> tuple[str, str]:
    """Write a piece of the rows of a part, such as `claims`, with the names of what they mention.

    What is shown of a group is given as JSON: its one row, or a table of rows by their numbers.
    """
    shown = ",".join(f'"{group}":{text}' for group, text in groups.items())
    more = "".join(f',"{name}":{write_json(value)}' for name, value in names.items())
    return _write_script(f"{part}/rows-{number}", f'{{"rows":{{{shown}}}{more}}}')


def _write_script(name: str, value: str) -> tuple[str, str]:
    """Give the path and the text of a script that hands over a piece, such as `claims/rows-3`, given as JSON."""
    return f"search/{name}.js", f'asReported.pieces["{name}"] = {value};\n'


def write_cut(part: str, pieces: Iterable[tuple[str, str]]) -> tuple[dict[str, str], str]:
    """Give the pieces of a part, such as `claims/words`, given as JSON, by path, and where they begin, as one text.

    Of where a piece begins the text has a digit, for how many letters are those of the one before, and the others.
    """
    files: dict[str, str] = {}
    bounds: list[str] = []
    before = ""
    for start, value in pieces:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, start[:63], strict=False))
        shared = sum(1 for _ in alike)
        bounds.append(f"{write_number(shared, 1)}{start[shared:]}")
        before = start
        path, text = _write_script(f"{part}-{start}" if start else part, value)
        files[path] = text
    return files, " ".join(bounds)


def write_json(value: object) -> str:
    """Write JSON that is JavaScript, too, which it is but for two line separators, and that ends no element of HTML."""
    text = _ENCODER.encode(value).decode()
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
