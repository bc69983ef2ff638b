"""Writes the first record of a source, with a mark at everything that was guessed."""

import calendar
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.authoring.declared import Declared, Stated
from generator.authoring.saved_page import SavedPage
from generator.authoring.workbench import CHECK
from generator.authoring.yaml_text import write_list, write_scalar
from generator.edtf import parse_edtf

_IN_COPYRIGHT = "http://rightsstatements.org/vocab/InC/1.0/"
_BYLINE_WORDS = 12


class NewSource(Struct, frozen=True):
    """All that the record of a new source says."""

    name: str
    """Its id."""
    is_named: bool
    """Whether a maintainer chose the id."""
    file: str
    """The name of the saved file."""
    publisher: str
    """An actor's id."""
    holder: str
    """The publisher's name."""
    publisher_basis: str
    """What the publisher was guessed from; empty where a maintainer named it."""
    date: Stated
    language: Stated
    page: SavedPage

    @property
    def title(self) -> str:
        """The title that the page declares, else its first paragraph."""
        declared = self.page.declared.title
        return declared.value if declared else self.page.paragraphs[0][:200]


class Part(Struct, frozen=True):
    """A run of paragraphs of one kind."""

    kind: str
    first: int
    """From 1."""
    last: int
    reason: str
    """Why it carries no claim, or nothing."""
    comment: str
    """What to look at."""


def write_source(source: NewSource) -> str:
    """Give the text of the record."""
    lines = [
        f"# Made by `asreported add-source` from {source.file}. Look at each line that says check; take the mark away.",
        *(
            ()
            if source.is_named
            else (f"{CHECK}: the id {source.name} was made from publisher, year and title; it stays for ever",)
        ),
        *_write_fields(source),
        "sections:",
        *map(_write_part, divide(source.page, source.title)),
    ]
    return "\n".join(lines) + "\n"


def divide(page: SavedPage, title: str) -> tuple[Part, ...]:
    """Guess the parts of a text: its title, its byline, and the rest."""
    paragraphs = page.paragraphs
    parts: list[Part] = []
    folded = paragraphs[0].lstrip("# ").casefold()
    if folded and folded in {title.casefold(), page.declared.heading.casefold()}:
        parts.append(Part("headline", 1, 1, "the title", "take the reason away where it carries a claim"))
        second = paragraphs[1] if len(paragraphs) > 1 else ""
        if len(second.split()) <= _BYLINE_WORDS and any(name in second for name in page.declared.authors):
            parts.append(Part("byline", 2, 2, "the author's name", "as it looks"))
    if len(paragraphs) > len(parts):
        comment = "part off furniture, captions, teasers and comments"
        parts.append(Part("body", len(parts) + 1, len(paragraphs), "", comment))
    return tuple(parts)


def _write_fields(source: NewSource) -> Iterator[str]:
    declared = source.page.declared
    title = declared.title or Stated(source.title, "the first paragraph", is_guess=True)
    is_printed = not title.is_guess and declared.heading in {"", title.value}
    yield _write("title", title.value, "" if is_printed else f"as printed? from {title.basis}")
    yield _write("type", declared.type, "a CSL type, such as article-newspaper, report, webpage, interview, speech")
    yield _write("publisher", source.publisher, source.publisher_basis)
    if declared.authors:
        guess = f"  {CHECK}: from {declared.authors_basis}" if declared.authors_basis else ""
        yield f"authors: {write_list(declared.authors)}{guess}"
    yield from _write_date(source)
    yield _write("language", source.language.value, source.language.basis if source.language.is_guess else "")
    if declared.url:
        yield _write("url", declared.url.value)
    licence = f"; the page declares {declared.licence.value}" if declared.licence else ""
    rights = f"{{level: excerpt, statement: '{_IN_COPYRIGHT}', basis: quotation"
    holder = write_scalar(source.holder, in_flow=True)
    yield f"rights: {rights}, holder: {holder}}}  {CHECK}: in copyright and quoted{licence}"


def _write_date(source: NewSource) -> Iterator[str]:
    """Write the date: printed where readers of the text see it, else inferred from what declares it."""
    date = source.date
    yield _write("date", date.value, f"from {date.basis}" if date.is_guess else "")
    if date.is_guess or not _is_printed(date.value, source.page.paragraphs):
        yield _write("date_basis", "inferred", "printed, where readers of the page see it")
        yield _write("date_inferred_from", date.basis)
    else:
        yield _write("date_basis", "printed")


def _is_printed(date: str, paragraphs: Sequence[str]) -> bool:
    """Say whether a day stands in the text in one of the forms that are usual in English, or in figures."""
    read = parse_edtf(date)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        return False
    year, month, day = read.earliest
    name = calendar.month_name[month]
    forms = (
        date,
        f"{day} {name} {year}",
        f"{name} {day}, {year}",
        f"{day:02}.{month:02}.{year}",
        f"{day}.{month}.{year}",
    )
    return any(form in paragraph for paragraph in paragraphs for form in forms)


def _write(name: str, value: str, check: str = "") -> str:
    return f"{name}: {write_scalar(value)}" + (f"  {CHECK}: {check}" if check else "")


def _write_part(part: Part) -> str:
    numbers = f"'{part.first}'" if part.first == part.last else f"{part.first}-{part.last}"
    reason = f", reason: {write_scalar(part.reason, in_flow=True)}" if part.reason else ""
    return f"  - {{kind: {part.kind}, paragraphs: {numbers}{reason}}}  {CHECK}: {part.comment}"


def is_newspaper(declared: Declared) -> bool:
    """Say whether a page is a newspaper's, as far as it declares it."""
    return declared.type == "article-newspaper"
