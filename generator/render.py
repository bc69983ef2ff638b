"""Joins views and templates into Markdown; the only one that knows Jinja."""

import json
import marshal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain
from traceback import extract_tb
from typing import Any

import jinja2
from jinja2 import compiler, nodes
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator.citation.reference import Reference
from generator.hypertext import name_address
from generator.interface import Interface
from generator.leaves import Bundle, Leaf, Make
from generator.link import Library
from generator.markdown import Markdown, escape_markdown, flatten_text, make_link
from generator.memo import Memo, make_key
from generator.problems import InvalidContent, Place, Problem
from generator.prose import NameIndex, index_names
from generator.reads import Notebook, Watched, watch
from generator.views.desk import Desk
from generator.views.foot import EXPORTS, find_change, name_export, refer_page, view_foot
from generator.views.guide import list_guide
from generator.views.heads import name_picture
from generator.views.moved import MovedView, list_moved_pages
from generator.views.pages import Page, Unit, list_cited_together, list_units
from generator.views.source import place_claims

_FOLDER = "templates/"
_BY_HAND = frozenset({"guide", "home", "page"})
"""Templates that place Markdown which people wrote; it is read by the engine that its writers know."""


class _Compiled(jinja2.BytecodeCache):
    """Holds compiled templates, for all languages and, where the memo has a file, for the next build."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo

    def load_bytecode(self, bucket: Bucket) -> None:
        found = self._memo.find(self._name(bucket))
        if found is not None:
            bucket.code = marshal.loads(found)  # noqa: S302 - as trusted as the memo

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._memo.put(self._name(bucket), marshal.dumps(bucket.code))

    def _name(self, bucket: Bucket) -> str:
        return make_key("template", bucket.key, bucket.checksum, sys.implementation.cache_tag)


class _CodeGenerator(compiler.CodeGenerator):
    """Leaves out that Jinja escapes once more what `_escape` has escaped, which takes as long as that."""

    def _output_child_pre(self, node: nodes.Expr, frame: compiler.Frame, finalize: Any) -> None:  # noqa: ARG002
        assert finalize.src, "every environment has a function for what is placed"
        self.write(f"({finalize.src}")


class _Environment(jinja2.Environment):
    code_generator_class = _CodeGenerator


class Press:
    """Writes any page of a library, in any language; the first language stands at the root, others in folders.

    Templates place what views hold; text that is not Markdown already is escaped on its way in.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - all that pages are made from
        self,
        library: Library,
        templates: Mapping[str, str],
        interfaces: Sequence[Interface],
        changes: Mapping[str, str],
        documents: Mapping[str, str] | None = None,
        notebook: Notebook | None = None,
        memo: Memo | None = None,
    ) -> None:
        """Take a library that notes in the notebook what is read of it. The guide, from the documents, stands once."""
        self._library, self._changes, self._documents = library, changes, documents or {}
        self._notebook = notebook or Notebook()
        self._interfaces, self._templates = interfaces, templates
        compiled = _Compiled(memo or Memo())
        self._environments = {one.language: _open_environment(templates, one, compiled) for one in interfaces}

    @cached_property
    def names(self) -> NameIndex:
        """What finds names in sentences."""
        return index_names(self._library.corpus)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The page on which each claim stands in its text."""
        return place_claims(self._library)

    def sit(self, interface: Interface, prefix: str, here: str) -> Desk:
        """Give the desk of a page."""
        names = watch(self.names, "names", self._notebook)
        places = Watched("places", self.places, self._notebook)
        return Desk(self._library, names, interface, places, here, prefix)

    def list_bundles(self) -> Iterator[Bundle]:
        """Give all pages, in the bundles in which they are planned, and the files by which they are cited."""
        for interface in self._interfaces:
            prefix = "" if interface is self._interfaces[0] else f"{interface.language}/"
            for unit in self._list_units(interface, prefix):
                yield Bundle(f"{prefix}{unit.name}", partial(self._plan, unit, interface, prefix))
        for unit in list_cited_together(self._library, partial(self.sit, self._interfaces[0], "")):
            yield Bundle(f"cite/{unit.name}", partial(self._plan_citations, unit))

    def _list_units(self, interface: Interface, prefix: str) -> Iterator[Unit]:
        sit = partial(self.sit, interface, prefix)
        units = list_units(self._library, sit)
        if not prefix:
            units = chain(units, [Unit("guide", partial(list_guide, self._documents, sit))])
        yield from units
        if self._library.corpus.moved:
            yield Unit("moved", partial(self._list_moved, interface, prefix))

    def _list_moved(self, interface: Interface, prefix: str) -> Iterator[Page]:
        units = [unit for unit in self._list_units(interface, prefix) if unit.name != "moved"]
        return list_moved_pages((page for unit in units for page in unit.plan()), partial(self.sit, interface, prefix))

    def _plan(self, unit: Unit, interface: Interface, prefix: str) -> Iterator[Leaf]:
        firsts = self._plan_first(unit) if prefix and unit.name in self._first_units else {}
        for page in unit.plan():
            first = firsts.get(page.path, page)
            path = f"{prefix}{page.path}"
            if page.template == "moved":
                yield Leaf({path: partial(self._write_moved, page, interface, prefix)}, page.describe)
                continue
            for file in page.files:
                self._notebook.note("changes", file)
            # All files of a leaf are made together, so that what is read for one is noted for all.
            refer = cache(partial(self._refer, (first,)))
            files: dict[str, Make] = {path: partial(self._write, page, refer, interface, prefix)}
            if not prefix and not page.cited_with:
                files |= _list_exports(page.cited_as, refer)
            entry = (name_address(path), find_change(page.files, self._changes))
            yield Leaf(files, partial(_describe_page, page), entry)

    def _plan_citations(self, unit: Unit) -> Iterator[Leaf]:
        """Plan the files by which all pages of a unit are cited."""
        pages = tuple(unit.plan())
        refer = cache(partial(self._refer, pages))
        yield Leaf(_list_exports(unit.name, refer), lambda: [page.path for page in pages])

    def _plan_first(self, unit: Unit) -> Mapping[str, Page]:
        """Give the same pages in the first language, in which they are cited, by path."""
        return {page.path: page for page in self._first_units[unit.name].plan()}

    @cached_property
    def _first_units(self) -> Mapping[str, Unit]:
        units = list_units(self._library, partial(self.sit, self._interfaces[0], ""))
        return {unit.name: unit for unit in units}

    def _write(self, page: Page, refer: Callable[[], Sequence[Reference]], interface: Interface, prefix: str) -> str:
        """Give a page's Markdown."""
        (reference,) = refer()
        foot = view_foot(page, reference, self._find_change(page), self.sit(interface, prefix, page.path))
        return self._set(page, interface, _write_head(page, interface, self._library.event_folder), foot=foot)

    def _write_moved(self, page: Page, interface: Interface, prefix: str) -> str:
        """Give a page that only leads to another, which is what one cites."""
        view = page.view()
        assert isinstance(view, MovedView)
        more = {"template": "moved.html", "moved_to": f"{prefix}{view.target.removesuffix('.md')}"}
        return self._set(page, interface, _write_head(page, interface, self._library.event_folder, more))

    def compile_templates(self) -> None:
        """Compile all templates now: before processes divide the work, which would each compile them.

        Raises InvalidContent with all that can't be read.
        """
        problems: list[Problem] = []
        for environment in self._environments.values():
            for name in self._templates:
                try:
                    _find_template(environment, name)
                except InvalidContent as error:
                    problems.extend(error.problems)
        if problems:
            raise InvalidContent(problems)

    def describe_template(self, name: str) -> str:
        """Give a template's text with those of all that it takes parts from: those that its text names."""
        found: dict[str, str] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in self._templates and one not in found:
                found[one] = self._templates[one]
                # To look for names is quick, and where a comment names a template nothing is lost.
                waiting.extend(other for other in self._templates if other in found[one])
        return repr(sorted(found.items()))

    def _set(self, page: Page, interface: Interface, head: str, **parts: object) -> str:
        name = f"{page.template}.md.j2"
        self._notebook.note("templates", name)
        template = _find_template(self._environments[interface.language], name)
        view = page.view()
        try:
            return head + _tidy(template.render(view=view, **parts))
        except jinja2.TemplateError as error:
            raise InvalidContent([_explain(error, name)]) from error

    def _refer(self, pages: Sequence[Page]) -> Sequence[Reference]:
        """Give pages of the first language as something to be cited."""
        sit = partial(self.sit, self._interfaces[0], "")
        return [refer_page(page, self._find_change(page), sit(page.path)) for page in pages]

    def _find_change(self, page: Page) -> str:
        for file in page.files:
            self._notebook.note("changes", file)
        return find_change(page.files, self._changes)


def _list_exports(name: str, refer: Callable[[], Sequence[Reference]]) -> dict[str, Make]:
    """Give what makes the files of a name by which pages can be cited."""
    return {name_export(name, ending): partial(_cite, refer, write) for ending, write in EXPORTS.items()}


def _cite(refer: Callable[[], Sequence[Reference]], write: Callable[[Sequence[Reference]], str]) -> str:
    return write(refer())


def _describe_page(page: Page) -> object:
    """Tell what was settled when a page was planned; its end names the files behind it."""
    return page.files, page.describe()


def _find_template(environment: jinja2.Environment, name: str) -> jinja2.Template:
    """Give a template. Raises InvalidContent where it can't be read."""
    try:
        return environment.get_template(name)
    except jinja2.TemplateError as error:
        raise InvalidContent([_explain(error, name)]) from error


def _explain(error: jinja2.TemplateError, name: str) -> Problem:
    """Word what is wrong with a template, at the line where it is: most are mistakes in a project's own."""
    places = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        places.append((error.filename or _name_file(name), error.lineno))
    path, line = next((one for one in reversed(places) if one[0].startswith(_FOLDER)), (_name_file(name), 1))
    found = f"no template {error.name}" if isinstance(error, jinja2.TemplateNotFound) else error.message
    message = f"a template must be sound and place only what its view holds, found: {found}"
    hint = "compare it with the one of that name that came with the program, or remove it"
    return Problem(Place(path, line or 1), "template-unsound", message, hint)


def _name_file(name: str) -> str:
    return f"{_FOLDER}{name}"


def _open_environment(templates: Mapping[str, str], interface: Interface, compiled: _Compiled) -> jinja2.Environment:
    environment = _Environment(
        loader=jinja2.FunctionLoader(partial(_load_template, templates)),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        # Headings carry their ids as {#id}, which begins a comment of Jinja's own.
        comment_start_string="<!--",
        comment_end_string="-->",
        bytecode_cache=compiled,
    )
    environment.globals.update(say=interface.say, link=make_link)
    return environment


def _load_template(templates: Mapping[str, str], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """Give a template's text and, for messages, its file."""
    return (templates[name], _name_file(name), lambda: True) if name in templates else None


def _write_head(
    page: Page, interface: Interface, event_folder: str, more: Mapping[str, str | bool] | None = None
) -> str:
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
    fields.update(more or {})
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{lines}---\n\n"


def _escape(value: object) -> Markdown | Markup:
    """Escape what a template places, unless it is Markdown already."""
    if isinstance(value, (Markdown, Markup)):
        return value
    if isinstance(value, jinja2.Undefined):
        str(value)  # a missing name must fail here, as StrictUndefined does
    if value is None:
        raise jinja2.UndefinedError("a value that isn't there; ask for it with {% if %} before it is placed")
    return escape_markdown(str(value))


def _tidy(text: str) -> str:
    """Leave one blank line where templates leave several, and end with one line break."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).strip() + "\n"
