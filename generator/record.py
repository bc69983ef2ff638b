"""Defines what all records share: they are frozen, compared by what they say, and know where they were read."""

from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import FieldInfo, astuple, fields

from generator.problems import Place
from generator.yaml_file import YamlFile
from generator.yaml_node import Node


class Provenance:
    """Where a record was read: the file, and the spot at which its node begins.

    It tells no record from another, nor what says the same.
    """

    __slots__ = ("file", "spot")

    def __init__(self, file: YamlFile, spot: int) -> None:
        """Take both."""
        self.file, self.spot = file, spot

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Provenance)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "Provenance()"

    def __reduce__(self) -> tuple[type["Provenance"], tuple[YamlFile, int]]:
        return Provenance, (self.file, self.spot)


NOWHERE = Provenance(YamlFile(""), 0)
"""Of a record that was written in no file, such as the settings' defaults."""


class Record(Struct, frozen=True, kw_only=True):
    """A mapping of the content, with the places of its fields."""

    provenance: Provenance = NOWHERE

    @property
    def place(self) -> Place:
        """Where the record begins: at its key, or at the value where it has none."""
        return self.node_of().key_place

    def place_of(self, *path: str | int) -> Place:
        """Where the value at a path of keys and indexes begins; of a missing one, where its nearest ancestor does."""
        node = self.node_of(*path)
        return self.place if node is self.node_of() else node.place

    def node_of(self, *path: str | int) -> Node:
        """Give the node at a path of keys and indexes, or its nearest ancestor."""
        return self.provenance.file.find_node(self.provenance.spot).at(*path)

    @property
    def path(self) -> str:
        """The file in which the record stands."""
        return self.provenance.file.path

    def give_text(self, text: str) -> None:
        """Give the file from which it was read its text, which isn't stored with records."""
        self.provenance.file.text = text

    def __reduce__(self) -> Any:
        # By the order of the fields: with their names it would take twice as long to store.
        return _restore, (type(self), astuple(self))


def _restore(model: type[Record], values: tuple[Any, ...]) -> Record:
    return model(**dict(zip(model.__struct_fields__, values, strict=True)))


@cache
def list_fields(model: type[Record]) -> dict[str, FieldInfo]:
    """Give what is known of the fields that a kind of record may have in YAML, by name."""
    return {known.name: known for known in fields(model) if known.name != "provenance"}
