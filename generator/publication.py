"""Plans what a run of MkDocs must publish: the pages and files whose bytes, or whose surroundings, have changed."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from generator.hypertext import name_file
from generator.imprint import IMPRINT, list_versions
from generator.ledger import Changes, Folder, Look, Stamp, digest_bytes, list_stamps, open_folder, read_folder
from generator.sums import SUMS

SITE_FILE = "site.json"
"""Below build/: what the theme shows on every page."""
PAGES_READY = "ASREPORTED_PAGES_READY"
"""Set for MkDocs where the pages were just written, so that its hook needn't write them again."""
CACHE = "cache"
"""Below build/: what may be removed at any time."""
PAGES = "build/pages"
"""What is published, as plain Markdown and files."""
_RECORD = f"build/{CACHE}/pages.ledger"


class Setting(Struct, frozen=True):
    """Where and with what a run of MkDocs publishes."""

    config: str
    """Its file, such as mkdocs.yml."""
    theme: tuple[str, ...]
    """The theme's folders."""
    live: str
    """The folder of the site."""
    has_folders: bool
    """Whether a page's address is a folder."""
    is_serving: bool = False


class Publication(Struct, frozen=True, dict=True):
    """What lies in build/pages, set against what was published of it."""

    setting: Setting
    pages: Folder
    live: Folder
    surroundings: str
    """The digest of all that makes a page's HTML besides its Markdown."""
    wanted: Mapping[str, str]
    """What each file of the site is to be made from, by path; without what the theme adds."""
    sources: Mapping[str, str]
    """The file below build/pages of each, but for the imprint, which lies beside them."""

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The files below build/pages that must be published again, sorted."""
        return tuple(sorted(self.sources[path] for path, _ in self.wanted.items() - self.live.digests.items()))

    @property
    def is_current(self) -> bool:
        """Whether the live site is just this already."""
        others = self.live.digests.keys() - self.wanted.keys() - {SUMS}
        return (
            SUMS in self.live.digests
            and not self.changed
            and not self.live.strangers
            and not self.live.lost
            and all(self.live.digests[path].startswith(self.surroundings) for path in others)
        )

    def follow(self, changes: Changes, imprint: str | None) -> "Publication | None":
        """Give the same of what became of the pages; none where the changes are of others.

        The imprint is told by its digest, as `digest_imprint` gives it.
        """
        pages = self.pages.follow(changes)
        if pages is None:
            return None
        if not changes.files and self.wanted.get(IMPRINT) == imprint:
            return self
        wanted, sources = dict(self.wanted), dict(self.sources)
        for name, path in (*_name_files(changes.files, self.setting).items(), (IMPRINT, IMPRINT)):
            digest = imprint if path == IMPRINT else pages.digests.get(path)
            if digest is None:
                wanted.pop(name, None)
                sources.pop(name, None)
            else:
                wanted[name], sources[name] = _describe(path, digest, self.surroundings), path
        return replace(self, pages=pages, wanted=wanted, sources=sources)


class Follower:
    """Follows a build of the pages, to publish them; this one is told and does nothing."""

    def __init__(self, root: Path) -> None:
        """Take the project's folder."""
        self._root = root

    def make_ready(self) -> None:
        """Be told that there will be something to publish."""

    def look(self) -> Mapping[str, Stamp]:
        """Give all files of build/pages with their stamps, once it is told so."""
        return dict(list_stamps(self._root / PAGES))

    def begin(self, changes: Changes) -> None:
        """Be told what became of the pages, which stand in their folder."""


def plan_publication(
    root: Path, setting: Setting, pages: Folder | None = None, live: Folder | None = None
) -> Publication:
    """Look at what surrounds pages on a site and, unless they are given, at these and at the live site."""
    pages, live = pages or open_pages(root), live or open_site(root, setting)
    for path in pages.strangers:
        pages.note(path, digest_bytes(pages.read(path)))
    surroundings = digest_surroundings(root, setting)
    sources = _name_files(pages.digests, setting)
    wanted = {name: _describe(path, pages.digests[path], surroundings) for name, path in sources.items()}
    imprint = digest_imprint(root)
    if imprint is not None:
        wanted[IMPRINT], sources[IMPRINT] = imprint, IMPRINT
    return Publication(setting, pages, live, surroundings, wanted, sources)


def _name_files(paths: Iterable[str], setting: Setting) -> dict[str, str]:
    """Give the files of a site, each with the one below build/pages of which it is made."""
    return {name_file(path, has_folders=setting.has_folders): path for path in paths}


def _describe(path: str, digest: str, surroundings: str) -> str:
    """Give the digest of all from which a file of the site is made, given that of the one below build/pages."""
    return f"{surroundings}{digest}" if path.endswith(".md") else digest


def digest_imprint(root: Path) -> str | None:
    """Give the digest of what a site was made from, where that is written down."""
    imprint = root / "build" / IMPRINT
    return digest_bytes(imprint.read_bytes()) if imprint.is_file() else None


def open_site(root: Path, setting: Setting, version: str = "") -> Folder:
    """Look what stands in a live site; whatever another version wrote, such as another program, counts as unknown."""
    record = name_cache(root, setting.config) / "site.ledger"
    return open_folder(Path(setting.live), record, version or digest_tool())


def name_cache(root: Path, config: str) -> Path:
    """Give the folder of what is remembered of the sites that a file configures."""
    return root / "build" / CACHE / Path(config).stem


def save_setting(root: Path, setting: Setting) -> None:
    """Remember a setting, by its file."""
    path = name_cache(root, setting.config) / "setting.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"root": str(root.absolute()), **asdict(setting)}), encoding="utf-8")


def forget_setting(root: Path, config: str) -> None:
    """Forget what `save_setting` remembered."""
    (name_cache(root, config) / "setting.json").unlink(missing_ok=True)


def read_setting(root: Path, config: str) -> Setting | None:
    """Give the last setting that a file made; none where there is none, it is damaged or another project's."""
    try:
        found = json.loads((name_cache(root, config) / "setting.json").read_text(encoding="utf-8"))
        if found.pop("root") != str(root.absolute()):
            return None
        return Setting(**{**found, "theme": tuple(found["theme"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def open_pages(root: Path, look: Look | None = None) -> Folder:
    """Look what stands in build/pages, unless somebody has."""
    return open_folder(root / PAGES, root / _RECORD, digest_tool(), look)


def read_pages(root: Path) -> Folder:
    """Believe what the record of build/pages says."""
    return read_folder(root / PAGES, root / _RECORD, digest_tool())


@cache
def digest_tool() -> str:
    """Give the digest of this program and of those that it works with, by their versions."""
    digest = hashlib.blake2b(digest_size=16)
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    digest.update(f"{sys.version_info} {list_versions()}".encode())
    return digest.hexdigest()


def digest_surroundings(root: Path, setting: Setting) -> str:
    """Give the digest of all that makes a page's HTML besides its Markdown: theme, words, configuration, programs."""
    digest = hashlib.blake2b(f"{digest_tool()} {setting.has_folders} {setting.is_serving}".encode(), digest_size=16)
    configs = {path: values for name in (setting.config, "mkdocs.yml") for path, values in _list_configs(root / name)}
    digest.update(repr(list(configs.values())).encode())
    theme = [(path, Path(folder)) for folder in setting.theme for path in _list_theme(folder)]
    for path, folder in (*((path, path.parent) for path in (*configs, root / "build" / SITE_FILE)), *theme):
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _list_theme(folder: str) -> list[Path]:
    """Give all files of a theme's folder, also those of folders to which a link leads."""
    files, known = list[Path](), set[str]()
    for parent, folders, names in os.walk(folder, followlinks=True):
        files += (Path(parent, name) for name in names)
        real = os.path.realpath(parent)
        if real in known:
            # It has what stood there already; and two links that lead upwards would never end.
            folders.clear()
        known.add(real)
    return sorted(files)


def _list_configs(path: Path) -> Iterator[tuple[Path, Any]]:
    """Give a configuration and those that it inherits from, each with its values if variables are among them."""
    seen: set[Path] = set()
    while path.is_file() and path not in seen:
        seen.add(path)
        text = path.read_text(encoding="utf-8")
        has_variables = "!ENV" in text
        values = _read_config(text) if has_variables or "INHERIT" in text else {}
        yield path, values if has_variables else {}
        if not isinstance(values, dict) or "INHERIT" not in values:
            return
        path = path.parent / str(values["INHERIT"])


def _read_config(text: str) -> Any:
    """Read a configuration, with MkDocs' tag for variables; nothing of what isn't YAML, which MkDocs refuses."""
    import yaml  # noqa: PLC0415 - most configurations are not read here
    from yaml_env_tag import add_env_tag  # noqa: PLC0415 - the same

    class Loader(yaml.BaseLoader):
        """Takes every value for a text, and passes over all other tags, such as those that name a function."""

    try:
        return yaml.load(text, add_env_tag(Loader))  # noqa: S506 - it makes nothing but texts, lists and mappings
    except yaml.YAMLError:
        return None
