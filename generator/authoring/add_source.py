"""Plans what `asreported add-source` writes: a text, the record of its source, and its publisher if it is new."""

from msgspec import Struct

from generator.authoring.declared import Declared, Stated
from generator.authoring.naming import drop_article, find_actor, find_first_word, find_like, make_id, make_name
from generator.authoring.saved_page import SavedPage
from generator.authoring.source_record import NewSource, divide, is_newspaper, write_source
from generator.authoring.workbench import CHECK, Draft, Workbench, refuse, require_fresh_id, say_unsure
from generator.authoring.yaml_text import write_scalar
from generator.edtf import parse_edtf
from generator.file_problems import MOST_TEXT_BYTES
from generator.forms import is_id
from generator.load import list_text_files
from generator.problems import suggest

_WIDTH = 80
"""Of a paragraph as it is shown."""


class SourceWish(Struct, frozen=True):
    """What a maintainer said of a source that is to be added; nothing where the page is to say it."""

    name: str = ""
    """The id."""
    publisher: str = ""
    """An actor's id or a name."""
    date: str = ""


class _Publisher(Struct, frozen=True):
    name: str
    """The id."""
    label: str
    basis: str
    is_new: bool


def plan_source(bench: Workbench, path: str, page: SavedPage, wish: SourceWish) -> Draft:
    """Give the files of a new source. Raises InvalidContent where it can't be named or what it needs isn't known."""
    publisher = _choose_publisher(bench, path, page.declared, wish.publisher)
    date = _choose_date(path, page.declared, wish.date)
    title = page.declared.title.value if page.declared.title else page.paragraphs[0]
    name = wish.name or "-".join(filter(None, (publisher.name, date.value[:4].lower(), find_first_word(title))))
    require_fresh_id(bench, "sources", name, path)
    _require_free(bench, name)
    language = page.declared.language or Stated(bench.corpus.settings.languages[0], "the corpus's", is_guess=True)
    file = path.replace("\\", "/").rpartition("/")[2]
    source = NewSource(
        name, bool(wish.name), file, publisher.name, publisher.label, publisher.basis, date, language, page
    )
    if len(page.text.encode()) > MOST_TEXT_BYTES:
        message = f"a text must hold at most {MOST_TEXT_BYTES:,} bytes, found {len(page.text.encode()):,}"
        raise refuse(path, "file-too-large", message, "save a part of it")
    record = write_source(source)
    root = bench.root
    files = {
        bench.texts / f"{name}{page.ending}": page.text,
        root / "content" / "sources" / f"{name}.yml": record,
    }
    if publisher.is_new:
        files[root / "content" / "actors" / f"{publisher.name}.yml"] = _write_publisher(publisher, page.declared, file)
    return Draft(files, _say(bench, source, publisher, record))


def _choose_publisher(bench: Workbench, path: str, declared: Declared, given: str) -> _Publisher:
    """Find the actor who publishes: the one that was named, or who carries the declared name, or a new one."""
    actors = bench.corpus.actors
    stated = declared.publisher
    if not given and stated is None:
        message = "a source must have a publisher, found none that the file declares"
        raise refuse(path, "page-unstated", message, "say it: --publisher NAME")
    wanted = given or (stated.value if stated else "")
    basis = f"from {stated.basis}" if stated and stated.is_guess and not given else ""
    known = wanted if wanted in actors else find_actor(wanted, actors)
    if known:
        return _Publisher(known, actors[known].name, basis, is_new=False)
    label = wanted
    if is_id(given):
        label = stated.value if stated else make_name(given)
    near = suggest(given, actors).removeprefix("did you mean ").removesuffix("?") if is_id(given) else ""
    _require_no_like(bench, path, wanted, near or find_like(label, actors))
    name = given if is_id(given) else make_id(drop_article(wanted))
    if not name:
        message = f"a publisher must have an id in ASCII letters, found none in {wanted!r}"
        raise refuse(path, "invalid-id", message, "say it: --publisher ID")
    require_fresh_id(bench, "actors", name, path)
    return _Publisher(name, label, basis, is_new=True)


def _require_no_like(bench: Workbench, path: str, wanted: str, near: str) -> None:
    """Raise InvalidContent where an actor is so like the publisher that it may be the same."""
    if near:
        message = f"a publisher must be told from other actors, found {wanted!r}, which is like {near}"
        label = bench.corpus.actors[near].name
        hint = f"choose {label} with --publisher {near}, or add the other with asreported new actor"
        raise refuse(path, "publisher-unclear", message, hint)


def _choose_date(path: str, declared: Declared, given: str) -> Stated:
    if not given and declared.date:
        return declared.date
    if not given:
        message = "a source must have a date, found none that the file declares"
        raise refuse(path, "page-unstated", message, "say it: --date 2031-03-03")
    try:
        parse_edtf(given)
    except ValueError as error:
        raise refuse(path, "invalid-value", f"--date must be a date: {error}", "write it like 2031-03-03") from None
    return Stated(given, "given with --date")


def _require_free(bench: Workbench, name: str) -> None:
    """Raise InvalidContent where a text of that name lies in the folder already, or claims wait for one."""
    for path in list_text_files(bench.texts, name):
        message = f"a text must not be overwritten, found {path.name}"
        raise refuse(f"texts/{path.name}", "id-taken", message, "choose another id with --id, or move the text away")
    claims = f"content/claims/{name}.yml"
    if claims in bench.content.files:
        message = f"an id must be free, found claims of {name} without its record"
        raise refuse(claims, "id-taken", message, "choose another id with --id, or move the claims away")


def _write_publisher(publisher: _Publisher, declared: Declared, file: str) -> str:
    sort = "news-media" if is_newspaper(declared) else "publisher"
    return (
        f"# Made by `asreported add-source` from {file}: no other actor carried this name.\n"
        f"type: organization  {CHECK}: person, organization, place or group\n"
        f"classification: {sort}  {CHECK}: an id of your own choice, or nothing\n"
        f"name: {write_scalar(publisher.label)}  {CHECK}: the form to be used on this site\n"
    )


def _say(bench: Workbench, source: NewSource, publisher: _Publisher, record: str) -> str:
    paragraphs = source.page.paragraphs
    kinds = {
        number: part.kind for part in divide(source.page, source.title) for number in range(part.first, part.last + 1)
    }
    text = bench.show_path(bench.texts / f"{source.name}{source.page.ending}")
    lines = [
        f"{text}: the text, {len(paragraphs)} paragraphs, {len(source.page.text.split())} words",
        f"content/sources/{source.name}.yml: its record{say_unsure(record)}",
    ]
    if publisher.is_new:
        path = f"content/actors/{publisher.name}.yml"
        lines.append(f"{path}: its publisher, since no actor was called {publisher.label}; look at it, too")
    lines.append("")
    width = max(map(len, kinds.values()))
    lines += [
        f"{number:4} {kinds[number]:{width}} {paragraph if len(paragraph) <= _WIDTH else paragraph[: _WIDTH - 1] + '…'}"
        for number, paragraph in enumerate(paragraphs, start=1)
    ]
    return "\n".join(
        (*lines, "", f'Next: asreported new claim {source.name} --quote "ITS WORDS" --text "YOUR SENTENCE"')
    )
