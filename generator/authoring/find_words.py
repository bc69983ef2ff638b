"""Says what `asreported find` prints: each place of the words, and a claim to be pasted there."""

import re
from collections.abc import Mapping, Sequence

from generator.authoring.claim_entry import ClaimWish, write_claim, write_claims_head, write_entry
from generator.authoring.finding import WordsPlace
from generator.authoring.workbench import Workbench, refuse, require_known
from generator.authoring.yaml_text import indent
from generator.examine import TextAtHand, measure_text
from generator.problems import InvalidContent
from generator.yaml_tree import Node, parse_yaml

MOST_SHOWN = 5
"""Places for which a claim is printed; the others are counted."""
_KEY = re.compile(r"c([0-9]{1,9})")


def read_shelf(bench: Workbench, source: str = "") -> Mapping[str, TextAtHand]:
    """Read the texts at hand, or a source's. Raises InvalidContent where there is none."""
    known = bench.corpus.sources
    if source:
        require_known("content/sources", "the source", [source], [*known, *bench.content.texts])
    wanted = [source] if source else sorted(bench.content.texts)
    shelf = {name: measure_text(bench.content.texts[name]) for name in wanted if name in bench.content.texts}
    if not shelf:
        path = f"content/sources/{source}.yml" if source else "content/sources"
        message = f"a text must be at hand to be searched, found none{f' of {source}' if source else ''}"
        put = f"put {'it' if source else 'the texts'} into {bench.show_path(bench.texts)}"
        hint = put if known else "begin with: asreported add-source FILE"
        raise refuse(path, "text-away", message, hint)
    return shelf


def print_places(bench: Workbench, places: Sequence[WordsPlace], shelf: Mapping[str, TextAtHand]) -> str:
    """Give, for people, where the words stand, each place with a claim that can be pasted."""
    blocks = []
    for place in places[:MOST_SHOWN]:
        path = f"content/claims/{place.source}.yml"
        claim = indent(_write(bench, place, shelf).rstrip("\n"), 2)
        head = "" if path in bench.content.files else write_claims_head(bench)
        blocks.append(f"{_head(bench, place)}\n# for {path}:\n{head}{claim}")
    if len(places) > MOST_SHOWN:
        blocks.append(f"# and {len(places) - MOST_SHOWN} more places; give more words, or --source ID")
    return "\n\n".join(blocks)


def describe_places(
    bench: Workbench, places: Sequence[WordsPlace], shelf: Mapping[str, TextAtHand]
) -> list[dict[str, object]]:
    """Give all places for programs."""
    return [
        {
            "source": place.source,
            "paragraphs": list(place.paragraphs),
            "section": find_section(bench, place),
            "before": place.before.strip(),
            "words": place.selector.exact,
            "after": place.after.strip(),
            "prefix": place.selector.prefix or None,
            "suffix": place.selector.suffix or None,
            "occurrence": place.selector.occurrence,
            "number": place.number,
            "count": place.count,
            "key": find_key(bench, place.source),
            "claim": _write(bench, place, shelf),
        }
        for place in places
    ]


def find_section(bench: Workbench, place: WordsPlace) -> str:
    """Give the kind of the section where a place begins; empty where its source has none there."""
    source = bench.corpus.sources.get(place.source)
    sections = source.sections if source else ()
    return next((section.kind for section in sections if place.paragraphs[0] in section.paragraphs), "")


def find_key(bench: Workbench, source: str) -> str:
    """Give the next free key of a source's claims. Raises InvalidContent where their file can't be read."""
    path = f"content/claims/{source}.yml"
    if path not in bench.content.files:
        return "c1"
    tree, problems = parse_yaml(bench.content.files[path], path)
    if tree is None:
        raise InvalidContent(problems)
    numbers = [int(match[1]) for key in _list_keys(tree.at("claims")) if (match := _KEY.fullmatch(key))]
    return f"c{max(numbers, default=0) + 1}"


def show_place(place: WordsPlace) -> str:
    """Give a place with the words around it, on one line."""
    before, after = (f"…{place.before}" if place.before else ""), (f"{place.after}…" if place.after else "")
    return f"{before}[[{' '.join(place.selector.exact.split())}]]{after}"


def name_place(bench: Workbench, place: WordsPlace) -> str:
    """Give the source, paragraph and kind of section of a place."""
    numbers = "-".join(dict.fromkeys((str(place.paragraphs[0]), str(place.paragraphs[-1]))))
    section = find_section(bench, place)
    which = f", place {place.number} of {place.count}" if place.count > 1 else ""
    return f"{place.source} p{numbers}{f' ({section})' if section else ''}{which}"


def _head(bench: Workbench, place: WordsPlace) -> str:
    return f"# {name_place(bench, place)}: {show_place(place)}"


def _write(bench: Workbench, place: WordsPlace, shelf: Mapping[str, TextAtHand]) -> str:
    fields = write_claim(bench, place, shelf[place.source], ClaimWish())
    return write_entry(find_key(bench, place.source), fields)


def _list_keys(node: Node) -> Sequence[str]:
    return tuple(node.value) if isinstance(node.value, Mapping) else ()
