"""Gives the paragraphs of a PDF and what it declares of itself; the only one that knows pypdf."""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader

from generator.authoring.declared import Declared, Stated
from generator.authoring.workbench import refuse

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)]*$")
_SHORT = 0.8
"""Share of the longest line of a page below which a line that ends a sentence ends its paragraph."""


def read_pdf(path: str, raw: bytes) -> tuple[list[str], Declared]:
    """Give the paragraphs of a PDF, guessed from the lengths of its lines, and its metadata, which are guesses, too.

    Raises InvalidContent where it is damaged or wants a password.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        is_locked = reader.is_encrypted and not reader.decrypt("")
        lines = [] if is_locked else [page.extract_text().split("\n") for page in reader.pages]
        declared = Declared() if is_locked else _read_metadata(reader)
    except Exception as error:  # noqa: BLE001 - a damaged file may raise anything, from KeyError to RecursionError
        message = f"a PDF must be whole, found: {type(error).__name__}"
        raise refuse(path, "page-unreadable", message, "save it again, or copy its text into a .txt file") from None
    if is_locked:
        raise refuse(path, "page-unreadable", "a PDF must be open to all, found one with a password", "save it without")
    return list(_join_lines(lines)), declared


def _join_lines(pages: list[list[str]]) -> Iterator[str]:
    """Put lines together to paragraphs, which may run over the end of a page."""
    open_lines: list[str] = []
    for page in pages:
        longest = max(map(len, page), default=0)
        for line in map(str.rstrip, page):
            open_lines.extend([line] if line.strip() else [])
            is_blank_end = not line.strip() and _ends_sentence(open_lines)
            if is_blank_end or (_SENTENCE_END.search(line) and len(line) < _SHORT * longest):
                yield "\n".join(open_lines)
                open_lines = []
    yield "\n".join(open_lines)


def _ends_sentence(lines: list[str]) -> bool:
    return bool(lines) and bool(_SENTENCE_END.search(lines[-1]))


def _read_metadata(reader: PdfReader) -> Declared:
    metadata = reader.metadata
    if metadata is None:
        return Declared(type="report")
    title = " ".join((metadata.title or "").split())
    created = metadata.creation_date
    return Declared(
        Stated(title, "the PDF's title", is_guess=True) if title else None,
        (metadata.author.strip(),) if metadata.author and metadata.author.strip() else (),
        Stated(f"{created:%Y-%m-%d}", "the PDF's date of creation", is_guess=True) if created else None,
        type="report",
        authors_basis="the PDF's author",
    )
