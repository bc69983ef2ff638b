"""Plans how a record gets another id: its file or key, what names it, its address and its entries in the lock."""

from pathlib import PurePosixPath

from msgspec.structs import replace

from generator.change_plan import (
    Plan,
    Renaming,
    check_known,
    list_table,
    refuse,
    replace_reference,
    rewrite_moved,
    rewrite_pages,
)
from generator.evidence import Evidence, Mentions, digest_spellings
from generator.forms import is_id
from generator.load import Content
from generator.lock import read_lock, write_lock
from generator.model import Corpus
from generator.moved import is_reserved, list_moves
from generator.rules import BALLOT_WORDS
from generator.walk import list_references


def plan_renaming(renaming: Renaming, content: Content, corpus: Corpus) -> Plan:
    """Give what a renaming makes of sound content. Raises InvalidContent where it must not be."""
    _check_ids(renaming, corpus)
    plan = Plan(content, content.lock)
    for reference in list_references(corpus):
        replace_reference(plan, reference, renaming)
    _rename_record(plan, renaming, corpus)
    rewrite_pages(plan, renaming, corpus)
    rewrite_moved(plan, renaming, corpus)
    if plan.lock is not None:
        plan.lock = write_lock(_rename_evidence(read_lock(plan.lock)[0], renaming, corpus))
    return plan


def _check_ids(renaming: Renaming, corpus: Corpus) -> None:
    check_known(renaming.kind, renaming.old, corpus)
    name = renaming.new.rpartition("/")[2]
    if renaming.new == renaming.old:
        raise refuse(f"the new id must be another one, found {renaming.new}", "choose another id")
    if not is_id(name):
        raise refuse(
            f"an id must be lowercase ASCII letters, digits and single hyphens, found {name}", "choose another id"
        )
    if renaming.kind == "claims" and renaming.new.partition("/")[0] != renaming.old.partition("/")[0]:
        raise refuse(f"a claim must stay with its source, found {renaming.new}", "give the new key only")
    if renaming.new in list_table(renaming.kind, corpus):
        raise refuse(f"the new id must be free, found a record {renaming.new}", "choose another id")
    words = BALLOT_WORDS | {"self"} if renaming.kind == "actors" else frozenset()
    if is_reserved(renaming.kind, renaming.new) or renaming.new in words:
        raise refuse(f"the new id must not be a word that the site uses itself, found {name}", "choose another id")
    old, new = renaming.address(corpus)
    elsewhere = list_moves(corpus).get(new)
    if elsewhere not in {None, old}:
        raise refuse(
            f"the new address must never have been another record's, found {new}, now {elsewhere}", "choose another id"
        )


def _rename_record(plan: Plan, renaming: Renaming, corpus: Corpus) -> None:
    """Change the id where it stands: as a file's name, or as a key."""
    if renaming.kind == "claims":
        source, _, key = renaming.old.partition("/")
        place = corpus.claim_files[source].claims[key].place
        plan.edit(place.path).replace_text(place, key, renaming.new.partition("/")[2])
        return
    for kind in (renaming.kind, *(("claims",) if renaming.kind == "sources" else ())):
        path = corpus.paths.get(f"{kind}/{renaming.old}")
        if path is None:
            continue
        if PurePosixPath(path).parent.name == "content":
            place = list_table(renaming.kind, corpus)[renaming.old].place
            plan.edit(path).replace_text(place, renaming.old, renaming.new)
        else:
            plan.paths[path] = str(PurePosixPath(path).with_stem(renaming.new))
    if renaming.kind == "sources":
        plan.text = (renaming.old, renaming.new)


def _rename_evidence(evidence: Evidence, renaming: Renaming, corpus: Corpus) -> Evidence:
    """Give what the lock holds, under the new id."""

    def source(name: str) -> str:
        return renaming.translate("sources", name)

    readings = {source(name): reading for name, reading in evidence.readings.items()}
    anchors = {renaming.translate("claims", ref): anchor for ref, anchor in evidence.anchors.items()}
    mentions = {
        renaming.translate("actors", name): Mentions(
            _rename_spellings(name, entry, renaming, corpus),
            dict(sorted((source(text), spellings) for text, spellings in entry.found.items())),
        )
        for name, entry in evidence.mentions.items()
    }
    return Evidence(readings, anchors, mentions)


def _rename_spellings(name: str, entry: Mentions, renaming: Renaming, corpus: Corpus) -> str:
    """Give the digest of an actor's spellings, which also covers the sources to which some are limited."""
    actor = corpus.actors.get(name)
    if actor is None or digest_spellings(actor) != entry.spellings:
        return entry.spellings
    names = tuple(
        replace(one, only_at=tuple(renaming.translate("limits", at) for at in one.only_at)) for one in actor.names
    )
    return digest_spellings(replace(actor, names=names))
