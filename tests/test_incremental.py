"""Whatever was edited, and whatever became of the caches, a build gives what a build from scratch gives."""

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
import yaml
from hypothesis import HealthCheck, Phase, currently_in_test_context, event, given, settings
from hypothesis import strategies as st
from mkdocs.__main__ import cli as mkdocs

from generator import site_folder
from generator.change_plan import Renaming
from generator.ledger import Folder
from generator.mkdocs_run import build_site
from generator.pipeline import build_pages, check_project
from generator.portions import Portions
from generator.problems import InvalidContent, has_errors
from generator.publication import Setting, digest_surroundings
from generator.reads_record import ReadsRecord
from generator.rewriting import prepare_merging, prepare_renaming, write_rewriting
from generator.views import actor, election, indexes, lists, long_lists, source, tables, topic
from tests.sites import EPOCH, REPO, Corpus, copy_orlan, make_folder, snapshot

EXAMPLES = int(os.environ.get("ASREPORTED_EXAMPLES", "0"))
"""Sequences of edits to try; set it for a long search, which is another one each time."""
T = TypeVar("T")
Tree = dict[str, bytes]


class Pick(Protocol):
    """Chooses one of several."""

    def __call__(self, options: Sequence[T]) -> T: ...


def tell(what: str) -> None:
    """Count what became of an edit, for Hypothesis' statistics."""
    if currently_in_test_context():
        event(what)


def first(options: Sequence[T]) -> T:
    return options[0]


# --- Projects -----------------------------------------------------------------------------------------------------

CLAIMS, ACTORS, TOPICS = "content/claims/ferry-2040.yml", "content/actors.yml", "content/topics.yml"
SETTINGS, DISPUTES, PO = "content/corpus.yml", "content/disputes.yml", "content/locale/ru.po"
MOVED = "content/moved.yml"
CONFIG = """\
INHERIT: base.yml
site_name: Elections in Orlan, as reported
theme: {name: null, custom_dir: templates/theme, locale: en, static_templates: [404.html, robots.txt]}
"""
WOODS = ("alder", "birch", "cedar", "dogwood", "elder", "fir", "gorse", "hazel", "ivy", "juniper", "larch", "maple")


class Project(Corpus):
    """A project of its own templates and theme, all of which a test may edit."""

    def read(self, path: str) -> Any:
        return yaml.BaseLoader((self.root / path).read_text(encoding="utf-8")).get_single_data()

    def read_text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def list_files(self, pattern: str) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern) if path.is_file())

    def files(self) -> Tree:
        """Give all that is edited by hand."""
        return {
            path: content
            for path, content in snapshot(self.root).items()
            if not path.startswith((".git/", "build/", "site/", ".site", "elsewhere/", ".elsewhere"))
        }

    def restore(self, files: Tree) -> None:
        for path in self.files().keys() - files.keys():
            (self.root / path).unlink()
        for path, content in files.items():
            file = self.root / path
            if not file.is_file() or file.read_bytes() != content:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    def lock(self) -> None:
        """Write the lock anew, unless there is a mistake, which the next build tells."""
        try:
            self.relock()
        except InvalidContent:
            tell("a mistake")

    def pages_made(self) -> Tree:
        return read_made(self.root / "build/pages")

    def site_made(self) -> Tree:
        return read_made(self.root / "site")

    def publish(self, *command: str) -> int:
        """Build the site in this process, with `asreported build` or MkDocs by itself; give the exit code."""
        if not command:
            pages, _ = build_pages(self.root)
            return 1 if build_site(self.root, pages) else 0
        try:
            mkdocs.main(["build", "--config-file", str(self.root / "mkdocs.yml"), *command])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return code


def read_made(folder: Path) -> Tree:
    return {path: content for path, content in snapshot(folder).items() if path != ".gitkeep"}


def make_project(root: Path) -> Project:
    """Give a project with enough claims to fill several sheets, where sheets are small."""
    copy_orlan(root)
    project = Project(root)
    shutil.copytree(REPO / "templates", root / "templates")
    hook = REPO / "generator" / "mkdocs_hook.py"
    base = (REPO / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("base.yml", base.replace("generator/mkdocs_hook.py", str(hook)))
    project.write("mkdocs.yml", CONFIG)
    add_source(project, first)
    project.relock()
    return project


@pytest.fixture(scope="module", autouse=True)
def model() -> Iterator[Project]:
    """Give a project that was built, for copies; the few claims of the fixture fill several sheets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        for module in (actor, election, source, topic):
            patch.setattr(module, "SHEET", 2)
        patch.setattr(indexes, "CLAIMS", 4)
        patch.setattr(indexes, "LINES", 5)
        for module, name in (
            *((module, "MOST") for module in (actor, indexes, long_lists)),
            *((long_lists, "LINES"), (tables, "ROWS"), (lists, "LATEST")),
        ):
            patch.setattr(module, name, 2)
        patch.setattr("generator.views.compare.COLUMNS", 1)
        project = make_project(make_folder() / "model")
        assert project.publish() == 0
        yield project


def copy_project(project: Project, root: Path) -> Project:
    """Copy a project with its caches; times stay."""
    shutil.copytree(project.root, root, symlinks=True)
    return Project(root)


def copy_bare(project: Project, root: Path) -> Project:
    """Copy a project as if nobody had ever built it."""
    built = shutil.ignore_patterns("build", "site", ".site*", "elsewhere", ".elsewhere*")
    shutil.copytree(project.root, root, ignore=built)
    (root / "build/pages").mkdir(parents=True)
    return Project(root)


def assert_same(found: Tree, wanted: Tree, what: str = "") -> None:
    """Compare two folders, and show the first difference only."""
    missing, more = sorted(wanted.keys() - found.keys()), sorted(found.keys() - wanted.keys())
    assert (missing, more) == ([], []), f"{what}: missing {missing[:5]}, left over {more[:5]}"
    differing = [path for path in sorted(wanted) if found[path] != wanted[path]]
    if differing:
        path = differing[0]
        lines = zip(*(tree[path].decode(errors="replace").splitlines() for tree in (found, wanted)), strict=False)
        shown = next(((old, new) for old, new in lines if old != new), ("", ""))
        raise AssertionError(f"{what}: {len(differing)} differ, {differing[:5]}\nfound {shown[0]}\nwanted {shown[1]}")


def pick_new(names: Sequence[str], pick: Pick) -> str:
    """Choose one that an edit added, which nothing may name yet; else any."""
    new = [name for name in names if name.startswith(("new-", "about-", "late-", "c2", "c3"))]
    return pick(new or names)


# --- Edits of claims ----------------------------------------------------------------------------------------------


def pick_file(project: Project, pick: Pick) -> str:
    return pick(project.list_files("content/claims/*.yml"))


def list_refs(project: Project) -> list[str]:
    return [f"{Path(path).stem}/{key}" for path in project.list_files("content/claims/*.yml")
            for key in project.read(path)["claims"]]  # fmt: skip


def list_actors(project: Project) -> list[str]:
    return [*project.read(ACTORS), *(Path(path).stem for path in project.list_files("content/actors/*.yml"))]


def list_elections(project: Project) -> list[str]:
    return [Path(path).stem for path in project.list_files(f"content/{name_folder(project)}/*.yml")]


def name_folder(project: Project) -> str:
    return str(project.read(SETTINGS)["event"]["folder"])


def list_sources(project: Project) -> list[str]:
    return [Path(path).stem for path in project.list_files("content/sources/*.yml")]


def write_sentence(pick: Pick) -> str:
    """Give a sentence of ours, in which a name may stand that leads to a page."""
    subject = pick(["Tam Reel", "Oss", "Nobody", "The Board", "2036 election", "Lake Watch", "A **bold** <man>"])
    return f"{subject} {pick(['spoke', 'wrote', 'left', 'counted'])} at the {pick(WOODS)}."


def write_quote(source_id: str, pick: Pick) -> str:
    """Give words that stand in the text of a source."""
    if source_id == "ferry-2040":
        return pick(["its members could not follow the count", "The letter was signed", "in a third of the stations"])
    return f"met by the {pick(WOODS)} bridge"


def set_field(record: dict[str, Any], name: str, value: Any) -> None:
    if value in ("", [], None):
        record.pop(name, None)
    else:
        record[name] = value


def change_claim(project: Project, pick: Pick) -> None:
    path = pick_file(project, pick)
    key = pick(list(project.read(path)["claims"]))
    actors, refs = list_actors(project), list_refs(project)
    kinds, topics = list(project.read(SETTINGS)["claim_kinds"]), list(project.read(TOPICS))
    fields: list[tuple[str, Sequence[Any]]] = [
        ("text", [write_sentence(pick)]),
        ("topics", [[pick(topics)], [], [pick(topics), pick(topics)]]),
        ("about", [[pick(actors)], [], sorted({pick(actors), pick(actors)})]),
        ("speaker", [*actors, ""]),
        ("reporter", [*actors, ""]),
        ("kind", kinds),
        ("date", ["2040-05-01", "2039", "2038/2040", ""]),
        ("happened", ["2040-05-06", "2037~", "2030/2031", ""]),
        ("elections", [list_elections(project), [pick(list_elections(project))]]),
        ("to", [*actors, ""]),
        ("via", [[pick(actors)], []]),
        ("side", [*project.read(SETTINGS)["sides"], ""]),
        ("note", ["As Mira Oss said.", "", write_sentence(pick)]),
        ("stance", ["supports", "opposes", ""]),
        ("status", ["final", "poll", ""]),
        ("assessment", [{"aspect": "voting", "rating": pick(["negative", "positive"])}, ""]),
        ("outcome", [[{"claim": pick(refs), "bears_out": pick(["true", "false"])}], ""]),
        ("withdrawn", [{"date": "2041-01-02", "reason": "It was wrong."}, ""]),
    ]
    name, options = pick(fields)
    value = pick(options)
    project.edit(path, lambda file: set_field(file["claims"][key], name, value))


def change_claim_file(project: Project, pick: Pick) -> None:
    path = pick_file(project, pick)
    name, value = pick(
        [
            ("elections", list_elections(project)),
            ("elections", [pick(list_elections(project))]),
            ("reporter", pick(list_actors(project))),
            ("reporter", ""),
            ("date", pick(["2039-12-01", "2038"])),
            ("date", ""),
        ]
    )
    project.edit(path, lambda file: set_field(file, name, value))


def change_quote(project: Project, pick: Pick) -> None:
    path = pick_file(project, pick)
    key, quote = pick(list(project.read(path)["claims"])), write_quote(Path(path).stem, pick)
    project.edit(path, lambda file: file["claims"][key].update(quote=quote))
    project.edit(path, lambda file: [file["claims"][key].pop(name, None) for name in ("prefix", "suffix")])


def add_claim(project: Project, pick: Pick) -> None:
    path = pick_file(project, pick)
    key = f"c{pick(range(20, 30))}"
    claim = {
        "speaker": pick(list_actors(project)),
        "kind": pick(["opinion", "event", "prediction"]),
        "text": write_sentence(pick),
        "quote": write_quote(Path(path).stem, pick),
        "about": [pick(list_actors(project))],
        "topics": [pick(list(project.read(TOPICS)))],
    }
    project.edit(path, lambda file: file["claims"].setdefault(key, claim))


def delete_claim(project: Project, pick: Pick) -> None:
    path = pick_file(project, pick)
    key = pick_new(list(project.read(path)["claims"])[1:], pick)
    project.edit(path, lambda file: file["claims"].pop(key))


def turn_claims(project: Project, pick: Pick) -> None:
    def turn(file: dict[str, Any]) -> None:
        file["claims"] = dict(list(file["claims"].items())[::-1])

    project.edit(pick_file(project, pick), turn)


# --- Edits of other records ---------------------------------------------------------------------------------------


def edit_actor(project: Project, name: str, change: Callable[[dict[str, Any]], object]) -> None:
    if name in project.read(ACTORS):
        project.edit(ACTORS, lambda actors: change(actors[name]))
    else:
        project.edit(f"content/actors/{name}.yml", change)


def change_actor(project: Project, pick: Pick) -> None:
    name, other = pick(list_actors(project)), pick(list_actors(project))
    refs = list_refs(project)
    field, value = pick(
        [
            ("name", f"{pick(['Ana', 'Ivo', 'The Harbour'])} {pick(['Reel', 'Oss', 'Watch', 'Quill'])}"),
            ("names", [{"name": pick(["Quill", "Ferry", "Board"]), "lang": "en"}]),
            ("names", [{"name": "Рил", "lang": "ru", "finding_aid": "true", "note": "Russian"}]),
            ("names", ""),
            ("type", pick(["person", "organization", "place", "group"])),
            ("classification", pick(["observer-mission", "news-media", ""])),
            ("side", pick([*project.read(SETTINGS)["sides"], ""])),
            ("roles", [{"role": pick(["leader", "member"]), "of": other, "claim": pick(refs)}]),
            ("roles", ""),
            ("relations", [{"type": pick(["opponent-of", "leads"]), "to": other, "claim": pick(refs)}]),
            ("relations", [{"type": "leads", "to": one, "claim": refs[0]} for one in list_actors(project)[:3]]),
            ("relations", ""),
            ("summary", pick(["Tam Reel stood in 2040.", "Lake Watch and the Board.", ""])),
            ("note", pick(["See Mira Oss.", ""])),
            ("not_stated", pick([["When it began."], []])),
            ("not_to_be_confused_with", pick([[other], []])),
            ("links", pick([{"Wikidata": "Q1"}, ""])),
            ("dates", pick(["1990~/..", ""])),
            ("resolved", pick(["false", ""])),
        ]
    )
    edit_actor(project, name, lambda record: set_field(record, field, value))


def add_actor(project: Project, pick: Pick) -> None:
    name = f"new-{pick(WOODS)}"
    record = {"type": pick(["person", "organization"]), "name": f"New {pick(WOODS).title()}"}
    if pick([True, False]):
        project.edit(ACTORS, lambda actors: actors.setdefault(name, record))
    else:
        project.edit(f"content/actors/{name}.yml", lambda values: values.update(record))


def move_actor(project: Project, pick: Pick) -> None:
    """Let a record stand in another file."""
    name = pick(list_actors(project))
    path = f"content/actors/{name}.yml"
    if (project.root / path).exists():
        record = project.read(path)
        (project.root / path).unlink()
        project.edit(ACTORS, lambda actors: actors.update({name: record}))
    else:
        record = project.read(ACTORS)[name]
        project.edit(ACTORS, lambda actors: actors.pop(name))
        project.edit(path, lambda values: values.update(record))


def delete_actor(project: Project, pick: Pick) -> None:
    name = pick_new(list_actors(project), pick)
    (project.root / f"content/actors/{name}.yml").unlink(missing_ok=True)
    project.edit(ACTORS, lambda actors: actors.pop(name, None))


def rename_record(project: Project, pick: Pick) -> None:
    kind, names = pick(
        [
            ("actors", list_actors(project)),
            ("sources", list_sources(project)),
            ("events", list_elections(project)),
            ("claims", list_refs(project)),
            ("topics", list(project.read(TOPICS))),
            ("disputes", list(project.read(DISPUTES) or {})),
        ]
    )
    if not names:
        return
    old = pick(names)
    new = f"{old.split('/')[0]}/{pick(WOODS)}" if kind == "claims" else f"{pick(WOODS)}-{pick(WOODS)}"
    try:
        write_rewriting(prepare_renaming(project.root, Renaming(kind, old, new)))  # type: ignore[arg-type]
    except InvalidContent:
        tell("refused to rename")


def merge_actors(project: Project, pick: Pick) -> None:
    old, into = pick(list_actors(project)[::-1]), pick(list_actors(project))
    try:
        write_rewriting(prepare_merging(project.root, old, into))
    except InvalidContent:
        tell("refused to merge")


def change_election(project: Project, pick: Pick) -> None:
    name, refs, actors = pick(list_elections(project)), list_refs(project), list_actors(project)
    field, value = pick(
        [
            ("name", f"{pick(['2036', '2040'])} {pick(['vote', 'ballot'])}"),
            ("names", pick([[{"name": "Sunday vote", "lang": "en"}], []])),
            ("type", pick(["parliamentary", "local"])),
            ("timing", pick(["regular", "repeat", ""])),
            ("date", pick(["2040-05-06", "2035", "2041~", ""])),
            ("date_note", pick(["By Tam Reel.", ""])),
            ("jurisdiction", pick([*actors, ""])),
            ("administered_by", pick([*actors, ""])),
            ("evidence", {"date": pick(refs), "timing": pick(refs)}),
            ("evidence", ""),
            ("not_stated", pick([["The count of Mira Oss."], []])),
            ("summary", pick(["Mira Oss stood.", ""])),
            ("note", pick(["Orlan voted.", ""])),
            ("round_of", pick([*list_elections(project), ""])),
        ]
    )
    path = f"content/{name_folder(project)}/{name}.yml"
    project.edit(path, lambda record: set_field(record, field, value))


def change_contest(project: Project, pick: Pick) -> None:
    path = f"content/{name_folder(project)}/{pick(list_elections(project))}.yml"
    refs, actors = list_refs(project), list_actors(project)
    option, percent = pick([*actors, "against-all"]), f"{pick(range(10, 90))}"
    status = pick(["poll", "final", "preliminary"])
    result: dict[str, Any] = {"status": status, "reported_by": pick(actors), "claim": pick(refs), "percent_of": "valid"}
    turnout = pick([{"turnout": {"percent": percent}}, {}])
    result |= {"counts": {option: {"percent": percent}}, **turnout}
    rows = [{"option": one, "claim": pick(refs), **pick([{"nominated_by": pick(actors)}, {}])} for one in [option]]
    contest: dict[str, Any] = {"id": "president", "kind": "candidate", "options": rows, "results": [result]}
    contest |= pick([{"office": "Mayor"}, {"mandates": "3"}, {"note": "See Orlan."}, {"system": "by lot"}])
    contests = pick([[contest], [], [contest, {**contest, "id": "second"}]])
    project.edit(path, lambda record: set_field(record, "contests", contests))


def add_election(project: Project, pick: Pick) -> None:
    name = f"late-{pick(range(2000, 2050))}"
    record = {"name": f"{pick(['Early', 'Late'])} vote", "type": "local", "date": pick(["2033", "2041-02"])}
    project.edit(f"content/{name_folder(project)}/{name}.yml", lambda values: values.update(record))


def delete_election(project: Project, pick: Pick) -> None:
    (project.root / f"content/{name_folder(project)}/{pick_new(list_elections(project), pick)}.yml").unlink()


def add_dispute(project: Project, pick: Pick) -> None:
    refs = list_refs(project)
    record = {
        "kind": pick(["disagreement", "definition", "name"]),
        "question": f"Who stood at the {pick(WOODS)}?",
        "positions": [{"label": f"Tam Reel, {pick(WOODS)}", "claims": [pick(refs), pick(refs)]} for _ in range(2)],
        "status": "settled",
        "settled_by": pick(refs),
    }
    name = f"who-{pick(WOODS)}"
    project.edit(DISPUTES, lambda disputes: disputes.update({name: record}))


def change_dispute(project: Project, pick: Pick) -> None:
    if not project.read(DISPUTES):
        return
    name, refs = pick(list(project.read(DISPUTES))), list_refs(project)
    field, value = pick(
        [
            ("elections", pick([list_elections(project), []])),
            ("topics", pick([list(project.read(TOPICS)), []])),
            ("note", pick(["See Mira Oss.", ""])),
            ("question", f"How many of {pick(WOODS)}?"),
            ("kind", pick(["name", "definition"])),
            ("positions", [{"label": write_sentence(pick), "claims": [pick(refs)]}]),
            ("status", "settled"),
            ("settled_by", pick([*refs, ""])),
        ]
    )
    project.edit(DISPUTES, lambda disputes: set_field(disputes[name], field, value))


def delete_dispute(project: Project, pick: Pick) -> None:
    if project.read(DISPUTES):
        name = pick(list(project.read(DISPUTES)))
        project.edit(DISPUTES, lambda disputes: disputes.pop(name))


def change_topic(project: Project, pick: Pick) -> None:
    topics = list(project.read(TOPICS))
    name = pick([*topics, f"about-{pick(WOODS)}"])
    field, value = pick(
        [
            ("label", pick(["Turnout", "Old {x} [y]", "Zeal", "Ferries"])),
            ("definition", pick(["What Mira Oss said.", "", "How many."])),
            ("broader", pick([*topics, ""])),
            ("not_stated", pick([["The number of Orlan."], []])),
        ]
    )
    project.edit(TOPICS, lambda all_: set_field(all_.setdefault(name, {"label": name.title()}), field, value))


def delete_topic(project: Project, pick: Pick) -> None:
    name = pick_new(list(project.read(TOPICS)), pick)
    project.edit(TOPICS, lambda topics: topics.pop(name))


def turn_table(project: Project, pick: Pick) -> None:
    """Let the records of a file stand in another order."""
    path = pick([ACTORS, TOPICS, DISPUTES])
    values = project.read(path) or {}
    project.write(path, yaml.safe_dump(dict(list(values.items())[::-1]), allow_unicode=True, sort_keys=False))


def change_source(project: Project, pick: Pick) -> None:
    path = pick(project.list_files("content/sources/*.yml"))
    rights = {"statement": "http://rightsstatements.org/vocab/InC/1.0/", "basis": pick(["quotation", "consent"])}
    field, value = pick(
        [
            ("title", f"What the {pick(WOODS)} said"),
            ("date", pick(["2040-05-08", "2040-06", "2041"])),
            ("date_basis", pick(["printed", "inferred"])),
            ("publisher", pick(list_actors(project))),
            ("carried_by", pick([*list_actors(project), ""])),
            ("authors", pick([["Tam Reel"], []])),
            ("language", pick(["en", "ru", "kk-Latn"])),
            ("url", pick(["https://ferry.example/other", ""])),
            ("rights", {"level": pick(["metadata", "full", "excerpt"]), **rights}),
            ("summary", pick(["The Board met.", ""])),
            ("withdrawn", pick([{"date": "2041-01-02", "reason": "It was wrong."}, ""])),
            ("type", pick(["report", "article-newspaper"])),
            ("accessed", pick(["2041-03-04", ""])),
            ("date_inferred_from", pick(["The words of Tam Reel.", ""])),
        ]
    )
    project.edit(path, lambda record: set_field(record, field, value))


def change_sections(project: Project, pick: Pick) -> None:
    path = pick(project.list_files("content/sources/*.yml"))
    number = pick(range(len(project.read(path)["sections"])))
    field, value = pick(
        [
            ("by", pick([*list_actors(project), ""])),
            ("kind", pick(["body", "caption", "comment", "headline"])),
            ("reason", pick(["As Mira Oss wished.", ""])),
            ("date", pick(["2040-05-09", ""])),
        ]
    )
    project.edit(path, lambda record: set_field(record["sections"][number], field, value))


def add_source(project: Project, pick: Pick) -> None:
    name = f"harbour-{pick(WOODS)}"
    woods = [*WOODS, *(f"{pick(WOODS)} {wood}" for wood in WOODS[:3])]
    long = "and spoke for an hour of bread, of boats, of the price of salt and of all that the winter had left undone"
    text = "\n\n".join(f"The council, it is said, met by the {wood} bridge {long}." for wood in woods)
    record = {
        "title": f"The {pick(WOODS)} council",
        "type": "article-newspaper",
        "publisher": "the-ferry",
        "date": pick(["2040-05-09", "2039-03", "2036"]),
        "date_basis": "printed",
        "language": pick(["en", "ru"]),
        "rights": {"level": "excerpt", "statement": "http://rightsstatements.org/vocab/InC/1.0/", "basis": "quotation"},
        "sections": [{"kind": "body", "paragraphs": f"1-{len(woods)}"}],
    }
    claims = {
        f"c{number}": {
            "speaker": pick(["board", "mira-oss", "tam-reel", "lake-watch"]),
            "kind": pick(["opinion", "event"]),
            "text": f"The council met Tam Reel at the {WOODS[3 * number]}.",
            "quote": f"met by the {WOODS[3 * number]} bridge",
            "about": ["mira-oss"],
            "topics": ["turnout"],
        }
        for number in range(3)
    }
    if name in list_sources(project):
        return
    project.write(f"content/texts/{name}.txt", f"{text}\n")
    project.edit(f"content/sources/{name}.yml", lambda values: values.update(record))
    project.edit(
        f"content/claims/{name}.yml", lambda values: values.update({"elections": ["orlan-2040"], "claims": claims})
    )


def delete_source(project: Project, pick: Pick) -> None:
    name = pick(list_sources(project)[::-1])
    for path in project.list_files(f"content/*/{name}.*"):
        (project.root / path).unlink()


def change_text(project: Project, pick: Pick) -> None:
    path = pick(project.list_files("content/texts/*"))
    paragraphs = project.read_text(path).split("\n\n")
    number = pick(range(1, len(paragraphs)))
    paragraphs[number] = f"{pick(['So it was.', 'Quill, too.', 'Tam Reel said it.'])} {paragraphs[number]}"
    project.write(path, "\n\n".join(paragraphs))


# --- Edits of what surrounds the records --------------------------------------------------------------------------


def change_settings(project: Project, pick: Pick) -> None:
    field, value = pick(
        [
            ("title", f"The {pick(WOODS)} votes"),
            ("description", pick(["All of it.", ""])),
            ("languages", pick([["en"], ["en", "ru"], ["en", "de", "ru"], ["ru", "en"]])),
            ("address", pick(["https://other.example/x/", ""])),
            ("editors", pick(["nobody", ""])),
            ("report", pick(["https://other.example/errors", ""])),
            ("licence", pick([{"name": "CC0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}, ""])),
            ("limits", {"warn_share": pick(["5", "20"]), "refuse_share": "90"}),
            ("aspects", ["counting", "voting", "press"]),
            ("ratings", ["positive", "mixed", "negative"]),
            ("event_sections", pick([[], [{"id": "seen", "heading": "Seen", "topics": ["turnout"]}]])),
        ]
    )
    project.edit(SETTINGS, lambda record: set_field(record, field, value))


def change_vocabulary(project: Project, pick: Pick) -> None:
    name = pick(["claim_kinds", "sides", "relation_types"])
    word = pick(WOODS)

    def change(record: dict[str, Any]) -> None:
        if name == "relation_types":
            record[name]["leads"] = {"inverse": f"led-by-{word}", "label": word}
        else:
            key = next(iter(record[name]))
            record[name] = {**dict(list(record[name].items())[::-1]), key: word}

    project.edit(SETTINGS, change)


def rename_events(project: Project, pick: Pick) -> None:
    old, new = name_folder(project), pick(["votes", "ballots", "elections"])
    if old != new:
        (project.root / "content" / old).rename(project.root / "content" / new)
        noun = {"folder": new, "noun": pick(["vote", "ballot"]), "plural": new}
        project.edit(SETTINGS, lambda record: record.update(event=noun))


def change_page(project: Project, pick: Pick) -> None:
    path = f"content/pages/{pick(['home', 'method', 'about', 'method-two'])}.md"
    text = pick(["Every word, of Mira Oss. {#top}", "[The Board](actors/board.md)", "A table:\n\n|a|b|\n|-|-|\n|1|2|"])
    if (project.root / path).exists() and pick([False, True]):
        (project.root / path).unlink()
    else:
        heading = "" if path.endswith("home.md") else f"# {pick(WOODS).title()}\n\n"
        project.write(path, f"{heading}{text}\n")


def change_catalogue(project: Project, pick: Pick) -> None:
    word = pick(["Claims", "Turnout", "figure", "opinion", "Topics", "Moved: {title}", "Press"])
    text = project.read_text(PO)
    if f'msgid "{word}"' in text:
        head, _, rest = text.partition(f'msgid "{word}"\nmsgstr "')
        project.write(PO, f'{head}msgid "{word}"\nmsgstr "{pick(WOODS)} {rest}')
    else:
        project.write(PO, f'{text}\nmsgid "{word}"\nmsgstr "{pick(WOODS)}"\n')


def change_moved(project: Project, pick: Pick) -> None:
    if (project.root / MOVED).exists() and pick([False, False, True]):
        (project.root / MOVED).unlink()
        return
    kind, names = pick(
        [
            ("actors", list_actors(project)),
            ("sources", list_sources(project)),
            ("topics", list(project.read(TOPICS))),
            (name_folder(project), list_elections(project)),
            ("claims", list_refs(project)),
        ]
    )
    end = pick(names)
    old = f"old-{pick(WOODS)}/c1" if kind == "claims" else f"old-{pick(WOODS)}"
    project.edit(MOVED, lambda moved: moved.update({f"{kind}/{old}": f"{kind}/{end}"}))


def change_template(project: Project, pick: Pick) -> None:
    path = pick(project.list_files("templates/*.j2"))
    text = project.read_text(path)
    if path.endswith("/_macros.md.j2"):
        project.write(path, text.replace("claim side-", f"claim {pick(WOODS)} side-"))
    elif path.endswith("/_list.md.j2"):
        project.write(path, text.replace("{% endfor %}", f"\n{pick(WOODS)}\n\n{{% endfor %}}", 1))
    else:
        project.write(path, f"{text}\n{pick(['A pale', 'A dark'])} {pick(WOODS)}.\n")


def change_theme(project: Project, pick: Pick) -> None:
    folder = "templates/theme"
    kind = pick(["page", "style", "new", "gone", "away", "lost page"])
    if kind == "page":
        path = f"{folder}/{pick(['main.html', 'search.html', '404.html', 'moved.html'])}"
        project.write(path, project.read_text(path).replace("</body>", f"<p>{pick(WOODS)}</p></body>"))
    elif kind == "style":
        project.write(f"{folder}/style.css", f"{project.read_text(f'{folder}/style.css')}/* {pick(WOODS)} */\n")
    elif kind == "new":
        project.write(f"{folder}/{pick(['css', 'js'])}/{pick(WOODS)}.css", "p {}\n")
    elif kind == "lost page":
        path = f"{folder}/404.html"
        project.write(path, f"{project.read_text(path)}<!-- {pick(WOODS)} -->")
    elif found := project.list_files(f"{folder}/*/*.css"):
        old = project.root / pick(found)
        if kind == "gone":
            old.unlink()
        else:
            new = project.root / folder / pick(["css", "js", "styles"]) / old.name
            new.parent.mkdir(exist_ok=True)
            old.rename(new)


def change_configuration(project: Project, pick: Pick) -> None:
    kind = pick(["comment", "files", "dialect", "base"])
    text = project.read_text("mkdocs.yml")
    if kind == "comment":
        project.write("mkdocs.yml", f"{text}# {pick(WOODS)}\n")
    elif kind == "files":
        others = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("use_"))
        project.write("mkdocs.yml", f"{others}use_directory_urls: {pick(['true', 'false'])}\n")
    elif kind == "dialect":
        project.write("base.yml", project.read_text("base.yml").replace("  - tables\n", ""))
    else:
        project.write("base.yml", project.read_text("base.yml").replace("robots.txt", "404.html"))


def commit(project: Project, pick: Pick) -> None:
    """Let the history tell when files were changed."""
    moment = f"20{pick(range(41, 60))}-03-04T05:06:07Z"
    if not (project.root / ".git").exists():
        run_git(project, "init", "--quiet")
    run_git(project, "add", "content")
    run_git(project, "commit", "--quiet", "--allow-empty", "--message", "Say more", moment=moment)
    if pick([False, True]):
        run_git(project, "tag", "--force", f"v{pick(range(9))}")


def run_git(project: Project, *arguments: str, moment: str = "") -> None:
    options = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", "-c", "gc.auto=0")
    environment = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment} if moment else None
    subprocess.run(["git", *options, *arguments], cwd=project.root, check=True, env=environment, capture_output=True)


def touch_files(project: Project, pick: Pick) -> None:
    """Give files another time, and nothing else."""
    for path in project.list_files(pick(["content/**/*", "build/**/*", "site/**/*", "templates/**/*", "mkdocs.yml"])):
        os.utime(project.root / path)


def make_mistake(project: Project, pick: Pick) -> None:
    kind = pick(["number", "nobody", "syntax", "lock", "template", "settings"])
    if kind == "number":
        project.edit(CLAIMS, lambda file: next(iter(file["claims"].values())).update(quote="turnout at 77 per cent"))
    elif kind == "nobody":
        project.edit(pick_file(project, pick), lambda file: file.update(reporter="nobody-at-all"))
    elif kind == "syntax":
        project.write(TOPICS, "a: [")
    elif kind == "lock":
        project.write("content/evidence.lock", "{")
    elif kind == "settings":
        project.edit(SETTINGS, lambda record: record.update(languages=["xx-unknown"]))
    else:
        project.write("templates/topic.md.j2", pick(["{% if %}", "{{ view.nothing_of_this_name }}"]))


def break_link(project: Project, pick: Pick) -> None:
    """Let a link lead nowhere, which only a look at all places on all pages tells."""
    kind = pick(["link", "place", "mend"])
    method = "content/pages/method.md"
    if kind == "link":
        project.write(method, "# Method\n\nSee [it](topics/turnout.md#nowhere), [there](index.md#actors).\n")
    elif kind == "place":
        text = project.read_text("templates/home.md.j2")
        project.write(method, "# Method\n\nSee [there](index.md#actors).\n")
        project.write("templates/home.md.j2", text.replace("{#actors}", f"{{#{pick(WOODS)}}}"))
    else:
        project.write(method, "# Method\n\nAll is well.\n")


# --- Damage to what was built -------------------------------------------------------------------------------------


def damage_cache(project: Project, pick: Pick) -> None:
    found = project.list_files("build/cache/**/*")
    if not found:
        return
    kind = pick(["truncate", "bytes", "nothing", "version", "gone", "swap", "byte", "all gone", "folder gone"])
    file = project.root / pick(found)
    content = file.read_bytes()
    place = pick(range(max(len(content), 1)))
    if kind == "truncate":
        file.write_bytes(content[:place])
    elif kind == "bytes":
        file.write_bytes(content[:place] + bytes(pick(range(256)) for _ in range(8)) + content[place + 8 :])
    elif kind == "byte":
        file.write_bytes(content[:place] + bytes([pick(range(256))]) + content[place + 1 :])
    elif kind == "nothing":
        file.write_bytes(b"")
    elif kind == "version":
        file.write_bytes(content.replace(content[:8], b"00000000"))
    elif kind == "gone":
        file.unlink()
    elif kind == "swap":
        other = project.root / pick(found)
        other_content = other.read_bytes()
        other.write_bytes(content)
        file.write_bytes(other_content)
    elif kind == "all gone":
        shutil.rmtree(project.root / "build/cache")
    else:
        shutil.rmtree(project.root / pick(["build", "site", ".site.spare", "build/pages"]), ignore_errors=True)
        (project.root / "build/pages").mkdir(parents=True, exist_ok=True)


def damage_result(project: Project, pick: Pick) -> None:
    """Change what a build wrote."""
    folder = pick(["build/pages", "site"])
    found = [path for path in project.list_files(f"{folder}/**/*") if not path.endswith(".gitkeep")]
    if not found:
        return
    kind = pick(["edit", "gone", "new", "replace", "gone from top"])
    file = project.root / pick(found)
    if kind == "edit":
        # In place: whatever shares the file changes with it.
        file.write_bytes(file.read_bytes().replace(b"e", b"E"))
    elif kind == "gone":
        file.unlink()
    elif kind == "gone from top":
        file = project.root / pick([path for path in found if path.count("/") == folder.count("/") + 1])
        file.unlink()
    elif kind == "new":
        project.write(f"{folder}/{pick(['actors/', ''])}stranger.{pick(['md', 'html', 'json'])}", "Who is it?")
    else:
        file.unlink()
        file.write_bytes(b"Replaced.")


EDITS: tuple[Callable[[Project, Pick], None], ...] = (
    *(change_claim, change_claim, change_claim, change_claim_file, change_quote, add_claim, delete_claim, turn_claims),
    *(change_actor, change_actor, add_actor, move_actor, delete_actor, rename_record, merge_actors),
    *(change_election, change_contest, add_election, delete_election, add_dispute, change_dispute, delete_dispute),
    *(change_topic, delete_topic, turn_table, change_source, change_sections, add_source, delete_source, change_text),
    *(change_settings, change_vocabulary, rename_events, change_page, change_catalogue, change_moved),
    *(change_template, change_theme, change_configuration, commit, touch_files, make_mistake, break_link),
    *(damage_cache, damage_result),
)
COMMANDS: tuple[tuple[str, ...], ...] = ((), ("--strict",))
"""Of a build that fails where a link leads nowhere."""


# --- The law ------------------------------------------------------------------------------------------------------


def compare(project: Project, *, command: tuple[str, ...] | None = None) -> None:
    """Build pages and, where a command is given, the site, and compare with those of a project never built before.

    Raises what a build from scratch raises, where that is just what this one does.
    """
    folder = make_folder()
    fresh = copy_bare(project, folder / "fresh")
    before = project.site_made()
    try:
        try:
            pages, _ = build_pages(fresh.root)
        except Exception:
            with pytest.raises(Exception):  # noqa: B017, PT011 - a template may fail in any way
                build_pages(project.root)
            assert_same(project.site_made(), before, "site after a mistake")
            raise
        build_pages(project.root)
        assert_same(project.pages_made(), fresh.pages_made(), "build/pages")
        if command is None:
            return
        wanted = 1 if build_site(fresh.root, pages) else 0
        assert project.publish(*command) == wanted
        tell("published" if wanted == 0 else "a warning")
        assert_same(project.site_made(), before if wanted else fresh.site_made(), "site")
    finally:
        shutil.rmtree(folder)


def follow(project: Project, before: Tree, *, command: tuple[str, ...] | None = None) -> None:
    """Build after an edit, and compare; a mistake must change nothing that is published, and is undone."""
    project.lock()
    try:
        compare(project, command=command)
    except AssertionError:
        raise
    except Exception:  # noqa: BLE001 - a template may fail in any way
        tell("a mistake")
        project.restore(before)
        compare(project, command=command)


@settings(
    max_examples=EXAMPLES or 4,
    derandomize=not EXAMPLES,
    deadline=None,
    print_blob=True,
    # A sequence is short, and to shorten it further takes minutes.
    phases=[phase for phase in Phase if phase is not Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), length=st.integers(1, 5))
def test_any_edits_give_what_a_build_from_scratch_gives(model: Project, data: st.DataObject, length: int) -> None:
    def pick(options: Sequence[T]) -> T:
        return data.draw(st.sampled_from(options))

    folder = make_folder()
    try:
        project = copy_project(model, folder / "project")
        for number in range(length):
            before = project.files()
            edit = data.draw(st.sampled_from(EDITS), label="edit")
            edit(project, pick)
            is_published = number == length - 1 or pick([False, False, True])
            follow(project, before, command=pick(COMMANDS) if is_published else None)
    finally:
        shutil.rmtree(folder)


def test_edits_of_every_kind_together_give_what_a_build_from_scratch_gives(model: Project, tmp_path: Path) -> None:
    """Most of them are sound, or the law above would say little."""
    project = copy_project(model, tmp_path / "project")
    edits, mistakes = list(dict.fromkeys(EDITS)), []
    for number, edit in enumerate(edits):
        before = project.files()
        edit(project, first)
        project.lock()
        _, _, problems = check_project(project.root)
        if has_errors(problems) or edit is make_mistake:
            mistakes.append(edit.__name__)
            project.restore(before)
        if number % 16 == 15 or edit is edits[-1]:
            compare(project, command=COMMANDS[number % 2])
    assert len(mistakes) < 8, mistakes


# --- Nothing, and nothing but the change --------------------------------------------------------------------------


def stamp(project: Project) -> dict[str, int]:
    """Give the times of all files that a build wrote for others to read."""
    files = (path for folder in ("site", "build/pages") for path in (project.root / folder).rglob("*"))
    return {path.relative_to(project.root).as_posix(): path.stat().st_mtime_ns for path in files if path.is_file()}


@pytest.mark.parametrize("commands", [[(), ()], [("--strict",), ("--strict",)], [(), ("--strict",), ()]], ids=str)
def test_builds_with_nothing_changed_touch_no_file(
    model: Project, tmp_path: Path, commands: list[tuple[str, ...]]
) -> None:
    project = copy_project(model, tmp_path / "project")
    assert project.publish() == 0
    before = stamp(project)
    for command in commands:
        assert project.publish(*command) == 0
        assert stamp(project) == before


def test_both_ways_to_build_agree(model: Project, tmp_path: Path) -> None:
    """Each goes on where the other left off."""
    one, other = copy_project(model, tmp_path / "one"), copy_project(model, tmp_path / "other")
    for number, commands in enumerate([((), ("--strict",)), (("--strict",), ())]):
        for project, command in zip((one, other), commands, strict=True):
            rename_record(project, lambda options, number=number: options[number % len(options)])
            assert project.publish(*command) == 0
        assert_same(one.site_made(), other.site_made())


# --- What became of the caches ------------------------------------------------------------------------------------


def edit_all(project: Project) -> None:
    """Let a project differ from its model in pages, places, theme and words."""
    project.edit(TOPICS, lambda topics: topics["turnout"].update(label="Who voted"))
    project.edit(CLAIMS, lambda file: file["claims"]["c1"].update(text="Oss said nothing.", topics=["observation"]))
    path = "templates/topics.md.j2"
    project.write(path, project.read_text(path).replace("#", "{#nothing}\n#", 1))
    project.write("templates/theme/style.css", "p {}")
    add_source(project, lambda options: options[5 % len(options)])
    project.relock()


@pytest.fixture(scope="module")
def other(model: Project) -> Project:
    """Give another project, built."""
    other = copy_project(model, make_folder() / "other")
    edit_all(other)
    assert other.publish() == 0
    return other


@pytest.mark.parametrize("names", ["*", "*.sqlite*"])
def test_caches_of_another_project_do_no_harm(model: Project, other: Project, tmp_path: Path, names: str) -> None:
    project = copy_project(model, tmp_path / "project")
    for file in (other.root / "build/cache").rglob(names):
        if file.is_file():
            shutil.copy2(file, project.root / file.relative_to(other.root))
    project.edit(TOPICS, lambda topics: topics["results"].update(label="Outcomes"))
    compare(project, command=())
    project.write("content/pages/method.md", "# Method\n\n[here](topics/turnout.md#nothing)\n")
    compare(project, command=())


def test_project_that_was_copied_builds_its_own_site(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    shutil.rmtree(project.root / "site")
    change_theme(project, first)
    compare(project, command=())


TABLES = ("portions/claims.sqlite", "portions/search.sqlite")


@pytest.mark.parametrize("name", ["reads.ledger", "mkdocs/links.sqlite", "pages.ledger", "mkdocs/site.ledger", *TABLES])
def test_damaged_cache_is_noticed_wherever_it_is_damaged(model: Project, tmp_path: Path, name: str) -> None:
    project = copy_project(model, tmp_path / "project")
    file = project.root / "build/cache" / name
    content = bytearray(file.read_bytes())
    for place in range(97, len(content), 997):
        content[place] ^= 0xFF
    file.write_bytes(content)
    project.edit(TOPICS, lambda topics: topics["results"].update(label="Outcomes"))
    compare(project, command=())


# --- What became of the site --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["style.css", "topics/index.html", "data/topics.json"])
def test_file_that_somebody_removed_from_the_site_comes_back(model: Project, tmp_path: Path, name: str) -> None:
    project = copy_project(model, tmp_path / "project")
    assert project.publish() == 0
    before = project.site_made()
    for command in COMMANDS:
        (project.root / "site" / name).unlink()
        assert project.publish(*command) == 0
        assert_same(project.site_made(), before)


def test_file_of_the_theme_that_moved_is_published_where_it_is(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    project.write("templates/theme/css/more.css", "p {}")
    assert project.publish() == 0
    (project.root / "templates/theme/css").rename(project.root / "templates/theme/styles")
    compare(project, command=())


def test_configuration_that_is_inherited_counts(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    project.write("content/pages/method.md", "# Method\n\n|a|b|\n|-|-|\n|1|2|\n")
    assert project.publish() == 0
    project.write("base.yml", project.read_text("base.yml").replace("  - tables\n", ""))
    compare(project, command=())


@pytest.mark.parametrize(
    "line",
    [
        *("INHERIT: base.yml  # as everybody does", "{INHERIT: 'base.yml'}", '"INHERIT": base.yml'),
        *("INHERIT: !ENV [ORLAN_BASE, base.yml]", "INHERIT: base.yml\nextra: {day: !!str 2020-13-45, at: 12:99}"),
    ],
)
def test_configuration_is_found_however_its_name_is_written(model: Project, tmp_path: Path, line: str) -> None:
    project = copy_project(model, tmp_path / "project")
    content = CONFIG if line.startswith("{") else CONFIG.replace("INHERIT: base.yml", line)
    if line.startswith("{"):
        content = json.dumps({**yaml.safe_load(CONFIG), "INHERIT": "base.yml"})
    project.write("mkdocs.yml", content)
    project.write("content/pages/method.md", "# Method\n\n|a|b|\n|-|-|\n|1|2|\n")
    assert project.publish() == 0
    project.write("base.yml", project.read_text("base.yml").replace("  - tables\n", ""))
    compare(project, command=())


@pytest.mark.parametrize("value", ["ORLAN_FOLDERS", "[ORLAN_OTHERS, ORLAN_FOLDERS, true]"])
def test_variable_of_the_configuration_counts(
    model: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    project = copy_project(model, tmp_path / "project")
    project.write("mkdocs.yml", f"{CONFIG}use_directory_urls: !ENV {value}\n")
    monkeypatch.setenv("ORLAN_FOLDERS", "true")
    assert project.publish() == 0
    monkeypatch.setenv("ORLAN_FOLDERS", "false")
    compare(project, command=())


def test_folder_of_the_theme_that_is_a_link_counts(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    (tmp_path / "css").mkdir()
    (project.root / "templates/theme/css").symlink_to(tmp_path / "css", target_is_directory=True)
    setting = Setting("mkdocs.yml", (str(project.root / "templates/theme"),), "site", has_folders=True)
    before = digest_surroundings(project.root, setting)
    (tmp_path / "css" / "more.css").write_text("p {}", encoding="utf-8")
    assert digest_surroundings(project.root, setting) != before


def test_links_of_the_theme_that_lead_upwards_end(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "main.html").write_text("x", encoding="utf-8")
    setting = Setting("mkdocs.yml", (str(theme),), "site", has_folders=True)
    before = digest_surroundings(tmp_path, setting)
    for name in ("here", "there"):
        (theme / name).symlink_to(theme, target_is_directory=True)
    assert digest_surroundings(tmp_path, setting) != before


def test_configuration_that_mkdocs_refuses_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: x\n", encoding="utf-8")
    setting = Setting("mkdocs.yml", (), "site", has_folders=True)
    for text in ("INHERIT: base.yml\nextra: {day: 2020-13-45}\n", "INHERIT: [base.yml\n", "INHERIT: !ENV {a: b}\n"):
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
        assert digest_surroundings(tmp_path, setting)


def test_site_with_plugins_of_others_is_published_whole(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    project.write("mkdocs.yml", f"{CONFIG}plugins: [search]\n")
    assert project.publish() == 0
    project.edit(TOPICS, lambda topics: topics["results"].update(label="Outcomes"))
    compare(project, command=())
    assert b"Outcomes" in (project.root / "site/search/search_index.json").read_bytes()
    project.write("mkdocs.yml", CONFIG)
    compare(project, command=())


def test_site_with_hooks_of_others_is_published_whole(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    own = yaml.safe_load(project.read_text("base.yml"))["hooks"]
    project.write("mkdocs.yml", f"{CONFIG}hooks: {json.dumps([*own, 'more.py'])}\n")
    project.write(
        "more.py",
        "from pathlib import Path\n\n"
        "def on_env(env, config, **_):\n"
        "    env.trim_blocks = Path(config.config_file_path).with_name('trim').is_file()\n"
        "    return env\n",
    )
    assert project.publish() == 0
    project.write("trim", "")
    compare(project, command=())


def test_broken_link_that_was_let_pass_once_still_fails_a_strict_build(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    path = "templates/home.md.j2"
    home = project.read_text(path)
    project.write("content/pages/method.md", "# Method\n\n[here](index.md#elections)\n")
    assert project.publish() == 0
    project.write(path, home.replace("{#elections}", "{#votes}"))
    assert project.publish("--no-strict") == 0
    assert project.publish("--no-strict") == 0
    assert project.publish("--strict") != 0
    assert project.publish() != 0
    project.write(path, home)
    compare(project, command=())


def test_site_in_another_folder_leaves_nothing_behind(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    elsewhere = str(project.root / "elsewhere")
    assert project.publish("--strict", "--site-dir", elsewhere) == 0
    project.edit(DISPUTES, lambda disputes: disputes.clear())
    assert project.publish("--strict", "--site-dir", elsewhere) == 0
    compare(project, command=())
    assert project.publish("--strict") == 0


def test_update_that_broke_off_leaves_nothing_behind(
    model: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(model, tmp_path / "project")
    assert project.publish() == 0
    before = project.files()
    add_source(project, lambda options: options[5 % len(options)])
    change_theme(project, first)
    project.relock()

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    # What was to change places is ready by then.
    monkeypatch.setattr(site_folder, "_swap", fail)
    assert project.publish("--strict") == 2
    monkeypatch.undo()
    project.restore(before)
    compare(project, command=("--strict",))


@pytest.mark.parametrize(
    "killed",
    [
        pytest.param((Folder, "save"), id="before the folder's record"),
        pytest.param((ReadsRecord, "commit"), id="before the record of reads"),
        pytest.param((Portions, "take"), id="after some portions"),
    ],
)
@pytest.mark.parametrize("is_undone", [False, True], ids=["the same edit", "the edit undone"])
def test_build_that_was_killed_leaves_nothing_stale(
    model: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: tuple[type, str], *, is_undone: bool
) -> None:
    """Files and portions were written by then, and what they were made from was not."""
    project = copy_project(model, tmp_path / "project")
    before = project.files()
    project.edit(CLAIMS, lambda file: file["claims"]["c1"].update(text="Oss said nothing.", topics=["observation"]))
    project.relock()

    def kill(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(*killed, kill)
    with pytest.raises(KeyboardInterrupt):
        build_pages(project.root)
    monkeypatch.undo()
    if is_undone:
        project.restore(before)
    compare(project, command=())


@pytest.mark.parametrize("names", ["portions/*", "reads.ledger", "pages.ledger"])
def test_caches_of_an_older_build_do_no_harm(model: Project, tmp_path: Path, names: str) -> None:
    project = copy_project(model, tmp_path / "project")
    project.edit(CLAIMS, lambda file: file["claims"]["c1"].update(text="Oss said nothing.", topics=["observation"]))
    project.relock()
    build_pages(project.root)
    for file in (model.root / "build/cache").glob(names):
        shutil.copy2(file, project.root / file.relative_to(model.root))
    project.edit(CLAIMS, lambda file: file["claims"]["c2"].update(text="Oss said less."))
    project.relock()
    compare(project, command=())


# --- Dependencies that are easily forgotten -----------------------------------------------------------------------


def test_address_that_moved_tells_how_many_sheets_there_are_now(model: Project, tmp_path: Path) -> None:
    project = copy_project(model, tmp_path / "project")
    project.write(MOVED, "actors/before: actors/board\n")
    build_pages(project.root)
    # What it passed on is a list that its page's head doesn't count.
    for path in project.list_files("content/claims/*.yml"):
        project.edit(path, lambda file: [claim.update(via=["board"]) for claim in file["claims"].values()])
    compare(project)


def test_what_finds_quotations_is_loaded_only_where_a_text_is_searched(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path / "orlan")
    program = (
        "import sys\n"
        "from generator.pipeline import build_pages\n"
        "from pathlib import Path\n"
        "build_pages(Path(), is_strict=False)\n"
        "print('generator.quoting.matching' in sys.modules)\n"
    )

    def loads() -> str:
        done = corpus.run("python", "-c", program, PYTHONPATH=str(REPO))
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert loads() == "True"
    assert loads() == "False"
    path = "content/claims/ferry-2040.yml"
    corpus.edit(path, lambda file: file["claims"]["c2"].update(text="Turnout stood at 58.2 per cent."))
    assert loads() == "False"
    corpus.edit(path, lambda file: file["claims"]["c2"].update(quote="turnout at 58.2"))
    assert loads() == "True"
