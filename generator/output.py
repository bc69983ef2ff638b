"""Holds all that a sound library is published as; each part is made when it is asked for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import PurePosixPath

from msgspec import Struct, field

from generator.exports.data_json import list_data
from generator.exports.feeds import list_feeds
from generator.exports.search_js import export_search
from generator.exports.security_txt import SECURITY_FILE, has_security, write_security
from generator.exports.share_pictures import list_pictures
from generator.exports.sitemap_xml import write_sitemaps
from generator.interface import Interface
from generator.leaves import Bundle, Leaf, Make
from generator.link import Library
from generator.load import Content
from generator.memo import Memo
from generator.policy import HEADERS_FILE, write_headers
from generator.portions import OpenPortions, keep_nothing
from generator.reads import Facts, Notebook, digest_text, list_facts, watch_library
from generator.render import Press
from generator.site_words import write_site
from generator.views.foot import find_change


class Output(Struct, frozen=True, dict=True):
    """A library with the templates and catalogues by which it is published."""

    library: Library
    content: Content
    """Without the texts and the lock, of which the library has what was found."""
    notebook: Notebook = field(default_factory=Notebook)
    """Where it is noted what is read while something is made."""
    memo: Memo = field(default_factory=Memo)
    """What is known from before, such as compiled templates."""

    @cached_property
    def watched(self) -> Library:
        """The library, which notes what is read of it."""
        return watch_library(self.library, self.notebook)

    @cached_property
    def interfaces(self) -> tuple[Interface, ...]:
        """The languages of the site, the first for its root."""
        languages, catalogues = self.library.corpus.settings.languages, self.content.catalogues
        return tuple(
            Interface(
                language,
                languages[0],
                [text for path, text in catalogues.items() if PurePosixPath(path).stem == language],
            )
            for language in languages
        )

    @cached_property
    def press(self) -> Press:
        """What writes the pages."""
        content = self.content
        interfaces = self.interfaces
        parts = (content.templates, interfaces, content.changes, content.documents, self.notebook, self.memo)
        return Press(self.watched, *parts)

    @cached_property
    def site(self) -> str:
        """What the theme shows on every page, as JSON."""
        return write_site(self.library, self.interfaces)

    def list_bundles(self, open_portions: OpenPortions = keep_nothing) -> Iterator[Bundle]:
        """Give all that is made, but for sitemaps: pages, citations, data, search, pictures and feeds."""
        yield from self.press.list_bundles()
        desk = self.press.sit(self.interfaces[0], "", "index.md")
        yield from _wrap(list_data(self.watched, open_portions))
        yield Bundle("search", partial(self._plan_search, open_portions))
        yield from _wrap(list_pictures(desk))
        yield from _wrap(list_feeds(desk))
        yield from _wrap({HEADERS_FILE: write_headers})
        if has_security(self.library.corpus.settings, self.content.committed):
            yield from _wrap({SECURITY_FILE: self._write_security})

    @cached_property
    def files(self) -> Mapping[str, Make]:
        """What makes each file below `build/pages`, by path."""
        leaves = [leaf for bundle in self.list_bundles() for leaf in bundle.plan()]
        made = {path: make for leaf in leaves for path, make in leaf.files.items()}
        sitemaps = self.write_sitemaps([leaf.entry for leaf in leaves if leaf.entry])
        made |= {path: partial(str, text) for path, text in sitemaps.items()}
        return made

    def make_all(self) -> Mapping[str, str | bytes]:
        """Make every file."""
        return {path: make() for path, make in self.files.items()}

    def write_sitemaps(self, entries: Iterable[tuple[str, str]]) -> Mapping[str, str]:
        """Write the sitemaps of pages, given by address and day of the last change; none without a site."""
        address = self.library.corpus.settings.address
        return write_sitemaps(address.rstrip("/"), entries) if address else {}

    @cached_property
    def facts(self) -> Facts:
        """All that can be read while something is made, each fact with its digest."""
        facts = list_facts(self.library)
        facts.add("names", {"": self.press.names.pages})
        facts.add("places", self.press.places)
        facts.tables["changes"] = lambda file: find_change((file,), self.content.changes)
        facts.tables["committed"] = lambda _: self.content.committed
        facts.tables["templates"] = self.press.describe_template
        return facts

    def prepare(self, *, is_much: bool) -> None:
        """Do once what each of the processes that divide the work would do by itself."""
        self.press.compile_templates()
        if is_much:
            import generator.share_picture  # noqa: F401, PLC0415 - with it comes Pillow

            # Each is read from what it was stored as here, and not by each process.
            tuple(self.library.claims.values())

    @cached_property
    def ground(self) -> str:
        """The digest of what everything depends on: the settings, the languages and the guide's documents."""
        content, corpus = self.content, self.library.corpus
        moved = repr(corpus.moved) if corpus.moved else ""
        texts = (content.catalogues, content.documents)
        return digest_text(f"{corpus.settings!r} {moved} {texts}")

    def _write_security(self) -> str:
        self.notebook.note("committed", "")
        return write_security(self.library.corpus.settings, self.content.committed)

    def _plan_search(self, open_portions: OpenPortions) -> Iterator[Leaf]:
        for path, text in export_search(self.watched, self.interfaces, open_portions).items():
            yield Leaf({path: partial(str, text)}, partial(digest_text, text))


def _wrap(files: Mapping[str, Make]) -> Iterator[Bundle]:
    """Give files each of which is planned by itself."""
    for path, make in files.items():
        yield Bundle(path, partial(_plan_file, path, make))


def _plan_file(path: str, make: Make) -> Iterator[Leaf]:
    yield Leaf({path: make})
