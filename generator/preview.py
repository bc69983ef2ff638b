"""Publishes one page at a time as MkDocs would, from memory, while the site is being edited."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from generator.mkdocs_hook import on_env, tell_site


class Preview:
    """A site of which the files are known by name, and pages are given when they are asked for."""

    def __init__(self, root: Path, site: str, paths: Iterable[str]) -> None:
        """Take what the theme shows on every page, as JSON, and the names of all files below `build/pages`."""
        # Without the hook, which would write the pages to the disk.
        self._config = load_config(str(root / "mkdocs.yml"), hooks=[], strict=False)
        tell_site(self._config, json.loads(site))
        self._config.extra["is_serving"] = True
        self._files = Files([self._name_file(path) for path in paths])
        in_nav = {next(iter(way.values())) for way in self._config.nav or ()}
        self._nav = get_navigation(Files([file for file in self._files if file.src_uri in in_nav]), self._config)
        self._theme = on_env(self._config.theme.get_env(), config=self._config, files=self._files)
        self._by_url = {file.url: file.src_uri for file in self._files}

    def find_file(self, url: str) -> str | None:
        """Give the file that is published at an address below the site's, such as actors/ana-miro/."""
        return self._by_url.get(url or "./") or self._by_url.get(url)

    def find_asset(self, url: str) -> Path | None:
        """Give the theme's file for an address, such as style.css; templates are none."""
        if not url or ".." in Path(url).parts or url.endswith(".html"):
            return None
        paths = (Path(folder) / url for folder in self._config.theme.dirs)
        return next((path for path in paths if path.is_file()), None)

    def publish(self, path: str, markdown: str) -> str:
        """Give a page's HTML."""
        file = self._name_file(path)
        file.content_string = markdown
        page: Any = Page(None, file, self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        context = get_context(self._nav, self._files, self._config, page)
        return str(self._theme.get_template(page.meta.get("template", "main.html")).render(context))

    def _name_file(self, path: str) -> File:
        return File(path, None, self._config.site_dir, self._config.use_directory_urls)
