"""Turns trees into model objects; one small check per rule, each yielding problems."""

from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Any, TypeVar

from msgspec import Struct, field

from generator.catalogues import check_languages
from generator.cures import guess_id, make_id
from generator.forms import is_device, is_id
from generator.late import Deferred, Late
from generator.load import Content
from generator.memo import Memo, make_key
from generator.model import (
    Actor,
    Claim,
    ClaimFile,
    Corpus,
    CorpusSettings,
    Dispute,
    Election,
    Moved,
    Outline,
    Source,
    Topic,
)
from generator.moved import MOVED_PATH
from generator.outline import outline_claims
from generator.problems import Place, Problem, suggest
from generator.record import Record, list_fields
from generator.record_reader import kind_of, read_record
from generator.rules import check_record
from generator.walk import list_named
from generator.yaml_file import YamlFile
from generator.yaml_tree import Node, parse_yaml

R = TypeVar("R", bound=Record)

_LISTS: Mapping[str, tuple[str, type[Record]]] = {
    "topics.yml": ("topics", Topic),
    "actors.yml": ("actors", Actor),
    "disputes.yml": ("disputes", Dispute),
}
_FOLDERS = frozenset({"actors", "sources", "claims"})
"""But for the events', which has the corpus's own name."""
_SETTINGS = "content/corpus.yml"


class _Shelf(Struct):
    """What was read of some files, or of one."""

    records: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {kind: {} for kind in ("topics", "actors", "events", "sources", "claims", "disputes")}
    )
    places: dict[str, Place] = field(default_factory=dict)
    """Where each record begins, by kind and id; also of those that are unsound."""
    set_aside: set[str] = field(default_factory=set)
    refused: dict[str, Problem] = field(default_factory=dict)
    """Folders that can't be there."""
    problems: list[Problem] = field(default_factory=list)
    outlines: dict[str, Outline] = field(default_factory=dict)
    """Of the files of claims, each of which is a value by itself, since few are asked for after a small change."""
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Every id that the file names, by the kind of what may stand there."""
    file: YamlFile = field(default_factory=partial(YamlFile, ""))
    """The one that is read."""

    def take(self, other: "_Shelf") -> None:
        """Add what was read of another file."""
        for name, place in other.places.items():
            kind, _, key = name.partition("/")
            if name in self.places:
                self.problems.append(_refuse_second(key, place, self.places[name]))
                continue
            self.places[name] = place
            if key in other.records[kind]:
                self.records[kind][key] = other.records[kind][key]
            if kind == "claims" and key in other.outlines:
                self.outlines[key] = other.outlines[key]
        self.set_aside |= other.set_aside
        self.problems.extend(other.problems)
        self.refused = {**other.refused, **self.refused}


def validate_content(content: Content, memo: Memo | None = None) -> tuple[Corpus | None, tuple[Problem, ...]]:
    """Turn files into a corpus of sound records; none where corpus.yml itself is missing or unsound.

    A memo spares what was read before: each file is read by itself, given the settings.
    """
    memo = memo or Memo()
    shelf = _Shelf()
    for path in content.unread:
        _set_aside_file(path, shelf)
    settings = _read_settings(content, shelf)
    if settings is None:
        for path in _list_yaml(content):
            shelf.problems.extend(parse_yaml(content.files[path], path)[1] if path != _SETTINGS else ())
        return None, tuple(shelf.problems)
    ground, digests = make_key(repr(settings)), dict[str, str]()
    named: dict[str, Mapping[str, frozenset[str]]] = {}
    for path in _list_yaml(content):
        if path not in {_SETTINGS, MOVED_PATH}:
            text = content.files[path]
            digests[path] = make_key(path, text, ground)
            read = memo.recall(digests[path], partial(_read_file, path, text, settings))
            read.file.text = text
            shelf.take(read)
            named[path] = read.named
    shelf.problems.extend((*check_record(settings, "corpus", settings), *shelf.refused.values()))
    shelf.problems.extend(check_languages(settings, content.catalogues))
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
        _list_late(shelf, content),
        records["disputes"],
        pages,
        {name: place.path for name, place in shelf.places.items()},
        _read_moved(content, shelf),
        frozenset(shelf.set_aside),
        shelf.outlines,
        named,
        digests,
    )
    return corpus, tuple(shelf.problems)


def _list_yaml(content: Content) -> list[str]:
    return sorted(path for path in content.files if path.endswith(".yml"))


def _parse_file(path: str, text: str, shelf: _Shelf) -> Node | None:
    tree, problems = parse_yaml(text, path)
    shelf.problems.extend(problems)
    shelf.file = YamlFile(path, text)
    if not problems:
        return tree
    _set_aside_file(path, shelf)
    return None


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


def _read_settings(content: Content, shelf: _Shelf) -> CorpusSettings | None:
    if _SETTINGS in content.files:
        tree = _parse_file(_SETTINGS, content.files[_SETTINGS], shelf)
        return tree and _read_record(CorpusSettings, tree, shelf)
    if "content/corpus" not in shelf.set_aside:
        message = "a corpus must say what it is in content/corpus.yml, found no such file"
        shelf.problems.append(
            Problem(Place(_SETTINGS), "corpus-missing", message, "write it: title, languages, claim_kinds")
        )
    return None


def _read_moved(content: Content, shelf: _Shelf) -> Moved | None:
    """Read the addresses that moved: the file is a mapping itself, the record has it as its one field."""
    text = content.files.get(MOVED_PATH)
    tree = None if text is None else _parse_file(MOVED_PATH, text, shelf)
    return None if tree is None else _read_record(Moved, tree._replace(value={"addresses": tree}), shelf)


def _read_file(path: str, text: str, settings: CorpusSettings) -> _Shelf:
    """Read one file by itself, given the settings."""
    shelf = _Shelf()
    tree = _parse_file(path, text, shelf)
    if tree is not None:
        _read_tree(path, tree, settings, shelf)
    for records in shelf.records.values():
        for name, record in records.items():
            shelf.problems.extend(check_record(record, name, settings))
    every = [record for table in shelf.records.values() for record in table.values()]
    named: dict[str, set[str]] = {}
    for *_, name, kind in (one for record in every for one in list_named(record)):
        named.setdefault(kind, set()).add(name)
    shelf.named = {kind: frozenset(names) for kind, names in named.items()}
    files = shelf.records["claims"]
    shelf.outlines = {name: outline_claims(file) for name, file in files.items()}
    shelf.records["claims"] = {name: Deferred(file) for name, file in files.items()}
    return shelf


def _list_late(shelf: _Shelf, content: Content) -> Late[ClaimFile]:
    """Give the files of claims, each of which is read when somebody asks for it."""
    files = shelf.records["claims"]
    texts = {name: content.files[shelf.places[f"claims/{name}"].path] for name in files}
    return Late({name: partial(_open_claims, file, texts[name]) for name, file in files.items()})


def _open_claims(file: Deferred[ClaimFile], text: str) -> ClaimFile:
    """Read a file of claims from what it was stored as, and give it its text again."""
    record = file.open()
    record.give_text(text)
    return record


def _read_tree(path: str, tree: Node, settings: CorpusSettings, shelf: _Shelf) -> None:
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
    return next((name for name, (_, model) in models.items() if read_record(model, tree, YamlFile(""))[0]), "")


def _is_whole(fields: frozenset[str], model: type[Record]) -> bool:
    known, required = _name_fields(model)
    return required <= fields <= known


@cache
def _name_fields(model: type[Record]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the names of all fields of a kind of record, and of those that must be given."""
    known = list_fields(model)
    return frozenset(known), frozenset(name for name, one in known.items() if one.required)


def _refuse_folder(path: str, models: Iterable[str], shelf: _Shelf) -> None:
    """Refuse a folder once, at its first file."""
    folder, known = PurePosixPath(path).parent.name, list(models)
    _set_aside_file(path, shelf)
    message = f"a folder of content/ must be one of {', '.join(known)} and pages, found {folder}"
    hint = suggest(folder, known) or f"rename it, or set folder: {folder} of event: in corpus.yml"
    shelf.refused[folder] = Problem(Place(path), "unknown-folder", message, hint)


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
    if is_device(name):
        message = f"an id must not be the name of a device, with which Windows can't make a file, found {name}"
        shelf.problems.append(Problem(place, "invalid-id", message, "rename it, and what refers to it"))
        shelf.set_aside.add(f"{kind}/{name}")
        return
    shelf.places[f"{kind}/{name}"] = place
    record = _read_claim_file(name, node, shelf) if model is ClaimFile else _read_record(model, node, shelf)
    if record is None:
        shelf.set_aside.add(f"{kind}/{name}")
    else:
        shelf.records[kind][name] = record


def _refuse_second(name: str, place: Place, first: Place) -> Problem:
    message = f"an id must stand once, found {name} also in {first.path}"
    return Problem(place, "duplicate-id", message, "remove one of the two")


def _read_record(model: type[R], node: Node, shelf: _Shelf) -> R | None:
    record, problems = read_record(model, node, shelf.file)
    shelf.problems.extend(problems)
    return record


def _read_claim_file(name: str, node: Node, shelf: _Shelf) -> ClaimFile | None:
    """Read a claim file; a claim that is unsound is set aside alone, so that the others are still checked."""
    record = _read_record(ClaimFile, node, shelf)
    claims = node.value.get("claims") if isinstance(node.value, Mapping) else None
    if record is not None or claims is None or not isinstance(claims.value, Mapping):
        return record
    assert isinstance(node.value, Mapping), "it has claims"
    sound = {
        key: claim for key, claim in claims.value.items() if is_id(key) and read_record(Claim, claim, shelf.file)[0]
    }
    shelf.set_aside.update(f"claims/{name}/{key}" for key in claims.value.keys() - sound.keys())
    rest = node._replace(value={**node.value, "claims": claims._replace(value=sound)})
    return read_record(ClaimFile, rest, shelf.file)[0]
