"""Runs MkDocs in this process on the pages that were just written, where there is anything to publish."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.ledger import Changes, Folder
from generator.progress import Tell, tell_nobody
from generator.publication import (
    PAGES_READY,
    Publication,
    digest_imprint,
    digest_surroundings,
    plan_publication,
    read_pages,
    read_setting,
)
from generator.site_folder import name_part

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class _Listener(logging.Handler):
    """Keeps what MkDocs says."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


def build_site(root: Path, pages: Folder, config: str = "mkdocs.yml", tell: Tell = tell_nobody) -> tuple[str, ...]:
    """Publish the pages, given what stands in their folder; give MkDocs' words for what stopped it, if anything did.

    A warning is an error.
    """
    tell("publishing", 0, 0)
    setting = read_setting(root, config)
    publication = plan_publication(root, setting, pages) if setting else None
    if publication and publication.is_current:
        # Whoever published it may have been killed before it took this away.
        shutil.rmtree(name_part(Path(publication.setting.live)), ignore_errors=True)
        return ()
    return _build(lambda: _configure(root, config), publication, tell)


class Stage:
    """Where MkDocs waits for pages, with all that can be known of the site beforehand."""

    def __init__(self, root: Path, config: str) -> None:
        """Look at the site that was published last; what the record of the pages says is believed until it counts."""
        self._root, self._config = root, config
        setting = read_setting(root, config)
        self._known = plan_publication(root, setting, read_pages(root)) if setting else None
        self._ready: MkDocsConfig | None = None

    def make_ready(self) -> None:
        """Import MkDocs, read its configuration and compile the theme's templates."""
        from generator.compiled import compile_templates  # noqa: PLC0415 - as below

        with _hearing() as heard:
            settings = _configure(self._root, self._config)
        if not heard:  # else it is to be heard when it counts
            settings.extra["compiled"] = compile_templates(settings.theme.get_env())
            self._ready = settings

    def publish(self, changes: Changes) -> tuple[str, ...] | None:
        """Do once what `build_site` does, given what became of the pages.

        None where that can't be told, or is so much that it takes more than one process.
        """
        from generator.crew import MUCH  # noqa: PLC0415 - a build in which nothing has changed needs no crew

        known = self._known and self._known.follow(changes, digest_imprint(self._root))
        if known is None:
            return None
        if known.surroundings != digest_surroundings(self._root, known.setting):
            # Of another configuration, or with templates that were compiled before they changed.
            self._ready = None
            known = plan_publication(self._root, known.setting, known.pages, known.live)
        if known.is_current:
            return ()
        if len(known.changed) >= MUCH:
            return None
        return _build(lambda: self._ready or _configure(self._root, self._config), known)


def _configure(root: Path, config: str) -> "MkDocsConfig":
    """Give what MkDocs reads in a configuration. Raises MkDocsException."""
    # With all that it takes to build: they take a fifth of a second.
    import mkdocs.commands.build  # noqa: F401, PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    return load_config(str(root / config), strict=True)


def _build(
    configure: "Callable[[], MkDocsConfig]", publication: Publication | None, tell: Tell = tell_nobody
) -> tuple[str, ...]:
    """Run MkDocs; give its words for what stopped it."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - as above
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    os.environ[PAGES_READY] = "1"
    try:
        with _hearing() as heard:
            settings = configure()
            # The hook has not been told yet, and would look at every file again.
            settings.extra["publication"] = publication
            settings.extra["tell"] = tell
            settings.plugins.on_startup(command="build", dirty=False)
            build(settings)
    except (MkDocsException, SystemExit) as error:
        return (*heard, f"ERROR: {error}")
    finally:
        del os.environ[PAGES_READY]
    return tuple(heard)


@contextmanager
def _hearing() -> Iterator[list[str]]:
    """Give what MkDocs says until the end of the block."""
    listener = _Listener()
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        yield listener.heard
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)
