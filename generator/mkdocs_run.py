"""Runs MkDocs in this process on the pages that were just written, where there is anything to publish."""

import logging
import os
from pathlib import Path

from generator.ledger import Folder, Look
from generator.progress import Tell, tell_nobody
from generator.publication import PAGES_READY, plan_publication, read_setting


class _Listener(logging.Handler):
    """Keeps what MkDocs says."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


def build_site(
    root: Path, pages: Folder, config: str = "mkdocs.yml", tell: Tell = tell_nobody, look: Look | None = None
) -> tuple[str, ...]:
    """Publish the pages, given what stands in their folder; give MkDocs' words for what stopped it, if anything did.

    A warning is an error. Somebody may have looked at the folder that was published last.
    """
    tell("publishing", 0, 0)
    setting = read_setting(root, config)
    publication = plan_publication(root, setting, pages, look) if setting else None
    if publication and publication.is_current:
        return ()
    from mkdocs.commands.build import build  # noqa: PLC0415 - these take a fifth of a second
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    os.environ[PAGES_READY] = "1"
    listener = _Listener()
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        settings = load_config(str(root / config), strict=True)
        # The hook has not been told yet, and would look at every file again.
        settings.extra["publication"] = publication
        settings.extra["tell"] = tell
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
    except (MkDocsException, SystemExit) as error:
        return (*listener.heard, f"ERROR: {error}")
    finally:
        del os.environ[PAGES_READY]
        logging.getLogger("mkdocs").removeHandler(listener)
    return tuple(listener.heard)
