"""Turns arguments into one call, prints problems, sets the exit code; the only module that prints."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.cli_authoring import COMMANDS, take_over
from generator.cli_progress import show_progress
from generator.garbage import collect_seldom
from generator.problems import InvalidContent, Problem, has_errors
from generator.turn import NotYourTurn
from generator.worklists.entry import Entry

if TYPE_CHECKING:
    from generator.load import Content
    from generator.mending.mend import Mended

if TYPE_CHECKING:
    from generator.change_plan import Kind
    from generator.rewriting import Rewriting

_ROOT = Path()
_INTERRUPTED = 130
"""What shells give for a command that Ctrl-C ended before it had a result."""
_KINDS: "Mapping[str, Kind]" = {
    "actor": "actors",
    "election": "events",
    "source": "sources",
    "topic": "topics",
    "dispute": "disputes",
    "claim": "claims",
}
"""Kinds of records by the word for one."""


class _Commands(click.Group):
    """Ends a command to which the system refuses something with one problem, and exit code 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, once what a killed one left half done is mended."""
        from generator.recovery import mend_project  # noqa: PLC0415 - each command imports only what it needs

        try:
            for sentence in mend_project(_ROOT):
                click.echo(sentence, err=True)
            return super().invoke(ctx)
        except NotYourTurn as reason:
            click.echo(str(reason), err=True)
        except Exception as error:
            from generator.refusals import explain_refusal, is_refusal  # noqa: PLC0415

            # A reader of what is printed that has gone, such as `head`, is click's.
            if not is_refusal(error) or isinstance(error, BrokenPipeError):
                raise
            click.echo(str(explain_refusal(error, _ROOT)), err=True)
        sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="as-reported")
def main() -> None:
    """Build a site of what sources say, each statement traced to the exact words it rests on."""
    collect_seldom()


def run() -> NoReturn:
    """Run a command, and end the process as soon as it is done.

    Python would first take apart all that the command has made, which is a tenth of the time of a small change, only
    for the system to take the memory back at once. mypy ends likewise.
    """
    try:
        main()
    except SystemExit as ended:
        with suppress(OSError):  # a reader that has gone, of whom Python tells in its own way
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:  # there is none where it was closed before the command began
                    stream.flush()
            os._exit(int(ended.code or 0))
        raise
    raise AssertionError("click ends every command")


for _command in COMMANDS:
    main.add_command(_command)


@main.command()
def build() -> None:
    """Check everything, write build/pages and publish site/."""
    with take_over():
        _publish("mkdocs.yml")


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="On this machine only.")
def serve(port: int) -> None:
    """Show the site and follow every edit; errors stand in the terminal and above the page."""
    from generator.serve import open_bench  # noqa: PLC0415

    try:
        bench = open_bench(_ROOT, port, _tell_state)
    except OSError as error:
        click.echo(f"the port {port} must be free: {error.strerror}; try --port", err=True)
        sys.exit(2)
    _print_problems(bench.workshop.problems, "text")
    click.echo(f"http://127.0.0.1:{port}/ (Ctrl-C ends)", err=True)
    try:
        bench.serve_forever()
    except KeyboardInterrupt:
        bench.server_close()


@main.command()
def offline() -> None:
    """Check everything and pack an edition that is read from a folder, without a server."""
    from generator.publish import zip_folder  # noqa: PLC0415 - each command imports only what it needs

    with take_over():
        _publish("mkdocs.offline.yml")
        archive = _ROOT / "build" / "as-reported-offline.zip"
        with show_progress(sys.stderr) as tell:
            tell("packing", 0, 0)
            zip_folder(_ROOT / "build" / "offline", archive)
    click.echo(f"{archive}: {archive.stat().st_size:,} bytes. Unpack it and open index.html.")


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--against",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="A SHA256SUMS that you trust, or a site that has one; else the one in DIR.",
)
def verify(folder: Path, against: Path | None) -> None:
    """Compare a copy of the site, such as a mirror, with its SHA256SUMS; exit 1 where a file differs."""
    from generator.sums import SUMS, NoSumsError, verify_site  # noqa: PLC0415

    try:
        count, differences = verify_site(folder, against)
    except NoSumsError as reason:
        click.echo(f"{SUMS} {reason}", err=True)
        sys.exit(1)
    click.echo("".join(f"{difference}\n" for difference in differences), nl=False)
    verdict = f"{len(differences):,} differ" if differences else "all are as they were published"
    click.echo(f"{count:,} files: {verdict}", err=True)
    sys.exit(1 if differences else 0)


@main.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print problems."
)
@click.option("--watch", "is_watching", is_flag=True, help="Check again on every change, until Ctrl-C.")
def check(form: str, *, is_watching: bool) -> None:
    """Report every problem of the content; exit 1 where there is an error."""
    from generator.pipeline import check_project  # noqa: PLC0415

    if is_watching:
        _watch(form)
    with _busy("checking"):
        _, _, problems = check_project(_ROOT)
    _print_problems(problems, form)
    sys.exit(1 if has_errors(problems) else 0)


@main.command()
def lock() -> None:
    """Verify everything against the texts and write content/evidence.lock."""
    from generator.journal import change_files  # noqa: PLC0415
    from generator.lock import LOCK_PATH  # noqa: PLC0415
    from generator.pipeline import make_lock  # noqa: PLC0415

    with take_over():
        try:
            with _busy("verifying"):
                text, problems = make_lock(_ROOT)
        except InvalidContent as error:
            _print_problems(error.problems, "text")
            click.echo("The lock was left as it was.", err=True)
            sys.exit(1)
        _print_problems(problems, "text")
        change_files(_ROOT, {_ROOT / LOCK_PATH: text.encode()})


@main.command()
@click.option("--text", "path", required=True, type=click.Path(path_type=Path), help="The source text.")
@click.option("--markdown", is_flag=True, help="The text is Markdown, to be matched as a reader sees it.")
@click.option("--exact", required=True, help="The quotation.")
@click.option("--prefix", default="", help="What stands just before it.")
@click.option("--suffix", default="", help="What stands just after it.")
@click.option("--occurrence", type=click.IntRange(min=1), help="Which of several places, from 1.")
@click.option("--within-word", is_flag=True, help="Let the quotation end inside a word.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def quote(  # noqa: PLR0913 - one for each option
    path: Path,
    exact: str,
    *,
    markdown: bool,
    prefix: str,
    suffix: str,
    occurrence: int | None,
    within_word: bool,
    as_json: bool,
) -> None:
    """Look a quotation up in a text: exit 0 found, 1 not found or ambiguous, 2 usage, 3 unreadable."""
    from generator.anchor import find_quote  # noqa: PLC0415
    from generator.load import read_raw_text  # noqa: PLC0415
    from generator.quote_command import UNREADABLE, describe_outcome, exit_code, print_outcome  # noqa: PLC0415
    from generator.quoting.quotes import Selector  # noqa: PLC0415
    from generator.quoting.source_text import read_source  # noqa: PLC0415

    try:
        raw = read_raw_text(path)
    except (OSError, UnicodeDecodeError) as error:
        click.echo(f"{path} must be a readable UTF-8 text: {error}", err=True)
        sys.exit(UNREADABLE)
    outcome = find_quote(
        read_source(raw, "markdown" if markdown else "plain"), Selector(exact, prefix, suffix, occurrence, within_word)
    )
    click.echo(json.dumps(describe_outcome(outcome), ensure_ascii=False) if as_json else print_outcome(outcome))
    sys.exit(exit_code(outcome))


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where a file would change.")
def schema(*, only_check: bool) -> None:
    """Write the JSON Schemas that editors use, into schema/."""
    from generator.journal import change_files  # noqa: PLC0415
    from generator.schemas import make_schemas  # noqa: PLC0415

    schemas, folder = make_schemas(), _ROOT / "schema"
    if only_check:
        stale = [
            name
            for name, text in schemas.items()
            if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
        ]
        for name in stale:
            click.echo(f"schema/{name} must be what the model says, found another: run `asreported schema`", err=True)
        sys.exit(1 if stale else 0)
    with take_over():
        change_files(_ROOT, {folder / name: text.encode() for name, text in schemas.items()})


@main.command()
@click.argument("names", nargs=-1, metavar="[LIST]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
def todo(names: tuple[str, ...], *, as_json: bool) -> None:
    """List what could still be done, which `check` doesn't call wrong: all lists, or those that are named.

    LIST is one of paragraphs, topics, single-source, names, uncited, predictions, quotes, lock and disputes.
    """
    from generator.pipeline import check_project  # noqa: PLC0415
    from generator.worklists.catalogue import LISTS, make_lists  # noqa: PLC0415

    for name in names:
        if name not in LISTS:
            raise click.BadParameter(f"must be one of {', '.join(LISTS)}, found {name}", param_hint="LIST")
    with _busy("checking"):
        library, content, problems = check_project(_ROOT, is_strict=False)
    if library is None:
        _print_problems(problems, "text")
        sys.exit(1)
    if has_errors(problems):
        click.echo("The content has errors, so the lists may not be complete: run `asreported check`.", err=True)
    with _busy("looking through the content and the texts"):
        lists = make_lists(library, content, names)
    if as_json:
        found = [_describe_entry(name, entry) for name, entries in lists.items() for entry in entries]
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for name, entries in lists.items():
        click.echo(f"{name}: {len(entries)}")
        for entry in entries:
            click.echo(f"  {entry}")


@main.command()
@click.option("--apply", "is_applied", is_flag=True, help="Write the repairs.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Only show them (this is what happens without --apply).")
@click.option("--move", "ref", metavar="SOURCE/KEY", help="Move this claim to the one source that has its words.")
def fix(*, is_applied: bool, is_dry: bool, ref: str | None) -> None:
    """Repair typography and references without changing what anything says; shows a diff. Exits as `check` would."""
    from generator.load import load_content  # noqa: PLC0415
    from generator.publish import rewrite_files  # noqa: PLC0415
    from generator.unified_diff import show_diff  # noqa: PLC0415

    if is_applied and is_dry:
        raise click.UsageError("--apply and --dry-run exclude each other")
    with take_over() if is_applied else nullcontext():
        with _busy("trying repairs in memory"):
            content, loading = load_content(_ROOT)
            mended = _mend(content, loading, ref)
        click.echo(show_diff(content.files, mended.files), nl=False)
        for advice in mended.advice:
            click.echo(str(advice), err=True)
        changed = rewrite_files(_ROOT, content.files, mended.files) if is_applied else ()
    for path in changed:
        click.echo(f"{path} was changed meanwhile, so nothing was written: run `asreported fix` again", err=True)
    is_done = is_applied and not changed
    sys.exit(1 if has_errors(mended.problems) or (mended.files and not is_done) else 0)


@main.command()
@click.argument("revision", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def diff(revision: str | None, *, as_json: bool) -> None:
    """Tell what changed for readers since REVISION: a tag or a commit; without one, since the last publication."""
    from generator.diff_command import compare_project, describe_comparison, print_comparison  # noqa: PLC0415

    try:
        with _busy("comparing"):
            comparison = compare_project(_ROOT, revision)
    except InvalidContent as error:
        _print_problems(error.problems, "text")
        sys.exit(1)
    if as_json:
        click.echo(json.dumps(describe_comparison(comparison), ensure_ascii=False))
    else:
        click.echo("".join(f"{line}\n" for line in print_comparison(comparison)), nl=False)


@main.command()
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Write nothing; show the difference.")
def rename(kind: str, old: str, new: str, *, dry_run: bool) -> None:
    """Give a record another id: all references follow, and its old address leads to the new one.

    A claim is named with its source, such as ferry-2040/c2; its new id is a key alone, or with the same source.
    """
    from generator.change_plan import Renaming  # noqa: PLC0415
    from generator.rewriting import prepare_renaming  # noqa: PLC0415

    full = new if kind != "claim" or "/" in new else f"{old.partition('/')[0]}/{new}"
    _rewrite(lambda: prepare_renaming(_ROOT, Renaming(_KINDS[kind], old, full)), dry_run=dry_run)


@main.group()
def merge() -> None:
    """Make one record of two."""


@merge.command("actor")
@click.argument("old")
@click.argument("into")
@click.option("--dry-run", is_flag=True, help="Write nothing; show the difference.")
def merge_actor(old: str, into: str, *, dry_run: bool) -> None:
    """Make OLD part of INTO: names, roles and relations go over, and all references follow."""
    from generator.rewriting import prepare_merging  # noqa: PLC0415

    _rewrite(lambda: prepare_merging(_ROOT, old, into), dry_run=dry_run, is_merge=True)


def _rewrite(prepare: "Callable[[], Rewriting]", *, dry_run: bool, is_merge: bool = False) -> None:
    from generator.rewriting import describe_rewriting, show_difference, write_rewriting  # noqa: PLC0415

    try:
        with nullcontext() if dry_run else take_over():
            with _busy("checking the content as it is and as it will be"):
                rewriting = prepare()
            shown = "\n".join((*describe_rewriting(rewriting, is_merge=is_merge), ""))
            if not dry_run:
                # Before anything is printed: a closed pipe must not stop it.
                write_rewriting(rewriting)
    except InvalidContent as error:
        _print_problems(error.problems, "text")
        click.echo("Nothing was changed.", err=True)
        sys.exit(1)
    if dry_run:
        shown += "".join(show_difference(rewriting))
    click.echo(shown, nl=False)


@main.command()
def unreviewed() -> None:
    """List the translations that no native reader has reviewed, as Markdown."""
    from generator.load import load_content  # noqa: PLC0415
    from generator.reviews import list_unreviewed  # noqa: PLC0415

    content, _ = load_content(_ROOT)
    click.echo(list_unreviewed(content.catalogues), nl=False)


def _tell_state(problems: Iterable[Problem]) -> None:
    listed = tuple(problems)
    _print_problems(listed, "text")
    if not has_errors(listed):
        click.echo("sound", err=True)


def _watch(form: str) -> NoReturn:
    """Print the problems whenever they change. Ctrl-C ends it with the exit code of what was printed last."""
    code = _INTERRUPTED
    try:
        from generator.watch import sum_up, watch_project  # noqa: PLC0415

        for problems in watch_project(_ROOT):
            code = 1 if has_errors(problems) else 0
            _print_problems(problems, form)
            if form == "text":
                click.echo(sum_up(problems), err=True)
            sys.stdout.flush()
    except KeyboardInterrupt:
        pass
    sys.exit(code)


def _publish(config: str) -> None:
    """Check, make and publish everything, or end the command."""
    from generator.publisher import open_publisher  # noqa: PLC0415

    with open_publisher(_ROOT, config) as publisher:
        # These take most of the time of a build where nothing has changed, and so does the look at all files.
        from generator.pipeline import build_pages  # noqa: PLC0415

        try:
            with show_progress(sys.stderr) as tell:
                pages, problems = build_pages(_ROOT, tell=tell, follower=publisher)
        except InvalidContent as error:
            _print_problems(error.problems, "text")
            click.echo("Nothing was published.", err=True)
            sys.exit(1)
        _print_problems(problems, "text")
        with show_progress(sys.stderr) as tell:
            faults = publisher.publish(pages, tell)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)


def _mend(content: "Content", loading: tuple[Problem, ...], ref: str | None) -> "Mended":
    """Repair a content, or move one claim of it; ends the command where that needs a person's decision."""
    from generator.mending.mend import mend_content  # noqa: PLC0415
    from generator.mending.move import Unmovable, move_claim  # noqa: PLC0415

    try:
        return move_claim(content, ref, loading) if ref else mend_content(content, loading)
    except Unmovable as reason:
        click.echo(f"{ref} was left where it is: {reason}", err=True)
        sys.exit(1)


@contextmanager
def _busy(what: str) -> Iterator[None]:
    """Tell somebody at a terminal why nothing happens for a second or more."""
    with show_progress(sys.stderr) as tell:
        tell(what, 0, 0)
        yield


def _print_problems(problems: Iterable[Problem], form: str) -> None:
    """Print problems: as text to standard error, else to standard output for the program that reads them."""
    listed = tuple(problems)
    if form == "json":
        click.echo(json.dumps([_describe(problem) for problem in listed], ensure_ascii=False))
        return
    for problem in listed:
        if form == "github":
            click.echo(_write_annotation(problem))
        else:
            click.echo(str(problem), err=True)


def _describe(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "context": list(problem.context),
        "hint": problem.hint,
    }


def _describe_entry(name: str, entry: Entry) -> dict[str, object]:
    place = entry.place
    where = {"path": place.path, "line": place.line, "column": place.column}
    return {"list": name, **where, "found": entry.found, "cure": entry.cure}


def _write_annotation(problem: Problem) -> str:
    """Write a workflow command. Source: GitHub Actions, workflow commands."""
    place = problem.place
    text = "\n".join((problem.message, *problem.context, *((f"hint: {problem.hint}",) if problem.hint else ())))
    body = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = "".join(letter if letter not in "%:,\r\n" else f"%{ord(letter):02X}" for letter in place.path)
    return f"::{problem.severity} file={file},line={place.line},col={place.column},title={problem.code}::{body}"
