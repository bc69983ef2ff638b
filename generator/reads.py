"""Notes from which facts a page is made: a library that tells what is read of it, and a digest for each fact."""

import hashlib
from collections import Counter
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar, cast

from msgspec import Struct, field
from msgspec.json import Encoder
from msgspec.structs import replace

from generator.claim_tables import Groups
from generator.late import Keyed
from generator.link import CLAIM_GROUPS, Library
from generator.record import Record
from generator.sheaf import Gist, LinkedClaim

V = TypeVar("V")
D = TypeVar("D")

Fact = tuple[str, str]
"""A table and a key in it, such as actors and ana-miro; the key is a star for the table as a whole."""
ALL = "*"
_TOLD = frozenset(Gist._fields) & frozenset(dir(LinkedClaim))
"""What the gist of a claim tells like the claim itself."""
_ENCODER = Encoder(enc_hook=repr)
_SHORT = 64
"""Characters up to which a description stands for itself."""
_CORPUS = ("topics", "actors", "elections", "sources", "claim_files", "disputes", "pages", "paths")
_GROUPS = (
    *(*CLAIM_GROUPS, "dated"),
    *("coverage", "disputes_of_election", "tied_to", "roles_in", "stands_in"),
)
_EVIDENCE = ("readings", "anchors", "mentions")


class Notebook(Struct):
    """Where the facts are noted that are read while something is made."""

    facts: set[Fact] = field(default_factory=set)
    """What was read since the last block began, which nobody asks for where none is open."""

    def note(self, table: str, key: str) -> None:
        """Note that a fact was read."""
        self.facts.add((table, key))

    @contextmanager
    def noting(self) -> Iterator[set[Fact]]:
        """Give the facts that are read until the end of the block.

        What is read in a block within it is that one's alone: whoever opens one adds it where it counts, too.
        """
        before, self.facts = self.facts, set()
        try:
            yield self.facts
        finally:
            self.facts = before


class Watched(Mapping[str, V]):
    """A table that notes what is read of it."""

    # A build reads some millions of members, so each note is one step.
    __slots__ = ("_name", "_notebook", "_table")

    def __init__(self, name: str, table: Mapping[str, V], notebook: Notebook) -> None:
        """Take a table by the name under which its facts are noted."""
        self._name, self._table, self._notebook = name, table, notebook

    def __getitem__(self, key: str) -> V:
        self._notebook.facts.add((self._name, key))
        return self._table[key]

    def get(self, key: str, default: Any = None) -> Any:  # noqa: D102 - as any mapping's
        self._notebook.facts.add((self._name, key))
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._notebook.facts.add((self._name, str(key)))
        return key in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[str]:  # noqa: D102
        return self._all().keys()

    def values(self) -> ValuesView[V]:  # noqa: D102
        return self._all().values()

    def items(self) -> ItemsView[str, V]:  # noqa: D102
        return self._all().items()

    def _all(self) -> Mapping[str, V]:
        self._notebook.facts.add((self._name, ALL))
        return self._table


class _WatchedEach(Watched[V]):
    """A table of which all members count as read where somebody looks at all: their keys alone tell nothing of them."""

    __slots__ = ()

    def _all(self) -> Mapping[str, V]:
        self._notebook.facts.update((self._name, key) for key in self._table)
        return super()._all()


class _Watcher:
    """Something whole that notes when anything of it is read, but for what tells only which one it is."""

    __slots__ = ("_fact", "_notebook", "_whole")

    def __init__(self, whole: object, fact: Fact, notebook: Notebook) -> None:
        self._whole, self._fact, self._notebook = whole, fact, notebook

    def __getattr__(self, name: str) -> Any:
        self._notebook.facts.add(self._fact)
        return getattr(self._whole, name)


class _WatchedClaim(_Watcher):
    """A claim that notes when more of it is read than its address: lists of claims don't depend on what claims say."""

    __slots__ = ("_claims", "_gist", "key", "ref", "source", "url")

    def __init__(self, gist: Gist, claims: Mapping[str, LinkedClaim], notebook: Notebook) -> None:
        ref = gist.ref
        # It is read where its gist doesn't tell what is asked.
        super().__init__(None, ("claims", ref), notebook)
        self._claims, self._gist, self.ref = claims, gist, ref
        self.source, _, self.key = ref.partition("/")
        self.url = f"claims/{ref}/"

    def __getattr__(self, name: str) -> Any:
        if name not in _TOLD:
            return getattr(self.whole, name)
        self._notebook.facts.add(self._fact)
        return getattr(self._gist, name)

    @property
    def whole(self) -> LinkedClaim:
        self._notebook.facts.add(self._fact)
        if self._whole is None:
            self._whole = self._claims[self.ref]
        return cast("LinkedClaim", self._whole)

    def __repr__(self) -> str:
        return self.ref


class _WatchedClaims(Keyed[LinkedClaim]):
    """All claims, each of which notes what is read of it; each is made when somebody asks for it."""

    __slots__ = ("_claims", "_gists", "_made", "_notebook")

    def __init__(self, gists: Mapping[str, Gist], claims: Mapping[str, LinkedClaim], notebook: Notebook) -> None:
        super().__init__(gists)
        self._gists, self._claims, self._notebook = gists, claims, notebook
        self._made: dict[str, LinkedClaim] = {}

    def __getitem__(self, ref: str) -> LinkedClaim:
        if ref not in self._made:
            watched = _WatchedClaim(self._gists[ref], self._claims, self._notebook)
            self._made[ref] = cast("LinkedClaim", watched)
        return self._made[ref]


def watch(whole: V, name: str, notebook: Notebook) -> V:
    """Give something that notes when anything of it is read, as the one fact of its name."""
    return cast("V", _Watcher(whole, (name, ""), notebook))


def watch_library(library: Library, notebook: Notebook) -> Library:
    """Give the same library, of which all that is read is noted; its settings aren't, on which everything depends."""
    claims = _WatchedClaims(library.gists, library.claims, notebook)

    def find(member: str) -> LinkedClaim | str:
        # Events, by their ids, stand among claims.
        found: LinkedClaim | str = claims.get(member, member)
        return found

    def swap(table: Mapping[str, Any]) -> Mapping[str, Any]:
        return Groups(table.refs, find) if isinstance(table, Groups) else table

    def wrap(owner: D, names: tuple[str, ...]) -> dict[str, Any]:
        return {name: Watched(name, swap(getattr(owner, name)), notebook) for name in names}

    return replace(
        library,
        corpus=replace(library.corpus, **wrap(library.corpus, _CORPUS)),
        evidence=replace(library.evidence, **wrap(library.evidence, _EVIDENCE)),
        claims=Watched("claims", claims, notebook),
        gists=_WatchedEach("claims", library.gists, notebook),
        past=watch(library.past, "past", notebook),
        **wrap(library, _GROUPS),
    )


class Facts(Struct):
    """What there is to be read, each fact with its digest."""

    tables: dict[str, Callable[[str], str]] = field(default_factory=dict)
    """By name, what describes all that can be read of a member, or of all; nothing where there is no such member."""

    def add(self, name: str, table: Mapping[str, Any], describe: Callable[[Any], str] = repr) -> None:
        """Add a table, with what describes all that can be read of a member."""

        def find(key: str) -> str:
            if key == ALL:
                digest = self.open(name)
                return "\n".join(f"{member} {digest(member)}" for member in table)
            return describe(table[key]) if key in table else ""

        self.tables[name] = find

    def open(self, name: str) -> Callable[[str], str]:
        """Give what gives the digest of each fact of a table, by key."""
        describe = self.tables.get(name)
        if describe is None:
            return lambda _: ""

        def find(key: str) -> str:
            described = describe(key)
            # There are as many as claims, several times over, and most say little.
            return described if len(described) <= _SHORT else digest_text(described)

        return find

    def digest(self, fact: Fact) -> str:
        """Give the digest of a fact, or what describes it shortly; another one where anything that can be read is."""
        name, key = fact
        return self.open(name)(key)


def list_facts(library: Library) -> Facts:
    """Give all facts of a library."""
    facts = Facts()
    corpus = library.corpus
    # A file is read by itself, given the settings, so one that is as it was has the same record.
    records = Counter(corpus.paths.values())
    describe = partial(_describe, {path: digest for path, digest in corpus.digests.items() if records[path] == 1})
    for owner, names in ((corpus, _CORPUS), (library.evidence, _EVIDENCE), (library, _GROUPS)):
        for name in names:
            table = getattr(owner, name)
            if isinstance(table, Groups):
                facts.add(name, table.refs, " ".join)
            else:
                facts.add(name, table, describe)
    facts.tables["claims"] = partial(_describe_claim, library.digests)
    facts.add("past", {"": library.past})
    return facts


def digest_text(text: str) -> str:
    """Give a digest of 64 bits, in hexadecimal."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _describe(digests: Mapping[str, str], value: Any) -> str:
    """Describe a value: a record by the digest of its file, where it has one for itself."""
    known = digests.get(value.path) if isinstance(value, Record) else None
    return known or _write(value)


def _write(value: Any) -> str:
    """Write a value as JSON, and what has no form there as Python does: of all that would take six times as long."""
    try:
        return _ENCODER.encode(value).decode()
    except UnicodeEncodeError:
        # A lock that somebody wrote can hold halves of signs.
        return repr(value)


def _describe_claim(digests: Mapping[str, str], ref: str) -> str:
    """Describe a claim; all of them by their references, since whoever reads all is noted to read each."""
    return "\n".join(digests) if ref == ALL else digests.get(ref, "")
