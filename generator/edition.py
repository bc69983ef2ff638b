"""Holds all that a sound library is published as; each part is made when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath

from generator.exports.data_json import export_data
from generator.exports.feeds import list_feeds
from generator.exports.search_js import export_search
from generator.exports.sitemap_xml import write_sitemap
from generator.interface import Interface
from generator.link import Library
from generator.load import Content
from generator.render import Press
from generator.site_words import write_site


@dataclass(frozen=True)
class Edition:
    """A library with the templates and catalogues by which it is published."""

    library: Library
    content: Content

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
        return Press(self.library, content.templates, self.interfaces, content.changes, content.documents)

    @cached_property
    def site(self) -> str:
        """What the theme shows on every page, as JSON."""
        return write_site(self.library, self.interfaces)

    @cached_property
    def files(self) -> Mapping[str, Callable[[], str | bytes]]:
        """What makes each file below `build/pages`, by path: pages, data, search, citations and pictures."""
        # Pillow takes a tenth of a second to import, which a check need not wait for.
        from generator.exports.share_pictures import list_pictures  # noqa: PLC0415

        press = self.press
        made: dict[str, Callable[[], str | bytes]] = {path: partial(press.write, path) for path in press.paths}
        made.update(press.citations)
        for name, text in {**export_data(self.library), **export_search(self.library, self.interfaces)}.items():
            made[name] = partial(str, text)
        desk = press.sit(self.interfaces[0], "", "index.md")
        made.update(list_pictures(desk))
        made.update(list_feeds(desk))
        address = self.library.corpus.settings.address
        if address:
            made["sitemap.xml"] = lambda: write_sitemap(address.rstrip("/"), press.list_addresses())
        return made

    def make_all(self) -> Mapping[str, str | bytes]:
        """Make every file."""
        return {path: make() for path, make in self.files.items()}
