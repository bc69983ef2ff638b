"""Verifies a change of the content in memory, says what it does, and writes it only where nothing gets worse."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.change_plan import Plan, Renaming, refuse
from generator.load import Content, find_text, load_content
from generator.lock import LOCK_PATH, write_lock
from generator.merging import count_comments, merge_lock, plan_merging
from generator.model import Corpus
from generator.pipeline import check_content
from generator.problems import InvalidContent, Place, Problem, has_errors
from generator.publish import rewrite_files
from generator.renaming import plan_renaming
from generator.unified_diff import compare_texts


class Rewriting(Struct, frozen=True):
    """A change that was verified, and is not written yet."""

    root: Path
    old: str
    """The address before, such as actors/tam-reel."""
    new: str
    plan: Plan
    after: Content
    comments: int = 0
    """Lines of comment that go with a record."""


def prepare_renaming(root: Path, renaming: Renaming) -> Rewriting:
    """Plan and verify a renaming. Raises InvalidContent, and has written nothing, where it must not be."""
    content, corpus, before = _read_sound(root)
    plan = plan_renaming(renaming, content, corpus)
    if plan.text and find_text(root, renaming.new):
        raise refuse(f"the new id's text must be free, found {find_text(root, renaming.new)}", "remove that text")
    return Rewriting(root, *renaming.address(corpus), plan, _verify(plan.result(), before))


def prepare_merging(root: Path, old: str, into: str) -> Rewriting:
    """Plan and verify the merge of two actors. Raises InvalidContent, and has written nothing, where it must not be."""
    content, corpus, before = _read_sound(root)
    plan = plan_merging(old, into, content, corpus)
    merged = check_content(plan.result(), (), is_strict=False)[0]
    if merged is not None:
        plan.lock = merge_lock(plan.lock, old, into, merged.corpus)
    addresses = Renaming("actors", old, into).address(corpus)
    after = _verify(plan.result(), before)
    return Rewriting(root, *addresses, plan, after, count_comments(old, content, corpus))


def write_rewriting(rewriting: Rewriting) -> None:
    """Write what was prepared. Raises InvalidContent, and has written nothing, where a file was changed meanwhile."""
    root, plan, after = rewriting.root, rewriting.plan, rewriting.after
    before = dict(plan.content.files)
    texts: dict[str, str | None] = dict.fromkeys(plan.paths)
    texts |= {path: text for path, text in after.files.items() if before.get(path) != text}
    if after.lock is not None and after.lock != plan.content.lock:
        texts[LOCK_PATH] = after.lock
    if plan.content.lock is not None:
        before[LOCK_PATH] = plan.content.lock.removeprefix("\ufeff")
    text = find_text(root, plan.text[0]) if plan.text else None
    moves = {text: text.with_stem(plan.text[1])} if text and plan.text else {}
    origins = {new: old for old, new in plan.paths.items() if new}
    changed = rewrite_files(root, before, texts, origins, moves)
    if changed:
        raise refuse("a file must be as it was read, found it changed meanwhile", "run it again", Place(changed[0]))


def describe_rewriting(rewriting: Rewriting, *, is_merge: bool) -> Iterator[str]:
    """Say what a change does, a line for each file."""
    plan = rewriting.plan
    references, files = plan.counts.total(), sum(count > 0 for count in plan.counts.values())
    verb = "becomes part of" if is_merge else "becomes"
    yield f"{rewriting.old} {verb} {rewriting.new}: {_count(references, 'reference')} in {_count(files, 'file')}"
    for path in sorted(_list_before(rewriting)):
        new = plan.paths.get(path, path)
        name = path if new == path else f"{path} → {new}" if new else f"{path} goes"
        yield f"  {name}" + (f": {plan.counts[path]}" if plan.counts[path] else "")
    if plan.text and find_text(rewriting.root, plan.text[0]):
        yield f"  the text {plan.text[0]} → {plan.text[1]}"
    if rewriting.comments:
        yield f"  {_count(rewriting.comments, 'line')} of comment in the old record will be lost: copy what is needed"


def show_difference(rewriting: Rewriting) -> Iterator[str]:
    """Give the change as a unified diff."""
    plan, after = rewriting.plan, rewriting.after
    for path in sorted(_list_before(rewriting)):
        new = plan.paths.get(path, path)
        old_text = plan.content.lock if path == LOCK_PATH else plan.content.files.get(path)
        new_text = after.lock if path == LOCK_PATH else after.files.get(new) if new else None
        if new not in {None, path} and old_text == new_text:
            yield f"rename from {path}\nrename to {new}\n"
        names = (f"a/{path}" if old_text is not None else "/dev/null", f"b/{new}" if new else "/dev/null")
        yield from compare_texts(old_text or "", new_text or "", names)


def _read_sound(root: Path) -> tuple[Content, Corpus, tuple[Problem, ...]]:
    """Read content without any error: where something is unsound, what names a record can't be known."""
    content, loading = load_content(root)
    library, problems = check_content(content, loading)
    if library is None or has_errors(problems):
        raise InvalidContent(problem for problem in problems if problem.severity == "error")
    return content, library.corpus, problems


def _verify(after: Content, before: tuple[Problem, ...]) -> Content:
    """Give the content with the lock that belongs to it. Raises InvalidContent where there is a problem that wasn't."""
    library, problems = check_content(after, (), is_strict=False)
    if library is not None and not has_errors(problems) and after.lock is not None:
        after = replace(after, lock=write_lock(library.evidence))
        _, problems = check_content(after, ())
    known = Counter(problem.code for problem in before)
    found = Counter(problem.code for problem in problems)
    worse = tuple(problem for problem in problems if found[problem.code] > known[problem.code])
    if worse:
        raise InvalidContent(worse)
    return after


def _list_before(rewriting: Rewriting) -> set[str]:
    """Give the files that change, go or come, by their paths before."""
    plan, after = rewriting.plan, rewriting.after
    back: Mapping[str, str] = {new: old for old, new in plan.paths.items() if new}
    changed = {back.get(path, path) for path, text in after.files.items() if plan.content.files.get(path) != text}
    return changed | set(plan.paths) | ({LOCK_PATH} if after.lock != plan.content.lock else set())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
