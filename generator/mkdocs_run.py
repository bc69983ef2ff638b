"""Runs MkDocs in this process on the pages that were just written, where there is anything to publish."""

import os
from pathlib import Path

from generator.ledger import Folder
from generator.publication import PAGES_READY, plan_publication, read_setting


def build_site(root: Path, pages: Folder, config: str = "mkdocs.yml") -> int:
    """Publish the pages, given what stands in their folder; gives MkDocs' exit code. A warning is an error."""
    setting = read_setting(root, config)
    if setting and plan_publication(root, setting, pages).is_current:
        return 0
    from mkdocs.__main__ import cli  # noqa: PLC0415 - it takes a fifth of a second

    os.environ[PAGES_READY] = "1"
    code = 0
    try:
        # Not --quiet: it silences warnings before --strict can count them.
        cli.main(["build", "--strict", "--config-file", str(root / config)])
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        del os.environ[PAGES_READY]
    return code
