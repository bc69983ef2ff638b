"""Gives a small corpus that uses every field of the model, and walks its values by their types."""

import json
import shutil
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.fields import Text
from generator.model import (
    Actor,
    ClaimFile,
    CorpusSettings,
    Dispute,
    Election,
    Moved,
    Source,
    Topic,
)
from generator.record import Record, list_fields
from generator.record_reader import find_record
from generator.yaml_tree import parse_yaml

Path_ = tuple[str | int, ...]
_REPO = Path(__file__).parent.parent
CONTENT = Path(__file__).parent / "brink" / "content"
_KINDS: Mapping[str, Any] = {
    "corpus.yml": CorpusSettings,
    "topics.yml": Mapping[str, Topic],
    "actors.yml": Mapping[str, Actor],
    "disputes.yml": Mapping[str, Dispute],
    "moved.yml": Mapping[str, str],
    "elections": Election,
    "sources": Source,
    "claims": ClaimFile,
}
_ROOTS = (CorpusSettings, Topic, Actor, Election, Source, ClaimFile, Dispute, Moved)


@dataclass(frozen=True)
class Leaf:
    """A value of a file that isn't made of others."""

    file: str
    """From content/."""
    path: Path_
    field: str
    """The model's, such as Claim.quote."""
    is_text: bool
    """Whether it may hold any text at all."""
    value: str


def read_whole() -> dict[str, Any]:
    """Give the values of each YAML file, by path from content/."""
    values: dict[str, Any] = {}
    for path in sorted(CONTENT.rglob("*.yml")):
        name = path.relative_to(CONTENT).as_posix()
        tree, problems = parse_yaml(path.read_text(encoding="utf-8"), name)
        assert tree is not None, problems
        values[name] = tree.plain()
    return values


def list_leaves(values: Mapping[str, Any]) -> Iterator[Leaf]:
    """Give every leaf of every file."""
    for name, value in values.items():
        kind = _KINDS.get(name) or _KINDS[name.partition("/")[0]]
        for path, field, is_text, text in _walk(value, kind, (), ""):
            yield Leaf(name, path, field, is_text, text)


def list_model_fields() -> frozenset[str]:
    """Give every field of every record that a corpus may hold, such as Claim.quote."""
    found: set[type[Record]] = set()
    waiting: list[Any] = list(_ROOTS)
    while waiting:
        hint = waiting.pop()
        if isinstance(hint, type) and issubclass(hint, Record) and hint not in found:
            found.add(hint)
            waiting.extend(_hints(hint).values())
        waiting.extend(one for one in get_args(hint) if get_origin(hint) is not typing.Literal)
    # A field that holds records has no value of its own; a file of moved addresses is the record's one field itself.
    return frozenset(
        f"{model.__name__}.{name}"
        for model in found - {Moved}
        for name, hint in _hints(model).items()
        if find_record(hint) is None
    )


def change(values: Mapping[str, Any], leaf: Leaf, new: object) -> dict[str, Any]:
    """Give the values with another in the place of a leaf."""
    return {**values, leaf.file: _put(values[leaf.file], leaf.path, new)}


def map_leaves(values: Mapping[str, Any], make: Callable[[Leaf], str]) -> dict[str, Any]:
    """Give the values with another text in the place of each leaf."""
    changed = dict(values)
    for leaf in list_leaves(values):
        changed[leaf.file] = _put(changed[leaf.file], leaf.path, make(leaf))
    return changed


def write_project(root: Path, values: Mapping[str, Any], text: str) -> None:
    """Write a project that MkDocs can build: the values, and the text of its first source."""
    content = root / "content"
    for name, value in values.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(f"{write_yaml(value)}\n".encode())
    (content / "texts").mkdir(exist_ok=True)
    (content / "texts" / "brink-herald.txt").write_bytes(text.encode())
    (content / "texts" / "brink-late.txt").write_text("A late word.\n", encoding="utf-8")
    (content / "pages").mkdir(exist_ok=True)
    (content / "pages" / "method.md").write_text("# Method\n\nBy hand.\n", encoding="utf-8")
    config = (_REPO / "tests" / "orlan" / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config.replace("../..", str(_REPO)), encoding="utf-8")
    shutil.copy(_REPO / "mkdocs.offline.yml", root / "mkdocs.offline.yml")
    (root / "build" / "pages").mkdir(parents=True, exist_ok=True)


def write_yaml(value: object) -> str:
    """Write a value as YAML in flow style; JSON is YAML, but for what JSON leaves unescaped and YAML folds."""
    return json.dumps(value, ensure_ascii=False).translate({code: f"\\u{code:04x}" for code in (0x7F, 0x85, *_BREAKS)})


_BREAKS = (0x2028, 0x2029, 0xFEFF, *range(0x80, 0xA0))


def _put(value: Any, path: Path_, new: object) -> Any:
    if not path:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _put(copy[path[0]], path[1:], new)
    return copy


def _hints(model: type[Record]) -> dict[str, Any]:
    return {name: known.type for name, known in list_fields(model).items()}


def _walk(value: Any, hint: Any, path: Path_, field: str) -> Iterator[tuple[Path_, str, bool, str]]:
    origin = get_origin(hint)
    if isinstance(hint, type) and issubclass(hint, Record) and isinstance(value, dict):
        for name, kind in _hints(hint).items():
            if name in value:
                yield from _walk(value[name], kind, (*path, name), f"{hint.__name__}.{name}")
    elif origin in {Union, UnionType}:
        arms = [one for one in get_args(hint) if one is not type(None)]
        yield from _walk(value, arms[-1], path, field)
    elif origin is Annotated and hint != Text:
        yield from _walk(value, get_args(hint)[0], path, field)
    elif isinstance(value, list):
        kind = get_args(hint)[0]
        for number, member in enumerate(value):
            yield from _walk(member, kind, (*path, number), field)
    elif isinstance(value, dict):
        kind = get_args(hint)[1]
        for key, member in value.items():
            yield from _walk(member, kind, (*path, key), field)
    else:
        yield path, field, hint == Text, value
