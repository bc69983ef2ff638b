"""Lists the translations that no native reader has reviewed."""

import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from babel.messages.pofile import read_po

MARK = "unreviewed"
"""The comment above a translation that only a native reader takes away."""


def list_unreviewed(catalogues: Mapping[str, str]) -> str:
    """Give, as Markdown, a table for each catalogue, by its path."""
    parts = [
        "# Translations that no native reader has reviewed",
        f"`make catalogues` writes this list from the comment `{MARK}` above each of them.",
    ]
    for path, text in sorted(catalogues.items()):
        rows = list(_list_rows(text))
        if rows:
            language = PurePosixPath(path).stem
            head = f"## `{path}`: {len(rows)}\n\n| en | {language} |\n|---|---|"
            parts.append("\n".join((head, *rows)))
    return "\n\n".join(parts) + "\n"


def _list_rows(text: str) -> Iterator[str]:
    for entry in read_po(io.BytesIO(text.encode())):
        if entry.id and MARK in entry.user_comments:
            source, target = (
                " / ".join(forms) if isinstance(forms, list | tuple) else forms or ""
                for forms in (entry.id, entry.string)
            )
            yield f"| {_escape(source)} | {_escape(target)} |"


def _escape(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
