"""Turns the arguments of the authoring commands into one call each, and prints what it says."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli_progress import show_progress
from generator.problems import InvalidContent, Place, Problem
from generator.progress import count_steps

if TYPE_CHECKING:
    from generator.authoring.workbench import Draft, Workbench

_ROOT = Path()


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def init(folder: Path) -> None:
    """Begin a corpus in FOLDER, or here: mkdocs.yml, content/ with an invented source. Overwrites nothing."""
    from generator.authoring.starter import plan_starter  # noqa: PLC0415 - each command its own imports

    with _Report():
        draft = plan_starter(folder)
        _write(folder, draft, {})
        click.echo(draft.said)


@click.command("add-source")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "name", default="", help="The source's id; else made from publisher, year and title.")
@click.option("--publisher", default="", help="Who publishes it: an actor's id, or a name.")
@click.option("--date", default="", help="When it was published, such as 2031-03-03.")
def add_source(file: Path, name: str, publisher: str, date: str) -> None:
    """Add a source from a page that you saved: .html, .txt, .md or .pdf. Nothing is fetched."""
    from generator.authoring.add_source import SourceWish, plan_source  # noqa: PLC0415 - each command its own imports
    from generator.authoring.saved_page import read_saved_page  # noqa: PLC0415
    from generator.load import read_saved_file  # noqa: PLC0415

    def plan(bench: "Workbench") -> "Draft":
        raw = read_saved_file(file)
        with show_progress(sys.stderr) as tell:
            tell(f"reading {file.name}", 0, 0)
            page = read_saved_page(file.as_posix(), raw)
        return plan_source(bench, file.as_posix(), page, SourceWish(name, publisher, date))

    _carry_out(plan)


@click.command()
@click.argument("words")
@click.option("--source", default="", help="Look in the text of this source only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def find(words: str, source: str, *, as_json: bool) -> None:
    """Find WORDS in the texts, and print a claim to paste for each place; exit 1 where they stand nowhere."""
    from generator.authoring.find_words import describe_places, print_places, read_shelf  # noqa: PLC0415
    from generator.authoring.finding import explain_absence, find_words  # noqa: PLC0415

    with _Report():
        bench = _open()
        shelf = read_shelf(bench, source)
        with show_progress(sys.stderr) as tell:
            names = count_steps("looking through texts", shelf, len(shelf), tell)
            places = [place for name in names for place in find_words({name: shelf[name]}, words)]
        if places and as_json:
            click.echo(json.dumps({"places": describe_places(bench, places, shelf)}, ensure_ascii=False))
        elif places:
            click.echo(print_places(bench, places, shelf))
        else:
            problem = explain_absence(shelf, words)
            if not as_json:
                raise InvalidContent([problem])
            described = {"code": problem.code, "message": problem.message, "context": list(problem.context)}
            click.echo(json.dumps({"places": [], **described, "hint": problem.hint}, ensure_ascii=False))
            sys.exit(1)


@click.group()
def new() -> None:
    """Write the first version of a record, with comments that say what each field holds."""


@new.command()
@click.argument("name", metavar="ID")
@click.option("--name", "label", default="", help="The name; spellings near it in the texts are offered.")
@click.option("--type", "kind", type=click.Choice(["person", "organization", "place", "group"]), help="What it is.")
def actor(name: str, label: str, kind: str | None) -> None:
    """Add content/actors/ID.yml."""
    from generator.authoring.new_record import plan_actor  # noqa: PLC0415

    _carry_out(lambda bench: plan_actor(bench, name, _keep({"name": label, "type": kind or ""})))


@new.command()
@click.argument("name", metavar="ID")
@click.option("--name", "label", default="", help="Its name, such as '2031 presidential election'.")
@click.option("--type", "kind", default="", help="An id, such as presidential.")
@click.option("--date", default="", help="Such as 2031-03-02.")
def election(name: str, label: str, kind: str, date: str) -> None:
    """Add an election: ID.yml in the folder of the corpus's events."""
    from generator.authoring.new_record import plan_election  # noqa: PLC0415

    _carry_out(lambda bench: plan_election(bench, name, _keep({"name": label, "type": kind, "date": date})))


@new.command()
@click.argument("name", metavar="ID")
@click.option("--label", default="", help="Its name for readers.")
@click.option("--broader", default="", help="A topic that holds it.")
def topic(name: str, label: str, broader: str) -> None:
    """Add a topic to content/topics.yml."""
    from generator.authoring.new_record import plan_topic  # noqa: PLC0415

    _carry_out(lambda bench: plan_topic(bench, name, _keep({"label": label, "broader": broader})))


@new.command()
@click.argument("name", metavar="ID")
@click.option("--question", default="", help="What the claims don't agree on.")
@click.option("--claim", "claims", multiple=True, help="A claim, such as SOURCE/c1; once for each position.")
def dispute(name: str, question: str, claims: tuple[str, ...]) -> None:
    """Add a dispute to content/disputes.yml."""
    from generator.authoring.new_record import plan_dispute  # noqa: PLC0415

    _carry_out(lambda bench: plan_dispute(bench, name, question, claims))


@new.command()
@click.argument("source")
@click.option("--quote", "words", required=True, help="The words, as they stand in the text.")
@click.option("--text", default="", help="Your own sentence, neutral and short.")
@click.option("--kind", default="", help="One of claim_kinds in content/corpus.yml.")
@click.option("--speaker", default="", help="Who says it: an actor's id.")
@click.option("--topic", "topics", multiple=True, help="A topic's id; may be given several times.")
@click.option("--place", type=click.IntRange(min=1), help="Which of several places, from 1.")
def claim(  # noqa: PLR0913, PLR0917 - one for each option
    source: str, words: str, text: str, kind: str, speaker: str, topics: tuple[str, ...], place: int | None
) -> None:
    """Add a claim to content/claims/SOURCE.yml, with its words looked up in the text."""
    from generator.authoring.claim_entry import ClaimWish  # noqa: PLC0415
    from generator.authoring.new_claim import plan_claim  # noqa: PLC0415

    wish = ClaimWish(" ".join(text.split()), kind, speaker, topics)
    _carry_out(lambda bench: plan_claim(bench, source, words, wish, place))


class _Report:
    """Prints the problems that end a command, and ends it with exit code 1."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Print what went wrong for the maintainer; let everything else pass."""
        if isinstance(error, InvalidContent):
            for problem in error.problems:
                click.echo(str(problem), err=True)
            sys.exit(1)


def _carry_out(plan: "Callable[[Workbench], Draft]") -> None:
    """Open the project, write what is planned, all or nothing, and say so."""
    with _Report(), take_over():
        bench = _open()
        draft = plan(bench)
        _write(_ROOT, draft, bench.content.files)
        click.echo(draft.said)


def _write(root: Path, draft: "Draft", before: Mapping[str, str]) -> None:
    """Write all files of a draft into a project or none, given what was read before; raises InvalidContent."""
    from generator.publish import rewrite_files  # noqa: PLC0415

    try:
        # The folder of the texts may lie elsewhere.
        named = {path: path.relative_to(root) if path.is_relative_to(root) else path for path in draft.files}
        after = {named[path].as_posix(): text for path, text in draft.files.items()}
        changed = rewrite_files(root, before, after)
    except OSError as error:
        message = f"a file must be writable, found: {error.strerror}"
        place = Place(Path(error.filename or "content").as_posix())
        hint = "check the permissions of its folder; nothing was written"
        raise InvalidContent([Problem(place, "file-unwritable", message, hint)]) from None
    for path in changed:
        message, hint = "a file must be as it was read, found it changed meanwhile", "run the command again"
        raise InvalidContent([Problem(Place(path), "file-unwritable", message, hint)])


@contextmanager
def take_over() -> Iterator[None]:
    """Let only this command write into the project, and say what was mended first."""
    from generator.recovery import take_over as begin  # noqa: PLC0415

    with begin(_ROOT) as mended:
        for sentence in mended:
            click.echo(sentence, err=True)
        yield


def _open() -> "Workbench":
    from generator.authoring.workbench import open_workbench  # noqa: PLC0415

    return open_workbench(_ROOT)


def _keep(options: dict[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in options.items() if value.strip()}


COMMANDS: Iterable[click.Command] = (init, add_source, find, new)
