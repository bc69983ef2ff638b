"""Asks the search page of a built site for words of its corpus, and tells how much each query makes a reader load."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.results import CannotMeasureError, Query

_ROOT = Path(__file__).parent.parent
_TEXT = re.compile(r"^    text: (.*?)\.?$", re.MULTILINE)
_FILES = 12
"""Of claims from which queries are taken, two from each."""
_LIMIT = 600.0
"""Seconds."""


def choose_queries(texts: list[str]) -> Iterator[str]:
    """Give queries of two words, from files of claims: a name with a word, and two words, all of one sentence."""
    step = max(1, len(texts) // _FILES)
    for text in texts[::step][:_FILES]:
        sentence = _TEXT.search(text)
        if sentence:
            words = re.findall(r"\w+", sentence[1])
            name, *rest = sorted(dict.fromkeys(words), key=lambda word: (not word.istitle(), -len(word), word))
            plain = [word for word in rest if word.islower()]
            yield f"{name} {plain[0]}"
            yield " ".join(plain[1:3])


def measure_queries(root: Path) -> list[Query]:
    """Give what each of some queries costs a reader who comes for the first time, on a project's site."""
    files = sorted((root / "content" / "claims").glob("*.yml"))
    queries = tuple(choose_queries([file.read_text(encoding="utf-8") for file in files]))
    # In another process: what a process holds counts as the memory of what it starts.
    command = (sys.executable, "-m", "audit.search_cost", "--json", "--site", str(root / "site"), *queries)
    try:
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False, timeout=_LIMIT)
    except subprocess.TimeoutExpired:
        raise CannotMeasureError(f"the searches took more than {_LIMIT:.0f} s") from None
    if done.returncode:
        raise CannotMeasureError(f"the searches failed: {done.stderr.strip() or 'no word why'}")
    return [Query(one["query"], one["files"], one["bytes"], one["gzip_bytes"]) for one in json.loads(done.stdout)]
