"""Holds the last sound output of a site that is being edited, and what is wrong with the present state."""

from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path

from generator.hypertext import name_address
from generator.leaves import Bundle, Make
from generator.memo import Memo
from generator.output import Output
from generator.pipeline import make_output
from generator.preview import Preview
from generator.problems import InvalidContent, Problem
from generator.publications import Past


class Shown:
    """An output with what shows its pages, each planned when somebody asks for it.

    To plan all takes seconds in a large corpus. So it is remembered in which bundle a file was planned last, in this
    output or the one before: that bundle alone is planned, and everything only where it has no such file any more.
    """

    def __init__(self, root: Path, output: Output, before: "Shown | None") -> None:
        """Take a sound output, of which nothing is made yet, and the one before."""
        self._root, self._output, self._before = root, output, before
        self._homes: dict[str, str] = before._homes if before else {}  # noqa: SLF001 - of the same class
        """The bundle in which a file was planned, by the file's address."""

    @cached_property
    def _preview(self) -> Preview:
        """What publishes the pages: the one before, while they have the same words around them."""
        before, self._before = self._before, None
        if before and before._output.site == self._output.site:  # noqa: SLF001
            return before._preview  # noqa: SLF001
        return Preview(self._root, self._output.site)

    @cached_property
    def _bundles(self) -> Mapping[str, Bundle]:
        return {bundle.name: bundle for bundle in self._output.list_bundles()}

    @cached_property
    def _all(self) -> Mapping[str, tuple[str, Make]]:
        """All files by their addresses, each with its path and what makes it."""
        leaves = [(name, leaf) for name, bundle in self._bundles.items() for leaf in bundle.plan()]
        self._homes = {name_address(path): name for name, leaf in leaves for path in leaf.files}
        made = {path: make for _, leaf in leaves for path, make in leaf.files.items()}
        sitemaps = self._output.write_sitemaps([leaf.entry for _, leaf in leaves if leaf.entry])
        made |= {path: partial(str, text) for path, text in sitemaps.items()}
        return {name_address(path): (path, make) for path, make in made.items()}

    def find(self, url: str) -> str | bytes | None:
        """Give what is published at an address below the site's; none where nothing is."""
        found = self._find_at_home(url)
        if found is None:
            # Before all is planned: the theme's are asked for with every page.
            asset = self._preview.find_asset(url)
            if asset:
                return asset.read_bytes()
            found = self._all.get(url)
        if found is None:
            return None
        path, make = found
        made = make()
        return self._preview.publish(path, str(made)) if path.endswith(".md") else made

    def _find_at_home(self, url: str) -> tuple[str, Make] | None:
        bundle = self._bundles.get(self._homes.get(url, ""))
        leaves = bundle.plan() if bundle else ()
        files = ((path, make) for leaf in leaves for path, make in leaf.files.items())
        return next(((path, make) for path, make in files if name_address(path) == url), None)


class Workshop:
    """The site as it is being edited."""

    def __init__(self, root: Path) -> None:
        """Take the project's folder, and read it."""
        self.root = root
        self.shown: Shown | None = None
        """The last sound state."""
        self.problems: tuple[Problem, ...] = ()
        self.version = 0
        # Edits make no commits, and reading the history takes longer than checking the content.
        self._past: Past | None = None
        self._memo = Memo()
        self.refresh()

    def refresh(self) -> None:
        """Read everything again; where there is an error, what was shown stays."""
        try:
            output, self.problems = make_output(self.root, is_strict=False, past=self._past, memo=self._memo)
            self._memo.keep()
            self._past = output.library.past
            self.shown = Shown(self.root, output, self.shown)
        except InvalidContent as error:
            self.problems = error.problems
        self.version += 1
