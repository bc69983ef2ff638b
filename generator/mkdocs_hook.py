"""Lets a plain `mkdocs build` or `serve` run the same pipeline; hands MkDocs what changed, as HTML made ahead."""

import json
import logging
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import CountHandler

from generator.crew import MUCH, list_batches, open_crew, work_ahead
from generator.garbage import collect_seldom
from generator.history import read_commit_time
from generator.hypertext import Dialect, Hypertext, name_address, name_file, set_pages
from generator.imprint import IMPRINT
from generator.ledger import digest_bytes, list_stamps
from generator.links_record import LinksRecord
from generator.load import find_texts_dir
from generator.mkdocs_page import SetPage
from generator.page_links import find_placed_link
from generator.problems import InvalidContent, Place
from generator.progress import count_steps, tell_nobody
from generator.publication import (
    PAGES_READY,
    SITE_FILE,
    Publication,
    Setting,
    digest_tool,
    forget_setting,
    name_cache,
    open_site,
    plan_publication,
    save_setting,
)
from generator.recovery import take_over
from generator.refusals import explain_refusal, is_refusal
from generator.site_folder import name_part, name_spare, update_site
from generator.turn import NotYourTurn

_PROGRAM = MkDocsConfig.__module__.partition(".")[0]
"""The logger above all of MkDocs' own, or of ProperDocs', which takes MkDocs' place under another name."""
_log = logging.getLogger("mkdocs.hooks.asreported")


class _Run:
    """What one run of MkDocs must remember between its events."""

    command = "build"
    root: Path
    live = Path()
    setting: Setting
    is_alone = True
    """Whether no plugin or hook of others takes part: nobody knows what it reads or changes."""
    publication: Publication
    links: LinksRecord
    counter = CountHandler()
    open = ExitStack()
    """What ends with the run."""
    crew = ExitStack()
    """The processes that make pages, which end before: they take as much memory as this one."""


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs gives both
    """Remember whether MkDocs builds or serves."""
    collect_seldom()
    _Run.command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the pages, and let MkDocs build beside the live site, so that a failure leaves that as it was."""
    root = Path(config.config_file_path).parent
    _Run.open.close()
    _Run.root, _Run.live = root, Path(config.site_dir).absolute()
    live = _Run.live
    if not os.environ.get(PAGES_READY):
        _take_over(root, live)
    commit_time = read_commit_time(root)
    if commit_time:
        os.environ.setdefault("SOURCE_DATE_EPOCH", commit_time)
    _write(root)
    tell_site(config, json.loads((root / "build" / SITE_FILE).read_text(encoding="utf-8")))
    # The server's own reload is an inline script, which the policy of a build forbids.
    config.extra["is_serving"] = _Run.command == "serve"
    file = Path(config.config_file_path).name if _Run.command == "build" else "serve"
    theme = tuple(str(folder) for folder in config.theme.dirs)
    _Run.is_alone = all(map(_is_own, config.plugins.values()))
    _Run.setting = Setting(file, theme, str(live), config.use_directory_urls, _Run.command == "serve")
    part = name_part(live)
    shutil.rmtree(part, ignore_errors=True)
    config.site_dir = str(part)
    # What is published lies in the pages' folder; MkDocs is given what changed, and needn't look there.
    empty = name_cache(root, file) / "none"
    empty.mkdir(parents=True, exist_ok=True)
    config.docs_dir = str(empty)
    _Run.counter = CountHandler()
    _Run.counter.setLevel(logging.WARNING)
    logging.getLogger(_PROGRAM).addHandler(_Run.counter)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Give MkDocs the pages that must be published again, each as HTML that is made while MkDocs works."""
    sitemap = files.get_file_from_path("sitemap.xml")
    if sitemap:  # MkDocs' own would know of the changed pages only
        files.remove(sitemap)
    known: Publication | None = config.extra.get("publication")
    if not _Run.is_alone:
        # Whatever was published is made again, as after a run of another version.
        live = open_site(_Run.root, _Run.setting, os.urandom(16).hex())
        known = plan_publication(_Run.root, _Run.setting, live=live)
    elif known is None or known.setting != _Run.setting:
        known = plan_publication(_Run.root, _Run.setting)
    _Run.publication = known
    _Run.links = LinksRecord(name_cache(_Run.root, _Run.setting.config) / "links.sqlite", digest_tool())
    _Run.open.callback(_Run.links.close)
    _Run.open.callback(_Run.crew.close)
    changed = [path for path in _list_changed() if path.endswith(".md")]
    made = _make_ahead(changed, read_dialect(config))
    stream = count_steps("publishing pages", made, len(changed), config.extra.get("tell", tell_nobody))
    for path in changed:
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        SetPage(file, config, partial(next, stream))
        files.append(file)
    config.markdown_extensions = []
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the theme the addresses of the pages to which it links, in every language."""
    # Others may read templates in another way than they were compiled in.
    env.bytecode_cache = config.extra.get("compiled") if _Run.is_alone else None
    tell_addresses(config)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Check the links, and bring the live site up to date, unless a warning will fail the build."""
    _Run.crew.close()
    wanted = dict(_Run.publication.wanted)
    part = Path(config.site_dir)
    if IMPRINT in wanted:
        shutil.copy(_Run.root / "build" / IMPRINT, part / IMPRINT)
    for path, _ in list_stamps(part):
        if path not in wanted:
            wanted[path] = _Run.publication.surroundings + digest_bytes((part / path).read_bytes())
    _Run.links.keep(_Run.publication.pages.digests)
    faults = tuple(_Run.links.find_broken(_Run.publication.pages.digests))
    if faults:
        _tell_broken(faults)
    logging.getLogger(_PROGRAM).removeHandler(_Run.counter)
    if _Run.command == "build" and config.strict and _Run.counter.get_counts():
        shutil.rmtree(part, ignore_errors=True)
        _Run.open.close()
        return
    _Run.links.commit()
    _Run.publication.pages.save()
    # Options of the command line, such as --site-dir, are of one run; what asks no command has none.
    if _Run.is_alone and (_Run.command == "serve" or "publication" in config.extra):
        save_setting(_Run.root, _Run.setting)
    else:
        forget_setting(_Run.root, _Run.setting.config)
    # A page with a fault isn't done: the next run makes it again, and tells of the fault again.
    undone = {name_file(path, has_folders=config.use_directory_urls) for path, _ in faults}
    # The last of all that may fail.
    update_site(_Run.publication.live, part, _Run.publication.pages.root, wanted, undone)
    shutil.rmtree(part, ignore_errors=True)
    config.site_dir = _Run.setting.live
    _Run.open.close()


def on_build_error(error: Exception) -> None:
    """End what a failed run has open, and say in one sentence what the system refused."""
    logging.getLogger(_PROGRAM).removeHandler(_Run.counter)
    _Run.open.close()
    if is_refusal(error):
        # MkDocs writes without telling where.
        if isinstance(error, OSError):
            error.filename = error.filename or str(_Run.live)
        if not os.environ.get(PAGES_READY):
            raise _Refused(str(explain_refusal(error, _Run.root))) from None


def on_shutdown() -> None:
    """Remove what lies beside the server's own folder."""
    if _Run.command == "serve" and _Run.live.name:
        shutil.rmtree(name_spare(_Run.live), ignore_errors=True)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG001
    """Watch what maintainers edit, not what is generated from it."""
    root = Path(config.config_file_path).parent
    server.unwatch(config.docs_dir)
    content, texts = root / "content", find_texts_dir(root)
    # A folder watched twice may be seen to change twice.
    elsewhere = () if texts.resolve().is_relative_to(content.resolve()) else (texts,)
    for folder in (content, root / "templates", *elsewhere):
        if folder.is_dir():
            server.watch(str(folder))
    return server


def tell_site(config: MkDocsConfig, site: dict[str, Any]) -> None:
    """Take from the corpus what MkDocs and the theme want to know."""
    config.site_name, config.site_description = site["title"], site["description"]
    config.site_url = site["address"] or config.site_url
    # Navigation is the theme's own, since MkDocs would need all pages to make one.
    config.nav = []
    config.theme.static_templates.discard("sitemap.xml")
    config.extra["site"] = site


def tell_addresses(config: MkDocsConfig) -> None:
    """Turn the files to which the theme links into their addresses, its words into HTML, and all into attributes.

    Jinja finds an attribute at once, but a key of a dictionary only after it failed to find an attribute. Words are
    escaped here, and not on every page; as markup they stay as they are where a theme escapes them again.
    """
    site = config.extra["site"]

    def name(path: str) -> str:
        return name_address(path, has_folders=config.use_directory_urls)

    site["guide"] = name(site["guide"])
    for language in site["languages"]:
        for way in language["nav"]:
            way["url"] = name(language["prefix"] + way["path"])
            way["is_index"] = way["path"].endswith("/index.md")
            way["folder"] = language["prefix"] + way["path"].removesuffix("index.md")
            way["label"] = escape(way["label"])
        language["title"] = escape(language["title"])
        language["words"] = {key: escape(text) for key, text in language["words"].items()}
        language["ways"] = {way: name(language["prefix"] + path) for way, path in language["ways"].items()}
    site["editors"] = escape(site["editors"])
    if site["licence"]:
        site["licence"]["name"] = escape(site["licence"]["name"])
    named = _name_parts(site)
    named.tongues = {language.code: language for language in named.languages}
    config.extra["site"] = named


def _name_parts(value: Any) -> Any:
    if isinstance(value, dict):
        return SimpleNamespace(**{name: _name_parts(part) for name, part in value.items()})
    return [_name_parts(part) for part in value] if isinstance(value, list) else value


def read_dialect(config: MkDocsConfig) -> Dialect:
    """Give how mkdocs.yml has Python-Markdown read pages."""
    extensions, settings = config.markdown_extensions, config.mdx_configs
    return Dialect(tuple(extensions), dict(settings), config.use_directory_urls)


def _is_own(plugin: object) -> bool:
    """Say whether a plugin is ours, or a hook, which MkDocs keeps as the module that it loaded from its file."""
    file = getattr(plugin, "__file__", None)
    if file:
        return Path(file).resolve() == Path(__file__).resolve()
    return type(plugin).__module__ == "generator.mkdocs_plugin"


def _list_changed() -> tuple[str, ...]:
    """Give what must be published again: everything, where the places on the other pages aren't known."""
    publication, known = _Run.publication, _Run.links.digests
    changed = set(publication.changed)
    others = (path for path, _ in publication.pages.digests.items() - known.items() if path not in changed)
    if any(path.endswith(".md") for path in others):
        return tuple(sorted(publication.pages.digests))
    return publication.changed


def _make_ahead(paths: list[str], dialect: Dialect) -> Iterator[Hypertext]:
    """Give pages as HTML, in order, and note their links; processes work ahead, and few pages are in memory."""
    pages = _Run.publication.pages
    batches = list_batches((path, pages.read(path).decode()) for path in paths)
    crew = _Run.crew.enter_context(open_crew(is_much=len(paths) >= MUCH))
    for batch in work_ahead(partial(set_pages, dialect=dialect), batches, crew):
        _Run.links.note_pages(batch, _Run.publication.pages.digests)
        yield from batch


def _tell_broken(faults: Iterable[tuple[str, str]]) -> None:
    """Warn of links that lead nowhere, each with its place in the text that somebody wrote, or else with its page."""
    folder = _Run.root / "content" / "pages"
    written = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    told: dict[Place | str, str] = {}
    for path, link in faults:
        # One text makes a page in each language; its slip is told once.
        told.setdefault(find_placed_link(written, path, link) or path, link)
    for place, link in told.items():
        _log.warning("%s: a link must lead to a place on the site, found none at %s", place, link)


def _take_over(root: Path, live: Path) -> None:
    """Let no other command write into the project until this run ends."""
    try:
        for sentence in _Run.open.enter_context(take_over(root, live)):
            _log.info("%s", sentence)
    except NotYourTurn as reason:
        raise _Refused(str(reason)) from None


class _Refused(Abort):
    """Ends MkDocs with a message and the exit code that `asreported` has for it."""

    code = exit_code = 2


def _write(root: Path) -> None:
    if os.environ.get(PAGES_READY):
        return
    from generator.pipeline import build_pages  # noqa: PLC0415 - where the pages are ready, nobody needs it

    try:
        _, problems = build_pages(root, is_strict=_Run.command == "build")
    except InvalidContent as error:
        raise Abort(f"{error}\nNothing was published.") from None
    for problem in problems:
        _log.info("%s", problem)
