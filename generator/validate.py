"""Turns trees into model objects; one small check per rule, each yielding problems."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.catalogues import check_languages
from generator.cures import guess_id, make_id
from generator.explain import attach_places, explain_errors, kind_of
from generator.fields import is_id
from generator.load import Content
from generator.model import Actor, ClaimFile, Corpus, CorpusSettings, Dispute, Election, Moved, Record, Source, Topic
from generator.moved import MOVED_PATH
from generator.problems import Place, Problem, suggest
from generator.rules import check_record
from generator.yaml_tree import Node, parse_yaml

R = TypeVar("R", bound=Record)

_LISTS: Mapping[str, tuple[str, type[Record]]] = {
    "topics.yml": ("topics", Topic),
    "actors.yml": ("actors", Actor),
    "disputes.yml": ("disputes", Dispute),
}
_FOLDERS = frozenset({"actors", "sources", "claims"})
"""But for the events', which has the corpus's own name."""


@dataclass(slots=True)
class _Shelf:
    """The records read so far."""

    records: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {kind: {} for kind in ("topics", "actors", "events", "sources", "claims", "disputes")}
    )
    paths: dict[str, str] = field(default_factory=dict)
    set_aside: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    """Folders that were reported."""
    problems: list[Problem] = field(default_factory=list)


def validate_content(content: Content) -> tuple[Corpus | None, tuple[Problem, ...]]:
    """Turn files into a corpus of sound records; none where corpus.yml itself is missing or unsound."""
    shelf = _Shelf()
    for path in content.unread:
        _set_aside_file(path, shelf)
    trees = _parse_files(content, shelf)
    settings = _read_settings(trees, shelf)
    if settings is None:
        return None, tuple(shelf.problems)
    for path, tree in trees.items():
        if path in {"content/corpus.yml", MOVED_PATH}:
            continue
        _read_file(path, tree, settings, shelf)
    shelf.problems.extend(check_record(settings, "corpus", settings))
    shelf.problems.extend(check_languages(settings, content.catalogues))
    for records in shelf.records.values():
        for name, record in records.items():
            shelf.problems.extend(check_record(record, name, settings))
    pages = {
        PurePosixPath(path).stem: text for path, text in content.files.items() if path.startswith("content/pages/")
    }
    records = shelf.records
    corpus = Corpus(
        settings,
        records["topics"],
        records["actors"],
        records["events"],
        records["sources"],
        records["claims"],
        records["disputes"],
        pages,
        shelf.paths,
        _read_moved(trees, shelf),
        frozenset(shelf.set_aside),
    )
    return corpus, tuple(shelf.problems)


def _parse_files(content: Content, shelf: _Shelf) -> dict[str, Node]:
    trees: dict[str, Node] = {}
    for path, text in sorted(content.files.items()):
        if not path.endswith(".yml"):
            continue
        tree, problems = parse_yaml(text, path)
        shelf.problems.extend(problems)
        if tree is not None and not problems:
            trees[path] = tree
        else:
            _set_aside_file(path, shelf)
    return trees


def _set_aside_file(path: str, shelf: _Shelf) -> None:
    """Remember the ids of a file or folder that can't be used, so that no reference to them is reported."""
    pure = PurePosixPath(path)
    if f"{pure.stem}.yml" in _LISTS and pure.parent.name == "content":
        shelf.set_aside.add(f"{_LISTS[f'{pure.stem}.yml'][0]}/*")
    elif pure.parent.name == "content" and not pure.suffix:
        shelf.set_aside.add(f"{pure.name}/*")
    else:
        shelf.set_aside.add(f"{pure.parent.name}/{pure.stem}")
        # A file in a folder that is none may be any record.
        shelf.set_aside.update(f"{kind}/{pure.stem}" for kind in shelf.records if pure.parent.name not in _FOLDERS)


def _read_settings(trees: Mapping[str, Node], shelf: _Shelf) -> CorpusSettings | None:
    path = "content/corpus.yml"
    if path in trees:
        return _read_record(CorpusSettings, trees[path], shelf)
    if "content/corpus" not in shelf.set_aside:
        message = "a corpus must say what it is in content/corpus.yml, found no such file"
        shelf.problems.append(
            Problem(Place(path), "corpus-missing", message, "write it: title, languages, claim_kinds")
        )
    return None


def _read_moved(trees: Mapping[str, Node], shelf: _Shelf) -> Moved | None:
    """Read the addresses that moved: the file is a mapping itself, the record has it as its one field."""
    tree = trees.get(MOVED_PATH)
    return None if tree is None else _read_record(Moved, tree._replace(value={"addresses": tree}), shelf)


def _read_file(path: str, tree: Node, settings: CorpusSettings, shelf: _Shelf) -> None:
    pure = PurePosixPath(path)
    if pure.name in _LISTS and pure.parent.name == "content":
        kind, model = _LISTS[pure.name]
        _read_list(path, tree, (kind, model), shelf)
        return
    folder = pure.parent.name
    models: dict[str, tuple[str, type[Record]]] = {
        "actors": ("actors", Actor),
        settings.event.folder: ("events", Election),
        "sources": ("sources", Source),
        "claims": ("claims", ClaimFile),
    }
    if folder not in models:
        _refuse_folder(path, models, shelf)
        return
    kind, model = models[folder]
    right = _find_right_folder(tree, folder, models)
    if right:
        message = f"a file of {folder}/ must hold what belongs there, found what reads like one of {right}/"
        shelf.problems.append(Problem(Place(path), "wrong-folder", message, f"move it to content/{right}/"))
        shelf.set_aside.update({f"{kind}/{pure.stem}", f"{models[right][0]}/{pure.stem}"})
        return
    _shelve(kind, pure.stem, Place(path), (tree, model), shelf)


def _find_right_folder(tree: Node, folder: str, models: Mapping[str, tuple[str, type[Record]]]) -> str:
    """Give the folder in which a record would be whole, where it isn't in its own; else nothing."""
    fields = frozenset(tree.value) if isinstance(tree.value, Mapping) else frozenset()
    if _is_whole(fields, models[folder][1]):
        return ""
    return next((name for name, (_, model) in models.items() if _is_whole(fields, model) and _fits(tree, model)), "")


def _is_whole(fields: frozenset[str], model: type[Record]) -> bool:
    known, required = _list_fields(model)
    return required <= fields <= known


@cache
def _list_fields(model: type[Record]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the names of all fields of a kind of record, and of those that must be given."""
    required = (name for name, known in model.model_fields.items() if known.is_required())
    return frozenset(model.model_fields), frozenset(required)


def _fits(tree: Node, model: type[Record]) -> bool:
    try:
        model.model_validate(tree.plain())
    except ValidationError:
        return False
    return True


def _refuse_folder(path: str, models: Iterable[str], shelf: _Shelf) -> None:
    """Refuse a folder once, at its first file."""
    folder, known = PurePosixPath(path).parent.name, list(models)
    _set_aside_file(path, shelf)
    if folder in shelf.refused:
        return
    shelf.refused.add(folder)
    message = f"a folder of content/ must be one of {', '.join(known)} and pages, found {folder}"
    hint = suggest(folder, known) or f"rename it, or set folder: {folder} of event: in corpus.yml"
    shelf.problems.append(Problem(Place(path), "unknown-folder", message, hint))


def _read_list(path: str, tree: Node, what: tuple[str, type[Record]], shelf: _Shelf) -> None:
    kind, model = what
    if not isinstance(tree.value, Mapping):
        shelf.problems.append(
            Problem(
                tree.place,
                "invalid-type",
                f"{PurePosixPath(path).name} must be a mapping of ids, found {kind_of(tree)}",
                "write ID: {FIELD: VALUE}, one record a line",
            )
        )
        shelf.set_aside.add(f"{kind}/*")
        return
    is_dedented = False
    for name, node in tree.value.items():
        # Fields that are not indented below their record look like records.
        if is_dedented and not isinstance(node.value, Mapping):
            continue
        is_dedented = not node.value
        _shelve(kind, name, node.key_place, (node, model), shelf)


def _shelve(kind: str, name: str, place: Place, what: tuple[Node, type[Record]], shelf: _Shelf) -> None:
    node, model = what
    if not is_id(name):
        message = f"an id must be lowercase ASCII letters, digits and single hyphens, found {name}"
        hint = guess_id(name) or "rename it, and what refers to it"
        shelf.problems.append(Problem(place, "invalid-id", message, hint))
        shelf.set_aside.add(f"{kind}/{make_id(name) or '*'}")
        return
    if name in shelf.records[kind]:
        first = shelf.paths[f"{kind}/{name}"]
        shelf.problems.append(
            Problem(
                place, "duplicate-id", f"an id must stand once, found {name} also in {first}", "remove one of the two"
            )
        )
        return
    shelf.paths[f"{kind}/{name}"] = place.path
    record = _read_claim_file(name, node, shelf) if model is ClaimFile else _read_record(model, node, shelf)
    if record is None:
        shelf.set_aside.add(f"{kind}/{name}")
    else:
        shelf.records[kind][name] = record


def _read_record(model: type[R], node: Node, shelf: _Shelf) -> R | None:
    try:
        record = model.model_validate(node.plain())
    except ValidationError as error:
        shelf.problems.extend(explain_errors(error, model, node))
        return None
    attach_places(record, node)
    return record


def _read_claim_file(name: str, node: Node, shelf: _Shelf) -> ClaimFile | None:
    """Read a claim file; a claim that is unsound is set aside alone, so that the others are still checked."""
    plain = node.plain()
    try:
        record = ClaimFile.model_validate(plain)
    except ValidationError as error:
        shelf.problems.extend(explain_errors(error, ClaimFile, node))
        unsound = {
            str(details["loc"][1])
            for details in error.errors()
            if details["loc"][:1] == ("claims",) and len(details["loc"]) > 1
        }
        claims = plain.get("claims") if isinstance(plain, dict) else None
        if not isinstance(claims, dict) or any(details["loc"][:1] != ("claims",) for details in error.errors()):
            return None
        sound = {key: value for key, value in claims.items() if key not in unsound}
        shelf.set_aside.update(f"claims/{name}/{key}" for key in unsound)
        if not sound or not isinstance(plain, dict):
            return None
        record = ClaimFile.model_validate({**plain, "claims": sound})
    attach_places(record, node)
    return record
