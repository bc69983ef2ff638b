"""Holds the last sound output of a site that is being edited, and what is wrong with the present state."""

from functools import cached_property
from pathlib import Path

from generator.memo import Memo
from generator.output import Output
from generator.pipeline import make_output
from generator.preview import Preview
from generator.problems import InvalidContent, Problem
from generator.publications import Past


class Shown:
    """An output with what shows its pages."""

    def __init__(self, root: Path, output: Output, before: "Shown | None") -> None:
        """Take a sound output, of which nothing is made yet, and the one before."""
        self._root, self._output, self._before = root, output, before

    @cached_property
    def _preview(self) -> Preview:
        """What publishes the pages: the one before, while the same files have the same words around them."""
        before, self._before = self._before, None
        output = self._output
        if before and before._output.site == output.site and before._output.files.keys() == output.files.keys():  # noqa: SLF001
            return before._preview  # noqa: SLF001 - of the same class
        return Preview(self._root, output.site, output.files)

    def find(self, url: str) -> str | bytes | None:
        """Give what is published at an address below the site's; none where nothing is."""
        path = self._preview.find_file(url)
        if path is None:
            asset = self._preview.find_asset(url)
            return asset.read_bytes() if asset else None
        made = self._output.files[path]()
        return self._preview.publish(path, str(made)) if path.endswith(".md") else made


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
