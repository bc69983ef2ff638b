"""Lists the pages of the maintainers' guide: made from the model, and from the documents that come with the program."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from generator.markdown import Markdown, make_link
from generator.views.desk import Desk
from generator.views.guide_fields import KINDS, RecordView, view_records
from generator.views.guide_text import Section, cut_sections, find_address, relink, take_lead, write_section
from generator.views.heads import Head
from generator.views.pages import Page

LANGUAGE = "en"
"""The guide is written in English only, and stands once, at the root."""
FOLDER = "guide"
_WHOLE = ("first-source.md", "upkeep.md", "languages.md")
"""Documents that are a page each."""
_FIRST = ("files", "editors-and-commits", "what-the-commands-write")
"""Sections of content.md for the first page."""
_EDITING = ("editorial-rules", "quotes", "yaml-traps", "dates", "names", "shares-and-coverage")
"""Sections of content.md for the page on editing."""
_INDEX = (
    ("guide/first-source.md", "The first source in ten minutes", "From a saved page to a published claim."),
    ("guide/fields.md", "Fields", "Every field of every record, with an example."),
    ("guide/example.md", "A complete example", "Nine files of a fictional country."),
    ("guide/editing.md", "Editing", "Editorial rules, quotations, dates, names, and what surprises in YAML."),
    ("guide/problems.md", "Problems", "Every problem that a check can report, with its cure."),
    ("guide/upkeep.md", "Upkeep", "Work lists, checks that go on, and repairs."),
    ("guide/languages.md", "Languages", "How the site speaks to readers in several languages."),
)


class GuideView(Struct, frozen=True):
    """A page of the guide."""

    title: str
    up: Markdown | None
    """The way back; none on the first page."""
    text: Markdown
    links: tuple[tuple[Markdown, str], ...]
    """Pages, each with what it holds."""
    records: tuple[RecordView, ...]
    text_language: str
    """Where the site's first language is another."""


class _Shelf(Struct, frozen=True):
    """The documents, and on which page what stands of them."""

    sections: Mapping[str, tuple[Section, ...]]
    places: Mapping[str, str]
    sit: Callable[[str], Desk]

    def take(self, document: str, name: str) -> Section:
        return next(section for section in self.sections[document] if section.id == name)

    def write(self, text: str, document: str, here: str) -> Markdown:
        return Markdown(relink(text, lambda address: find_address(address, document, here, self.places)))

    def make(  # noqa: PLR0913 - what a page is made of
        self,
        path: str,
        head: Head,
        file: str,
        text: Markdown | None = None,
        *,
        links: tuple[tuple[str, str, str], ...] = (),
        records: tuple[RecordView, ...] = (),
    ) -> Page:
        desk = self.sit(path)
        above = f"{path.rpartition('/')[0]}.md" if path.count("/") > 1 else "guide/index.md"
        titles = {page: title for page, title, _ in _INDEX}
        up = None if path == "guide/index.md" else desk.link(titles.get(above, "For maintainers"), above)
        listed = tuple((desk.link(title, page), words) for page, title, words in links)
        language = "" if desk.interface.content_language == LANGUAGE else LANGUAGE
        view = GuideView(head.title, up, text or Markdown(""), listed, records, language)
        return Page(path, "guide", (file,), lambda: view, lambda: head)


def list_guide(documents: Mapping[str, str], sit: Callable[[str], Desk]) -> Iterator[Page]:
    """Give the pages of the guide; none where the documents are not at hand."""
    if not documents:
        return
    sections = {name: cut_sections(text) for name, text in documents.items()}
    shelf = _Shelf(sections, dict(_list_places(sections)), sit)
    yield _make_index(shelf)
    yield from _make_fields(shelf)
    text = shelf.write(shelf.take("content.md", "a-complete-example").text, "content.md", "guide/example.md")
    yield shelf.make("guide/example.md", _head("guide/example.md"), "docs/content.md", text)
    yield _make_editing(shelf)
    yield from _make_problems(shelf)
    for document in _WHOLE:
        whole, page = sections[document][0], f"guide/{document}"
        text = shelf.write(write_section(whole, 1).partition("\n")[2], document, page)
        yield shelf.make(page, _head(page), f"docs/{document}", text)


def _list_places(sections: Mapping[str, tuple[Section, ...]]) -> Iterator[tuple[str, str]]:
    """Give the page of each document and of each of its sections."""
    yield from {
        "content.md": "guide/index.md",
        "problems.md": "guide/problems.md",
        **{document: f"guide/{document}" for document in _WHOLE},
        "content.md#a-complete-example": "guide/example.md",
        "content.md#fields": "guide/fields.md",
    }.items()
    yield from ((f"content.md#{name}", f"guide/index.md#{name}") for name in _FIRST)
    yield from ((f"content.md#{name}", f"guide/editing.md#{name}") for name in _EDITING)
    for document in _WHOLE:
        yield from ((f"{document}#{part.id}", f"guide/{document}#{part.id}") for part in sections[document][1:])
    yield from (
        (f"problems.md#{code.id}", f"{_name_letter(code.id)}#{code.id}")
        for code in sections["problems.md"]
        if code.level > 1
    )


def _make_index(shelf: _Shelf) -> Page:
    head = Head("For maintainers", "How to write the content of this site: fields, rules, problems and their cures.")
    parts = [write_section(shelf.take("content.md", name), 2) for name in _FIRST]
    text = shelf.write("\n\n".join(parts), "content.md", "guide/index.md")
    return shelf.make("guide/index.md", head, "docs/content.md", text, links=_INDEX)


def _make_fields(shelf: _Shelf) -> Iterator[Page]:
    links = tuple((f"guide/fields/{name}.md", name.capitalize(), f"{where}.") for name, (where, _) in KINDS.items())
    yield shelf.make("guide/fields.md", _head("guide/fields.md"), "schema/", links=links)
    for name, (where, model) in KINDS.items():
        head = Head(f"Fields: {name}", f"Every field of {where}, with an example.")
        text = Markdown(f"In {where}. What must be given is marked; all else may be left out.")
        yield shelf.make(f"guide/fields/{name}.md", head, "schema/", text, records=view_records(model))


def _make_editing(shelf: _Shelf) -> Page:
    parts = [write_section(shelf.take("content.md", name), 2) for name in _EDITING]
    text = shelf.write("\n\n".join(parts), "content.md", "guide/editing.md")
    return shelf.make("guide/editing.md", _head("guide/editing.md"), "docs/content.md", text)


def _make_problems(shelf: _Shelf) -> Iterator[Page]:
    """Give the page that lists all codes, and one for each first letter."""
    whole, *codes = shelf.sections["problems.md"]
    lists = []
    for letter, group in groupby(codes, key=lambda code: code.id[0]):
        ways = (make_link(code.title, f"problems/{letter}.md#{code.id}") for code in group)
        lists.append(f"- {', '.join(ways)}")
    text = shelf.write(take_lead(whole.text), "problems.md", "guide/problems.md")
    listed = Markdown(f"{text}\n\n## All problems {{#all}}\n\n" + "\n".join(lists))
    yield shelf.make("guide/problems.md", _head("guide/problems.md"), "docs/problems.md", listed)
    for letter, group in groupby(codes, key=lambda code: code.id[0]):
        page = f"guide/problems/{letter}.md"
        found = list(group)
        head = Head(f"Problems: {letter}", shorten_codes([code.title for code in found]))
        written = shelf.write("\n\n".join(write_section(code, 2) for code in found), "problems.md", page)
        yield shelf.make(page, head, "docs/problems.md", written)


def shorten_codes(codes: list[str]) -> str:
    """Name the first codes of a page."""
    return f"What they mean, and their cures: {', '.join(codes[:5])}{' and others' if len(codes) > 5 else ''}."


def _name_letter(code: str) -> str:
    return f"guide/problems/{code[0]}.md"


def _head(path: str) -> Head:
    return next(Head(title, words) for page, title, words in _INDEX if page == path)
