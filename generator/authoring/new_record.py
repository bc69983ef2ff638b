"""Plans what `asreported new` writes for an actor, an election, a topic or a dispute: a commented skeleton."""

from collections.abc import Mapping

from generator.authoring.field_words import describe_record, write_skeleton
from generator.authoring.naming import find_actor, make_name, map_names
from generator.authoring.variants import find_variants, write_variants
from generator.authoring.workbench import CHECK, Draft, Workbench, require_fresh_id, require_known, say_unsure
from generator.authoring.yaml_text import add_entry, indent, write_scalar
from generator.examine import measure_text
from generator.model import Actor, Dispute, Election, Topic
from generator.record import Record


def plan_actor(bench: Workbench, name: str, given: Mapping[str, str]) -> Draft:
    """Give the file of a new actor, with spellings of its name that stand in the texts."""
    path = f"content/actors/{name}.yml"
    require_fresh_id(bench, "actors", name, path)
    variants = _offer_spellings(bench, given.get("name", ""), given.get("type", "person"))
    text = _write_file(bench, Actor, name, given) + variants
    said = [f"{path}: written{say_unsure(text)}; take the # off what you fill in"]
    if twin := find_actor(given.get("name", ""), bench.corpus.actors):
        said.append(f"Another actor carries this name: {twin}")
    return Draft({bench.root / path: text}, "\n".join([*said, *variants.splitlines()]))


def _offer_spellings(bench: Workbench, label: str, kind: str) -> str:
    """Give what stands in the texts and is near a name, as comments; nothing where nothing is."""
    if not label:
        return ""
    shelf = {source: measure_text(file) for source, file in sorted(bench.content.texts.items())}
    languages = {source: record.language for source, record in bench.corpus.sources.items()}
    found = find_variants(label, shelf, languages, has_surname=kind == "person")
    variants = write_variants(found, map_names(bench.corpus.actors))
    return variants and f"# Near it in the texts; put those that mean this actor below names:\n{variants}"


def plan_election(bench: Workbench, name: str, given: Mapping[str, str]) -> Draft:
    """Give the file of a new event, in the folder that the corpus has for its events."""
    path = f"content/{bench.corpus.settings.event.folder}/{name}.yml"
    require_fresh_id(bench, "events", name, path)
    text = _write_file(bench, Election, name, given)
    return Draft({bench.root / path: text}, f"{path}: written{say_unsure(text)}")


def plan_topic(bench: Workbench, name: str, given: Mapping[str, str]) -> Draft:
    """Give the topics with one more."""
    require_fresh_id(bench, "topics", name, "content/topics.yml")
    require_known("content/topics.yml", "broader", filter(None, [given.get("broader", "")]), bench.corpus.topics)
    written = {field: write_scalar(value) for field, value in given.items() if value}
    fields = write_skeleton(Topic, written, {"label": write_scalar(make_name(name))})
    return _add(bench, "content/topics.yml", name, fields)


def plan_dispute(bench: Workbench, name: str, question: str, claims: tuple[str, ...]) -> Draft:
    """Give the disputes with one more: each claim is a position, labelled by its own sentence."""
    path = "content/disputes.yml"
    require_fresh_id(bench, "disputes", name, path)
    known = {
        f"{source}/{key}": claim
        for source, file in bench.corpus.claim_files.items()
        for key, claim in file.claims.items()
    }
    require_known(path, "a claim", claims, known)
    positions = [
        f"- label: {write_scalar(known[ref].text)}  {CHECK}: shorter\n  claims: [{ref}]" for ref in claims
    ] or [f"- label:  {CHECK}: what this side says, in few words\n  claims: []  {CHECK}: such as SOURCE/c1"] * 2
    given = {"positions": "\n".join(positions)} | ({"question": write_scalar(question)} if question else {})
    return _add(bench, path, name, write_skeleton(Dispute, given, {}))


def _write_file(bench: Workbench, model: type[Record], name: str, given: Mapping[str, str]) -> str:
    written = {field: write_scalar(value) for field, value in given.items() if value}
    guessed = {"name": write_scalar(make_name(name))}
    types = [event.type for event in bench.corpus.elections.values()]
    if model is Election and types:
        guessed["type"] = max(types, key=types.count)
    return f"# {describe_record(model)}\n{write_skeleton(model, written, guessed)}"


def _add(bench: Workbench, path: str, name: str, fields: str) -> Draft:
    entry = f"{name}:\n{indent(fields, 2)}"
    text = add_entry(bench.content.files.get(path, ""), path, entry)
    return Draft({bench.root / path: text}, f"{path}: {name} added{say_unsure(entry)}\n\n{entry.rstrip()}")
