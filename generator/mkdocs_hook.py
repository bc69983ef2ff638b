"""Lets a plain `mkdocs build` or `serve` run the same pipeline; the only one that knows MkDocs."""

import json
import logging
import os
import shutil
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from generator.history import read_commit_time
from generator.load import find_texts_dir
from generator.pipeline import build_pages
from generator.problems import InvalidContent
from generator.publish import PAGES_READY, SITE_FILE, swap_folders

_PROGRAM = MkDocsConfig.__module__.partition(".")[0]
"""The logger above all of MkDocs' own, or of ProperDocs', which takes MkDocs' place under another name."""
_log = logging.getLogger("mkdocs.hooks.asreported")


class _Run:
    """What one run of MkDocs must remember between its events."""

    command = "build"
    live: Path | None = None
    counter: CountHandler | None = None


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs gives both
    """Remember whether MkDocs builds or serves."""
    _Run.command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the pages, and let MkDocs build beside the live site, so that a failure leaves that as it was."""
    root = Path(config.config_file_path).parent
    commit_time = read_commit_time(root)
    if commit_time:
        os.environ.setdefault("SOURCE_DATE_EPOCH", commit_time)
    _write(root)
    # The server's own reload is an inline script, which the policy of a build forbids.
    tell_site(config, json.loads((root / "build" / SITE_FILE).read_text(encoding="utf-8")))
    config.extra["is_serving"] = _Run.command == "serve"
    if _Run.command == "build":
        _Run.live = Path(config.site_dir)
        staged = _Run.live.with_name(f".{_Run.live.name}.new")
        shutil.rmtree(staged, ignore_errors=True)
        config.site_dir = str(staged)
        _Run.counter = CountHandler()
        _Run.counter.setLevel(logging.WARNING)
        logging.getLogger(_PROGRAM).addHandler(_Run.counter)
    return config


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme the addresses of the pages to which it links, in every language."""
    site = config.extra["site"]
    site["guide"] = _find_url(files, site["guide"])
    for language in site["languages"]:
        for way in language["nav"]:
            way["url"] = _find_url(files, language["prefix"] + way["path"])
            way["is_index"] = way["path"].endswith("/index.md")
            way["folder"] = language["prefix"] + way["path"].removesuffix("index.md")
        language["ways"] = {
            name: _find_url(files, language["prefix"] + path) for name, path in language["ways"].items()
        }
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Swap the finished site for the live one, unless a warning will fail the build."""
    if _Run.command != "build" or _Run.live is None or _Run.counter is None:
        return
    logging.getLogger(_PROGRAM).removeHandler(_Run.counter)
    if config.strict and _Run.counter.get_counts():
        shutil.rmtree(config.site_dir, ignore_errors=True)
        return
    swap_folders(Path(config.site_dir), _Run.live)
    config.site_dir = str(_Run.live)


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
    config.nav = [{way["label"]: way["path"]} for way in site["languages"][0]["nav"]]
    config.extra["site"] = site


def _find_url(files: Files, path: str) -> str:
    file = files.get_file_from_path(path)
    assert file, f"the pipeline writes {path}"
    return file.url


def _write(root: Path) -> None:
    if os.environ.get(PAGES_READY):
        return
    try:
        problems = build_pages(root, is_strict=_Run.command == "build")
    except InvalidContent as error:
        raise Abort(f"{error}\nNothing was published.") from None
    for problem in problems:
        _log.info("%s", problem)
