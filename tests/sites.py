"""Copies the fixture corpus, builds sites from it and reads what was built."""

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config

from generator.interface import Interface
from generator.link import Library
from generator.output import Output
from generator.pipeline import check_project, make_lock, make_output
from generator.prose import index_names
from generator.views.desk import Desk
from generator.views.source import place_claims

REPO = Path(__file__).parent.parent
ORLAN = REPO / "tests" / "orlan"
BIN = Path(sys.executable).parent
EPOCH = "1700000000"
"""14 November 2023: no build in these tests may depend on the day it runs."""
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})


# --- HTML ---------------------------------------------------------------------------------------------------------


@dataclass
class Element:
    """An element of a page, with what lies in it."""

    tag: str
    attributes: Mapping[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Element"]:
        """Give the element and all below it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    def find_all(self, *tags: str, **attributes: str) -> list["Element"]:
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self
            if (not tags or element.tag in tags)
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def find(self, *tags: str, **attributes: str) -> "Element":
        found = self.find_all(*tags, **attributes)
        assert found, f"no {tags} {attributes} in {self.text[:200]!r}"
        return found[0]

    @property
    def text(self) -> str:
        """What a reader sees, white space folded."""
        return " ".join("".join(self.texts()).split())

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self if "id" in element.attributes]

    def texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts()
                # Words of two blocks are two words.
                yield "" if child.tag in {"a", "span", "strong", "em", "code"} else " "
            else:
                yield child


class _Reader(HTMLParser):
    """Reads HTML strictly: what is opened must be closed, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {})
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"an attribute twice in <{tag}>: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment in the page: {data!r}")


def read_html(text: str) -> Element:
    """Read a page or a part of one; what is not well nested is an error."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.top], f"<{reader.open[-1].tag}> is not closed"
    return reader.top


@cache
def _markdown() -> Markdown:
    config = load_config(str(REPO / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def drop_front_matter(text: str) -> str:
    """Give a page's Markdown without what stands between the lines of three hyphens at its head."""
    return text.split("---\n", 2)[2] if text.startswith("---\n") else text


def read_front_matter(text: str) -> dict[str, str]:
    """Give what stands between the lines of three hyphens at a page's head."""
    assert text.startswith("---\n")
    values: dict[str, str] = yaml.safe_load(text.split("---\n", 2)[1])
    return values


def show_markdown(text: str) -> Element:
    """Give what Python-Markdown makes of a page, with the extensions that mkdocs.yml names."""
    engine = _markdown()
    engine.reset()
    return read_html(engine.convert(text))


# --- Texts ------------------------------------------------------------------------------------------------------

_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a reader must not be given: controls that are no white space, reordering of text, halves of characters."""

SOUP = st.lists(
    st.sampled_from([*"\\`*_{}[]()<>#+-.!|~^$&:=\"' \n\t0123/", "1.", "{:", "](", "&#", "<b>", "</div>", "![", "abc"])
    | st.text(max_size=4),
    max_size=12,
).map("".join)


def expect(text: str) -> str:
    """Give what a reader should see: the text, white space folded, without what is dropped."""
    return " ".join(_DROPPED.sub("", text).split())


def seen(text: str) -> str:
    return " ".join(text.split())


# --- Projects -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Corpus:
    """A project on the disk that a test may change."""

    root: Path

    def edit(self, path: str, change: Callable[[Any], object]) -> None:
        """Change a YAML file through its values, all of which are texts, lists and mappings."""
        file = self.root / path
        values: Any = {}
        if file.is_file():
            values = yaml.BaseLoader(file.read_text(encoding="utf-8")).get_single_data()
        change(values)
        self.write(path, yaml.safe_dump(values, allow_unicode=True, sort_keys=False))

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def relock(self) -> None:
        text, _ = make_lock(self.root)
        self.write("content/evidence.lock", text)

    def pages(self) -> Mapping[str, str]:
        """Give every page's Markdown and every data file, without writing any; pictures are left out."""
        makers = self._open().files.items()
        made = {path: make() for path, make in makers if not path.startswith("pictures/")}
        return {path: content for path, content in made.items() if isinstance(content, str)}

    def _open(self) -> Output:
        return make_output(self.root, is_strict=False)[0]

    def make(self, path: str) -> str:
        """Give a page's Markdown, or a data file, without making any other."""
        content = self._open().files[path]()
        assert isinstance(content, str)
        return content

    def markdown(self) -> Mapping[str, str]:
        """Give every page's Markdown, without its front matter."""
        return {path: drop_front_matter(text) for path, text in self.pages().items() if path.endswith(".md")}

    def heads(self) -> Mapping[str, dict[str, str]]:
        """Give every page's front matter."""
        pages = self.pages().items()
        return {path: read_front_matter(text) for path, text in pages if path.endswith(".md")}

    def library(self) -> Library:
        """Give the corpus, resolved."""
        library, _, problems = check_project(self.root, is_strict=False)
        assert library is not None, list(map(str, problems))
        return library

    def desk(self, here: str = "index.md", language: str = "en", prefix: str = "") -> Desk:
        """Give the desk of a page. A language but English speaks with the corpus's own catalogue only."""
        library = self.library()
        catalogue = self.root / "content" / "locale" / f"{language}.po"
        catalogues = [catalogue.read_text(encoding="utf-8")] if catalogue.is_file() else []
        interface = Interface(language, "en", catalogues)
        return Desk(library, index_names(library.corpus), interface, place_claims(library), here, prefix)

    def show(self, page: str) -> Element:
        """Give a page as Python-Markdown shows it."""
        return show_markdown(drop_front_matter(self.make(page)))

    def rows(self, table: str) -> Any:
        """Give a data file."""
        return json.loads(self.make(f"data/{table}.json"))

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the virtual environment in the project."""
        return subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            cwd=self.root,
            env=make_environment(**environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def build(self, *command: str, **environment: str) -> "Site":
        """Build the site with a command, `asreported build` where none is given."""
        done = self.run(*(command or ("asreported", "build")), **environment)
        lines = done.stderr.splitlines()
        told = [line for line in lines if ": error: " in line] or lines
        assert done.returncode == 0, "\n".join([*told[:20], f"and {len(told) - 20} more"] if len(told) > 20 else told)
        return Site(self.root / "site")


def make_environment(**more: str) -> dict[str, str]:
    """Give an environment that only says what a test means to say."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONWARNINGS": "default", **more}


def copy_orlan(folder: Path) -> Corpus:
    """Copy the fixture corpus; hook, theme and base configuration stay those of the repository."""
    shutil.copytree(ORLAN / "content", folder / "content")
    config = (ORLAN / "mkdocs.yml").read_text(encoding="utf-8")
    corpus = Corpus(folder)
    corpus.write("mkdocs.yml", config.replace("../..", str(REPO)))
    # As in the repository: MkDocs wants the folder of its pages before any hook runs.
    corpus.write("build/pages/.gitkeep", "")
    corpus.write("site/.gitkeep", "")
    return corpus


def make_folder() -> Path:
    """Give a folder that lives as long as the test run."""
    folder = Path(tempfile.mkdtemp(prefix="as-reported-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def build_orlan() -> "Site":
    """Build the fixture corpus once in a test run. No test may change what it gives."""
    return copy_orlan(make_folder()).build()


@cache
def build_offline_orlan() -> "Site":
    """Build the edition of the fixture corpus that is read from a folder. No test may change what it gives."""
    corpus = copy_orlan(make_folder())
    shutil.copy(REPO / "mkdocs.offline.yml", corpus.root / "mkdocs.offline.yml")
    done = corpus.run("mkdocs", "build", "--strict", "--config-file", "mkdocs.offline.yml")
    assert done.returncode == 0, done.stderr
    return Site(corpus.root / "build" / "offline")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Give every file's bytes by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


# --- Built sites --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """A built site."""

    root: Path
    _read: dict[str, Element] = field(default_factory=dict)
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def pages(self) -> Mapping[str, Element]:
        """Every page by its path, such as actors/index.html."""
        if not self._read:
            for path in sorted(self.root.rglob("*.html")):
                text = path.read_text(encoding="utf-8").removeprefix("<!doctype html>")
                self._read[path.relative_to(self.root).as_posix()] = read_html(text)
        return self._read

    def ids(self, page: str) -> frozenset[str]:
        """Give the places of a page to which a fragment can lead."""
        if page not in self._ids:
            self._ids[page] = frozenset(self.pages[page].ids)
        return self._ids[page]

    def main(self, page: str) -> Element:
        """Give the part of a page that is its own."""
        return self.pages[page].find("main")

    def data(self, name: str) -> Any:
        return json.loads((self.root / "data" / f"{name}.json").read_text(encoding="utf-8"))

    def search_scripts(self) -> dict[str, Any]:
        """Give what the search page can show: a row for each spelling and for each claim, and the filters."""
        pieces = read_pieces((self.root / "search").rglob("*.js"))
        shown = {name: piece["rows"] for name, piece in pieces.items() if "/rows-" in name}
        names = [row for name, rows in sorted(shown.items()) if name.startswith("names/") for row in rows.values()]
        groups = [
            group for name, rows in sorted(shown.items()) if name.startswith("claims/") for group in rows.values()
        ]
        return {
            "names": [[spelling, *row[:3]] for row in names for spelling in row[3:]],
            "claims": [row for group in groups for row in group.values()],
            "filters": pieces["filters"],
        }

    def resolve(self, address: str, page: str = "index.html") -> tuple[str, str]:
        """Give the file and the fragment to which an address leads from a page."""
        parts = urlsplit(address)
        base = "" if parts.path.startswith("/") else page.rpartition("/")[0]
        path = os.path.normpath(f"{base}/{unquote(parts.path)}".lstrip("/")) if parts.path else page
        assert not path.startswith(".."), f"{address} on {page} leads out of the site"
        is_folder = parts.path.endswith("/") or (self.root / path).is_dir()
        return (os.path.normpath(f"{path}/index.html") if is_folder else path), unquote(parts.fragment)

    def follow(self, link: Element, page: str) -> tuple[str, str]:
        return self.resolve(link.attributes["href"], page)


def read_pieces(paths: Iterable[Path]) -> dict[str, Any]:
    """Give what scripts of data hand over, by the name under which they do."""
    pieces = {}
    for path in sorted(paths):
        match = re.fullmatch(
            r"""asReported\.(?:pieces\["(.+?)"\]|(\w+)) = (.*);\n""", path.read_text(encoding="utf-8"), re.DOTALL
        )
        assert match, f"{path} hands over nothing"
        pieces[match[1] or match[2]] = json.loads(match[3])
    return pieces


def is_external(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def list_faults(site: Site) -> list[str]:
    """Crawl a site and give what is wrong with its pages, one line each."""
    return [f"{page}: {fault}" for page, top in site.pages.items() for fault in _list_page_faults(site, page, top)]


def _list_page_faults(site: Site, page: str, top: Element) -> Iterator[str]:
    ids = top.ids
    yield from (f"id {name} twice" for name in sorted(set(ids)) if ids.count(name) > 1)
    yield from (f"id {name!r} is not plain ASCII" for name in ids if not name.isascii() or not name or " " in name)
    levels = [int(element.tag[1]) for element in top if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"must have one h1, and first: {levels}"
    yield from (f"h{lower} follows h{upper}" for upper, lower in pairwise(levels) if lower > upper + 1)
    for element in top:
        yield from _list_element_faults(site, page, element)


def _list_element_faults(site: Site, page: str, element: Element) -> Iterator[str]:
    for name, value in element.attributes.items():
        if name.startswith("on") or name in {"style", "markdown"}:
            yield f"<{element.tag} {name}={value!r}>"
    if element.tag == "a" and "href" not in element.attributes:
        yield f"a link without address: {element.text!r}"
    for name in ("href", "src", "action"):
        address = element.attributes.get(name)
        if address is None:
            continue
        if is_external(address):
            is_plain_link = element.tag == "a" or element.attributes.get("rel") in {"canonical", "alternate"}
            if not is_plain_link or urlsplit(address).scheme not in {"http", "https", "mailto"}:
                yield f"<{element.tag} {name}={address!r}> leads to a foreign host"
            continue
        path, fragment = site.resolve(address, page)
        if not (site.root / path).is_file():
            yield f"{name} {address!r} leads to no file"
        elif fragment and path.endswith(".html") and fragment not in site.ids(path):
            yield f"{name} {address!r} leads to no place on its page"
