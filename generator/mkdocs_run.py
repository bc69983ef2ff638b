"""Runs MkDocs in this process on the pages that were just written, where there is anything to publish."""

import logging
import os
from pathlib import Path

from generator.ledger import Folder
from generator.publication import PAGES_READY, plan_publication, read_setting


def build_site(root: Path, pages: Folder, config: str = "mkdocs.yml") -> int:
    """Publish the pages, given what stands in their folder; gives an exit code. A warning is an error."""
    setting = read_setting(root, config)
    publication = plan_publication(root, setting, pages) if setting else None
    if publication and publication.is_current:
        return 0
    from mkdocs.commands.build import build  # noqa: PLC0415 - these take a fifth of a second
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    os.environ[PAGES_READY] = "1"
    teller = logging.StreamHandler()
    teller.setLevel(logging.WARNING)
    teller.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logging.getLogger("mkdocs").addHandler(teller)
    try:
        settings = load_config(str(root / config), strict=True)
        # The hook has not been told yet, and would look at every file again.
        settings.extra["publication"] = publication
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
    except (MkDocsException, SystemExit) as error:
        logging.getLogger("mkdocs").error("%s", error)  # noqa: TRY400 - the message tells all
        return 1
    finally:
        del os.environ[PAGES_READY]
        logging.getLogger("mkdocs").removeHandler(teller)
    return 0
