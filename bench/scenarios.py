"""Edits a corpus as maintainers do, one small change at a time, and measures the build after each."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.project import Project
from bench.results import CannotMeasureError, Measure

UNCHANGED, CLAIM, ACTOR, TEMPLATE = SCENARIOS = ("unchanged", "claim", "actor", "template")
"""Nothing changed; one claim changed; one actor renamed; one template changed."""
_TEMPLATE = "claim.md.j2"
_CLAIM = re.compile(r"^  (?P<key>[a-z0-9-]+):\n(?:    .*\n)*?    text: (?P<text>.*?)\.\n", re.MULTILINE)
_ABOUT = re.compile(r"^    about: \[(.*)\]$", re.MULTILINE)


def measure_scenario(name: str, project: Project) -> Iterator[Measure]:
    """Give one measure after another: each makes its change and then measures the build alone.

    The project is built before, and its content is restored by whoever takes no more.
    """
    change = _CHANGES[name](project.root)
    while True:
        address, words = next(change)
        if name == ACTOR:
            project.run("rename", "actor", *words.split())
        measure = project.build()
        _check(project.root / "site" / address, words.split()[-1])
        yield measure


def change_text(text: str, key: str, mark: str) -> str:
    """Add a mark to the paraphrase of one claim in the text of a file of claims."""
    for found in _CLAIM.finditer(text):
        if found["key"] == key:
            end = found.end("text")
            return f"{text[:end]} {mark}{text[end:]}"
    raise CannotMeasureError(f"there is no claim {key} to change")


def choose_actor(texts: list[str]) -> str:
    """Give an actor of whom about as many claims speak as of the middle one of the busiest tenth."""
    counts: Counter[str] = Counter(
        name for text in texts for names in _ABOUT.findall(text) for name in names.split(", ")
    )
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    return ranked[len(ranked) // 20]


def _change_nothing(root: Path) -> Iterator[tuple[str, str]]:
    while (root / "site").is_dir():
        yield "index.html", "<html"


def _change_claim(root: Path) -> Iterator[tuple[str, str]]:
    files = sorted((root / "content" / "claims").glob("*.yml"))
    file, key, text = files[len(files) // 2], "c5", ""
    for mark in _list_marks():
        text = change_text(text or file.read_text(encoding="utf-8"), key, mark)
        file.write_text(text, encoding="utf-8")
        yield f"claims/{file.stem}/{key}/index.html", mark


def _rename_actor(root: Path) -> Iterator[tuple[str, str]]:
    old = choose_actor([path.read_text(encoding="utf-8") for path in sorted((root / "content/claims").glob("*.yml"))])
    for new in _list_marks():
        yield f"actors/{new}/index.html", f"{old} {new}"
        old = new


def _change_template(root: Path) -> Iterator[tuple[str, str]]:
    file = root / "templates" / _TEMPLATE
    source = min((root / "content" / "claims").glob("*.yml")).stem
    for mark in _list_marks():
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{mark}\n", encoding="utf-8")
        yield f"claims/{source}/c1/index.html", mark


def _list_marks() -> Iterator[str]:
    """Give words that stand nowhere else; each is also an id."""
    number = 0
    while True:
        number += 1
        yield f"measured-{number}"


def _check(page: Path, words: str) -> None:
    """See that a change has reached the site: a build that forgets something is quick for nothing."""
    if not page.is_file() or words not in page.read_text(encoding="utf-8"):
        raise CannotMeasureError(f"the build after a change must show {words} on {page.parent.name}, and does not")


_CHANGES: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    UNCHANGED: _change_nothing,
    CLAIM: _change_claim,
    ACTOR: _rename_actor,
    TEMPLATE: _change_template,
}
