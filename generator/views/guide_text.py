"""Cuts the maintainers' documents into sections, and leads their links to the guide's pages."""

import posixpath
import re
from collections.abc import Callable, Mapping

from msgspec import Struct

_HEADING = re.compile(r"(#{1,6}) +(.+)")
_FENCE = re.compile(r" *(`{3,}|~{3,})")
# Code first, so that what looks like a link in it stays.
_LINK = re.compile(r"(`+)(?:(?!\1).)+?\1(?!`)|(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")


class Section(Struct, frozen=True):
    """A heading with what stands below it, up to the next heading of its level or above."""

    title: str
    level: int
    """1 for the document's own."""
    text: str
    """Markdown, with the headings below it; without its own."""

    @property
    def id(self) -> str:
        """The place that links of the documents name, such as yaml-traps."""
        return make_slug(self.title)


def make_slug(title: str) -> str:
    """Give the place of a heading. Source: Markdown's toc extension, whose links GitHub understands, too."""
    kept = re.sub(r"[^\w\s-]", "", title).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def cut_sections(text: str) -> tuple[Section, ...]:
    """Give every section of a document, with those inside it, in the order of their headings."""
    lines = text.splitlines()
    heads = [(number, len(mark), title) for number, mark, title in _list_headings(lines)]
    sections = []
    for place, (number, level, title) in enumerate(heads):
        end = next((later for later, other, _ in heads[place + 1 :] if other <= level), len(lines))
        sections.append(Section(title, level, "\n".join(lines[number + 1 : end]).strip()))
    return tuple(sections)


def take_lead(text: str) -> str:
    """Give what stands before the first heading inside a section."""
    lines = text.splitlines()
    end = next((number for number, _, _ in _list_headings(lines)), len(lines))
    return "\n".join(lines[:end]).strip()


def write_section(section: Section, level: int) -> str:
    """Write a section with its heading at a level, those below it accordingly, and an id at each."""
    lines = [f"{'#' * level} {section.title} {{#{section.id}}}", "", *section.text.splitlines()]
    for number, mark, title in _list_headings(lines[2:]):
        deeper = "#" * (len(mark) - section.level + level)
        lines[number + 2] = f"{deeper} {title} {{#{make_slug(title)}}}"
    return "\n".join(lines)


def relink(text: str, find: Callable[[str], str]) -> str:
    """Lead every link outside code to where `find` says; one that leads nowhere becomes its own words."""

    def turn(match: re.Match[str]) -> str:
        if match[1]:
            # What GitHub wants of a bar in a table, other engines show.
            return match[0].replace("\\|", "|")
        if re.match(r"https?:", match[3]):
            return match[0]
        address = find(match[3])
        return f"[{match[2]}]({address})" if address else match[2]

    lines = text.splitlines()
    is_code = _mark_code(lines)
    return "\n".join(line if code else _LINK.sub(turn, line) for line, code in zip(lines, is_code, strict=True))


def find_address(address: str, document: str, here: str, places: Mapping[str, str]) -> str:
    """Give the way from a page to where a link of a document leads; empty where that is not in the guide.

    The places are pages, or places on them, by document and by document#section.
    """
    path, _, fragment = address.partition("#")
    name = posixpath.normpath(path) if path else document
    page, _, place = places.get(f"{name}#{fragment}" if fragment else name, "").partition("#")
    target = f"#{place}" if place else ""
    if not page or (page == here and place):
        return target if page else ""
    return f"{posixpath.relpath(page, posixpath.dirname(here))}{target}"


def _list_headings(lines: list[str]) -> list[tuple[int, str, str]]:
    """Give line, sign and words of each heading."""
    found = []
    for number, (line, code) in enumerate(zip(lines, _mark_code(lines), strict=True)):
        match = None if code else _HEADING.fullmatch(line)
        if match:
            found.append((number, match[1], match[2].strip()))
    return found


def _mark_code(lines: list[str]) -> list[bool]:
    """Say of each line whether it belongs to a block of code, fences included."""
    marks, fence = [], ""
    for line in lines:
        match = _FENCE.match(line)
        marks.append(bool(fence or match))
        if not fence and match:
            fence = match[1]
        elif fence and match and line.strip() == fence:
            fence = ""
    return marks
