"""Writes what every page says at its end: the files behind it, when they last changed, how to cite it."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from generator.citation.apa import write_apa
from generator.citation.bibtex import write_bibtex
from generator.citation.chicago import write_chicago
from generator.citation.csl import write_csl
from generator.citation.reference import Reference, WholeName
from generator.edtf import parse_edtf
from generator.hypertext import name_address
from generator.markdown import Markdown, make_link
from generator.prose import make_relative
from generator.views.desk import Desk
from generator.views.pages import Page

EXPORTS: Mapping[str, Callable[[Sequence[Reference]], str]] = {
    "bib": lambda references: "\n".join(map(write_bibtex, references)),
    "csl.json": write_csl,
}
"""What writes each kind of file by which pages can be cited, by its ending."""


class FootView(Struct, frozen=True):
    """The end of a page."""

    files: tuple[str, ...]
    changed: str
    """The day on which the newest of them was last changed; empty where nothing tells."""
    permalink: Markdown | None
    """The page's whole address; none where the corpus has no address."""
    citations: tuple[Markdown, ...]
    exports: tuple[Markdown, ...]
    """The same as files."""
    key: str
    """The page's own in these files; empty where no other page stands in them."""


def view_foot(page: Page, reference: Reference, changed: str, desk: Desk) -> FootView:
    """Give the end of a page that is cited as the reference says, and whose data were last changed on a day."""
    url = reference.url
    return FootView(
        page.files,
        desk.date(parse_edtf(changed)) if changed else "",
        make_link(url, url) if url else None,
        tuple(desk.mark_content(citation) for citation in (write_apa(reference), write_chicago(reference))),
        tuple(
            make_link(label, make_relative(name_export(page.cited_as, ending), f"{desk.prefix}{desk.here}"))
            for label, ending in (("BibTeX", "bib"), ("CSL-JSON", "csl.json"))
        ),
        reference.key if page.cited_with else "",
    )


def refer_page(page: Page, changed: str, desk: Desk) -> Reference:
    """Give a page of the site's first language as something to be cited."""
    settings = desk.library.corpus.settings
    path = name_address(page.path)
    key = "-".join(part for part in path.removesuffix("/").split("/") if part) or "home"
    return Reference(
        key=f"as-reported-{key}",
        type="webpage",
        title=page.head().title,
        authors=(WholeName(settings.editors),) if settings.editors else (),
        container=settings.title if page.path != "index.md" else "",
        issued=parse_edtf(changed) if changed else None,
        url=f"{settings.address.rstrip('/')}/{path}" if settings.address else "",
        language=desk.interface.content_language,
    )


def name_export(name: str, ending: str) -> str:
    """Give one of the files by which a page is cited, which go by a name such as actors/ana-miro."""
    return f"cite/{name}.{ending}"


def find_change(files: tuple[str, ...], changes: Mapping[str, str]) -> str:
    """Give the day on which the newest of some files and folders was last changed; empty where nothing tells."""
    days = [changes[file] for file in files if file in changes]
    folders = tuple(file for file in files if file.endswith("/"))
    if folders:  # only pages that list others are made from folders, so all changes are seldom looked through
        days.extend(day for path, day in changes.items() if path.startswith(folders))
    return max(days, default="")
