"""Reads a saved file, by its ending, into paragraphs and what it declares of itself. Nothing is ever fetched."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from msgspec import Struct

from generator.authoring.declared import Declared, Stated
from generator.authoring.workbench import refuse
from generator.authoring.yaml_text import drop_controls
from generator.quoting.words import split_paragraphs

_LONG_LINE = 120
"""A text with longer lines and no blank ones has one paragraph a line."""


class SavedPage(Struct, frozen=True):
    """What was read from a saved file."""

    text: str
    """Paragraphs with a blank line between them."""
    declared: Declared
    ending: str = ".txt"
    """Of the text's file."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The blocks between blank lines, white space folded."""
        return tuple(" ".join(self.text[start:end].split()) for start, end in split_paragraphs(self.text))


def read_saved_page(path: str, raw: bytes) -> SavedPage:
    """Read a file that a maintainer saved. Raises InvalidContent where it holds no text that can be read."""
    ending = PurePath(path).suffix.lower()
    reader = _READERS.get(ending)
    if reader is None:
        message = f"a source must be saved as one of {', '.join(_READERS)}, found {ending or 'no ending'}"
        raise refuse(path, "page-unknown-ending", message, "save the page from the browser as HTML")
    page = reader(path, raw)
    if not any(map(str.isalnum, page.text)):
        hint = "save the page after it has loaded, or copy its text into a .txt file"
        raise refuse(path, "page-empty", "a saved page must hold readable text, found none", hint)
    return page


def _read_html(path: str, raw: bytes) -> SavedPage:
    from generator.authoring.html_page import read_html  # noqa: PLC0415 - trafilatura is slow to load

    paragraphs, declared = read_html(path, raw)
    return SavedPage(_join(paragraphs), declared)


def _read_pdf(path: str, raw: bytes) -> SavedPage:
    from generator.authoring.pdf_file import read_pdf  # noqa: PLC0415 - pypdf is needed here only

    paragraphs, declared = read_pdf(path, raw)
    return SavedPage(_join(paragraphs), declared)


def _read_text(path: str, raw: bytes) -> SavedPage:
    text = _decode(path, raw)
    lines = [line for line in text.split("\n") if line.strip()]
    if len(split_paragraphs(text)) == 1 and any(len(line) > _LONG_LINE for line in lines):
        text = _join(lines)
    return SavedPage(text, Declared(_title(text.strip().split("\n\n")[0])))


def _read_markdown(path: str, raw: bytes) -> SavedPage:
    text = _decode(path, raw)
    heading = next((line for line in text.split("\n") if line.startswith("# ")), text.strip().split("\n\n")[0])
    return SavedPage(text, Declared(_title(heading.lstrip("# "))), ".md")


def _title(text: str) -> Stated:
    return Stated(" ".join(text.split())[:200], "the first paragraph", is_guess=True)


def _decode(path: str, raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"a text must be UTF-8, found the byte 0x{raw[error.start]:02X}"
        raise refuse(path, "encoding", message, "save the file as UTF-8") from None
    return drop_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n") + "\n"


def _join(paragraphs: list[str]) -> str:
    kept = (drop_controls(paragraph).strip() for paragraph in paragraphs)
    return "\n\n".join(paragraph for paragraph in kept if paragraph) + "\n"


_READERS: Mapping[str, Callable[[str, bytes], SavedPage]] = {
    ".html": _read_html,
    ".htm": _read_html,
    ".txt": _read_text,
    ".md": _read_markdown,
    ".pdf": _read_pdf,
}
