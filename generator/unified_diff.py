"""Shows what changes in files, as a unified diff that `git apply` takes."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff

_NO_END = "\\ No newline at end of file\n"


def show_diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Give the changes of the files in `after`, sorted by path; empty where there are none."""
    return "".join(
        line
        for path in sorted(after)
        for line in compare_texts(before.get(path, ""), after[path], (f"a/{path}", f"b/{path}"))
    )


def compare_texts(old: str, new: str, names: tuple[str, str]) -> Iterator[str]:
    """Give the lines of the diff of two texts, with their names in its head; none where they are the same."""
    for line in unified_diff(_split(old), _split(new), *names):
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}"


def _split(text: str) -> list[str]:
    """Split a text at its line feeds only, as Git does."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
