"""Moves a claim to the source that holds its words, with all that refers to it."""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from generator.anchor import find_quote
from generator.load import Content
from generator.mending.mend import Mended, apply_repairs, is_better
from generator.mending.quote_repairs import select_quote
from generator.mending.reference_repairs import list_references
from generator.mending.repair import Repair
from generator.model import ClaimFile, Corpus
from generator.pipeline import check_content
from generator.problems import Problem
from generator.quoting.quotes import Found
from generator.quoting.source_text import read_source
from generator.validate import validate_content
from generator.yaml_tree import Node, parse_yaml

_DEFAULTS = ("elections", "reporter", "date")
"""What a claim takes from its file where it doesn't say."""
_IDLE = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n?")
"""A line that holds nothing, or a comment."""


class Unmovable(Exception):  # noqa: N818 - it names what stands against a wish, not a fault of the program
    """A claim can't be moved without a person's decision."""


def move_claim(content: Content, ref: str, loading: tuple[Problem, ...] = ()) -> Mended:
    """Give the content with a claim in the one other source that has its words; raises Unmovable with the reason."""
    corpus, _ = validate_content(content)
    source, _, key = ref.partition("/")
    if corpus is None or source not in corpus.claim_files or key not in corpus.claim_files[source].claims:
        raise Unmovable(f"a claim to be moved must be sound but for its place, found no such {ref}")
    home = _find_home(corpus, content, source, key)
    _check_files(corpus, source, key, home)
    files = _rename(content, ref, f"{home}/{key}").files
    paths = (f"content/claims/{source}.yml", f"content/claims/{home}.yml")
    fresh = replace(content, files={**files, **_move_block(files, paths, key)})
    _, after = check_content(fresh, loading)
    if not is_better(check_content(content, loading)[1], after):
        raise Unmovable("after a move something else would be wrong; see what `asreported check` says of both sources")
    return Mended({path: text for path, text in fresh.files.items() if text != content.files[path]}, (), after)


def _find_home(corpus: Corpus, content: Content, source: str, key: str) -> str:
    claim = corpus.claim_files[source].claims[key]
    selector = select_quote(claim, claim.quote)
    holding = [
        name
        for name, text in content.texts.items()
        if name in corpus.claim_files and isinstance(find_quote(read_source(text.raw, text.format), selector), Found)
    ]
    if source in holding or len(holding) != 1:
        found = " and ".join(holding) or "none"
        raise Unmovable(f"the words must stand in exactly one other source, and not in their own, found {found}")
    return holding[0]


def _check_files(corpus: Corpus, source: str, key: str, home: str) -> None:
    """Refuse what would say something else in the other file."""
    left, right = corpus.claim_files[source], corpus.claim_files[home]
    claim = left.claims[key]
    if key in right.claims:
        raise Unmovable(f"a key must stand once in a file, and {home} has a {key} already: rename one of the two first")
    if len(left.claims) == 1:
        raise Unmovable(f"a claim file must keep a claim, and {key} is the only one of {source}")
    for field in _DEFAULTS:
        if getattr(claim, field) in (None, ()) and _differ(left, right, field):
            raise Unmovable(
                f"the claim takes {field} from its file, and {home} has others: write {field}: into it first"
            )


def _differ(left: ClaimFile, right: ClaimFile, field: str) -> bool:
    return bool(getattr(left, field) != getattr(right, field))


def _rename(content: Content, old: str, new: str) -> Content:
    trees = {
        path: tree for path, text in content.files.items() if path.endswith(".yml") and (tree := _parse(text, path))
    }
    repairs = [
        Repair(node.place, old, new) for kind, node in list_references(trees) if (kind, node.value) == ("claim", old)
    ]
    renamed, refused = apply_repairs(content, repairs)
    if refused:
        raise Unmovable(f"{refused[0].place} refers to it in a form that can't be edited")
    return renamed


def _move_block(files: Mapping[str, str], paths: tuple[str, str], key: str) -> Mapping[str, str]:
    """Cut a claim out of one file and put it after the last claim of the other; comments between claims stay."""
    left, right = (_parse(files[path], path) for path in paths)
    assert left, "the files were just validated"
    assert right, "the files were just validated"
    lines = [re.split(r"(?<=\n)", files[path]) for path in paths]
    first, last = _find_block(left, key, lines[0])
    goal = _find_block(right, list(_claims(right))[-1], lines[1])[1]
    block = lines[0][first:last]
    ended = [*block[:-1], block[-1].rstrip("\r\n") + "\n"]
    before = lines[1][:goal]
    before[-1] = before[-1].rstrip("\r\n") + "\n"
    moved = {
        paths[0]: "".join(lines[0][:first] + lines[0][last:]),
        paths[1]: "".join(before + ended + lines[1][goal:]),
    }
    _verify(moved, paths, (left, right), key)
    return moved


def _find_block(tree: Node, key: str, lines: list[str]) -> tuple[int, int]:
    """Give the lines of a claim, from 0, the second one exclusive; comments and blank lines after it aren't its own."""
    claims = _claims(tree)
    first = claims[key].key_place.line - 1
    assert isinstance(tree.value, Mapping), "a claim file is a mapping"
    starts = [node.key_place.line - 1 for node in (*claims.values(), *tree.value.values())]
    last = min((start for start in starts if start > first), default=len(lines))
    while last > first + 1 and _IDLE.fullmatch(lines[last - 1]):
        last -= 1
    return first, last


def _verify(moved: Mapping[str, str], paths: tuple[str, str], trees: tuple[Node, Node], key: str) -> None:
    fresh = [_parse(moved[path], path) for path in paths]
    plain = [{name: node.plain() for name, node in _claims(tree).items()} for tree in trees]
    plain[1][key] = plain[0].pop(key)
    if [{name: node.plain() for name, node in _claims(tree).items()} for tree in fresh if tree] != plain:
        raise Unmovable("the two files are laid out in different ways: move the claim by hand")


def _claims(tree: Node) -> Mapping[str, Node]:
    claims = tree.value["claims"].value if isinstance(tree.value, Mapping) else None
    assert isinstance(claims, Mapping), "a sound claim file maps keys to claims"
    return claims


def _parse(text: str, path: str) -> Node | None:
    tree, problems = parse_yaml(text, path)
    return None if problems else tree
