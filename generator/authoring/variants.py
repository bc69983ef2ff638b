"""Finds spellings in the texts that are near a name; only ever offered, as comments."""

from collections import Counter
from collections.abc import Iterator, Mapping

import regex
from msgspec import Struct
from rapidfuzz import fuzz

from generator.anchor import find_spellings
from generator.authoring.yaml_text import write_list, write_scalar
from generator.examine import TextAtHand
from generator.quoting.lookalikes import make_skeleton

_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{M}]*(?:['’\-][\p{L}\p{M}]+)*")
_POSSESSIVE = regex.compile(r"['’]s?$")
_LIKE = 80
"""Per cent of likeness from which a spelling is offered."""
_LEAST_LETTERS = 2
"""Of a part of the name that is offered alone, such as a surname."""
_MOST_OFFERED = 12
_MOST_CANDIDATES = 20_000


class Variant(Struct, frozen=True):
    """A spelling that stands in the texts."""

    spelling: str
    sources: tuple[str, ...]
    """That print it."""
    count: int
    language: str
    """Of the first of these sources."""


def find_variants(
    name: str, shelf: Mapping[str, TextAtHand], languages: Mapping[str, str], *, has_surname: bool
) -> tuple[Variant, ...]:
    """Give the spellings most like a name, or a part of it, that stand in the texts as whole words."""
    candidates = _choose(name, shelf, has_surname=has_surname)
    counts: dict[str, Counter[str]] = {spelling: Counter() for spelling in candidates}
    for source, text in shelf.items():
        for spelling, spans in find_spellings(text.source, (name, *candidates)).items():
            if spans and spelling != name:
                counts[spelling][source] += len(spans)
    return tuple(
        Variant(spelling, tuple(sorted(found)), found.total(), languages.get(min(found), "en"))
        for spelling, found in counts.items()
        if found
    )


def write_variants(variants: tuple[Variant, ...], owners: Mapping[str, str]) -> str:
    """Give spellings as members of `names`, each commented out, with the actors who have them already."""
    return "".join(
        f"#   - {{name: {write_scalar(one.spelling, in_flow=True)}, lang: {one.language},"
        f" printed_in: {write_list(one.sources)}}}  # {_count(one, owners)}\n"
        for one in variants
    )


def _count(variant: Variant, owners: Mapping[str, str]) -> str:
    owner = owners.get(variant.spelling)
    return f"in {variant.count} place{'s' if variant.count > 1 else ''}" + (f", {owner} already" if owner else "")


def _list_parts(name: str, *, has_surname: bool) -> tuple[str, ...]:
    """Give what may stand for a name: the parts of a person's, the initials of another's."""
    parts = name.split()
    if len(parts) < 2:
        return ()
    return tuple(parts) if has_surname else ("".join(part[0] for part in parts if part[0].isupper()),)


def _choose(name: str, shelf: Mapping[str, TextAtHand], *, has_surname: bool) -> tuple[str, ...]:
    """Give the runs of capitalised words that are most like the name, the likest first."""
    words = len(name.split())
    runs: Counter[str] = Counter()
    for text in shelf.values():
        runs.update(_list_runs(text.source.view.text, words + 1))
    wanted = [(part, _reduce(part)) for part in (name, *_list_parts(name, has_surname=has_surname))]
    scored = (
        (max(_compare(skeleton, _reduce(run), is_whole=part == name) for part, skeleton in wanted), run)
        for run, _ in runs.most_common(_MOST_CANDIDATES)
        if run != name
    )
    likely = sorted((-likeness, run) for likeness, run in scored if likeness >= _LIKE)
    return tuple(run for _, run in likely[:_MOST_OFFERED])


def _list_runs(text: str, longest: int) -> Iterator[str]:
    """Give every run of capitalised words with one space between them, up to so many."""
    open_words: list[regex.Match[str]] = []
    for match in _CAPITALISED.finditer(text):
        if open_words and text[open_words[-1].end() : match.start()] != " ":
            open_words = []
        open_words = [*open_words[-longest + 1 :], match]
        yield from (_POSSESSIVE.sub("", text[first.start() : match.end()]) for first in open_words)


def _reduce(name: str) -> str:
    return name.translate(make_skeleton(set(name)))


def _compare(wanted: str, run: str, *, is_whole: bool) -> float:
    """Give the likeness of two skeletons; a part of a name must be nearly the same to mean it."""
    if not is_whole and (len(wanted) < _LEAST_LETTERS or fuzz.ratio(wanted, run) < 90):
        return 0.0
    return fuzz.ratio(wanted, run)
