"""Times the stages of the pipeline in one process: `python -m bench.stages FOLDER`, which prints JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from generator.ledger import open_folder
from generator.link import link_corpus
from generator.load import load_content
from generator.lock import read_lock
from generator.output import Output
from generator.publish import write_pages
from generator.validate import validate_content
from generator.verify import find_evidence
from generator.vouch import settle_evidence

T = TypeVar("T")


def time_stages(root: Path) -> dict[str, float]:
    """Give the seconds of processor time of each stage but the publishing."""
    spent: dict[str, float] = {}

    def clock(stage: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        made = work()
        spent[stage] = time.process_time() - start
        return made

    content, _ = clock("load", lambda: load_content(root))
    corpus, _ = clock("validate", lambda: validate_content(content))
    assert corpus is not None, "the corpus is sound"
    lock = content.lock
    assert lock is not None, "the lock was written"
    found = clock("anchor", lambda: find_evidence(corpus, content.texts))
    evidence, _ = clock("settle with the lock", lambda: settle_evidence(corpus, found, read_lock(lock)[0]))
    library, _ = clock("link", lambda: link_corpus(corpus, evidence))
    pages = clock("render", lambda: Output(library, content).make_all())
    with TemporaryDirectory(dir=root) as folder:
        written = open_folder(Path(folder) / "pages", Path(folder) / "pages.ledger", "")
        clock("write pages", lambda: write_pages(pages, written))
    return spent


if __name__ == "__main__":
    sys.stdout.write(json.dumps(time_stages(Path(sys.argv[1]))))
