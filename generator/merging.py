"""Plans how two records of one actor become one: names, roles and relations go over, and every reference follows."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from generator.change_plan import (
    Plan,
    Renaming,
    check_known,
    refuse,
    replace_reference,
    rewrite_moved,
    rewrite_pages,
)
from generator.evidence import Evidence, Mentions, digest_spellings
from generator.load import Content
from generator.lock import read_lock, write_lock
from generator.model import Actor, Corpus
from generator.problems import InvalidContent, Place, Problem
from generator.walk import Reference, list_references
from generator.yaml_rewrite import YamlEdit, write_flow
from generator.yaml_tree import Node

_SINGLE = ("type", "classification", "side", "resolved", "dates", "summary", "note")
_LISTS = ("names", "not_to_be_confused_with", "roles", "relations", "not_stated")


def plan_merging(old: str, into: str, content: Content, corpus: Corpus) -> Plan:
    """Give what merging one actor into another makes of sound content. Raises InvalidContent where it must not be."""
    for name in (old, into):
        check_known("actors", name, corpus)
    if old == into:
        raise refuse(f"an actor must be merged into another one, found {into} twice", "name the other actor")
    conflicts = [*_list_conflicts(old, into, corpus), *_list_clashes(old, into, corpus)]
    if conflicts:
        raise InvalidContent(conflicts)
    renaming, plan = Renaming("actors", old, into), Plan(content, content.lock)
    gone = corpus.actors[old].node_of()
    for reference in list_references(corpus):
        if not _lies_in(reference.place, gone):
            _follow_reference(plan, reference, renaming)
    _remove_record(plan, old, corpus)
    _extend_record(plan, old, into, corpus)
    rewrite_pages(plan, renaming, corpus)
    rewrite_moved(plan, renaming, corpus)
    return plan


def merge_lock(lock: str | None, old: str, into: str, merged: Corpus) -> str | None:
    """Give the lock with the mentions of both actors as one's, whose spellings are those of the merged corpus."""
    if lock is None:
        return None
    evidence = read_lock(lock)[0]
    mentions = dict(evidence.mentions)
    gone, kept = mentions.pop(old, Mentions("")), mentions.get(into, Mentions(""))
    found = {
        source: {**gone.found.get(source, {}), **kept.found.get(source, {})}
        for source in sorted({*gone.found, *kept.found})
    }
    mentions[into] = Mentions(digest_spellings(merged.actors[into]), found)
    return write_lock(Evidence(evidence.readings, evidence.anchors, mentions))


def count_comments(old: str, content: Content, corpus: Corpus) -> int:
    """Count the lines of comment in an actor's record, which a merge can't keep."""
    node = corpus.actors[old].node_of()
    text = content.files[node.place.path]
    if not _is_listed(old, corpus):
        lines = text.splitlines()
    else:
        edit = YamlEdit(text)
        lines = text[edit.find(node.key_place) : edit.find(node.end)].splitlines()
    return sum(line.lstrip().startswith("#") and "yaml-language-server" not in line for line in lines)


def _follow_reference(plan: Plan, reference: Reference, renaming: Renaming) -> None:
    """Let a reference name the other actor, or drop it where the list names that one already."""
    is_old = renaming.translate(reference.kind, reference.value) != reference.value
    held = reference.held
    members = held.value if held and isinstance(held.value, tuple) else ()
    if held and is_old and any(node.value == renaming.new for node in members):
        number = [node.place for node in members].index(reference.place)
        plan.edit(reference.place.path).remove_member(held, number)
        plan.counts[reference.place.path] += 1
    else:
        replace_reference(plan, reference, renaming)


def _remove_record(plan: Plan, old: str, corpus: Corpus) -> None:
    path = corpus.paths[f"actors/{old}"]
    if not _is_listed(old, corpus):
        plan.paths[path] = None
        return
    listed = {name: corpus.actors[name].node_of() for name, _ in _list_neighbours(path, corpus)}
    if len(listed) == 1:
        plan.paths[path] = None
        return
    first = next(iter(listed.values()))
    is_flow = YamlEdit(plan.content.files[path]).text.lstrip().startswith("{")
    plan.edit(path).remove_field(first._replace(value=listed, spot=first.key_spot, is_flow=is_flow), old)


def _list_neighbours(path: str, corpus: Corpus) -> Iterator[tuple[str, Actor]]:
    yield from ((name, actor) for name, actor in corpus.actors.items() if corpus.paths[f"actors/{name}"] == path)


def _extend_record(plan: Plan, old: str, into: str, corpus: Corpus) -> None:
    """Add to a record what only the other one has: lists and mappings that it has already first, then new fields."""
    gone, kept = corpus.actors[old].node_of(), corpus.actors[into].node_of()
    added = _list_added(old, into, plan.content, corpus)
    edit = plan.edit(kept.place.path)
    held: Mapping[str, Node] = kept.value if isinstance(kept.value, Mapping) else {}
    for name, members in added.items():
        if members and name in held and isinstance(held[name].value, tuple):
            edit.append_members(held[name], [write_flow(member) for member in members])
    links, known = _plain_field(gone, "links", {}), _plain_field(kept, "links", {})
    fresh = {key: link for key, link in links.items() if key not in known}
    if fresh and "links" in held:
        for key, link in fresh.items():
            edit.append_field(held["links"], write_flow(key), write_flow(link))
    new_fields = {name: members for name, members in added.items() if members}
    singles = {name: _plain_field(gone, name, "") for name in _SINGLE}
    for name, value in {**singles, **new_fields, "links": fresh}.items():
        if value and name not in held:
            edit.append_field(kept, name, write_flow(value))


def _list_added(old: str, into: str, content: Content, corpus: Corpus) -> Mapping[str, Sequence[Any]]:
    """Give what each list of a record gets from the other one, as plain values."""
    gone, kept = corpus.actors[old], corpus.actors[into]
    added: dict[str, list[Any]] = {}
    for field in _LISTS:
        known = _plain_field(kept.node_of(), field, [])
        added[field] = [member for member in _plain_field(gone.node_of(), field, []) if member not in known]
    spelt = {kept.name, *(name.name for name in kept.names)}
    names = [name for name in added["names"] if name["name"] not in spelt]
    if gone.name not in {*spelt, *(name["name"] for name in names)}:
        own = {"name": gone.name, "lang": corpus.settings.languages[0]}
        found = read_lock(content.lock)[0].mentions.get(old) if content.lock is not None else None
        is_printed = found is None or any(gone.name in spellings for spellings in found.found.values())
        names.insert(0, own if is_printed else {**own, "finding_aid": "true"})
    return {**added, "names": names}


def _list_conflicts(old: str, into: str, corpus: Corpus) -> Iterator[Problem]:
    """Give a problem for each field of which two records hold different things."""
    gone, kept = corpus.actors[old], corpus.actors[into]
    for field in _SINGLE:
        values = (getattr(gone, field), getattr(kept, field))
        if values[0] != values[1] and (None not in values or field == "resolved"):
            yield _refuse_field(gone.place_of(field), field, values[0], values[1])
    for key in gone.links.keys() & kept.links.keys():
        if gone.links[key] != kept.links[key]:
            yield _refuse_field(gone.place_of("links", key), f"links {key}", gone.links[key], kept.links[key])
    entries = {name.name: name for name in kept.names}
    for number, name in enumerate(gone.names):
        other = entries.get(name.name)
        if other and other != name:
            yield _refuse_field(
                gone.place_of("names", number), f"the spelling {name.name!r}", "other details", "its own"
            )


def _refuse_field(place: Place, field: str, gone: object, kept: object) -> Problem:
    message = f"two records must agree before they are merged, found {field}: {gone} and {kept}"
    return Problem(place, "merge-conflict", message, "make the two alike, or remove one")


def _list_clashes(old: str, into: str, corpus: Corpus) -> Iterator[Problem]:
    """Give a problem for each place that says that the two are not one."""
    both = {old, into}
    for name in (old, into):
        actor = corpus.actors[name]
        named: list[tuple[str | None, Place]] = [
            *(
                (other, actor.place_of("not_to_be_confused_with", at))
                for at, other in enumerate(actor.not_to_be_confused_with)
            ),
            *((role.of, role.place_of("of")) for role in actor.roles),
            *((relation.to, relation.place_of("to")) for relation in actor.relations),
        ]
        yield from (_refuse_two(place, "a record of one names the other") for other, place in named if other in both)
    for contest in (contest for election in corpus.elections.values() for contest in election.contests):
        if both <= {option.option for option in contest.options}:
            yield _refuse_two(contest.place_of("options"), "both are options of one contest")


def _refuse_two(place: Place, found: str) -> Problem:
    message = f"two actors must be nowhere told apart before they are merged, found that {found}"
    return Problem(place, "merge-conflict", message, "correct it first, or leave the two as they are")


def _lies_in(place: Place, node: Node) -> bool:
    return place.path == node.place.path and node.key_place <= place <= (node.end or node.place)


def _is_listed(name: str, corpus: Corpus) -> bool:
    """Say whether an actor stands in the list of all, not in a file of its own."""
    return PurePosixPath(corpus.paths[f"actors/{name}"]).parent.name == "content"


def _plain_field(node: Node, field: str, otherwise: Any) -> Any:
    return node.value[field].plain() if isinstance(node.value, Mapping) and field in node.value else otherwise
