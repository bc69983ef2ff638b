"""Publishes one page at a time as MkDocs would, from memory, while the site is being edited."""

import json
from contextlib import suppress
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation

from generator.hypertext import set_page
from generator.mkdocs_hook import read_dialect, tell_addresses, tell_site
from generator.mkdocs_page import SetPage


class Preview:
    """A theme with its files, into which pages are set when they are asked for."""

    def __init__(self, root: Path, site: str) -> None:
        """Take the project's folder, and what the theme shows on every page, as JSON."""
        # Without the hook, which would write the pages to the disk.
        self._config = load_config(str(root / "mkdocs.yml"), hooks=[], strict=False)
        tell_site(self._config, json.loads(site))
        tell_addresses(self._config)
        self._config.extra["is_serving"] = True
        self._nav = get_navigation(Files([]), self._config)
        self._theme = self._config.theme.get_env()

    def find_asset(self, url: str) -> Path | None:
        """Give the theme's file for an address, such as style.css; templates are none."""
        if not url or Path(url).is_absolute() or ".." in Path(url).parts or url.endswith((".html", ".xml")):
            return None
        paths = (Path(folder) / url for folder in self._config.theme.dirs)
        # No file can have some names, such as very long ones.
        with suppress(OSError, ValueError):
            return next((path for path in paths if path.is_file()), None)
        return None

    def publish(self, path: str, markdown: str) -> str:
        """Give a page's HTML."""
        file = File(path, None, self._config.site_dir, self._config.use_directory_urls)
        page = SetPage(file, self._config, lambda: set_page(path, markdown, read_dialect(self._config)))
        page.active = True
        context = get_context(self._nav, [], self._config, page)
        return str(self._theme.get_template(page.meta.get("template", "main.html")).render(context))
