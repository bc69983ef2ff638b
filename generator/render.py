"""Joins views and templates into Markdown; the only one that knows Jinja."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import jinja2
from markupsafe import Markup

from generator.citation.reference import Reference
from generator.hypertext import name_address
from generator.interface import Interface
from generator.link import Library
from generator.markdown import escape_markdown, flatten_text, make_link
from generator.prose import index_names
from generator.views.desk import Desk
from generator.views.foot import EXPORTS, find_change, name_export, refer_page, view_foot
from generator.views.guide import list_guide
from generator.views.heads import name_picture
from generator.views.moved import MovedView, list_moved_pages
from generator.views.pages import Page, list_pages
from generator.views.source import place_claims

_BY_HAND = frozenset({"guide", "home", "page"})
"""Templates that place Markdown which people wrote; it is read by the engine that its writers know."""


class Press:
    """Writes any page of a library, in any language; the first language stands at the root, others in folders.

    Templates place what views hold; text that is not Markdown already is escaped on its way in.
    """

    def __init__(
        self,
        library: Library,
        templates: Mapping[str, str],
        interfaces: Iterable[Interface],
        changes: Mapping[str, str],
        documents: Mapping[str, str] | None = None,
    ) -> None:
        """Plan all pages; none is made before it is asked for. The guide, made from the documents, stands once."""
        self._library, self._changes = library, changes
        self._desk_parts = index_names(library.corpus), place_claims(library)
        self._plans: dict[str, tuple[Page, Interface, str, jinja2.Environment]] = {}
        self._firsts: dict[str, Page] = {}
        for interface in interfaces:
            prefix = f"{interface.language}/" if self._plans else ""
            environment = _open_environment(templates, interface)
            sit = partial(self.sit, interface, prefix)
            pages = (*list_pages(library, sit), *(() if prefix else list_guide(documents or {}, sit)))
            if not prefix:
                self._firsts = {page.path: page for page in pages}
            for page in (*pages, *list_moved_pages(pages, sit)):
                self._plans[f"{prefix}{page.path}"] = (page, interface, prefix, environment)

    @property
    def paths(self) -> Iterable[str]:
        """The pages' files below `build/pages`."""
        return self._plans

    def sit(self, interface: Interface, prefix: str, here: str) -> Desk:
        """Give the desk of a page."""
        names, places = self._desk_parts
        return Desk(self._library, names, interface, places, here, prefix)

    def write(self, path: str) -> str:
        """Give a page's Markdown by its file."""
        page, interface, prefix, environment = self._plans[path]
        head = _write_head(page, interface, self._library.event_folder, prefix)
        template = environment.get_template(f"{page.template}.md.j2")
        if page.path not in self._firsts:  # it only leads to another, which is what one cites
            return head + _tidy(template.render(view=page.view()))
        changed = find_change(page.files, self._changes)
        foot = view_foot(page, self._refer(page.path), changed, self.sit(interface, prefix, page.path))
        return head + _tidy(template.render(view=page.view(), foot=foot))

    @property
    def citations(self) -> Mapping[str, Callable[[], str]]:
        """What makes each file by which a page of the first language can be cited, by path."""
        return {
            name_export(page, ending): partial(self._cite, page, write)
            for page in self._firsts.values()
            for ending, write in EXPORTS.items()
        }

    def list_addresses(self) -> Iterator[tuple[str, str]]:
        """Give the address of each page, and the day of its last change; without those that only lead to another."""
        for path, (page, _, _, _) in self._plans.items():
            if page.template != "moved":
                yield name_address(path), find_change(page.files, self._changes)

    def _cite(self, page: Page, write: Callable[[Reference], str]) -> str:
        return write(self._refer(page.path))

    def _refer(self, path: str) -> Reference:
        """Give the page of the first language as something to be cited."""
        page, interface, prefix, _ = self._plans[path]
        return refer_page(page, find_change(page.files, self._changes), self.sit(interface, prefix, path))


def _open_environment(templates: Mapping[str, str], interface: Interface) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        # Headings carry their ids as {#id}, which begins a comment of Jinja's own.
        comment_start_string="<!--",
        comment_end_string="-->",
    )
    environment.globals.update(say=interface.say, link=make_link)
    return environment


def _write_head(page: Page, interface: Interface, event_folder: str, prefix: str) -> str:
    """Write front matter, which MkDocs and other engines read. JSON strings are YAML strings."""
    head = page.head()
    fields: dict[str, str | bool] = {
        "title": flatten_text(head.title),
        "description": flatten_text(head.description),
        "lang": interface.language,
        "picture": name_picture(page.path, event_folder),
    }
    if page.template in _BY_HAND:
        fields["by_hand"] = True
    if page.template == "search":
        fields["template"] = "search.html"
    view = page.view() if page.template == "moved" else None
    if isinstance(view, MovedView):
        fields |= {"template": "moved.html", "moved_to": f"{prefix}{view.target.removesuffix('.md')}"}
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{lines}---\n\n"


def _escape(value: object) -> Markup:
    """Escape what a template places, unless it is Markdown already."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # a missing name must fail here, as StrictUndefined does
    assert value is not None, "a template must ask whether a value is there before placing it"
    return value if isinstance(value, Markup) else escape_markdown(str(value))


def _tidy(text: str) -> str:
    """Leave one blank line where templates leave several, and end with one line break."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).strip() + "\n"
