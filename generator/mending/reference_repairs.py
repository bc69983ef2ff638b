"""Proposes the right form of a reference that names a claim or a source in another form."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.mending.repair import Repair
from generator.yaml_edit import Steps, walk_scalars
from generator.yaml_tree import Node

_CLAIM_FIELDS = frozenset({"claim", "claims", "settled_by", "evidence"})
_OTHER_FIELDS = {"printed_in": "source", "only_at": "limit"}
_FOLDER = re.compile(r"^/?(?:content/)?(?:sources|claims|texts)/")
_ENDING = re.compile(r"\.(?:ya?ml|txt|md)(?=[/#]|$)")
_NUMBER = re.compile(r"(?<=[a-z])0+(?=[0-9])")


def propose_references(trees: Mapping[str, Node]) -> Iterator[Repair]:
    """Give a repair for each reference that names nothing, but in another form names exactly one thing.

    Another form has capitals, underscores, a folder, a file's ending, `#` for the slash, zeros before a number or
    white space. A name that is merely similar is never taken: that may be another one.
    """
    sources = {PurePosixPath(path).stem for path in trees if path.startswith("content/sources/")}
    claims = {
        f"{PurePosixPath(path).stem}/{key}"
        for path, tree in trees.items()
        if path.startswith("content/claims/")
        for key in _list_keys(tree)
    }
    for kind, node in list_references(trees):
        known = claims if kind == "claim" else sources
        if new := _find_form(str(node.value), kind, known):
            yield Repair(node.place, str(node.value), new)


def list_references(trees: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    """Give every scalar that refers to a claim, to a source or to paragraphs of one (a limit), with which it is."""
    for tree in trees.values():
        for steps, node in walk_scalars(tree):
            if kind := _name_kind(steps):
                yield kind, node


def _list_keys(tree: Node) -> Iterator[str]:
    claims = tree.value.get("claims") if isinstance(tree.value, Mapping) else None
    yield from claims.value if claims and isinstance(claims.value, Mapping) else ()


def _name_kind(steps: Steps) -> str:
    """Say what the scalar at a path refers to: a claim, a source, a limit within a source, or nothing."""
    names = [step for step in steps if isinstance(step, str)]
    if len(names) < 1:
        return ""
    field = names[-2] if len(names) > 1 and names[-2] == "evidence" else names[-1]
    if field in _CLAIM_FIELDS:
        return "claim"
    return _OTHER_FIELDS.get(field, "")


def _find_form(value: str, kind: str, known: set[str]) -> str:
    """Give the reference in its right form; empty where it is right already, or where none or several fit."""
    name, slash, rest = value.partition("/") if kind == "limit" else (value, "", "")
    if not name or name in known:
        return ""
    fitting = [one for one in known if _normalise(one) == _normalise(name)]
    return f"{fitting[0]}{slash}{rest}" if len(fitting) == 1 else ""


def _normalise(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    plain = _ENDING.sub("", _FOLDER.sub("", plain)).rstrip("/").replace("/#", "/").replace("#", "/")
    joined = re.sub(r"-*/-*", "/", re.sub(r"[\s_.-]+", "-", plain))
    return _NUMBER.sub("", joined)
