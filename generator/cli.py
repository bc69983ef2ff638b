"""Turns arguments into one call, prints problems, sets the exit code; the only module that prints."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from generator.problems import InvalidContent, Problem, has_errors

_ROOT = Path()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="as-reported")
def main() -> None:
    """Build a site of what sources say, each statement traced to the exact words it rests on."""


@main.command()
def build() -> None:
    """Check everything, write build/pages and publish site/."""
    from generator.publish import build_site  # noqa: PLC0415 - each command imports only what it needs

    _build_pages()
    sys.exit(build_site(_ROOT))


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
    from generator.publish import build_site, zip_folder  # noqa: PLC0415

    _build_pages()
    code = build_site(_ROOT, "mkdocs.offline.yml")
    if code == 0:
        archive = _ROOT / "build" / "as-reported-offline.zip"
        zip_folder(_ROOT / "build" / "offline", archive)
        click.echo(f"{archive}: {archive.stat().st_size:,} bytes. Unpack it and open index.html.")
    sys.exit(code)


@main.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print problems."
)
def check(form: str) -> None:
    """Report every problem of the content; exit 1 where there is an error."""
    from generator.pipeline import check_project  # noqa: PLC0415

    _, _, problems = check_project(_ROOT)
    _print_problems(problems, form)
    sys.exit(1 if has_errors(problems) else 0)


@main.command()
def lock() -> None:
    """Verify everything against the texts and write content/evidence.lock."""
    from generator.lock import LOCK_PATH  # noqa: PLC0415
    from generator.pipeline import make_lock  # noqa: PLC0415
    from generator.publish import write_whole  # noqa: PLC0415

    try:
        text, problems = make_lock(_ROOT)
    except InvalidContent as error:
        _print_problems(error.problems, "text")
        click.echo("The lock was left as it was.", err=True)
        sys.exit(1)
    _print_problems(problems, "text")
    write_whole(_ROOT / LOCK_PATH, text)


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
    from generator.publish import write_pages  # noqa: PLC0415
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
    write_pages(schemas, folder)


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


def _build_pages() -> None:
    from generator.pipeline import build_pages  # noqa: PLC0415

    try:
        problems = build_pages(_ROOT)
    except InvalidContent as error:
        _print_problems(error.problems, "text")
        click.echo("Nothing was published.", err=True)
        sys.exit(1)
    _print_problems(problems, "text")


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


def _write_annotation(problem: Problem) -> str:
    """Write a workflow command. Source: GitHub Actions, workflow commands."""
    place = problem.place
    text = "\n".join((problem.message, *problem.context, *((f"hint: {problem.hint}",) if problem.hint else ())))
    body = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{problem.severity} file={place.path},line={place.line},col={place.column},title={problem.code}::{body}"
