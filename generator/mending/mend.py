"""Applies repairs in memory and keeps those after which fewer problems are left, and no new one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.evidence import Evidence
from generator.load import Content
from generator.lock import LOCK_PATH, read_lock
from generator.mending.quote_repairs import propose_quotes
from generator.mending.reference_repairs import propose_references
from generator.mending.repair import Advice, Repair
from generator.pipeline import check_content
from generator.problems import HIDEABLE, Place, Problem
from generator.quoting.source_text import read_source
from generator.validate import validate_content
from generator.yaml_edit import Unwritable, replace_scalar
from generator.yaml_tree import Node, parse_yaml

_OF_FOUND = frozenset(
    {"negation-outside", "negation-elided", "quote-short", "quote-long", "context-unneeded", "share-over-limit"}
)
"""Warnings of a quote that is found; of one that isn't, nothing but that is said."""
_MOST_ROUNDS = 5
"""A repaired reference may bring back a record, and with it a quote to repair."""

_Key = tuple[str, str, str, str]
"""By which a problem is known again, wherever an edit has moved it: path, severity, code, message."""


class Mended(Struct, frozen=True):
    """A content after its repairs."""

    files: Mapping[str, str]
    """The new text of each file that changes, by path."""
    advice: tuple[Advice, ...]
    """What a person must do."""
    problems: tuple[Problem, ...]
    """What is wrong after the repairs."""


def mend_content(content: Content, loading: tuple[Problem, ...] = ()) -> Mended:
    """Repair what can be repaired without changing what the content says, until nothing more can be."""
    mended, advice = content, tuple[Advice, ...]()
    for _ in range(_MOST_ROUNDS):
        repairs, advice = _propose(mended)
        fresh, refused = _try_repairs(mended, repairs)
        advice = (*advice, *refused)
        if fresh.files == mended.files:
            break
        mended = fresh
    _, problems = check_content(mended, loading)
    advice = (*advice, *_advise_lock(problems))
    changed = {path: text for path, text in mended.files.items() if text != content.files[path]}
    return Mended(changed, tuple(sorted(set(advice), key=lambda one: one.place)), problems)


def is_better(before: Iterable[Problem], after: Iterable[Problem]) -> bool:
    """Say whether problems were cured and none was added; those that others hid don't count as added."""
    old, new = _count(before), _count(after)
    seen_old, seen_new = _list_seen(old), _list_seen(new)
    is_added = bool(seen_new - seen_old)
    return not is_added and (seen_new.total() < seen_old.total() or new.total() < old.total())


def _propose(content: Content) -> tuple[tuple[Repair, ...], tuple[Advice, ...]]:
    trees = {path: tree for path in content.files if path.endswith(".yml") and (tree := _parse(content, path))}
    proposals: list[Repair | Advice] = list(propose_references(trees))
    corpus, _ = validate_content(content)
    if corpus:
        shelf = {name: read_source(text.raw, text.format) for name, text in content.texts.items()}
        proposals += propose_quotes(corpus, shelf, _read_lock(content))
    repairs = tuple(one for one in proposals if isinstance(one, Repair))
    return repairs, tuple(one for one in proposals if isinstance(one, Advice))


def _try_repairs(content: Content, repairs: tuple[Repair, ...]) -> tuple[Content, tuple[Advice, ...]]:
    """Apply all repairs, or, where that brings a new problem, each one that brings none."""
    if not repairs:
        return content, ()
    before = check_content(content)[1]
    fresh, refused = apply_repairs(content, repairs)
    if fresh.files == content.files or is_better(before, check_content(fresh)[1]):
        return fresh, refused
    if len(repairs) == 1:
        return content, (Advice(repairs[0].place, "left this as it is: with its repair something else would be wrong"),)
    middle = len(repairs) // 2
    # From the end, so that the places of the repairs before it still hold.
    ordered = sorted(repairs, key=lambda repair: repair.place)
    later, first = _try_repairs(content, tuple(ordered[middle:]))
    both, second = _try_repairs(later, tuple(ordered[:middle]))
    return both, (*first, *second)


def apply_repairs(content: Content, repairs: Iterable[Repair]) -> tuple[Content, tuple[Advice, ...]]:
    """Write repairs into the files, without asking whether anything gets better."""
    files, refused = dict(content.files), []
    # From the end of each file, so that what is written never moves a place that is still to come.
    for repair in sorted(set(repairs), key=lambda repair: repair.place, reverse=True):
        path = repair.place.path
        try:
            files[path] = replace_scalar(files[path], repair.place, repair.new)
        except Unwritable as reason:
            refused.append(Advice(repair.place, f"left this as it is: {reason}"))
    return replace(content, files=files), tuple(refused)


def _advise_lock(problems: Iterable[Problem]) -> Iterator[Advice]:
    stale = sum(problem.code in {"lock-stale", "lock-missing"} for problem in problems)
    if stale:
        behind = "an entry is" if stale == 1 else f"{stale} entries are"
        yield Advice(Place(LOCK_PATH), f"{behind} behind: run `asreported lock`, and review what it changes")


def _count(problems: Iterable[Problem]) -> Counter[_Key]:
    return Counter((problem.place.path, problem.severity, problem.code, problem.message) for problem in problems)


def _list_seen(counted: Counter[_Key]) -> Counter[_Key]:
    """Leave out what another problem may have hidden before."""
    return Counter(
        {
            key: count
            for key, count in counted.items()
            if key[2] not in HIDEABLE and not (key[1] == "warning" and key[2] in _OF_FOUND)
        }
    )


def _parse(content: Content, path: str) -> Node | None:
    tree, problems = parse_yaml(content.files[path], path)
    return None if problems else tree


def _read_lock(content: Content) -> Evidence:
    return read_lock(content.lock)[0] if content.lock is not None else Evidence()
