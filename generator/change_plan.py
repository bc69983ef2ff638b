"""Holds what a change makes of the content's files, and lets references, links and addresses follow."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.load import Content
from generator.model import Corpus
from generator.moved import MOVED_PATH, address_record
from generator.problems import InvalidContent, Place, Problem, suggest
from generator.record import Record
from generator.walk import ACTOR_KINDS, Reference
from generator.yaml_rewrite import YamlEdit

Kind = Literal["actors", "events", "sources", "topics", "disputes", "claims"]
_MOVED_HEAD = """\
# Addresses that records had before, and those that answer now. Written by `asreported rename` and `asreported merge`.
"""


class Renaming(Struct, frozen=True):
    """One record and the id that it is to have. Claims are named with their source, such as ferry-2040/c2."""

    kind: Kind
    old: str
    new: str

    def translate(self, kind: str, value: str) -> str:
        """Give what a field that names a record of some kind must hold afterwards."""
        if kind == self.kind or (self.kind == "actors" and kind in ACTOR_KINDS):
            return self.new if value == self.old else value
        source, slash, rest = value.partition("/")
        if self.kind == "sources" and kind in {"claims", "limits"} and source == self.old:
            return f"{self.new}{slash}{rest}"
        return value

    def address(self, corpus: Corpus) -> tuple[str, str]:
        """Give the record's address before and after."""
        return address_record(self.kind, self.old, corpus), address_record(self.kind, self.new, corpus)


class Plan(Struct):
    """What a change makes of the content's files, in memory."""

    content: Content
    """As it is before."""
    lock: str | None
    """As it is to be."""
    edits: dict[str, YamlEdit] = field(default_factory=dict)
    """Of files, by their paths before."""
    paths: dict[str, str | None] = field(default_factory=dict)
    """New paths of files by their old ones; none for those that go."""
    counts: Counter[str] = field(default_factory=Counter)
    """How many references change in each file, by its path before."""
    fresh: dict[str, str] = field(default_factory=dict)
    """Files that were not there, and those that are no YAML, by path."""
    text: tuple[str, str] | None = None
    """The ids of a source before and after, whose text is to be renamed with it."""

    def edit(self, path: str) -> YamlEdit:
        """Give the edit of a file."""
        return self.edits.setdefault(path, YamlEdit(self.content.files[path]))

    def result(self) -> Content:
        """Give the content as it is to be."""
        files = {**self.content.files, **{path: edit.apply() for path, edit in self.edits.items()}, **self.fresh}
        moved = {new: files[path] for path, new in self.paths.items() if new}
        kept = {path: text for path, text in files.items() if path not in self.paths}
        texts = dict(self.content.texts)
        if self.text and self.text[0] in texts:
            texts[self.text[1]] = texts.pop(self.text[0])
        return replace(self.content, files={**kept, **moved}, texts=texts, lock=self.lock)


def replace_reference(plan: Plan, reference: Reference, renaming: Renaming) -> None:
    """Put the new id where a field holds the old one, and count the place."""
    new = renaming.translate(reference.kind, reference.value)
    if new != reference.value:
        plan.edit(reference.place.path).replace_text(reference.place, reference.value, new)
        plan.counts[reference.place.path] += 1


def rewrite_pages(plan: Plan, renaming: Renaming, corpus: Corpus) -> None:
    """Let the links of hand-written pages follow."""
    targets = list(_list_targets(renaming, corpus))
    for path, text in plan.content.files.items():
        if not path.startswith("content/pages/"):
            continue
        for old, new in targets:
            text, count = re.subn(rf"((?:\]\(|\]:)\s*<?(?:\.\.?/)*){old}", rf"\g<1>{new}", text)  # noqa: PLW2901 - one link after the other
            plan.counts[path] += count
        if plan.counts[path]:
            plan.fresh[path] = text


def rewrite_moved(plan: Plan, renaming: Renaming, corpus: Corpus) -> None:
    """Write down where the record's address moved, and let those that moved there before follow."""
    old, new = renaming.address(corpus)
    if corpus.moved is None:
        plan.fresh[MOVED_PATH] = f"{_MOVED_HEAD}{old}: {new}\n"
        return
    edit, written, tree = plan.edit(MOVED_PATH), corpus.moved.addresses, corpus.moved.node_of("addresses")
    for address, target in written.items():
        if address == new:
            # The record has its old address again, which therefore leads nowhere else.
            edit.replace_text(tree.at(address).key_place, new, old)
            edit.replace_text(tree.at(address).place, target, new)
        elif target == old:
            edit.replace_text(tree.at(address).place, target, new)
        elif renaming.kind == "sources" and target.startswith(f"claims/{renaming.old}/"):
            followed = f"claims/{renaming.new}/{target.rpartition('/')[2]}"
            edit.replace_text(tree.at(address).place, target, followed)
    if new not in written:
        edit.append_field(tree, old, new)


def refuse(message: str, hint: str = "", place: Place | None = None, code: str = "rename-refused") -> InvalidContent:
    """Give the error of a change that must not be."""
    return InvalidContent([Problem(place or Place("content"), code, message, hint)])


def list_table(kind: Kind, corpus: Corpus) -> Mapping[str, Record]:
    """Give the records of a kind by id."""
    claims = {f"{source}/{key}": one for source, file in corpus.claim_files.items() for key, one in file.claims.items()}
    tables: Mapping[Kind, Mapping[str, Record]] = {
        "actors": corpus.actors,
        "events": corpus.elections,
        "sources": corpus.sources,
        "topics": corpus.topics,
        "disputes": corpus.disputes,
        "claims": claims,
    }
    return tables[kind]


def check_known(kind: Kind, name: str, corpus: Corpus) -> None:
    """Raise InvalidContent where no record of a kind has this id."""
    table = list_table(kind, corpus)
    if name not in table:
        raise refuse(f"the record must be one of this corpus, found no {name} in {kind}", suggest(name, table))


def _list_targets(renaming: Renaming, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Give, as patterns, what links to the record begin with, and what they are to begin with."""
    old, new = renaming.address(corpus)
    yield rf"{re.escape(old)}(?=\.md|/\d+\.md)", new
    if renaming.kind == "sources":
        yield rf"claims/{re.escape(renaming.old)}(?=/)", f"claims/{renaming.new}"
    if renaming.kind == "claims":
        source, _, key = renaming.old.partition("/")
        yield (
            rf"(sources/{re.escape(source)}(?:/\d+)?\.md)#{re.escape(key)}(?![\w-])",
            rf"\g<2>#{renaming.new.partition('/')[2]}",
        )
