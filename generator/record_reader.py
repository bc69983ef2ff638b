"""Reads records from the trees of YAML files; says of each slip its place, the rule and the cure."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Struct, field

from generator.fields import NotEmpty, Scalar, Shorthand, Unfit
from generator.forms import EMPTY
from generator.problems import Place, Problem, suggest
from generator.record import Provenance, Record, list_fields
from generator.yaml_file import YamlFile
from generator.yaml_tree import Node

R = TypeVar("R", bound=Record)


def read_record(model: type[R], node: Node, file: YamlFile) -> tuple[R | None, tuple[Problem, ...]]:
    """Give a record, given its node and the file in which that stands; none, and all that is wrong, where it can't be.

    The values of the fields are sound by themselves; whether they fit each other is asked later.
    """
    reading = _Reading(file)
    record = _open_reader(model).read(node, "a record", reading)
    return (None, tuple(reading.problems)) if reading.problems else (record, ())


def kind_of(node: Node) -> str:
    """Name what a node holds, for a message."""
    if isinstance(node.value, Mapping):
        return "a mapping"
    if isinstance(node.value, tuple):
        return "a list"
    return f"the text {shorten(node.value)!r}" if node.value else "nothing"


def shorten(text: str) -> str:
    """Cut a text to what fits in a message."""
    return text if len(text) <= 60 else text[:59] + "…"


def find_record(hint: Any) -> type[Record] | None:
    """Give the kind of record that a field of a type can hold, by itself, in a list or in a mapping."""
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint
    return next(filter(None, map(find_record, get_args(hint))), None)


def peel(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """Take away what adds to a type, such as `Turnout | None`; give what was noted of it, too."""
    notes: tuple[Any, ...] = ()
    while get_origin(hint) in {Annotated, Union, UnionType}:
        notes += get_args(hint)[1:]
        hint = get_args(hint)[0]
    return hint, notes


@cache
def list_holders(model: type[Record]) -> tuple[str, ...]:
    """Give the fields of a kind of record that can hold records."""
    return tuple(name for name, known in list_fields(model).items() if find_record(known.type))


class _Reading(Struct):
    """What is read of one file."""

    file: YamlFile
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))


class _Reader(ABC):
    """Reads the values of one type; what it gives of a wrong one nobody uses."""

    @abstractmethod
    def read(self, node: Node, name: str, reading: _Reading) -> Any:
        """Read a node, given the name of its field."""

    def is_stray(self, _: Node) -> bool:
        """Say whether a node has nothing where fields must be."""
        return False


class _ScalarReader(_Reader):
    def __init__(self, scalar: Scalar) -> None:
        self._scalar = scalar

    def read(self, node: Node, name: str, reading: _Reading) -> Any:
        value = node.value
        try:
            if isinstance(value, str):
                return self._scalar.read(value)
            if self._scalar.refuse is not None:
                raise self._scalar.refuse(node.plain())
        except Unfit as unfit:
            _refuse_unfit(unfit, node.place, name, value if isinstance(value, str) else kind_of(node), reading)
            return None
        _refuse_shape("a text", node, name, _cure_text(node, name), reading)
        return None

    def read_key(self, node: Node, key: str, reading: _Reading) -> Any:
        """Read the key of a node."""
        try:
            return self._scalar.read(key)
        except Unfit as unfit:
            _refuse_unfit(unfit, node.key_place, "a key", key, reading)
            return None


class _ChoiceReader(_Reader):
    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words

    def read(self, node: Node, name: str, reading: _Reading) -> Any:
        if node.value in self._words:
            return node.value
        found = (node.value if isinstance(node.value, str) else kind_of(node)) or "nothing"
        hint = suggest(found.lower(), self._words) or "write one of these words, or leave the field out"
        message = f"{name} must be one of {', '.join(self._words)}, found {found}"
        reading.refuse(node.place, "invalid-value", message, hint)
        return None


class _ListReader(_Reader):
    def __init__(self, member: _Reader, *, is_filled: bool) -> None:
        self._member, self._is_filled = member, is_filled

    def read(self, node: Node, name: str, reading: _Reading) -> Any:
        if not isinstance(node.value, tuple):
            text = shorten(node.value.strip("[]{} ")) if isinstance(node.value, str) else ""
            hint = f"write [{text}]" if text else "write its members between [ and ], or one a line after a dash"
            _refuse_shape("a list", node, name, hint if node.value else _fill(name), reading)
            return None
        if self._is_filled and not node.value:
            _refuse_empty(node.place, name, "", reading)
        members = _Members()
        return tuple([self._member.read(one, name, reading) for one in node.value if members.take(self._member, one)])


class _MappingReader(_Reader):
    def __init__(self, key: _ScalarReader, member: _Reader, *, is_filled: bool) -> None:
        self._key, self._member, self._is_filled = key, member, is_filled

    def read(self, node: Node, name: str, reading: _Reading) -> Any:
        if not isinstance(node.value, Mapping):
            hint = "write KEY: VALUE, one a line" if node.value else _fill(name)
            _refuse_shape("a mapping", node, name, hint, reading)
            return None
        if self._is_filled and not node.value:
            _refuse_empty(node.place, name, "", reading)
        members = _Members()
        return {
            self._key.read_key(one, key, reading): self._member.read(one, key, reading)
            for key, one in node.value.items()
            if members.take(self._member, one)
        }


class _RecordReader(_Reader):
    def __init__(self, model: type[Record], shorthand: Shorthand | None = None) -> None:
        self._model, self._shorthand = model, shorthand
        known = list_fields(model)
        self._readers = {name: _open_reader(one.type) for name, one in known.items()}
        self._required = frozenset(name for name, one in known.items() if one.required)

    def read(self, node: Node, name: str, reading: _Reading) -> Any:
        given = node.value
        if self._shorthand and given == self._shorthand.word:
            return self._model(provenance=Provenance(reading.file, node.spot), **self._shorthand.fields)
        if not isinstance(given, Mapping):
            fields = f"write its fields, of which there are {', '.join([*self._readers][:6])}"
            hint = fields if given else "indent its fields below it, or remove it"
            _refuse_shape("a mapping", node, name, hint, reading)
            return None
        misspelt, members, made = set(), _Members(), {}
        for key, one in given.items():
            reader = self._readers.get(key)
            if reader is None:
                hint = self._cure_unknown(key, one)
                misspelt.add(hint)
                if members.take(None, one):
                    message = f"a field must be one of {', '.join(self._readers)}, found {key}"
                    reading.refuse(one.key_place, "unknown-field", message, hint)
            elif members.take(reader, one):
                made[key] = reader.read(one, key, reading)
        if not self._required <= given.keys():
            for key in self._readers:
                if key in self._required and key not in given and f"did you mean {key}?" not in misspelt:
                    message = f"{key} must be given, found nothing"
                    reading.refuse(node.key_place, "missing-field", message, f"add {key}:")
        # Whoever reads the file reads on, for all that is wrong.
        return None if reading.problems else self._model(provenance=Provenance(reading.file, node.spot), **made)

    def is_stray(self, node: Node) -> bool:
        """Say whether a node has no fields."""
        return not isinstance(node.value, Mapping) and not (self._shorthand and node.value == self._shorthand.word)

    def _cure_unknown(self, key: str, node: Node) -> str:
        known = list_fields(self._model)
        if key == "id":
            return "remove it; the id is the file's name, or the record's key"
        if not node.value and (key[:1].isdigit() or " " in key):
            return "quote the text or number that holds a comma; decimals have a point, thousands no sign"
        for name, one in known.items():
            inner = find_record(one.type)
            if inner and key in list_fields(inner):
                return f"move it into {name}"
        if key == "<<":
            return "remove it, and write the values out"
        return suggest(key.lower(), tuple(known)) or "remove it, or correct its name"


class _Members:
    """Says which members of a list or mapping are worth a word.

    A comma in a text between brackets leaves scraps, and so does a key whose fields are not indented below it: only the
    first is told.
    """

    def __init__(self) -> None:
        self._has_scraps = False

    def take(self, reader: _Reader | None, node: Node) -> bool:
        """Say whether to read a member, given its reader; an unknown field has none."""
        is_stray = not node.value if reader is None else reader.is_stray(node)
        is_taken = not (self._has_scraps and is_stray)
        self._has_scraps |= is_stray and not node.value
        return is_taken


@cache
def _open_reader(hint: Any) -> _Reader:
    """Give what reads values of a type; the content model has no others."""
    hint, notes = peel(hint)
    scalar = next((one for one in notes if isinstance(one, Scalar)), None)
    if scalar is not None:
        return _ScalarReader(scalar)
    if get_origin(hint) is Literal:
        return _ChoiceReader(get_args(hint))
    if get_origin(hint) is tuple:
        return _ListReader(_open_reader(get_args(hint)[0]), is_filled=NotEmpty in notes)
    if isinstance(hint, type) and issubclass(hint, Record):
        return _RecordReader(hint, next((one for one in notes if isinstance(one, Shorthand)), None))
    key, member = map(_open_reader, get_args(hint))
    assert isinstance(key, _ScalarReader), hint
    return _MappingReader(key, member, is_filled=NotEmpty in notes)


def _refuse_unfit(unfit: Unfit, place: Place, name: str, found: str, reading: _Reading) -> None:
    """Refuse what a field can't hold, given the text that was found, or the name of another shape."""
    if unfit.code == "empty-value":
        _refuse_empty(place, name, found, reading)
        return
    message = f"{name} {unfit.rule}, found {shorten(found) or 'nothing'}"
    hint = _fill(name) if found in EMPTY else unfit.hint
    reading.refuse(place, unfit.code, f"{name}: {unfit.rule}" if unfit.is_sentence else message, hint)


def _refuse_empty(place: Place, name: str, found: str, reading: _Reading) -> None:
    also = f", found {found}" if found and found in EMPTY else ""
    reading.refuse(place, "empty-value", f"{name} must not be empty{also}", _fill(name))


def _refuse_shape(shape: str, node: Node, name: str, hint: str, reading: _Reading) -> None:
    """Refuse another shape, given how to write what it was written for."""
    reading.refuse(node.place, "invalid-type", f"{name} must be {shape}, found {kind_of(node)}", hint)


def _cure_text(node: Node, name: str) -> str:
    if isinstance(node.value, tuple):
        only = node.value[0].value if len(node.value) == 1 else ""
        return f"write {only}" if only and isinstance(only, str) else "write one text, without brackets"
    return "quote the text if it holds a colon and a space" if node.value else _fill(name)


def _fill(name: str) -> str:
    return f"fill in {name}, or remove it"
