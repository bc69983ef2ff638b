"""Cuts an index into pieces of bounded size, so that a query loads little however much there is to be searched.

What a piece holds depends on the terms and names themselves and on no running number: a change stays in its pieces.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import takewhile

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
    bits: dict[str, int] = {}
    for row, terms in rows:
        for term in terms:
            bits[term] = bits.get(term, 0) | 1 << row
    return " ".join(f"{term} {''.join(_write_sixes(found))}" for term, found in bits.items())


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


@dataclass(frozen=True, slots=True)
class Postings:
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


def cut_terms(terms: Mapping[str, str], *, is_fine: bool = False) -> Iterator[tuple[str, dict[str, str]]]:
    """Cut terms into pieces by their letters: each piece with the text at which it begins, in the order of terms.

    Unless they must be fine, the pieces of a small part are coarse.

    What is too large is halved in the middle of the alphabet, wherever its terms lie, so that no growth moves the
    bounds of other pieces.
    """
    everything = sorted(terms.items())
    limit = TERMS if is_fine or _measure(everything) > SMALL else COARSE
    # Entries, where their piece begins, and between which codes lies their letter at a depth; 0 is a term's end.
    waiting = [(everything, "", 0, 0, len(_LETTERS) + 1)]
    while waiting:
        entries, start, depth, low, high = waiting.pop()
        if len(entries) < 2 or _measure(entries) <= limit:
            if entries or not terms:
                yield start, dict(entries)
        elif high - low == 1:
            waiting.append((entries, start, depth + 1, 0, len(_LETTERS) + 1))
        else:
            middle = (low + high) // 2
            bound = entries[0][0][:depth] + _LETTERS[middle - 1]
            waiting.append(([one for one in entries if one[0] >= bound], bound, depth, middle, high))
            waiting.append(([one for one in entries if one[0] < bound], start, depth, low, middle))


def _measure(entries: Iterable[tuple[str, str]]) -> int:
    return sum(len(term) + len(rows) + 6 for term, rows in entries)


def cut_rows(rows: Mapping[tuple[str, int], str], size: int) -> tuple[int, Mapping[int, list[tuple[str, int]]]]:
    """Spread rows, as JSON, over pieces of about a size in characters: how many pieces, and what lies in each.

    There are 1, 2, 4, 8 or more, so that only a corpus that doubles lays its rows anew.
    """
    total = sum(map(len, rows.values()))
    size = COARSE if total <= SMALL else size
    count = 1
    while total > count * size:
        count *= 2
    pieces: dict[int, list[tuple[str, int]]] = {}
    for group, row in sorted(rows):
        pieces.setdefault(_find_piece(group, row, count), []).append((group, row))
    return count, dict(sorted(pieces.items()))


def _find_piece(group: str, row: int, count: int) -> int:
    number = 0
    for digit in group[-_HASH_WIDTH:]:
        number = number * 64 + _DIGITS.index(digit)
    return (number + row // _ROWS_PER_BLOCK) % count


def write_rows(part: str, number: int, groups: Mapping[str, str], **names: object) -> tuple[str, str]:
    """Write a piece of the rows of a part, such as `claims`, with the names of what they mention.

    What is shown of a group is given as JSON: its one row, or what `join_rows` gives.
    """
    shown = ",".join(f'"{group}":{text}' for group, text in groups.items())
    more = "".join(f',"{name}":{write_json(value)}' for name, value in names.items())
    return _write_script(f"{part}/rows-{number}", f'{{"rows":{{{shown}}}{more}}}')


def join_rows(held: Iterable[tuple[str, int]], rows: Mapping[tuple[str, int], str]) -> dict[str, str]:
    """Join rows, as JSON, to a table by their numbers for each group."""
    groups: dict[str, list[str]] = {}
    for group, row in held:
        groups.setdefault(group, []).append(f'"{row}":{rows[group, row]}')
    return {group: f"{{{','.join(members)}}}" for group, members in groups.items()}


def _write_script(name: str, value: str) -> tuple[str, str]:
    """Give the path and the text of a script that hands over a piece, such as `claims/rows-3`, given as JSON."""
    return f"search/{name}.js", f'asReported.pieces["{name}"] = {value};\n'


def write_cut(part: str, pieces: Iterable[tuple[str, Mapping[str, str]]]) -> tuple[dict[str, str], str]:
    """Give the pieces of a part, such as `claims/words`, by path, and where they begin, as one text.

    Of where a piece begins the text has a digit, for how many letters are those of the one before, and the others.
    """
    files: dict[str, str] = {}
    bounds: list[str] = []
    before = ""
    for start, held in pieces:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, start[:63], strict=False))
        shared = sum(1 for _ in alike)
        bounds.append(f"{write_number(shared, 1)}{start[shared:]}")
        before = start
        # Words of which only the letters matter are listed.
        value = held if any(held.values()) else " ".join(held)
        path, text = _write_script(f"{part}-{start}" if start else part, write_json(value))
        files[path] = text
    return files, " ".join(bounds)


def write_json(value: object) -> str:
    """Write JSON that is JavaScript, too, which it is but for two line separators, and that ends no element of HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
